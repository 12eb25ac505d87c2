//! What is known of faults, for asking what other working hours would have promised.

use chrono::{DateTime, Utc};
use domain::what_if::promises::Heard;

use super::columns;
use crate::{Pool, ReadError, ask};

/// The question of [`heard`].
pub const HEARD: &str = "SELECT urgency, reported_at, promised_at, state, closed_at FROM faults
    WHERE reported_at >= ?1 AND reported_at < ?2 AND state <> 'cancelled' ORDER BY reported_at, id";

/// Faults that were reported from a moment on and before another, but for those that were called off.
///
/// # Errors
/// When the tables can't be read.
pub async fn heard(pool: &Pool, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Heard>, ReadError> {
    let at = |row: &crate::Row, column: &str| -> Result<Option<DateTime<Utc>>, ReadError> {
        Ok(row.get::<Option<i64>>(column)?.and_then(DateTime::from_timestamp_micros))
    };
    let rows = ask(HEARD).bind(from).bind(until).fetch_all(pool).await?;
    let heard = |row: &crate::Row| {
        let solved = row.text("state")? == "solved";
        Ok(Heard {
            urgency: columns::urgency(row, "urgency")?.unwrap_or_default(),
            at: at(row, "reported_at")?.unwrap_or_default(),
            promised: at(row, "promised_at")?.unwrap_or_default(),
            solved: at(row, "closed_at")?.filter(|_| solved),
        })
    };
    rows.iter().map(heard).collect()
}
