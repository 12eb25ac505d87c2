# Finance's pages: invoices and the monthly run.

finance-state-discarded = Vervallen
finance-open-of-which-late = { $open } staat open, waarvan { $late } te laat
finance-run = Maandfacturen
finance-new = Nieuwe factuur
finance-list = Lijst van facturen
finance-filter = Facturen zoeken
finance-search = Zoek factuur
finance-search-hint = Nummer of klant
finance-none-here = In deze weergave staan geen facturen.
finance-pages = Bladzijden met facturen
finance-ageing = Open bedrag naar ouderdom
finance-age-not-due = Nog niet vervallen
finance-age-30 = 1 tot 30 dagen
finance-age-60 = 31 tot 60 dagen
finance-age-over = Meer dan 60 dagen
finance-views = Weergaven
finance-view-attention = Aandacht
finance-view-late = Te laat
finance-view-open = Open
finance-view-disputed = Betwist
finance-view-draft = Concept
finance-view-paid = Betaald
finance-view-credited = Gecrediteerd
finance-view-owed = Terug te betalen
finance-view-all = Alle
finance-due = Vervalt
finance-reminder = Herinnering
finance-on-this-page = Op deze pagina
finance-without-vat = exclusief btw
finance-still-open = nog { $open } open
finance-invoice = Factuur { $number }
finance-draft = Conceptfactuur
finance-done-issued = Factuur verstuurd
finance-issue = Versturen
finance-vat-standard = Algemeen tarief
finance-vat-reduced = Laag tarief
finance-vat-zero = Nultarief
finance-vat-reverse-charge = Verlegd
finance-net = Totaal exclusief btw
finance-vat-over = Btw { $rate } over { $net }
finance-lines = Regels
finance-origin = Van
finance-buyer = Aan
finance-issued-on = Factuurdatum
finance-delivered-on = Geleverd op
finance-reference = Kenmerk van de klant
finance-exchange = Wisselkoers
finance-exchange-rate = Złoty voor een euro
finance-exchange-on = Koers van
finance-exchange-source = Bron
finance-exchange-why = De btw op deze factuur is in { $currency } verschuldigd en moet er ook zo op staan. Zonder koers van de afgelopen dagen kan de factuur niet worden verstuurd.
finance-open = Staat open
finance-owed = Terug te betalen
finance-late = Te laat
finance-about = Gegevens
finance-story = Verloop
finance-done-paid = Betaling geboekt
finance-done-refunded = Terugbetaling geboekt
finance-done-settled = Betwisting afgehandeld
finance-done-disputed = Als betwist genoteerd
finance-done-credited = Creditfactuur gemaakt
finance-done-discarded = Concept vervallen
finance-paid-on = Ontvangen op
finance-refunded-on = Terugbetaald op
finance-bank-reference = Omschrijving van de bank
finance-book-payment = Betaling boeken
finance-refund = Terugbetaling boeken
finance-settle = Betwisting afhandelen
finance-how-settled = Hoe is het opgelost?
finance-dispute = Betwisten
finance-credit = Crediteren
finance-discard = Laten vervallen
finance-discard-month = Als u dit concept laat vervallen, wordt { $month } van dit contract niet meer vanzelf gefactureerd.
finance-add-line = Regel toevoegen
finance-remove-line = Regel weghalen
finance-choose-customer = Kies de klant
finance-month = Maand
finance-run-lead = Dit wordt op { $day } vanzelf gefactureerd en gemaild.
finance-run-nothing = Niets te factureren
finance-run-nothing-why = Alle lopende contracten zijn gefactureerd.
finance-run-fees = Contracten
finance-list-caption = Tabel met facturen
finance-lines-caption = Tabel met regels
finance-run-now = Te factureren
finance-run-lead-now = Dit staat nog open. Het gaat op { $day } vanzelf mee; met de knop gaat het nu de deur uit.
finance-run-months = Maanden
finance-run-more = En nog { $count } contracten, die ook worden gefactureerd.
finance-run-go =
    { $count ->
        [one] { $count } factuur maken en versturen
       *[other] { $count } facturen maken en versturen
    }
finance-run-done =
    { $count ->
        [0] Er is niets gemaakt
        [one] { $count } factuur gemaakt
       *[other] { $count } facturen gemaakt
    }
finance-run-follows = Ze krijgen zo vanzelf hun nummer en worden gemaild.
finance-outcome-made = Gemaakt
finance-outcome-needs-rate = Wacht op de wisselkoers
finance-outcome-issued = Verstuurd
finance-outcome-reminded = Herinnerd
finance-outcome-all-reminders = Alle herinneringen zijn al gestuurd.
finance-outcome-caption = Tabel met wat er per factuur gebeurde
finance-bulk-done =
    { $count ->
        [0] Er is niets gedaan
        [one] { $count } factuur gedaan
       *[other] { $count } facturen gedaan
    }
finance-back-to-invoices = Naar de facturen
finance-pick = Factuur { $number } kiezen
finance-pick-all = Alle facturen op deze pagina kiezen
finance-picked = Gekozen facturen
finance-picked-one = { "{n}" } factuur gekozen
finance-picked-few = { "{n}" } facturen gekozen
finance-picked-many = { "{n}" } facturen gekozen
finance-picked-other = { "{n}" } facturen gekozen
finance-remind-now = Nu herinneren
finance-home-drafts = Concepten
finance-home-drafts-note = klaar om te versturen
finance-home-paid = Deze maand ontvangen
finance-home-disputed = Betwist: factuur { $number }, { $customer }
finance-home-disputed-do = Oplossen
finance-home-call = Bel { $customer } over factuur { $number }
finance-home-call-do = Openen
finance-home-call-what = { $amount }, { $days ->
    [one] 1 dag te laat
   *[other] { $days } dagen te laat
}. Alle herinneringen zijn verstuurd.
finance-home-refund = Betaal { $customer } terug, factuur { $number }
finance-home-refund-do = Terugbetalen
finance-home-send = Verstuur de factuur voor { $customer }
finance-home-send-do = Openen
finance-home-send-what = { $amount } exclusief btw
finance-home-run = { $count ->
    [one] Maandfactuur maken voor 1 contract
   *[other] Maandfacturen maken voor { $count } contracten
}
finance-home-run-do = Bekijken
finance-agenda = Komende dagen
finance-agenda-none = Tot { $day } vervalt er niets en gaan er geen herinneringen uit.
finance-agenda-by-itself = gaan vanzelf uit, om 7.10 uur
finance-agenda-reminders = { $count ->
    [one] 1 herinnering
   *[other] { $count } herinneringen
}
finance-agenda-due = { $count ->
    [one] 1 factuur vervalt
   *[other] { $count } facturen vervallen
}
finance-agenda-run = Maandfacturen { $month }
finance-agenda-run-what = { $count ->
    [one] 1 contract
   *[other] { $count } contracten
}, { $amount } exclusief btw
finance-home-late = Te laat: factuur { $number }, { $customer }
finance-home-late-do = Betaling boeken
finance-home-not-reminded = nog geen herinnering
finance-delivered-from = Geleverd vanaf
finance-delivered-until = Geleverd op, of tot en met
finance-delivered-hint = Leeg is de dag van versturen.
finance-book-payments = Betalingen boeken
finance-book-lead = Vul per factuur in wat er binnenkwam. Er wordt pas iets geboekt als alles te lezen is.
finance-nothing-open = Hier niet bij, want er staat niets open: { $numbers }.
finance-nothing-to-book = Er is niets te boeken
finance-nothing-to-book-why = Kies in de lijst facturen waarop nog iets openstaat.
finance-payments = Betalingen
finance-book-go =
    { $count ->
        [one] { $count } betaling boeken
       *[other] { $count } betalingen boeken
    }
finance-amount-of = Bedrag van factuur { $number }
finance-on-of = Ontvangen op, van factuur { $number }
finance-reference-of = Omschrijving van de bank, van factuur { $number }
finance-outcome-booked = Geboekt
finance-booked =
    { $count ->
        [0] Er is niets geboekt.
        [one] { $count } betaling geboekt.
       *[other] { $count } betalingen geboekt.
    }
finance-refused =
    { $count ->
        [one] { $count } is geweigerd; hieronder staat waarom.
       *[other] { $count } zijn geweigerd; hieronder staat waarom.
    }
