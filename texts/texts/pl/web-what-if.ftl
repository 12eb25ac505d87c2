# What if
what-if-title = Co gdyby
what-if-lead = Ta sama historia z innym ustawieniem, obok tego, jak było. Nic się nie zmienia.
what-if-setting = Inne ustawienie
what-if-ask = Przelicz
what-if-stock = Stan minimalny
what-if-reminders = Przypomnienia
what-if-hours = Godziny pracy
what-if-article = Numer artykułu
what-if-minimum = Minimum każdego
what-if-percent = Albo tyle procent obecnego minimum
what-if-minimum-wrong = Podaj liczbę od 0 w górę, na przykład 5.
what-if-percent-wrong = Podaj cały procent od 0 do 1000, na przykład 150.
what-if-days = Dni po terminie
what-if-days-wrong = Podaj od jednej do pięciu rosnących liczb, każda najwyżej 365, na przykład 7, 14, 30.
what-if-hours-wrong = Podaj dwie godziny, pierwszą wcześniejszą od drugiej, na przykład 08:00 i 17:00.
what-if-stock-how = Zużycie i spisy pozostają takie, jakie były. To, co nastąpiło po alarmie, przychodzi tak samo długo po alarmie, który wtedy by się pojawił.
what-if-reminders-how = O fakturach, których termin minął w tych dniach. Płatności i spory pozostają takie, jakie były.
what-if-hours-how = O awariach zgłoszonych w tych dniach, bez wycofanych. To, kiedy je usunięto, pozostaje takie, jakie było. Na czas znaczy: z odpowiedzią i, jeśli to obiecano, z rozwiązaniem przed obiecaną chwilą.
what-if-answer = Co by to zmieniło
what-if-same = Z tym ustawieniem byłoby dokładnie tak samo.
what-if-was = Jak było
what-if-would = Z tym ustawieniem
what-if-differs = Różnica
what-if-nothing = Nic o tym nie wiadomo
what-if-nothing-why = Nie ma artykułu o tym numerze albo nigdy nie doszedł do minimum.
what-if-alerts = Razy na minimum
what-if-stock-outs = Razy bez zapasu
what-if-time-out = Jak długo bez zapasu
what-if-days-count = { $days } dni
what-if-minimum-was = Minimum teraz
what-if-minimum-would = Minimum wtedy
what-if-articles = Artykuły, z którymi byłoby inaczej
what-if-reminded = Przypomnienia
what-if-first = Pierwsze przypomnienia
what-if-later = Późniejsze przypomnienia
what-if-never = Zapłacone bez przypomnienia
what-if-due = Termin płatności
what-if-closed = Uregulowana
what-if-changed = { $count ->
    [one] Jedna faktura z innymi przypomnieniami
    [few] { $count } faktury z innymi przypomnieniami
   *[other] { $count } faktur z innymi przypomnieniami
}
what-if-changed-caption = Faktury z innymi przypomnieniami, od najwcześniejszego terminu; najwyżej sto
what-if-faults = Awarie
what-if-in-time = Usunięte na czas
what-if-late = Po czasie
what-if-promise = Obiecane w ciągu, średnio
