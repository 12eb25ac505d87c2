machine-label = Label
machine-label-code = Code of { $model }, leads to this machine
machine-label-lead = Print this and stick it on the machine. Whoever scans the code gets to the machine and reports a fault there.
machine-about = Details
machine-visits = Visits
machine-no-visits = No visit to this machine yet.
machine-no-faults = No fault on this machine yet.
machine-what = Task
machine-when = When
machine-open-faults = { $count ->
    [one] 1 open fault
   *[other] { $count } open faults
}
machine-visits-all = Visits to this machine
machine-faults-all = Faults on this machine
