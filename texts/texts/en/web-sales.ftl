# Whom to contact, the search, and the home of sales.

opportunities = To contact
opportunities-views = Views
opportunities-all = All
opportunities-mine = Mine
opportunities-won = Won
opportunities-lost = Lost
opportunities-view-only = Managed by Sales, view only
opportunities-new = New opportunity
opportunities-none = Nobody to contact
opportunities-none-why = Write down an opportunity and when you call; on that day it is on top here.
opportunities-about = About
opportunities-about-hint = In a few words: three machines for the new wing.
opportunities-about-whom = Who and when
opportunities-next = Contact on
opportunities-value = May bring
opportunities-salesperson = Salesperson
opportunities-last = Last said
opportunities-title = { $about }, { $name }
opportunities-spoke = Talked
opportunities-said = What was said
opportunities-again = Contact again on
opportunities-win = Won
opportunities-lose = Lost
opportunities-agreed = What was agreed
opportunities-why-not = Why not
opportunities-state-won = Won
opportunities-state-lost = Lost
opportunities-done-new = Opportunity entered
opportunities-overdue = Was due { $day }
search-title = Search
search-for = Searched for “{ $text }”
search-none = Nothing found
search-none-why = Search by the beginning of a name, town, phone number, customer number or serial number, or by the number of a fault, contract or invoice.
search-faults = Fault { $number }
search-contracts = Contract { $number }
search-invoices = Invoice { $number }
sales-today-late = Payment overdue
opportunities-due = { $count ->
    [one] { $count } customer to contact today
   *[other] { $count } customers to contact today
}
search-found = { $count ->
    [one] { $count } found
   *[other] { $count } found
}
sales-today-ending = Last day of notice within 90 days
sales-today-worth = worth { $amount } a month
sales-today-of = of { $count } customers
sales-today-tell = Call { $customer }: the promised time has passed
sales-today-speak = Contact { $customer }
search-visits = Visit { $number }
search-purchase-orders = Order { $number }
