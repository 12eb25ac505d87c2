# Pages of maintenance: faults, planning, visits and one’s own work.

## Lists

maintenance-all = Alle
maintenance-views = Weergaven
maintenance-crumbs = Kruimelpad
maintenance-pages = Bladeren
maintenance-first-page = Begin
maintenance-view = Weergave
maintenance-view-week = Week
maintenance-view-list = Lijst
maintenance-found = { $count } gevonden
maintenance-every-urgency = Elke spoed
maintenance-every-technician = Alle monteurs
maintenance-customer-number = klant { $number }

## Faults

maintenance-fault-new = Nieuwe storing
maintenance-faults-open = Open: { $count }, eerst wat het eerst is beloofd
maintenance-faults-search = Nummer, klant of plaats
maintenance-faults-none = Geen storing past bij deze keuze.
maintenance-promised = Beloofd
maintenance-promise-late = te laat: { $day }
maintenance-promise-today = vandaag vóór { $time }
maintenance-promise-before = vóór { $day }
maintenance-promise-long = Beloofd: { $day }, vóór { $time } bij de klant
maintenance-promise-told = Planning ziet de storing meteen na het bewaren.
maintenance-fault-open = storing open
maintenance-fault-change = Storing wijzigen
maintenance-fault-solve = Opgelost aan de telefoon
maintenance-fault-withdraw = Intrekken
maintenance-fault-reopen = Heropenen
maintenance-how-solved = Hoe is het opgelost?
maintenance-problem = Wat er aan de hand is
maintenance-reported = Gemeld
maintenance-caller = Gebeld door
maintenance-outcome = Afloop
maintenance-visits = Bezoeken
maintenance-visits-none = Nog geen bezoek
maintenance-visits-none-yet = Planning krijgt het bezoek vanzelf. Dit duurt een ogenblik.
maintenance-visit-ask = Nieuw bezoek
maintenance-story = Wat er gebeurde
maintenance-by-itself = Werkbank, vanzelf
maintenance-about-machine = Over de machine
maintenance-about-customer = Over deze klant

## A new fault

maintenance-in-call = In gesprek
maintenance-fault-new-lead = In de volgorde van het gesprek. Alles is verplicht, behalve waar “mag leeg” staat.
maintenance-step-who = Wie belt er?
maintenance-step-machine = Om welke machine gaat het?
maintenance-step-problem = Wat is er aan de hand?
maintenance-heard-earlier = De klant meldde dit eerder
maintenance-heard-on = Gemeld op
maintenance-heard-at = Hoe laat
maintenance-heard-why = De beloofde tijd telt vanaf toen, niet vanaf nu.
maintenance-step-confirm = Wat hoort de klant?
maintenance-customer-hint = Naam, plaats, klantnummer of telefoonnummer
maintenance-recognised = Gevonden op het nummer dat belt: { $phone }
maintenance-caller-phone = Terugbelnummer
maintenance-caller-name = Naam van wie belt
maintenance-someone-else = Iemand anders
maintenance-machine-later = Kies eerst de klant. Dan staan hier de machines.
maintenance-machine-none = Niet bekend
maintenance-machine-none-why = of een andere machine
maintenance-second-fault = Op deze machine staat al een storing open
maintenance-despite = Waarom is dit een andere storing?
maintenance-what-customer-says = Wat zegt de klant?
maintenance-problem-hint = De monteur leest dit letterlijk. Schrijf wat de klant ziet, hoort of ruikt.
maintenance-how-bad = Hoe erg is het?
maintenance-confirm = Stuur de klant een bevestiging
maintenance-confirm-to = Mail naar { $email }, en weer een bericht zodra de monteur is ingepland.
maintenance-confirm-none = Van deze klant is geen e-mailadres bekend. Sales belt zodra de monteur is ingepland.
maintenance-draft-kept = Concept bewaard om { $time }
maintenance-save-fault = Bewaren en naar planning
maintenance-save-and-another = Bewaren en nog één
maintenance-serial = Serienummer
maintenance-installed = Geplaatst
maintenance-open-faults = Open storingen
maintenance-earlier = Eerder aan deze machine
maintenance-earlier-none = Nog niets gedaan aan deze machine.

## Planning

maintenance-from-until = { $from } tot en met { $until }
maintenance-choose-week = Week kiezen
maintenance-week-before = Vorige week
maintenance-week-after = Volgende week
maintenance-by-promise = op afspraak
maintenance-queue-fault = Storingen
maintenance-queue-maintenance = Onderhoud
maintenance-queue-installation = Plaatsing
maintenance-queue-intake = Intake
maintenance-queue-empty = Alles is ingepland
maintenance-queue-empty-why = Nieuwe storingen en onderhoud komen hier vanzelf te staan.
maintenance-board-scroll = Planbord, schuif voor meer
maintenance-board-caption = Planning per monteur en dag. Elke afspraak is een link. Met de knop Inplannen of Verzetten plant u zonder te slepen.
maintenance-no-technicians = Nog geen monteurs
maintenance-no-technicians-why = De beheerder voegt medewerkers met de rol Monteur toe.
maintenance-load-week = { $planned } van { $room }
maintenance-load-day = { $planned } van { $room } gepland
maintenance-legend = Uitleg
maintenance-keys-walk = door het bord
maintenance-keys-plan = inplannen
maintenance-keys-move = verzetten
maintenance-plan-this = Inplannen: { $customer }, { $duration }
maintenance-move-this = Verzetten: { $customer }
maintenance-plan-visit = { $customer } inplannen
maintenance-move-visit = { $customer } verzetten
maintenance-proposals = Beste keuzes
maintenance-day = Dag
maintenance-day-hint = Bijvoorbeeld di, morgen of 18-11
maintenance-customer-hears = De klant krijgt hier meteen bericht van.
maintenance-overrule-reason = Waarom kan het toch?
maintenance-overrule = Toch inplannen
maintenance-overruled = Toch, omdat
maintenance-call-off = Bezoek afzeggen
maintenance-call-off-of-plan = Dit bezoek komt uit terugkerend onderhoud: deze keer vervalt, de volgende keer komt volgens het plan. Moet het op een andere dag, verzet het dan.
maintenance-call-off-plan = Naar het onderhoudsplan
maintenance-take-back = Uit de planning halen
maintenance-work-sheet = Werkbon
maintenance-list-lead = Alle geplande bezoeken, op dag en tijd
maintenance-list-none = Er is niets gepland vanaf deze dag.

## Visits and one’s own work

maintenance-sheet = Werkbon
maintenance-map = Kaart
maintenance-task = Wat er moet gebeuren
maintenance-expected = Verwachte duur
maintenance-follows = Vervolg op
maintenance-follow-up = Vervolgbezoek
maintenance-part = Onderdeel
maintenance-parts = Onderdelen
maintenance-parts-none = Nog geen onderdelen.
maintenance-part-add = Onderdeel toevoegen
maintenance-part-needed = mee te nemen: { $quantity } { $unit }
maintenance-part-used = gebruikt: { $quantity } { $unit }
maintenance-part-short = te weinig op voorraad
maintenance-part-stock = { $number } · { $quantity } { $unit } op voorraad
maintenance-one-more = Een meer: { $part }
maintenance-one-less = Een minder: { $part }
maintenance-bring = Onderdeel meenemen
maintenance-report = Verslag
maintenance-result = Wat eruit kwam
maintenance-findings = Bevindingen
maintenance-findings-hint = Wat was er aan de hand? Kantoor en de volgende monteur lezen dit.
maintenance-work = Wat is er gedaan?
maintenance-worked = Gewerkt
maintenance-travelled = Gereisd
maintenance-minutes-hint = in minuten, of uren en minuten: 1.30
maintenance-solved = Is het opgelost?
maintenance-solved-yes = Ja, opgelost
maintenance-solved-no = Nee, er moet nog iemand komen
maintenance-billable = Betaalt de klant hiervoor?
maintenance-busy-since = Bezig sinds { $time }
maintenance-step-started = Begonnen
maintenance-step-report = Verslag schrijven
maintenance-progress = Voortgang
maintenance-later = Later
maintenance-nothing-today = Vandaag staat er niets voor u in de planning.
maintenance-no-work = Geen bezoeken
maintenance-no-work-why = Zodra planning u een bezoek geeft, staat het hier.

## Home

maintenance-kpi-open = Open storingen
maintenance-kpi-urgent = waarvan { $count } vandaag of morgen
maintenance-kpi-waiting = Wacht op planning
maintenance-kpi-late = { $count } over de beloofde tijd
maintenance-kpi-today = Bezoeken vandaag
maintenance-kpi-today-note = { $done } klaar, { $busy } bezig
maintenance-kpi-tomorrow = Bezoeken morgen
maintenance-kpi-tomorrow-note = klanten krijgen vandaag een herinnering
maintenance-my-day = Vandaag

## What was done

maintenance-done-reported = Storing bewaard. Planning ziet hem nu.
maintenance-done-solved = Storing opgelost
maintenance-done-withdrawn = Storing ingetrokken
maintenance-done-reopened = Storing heropend. Planning krijgt een nieuw bezoek.
maintenance-done-requested = Het bezoek wacht nu op planning
maintenance-done-planned = Ingepland. De klant krijgt een mail; zonder adres komt er een taak om te bellen.
maintenance-done-moved = Verzet. De klant krijgt een mail; zonder adres komt er een taak om te bellen.
maintenance-done-called-off = Afgezegd. De klant krijgt bericht.
maintenance-done-taken-back = Uit de planning gehaald. De klant krijgt bericht.
maintenance-done-started = Begonnen
maintenance-done-part = Onderdeel opgeschreven
maintenance-done-finished = Bezoek afgerond
maintenance-customer-unknown = Staat deze beller nog niet in de lijst?
maintenance-new-customer = Nieuwe klant invoeren
maintenance-machines-all = Alle { $count } machines tonen
maintenance-visits-today = Bezoeken vandaag
maintenance-visits-today-none = Vandaag staan er geen bezoeken.
maintenance-whole-week = Hele week
maintenance-kpi-to-go = nog { $count } te gaan
maintenance-kpi-hours = Gepland vandaag
maintenance-kpi-hours-note = volgens de planning
maintenance-kpi-report = Nog af te ronden
maintenance-kpi-report-note = van een eerdere dag
maintenance-kpi-first = de eerste om { $time }
maintenance-keys-drop = kaart loslaten
maintenance-interrupt = Onderbreken
maintenance-interrupt-hint = Het bezoek staat daarna weer gepland zoals het stond. De klant krijgt geen bericht.
maintenance-done-interrupted = Onderbroken. Het bezoek staat weer gepland.
maintenance-clashes = overlapt
maintenance-clashes-away = monteur afwezig
maintenance-roster-away-planned = Nog gepland in deze dagen: { $visits }
maintenance-left-behind-one = niet gedaan op deze dag
maintenance-part-below = meer gebruikt dan er volgens de voorraad lag; inkoop is gewaarschuwd
maintenance-none-left = Alles terug: { $part }
maintenance-no-visit = Nog geen bezoek
maintenance-planned-late = gepland na de belofte
maintenance-missing-comes = Te weinig { $article }: nodig { $needed }, op voorraad { $stock }. Verwacht { $day }.
maintenance-missing = Te weinig { $article }: nodig { $needed }, op voorraad { $stock }. Er is nog niets besteld.
maintenance-customer-archived = Klant is gearchiveerd
nav-maintenance-plans = Onderhoud
plan-view-to-plan = Nog te plannen
plan-view-next = Volgende onderhouden
plan-view-paused = Rust
plan-view-ended = Beëindigd
plan-list-lead = Wat bij klanten telkens terugkomt, en wanneer het weer aan de beurt is.
plan-list-none = Er zijn geen onderhoudsplannen die zo staan.
plan-count =
    { $count ->
        [one] 1 plan
       *[other] { $count } plannen
    }
plan-new = Onderhoud plannen
plan-new-lead = Telkens als het bijna zover is, staat er een bezoek bij Nog te plannen.
plan-due = Volgende keer
plan-last = Laatste keer
plan-to-plan-lead = { $count } nog met de klant af te spreken; { $today } voor vandaag, { $late } te laat.
plan-area = Postcode begint met
plan-place = Postcode { $area }.. – { $cities }
plan-nearby = Al gepland in de buurt:
plan-none-to-plan = Alles is afgesproken
plan-none-to-plan-why = Zodra een plan aan de beurt komt, staat het bezoek hier.
plan-proposed = Voorgesteld
plan-proposed-late = Te laat: { $day }
plan-proposed-today = Voorgesteld: { $day }
plan-proposed-soon = Voorgesteld: { $day }
plan-offered = Gemaild: { $days }
plan-propose = Dagen voorstellen
plan-propose-title = Dagen voorstellen aan { $customer }
plan-propose-lead = De klant krijgt een mail in de eigen taal; het antwoord komt bij de klant te staan.
plan-propose-days = Welke dagen
plan-propose-nth = Dag { $n }
plan-propose-send = Mailen
plan-done-proposed = De dagen zijn voorgesteld.
plan-done-made = Het onderhoud is gepland.
plan-once = Eenmalig, { $day }
plan-every-day =
    { $count ->
        [one] Elke dag
       *[other] Elke { $count } dagen
    }
plan-every-week =
    { $count ->
        [one] Elke week
       *[other] Elke { $count } weken
    }
plan-every-month =
    { $count ->
        [one] Elke maand
       *[other] Elke { $count } maanden
    }
plan-every-year =
    { $count ->
        [one] Elk jaar
       *[other] Elke { $count } jaar
    }
plan-on-nth = op de { $nth } { $weekday } van de maand
plan-nth-first = eerste
plan-nth-second = tweede
plan-nth-third = derde
plan-nth-fourth = vierde
plan-nth-last = laatste
plan-only-in = alleen in { $months }
plan-from-completed = geteld vanaf de laatste keer
plan-or-meter = of na { $count } op de teller
plan-until = tot en met { $day }
plan-state-asked = Bezoek gevraagd
plan-state-running = Loopt
plan-state-paused = Rust
plan-ended-done = Klaar
plan-ended-not-needed = Niet meer nodig
plan-ended-contract = Met het contract beëindigd
plan-ended-said = Beëindigd
plan-about = Bij dit plan
plan-schedule = Schema
plan-first = Eerste dag
plan-every = Elke
plan-every-hint = Leeg: eenmalig
plan-unit = Eenheid
plan-unit-day = dagen
plan-unit-week = weken
plan-unit-month = maanden
plan-unit-year = jaren
plan-counted = Geteld vanaf
plan-counted-fixed = de eerste dag (vast)
plan-counted-completed = de dag waarop het is gedaan
plan-nth = Welke van de maand
plan-weekday = Weekdag
plan-any = Maakt niet uit
plan-season = Alleen in deze maanden
plan-meter = Of na zoveel op de teller
plan-meter-hint = Uren, kopjes, kopieën; bij één machine
plan-meter-now = Teller nu
plan-meter-read = Teller opnemen
plan-last-day = Niet na
plan-ahead = Bezoek vragen
plan-ahead-hint = Zoveel dagen van tevoren
plan-warn = Waarschuwen, dagen van tevoren
plan-days-before =
    { $count ->
        [one] 1 dag van tevoren
       *[other] { $count } dagen van tevoren
    }
plan-from = Komt uit
plan-machines = Machines
plan-occurrences = Beurten
plan-nth-occurrence = Beurt
plan-occurrence = beurt { $n }
plan-visits = Bezoeken
plan-outcome = Uitkomst
plan-outcome-done = Gedaan
plan-outcome-skipped = Afgezegd
plan-outcome-open = Nog niet
plan-passed =
    { $count ->
        [one] 1 keer overgeslagen
       *[other] { $count } keer overgeslagen
    }
plan-move-next = Volgende keer verschuiven
plan-move-hint = Alleen deze keer; daarna gaat het schema gewoon door.
plan-pause = Laten rusten
plan-resume = Hervatten
plan-resume-why = Wat in de tussentijd aan de beurt was, wordt niet ingehaald.
plan-end = Beëindigen
plan-none-yet = Hier komt nog niets vanzelf terug.
plan-one = Onderhoudsplan
plan-before = Vorige
plan-after = Volgende
plan-next-due = Volgende keer
plan-chain = Terugkerend onderhoud
plan-next-on = Volgende beurt op
plan-next-on-hint = Leeg: volgens het plan
plan-no-next = Geen volgende beurt nodig
plan-kpi-to-plan = Onderhoud af te spreken
plan-kpi-late =
    { $count ->
        [one] 1 te laat
       *[other] { $count } te laat
    }
plan-machines-none = Kies een klant met machines; dan kiest u hier voor welke het is.
