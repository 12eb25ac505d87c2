# What happened, what was ordered and what the fields are called: the words of the log.

## What happened with articles

event-article-registered = Article entered
event-article-changed = Article changed
event-article-archived = Article archived
event-stock-received = Stock received
event-stock-taken = Taken from stock
event-stock-put-back = Put back in stock
event-stock-counted = Stock counted
event-minimum-reached = Stock below its minimum
event-ran-out = Article ran out
event-went-below-zero = Stock went below zero
event-replenished = Stock replenished

## The clock and the numbers

event-clock-struck = Scheduled job started
event-anchor-set = State of the log noted
event-log-restored = Log restored from a backup
event-person-forgotten = Ordered to forget a person
event-dossier-given = Dossier given
event-terms-ended = Legal retention of invoices ended
event-erasure-carried-out = Erasure carried out
event-number-drawn = Number given out

## What happened with contracts

event-contract-drafted = Contract drafted
event-contract-changed = Contract changed
event-contract-discarded = Draft contract discarded
event-contract-signed = Contract signed
event-notice-given = Notice given
event-contract-renewed = Contract renewed
event-contract-ended = Contract ended

## What happened with customers

event-customer-registered = Customer entered
event-customer-renamed = Customer's name or kind changed
event-visiting-address-changed = Visiting address changed
event-invoicing-address-changed = Invoicing address changed
event-reachability-changed = Telephone or mail address changed
event-company-numbers-changed = Company or VAT number changed
event-payment-term-changed = Payment term changed
event-language-changed = Language changed
event-contact-added = Contact added
event-contact-changed = Contact changed
event-contact-removed = Contact removed
event-note-added = Note made
event-call-recorded = Call recorded
event-customer-archived = Customer archived
event-customer-restored = Customer restored
event-customer-forgotten = Customer forgotten on request
event-contact-forgotten = Contact person forgotten on request

## What happened with faults

event-fault-reported = Fault reported
event-fault-changed = Fault changed
event-fault-solved = Fault solved
event-fault-reopened = Fault reopened
event-fault-cancelled = Fault called off

## What happened with invoices

event-invoice-drafted = Invoice drafted
event-invoice-changed = Draft invoice changed
event-exchange-rate-noted = Exchange rate noted
event-invoice-discarded = Draft invoice discarded
event-invoice-issued = Invoice issued
event-payment-recorded = Payment booked
event-payment-refunded = Payment refunded
event-dispute-opened = Invoice disputed
event-dispute-settled = Dispute settled
event-payment-reminded = Payment reminder made
event-credit-note-issued = Credit note issued

## What happened with machines

event-machine-installed = Machine installed
event-machine-changed = Machine changed
event-machine-removed = Machine removed

## What happened with mails

event-mail-queued = Mail queued
event-mail-sending-begun = Sending of mail begun
event-mail-sent = Mail sent
event-mail-failed = Mail failed
event-mail-retried = Mail queued again
event-mail-given-up = Mail given up

## What happened with opportunities

event-opportunity-opened = Opportunity opened
event-contact-recorded = Contact about opportunity recorded
event-opportunity-won = Opportunity won
event-opportunity-lost = Opportunity lost
event-opportunity-undone = Opportunity undone

## What happened with purchase orders and suppliers

event-purchase-order-drafted = Purchase order drafted
event-purchase-order-changed = Purchase order changed
event-purchase-order-placed = Purchase order placed
event-goods-received = Goods received
event-purchase-order-completed = Purchase order complete
event-purchase-order-cancelled = Purchase order called off
event-supplier-registered = Supplier entered
event-supplier-changed = Supplier changed

## What happened with settings

event-company-changed = Company details changed
event-vat-rate-set = VAT rate set
event-hourly-rate-set = Hourly rate set
event-vat-rate-dropped = VAT rate dropped
event-hourly-rate-dropped = Hourly rate dropped
event-reminder-days-set = Days for reminders set
event-payment-days-set = Payment term set
event-invoice-retention-set = Retention of invoices set
event-invoice-retention-dropped = Retention of invoices dropped
event-contract-alert-days-set = Days for contract warnings set
event-opening-hours-set = Working hours set

## What happened with tasks

event-task-raised = Task raised
event-task-opened = Task opened
event-task-taken = Task taken
event-task-handed-on = Task handed on
event-task-completed = Task done

## What happened with colleagues

event-user-created = Colleague added
event-user-changed = Colleague changed
event-roles-changed = Roles changed
event-workplace-set = Region and hours set
event-hours-set = Working hours set
event-skills-set = Skills and area set
event-absence-planned = Absence entered
event-absence-withdrawn = Absence withdrawn
event-password-set = Password changed
event-user-deactivated = Account switched off
event-user-reactivated = Account switched on again
event-user-forgotten = Colleague forgotten
event-preferences-set = Language and look chosen
event-calendar-shared = Calendar shared
event-calendar-withdrawn = Calendar withdrawn

## What happened with visits

event-visit-requested = Visit requested
event-visit-scheduled = Visit planned
event-visit-moved = Visit moved
event-helpers-set = Who goes along set
event-visit-unscheduled = Visit taken off the planning
event-visit-cancelled = Visit called off
event-part-needed = Part needed
event-visit-started = Visit started
event-visit-interrupted = Visit interrupted
event-part-used = Part used
event-part-returned = Part returned
event-visit-finished = Visit finished
event-follow-up-linked = Follow-up visit linked

## What was ordered

command-anchor-set = Note the state of the log
command-anchor-note-restored = Note the restore from a backup
command-customer-note-forgotten = Note that a customer is forgotten
command-customer-note-contact-forgotten = Note that a contact person is forgotten
command-user-note-forgotten = Note that a colleague is forgotten
command-settings-set-invoice-retention = Set the retention of invoices
command-settings-drop-invoice-retention = Drop a retention of invoices
command-privacy-forget = Forget a person
command-privacy-give-dossier = Give a dossier
command-privacy-end-terms = End retention that is over
command-privacy-order-again = Give orders to forget again after a restore
command-privacy-note-carried-out = Note that an erasure was carried out
command-article-register = Enter article
command-article-change = Change article
command-article-archive = Archive article
command-article-receive = Receive stock
command-article-take = Take from stock
command-article-put-back = Put back in stock
command-article-count = Count stock
command-clock-strike = Start scheduled job
command-contract-draft = Draft contract
command-contract-change = Change contract
command-contract-sign-on-screen = Sign contract on screen
command-contract-sign-on-paper = Sign contract on paper
command-contract-give-notice = Give notice
command-contract-renew = Renew contract
command-contract-extend = Extend contract
command-contract-end = End contract
command-contract-discard = Discard draft contract
command-customer-register = Enter customer
command-customer-change = Change customer
command-customer-add-contact = Add contact
command-customer-change-contact = Change contact
command-customer-remove-contact = Remove contact
command-customer-add-note = Make a note
command-customer-record-call = Record a call
command-customer-archive = Archive customer
command-customer-restore = Restore customer
command-fault-report = Report fault
command-fault-change = Change fault
command-fault-solve = Solve fault
command-fault-reopen = Reopen fault
command-fault-cancel = Call off fault
command-invoice-draft = Draft invoice
command-invoice-change = Change draft invoice
command-invoice-note-exchange-rate = Note exchange rate
command-invoice-discard = Discard draft invoice
command-invoice-issue = Issue invoice
command-invoice-record-payment = Book payment
command-invoice-record-refund = Book refund
command-invoice-dispute = Dispute invoice
command-invoice-settle-dispute = Settle dispute
command-invoice-remind = Remind of payment
command-invoice-credit = Credit invoice
command-machine-install = Install machine
command-machine-change = Change machine
command-machine-remove = Remove machine
command-mail-queue = Queue mail
command-mail-begin-sending = Send mail
command-mail-mark-sent = Mark mail as sent
command-mail-mark-failed = Mark mail as failed
command-mail-retry = Send mail again
command-mail-give-up = Give mail up
command-opportunity-open = Open opportunity
command-opportunity-record-contact = Record contact
command-opportunity-win = Win opportunity
command-opportunity-lose = Lose opportunity
command-purchase-order-draft = Draft purchase order
command-purchase-order-change = Change purchase order
command-purchase-order-place = Place purchase order
command-purchase-order-receive = Receive goods
command-purchase-order-cancel = Call off purchase order
command-settings-change-company = Change company details
command-settings-set-vat-rate = Set VAT rate
command-settings-set-hourly-rate = Set hourly rate
command-settings-drop-vat-rate = Drop a VAT rate
command-settings-drop-hourly-rate = Drop an hourly rate
command-settings-set-reminder-days = Set days for reminders
command-settings-set-payment-days = Set payment term
command-settings-set-contract-alert-days = Set days for contract warnings
command-settings-set-opening-hours = Set working hours
command-supplier-register = Enter supplier
command-supplier-change = Change supplier
command-task-raise = Raise task
command-task-open = Open task
command-task-take = Take task
command-task-hand-on = Hand task on
command-task-complete = Finish task
command-user-create = Add colleague
command-user-change = Change colleague
command-user-set-workplace = Set region and hours
command-user-set-hours = Set working hours
command-user-set-skills = Set skills and area
command-user-plan-absence = Enter an absence
command-user-withdraw-absence = Withdraw an absence
command-user-change-password = Change own password
command-user-reset-password = Give a new password
command-user-deactivate = Switch account off
command-user-reactivate = Switch account on again
command-user-set-preferences = Choose language and look
command-user-share-calendar = Share a calendar
command-user-withdraw-calendar = Withdraw a calendar
command-visit-request = Request visit
command-visit-schedule = Plan visit
command-visit-set-helpers = Set who goes along
command-visit-unschedule = Take visit off the planning
command-visit-cancel = Call off visit
command-visit-need-part = Ask for a part
command-visit-start = Start visit
command-visit-interrupt = Interrupt visit
command-visit-use-part = Use a part
command-visit-return-part = Return a part
command-visit-finish = Finish visit
command-visit-link-follow-up = Link follow-up visit

## Kinds of things

thing-anchor = Log
thing-contact = Contact person
thing-privacy = Privacy
thing-article = Article
thing-clock = Clock
thing-contract = Contract
thing-customer = Customer
thing-fault = Fault
thing-invoice = Invoice
thing-machine = Machine
thing-mail = Mail
thing-opportunity = Opportunity
thing-purchase-order = Purchase order
thing-series = Number series
thing-settings = Settings
thing-supplier = Supplier
thing-task = Task
thing-user = Colleague
thing-visit = Visit

## Fields

field-about = About
field-address = Address
field-amount = Amount
field-answer = Answer
field-article = Article
field-assignee = For whom
field-at = Moment
field-attempt = Attempt
field-automatic = Automatic
field-before = Before
field-billable = To be invoiced
field-buyer = Buyer
field-by = By
field-calendar = Calendar
field-caller = Caller
field-caller-phone = Caller's telephone
field-city = Town
field-company = Company
field-company-number = Company number
field-confirm = Mail a confirmation
field-contact = Contact
field-contract = Contract
field-counted = Counted
field-country = Country
field-person = Person
field-erasure = Erasure
field-subjects = Erased keys
field-kept = Is kept
field-turn = Time
field-years = Years
field-also = These texts too
field-key = Key
field-invoices = Invoices
field-credit-note = Credit note
field-currency = Currency
field-customer = Customer
field-days = Days
field-delivered-from = Delivered from
field-delivered-on = Delivered on
field-delivery-note = Delivery note
field-description = Description
field-despite = Despite, because
field-undrawn = Why not drawn
field-details = Details
field-document = Document
field-documents = Attachments
field-drawing = Signature
field-due = Due
field-email = E-mail address
field-ends = Ends on
field-exchange = Exchange rate
field-expected = Expected duration
field-fault = Fault
field-findings = Findings
field-first-term = First term
field-follows = Follows
field-from = From
field-taken-from = Taken over from
field-head = Seal
field-heard-at = Phoned in at
field-hash = Password
field-how = How solved
field-html = Formatted text
field-iban = IBAN
field-id = Id
field-installed-on = Installed on
field-invoice = Invoice
field-invoice-email = E-mail address for invoices
field-invoicing = Invoicing address
field-items = Items
field-job = Job
field-kept-at = Kept at
field-kind = Kind
field-language = Language
field-lead-days = Lead time in days
field-letter = Letter
field-level = Reminder level
field-lines = Lines
field-login = Login name
field-log = Log
field-made-at = Backup of
field-machine = Machine
field-machines = Machines
field-management-email = Management's e-mail address
field-minimum = Minimum
field-model = Make and type
field-month = Month
field-monthly-fee = Monthly fee
field-name = Name
field-next = Next contact
field-next-try = Next try
field-note = Note
field-notice = Notice period
field-number = Number
field-on = On
field-on-paper = On paper
field-on-screen = On screen
field-order = Purchase order
field-order-quantity = Order quantity
field-origin = Origin
field-our-number = Our customer number
field-overrule = Overruled, because
field-more = Why more than ordered
field-owner = Owner
field-part = Part
field-parts = Parts
field-payment-days = Payment term in days
field-phone = Telephone number
field-place = Place
field-position = Position
field-postcode = Postcode
field-price = Price
field-problem = Problem
field-purchase-order = Purchase order
field-purchase-price = Purchase price
field-purpose = Purpose
field-quantity = Quantity
field-rate = Rate
field-reason = Reason
field-reference = Reference
field-region = Region
field-remarks = Remarks
field-renewal = Renewal
field-role = Role
field-roles = Roles
field-sales-price = Sales price
field-salesperson = Salesperson
field-scan = Scan
field-serial = Serial number
field-signature = Signature
field-slot = When
field-solved = Solved
field-source = Source
field-starts = Starts on
field-stock = Stock
field-street = Street and number
field-subject = Subject
field-supplier = Supplier
field-supplier-number = Supplier's number
field-task = Task
field-technician = Technician
field-technicians = Who go along
field-terms = Terms
field-text = Text
field-theme = Look
field-to = To
field-travelled = Travelled
field-unit = Unit
field-until = Until
field-opening = Working hours
field-promised-at = Promised until
field-urgency = Urgency
field-user = Colleague
field-absence = Absence
field-why = Why
field-areas = Postcode areas
field-models = Makes and types
field-kinds = Kinds of visits
field-hours = Working hours
field-skills = Skills
field-monday = Monday
field-tuesday = Tuesday
field-wednesday = Wednesday
field-thursday = Thursday
field-friday = Friday
field-saturday = Saturday
field-sunday = Sunday
field-value = Value
field-vat = VAT
field-vat-number = VAT number
field-visit = Visit
field-visiting = Visiting address
field-week = Hours a week
field-weight = Weight
field-words = Words
field-work = Work done
field-worked = Worked
field-worksheet = Work sheet
field-year = Year
