# Finance's pages: invoices and the monthly run.

finance-state-discarded = Anulowany
finance-open-of-which-late = Do zapłaty { $open }, w tym { $late } po terminie
finance-run = Faktury miesięczne
finance-new = Nowa faktura
finance-list = Lista faktur
finance-filter = Szukaj faktur
finance-search = Znajdź fakturę
finance-search-hint = Numer lub klient
finance-none-here = W tym widoku nie ma faktur.
finance-pages = Strony z fakturami
finance-first = Pierwsza
finance-ageing = Należności według wieku
finance-age-not-due = Przed terminem
finance-age-30 = 1–30 dni
finance-age-60 = 31–60 dni
finance-age-over = Ponad 60 dni
finance-views = Widoki
finance-view-attention = Wymagają uwagi
finance-view-late = Po terminie
finance-view-open = Otwarte
finance-view-disputed = Kwestionowane
finance-view-draft = Szkice
finance-view-paid = Zapłacone
finance-view-credited = Skorygowane
finance-view-owed = Do zwrotu
finance-view-all = Wszystkie
finance-due = Termin
finance-reminder = Przypomnienie
finance-on-this-page = Na tej stronie
finance-without-vat = netto
finance-still-open = pozostało { $open }
finance-invoice = Faktura { $number }
finance-done-issued = Faktura wysłana
finance-issue = Wyślij
finance-vat-standard = Stawka podstawowa
finance-vat-reduced = Stawka obniżona
finance-vat-zero = Stawka zerowa
finance-vat-reverse-charge = Odwrotne obciążenie
finance-net = Razem netto
finance-vat-over = VAT { $rate } od { $net }
finance-lines = Pozycje
finance-origin = Podstawa
finance-buyer = Nabywca
finance-issued-on = Data wystawienia
finance-delivered-on = Data dostawy
finance-reference = Znak klienta
finance-open = Do zapłaty
finance-owed = Do zwrotu
finance-late = Po terminie
finance-about = Dane
finance-story = Historia
finance-done-paid = Płatność zaksięgowana
finance-done-refunded = Zwrot zaksięgowany
finance-done-settled = Spór wyjaśniony
finance-done-disputed = Odnotowano zastrzeżenie
finance-done-credited = Wystawiono korektę
finance-done-discarded = Szkic usunięty
finance-paid-on = Data wpływu
finance-refunded-on = Data zwrotu
finance-bank-reference = Opis z banku
finance-book-payment = Zaksięguj płatność
finance-refund = Zaksięguj zwrot
finance-settle = Zakończ spór
finance-how-settled = Jak to wyjaśniono?
finance-dispute = Zakwestionuj
finance-credit = Skoryguj
finance-discard = Usuń szkic
finance-discard-month = Jeśli anulujesz ten szkic, { $month } z tej umowy nie będzie już fakturowany automatycznie.
finance-add-line = Dodaj pozycję
finance-remove-line = Usuń pozycję
finance-choose-customer = Wybierz klienta
finance-month = Miesiąc
finance-run-lead = To zostanie automatycznie zafakturowane i wysłane { $day }.
finance-run-nothing = Nic do zafakturowania
finance-run-nothing-why = Wszystkie trwające umowy są zafakturowane.
finance-run-fees = Umowy
finance-figures = Najważniejsze liczby
finance-list-caption = Tabela faktur
finance-attention-caption = Faktury wymagające uwagi
finance-drafts-caption = Szkice faktur
finance-lines-caption = Tabela pozycji
finance-run-now = Do zafakturowania
finance-run-lead-now = To jeszcze nie zostało zafakturowane. Pójdzie samo { $day }; przyciskiem można wysłać od razu.
finance-run-months = Miesiące
finance-run-go =
    { $count ->
        [one] Wystaw i wyślij { $count } fakturę
        [few] Wystaw i wyślij { $count } faktury
       *[other] Wystaw i wyślij { $count } faktur
    }
finance-run-done =
    { $count ->
        [0] Nic nie wystawiono
        [one] Wystawiono { $count } fakturę
        [few] Wystawiono { $count } faktury
       *[other] Wystawiono { $count } faktur
    }
finance-run-follows = Za chwilę same otrzymają numery i zostaną wysłane mailem.
finance-run-result = Wynik
finance-outcome-made = Wystawiona
finance-outcome-issued = Wysłana
finance-outcome-reminded = Przypomniano
finance-outcome-was = Już była
finance-outcome-all-reminders = Wszystkie przypomnienia zostały już wysłane.
finance-outcome-caption = Tabela: co się stało z każdą fakturą
finance-bulk-done =
    { $count ->
        [0] Nic nie zrobiono
        [one] Załatwiono { $count } fakturę
        [few] Załatwiono { $count } faktury
       *[other] Załatwiono { $count } faktur
    }
finance-back-to-invoices = Do faktur
finance-pick = Zaznacz fakturę { $number }
finance-pick-all = Zaznacz wszystkie faktury na tej stronie
finance-picked = Zaznaczone faktury
finance-picked-one = Zaznaczono { "{n}" } fakturę
finance-picked-few = Zaznaczono { "{n}" } faktury
finance-picked-many = Zaznaczono { "{n}" } faktur
finance-picked-other = Zaznaczono { "{n}" } faktury
finance-unpick = Odznacz wszystko
finance-remind-now = Przypomnij teraz
