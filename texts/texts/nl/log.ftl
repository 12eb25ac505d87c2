# What happened, what was ordered and what the fields are called: the words of the log.

## What happened with articles

event-article-registered = Artikel ingevoerd
event-article-changed = Artikel gewijzigd
event-article-archived = Artikel gearchiveerd
event-stock-received = Voorraad ontvangen
event-stock-taken = Uit voorraad gehaald
event-stock-put-back = Teruggelegd in voorraad
event-stock-counted = Voorraad geteld
event-minimum-reached = Voorraad onder het minimum
event-ran-out = Artikel is op
event-went-below-zero = Voorraad kwam onder nul
event-replenished = Voorraad weer aangevuld

## The clock and the numbers

event-clock-struck = Vaste taak begonnen
event-anchor-set = Stand van het logboek vastgelegd
event-log-restored = Logboek hersteld uit een back-up
event-person-forgotten = Opdracht gegeven om iemand te vergeten
event-dossier-given = Dossier verstrekt
event-terms-ended = Wettelijke bewaartermijn van facturen verstreken
event-erasure-carried-out = Wissing uitgevoerd
event-number-drawn = Nummer uitgegeven

## What happened with contracts

event-contract-drafted = Contract opgesteld
event-contract-changed = Contract gewijzigd
event-contract-discarded = Concept van contract weggegooid
event-contract-signed = Contract ondertekend
event-notice-given = Contract opgezegd
event-contract-renewed = Contract verlengd
event-contract-ended = Contract beëindigd

## What happened with customers

event-customer-registered = Klant ingevoerd
event-customer-renamed = Naam of soort klant gewijzigd
event-visiting-address-changed = Bezoekadres gewijzigd
event-invoicing-address-changed = Factuuradres gewijzigd
event-reachability-changed = Telefoon of mailadres gewijzigd
event-company-numbers-changed = KvK- of btw-nummer gewijzigd
event-payment-term-changed = Betaaltermijn gewijzigd
event-language-changed = Taal gewijzigd
event-contact-added = Contactpersoon toegevoegd
event-contact-changed = Contactpersoon gewijzigd
event-contact-removed = Contactpersoon weggehaald
event-note-added = Notitie gemaakt
event-call-recorded = Gesprek vastgelegd
event-customer-archived = Klant gearchiveerd
event-customer-restored = Klant teruggehaald
event-customer-forgotten = Klant op verzoek vergeten
event-contact-forgotten = Contactpersoon op verzoek vergeten

## What happened with faults

event-fault-reported = Storing gemeld
event-fault-changed = Storing gewijzigd
event-fault-solved = Storing opgelost
event-fault-reopened = Storing heropend
event-fault-cancelled = Storing ingetrokken

## What happened with invoices

event-invoice-drafted = Factuur in concept gemaakt
event-invoice-changed = Conceptfactuur gewijzigd
event-exchange-rate-noted = Wisselkoers genoteerd
event-invoice-discarded = Conceptfactuur weggegooid
event-invoice-issued = Factuur uitgegeven
event-payment-recorded = Betaling geboekt
event-payment-refunded = Betaling terugbetaald
event-dispute-opened = Factuur betwist
event-dispute-settled = Betwisting opgelost
event-payment-reminded = Betalingsherinnering gemaakt
event-credit-note-issued = Creditfactuur uitgegeven

## What happened with machines

event-machine-installed = Machine geplaatst
event-machine-changed = Machine gewijzigd
event-machine-removed = Machine weggehaald

## What happened with mails

event-mail-queued = Mail klaargezet
event-mail-sending-begun = Versturen van mail begonnen
event-mail-sent = Mail verstuurd
event-mail-failed = Mail niet gelukt
event-mail-retried = Mail opnieuw klaargezet
event-mail-given-up = Mail opgegeven

## What happened with opportunities

event-opportunity-opened = Verkoopkans geopend
event-contact-recorded = Contact over verkoopkans vastgelegd
event-opportunity-won = Verkoopkans gewonnen
event-opportunity-lost = Verkoopkans verloren
event-opportunity-undone = Verkoopkans teruggedraaid

## What happened with purchase orders and suppliers

event-purchase-order-drafted = Bestelling voorbereid
event-purchase-order-changed = Bestelling gewijzigd
event-purchase-order-placed = Bestelling geplaatst
event-goods-received = Goederen ontvangen
event-purchase-order-completed = Bestelling compleet
event-purchase-order-cancelled = Bestelling ingetrokken
event-supplier-registered = Leverancier ingevoerd
event-supplier-changed = Leverancier gewijzigd

## What happened with settings

event-company-changed = Bedrijfsgegevens gewijzigd
event-vat-rate-set = Btw-tarief vastgesteld
event-hourly-rate-set = Uurtarief vastgesteld
event-vat-rate-dropped = Btw-tarief vervallen
event-hourly-rate-dropped = Uurtarief vervallen
event-reminder-days-set = Dagen voor herinneringen vastgesteld
event-payment-days-set = Betaaltermijn vastgesteld
event-invoice-retention-set = Bewaartermijn van facturen vastgesteld
event-invoice-retention-dropped = Bewaartermijn van facturen vervallen
event-contract-alert-days-set = Dagen voor contractwaarschuwingen vastgesteld
event-opening-hours-set = Werktijden vastgesteld

## What happened with tasks

event-task-raised = Taak gemaakt
event-task-opened = Taak geopend
event-task-taken = Taak opgepakt
event-task-handed-on = Taak doorgegeven
event-task-completed = Taak klaar

## What happened with colleagues

event-user-created = Medewerker toegevoegd
event-user-changed = Medewerker gewijzigd
event-roles-changed = Rollen gewijzigd
event-workplace-set = Werkgebied en uren vastgesteld
event-hours-set = Werktijden vastgesteld
event-skills-set = Kunnen en gebied vastgesteld
event-absence-planned = Afwezigheid ingevoerd
event-absence-withdrawn = Afwezigheid ingetrokken
event-password-set = Wachtwoord gewijzigd
event-user-deactivated = Account uitgezet
event-user-reactivated = Account weer aangezet
event-user-forgotten = Medewerker vergeten
event-preferences-set = Taal en uiterlijk gekozen
event-calendar-shared = Agenda gedeeld
event-calendar-withdrawn = Agenda ingetrokken

## What happened with visits

event-visit-requested = Bezoek aangevraagd
event-visit-scheduled = Bezoek ingepland
event-visit-moved = Bezoek verzet
event-helpers-set = Wie meegaat vastgesteld
event-visit-unscheduled = Bezoek uit de planning gehaald
event-visit-cancelled = Bezoek afgezegd
event-part-needed = Onderdeel nodig
event-visit-started = Bezoek begonnen
event-visit-interrupted = Bezoek onderbroken
event-part-used = Onderdeel gebruikt
event-part-returned = Onderdeel niet gebruikt
event-visit-finished = Bezoek afgerond
event-follow-up-linked = Vervolgbezoek gekoppeld

## What was ordered

command-anchor-set = Stand van het logboek vastleggen
command-anchor-note-restored = Herstel uit een back-up vastleggen
command-customer-note-forgotten = Vastleggen dat een klant is vergeten
command-customer-note-contact-forgotten = Vastleggen dat een contactpersoon is vergeten
command-user-note-forgotten = Vastleggen dat een medewerker is vergeten
command-settings-set-invoice-retention = Bewaartermijn van facturen vaststellen
command-settings-drop-invoice-retention = Bewaartermijn van facturen laten vervallen
command-privacy-forget = Iemand vergeten
command-privacy-give-dossier = Dossier verstrekken
command-privacy-end-terms = Verstreken bewaartermijnen afsluiten
command-privacy-order-again = Opdrachten om te vergeten opnieuw geven na een herstel
command-privacy-note-carried-out = Vastleggen dat een wissing is uitgevoerd
command-article-register = Artikel invoeren
command-article-change = Artikel wijzigen
command-article-archive = Artikel archiveren
command-article-receive = Voorraad ontvangen
command-article-take = Uit voorraad halen
command-article-put-back = Terugleggen in voorraad
command-article-count = Voorraad tellen
command-clock-strike = Vaste taak beginnen
command-contract-draft = Contract opstellen
command-contract-change = Contract wijzigen
command-contract-sign-on-screen = Contract op het scherm ondertekenen
command-contract-sign-on-paper = Contract op papier ondertekenen
command-contract-give-notice = Contract opzeggen
command-contract-renew = Contract verlengen
command-contract-extend = Contract langer laten lopen
command-contract-end = Contract beëindigen
command-contract-discard = Concept van contract weggooien
command-customer-register = Klant invoeren
command-customer-change = Klant wijzigen
command-customer-add-contact = Contactpersoon toevoegen
command-customer-change-contact = Contactpersoon wijzigen
command-customer-remove-contact = Contactpersoon weghalen
command-customer-add-note = Notitie maken
command-customer-record-call = Gesprek vastleggen
command-customer-archive = Klant archiveren
command-customer-restore = Klant terughalen
command-fault-report = Storing melden
command-fault-change = Storing wijzigen
command-fault-solve = Storing oplossen
command-fault-reopen = Storing heropenen
command-fault-cancel = Storing intrekken
command-invoice-draft = Factuur in concept maken
command-invoice-change = Conceptfactuur wijzigen
command-invoice-note-exchange-rate = Wisselkoers noteren
command-invoice-discard = Conceptfactuur weggooien
command-invoice-issue = Factuur uitgeven
command-invoice-record-payment = Betaling boeken
command-invoice-record-refund = Terugbetaling boeken
command-invoice-dispute = Factuur betwisten
command-invoice-settle-dispute = Betwisting oplossen
command-invoice-remind = Herinneren aan betaling
command-invoice-credit = Factuur crediteren
command-machine-install = Machine plaatsen
command-machine-change = Machine wijzigen
command-machine-remove = Machine weghalen
command-mail-queue = Mail klaarzetten
command-mail-begin-sending = Mail versturen
command-mail-mark-sent = Mail als verstuurd noteren
command-mail-mark-failed = Mail als niet gelukt noteren
command-mail-retry = Mail opnieuw versturen
command-mail-give-up = Mail opgeven
command-opportunity-open = Verkoopkans openen
command-opportunity-record-contact = Contact vastleggen
command-opportunity-win = Verkoopkans winnen
command-opportunity-lose = Verkoopkans verliezen
command-purchase-order-draft = Bestelling voorbereiden
command-purchase-order-change = Bestelling wijzigen
command-purchase-order-place = Bestelling plaatsen
command-purchase-order-receive = Goederen ontvangen
command-purchase-order-cancel = Bestelling intrekken
command-settings-change-company = Bedrijfsgegevens wijzigen
command-settings-set-vat-rate = Btw-tarief vaststellen
command-settings-set-hourly-rate = Uurtarief vaststellen
command-settings-drop-vat-rate = Btw-tarief laten vervallen
command-settings-drop-hourly-rate = Uurtarief laten vervallen
command-settings-set-reminder-days = Dagen voor herinneringen vaststellen
command-settings-set-payment-days = Betaaltermijn vaststellen
command-settings-set-contract-alert-days = Dagen voor contractwaarschuwingen vaststellen
command-settings-set-opening-hours = Werktijden vaststellen
command-supplier-register = Leverancier invoeren
command-supplier-change = Leverancier wijzigen
command-task-raise = Taak maken
command-task-open = Taak openen
command-task-take = Taak oppakken
command-task-hand-on = Taak doorgeven
command-task-complete = Taak afronden
command-user-create = Medewerker toevoegen
command-user-change = Medewerker wijzigen
command-user-set-workplace = Werkgebied en uren vaststellen
command-user-set-hours = Werktijden vaststellen
command-user-set-skills = Kunnen en gebied vaststellen
command-user-plan-absence = Afwezigheid invoeren
command-user-withdraw-absence = Afwezigheid intrekken
command-user-change-password = Eigen wachtwoord wijzigen
command-user-reset-password = Nieuw wachtwoord geven
command-user-deactivate = Account uitzetten
command-user-reactivate = Account weer aanzetten
command-user-set-preferences = Taal en uiterlijk kiezen
command-user-share-calendar = Agenda delen
command-user-withdraw-calendar = Agenda intrekken
command-visit-request = Bezoek aanvragen
command-visit-schedule = Bezoek inplannen
command-visit-set-helpers = Vaststellen wie meegaat
command-visit-unschedule = Bezoek uit de planning halen
command-visit-cancel = Bezoek afzeggen
command-visit-need-part = Onderdeel aanvragen
command-visit-start = Bezoek beginnen
command-visit-interrupt = Bezoek onderbreken
command-visit-use-part = Onderdeel gebruiken
command-visit-return-part = Onderdeel terugnemen
command-visit-finish = Bezoek afronden
command-visit-link-follow-up = Vervolgbezoek koppelen

## Kinds of things

thing-anchor = Logboek
thing-contact = Contactpersoon
thing-privacy = Privacy
thing-article = Artikel
thing-clock = Klok
thing-contract = Contract
thing-customer = Klant
thing-fault = Storing
thing-invoice = Factuur
thing-machine = Machine
thing-mail = Mail
thing-opportunity = Verkoopkans
thing-purchase-order = Bestelling
thing-series = Nummerreeks
thing-settings = Instellingen
thing-supplier = Leverancier
thing-task = Taak
thing-user = Medewerker
thing-visit = Bezoek

## Fields

field-about = Waarover
field-address = Adres
field-amount = Bedrag
field-answer = Antwoord
field-article = Artikel
field-assignee = Voor wie
field-at = Moment
field-attempt = Poging
field-automatic = Automatisch
field-before = Uiterlijk op
field-billable = Te factureren
field-buyer = Koper
field-by = Door
field-calendar = Agenda
field-caller = Melder
field-caller-phone = Telefoon van melder
field-city = Plaats
field-company = Bedrijf
field-company-number = KvK-nummer
field-confirm = Bevestiging mailen
field-contact = Contactpersoon
field-contract = Contract
field-counted = Geteld
field-country = Land
field-person = Persoon
field-erasure = Wissing
field-subjects = Gewiste sleutels
field-kept = Blijft bewaard
field-turn = Keer
field-years = Jaren
field-also = Ook deze teksten
field-key = Sleutel
field-invoices = Facturen
field-credit-note = Creditfactuur
field-currency = Valuta
field-customer = Klant
field-days = Dagen
field-delivered-from = Geleverd vanaf
field-delivered-on = Geleverd op
field-delivery-note = Pakbon
field-description = Omschrijving
field-despite = Toch, omdat
field-undrawn = Waarom niet getekend
field-details = Gegevens
field-document = Document
field-documents = Bijlagen
field-drawing = Handtekening
field-due = Vóór
field-email = E-mailadres
field-ends = Eindigt op
field-exchange = Wisselkoers
field-expected = Verwachte duur
field-fault = Storing
field-findings = Bevindingen
field-first-term = Eerste looptijd
field-follows = Vervolg op
field-from = Vanaf
field-taken-from = Overgenomen van
field-head = Zegel
field-heard-at = Gemeld op
field-hash = Wachtwoord
field-how = Hoe opgelost
field-html = Opgemaakte tekst
field-iban = IBAN
field-id = Kenmerk
field-installed-on = Geplaatst op
field-invoice = Factuur
field-invoice-email = Mailadres voor facturen
field-invoicing = Factuuradres
field-items = Regels
field-job = Vaste taak
field-kept-at = Bewaard in
field-kind = Soort
field-language = Taal
field-lead-days = Levertijd in dagen
field-letter = Brief
field-level = Herinnering nummer
field-lines = Regels
field-login = Inlognaam
field-log = Logboek
field-made-at = Back-up van
field-machine = Machine
field-machines = Machines
field-management-email = Mailadres van de directie
field-minimum = Minimum
field-model = Merk en type
field-month = Maand
field-monthly-fee = Bedrag per maand
field-name = Naam
field-next = Volgende contact
field-next-try = Volgende poging
field-note = Notitie
field-notice = Opzegtermijn
field-number = Nummer
field-on = Op
field-on-paper = Op papier
field-on-screen = Op het scherm
field-order = Bestelling
field-order-quantity = Bestelhoeveelheid
field-origin = Herkomst
field-our-number = Ons klantnummer
field-overrule = Toch, omdat
field-more = Waarom meer dan besteld
field-owner = Van
field-part = Onderdeel
field-parts = Onderdelen
field-payment-days = Betaaltermijn in dagen
field-phone = Telefoonnummer
field-place = Plek
field-position = Stand
field-postcode = Postcode
field-price = Prijs
field-problem = Probleem
field-purchase-order = Bestelling
field-purchase-price = Inkoopprijs
field-purpose = Waarvoor
field-quantity = Aantal
field-rate = Tarief
field-reason = Reden
field-reference = Kenmerk klant
field-region = Werkgebied
field-remarks = Opmerkingen
field-renewal = Verlenging
field-role = Rol
field-roles = Rollen
field-sales-price = Verkoopprijs
field-salesperson = Verkoper
field-scan = Scan
field-serial = Serienummer
field-signature = Ondertekening
field-slot = Wanneer
field-solved = Opgelost
field-source = Bron
field-starts = Begint op
field-stock = Voorraad
field-street = Straat en huisnummer
field-subject = Onderwerp
field-supplier = Leverancier
field-supplier-number = Nummer bij leverancier
field-task = Opdracht
field-technician = Monteur
field-technicians = Wie meegaan
field-terms = Voorwaarden
field-text = Tekst
field-theme = Uiterlijk
field-to = Aan
field-travelled = Reistijd
field-unit = Eenheid
field-until = Tot
field-opening = Werktijden
field-promised-at = Beloofd tot
field-urgency = Spoed
field-user = Medewerker
field-absence = Afwezigheid
field-why = Waarom
field-areas = Postcodegebieden
field-models = Merken en typen
field-kinds = Soorten bezoeken
field-hours = Werktijden
field-skills = Kunnen
field-monday = Maandag
field-tuesday = Dinsdag
field-wednesday = Woensdag
field-thursday = Donderdag
field-friday = Vrijdag
field-saturday = Zaterdag
field-sunday = Zondag
field-value = Waarde
field-vat = Btw
field-vat-number = Btw-nummer
field-visit = Bezoek
field-visiting = Bezoekadres
field-week = Uren per week
field-weight = Gewicht
field-words = Woorden
field-work = Uitgevoerd werk
field-worked = Gewerkt
field-worksheet = Werkbon
field-year = Jaar
