# The sentences of documents, in the reader's language.

document-pay = Prosimy o przelew do { $due } z tytułem { $number }.
document-credit = Kwotę już zapłaconą zwrócimy na rachunek w ciągu 14 dni.
document-credit-reason = Przyczyna: { $reason }
document-reverse-charged = odwrotne obciążenie
document-vat-owed = VAT w { $currency }
document-exchange = VAT przeliczono po kursie { $source } z dnia { $day }: 1 EUR = { $rate } PLN.
document-customer-number = Numer klienta
document-kind-lease = Najem
document-kind-service = Konserwacja i serwis
document-kind-lease-and-service = Najem z konserwacją i serwisem
document-fee = { $fee } miesięcznie netto
document-no-renewal = Brak; umowa kończy się sama
document-worked = Czas pracy
document-travelled = Dojazd
document-solved = Rozwiązano
document-not-solved = Jeszcze nie rozwiązano; umówimy kolejną wizytę
document-clause-service-title = Konserwacja i awarie
document-clause-service-text = Wykonawca utrzymuje wymienione urządzenia w dobrym stanie i usuwa awarie możliwie szybko po zgłoszeniu. Szkody wynikłe z niewłaściwego użytkowania nie są objęte umową.
document-clause-lease-title = Własność
document-clause-lease-text = Najęte urządzenia pozostają własnością wykonawcy. Klient nie przenosi ich ani nie zbywa bez zgody.
document-clause-payment-title = Płatność
document-clause-payment-text = Opłata jest fakturowana pierwszego dnia każdego miesiąca.
document-clause-end-title = Okres i zakończenie
document-clause-end-text = Okres, przedłużenie i wypowiedzenie są określone powyżej. Wypowiedzenie następuje pisemnie lub e-mailem.
document-clause-remarks-title = Pozostałe ustalenia
document-first-term =
    { $months ->
        [one] { $months } miesiąc, do { $end }
        [few] { $months } miesiące, do { $end }
       *[other] { $months } miesięcy, do { $end }
    }
document-renewal =
    { $months ->
        [one] Każdorazowo o { $months } miesiąc
        [few] Każdorazowo o { $months } miesiące
       *[other] Każdorazowo o { $months } miesięcy
    }
document-notice =
    { $months ->
        [one] { $months } miesiąc przed końcem, pierwszy raz do { $day }
        [few] { $months } miesiące przed końcem, pierwszy raz do { $day }
       *[other] { $months } miesięcy przed końcem, pierwszy raz do { $day }
    }
document-erased = Usunięto (RODO, art. 17)
document-level-title = Poziom usług { $level }
document-level-none = Co obiecuje ten poziom usług, nie jest już ustalone.
document-level-urgent = Przestój lub rosnąca szkoda
document-level-high = Duży pośpiech
document-level-normal = Zwykła awaria
document-level-low = Może poczekać
document-level-respond = { $what }: reakcja w ciągu { $respond } godz.
document-level-solve = { $what }: reakcja w ciągu { $respond } godz., rozwiązanie w ciągu { $solve } godz.
document-level-counts-always = Czas liczy się dzień i noc, także w święta.
document-level-counts-company = Czas liczy się w dni robocze w godzinach { $hours }.
document-level-counts-own = Czas liczy się: { $week }; nie w święta.
