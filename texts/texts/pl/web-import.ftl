# The pages on which a customer list is taken in.

import-lead = Z Excela: najpierw podgląd, potem zapis. Dwukrotne wczytanie nie szkodzi.
import-choose = Wybierz listę
import-file = Plik Excela (.xlsx)
import-file-hint = Pierwszy wiersz mówi, co jest w kolumnach. Najwyżej 10 MB i 20 000 wierszy.
import-file-missing = Wybierz plik.
import-look = Zobacz, co się stanie
import-columns = Co jest w której kolumnie
import-no-column = nie ma na liście
import-preview = To się stanie
import-result = To się stało
import-done = Lista została wczytana
import-remarks = Uwagi
import-weight-wrong = Błąd
import-weight-double = Duplikat
import-weight-doubt = Do sprawdzenia
import-rows = Wiersze
import-row = Wiersz
import-becomes = Wynik
import-becomes-new = Nowy klient
import-becomes-restored = Przywrócony
import-becomes-changed = Zmieniony
import-becomes-contact = Dodatkowa osoba kontaktowa
import-becomes-same = Bez zmian
import-becomes-left-out = Pominięty
import-confirm = { $count ->
    [one] Wczytaj { $count } wiersz
    [few] Wczytaj { $count } wiersze
   *[other] Wczytaj { $count } wierszy
}
import-more = { $count ->
    [one] I jeszcze { $count }.
    [few] I jeszcze { $count }.
   *[other] I jeszcze { $count }.
}
import-nothing-to-do = Nie ma nic do wczytania.
import-no-name = bez nazwy
