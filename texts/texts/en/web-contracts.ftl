# The pages of contracts.

contracts-fee = A month
contracts-new = New contract
contracts-list = List of contracts
contracts-filter = Search contracts
contracts-search = Number or customer
contracts-none-here = There are no contracts in this view.
contracts-pages = Pages of contracts
contracts-first = First
contracts-views = Views
contracts-view-running = Running
contracts-view-soon = Notice day near
contracts-view-draft = Draft
contracts-view-notice = Notice given
contracts-view-ended = Ended
contracts-view-all = All
contracts-state-discarded = Called off
contracts-last-notice = Last day of notice
contracts-end = End
contracts-renews = is renewed
contracts-contract = Contract { $number }
contracts-life = Runs from { $from } until { $until }. Notice can be given until { $notice }.
contracts-begin = Start
contracts-today = Today
contracts-term = Term
contracts-terms = Terms
contracts-no-renewal = none, ends by itself
contracts-first-term = First term in months
contracts-renewal = Renewal in months
contracts-notice = Notice in months
contracts-starts = Start date
contracts-billing = Invoices
contracts-billed-first = 1st of the month, by itself
contracts-kept-at = Paper original
contracts-remarks = Further terms
contracts-machines = Machines
contracts-machine-gone = no longer there
contracts-signed-by = Signed by
contracts-signed-on = Signed on
contracts-recorded = Recorded
contracts-fingerprint = Fingerprint (SHA-256)
contracts-scan = Scan (SHA-256)
contracts-signature-of = Signature of { $name }
contracts-signature = Signature
contracts-discard = Call off
contracts-end-now = End
contracts-done-discarded = Draft called off
contracts-done-notice = Notice noted
contracts-done-ended = Contract ended
contracts-done-signed = Contract signed
contracts-story = History
contracts-sign = Sign contract { $number }
contracts-sign-lead = Read the contract before you sign.
contracts-read = Read contract (PDF)
contracts-signer = Name of who signs
contracts-draw = Sign here; a name alone will do too
contracts-clear = Start over
contracts-on-screen = Sign on this screen
contracts-lead =
    { $count ->
        [one] { $count } running contract, { $fee } a month
       *[other] { $count } running contracts, { $fee } a month together
    }
contracts-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
contracts-in-days =
    { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
contracts-list-caption = Table of contracts
contracts-machines-caption = Table of machines
contracts-on-paper = Signed on paper
contracts-paper-signer = Name of who signed
contracts-kept-at-hint = Where the paper is kept, such as binder 12, cabinet 2
contracts-scan-file = Scan of the signed contract
contracts-another-scan = Another scan
contracts-scan-hint = PDF, JPEG or PNG, at most { $most } MB
contracts-scan-kept = The scan has been received.
contracts-paper-save = Record with scan
contracts-open-scan = Open scan
