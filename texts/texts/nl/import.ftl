# Taking in a customer list: what a column holds, what is wrong with a row, and the sums.

import-file-not-a-workbook = Dit is geen Excel-bestand (.xlsx). Bewaar de lijst in Excel als .xlsx en kies hem opnieuw.
import-file-too-large = Dit bestand is te groot: hooguit 10 MB, 20.000 rijen en 100 kolommen. Knip de lijst in delen.
import-file-empty = Op het eerste blad staat niets onder de kopregel.
import-field-name = naam
import-field-kind = bedrijf of particulier
import-field-street = straat
import-field-house-number = huisnummer
import-field-addition = toevoeging
import-field-postcode = postcode
import-field-city = plaats
import-field-country = land
import-field-phone = telefoon
import-field-email = e-mail
import-field-invoice-email = e-mail voor facturen
import-field-company-number = KvK-nummer
import-field-vat-number = btw-nummer
import-field-payment-days = betaaltermijn in dagen
import-field-language = taal
import-field-contact = contactpersoon
import-field-contact-role = functie van contactpersoon
import-field-contact-phone = telefoon van contactpersoon
import-field-contact-email = e-mail van contactpersoon
import-field-note = notitie
import-at-cell = Rij { $row }, kolom { $column } ({ $field }): { $what }
import-at-field = Rij { $row } ({ $field }): { $what }
import-at-row = Rij { $row }: { $what }
import-check-digits = De controlecijfers van dit nummer kloppen niet. Het wordt zo overgenomen; kijk het later na.
import-despite = Zo overgenomen uit { $file }
import-double-row = Dezelfde klant staat al op rij { $other }. Deze rij wordt overgeslagen.
import-same-email-row = Hetzelfde e-mailadres staat op rij { $other }.
import-same-phone-row = Hetzelfde telefoonnummer staat op rij { $other }.
import-double-company-number = Klant { $number } ({ $name }) heeft hetzelfde KvK-nummer. Deze rij wordt overgeslagen.
import-double-name-and-postcode = Klant { $number } ({ $name }) heeft dezelfde naam en postcode. Deze rij wordt overgeslagen.
import-double-email = Klant { $number } ({ $name }) heeft hetzelfde e-mailadres. Misschien is het dezelfde.
import-double-phone = Klant { $number } ({ $name }) heeft hetzelfde telefoonnummer. Misschien is het dezelfde.
import-archived = Klant { $number } is gearchiveerd en wordt niet gewijzigd.
import-sum-new = { $count ->
    [one] { $count } nieuwe klant
   *[other] { $count } nieuwe klanten
}
import-sum-restored = { $count ->
    [one] { $count } klant teruggehaald uit het archief
   *[other] { $count } klanten teruggehaald uit het archief
}
import-sum-changed = { $count ->
    [one] { $count } klant gewijzigd
   *[other] { $count } klanten gewijzigd
}
import-sum-contact = { $count ->
    [one] { $count } extra contactpersoon
   *[other] { $count } extra contactpersonen
}
import-sum-same = { $count ->
    [one] { $count } rij ongewijzigd
   *[other] { $count } rijen ongewijzigd
}
import-sum-left-out = { $count ->
    [one] { $count } rij overgeslagen
   *[other] { $count } rijen overgeslagen
}
import-nothing-saved = Er is niets bewaard. Met --confirm wordt de lijst ingelezen.
import-saved = De lijst is ingelezen.
import-column-missing = Kies hierboven in welke kolom dit staat: { $field }. Zonder kan er geen klant worden ingelezen.
