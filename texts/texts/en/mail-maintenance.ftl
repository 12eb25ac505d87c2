# Mails to customers about faults and visits, and the tasks that follow from them.

mail-fault-confirmation-subject = We have recorded your fault: S-{ $fault }
mail-fault-confirmation-body =
    Good day,

    We have recorded your fault under number S-{ $fault }.

    Machine: { $machine }
    Report: { $problem }

    We aim to be with you by { $day } at the latest. You will hear from us as soon as the technician has been scheduled.

mail-visit-scheduled-subject = Appointment with our technician on { $day }
mail-visit-scheduled-body =
    Good day,

    Our technician { $technician } will visit you on { $day }, between { $from } and { $until }.

    What for: { $task }
    Machine: { $machine }

    Does this not suit you? Call or mail us and we will find another time.

mail-visit-moved-subject = Your appointment has been moved to { $day }
mail-visit-moved-body =
    Good day,

    The appointment with our technician has been moved. { $technician } will now come on { $day }, between { $from } and { $until }.

    What for: { $task }
    Machine: { $machine }

    Does this not suit you? Call or mail us and we will find another time.

mail-visit-unscheduled-subject = Your appointment can’t go ahead at the agreed time
mail-visit-unscheduled-body =
    Good day,

    We are sorry: the appointment with our technician can’t go ahead at the agreed time.

    What for: { $task }
    Machine: { $machine }

    We are planning a new time and will let you know at once.

mail-visit-cancelled-subject = Your appointment on { $day } has been called off
mail-visit-cancelled-body =
    Good day,

    The appointment with our technician on { $day }, between { $from } and { $until }, has been called off.

    What for: { $task }
    Machine: { $machine }

    Is this not right? Then please call or mail us.

mail-visit-reminder-subject = Our technician is coming tomorrow
mail-visit-reminder-body =
    Good day,

    Tomorrow, { $day }, our technician { $technician } will visit you between { $from } and { $until }.

    What for: { $task }
    Machine: { $machine }

    Please make sure that the technician can reach the machine. If it does not suit you, call us today.

mail-visit-reminder-today-subject = Our technician is coming today
mail-visit-reminder-today-body =
    Good day,

    Today, { $day }, our technician { $technician } will visit you between { $from } and { $until }.

    What for: { $task }
    Machine: { $machine }

    Please make sure that the technician can reach the machine. If it does not suit you, call us right away.

mail-fault-solved-subject = Your fault S-{ $fault } has been solved
mail-fault-solved-body =
    Good day,

    Our technician { $technician } has solved your fault S-{ $fault }.

    Machine: { $machine }
    Work done: { $work }

    The work sheet is attached. If anything still does not work well, call or mail us and we will come back.

mail-visit-done-subject = Our technician has finished at your place
mail-visit-done-body =
    Good day,

    Our technician { $technician } has visited you.

    What for: { $task }
    Machine: { $machine }
    Work done: { $work }

    The work sheet is attached. If you have a question, call or mail us.

mail-machine-unknown = not given

task-call-visit-scheduled = Call the customer, there is no e-mail address: the technician comes on { $day } at { $from }.
task-call-visit-moved = Call the customer, there is no e-mail address: the appointment has been moved to { $day } at { $from }.
task-call-visit-unscheduled = Call the customer, there is no e-mail address: the appointment can’t go ahead, a new time will follow.
task-call-visit-cancelled = Call the customer, there is no e-mail address: the appointment on { $day } has been called off.
task-visits-of-who-left = A technician who no longer works here still has planned visits: { $count }. Give them to someone else.
task-visits-clash = { $first } and { $second } are planned at the same time for the same technician. Move one of them.
task-fault-without-visit = Fault S-{ $fault } is open without a visit. Plan a new visit or withdraw the fault.

visit-cancelled-since-fault-solved = Fault S-{ $fault } is solved already
visit-cancelled-since-fault-cancelled = Fault S-{ $fault } has been withdrawn

mail-visit-days-subject = Planning maintenance: which day suits you?
mail-visit-days-body =
    Good day,

    It is nearly time for maintenance. On these days we can come to you:

    { $days }

    What for: { $task }
    Machine: { $machine }

    Would you let us know which day suits you? Answer this mail or call us, and we agree on the time.

task-maintenance-to-agree = Maintenance { $visit }, proposed for { $day }, is not agreed with the customer yet.
task-maintenance-today = Maintenance { $visit } is proposed for today and not agreed.
task-maintenance-overdue = Maintenance { $visit } is late: proposed for { $day } and not agreed.
plan-ended-with-contract = The contract is over
plan-paused-machine-gone = The machine is no longer there
visit-cancelled-since-plan-ended = Maintenance plan { $plan } is over
task-maintenance-sold = { $article } was sold with maintenance. Plan it.
plan-task-of-article = Maintenance of { $article }
