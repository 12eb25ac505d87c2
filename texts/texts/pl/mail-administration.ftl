# Wiadomości do administratorów i zadania, z których wynikają.

task-backup-failed = Kopia zapasowa nie powiodła się. Komunikat serwera: „{ $reason }”. Werkbank próbuje ponownie co kwadrans.
task-backup-late = Kopia zapasowa z dnia { $day } nie została jeszcze ukończona. Sprawdź, czy folder kopii jest dostępny.

mail-backup-failed-subject = Kopia zapasowa Werkbank nie powiodła się
mail-backup-failed-body =
    Dzień dobry,

    Nie udało się wykonać kopii zapasowej Werkbank. Komunikat serwera:

    { $reason }

    Werkbank próbuje ponownie co kwadrans. Do tego czasu zmiany od ostatniej kopii istnieją tylko na tym serwerze. Proszę sprawdzić folder kopii i wolne miejsce.

mail-backup-late-subject = Kopia zapasowa Werkbank się opóźnia
mail-backup-late-body =
    Dzień dobry,

    Kopia zapasowa z dnia { $day } została rozpoczęta, ale po kilku godzinach nadal trwa. Prawdopodobnie folder kopii nie odpowiada.

    Do tego czasu zmiany od ostatniej kopii istnieją tylko na tym serwerze. Proszę sprawdzić, czy folder kopii jest dostępny.
