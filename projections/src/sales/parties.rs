//! Who and what contracts are about: names of customers, and the machines at their places.

use domain::{CustomerId, MachineId, customer, machine, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Pool, ReadError, Writes, access::users::id, ask, text::words, values};

/// A machine that a contract may be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Machine {
    /// Id.
    pub id: MachineId,
    /// Make and type.
    pub model: String,
    /// Serial number.
    pub serial: Option<String>,
    /// Where it stands at the customer.
    pub place: Option<String>,
    /// Whether it still stands there.
    pub here: bool,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Customer(customer::Event::CustomerRegistered { number, name, visiting, .. }) => {
            writes.run(
                "INSERT INTO contract_parties VALUES (?1, ?2, ?3, ?4)",
                values![
                    id,
                    *number,
                    name.text(),
                    visiting.value().map(|address| address.city.to_string()).unwrap_or_default(),
                ],
            );
            let insert = "INSERT INTO party_words (rowid, words) VALUES (?1, ?2)";
            writes.run(insert, values![*number, words(&name.text())]);
        }
        AnyEvent::Customer(customer::Event::CustomerRenamed { name, .. }) => {
            writes.run("UPDATE contract_parties SET name = ?2 WHERE id = ?1", values![id, name.text()]);
            writes.run(
                "INSERT OR REPLACE INTO party_words (rowid, words) SELECT number, ?2 FROM contract_parties WHERE id = ?1",
                values![id, words(&name.text())],
            );
        }
        AnyEvent::Customer(customer::Event::VisitingAddressChanged { visiting }) => writes.run(
            "UPDATE contract_parties SET city = ?2 WHERE id = ?1",
            values![id, visiting.value().map(|address| address.city.to_string()).unwrap_or_default()],
        ),
        AnyEvent::Machine(machine::Event::MachineInstalled {
            customer, model, serial, place, installed_on, ..
        }) => writes.run(
            "INSERT INTO contract_objects VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)",
            values![
                id,
                *customer,
                model.as_str(),
                serial.as_ref().map(ToString::to_string),
                place.as_ref().map(domain::Personal::text),
                *installed_on,
            ],
        ),
        AnyEvent::Machine(machine::Event::MachineChanged { model, serial, place, installed_on, .. }) => writes.run(
            "UPDATE contract_objects SET model = ?2, serial = ?3, place = ?4, installed_on = ?5 WHERE id = ?1",
            values![
                id,
                model.as_str(),
                serial.as_ref().map(ToString::to_string),
                place.as_ref().map(domain::Personal::text),
                *installed_on,
            ],
        ),
        AnyEvent::Machine(machine::Event::MachinePutBack { .. }) => {
            writes.run("UPDATE contract_objects SET here = 1 WHERE id = ?1", values![id]);
        }
        AnyEvent::Machine(machine::Event::MachineRemoved { .. }) => {
            writes.run("UPDATE contract_objects SET here = 0 WHERE id = ?1", values![id]);
        }
        _ => {}
    }
}

/// The machines that stand at a customer's, for the form of a contract.
///
/// # Errors
/// When the tables can't be read.
pub async fn machines_at(pool: &Pool, customer: CustomerId) -> Result<Vec<Machine>, ReadError> {
    let rows = ask("SELECT * FROM contract_objects WHERE customer = ?1 AND here = 1 ORDER BY model, serial")
        .bind(customer.to_string())
        .fetch_all(pool)
        .await?;
    rows.iter().map(machine).collect()
}

/// Reads a machine.
pub(super) fn machine(row: &crate::Row) -> Result<Machine, ReadError> {
    Ok(Machine {
        id: id(row, "id")?,
        model: row.get("model")?,
        serial: row.get("serial")?,
        place: row.get("place")?,
        here: row.get("here")?,
    })
}

/// The name of a customer.
///
/// # Errors
/// When the tables can't be read.
pub async fn name_of(pool: &Pool, customer: CustomerId) -> Result<Option<String>, ReadError> {
    let row =
        ask("SELECT name FROM contract_parties WHERE id = ?1").bind(customer.to_string()).fetch_optional(pool).await?;
    row.map(|row| row.get("name")).transpose()
}
