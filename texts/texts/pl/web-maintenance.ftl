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
maintenance-overruled = Nakłada się, bo
maintenance-call-off = Odwołaj wizytę
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
maintenance-left-behind-one = niewykonana w tym dniu
maintenance-part-below = zużyto więcej, niż było w magazynie; zakupy już o tym wiedzą
maintenance-none-left = Cofnij wszystko: { $part }
maintenance-no-visit = Jeszcze bez wizyty
maintenance-planned-late = zaplanowano po obiecanym terminie
maintenance-missing-comes = Za mało { $article }: potrzeba { $needed }, na stanie { $stock }. Spodziewane { $day }.
maintenance-missing = Za mało { $article }: potrzeba { $needed }, na stanie { $stock }. Nic jeszcze nie zamówiono.
maintenance-customer-archived = Klient jest w archiwum
