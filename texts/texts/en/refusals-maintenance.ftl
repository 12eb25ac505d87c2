# Why a command about a fault or a visit is refused.

## Faults

refusal-fault-unknown = This fault does not exist.
refusal-fault-already-reported = This fault has been recorded already.
refusal-fault-unknown-customer = This customer does not exist or is archived. Choose another customer.
refusal-fault-unknown-machine = This machine does not stand at this customer. Choose another machine.
refusal-fault-machine-has-open-fault = Fault S-{ $fault } on this machine is still open. Is this a different fault? Then write down why.
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
refusal-visit-away = The technician is away from { $from } up to and including { $until }. Choose another day or technician, or write down why it has to be so.
refusal-visit-not-working = The technician does not work then. Choose another time, or write down why it has to be so.
refusal-visit-not-their-work = The technician does no visits of this kind. Choose another technician, or write down why it has to be so.
refusal-visit-not-their-machine = The technician does not know { $model }. Choose another technician, or write down why it has to be so.
refusal-visit-outside-area = The technician does not come to { $postcode }. Choose another technician, or write down why it has to be so.
refusal-visit-unknown-helper = Who goes along is no technician, or does not work here any more. Choose somebody else.
refusal-visit-goes-already = This technician goes already. Choose somebody else.
refusal-visit-helper-busy = Who goes along has { $visits } then. Choose somebody else, or write down why it can be.
refusal-visit-helper-away = Who goes along is away from { $from } up to and including { $until }. Choose somebody else, or write down why it can be.
