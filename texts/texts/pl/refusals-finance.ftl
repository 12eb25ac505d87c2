# Why an invoice or a contract is refused.

refusal-invoice-unknown = Ta faktura nie istnieje.
refusal-invoice-already-drafted = Ta faktura została już utworzona.
refusal-invoice-unknown-customer = Wybierz istniejącego klienta.
refusal-invoice-no-items = Faktura ma co najmniej jedną pozycję.
refusal-invoice-wrong-item = Każda pozycja ma ilość, a wszystkie kwoty są w tej samej walucie.
refusal-invoice-issued = Faktura została wysłana i nie można jej zmienić. Wystaw fakturę korygującą.
refusal-invoice-not-issued = Faktura jest jeszcze szkicem. Najpierw ją wyślij.
refusal-invoice-closed = Faktura została anulowana lub skorygowana.
refusal-invoice-no-vat-rate = Na dziś nie ustawiono stawki VAT. Poproś administratora o jej ustawienie.
refusal-invoice-no-vat-number = Odwrotne obciążenie wymaga numeru VAT klienta. Uzupełnij go w karcie klienta.
refusal-invoice-nothing = Podaj kwotę różną od zera. Zwrot jest zawsze większy od zera.
refusal-invoice-too-much = Do zapłaty pozostało { $open }. Nie księguj więcej.
refusal-invoice-more-than-paid = Zapłacono { $paid }. Nie cofaj więcej.
refusal-invoice-other-currency = Faktura jest w innej walucie. Zaksięguj kwotę w walucie faktury.
refusal-invoice-nothing-owed = Nie ma nic do zwrotu.
refusal-invoice-more-than-owed = Do zwrotu pozostało { $owed }. Nie księguj więcej.
refusal-invoice-in-the-future = Wybierz dzień dzisiejszy lub wcześniejszy: przyszłej płatności nie można jeszcze zaksięgować.
refusal-invoice-nothing-open = Nie ma już nic do zapłaty.
refusal-invoice-disputed = Klient kwestionuje tę fakturę. Najpierw wyjaśnij sprawę.
refusal-invoice-not-disputed = Ta faktura nie jest kwestionowana.
refusal-invoice-not-late = Termin płatności jeszcze nie minął.

refusal-contract-unknown = Ta umowa nie istnieje.
refusal-contract-already-drafted = Ta umowa została już sporządzona.
refusal-contract-unknown-customer = Wybierz klienta, który istnieje i nie jest w archiwum.
refusal-contract-terms = Pierwszy okres umowy trwa od 1 do 240 miesięcy, przedłużenie najwyżej 60 miesięcy, wypowiedzenie najwyżej 24 miesiące, a opłata miesięczna nie jest mniejsza od zera.
refusal-contract-unknown-machine = Wybierz maszyny, które stoją u tego klienta.
refusal-contract-signed = Umowa jest podpisana; jej warunki są ustalone.
refusal-contract-not-signed = Umowa nie jest jeszcze podpisana.
refusal-contract-closed = Umowa zakończyła się lub nie doszła do skutku.
refusal-contract-notice-was-given = Umowa została wypowiedziana i nie będzie przedłużona.
refusal-contract-not-renewable = Ta umowa kończy się sama i nie jest przedłużana.
refusal-contract-not-over = Bieżący okres umowy jeszcze trwa. Umowę przedłuża się dopiero po nim.
refusal-contract-wrong-day = Wybierz dzień nie wcześniejszy niż początek i nie w przyszłości.
refusal-contract-no-document = Pokazany dokument nie jest znany. Otwórz umowę ponownie.
refusal-invoice-wrong-period = Ostatni dzień dostawy nie może być przed pierwszym. Podaj oba dni.
