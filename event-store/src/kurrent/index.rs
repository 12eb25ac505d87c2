//! What a node worked out of the log on KurrentDB, in `chain.db`: where each event of ours stands, and the chain's hash there.
//! It can be lost: then it is worked out again.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::{client::At, envelope::Read};
use crate::{
    Position, Revision, StoreError, StoreId, StoredEvent, StreamName, chain,
    chain::Link,
    database::{self, Readers, Synchronous},
};

/// The file's name in the data folder.
pub(super) const FILE: &str = "chain.db";

const TABLES: &str = include_str!("../../../migrations/chain/1_chain.sql");

const EVENT: &str = "SELECT e.position, e.commit_at, e.prepare_at, e.event_id, s.name, e.revision, e.recorded_at, e.hash \
     FROM events e JOIN streams s ON s.id = e.stream_id";

/// Where an event stands, and what the chain says there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) position: u64,
    pub(super) at: At,
    pub(super) id: Uuid,
    pub(super) stream: StreamName,
    pub(super) revision: u64,
    /// UTC microseconds since 1970; never before that of the event before.
    pub(super) recorded_at: i64,
    pub(super) hash: [u8; 32],
}

/// How far the log was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reached {
    /// Of events of ours; 0 before the first.
    pub(super) position: u64,
    pub(super) hash: [u8; 32],
    pub(super) recorded_at: i64,
    /// The last place that was looked at, whoever's event stands there.
    pub(super) scanned: Option<At>,
}

/// The writer of the file. One a process.
pub(super) struct Index {
    connection: Connection,
    reached: Reached,
}

impl Index {
    /// Opens the file, for this log; one of another log is emptied.
    pub(super) fn open(dir: &Path, log: StoreId, origin: StoreId) -> Result<Self, StoreError> {
        let connection = database::spare_writer(&dir.join(FILE), Synchronous::Normal, TABLES)?;
        let known: Option<String> =
            connection.query_row("SELECT value FROM meta WHERE key = 'store_id'", [], |row| row.get(0)).optional()?;
        let mut index = Self { connection, reached: Reached::start(origin) };
        if known != Some(log.0.to_string()) {
            index.empty(log)?;
        }
        index.reached = index.read_reached(origin)?;
        Ok(index)
    }

    pub(super) fn reached(&self) -> Reached {
        self.reached
    }

    fn empty(&self, log: StoreId) -> Result<(), StoreError> {
        self.connection.execute_batch("BEGIN IMMEDIATE; DELETE FROM events; DELETE FROM streams; DELETE FROM meta")?;
        self.connection.execute("INSERT INTO meta(key, value) VALUES('store_id', ?1)", [log.0.to_string()])?;
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn read_reached(&self, origin: StoreId) -> Result<Reached, StoreError> {
        let last =
            self.connection.query_row(&format!("{EVENT} ORDER BY e.position DESC LIMIT 1"), [], place).optional()?;
        let mut reached = Reached::start(origin);
        if let Some(last) = last {
            let last = last?;
            (reached.position, reached.hash, reached.recorded_at) = (last.position, last.hash, last.recorded_at);
            reached.scanned = Some(last.at);
        }
        Ok(reached)
    }

    /// The newest event that is known.
    pub(super) fn last(&self) -> Result<Option<Place>, StoreError> {
        let query = format!("{EVENT} ORDER BY e.position DESC LIMIT 1");
        self.connection.query_row(&query, [], place).optional()?.transpose()
    }

    /// Takes in what follows in the log; `scanned` is the last place looked at.
    pub(super) fn follow(&mut self, read: Vec<Read>, scanned: At) -> Result<Vec<StoredEvent>, StoreError> {
        let (mut reached, mut events) = (self.reached, Vec::with_capacity(read.len()));
        reached.scanned = Some(scanned);
        if read.is_empty() {
            self.reached = reached;
            return Ok(events);
        }
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let written = (|| {
            for read in read {
                events.push(self.add(&mut reached, read)?);
            }
            Ok(self.connection.execute_batch("COMMIT")?)
        })();
        if written.is_err() && !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        written.map(|()| {
            self.reached = reached;
            events
        })
    }

    fn add(&self, reached: &mut Reached, read: Read) -> Result<StoredEvent, StoreError> {
        // The order is that of the log, and clocks of nodes differ by a little: time never goes back with the order.
        let recorded_at = reached.recorded_at.max(read.recorded_at);
        let event = &read.event;
        let link = Link {
            stream: read.stream.as_str(),
            revision: read.revision.0,
            id: event.id,
            event_type: &event.event_type,
            version: event.version,
            recorded_at,
            data: &event.data,
            metadata: &event.metadata,
        };
        reached.hash = link.after(&reached.hash);
        reached.position += 1;
        reached.recorded_at = recorded_at;
        let stream = self.stream(read.stream.as_str())?;
        self.connection
            .prepare_cached(
                "INSERT INTO events(position, commit_at, prepare_at, event_id, stream_id, revision, recorded_at, hash) \
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((
                signed(reached.position),
                signed(read.at.commit),
                signed(read.at.prepare),
                event.id.as_bytes(),
                stream,
                signed(read.revision.0),
                recorded_at,
                reached.hash,
            ))?;
        Ok(stored(read.stream, read.revision, read.event, reached.position, recorded_at, reached.hash))
    }

    fn stream(&self, name: &str) -> Result<i64, StoreError> {
        let known = self.connection.prepare_cached("SELECT id FROM streams WHERE name = ?1")?;
        let mut known = known;
        if let Some(id) = known.query_row([name], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        self.connection.prepare_cached("INSERT INTO streams(name) VALUES(?1)")?.execute([name])?;
        Ok(self.connection.last_insert_rowid())
    }
}

impl Reached {
    fn start(origin: StoreId) -> Self {
        Self { position: 0, hash: chain::genesis(origin), recorded_at: i64::MIN, scanned: None }
    }
}

/// An event with what the index knows of it.
pub(super) fn stored(
    stream: StreamName,
    revision: Revision,
    event: crate::NewEvent,
    position: u64,
    recorded_at: i64,
    hash: [u8; 32],
) -> StoredEvent {
    StoredEvent {
        id: event.id,
        position: Position(position),
        stream,
        revision,
        event_type: event.event_type,
        version: event.version,
        recorded_at: DateTime::from_timestamp_micros(recorded_at).unwrap_or_default(),
        data: event.data,
        metadata: event.metadata,
        hash,
    }
}

/// Questions to the index.
#[derive(Clone)]
pub(super) struct Lookup(Arc<Readers>);

impl Lookup {
    pub(super) fn new(dir: &Path) -> Self {
        let path: PathBuf = dir.join(FILE);
        Self(Arc::new(Readers::new(path)))
    }

    /// Up to so many events after a position.
    pub(super) fn after(&self, position: u64, limit: u32) -> Result<Vec<Place>, StoreError> {
        self.ask(&format!("{EVENT} WHERE e.position > ?1 ORDER BY e.position LIMIT ?2"), (signed(position), limit))
    }

    /// Up to so many events of a stream from a revision on.
    pub(super) fn of_stream(&self, stream: &StreamName, from: u64, limit: u32) -> Result<Vec<Place>, StoreError> {
        let query = format!("{EVENT} WHERE s.name = ?1 AND e.revision >= ?2 ORDER BY e.revision LIMIT ?3");
        self.ask(&query, (stream.as_str(), signed(from), limit))
    }

    /// The newest revision of a stream.
    pub(super) fn newest_of(&self, stream: &StreamName) -> Result<Option<u64>, StoreError> {
        let query = format!("{EVENT} WHERE s.name = ?1 ORDER BY e.revision DESC LIMIT 1");
        Ok(self.ask(&query, [stream.as_str()])?.first().map(|place| place.revision))
    }

    /// Whether an event of this id stands anywhere.
    pub(super) fn has(&self, id: Uuid) -> Result<bool, StoreError> {
        self.0.read(|file| {
            let mut statement = file.prepare_cached("SELECT 1 FROM events WHERE event_id = ?1")?;
            Ok(statement.exists([id.as_bytes()])?)
        })
    }

    /// Which log was followed.
    pub(super) fn log(&self) -> Result<Option<StoreId>, StoreError> {
        let text: Option<String> = self.0.read(|file| {
            let mut statement = file.prepare_cached("SELECT value FROM meta WHERE key = 'store_id'")?;
            statement.query_row([], |row| row.get(0)).optional()
        })?;
        Ok(text.and_then(|text| text.parse().ok()).map(StoreId))
    }

    /// The newest position that is known; 0 when there is none.
    pub(super) fn length(&self) -> Result<u64, StoreError> {
        self.0.read(|file| {
            let length: i64 = file.query_row("SELECT coalesce(max(position), 0) FROM events", [], |row| row.get(0))?;
            Ok(u64::try_from(length).unwrap_or_default())
        })
    }

    /// The hash at a position.
    pub(super) fn hash(&self, position: u64) -> Result<Option<[u8; 32]>, StoreError> {
        self.0.read(|file| {
            let mut statement = file.prepare_cached("SELECT hash FROM events WHERE position = ?1")?;
            Ok(statement.query_row([signed(position)], |row| row.get(0)).optional()?)
        })
    }

    pub(super) fn close(&self) {
        self.0.close();
    }

    fn ask(&self, query: &str, parameters: impl rusqlite::Params) -> Result<Vec<Place>, StoreError> {
        self.0.read(|file| {
            let mut statement = file.prepare_cached(query)?;
            let mut rows = statement.query(parameters)?;
            let mut places = Vec::new();
            while let Some(row) = rows.next()? {
                places.push(place(row)??);
            }
            Ok(places)
        })
    }
}

fn place(row: &Row<'_>) -> Result<Result<Place, StoreError>, rusqlite::Error> {
    let number = |column| row.get::<_, i64>(column).map(|number| u64::try_from(number).unwrap_or_default());
    let name: String = row.get(4)?;
    let (position, commit, prepare, revision) = (number(0)?, number(1)?, number(2)?, number(5)?);
    let (id, recorded_at, hash) = (Uuid::from_bytes(row.get(3)?), row.get(6)?, row.get(7)?);
    let at = At { commit, prepare };
    Ok(name.parse().map(|stream| Place { position, at, id, stream, revision, recorded_at, hash }))
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
