# Words that every page uses: departments, roles, places, labels, buttons, states and what the system says.

## Departments

department-sales = Sales en service
department-maintenance = Onderhoud en planning
department-purchasing = Inkoop
department-finance = Finance
department-management = Management
department-administrator = Beheer

## Roles

role-sales = Sales en klantenservice
role-planner = Planner
role-technician = Monteur
role-purchasing = Inkoper
role-finance = Administrateur
role-management = Directie
role-administrator = Beheerder

## Languages and appearance

language-nl = Nederlands
language-en = English
language-pl = Polski
theme-auto = Zoals het apparaat
theme-light = Licht
theme-dark = Donker
density-comfort = Ruim
density-compact = Compact

## Places in the system

nav-home = Vandaag
nav-customers = Klanten
nav-faults = Storingen
nav-planning = Planning
nav-my-work = Mijn werk
nav-stock = Voorraad
nav-purchase-orders = Bestellingen
nav-suppliers = Leveranciers
nav-contracts = Contracten
nav-invoices = Facturen
nav-mail = Mail
nav-log = Logboek
nav-users = Medewerkers
nav-permissions = Rechten
nav-settings = Instellingen
nav-notifications = Meldingen
nav-view-only = Alleen bekijken

## Things

word-customer = klant
word-company = bedrijf
word-private-person = particulier
word-contact = contactpersoon
word-machine = machine
word-fault = storing
word-maintenance = onderhoud
word-installation = plaatsing
word-intake = intake
word-visit = bezoek
word-appointment = afspraak
word-technician = monteur
word-work-sheet = werkbon
word-van = bus
word-article = artikel
word-part = onderdeel
word-supplier = leverancier
word-purchase-order = bestelling
word-contract = contract
word-invoice = factuur
word-credit-note = creditfactuur
word-payment = betaling
word-reminder = herinnering
word-task = taak
word-note = notitie
word-mail = mail
word-user = medewerker
word-department = afdeling
word-system = systeem

## Labels of fields and columns

label-name = Naam
label-number = Nummer
label-customer = Klant
label-contact = Contactpersoon
label-email = E-mailadres
label-phone = Telefoon
label-address = Adres
label-street = Straat en huisnummer
label-postcode = Postcode
label-place = Plaats
label-country = Land
label-language = Taal
label-password = Wachtwoord
label-date = Datum
label-time = Tijd
label-duration = Duur
label-from = Van
label-until = Tot
label-state = Stand
label-kind = Soort
label-urgency = Spoed
label-technician = Monteur
label-machine = Machine
label-serial-number = Serienummer
label-description = Omschrijving
label-remark = Opmerking
label-reason = Reden
label-quantity = Aantal
label-unit = Eenheid
label-price = Prijs
label-amount = Bedrag
label-vat = Btw
label-total = Totaal
label-owner = Eigenaar
label-department = Afdeling
label-who = Wie
label-what = Wat
label-when = Wanneer
label-why = Waarom
label-before = Ervoor
label-after = Erna
label-optional = mag leeg

## Buttons: verbs

button-save = Bewaren
button-saving = Bezig met bewaren
button-cancel = Stoppen
button-change = Wijzigen
button-add = Toevoegen
button-remove = Weghalen
button-archive = Archiveren
button-restore = Herstellen
button-undo = Ongedaan maken
button-open = Openen
button-close = Sluiten
button-back = Terug
button-next = Volgende
button-previous = Vorige
button-search = Zoeken
button-filter = Filteren
button-clear-filters = Filters wissen
button-log-in = Inloggen
button-log-out = Uitloggen
button-plan = Inplannen
button-move = Verzetten
button-call-off = Afzeggen
button-start = Beginnen
button-finish = Afronden
button-call = Bellen
button-send = Versturen
button-send-again = Opnieuw versturen
button-order = Bestellen
button-receive = Ontvangst boeken
button-count = Tellen
button-sign = Ondertekenen
button-renew = Verlengen
button-give-notice = Opzeggen
button-print = Afdrukken
button-download = Downloaden
button-export = Exporteren
button-import = Inlezen
button-approve = Goedkeuren
button-return = Terugsturen
button-take = Oppakken
button-take-over = Overnemen
button-done = Klaar
button-hand-on = Doorgeven
button-confirm = Bevestigen

## Yes, no, and what is not known

word-yes = ja
word-no = nee
word-all = Alles
word-none = geen
word-choose = Kies…
word-unknown = onbekend
word-drawn = gezet
word-erased = gewist
word-forgotten-customer = Vergeten klant
word-forgotten-colleague = Vergeten medewerker
word-now = nu
word-new = nieuw

## Urgency

urgency-low = Kan wachten
urgency-normal = Gewoon
urgency-high = Morgen
urgency-urgent = Vandaag

## Kinds of visit

visit-kind-fault = Storing
visit-kind-maintenance = Onderhoud
visit-kind-installation = Plaatsing
visit-kind-intake = Intake

## States of a customer

state-customer-active = Actief
state-customer-archived = Gearchiveerd
state-forgotten = Vergeten

## States of a fault

state-fault-open = Open
state-fault-planned = Ingepland
state-fault-solved = Opgelost
state-fault-called-off = Ingetrokken

## States of a visit

state-visit-to-plan = Nog te plannen
state-visit-planned = Ingepland
state-visit-started = Bezig
state-visit-finished = Afgerond
state-visit-not-solved = Niet opgelost
state-visit-called-off = Afgezegd

## States of stock

state-stock-out = Op
state-stock-low = Bijna op
state-stock-ordered = Besteld
state-stock-enough = Genoeg

## States of a purchase order

state-order-suggested = Voorstel
state-order-placed = Besteld
state-order-partly-received = Deels ontvangen
state-order-received = Ontvangen
state-order-called-off = Ingetrokken

## States of a contract

state-contract-draft = Concept
state-contract-signed = Ondertekend
state-contract-running = Loopt
state-contract-notice-given = Opgezegd
state-contract-ended = Beëindigd

## States of an invoice

state-invoice-draft = Concept
state-invoice-open = Open
state-invoice-paid = Betaald
state-invoice-disputed = Betwist
state-invoice-credited = Gecrediteerd
state-invoice-late =
    { $days ->
        [one] { $days } dag te laat
       *[other] { $days } dagen te laat
    }
reminder-level = { $level }e herinnering

## States of a mail

state-mail-queued = Wacht op verzenden
state-mail-sent = Verstuurd
state-mail-failed = Niet gelukt
state-mail-given-up = Opgegeven

## States of a task

state-task-open = Open
state-task-taken = Opgepakt
state-task-done = Klaar

## What the system says

text-saved = Bewaard
text-save-failed = Bewaren is niet gelukt. De gegevens staan nog in het formulier.
text-kept-on-device = Bewaard op dit apparaat. Gaat weg zodra er verbinding is.
text-waiting-to-send = Wacht op verzenden
text-no-connection = Geen verbinding
text-loading = Bezig met laden
text-catching-up = Deze lijst wordt nog bijgewerkt.
text-nothing-found = Niets gevonden
text-error-prefix = Fout: { $title }
text-managed-by = { $department } beheert
text-returned = Teruggestuurd: { $reason }
text-changed-meanwhile = { $name } heeft dit intussen gewijzigd.
text-as-of = Zoals het was op { $moment }
text-draft-saved = Concept bewaard om { $time }
text-page-of = Pagina { $page } van { $pages }

## Counts, with their plural forms

count-customers =
    { $count ->
        [one] { $count } klant
       *[other] { $count } klanten
    }
count-faults =
    { $count ->
        [one] { $count } storing
       *[other] { $count } storingen
    }
count-visits =
    { $count ->
        [one] { $count } bezoek
       *[other] { $count } bezoeken
    }
count-machines =
    { $count ->
        [one] { $count } machine
       *[other] { $count } machines
    }
count-articles =
    { $count ->
        [one] { $count } artikel
       *[other] { $count } artikelen
    }
count-contracts =
    { $count ->
        [one] { $count } contract
       *[other] { $count } contracten
    }
count-invoices =
    { $count ->
        [one] { $count } factuur
       *[other] { $count } facturen
    }
count-tasks =
    { $count ->
        [one] { $count } taak
       *[other] { $count } taken
    }
count-notifications =
    { $count ->
        [one] { $count } melding
       *[other] { $count } meldingen
    }
count-rows =
    { $count ->
        [one] { $count } regel
       *[other] { $count } regels
    }
count-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
count-hours =
    { $count ->
        [one] { $count } uur
       *[other] { $count } uur
    }
count-minutes =
    { $count ->
        [one] { $count } minuut
       *[other] { $count } minuten
    }
count-new-to-show =
    { $count ->
        [one] { $count } nieuwe tonen
       *[other] { $count } nieuwe tonen
    }
count-chosen =
    { $count ->
        [one] { $count } gekozen
       *[other] { $count } gekozen
    }

period-title = Periode
period-choices = Kies een periode
period-all = Alles
period-today = Vandaag
period-yesterday = Gisteren
period-week = Deze week
period-month = Deze maand
period-last-month = Vorige maand
period-quarter = Dit kwartaal
period-year = Dit jaar
period-before = Periode ervoor
period-after = Periode erna
period-own = Eigen dagen
period-from = Vanaf { $day }
period-until = Tot en met { $day }
button-show = Tonen
button-unpick = Niets kiezen
filter-add = Filter
filter-remove = Filter { $name } weghalen
list-columns = Kolommen
list-columns-which = Kolommen in deze lijst
list-columns-usual = Gewone kolommen
list-sort = Sorteren
outcome-was = Was al gedaan
outcome-result = Resultaat
outcome-try-again = Geweigerde opnieuw
word-today = vandaag
