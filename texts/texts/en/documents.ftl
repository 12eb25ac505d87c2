# The sentences of documents, in the reader's language.

document-pay = Please transfer the amount by { $due }, with { $number } as the reference.
document-credit = What you had paid already, we transfer to your account within 14 days.
document-credit-reason = Reason: { $reason }
document-reverse-charged = reverse charge
document-vat-owed = VAT in { $currency }
document-exchange = VAT converted at the rate of { $source } of { $day }: 1 EUR = { $rate } PLN.
document-customer-number = Customer number
document-kind-lease = Lease
document-kind-service = Maintenance and service
document-kind-lease-and-service = Lease with maintenance and service
document-fee = { $fee } a month, excluding VAT
document-no-renewal = None; the contract ends by itself
document-worked = Worked
document-travelled = Travelled
document-solved = Solved
document-not-solved = Not solved yet; we will make a new appointment
document-clause-service-title = Maintenance and faults
document-clause-service-text = The provider keeps the machines named above in good order and repairs faults as soon as possible after they are reported. Damage by wrong use is not covered.
document-clause-lease-title = Ownership
document-clause-lease-text = The leased machines remain the provider's property. The customer does not move or dispose of them without consent.
document-clause-payment-title = Payment
document-clause-payment-text = The fee is invoiced on the first of each month.
document-clause-end-title = Term and end
document-clause-end-text = Term, renewal and notice are as stated above. Notice is given in writing or by e-mail.
document-clause-remarks-title = Further terms
document-first-term =
    { $months ->
        [one] { $months } month, until { $end }
       *[other] { $months } months, until { $end }
    }
document-renewal =
    { $months ->
        [one] Each time by { $months } month
       *[other] Each time by { $months } months
    }
document-notice =
    { $months ->
        [one] { $months } month before the end, the first time by { $day }
       *[other] { $months } months before the end, the first time by { $day }
    }
document-erased = Erased (GDPR, article 17)
document-level-title = Service level { $level }
document-level-none = What this service level promises is no longer laid down.
document-level-urgent = Standstill, or damage that grows
document-level-high = Much haste
document-level-normal = Usual fault
document-level-low = Can wait
document-level-respond = { $what }: response within { $respond } hours.
document-level-solve = { $what }: response within { $respond } hours, solved within { $solve } hours.
document-level-counts-always = Time counts day and night, on holidays too.
document-level-counts-company = Time counts on working days from { $hours }.
document-level-counts-own = Time counts on { $week }; not on holidays.
