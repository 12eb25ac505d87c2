//! What is known of faults, for asking what other working hours would have promised.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    fault::Pause,
    promise::{Made, Promise, WaitsFor},
    what_if::promises::Heard,
};

use super::columns::{moment, moment_option, parsed_option, urgency, wrong};
use crate::{Pool, ReadError, ask};

/// The question of [`heard`].
pub const HEARD: &str = "SELECT id, urgency, reported_at, promised_at, level, contract, respond_warn_at, solve_by, solve_warn_at, waits_for,
        waits_since, answered_at, state, closed_at FROM faults
    WHERE reported_at >= ?1 AND reported_at < ?2 AND state <> 'cancelled' ORDER BY reported_at, id";

/// What they waited for.
pub const PAUSES: &str =
    "SELECT p.fault, p.since, p.until, p.waits_for FROM faults f JOIN fault_pauses p ON p.fault = f.id
    WHERE f.reported_at >= ?1 AND f.reported_at < ?2 ORDER BY f.reported_at, f.id, p.since";

/// Faults that were reported from a moment on and before another, but for those that were called off.
///
/// # Errors
/// When the tables can't be read.
pub async fn heard(pool: &Pool, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Heard>, ReadError> {
    let mut pauses = HashMap::<String, Vec<Pause>>::new();
    for row in ask(PAUSES).bind(from).bind(until).fetch_all(pool).await? {
        let Some(waits_for) = waits_for(&row)? else { continue };
        let pause = (waits_for, moment(&row, "since")?, moment(&row, "until")?);
        pauses.entry(row.get("fault")?).or_default().push(pause);
    }
    let rows = ask(HEARD).bind(from).bind(until).fetch_all(pool).await?;
    let heard = |row: &crate::Row| {
        let solved = row.text("state")? == "solved";
        let respond_by = moment(row, "promised_at")?;
        let promise = Promise {
            service_level: parsed_option(row, "level")?,
            contract: parsed_option(row, "contract")?,
            respond_warn_at: moment_option(row, "respond_warn_at")?.unwrap_or(respond_by),
            solve_by: moment_option(row, "solve_by")?,
            solve_warn_at: moment_option(row, "solve_warn_at")?,
        };
        Ok(Heard {
            urgency: urgency(row, "urgency")?.unwrap_or_default(),
            at: moment(row, "reported_at")?,
            promised: Made { respond_by, promise },
            pauses: pauses.remove(row.text("id")?).unwrap_or_default(),
            waits: waits_for(row)?.zip(moment_option(row, "waits_since")?),
            answered: moment_option(row, "answered_at")?,
            solved: moment_option(row, "closed_at")?.filter(|_| solved),
        })
    };
    rows.iter().map(heard).collect()
}

fn waits_for(row: &crate::Row) -> Result<Option<WaitsFor>, ReadError> {
    let Some(name) = row.get::<Option<String>>("waits_for")? else { return Ok(None) };
    let known = WaitsFor::ALL.into_iter().find(|known| known.name() == name);
    known.map(Some).ok_or_else(|| wrong("waits_for"))
}
