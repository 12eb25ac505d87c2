//! Issuing: the number, the rates and the buyer of the day.

use chrono::Days;

use super::{Buyer, Draft, Event, IssuedItem, Item, No, Totals, kept, number};
use crate::{customer, decider::Facts, personal::Personal, settings::VatKind};

pub(super) fn issue(draft: &Draft, facts: &Facts) -> Result<Vec<Event>, No> {
    let known = facts.known.customer.as_deref().ok_or(No::UnknownCustomer)?;
    let details = known.details.as_ref().ok_or(No::UnknownCustomer)?;
    if facts.settings.company.is_none() {
        return Err(No::NoCompany);
    }
    if details.vat_number.is_none() && draft.items.iter().any(|item| item.vat == VatKind::ReverseCharge) {
        return Err(No::NoVatNumber);
    }
    // VAT becomes owed when it is delivered (directive 2006/112/EC, art. 63; Wet OB 1968, art. 13), at the rate of that day (art. 93).
    let delivered_on = draft.delivered_on.unwrap_or(facts.today);
    let with_rate = |item: &Item| {
        let rate = facts.settings.vat_on(item.vat, delivered_on)?;
        Some(IssuedItem { item: item.clone(), rate })
    };
    let items = draft.items.iter().map(with_rate).collect::<Option<Vec<_>>>().ok_or(No::NoVatRate)?;
    let (owed, totals) = (facts.settings.vat_currency(), Totals::of(&items));
    if totals.total().cents == 0 {
        return Err(No::NothingToPay);
    }
    let foreign = draft.items.iter().any(|item| item.price.currency != owed) && totals.vat().cents != 0;
    if foreign && !draft.exchange.as_ref().is_some_and(|exchange| exchange.holds_on(facts.today)) {
        return Err(No::NoExchangeRate { currency: owed.code().into() });
    }
    let days = details.payment_days.or(facts.settings.payment_days).unwrap_or(30);
    Ok(vec![Event::InvoiceIssued {
        customer: draft.customer,
        number: number(facts),
        on: facts.today,
        due: facts.today.checked_add_days(Days::new(days.into())).unwrap_or(facts.today),
        delivered_on,
        buyer: Personal::of(kept(draft.customer, facts.today), buyer(known.number, details)),
        items,
        delivered_from: draft.delivered_from,
        reference: draft.reference.clone().map(|reference| Personal::of(kept(draft.customer, facts.today), reference)),
    }])
}

fn buyer(number: u64, details: &customer::Details) -> Buyer {
    Buyer {
        number,
        name: details.name.clone(),
        address: details.invoicing.clone().unwrap_or_else(|| details.visiting.clone()),
        vat_number: details.vat_number.clone(),
        email: details.invoice_email.clone().or_else(|| details.email.clone()),
        language: details.language,
    }
}
