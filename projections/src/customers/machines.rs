//! Machines that stand, or stood, at customers.

use domain::{Line, MachineId, Personal, machine::Event, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Pool, ReadError, Writes, ask, text::fold, values};

/// A machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Machine {
    /// Id.
    pub id: String,
    /// At which customer.
    pub customer: String,
    /// Make and type.
    pub model: String,
    /// Serial number.
    pub serial: Option<String>,
    /// Where it stands there.
    pub place: Option<String>,
    /// Since when, a day.
    pub installed_on: Option<String>,
    /// Whether it is no longer there.
    pub removed: bool,
    /// Why it is no longer there.
    pub reason: Option<String>,
    /// Open faults on it.
    pub open_faults: i64,
    /// Revision of its stream.
    pub revision: i64,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Machine(event) = &recorded.event else { return };
    let id = recorded.subject();
    let customer = match event {
        Event::MachineInstalled { customer, model, serial, place, installed_on, .. }
        | Event::MachineChanged { customer, model, serial, place, installed_on, .. } => {
            let serial = serial.as_ref().map(Line::as_str);
            let place = place.as_ref().and_then(Personal::value).map(Line::as_str);
            let words = fold(&[model.as_str(), serial.unwrap_or_default(), place.unwrap_or_default()].join(" "));
            writes.run(
                "INSERT INTO machines VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, NULL, 0, ?9)
                 ON CONFLICT (id) DO UPDATE SET model = excluded.model, serial = excluded.serial,
                    serial_key = excluded.serial_key, place = excluded.place, words = excluded.words,
                    installed_on = excluded.installed_on, revision = excluded.revision",
                values![
                    id,
                    *customer,
                    model.as_str(),
                    serial,
                    serial.map(serial_key),
                    place,
                    words,
                    *installed_on,
                    recorded.revision.0,
                ],
            );
            customer
        }
        Event::MachinePutBack { customer } => {
            writes.run(
                "UPDATE machines SET removed = 0, reason = NULL, revision = ?2 WHERE id = ?1",
                values![id, recorded.revision.0],
            );
            customer
        }
        Event::MeterNoted { .. }
        | Event::MeterReplaced { .. }
        | Event::MeterKept { .. }
        | Event::ReadingCorrected { .. }
        | Event::WarrantySet { .. }
        | Event::WarrantyDropped { .. } => {
            writes.run("UPDATE machines SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
            return;
        }
        Event::MachineRemoved { customer, reason, .. } => {
            writes.run(
                "UPDATE machines SET removed = 1, reason = ?2, revision = ?3 WHERE id = ?1",
                values![id, reason.text(), recorded.revision.0],
            );
            customer
        }
    };
    writes.run(
        "UPDATE customers SET machines = (SELECT count(*) FROM machines WHERE customer = ?1 AND removed = 0) WHERE id = ?1",
        values![*customer],
    );
}

/// A serial number as a search compares it: small letters and digits, nothing else.
pub(super) fn serial_key(serial: &str) -> String {
    fold(serial).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Which machines of a customer are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Part of model, serial number or place.
    pub search: Option<String>,
    /// Those that are no longer there too.
    pub removed: bool,
}

/// Machines of a customer, those that stand there first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_customer(pool: &Pool, customer: &str, filter: &Filter) -> Result<Vec<Machine>, ReadError> {
    let search = filter.search.as_deref().map(fold).filter(|search| !search.trim().is_empty());
    let rows = ask(OF_CUSTOMER).bind(customer).bind(search).bind(filter.removed).fetch_all(pool).await?;
    rows.iter().map(machine).collect()
}

/// The question of [`of_customer`].
pub const OF_CUSTOMER: &str = "SELECT * FROM machines WHERE customer = ?1 AND (removed = 0 OR ?3)
    AND (?2 IS NULL OR instr(words, ?2) > 0) ORDER BY removed, model, id LIMIT 500";

/// One machine.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: MachineId) -> Result<Option<Machine>, ReadError> {
    let row = ask("SELECT * FROM machines WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(machine).transpose()
}

/// The question of [`same_serial`].
pub const SAME_SERIAL: &str = "SELECT c.name FROM machines m JOIN customers c ON c.id = m.customer
    WHERE m.serial_key = ?1 AND m.id <> ?2 AND m.removed = 0 LIMIT 1";

/// At whose place another machine with this serial number stands.
///
/// # Errors
/// When the tables can't be read.
pub async fn same_serial(pool: &Pool, serial: &str, except: MachineId) -> Result<Option<String>, ReadError> {
    let row = ask(SAME_SERIAL).bind(serial_key(serial)).bind(except.to_string()).fetch_optional(pool).await?;
    row.map(|row| row.get(0)).transpose()
}

fn machine(row: &crate::Row) -> Result<Machine, ReadError> {
    Ok(Machine {
        id: row.get("id")?,
        customer: row.get("customer")?,
        model: row.get("model")?,
        serial: row.get("serial")?,
        place: row.get("place")?,
        installed_on: row.get("installed_on")?,
        removed: row.get("removed")?,
        reason: row.get("reason")?,
        open_faults: row.get("open_faults")?,
        revision: row.get("revision")?,
    })
}
