# Stock and purchasing: pages, home and what Werkbank tells.

## Lists and filters

purchasing-view-attention = Wymaga uwagi
purchasing-view-all = Wszystko
purchasing-view-archived = Zarchiwizowane
purchasing-views = Widoki
purchasing-pages = Strony
purchasing-first-page = Pierwsza
purchasing-newest = Najnowsze
purchasing-older = Starsze
purchasing-articles = Artykuły
purchasing-filter-articles = Filtrowanie artykułów
purchasing-find-article = Szukaj artykułu
purchasing-find-example = Artykuł, numer lub dostawca
purchasing-find-supplier = Szukaj dostawcy
purchasing-every-supplier = Każdy dostawca

## Stock

purchasing-stock-lead = { $articles }, brak: { $out }, mało: { $low }
purchasing-caption = Artykuły, najpierw te, których brak
purchasing-caption-by-name = Artykuły według nazwy
purchasing-reserved = Zarezerwowane
purchasing-per-week = Na tydzień
purchasing-lasts = Wystarczy na
purchasing-used = Zużyte w 90 dni
purchasing-not-used = nieużywane
purchasing-min = min. { $quantity }
purchasing-lead =
    { $days ->
        [one] dostawa { $days } dzień
        [few] dostawa { $days } dni
       *[many] dostawa { $days } dni
    }
purchasing-comes = { $day }, zamówiono { $quantity }
purchasing-comes-some-day = zamówiono { $quantity }
purchasing-visits-wait =
    { $count ->
        [one] czeka { $count } wizyta
        [few] czekają { $count } wizyty
       *[many] czeka { $count } wizyt
    }
purchasing-nothing-low = Niczego nie brakuje
purchasing-nothing-low-why = Wszystkie artykuły są powyżej minimum albo zamówiono dość.
purchasing-nothing-filtered = Żaden artykuł nie pasuje do filtra.
purchasing-nothing-yet = Nie ma tu jeszcze artykułów.
purchasing-who-waits = Kto czeka?
purchasing-nobody-waits = Nikt nie czeka na brakujący artykuł.
purchasing-nobody-needs = Żadna planowana wizyta nie wymaga tego artykułu.
purchasing-new-appointment = Nowy termin
purchasing-who-needs = Kto tego potrzebuje?
purchasing-needs = { $kind }, { $when }, { $quantity } × { $article }
purchasing-not-planned = do zaplanowania

## Advice

purchasing-advice = Zalecane zamówienia
purchasing-arrives = dostawa { $day }
purchasing-no-supplier = Jeszcze bez dostawcy
purchasing-nothing-to-buy = Teraz nie trzeba nic zamawiać.
purchasing-quantity-of = Ilość: { $article }
purchasing-price-of = Cena: { $article }
purchasing-order-all =
    { $count ->
        [one] Złóż { $count } zamówienie
        [few] Złóż { $count } zamówienia
       *[many] Złóż { $count } zamówień
    }
purchasing-draft-all = Tylko przygotuj
purchasing-order-hint = Każdy dostawca od razu dostaje zamówienie mailem.
purchasing-done-placed = Zamówiono. Dostawca dostanie mail.
purchasing-done-drafted = Przygotowano. Nic jeszcze nie zamówiono.
purchasing-done-received = Przyjęcie zaksięgowane

## An article

purchasing-new-article = Nowy artykuł
purchasing-change-article = Zmiana: { $article }
purchasing-article-number = Numer artykułu
purchasing-unit-hint = Sztuka, metr, litr
purchasing-minimum-hint = Przy tej ilości pora zamówić
purchasing-supplier-hint = Bez dostawcy nie można zamówić tego artykułu
purchasing-stock-now = Stan teraz
purchasing-automatic = Zamawiaj automatycznie
purchasing-automatic-long = Zamawiaj automatycznie przy minimum
purchasing-automatic-hint = Werkbank sam złoży zamówienie na tę ilość i o tym powiadomi.
purchasing-movements = Historia stanu
purchasing-movements-caption = Zmiany stanu, najnowsze pierwsze
purchasing-moved-registered = Stan początkowy
purchasing-moved-received = Przyjęto
purchasing-moved-taken = Zużyto
purchasing-moved-put-back = Zwrócono
purchasing-moved-counted = Policzono
purchasing-coming = W drodze
purchasing-on-drafts = W szkicach
purchasing-about = Dane
purchasing-count-title = Liczenie stanu
purchasing-counted = Policzona ilość
purchasing-count-reason = Dlaczego się różni
purchasing-archive-title = Archiwizacja artykułu
purchasing-vat-standard = Stawka podstawowa
purchasing-vat-reduced = Stawka obniżona
purchasing-vat-zero = Stawka zerowa
purchasing-vat-reverse-charge = Odwrotne obciążenie

## Purchase orders

purchasing-order = Zamówienie
purchasing-order-title = Zamówienie { $number }
purchasing-orders-lead = Co jest gotowe, w drodze i przyjęte
purchasing-orders-open = Otwarte
purchasing-orders-caption = Zamówienia, najnowsze pierwsze
purchasing-order-draft = Szkic
purchasing-new-order = Nowe zamówienie
purchasing-change-order = Zmiana zamówienia { $number }
purchasing-expected = Oczekiwane
purchasing-by-itself = automatycznie
purchasing-by-hand = ręcznie
purchasing-by = Utworzono
purchasing-drafted-on = Przygotowano
purchasing-placed-on = Zamówiono
purchasing-place = Złóż zamówienie
purchasing-draft = Przygotuj
purchasing-discard = Usuń szkic
purchasing-discard-title = Usunięcie szkicu
purchasing-cancel-rest = Wycofaj resztę
purchasing-cancel-title = Wycofanie reszty zamówienia
purchasing-cancelled-because = Wycofano: { $reason }
purchasing-no-orders = Brak zamówień
purchasing-no-orders-why = Nic nie jest teraz przygotowane ani w drodze.
purchasing-count-orders =
    { $count ->
        [one] { $count } zamówienie
        [few] { $count } zamówienia
       *[many] { $count } zamówień
    }
purchasing-lines-caption = Artykuły w tym zamówieniu
purchasing-ordered = Zamówiono
purchasing-received = Przyjęto
purchasing-open = Pozostało
purchasing-total-without-vat = Razem bez VAT
purchasing-receive = Przyjęcie towaru
purchasing-received-on = Przyjęto dnia
purchasing-of-open = z { $quantity }
purchasing-receipts-caption = Przyjęcia, najstarsze pierwsze
purchasing-receipts = Co przyjęto
purchasing-choose-supplier = U którego dostawcy?
purchasing-fill-in = Wpisz zamawiane ilości. Puste wiersze nie będą zamówione.
purchasing-fill-in-caption = Artykuły tego dostawcy

## Suppliers

purchasing-new-supplier = Nowy dostawca
purchasing-change-supplier = Zmiana: { $supplier }
purchasing-suppliers-caption = Dostawcy według nazwy
purchasing-count-suppliers =
    { $count ->
        [one] { $count } dostawca
        [few] { $count } dostawców
       *[many] { $count } dostawców
    }
purchasing-no-suppliers = Brak dostawców
purchasing-no-suppliers-why = Wpisz dostawcę, aby móc zamawiać.
purchasing-lead-time = Czas dostawy
purchasing-email-hint = Na ten adres idą zamówienia
purchasing-order-language = Język zamówień

## Today

purchasing-kpi-out = nic nie zostało
purchasing-kpi-low = na minimum lub poniżej
purchasing-kpi-ordered = artykuły w drodze
purchasing-kpi-advice = do zamówienia teraz
purchasing-due-what =
    { $count ->
        [one] { $count } pozycja, { $amount }
        [few] { $count } pozycje, { $amount }
       *[many] { $count } pozycji, { $amount }
    }
purchasing-draft-what =
    { $count ->
        [one] Jeszcze niezłożone: { $count } pozycja, { $amount }
        [few] Jeszcze niezłożone: { $count } pozycje, { $amount }
       *[many] Jeszcze niezłożone: { $count } pozycji, { $amount }
    }
purchasing-short = Zostało { $stock }, minimum { $minimum }. { $supplier }
purchasing-short-waited =
    { $count ->
        [one] Zostało { $stock }, minimum { $minimum }. { $supplier }. Potrzebuje { $count } wizyta
        [few] Zostało { $stock }, minimum { $minimum }. { $supplier }. Potrzebują { $count } wizyty
       *[many] Zostało { $stock }, minimum { $minimum }. { $supplier }. Potrzebuje { $count } wizyt
    }

## What Werkbank tells

task-article-low = { $name } ({ $article }): mało
task-article-out = { $name } ({ $article }): brak
task-stock-below-zero = Policz { $name } ({ $article }): zużyto więcej, niż było
task-article-ordered = { $name } ({ $article }): zamówiono automatycznie
task-appointment-at-risk = Wizyta { $visit }: brak lub za mało { $name } ({ $article }). Umów nowy termin
purchasing-deliveries = Dostawy
purchasing-deliveries-none = Nic nie jest w drodze.
purchasing-more-because = więcej niż zamówiono: { $reason }
purchasing-comes-on = dostawa { $day }
purchasing-ordered-already = { $article }: w międzyczasie zamówiono lub jest w szkicu
task-article-short = { $name } ({ $article }): mniej na stanie, niż potrzeba na wizyty
purchasing-none-yet = Nie ma jeszcze artykułów
purchasing-none-yet-why = Wprowadź pierwszy artykuł; potem zobaczysz tu, co trzeba zamówić.
purchasing-service = Konserwacja u klienta
purchasing-service-hint = Puste: bez konserwacji
purchasing-plans-service = Werkbank planuje konserwację, gdy tylko to sprzedano lub dostarczono
