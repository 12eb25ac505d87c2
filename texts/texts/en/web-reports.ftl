# Reports: what is asked, and what it comes to.

nav-reports = Reports
report-list-lead = Figures on what happened. Each number leads to the faults, visits and invoices behind it.
report-new = New report
report-adapt = Adapt
report-excel = Excel
report-csv = CSV
report-form = Set up the report
report-subject = About
report-measure = What
report-by = Broken down by
report-event = Event
report-field = Which number
report-by-field = Field of the event
report-by-none = No breakdown
report-split = And within that by
report-period = Period
report-until = Until
report-step = By
report-step-none = Whole period
report-step-day = Day
report-one-day = Day
report-step-week = Week
report-one-week = Week
report-step-month = Month
report-one-month = Month
report-step-quarter = Quarter
report-one-quarter = Quarter
report-step-year = Year
report-one-year = Year
report-week = wk { $week }
report-quarter = Q{ $quarter } { $year }
report-period-last-day =
    { $count ->
        [one] This day
       *[other] Last { $count } days
    }
report-period-past-day =
    { $count ->
        [one] Previous day
       *[other] Previous { $count } days
    }
report-period-next-day =
    { $count ->
        [one] This day
       *[other] Next { $count } days
    }
report-period-last-week =
    { $count ->
        [one] This week
       *[other] Last { $count } weeks
    }
report-period-past-week =
    { $count ->
        [one] Previous week
       *[other] Previous { $count } weeks
    }
report-period-next-week =
    { $count ->
        [one] This week
       *[other] Next { $count } weeks
    }
report-period-last-month =
    { $count ->
        [one] This month
       *[other] Last { $count } months
    }
report-period-past-month =
    { $count ->
        [one] Previous month
       *[other] Previous { $count } months
    }
report-period-next-month =
    { $count ->
        [one] This month
       *[other] Next { $count } months
    }
report-period-last-quarter =
    { $count ->
        [one] This quarter
       *[other] Last { $count } quarters
    }
report-period-past-quarter =
    { $count ->
        [one] Previous quarter
       *[other] Previous { $count } quarters
    }
report-period-next-quarter =
    { $count ->
        [one] This quarter
       *[other] Next { $count } quarters
    }
report-period-last-year =
    { $count ->
        [one] This year
       *[other] Last { $count } years
    }
report-period-past-year =
    { $count ->
        [one] Previous year
       *[other] Previous { $count } years
    }
report-period-next-year =
    { $count ->
        [one] This year
       *[other] Next { $count } years
    }
report-period-days = Days of one’s own
report-compare = Compare with
report-compare-nothing = Nothing
report-compare-before = The period before
report-compare-year-before = A year earlier
report-every = All
report-all = Everything
report-total = Total
report-together = Together
report-before = Compared period
report-caption = { $measure } in figures
report-change = Change
report-table = In figures
report-figures = Key figures
report-largest = the largest
report-was = was { $figure }
report-step-was = was { $figure } in { $step }
report-points = { $figure } points
report-hours = { $figure } hours
report-days = { $figure } days
report-ranks = Largest
report-beside = Beside it
report-others = Others ({ $count })
report-in = { $period }, in { $currency }
report-measure-by = { $measure }, by { $by }
report-nothing = Nothing in this period
report-view = View
report-view-chart = Chart
report-view-table = Table
report-is-read = The log is being read through for this
report-nothing-why = Choose another period or remove a filter.
report-described = Highest: { $high } in { $high_step }. Lowest: { $low } in { $low_step }. Last: { $last } in { $last_step }. All figures are in the table below.
report-lines-of = { $from }–{ $until } of { $count }
report-records = What is behind it
report-records-none = There is nothing behind this number.
report-pages = Pages
report-clocks = As things stood on a day
report-true-on = As it was on
report-known-on = As known on
report-known-on-hint = Empty means today. What was entered later does not count then.
report-as-known = As known on { $day }.
report-unknown = Unknown
report-unknown-cause = Without a part
report-unknown-technician = Nobody yet
report-unknown-region = Nobody came yet
report-unknown-article = No article
report-unknown-machine-model = No machine
report-unknown-salesperson = Nobody
report-unknown-supplier = No supplier
report-subject-faults = Faults
report-subject-visits = Visits
report-subject-invoiced = Turnover
report-subject-receivables = Receivables
report-subject-stock = Stock
report-subject-stock-outs = Stock-outs
report-subject-purchases = Purchases
report-subject-contracts = Contracts
report-subject-contract-ends = Contracts that end
report-subject-opportunities = Opportunities
report-subject-acts = What colleagues did
report-subject-events = Events in the log
report-measure-count = Number
report-measure-solved-share = Solved
report-measure-hours-to-solve = Hours to solve
report-measure-in-time-share = As promised
report-measure-visits-each = Visits per fault
report-measure-reopened-share = Came back
report-measure-first-time-fix = Fixed the first time
report-measure-planned-hours = Planned hours
report-measure-worked-hours = Hours worked
report-measure-travelled-hours = Travel hours
report-measure-spent-hours = Work and travel hours
report-measure-real-of-planned = Real against planned
report-measure-load = Load
report-measure-moves = Moved appointments
report-measure-moved-hours = Moved hours
report-measure-net = Turnover without VAT
report-measure-margin = Margin
report-measure-margin-share = Margin in percent
report-measure-outstanding = Outstanding
report-measure-amount = Amount with VAT
report-measure-stock-value = Stock value
report-measure-stock-quantity = Number in stock
report-measure-used-value = Used
report-measure-received-value = Came in
report-measure-stock-turns = Turns a year
report-measure-out-days = Days out of stock
report-measure-ordered-value = Ordered
report-measure-lead-days = Lead time in days
report-measure-monthly-revenue = Contract revenue a month
report-measure-running = Running contracts
report-measure-begun-revenue = Begun a month
report-measure-ended-revenue = Ended a month
report-measure-ended = Ended
report-measure-churn = Churn
report-measure-monthly-fee = Monthly fee
report-measure-value = Expected value
report-measure-won-value = Value won
report-measure-won-share = Won
report-measure-days-to-close = Days to a decision
report-measure-raised-share = Share looked at
report-measure-approved-share = Approved
report-measure-field-sum = Sum of a field
report-sum-of = Sum of: { $field }
report-sum-in = Sum of: { $field } ({ $unit })
report-unit-minutes = minutes
report-unit-days = days
report-unit-money = amount in the company’s currency
report-measure-count-faults = Number of faults
report-measure-count-visits = Number of visits
report-measure-count-invoiced = Number of invoices
report-measure-count-receivables = Number of bookings
report-measure-count-stock = Number of movements
report-measure-count-stock-outs = Number of stock-outs
report-measure-count-purchases = Number of order lines
report-measure-count-contract-ends = Number of contracts
report-measure-count-opportunities = Number of opportunities
report-measure-count-acts = Number of acts
report-measure-count-events = Number of events
report-by-machine-model = Machine type
report-by-region = Region
report-by-technician = Technician
report-by-cause = Part replaced
report-by-urgency = Urgency
report-by-state = State
report-by-customer = Customer
report-by-kind = Kind
report-by-origin = Origin
report-by-article = Article
report-by-supplier = Supplier
report-by-age = Age
report-by-currency = Currency
report-by-salesperson = Salesperson
report-by-person = Colleague
report-by-department = Role
report-by-event-type = Act
report-state-visit = Solved by a visit
report-state-phone = Solved by telephone
report-state-waiting = To be planned
report-state-planned = Planned
report-state-done = Done
report-state-over = In stock again
report-state-complete = Received in full
report-state-renews = Goes on
report-state-expires = Runs out
report-state-won = Won
report-state-lost = Lost
report-kind-invoice = Invoice
report-kind-credit = Credit note
report-kind-invoiced = Invoiced
report-kind-paid = Paid
report-kind-credited = Credited
report-kind-refunded = Refunded
report-kind-registered = First stock
report-kind-received = Received
report-kind-taken = Used
report-kind-put-back = Put back
report-kind-counted = Counted
report-kind-revalued = Another price
report-origin-hand = By hand
report-origin-contract = Contract
report-origin-visit = Visit
report-age-not-due = Not due yet
report-age-to-30 = 1 to 30 days late
report-age-to-60 = 31 to 60 days late
report-age-to-90 = 61 to 90 days late
report-age-over-90 = More than 90 days late
report-preset-faults = Faults by machine type
report-preset-time-to-solve = Time to solve
report-preset-faults-by-region = Faults by region
report-preset-solve-by-technician = Time to solve by technician
report-preset-faults-by-cause = Causes of faults
report-preset-first-time-fix = Fixed the first time
report-preset-planned-and-real = Planned and real hours
report-preset-technician-load = Load of technicians
report-preset-contract-revenue = Contract revenue
report-preset-churn = Churn of contracts
report-preset-contracts-ending = Contracts that end
report-preset-debtors-by-age = Debtors by age
report-preset-invoiced-and-paid = Invoiced and paid
report-preset-customer-turnover = Turnover by customer
report-preset-customer-margin = Margin by customer
report-preset-stock-value = Stock value
report-preset-stock-turnover = Stock turnover
report-preset-stock-outs = Stock-outs
report-preset-stock-out-moves = Appointments moved by stock-outs
report-preset-lead-times = Lead times
report-preset-sales-funnel = Sales funnel
report-preset-won = Opportunities won
report-preset-review-coverage = Coverage of review

# Reports that colleagues keep
report-keep = Keep
report-kept = The report is kept
report-name-hint = No names of persons: a report may be shared.
report-shared = Share with colleagues
report-shared-what = Whoever may see the data behind it finds it under Reports.
report-own = Own and shared reports
report-own-none = None yet. Put a report together and keep it.
report-yours = Your own
report-questions = Questions to the past
report-mailing = Mailing
report-mailing-set = The mailing is set
report-mail-to = To
report-mail-hint = In the morning at a quarter to seven, to who may still see what is in it. Ticking nobody stops it.
report-rhythm = How often
report-every-workday = Every working day
report-every-week = Every Monday
report-every-month = Every first of the month
report-remove = Throw away
report-remove-sure = “{ $name }” disappears from your reports. The data itself stays.
report-remove-shared = “{ $name }” is shared: it disappears for everyone who reads it, and is mailed no more. The data itself stays.
report-removed = The report was thrown away

event-report-saved = Report kept
event-report-mailing-set = Mailing of a report set
event-report-removed = Report thrown away
command-report-save = Keep report
command-report-mail = Have report mailed
command-report-remove = Throw report away
thing-report = Report

refusal-report-unknown = There is no such report.
refusal-report-removed = This report was thrown away.
refusal-report-not-yours = This report is a colleague’s. Keep it under another name.
refusal-report-not-a-person = Only a colleague can keep a report.
refusal-report-not-allowed = You may not see what this report is about.
refusal-report-misfit = This does not fit together. Choose something else here.
field-by-field = Field to tell apart by
field-compare = Compare with
field-count = Number
field-definition = What is asked
field-event-type = Kind of event
field-every = How often
field-field = Field
field-filters = Filters
field-last = Last
field-past = Past
field-measure = What
field-period = Period
field-shared = Shared
field-split = Within that by
field-step = Per
