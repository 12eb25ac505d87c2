//! The story of a fault and its visits: what happened, when, by whom.

use chrono::{DateTime, Utc};
use domain::{FaultId, Slot, VisitId, fault, registry::AnyEvent, visit};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::{moment, parsed_option, slot};
use crate::{Pool, ReadError, Writes, ask, values};

/// A happening.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// The event's type: `fault_reported`, `visit_moved`, …
    pub what: String,
    /// Who did it, empty when their name was erased; none when Werkbank did.
    pub who: Option<String>,
    /// Which visit.
    pub visit: Option<VisitId>,
    /// Its number.
    pub number: Option<i64>,
    /// What was said: a problem, a reason, what was done.
    pub note: Option<String>,
    /// For whom the visit was planned.
    pub technician: Option<String>,
    /// For when.
    pub slot: Option<Slot>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    match &recorded.event {
        AnyEvent::Fault(event) => writes.run(
            "INSERT INTO story (position, fault, at, what, user, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            values![
                recorded.position.0,
                recorded.subject(),
                recorded.recorded_at,
                recorded.event_type.as_str(),
                recorded.metadata.actor.user(),
                said_of_fault(event),
            ],
        ),
        AnyEvent::Visit(event) => {
            let slot = match event {
                visit::Event::VisitScheduled { technician, slot, .. }
                | visit::Event::VisitMoved { technician, slot, .. } => Some((*technician, *slot)),
                _ => None,
            };
            writes.run(
                "INSERT INTO story SELECT ?1, fault, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM visits WHERE id = ?2",
                values![
                    recorded.position.0,
                    recorded.subject(),
                    recorded.recorded_at,
                    recorded.event_type.as_str(),
                    recorded.metadata.actor.user(),
                    said_of_visit(event),
                    slot.map(|(technician, _)| technician),
                    slot.map(|(_, slot)| slot.on),
                    slot.map(|(_, slot)| slot.from),
                    slot.map(|(_, slot)| slot.until),
                ],
            );
        }
        _ => {}
    }
}

fn said_of_fault(event: &fault::Event) -> Option<String> {
    match event {
        fault::Event::FaultReported { problem, .. } | fault::Event::FaultChanged { problem, .. } => {
            Some(problem.text())
        }
        fault::Event::FaultSolved { how, .. } => how.as_ref().map(|how| how.text()),
        fault::Event::FaultReopened { reason, .. } | fault::Event::FaultCancelled { reason, .. } => Some(reason.text()),
    }
}

fn said_of_visit(event: &visit::Event) -> Option<String> {
    use visit::Event as E;
    match event {
        E::VisitRequested { task, .. } => Some(task.text()),
        E::VisitScheduled { overrule, .. } | E::VisitMoved { overrule, .. } => {
            overrule.as_ref().map(|reason| reason.text())
        }
        E::VisitUnscheduled { reason, .. } | E::VisitCancelled { reason, .. } | E::VisitInterrupted { reason, .. } => {
            Some(reason.text())
        }
        E::VisitFinished { work, .. } => Some(work.text()),
        E::PartNeeded { .. } | E::PartUsed { .. } | E::PartReturned { .. } => None,
        E::VisitStarted { .. } | E::FollowUpLinked { .. } => None,
    }
}

/// What happened with a fault and its visits, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_fault(pool: &Pool, fault: FaultId) -> Result<Vec<Line>, ReadError> {
    let rows = ask(
        "SELECT s.*, CASE WHEN s.user IS NULL THEN NULL ELSE COALESCE(u.name, '') END AS who, t.name AS technician_name, v.number FROM story s
         LEFT JOIN colleagues u ON u.id = s.user LEFT JOIN colleagues t ON t.id = s.technician
         LEFT JOIN visits v ON v.id = s.visit
         WHERE s.fault = ?1 ORDER BY s.position DESC LIMIT 500",
    )
    .bind(fault.to_string())
    .fetch_all(pool)
    .await?;
    rows.iter().map(line).collect()
}

/// What happened with a visit, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_visit(pool: &Pool, visit: VisitId) -> Result<Vec<Line>, ReadError> {
    let rows = ask(
        "SELECT s.*, CASE WHEN s.user IS NULL THEN NULL ELSE COALESCE(u.name, '') END AS who, t.name AS technician_name, v.number FROM story s
         LEFT JOIN colleagues u ON u.id = s.user LEFT JOIN colleagues t ON t.id = s.technician
         LEFT JOIN visits v ON v.id = s.visit
         WHERE s.visit = ?1 ORDER BY s.position DESC LIMIT 500",
    )
    .bind(visit.to_string())
    .fetch_all(pool)
    .await?;
    rows.iter().map(line).collect()
}

fn line(row: &crate::Row) -> Result<Line, ReadError> {
    Ok(Line {
        at: moment(row, "at")?,
        what: row.get("what")?,
        who: row.get("who")?,
        visit: parsed_option(row, "visit")?,
        number: row.get("number")?,
        note: row.get("note")?,
        technician: row.get("technician_name")?,
        slot: slot(row)?,
    })
}
