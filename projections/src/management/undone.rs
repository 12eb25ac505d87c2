//! What was taken back, and by what: both stand in the log, and each leads to the other.

use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::entries::{COLUMNS, Entry, row};
use crate::{Pool, ReadError, Writes, ask, values};

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
    for event in &recorded.metadata.undoes {
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
