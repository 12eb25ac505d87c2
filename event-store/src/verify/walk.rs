//! The walk over a log, event by event: each follows from the one before it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::{BadPosition, NotVerified};
use crate::{
    StoreError, StoredEvent, StreamName,
    chain::{self, Chain},
    source::{PAGE, Source},
    sqlite::{rows, sql},
};

/// Walks the log of a file from its start, page by page; `each` is given every page as far as it is sound.
pub(super) fn walk(file: &Connection, mut each: impl FnMut(Vec<StoredEvent>)) -> Result<Chain, NotVerified> {
    let mut statement = file.prepare(sql::READ_ALL).map_err(StoreError::from)?;
    let mut walk = Walk::new(chain::start_of(crate::sqlite::read_origin(file)?.0));
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

/// Walks any log from its start. Where a page can't be read it goes event by event, to name the first that is bad.
pub(super) fn pages(log: &dyn Source, mut each: impl FnMut(Vec<StoredEvent>)) -> Result<Chain, NotVerified> {
    let mut walk = Walk::new(chain::start_of(log.origin()?.0));
    let mut limit = PAGE;
    loop {
        let page = match log.page(walk.chain.position, limit) {
            Ok(page) => page,
            Err(StoreError::Damaged(_) | StoreError::Name(_)) if limit > 1 => {
                limit = 1;
                continue;
            }
            Err(StoreError::Damaged(what)) => return Err(walk.chain.bad(what).into()),
            Err(error) => return Err(error.into()),
        };
        let (end, mut sound) = (page.is_empty(), Vec::with_capacity(page.len()));
        let walked = page.into_iter().try_for_each(|event| walk.take(event).map(|event| sound.push(event)));
        each(sound);
        walked?;
        if end {
            return Ok(walk.chain);
        }
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
        self.take(rows::event(row).map_err(|e| bad(e.to_string()))?)
    }

    fn take(&mut self, event: StoredEvent) -> Result<StoredEvent, BadPosition> {
        let before = self.chain;
        let bad = |what| before.bad(what);
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
