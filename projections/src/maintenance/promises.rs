//! What was promised about a fault, and how far that is: answered, waiting, pressing, warned of.

use chrono::{DateTime, Utc};
use domain::{
    FaultId,
    fault::Event,
    promise::{Part, Promise, Stage},
};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::columns::{moment, moment_option, parsed, parsed_option};
use crate::{Pool, ReadError, Writes, ask, values};

/// What was promised about a fault, and how far that is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Standing {
    /// By which service level; none by the desk's own rule.
    pub level: Option<String>,
    /// By which contract.
    pub contract: Option<domain::ContractId>,
    /// When the customer was answered: somebody began, or called back.
    pub answered_at: Option<DateTime<Utc>>,
    /// Until when it should be solved.
    pub solve_by: Option<DateTime<Utc>>,
    /// `customer` or `part`, while time does not count.
    pub waits_for: Option<String>,
    /// Since when.
    pub waits_since: Option<DateTime<Utc>>,
    /// Why; empty when erased.
    pub waits_reason: Option<String>,
    /// The answer's moment, then the solution's.
    pub due_at: DateTime<Utc>,
    /// From when on something presses; none while nothing can.
    pub press_at: Option<DateTime<Utc>>,
}

/// What a promise says beside the moment of the answer.
pub(super) fn promised(id: Uuid, promise: Option<&Promise>, writes: &mut Writes) {
    let Some(promise) = promise else { return };
    writes.run(
        "UPDATE faults SET level = ?2, contract = ?3, respond_warn_at = ?4, solve_by = ?5, solve_warn_at = ?6 WHERE id = ?1",
        values![
            id,
            promise.service_level.as_ref().map(ToString::to_string),
            promise.contract,
            promise.respond_warn_at,
            promise.solve_by,
            promise.solve_warn_at,
        ],
    );
}

/// Another haste: what was warned of belongs to the promise before, if it is another one.
pub(super) fn changed(id: Uuid, promise: Option<&Promise>, writes: &mut Writes) {
    let Some(now) = promise else { return };
    writes.run(
        "UPDATE faults SET said = CASE WHEN respond_warn_at IS ?2 AND solve_by IS ?3 THEN said ELSE 0 END WHERE id = ?1",
        values![id, now.respond_warn_at, now.solve_by],
    );
    promised(id, promise, writes);
}

/// What an event changes of it; what follows from that is settled afterwards.
pub(super) fn apply(id: Uuid, event: &Event, at: DateTime<Utc>, writes: &mut Writes) {
    match event {
        Event::FaultAnswered { .. } => writes.run("UPDATE faults SET answered_at = ?2 WHERE id = ?1", values![id, at]),
        Event::FaultAnswerWithdrawn { .. } => {
            writes.run("UPDATE faults SET answered_at = NULL, said = said & 12 WHERE id = ?1", values![id]);
        }
        Event::FaultPaused { waits_for, since, reason, .. } => writes.run(
            "UPDATE faults SET waits_for = ?2, waits_since = ?3, waits_reason = ?4 WHERE id = ?1",
            values![id, waits_for.name(), *since, reason.as_ref().map(|reason| reason.text())],
        ),
        Event::FaultResumed { at, mistaken, promised_at, promise, .. } => {
            if !mistaken {
                writes.run(
                    "INSERT OR REPLACE INTO fault_pauses SELECT id, waits_since, ?2, waits_for FROM faults WHERE id = ?1 AND waits_for IS NOT NULL",
                    values![id, *at],
                );
            }
            writes.run(
                "UPDATE faults SET said = CASE waits_for WHEN 'customer' THEN 0 ELSE said & 3 END,
                     waits_for = NULL, waits_since = NULL, waits_reason = NULL,
                     promised_at = coalesce(?2, promised_at) WHERE id = ?1",
                values![id, *promised_at],
            );
            promised(id, promise.as_ref(), writes);
        }
        Event::FaultWarned { deadline, stage, .. } => {
            // What is over needs not be said to be near.
            let bits = match (deadline, stage) {
                (Part::Respond, Stage::Near) => 1,
                (Part::Respond, Stage::Passed) => 3,
                (Part::Solve, Stage::Near) => 4,
                (Part::Solve, Stage::Passed) => 12,
            };
            writes.run("UPDATE faults SET said = said | ?2 WHERE id = ?1", values![id, bits]);
        }
        _ => {}
    }
}

/// What follows from all that: what is due next, from when it presses, and when somebody is to be warned.
pub(super) fn settle(id: Uuid, writes: &mut Writes) {
    writes.run(
        "UPDATE faults SET
             due_at = CASE WHEN answered_at IS NULL THEN promised_at ELSE coalesce(solve_by, promised_at) END,
             press_at = nullif(min(
                 CASE WHEN answered_at IS NULL AND state = 'open' AND waits_for IS NOT 'customer'
                     THEN coalesce(respond_warn_at, promised_at) ELSE ?2 END,
                 CASE WHEN state = 'open' AND waits_for IS NULL THEN coalesce(solve_warn_at, ?2) ELSE ?2 END), ?2),
             look_at = nullif(min(
                 CASE WHEN answered_at IS NOT NULL OR state <> 'open' OR waits_for IS 'customer' OR respond_warn_at IS NULL THEN ?2
                     WHEN said & 1 = 0 THEN respond_warn_at WHEN said & 2 = 0 THEN promised_at ELSE ?2 END,
                 CASE WHEN state <> 'open' OR waits_for IS NOT NULL OR solve_warn_at IS NULL THEN ?2
                     WHEN said & 4 = 0 THEN solve_warn_at WHEN said & 8 = 0 THEN solve_by ELSE ?2 END), ?2)
         WHERE id = ?1",
        values![id, i64::MAX],
    );
    writes.run("UPDATE visits SET due = (SELECT due_at FROM faults WHERE id = ?1) WHERE fault = ?1", values![id]);
}

/// How a fault stands.
pub(super) fn standing(row: &crate::Row) -> Result<Standing, ReadError> {
    Ok(Standing {
        level: row.get("level")?,
        contract: parsed_option(row, "contract")?,
        answered_at: moment_option(row, "answered_at")?,
        solve_by: moment_option(row, "solve_by")?,
        waits_for: row.get("waits_for")?,
        waits_since: moment_option(row, "waits_since")?,
        waits_reason: row.get("waits_reason")?,
        due_at: moment(row, "due_at")?,
        press_at: moment_option(row, "press_at")?,
    })
}

/// A fault of which somebody may have to be warned.
#[derive(Debug, Clone)]
pub struct Look {
    /// Which.
    pub fault: FaultId,
    /// Until when it should be answered.
    pub respond_by: DateTime<Utc>,
    /// Until when it should be solved.
    pub solve_by: Option<DateTime<Utc>>,
}

/// The question of [`to_look_at`].
pub const TO_LOOK_AT: &str = "SELECT id, promised_at, solve_by FROM faults WHERE look_at IS NOT NULL AND look_at <= ?1 ORDER BY look_at LIMIT ?2";

/// Faults of which a warning is due, the longest due first; at most so many.
///
/// # Errors
/// When the tables can't be read.
pub async fn to_look_at(pool: &Pool, now: DateTime<Utc>, limit: u32) -> Result<Vec<Look>, ReadError> {
    let rows = ask(TO_LOOK_AT).bind(now).bind(limit).fetch_all(pool).await?;
    let look = |row: &crate::Row| {
        Ok(Look {
            fault: parsed(row, "id")?,
            respond_by: moment(row, "promised_at")?,
            solve_by: moment_option(row, "solve_by")?,
        })
    };
    rows.iter().map(look).collect()
}

/// The question of [`is_short`].
pub const SHORT: &str = "SELECT count(*) FROM visit_parts p JOIN articles a ON a.id = p.article
    WHERE p.visit = ?1 AND p.needed > p.used AND a.stock < p.needed - p.used";

/// Whether less is there than a visit needs of something.
///
/// # Errors
/// When the tables can't be read.
pub async fn is_short(pool: &Pool, visit: domain::VisitId) -> Result<bool, ReadError> {
    let short: i64 = ask(SHORT).bind(visit.to_string()).fetch_one(pool).await?.get(0)?;
    Ok(short > 0)
}

/// The question of [`is_held_up`].
pub const HELD_UP: &str =
    "SELECT count(*) FROM visits v JOIN visit_parts p ON p.visit = v.id JOIN articles a ON a.id = p.article
    WHERE v.id = ?1 AND v.follows IS NOT NULL AND v.state IN ('queued', 'scheduled')
        AND p.needed > p.used AND a.stock < p.needed - p.used";

/// Whether a visit that follows on another one can't be done yet: less is there than it needs of something.
///
/// # Errors
/// When the tables can't be read.
pub async fn is_held_up(pool: &Pool, visit: domain::VisitId) -> Result<bool, ReadError> {
    let short: i64 = ask(HELD_UP).bind(visit.to_string()).fetch_one(pool).await?.get(0)?;
    Ok(short > 0)
}

/// The question of [`waiting_for`].
pub const WAITING_FOR: &str = "SELECT DISTINCT f.id AS fault, v.id AS visit FROM visit_parts p
    JOIN visits v ON v.id = p.visit JOIN faults f ON f.id = v.fault
    WHERE p.article = ?1 AND f.waits_for = 'part' AND v.state IN ('queued', 'scheduled') ORDER BY f.id, v.id";

/// Faults that wait for an article to come, each with the visit that needs it.
///
/// # Errors
/// When the tables can't be read.
pub async fn waiting_for(
    pool: &Pool,
    article: domain::ArticleId,
) -> Result<Vec<(FaultId, domain::VisitId)>, ReadError> {
    let rows = ask(WAITING_FOR).bind(article.to_string()).fetch_all(pool).await?;
    rows.iter().map(|row| Ok((parsed(row, "fault")?, parsed(row, "visit")?))).collect()
}
