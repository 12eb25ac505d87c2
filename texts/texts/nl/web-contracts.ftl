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
contracts-view-soon = Opzegdatum nadert
contracts-view-draft = Concept
contracts-view-notice = Opgezegd
contracts-view-ended = Beëindigd
contracts-view-all = Alle
contracts-state-discarded = Vervallen
contracts-last-notice = Uiterlijk opzeggen
contracts-end = Einde
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
