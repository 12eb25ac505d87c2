# Why a command about a fault or a visit is refused.

## Faults

refusal-fault-unknown = Ta awaria nie istnieje.
refusal-fault-already-reported = Ta awaria została już zgłoszona.
refusal-fault-unknown-customer = Ten klient nie istnieje lub jest w archiwum. Wybierz innego klienta.
refusal-fault-unknown-machine = Ta maszyna nie stoi u tego klienta. Wybierz inną maszynę.
refusal-fault-machine-has-open-fault = Na tej maszynie jest już otwarta awaria S-{ $fault }. Czy to inna awaria? Napisz dlaczego.
refusal-fault-heard-later = Ten moment dopiero nadejdzie. Wpisz, kiedy klient to zgłosił.
refusal-fault-heard-long-ago = To było ponad rok temu. Sprawdź datę.
refusal-fault-closed = Ta awaria jest już usunięta lub wycofana. Najpierw otwórz ją ponownie.

## Visits

refusal-visit-unknown = Ta wizyta nie istnieje.
refusal-visit-already-requested = O tę wizytę już poproszono.
refusal-visit-unknown-customer = Ten klient nie istnieje lub jest w archiwum. Wybierz innego klienta.
refusal-visit-unknown-technician = Ta osoba nie jest technikiem albo już tu nie pracuje. Wybierz innego technika.
refusal-visit-overlaps = Technik ma wtedy już { $visits }. Wybierz inną godzinę albo napisz, dlaczego mimo to się da.
refusal-visit-in-the-past = Ten termin już minął. Wybierz późniejszy.
refusal-visit-started = Technik już zaczął. Wizyty nie można już przełożyć ani odwołać.
refusal-visit-not-scheduled = Ta wizyta nie jest jeszcze zaplanowana.
refusal-visit-in-the-future = To dopiero nastąpi. Ustaw zegar tego urządzenia i spróbuj ponownie.
refusal-visit-before-begun = To było przed rozpoczęciem wizyty. Ustaw zegar tego urządzenia i spróbuj ponownie.
refusal-visit-not-started = Ta wizyta jeszcze się nie zaczęła. Najpierw naciśnij Rozpocznij.
refusal-visit-closed = Ta wizyta jest już zakończona lub odwołana.
refusal-visit-not-yours = To wizyta kolegi.
refusal-visit-not-used = Nie zużyto aż tyle.
refusal-visit-quantity = Ilość musi być większa od zera.
refusal-visit-unknown-machine = Ta maszyna nie należy do tego klienta. Wybierz inną maszynę.
refusal-visit-unknown-fault = Ta awaria nie dotyczy tego klienta. Wybierz inną awarię.
refusal-visit-unknown-article = Ten artykuł nie istnieje. Wybierz artykuł z listy.
refusal-visit-too-far-ahead = Tak daleko naprzód się nie planuje. Wybierz dzień w ciągu dwóch lat.
refusal-visit-outside-hours = To poza godzinami pracy. Wybierz inny termin albo napisz, dlaczego tak musi być.
refusal-visit-behind-promise = Klientowi obiecano wizytę najpóźniej { $day }. Wybierz wcześniejszy termin albo napisz, dlaczego będzie później.
refusal-visit-another-day = Ta wizyta jest zaplanowana na { $day }. Napisz, dlaczego zaczynasz teraz; zostanie przełożona na teraz.
refusal-visit-busy = Technik jest jeszcze zajęty wizytą { $visit }. Najpierw ją zakończ albo przerwij.
refusal-visit-more-than-stock = Według stanu magazynu jest tylko { $stock }. Zmień ilość albo napisz, skąd wzięła się reszta.
refusal-visit-too-many = Nie więcej niż 999 naraz. Sprawdź ilość.
refusal-visit-no-pieces = Ten artykuł liczy się na sztuki. Wpisz liczbę całkowitą.
refusal-maintenance-plan-unknown = Nie ma takiego planu konserwacji.
refusal-maintenance-plan-already-made = Ten plan konserwacji już utworzono.
refusal-maintenance-plan-unknown-customer = Ten klient nie istnieje lub jest zarchiwizowany.
refusal-maintenance-plan-unknown-machine = Maszyna nie należy do tego klienta lub już jej nie ma.
refusal-maintenance-plan-unknown-contract = Umowa nie należy do tego klienta lub się skończyła.
refusal-maintenance-plan-wrong-day = Wybierz dzień najwyżej pięć lat wstecz lub naprzód; termin jednorazowy lub przesunięty nie leży w przeszłości.
refusal-maintenance-plan-every = Wybierz liczbę od 1 do 1000.
refusal-maintenance-plan-weekday = Do dnia tygodnia wybierz, który w miesiącu, i licz w miesiącach lub latach.
refusal-maintenance-plan-season = Wybierz miesiące od 1 do 12.
refusal-maintenance-plan-meter = Licznik należy do dokładnie jednej maszyny, liczy więcej niż zero i ma najdłuższy czas.
refusal-maintenance-plan-nothing-left = W tym harmonogramie nie ma już żadnego dnia.
refusal-maintenance-plan-visit-open = Wizytę już zamówiono: zaplanuj ją na inny dzień.
refusal-maintenance-plan-over = Ten plan konserwacji jest zakończony.
refusal-maintenance-plan-contract-over = Umowa się skończyła.
refusal-maintenance-plan-ahead = Wybierz najwyżej 366 dni.
refusal-visit-planned = Ta wizyta jest już zaplanowana.
refusal-visit-days = Zaproponuj od jednego do pięciu przyszłych dni.
refusal-machine-not-yet = Licznika nie odczytuje się naprzód.
refusal-machine-showed-more = Licznik wskazywał wcześniej { $reading }. Podaj, dlaczego teraz mniej, lub popraw stan.
refusal-visit-away = Technik jest nieobecny od { $from } do { $until } włącznie. Wybierz inny dzień lub technika albo napisz, dlaczego tak ma być.
refusal-visit-not-working = Technik wtedy nie pracuje. Wybierz inny termin albo napisz, dlaczego tak ma być.
refusal-visit-not-their-work = Technik nie wykonuje takich wizyt. Wybierz innego technika albo napisz, dlaczego tak ma być.
refusal-visit-not-their-machine = Technik nie zna { $model }. Wybierz innego technika albo napisz, dlaczego tak ma być.
refusal-visit-outside-area = Technik nie jeździ do { $postcode }. Wybierz innego technika albo napisz, dlaczego tak ma być.
refusal-visit-unknown-helper = Osoba towarzysząca nie jest technikiem albo już tu nie pracuje. Wybierz kogoś innego.
refusal-visit-goes-already = Ten technik już jedzie. Wybierz kogoś innego.
refusal-visit-helper-busy = Osoba towarzysząca ma wtedy { $visits }. Wybierz kogoś innego albo napisz, dlaczego można.
refusal-visit-helper-away = { $who }: nieobecność od { $from } do { $until } włącznie. Wybierz kogoś innego albo napisz, dlaczego można.
