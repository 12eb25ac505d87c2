//! Finance's own copy of the customers: names for lists and search, and whether they can be mailed.

use domain::{customer::Event, registry::AnyEvent};
use event_store::Recorded;

use crate::{Writes, text::fold, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Customer(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::CustomerRegistered { number, name, visiting, email, invoice_email, language, .. } => {
            let city = visiting.value().map(|address| address.city.to_string()).unwrap_or_default();
            writes.run(
                "INSERT INTO customers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                values![
                    id,
                    *number,
                    name.text(),
                    fold(&name.text()),
                    city,
                    language.code(),
                    email.is_some() || invoice_email.is_some(),
                ],
            );
        }
        Event::CustomerRenamed { name, .. } => writes.run(
            "UPDATE customers SET name = ?2, search = ?3 WHERE id = ?1",
            values![id, name.text(), fold(&name.text())],
        ),
        Event::ReachabilityChanged { email, invoice_email, .. } => writes.run(
            "UPDATE customers SET mailable = ?2 WHERE id = ?1",
            values![id, email.is_some() || invoice_email.is_some()],
        ),
        Event::VisitingAddressChanged { visiting } => {
            if let Some(address) = visiting.value() {
                writes.run("UPDATE customers SET city = ?2 WHERE id = ?1", values![id, address.city.as_str()]);
            }
        }
        Event::LanguageChanged { language } => {
            writes.run("UPDATE customers SET language = ?2 WHERE id = ?1", values![id, language.code()]);
        }
        _ => {}
    }
}
