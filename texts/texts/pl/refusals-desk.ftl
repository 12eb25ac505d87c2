# Why a command about a task, mail, colleague or setting is refused.

## Tasks

refusal-task-unknown = Nie ma takiego zadania.
refusal-task-done = To zadanie jest już wykonane.
refusal-task-not-a-person = Zadanie może podjąć tylko pracownik.
refusal-task-not-yours = To zadanie należy do innego działu lub innej osoby.
refusal-task-nothing-written = Napisz, co trzeba zrobić.

## Mails

refusal-mail-unknown = Nie ma takiej wiadomości.
refusal-mail-sent = Ta wiadomość została już wysłana.
refusal-mail-given-up = Ta wiadomość została porzucona. Wyślij ją ponownie, jeśli jednak ma wyjść.
refusal-mail-in-hand = Ta wiadomość jest właśnie wysyłana.

## Colleagues

refusal-user-unknown = Nie ma takiego pracownika.
refusal-user-login-taken = Ta nazwa logowania jest zajęta. Wybierz inną.
refusal-user-no-role = Wybierz co najmniej jedną rolę.
refusal-user-not-yours = Każdy może to zrobić tylko dla siebie.
refusal-user-yourself = Nie możesz odebrać sobie roli administratora ani konta. Poproś innego administratora.
refusal-user-password-in-clear = Hasło nie zostało dobrze przetworzone. Spróbuj ponownie.
refusal-user-inactive = Ten pracownik już tu nie pracuje. Najpierw przywróć konto.
refusal-user-forgotten = Dane tego pracownika usunięto. Nic więcej nie można z nim zrobić.

## Settings

refusal-settings-days = Podaj od jednej do pięciu liczb dni, najwyżej 365: rosnąco dla przypomnień, malejąco dla ostrzeżeń.
refusal-settings-payment-days = Termin płatności to najwyżej 120 dni.
refusal-settings-negative = Stawka godzinowa nie może być ujemna.
refusal-settings-hours = Dzień pracy kończy się po tym, jak się zaczyna.
refusal-settings-years = Okres przechowywania wynosi od jednego do trzydziestu lat.
refusal-privacy-unknown = Ta osoba nie jest znana.
refusal-privacy-still-open =
    U tego klienta coś jeszcze trwa.{ $contracts ->
        [0] {""}
       *[other] {" "}Trwające umowy: { $contracts }.
    }{ $faults ->
        [0] {""}
       *[other] {" "}Otwarte awarie: { $faults }.
    }{ $visits ->
        [0] {""}
       *[other] {" "}Wizyty: { $visits }.
    }{ $invoices ->
        [0] {""}
       *[other] {" "}Niezapłacone faktury: { $invoices }.
    } Najpierw to zakończ.
refusal-privacy-still-works-here = Ten pracownik nadal tu pracuje. Najpierw wyłącz konto.
refusal-privacy-has-visits = Z tym pracownikiem są jeszcze zaplanowane wizyty: { $visits }. Najpierw zaplanuj je z kimś innym albo je zakończ.
refusal-privacy-not-named-there = Jeden z tych tekstów nie wymienia tej osoby albo nie można go usunąć osobno.
refusal-privacy-forgotten = Dane tej osoby usunięto: nic już o niej nie wiadomo.
refusal-settings-company-number-looks-wrong = Ten numer wygląda na błędny: numer KvK ma osiem cyfr, a numer KBO lub REGON pasujące cyfry kontrolne. Sprawdź go albo napisz, dlaczego jest mimo to poprawny.
refusal-settings-vat-number-looks-wrong = Ten numer NIP/VAT wygląda na błędny: NIP ma dziesięć cyfr, a numer holenderski wygląda jak NL004495445B01, z pasującymi cyframi kontrolnymi. Sprawdź go albo napisz, dlaczego jest mimo to poprawny.
refusal-settings-in-the-past = Ten dzień już minął: wysłane faktury zachowają swoją stawkę, nowe dostaną tę. Wybierz późniejszy dzień albo napisz, dlaczego ma tak być.
refusal-settings-only-one = To jedyna ustalona wartość: bez niej nic by nie obowiązywało. Najpierw ustal inną.
refusal-settings-other-currency = Stawka godzinowa jest w walucie naszego kraju. Podaj kwotę w tej walucie.
refusal-settings-closing = Zamknięcie kończy się w dniu rozpoczęcia lub później i trwa najwyżej pół roku.
refusal-user-hours = Dzień nie kończy się przed początkiem. Sprawdź godziny.
refusal-user-ends-before-start = Nieobecność nie kończy się przed początkiem. Sprawdź dni.
refusal-user-too-long = Dłużej niż rok nie wpisuje się naraz. Wybierz krótszy okres.
refusal-user-away-already = Ta osoba jest już nieobecna od { $from } do { $until } włącznie. Najpierw to wycofaj albo wybierz inne dni.
refusal-user-unknown-absence = Nie ma takiej nieobecności albo została wycofana.
