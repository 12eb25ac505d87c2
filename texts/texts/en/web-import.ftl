# The pages on which a customer list is taken in.

import-lead = From Excel: look first, then save. Taking it in twice does no harm.
import-choose = Choose the list
import-file = Excel file (.xlsx)
import-file-hint = The first row says what the columns hold. At most 10 MB and 20,000 rows.
import-file-missing = Choose a file.
import-look = See what would happen
import-columns = What stands in which column
import-no-column = not in the list
import-preview = This is what will happen
import-result = This is what happened
import-done = The list has been taken in
import-remarks = Remarks
import-weight-wrong = Wrong
import-weight-double = Double
import-weight-doubt = Check
import-rows = Rows
import-row = Row
import-becomes = Becomes
import-becomes-new = New customer
import-becomes-restored = Brought back
import-becomes-changed = Changed
import-becomes-contact = One more contact person
import-becomes-same = Unchanged
import-becomes-left-out = Left out
import-confirm = { $count ->
    [one] Take in { $count } row
   *[other] Take in { $count } rows
}
import-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
import-nothing-to-do = There is nothing to take in.
import-no-name = without a name
