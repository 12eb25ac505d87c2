# What if
what-if-title = What if
what-if-lead = The same history with another setting, beside how it went. Nothing is changed.
what-if-setting = Another setting
what-if-ask = Work it out
what-if-stock = Minimum stock
what-if-reminders = Reminders
what-if-hours = Working hours
what-if-article = Article number
what-if-minimum = Minimum of each
what-if-percent = Or so many percent of the minimum now
what-if-minimum-wrong = Fill in a number of 0 or more, for example 5.
what-if-percent-wrong = Fill in a whole percentage from 0 to 1000, for example 150.
what-if-days = Days late
what-if-days-wrong = Fill in one to five increasing numbers, each at most 365, for example 7, 14, 30.
what-if-hours-wrong = Fill in two times, the first before the second, for example 08:00 and 17:00.
what-if-stock-how = Use and counts stay as they were. What followed from an alert comes as long after the alert that would have been given.
what-if-reminders-how = About invoices that fell due in these days. Payments and disputes stay as they were.
what-if-hours-how = About faults reported in these days, but for those called off. When they were solved stays as it was. In time is: answered and, where that is promised, solved before the promised moment.
what-if-answer = What it would have changed
what-if-same = With this setting it would have gone exactly so.
what-if-was = As it went
what-if-would = With this setting
what-if-differs = Difference
what-if-nothing = Nothing is known of that
what-if-nothing-why = There is no article with this number, or it never came to its minimum.
what-if-alerts = Times at the minimum
what-if-stock-outs = Times out of stock
what-if-time-out = How long out of stock
what-if-days-count = { $days } days
what-if-minimum-was = Minimum now
what-if-minimum-would = Minimum then
what-if-articles = Articles with which it would have gone otherwise
what-if-reminded = Reminders
what-if-first = First reminders
what-if-later = Later reminders
what-if-never = Paid without a reminder
what-if-due = Due day
what-if-closed = Settled
what-if-changed = { $count ->
    [one] One invoice with other reminders
   *[other] { $count } invoices with other reminders
}
what-if-changed-caption = Invoices with other reminders, first due first; at most a hundred
what-if-faults = Faults
what-if-in-time = Solved in time
what-if-late = Late
what-if-promise = Promised within, on average
