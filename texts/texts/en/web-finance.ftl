# Finance's pages: invoices and the monthly run.

finance-state-discarded = Discarded
finance-open-of-which-late = { $open } is open, of which { $late } is late
finance-run = Monthly invoices
finance-new = New invoice
finance-list = List of invoices
finance-filter = Search invoices
finance-search = Find invoice
finance-search-hint = Number or customer
finance-none-here = There are no invoices in this view.
finance-pages = Pages of invoices
finance-ageing = Open amount by age
finance-age-not-due = Not due yet
finance-age-30 = 1 to 30 days
finance-age-60 = 31 to 60 days
finance-age-over = More than 60 days
finance-views = Views
finance-view-attention = Attention
finance-view-late = Late
finance-view-open = Open
finance-view-disputed = Disputed
finance-view-draft = Draft
finance-view-paid = Paid
finance-view-credited = Credited
finance-view-owed = To refund
finance-view-all = All
finance-due = Due
finance-reminder = Reminder
finance-on-this-page = On this page
finance-without-vat = excluding VAT
finance-still-open = { $open } still open
finance-invoice = Invoice { $number }
finance-draft = Draft invoice
finance-done-issued = Invoice sent
finance-issue = Send
finance-vat-standard = Standard rate
finance-vat-reduced = Reduced rate
finance-vat-zero = Zero rate
finance-vat-reverse-charge = Reverse charge
finance-net = Total excluding VAT
finance-vat-over = VAT { $rate } on { $net }
finance-lines = Lines
finance-origin = From
finance-buyer = To
finance-issued-on = Invoice date
finance-delivered-on = Delivered on
finance-reference = Customer's reference
finance-exchange = Exchange rate
finance-exchange-rate = Złoty for a euro
finance-exchange-on = Rate of
finance-exchange-source = Source
finance-exchange-why = VAT on this invoice is owed in { $currency } and must be shown so as well. Without a rate of the last days the invoice can’t be issued.
finance-open = Open
finance-owed = To be refunded
finance-late = Late
finance-about = Details
finance-story = History
finance-done-paid = Payment booked
finance-done-refunded = Refund booked
finance-done-settled = Dispute settled
finance-done-disputed = Noted as disputed
finance-done-credited = Credit note made
finance-done-discarded = Draft discarded
finance-paid-on = Received on
finance-refunded-on = Refunded on
finance-bank-reference = Bank's description
finance-book-payment = Book payment
finance-refund = Book refund
finance-settle = Settle dispute
finance-how-settled = How was it settled?
finance-dispute = Dispute
finance-credit = Credit
finance-discard = Discard
finance-discard-month = If you discard this draft, { $month } of this contract is no longer invoiced by itself.
finance-add-line = Add line
finance-remove-line = Remove line
finance-choose-customer = Choose the customer
finance-month = Month
finance-run-lead = This is invoiced and mailed by itself on { $day }.
finance-run-nothing = Nothing to invoice
finance-run-nothing-why = All running contracts have been invoiced.
finance-run-fees = Contracts
finance-list-caption = Table of invoices
finance-lines-caption = Table of lines
finance-run-now = To be invoiced
finance-run-lead-now = This is still to be invoiced. It goes out by itself on { $day }; with the button it goes out now.
finance-run-months = Months
finance-run-more = And { $count } more contracts, which are invoiced too.
finance-run-go =
    { $count ->
        [one] Make and send { $count } invoice
       *[other] Make and send { $count } invoices
    }
finance-run-done =
    { $count ->
        [0] Nothing was made
        [one] { $count } invoice made
       *[other] { $count } invoices made
    }
finance-run-follows = They get their numbers and are mailed by themselves in a moment.
finance-outcome-made = Made
finance-outcome-needs-rate = Waits for the exchange rate
finance-outcome-issued = Sent
finance-outcome-reminded = Reminded
finance-outcome-all-reminders = All reminders have been sent already.
finance-outcome-caption = Table of what happened with each invoice
finance-bulk-done =
    { $count ->
        [0] Nothing was done
        [one] { $count } invoice done
       *[other] { $count } invoices done
    }
finance-back-to-invoices = To the invoices
finance-pick = Pick invoice { $number }
finance-pick-all = Pick all invoices on this page
finance-picked = Picked invoices
finance-picked-one = { "{n}" } invoice picked
finance-picked-few = { "{n}" } invoices picked
finance-picked-many = { "{n}" } invoices picked
finance-picked-other = { "{n}" } invoices picked
finance-remind-now = Remind now
finance-home-drafts = Drafts
finance-home-drafts-note = ready to send
finance-home-paid = Received this month
finance-home-disputed = Disputed: invoice { $number }, { $customer }
finance-home-disputed-do = Settle
finance-home-call = Call { $customer } about invoice { $number }
finance-home-call-do = Open
finance-home-call-what = { $amount }, { $days ->
    [one] 1 day late
   *[other] { $days } days late
}. All reminders were sent.
finance-home-refund = Pay { $customer } back, invoice { $number }
finance-home-refund-do = Pay back
finance-home-send = Send the invoice for { $customer }
finance-home-send-do = Open
finance-home-send-what = { $amount } without VAT
finance-home-run = { $count ->
    [one] Make the monthly invoice of 1 contract
   *[other] Make the monthly invoices of { $count } contracts
}
finance-home-run-do = Look
finance-agenda = Coming days
finance-agenda-none = Until { $day } nothing falls due and no reminders go out.
finance-agenda-by-itself = go out by themselves, at 7:10
finance-agenda-reminders = { $count ->
    [one] 1 reminder
   *[other] { $count } reminders
}
finance-agenda-due = { $count ->
    [one] 1 invoice falls due
   *[other] { $count } invoices fall due
}
finance-agenda-run = Monthly invoices { $month }
finance-agenda-run-what = { $count ->
    [one] 1 contract
   *[other] { $count } contracts
}, { $amount } without VAT
finance-home-late = Late: invoice { $number }, { $customer }
finance-home-late-do = Book payment
finance-home-not-reminded = no reminder yet
finance-delivered-from = Delivered from
finance-delivered-until = Delivered on, or until
finance-delivered-hint = Left empty it is the day of sending.
finance-book-payments = Book payments
finance-book-lead = Fill in what came in for each invoice. Nothing is booked until all of it can be read.
finance-nothing-open = Not here, since nothing is open: { $numbers }.
finance-nothing-to-book = There is nothing to book
finance-nothing-to-book-why = Choose invoices in the list of which something is still open.
finance-payments = Payments
finance-book-go =
    { $count ->
        [one] Book { $count } payment
       *[other] Book { $count } payments
    }
finance-amount-of = Amount of invoice { $number }
finance-on-of = Received on, of invoice { $number }
finance-reference-of = Bank reference of invoice { $number }
finance-outcome-booked = Booked
finance-booked =
    { $count ->
        [0] Nothing was booked.
        [one] { $count } payment booked.
       *[other] { $count } payments booked.
    }
finance-refused =
    { $count ->
        [one] { $count } was refused; below is why.
       *[other] { $count } were refused; below is why.
    }
