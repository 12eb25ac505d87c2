# Why a command about a customer, machine or opportunity is refused.

## Customers

refusal-customer-unknown = This customer does not exist.
refusal-customer-already-registered = This customer has been entered already.
refusal-customer-archived = This customer is archived. Bring the customer back first.
refusal-customer-forgotten = This customer was forgotten on request. Nothing can be done with them any more.
refusal-customer-company-number-looks-wrong = This number does not look right: a KvK number has eight digits, a KBO or REGON number has check digits that fit. Check it, or write down why it is right all the same.
refusal-customer-vat-number-looks-wrong = This VAT number does not look right: a Dutch one is like NL004495445B01, with check digits that fit. Check it, or write down why it is right all the same.
refusal-customer-unknown-contact = This contact person is not on this customer’s card.
refusal-customer-payment-term-too-long = The payment term is 120 days at most.
refusal-customer-still-open =
    Something still runs at this customer.{ $contracts ->
        [0] {""}
       *[other] {" "}Running contracts: { $contracts }.
    }{ $faults ->
        [0] {""}
       *[other] {" "}Open faults: { $faults }.
    }{ $visits ->
        [0] {""}
       *[other] {" "}Visits: { $visits }.
    }{ $invoices ->
        [0] {""}
       *[other] {" "}Open invoices: { $invoices }.
    }

## Machines

refusal-machine-unknown = This machine does not exist.
refusal-machine-already-installed = This machine has been entered already.
refusal-machine-unknown-customer = This customer does not exist or is archived. Choose another customer.
refusal-machine-removed = This machine is no longer there and can’t be changed any more.
refusal-machine-serial-elsewhere = A machine at { $customer } has this serial number already. Check it, or write down why it is right all the same.
refusal-machine-too-far-ahead = This day is more than a year ahead. Check the year.
refusal-machine-still-in-use = Something is still open on this machine: open faults: { $faults }, running contracts: { $contracts }.

## Opportunities

refusal-opportunity-unknown = This opportunity does not exist.
refusal-opportunity-already-opened = This opportunity has been entered already.
refusal-opportunity-unknown-customer = This customer does not exist or is archived.
refusal-opportunity-closed = This opportunity has been won or lost already.
refusal-opportunity-in-the-past = Choose today or a later day.
