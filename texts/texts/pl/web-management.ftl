# The desk and management: tasks, the log, mails, colleagues, rights, settings, one's own account.

management-tasks-lead = Co czeka na Ciebie i Twój dział.
management-no-tasks = Nie ma nic do zrobienia
management-no-tasks-why = Nowe zadania i alerty pojawią się tu same.
management-taken = Zadanie jest Twoje
management-finished = Zadanie gotowe
management-handed-on = Zadanie przekazano
management-task-new = Nowe zadanie
management-task-what = Co trzeba zrobić
management-task-raised = Zadanie utworzono
task-task-taken-over = Ktoś z zespołu przejął Twoje zadanie.
management-handed-on-by = Przekazane przez
management-handed-note = Co druga osoba powinna wiedzieć
management-done-note = Co zrobiono
management-done-by = wykonano: { $name }
management-taken-by = przyjęto: { $name }
management-raised = Utworzono
management-by-itself = Werkbank automatycznie
management-pages = Strony
management-newest = Najnowsze
management-older = Starsze
management-log-lead = Kto co zrobił, kiedy i jak było wcześniej. Nic nie znika: poprawka to też nowy wiersz.
management-log-filter = Filtruj dziennik
management-log-empty = Wybierz inną osobę, rodzaj lub okres.
management-log-caption = Zmiany, od najnowszych
management-changes = Co się zmieniło
management-no-fields = Żadne dane się tu nie zmieniły.
management-field = Dane
management-ordered = Polecenie
management-because = Wynika z
management-followed = Co nastąpiło potem
management-travel = Pokaż dane z chwili
management-travel-day =
    { $moment }, { $count ->
        [one] { $count } zmiana
        [few] { $count } zmiany
        [many] { $count } zmian
       *[other] { $count } zmiany
    } tego dnia
management-change-before = Poprzednia zmiana
management-change-after = Następna zmiana
management-new-user = Nowy pracownik
management-user-active = Pracuje
management-user-inactive = Wyłączone
management-user-added = Pracownik może się zalogować
management-login-hint = Małe litery, cyfry, kropki lub myślniki. Tego nie można zmienić.
management-password-hint = Co najmniej 10 znaków.
management-password-set = Hasło zmieniono
management-reset-password = Nadaj nowe hasło
management-new-password = Nowe hasło
management-change-password = Zmień hasło
management-deactivate = Wyłącz konto
management-deactivate-why = Osoba, która odeszła, nie może się zalogować. To, co zrobiła, zostaje w dzienniku.
management-reactivate = Włącz konto ponownie
management-switched-off = Konto wyłączono
management-switched-on = Konto włączono ponownie
management-workplace = Rejon i godziny
management-did = Co zrobił ten pracownik
management-preferences = Język i wygląd
management-permissions-lead = Kto co może widzieć i robić. Serwer trzyma się dokładnie tej tabeli.
management-settings-lead = Stawka obowiązuje od podanego dnia: to, co już powstało, się nie zmienia.
management-company = Firma
management-vat = Stawki VAT
management-vat-standard = Stawka podstawowa
management-vat-reduced = Stawka obniżona
management-vat-zero = Stawka zerowa
management-vat-reverse-charge = Odwrotne obciążenie
management-percentage = Procent
management-hourly = Stawka godzinowa
management-days = Terminy
management-reminder-days = Przypomnienie po tylu dniach opóźnienia
management-contract-days = Ostrzeżenie tyle dni przed końcem lub dniem wypowiedzenia
management-open-from = Dzień pracy od
management-open-until = Dzień pracy do
management-open-hint = Od poniedziałku do piątku. Termin obiecany klientowi przy awarii liczy tylko te godziny; święta liczą się jako dni robocze.
management-days-nth = { $what }, { $n }
management-mails-lead = Co Werkbank wysyła i co nie dotarło.
management-mail-in-hand = W trakcie wysyłki
management-mail-tried-again = Zostanie wysłana ponownie
management-no-mails = Brak wiadomości
management-no-mails-why = W tym stanie nic nie ma.
management-none-failed = Wszystko wysłano lub jeszcze czeka.
management-mail-erased = Ta wiadomość została usunięta na żądanie zapomnienia osoby (RODO, art. 17). Wiadomo nadal, kiedy ją napisano i wysłano.
management-mail-again = Wiadomość zostanie wysłana ponownie
management-mail-left = Zrezygnowano z wysyłki
management-give-up = Nie wysyłaj więcej
management-figures = Ten tydzień
management-last-week = w zeszłym tygodniu { $figure }
management-figure-faults-reported = Zgłoszone awarie
management-figure-faults-solved = Usunięte awarie
management-figure-visits-done = Zakończone wizyty
management-figure-invoiced = Zafakturowano bez VAT
management-figure-paid = Zapłacono
management-figure-mails-sent = Wysłane wiadomości
management-figure-mails-failed = Nieudane wiadomości
management-users-active = Mogą się zalogować: { $figure }
management-health = Stan systemu
management-up-to-date = Aktualne
management-behind = Aktualizowane
management-stalled = Zatrzymane
management-reads-customers = Klienci
management-reads-sales = Sprzedaż i umowy
management-reads-maintenance = Serwis i planowanie
management-reads-purchasing = Magazyn i zakupy
management-reads-finance = Faktury
management-reads-management = Dziennik i liczby
management-reads-reports = Raporty
management-reads-desk = Zadania i poczta
management-reads-access = Pracownicy
management-table = Tabela: { $title }
management-entry-number = nr { $number }
management-now = Stan na teraz
management-money = Pieniądze
management-open-faults = Otwarte awarie
management-overdue = { $count ->
    [one] 1 po obiecanym terminie
    [few] { $count } po obiecanym terminie
   *[many] { $count } po obiecanym terminie
}
management-solving = Czas usunięcia, mediana
management-last-month = w zeszłym miesiącu { $figure }
management-out = Brakujące artykuły
management-out-note = brak w magazynie
management-contracts = Obowiązujące umowy
management-ending = { $count ->
    [one] 1 wkrótce się kończy
    [few] { $count } wkrótce się kończą
   *[many] { $count } wkrótce się kończy
}
management-invoiced-month = Zafakturowano w tym miesiącu, bez VAT
management-late = Zaległości klientów
management-log-search = Szukaj zdarzenia, klienta lub pracownika
mail-reason-in-doubt = Wiadomość mogła zostać wysłana: program zatrzymał się podczas wysyłania.
mail-reason-restored = Wiadomość mogła zostać wysłana: od tego czasu przywrócono dziennik z kopii zapasowej.
mail-reason-no-company = Brakuje jeszcze danych własnej firmy.
management-last-notice = Wypowiedzenie do
management-last-notice-none = Żadna umowa nie kończy się wkrótce.
management-newest-changes = Ostatnie zmiany
management-home-users = Mogą się logować
management-home-left = już nie pracują: { $count }
management-home-failed-note = czekają na człowieka
management-home-waiting-note = zaraz zostaną wysłane
management-home-health-note = części jest aktualnych
management-log-people = Wszyscy ludzie
management-look = Zobacz
management-exception-stalled = Części systemu, które stoją: { $figure }
management-exception-stalled-what = Administrator widzi w widoku Dzisiaj które i dlaczego.
management-exception-overdue = Awarie po obiecanym terminie: { $figure }
management-exception-overdue-what = Klient czeka dłużej, niż ustalono.
management-exception-old-invoices = { $figure } ponad 60 dni po terminie
management-exception-old-invoices-what = Finanse przypomniały klientom.
management-exception-waits = Wizyty czekające na brakujący artykuł: { $figure }
management-exception-waits-what = Zakupy zamawiają, sprzedaż umawia nowy termin.
management-exception-mails = Wiadomości, których nie udało się wysłać: { $figure }
management-exception-mails-what = Ktoś musi wysłać je ponownie albo z nich zrezygnować.
management-current-password = Obecne hasło
management-newer = Nowsze
management-chosen = Wybrana zmiana
management-choose = Wybierz wiersz
management-choose-why = Tutaj widać, co się zmieniło, dlaczego i co z tego wynikło.
management-mail-written = Przygotowano
management-mails-all = Wszyscy klienci
management-credit-note = Korekta

## How safe the log is

safety-backups = Kopie zapasowe
safety-last = Ostatnia
safety-full = pełna
safety-increment = przyrostowa
safety-holds = Zawartość
safety-holds-what = zdarzenia: { $events }, pliki: { $files }, { $size } MB
safety-until = Do pozycji
safety-checked = Sprawdzona
safety-checked-how = odczytana i kompletna
safety-kept = Przechowywane
safety-kept-what = pełne: { $full }, przyrostowe: { $increments }
safety-keys = Klucze
safety-keys-what = kopie: { $copies }
safety-each-day = Codziennie
safety-at = o { $time }
safety-failed = Nieudana
safety-late = Spóźniona
safety-none-yet = Jeszcze brak
safety-on-time = Na czas
safety-by-hand = Ręcznie
safety-not-planned = Nie ustawiono
safety-not-planned-how = Kopie zapasowe nie są tworzone automatycznie. Ustaw na serwerze [backup] w pliku werkbank.toml.
safety-anchor = Pieczęć dziennika
safety-seal = Pieczęć
safety-anchor-how = Jest także w wiadomości do zarządu z tego poranka. Polecenie werkbank verify pokazuje, czy dziennik do tego miejsca jest nadal taki sam.
safety-anchor-none = Jeszcze brak. Każdego ranka po dniu, w którym coś się wydarzyło, zapisywana jest pozycja dziennika.

# Who knew what when
known-title = Kto, co i kiedy wiedział
known-lead = O każdym alarmie, zadaniu i każdej wiadomości: kiedy powstały i dotarły, kto je otworzył i kto coś z nimi zrobił.
known-empty = W tych dniach nie zgłoszono niczego, co pasuje.
known-whom = Dla kogo
known-raised = Zgłoszono
known-delivered = Doręczono
known-opened = Otwarto
known-acted = Podjęto
known-what-alert = Alarm
known-what-task = Zadanie
known-what-notice = Do wiadomości
known-what-mail = Wiadomość
known-not-delivered = Niedoręczone
known-not-opened = Przez nikogo nieotwarte
known-not-acted-on = Nic z tym nie zrobiono
known-nobody = przez nikogo
known-not-sent = niedoręczone
known-not-measured = nie jest mierzone
known-at-once = od razu
known-after-minutes = po { $count } min
known-after-hours = po { $count } godz.
known-after-days = po { $count } dniach
