machine-label = Etykieta
machine-label-code = Kod maszyny { $model }, prowadzi do niej
machine-label-lead = Wydrukuj i naklej na maszynie. Kto zeskanuje kod, trafi do maszyny i zgłosi awarię.
machine-about = Dane
machine-visits = Wizyty
machine-no-visits = Tej maszyny jeszcze nie odwiedzono.
machine-no-faults = Na tej maszynie nie było jeszcze awarii.
machine-what = Zlecenie
machine-when = Kiedy
machine-open-faults = { $count ->
    [one] 1 otwarta awaria
    [few] { $count } otwarte awarie
   *[many] { $count } otwartych awarii
}
machine-visits-all = Wizyty przy tej maszynie
machine-faults-all = Awarie tej maszyny
machine-open = Otwórz maszynę
warranty-title = Gwarancja
warranty-word = gwarancja
warranty-both = części i robocizna
warranty-parts = tylko części
warranty-labour = tylko robocizna
warranty-covers = Co obejmuje
warranty-runs = Gwarancja do { $day }, { $covers }
warranty-ended = Po gwarancji od { $day }
warranty-begins = Gwarancja od { $day }
warranty-none = Bez gwarancji
warranty-until = do { $day }
warranty-from-until = Od { $from } do { $until }
warranty-set = Ustal gwarancję
warranty-set-lead = Od pierwszego dnia obowiązuje tylko to, co tu podasz. Po roku pełnej gwarancji może więc nastąpić rok na części.
warranty-last-day = Gwarancja do
warranty-drop = Usuń gwarancję od { $from }
warranty-done-set = Ustalono gwarancję
warranty-done-dropped = Usunięto gwarancję
warranty-sold-as = Sprzedana jako artykuł
warranty-sold-as-hint = Obowiązuje termin gwarancji tego artykułu, chyba że wybierzesz dzień poniżej.
warranty-months = { $count ->
    [one] { $count } miesiąc
    [few] { $count } miesiące
    [many] { $count } miesięcy
   *[other] { $count } miesiąca
}
purchasing-warranty-hint = Puste: bez gwarancji
field-warranty-months = Gwarancja w miesiącach
field-warranty-until = Gwarancja do
field-warranty-covers = Co obejmuje gwarancja
field-covers = Co obejmuje
field-charge = Kto płaci
field-charge-despite = Dlaczego płaci ktoś inny, niż oczekiwano
event-warranty-set = Ustalono gwarancję
event-warranty-dropped = Usunięto gwarancję
event-warranty-alert-days-set = Ustalono dni ostrzeżeń o gwarancji
command-machine-set-warranty = Ustal gwarancję
command-machine-drop-warranty = Usuń gwarancję
command-settings-set-warranty-alert-days = Ustal dni ostrzeżeń o gwarancji
customers-story-warranty-set = Ustalono gwarancję maszyny { $label }
refusal-machine-ends-before = Gwarancja nie kończy się przed początkiem. Sprawdź oba dni.
refusal-machine-too-long = Ponad dwadzieścia lat gwarancji: sprawdź rok.
refusal-machine-unknown-article = Wybierz artykuł z listy.
refusal-article-warranty-months = Gwarancja trwa od 1 do 240 miesięcy.
refusal-visit-not-charged = Wybierz, kto płaci za tę wizytę.
refusal-visit-other-charge = Oczekiwano: { $expected ->
    [warranty] gwarancja
    [warranty-parts] gwarancja na części
    [warranty-labour] gwarancja na robociznę
    [contract] umowa
   *[paid] płaci klient
}. Wybierz to albo napisz, dlaczego jest inaczej.
charge-question = Kto płaci za tę wizytę?
charge-warranty = Gwarancja
charge-warranty-parts = Gwarancja na części
charge-warranty-labour = Gwarancja na robociznę
charge-contract = Umowa
charge-paid = Płaci klient
charge-not-paid = Klient nie płaci
charge-contract-runs = z serwisem tej maszyny
charge-contract-none = brak umowy na tę maszynę
document-charge = Płatność
invoice-line-warranty = { $what } (gwarancja)
management-warranty-days = Na ile dni przed końcem gwarancji maszyny ostrzegać
setting-warranty-days = Ostrzeżenie { $days } dni przed końcem gwarancji.
rule-warranty-alerts = Przed końcem gwarancji maszyny jest ostrzeżenie.
rule-warranty-from-sale = Zamontowana maszyna ma gwarancję swojego artykułu.
task-warranty-ends = Gwarancja maszyny { $machine } kończy się { $day }. Sprawdź maszynę przed tym dniem.
task-do-warranty-ends = Otwórz maszynę
nav-machines = Maszyny
machines-lead = Wszystko, co stoi u klientów
machines-list = Lista maszyn
machines-filter = Szukaj i filtruj maszyny
machines-search = Szukaj: typ, numer seryjny, miejsce lub klient
machines-by-model = Marka i typ
machines-by-warranty = Gwarancja
machines-by-contract = Umowa
machines-by-removed = Stan
machines-every-model = Każdy typ
machines-every-warranty = Każda gwarancja
machines-every-contract = Z umową i bez
machines-standing = Nadal stoi
machines-removed = Zabrane
machines-city = Miasto
machines-serial-from = Nr ser. od
machines-serial-until = Nr ser. do
machines-warranty-running = Na gwarancji
machines-warranty-ending = Gwarancja wkrótce się kończy
machines-warranty-ended = Po gwarancji
machines-warranty-none = Bez gwarancji
machines-contract-true = umowa
machines-contract-false = bez umowy
machines-none = Nie znaleziono maszyn
machines-none-why = Wyszukaj coś innego lub usuń filtr.
machines-pages = Strony maszyn
machines-table = Tabela maszyn u klientów
machines-pick = Wybierz { $name }
machines-pick-all = Wybierz wszystkie maszyny na tej stronie
machines-picked = Wybrane maszyny
machines-picked-one = Wybrano { "{n}" } maszynę
machines-picked-few = Wybrano { "{n}" } maszyny
machines-picked-many = Wybrano { "{n}" } maszyn
machines-picked-other = Wybrano { "{n}" } maszyny
machines-labels = Etykiety
machines-reading = Licznik
column-warranty-until = Gwarancja do
column-warranty-covers = Gwarancja obejmuje
column-contract = Umowa
column-reading = Licznik
machines-in-list = Na liście maszyn
machines-pick-one = Wybierz
machines-labels-lead = { $count ->
    [one] { $count } etykieta do wydrukowania i naklejenia
    [few] { $count } etykiety do wydrukowania i naklejenia
    [many] { $count } etykiet do wydrukowania i naklejenia
   *[other] { $count } etykiety do wydrukowania i naklejenia
}
machines-labels-most = Tu są tylko pierwsze { $most } etykiety. Filtruj dalej, by zobaczyć resztę.
machines-labels-sheet = Arkusz { $n }
machines-labels-skip = Zużyte etykiety na pierwszym arkuszu
recalls-word = Akcja serwisowa
recalls-title = Akcje serwisowe
recalls-lead = Co robi się przy wszystkich maszynach typu lub serii, aż będzie zrobione wszędzie
recalls-new = Nowa akcja serwisowa
recalls-new-lead = Sprawdź, o które maszyny chodzi, i podaj, co trzeba zrobić.
recalls-choose-machines = Wybierz maszyny
recalls-no-machines = Nie wybrano maszyn
recalls-no-machines-why = Filtruj listę maszyn po typie lub numerze seryjnym albo zaznacz maszyny.
recalls-too-many = Ponad { $most } maszyn: akcja obejmie tylko te. Filtruj dalej, by objąć resztę.
recalls-found = { $machines ->
    [one] 1 maszyna
    [few] { $machines } maszyny
    [many] { $machines } maszyn
   *[other] { $machines } maszyny
} u { $customers ->
    [one] 1 klienta
   *[other] { $customers } klientów
}
recalls-name = Nazwa akcji
recalls-reason = Dlaczego
recalls-task = Co trzeba zrobić
recalls-task-hint = Przeczyta to technik albo kto dzwoni do klienta.
recalls-before = Najpóźniej
recalls-action = Co powstaje dla każdej maszyny
recalls-action-visit = Wizyta do zaplanowania
recalls-action-call = Zadanie: zadzwonić
recalls-go = Rozpocznij akcję
recalls-done-opened = Rozpoczęto akcję
recalls-opened = Rozpoczęto
recalls-done-of = Postęp
recalls-far = gotowe { $done } z { $all }
recalls-table = Tabela akcji serwisowych
recalls-pages = Strony akcji serwisowych
recalls-none = Brak akcji serwisowych
recalls-none-why = Wybierz maszyny z listy i rozpocznij akcję.
recalls-none-so = Brak maszyn w tym stanie
recalls-views = Maszyny według stanu
recalls-running = W toku
recalls-late = Po terminie
recalls-all-done = Wszystko gotowe
recalls-withdrawn = Wycofana
recalls-withdraw = Wycofaj
recalls-withdraw-what = Wizyty czekające na zaplanowanie odpadną. Co już uzgodniono, zostaje.
recalls-stand-open = Otwarte
recalls-stand-planned = Zaplanowane
recalls-stand-done = Zrobione
recalls-stand-unreachable = Nieosiągalne
recalls-called-off = odwołana
recalls-no-visit = jeszcze bez wizyty
recalls-call-task = Zadanie: zadzwonić
recalls-mark-done = Zrobione
recalls-mark-unreachable = Nieosiągalne
recalls-reopen = Jednak otwarte
recalls-ask-again = Poproś ponownie
recall-visit-task = Akcja serwisowa { $recall }: { $task }
task-recall-call = Zadzwoń w sprawie { $recall }: { $machine }
task-do-recall-call = Otwórz akcję
thing-recall = Akcja serwisowa
event-recall-opened = Rozpoczęto akcję serwisową
event-machine-settled = Maszyna załatwiona w akcji
event-machine-reopened = Maszyna jednak otwarta w akcji
event-action-asked-again = Ponownie poproszono w akcji
event-recall-withdrawn = Wycofano akcję serwisową
command-recall-open = Rozpocznij akcję serwisową
command-recall-settle = Załatw maszynę
command-recall-reopen = Otwórz maszynę ponownie
command-recall-ask-again = Poproś ponownie
command-recall-withdraw = Wycofaj akcję serwisową
refusal-recall-unknown = Ta akcja serwisowa nie istnieje.
refusal-recall-already-opened = Ta akcja już się rozpoczęła.
refusal-recall-no-machines = Wybierz co najmniej jedną maszynę.
refusal-recall-too-many = Akcja obejmuje najwyżej 2000 maszyn. Zrób dwie.
refusal-recall-not-standing = Jedna z maszyn już nigdzie nie stoi. Wybierz ponownie z listy.
refusal-recall-in-the-past = Ten dzień minął. Wybierz późniejszy.
refusal-recall-not-called = Ta maszyna nie należy do tej akcji.
refusal-recall-why-unreachable = Napisz, dlaczego nikt nie jest osiągalny.
refusal-recall-withdrawn = Ta akcja została wycofana.
rule-recall-asks = Akcja serwisowa prosi o wizytę albo telefon dla każdej maszyny.
field-action = Co powstaje
field-time = Który raz
meter-title = Licznik
meter-chart = Przebieg
meter-chart-says = Licznik od { $from } do { $until }: teraz { $reading }
meter-readings = Odczyty
meter-table = Tabela odczytów
meter-reading = Odczyt
meter-on = Dnia
meter-on-hint = Puste: dzisiaj
meter-note = Uwaga
meter-noted = zapisano { $day }
meter-none = Jeszcze bez odczytu
meter-none-why = Zapisz, co pokazuje licznik; może być też wcześniejszy dzień.
meter-read = Odczytaj licznik
meter-done = Zapisano odczyt
meter-correct = Popraw
meter-correct-hint = Puste: tego dnia nie było odczytu
meter-expected = Kiedy osiągnie
meter-threshold = Oczekiwany stan
meter-reaches = Oczekiwane: { $day }
meter-reaches-never = Nie wiadomo: za mało odczytów.
meter-by-month = Zużycie na miesiąc
meter-month = Miesiąc
meter-used = Zużycie
event-reading-corrected = Poprawiono odczyt
command-machine-correct-reading = Popraw odczyt
refusal-machine-showed-less = Dnia { $day } licznik pokazywał { $reading }. Sprawdź odczyt i dzień albo napisz, dlaczego się zgadza.
refusal-machine-not-read = Tego dnia nie było odczytu.
field-fits = Część do
purchasing-fits-hint = Jak zaczyna się marka i typ, oddzielone przecinkami. Puste: do żadnej maszyny szczególnie.
machine-parts = Części tego typu
warranty-over = skończona { $day }
meter-months-table = Tabela zużycia na miesiąc
command-visit-change-charge = Powiedz, że płaci ktoś inny
event-charge-changed = Zmieniono, kto płaci
refusal-visit-not-finished = Ta wizyta nie jest jeszcze zakończona. Kto płaci, mówi się przy zakończeniu.
refusal-visit-invoiced = Faktura { $invoice } została już wysłana. Najpierw wystaw do niej korektę, potem nową fakturę.
charge-change = Zmień, kto płaci
charge-change-hint = Szkic faktury zmieni się razem z tym, a gdy klient nie płaci, przepadnie.
invoice-not-paid-by-customer = Klient nie płaci za tę wizytę
task-visit-charged-otherwise = Dla { $visit } powiedziano, że płaci ktoś inny, ale faktura właśnie została wysłana. Wystaw korektę.
report-by-charge = Kto płaci
report-unknown-charge = Nie powiedziano
report-preset-warranty-parts-by-model = Gwarancja: części według typu maszyny
report-preset-warranty-parts-by-supplier = Gwarancja: części według dostawcy
report-preset-warranty-hours = Gwarancja: godziny według typu maszyny
