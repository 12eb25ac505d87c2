//! Names of customers, their contact persons and colleagues, as the lists of sales mention them.

use domain::{Personal, customer::Event, registry::AnyEvent, user};
use event_store::Recorded;

use crate::{Writes, text::fold, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::User(user::Event::UserCreated { name, .. } | user::Event::UserChanged { name, .. }) => {
            writes.run("INSERT OR REPLACE INTO colleagues VALUES (?1, ?2)", values![id, name.text()]);
        }
        AnyEvent::Customer(event) => customer(id, event, writes),
        _ => {}
    }
}

fn customer(id: uuid::Uuid, event: &Event, writes: &mut Writes) {
    let optional = |phone: &Option<Personal<domain::Phone>>| phone.as_ref().map(Personal::text);
    match event {
        Event::CustomerRegistered { number, name, visiting, phone, .. } => {
            let (name, city) = (name.text(), visiting.value().map(|address| address.city.to_string()));
            writes.run(
                "INSERT INTO customers VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
                values![id, *number, name.as_str(), fold(&name), city.unwrap_or_default(), optional(phone)],
            );
        }
        Event::CustomerRenamed { name, .. } => {
            let name = name.text();
            writes.run(
                "UPDATE customers SET name = ?2, name_key = ?3 WHERE id = ?1",
                values![id, name.as_str(), fold(&name)],
            );
        }
        Event::VisitingAddressChanged { visiting } => {
            let city = visiting.value().map(|address| address.city.to_string()).unwrap_or_default();
            writes.run("UPDATE customers SET city = ?2 WHERE id = ?1", values![id, city]);
        }
        Event::ReachabilityChanged { phone, .. } => {
            writes.run("UPDATE customers SET phone = ?2 WHERE id = ?1", values![id, optional(phone)]);
        }
        Event::ContactAdded { id: contact, name, phone, .. }
        | Event::ContactChanged { id: contact, name, phone, .. } => writes.run(
            "INSERT OR REPLACE INTO contacts VALUES (?1, ?2, ?3)",
            values![*contact, name.text(), optional(phone)],
        ),
        // An opportunity keeps the name of whom it spoke to.
        Event::ContactRemoved { .. } => {}
        Event::CustomerArchived { .. } => writes.run("UPDATE customers SET archived = 1 WHERE id = ?1", values![id]),
        Event::CustomerRestored {} => writes.run("UPDATE customers SET archived = 0 WHERE id = ?1", values![id]),
        _ => {}
    }
}
