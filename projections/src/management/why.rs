//! Why something happened, back to the person's act that began it; and everything that followed.

use std::collections::BTreeMap;

use event_store::Position;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::entries::{COLUMNS, Entry, row};
use crate::{Pool, ReadError, ask};

/// An event of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// How many steps it is away.
    pub depth: u32,
    /// The event.
    pub entry: Entry,
}

/// From an event back along its causes.
pub const BACK: &str = "WITH RECURSIVE chain (event, cause, depth) AS (
        SELECT event, cause, 0 FROM entries WHERE event = ?1
        UNION ALL SELECT e.event, e.cause, depth + 1 FROM chain c CROSS JOIN entries e ON e.event = c.cause WHERE depth < 50)
    SELECT event FROM chain WHERE depth > 0 ORDER BY depth";
/// From an event on to all that followed, the first 500.
pub const FORWARD: &str = "WITH RECURSIVE follows (event, depth) AS (
        SELECT event, 1 FROM entries WHERE cause = ?1
        UNION ALL SELECT e.event, depth + 1 FROM follows f CROSS JOIN entries e ON e.cause = f.event WHERE depth < 50 LIMIT 500)
    SELECT event FROM follows";
/// The events of one of these chains.
const AMONG: &str = "e.event IN (SELECT value FROM json_each(?1)) ORDER BY e.position";

/// What an event follows from, the nearest first: the last one is where it began.
///
/// # Errors
/// When the tables can't be read.
pub async fn back(pool: &Pool, event: Uuid) -> Result<Vec<Step>, ReadError> {
    let mut entries = chain(pool, BACK, event).await?;
    // A cause is always written before what follows from it.
    entries.reverse();
    Ok(entries.into_iter().zip(1..).map(|(entry, depth)| Step { depth, entry }).collect())
}

/// What followed from an event, each behind what it follows from.
///
/// # Errors
/// When the tables can't be read.
pub async fn forward(pool: &Pool, event: Uuid) -> Result<Vec<Step>, ReadError> {
    let mut of: BTreeMap<Uuid, Vec<Entry>> = BTreeMap::new();
    for entry in chain(pool, FORWARD, event).await? {
        of.entry(entry.cause.unwrap_or(event)).or_default().push(entry);
    }
    let mut told = Vec::new();
    let mut next: Vec<Step> =
        of.remove(&event).unwrap_or_default().into_iter().rev().map(|entry| Step { depth: 1, entry }).collect();
    while let Some(step) = next.pop() {
        let after = of.remove(&step.entry.event).unwrap_or_default();
        next.extend(after.into_iter().rev().map(|entry| Step { depth: step.depth + 1, entry }));
        told.push(step);
    }
    Ok(told)
}

/// The event of a thing that began it.
///
/// # Errors
/// When the tables can't be read.
pub async fn beginning(pool: &Pool, stream: &str) -> Result<Option<Entry>, ReadError> {
    super::entries::of_stream(pool, stream, 0).await
}

async fn chain(pool: &Pool, question: &'static str, event: Uuid) -> Result<Vec<Entry>, ReadError> {
    let events = ask(question).bind(event.to_string()).fetch_all(pool).await?;
    let events: Vec<String> = events.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    let named = ask(format!("{COLUMNS}{AMONG}")).bind(serde_json::to_string(&events).unwrap_or_default());
    named.fetch_all(pool).await?.iter().map(row).collect()
}

impl Step {
    /// Where the event stands in the log.
    pub fn position(&self) -> Option<Position> {
        u64::try_from(self.entry.position).ok().map(Position)
    }
}
