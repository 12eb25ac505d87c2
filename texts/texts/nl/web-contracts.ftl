# The pages of contracts.

contracts-fee = Per maand
contracts-new = Nieuw contract
contracts-list = Lijst van contracten
contracts-filter = Contracten zoeken
contracts-search = Nummer of klant
contracts-none-here = In deze weergave staan geen contracten.
contracts-pages = Bladzijden met contracten
contracts-first = Eerste
contracts-views = Weergaven
contracts-view-running = Lopend
contracts-view-coming = Begint nog
contracts-view-soon = Opzegdatum nadert
contracts-view-draft = Concept
contracts-view-notice = Opgezegd
contracts-view-ended = Beëindigd
contracts-view-all = Alle
contracts-state-discarded = Vervallen
contracts-last-notice = Uiterlijk opzeggen
contracts-end = Einde
contracts-notice-past = opzeggen kan niet meer
contracts-renews = wordt verlengd
contracts-contract = Contract { $number }
contracts-life = Looptijd van { $from } tot en met { $until }. Opzeggen kan tot en met { $notice }.
contracts-begin = Begin
contracts-today = Vandaag
contracts-term = Looptijd
contracts-terms = Afspraken
contracts-no-renewal = geen, eindigt vanzelf
contracts-first-term = Eerste looptijd in maanden
contracts-renewal = Verlenging in maanden
contracts-notice = Opzegtermijn in maanden
contracts-starts = Ingangsdatum
contracts-billing = Facturen
contracts-billed-first = 1e van de maand, vanzelf
contracts-kept-at = Papieren origineel
contracts-remarks = Verdere afspraken
contracts-machines = Machines
contracts-machine-gone = staat er niet meer
contracts-signed-by = Getekend door
contracts-signed-on = Getekend op
contracts-recorded = Vastgelegd
contracts-fingerprint = Vingerafdruk (SHA-256)
contracts-scan = Scan (SHA-256)
contracts-signature-of = Handtekening van { $name }
contracts-signature = Handtekening
contracts-discard = Laten vervallen
contracts-end-now = Beëindigen
contracts-done-discarded = Concept vervallen
contracts-done-notice = Opzegging genoteerd
contracts-done-ended = Contract beëindigd
contracts-done-signed = Contract getekend
contracts-story = Verloop
contracts-sign = Contract { $number } tekenen
contracts-sign-lead = Lees het contract voordat u tekent.
contracts-read = Contract lezen (PDF)
contracts-signer = Naam van wie tekent
contracts-draw = Teken hier; alleen een naam mag ook
contracts-clear = Opnieuw
contracts-on-screen = Tekenen op dit scherm
contracts-lead =
    { $count ->
        [one] { $count } lopend contract, samen { $fee } per maand
       *[other] { $count } lopende contracten, samen { $fee } per maand
    }
contracts-months =
    { $count ->
        [one] { $count } maand
       *[other] { $count } maanden
    }
contracts-in-days =
    { $days ->
        [one] nog { $days } dag
       *[other] nog { $days } dagen
    }
contracts-list-caption = Tabel met contracten
contracts-machines-caption = Tabel met machines
contracts-on-paper = Op papier getekend
contracts-paper-signer = Naam van wie getekend heeft
contracts-kept-at-hint = Waar het papier ligt, bijvoorbeeld map 12, kast 2
contracts-scan-file = Scan van het getekende contract
contracts-another-scan = Andere scan
contracts-scan-hint = Pdf, jpeg of png, hooguit { $most } MB
contracts-scan-kept = De scan is ontvangen.
contracts-paper-save = Vastleggen met scan
contracts-open-scan = Scan openen
contracts-begins-on = Gaat in op { $day }
contracts-left = Nog { $span }
contracts-left-both = Nog { $first } en { $second }
contracts-years =
    { $count ->
        [one] { $count } jaar
       *[other] { $count } jaar
    }
contracts-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
contracts-each-time =
    { $count ->
        [one] steeds { $count } maand
       *[other] steeds { $count } maanden
    }
contracts-its-first-term = Eerste looptijd
contracts-its-renewal = Verlenging
contracts-its-notice = Opzegtermijn
contracts-reminders = Herinneringen
contracts-remind-signed = Bij tekenen
contracts-remind-notice =
    { $count ->
        [one] { $count } dag voor de opzegdatum
       *[other] { $count } dagen voor de opzegdatum
    }
contracts-remind-end =
    { $count ->
        [one] { $count } dag voor het einde
       *[other] { $count } dagen voor het einde
    }
contracts-remind-given = Gemeld
contracts-remind-comes = Komt nog
contracts-extend = Verlengen
contracts-extend-what = Het contract loopt nu tot en met { $day }. Na het verlengen loopt het door met dezelfde afspraken.
contracts-extend-after-notice = Het contract is opgezegd en loopt tot en met { $day }. Verlengen trekt de opzegging in.
contracts-extend-months = Hoeveel maanden langer
contracts-done-extended = Contract verlengd
contracts-notice-what = Vandaag opgezegd loopt het contract tot en met { $day }.
contracts-notice-reason = Door wie en waarom
contracts-notice-on = Opgezegd op
contracts-end-what = Het contract stopt op deze dag, los van de opzegtermijn. Daarna komen er geen facturen meer.
contracts-last-day = Laatste dag
contracts-story-signed = Getekend door { $name }
contracts-story-notice = Opgezegd, loopt tot en met { $day }
contracts-story-renewed = Verlengd tot en met { $day }
contracts-story-notice-undone = Opzegging teruggedraaid; loopt door tot en met { $day }
contracts-story-ended = Beëindigd per { $day }
contracts-all-invoices = Alle facturen van deze klant
contracts-signed-already = Dit contract is al getekend of vervallen.
contracts-done-drafted = Contract opgesteld
contracts-new-lead = Eerst een concept; het gaat gelden als de klant tekent.
contracts-fee-hint = Zonder btw
contracts-starts-hint = Typ een dag, zoals 1-1-2027.
contracts-first-term-hint = 1 tot 240 maanden
contracts-renewal-hint = 0: het contract eindigt vanzelf
contracts-notice-hint = Voor het einde van een looptijd
contracts-machines-none = Kies een klant met machines; dan kiest u hier voor welke het contract geldt.
contracts-hours = Uren per jaar
contracts-hours-hint = Leeg: uren worden niet geteld
contracts-hours-alert = Waarschuw bij % gebruikt
contracts-hours-alert-hint = Leeg: bij 80 procent
contracts-hours-used = { $used } van { $budget } gebruikt sinds { $since }, { $left } over
task-contract-hours-low = Van contract { $contract } zijn { $used } van { $budget } uren gebruikt.
task-contract-hours-out = De uren van contract { $contract } zijn op: { $used } van { $budget }.
