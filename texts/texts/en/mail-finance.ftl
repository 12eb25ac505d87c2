# Mails about invoices, payments and contracts, the lines that Werkbank writes on invoices, and the tasks that follow.

mail-invoice-subject = Invoice { $number }
mail-invoice-body =
    Dear customer,

    Attached is invoice { $number } for { $total }. Please transfer the amount by { $due }.

    Account: { $iban } in the name of { $company }
    Reference: { $number }

mail-credit-note-subject = Credit note { $credit } for invoice { $number }
mail-credit-note-body =
    Dear customer,

    Attached is credit note { $credit }. It cancels invoice { $number }. What you had paid already, we transfer within 14 days.

mail-reminder-1-subject = Reminder: invoice { $number }
mail-reminder-1-body =
    Dear customer,

    Invoice { $number } was due on { $due }. { $open } is still open. It may have escaped your notice; would you please transfer the amount?

    Account: { $iban } in the name of { $company }
    Reference: { $number }

    If you have paid in the meantime, please disregard this mail.

mail-reminder-2-subject = Second reminder: invoice { $number }
mail-reminder-2-body =
    Dear customer,

    Invoice { $number } is { $days ->
        [one] { $days } day
       *[other] { $days } days
    } past its due date of { $due }. { $open } is still open. Please transfer the amount within seven days.

    Account: { $iban } in the name of { $company }
    Reference: { $number }

    Do you not agree with the invoice? Please let us know.

mail-reminder-3-subject = Final reminder: invoice { $number }
mail-reminder-3-body =
    Dear customer,

    Despite earlier reminders { $open } of invoice { $number } (due on { $due }) is still open. This is our final reminder. If we do not receive the amount within fourteen days, we will hand over the claim for collection.

    Account: { $iban } in the name of { $company }
    Reference: { $number }

mail-contract-signed-subject = Your signed contract { $contract }
mail-contract-signed-body =
    Dear customer,

    Thank you for signing contract { $contract }. It is attached. It starts on { $starts }; the fee is { $fee } a month, excluding VAT.

mail-contract-confirmed-subject = Contract { $contract } has been signed
mail-contract-confirmed-body =
    Hello,

    Contract { $contract } with { $customer } has been signed and starts on { $starts }.

invoice-line-fee = { $kind }, contract { $contract }, { $month }
invoice-line-fee-part = { $kind }, contract { $contract }, { $from } to { $until }
invoice-line-hours = Work on { $day }, work sheet { $visit }
contract-term-over = Term expired

task-contract-last-notice = Notice for contract { $contract } can be given until { $day }. Talk to the customer.
task-contract-ends = Contract { $contract } ends on { $day }. Talk to the customer about what comes next.
task-contract-signed = Contract { $contract } has been signed
task-invoice-by-post = Send invoice { $invoice } by post: the customer has no e-mail address.
task-reminder-by-post = Send the reminder of invoice { $invoice } by post: the customer has no e-mail address.
task-credit-note-by-post = Send the credit note of invoice { $invoice } by post: the customer has no e-mail address.
task-credit-note-unfinished = Credit invoice { $invoice } again: credit note { $credit } was begun and not finished.
task-visit-without-rate = Write the invoice of visit { $visit } by hand: no hourly rate is set.
task-invoice-without-exchange-rate = Exchange rate needed for an invoice: { $what }
file-invoice = invoice
file-credit-note = credit-note
credit-reason-lost = Credited; the reason was not kept.
