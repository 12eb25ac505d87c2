# Mails aan beheerders, en de taken waarop ze volgen.

task-backup-failed = De back-up is mislukt. De server meldde: “{ $reason }”. Werkbank probeert het elk kwartier opnieuw.
task-backup-late = De back-up van { $day } is nog niet klaar. Kijk of de back-upmap bereikbaar is.

mail-backup-failed-subject = De back-up van Werkbank is mislukt
mail-backup-failed-body =
    Goedendag,

    De back-up van Werkbank is niet gelukt. De server meldde:

    { $reason }

    Werkbank probeert het elk kwartier opnieuw. Zolang dit niet lukt, staat wat er sinds de vorige back-up is gebeurd alleen op deze server. Controleer de back-upmap en de vrije ruimte.

mail-backup-late-subject = De back-up van Werkbank blijft uit
mail-backup-late-body =
    Goedendag,

    De back-up van { $day } is begonnen maar na uren nog niet klaar. Waarschijnlijk reageert de back-upmap niet.

    Zolang dit duurt, staat wat er sinds de vorige back-up is gebeurd alleen op deze server. Controleer of de back-upmap bereikbaar is.
