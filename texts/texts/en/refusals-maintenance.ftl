# Why a command about a fault or a visit is refused.

## Faults

refusal-fault-unknown = This fault does not exist.
refusal-fault-already-reported = This fault has been recorded already.
refusal-fault-unknown-customer = This customer does not exist or is archived. Choose another customer.
refusal-fault-unknown-machine = This machine does not stand at this customer. Choose another machine.
refusal-fault-machine-has-open-fault = Fault S-{ $fault } on this machine is still open. Is this a different fault? Then write down why.
refusal-fault-heard-later = This moment has yet to come. Enter when the customer told it.
refusal-fault-heard-long-ago = This is more than a year ago. Check the date.
refusal-fault-closed = This fault is solved or withdrawn already. Reopen it first.

## Visits

refusal-visit-unknown = This visit does not exist.
refusal-visit-already-requested = This visit has been requested already.
refusal-visit-unknown-customer = This customer does not exist or is archived. Choose another customer.
refusal-visit-unknown-technician = This colleague is not a technician, or no longer works here. Choose another technician.
refusal-visit-overlaps = The technician already has { $visits } then. Choose another time, or write down why it is possible anyway.
refusal-visit-in-the-past = That time is over. Choose a later one.
refusal-visit-started = The technician has started. The visit can no longer be moved or called off.
refusal-visit-not-scheduled = This visit has not been scheduled yet.
refusal-visit-in-the-future = This lies in the future. Set this device’s clock right and try again.
refusal-visit-before-begun = This was before the visit began. Set this device’s clock right and try again.
refusal-visit-not-started = This visit has not started yet. Press Start first.
refusal-visit-closed = This visit is finished or called off already.
refusal-visit-not-yours = This is a colleague’s visit.
refusal-visit-not-used = That many were not used.
refusal-visit-quantity = A quantity is more than zero.
refusal-visit-unknown-machine = This machine is not this customer's. Choose another machine.
refusal-visit-unknown-fault = This fault is not this customer's. Choose another fault.
refusal-visit-unknown-article = This article does not exist. Choose an article from the list.
refusal-visit-too-far-ahead = Nothing is planned as far ahead as this. Choose a day within two years.
refusal-visit-outside-hours = This is outside working hours. Choose another time, or write down why it has to be so.
refusal-visit-behind-promise = The customer was promised someone by { $day }. Choose an earlier time, or write down why it will be later.
refusal-visit-another-day = This visit is scheduled for { $day }. Write down why you start now; it is then moved to now.
refusal-visit-busy = The technician is still busy with { $visit }. Finish or interrupt that visit first.
refusal-visit-more-than-stock = According to stock there are only { $stock }. Change the quantity, or write down where the rest came from.
refusal-visit-too-many = No more than 999 at a time. Check the quantity.
refusal-visit-no-pieces = This article is counted by the piece. Fill in a whole number.
refusal-maintenance-plan-unknown = There is no such maintenance plan.
refusal-maintenance-plan-already-made = This maintenance plan was made already.
refusal-maintenance-plan-unknown-customer = This customer does not exist or is archived.
refusal-maintenance-plan-unknown-machine = A machine is not this customer’s, or no longer there.
refusal-maintenance-plan-unknown-contract = The contract is not this customer’s, or is over.
refusal-maintenance-plan-wrong-day = Choose a day at most five years ahead or back; what comes once, or is moved, does not lie in the past.
refusal-maintenance-plan-every = Choose a number from 1 to 1000.
refusal-maintenance-plan-weekday = With a weekday choose which of the month, and count in months or years.
refusal-maintenance-plan-season = Choose months from 1 to 12.
refusal-maintenance-plan-meter = A meter belongs to exactly one machine, counts more than nothing, and has a longest time.
refusal-maintenance-plan-nothing-left = No day of this schedule is left.
refusal-maintenance-plan-visit-open = The visit for it was asked for already: plan that on another day.
refusal-maintenance-plan-over = This maintenance plan is over.
refusal-maintenance-plan-contract-over = The contract is over.
refusal-maintenance-plan-ahead = Choose 366 days at most.
refusal-visit-planned = This visit is planned already.
refusal-visit-days = Propose one to five days that lie ahead.
refusal-machine-not-yet = A meter is not read ahead.
refusal-machine-showed-more = The meter showed { $reading } before. Say why it shows less now, or correct the reading.
refusal-visit-away = The technician is away from { $from } up to and including { $until }. Choose another day or technician, or write down why it has to be so.
refusal-visit-not-working = The technician does not work then. Choose another time, or write down why it has to be so.
refusal-visit-not-their-work = The technician does no visits of this kind. Choose another technician, or write down why it has to be so.
refusal-visit-not-their-machine = The technician does not know { $model }. Choose another technician, or write down why it has to be so.
refusal-visit-outside-area = The technician does not come to { $postcode }. Choose another technician, or write down why it has to be so.
refusal-visit-unknown-helper = Who goes along is no technician, or does not work here any more. Choose somebody else.
refusal-visit-goes-already = This technician goes already. Choose somebody else.
refusal-visit-helper-busy = Who goes along has { $visits } then. Choose somebody else, or write down why it can be.
refusal-visit-helper-away = { $who } is away from { $from } up to and including { $until }. Choose somebody else, or write down why it can be.
