# What happened, what was ordered and what the fields are called: the words of the log.

## What happened with articles

event-article-registered = Wprowadzono artykuł
event-article-changed = Zmieniono artykuł
event-article-archived = Zarchiwizowano artykuł
event-stock-received = Przyjęto towar
event-stock-taken = Pobrano z magazynu
event-stock-put-back = Zwrócono do magazynu
event-stock-counted = Policzono stan magazynu
event-minimum-reached = Stan poniżej minimum
event-ran-out = Artykuł się skończył
event-went-below-zero = Stan zszedł poniżej zera
event-replenished = Uzupełniono stan magazynu

## The clock and the numbers

event-clock-struck = Rozpoczęto zaplanowane zadanie
event-anchor-set = Zapisano stan dziennika
event-log-restored = Przywrócono dziennik z kopii zapasowej
event-person-forgotten = Zlecono usunięcie danych osoby
event-dossier-given = Wydano kopię danych
event-terms-ended = Upłynął ustawowy okres przechowywania faktur
event-erasure-carried-out = Usunięcie wykonane
event-number-drawn = Nadano numer

## What happened with contracts

event-contract-drafted = Sporządzono umowę
event-contract-changed = Zmieniono umowę
event-contract-discarded = Odrzucono szkic umowy
event-contract-signed = Podpisano umowę
event-notice-given = Wypowiedziano umowę
event-contract-renewed = Przedłużono umowę
event-contract-ended = Zakończono umowę

## What happened with customers

event-customer-registered = Wprowadzono klienta
event-customer-renamed = Zmieniono nazwę lub rodzaj klienta
event-visiting-address-changed = Zmieniono adres wizyt
event-invoicing-address-changed = Zmieniono adres do faktur
event-reachability-changed = Zmieniono telefon lub adres e-mail
event-company-numbers-changed = Zmieniono numer rejestrowy lub VAT
event-payment-term-changed = Zmieniono termin płatności
event-language-changed = Zmieniono język
event-contact-added = Dodano osobę kontaktową
event-contact-changed = Zmieniono osobę kontaktową
event-contact-removed = Usunięto osobę kontaktową
event-note-added = Dodano notatkę
event-call-recorded = Zapisano rozmowę
event-customer-archived = Zarchiwizowano klienta
event-customer-restored = Przywrócono klienta
event-customer-forgotten = Dane klienta usunięte na żądanie
event-contact-forgotten = Dane osoby kontaktowej usunięte na żądanie

## What happened with faults

event-fault-reported = Zgłoszono awarię
event-fault-changed = Zmieniono awarię
event-fault-solved = Usunięto awarię
event-fault-reopened = Ponownie otwarto awarię
event-fault-cancelled = Wycofano awarię

## What happened with invoices

event-invoice-drafted = Sporządzono szkic faktury
event-invoice-changed = Zmieniono szkic faktury
event-exchange-rate-noted = Zapisano kurs wymiany
event-invoice-discarded = Odrzucono szkic faktury
event-invoice-issued = Wystawiono fakturę
event-payment-recorded = Zaksięgowano płatność
event-payment-refunded = Zwrócono płatność
event-dispute-opened = Zakwestionowano fakturę
event-dispute-settled = Rozstrzygnięto spór
event-payment-reminded = Sporządzono przypomnienie o płatności
event-credit-note-issued = Wystawiono fakturę korygującą

## What happened with machines

event-machine-installed = Zamontowano maszynę
event-machine-changed = Zmieniono maszynę
event-machine-removed = Zabrano maszynę

## What happened with mails

event-mail-queued = Przygotowano wiadomość
event-mail-sending-begun = Rozpoczęto wysyłanie wiadomości
event-mail-sent = Wysłano wiadomość
event-mail-failed = Nie udało się wysłać wiadomości
event-mail-retried = Ponownie przygotowano wiadomość
event-mail-given-up = Porzucono wiadomość

## What happened with opportunities

event-opportunity-opened = Otwarto szansę sprzedaży
event-contact-recorded = Zapisano kontakt w sprawie szansy
event-opportunity-won = Wygrano szansę sprzedaży
event-opportunity-lost = Przegrano szansę sprzedaży
event-opportunity-undone = Cofnięto szansę sprzedaży

## What happened with purchase orders and suppliers

event-purchase-order-drafted = Przygotowano zamówienie
event-purchase-order-changed = Zmieniono zamówienie
event-purchase-order-placed = Złożono zamówienie
event-goods-received = Przyjęto dostawę
event-purchase-order-completed = Zamówienie zrealizowane
event-purchase-order-cancelled = Wycofano zamówienie
event-supplier-registered = Wprowadzono dostawcę
event-supplier-changed = Zmieniono dostawcę

## What happened with settings

event-company-changed = Zmieniono dane firmy
event-vat-rate-set = Ustalono stawkę VAT
event-hourly-rate-set = Ustalono stawkę godzinową
event-vat-rate-dropped = Usunięto stawkę VAT
event-hourly-rate-dropped = Usunięto stawkę godzinową
event-reminder-days-set = Ustalono dni przypomnień
event-payment-days-set = Ustalono termin płatności
event-invoice-retention-set = Ustalono okres przechowywania faktur
event-invoice-retention-dropped = Usunięto okres przechowywania faktur
event-contract-alert-days-set = Ustalono dni ostrzeżeń o umowach
event-opening-hours-set = Ustalono godziny pracy

## What happened with tasks

event-task-raised = Utworzono zadanie
event-task-opened = Otwarto zadanie
event-task-taken = Podjęto zadanie
event-task-handed-on = Przekazano zadanie
event-task-completed = Wykonano zadanie

## What happened with colleagues

event-user-created = Dodano pracownika
event-user-changed = Zmieniono pracownika
event-roles-changed = Zmieniono role
event-workplace-set = Ustalono rejon i godziny
event-hours-set = Ustalono godziny pracy
event-skills-set = Ustalono umiejętności i rejon
event-absence-planned = Wpisano nieobecność
event-absence-withdrawn = Wycofano nieobecność
event-password-set = Zmieniono hasło
event-user-deactivated = Wyłączono konto
event-user-reactivated = Przywrócono konto
event-user-forgotten = Dane pracownika usunięte
event-preferences-set = Wybrano język i wygląd
event-calendar-shared = Udostępniono kalendarz
event-calendar-withdrawn = Wycofano kalendarz

## What happened with visits

event-visit-requested = Zgłoszono potrzebę wizyty
event-visit-scheduled = Zaplanowano wizytę
event-visit-moved = Przełożono wizytę
event-helpers-set = Ustalono, kto jedzie razem
event-visit-unscheduled = Zdjęto wizytę z planu
event-visit-cancelled = Odwołano wizytę
event-part-needed = Potrzebna część
event-visit-started = Rozpoczęto wizytę
event-visit-interrupted = Przerwano wizytę
event-part-used = Zużyto część
event-part-returned = Zwrócono część
event-visit-finished = Zakończono wizytę
event-follow-up-linked = Powiązano wizytę uzupełniającą

## What was ordered

command-anchor-set = Zapisz stan dziennika
command-anchor-note-restored = Zapisz przywrócenie z kopii zapasowej
command-customer-note-forgotten = Zapisz usunięcie danych klienta
command-customer-note-contact-forgotten = Zapisz usunięcie danych osoby kontaktowej
command-user-note-forgotten = Zapisz usunięcie danych pracownika
command-settings-set-invoice-retention = Ustal okres przechowywania faktur
command-settings-drop-invoice-retention = Usuń okres przechowywania faktur
command-privacy-forget = Usuń dane osoby
command-privacy-give-dossier = Wydaj kopię danych
command-privacy-end-terms = Zakończ okresy przechowywania, które upłynęły
command-privacy-order-again = Ponowne zlecenie usunięcia danych po przywróceniu
command-privacy-note-carried-out = Zapisz wykonanie usunięcia
command-article-register = Wprowadź artykuł
command-article-change = Zmień artykuł
command-article-archive = Zarchiwizuj artykuł
command-article-receive = Przyjmij towar
command-article-take = Pobierz z magazynu
command-article-put-back = Zwróć do magazynu
command-article-count = Policz stan magazynu
command-clock-strike = Rozpocznij zaplanowane zadanie
command-contract-draft = Sporządź umowę
command-contract-change = Zmień umowę
command-contract-sign-on-screen = Podpisz umowę na ekranie
command-contract-sign-on-paper = Podpisz umowę na papierze
command-contract-give-notice = Wypowiedz umowę
command-contract-renew = Przedłuż umowę
command-contract-extend = Wydłuż umowę
command-contract-end = Zakończ umowę
command-contract-discard = Odrzuć szkic umowy
command-customer-register = Wprowadź klienta
command-customer-change = Zmień klienta
command-customer-add-contact = Dodaj osobę kontaktową
command-customer-change-contact = Zmień osobę kontaktową
command-customer-remove-contact = Usuń osobę kontaktową
command-customer-add-note = Dodaj notatkę
command-customer-record-call = Zapisz rozmowę
command-customer-archive = Zarchiwizuj klienta
command-customer-restore = Przywróć klienta
command-fault-report = Zgłoś awarię
command-fault-change = Zmień awarię
command-fault-solve = Usuń awarię
command-fault-reopen = Ponownie otwórz awarię
command-fault-cancel = Wycofaj awarię
command-invoice-draft = Sporządź szkic faktury
command-invoice-change = Zmień szkic faktury
command-invoice-note-exchange-rate = Zapisz kurs wymiany
command-invoice-discard = Odrzuć szkic faktury
command-invoice-issue = Wystaw fakturę
command-invoice-record-payment = Zaksięguj płatność
command-invoice-record-refund = Zaksięguj zwrot
command-invoice-dispute = Zakwestionuj fakturę
command-invoice-settle-dispute = Rozstrzygnij spór
command-invoice-remind = Przypomnij o płatności
command-invoice-credit = Skoryguj fakturę
command-machine-install = Zamontuj maszynę
command-machine-change = Zmień maszynę
command-machine-remove = Zabierz maszynę
command-mail-queue = Przygotuj wiadomość
command-mail-begin-sending = Wyślij wiadomość
command-mail-mark-sent = Oznacz wiadomość jako wysłaną
command-mail-mark-failed = Oznacz wiadomość jako nieudaną
command-mail-retry = Wyślij wiadomość ponownie
command-mail-give-up = Porzuć wiadomość
command-opportunity-open = Otwórz szansę sprzedaży
command-opportunity-record-contact = Zapisz kontakt
command-opportunity-win = Wygraj szansę sprzedaży
command-opportunity-lose = Przegraj szansę sprzedaży
command-purchase-order-draft = Przygotuj zamówienie
command-purchase-order-change = Zmień zamówienie
command-purchase-order-place = Złóż zamówienie
command-purchase-order-receive = Przyjmij dostawę
command-purchase-order-cancel = Wycofaj zamówienie
command-settings-change-company = Zmień dane firmy
command-settings-set-vat-rate = Ustal stawkę VAT
command-settings-set-hourly-rate = Ustal stawkę godzinową
command-settings-drop-vat-rate = Usuń stawkę VAT
command-settings-drop-hourly-rate = Usuń stawkę godzinową
command-settings-set-reminder-days = Ustal dni przypomnień
command-settings-set-payment-days = Ustal termin płatności
command-settings-set-contract-alert-days = Ustal dni ostrzeżeń o umowach
command-settings-set-opening-hours = Ustal godziny pracy
command-supplier-register = Wprowadź dostawcę
command-supplier-change = Zmień dostawcę
command-task-raise = Utwórz zadanie
command-task-open = Otwórz zadanie
command-task-take = Podejmij zadanie
command-task-hand-on = Przekaż zadanie
command-task-complete = Zakończ zadanie
command-user-create = Dodaj pracownika
command-user-change = Zmień pracownika
command-user-set-workplace = Ustal rejon i godziny
command-user-set-hours = Ustal godziny pracy
command-user-set-skills = Ustal umiejętności i rejon
command-user-plan-absence = Wpisz nieobecność
command-user-withdraw-absence = Wycofaj nieobecność
command-user-change-password = Zmień własne hasło
command-user-reset-password = Nadaj nowe hasło
command-user-deactivate = Wyłącz konto
command-user-reactivate = Przywróć konto
command-user-set-preferences = Wybierz język i wygląd
command-user-share-calendar = Udostępnij kalendarz
command-user-withdraw-calendar = Wycofaj kalendarz
command-visit-request = Zgłoś potrzebę wizyty
command-visit-schedule = Zaplanuj wizytę
command-visit-set-helpers = Ustal, kto jedzie razem
command-visit-unschedule = Zdejmij wizytę z planu
command-visit-cancel = Odwołaj wizytę
command-visit-need-part = Zgłoś potrzebę części
command-visit-start = Rozpocznij wizytę
command-visit-interrupt = Przerwij wizytę
command-visit-use-part = Zużyj część
command-visit-return-part = Zwróć część
command-visit-finish = Zakończ wizytę
command-visit-link-follow-up = Powiąż wizytę uzupełniającą

## Kinds of things

thing-anchor = Dziennik
thing-contact = Osoba kontaktowa
thing-privacy = Prywatność
thing-article = Artykuł
thing-clock = Zegar
thing-contract = Umowa
thing-customer = Klient
thing-fault = Awaria
thing-invoice = Faktura
thing-machine = Maszyna
thing-mail = Wiadomość
thing-opportunity = Szansa sprzedaży
thing-purchase-order = Zamówienie
thing-series = Seria numerów
thing-settings = Ustawienia
thing-supplier = Dostawca
thing-task = Zadanie
thing-user = Pracownik
thing-visit = Wizyta

## Fields

field-about = Czego dotyczy
field-address = Adres
field-amount = Kwota
field-answer = Odpowiedź
field-article = Artykuł
field-assignee = Dla kogo
field-at = Moment
field-attempt = Próba
field-automatic = Automatycznie
field-before = Najpóźniej do
field-billable = Do zafakturowania
field-buyer = Nabywca
field-by = Przez
field-calendar = Kalendarz
field-caller = Zgłaszający
field-caller-phone = Telefon zgłaszającego
field-city = Miejscowość
field-company = Firma
field-company-number = Numer rejestrowy
field-confirm = Wyślij potwierdzenie
field-contact = Osoba kontaktowa
field-contract = Umowa
field-counted = Policzono
field-country = Kraj
field-person = Osoba
field-erasure = Usunięcie
field-subjects = Usunięte klucze
field-kept = Pozostaje
field-turn = Raz
field-years = Lata
field-also = Także te teksty
field-key = Klucz
field-invoices = Faktury
field-credit-note = Faktura korygująca
field-currency = Waluta
field-customer = Klient
field-days = Dni
field-delivered-from = Dostawa od
field-delivered-on = Data dostawy
field-delivery-note = Dokument dostawy
field-description = Opis
field-despite = Mimo to, ponieważ
field-undrawn = Dlaczego bez podpisu
field-details = Dane
field-document = Dokument
field-documents = Załączniki
field-drawing = Podpis
field-due = Termin
field-email = Adres e-mail
field-ends = Kończy się
field-exchange = Kurs wymiany
field-expected = Przewidywany czas
field-fault = Awaria
field-findings = Ustalenia
field-first-term = Pierwszy okres
field-follows = Kontynuacja
field-from = Od
field-taken-from = Przejęte od
field-head = Pieczęć
field-heard-at = Zgłoszono o
field-hash = Hasło
field-how = Jak usunięto
field-html = Tekst sformatowany
field-iban = IBAN
field-id = Identyfikator
field-installed-on = Data montażu
field-invoice = Faktura
field-invoice-email = E-mail do faktur
field-invoicing = Adres do faktur
field-items = Pozycje
field-job = Zadanie stałe
field-kept-at = Miejsce przechowywania
field-kind = Rodzaj
field-language = Język
field-lead-days = Czas dostawy w dniach
field-letter = List
field-level = Numer przypomnienia
field-lines = Pozycje
field-login = Nazwa logowania
field-log = Dziennik
field-made-at = Kopia z
field-machine = Maszyna
field-machines = Maszyny
field-management-email = E-mail kierownictwa
field-minimum = Minimum
field-model = Marka i typ
field-month = Miesiąc
field-monthly-fee = Opłata miesięczna
field-name = Nazwa
field-next = Następny kontakt
field-next-try = Następna próba
field-note = Notatka
field-notice = Okres wypowiedzenia
field-number = Numer
field-on = Dnia
field-on-paper = Na papierze
field-on-screen = Na ekranie
field-order = Zamówienie
field-order-quantity = Ilość zamówienia
field-origin = Pochodzenie
field-our-number = Nasz numer klienta
field-overrule = Mimo to, ponieważ
field-more = Dlaczego więcej niż zamówiono
field-owner = Właściciel
field-part = Część
field-parts = Części
field-payment-days = Termin płatności w dniach
field-phone = Numer telefonu
field-place = Miejsce
field-position = Pozycja
field-postcode = Kod pocztowy
field-price = Cena
field-problem = Problem
field-purchase-order = Zamówienie
field-purchase-price = Cena zakupu
field-purpose = Cel
field-quantity = Ilość
field-rate = Stawka
field-reason = Powód
field-reference = Oznaczenie klienta
field-region = Rejon
field-remarks = Uwagi
field-renewal = Przedłużenie
field-role = Rola
field-roles = Role
field-sales-price = Cena sprzedaży
field-salesperson = Handlowiec
field-scan = Skan
field-serial = Numer seryjny
field-signature = Podpis
field-slot = Kiedy
field-solved = Usunięto
field-source = Źródło
field-starts = Zaczyna się
field-stock = Stan magazynu
field-street = Ulica i numer
field-subject = Temat
field-supplier = Dostawca
field-supplier-number = Numer u dostawcy
field-task = Zlecenie
field-technician = Technik
field-technicians = Kto jedzie razem
field-terms = Warunki
field-text = Tekst
field-theme = Wygląd
field-to = Do
field-travelled = Czas dojazdu
field-unit = Jednostka
field-until = Do
field-opening = Godziny pracy
field-promised-at = Obiecano do
field-urgency = Pilność
field-user = Pracownik
field-absence = Nieobecność
field-why = Dlaczego
field-areas = Obszary kodów pocztowych
field-models = Marki i typy
field-kinds = Rodzaje wizyt
field-hours = Godziny pracy
field-skills = Umiejętności
field-monday = Poniedziałek
field-tuesday = Wtorek
field-wednesday = Środa
field-thursday = Czwartek
field-friday = Piątek
field-saturday = Sobota
field-sunday = Niedziela
field-value = Wartość
field-vat = VAT
field-vat-number = Numer VAT
field-visit = Wizyta
field-visiting = Adres wizyt
field-week = Godzin tygodniowo
field-weight = Waga
field-words = Słowa
field-work = Wykonana praca
field-worked = Przepracowano
field-worksheet = Karta pracy
field-year = Rok
