//! The proof that a log is whole: nothing missing, changed, added or moved since it was written.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use chrono::DateTime;
use rusqlite::Row;
use uuid::Uuid;

use crate::{
    Position, StoreError, StoreId, StoredEvent, StreamName,
    chain::{self, Link},
    database,
    sqlite::{self, rows, sql},
};

/// A log that is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Which log it is.
    pub store_id: StoreId,
    /// How many events it holds; also its newest position.
    pub events: u64,
    /// The chain's hash at the end. Equal to an older note of it at the same position, or the log was written anew.
    pub head: [u8; 32],
}

/// The first place where a log is not what was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("position {}: {what}", position.0)]
pub struct BadPosition {
    /// Everything before it is sound.
    pub position: Position,
    /// What is wrong there.
    pub what: String,
}

/// Why a log could not be shown to be whole.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    /// It is not whole.
    #[error("the log is damaged at {0}")]
    Bad(#[from] BadPosition),
    /// It could not be looked at.
    #[error(transparent)]
    Unreadable(#[from] StoreError),
}

/// Walks the log in a folder from its start; a running Werkbank may have it open. `progress` is told the position
/// reached, every 1,000 events. It blocks while it works.
///
/// # Errors
/// [`NotVerified::Bad`] names the first bad position.
pub fn verify(dir: &Path, mut progress: impl FnMut(Position)) -> Result<Verified, NotVerified> {
    let connection = database::reader(&dir.join(sqlite::FILE)).map_err(StoreError::from)?;
    let store_id = sqlite::read_store_id(&connection)?;
    let mut pages = connection.prepare(sql::READ_ALL).map_err(StoreError::from)?;
    let mut walk = Walk::new(store_id);
    // Negative positions were never given out: they are to be seen, too.
    let mut after = i64::MIN;
    loop {
        let from = walk.events;
        // By pages, because one long read would keep a running Werkbank from tidying its file up.
        let mut page = pages.query((after, 1000)).map_err(StoreError::from)?;
        while let Some(row) = page.next().map_err(|e| walk.bad(format!("can't be read: {e}")))? {
            walk.step(row)?;
        }
        drop(page);
        if walk.events == from {
            break;
        }
        progress(Position(walk.events));
        after = i64::try_from(walk.events).unwrap_or(i64::MAX);
    }
    Ok(Verified { store_id, events: walk.events, head: walk.hash })
}

/// How far the walk has come, and what it has seen on the way.
struct Walk {
    events: u64,
    hash: [u8; 32],
    recorded_at: DateTime<chrono::Utc>,
    revisions: HashMap<StreamName, u64>,
    ids: HashSet<Uuid>,
}

impl Walk {
    fn new(store_id: StoreId) -> Self {
        Self {
            events: 0,
            hash: chain::genesis(store_id),
            recorded_at: DateTime::<chrono::Utc>::MIN_UTC,
            revisions: HashMap::new(),
            ids: HashSet::new(),
        }
    }

    fn step(&mut self, row: &Row<'_>) -> Result<(), BadPosition> {
        let position: i64 = row.get(0).map_err(|e| self.bad(e.to_string()))?;
        if position != i64::try_from(self.events + 1).unwrap_or(i64::MAX) {
            return Err(self.bad(format!("missing; position {position} follows")));
        }
        let event = rows::event(row).map_err(|e| self.bad(e.to_string()))?;
        let hash = link(&event).after(&self.hash);
        if hash != event.hash {
            return Err(self.bad("not what was written here: its hash does not follow from the one before it".into()));
        }
        let next = self.revisions.get(&event.stream).copied().unwrap_or(0);
        if event.revision.0 != next {
            let (stream, found) = (&event.stream, event.revision.0);
            return Err(self.bad(format!("revision {found} of {stream} where {next} is due")));
        }
        if event.recorded_at < self.recorded_at {
            return Err(self.bad("recorded before the event that stands before it".into()));
        }
        if !self.ids.insert(event.id) {
            return Err(self.bad(format!("event id {} for the second time", event.id)));
        }
        self.events += 1;
        (self.hash, self.recorded_at) = (hash, event.recorded_at);
        self.revisions.insert(event.stream, next + 1);
        Ok(())
    }

    /// A fault at the next position.
    fn bad(&self, what: String) -> BadPosition {
        BadPosition { position: Position(self.events + 1), what }
    }
}

fn link(event: &StoredEvent) -> Link<'_> {
    Link {
        stream: event.stream.as_str(),
        revision: event.revision.0,
        id: event.id,
        event_type: &event.event_type,
        version: event.version,
        recorded_at: event.recorded_at.timestamp_micros(),
        data: &event.data,
        metadata: &event.metadata,
    }
}
