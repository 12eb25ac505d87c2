# The pages of customers: list, card, forms and the story.

customers-kind-company = Firma
customers-kind-person = Osoba prywatna
customers-payment-none = Brak faktury
customers-payment-paid = Zapłacono
customers-payment-open = Do zapłaty
customers-payment-late = Po terminie
customers-crumbs = Ścieżka
customers-add = Dodaj
customers-email = E-mail
customers-view-only = Zarządza Sprzedaż, tylko podgląd
customers-finance-manages = Zarządza Finanse
customers-list = Lista klientów
customers-table = Tabela: { $name }
customers-table-wide = Tabela klientów, przewiń w bok, by zobaczyć więcej kolumn
customers-filter = Filtruj klientów
customers-search = Szukaj na tej liście
customers-search-example = Nazwa, miejscowość, kontakt, telefon lub numer
customers-views = Widoki
customers-view-all = Wszyscy klienci
customers-view-faults = Otwarta awaria
customers-view-late = Płatność po terminie
customers-view-contract = Z umową
customers-view-archived = Archiwum
customers-payment = Zapłacono
customers-contract = Umowa
customers-machines = Maszyny
customers-last-contact = Ostatni kontakt
customers-open-count = Otwarte: { $count }
customers-no-contract = Brak umowy
customers-contract-until = do: { $day }
customers-none = Nie znaleziono klientów
customers-none-why = Szukaj po początku nazwy, miejscowości, numerze lub telefonie albo wyczyść filtry.
customers-pages = Strony
customers-first-page = Pierwsza strona
customers-import = Wczytaj listę
customers-new = Nowy klient
customers-edit = Zmień klienta
customers-archived = Zarchiwizowani klienci
customers-is-archived = Ten klient jest w archiwum. Wszystko można nadal czytać; przywróć klienta, aby coś zmienić.
customers-contract-runs = Umowa trwa
customers-since = klient od: { $month }
customers-more = Więcej działań
customers-restore = Przywróć z archiwum
customers-tabs = Części karty klienta
customers-tab-overview = Przegląd
customers-tab-contacts = Kontakty
customers-tab-purchases = Zakupy
customers-tab-documents = Dokumenty
customers-tab-history = Historia
customers-details = Dane
customers-visiting = Adres
customers-invoicing = Adres do faktur
customers-invoice-email = E-mail do faktur
customers-company-number = REGON
customers-vat-number = NIP
customers-payment-term = Termin płatności
customers-payment-term-hint = W dniach; puste oznacza zwykły termin.
customers-days-own = zwykły termin
customers-despite = Numer wygląda błędnie, mimo to poprawny: { $reason }
customers-contacts = Osoby kontaktowe
customers-no-contacts = Brak osób kontaktowych
customers-contacts-gone = Dane osób kontaktowych zostały usunięte.
customers-no-contacts-why = Dodaj osobę, która odbiera telefon u tego klienta.
customers-first-contact = Pierwszy kontakt
customers-call = Zadzwoń: { $name }, { $number }
customers-role = Stanowisko
customers-actions = Działania
customers-new-contact = Nowa osoba kontaktowa
customers-edit-contact = Zmień osobę kontaktową
customers-story = Przebieg
customers-story-filter = Filtruj przebieg
customers-story-all = Wszystko
customers-story-contact = Kontakt
customers-story-faults = Awarie
customers-story-money = Pieniądze
customers-story-changes = Zmiany
customers-story-older = Pokaż starsze
customers-story-empty = Nic się tu jeszcze nie wydarzyło.
customers-story-automatic = automatycznie
customers-story-nothing = puste
customers-story-visit-solved = rozwiązano
customers-story-visit-unsolved = nie rozwiązano
customers-note = Co ustalono lub zauważono
customers-note-example = Napisz, co ustalono. Każdy u nas może to przeczytać, klient nie.
customers-note-kind = Notatka
customers-call-kind = Rozmowa
customers-note-hint = Dla tego, kto później rozmawia z klientem.
customers-save-note = Zapisz
customers-save-call = Zapisz
customers-talked-with = Rozmowa z
customers-with-nobody = Nikt konkretny
customers-open-faults = Otwarte awarie
customers-no-open-faults = Nie ma otwartych awarii.
customers-urgent-unplanned = Pilne, jeszcze niezaplanowane
customers-a-month = { $amount } / mies.
customers-notice-until = Wypowiedzenie możliwe do: { $day }
customers-outstanding = Do zapłaty
customers-late = Po terminie
customers-pays-after = Płaci po
customers-this-year = W tym roku
customers-model = Marka i model
customers-stands = Miejsce
customers-installed = Zainstalowano
customers-installed-hint = Wpisz dzień, np. 18-11 lub jutro.
customers-machines-search = Szukaj po modelu, numerze seryjnym lub miejscu
customers-no-machines = Nie znaleziono maszyn
customers-no-machines-why = Tu pojawią się maszyny u tego klienta.
customers-new-machine = Nowa maszyna
customers-edit-machine = Zmień maszynę
customers-remove-machine = Usuń maszynę
customers-removed = Usunięta
customers-problem = Problem
customers-reported = Zgłoszono
customers-no-faults = Brak awarii
customers-no-faults-why = Tu pojawi się awaria zgłoszona przez klienta.
customers-fee = Miesięcznie
customers-contract-discarded = Odrzucona
customers-no-contracts = Brak umów
customers-no-contracts-why = Tu pojawi się szkic umowy dla tego klienta.
customers-due = Termin płatności
customers-no-invoices = Brak faktur
customers-no-invoices-why = Faktury pojawią się tu po wystawieniu.
customers-on-invoice = Na fakturze
customers-service = Usługa
customers-no-purchases = Nic jeszcze nie kupiono
customers-no-purchases-why = Tu pojawi się to, co jest na fakturze.
customers-document = Dokument
customers-document-open = Otwórz
customers-document-file = Otwórz { $number }
customers-document-contract = Umowa
customers-document-scan = Skan umowy
customers-document-invoice = Faktura
customers-document-credit-note = Faktura korygująca
customers-document-worksheet = Karta pracy
customers-no-documents = Nie ma jeszcze dokumentów
customers-no-documents-why = Tu pojawią się umowy, faktury i karty pracy tego klienta.
customers-who = Kto
customers-email-hint = Do terminów i potwierdzeń.
customers-language-hint = E-maili i dokumentów.
customers-other-invoicing = Adres do faktur jest inny
customers-archive = Przenieś klienta do archiwum
customers-archive-what = Klient zniknie z list. Wszystko pozostanie czytelne i można go przywrócić.
customers-suggest-hint = Wpisz nazwę, miejscowość, telefon, numer klienta lub numer seryjny.
customers-done-new = Klient zapisany
customers-done-contact = Dodano osobę kontaktową
customers-done-contact-removed = Usunięto osobę kontaktową
customers-done-machine-removed = Maszyna usunięta
customers-remove-contact = Usuń osobę kontaktową
customers-remove-contact-what = { $name } zniknie z karty tego klienta.
customers-done-machine = Maszyna zapisana
customers-done-archived = Klient w archiwum
customers-done-restored = Klient przywrócony
customers-story-customer-registered = Klient zapisany
customers-story-customer-renamed = Zmieniono nazwę
customers-story-visiting-address-changed = Zmieniono adres
customers-story-invoicing-address-changed = Zmieniono adres do faktur
customers-story-reachability-changed = Zmieniono telefon lub e-mail
customers-story-company-numbers-changed = Zmieniono REGON lub NIP
customers-story-payment-term-changed = Zmieniono termin płatności
customers-story-language-changed = Zmieniono język
customers-story-contact-added = Dodano osobę kontaktową
customers-story-contact-added-who = Dodano osobę kontaktową: { $who }
customers-story-contact-changed = Zmieniono osobę kontaktową
customers-story-contact-changed-who = Zmieniono dane: { $who }
customers-story-contact-removed = Usunięto osobę kontaktową
customers-story-contact-removed-who = Usunięto osobę kontaktową: { $who }
customers-story-note-added = Notatka
customers-story-call-recorded = Rozmowa
customers-story-call-recorded-who = Rozmowa: { $who }
customers-story-customer-archived = Klient przeniesiony do archiwum
customers-story-customer-restored = Klient przywrócony
customers-story-customer-forgotten = Dane klienta usunięte
customers-story-contact-forgotten = Dane osoby kontaktowej usunięte
customers-story-machine-installed = Dodano maszynę { $label }
customers-story-machine-changed = Zmieniono dane maszyny { $label }
customers-story-machine-removed = Usunięto maszynę { $label }
customers-story-fault-reported = Zgłoszono awarię { $label }
customers-story-fault-reported-who = Awarię { $label } zgłosił(a): { $who }
customers-story-fault-changed = Zmieniono awarię { $label }
customers-story-fault-solved = Awaria { $label } usunięta
customers-story-fault-reopened = Ponownie otwarto awarię { $label }
customers-story-fault-cancelled = Wycofano awarię { $label }
customers-story-visit-requested = Zamówiono wizytę { $label }
customers-story-visit-scheduled = Wizytę { $label } zaplanowano na: { $when }
customers-story-visit-scheduled-who = Wizytę { $label } zaplanowano na: { $when }, { $who }
customers-story-visit-moved = Wizytę { $label } przełożono na: { $when }
customers-story-visit-moved-who = Wizytę { $label } przełożono na: { $when }, { $who }
customers-story-visit-unscheduled = Wizytę { $label } usunięto z planu
customers-story-visit-cancelled = Wizytę { $label } odwołano
customers-story-visit-started = Rozpoczęto wizytę { $label }
customers-story-visit-started-who = { $who } rozpoczyna wizytę { $label }
customers-story-visit-interrupted = Przerwano wizytę { $label }
customers-story-visit-finished = Zakończono wizytę { $label }
customers-story-visit-finished-who = Wizytę { $label } zakończył(a): { $who }
customers-story-contract-drafted = Przygotowano umowę { $label }, { $amount } miesięcznie
customers-story-contract-changed = Zmieniono umowę { $label }, { $amount } miesięcznie
customers-story-contract-discarded = Odrzucono szkic umowy { $label }
customers-story-contract-signed = Podpisano umowę { $label }
customers-story-contract-signed-who = Umowę { $label } podpisał(a): { $who }
customers-story-notice-given = Wypowiedziano umowę { $label }, trwa do: { $when }
customers-story-contract-renewed = Przedłużono umowę { $label } do: { $when }
customers-story-notice-undone = Cofnięto wypowiedzenie umowy { $label }; trwa do: { $when }
customers-story-opportunity-undone = Cofnięto szansę sprzedaży { $label }
customers-story-contract-ended = Umowa { $label } zakończona: { $when }
customers-story-invoice-issued = Wystawiono fakturę { $label }, { $amount }, termin płatności: { $when }
customers-story-payment-recorded = Wpłata { $amount } do faktury { $label }
customers-story-payment-refunded = Zwrot { $amount } z faktury { $label }
customers-story-dispute-opened = Zakwestionowano fakturę { $label }
customers-story-dispute-settled = Rozstrzygnięto spór o fakturę { $label }
customers-story-payment-reminded = Przypomnienie { $words } do faktury { $label }
customers-story-credit-note-issued = Skorygowano fakturę { $label }
customers-story-opportunity-opened = Szansa sprzedaży: { $label }
customers-story-contact-recorded = Rozmowa o: { $label }
customers-story-opportunity-won = Szansa wygrana: { $label }
customers-story-opportunity-lost = Szansa przegrana: { $label }
customers-story-mail-sent = Wysłano e-mail: { $label }
customers-story-mail-sent-who = E-mail do { $who }: { $label }
customers-story-mail-failed = Nie udało się wysłać: { $label }
customers-story-mail-given-up = Zrezygnowano z wysyłki: { $label }
customers-faults-open = { $count ->
    [one] { $count } otwarta awaria
    [few] { $count } otwarte awarie
   *[other] { $count } otwartych awarii
}
customers-days = { $count ->
    [one] { $count } dzień
    [few] { $count } dni
   *[other] { $count } dni
}
customers-mean-days = { $count ->
    [one] średnio { $count } dzień
    [few] średnio { $count } dni
   *[other] średnio { $count } dni
}
customers-double = Ten klient może już tu być:
customers-double-company-number = ten sam numer firmy
customers-double-name-and-postcode = ta sama nazwa i kod pocztowy
customers-double-email = ten sam adres e-mail
customers-double-phone = ten sam numer telefonu
customers-double-another = To jest inny klient
customers-report-fault = Zgłoś awarię
customers-none-yet = Nie ma jeszcze klientów
customers-none-yet-why = Wprowadź pierwszego klienta albo wczytaj listę klientów.
customers-faults-some = Otwarte
customers-back-to-list = Do klientów
customers-outcome-caption = Tabela: co się stało z każdym klientem
customers-outcome-terms = Zmieniono termin płatności
customers-outcome-restored = Przywrócono
customers-payment-term-wrong = Podaj liczbę dni od 0 do 120 albo zostaw puste, aby obowiązywał zwykły termin.
customers-pick = Zaznacz { $name }
customers-pick-all = Zaznacz wszystkich klientów na tej stronie
customers-picked = Zaznaczeni klienci
customers-picked-one = Zaznaczono { "{n}" } klienta
customers-picked-few = Zaznaczono { "{n}" } klientów
customers-picked-many = Zaznaczono { "{n}" } klientów
customers-picked-other = Zaznaczono { "{n}" } klienta
customers-chosen-terms = Zmiana terminu płatności
customers-chosen-terms-lead = Zaznaczeni klienci dostaną ten sam termin. Faktury już wysłane się nie zmienią.
customers-chosen-terms-go = { $count ->
    [one] Zmień termin { $count } klienta
    [few] Zmień termin { $count } klientów
    [many] Zmień termin { $count } klientów
   *[other] Zmień termin { $count } klienta
}
customers-chosen-archive = Archiwizacja klientów
customers-chosen-archive-lead = Zaznaczeni klienci znikną z list. Wszystko pozostanie do wglądu i można ich przywrócić.
customers-chosen-archive-go = { $count ->
    [one] Zarchiwizuj { $count } klienta
    [few] Zarchiwizuj { $count } klientów
    [many] Zarchiwizuj { $count } klientów
   *[other] Zarchiwizuj { $count } klienta
}
customers-chosen-restore = Przywracanie klientów
customers-chosen-restore-lead = Zaznaczeni klienci wrócą na listy.
customers-chosen-restore-go = { $count ->
    [one] Przywróć { $count } klienta
    [few] Przywróć { $count } klientów
    [many] Przywróć { $count } klientów
   *[other] Przywróć { $count } klienta
}
customers-chosen-none = Nie zaznaczono klientów
customers-chosen-none-why = Zaznacz na liście jednego lub kilku klientów.
customers-chosen-done = { $count ->
    [0] U żadnego z zaznaczonych klientów nic się nie zmieniło.
    [one] Wykonano dla { $count } klienta.
    [few] Wykonano dla { $count } klientów.
    [many] Wykonano dla { $count } klientów.
   *[other] Wykonano dla { $count } klienta.
}
