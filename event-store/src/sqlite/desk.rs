//! The writer's connection together with what it remembers of the file: where the log ends and where streams stand.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use uuid::Uuid;

use super::{
    Durability, Head,
    batch::{Answer, Plan, Request, Row, Slot, StreamAt, Tip},
    memory::Memory,
    sql,
};
use crate::{Clock, Position, Revision, StoreError, StoreId, StoredEvent, StreamName, chain, database};

/// The tables of `events.db`, step by step.
pub(crate) const STEPS: [&str; 1] = [include_str!("../../../migrations/events/1_log.sql")];

/// What is needed to open the file, and to open it again.
pub(super) struct DeskSettings {
    pub(super) path: PathBuf,
    pub(super) durability: Durability,
}

/// See the file's first line. Thrown away whole after a write that failed. It blocks while it works.
pub(super) struct Desk {
    connection: Connection,
    store_id: StoreId,
    tip: Tip,
    memory: Arc<Mutex<Memory>>,
}

impl Desk {
    /// Opens the file, makes its tables when it is new, and finds the end of the log.
    pub(super) fn open(settings: &DeskSettings) -> Result<Self, StoreError> {
        let connection = database::writer(&settings.path, settings.durability.into())?;
        connection.pragma_update(None, "wal_autocheckpoint", pages_at_most(settings.durability))?;
        database::migrate(&connection, &STEPS)?;
        let store_id = store_id(&connection)?;
        // What a process that died has written is visible now, but perhaps not on disk. It must be before anything
        // that builds on it is acknowledged.
        connection.execute(sql::SETTLE, [])?;
        database::move_away(&connection)?;
        let tip = read_tip(&connection)?;
        let memory = Memory::new(tip.position == 0, settings.durability == Durability::Bulk);
        Ok(Self { connection, store_id, tip, memory: Arc::new(Mutex::new(memory)) })
    }

    /// What readers may know without asking the file.
    pub(super) fn memory(&self) -> Arc<Mutex<Memory>> {
        self.memory.clone()
    }

    /// The same desk with the memory that readers look into already.
    pub(super) fn with(mut self, memory: Arc<Mutex<Memory>>) -> Self {
        self.memory = memory;
        self
    }

    pub(super) fn store_id(&self) -> StoreId {
        self.store_id
    }

    pub(super) fn tip(&self) -> &Tip {
        &self.tip
    }

    /// Refuses a clock that was set to before the newest event. The machine's own may be corrected by a little; then
    /// events get the time of the newest until it has caught up.
    pub(super) fn check(&self, clock: &Clock, now: DateTime<Utc>) -> Result<(), StoreError> {
        match (clock, DateTime::from_timestamp_micros(self.tip.recorded_at)) {
            (Clock::Shifted(_), Some(newest)) if now < newest => Err(StoreError::ClockBehind { now, newest }),
            _ => Ok(()),
        }
    }

    pub(super) fn head(&self) -> Head {
        Head { position: (self.tip.position > 0).then_some(Position(self.tip.position)), hash: self.tip.hash }
    }

    /// Where the streams of a batch stand; those that do not exist are left out.
    pub(super) fn streams_of(&self, batch: &[Request]) -> Result<HashMap<StreamName, StreamAt>, StoreError> {
        let mut found = HashMap::new();
        let mut unknown = Vec::new();
        {
            let mut memory = remembered(&self.memory);
            for request in batch {
                match memory.stream(&request.stream) {
                    Some(at) => found.extend(at.map(|at| (request.stream.clone(), at))),
                    None => unknown.push(&request.stream),
                }
            }
        }
        for name in unknown {
            let mut statement = self.connection.prepare_cached(sql::STREAM)?;
            let row = statement.query_row([name.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            if let Some((id, revision)) = row {
                found.insert(name.clone(), StreamAt { id, revision: unsigned(revision)? });
            }
        }
        Ok(found)
    }

    /// What stands where an append wants its events to stand.
    pub(super) fn slots(&self, at: StreamAt, request: &Request) -> Result<Vec<Slot>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql::SLOTS)?;
        let mut rows = statement.query((at.id, signed(request.first()), signed(request.last())))?;
        let mut slots = Vec::new();
        while let Some(row) = rows.next()? {
            slots.push(Slot {
                revision: unsigned(row.get(0)?)?,
                id: Uuid::from_bytes(row.get(1)?),
                position: unsigned(row.get(2)?)?,
            });
        }
        Ok(slots)
    }

    /// Writes the plan's rows in one transaction; afterwards they are on disk and remembered.
    pub(super) fn save(&mut self, plan: Plan<'_>) -> Result<Vec<Answer>, StoreError> {
        if !plan.rows.is_empty() {
            let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            for stream in &plan.new_streams {
                self.connection.prepare_cached(sql::ADD_STREAM)?.execute(*stream)?;
            }
            let mut add = self.connection.prepare_cached(sql::ADD_EVENT)?;
            plan.rows.iter().try_for_each(|row| add_event(&mut add, row))?;
            drop(add);
            transaction.commit()?;
            self.tip = plan.tip;
        }
        let mut memory = remembered(&self.memory);
        memory.remember_events(plan.rows.iter().map(stored));
        for (name, at) in plan.streams {
            memory.remember_stream(name, at);
        }
        Ok(plan.answers)
    }

    /// Puts everything that was written without waiting for the disk on disk, and waits for the disk from here on.
    pub(super) fn make_durable(&self) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        self.connection.pragma_update(None, "wal_autocheckpoint", pages_at_most(Durability::Full))?;
        // The checkpoint only flushes when it has something to move.
        self.connection.execute(sql::SETTLE, [])?;
        let busy = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0))?;
        if busy {
            let reading = std::io::Error::other("a reader keeps the log from being flushed");
            return Err(StoreError::Io(super::FILE.into(), reading));
        }
        Ok(())
    }

    /// Moves what stands in the write-ahead file to the log's own.
    pub(super) fn move_away(&self) -> Result<(), rusqlite::Error> {
        database::move_away(&self.connection)
    }

    /// Whether the file takes a write now; it does not wait for who else writes.
    pub(super) fn can_write(&self) -> bool {
        let at_once = self.connection.busy_timeout(Duration::ZERO);
        let written = at_once.and_then(|()| self.connection.execute(sql::SETTLE, []));
        written.is_ok() && self.connection.busy_timeout(database::PATIENCE).is_ok()
    }

    pub(super) fn close(self) -> Result<(), StoreError> {
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

/// As many pages of 4 KiB may stand in the write-ahead file before a commit moves them itself: where the disk is waited for, the
/// [`Mover`](super::mover::Mover) has done so long before.
fn pages_at_most(durability: Durability) -> u32 {
    match durability {
        Durability::Full => 32_000,
        Durability::Bulk => 4_000,
    }
}

/// What is remembered; who panicked while holding it left it whole.
pub(super) fn remembered(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

fn add_event(add: &mut rusqlite::Statement<'_>, row: &Row<'_>) -> Result<(), rusqlite::Error> {
    let event = row.event;
    add.execute((
        signed(row.position),
        event.id.as_bytes(),
        row.stream_id,
        signed(row.revision),
        &event.event_type,
        event.version,
        row.recorded_at,
        &event.data,
        &event.metadata,
        row.hash,
    ))?;
    Ok(())
}

fn stored(row: &Row<'_>) -> StoredEvent {
    StoredEvent {
        id: row.event.id,
        position: Position(row.position),
        stream: row.stream.clone(),
        revision: Revision(row.revision),
        event_type: row.event.event_type.clone(),
        version: row.event.version,
        recorded_at: DateTime::from_timestamp_micros(row.recorded_at).unwrap_or_default(),
        data: row.event.data.clone(),
        metadata: row.event.metadata.clone(),
        hash: row.hash,
    }
}

/// The log's identity, made up when the file is new.
fn store_id(connection: &Connection) -> Result<StoreId, StoreError> {
    connection.execute(
        "INSERT INTO meta(key, value) VALUES('store_id', ?1) ON CONFLICT(key) DO NOTHING",
        [Uuid::new_v4().to_string()],
    )?;
    read_store_id(connection)
}

/// The log's identity.
pub(crate) fn read_store_id(connection: &Connection) -> Result<StoreId, StoreError> {
    let id: String = connection.query_row(sql::STORE_ID, [], |row| row.get(0))?;
    id.parse().map(StoreId).map_err(|_| StoreError::Damaged(format!("its identity is {id:?}")))
}

/// What the chain begins with: the log's identity, or that of the log that it was restored from.
pub(crate) fn read_origin(connection: &Connection) -> Result<StoreId, StoreError> {
    let origin: Option<String> = connection.query_row(sql::ORIGIN, [], |row| row.get(0)).optional()?;
    match origin {
        Some(id) => id.parse().map(StoreId).map_err(|_| StoreError::Damaged(format!("its origin is {id:?}"))),
        None => read_store_id(connection),
    }
}

fn read_tip(connection: &Connection) -> Result<Tip, StoreError> {
    let last_stream = connection.query_row(sql::LAST_STREAM, [], |row| row.get(0))?;
    let row = connection.query_row(sql::TIP, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((position, hash, recorded_at)) = row else {
        return Ok(Tip {
            position: 0,
            hash: chain::genesis(read_origin(connection)?),
            recorded_at: i64::MIN,
            last_stream,
        });
    };
    Ok(Tip { position: unsigned(position)?, hash, recorded_at, last_stream })
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged(format!("{number} where a position or revision should be")))
}

/// A revision or position as SQLite holds it; what is beyond its numbers stands behind everything in a log.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
