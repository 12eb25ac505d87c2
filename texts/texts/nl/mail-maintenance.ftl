# Mails to customers about faults and visits, and the tasks that follow from them.

mail-fault-confirmation-subject = Uw storing is gemeld: S-{ $fault }
mail-fault-confirmation-body =
    Goedendag,

    Wij hebben uw storing opgenomen onder nummer S-{ $fault }.

    Machine: { $machine }
    Melding: { $problem }

    Wij streven ernaar uiterlijk { $day } bij u te zijn. U krijgt bericht zodra de monteur is ingepland.

mail-visit-scheduled-subject = Afspraak met onze monteur op { $day }
mail-visit-scheduled-body =
    Goedendag,

    Onze monteur { $technician } komt bij u langs op { $day }, tussen { $from } en { $until } uur.

    Waarvoor: { $task }
    Machine: { $machine }

    Komt dit niet uit? Bel of mail ons, dan zoeken we een andere tijd.

mail-visit-moved-subject = Uw afspraak is verzet naar { $day }
mail-visit-moved-body =
    Goedendag,

    De afspraak met onze monteur is verzet. { $technician } komt nu op { $day }, tussen { $from } en { $until } uur.

    Waarvoor: { $task }
    Machine: { $machine }

    Komt dit niet uit? Bel of mail ons, dan zoeken we een andere tijd.

mail-visit-unscheduled-subject = Uw afspraak gaat niet door op de afgesproken tijd
mail-visit-unscheduled-body =
    Goedendag,

    Het is niet gelukt om de afspraak met onze monteur op de afgesproken tijd door te laten gaan. Onze excuses.

    Waarvoor: { $task }
    Machine: { $machine }

    Wij plannen een nieuwe tijd. U krijgt daarover meteen bericht.

mail-visit-cancelled-subject = Uw afspraak op { $day } is afgezegd
mail-visit-cancelled-body =
    Goedendag,

    De afspraak met onze monteur op { $day }, tussen { $from } en { $until } uur, is afgezegd.

    Waarvoor: { $task }
    Machine: { $machine }

    Klopt dit volgens u niet? Bel of mail ons dan.

mail-visit-reminder-subject = Morgen komt onze monteur
mail-visit-reminder-body =
    Goedendag,

    Morgen, { $day }, komt onze monteur { $technician } bij u langs, tussen { $from } en { $until } uur.

    Waarvoor: { $task }
    Machine: { $machine }

    Wilt u zorgen dat de monteur bij de machine kan? Komt het niet uit, bel ons dan vandaag nog.

mail-visit-reminder-today-subject = Vandaag komt onze monteur
mail-visit-reminder-today-body =
    Goedendag,

    Vandaag, { $day }, komt onze monteur { $technician } bij u langs, tussen { $from } en { $until } uur.

    Waarvoor: { $task }
    Machine: { $machine }

    Wilt u zorgen dat de monteur bij de machine kan? Komt het niet uit, bel ons dan meteen.

mail-fault-solved-subject = Uw storing S-{ $fault } is opgelost
mail-fault-solved-body =
    Goedendag,

    Onze monteur { $technician } heeft uw storing S-{ $fault } opgelost.

    Machine: { $machine }
    Gedaan: { $work }

    De werkbon gaat als bijlage mee. Werkt er toch iets niet goed? Bel of mail ons, dan komen we terug.

mail-visit-done-subject = Onze monteur is bij u klaar
mail-visit-done-body =
    Goedendag,

    Onze monteur { $technician } is bij u langs geweest.

    Waarvoor: { $task }
    Machine: { $machine }
    Gedaan: { $work }

    De werkbon gaat als bijlage mee. Hebt u een vraag? Bel of mail ons gerust.

mail-machine-unknown = niet opgegeven

task-call-visit-scheduled = Bel de klant, er is geen e-mailadres: de monteur komt op { $day } om { $from }.
task-call-visit-moved = Bel de klant, er is geen e-mailadres: de afspraak is verzet naar { $day } om { $from }.
task-call-visit-unscheduled = Bel de klant, er is geen e-mailadres: de afspraak gaat niet door, een nieuwe tijd volgt.
task-call-visit-cancelled = Bel de klant, er is geen e-mailadres: de afspraak op { $day } is afgezegd.
task-visits-of-who-left = Een monteur die hier niet meer werkt heeft nog geplande bezoeken: { $count }. Geef ze aan een ander.
task-visits-clash = { $first } en { $second } staan tegelijk bij dezelfde monteur gepland. Verzet er een.
task-fault-without-visit = Storing S-{ $fault } staat open zonder bezoek. Plan een nieuw bezoek of trek de storing in.

visit-cancelled-since-fault-solved = Storing S-{ $fault } is al opgelost
visit-cancelled-since-fault-cancelled = Storing S-{ $fault } is ingetrokken

mail-visit-days-subject = Onderhoud plannen: welke dag past u?
mail-visit-days-body =
    Goedendag,

    Het is bijna tijd voor onderhoud. Deze dagen kunnen wij bij u langskomen:

    { $days }

    Waarvoor: { $task }
    Machine: { $machine }

    Laat u ons weten welke dag past? Antwoord op deze mail of bel ons, dan spreken we de tijd af.

task-maintenance-to-agree = Onderhoud { $visit }, voorgesteld voor { $day }, is nog niet met de klant afgesproken.
task-maintenance-today = Onderhoud { $visit } is voor vandaag voorgesteld en niet afgesproken.
task-maintenance-overdue = Onderhoud { $visit } is te laat: voorgesteld voor { $day } en niet afgesproken.
plan-ended-with-contract = Het contract is voorbij
plan-paused-machine-gone = De machine staat er niet meer
visit-cancelled-since-plan-ended = Onderhoudsplan { $plan } is beëindigd
task-maintenance-sold = { $article } is verkocht met onderhoud. Plan het.
plan-task-of-article = Onderhoud { $article }
