//! The machines at customers, with what is wrong with them and what was done to them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{CustomerId, MachineId, VisitId, machine::Event, registry::AnyEvent, visit::Kind};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::{kind, moment_option, parsed, parsed_option};
use crate::{Pool, ReadError, Writes, ask, values};

/// A machine.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Machine {
    /// Id.
    pub id: MachineId,
    /// Whose place.
    pub customer: CustomerId,
    /// Make and type.
    pub model: String,
    /// Serial number.
    pub serial: Option<String>,
    /// Where it stands there.
    pub place: Option<String>,
    /// Since when.
    pub installed_on: Option<NaiveDate>,
    /// No longer there.
    pub removed: bool,
    /// Faults that are still open.
    pub open_faults: i64,
    /// What its meter showed when it was last read.
    pub reading: Option<u32>,
    /// When that was.
    pub read_on: Option<NaiveDate>,
}

/// An earlier visit to a machine.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Earlier {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: i64,
    /// What it was for.
    pub kind: Kind,
    /// What was to be done.
    pub task: String,
    /// What was done.
    pub work: Option<String>,
    /// When it was ready.
    pub finished_at: Option<DateTime<Utc>>,
    /// Whether it worked again.
    pub solved: Option<bool>,
    /// Who was there.
    pub technician: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Machine(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::MachineInstalled { customer, model, serial, place, installed_on, .. }
        | Event::MachineChanged { customer, model, serial, place, installed_on, .. } => writes.run(
            "INSERT INTO machines VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, NULL, NULL)
             ON CONFLICT (id) DO UPDATE SET model = excluded.model, serial = excluded.serial,
                 place = excluded.place, installed_on = excluded.installed_on",
            values![
                id,
                *customer,
                model.as_str(),
                serial.as_ref().map(|serial| serial.as_str()),
                place.as_ref().map(domain::Personal::text),
                *installed_on,
            ],
        ),
        Event::MachinePutBack { .. } => writes.run("UPDATE machines SET removed = 0 WHERE id = ?1", values![id]),
        Event::MeterNoted { reading, on, .. } => {
            writes.run("UPDATE machines SET reading = ?2, read_on = ?3 WHERE id = ?1", values![id, *reading, *on])
        }
        Event::MachineRemoved { .. } => writes.run("UPDATE machines SET removed = 1 WHERE id = ?1", values![id]),
    }
}

/// One machine.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: MachineId) -> Result<Option<Machine>, ReadError> {
    let row =
        ask("SELECT m.*, (SELECT COUNT(*) FROM faults f WHERE f.machine = m.id AND f.state = 'open') AS open_faults
         FROM machines m WHERE m.id = ?1")
        .bind(id.to_string())
        .fetch_optional(pool)
        .await?;
    row.as_ref().map(machine).transpose()
}

/// The machines that stand at a customer, those with an open fault first.
///
/// # Errors
/// When the tables can't be read.
pub async fn at(pool: &Pool, customer: CustomerId) -> Result<Vec<Machine>, ReadError> {
    let rows =
        ask("SELECT m.*, (SELECT COUNT(*) FROM faults f WHERE f.machine = m.id AND f.state = 'open') AS open_faults
         FROM machines m WHERE m.customer = ?1 AND m.removed = 0
         ORDER BY open_faults > 0 DESC, m.model, m.place, m.id LIMIT 500")
        .bind(customer.to_string())
        .fetch_all(pool)
        .await?;
    rows.iter().map(machine).collect()
}

/// Visits to a machine that are over, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn history(pool: &Pool, machine: MachineId, limit: u32) -> Result<Vec<Earlier>, ReadError> {
    let rows = ask("SELECT v.id, v.number, v.kind, v.task, v.work, v.finished_at, v.solved, c.name AS technician
         FROM visits v LEFT JOIN colleagues c ON c.id = v.technician
         WHERE v.machine = ?1 AND v.state = 'finished' ORDER BY v.number DESC LIMIT ?2")
    .bind(machine.to_string())
    .bind(limit)
    .fetch_all(pool)
    .await?;
    let earlier = |row: &crate::Row| {
        Ok::<_, ReadError>(Earlier {
            visit: parsed(row, "id")?,
            number: row.get("number")?,
            kind: kind(row, "kind")?,
            task: row.get("task")?,
            work: row.get("work")?,
            finished_at: moment_option(row, "finished_at")?,
            solved: row.get("solved")?,
            technician: row.get("technician")?,
        })
    };
    rows.iter().map(earlier).collect()
}

fn machine(row: &crate::Row) -> Result<Machine, ReadError> {
    Ok(Machine {
        id: parsed(row, "id")?,
        customer: parsed(row, "customer")?,
        model: row.get("model")?,
        serial: row.get("serial")?,
        place: row.get("place")?,
        installed_on: parsed_option(row, "installed_on")?,
        removed: row.get("removed")?,
        open_faults: row.get("open_faults")?,
        reading: row.get("reading")?,
        read_on: parsed_option(row, "read_on")?,
    })
}
