# Reports: what is asked, and what it comes to.

nav-reports = Raporty
report-list-lead = Liczby o tym, co się wydarzyło. Każda prowadzi do awarii, wizyt i faktur, które za nią stoją.
report-new = Nowy raport
report-adapt = Dostosuj
report-excel = Excel
report-csv = CSV
report-form = Ustawienia raportu
report-subject = O czym
report-measure = Co
report-by = W podziale na
report-event = Zdarzenie
report-field = Która liczba
report-by-field = Pole zdarzenia
report-by-none = Bez podziału
report-split = A w nim na
report-period = Okres
report-until = Do
report-step = Co
report-step-none = Cały okres
report-step-day = Dzień
report-one-day = Dzień
report-step-week = Tydzień
report-one-week = Tydzień
report-step-month = Miesiąc
report-one-month = Miesiąc
report-step-quarter = Kwartał
report-one-quarter = Kwartał
report-step-year = Rok
report-one-year = Rok
report-week = tydz. { $week }
report-quarter = K{ $quarter } { $year }
report-period-last-day =
    { $count ->
        [one] Ten dzień
        [few] Ostatnie { $count } dni
        [many] Ostatnie { $count } dni
       *[other] Ostatnie { $count } dni
    }
report-period-past-day =
    { $count ->
        [one] Poprzedni dzień
        [few] Poprzednie { $count } dni
        [many] Poprzednie { $count } dni
       *[other] Poprzednie { $count } dni
    }
report-period-next-day =
    { $count ->
        [one] Ten dzień
        [few] Następne { $count } dni
        [many] Następne { $count } dni
       *[other] Następne { $count } dni
    }
report-period-last-week =
    { $count ->
        [one] Ten tydzień
        [few] Ostatnie { $count } tygodnie
        [many] Ostatnie { $count } tygodni
       *[other] Ostatnie { $count } tygodni
    }
report-period-past-week =
    { $count ->
        [one] Poprzedni tydzień
        [few] Poprzednie { $count } tygodnie
        [many] Poprzednie { $count } tygodni
       *[other] Poprzednie { $count } tygodni
    }
report-period-next-week =
    { $count ->
        [one] Ten tydzień
        [few] Następne { $count } tygodnie
        [many] Następne { $count } tygodni
       *[other] Następne { $count } tygodni
    }
report-period-last-month =
    { $count ->
        [one] Ten miesiąc
        [few] Ostatnie { $count } miesiące
        [many] Ostatnie { $count } miesięcy
       *[other] Ostatnie { $count } miesięcy
    }
report-period-past-month =
    { $count ->
        [one] Poprzedni miesiąc
        [few] Poprzednie { $count } miesiące
        [many] Poprzednie { $count } miesięcy
       *[other] Poprzednie { $count } miesięcy
    }
report-period-next-month =
    { $count ->
        [one] Ten miesiąc
        [few] Następne { $count } miesiące
        [many] Następne { $count } miesięcy
       *[other] Następne { $count } miesięcy
    }
report-period-last-quarter =
    { $count ->
        [one] Ten kwartał
        [few] Ostatnie { $count } kwartały
        [many] Ostatnie { $count } kwartałów
       *[other] Ostatnie { $count } kwartałów
    }
report-period-past-quarter =
    { $count ->
        [one] Poprzedni kwartał
        [few] Poprzednie { $count } kwartały
        [many] Poprzednie { $count } kwartałów
       *[other] Poprzednie { $count } kwartałów
    }
report-period-next-quarter =
    { $count ->
        [one] Ten kwartał
        [few] Następne { $count } kwartały
        [many] Następne { $count } kwartałów
       *[other] Następne { $count } kwartałów
    }
report-period-last-year =
    { $count ->
        [one] Ten rok
        [few] Ostatnie { $count } lata
        [many] Ostatnie { $count } lat
       *[other] Ostatnie { $count } lat
    }
report-period-past-year =
    { $count ->
        [one] Poprzedni rok
        [few] Poprzednie { $count } lata
        [many] Poprzednie { $count } lat
       *[other] Poprzednie { $count } lat
    }
report-period-next-year =
    { $count ->
        [one] Ten rok
        [few] Następne { $count } lata
        [many] Następne { $count } lat
       *[other] Następne { $count } lat
    }
report-period-days = Własne dni
report-compare = Porównaj z
report-compare-nothing = Niczym
report-compare-before = Okresem poprzednim
report-compare-year-before = Rokiem wcześniej
report-every = Wszystkie
report-all = Wszystko
report-total = Razem
report-together = Łącznie
report-before = Okres porównawczy
report-caption = { $measure } w liczbach
report-change = Zmiana
report-table = W liczbach
report-figures = Najważniejsze liczby
report-largest = największa pozycja
report-was = było { $figure }
report-step-was = { $step }: { $figure }
report-points = { $figure } pkt
report-hours = { $figure } godz.
report-days = { $figure } dni
report-ranks = Największe
report-beside = Obok
report-others = Pozostałe ({ $count })
report-in = { $period }, w { $currency }
report-measure-by = { $measure }, w podziale: { $by }
report-nothing = Nic w tym okresie
report-view = Widok
report-view-chart = Wykres
report-view-table = Tabela
report-is-read = Dziennik jest w tym celu odczytywany
report-nothing-why = Wybierz inny okres albo usuń filtr.
report-described = Najwięcej: { $high } ({ $high_step }). Najmniej: { $low } ({ $low_step }). Ostatnio: { $last } ({ $last_step }). Wszystkie liczby są w tabeli poniżej.
report-lines-of = { $from }–{ $until } z { $count }
report-records = Co się za tym kryje
report-records-none = Za tą liczbą nic nie stoi.
report-pages = Strony
report-clocks = Stan na dzień
report-true-on = Tak było dnia
report-known-on = Jak było wiadomo dnia
report-known-on-hint = Puste oznacza dziś. To, co wpisano później, wtedy się nie liczy.
report-as-known = Jak było wiadomo dnia { $day }.
report-unknown = Nieznane
report-unknown-cause = Bez części
report-unknown-technician = Jeszcze nikt
report-unknown-region = Nikt jeszcze nie był
report-unknown-article = Bez artykułu
report-unknown-machine-model = Bez maszyny
report-unknown-salesperson = Nikt
report-unknown-supplier = Bez dostawcy
report-subject-faults = Awarie
report-subject-visits = Wizyty
report-subject-invoiced = Obrót
report-subject-receivables = Należności
report-subject-stock = Magazyn
report-subject-stock-outs = Braki
report-subject-purchases = Zakupy
report-subject-contracts = Umowy
report-subject-contract-ends = Kończące się umowy
report-subject-opportunities = Szanse sprzedaży
report-subject-acts = Co zrobili pracownicy
report-subject-events = Zdarzenia w dzienniku
report-measure-count = Liczba
report-measure-solved-share = Rozwiązane
report-measure-hours-to-solve = Godziny do rozwiązania
report-measure-in-time-share = W obiecanym czasie
report-measure-visits-each = Wizyty na awarię
report-measure-reopened-share = Powróciły
report-measure-first-time-fix = Za pierwszym razem
report-measure-planned-hours = Zaplanowane godziny
report-measure-worked-hours = Przepracowane godziny
report-measure-travelled-hours = Godziny dojazdu
report-measure-spent-hours = Godziny pracy i dojazdu
report-measure-real-of-planned = Rzeczywiste do planu
report-measure-load = Obciążenie
report-measure-moves = Przełożone terminy
report-measure-moved-hours = Przełożone godziny
report-measure-net = Obrót bez VAT
report-measure-margin = Marża
report-measure-margin-share = Marża w procentach
report-measure-outstanding = Do zapłaty
report-measure-amount = Kwota z VAT
report-measure-stock-value = Wartość magazynu
report-measure-stock-quantity = Ilość w magazynie
report-measure-used-value = Zużyte
report-measure-received-value = Przyjęte
report-measure-stock-turns = Rotacja w roku
report-measure-out-days = Dni bez zapasu
report-measure-ordered-value = Zamówione
report-measure-lead-days = Czas dostawy w dniach
report-measure-monthly-revenue = Przychód z umów miesięcznie
report-measure-running = Trwające umowy
report-measure-begun-revenue = Nowe miesięcznie
report-measure-ended-revenue = Utracone miesięcznie
report-measure-ended = Zakończone
report-measure-churn = Utrata
report-measure-monthly-fee = Opłata miesięczna
report-measure-value = Oczekiwana wartość
report-measure-won-value = Wygrana wartość
report-measure-won-share = Wygrane
report-measure-days-to-close = Dni do decyzji
report-measure-raised-share = Część sprawdzona
report-measure-approved-share = Zatwierdzone
report-measure-field-sum = Suma pola
report-sum-of = Suma pola: { $field }
report-sum-in = Suma pola: { $field } ({ $unit })
report-unit-minutes = minuty
report-unit-days = dni
report-unit-money = kwota w walucie firmy
report-measure-count-faults = Liczba awarii
report-measure-count-visits = Liczba wizyt
report-measure-count-invoiced = Liczba faktur
report-measure-count-receivables = Liczba księgowań
report-measure-count-stock = Liczba ruchów
report-measure-count-stock-outs = Liczba braków
report-measure-count-purchases = Liczba pozycji zamówień
report-measure-count-contract-ends = Liczba umów
report-measure-count-opportunities = Liczba szans
report-measure-count-acts = Liczba czynności
report-measure-count-events = Liczba zdarzeń
report-by-machine-model = Typ maszyny
report-by-region = Region
report-by-technician = Technik
report-by-cause = Wymieniona część
report-by-urgency = Pilność
report-by-state = Stan
report-by-customer = Klient
report-by-kind = Rodzaj
report-by-origin = Pochodzenie
report-by-article = Artykuł
report-by-supplier = Dostawca
report-by-age = Wiek
report-by-currency = Waluta
report-by-salesperson = Sprzedawca
report-by-person = Pracownik
report-by-department = Rola
report-by-event-type = Czynność
report-state-visit = Rozwiązane wizytą
report-state-phone = Rozwiązane telefonicznie
report-state-waiting = Do zaplanowania
report-state-planned = Zaplanowane
report-state-done = Wykonane
report-state-over = Znów w magazynie
report-state-complete = W całości przyjęte
report-state-renews = Przedłuża się
report-state-expires = Wygasa
report-state-won = Wygrane
report-state-lost = Przegrane
report-kind-invoice = Faktura
report-kind-credit = Faktura korygująca
report-kind-invoiced = Zafakturowane
report-kind-paid = Zapłacone
report-kind-credited = Skorygowane
report-kind-refunded = Zwrócone
report-kind-registered = Stan początkowy
report-kind-received = Przyjęte
report-kind-taken = Zużyte
report-kind-put-back = Zwrócone na półkę
report-kind-counted = Policzone
report-kind-revalued = Inna cena
report-origin-hand = Ręcznie
report-origin-contract = Umowa
report-origin-visit = Wizyta
report-age-not-due = Przed terminem
report-age-to-30 = 1–30 dni po terminie
report-age-to-60 = 31–60 dni po terminie
report-age-to-90 = 61–90 dni po terminie
report-age-over-90 = Ponad 90 dni po terminie
report-preset-faults = Awarie według typu maszyny
report-preset-time-to-solve = Czas rozwiązania
report-preset-faults-by-region = Awarie według regionu
report-preset-solve-by-technician = Czas rozwiązania według technika
report-preset-faults-by-cause = Przyczyny awarii
report-preset-first-time-fix = Naprawione za pierwszym razem
report-preset-planned-and-real = Godziny planowane i rzeczywiste
report-preset-technician-load = Obciążenie techników
report-preset-contract-revenue = Przychód z umów
report-preset-churn = Utrata umów
report-preset-contracts-ending = Kończące się umowy
report-preset-debtors-by-age = Dłużnicy według wieku
report-preset-invoiced-and-paid = Zafakturowane i zapłacone
report-preset-customer-turnover = Obrót według klienta
report-preset-customer-margin = Marża według klienta
report-preset-stock-value = Wartość magazynu
report-preset-stock-turnover = Rotacja magazynu
report-preset-stock-outs = Braki w magazynie
report-preset-stock-out-moves = Terminy przełożone przez braki
report-preset-lead-times = Czasy dostawy
report-preset-sales-funnel = Lejek sprzedaży
report-preset-won = Wygrane szanse
report-preset-review-coverage = Zakres kontroli

# Reports that colleagues keep
report-keep = Zachowaj
report-kept = Raport zachowano
report-name-hint = Bez nazwisk: raport może być udostępniony.
report-shared = Udostępnij współpracownikom
report-shared-what = Kto może widzieć dane, z których powstaje, znajdzie go w Raportach.
report-own = Raporty własne i udostępnione
report-own-none = Jeszcze żadnego. Ułóż raport i zachowaj go.
report-yours = Własny
report-questions = Pytania do przeszłości
report-mailing = Wysyłanie
report-mailing-set = Wysyłanie ustalono
report-mail-to = Do
report-mail-hint = Rano o szóstej czterdzieści pięć, do tych, którzy nadal mogą widzieć treść. Nikt nie zaznaczony: koniec wysyłania.
report-rhythm = Jak często
report-every-workday = W każdy dzień roboczy
report-every-week = W każdy poniedziałek
report-every-month = Pierwszego dnia miesiąca
report-remove = Wyrzuć
report-remove-sure = „{ $name }” zniknie z Twoich raportów. Same dane pozostają.
report-remove-shared = „{ $name }” jest udostępniony: zniknie dla wszystkich, którzy go czytają, i nie będzie już wysyłany. Same dane pozostają.
report-removed = Raport wyrzucono

event-report-saved = Zachowano raport
event-report-mailing-set = Ustalono wysyłanie raportu
event-report-removed = Wyrzucono raport
command-report-save = Zachowaj raport
command-report-mail = Wysyłaj raport
command-report-remove = Wyrzuć raport
thing-report = Raport

refusal-report-unknown = Nie ma takiego raportu.
refusal-report-removed = Ten raport wyrzucono.
refusal-report-not-yours = To raport współpracownika. Zachowaj go pod inną nazwą.
refusal-report-not-a-person = Tylko pracownik może zachować raport.
refusal-report-not-allowed = Nie możesz widzieć tego, o czym jest ten raport.
refusal-report-misfit = To do siebie nie pasuje. Wybierz tu coś innego.
field-by-field = Pole podziału
field-compare = Porównanie
field-count = Liczba
field-definition = Treść pytania
field-event-type = Rodzaj zdarzenia
field-every = Jak często
field-field = Pole
field-filters = Filtry
field-last = Ostatnie
field-past = Poprzednie
field-measure = Co
field-period = Okres
field-shared = Udostępniony
field-split = W tym według
field-step = Co
