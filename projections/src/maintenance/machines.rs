//! The machines at customers, with what is wrong with them and what was done to them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    CustomerId, MachineId, VisitId,
    machine::{Event, Warranties, Warranty},
    registry::AnyEvent,
    visit::Kind,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::{kind, moment_option, parsed, parsed_option, wrong};
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
    /// Whether a contract with service runs on it.
    pub serviced: bool,
    /// What of it is under warranty when, by the first day.
    pub warranties: Vec<Warranty>,
}

impl Machine {
    /// The warranty that runs on a day.
    pub fn warranty(&self, day: NaiveDate) -> Option<Warranty> {
        self.warranties.iter().copied().collect::<Warranties>().on(day)
    }

    /// Its last warranty, running or not.
    pub fn last_warranty(&self) -> Option<Warranty> {
        self.warranties.last().copied()
    }
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
            "INSERT INTO machines VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, NULL, NULL, 0)
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
        // What counters show follows from all readings (`meter.rs`).
        Event::MeterNoted { .. } | Event::ReadingCorrected { .. } => {}
        Event::MeterReplaced { .. } | Event::MeterKept { .. } => {}
        Event::MachineRemoved { .. } => writes.run("UPDATE machines SET removed = 1 WHERE id = ?1", values![id]),
        Event::WarrantySet { from, until, covers, .. } => writes.run(
            "INSERT INTO warranties VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET last = excluded.last, covers = excluded.covers",
            values![id, *from, *until, covers.name()],
        ),
        Event::WarrantyDropped { from, .. } => {
            writes.run("DELETE FROM warranties WHERE machine = ?1 AND first = ?2", values![id, *from]);
        }
    }
}

/// Everything that a [`Machine`] shows.
pub(super) const ROWS: &str = "
    SELECT m.*, (SELECT COUNT(*) FROM faults f WHERE f.machine = m.id AND f.state = 'open') AS open_faults,
        (SELECT json_group_array(json_object('from', w.first, 'until', w.last, 'covers', w.covers) ORDER BY w.first)
         FROM warranties w WHERE w.machine = m.id) AS warranties
    FROM machines m";

/// One machine.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: MachineId) -> Result<Option<Machine>, ReadError> {
    let row = ask(format!("{ROWS} WHERE m.id = ?1")).bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(machine).transpose()
}

/// The machines that stand at a customer, those with an open fault first.
///
/// # Errors
/// When the tables can't be read.
pub async fn at(pool: &Pool, customer: CustomerId) -> Result<Vec<Machine>, ReadError> {
    let rows = ask(format!(
        "{ROWS} WHERE m.customer = ?1 AND m.removed = 0 ORDER BY open_faults > 0 DESC, m.model, m.place, m.id LIMIT 500"
    ))
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

pub(super) fn machine(row: &crate::Row) -> Result<Machine, ReadError> {
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
        serviced: row.get::<i64>("contract")? == 2,
        warranties: serde_json::from_str(row.text("warranties")?).map_err(|_| wrong("warranties"))?,
    })
}

/// A warranty whose end comes near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Of which machine.
    pub machine: MachineId,
    /// Its make and type.
    pub model: String,
    /// Whose.
    pub customer: CustomerId,
    /// The last day.
    pub until: NaiveDate,
    /// Which of the settings' numbers of days was reached.
    pub days: u16,
}

/// The question of [`ending`].
pub const ENDING: &str = "SELECT w.machine, w.last, m.model, m.customer FROM warranties w JOIN machines m ON m.id = w.machine
    WHERE w.last BETWEEN ?1 AND date(?1, ?2) AND m.removed = 0
        AND NOT EXISTS (SELECT 1 FROM warranties n WHERE n.machine = w.machine AND n.first > w.first AND n.first <= w.last)
    ORDER BY w.last, w.machine";

/// Warranties of machines that still stand there whose end is warned of on a day. `alert_days` are the settings' numbers of days
/// before; the smallest one reached counts, so that each is given once and one that was missed is given later.
///
/// # Errors
/// When the tables can't be read.
pub async fn ending(pool: &Pool, today: NaiveDate, alert_days: &[u16]) -> Result<Vec<Ending>, ReadError> {
    let Some(most) = alert_days.iter().max() else { return Ok(Vec::new()) };
    let rows = ask(ENDING).bind(today.to_string()).bind(format!("+{most} days")).fetch_all(pool).await?;
    let ending = |row: &crate::Row| {
        let until: NaiveDate = parsed(row, "last")?;
        let left = (until - today).num_days();
        Ok::<_, ReadError>(Ending {
            machine: parsed(row, "machine")?,
            model: row.get("model")?,
            customer: parsed(row, "customer")?,
            until,
            days: alert_days.iter().copied().filter(|days| left <= i64::from(*days)).min().unwrap_or(*most),
        })
    };
    rows.iter().map(ending).collect()
}
