# Mails aan de directie.

mail-anchor-subject = Stand van het logboek op { $day }
mail-anchor-body =
    Goedemorgen,

    Alles wat in Werkbank gebeurt, staat in het logboek. Deze mail legt vast hoe het logboek er op { $day } om { $time } bij stond. Bewaar hem: wie daarna nog iets wijzigt of weghaalt van wat er toen stond, kan dat niet verbergen.

    Stand: { $position }
    Zegel: { $head }

    Twijfelt iemand aan het logboek? Vraag de beheerder dan om deze regel op de server uit te voeren:

    werkbank verify --anchor { $position }:{ $head }

    Het antwoord zegt of alles tot en met deze stand nog precies zo in het logboek staat. U hoeft verder niets te doen.

mail-report-subject = { $name }: { $period }
mail-report-body =
    Goedemorgen,

    { $name }, { $period }.

    { $figures }

    Het hele rapport met de lijsten erachter staat in Werkbank bij Rapporten. Daar zet u deze mail ook uit.
