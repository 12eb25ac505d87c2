# Why a command about a customer, machine or opportunity is refused.

## Customers

refusal-customer-unknown = Nie ma takiego klienta.
refusal-customer-already-registered = Ten klient jest już zapisany.
refusal-customer-archived = Ten klient jest w archiwum. Najpierw go przywróć.
refusal-customer-forgotten = Dane tego klienta usunięto na żądanie. Nic więcej nie można z nim zrobić.
refusal-customer-company-number-looks-wrong = Ten numer wygląda na błędny: numer KvK ma osiem cyfr, a numer KBO lub REGON pasujące cyfry kontrolne. Sprawdź go albo napisz, dlaczego jest mimo to poprawny.
refusal-customer-vat-number-looks-wrong = Ten numer NIP/VAT wygląda na błędny: NIP ma dziesięć cyfr, a numer holenderski wygląda jak NL004495445B01, z pasującymi cyframi kontrolnymi. Sprawdź go albo napisz, dlaczego jest mimo to poprawny.
refusal-customer-unknown-contact = Nie ma takiej osoby kontaktowej u tego klienta.
refusal-customer-payment-term-too-long = Termin płatności to najwyżej 120 dni.
refusal-customer-still-open =
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
    }

## Machines

refusal-machine-unknown = Nie ma takiej maszyny.
refusal-machine-already-installed = Ta maszyna jest już zapisana.
refusal-machine-unknown-customer = Ten klient nie istnieje lub jest w archiwum. Wybierz innego klienta.
refusal-machine-removed = Tej maszyny już tam nie ma i nie można jej zmienić.
refusal-machine-serial-elsewhere = Ten numer seryjny ma już maszyna u klienta { $customer }. Sprawdź go albo napisz, dlaczego jest mimo to poprawny.
refusal-machine-too-far-ahead = Ten dzień wypada później niż za rok. Sprawdź rok.
refusal-machine-still-in-use = Na tej maszynie jest jeszcze coś otwarte: otwarte awarie: { $faults }, obowiązujące umowy: { $contracts }.

## Opportunities

refusal-opportunity-unknown = Nie ma takiej szansy sprzedaży.
refusal-opportunity-already-opened = Ta szansa sprzedaży jest już zapisana.
refusal-opportunity-unknown-customer = Ten klient nie istnieje albo jest w archiwum.
refusal-opportunity-closed = Ta szansa jest już wygrana albo przegrana.
refusal-opportunity-in-the-past = Wybierz dzisiejszy lub późniejszy dzień.
