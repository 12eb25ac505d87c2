# Why an invoice or a contract is refused.

refusal-invoice-unknown = This invoice does not exist.
refusal-invoice-already-drafted = This invoice was made already.
refusal-invoice-unknown-customer = Choose a customer who exists.
refusal-invoice-no-items = An invoice has at least one line.
refusal-invoice-wrong-item = Every line has a quantity, and all amounts are in the same currency.
refusal-invoice-issued = The invoice has been sent and can no longer be changed. Make a credit note.
refusal-invoice-not-issued = The invoice is still a draft. Send it first.
refusal-invoice-closed = The invoice was discarded or credited.
refusal-invoice-no-vat-rate = No VAT rate is set for today. Ask the administrator to set it.
refusal-invoice-no-vat-number = Reverse charge needs the customer's VAT number. Fill it in on the customer card.
refusal-invoice-nothing = Fill in an amount other than zero. A refund is always more than zero.
refusal-invoice-too-much = { $open } is still open. Do not book more than that.
refusal-invoice-more-than-paid = { $paid } was paid. Do not take back more than that.
refusal-invoice-other-currency = The invoice is in another currency. Book the amount in the invoice's currency.
refusal-invoice-nothing-owed = Nothing needs to be refunded.
refusal-invoice-more-than-owed = { $owed } is still to be refunded. Do not book more than that.
refusal-invoice-in-the-future = Choose today or an earlier day: a payment in the future can't be booked yet.
refusal-invoice-nothing-open = Nothing is open any more.
refusal-invoice-disputed = The customer disputes this invoice. Settle that first.
refusal-invoice-not-disputed = This invoice is not disputed.
refusal-invoice-not-late = The term of payment is not over yet.

refusal-contract-unknown = This contract does not exist.
refusal-contract-already-drafted = This contract was drawn up already.
refusal-contract-unknown-customer = Choose a customer who exists and is not archived.
refusal-contract-terms = A contract first runs for 1 to 240 months, is renewed by at most 60 months, has at most 24 months' notice and costs no less than nothing a month.
refusal-contract-unknown-machine = Choose machines that stand at this customer.
refusal-contract-signed = The contract is signed; its terms stand.
refusal-contract-not-signed = The contract is not signed yet.
refusal-contract-closed = The contract is over or was called off.
refusal-contract-notice-was-given = Notice was given; the contract is not renewed.
refusal-contract-not-renewable = This contract ends by itself and is not renewed.
refusal-contract-not-over = The present term is not over yet. A contract is renewed only after that.
refusal-contract-wrong-day = Choose a day that is not before the start and not in the future.
refusal-contract-no-document = The document that was shown is not known. Open the contract again.
refusal-invoice-wrong-period = The last day of delivery can't lie before the first. Fill in both days.
