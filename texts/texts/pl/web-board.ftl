# The planning board: views, filters, what is said while something is moved, who is away.

maintenance-view-day = Dzień
maintenance-view-weeks = 4 tygodnie
maintenance-day-before = Poprzedni dzień roboczy
maintenance-day-after = Następny dzień roboczy
maintenance-weeks-before = Cztery tygodnie wcześniej
maintenance-weeks-after = Cztery tygodnie później
maintenance-filter-count = Filtr ({ $count })
maintenance-filter-none = Wyczyść filtry
maintenance-every-region = Każdy rejon
maintenance-every-kind = Każdy rodzaj wizyty
maintenance-together = Wszyscy technicy
maintenance-load-travel = zaplanowano { $planned } z { $room }, w tym { $travel } w drodze
maintenance-driving-back = powrót
maintenance-driving = jazdy
maintenance-away-until = { $why } do { $day }
maintenance-not-working = nie pracuje
maintenance-keys-space = Spacja
maintenance-keys-grab = podnieś
maintenance-keys-undo = cofnij
maintenance-board-grabbed = { $customer }: podniesiono. Strzałki przenoszą, Shift z górą lub dołem przesuwa o kwadrans, Shift z lewą lub prawą skraca lub wydłuża. Enter odkłada, Escape puszcza.
maintenance-board-at = { $technician }, { $day }, { $from } do { $until }
maintenance-board-moved = { $customer }: { $technician }, { $day }, { $from } do { $until }
maintenance-board-dropped = Puszczono. Nic się nie zmieniło.
maintenance-board-overlap = nakłada się na { $others }
maintenance-board-outside = poza godzinami pracy { $from }–{ $until }
maintenance-board-work = nie wykonuje takich wizyt
maintenance-board-model = nie zna { $model }
maintenance-board-area = nie jeździ do { $postcode }
maintenance-board-late = później niż obiecano
maintenance-board-past = ten czas już minął
maintenance-board-undo = Cofnij
maintenance-board-undone = Przywrócono poprzedni stan.
away-holiday = Urlop
away-ill = Choroba
away-training = Szkolenie
away-otherwise = Nieobecność

## The roster

maintenance-roster = Grafik
maintenance-roster-lead = Kiedy każdy technik pracuje, co umie i gdzie, i kiedy go nie ma. Tablica planowania ostrzega według tego.
maintenance-roster-where = Rejon
maintenance-roster-can = Umie
maintenance-roster-away = Nieobecności
maintenance-roster-away-none = Nie wpisano nieobecności.
maintenance-roster-everything = wszystko
maintenance-roster-company-hours = jak firma
maintenance-roster-hours-hint = Dzień bez godzin jest wolny. Bez żadnego dnia obowiązują godziny firmy.
maintenance-roster-kinds-hint = Nic nie zaznaczono: wszystkie rodzaje.
maintenance-roster-models-hint = Jak zaczynają się marka i typ, oddzielone przecinkami. Puste: każda maszyna.
maintenance-roster-areas-hint = Jak zaczynają się kody pocztowe, oddzielone przecinkami. Puste: wszędzie.
maintenance-roster-home = Wyjeżdża z (kod pocztowy)
maintenance-roster-home-hint = Gdzie dzień się zaczyna i kończy. Puste: w firmie. Widzi to tylko ten, kto prowadzi grafik.
maintenance-roster-withdraw = Wycofaj: { $absence }
maintenance-roster-withdrawn = Wycofano nieobecność.
maintenance-roster-planned = Wpisano nieobecność.
maintenance-roster-add = Wpisz nieobecność
maintenance-roster-last-day = Do (włącznie)

## Proposals

maintenance-proposal = Propozycja
maintenance-proposal-lead = Wypełniona kolejka: kto ma najwcześniejszą obietnicę, dostaje najlepszy wolny termin. Przyjmij, co pasuje; nic się nie zmieni, dopóki tego nie zrobisz.
maintenance-proposal-take = Przyjmij
maintenance-proposal-take-this = Przyjmij: { $customer }
maintenance-proposal-when = Kto i kiedy
maintenance-proposal-why = Dlaczego
maintenance-proposal-none = W tym i następnym tygodniu nikt, kto to umie, nie ma wolnego terminu.
maintenance-proposal-go = Zaplanuj zaznaczone
maintenance-proposal-done = Zaplanowano: { $count }.
maintenance-back-to-board = Wróć do tablicy
maintenance-outcome-caption = Co stało się z każdą wizytą
maintenance-why-same-place = tego dnia i tak jest u tego klienta
maintenance-why-way = { $way } jazdy od { $from }
maintenance-why-first = początek dnia
maintenance-why-first-way = początek dnia, { $way } jazdy
maintenance-why-in-time = na czas
maintenance-why-theirs = pasuje do grafiku

## On paper

maintenance-print = Drukuj
maintenance-print-lead = Jedna kartka na technika. Drukuj klawiszami Ctrl P.
maintenance-print-none = Nic nie zaplanowano.
maintenance-print-sheet = { $technician }, { $span }

## Several technicians

maintenance-along = jedzie też
maintenance-who-along = Kto jedzie razem?
maintenance-print-leads = Prowadzi: { $name }
maintenance-print-along = Jedzie też: { $names }
maintenance-minutes = { $minutes } min
maintenance-way-tight = nie mieści się

## Order by route

maintenance-route = Ułóż według trasy
maintenance-route-of = Trasa: { $technician }
maintenance-route-order = W kolejności najkrótszej drogi
maintenance-route-saves = W drodze { $then } zamiast { $now }.
maintenance-route-was = Teraz zaplanowano
maintenance-route-reason = Krótsza trasa
maintenance-route-go = Ustaw tak
maintenance-route-short = Inna kolejność nie skraca drogi.
maintenance-route-begun = Tego dnia coś już rozpoczęto lub zakończono albo technik jedzie z kimś. Przenoś wizyty na tablicy.
maintenance-route-late = Najkrótsza droga złamałaby obietnicę albo skończyłaby się za późno. Dzień zostaje, jak jest.
maintenance-print-none-why = Wybierz na tablicy inny dzień lub tydzień.
