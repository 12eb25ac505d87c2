//! The walk over a log, event by event: each follows from the one before it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::{BadPosition, NotVerified};
use crate::{
    Position, StoreError, StoredEvent, StreamName,
    chain::{self, Link},
    sqlite::{rows, sql},
};

/// Events a page: one long read would keep a running Werkbank from tidying its file up.
const PAGE: u32 = 1000;

/// How far a chain was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chain {
    /// The newest position.
    pub(crate) position: u64,
    /// The hash there.
    pub(crate) hash: [u8; 32],
}

impl Chain {
    /// Takes the next event in.
    pub(crate) fn follow(&mut self, event: &StoredEvent) -> Result<(), BadPosition> {
        if event.position.0 != self.position + 1 {
            return Err(self.bad(format!("missing; position {} follows", event.position.0)));
        }
        let hash = link(event).after(&self.hash);
        if hash != event.hash {
            return Err(self.bad("not what was written here: its hash does not follow from the one before it".into()));
        }
        (self.position, self.hash) = (event.position.0, hash);
        Ok(())
    }

    /// A fault at the next position.
    pub(crate) fn bad(&self, what: String) -> BadPosition {
        BadPosition { position: Position(self.position + 1), what }
    }
}

/// Walks the log of a file from its start, page by page; `each` is given every page as far as it is sound.
pub(super) fn walk(file: &Connection, mut each: impl FnMut(Vec<StoredEvent>)) -> Result<Chain, NotVerified> {
    let origin = chain::genesis(crate::sqlite::read_store_id(file)?);
    let mut statement = file.prepare(sql::READ_ALL).map_err(StoreError::from)?;
    let mut walk = Walk::new(Chain { position: 0, hash: origin });
    // Negative positions were never given out: they are to be seen, too.
    let mut after = i64::MIN;
    loop {
        let mut page = Vec::new();
        let mut rows = statement.query((after, PAGE)).map_err(StoreError::from)?;
        let read = loop {
            match rows.next() {
                Ok(Some(row)) => match walk.step(row) {
                    Ok(event) => page.push(event),
                    Err(bad) => break Err(bad),
                },
                Ok(None) => break Ok(()),
                Err(error) => break Err(walk.chain.bad(format!("can't be read: {error}"))),
            }
        };
        let end = page.is_empty();
        each(page);
        read?;
        if end {
            return Ok(walk.chain);
        }
        after = i64::try_from(walk.chain.position).unwrap_or(i64::MAX);
    }
}

/// How far the walk has come, and what it has seen on the way.
struct Walk {
    chain: Chain,
    recorded_at: DateTime<Utc>,
    revisions: HashMap<StreamName, u64>,
    ids: HashSet<Uuid>,
}

impl Walk {
    fn new(chain: Chain) -> Self {
        let recorded_at = DateTime::<Utc>::MIN_UTC;
        Self { chain, recorded_at, revisions: HashMap::new(), ids: HashSet::new() }
    }

    fn step(&mut self, row: &rusqlite::Row<'_>) -> Result<StoredEvent, BadPosition> {
        let before = self.chain;
        let bad = |what| before.bad(what);
        let position: i64 = row.get(0).map_err(|e| bad(e.to_string()))?;
        if position != i64::try_from(before.position + 1).unwrap_or(i64::MAX) {
            return Err(bad(format!("missing; position {position} follows")));
        }
        let event = rows::event(row).map_err(|e| bad(e.to_string()))?;
        self.chain.follow(&event)?;
        let next = self.revisions.entry(event.stream.clone()).or_default();
        if event.revision.0 != *next {
            return Err(bad(format!("revision {} of {} where {next} is due", event.revision.0, event.stream)));
        }
        *next += 1;
        if event.recorded_at < self.recorded_at {
            return Err(bad("recorded before the event that stands before it".into()));
        }
        self.recorded_at = event.recorded_at;
        if !self.ids.insert(event.id) {
            return Err(bad(format!("event id {} for the second time", event.id)));
        }
        Ok(event)
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
