# The pages of contracts.

contracts-fee = Miesięcznie
contracts-new = Nowa umowa
contracts-list = Lista umów
contracts-filter = Szukaj umów
contracts-search = Numer lub klient
contracts-none-here = W tym widoku nie ma umów.
contracts-pages = Strony z umowami
contracts-first = Pierwsza
contracts-views = Widoki
contracts-view-running = Trwające
contracts-view-soon = Zbliża się termin wypowiedzenia
contracts-view-draft = Szkice
contracts-view-notice = Wypowiedziane
contracts-view-ended = Zakończone
contracts-view-all = Wszystkie
contracts-state-discarded = Anulowana
contracts-last-notice = Ostatni dzień wypowiedzenia
contracts-end = Koniec
contracts-renews = przedłuża się
contracts-contract = Umowa { $number }
contracts-life = Okres od { $from } do { $until }. Wypowiedzenie możliwe do { $notice }.
contracts-begin = Początek
contracts-today = Dziś
contracts-term = Okres
contracts-terms = Warunki
contracts-no-renewal = brak, kończy się sama
contracts-first-term = Pierwszy okres w miesiącach
contracts-renewal = Przedłużenie w miesiącach
contracts-notice = Wypowiedzenie w miesiącach
contracts-starts = Data rozpoczęcia
contracts-billing = Faktury
contracts-billed-first = 1. dnia miesiąca, automatycznie
contracts-kept-at = Oryginał papierowy
contracts-remarks = Pozostałe ustalenia
contracts-machines = Urządzenia
contracts-machine-gone = już tam nie stoi
contracts-signed-by = Podpisał(a)
contracts-signed-on = Data podpisu
contracts-recorded = Zapisano
contracts-fingerprint = Odcisk (SHA-256)
contracts-scan = Skan (SHA-256)
contracts-signature-of = Podpis: { $name }
contracts-signature = Podpis
contracts-discard = Anuluj szkic
contracts-end-now = Zakończ
contracts-done-discarded = Szkic anulowany
contracts-done-notice = Odnotowano wypowiedzenie
contracts-done-ended = Umowa zakończona
contracts-done-signed = Umowa podpisana
contracts-story = Historia
contracts-sign = Podpisz umowę { $number }
contracts-sign-lead = Przeczytaj umowę przed podpisaniem.
contracts-read = Przeczytaj umowę (PDF)
contracts-signer = Imię i nazwisko podpisującego
contracts-draw = Podpisz tutaj; wystarczy też samo imię i nazwisko
contracts-clear = Od nowa
contracts-on-screen = Podpis na tym ekranie
contracts-lead =
    { $count ->
        [one] { $count } trwająca umowa, razem { $fee } miesięcznie
        [few] { $count } trwające umowy, razem { $fee } miesięcznie
       *[other] { $count } trwających umów, razem { $fee } miesięcznie
    }
contracts-months =
    { $count ->
        [one] { $count } miesiąc
        [few] { $count } miesiące
       *[other] { $count } miesięcy
    }
contracts-in-days =
    { $days ->
        [one] jeszcze { $days } dzień
        [few] jeszcze { $days } dni
       *[other] jeszcze { $days } dni
    }
contracts-list-caption = Tabela umów
contracts-machines-caption = Tabela urządzeń
contracts-on-paper = Podpisano na papierze
contracts-paper-signer = Imię i nazwisko osoby, która podpisała
contracts-kept-at-hint = Gdzie leży papier, na przykład segregator 12, szafa 2
contracts-scan-file = Skan podpisanej umowy
contracts-another-scan = Inny skan
contracts-scan-hint = PDF, JPEG lub PNG, najwyżej { $most } MB
contracts-scan-kept = Skan został odebrany.
contracts-paper-save = Zapisz ze skanem
contracts-open-scan = Otwórz skan
