//! Registering and changing what is known: an event for each thing that changed, and no more.

use super::{Details, Event, No, sealing::sealed, types::LONGEST_TERM};
use crate::{decider::Facts, personal::Personal};

pub(super) fn register(details: Details, facts: &Facts) -> Result<Vec<Event>, No> {
    check_numbers(&details)?;
    check_term(details.payment_days)?;
    let me = facts.id;
    Ok(vec![Event::CustomerRegistered {
        number: facts.known.number.unwrap_or_default(),
        kind: details.kind,
        name: Personal::of(me, details.name),
        visiting: Personal::of(me, details.visiting),
        invoicing: sealed(me, details.invoicing),
        phone: sealed(me, details.phone),
        email: sealed(me, details.email),
        invoice_email: sealed(me, details.invoice_email),
        company_number: sealed(me, details.company_number),
        vat_number: sealed(me, details.vat_number),
        payment_days: details.payment_days,
        language: details.language,
        despite: sealed(me, details.despite),
    }])
}

pub(super) fn change(known: &Details, details: Details, facts: &Facts) -> Result<Vec<Event>, No> {
    let me = facts.id;
    let mut events = Vec::new();
    if (known.kind, &known.name) != (details.kind, &details.name) {
        events.push(Event::CustomerRenamed { kind: details.kind, name: Personal::of(me, details.name.clone()) });
    }
    if known.visiting != details.visiting {
        events.push(Event::VisitingAddressChanged { visiting: Personal::of(me, details.visiting.clone()) });
    }
    if known.invoicing != details.invoicing {
        events.push(Event::InvoicingAddressChanged { invoicing: sealed(me, details.invoicing.clone()) });
    }
    if (&known.phone, &known.email, &known.invoice_email) != (&details.phone, &details.email, &details.invoice_email) {
        events.push(Event::ReachabilityChanged {
            phone: sealed(me, details.phone.clone()),
            email: sealed(me, details.email.clone()),
            invoice_email: sealed(me, details.invoice_email.clone()),
        });
    }
    if (&known.company_number, &known.vat_number) != (&details.company_number, &details.vat_number) {
        check_numbers(&details)?;
        events.push(Event::CompanyNumbersChanged {
            company_number: sealed(me, details.company_number.clone()),
            vat_number: sealed(me, details.vat_number.clone()),
            despite: sealed(me, details.despite),
        });
    }
    if known.payment_days != details.payment_days {
        check_term(details.payment_days)?;
        events.push(Event::PaymentTermChanged { payment_days: details.payment_days });
    }
    if known.language != details.language {
        events.push(Event::LanguageChanged { language: details.language });
    }
    Ok(events)
}

fn check_term(days: Option<u16>) -> Result<(), No> {
    if days > Some(LONGEST_TERM) { Err(No::PaymentTermTooLong) } else { Ok(()) }
}

/// A wrong check digit warns and asks: foreign and old numbers exist.
fn check_numbers(details: &Details) -> Result<(), No> {
    if details.despite.is_some() {
        return Ok(());
    }
    if details.company_number.as_ref().is_some_and(|number| !number.looks_right()) {
        return Err(No::CompanyNumberLooksWrong);
    }
    if details.vat_number.as_ref().is_some_and(|number| !number.looks_right()) {
        return Err(No::VatNumberLooksWrong);
    }
    Ok(())
}
