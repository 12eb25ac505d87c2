//! What was taken back, and by what: both stand in the log, and each leads to the other.

use domain::Actor;
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::entries::{COLUMNS, Entry, row};
use crate::{Pool, ReadError, Writes, access::users::id, ask, values};

/// An entry that was taken back, or that took back another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// Where the marked one stands in the log.
    pub position: i64,
    /// Whether it took back the other one; else the other one took back this.
    pub takes_back: bool,
    /// The other one.
    pub other: Entry,
}

/// What an event changes. Its entry is there already.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    if recorded.stream.category() == domain::series::CATEGORY {
        return;
    }
    let metadata = &recorded.metadata;
    let by_person = metadata.cause.is_none() && matches!(metadata.actor, Actor::Person { .. });
    if by_person && metadata.correlation != metadata.command_id {
        writes.run("INSERT INTO together VALUES (?1, ?2)", values![metadata.correlation, recorded.position.0]);
    }
    for event in &metadata.undoes {
        writes.run(
            "UPDATE undone SET holds = 0 WHERE by_position = (SELECT position FROM entries WHERE event = ?1)",
            values![*event],
        );
        writes.run(
            "INSERT INTO undone SELECT position, ?2, 1 FROM entries WHERE event = ?1",
            values![*event, recorded.position.0],
        );
    }
}

/// The marks of these positions, with where the other one stands.
pub const MARKS: &str =
    "SELECT u.position AS marked, u.by_position AS other, 0 AS takes_back FROM json_each(?1) j CROSS JOIN undone u ON u.position = j.value WHERE u.holds = 1
    UNION ALL SELECT u.by_position, u.position, 1 FROM json_each(?1) j CROSS JOIN undone u ON u.by_position = j.value";

/// The marks of these entries.
///
/// # Errors
/// When the tables can't be read.
pub async fn among(pool: &Pool, positions: &[i64]) -> Result<Vec<Mark>, ReadError> {
    let found = ask(MARKS).bind(serde_json::to_string(positions).unwrap_or_default()).fetch_all(pool).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let others: Vec<i64> = found.iter().map(|row| row.get("other")).collect::<Result<_, _>>()?;
    let named = ask(format!("{COLUMNS}e.position IN (SELECT value FROM json_each(?1))"));
    let named = named.bind(serde_json::to_string(&others).unwrap_or_default()).fetch_all(pool).await?;
    let named: Vec<Entry> = named.iter().map(row).collect::<Result<_, _>>()?;
    let mut marks = Vec::new();
    for (found, at) in found.iter().zip(others) {
        let other = named.iter().find(|entry| entry.position == at).cloned();
        let (position, takes_back) = (found.get("marked")?, found.get::<i64>("takes_back")? == 1);
        marks.extend(other.map(|other| Mark { position, takes_back, other }));
    }
    Ok(marks)
}

/// Of what an entry is part that was done in one go, and with how many entries, counted up to a thousand.
///
/// # Errors
/// When the tables can't be read.
pub async fn batch_of(pool: &Pool, position: i64) -> Result<Option<(Uuid, i64)>, ReadError> {
    let found = ask(BATCH_OF).bind(position).fetch_optional(pool).await?;
    found.map(|row| Ok((id(&row, "batch")?, row.get("entries")?))).transpose()
}

/// The question of [`batch_of`].
pub const BATCH_OF: &str =
    "SELECT t.batch, (SELECT count(*) FROM (SELECT 1 FROM together o WHERE o.batch = t.batch LIMIT 1000)) AS entries
    FROM together t WHERE t.position = ?1";

/// All that was done in one go, newest first; at most so many.
///
/// # Errors
/// When the tables can't be read.
pub async fn batch(pool: &Pool, batch: Uuid, most: i64) -> Result<Vec<Entry>, ReadError> {
    let found = ask(format!("{COLUMNS}{OF_BATCH}")).bind(batch.to_string()).bind(most).fetch_all(pool).await?;
    found.iter().map(row).collect()
}

/// The condition of [`batch`].
pub const OF_BATCH: &str = "e.position IN (SELECT position FROM together WHERE batch = ?1 ORDER BY position DESC LIMIT ?2) ORDER BY e.position DESC";

/// The positions of what was done in one go that were taken back.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_batch(pool: &Pool, batch: Uuid) -> Result<Vec<i64>, ReadError> {
    let found = ask(UNDONE_OF_BATCH).bind(batch.to_string()).fetch_all(pool).await?;
    found.iter().map(|row| row.get("position")).collect()
}

/// The question of [`of_batch`].
pub const UNDONE_OF_BATCH: &str = "SELECT t.position FROM together t CROSS JOIN undone u ON u.position = t.position WHERE t.batch = ?1 AND u.holds = 1";
