//! What each event writes into the log's tables: its entry, the words by which it is found, and what people are called.

use domain::{
    Actor, CustomerId, customer,
    privacy::{self, Person},
    registry::AnyEvent,
    user,
};
use event_store::Recorded;
use serde_json::Value;
use uuid::Uuid;

use crate::{Writes, text::words, values};

/// What an event changes: every event is an entry.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    names(recorded, writes);
    let metadata = &recorded.metadata;
    let fields = fields(&recorded.event);
    let (person, role, system) = match &metadata.actor {
        Actor::Person { user, role, .. } => (Some(*user), Some(role.name()), None),
        Actor::System { name } => (None, None, Some(name.as_str())),
    };
    let (whom, at) = whom(&recorded.event, writes).unzip();
    let customer = customer_of(recorded, &fields).or(at.flatten().map(Uuid::from));
    // What does not name its customer is about the one of the thing's first event; orders about persons are about one each.
    writes.run(
        "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
            coalesce(?11, CASE ?7 WHEN 'privacy' THEN (SELECT customer FROM erasures WHERE id = ?15)
                ELSE (SELECT customer FROM entries WHERE stream = ?8 AND revision = 0) END),
            ?12, ?13, coalesce(?14, (SELECT whom FROM erasures WHERE id = ?15)))",
        values![
            recorded.position.0,
            recorded.id,
            recorded.recorded_at,
            person,
            role,
            system,
            recorded.stream.category(),
            recorded.stream.as_str(),
            recorded.revision.0,
            recorded.event_type.as_str(),
            customer,
            metadata.command.as_str(),
            metadata.cause,
            whom,
            carried_out(&recorded.event),
        ],
    );
    let mut said = String::new();
    collect(&fields, &mut said);
    // One row of values, not of a SELECT: before what may be several rows SQLite has FTS5 put aside all that it gathered.
    writes.run(
        "INSERT INTO entry_words (rowid, words, filters) VALUES (?1,
            ?2 || ' ' || coalesce((SELECT c.search FROM entries e JOIN customers c ON c.id = e.customer WHERE e.position = ?1), '')
                || ' ' || coalesce((SELECT search FROM people WHERE id = ?4), ''),
            concat_ws(' ', ?3, ?5, 'c' || substr((SELECT customer FROM entries WHERE position = ?1), -2), 'p' || substr(?4, -2)))",
        values![recorded.position.0, words(&said), word(recorded.stream.category()), person, role],
    );
}

/// Whom an order about a person is about, and at which customer; an order to forget is noted by its id.
fn whom(event: &AnyEvent, writes: &mut Writes) -> Option<(String, Option<CustomerId>)> {
    let AnyEvent::Privacy(event) = event else { return None };
    let (privacy::Event::PersonForgotten { person, .. } | privacy::Event::DossierGiven { person }) = event else {
        return None;
    };
    let (whom, customer) = match person {
        Person::Customer { customer } => (format!("customer-{customer}"), Some(*customer)),
        Person::Contact { customer, contact } => (format!("contact-{contact}"), Some(*customer)),
        Person::User { user } => (format!("user-{user}"), None),
    };
    if let Some((id, _)) = event.order() {
        writes.run("INSERT INTO erasures VALUES (?1, ?2, ?3)", values![id, whom.as_str(), customer]);
    }
    Some((whom, customer))
}

/// The order that was carried out.
fn carried_out(event: &AnyEvent) -> Option<Uuid> {
    match event {
        AnyEvent::Privacy(privacy::Event::ErasureCarriedOut { order }) => Some(*order),
        _ => None,
    }
}

/// Who is called what. A new name is noted with the old one.
fn names(recorded: &Recorded, writes: &mut Writes) {
    let subject = recorded.subject();
    match &recorded.event {
        AnyEvent::User(user::Event::UserCreated { name, .. }) => {
            writes.run("INSERT INTO people VALUES (?1, ?2, ?3)", values![subject, name.text(), words(&name.text())]);
        }
        AnyEvent::Customer(customer::Event::CustomerRegistered { name, .. }) => {
            writes.run("INSERT INTO customers VALUES (?1, ?2, ?3)", values![subject, name.text(), words(&name.text())]);
        }
        AnyEvent::User(user::Event::UserChanged { name, .. }) => {
            let (name, search) = (name.text(), words(&name.text()));
            writes.run(
                "INSERT INTO renamed_words (rowid, words) SELECT ?1, search || ' ' || ?3 FROM people WHERE id = ?2 AND search <> ?3",
                values![recorded.position.0, subject, search.as_str()],
            );
            writes.run("UPDATE people SET name = ?2, search = ?3 WHERE id = ?1", values![subject, name, search]);
        }
        AnyEvent::Customer(customer::Event::CustomerRenamed { name, .. }) => {
            let (name, search) = (name.text(), words(&name.text()));
            writes.run(
                "INSERT INTO renamed_words (rowid, words) SELECT ?1, search || ' ' || ?3 FROM customers WHERE id = ?2 AND search <> ?3",
                values![recorded.position.0, subject, search.as_str()],
            );
            writes.run("UPDATE customers SET name = ?2, search = ?3 WHERE id = ?1", values![subject, name, search]);
        }
        _ => {}
    }
}

/// A name as one word of a search: `purchase_order` as `purchaseorder`.
pub(super) fn word(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

/// Fields that nobody searches for: hashes and drawings.
const UNSEARCHED: [&str; 4] = ["password", "drawing", "document", "scan"];

/// The words and numbers that stand in an event's fields, ids left out.
fn collect(value: &Value, words: &mut String) {
    match value {
        Value::String(text) if text.parse::<Uuid>().is_err() => {
            words.push_str(text);
            words.push(' ');
        }
        Value::Number(number) => {
            words.push_str(&number.to_string());
            words.push(' ');
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| !UNSEARCHED.contains(&name.as_str()))
                .for_each(|(_, value)| collect(value, words));
        }
        _ => {}
    }
}

/// What an event says: its fields by name.
fn fields(event: &AnyEvent) -> Value {
    event.value().as_object().and_then(|event| event.values().next()).cloned().unwrap_or_default()
}

/// The customer whom an event names: itself, or what stands in its field `customer`.
fn customer_of(recorded: &Recorded, fields: &Value) -> Option<Uuid> {
    match &recorded.event {
        AnyEvent::Customer(_) => Some(recorded.subject()),
        _ => fields.get("customer")?.as_str()?.parse().ok(),
    }
}
