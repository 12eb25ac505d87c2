# Wiadomości do kierownictwa.

mail-anchor-subject = Stan dziennika na dzień { $day }
mail-anchor-body =
    Dzień dobry,

    Wszystko, co dzieje się w Werkbank, jest zapisane w dzienniku. Ta wiadomość potwierdza stan dziennika z dnia { $day }, godz. { $time }. Prosimy ją zachować: nikt nie zmieni ani nie usunie niepostrzeżenie tego, co wtedy było w dzienniku.

    Pozycja: { $position }
    Pieczęć: { $head }

    Jeśli ktoś ma wątpliwości co do dziennika, administrator może wykonać na serwerze to polecenie:

    werkbank verify --anchor { $position }:{ $head }

    Odpowiedź powie, czy wszystko do tej pozycji włącznie jest dokładnie takie samo jak wtedy. Nie trzeba robić nic więcej.

mail-report-subject = { $name }: { $period }
mail-report-body =
    Dzień dobry,

    { $name }, { $period }.

    { $figures }

    Cały raport z listami znajduje się w Werkbank w Raportach. Tam można też wyłączyć tę wiadomość.
