# Pages of maintenance: faults, planning, visits and one’s own work.

## Lists

maintenance-all = Wszystkie
maintenance-views = Widoki
maintenance-crumbs = Ścieżka
maintenance-pages = Strony
maintenance-first-page = Początek
maintenance-view = Widok
maintenance-view-week = Tydzień
maintenance-view-list = Lista
maintenance-found = Znaleziono: { $count }
maintenance-every-urgency = Każda pilność
maintenance-every-technician = Wszyscy technicy
maintenance-customer-number = klient { $number }

## Faults

maintenance-fault-new = Nowa awaria
maintenance-faults-open = Otwarte: { $count }, najpierw najbliższy termin
maintenance-faults-search = Numer, klient lub miejscowość
maintenance-faults-none = Żadna awaria nie pasuje do wyboru.
maintenance-promised = Obiecany termin
maintenance-promise-late = spóźnione: { $day }
maintenance-promise-today = dzisiaj przed { $time }
maintenance-promise-before = przed { $day }
maintenance-promise-long = Obiecany przyjazd: { $day }, przed { $time }
maintenance-promise-told = Planowanie zobaczy awarię zaraz po zapisaniu.
maintenance-fault-open = otwarta awaria
maintenance-fault-change = Zmień awarię
maintenance-fault-solve = Rozwiązano telefonicznie
maintenance-fault-withdraw = Wycofaj
maintenance-fault-reopen = Otwórz ponownie
maintenance-how-solved = Jak rozwiązano problem?
maintenance-problem = Co się dzieje
maintenance-reported = Zgłoszono
maintenance-caller = Dzwonił(a)
maintenance-outcome = Wynik
maintenance-visits = Wizyty
maintenance-visits-none = Nie ma jeszcze wizyty
maintenance-visits-none-yet = Planowanie dostanie wizytę automatycznie. To chwilę potrwa.
maintenance-visit-ask = Nowa wizyta
maintenance-story = Co się wydarzyło
maintenance-by-itself = Werkbank, automatycznie
maintenance-about-machine = O maszynie
maintenance-about-customer = O tym kliencie

## A new fault

maintenance-in-call = Rozmowa
maintenance-fault-new-lead = W kolejności rozmowy. Wszystko jest wymagane, chyba że zaznaczono inaczej.
maintenance-step-who = Kto dzwoni?
maintenance-step-machine = O którą maszynę chodzi?
maintenance-step-problem = Co się dzieje?
maintenance-heard-earlier = Klient zgłosił to wcześniej
maintenance-heard-on = Zgłoszono dnia
maintenance-heard-at = O której
maintenance-heard-why = Obiecany czas liczy się od tamtej chwili, nie od teraz.
maintenance-step-confirm = O czym dowie się klient?
maintenance-customer-hint = Nazwa, miejscowość, numer klienta lub telefon
maintenance-recognised = Znaleziono po numerze: { $phone }
maintenance-caller-phone = Numer zwrotny
maintenance-caller-name = Imię i nazwisko dzwoniącego
maintenance-someone-else = Ktoś inny
maintenance-machine-later = Najpierw wybierz klienta. Wtedy pojawią się tu maszyny.
maintenance-machine-none = Nie wiadomo
maintenance-machine-none-why = albo inna maszyna
maintenance-second-fault = Ta maszyna ma już otwartą awarię
maintenance-despite = Dlaczego to inna awaria?
maintenance-what-customer-says = Co mówi klient?
maintenance-problem-hint = Technik przeczyta to dosłownie. Napisz, co klient widzi, słyszy lub czuje.
maintenance-how-bad = Jak pilne to jest?
maintenance-confirm = Wyślij klientowi potwierdzenie
maintenance-confirm-to = Wiadomość na { $email }, a następna po zaplanowaniu technika.
maintenance-confirm-none = Nie znamy adresu e-mail tego klienta. Dział sprzedaży zadzwoni po zaplanowaniu technika.
maintenance-draft-kept = Szkic zapisano o { $time }
maintenance-save-fault = Zapisz i przekaż do planowania
maintenance-save-and-another = Zapisz i dodaj następną
maintenance-serial = Numer seryjny
maintenance-installed = Zainstalowano
maintenance-open-faults = Otwarte awarie
maintenance-earlier = Wcześniej przy tej maszynie
maintenance-earlier-none = Przy tej maszynie nic jeszcze nie robiono.

## Planning

maintenance-from-until = od { $from } do { $until }
maintenance-choose-week = Wybierz tydzień
maintenance-week-before = Poprzedni tydzień
maintenance-week-after = Następny tydzień
maintenance-by-promise = według terminu
maintenance-queue-fault = Awarie
maintenance-queue-maintenance = Przeglądy
maintenance-queue-installation = Instalacje
maintenance-queue-intake = Rozmowy
maintenance-queue-empty = Wszystko zaplanowane
maintenance-queue-empty-why = Nowe awarie i przeglądy pojawią się tu automatycznie.
maintenance-board-scroll = Tablica planowania, przewiń, aby zobaczyć więcej
maintenance-board-caption = Plan według technika i dnia. Każda wizyta jest linkiem. Przyciskami Zaplanuj i Przełóż planujesz bez przeciągania.
maintenance-no-technicians = Nie ma jeszcze techników
maintenance-no-technicians-why = Administrator dodaje pracowników z rolą Technik.
maintenance-load-week = { $planned } z { $room }
maintenance-load-day = zaplanowano { $planned } z { $room }
maintenance-legend = Legenda
maintenance-keys-walk = po tablicy
maintenance-keys-plan = zaplanuj
maintenance-keys-move = przełóż
maintenance-plan-this = Zaplanuj: { $customer }, { $duration }
maintenance-move-this = Przełóż: { $customer }
maintenance-plan-visit = Zaplanuj: { $customer }
maintenance-move-visit = Przełóż: { $customer }
maintenance-proposals = Najlepsze terminy
maintenance-day = Dzień
maintenance-day-hint = Na przykład wt, jutro lub 18-11
maintenance-customer-hears = Klient od razu się o tym dowie.
maintenance-overrule-reason = Dlaczego mimo to się da?
maintenance-overrule = Zaplanuj mimo to
maintenance-overruled = Mimo to, bo
maintenance-call-off = Odwołaj wizytę
maintenance-call-off-of-plan = Ta wizyta pochodzi z cyklicznej konserwacji: ten termin przepada, następny przyjdzie zgodnie z planem. Jeśli ma być inny dzień, przełóż ją.
maintenance-call-off-plan = Do planu konserwacji
maintenance-take-back = Wyjmij z planu
maintenance-work-sheet = Karta pracy
maintenance-list-lead = Wszystkie zaplanowane wizyty według dnia i godziny
maintenance-list-none = Od tego dnia nic nie zaplanowano.

## Visits and one’s own work

maintenance-sheet = Karta pracy
maintenance-map = Mapa
maintenance-task = Co trzeba zrobić
maintenance-expected = Przewidywany czas
maintenance-follows = Następuje po
maintenance-follow-up = Następna wizyta
maintenance-part = Część
maintenance-parts = Części
maintenance-parts-none = Nie ma jeszcze części.
maintenance-part-add = Dodaj część
maintenance-part-needed = do zabrania: { $quantity } { $unit }
maintenance-part-used = zużyto: { $quantity } { $unit }
maintenance-part-short = za mało na stanie
maintenance-part-stock = { $number } · na stanie { $quantity } { $unit }
maintenance-one-more = O jeden więcej: { $part }
maintenance-one-less = O jeden mniej: { $part }
maintenance-bring = Zabierz część
maintenance-report = Sprawozdanie
maintenance-result = Co z tego wyszło
maintenance-findings = Ustalenia
maintenance-findings-hint = Co się stało? Przeczyta to biuro i następny technik.
maintenance-work = Co zrobiono?
maintenance-worked = Czas pracy
maintenance-travelled = Czas dojazdu
maintenance-minutes-hint = w minutach albo w godzinach i minutach: 1.30
maintenance-solved = Czy problem rozwiązano?
maintenance-solved-yes = Tak, rozwiązano
maintenance-solved-no = Nie, trzeba przyjechać jeszcze raz
maintenance-billable = Czy klient za to płaci?
maintenance-busy-since = W toku od { $time }
maintenance-step-started = Rozpoczęto
maintenance-step-report = Napisz sprawozdanie
maintenance-progress = Postęp
maintenance-later = Później
maintenance-nothing-today = Na dzisiaj nie ma dla Ciebie nic w planie.
maintenance-no-work = Brak wizyt
maintenance-no-work-why = Gdy planowanie przydzieli Ci wizytę, pojawi się tutaj.

## Home

maintenance-kpi-open = Otwarte awarie
maintenance-kpi-urgent = w tym { $count } na dziś lub jutro
maintenance-kpi-waiting = Czeka na zaplanowanie
maintenance-kpi-late = { $count } po obiecanym terminie
maintenance-kpi-today = Wizyty dzisiaj
maintenance-kpi-today-note = { $done } zakończone, { $busy } w toku
maintenance-kpi-tomorrow = Wizyty jutro
maintenance-kpi-tomorrow-note = klienci dostaną dziś przypomnienie
maintenance-my-day = Dzisiaj

## What was done

maintenance-done-reported = Awaria zapisana. Planowanie już ją widzi.
maintenance-done-solved = Awaria rozwiązana
maintenance-done-withdrawn = Awaria wycofana
maintenance-done-reopened = Awaria otwarta ponownie. Planowanie dostanie nową wizytę.
maintenance-done-requested = Wizyta czeka teraz na zaplanowanie
maintenance-done-planned = Zaplanowano. Klient dostanie mail; bez adresu powstanie zadanie, by zadzwonić.
maintenance-done-moved = Przełożono. Klient dostanie mail; bez adresu powstanie zadanie, by zadzwonić.
maintenance-done-called-off = Odwołano. Klient dostanie wiadomość.
maintenance-done-taken-back = Wyjęto z planu. Klient dostanie wiadomość.
maintenance-done-started = Rozpoczęto
maintenance-done-part = Część zapisana
maintenance-done-finished = Wizyta zakończona
maintenance-customer-unknown = Dzwoniącego nie ma jeszcze na liście?
maintenance-new-customer = Wpisz nowego klienta
maintenance-machines-all = Pokaż wszystkie maszyny ({ $count })
maintenance-visits-today = Wizyty dzisiaj
maintenance-visits-today-none = Na dziś nie ma wizyt.
maintenance-whole-week = Cały tydzień
maintenance-kpi-to-go = pozostało: { $count }
maintenance-kpi-hours = Zaplanowane na dziś
maintenance-kpi-hours-note = według planu
maintenance-kpi-report = Do zakończenia
maintenance-kpi-report-note = z wcześniejszego dnia
maintenance-kpi-first = pierwsza o { $time }
maintenance-keys-drop = puść kartę
maintenance-interrupt = Przerwij
maintenance-interrupt-hint = Wizyta wraca do planu tak jak była. Klient nie dostaje wiadomości.
maintenance-done-interrupted = Przerwano. Wizyta jest znów w planie.
maintenance-clashes = nakłada się
maintenance-clashes-away = technik nieobecny
maintenance-roster-away-planned = Nadal zaplanowane w tych dniach: { $visits }
maintenance-left-behind-one = niewykonana w tym dniu
maintenance-part-below = zużyto więcej, niż było w magazynie; zakupy już o tym wiedzą
maintenance-none-left = Cofnij wszystko: { $part }
maintenance-no-visit = Jeszcze bez wizyty
maintenance-planned-late = zaplanowano po obiecanym terminie
maintenance-missing-comes = Za mało { $article }: potrzeba { $needed }, na stanie { $stock }. Spodziewane { $day }.
maintenance-missing = Za mało { $article }: potrzeba { $needed }, na stanie { $stock }. Nic jeszcze nie zamówiono.
maintenance-customer-archived = Klient jest w archiwum
nav-maintenance-plans = Konserwacja
plan-view-to-plan = Do uzgodnienia
plan-view-next = Następne
plan-view-paused = Wstrzymane
plan-view-ended = Zakończone
plan-list-lead = Co powtarza się u klientów i kiedy wypada następnym razem.
plan-list-none = Nie ma planów konserwacji w tym stanie.
plan-count =
    { $count ->
        [one] 1 plan
        [few] { $count } plany
       *[other] { $count } planów
    }
plan-new = Zaplanuj konserwację
plan-new-lead = Za każdym razem, gdy termin się zbliża, wizyta pojawia się w Do uzgodnienia.
plan-due = Następnym razem
plan-last = Ostatnio
plan-to-plan-lead = Do uzgodnienia z klientem: { $count }; na dziś: { $today }, spóźnione: { $late }.
plan-area = Kod pocztowy zaczyna się od
plan-place = Kod { $area }.. – { $cities }
plan-nearby = Już zaplanowane w pobliżu:
plan-none-to-plan = Wszystko uzgodnione
plan-none-to-plan-why = Gdy nadejdzie termin planu, wizyta pojawi się tutaj.
plan-proposed = Proponowane
plan-proposed-late = Spóźnione: { $day }
plan-proposed-today = Proponowane: { $day }
plan-proposed-soon = Proponowane: { $day }
plan-offered = Wysłano: { $days }
plan-propose = Zaproponuj dni
plan-propose-title = Zaproponuj dni: { $customer }
plan-propose-lead = Klient otrzyma wiadomość w swoim języku; odpowiedź będzie przy kliencie.
plan-propose-days = Które dni
plan-propose-nth = Dzień { $n }
plan-propose-send = Wyślij
plan-done-proposed = Dni zostały zaproponowane.
plan-done-made = Konserwacja jest zaplanowana.
plan-once = Jednorazowo, { $day }
plan-every-day =
    { $count ->
        [one] Codziennie
       *[other] Co { $count } dni
    }
plan-every-week =
    { $count ->
        [one] Co tydzień
        [few] Co { $count } tygodnie
       *[other] Co { $count } tygodni
    }
plan-every-month =
    { $count ->
        [one] Co miesiąc
        [few] Co { $count } miesiące
       *[other] Co { $count } miesięcy
    }
plan-every-year =
    { $count ->
        [one] Co rok
        [few] Co { $count } lata
       *[other] Co { $count } lat
    }
plan-on-nth = { $nth } { $weekday } miesiąca
plan-nth-first = pierwszy
plan-nth-second = drugi
plan-nth-third = trzeci
plan-nth-fourth = czwarty
plan-nth-last = ostatni
plan-only-in = tylko: { $months }
plan-from-completed = liczone od ostatniego razu
plan-or-meter = lub po { $count } na liczniku
plan-until = do { $day } włącznie
plan-state-asked = Zamówiono wizytę
plan-state-running = Trwa
plan-state-paused = Wstrzymany
plan-ended-done = Wykonany
plan-ended-not-needed = Już niepotrzebny
plan-ended-contract = Zakończony z umową
plan-ended-said = Zakończony
plan-about = O tym planie
plan-schedule = Harmonogram
plan-first = Pierwszy dzień
plan-every = Co
plan-every-hint = Puste: jednorazowo
plan-unit = Jednostka
plan-unit-day = dni
plan-unit-week = tygodnie
plan-unit-month = miesiące
plan-unit-year = lata
plan-counted = Liczone od
plan-counted-fixed = pierwszego dnia (stałe)
plan-counted-completed = dnia wykonania
plan-nth = Który w miesiącu
plan-weekday = Dzień tygodnia
plan-any = Dowolny
plan-season = Tylko w tych miesiącach
plan-meter = Lub po takim przebiegu licznika
plan-meter-hint = Godziny, filiżanki, kopie; przy jednej maszynie
plan-meter-now = Licznik teraz
plan-meter-read = Odczytaj licznik
plan-last-day = Nie później niż
plan-ahead = Zamów wizytę
plan-ahead-hint = Tyle dni wcześniej
plan-warn = Ostrzegaj, dni wcześniej
plan-days-before =
    { $count ->
        [one] 1 dzień wcześniej
       *[other] { $count } dni wcześniej
    }
plan-from = Pochodzi z
plan-machines = Maszyny
plan-occurrences = Terminy
plan-nth-occurrence = Nr
plan-occurrence = nr { $n }
plan-visits = Wizyty
plan-outcome = Wynik
plan-outcome-done = Wykonano
plan-outcome-skipped = Odwołano
plan-outcome-open = Jeszcze nie
plan-passed =
    { $count ->
        [one] pominięto 1 raz
       *[other] pominięto { $count } razy
    }
plan-move-next = Przesuń następny termin
plan-move-hint = Tylko ten raz; potem harmonogram biegnie dalej.
plan-pause = Wstrzymaj
plan-resume = Wznów
plan-resume-why = Tego, co przypadło w międzyczasie, się nie nadrabia.
plan-end = Zakończ
plan-none-yet = Nic się tu jeszcze nie powtarza.
plan-one = Plan konserwacji
plan-before = Poprzednia
plan-after = Następna
plan-next-due = Następnym razem
plan-chain = Konserwacja cykliczna
plan-next-on = Następny termin
plan-next-on-hint = Puste: według planu
plan-no-next = Następny niepotrzebny
plan-kpi-to-plan = Konserwacja do uzgodnienia
plan-kpi-late = spóźnione: { $count }
plan-machines-none = Wybierz klienta z maszynami; wtedy tutaj wybierzesz, których to dotyczy.
