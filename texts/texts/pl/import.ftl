# Taking in a customer list: what a column holds, what is wrong with a row, and the sums.

import-file-not-a-workbook = To nie jest plik Excela (.xlsx). Zapisz listę w Excelu jako .xlsx i wybierz ją ponownie.
import-file-too-large = Ten plik jest za duży: najwyżej 10 MB, 20 000 wierszy i 100 kolumn. Podziel listę na części.
import-file-empty = Na pierwszym arkuszu nie ma nic pod nagłówkiem.
import-field-name = nazwa
import-field-kind = firma lub osoba prywatna
import-field-street = ulica
import-field-house-number = numer domu
import-field-addition = numer lokalu
import-field-postcode = kod pocztowy
import-field-city = miejscowość
import-field-country = kraj
import-field-phone = telefon
import-field-email = e-mail
import-field-invoice-email = e-mail do faktur
import-field-company-number = numer REGON
import-field-vat-number = NIP
import-field-payment-days = termin płatności w dniach
import-field-language = język
import-field-contact = osoba kontaktowa
import-field-contact-role = stanowisko osoby kontaktowej
import-field-contact-phone = telefon osoby kontaktowej
import-field-contact-email = e-mail osoby kontaktowej
import-field-note = notatka
import-at-cell = Wiersz { $row }, kolumna { $column } ({ $field }): { $what }
import-at-field = Wiersz { $row } ({ $field }): { $what }
import-at-row = Wiersz { $row }: { $what }
import-check-digits = Cyfry kontrolne tego numeru się nie zgadzają. Zostanie przejęty bez zmian; sprawdź go później.
import-despite = Przejęto bez zmian z { $file }
import-double-row = Ten sam klient jest już w wierszu { $other }. Ten wiersz zostanie pominięty.
import-same-email-row = Ten sam adres e-mail jest w wierszu { $other }.
import-same-phone-row = Ten sam numer telefonu jest w wierszu { $other }.
import-double-company-number = Klient { $number } ({ $name }) ma ten sam numer REGON. Ten wiersz zostanie pominięty.
import-double-name-and-postcode = Klient { $number } ({ $name }) ma tę samą nazwę i kod pocztowy. Ten wiersz zostanie pominięty.
import-double-email = Klient { $number } ({ $name }) ma ten sam adres e-mail. Może to ten sam.
import-double-phone = Klient { $number } ({ $name }) ma ten sam numer telefonu. Może to ten sam.
import-archived = Klient { $number } jest w archiwum i nie zostanie zmieniony.
import-sum-new = { $count ->
    [one] { $count } nowy klient
    [few] { $count } nowi klienci
   *[other] { $count } nowych klientów
}
import-sum-restored = { $count ->
    [one] { $count } klient przywrócony z archiwum
    [few] { $count } klienci przywróceni z archiwum
   *[other] { $count } klientów przywróconych z archiwum
}
import-sum-changed = { $count ->
    [one] { $count } zmieniony klient
    [few] { $count } zmienieni klienci
   *[other] { $count } zmienionych klientów
}
import-sum-contact = { $count ->
    [one] { $count } dodatkowa osoba kontaktowa
    [few] { $count } dodatkowe osoby kontaktowe
   *[other] { $count } dodatkowych osób kontaktowych
}
import-sum-same = { $count ->
    [one] { $count } wiersz bez zmian
    [few] { $count } wiersze bez zmian
   *[other] { $count } wierszy bez zmian
}
import-sum-left-out = { $count ->
    [one] { $count } wiersz pominięty
    [few] { $count } wiersze pominięte
   *[other] { $count } wierszy pominiętych
}
import-nothing-saved = Nic nie zapisano. Z opcją --confirm lista zostanie wczytana.
import-saved = Lista została wczytana.
import-column-missing = Wybierz powyżej, w której kolumnie jest: { $field }. Bez tego nie można wczytać żadnego klienta.
