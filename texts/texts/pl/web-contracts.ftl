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
contracts-view-coming = Rozpocznie się
contracts-view-soon = Zbliża się termin wypowiedzenia
contracts-view-draft = Szkice
contracts-view-notice = Wypowiedziane
contracts-view-ended = Zakończone
contracts-view-all = Wszystkie
contracts-state-discarded = Anulowana
contracts-last-notice = Ostatni dzień wypowiedzenia
contracts-end = Koniec
contracts-notice-past = nie można już wypowiedzieć
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
contracts-machines = Maszyny
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
contracts-machines-caption = Tabela maszyn
contracts-on-paper = Podpisano na papierze
contracts-paper-signer = Imię i nazwisko osoby, która podpisała
contracts-kept-at-hint = Gdzie leży papier, na przykład segregator 12, szafa 2
contracts-scan-file = Skan podpisanej umowy
contracts-another-scan = Inny skan
contracts-scan-hint = PDF, JPEG lub PNG, najwyżej { $most } MB
contracts-scan-kept = Skan został odebrany.
contracts-paper-save = Zapisz ze skanem
contracts-open-scan = Otwórz skan
contracts-begins-on = Zaczyna się { $day }
contracts-left = Pozostało: { $span }
contracts-left-both = Pozostało: { $first } i { $second }
contracts-years =
    { $count ->
        [one] { $count } rok
        [few] { $count } lata
       *[other] { $count } lat
    }
contracts-days =
    { $count ->
        [one] { $count } dzień
        [few] { $count } dni
       *[other] { $count } dni
    }
contracts-each-time =
    { $count ->
        [one] za każdym razem { $count } miesiąc
        [few] za każdym razem { $count } miesiące
       *[other] za każdym razem { $count } miesięcy
    }
contracts-its-first-term = Pierwszy okres
contracts-its-renewal = Przedłużenie
contracts-its-notice = Okres wypowiedzenia
contracts-reminders = Przypomnienia
contracts-remind-signed = Przy podpisaniu
contracts-remind-notice =
    { $count ->
        [one] { $count } dzień przed terminem wypowiedzenia
       *[other] { $count } dni przed terminem wypowiedzenia
    }
contracts-remind-end =
    { $count ->
        [one] { $count } dzień przed końcem
       *[other] { $count } dni przed końcem
    }
contracts-remind-given = Zgłoszono
contracts-remind-comes = Nadejdzie
contracts-extend = Przedłuż
contracts-extend-what = Umowa obowiązuje teraz do { $day }. Po przedłużeniu trwa dalej na tych samych warunkach.
contracts-extend-after-notice = Umowa została wypowiedziana i obowiązuje do { $day }. Przedłużenie cofa wypowiedzenie.
contracts-extend-months = O ile miesięcy dłużej
contracts-done-extended = Umowa przedłużona
contracts-notice-what = Przy wypowiedzeniu dzisiaj umowa obowiązuje do { $day }.
contracts-notice-reason = Kto i dlaczego
contracts-notice-on = Data wypowiedzenia
contracts-end-what = Umowa kończy się tego dnia, niezależnie od okresu wypowiedzenia. Potem nie będzie już faktur.
contracts-last-day = Ostatni dzień
contracts-story-signed = Podpisano: { $name }
contracts-story-notice = Wypowiedziano, obowiązuje do { $day }
contracts-story-renewed = Przedłużono do { $day }
contracts-story-notice-undone = Cofnięto wypowiedzenie; trwa do { $day }
contracts-story-ended = Zakończono { $day }
contracts-all-invoices = Wszystkie faktury tego klienta
contracts-signed-already = Ta umowa jest już podpisana albo została anulowana.
contracts-done-drafted = Umowa sporządzona
contracts-new-lead = Najpierw szkic; umowa obowiązuje, gdy klient ją podpisze.
contracts-fee-hint = Bez VAT
contracts-starts-hint = Wpisz dzień, na przykład 1-1-2027.
contracts-first-term-hint = Od 1 do 240 miesięcy
contracts-renewal-hint = 0: umowa kończy się sama
contracts-notice-hint = Przed końcem okresu
contracts-machines-none = Wybierz klienta z maszynami; potem wybierz tutaj, których dotyczy umowa.
contracts-hours = Godzin rocznie
contracts-hours-hint = Puste: godzin się nie liczy
contracts-hours-alert = Ostrzegaj przy % wykorzystania
contracts-hours-alert-hint = Puste: przy 80 procentach
contracts-hours-used = Wykorzystano { $used } z { $budget } od { $since }, pozostało { $left }
task-contract-hours-low = Z umowy { $contract } wykorzystano { $used } z { $budget } godzin.
task-contract-hours-out = Godziny umowy { $contract } są wyczerpane: { $used } z { $budget }.
