# Mails to customers about faults and visits, and the tasks that follow from them.

mail-fault-confirmation-subject = Przyjęliśmy zgłoszenie awarii: S-{ $fault }
mail-fault-confirmation-body =
    Dzień dobry,

    przyjęliśmy Państwa zgłoszenie awarii pod numerem S-{ $fault }.

    Maszyna: { $machine }
    Zgłoszenie: { $problem }

    Postaramy się być u Państwa najpóźniej { $day }. Damy znać, gdy tylko zaplanujemy wizytę technika.

mail-visit-scheduled-subject = Wizyta naszego technika: { $day }
mail-visit-scheduled-body =
    Dzień dobry,

    nasz technik { $technician } przyjedzie do Państwa: { $day }, między { $from } a { $until }.

    Cel wizyty: { $task }
    Maszyna: { $machine }

    Jeśli ten termin nie odpowiada, prosimy o telefon lub wiadomość. Znajdziemy inny.

mail-visit-moved-subject = Nowy termin wizyty: { $day }
mail-visit-moved-body =
    Dzień dobry,

    wizyta naszego technika została przełożona. { $technician } przyjedzie teraz: { $day }, między { $from } a { $until }.

    Cel wizyty: { $task }
    Maszyna: { $machine }

    Jeśli ten termin nie odpowiada, prosimy o telefon lub wiadomość. Znajdziemy inny.

mail-visit-unscheduled-subject = Wizyta nie odbędzie się w umówionym terminie
mail-visit-unscheduled-body =
    Dzień dobry,

    niestety wizyta naszego technika nie może się odbyć w umówionym terminie. Przepraszamy.

    Cel wizyty: { $task }
    Maszyna: { $machine }

    Ustalamy nowy termin i od razu o nim poinformujemy.

mail-visit-cancelled-subject = Wizyta odwołana: { $day }
mail-visit-cancelled-body =
    Dzień dobry,

    wizyta naszego technika ({ $day }, między { $from } a { $until }) została odwołana.

    Cel wizyty: { $task }
    Maszyna: { $machine }

    Jeśli to pomyłka, prosimy o telefon lub wiadomość.

mail-visit-reminder-subject = Jutro przyjedzie nasz technik
mail-visit-reminder-body =
    Dzień dobry,

    jutro, { $day }, między { $from } a { $until } przyjedzie do Państwa nasz technik { $technician }.

    Cel wizyty: { $task }
    Maszyna: { $machine }

    Prosimy o zapewnienie dostępu do maszyny. Jeśli termin nie odpowiada, prosimy zadzwonić jeszcze dzisiaj.

mail-visit-reminder-today-subject = Dzisiaj przyjedzie nasz technik
mail-visit-reminder-today-body =
    Dzień dobry,

    dzisiaj, { $day }, między { $from } a { $until } przyjedzie do Państwa nasz technik { $technician }.

    Cel wizyty: { $task }
    Maszyna: { $machine }

    Prosimy o zapewnienie dostępu do maszyny. Jeśli termin nie odpowiada, prosimy od razu zadzwonić.

mail-fault-solved-subject = Awaria S-{ $fault } została usunięta
mail-fault-solved-body =
    Dzień dobry,

    nasz technik { $technician } usunął awarię S-{ $fault }.

    Maszyna: { $machine }
    Wykonano: { $work }

    W załączniku przesyłamy kartę pracy. Jeśli coś nadal nie działa, prosimy o telefon lub wiadomość. Przyjedziemy ponownie.

mail-visit-done-subject = Nasz technik zakończył pracę u Państwa
mail-visit-done-body =
    Dzień dobry,

    nasz technik { $technician } był u Państwa.

    Cel wizyty: { $task }
    Maszyna: { $machine }
    Wykonano: { $work }

    W załączniku przesyłamy kartę pracy. W razie pytań prosimy o telefon lub wiadomość.

mail-machine-unknown = nie podano

task-call-visit-scheduled = Zadzwoń do klienta, nie ma adresu e-mail: technik przyjedzie { $day } o { $from }.
task-call-visit-moved = Zadzwoń do klienta, nie ma adresu e-mail: wizyta przełożona na { $day } o { $from }.
task-call-visit-unscheduled = Zadzwoń do klienta, nie ma adresu e-mail: wizyta się nie odbędzie, nowy termin później.
task-call-visit-cancelled = Zadzwoń do klienta, nie ma adresu e-mail: wizyta { $day } została odwołana.
task-visits-of-who-left = Technik, który już tu nie pracuje, ma jeszcze zaplanowane wizyty: { $count }. Przekaż je komuś innemu.
task-visits-clash = { $first } i { $second } są zaplanowane w tym samym czasie u tego samego technika. Przełóż jedną z nich.
task-fault-without-visit = Awaria S-{ $fault } jest otwarta bez wizyty. Zaplanuj nową wizytę albo wycofaj awarię.

visit-cancelled-since-fault-solved = Awaria S-{ $fault } jest już usunięta
visit-cancelled-since-fault-cancelled = Awaria S-{ $fault } została wycofana

mail-visit-days-subject = Planowanie konserwacji: który dzień Państwu pasuje?
mail-visit-days-body =
    Dzień dobry,

    Zbliża się czas konserwacji. W te dni możemy do Państwa przyjechać:

    { $days }

    Cel: { $task }
    Maszyna: { $machine }

    Prosimy o informację, który dzień pasuje. Proszę odpowiedzieć na tę wiadomość lub zadzwonić, a ustalimy godzinę.

task-maintenance-to-agree = Konserwacja { $visit }, proponowana na { $day }, nie jest jeszcze uzgodniona z klientem.
task-maintenance-today = Konserwacja { $visit } jest proponowana na dziś i nieuzgodniona.
task-maintenance-overdue = Konserwacja { $visit } jest spóźniona: proponowana na { $day } i nieuzgodniona.
plan-ended-with-contract = Umowa się skończyła
plan-paused-machine-gone = Maszyny już tam nie ma
visit-cancelled-since-plan-ended = Plan konserwacji { $plan } jest zakończony
task-maintenance-sold = Sprzedano { $article } z konserwacją. Zaplanuj ją.
plan-task-of-article = Konserwacja: { $article }
