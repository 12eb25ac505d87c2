# Taking in a customer list: what a column holds, what is wrong with a row, and the sums.

import-file-not-a-workbook = This is no Excel file (.xlsx). Save the list in Excel as .xlsx and choose it again.
import-file-too-large = This file is too large: at most 10 MB, 20,000 rows and 100 columns. Cut the list into parts.
import-file-empty = There is nothing below the header on the first sheet.
import-field-name = name
import-field-kind = company or private person
import-field-street = street
import-field-house-number = house number
import-field-addition = addition
import-field-postcode = postcode
import-field-city = town
import-field-country = country
import-field-phone = phone
import-field-email = e-mail
import-field-invoice-email = e-mail for invoices
import-field-company-number = company number
import-field-vat-number = VAT number
import-field-payment-days = days to pay
import-field-language = language
import-field-contact = contact person
import-field-contact-role = role of contact person
import-field-contact-phone = phone of contact person
import-field-contact-email = e-mail of contact person
import-field-note = note
import-at-cell = Row { $row }, column { $column } ({ $field }): { $what }
import-at-field = Row { $row } ({ $field }): { $what }
import-at-row = Row { $row }: { $what }
import-check-digits = The check digits of this number are wrong. It is taken in as it is; check it later.
import-despite = Taken over from { $file } as it was
import-double-row = The same customer is on row { $other } already. This row is left out.
import-same-email-row = The same e-mail address is on row { $other }.
import-same-phone-row = The same phone number is on row { $other }.
import-double-company-number = Customer { $number } ({ $name }) has the same company number. This row is left out.
import-double-name-and-postcode = Customer { $number } ({ $name }) has the same name and postcode. This row is left out.
import-double-email = Customer { $number } ({ $name }) has the same e-mail address. It may be the same one.
import-double-phone = Customer { $number } ({ $name }) has the same phone number. It may be the same one.
import-archived = Customer { $number } is archived and is not changed.
import-sum-new = { $count ->
    [one] { $count } new customer
   *[other] { $count } new customers
}
import-sum-restored = { $count ->
    [one] { $count } customer brought back from the archive
   *[other] { $count } customers brought back from the archive
}
import-sum-changed = { $count ->
    [one] { $count } customer changed
   *[other] { $count } customers changed
}
import-sum-contact = { $count ->
    [one] { $count } more contact person
   *[other] { $count } more contact persons
}
import-sum-same = { $count ->
    [one] { $count } row unchanged
   *[other] { $count } rows unchanged
}
import-sum-left-out = { $count ->
    [one] { $count } row left out
   *[other] { $count } rows left out
}
import-nothing-saved = Nothing was saved. With --confirm the list is taken in.
import-saved = The list has been taken in.
import-column-missing = Choose above which column holds this: { $field }. Without it no customer can be taken in.
