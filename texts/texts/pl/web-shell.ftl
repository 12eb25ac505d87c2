# The frame of every page, signing in, forms.

form-error = Błąd:
form-error-title = Błąd
form-wrong = Coś się nie zgadza. Prosimy to sprawdzić.
form-stored-now = Teraz zapisane jest: { $stored }. Przejmij to albo zapisz to, co tu stoi.
form-overrule = Można to zrobić mimo to, po podaniu powodu.
form-overrule-reason = Powód, dlaczego mimo to
shell-skip = Do treści
shell-menu = Menu główne
shell-keys = Skróty klawiszowe
shell-keys-hint = Klawisz ? pokazuje skróty
shell-search = Szukaj wszędzie
shell-search-example = Szukaj klienta, maszyny, awarii lub faktury
shell-looking-back = Stan z chwili: { $moment }.
shell-only-now = Zmieniać można tylko teraźniejszość.
shell-to-now = Do teraz
shell-moment = Chwila
shell-look-back-go = Pokaż
shell-look-back = Jak było dnia …
shell-look-back-how = Ta strona i każda następna, jak wyglądały w tamtej chwili.
shell-as-it-was = Klient w tamtej chwili
shell-connected = Połączono
shell-live = Aktualizacja na żywo
shell-offline = Brak połączenia
shell-theme = Ciemny lub jasny motyw
shell-account = Konto: {$name}
shell-waiting =
    { $count ->
        [one] zadanie czeka
        [few] zadania czekają
       *[many] zadań czeka
    }
shell-new = Nowe
shell-new-fault = Nowa awaria
shell-new-customer = Nowy klient
shell-new-contract = Nowa umowa
shell-new-invoice = Nowa faktura
shell-new-article = Nowy artykuł
shell-new-user = Nowy pracownik
shell-failed = Nie udało się zapisać. Dane są nadal w formularzu.
keys-pick = Zaznacz wiersz lub nie
keys-rows = Następny i poprzedni wiersz
keys-submit = Zapisz
nav-opportunities = Do kontaktu
done-saved = Zapisano
done-catching-up = Zapisano. Lista jest jeszcze aktualizowana.
sign-in-title = Logowanie
sign-in-only = Tylko dla pracowników.
sign-in-login = Nazwa użytkownika
sign-in-show = Pokaż
sign-in-unsafe = To połączenie nie jest zabezpieczone (http), więc przeglądarka nie zapamięta logowania. Użyj https albo poproś administratora o ustawienie url w werkbank.toml.
sign-in-line = Wszystko o kliencie, maszynie i wizycie w jednym miejscu.
set-up-title = Pierwsze uruchomienie Werkbank
set-up-why = To pierwsze wejście. Powstanie konto administratora, potem można dodać pracowników.
set-up-password = Hasło, co najmniej 10 znaków
set-up-make = Zaczynamy
today-morning = Dzień dobry, {$name}
today-afternoon = Dzień dobry, {$name}
today-evening = Dobry wieczór, {$name}
mail-signature = Z poważaniem,
  {$company}
shell-crumbs = Aktualne miejsce
form-error-of = { $field }: { $message }
form-choose-from-list = Wybierz klienta z listy, która pojawia się podczas pisania.
today-ready = { $count ->
    [one] Czeka jedna sprawa.
    [few] Czekają { $count } sprawy.
    [many] Czeka { $count } spraw.
   *[other] Czeka { $count } sprawy.
}
today-ready-late = { $count ->
    [one] Czeka jedna sprawa, już po terminie.
    [few] Czekają { $count } sprawy, z tego po terminie: { $late }.
    [many] Czeka { $count } spraw, z tego po terminie: { $late }.
   *[other] Czeka { $count } sprawy, z tego po terminie: { $late }.
}
today-figures = Liczby na dziś
today-work = Do zrobienia
today-nothing = Nic do zrobienia
today-nothing-why = To, co czeka, pojawi się tu samo.
today-group-late = Po terminie
today-group-today = Dzisiaj
today-group-week = W tym tygodniu
today-group-later = Później
today-more = I jeszcze { $count }.
today-done = Zakończone dzisiaj: { $count }.
today-all-tasks = Wszystkie zadania
today-new = Nowe: { $count }
today-all-seen = Przeczytane
today-no-notices = Brak nowych powiadomień.
today-seen = Powiadomienia oznaczono jako przeczytane.
task-do-article-out = Zamów
task-do-article-low = Zamów
task-do-stock-below-zero = Otwórz artykuł
task-do-appointment-at-risk = Przełóż wizytę
task-do-call-visit-scheduled = Otwórz wizytę
task-do-call-visit-moved = Otwórz wizytę
task-do-call-visit-unscheduled = Otwórz wizytę
task-do-call-visit-cancelled = Otwórz wizytę
task-do-fault-without-visit = Otwórz awarię
task-do-contract-last-notice = Otwórz umowę
task-do-contract-ends = Otwórz umowę
task-do-invoice-by-post = Otwórz fakturę
task-do-reminder-by-post = Otwórz fakturę
task-do-credit-note-by-post = Otwórz fakturę
task-do-credit-note-unfinished = Otwórz fakturę
task-do-visit-without-rate = Wystaw fakturę
task-do-visit-charged-otherwise = Wystaw korektę
task-do-invoice-without-exchange-rate = Wpisz kurs
nav-also-own = Pozostałe działy
shell-log-standing-still = Teraz nie można niczego zapisać. To, co widać, jest aktualne; nowe wpisy są odrzucane, dopóki problem nie zostanie usunięty.
shell-standing-still-do = Odbuduj te listy, gdy przyczyna zniknie:
shell-standing-still = Listy stoją w miejscu: { $departments }. To, co się teraz dzieje, jest zapisywane, ale jeszcze tam niewidoczne. Wiadomości i inne automatyczne czynności też czekają.
shell-waiting-elsewhere =
    { $count ->
        [one] zadanie czeka w pozostałych działach
        [few] zadania czekają w pozostałych działach
       *[other] zadań czeka w pozostałych działach
    }
task-do-article-short = Zamów
shell-draft-restored = Przywrócono szkic z { $time }.
shell-draft-discard = Odrzuć
