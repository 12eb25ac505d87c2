# Mails to administrators, and the tasks that they follow from.

task-backup-failed = The backup failed. The server said: “{ $reason }”. Werkbank tries again every quarter of an hour.
task-backup-late = The backup of { $day } has not finished yet. See whether the backup folder can be reached.

mail-backup-failed-subject = The backup of Werkbank failed
mail-backup-failed-body =
    Hello,

    The backup of Werkbank did not succeed. The server said:

    { $reason }

    Werkbank tries again every quarter of an hour. Until it succeeds, what happened since the last backup exists on this server alone. Please check the backup folder and the free space.

mail-backup-late-subject = The backup of Werkbank is late
mail-backup-late-body =
    Hello,

    The backup of { $day } began but has not finished after hours. The backup folder probably does not respond.

    Until it does, what happened since the last backup exists on this server alone. Please check whether the backup folder can be reached.
