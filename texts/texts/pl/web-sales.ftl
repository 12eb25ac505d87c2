# Whom to contact, the search, and the home of sales.

opportunities = Do kontaktu
opportunities-views = Widoki
opportunities-all = Wszystkie
opportunities-mine = Moje
opportunities-won = Wygrane
opportunities-lost = Przegrane
opportunities-view-only = Zarządza Sprzedaż, tylko podgląd
opportunities-new = Nowa szansa sprzedaży
opportunities-none = Nie ma z kim się kontaktować
opportunities-none-why = Zapisz szansę i kiedy zadzwonisz; tego dnia będzie tu na górze.
opportunities-about = Dotyczy
opportunities-about-hint = W kilku słowach: trzy maszyny do nowego skrzydła.
opportunities-about-whom = Kto i kiedy
opportunities-next = Kontakt dnia
opportunities-value = Możliwa wartość
opportunities-salesperson = Handlowiec
opportunities-last = Ostatnio ustalono
opportunities-title = { $about }, { $name }
opportunities-spoke = Rozmowa
opportunities-said = Co ustalono
opportunities-again = Następny kontakt
opportunities-win = Wygrana
opportunities-lose = Przegrana
opportunities-agreed = Co uzgodniono
opportunities-why-not = Dlaczego nie
opportunities-state-won = Wygrana
opportunities-state-lost = Przegrana
opportunities-done-new = Szansa zapisana
opportunities-overdue = Termin minął: { $day }
search-title = Szukaj
search-for = Szukano: „{ $text }”
search-none = Nic nie znaleziono
search-none-why = Szukaj po początku nazwy, miejscowości, telefonu, numeru klienta lub numeru seryjnego albo po numerze awarii, umowy lub faktury.
search-faults = Awaria { $number }
search-contracts = Umowa { $number }
search-invoices = Faktura { $number }
sales-today-late = Płatność po terminie
opportunities-due = { $count ->
    [one] { $count } klient do kontaktu dziś
    [few] { $count } klienci do kontaktu dziś
   *[other] { $count } klientów do kontaktu dziś
}
search-found = { $count ->
    [one] Znaleziono { $count }
    [few] Znaleziono { $count }
   *[other] Znaleziono { $count }
}
sales-today-ending = Termin wypowiedzenia w ciągu 90 dni
sales-today-worth = wartość { $amount } miesięcznie
sales-today-of = wszystkich klientów: { $count }
sales-today-tell = Telefon do { $customer }: obiecany termin minął
sales-today-speak = Kontakt: { $customer }
search-visits = Wizyta { $number }
search-purchase-orders = Zamówienie { $number }
