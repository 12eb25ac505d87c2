//! The story of a fault and its visits: what happened, when, by whom.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{FaultId, Quantity, Slot, VisitId, fault, mail, registry::AnyEvent, visit};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    columns::{as_text, moment, moment_option, parsed_option, slot, slots},
    visit::Link,
};
use crate::{Pool, ReadError, Writes, ask, values};

/// A happening.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Line {
    /// Where it stands in the log.
    pub position: i64,
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
    /// For when its other stretches, where it takes more than a day; of a move those that changed.
    pub rest: Vec<Slot>,
    /// Which article was needed, used or not used: its number and name.
    pub article: Option<String>,
    /// How many of it.
    pub quantity: Option<Quantity>,
    /// What was noted by the technician's clock: `depart`, `arrive`, …
    pub step: Option<String>,
    /// When that was.
    pub step_at: Option<DateTime<Utc>>,
    /// The visit that follows on this one.
    pub next: Option<Link>,
    /// Who answered, where it was no colleague; empty when erased.
    pub said_by: Option<String>,
    /// What was answered to an invitation.
    pub reply: Option<String>,
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
                | visit::Event::VisitMoved { technician, slot, .. } => Some((Some(*technician), *slot)),
                visit::Event::InvitationAnswered { slot, .. } => Some((None, *slot)),
                _ => None,
            };
            let rest = match event {
                visit::Event::VisitScheduled { rest, .. } | visit::Event::VisitMoved { rest, .. } => as_text(rest),
                _ => String::new(),
            };
            let part = match event {
                visit::Event::PartNeeded { part, .. }
                | visit::Event::PartUsed { part, .. }
                | visit::Event::PartReturned { part, .. } => Some(*part),
                _ => None,
            };
            let step = match event {
                visit::Event::TimeNoted { step, at, .. } => Some((step.name(), *at)),
                _ => None,
            };
            let answer = match event {
                visit::Event::InvitationAnswered { by, reply, .. } => Some((by.text(), reply.name())),
                _ => None,
            };
            let next = match event {
                visit::Event::FollowUpLinked { visit, .. } => Some(*visit),
                _ => None,
            };
            writes.run(
                "INSERT INTO story SELECT ?1, fault, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18 FROM visits WHERE id = ?2",
                values![
                    recorded.position.0,
                    recorded.subject(),
                    event.done_at().unwrap_or(recorded.recorded_at),
                    recorded.event_type.as_str(),
                    recorded.metadata.actor.user(),
                    said_of_visit(event),
                    slot.and_then(|(technician, _)| technician),
                    slot.map(|(_, slot)| slot.on),
                    slot.map(|(_, slot)| slot.from),
                    slot.map(|(_, slot)| slot.until),
                    part.map(|part| part.article),
                    part.map(|part| part.quantity),
                    next,
                    step.map(|(step, _)| step),
                    step.map(|(_, at)| at),
                    answer.as_ref().map(|(by, _)| by.as_str()),
                    answer.as_ref().map(|(_, reply)| *reply),
                    rest,
                ],
            );
        }
        AnyEvent::Mail(mail::Event::MailAnswered { about, writer, text, at, .. }) => writes.run(
            "INSERT INTO story (position, fault, visit, at, what, note, said_by)
             SELECT ?1, coalesce((SELECT fault FROM visits WHERE id = ?3), ?2), ?3, ?4, ?5, ?6, ?7 WHERE ?2 IS NOT NULL OR ?3 IS NOT NULL",
            values![
                recorded.position.0,
                about.as_str().strip_prefix("fault-"),
                about.as_str().strip_prefix("visit-"),
                *at,
                recorded.event_type.as_str(),
                text.text(),
                writer.text(),
            ],
        ),
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
        fault::Event::FaultAnswered { note, .. } => note.as_ref().map(|note| note.text()),
        fault::Event::FaultPaused { reason, .. } => reason.as_ref().map(|reason| reason.text()),
        fault::Event::FaultAnswerWithdrawn { .. }
        | fault::Event::FaultResumed { .. }
        | fault::Event::FaultWarned { .. } => None,
    }
}

fn said_of_visit(event: &visit::Event) -> Option<String> {
    use visit::Event as E;
    match event {
        E::VisitRequested { task, .. } => Some(task.text()),
        E::VisitScheduled { overrule, .. } | E::VisitMoved { overrule, .. } | E::HelpersSet { overrule, .. } => {
            overrule.as_ref().map(|reason| reason.text())
        }
        E::VisitUnscheduled { reason, .. }
        | E::VisitCancelled { reason, .. }
        | E::VisitInterrupted { reason, .. }
        | E::ChargeChanged { reason, .. } => Some(reason.text()),
        E::VisitFinished { work, .. } => Some(work.text()),
        E::PartUsed { overrule, .. } => overrule.as_ref().map(|reason| reason.text()),
        E::PartNeeded { .. } | E::PartReturned { .. } => None,
        E::DaysProposed { days, .. } => {
            Some(days.iter().map(|day| day.format("%d-%m-%Y").to_string()).collect::<Vec<_>>().join(", "))
        }
        E::InvitationAnswered { comment, .. } => comment.as_ref().map(|comment| comment.text()),
        E::VisitSetOut { .. } | E::VisitStarted { .. } | E::FollowUpLinked { .. } => None,
        E::ChecklistTaken { name, .. } => Some(name.to_string()),
        E::ChecklistFilledIn { answers, .. } => {
            let said = answers.iter().filter_map(|answered| answered.remark.as_ref());
            Some(said.map(|remark| remark.text()).collect::<Vec<_>>().join("\n"))
        }
        E::TimeNoted { .. } | E::TimeTakenBack { .. } => None,
    }
}

/// What happened with a fault and its visits, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_fault(pool: &Pool, fault: FaultId) -> Result<Vec<Line>, ReadError> {
    lines(pool, "s.fault", fault.to_string()).await
}

/// What happened with a visit, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_visit(pool: &Pool, visit: VisitId) -> Result<Vec<Line>, ReadError> {
    lines(pool, "s.visit", visit.to_string()).await
}

async fn lines(pool: &Pool, of: &str, id: String) -> Result<Vec<Line>, ReadError> {
    let sql = format!(
        "SELECT s.*, CASE WHEN s.user IS NULL THEN NULL ELSE COALESCE(u.name, '') END AS who, t.name AS technician_name,
             v.number, a.number || ' ' || a.name AS part, n.number AS next_number FROM story s
         LEFT JOIN colleagues u ON u.id = s.user LEFT JOIN colleagues t ON t.id = s.technician
         LEFT JOIN visits v ON v.id = s.visit LEFT JOIN visits n ON n.id = s.next
         LEFT JOIN articles a ON a.id = s.article
         WHERE {of} = ?1 ORDER BY s.position DESC LIMIT 500"
    );
    let mut lines: Vec<Line> = ask(sql).bind(id).fetch_all(pool).await?.iter().map(line).collect::<Result<_, _>>()?;
    only_changed(&mut lines);
    Ok(lines)
}

/// Leaves of each move the stretches that were not so before; all of them where only who goes changed, or one fell away.
fn only_changed(lines: &mut [Line]) {
    let mut before: BTreeMap<VisitId, Vec<Slot>> = BTreeMap::new();
    for line in lines.iter_mut().rev() {
        let Some(visit) = line.visit.filter(|_| ["visit_scheduled", "visit_moved"].contains(&line.what.as_str()))
        else {
            continue;
        };
        let now: Vec<Slot> = line.slot.into_iter().chain(line.rest.iter().copied()).collect();
        let was = before.insert(visit, now.clone()).filter(|_| line.what == "visit_moved").unwrap_or_default();
        let changed: Vec<Slot> = now.into_iter().filter(|slot| !was.contains(slot)).collect();
        if let Some((first, others)) = changed.split_first() {
            line.slot = Some(*first);
            line.rest = others.to_vec();
        }
    }
}

fn line(row: &crate::Row) -> Result<Line, ReadError> {
    Ok(Line {
        position: row.get("position")?,
        at: moment(row, "at")?,
        what: row.get("what")?,
        who: row.get("who")?,
        visit: parsed_option(row, "visit")?,
        number: row.get("number")?,
        note: row.get("note")?,
        technician: row.get("technician_name")?,
        slot: slot(row)?,
        rest: slots(row, "rest")?,
        article: row.get("part")?,
        quantity: row.get::<Option<i64>>("quantity")?.map(Quantity::from_thousandths),
        step: row.get("step")?,
        step_at: moment_option(row, "step_at")?,
        next: parsed_option(row, "next")?
            .zip(row.get::<Option<i64>>("next_number")?)
            .map(|(id, number)| Link { id, number }),
        said_by: row.get("said_by")?,
        reply: row.get("reply")?,
    })
}
