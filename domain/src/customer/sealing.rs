//! From what is known of a person to the sealed values of events, and back.

use super::{Contact, Details, Event};
use crate::{personal::Personal, values::*};

pub(super) fn sealed<T>(subject: impl Into<uuid::Uuid>, value: Option<T>) -> Option<Personal<T>> {
    value.map(|value| Personal::of(subject, value))
}

pub(super) fn clear<T: Clone>(value: &Option<Personal<T>>) -> Option<T> {
    value.as_ref().and_then(Personal::value).cloned()
}

type ContactFields =
    (ContactId, Personal<Line>, Option<Personal<Line>>, Option<Personal<Phone>>, Option<Personal<Email>>);

pub(super) fn contact_event(
    id: ContactId,
    contact: Contact,
    event: impl FnOnce(
        ContactId,
        Personal<Line>,
        Option<Personal<Line>>,
        Option<Personal<Phone>>,
        Option<Personal<Email>>,
    ) -> Event,
) -> Event {
    let (id, name, role, phone, email): ContactFields = (
        id,
        Personal::of(id, contact.name),
        sealed(id, contact.role),
        sealed(id, contact.phone),
        sealed(id, contact.email),
    );
    event(id, name, role, phone, email)
}

pub(super) fn registered(event: &Event) -> Option<Details> {
    let Event::CustomerRegistered {
        kind,
        name,
        visiting,
        invoicing,
        phone,
        email,
        invoice_email,
        company_number,
        vat_number,
        payment_days,
        language,
        ..
    } = event
    else {
        return None;
    };
    Some(Details {
        kind: *kind,
        name: name.value().cloned().unwrap_or_else(Line::erased),
        visiting: visiting.value().cloned().unwrap_or_else(Address::erased),
        invoicing: clear(invoicing),
        phone: clear(phone),
        email: clear(email),
        invoice_email: clear(invoice_email),
        company_number: clear(company_number),
        vat_number: clear(vat_number),
        payment_days: *payment_days,
        language: *language,
        despite: None,
    })
}

pub(super) fn contact(
    name: &Personal<Line>,
    role: &Option<Personal<Line>>,
    phone: &Option<Personal<Phone>>,
    email: &Option<Personal<Email>>,
) -> Option<Contact> {
    Some(Contact { name: name.value()?.clone(), role: clear(role), phone: clear(phone), email: clear(email) })
}
