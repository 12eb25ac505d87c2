# Words that every page uses: departments, roles, places, labels, buttons, states and what the system says.

## Departments

department-sales = Sales and service
department-maintenance = Maintenance and planning
department-purchasing = Purchasing
department-finance = Finance
department-management = Management
department-administrator = Administration

## Roles

role-sales = Sales and customer service
role-planner = Planner
role-technician = Technician
role-purchasing = Purchaser
role-finance = Bookkeeper
role-management = Management
role-administrator = Administrator

## Languages and appearance

language-nl = Nederlands
language-en = English
language-pl = Polski
theme-auto = As the device
theme-light = Light
theme-dark = Dark
density-comfort = Comfortable
density-compact = Compact

## Places in the system

nav-home = Today
nav-customers = Customers
nav-faults = Faults
nav-planning = Planning
nav-my-work = My work
nav-stock = Stock
nav-purchase-orders = Purchase orders
nav-suppliers = Suppliers
nav-contracts = Contracts
nav-invoices = Invoices
nav-mail = Mail
nav-log = Log
nav-users = Users
nav-permissions = Permissions
nav-settings = Settings
nav-notifications = Notifications
nav-view-only = View only

## Things

word-customer = customer
word-company = company
word-private-person = private person
word-contact = contact person
word-machine = machine
word-fault = fault
word-maintenance = maintenance
word-installation = installation
word-intake = intake talk
word-visit = visit
word-appointment = appointment
word-technician = technician
word-work-sheet = work sheet
word-van = van
word-article = article
word-part = part
word-supplier = supplier
word-purchase-order = purchase order
word-contract = contract
word-invoice = invoice
word-credit-note = credit note
word-payment = payment
word-reminder = reminder
word-task = task
word-note = note
word-mail = mail
word-user = user
word-department = department
word-system = system

## Labels of fields and columns

label-name = Name
label-number = Number
label-customer = Customer
label-contact = Contact person
label-email = E-mail address
label-phone = Phone
label-address = Address
label-street = Street and number
label-postcode = Postcode
label-place = Town
label-country = Country
label-language = Language
label-password = Password
label-date = Date
label-time = Time
label-duration = Duration
label-from = From
label-until = Until
label-state = State
label-kind = Kind
label-urgency = Urgency
label-technician = Technician
label-machine = Machine
label-serial-number = Serial number
label-description = Description
label-remark = Remark
label-reason = Reason
label-quantity = Quantity
label-unit = Unit
label-price = Price
label-amount = Amount
label-vat = VAT
label-total = Total
label-owner = Owner
label-department = Department
label-who = Who
label-what = What
label-when = When
label-why = Why
label-before = Before
label-after = After
label-optional = may be empty

## Buttons: verbs

button-save = Save
button-saving = Saving
button-cancel = Cancel
button-change = Change
button-add = Add
button-remove = Remove
button-archive = Archive
button-restore = Restore
button-undo = Undo
button-open = Open
button-close = Close
button-back = Back
button-next = Next
button-previous = Previous
button-search = Search
button-filter = Filter
button-clear-filters = Clear filters
button-log-in = Log in
button-log-out = Log out
button-plan = Plan
button-move = Move
button-call-off = Call off
button-start = Start
button-finish = Finish
button-call = Call
button-send = Send
button-send-again = Send again
button-order = Order
button-receive = Book receipt
button-count = Count
button-sign = Sign
button-renew = Renew
button-give-notice = Give notice
button-print = Print
button-download = Download
button-export = Export
button-import = Import
button-approve = Approve
button-return = Return
button-take = Take
button-take-over = Take over
button-done = Done
button-hand-on = Hand on
button-confirm = Confirm

## Yes, no, and what is not known

word-yes = yes
word-no = no
word-all = All
word-none = none
word-choose = Choose…
word-unknown = unknown
word-drawn = drawn
word-erased = erased
word-forgotten-customer = Forgotten customer
word-forgotten-colleague = Forgotten colleague
word-now = now
word-new = new

## Urgency

urgency-low = Can wait
urgency-normal = Normal
urgency-high = Tomorrow
urgency-urgent = Today

## Kinds of visit

visit-kind-fault = Fault
visit-kind-maintenance = Maintenance
visit-kind-installation = Installation
visit-kind-intake = Intake talk

## States of a customer

state-customer-active = Active
state-customer-archived = Archived
state-forgotten = Forgotten

## States of a fault

state-fault-open = Open
state-fault-planned = Planned
state-fault-solved = Solved
state-fault-called-off = Called off

## States of a visit

state-visit-to-plan = To plan
state-visit-planned = Planned
state-visit-started = Under way
state-visit-finished = Finished
state-visit-not-solved = Not solved
state-visit-called-off = Called off

## States of stock

state-stock-out = Out
state-stock-low = Low
state-stock-ordered = Ordered
state-stock-enough = Enough

## States of a purchase order

state-order-suggested = Suggestion
state-order-placed = Ordered
state-order-partly-received = Partly received
state-order-received = Received
state-order-called-off = Called off

## States of a contract

state-contract-draft = Draft
state-contract-signed = Signed
state-contract-running = Running
state-contract-notice-given = Notice given
state-contract-ended = Ended

## States of an invoice

state-invoice-draft = Draft
state-invoice-open = Open
state-invoice-paid = Paid
state-invoice-disputed = Disputed
state-invoice-credited = Credited
state-invoice-late =
    { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
reminder-level =
    { NUMBER($level, type: "ordinal") ->
        [one] { $level }st reminder
        [two] { $level }nd reminder
        [few] { $level }rd reminder
       *[other] { $level }th reminder
    }

## States of a mail

state-mail-queued = Waiting to be sent
state-mail-sent = Sent
state-mail-failed = Failed
state-mail-given-up = Given up

## States of a task

state-task-open = Open
state-task-taken = Taken
state-task-done = Done

## What the system says

text-saved = Saved
text-save-failed = Saving failed. Your input is still in the form.
text-kept-on-device = Kept on this device. Sent as soon as there is a connection.
text-waiting-to-send = Waiting to be sent
text-no-connection = No connection
text-loading = Loading
text-catching-up = This list is still catching up.
text-nothing-found = Nothing found
text-error-prefix = Error: { $title }
text-managed-by = Managed by { $department }
text-returned = Returned: { $reason }
text-changed-meanwhile = { $name } has changed this in the meantime.
text-as-of = As it was on { $moment }
text-draft-saved = Draft saved at { $time }
text-page-of = Page { $page } of { $pages }

## Counts, with their plural forms

count-customers =
    { $count ->
        [one] { $count } customer
       *[other] { $count } customers
    }
count-faults =
    { $count ->
        [one] { $count } fault
       *[other] { $count } faults
    }
count-visits =
    { $count ->
        [one] { $count } visit
       *[other] { $count } visits
    }
count-machines =
    { $count ->
        [one] { $count } machine
       *[other] { $count } machines
    }
count-articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
count-contracts =
    { $count ->
        [one] { $count } contract
       *[other] { $count } contracts
    }
count-invoices =
    { $count ->
        [one] { $count } invoice
       *[other] { $count } invoices
    }
count-tasks =
    { $count ->
        [one] { $count } task
       *[other] { $count } tasks
    }
count-notifications =
    { $count ->
        [one] { $count } notification
       *[other] { $count } notifications
    }
count-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
count-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
count-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
count-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
count-new-to-show =
    { $count ->
        [one] { $count } new, show it
       *[other] { $count } new, show them
    }
count-chosen =
    { $count ->
        [one] { $count } chosen
       *[other] { $count } chosen
    }

period-title = Period
period-choices = Choose a period
period-all = All
period-today = Today
period-yesterday = Yesterday
period-week = This week
period-month = This month
period-last-month = Last month
period-quarter = This quarter
period-year = This year
period-before = Period before
period-after = Period after
period-own = Days of your own
period-from = From { $day }
period-until = Up to { $day }
button-show = Show
button-unpick = Pick none
filter-add = Filter
filter-remove = Remove filter { $name }
list-columns = Columns
list-columns-which = Columns of this list
list-columns-usual = Usual columns
list-sort = Sort
outcome-was = Was done already
outcome-result = Result
outcome-try-again = Try refused ones again
word-today = today
