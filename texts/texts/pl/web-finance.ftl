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
finance-draft = Szkic faktury
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
finance-exchange = Kurs wymiany
finance-exchange-rate = Złotych za euro
finance-exchange-on = Kurs z dnia
finance-exchange-source = Źródło
finance-exchange-why = VAT od tej faktury należy się w { $currency } i tak też musi być na niej podany. Bez kursu z ostatnich dni nie można wystawić faktury.
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
finance-list-caption = Tabela faktur
finance-lines-caption = Tabela pozycji
finance-run-now = Do zafakturowania
finance-run-lead-now = To jeszcze nie zostało zafakturowane. Pójdzie samo { $day }; przyciskiem można wysłać od razu.
finance-run-months = Miesiące
finance-run-more = I jeszcze { $count } umów, które też zostaną zafakturowane.
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
finance-outcome-made = Wystawiona
finance-outcome-needs-rate = Czeka na kurs waluty
finance-outcome-issued = Wysłana
finance-outcome-reminded = Przypomniano
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
finance-remind-now = Przypomnij teraz
finance-home-drafts = Szkice
finance-home-drafts-note = gotowe do wysłania
finance-home-paid = Wpływy w tym miesiącu
finance-home-disputed = Zakwestionowana: faktura { $number }, { $customer }
finance-home-disputed-do = Wyjaśnij
finance-home-call = Telefon do { $customer } w sprawie faktury { $number }
finance-home-call-do = Otwórz
finance-home-call-what = { $amount }, { $days ->
    [one] 1 dzień po terminie
    [few] { $days } dni po terminie
    [many] { $days } dni po terminie
   *[other] { $days } dnia po terminie
}. Wysłano wszystkie przypomnienia.
finance-home-refund = Zwrot dla { $customer }, faktura { $number }
finance-home-refund-do = Zwróć
finance-home-send = Wyślij fakturę dla { $customer }
finance-home-send-do = Otwórz
finance-home-send-what = { $amount } netto
finance-home-run = { $count ->
    [one] Wystaw fakturę miesięczną z 1 umowy
    [few] Wystaw faktury miesięczne z { $count } umów
    [many] Wystaw faktury miesięczne z { $count } umów
   *[other] Wystaw faktury miesięczne z { $count } umowy
}
finance-home-run-do = Zobacz
finance-agenda = Najbliższe dni
finance-agenda-none = Do { $day } nie ma terminów płatności ani przypomnień.
finance-agenda-by-itself = wyjdą same, o 7:10
finance-agenda-reminders = { $count ->
    [one] 1 przypomnienie
    [few] { $count } przypomnienia
    [many] { $count } przypomnień
   *[other] { $count } przypomnienia
}
finance-agenda-due = { $count ->
    [one] Termin 1 faktury
    [few] Termin { $count } faktur
    [many] Termin { $count } faktur
   *[other] Termin { $count } faktury
}
finance-agenda-run = Faktury miesięczne: { $month }
finance-agenda-run-what = { $count ->
    [one] 1 umowa
    [few] { $count } umowy
    [many] { $count } umów
   *[other] { $count } umowy
}, { $amount } netto
finance-home-late = Po terminie: faktura { $number }, { $customer }
finance-home-late-do = Zaksięguj wpłatę
finance-home-not-reminded = jeszcze bez przypomnienia
finance-delivered-from = Dostawa od
finance-delivered-until = Dostawa w dniu lub do dnia
finance-delivered-hint = Puste oznacza dzień wysłania.
finance-book-payments = Zaksięguj płatności
finance-book-lead = Podaj, co wpłynęło na każdą fakturę. Nic nie zostanie zaksięgowane, dopóki wszystkiego nie da się odczytać.
finance-nothing-open = Pominięto, bo nie ma nic do zapłaty: { $numbers }.
finance-nothing-to-book = Nie ma czego księgować
finance-nothing-to-book-why = Wybierz na liście faktury, na których jest jeszcze coś do zapłaty.
finance-payments = Płatności
finance-book-go =
    { $count ->
        [one] Zaksięguj { $count } płatność
        [few] Zaksięguj { $count } płatności
       *[other] Zaksięguj { $count } płatności
    }
finance-amount-of = Kwota faktury { $number }
finance-on-of = Data wpływu dla faktury { $number }
finance-reference-of = Tytuł przelewu dla faktury { $number }
finance-outcome-booked = Zaksięgowano
finance-booked =
    { $count ->
        [0] Nic nie zaksięgowano.
        [one] Zaksięgowano { $count } płatność.
        [few] Zaksięgowano { $count } płatności.
       *[other] Zaksięgowano { $count } płatności.
    }
finance-refused =
    { $count ->
        [one] Odrzucono { $count }; powód podano niżej.
       *[other] Odrzucono { $count }; powody podano niżej.
    }
