machine-label = Label
machine-label-code = Code van { $model }, leidt naar deze machine
machine-label-lead = Druk dit af en plak het op de machine. Wie de code scant, komt bij de machine en meldt er een storing.
machine-about = Gegevens
machine-visits = Bezoeken
machine-no-visits = Nog geen bezoek aan deze machine.
machine-no-faults = Nog geen storing aan deze machine.
machine-what = Opdracht
machine-when = Wanneer
machine-open-faults = { $count ->
    [one] 1 open storing
   *[other] { $count } open storingen
}
machine-visits-all = Bezoeken aan deze machine
machine-faults-all = Storingen aan deze machine
