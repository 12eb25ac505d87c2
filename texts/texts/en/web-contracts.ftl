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
contracts-view-coming = Begins later
contracts-view-soon = Notice day near
contracts-view-draft = Draft
contracts-view-notice = Notice given
contracts-view-ended = Ended
contracts-view-all = All
contracts-state-discarded = Called off
contracts-last-notice = Last day of notice
contracts-end = End
contracts-notice-past = notice no longer possible
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
contracts-begins-on = Starts on { $day }
contracts-left = { $span } to go
contracts-left-both = { $first } and { $second } to go
contracts-years =
    { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
contracts-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
contracts-each-time =
    { $count ->
        [one] { $count } month each time
       *[other] { $count } months each time
    }
contracts-its-first-term = First term
contracts-its-renewal = Renewal
contracts-its-notice = Notice
contracts-reminders = Reminders
contracts-remind-signed = When signed
contracts-remind-notice =
    { $count ->
        [one] { $count } day before the last day of notice
       *[other] { $count } days before the last day of notice
    }
contracts-remind-end =
    { $count ->
        [one] { $count } day before the end
       *[other] { $count } days before the end
    }
contracts-remind-given = Given
contracts-remind-comes = To come
contracts-extend = Extend
contracts-extend-what = The contract now runs until { $day }. When it is extended it goes on with the same terms.
contracts-extend-after-notice = Notice was given and the contract runs until { $day }. Extending it withdraws the notice.
contracts-extend-months = How many months longer
contracts-done-extended = Contract extended
contracts-notice-what = With notice given today the contract runs until { $day }.
contracts-notice-reason = By whom and why
contracts-notice-on = Notice given on
contracts-end-what = The contract stops on this day, whatever the notice period. There will be no invoices after it.
contracts-last-day = Last day
contracts-story-signed = Signed by { $name }
contracts-story-notice = Notice given, runs until { $day }
contracts-story-renewed = Extended until { $day }
contracts-story-notice-undone = Notice undone; runs on until { $day }
contracts-story-ended = Ended on { $day }
contracts-all-invoices = All invoices of this customer
contracts-signed-already = This contract is signed already or was called off.
contracts-done-drafted = Contract drawn up
contracts-new-lead = A draft first; it is in force once the customer signs.
contracts-fee-hint = Without VAT
contracts-starts-hint = Type a day, such as 1-1-2027.
contracts-first-term-hint = 1 to 240 months
contracts-renewal-hint = 0: the contract ends by itself
contracts-notice-hint = Before the end of a term
contracts-machines-none = Choose a customer with machines; then choose here which of them the contract covers.
contracts-hours = Hours a year
contracts-hours-hint = Empty: hours are not counted
contracts-hours-alert = Warn at % used
contracts-hours-alert-hint = Empty: at 80 percent
contracts-hours-used = { $used } of { $budget } used since { $since }, { $left } left
task-contract-hours-low = Of contract { $contract } { $used } of { $budget } hours are used.
task-contract-hours-out = The hours of contract { $contract } are used up: { $used } of { $budget }.
