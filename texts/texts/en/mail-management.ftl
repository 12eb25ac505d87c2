# Mails to management.

mail-anchor-subject = State of the log on { $day }
mail-anchor-body =
    Good morning,

    Everything that happens in Werkbank is in its log. This mail notes how the log stood on { $day } at { $time }. Please keep it: nobody can change or remove what was in the log then without it being found out.

    Position: { $position }
    Seal: { $head }

    If anyone ever doubts the log, ask the administrator to run this line on the server:

    werkbank verify --anchor { $position }:{ $head }

    The answer says whether everything up to this position is still exactly as it was. There is nothing else for you to do.

mail-report-subject = { $name }: { $period }
mail-report-body =
    Good morning,

    { $name }, { $period }.

    { $figures }

    The whole report with the lists behind it is in Werkbank under Reports. That is also where you stop this mail.
