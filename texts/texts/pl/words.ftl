# Words that every page uses: departments, roles, places, labels, buttons, states and what the system says.

## Departments

department-sales = Sprzedaż i serwis
department-maintenance = Konserwacja i planowanie
department-purchasing = Zakupy
department-finance = Finanse
department-management = Zarząd
department-administrator = Administracja

## Roles

role-sales = Sprzedaż i obsługa klienta
role-planner = Planista
role-technician = Technik
role-purchasing = Zaopatrzeniowiec
role-finance = Księgowość
role-management = Kierownictwo
role-administrator = Administrator

## Languages and appearance

language-nl = Nederlands
language-en = English
language-pl = Polski
theme-auto = Jak na urządzeniu
theme-light = Jasny
theme-dark = Ciemny
density-comfort = Luźny
density-compact = Zwarty

## Places in the system

nav-home = Dzisiaj
nav-customers = Klienci
nav-faults = Awarie
nav-planning = Planowanie
nav-my-work = Moja praca
nav-stock = Magazyn
nav-purchase-orders = Zamówienia
nav-suppliers = Dostawcy
nav-contracts = Umowy
nav-invoices = Faktury
nav-mail = Poczta
nav-log = Dziennik
nav-users = Pracownicy
nav-permissions = Uprawnienia
nav-settings = Ustawienia
nav-notifications = Powiadomienia
nav-view-only = Tylko podgląd

## Things

word-customer = klient
word-company = firma
word-private-person = osoba prywatna
word-contact = osoba kontaktowa
word-machine = maszyna
word-fault = awaria
word-maintenance = konserwacja
word-installation = montaż
word-intake = rozmowa wstępna
word-visit = wizyta
word-appointment = termin
word-technician = technik
word-work-sheet = karta pracy
word-van = samochód
word-article = artykuł
word-part = część
word-supplier = dostawca
word-purchase-order = zamówienie
word-contract = umowa
word-invoice = faktura
word-credit-note = faktura korygująca
word-payment = płatność
word-reminder = przypomnienie
word-task = zadanie
word-note = notatka
word-mail = wiadomość
word-user = pracownik
word-department = dział
word-system = system

## Labels of fields and columns

label-name = Nazwa
label-number = Numer
label-customer = Klient
label-contact = Osoba kontaktowa
label-email = Adres e-mail
label-phone = Telefon
label-address = Adres
label-street = Ulica i numer
label-postcode = Kod pocztowy
label-place = Miejscowość
label-country = Kraj
label-language = Język
label-password = Hasło
label-date = Data
label-time = Godzina
label-duration = Czas trwania
label-from = Od
label-until = Do
label-state = Stan
label-kind = Rodzaj
label-urgency = Pilność
label-technician = Technik
label-machine = Maszyna
label-serial-number = Numer seryjny
label-description = Opis
label-remark = Uwaga
label-reason = Powód
label-quantity = Ilość
label-unit = Jednostka
label-price = Cena
label-amount = Kwota
label-vat = VAT
label-total = Razem
label-owner = Odpowiedzialny
label-department = Dział
label-who = Kto
label-what = Co
label-when = Kiedy
label-why = Dlaczego
label-before = Przed
label-after = Po
label-optional = może być puste

## Buttons: verbs

button-save = Zapisz
button-saving = Zapisywanie
button-cancel = Anuluj
button-change = Zmień
button-add = Dodaj
button-remove = Usuń
button-archive = Archiwizuj
button-restore = Przywróć
button-undo = Cofnij
button-open = Otwórz
button-close = Zamknij
button-back = Wstecz
button-next = Dalej
button-previous = Wstecz
button-search = Szukaj
button-filter = Filtruj
button-clear-filters = Wyczyść filtry
button-log-in = Zaloguj się
button-log-out = Wyloguj się
button-plan = Zaplanuj
button-move = Przełóż
button-call-off = Odwołaj
button-start = Rozpocznij
button-finish = Zakończ
button-call = Zadzwoń
button-send = Wyślij
button-send-again = Wyślij ponownie
button-order = Zamów
button-receive = Przyjmij dostawę
button-count = Policz
button-sign = Podpisz
button-renew = Przedłuż
button-give-notice = Wypowiedz
button-print = Drukuj
button-download = Pobierz
button-export = Eksportuj
button-import = Importuj
button-approve = Zatwierdź
button-return = Zwróć
button-take = Podejmij
button-take-over = Przejmij
button-done = Gotowe
button-hand-on = Przekaż
button-confirm = Potwierdź

## Yes, no, and what is not known

word-yes = tak
word-no = nie
word-all = Wszystko
word-none = brak
word-choose = Wybierz…
word-unknown = nieznane
word-drawn = złożony
word-erased = usunięto
word-forgotten-customer = Klient usunięty
word-forgotten-colleague = Pracownik usunięty
word-now = teraz
word-new = nowe

## Urgency

urgency-low = Może poczekać
urgency-normal = Zwykła
urgency-high = Na jutro
urgency-urgent = Na dzisiaj

## Kinds of visit

visit-kind-fault = Awaria
visit-kind-maintenance = Konserwacja
visit-kind-installation = Montaż
visit-kind-intake = Rozmowa wstępna

## States of a customer

state-customer-active = Aktywny
state-customer-archived = Zarchiwizowany
state-forgotten = Dane usunięte

## States of a fault

state-fault-open = Otwarta
state-fault-planned = Zaplanowana
state-fault-solved = Usunięta
state-fault-called-off = Wycofana

## States of a visit

state-visit-to-plan = Do zaplanowania
state-visit-planned = Zaplanowana
state-visit-started = W trakcie
state-visit-finished = Zakończona
state-visit-not-solved = Nie usunięto
state-visit-called-off = Odwołana

## States of stock

state-stock-out = Brak
state-stock-low = Mało
state-stock-ordered = Zamówione
state-stock-enough = Wystarczy

## States of a purchase order

state-order-suggested = Propozycja
state-order-placed = Zamówione
state-order-partly-received = Częściowo przyjęte
state-order-received = Przyjęte
state-order-called-off = Wycofane

## States of a contract

state-contract-draft = Szkic
state-contract-signed = Podpisana
state-contract-running = Trwa
state-contract-notice-given = Wypowiedziana
state-contract-ended = Zakończona

## States of an invoice

state-invoice-draft = Szkic
state-invoice-open = Otwarta
state-invoice-paid = Zapłacona
state-invoice-disputed = Sporna
state-invoice-credited = Skorygowana
state-invoice-late =
    { $days ->
        [one] { $days } dzień po terminie
       *[other] { $days } dni po terminie
    }
reminder-level = { $level }. przypomnienie

## States of a mail

state-mail-queued = Czeka na wysłanie
state-mail-sent = Wysłano
state-mail-failed = Nie udało się
state-mail-given-up = Zaniechano

## States of a task

state-task-open = Otwarte
state-task-taken = Podjęte
state-task-done = Gotowe

## What the system says

text-saved = Zapisano
text-save-failed = Nie udało się zapisać. Dane są nadal w formularzu.
text-kept-on-device = Zapisano na urządzeniu. Wyślemy, gdy będzie połączenie.
text-waiting-to-send = Czeka na wysłanie
text-no-connection = Brak połączenia
text-loading = Ładowanie
text-catching-up = Ta lista jest jeszcze aktualizowana.
text-nothing-found = Nic nie znaleziono
text-error-prefix = Błąd: { $title }
text-managed-by = Zarządza: { $department }
text-returned = Zwrócono: { $reason }
text-changed-meanwhile = W międzyczasie zmieniono te dane: { $name }.
text-as-of = Stan na { $moment }
text-draft-saved = Szkic zapisano o { $time }
text-page-of = Strona { $page } z { $pages }

## Counts, with their plural forms

count-customers =
    { $count ->
        [one] { $count } klient
        [few] { $count } klientów
       *[other] { $count } klientów
    }
count-faults =
    { $count ->
        [one] { $count } awaria
        [few] { $count } awarie
       *[other] { $count } awarii
    }
count-visits =
    { $count ->
        [one] { $count } wizyta
        [few] { $count } wizyty
       *[other] { $count } wizyt
    }
count-machines =
    { $count ->
        [one] { $count } maszyna
        [few] { $count } maszyny
       *[other] { $count } maszyn
    }
count-articles =
    { $count ->
        [one] { $count } artykuł
        [few] { $count } artykuły
       *[other] { $count } artykułów
    }
count-contracts =
    { $count ->
        [one] { $count } umowa
        [few] { $count } umowy
       *[other] { $count } umów
    }
count-invoices =
    { $count ->
        [one] { $count } faktura
        [few] { $count } faktury
       *[other] { $count } faktur
    }
count-tasks =
    { $count ->
        [one] { $count } zadanie
        [few] { $count } zadania
       *[other] { $count } zadań
    }
count-notifications =
    { $count ->
        [one] { $count } powiadomienie
        [few] { $count } powiadomienia
       *[other] { $count } powiadomień
    }
count-rows =
    { $count ->
        [one] { $count } wiersz
        [few] { $count } wiersze
       *[other] { $count } wierszy
    }
count-days =
    { $count ->
        [one] { $count } dzień
        [few] { $count } dni
       *[other] { $count } dni
    }
count-hours =
    { $count ->
        [one] { $count } godzina
        [few] { $count } godziny
       *[other] { $count } godzin
    }
count-minutes =
    { $count ->
        [one] { $count } minuta
        [few] { $count } minuty
       *[other] { $count } minut
    }
count-new-to-show =
    { $count ->
        [one] { $count } nowy wpis: pokaż
        [few] { $count } nowe wpisy: pokaż
       *[other] { $count } nowych wpisów: pokaż
    }
count-chosen =
    { $count ->
        [one] { $count } wybrany
        [few] { $count } wybrane
       *[other] { $count } wybranych
    }

period-title = Okres
period-choices = Wybierz okres
period-all = Wszystko
period-today = Dzisiaj
period-yesterday = Wczoraj
period-week = Ten tydzień
period-month = Ten miesiąc
period-last-month = Poprzedni miesiąc
period-quarter = Ten kwartał
period-year = Ten rok
period-before = Okres wcześniej
period-after = Okres później
period-own = Własne dni
period-from = Od { $day }
period-until = Do { $day }
button-show = Pokaż
button-unpick = Odznacz wszystko
filter-add = Filtr
filter-remove = Usuń filtr { $name }
list-columns = Kolumny
list-columns-which = Kolumny tej listy
list-columns-usual = Zwykłe kolumny
list-sort = Sortowanie
outcome-was = Było już zrobione
outcome-result = Wynik
outcome-try-again = Ponów odrzucone
word-today = dzisiaj
