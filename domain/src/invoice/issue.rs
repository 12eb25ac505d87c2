//! Issuing: the number, the rates and the buyer of the day.

use chrono::{Days, TimeDelta};

use super::{Buyer, Draft, Event, Exchange, IssuedItem, Item, No, Totals, kept, number};
use crate::{customer, decider::Facts, personal::Personal, settings::VatKind};

/// How old the rate may be: the newest one that was published counts (directive 2006/112/EC, art. 91), and over Easter none is
/// for five days.
const RATE_HOLDS: TimeDelta = TimeDelta::days(7);

pub(super) fn issue(draft: &Draft, facts: &Facts) -> Result<Vec<Event>, No> {
    let known = facts.known.customer.as_deref().ok_or(No::UnknownCustomer)?;
    let details = known.details.as_ref().ok_or(No::UnknownCustomer)?;
    if details.vat_number.is_none() && draft.items.iter().any(|item| item.vat == VatKind::ReverseCharge) {
        return Err(No::NoVatNumber);
    }
    let with_rate = |item: &Item| {
        let rate = facts.settings.vat_on(item.vat, facts.today)?;
        Some(IssuedItem { item: item.clone(), rate })
    };
    let items = draft.items.iter().map(with_rate).collect::<Option<Vec<_>>>().ok_or(No::NoVatRate)?;
    let owed = facts.settings.vat_currency();
    let foreign = draft.items.iter().any(|item| item.price.currency != owed) && Totals::of(&items).vat().cents != 0;
    let fresh = |exchange: &Exchange| facts.today - exchange.on <= RATE_HOLDS;
    if foreign && !draft.exchange.as_ref().is_some_and(fresh) {
        return Err(No::NoExchangeRate { currency: owed.code().into() });
    }
    let days = details.payment_days.or(facts.settings.payment_days).unwrap_or(30);
    Ok(vec![Event::InvoiceIssued {
        customer: draft.customer,
        number: number(facts),
        on: facts.today,
        due: facts.today.checked_add_days(Days::new(days.into())).unwrap_or(facts.today),
        delivered_on: draft.delivered_on.unwrap_or(facts.today),
        buyer: Personal::of(kept(draft.customer), buyer(known.number, details)),
        items,
        delivered_from: draft.delivered_from,
        reference: draft.reference.clone().map(|reference| Personal::of(kept(draft.customer), reference)),
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
