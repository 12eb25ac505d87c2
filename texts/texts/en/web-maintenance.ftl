# Pages of maintenance: faults, planning, visits and one’s own work.

## Lists

maintenance-all = All
maintenance-views = Views
maintenance-crumbs = Breadcrumb
maintenance-pages = Pages
maintenance-first-page = First
maintenance-view = View
maintenance-view-week = Week
maintenance-view-list = List
maintenance-found = { $count } found
maintenance-every-urgency = Every urgency
maintenance-every-technician = All technicians
maintenance-customer-number = customer { $number }

## Faults

maintenance-fault-new = New fault
maintenance-faults-open = Open: { $count }, what was promised first on top
maintenance-faults-search = Number, customer or town
maintenance-faults-none = No fault fits this choice.
maintenance-promised = Promised
maintenance-promise-late = late: { $day }
maintenance-promise-today = today before { $time }
maintenance-promise-before = before { $day }
maintenance-promise-long = Promised: with the customer on { $day }, before { $time }
maintenance-promise-told = Planning sees the fault as soon as it is saved.
maintenance-fault-open = fault open
maintenance-fault-change = Change fault
maintenance-fault-solve = Solved by telephone
maintenance-fault-withdraw = Withdraw
maintenance-fault-reopen = Reopen
maintenance-how-solved = How was it solved?
maintenance-problem = What is wrong
maintenance-reported = Reported
maintenance-caller = Called by
maintenance-outcome = Outcome
maintenance-visits = Visits
maintenance-visits-none = No visit yet
maintenance-visits-none-yet = Planning gets the visit by itself. This takes a moment.
maintenance-visit-ask = New visit
maintenance-story = What happened
maintenance-by-itself = Werkbank, by itself
maintenance-about-machine = About the machine
maintenance-about-customer = About this customer

## A new fault

maintenance-in-call = In a call
maintenance-fault-new-lead = In the order of the conversation. Everything is needed, except where it says “optional”.
maintenance-step-who = Who is calling?
maintenance-step-machine = Which machine is it?
maintenance-step-problem = What is wrong?
maintenance-heard-earlier = The customer told this earlier
maintenance-heard-on = Told on
maintenance-heard-at = At what time
maintenance-heard-why = What is promised counts from then, not from now.
maintenance-step-confirm = What does the customer hear?
maintenance-customer-hint = Name, town, customer number or telephone number
maintenance-recognised = Found by the number that calls: { $phone }
maintenance-caller-phone = Number to call back
maintenance-caller-name = Name of the caller
maintenance-someone-else = Someone else
maintenance-machine-later = Choose the customer first. The machines then appear here.
maintenance-machine-none = Not known
maintenance-machine-none-why = or another machine
maintenance-second-fault = This machine already has an open fault
maintenance-despite = Why is this a different fault?
maintenance-what-customer-says = What does the customer say?
maintenance-problem-hint = The technician reads this word for word. Write what the customer sees, hears or smells.
maintenance-how-bad = How bad is it?
maintenance-confirm = Send the customer a confirmation
maintenance-confirm-to = Mail to { $email }, and another message as soon as the technician is scheduled.
maintenance-confirm-none = No e-mail address is known for this customer. Sales calls as soon as the technician is scheduled.
maintenance-draft-kept = Draft kept at { $time }
maintenance-save-fault = Save and send to planning
maintenance-save-and-another = Save and another
maintenance-serial = Serial number
maintenance-installed = Installed
maintenance-open-faults = Open faults
maintenance-earlier = Earlier at this machine
maintenance-earlier-none = Nothing has been done to this machine yet.

## Planning

maintenance-from-until = { $from } to { $until }
maintenance-choose-week = Choose week
maintenance-week-before = Previous week
maintenance-week-after = Next week
maintenance-by-promise = by promise
maintenance-queue-fault = Faults
maintenance-queue-maintenance = Maintenance
maintenance-queue-installation = Installation
maintenance-queue-intake = Intake
maintenance-queue-empty = Everything is scheduled
maintenance-queue-empty-why = New faults and maintenance appear here by themselves.
maintenance-board-scroll = Planning board, scroll for more
maintenance-board-caption = Planning by technician and day. Each appointment is a link. With the button Schedule or Move you plan without dragging.
maintenance-no-technicians = No technicians yet
maintenance-no-technicians-why = The administrator adds staff with the role Technician.
maintenance-load-week = { $planned } of { $room }
maintenance-load-day = { $planned } of { $room } planned
maintenance-legend = Legend
maintenance-keys-walk = through the board
maintenance-keys-plan = schedule
maintenance-keys-move = move
maintenance-plan-this = Schedule: { $customer }, { $duration }
maintenance-move-this = Move: { $customer }
maintenance-plan-visit = Schedule { $customer }
maintenance-move-visit = Move { $customer }
maintenance-proposals = Best choices
maintenance-day = Day
maintenance-day-hint = For example Tue, tomorrow or 18-11
maintenance-customer-hears = The customer is told of this at once.
maintenance-overrule-reason = Why is it possible anyway?
maintenance-overrule = Schedule anyway
maintenance-overruled = Even so, because
maintenance-call-off = Call off visit
maintenance-call-off-of-plan = This visit comes from recurring maintenance: this time is dropped, the next comes as planned. If another day is wanted, move it instead.
maintenance-call-off-plan = To the maintenance plan
maintenance-take-back = Take out of the planning
maintenance-work-sheet = Work sheet
maintenance-list-lead = All planned visits, by day and time
maintenance-list-none = Nothing is planned from this day on.

## Visits and one’s own work

maintenance-sheet = Work sheet
maintenance-map = Map
maintenance-task = What has to be done
maintenance-expected = Expected duration
maintenance-follows = Follows
maintenance-follow-up = Follow-up visit
maintenance-part = Part
maintenance-parts = Parts
maintenance-parts-none = No parts yet.
maintenance-part-add = Add part
maintenance-part-needed = to bring: { $quantity } { $unit }
maintenance-part-used = used: { $quantity } { $unit }
maintenance-part-short = too little in stock
maintenance-part-stock = { $number } · { $quantity } { $unit } in stock
maintenance-one-more = One more: { $part }
maintenance-one-less = One less: { $part }
maintenance-bring = Bring a part
maintenance-report = Report
maintenance-result = What came of it
maintenance-findings = Findings
maintenance-findings-hint = What was wrong? The office and the next technician read this.
maintenance-work = What was done?
maintenance-worked = Worked
maintenance-travelled = Travelled
maintenance-minutes-hint = in minutes, or hours and minutes: 1.30
maintenance-solved = Is it solved?
maintenance-solved-yes = Yes, solved
maintenance-solved-no = No, someone has to come again
maintenance-billable = Does the customer pay for this?
maintenance-busy-since = Started at { $time }
maintenance-step-started = Started
maintenance-step-report = Write the report
maintenance-progress = Progress
maintenance-later = Later
maintenance-nothing-today = There is nothing planned for you today.
maintenance-no-work = No visits
maintenance-no-work-why = As soon as planning gives you a visit, it appears here.

## Home

maintenance-kpi-open = Open faults
maintenance-kpi-urgent = of which { $count } today or tomorrow
maintenance-kpi-waiting = Waiting to be planned
maintenance-kpi-late = { $count } past the promised time
maintenance-kpi-today = Visits today
maintenance-kpi-today-note = { $done } done, { $busy } started
maintenance-kpi-tomorrow = Visits tomorrow
maintenance-kpi-tomorrow-note = customers get a reminder today
maintenance-my-day = Today

## What was done

maintenance-done-reported = Fault saved. Planning sees it now.
maintenance-done-solved = Fault solved
maintenance-done-withdrawn = Fault withdrawn
maintenance-done-reopened = Fault reopened. Planning gets a new visit.
maintenance-done-requested = The visit now waits to be planned
maintenance-done-planned = Scheduled. The customer gets a mail; without an address there is a task to call.
maintenance-done-moved = Moved. The customer gets a mail; without an address there is a task to call.
maintenance-done-called-off = Called off. The customer is told.
maintenance-done-taken-back = Taken out of the planning. The customer is told.
maintenance-done-started = Started
maintenance-done-part = Part written down
maintenance-done-finished = Visit finished
maintenance-customer-unknown = Is this caller not on the list yet?
maintenance-new-customer = Enter a new customer
maintenance-machines-all = Show all { $count } machines
maintenance-visits-today = Visits today
maintenance-visits-today-none = No visits today.
maintenance-whole-week = Whole week
maintenance-kpi-to-go = { $count } to go
maintenance-kpi-hours = Planned today
maintenance-kpi-hours-note = as planned
maintenance-kpi-report = To be finished
maintenance-kpi-report-note = from an earlier day
maintenance-kpi-first = the first at { $time }
maintenance-keys-drop = let the card go
maintenance-interrupt = Interrupt
maintenance-interrupt-hint = The visit is planned again as it was. The customer is not told.
maintenance-done-interrupted = Interrupted. The visit is planned again.
maintenance-clashes = overlaps
maintenance-clashes-away = technician away
maintenance-roster-away-planned = Still planned in these days: { $visits }
maintenance-left-behind-one = not done on this day
maintenance-part-below = more used than was in stock by the books; purchasing has been told
maintenance-none-left = Take all off: { $part }
maintenance-no-visit = No visit yet
maintenance-planned-late = planned after the promise
maintenance-missing-comes = Too little { $article }: needed { $needed }, in stock { $stock }. Expected { $day }.
maintenance-missing = Too little { $article }: needed { $needed }, in stock { $stock }. Nothing is on order yet.
maintenance-customer-archived = Customer is archived
nav-maintenance-plans = Maintenance
plan-view-to-plan = To be agreed
plan-view-next = Next ones
plan-view-paused = Paused
plan-view-ended = Over
plan-list-lead = What comes round at customers, and when it is due again.
plan-list-none = There are no maintenance plans that stand so.
plan-count =
    { $count ->
        [one] 1 plan
       *[other] { $count } plans
    }
plan-new = Plan maintenance
plan-new-lead = Each time it comes near, a visit stands under To be agreed.
plan-due = Next time
plan-last = Last time
plan-to-plan-lead = { $count } to be agreed with the customer; { $today } for today, { $late } late.
plan-area = Postcode begins with
plan-place = Postcode { $area }.. – { $cities }
plan-nearby = Planned nearby already:
plan-none-to-plan = All is agreed
plan-none-to-plan-why = As soon as a plan comes round, its visit stands here.
plan-proposed = Proposed
plan-proposed-late = Late: { $day }
plan-proposed-today = Proposed: { $day }
plan-proposed-soon = Proposed: { $day }
plan-offered = Mailed: { $days }
plan-propose = Propose days
plan-propose-title = Propose days to { $customer }
plan-propose-lead = The customer gets a mail in their language; the answer stands at the customer.
plan-propose-days = Which days
plan-propose-nth = Day { $n }
plan-propose-send = Mail
plan-done-proposed = The days are proposed.
plan-done-made = The maintenance is planned.
plan-once = Once, { $day }
plan-every-day =
    { $count ->
        [one] Every day
       *[other] Every { $count } days
    }
plan-every-week =
    { $count ->
        [one] Every week
       *[other] Every { $count } weeks
    }
plan-every-month =
    { $count ->
        [one] Every month
       *[other] Every { $count } months
    }
plan-every-year =
    { $count ->
        [one] Every year
       *[other] Every { $count } years
    }
plan-on-nth = on the { $nth } { $weekday } of the month
plan-nth-first = first
plan-nth-second = second
plan-nth-third = third
plan-nth-fourth = fourth
plan-nth-last = last
plan-only-in = only in { $months }
plan-from-completed = counted from the last time
plan-or-meter = or after { $count } on the meter
plan-until = up to and with { $day }
plan-state-asked = Visit asked for
plan-state-running = Running
plan-state-paused = Paused
plan-ended-done = Done
plan-ended-not-needed = Not needed any more
plan-ended-contract = Ended with the contract
plan-ended-said = Over
plan-about = About this plan
plan-schedule = Schedule
plan-first = First day
plan-every = Every
plan-every-hint = Empty: once
plan-unit = Unit
plan-unit-day = days
plan-unit-week = weeks
plan-unit-month = months
plan-unit-year = years
plan-counted = Counted from
plan-counted-fixed = the first day (fixed)
plan-counted-completed = the day it was done
plan-nth = Which of the month
plan-weekday = Weekday
plan-any = Any
plan-season = Only in these months
plan-meter = Or after so much on the meter
plan-meter-hint = Hours, cups, copies; with one machine
plan-meter-now = Meter now
plan-meter-read = Read the meter
plan-last-day = Not after
plan-ahead = Ask for the visit
plan-ahead-hint = So many days before
plan-warn = Warn, days before
plan-days-before =
    { $count ->
        [one] 1 day before
       *[other] { $count } days before
    }
plan-from = Comes from
plan-machines = Machines
plan-occurrences = Occurrences
plan-nth-occurrence = No.
plan-occurrence = no. { $n }
plan-visits = Visits
plan-outcome = Outcome
plan-outcome-done = Done
plan-outcome-skipped = Called off
plan-outcome-open = Not yet
plan-passed =
    { $count ->
        [one] 1 time passed over
       *[other] { $count } times passed over
    }
plan-move-next = Move the next one
plan-move-hint = This one only; the schedule goes on after it.
plan-pause = Pause
plan-resume = Resume
plan-resume-why = What came due meanwhile is not made up for.
plan-end = End
plan-none-yet = Nothing comes round here yet.
plan-one = Maintenance plan
plan-before = Before
plan-after = After
plan-next-due = Next time
plan-chain = Recurring maintenance
plan-next-on = Next one on
plan-next-on-hint = Empty: as planned
plan-no-next = No next one needed
plan-kpi-to-plan = Maintenance to agree
plan-kpi-late =
    { $count ->
        [one] 1 late
       *[other] { $count } late
    }
plan-machines-none = Choose a customer with machines; then you choose here for which of them it is.
