# Stock and purchasing: pages, home and what Werkbank tells.

## Lists and filters

purchasing-view-attention = Aandacht nodig
purchasing-view-all = Alles
purchasing-view-archived = Gearchiveerd
purchasing-views = Weergaven
purchasing-pages = Bladeren
purchasing-first-page = Eerste
purchasing-newest = Nieuwste
purchasing-older = Ouder
purchasing-articles = Artikelen
purchasing-filter-articles = Artikelen filteren
purchasing-find-article = Zoek artikel
purchasing-find-example = Artikel, nummer of leverancier
purchasing-find-supplier = Zoek leverancier
purchasing-every-supplier = Elke leverancier

## Stock

purchasing-stock-lead = { $articles }, { $out } op en { $low } bijna op
purchasing-caption = Artikelen, wat op is eerst
purchasing-caption-by-name = Artikelen op naam
purchasing-reserved = Apart gezet
purchasing-per-week = Per week
purchasing-lasts = Genoeg voor
purchasing-used = Gebruikt in 90 dagen
purchasing-not-used = niet gebruikt
purchasing-min = min. { $quantity }
purchasing-lead =
    { $days ->
        [one] levertijd { $days } dag
       *[other] levertijd { $days } dagen
    }
purchasing-comes = { $day }, { $quantity } besteld
purchasing-comes-some-day = { $quantity } besteld
purchasing-visits-wait =
    { $count ->
        [one] { $count } bezoek wacht
       *[other] { $count } bezoeken wachten
    }
purchasing-nothing-low = Niets is bijna op
purchasing-nothing-low-why = Alle artikelen liggen boven hun minimum, of er is genoeg besteld.
purchasing-nothing-filtered = Geen artikel past bij dit filter.
purchasing-nothing-yet = Hier staan nog geen artikelen.
purchasing-who-waits = Wie wacht hierop?
purchasing-nobody-waits = Niemand wacht op een artikel dat op is.
purchasing-nobody-needs = Geen gepland bezoek heeft dit artikel nodig.
purchasing-new-appointment = Nieuwe afspraak
purchasing-who-needs = Wie heeft dit nodig?
purchasing-needs = { $kind }, { $when }, { $quantity } × { $article }
purchasing-not-planned = nog te plannen

## Advice

purchasing-advice = Besteladvies
purchasing-arrives = levert { $day }
purchasing-no-supplier = Nog geen leverancier
purchasing-nothing-to-buy = Er hoeft nu niets te worden besteld.
purchasing-quantity-of = Aantal { $article }
purchasing-price-of = Prijs van { $article }
purchasing-order-all =
    { $count ->
        [one] { $count } bestelling plaatsen
       *[other] { $count } bestellingen plaatsen
    }
purchasing-draft-all = Alleen klaarzetten
purchasing-order-hint = Elke leverancier krijgt de bestelling meteen per mail.
purchasing-done-placed = Besteld. De leverancier krijgt een mail.
purchasing-done-drafted = Klaargezet. Er is nog niets besteld.
purchasing-done-received = Ontvangst geboekt

## An article

purchasing-new-article = Nieuw artikel
purchasing-change-article = { $article } wijzigen
purchasing-article-number = Artikelnummer
purchasing-unit-hint = Stuk, meter, liter
purchasing-minimum-hint = Vanaf dit aantal is het tijd om te bestellen
purchasing-supplier-hint = Zonder leverancier kan dit artikel niet worden besteld
purchasing-stock-now = Voorraad nu
purchasing-automatic = Automatisch bestellen
purchasing-automatic-long = Automatisch bestellen bij het minimum
purchasing-automatic-hint = Werkbank plaatst dan zelf een bestelling van de bestelhoeveelheid en laat dat weten.
purchasing-movements = Verloop van de voorraad
purchasing-movements-caption = Veranderingen van de voorraad, nieuwste eerst
purchasing-moved-registered = Beginvoorraad
purchasing-moved-received = Ontvangen
purchasing-moved-taken = Gebruikt
purchasing-moved-put-back = Teruggelegd
purchasing-moved-counted = Geteld
purchasing-coming = Onderweg
purchasing-on-drafts = Op concepten
purchasing-about = Gegevens
purchasing-count-title = Voorraad tellen
purchasing-counted = Geteld aantal
purchasing-count-reason = Waarom het verschilt
purchasing-archive-title = Artikel archiveren
purchasing-vat-standard = Algemeen tarief
purchasing-vat-reduced = Laag tarief
purchasing-vat-zero = Nultarief
purchasing-vat-reverse-charge = Btw verlegd

## Purchase orders

purchasing-order = Bestelling
purchasing-order-title = Bestelling { $number }
purchasing-orders-lead = Wat klaarstaat, onderweg is en binnen is gekomen
purchasing-orders-open = Lopend
purchasing-orders-caption = Bestellingen, nieuwste eerst
purchasing-order-draft = Concept
purchasing-new-order = Nieuwe bestelling
purchasing-change-order = Bestelling { $number } wijzigen
purchasing-expected = Verwacht
purchasing-by-itself = automatisch
purchasing-by-hand = met de hand
purchasing-by = Gemaakt
purchasing-drafted-on = Klaargezet op
purchasing-placed-on = Besteld op
purchasing-place = Bestelling plaatsen
purchasing-draft = Klaarzetten
purchasing-discard = Concept weggooien
purchasing-discard-title = Concept weggooien
purchasing-cancel-rest = Rest intrekken
purchasing-cancel-title = De rest van de bestelling intrekken
purchasing-cancelled-because = Ingetrokken: { $reason }
purchasing-no-orders = Geen bestellingen
purchasing-no-orders-why = Er is nu niets klaargezet of onderweg.
purchasing-count-orders =
    { $count ->
        [one] { $count } bestelling
       *[other] { $count } bestellingen
    }
purchasing-lines-caption = Artikelen op deze bestelling
purchasing-ordered = Besteld
purchasing-received = Ontvangen
purchasing-open = Nog open
purchasing-total-without-vat = Totaal zonder btw
purchasing-receive = Ontvangst boeken
purchasing-received-on = Ontvangen op
purchasing-of-open = van { $quantity }
purchasing-receipts-caption = Ontvangsten, oudste eerst
purchasing-receipts = Wat er binnenkwam
purchasing-choose-supplier = Bij welke leverancier?
purchasing-fill-in = Vul in hoeveel er besteld wordt. Wat leeg blijft, gaat niet mee.
purchasing-fill-in-caption = Artikelen van deze leverancier

## Suppliers

purchasing-new-supplier = Nieuwe leverancier
purchasing-change-supplier = { $supplier } wijzigen
purchasing-suppliers-caption = Leveranciers op naam
purchasing-count-suppliers =
    { $count ->
        [one] { $count } leverancier
       *[other] { $count } leveranciers
    }
purchasing-no-suppliers = Geen leveranciers
purchasing-no-suppliers-why = Voer een leverancier in om bij te kunnen bestellen.
purchasing-lead-time = Levertijd
purchasing-email-hint = Bestellingen gaan naar dit adres
purchasing-order-language = Taal van bestellingen

## Today

purchasing-kpi-out = niets meer op voorraad
purchasing-kpi-low = op of onder het minimum
purchasing-kpi-ordered = artikelen onderweg
purchasing-kpi-advice = nu te bestellen
purchasing-due-what =
    { $count ->
        [one] { $count } regel, { $amount }
       *[other] { $count } regels, { $amount }
    }
purchasing-draft-what =
    { $count ->
        [one] Nog niet geplaatst: { $count } regel, { $amount }
       *[other] Nog niet geplaatst: { $count } regels, { $amount }
    }
purchasing-short = Nog { $stock }, minimum { $minimum }. { $supplier }
purchasing-short-waited =
    { $count ->
        [one] Nog { $stock }, minimum { $minimum }. { $supplier }. { $count } bezoek heeft het nodig
       *[other] Nog { $stock }, minimum { $minimum }. { $supplier }. { $count } bezoeken hebben het nodig
    }

## What Werkbank tells

task-article-low = { $name } ({ $article }) is bijna op
task-article-out = { $name } ({ $article }) is op
task-stock-below-zero = Tel { $name } ({ $article }): er is meer gebruikt dan er lag
task-article-ordered = { $name } ({ $article }) is automatisch besteld
task-appointment-at-risk = Bezoek { $visit }: { $name } ({ $article }) is op of er is te weinig. Maak een nieuwe afspraak
purchasing-deliveries = Komt binnen
purchasing-deliveries-none = Er is niets onderweg.
purchasing-more-because = meer dan besteld: { $reason }
purchasing-comes-on = komt { $day }
purchasing-ordered-already = { $article } is intussen al besteld of staat op een concept
task-article-short = { $name } ({ $article }): minder op voorraad dan de bezoeken nodig hebben
purchasing-none-yet = Nog geen artikelen
purchasing-none-yet-why = Voer het eerste artikel in; daarna ziet u hier wat er besteld moet worden.
purchasing-service = Onderhoud bij de klant
purchasing-service-hint = Leeg: geen onderhoud
purchasing-plans-service = Werkbank plant het onderhoud zodra dit is verkocht of geleverd
