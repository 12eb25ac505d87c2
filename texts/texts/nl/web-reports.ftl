# Reports: what is asked, and what it comes to.

nav-reports = Rapporten
report-list-lead = Cijfers over wat er gebeurde. Elk getal leidt naar de storingen, bezoeken en facturen erachter.
report-new = Nieuw rapport
report-adapt = Aanpassen
report-excel = Excel
report-csv = CSV
report-form = Rapport instellen
report-subject = Waarover
report-measure = Wat
report-by = Uitgesplitst naar
report-event = Gebeurtenis
report-field = Welk getal
report-by-field = Veld van de gebeurtenis
report-by-none = Niet uitsplitsen
report-split = En daarbinnen naar
report-period = Periode
report-until = Tot en met
report-step = Per
report-step-none = Hele periode
report-step-day = Dag
report-one-day = Dag
report-step-week = Week
report-one-week = Week
report-step-month = Maand
report-one-month = Maand
report-step-quarter = Kwartaal
report-one-quarter = Kwartaal
report-step-year = Jaar
report-one-year = Jaar
report-week = wk { $week }
report-quarter = K{ $quarter } { $year }
report-period-last-day =
    { $count ->
        [one] Deze dag
       *[other] Laatste { $count } dagen
    }
report-period-past-day =
    { $count ->
        [one] Vorige dag
       *[other] Vorige { $count } dagen
    }
report-period-next-day =
    { $count ->
        [one] Deze dag
       *[other] Komende { $count } dagen
    }
report-period-last-week =
    { $count ->
        [one] Deze week
       *[other] Laatste { $count } weken
    }
report-period-past-week =
    { $count ->
        [one] Vorige week
       *[other] Vorige { $count } weken
    }
report-period-next-week =
    { $count ->
        [one] Deze week
       *[other] Komende { $count } weken
    }
report-period-last-month =
    { $count ->
        [one] Deze maand
       *[other] Laatste { $count } maanden
    }
report-period-past-month =
    { $count ->
        [one] Vorige maand
       *[other] Vorige { $count } maanden
    }
report-period-next-month =
    { $count ->
        [one] Deze maand
       *[other] Komende { $count } maanden
    }
report-period-last-quarter =
    { $count ->
        [one] Dit kwartaal
       *[other] Laatste { $count } kwartalen
    }
report-period-past-quarter =
    { $count ->
        [one] Vorig kwartaal
       *[other] Vorige { $count } kwartalen
    }
report-period-next-quarter =
    { $count ->
        [one] Dit kwartaal
       *[other] Komende { $count } kwartalen
    }
report-period-last-year =
    { $count ->
        [one] Dit jaar
       *[other] Laatste { $count } jaar
    }
report-period-past-year =
    { $count ->
        [one] Vorig jaar
       *[other] Vorige { $count } jaar
    }
report-period-next-year =
    { $count ->
        [one] Dit jaar
       *[other] Komende { $count } jaar
    }
report-period-days = Eigen dagen
report-compare = Vergelijk met
report-compare-nothing = Niets
report-compare-before = De periode ervoor
report-compare-year-before = Een jaar eerder
report-every = Alle
report-all = Alles
report-total = Totaal
report-together = Samen
report-before = Vergeleken periode
report-caption = { $measure } in cijfers
report-change = Verschil
report-table = In cijfers
report-figures = Hoofdcijfers
report-largest = de grootste
report-was = was { $figure }
report-step-was = was { $figure } in { $step }
report-points = { $figure } punt
report-hours = { $figure } uur
report-days = { $figure } dagen
report-ranks = Grootste
report-beside = Ernaast
report-others = Overige ({ $count })
report-in = { $period }, in { $currency }
report-measure-by = { $measure }, naar { $by }
report-nothing = Niets in deze periode
report-view = Weergave
report-view-chart = Grafiek
report-view-table = Tabel
report-is-read = Het logboek wordt hiervoor doorgelezen
report-nothing-why = Kies een andere periode of haal een filter weg.
report-described = Hoogst: { $high } in { $high_step }. Laagst: { $low } in { $low_step }. Laatste: { $last } in { $last_step }. Alle getallen staan in de tabel hieronder.
report-lines-of = { $from }–{ $until } van { $count }
report-records = Wat erachter zit
report-records-none = Achter dit getal zit niets.
report-pages = Bladeren
report-clocks = Stand op een dag
report-true-on = Zo was het op
report-known-on = Zoals bekend op
report-known-on-hint = Leeg is vandaag. Wat later is ingevoerd, telt dan niet mee.
report-as-known = Zoals bekend op { $day }.
report-unknown = Onbekend
report-unknown-cause = Zonder onderdeel
report-unknown-technician = Nog niemand
report-unknown-region = Nog niemand geweest
report-unknown-article = Geen artikel
report-unknown-machine-model = Geen machine
report-unknown-salesperson = Niemand
report-unknown-supplier = Geen leverancier
report-subject-faults = Storingen
report-subject-visits = Bezoeken
report-subject-invoiced = Omzet
report-subject-receivables = Debiteuren
report-subject-stock = Voorraad
report-subject-stock-outs = Tekorten
report-subject-purchases = Inkoop
report-subject-contracts = Contracten
report-subject-contract-ends = Aflopende contracten
report-subject-opportunities = Verkoopkansen
report-subject-acts = Wat collega’s deden
report-subject-events = Gebeurtenissen in het logboek
report-measure-count = Aantal
report-measure-solved-share = Opgelost
report-measure-hours-to-solve = Oplostijd in uren
report-measure-in-time-share = Binnen de afspraak
report-measure-visits-each = Bezoeken per storing
report-measure-reopened-share = Teruggekomen
report-measure-first-time-fix = In één keer goed
report-measure-planned-hours = Geplande uren
report-measure-worked-hours = Gewerkte uren
report-measure-travelled-hours = Reisuren
report-measure-spent-hours = Werk- en reisuren
report-measure-real-of-planned = Werkelijk tegenover gepland
report-measure-load = Bezetting
report-measure-moves = Verzette afspraken
report-measure-moved-hours = Verzette uren
report-measure-net = Omzet zonder btw
report-measure-margin = Marge
report-measure-margin-share = Marge in procenten
report-measure-outstanding = Openstaand
report-measure-amount = Bedrag met btw
report-measure-stock-value = Voorraadwaarde
report-measure-stock-quantity = Aantal op voorraad
report-measure-used-value = Verbruikt
report-measure-received-value = Binnengekomen
report-measure-stock-turns = Omloopsnelheid per jaar
report-measure-out-days = Dagen zonder voorraad
report-measure-ordered-value = Besteld
report-measure-lead-days = Levertijd in dagen
report-measure-monthly-revenue = Contractomzet per maand
report-measure-running = Lopende contracten
report-measure-begun-revenue = Erbij per maand
report-measure-ended-revenue = Eraf per maand
report-measure-ended = Beëindigd
report-measure-churn = Verloop
report-measure-monthly-fee = Maandbedrag
report-measure-value = Verwachte waarde
report-measure-won-value = Gewonnen waarde
report-measure-won-share = Gewonnen
report-measure-days-to-close = Dagen tot besluit
report-measure-raised-share = Nagekeken deel
report-measure-approved-share = Goedgekeurd
report-measure-field-sum = Som van een veld
report-sum-of = Som van: { $field }
report-sum-in = Som van: { $field } ({ $unit })
report-unit-minutes = minuten
report-unit-days = dagen
report-unit-money = bedrag in de munt van het bedrijf
report-measure-count-faults = Aantal storingen
report-measure-count-visits = Aantal bezoeken
report-measure-count-invoiced = Aantal facturen
report-measure-count-receivables = Aantal boekingen
report-measure-count-stock = Aantal mutaties
report-measure-count-stock-outs = Aantal tekorten
report-measure-count-purchases = Aantal bestelregels
report-measure-count-contract-ends = Aantal contracten
report-measure-count-opportunities = Aantal kansen
report-measure-count-acts = Aantal handelingen
report-measure-count-events = Aantal gebeurtenissen
report-by-machine-model = Machinetype
report-by-region = Regio
report-by-technician = Monteur
report-by-cause = Vervangen onderdeel
report-by-urgency = Spoed
report-by-state = Toestand
report-by-customer = Klant
report-by-kind = Soort
report-by-origin = Herkomst
report-by-article = Artikel
report-by-supplier = Leverancier
report-by-age = Ouderdom
report-by-currency = Munt
report-by-salesperson = Verkoper
report-by-person = Collega
report-by-department = Rol
report-by-event-type = Handeling
report-state-visit = Opgelost met bezoek
report-state-phone = Opgelost aan de telefoon
report-state-waiting = Nog te plannen
report-state-planned = Ingepland
report-state-done = Uitgevoerd
report-state-over = Weer op voorraad
report-state-complete = Geheel ontvangen
report-state-renews = Loopt door
report-state-expires = Loopt af
report-state-won = Gewonnen
report-state-lost = Verloren
report-kind-invoice = Factuur
report-kind-credit = Creditfactuur
report-kind-invoiced = Gefactureerd
report-kind-paid = Betaald
report-kind-credited = Gecrediteerd
report-kind-refunded = Terugbetaald
report-kind-registered = Beginvoorraad
report-kind-received = Ontvangen
report-kind-taken = Verbruikt
report-kind-put-back = Teruggelegd
report-kind-counted = Geteld
report-kind-revalued = Andere prijs
report-origin-hand = Met de hand
report-origin-contract = Contract
report-origin-visit = Bezoek
report-age-not-due = Nog niet vervallen
report-age-to-30 = 1 tot 30 dagen te laat
report-age-to-60 = 31 tot 60 dagen te laat
report-age-to-90 = 61 tot 90 dagen te laat
report-age-over-90 = Meer dan 90 dagen te laat
report-preset-faults = Storingen per machinetype
report-preset-time-to-solve = Oplostijd
report-preset-faults-by-region = Storingen per regio
report-preset-solve-by-technician = Oplostijd per monteur
report-preset-faults-by-cause = Oorzaken van storingen
report-preset-first-time-fix = In één keer goed
report-preset-planned-and-real = Geplande en werkelijke uren
report-preset-technician-load = Bezetting van monteurs
report-preset-contract-revenue = Contractomzet
report-preset-churn = Verloop van contracten
report-preset-contracts-ending = Aflopende contracten
report-preset-debtors-by-age = Debiteuren naar ouderdom
report-preset-invoiced-and-paid = Gefactureerd en betaald
report-preset-customer-turnover = Omzet per klant
report-preset-customer-margin = Marge per klant
report-preset-stock-value = Voorraadwaarde
report-preset-stock-turnover = Omloopsnelheid van voorraad
report-preset-stock-outs = Tekorten
report-preset-stock-out-moves = Afspraken verzet door tekorten
report-preset-lead-times = Levertijden
report-preset-sales-funnel = Verkooptrechter
report-preset-won = Gewonnen kansen
report-preset-review-coverage = Dekking van de controle

# Reports that colleagues keep
report-keep = Bewaren
report-kept = Het rapport is bewaard
report-name-hint = Geen namen van personen: een rapport kan gedeeld worden.
report-shared = Delen met collega’s
report-shared-what = Wie de gegevens erachter mag zien, vindt het bij Rapporten.
report-own = Eigen en gedeelde rapporten
report-own-none = Nog geen. Stel een rapport samen en bewaar het.
report-yours = Van uzelf
report-questions = Vragen aan het verleden
report-mailing = Mailen
report-mailing-set = De mailing is vastgelegd
report-mail-to = Aan
report-mail-hint = ’s Ochtends om kwart voor zeven, aan wie dan nog mag zien wat erin staat. Niemand aanvinken stopt het.
report-rhythm = Hoe vaak
report-every-workday = Elke werkdag
report-every-week = Elke maandag
report-every-month = Elke eerste van de maand
report-remove = Weggooien
report-remove-sure = “{ $name }” verdwijnt uit uw rapporten. De gegevens zelf blijven.
report-remove-shared = “{ $name }” is gedeeld: het verdwijnt voor iedereen die het leest, en wordt niet meer gemaild. De gegevens zelf blijven.
report-removed = Het rapport is weggegooid

event-report-saved = Rapport bewaard
event-report-mailing-set = Mailing van een rapport vastgelegd
event-report-removed = Rapport weggegooid
command-report-save = Rapport bewaren
command-report-mail = Rapport laten mailen
command-report-remove = Rapport weggooien
thing-report = Rapport

refusal-report-unknown = Dit rapport bestaat niet.
refusal-report-removed = Dit rapport is weggegooid.
refusal-report-not-yours = Dit rapport is van een collega. Bewaar het onder een andere naam.
refusal-report-not-a-person = Alleen een medewerker kan een rapport bewaren.
refusal-report-not-allowed = U mag niet zien waar dit rapport over gaat.
refusal-report-misfit = Dit past niet bij elkaar. Kies hier iets anders.
field-by-field = Veld om naar uit te splitsen
field-compare = Vergelijken met
field-count = Aantal
field-definition = Wat gevraagd wordt
field-event-type = Soort gebeurtenis
field-every = Hoe vaak
field-field = Veld
field-filters = Filters
field-last = Laatste
field-past = Vorige
field-measure = Wat
field-period = Periode
field-shared = Gedeeld
field-split = Daarbinnen naar
field-step = Per
