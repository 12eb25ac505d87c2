# The pages on which a customer list is taken in.

import-lead = Uit Excel: eerst kijken, dan bewaren. Twee keer inlezen kan geen kwaad.
import-choose = Kies de lijst
import-file = Excel-bestand (.xlsx)
import-file-hint = De eerste rij zegt wat er in de kolommen staat. Hooguit 10 MB en 20.000 rijen.
import-file-missing = Kies een bestand.
import-look = Bekijken wat er gebeurt
import-columns = Wat staat in welke kolom
import-no-column = niet in de lijst
import-preview = Dit gaat er gebeuren
import-result = Dit is gebeurd
import-done = De lijst is ingelezen
import-remarks = Opmerkingen
import-weight-wrong = Fout
import-weight-double = Dubbel
import-weight-doubt = Nakijken
import-rows = Rijen
import-row = Rij
import-becomes = Wordt
import-becomes-new = Nieuwe klant
import-becomes-restored = Teruggehaald
import-becomes-changed = Gewijzigd
import-becomes-contact = Extra contactpersoon
import-becomes-same = Ongewijzigd
import-becomes-left-out = Overgeslagen
import-confirm = { $count ->
    [one] { $count } rij inlezen
   *[other] { $count } rijen inlezen
}
import-more = { $count ->
    [one] En nog { $count }.
   *[other] En nog { $count }.
}
import-nothing-to-do = Er valt niets in te lezen.
import-no-name = zonder naam
