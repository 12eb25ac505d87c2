//! Moving a log between engines: the same events in the same order, with the same ids, moments and revisions, and so the same
//! chain. Each event lies there once however often the move is broken off and begun again.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::{Connection as Sqlite, OptionalExtension};

use super::{
    Address, KurrentStore,
    begin::{self, Identity, unreachable},
    client::{Connection, Failure},
    envelope,
};
use crate::{
    Clock, Durability, EventStore, Expected, NewEvent, NotVerified, Position, Revision, SqliteStore, StoreError,
    StoreId, StoredEvent, chain,
    chain::Chain,
    database::{self, Synchronous},
    source::{PAGE, Source},
    sqlite::{self, sql},
    verify_whole,
};

/// What the file of a log becomes once the log is elsewhere.
pub const MOVED: &str = "events-moved.db";
/// What a file is called as long as it is not complete.
pub const COPYING: &str = "events-copying.db";

/// Why a log could not be moved. What was copied by then stays, and the next attempt goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// It can't be done so.
    #[error("{0}")]
    Refused(String),
    /// One of the logs did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// One of them is not whole.
    #[error(transparent)]
    Log(#[from] NotVerified),
}

impl From<rusqlite::Error> for MoveError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A log that was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// How many events it holds.
    pub events: u64,
    /// How many of them were there from an attempt before.
    pub before: u64,
    /// The chain's hash at its end, the same on both sides.
    pub head: [u8; 32],
}

/// Copies the log of a folder to a KurrentDB; afterwards the folder's file is called another name. Told how many of how many.
///
/// # Errors
/// When there is another log already; otherwise it can be tried again.
pub async fn to_server(dir: &Path, server: &Address, mut told: impl FnMut(u64, u64)) -> Result<Moved, MoveError> {
    if !dir.join(sqlite::FILE).exists() {
        let what = if dir.join(MOVED).exists() { "was moved already" } else { "is not there" };
        return Err(MoveError::Refused(format!("the log of {} {what}", dir.display())));
    }
    // Nobody else has it open, and what stands beside the file gets into it.
    SqliteStore::open(dir, Clock::Machine, Durability::Full).await?.close().await;
    let whole = verify_whole(dir, &[], |_, _| {})?;
    let file = database::reader(&dir.join(sqlite::FILE))?;
    let (own, origin) = (file.store_id()?, file.origin()?);
    let connection = Arc::new(Connection::new(server).map_err(StoreError::Unreachable)?);
    let identity = match begin::read(&connection).await? {
        Some(identity) => identity,
        None => begin::begin(&connection, Identity::new(own, origin, true)).await?,
    };
    if (identity.store_id, identity.origin) != (own.0, origin.0) {
        return Err(MoveError::Refused(format!("at {server} there is another log already")));
    }
    let store = KurrentStore::open_as(dir, connection.clone(), identity, Clock::Machine).await?;
    let copied = copy(&file, &store, &connection, server, whole.events, &mut told).await;
    let done = match copied {
        Ok(before) if store.head() == (at(whole.events), whole.head) => Ok(before),
        Ok(_) => Err(MoveError::Refused(format!("what stands at {server} is not the log that was copied"))),
        Err(error) => Err(error),
    };
    store.close().await;
    let before = done?;
    if identity.copying {
        let head = crate::hex::encode(&whole.head);
        begin::copied(&connection, &identity, whole.events, &head).await.map_err(unreachable)?;
    }
    file.close().map_err(|(_, error)| error)?;
    rename(&dir.join(sqlite::FILE), &dir.join(MOVED))?;
    Ok(Moved { events: whole.events, before, head: whole.head })
}

/// Copies what is not there yet: how many events were.
async fn copy(
    file: &Sqlite,
    store: &KurrentStore,
    connection: &Connection,
    server: &Address,
    events: u64,
    told: &mut impl FnMut(u64, u64),
) -> Result<u64, MoveError> {
    let (position, hash) = store.head();
    let before = position.map_or(0, |position| position.0);
    if before > 0 && file.hash(before)? != Some(hash) {
        return Err(MoveError::Refused(format!("the log at {server} went on differently up to position {before}")));
    }
    let mut done = before;
    while done < events {
        let page = file.page(done, PAGE)?;
        let mut rest = page.as_slice();
        while let Some(first) = rest.first() {
            let (together, later) = rest.split_at(together(rest));
            write(connection, first, together).await?;
            (done, rest) = (done + together.len() as u64, later);
            told(done, events);
        }
    }
    store.writer.shared.caught_up(connection).await.map_err(unreachable)?;
    Ok(before)
}

/// How many of the next events were written together: they follow each other in one stream, and bear one moment.
fn together(events: &[StoredEvent]) -> usize {
    let Some(first) = events.first() else { return 0 };
    let mut bytes = 0;
    let fits = |(n, event): &(usize, &StoredEvent)| {
        bytes += event.data.len() + event.metadata.len();
        *n == 0
            || (event.stream == first.stream
                && event.revision.0 == first.revision.0 + *n as u64
                && event.recorded_at == first.recorded_at
                && *n < sqlite::BATCH_EVENTS
                && bytes <= crate::MAX_EVENT_BYTES)
    };
    events.iter().enumerate().take_while(fits).count()
}

/// Writes events where they stood, until it is known that they stand there.
async fn write(connection: &Connection, first: &StoredEvent, events: &[StoredEvent]) -> Result<(), MoveError> {
    let expected = match first.revision.0.checked_sub(1) {
        None => Expected::NoStream,
        Some(before) => Expected::Exact(Revision(before)),
    };
    let raw = events.iter().map(|event| {
        let new = NewEvent {
            id: event.id,
            event_type: event.event_type.clone(),
            version: event.version,
            data: event.data.clone(),
            metadata: event.metadata.clone(),
        };
        envelope::wrap(&new, event.recorded_at.timestamp_micros())
    });
    let raw = raw.collect::<Result<Vec<_>, _>>().map_err(|error| StoreError::Damaged(error.to_string()))?;
    loop {
        match connection.append(first.stream.as_str(), expected, &raw).await {
            Ok(_) => return Ok(()),
            // The same ids at the same place: what was written already is not written again.
            Err(Failure::Unknown(_)) => {}
            Err(Failure::Conflict(_)) => {
                let stream = &first.stream;
                return Err(MoveError::Refused(format!("somebody else writes to {stream} while the log is copied")));
            }
            Err(failure) => return Err(unreachable(failure).into()),
        }
    }
}

/// Copies the log of a KurrentDB into a file of the folder. The log on the server stays as it is. Told how many of how many.
///
/// # Errors
/// When the folder holds a log already; otherwise it can be tried again.
pub async fn from_server(dir: &Path, server: &Address, mut told: impl FnMut(u64, u64)) -> Result<Moved, MoveError> {
    if dir.join(sqlite::FILE).exists() {
        return Err(MoveError::Refused(format!("{} holds a log already", dir.display())));
    }
    let store = KurrentStore::open(dir, server, Clock::Machine, super::Opening::Existing).await?;
    let copied = fetch(dir, &store, &mut told).await;
    store.close().await;
    drop(store);
    let moved = copied?;
    rename(&dir.join(COPYING), &dir.join(sqlite::FILE))?;
    let whole = verify_whole(dir, &[], |_, _| {})?;
    if (whole.events, whole.head) != (moved.events, moved.head) {
        return Err(MoveError::Refused("what was copied is not what stands on the server".into()));
    }
    Ok(moved)
}

async fn fetch(dir: &Path, store: &KurrentStore, told: &mut impl FnMut(u64, u64)) -> Result<Moved, MoveError> {
    let identity = store.identity;
    let (position, head) = store.head();
    let events = position.map_or(0, |position| position.0);
    let mut copy = FileCopy::open(dir, StoreId(identity.store_id), StoreId(identity.origin))?;
    let before = copy.chain.position;
    while copy.chain.position < events {
        let after = (copy.chain.position > 0).then_some(Position(copy.chain.position));
        let page = store.read_all(after, PAGE).await?.events;
        if page.is_empty() {
            return Err(StoreError::Unreachable("the log on the server ends too early".into()).into());
        }
        copy.add(&page)?;
        told(copy.chain.position, events);
    }
    if copy.chain != (Chain { position: events, hash: head }) {
        return Err(MoveError::Refused(format!("{COPYING} is not a copy of this log: remove it, and begin again")));
    }
    copy.settle()?;
    Ok(Moved { events, before, head })
}

/// The file that is being filled.
struct FileCopy {
    file: Sqlite,
    streams: HashMap<String, i64>,
    chain: Chain,
}

impl FileCopy {
    /// Opens the file where it was broken off, or makes it.
    fn open(dir: &Path, log: StoreId, origin: StoreId) -> Result<Self, MoveError> {
        let file = database::writer(&dir.join(COPYING), Synchronous::Normal)?;
        database::migrate(&file, &sqlite::STEPS)?;
        for (key, value) in [("store_id", log), ("origin", origin)] {
            let add = "INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO NOTHING";
            file.execute(add, (key, value.0.to_string()))?;
        }
        if (file.store_id()?, file.origin()?) != (log, origin) {
            return Err(MoveError::Refused(format!("{COPYING} is of another log: remove it, and begin again")));
        }
        let tip: Option<(i64, [u8; 32])> =
            file.query_row(sql::TIP, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let mut chain = chain::start_of(origin.0);
        if let Some((position, hash)) = tip {
            chain = Chain { position: u64::try_from(position).unwrap_or_default(), hash };
        }
        let mut streams = HashMap::new();
        {
            let mut known = file.prepare("SELECT name, id FROM streams")?;
            let mut rows = known.query([])?;
            while let Some(row) = rows.next()? {
                streams.insert(row.get(0)?, row.get(1)?);
            }
        }
        Ok(Self { file, streams, chain })
    }

    /// Adds a page in one transaction; each event follows from the one before.
    fn add(&mut self, page: &[StoredEvent]) -> Result<(), MoveError> {
        self.file.execute_batch("BEGIN IMMEDIATE")?;
        for event in page {
            self.chain.follow(event).map_err(NotVerified::from)?;
            let name = event.stream.as_str();
            let stream = match self.streams.get(name) {
                Some(stream) => *stream,
                None => {
                    let stream = i64::try_from(self.streams.len() + 1).unwrap_or(i64::MAX);
                    self.file.prepare_cached(sql::ADD_STREAM)?.execute((stream, name, event.stream.category()))?;
                    self.streams.insert(name.to_owned(), stream);
                    stream
                }
            };
            sqlite::rows::add(&self.file, event, stream)?;
        }
        Ok(self.file.execute_batch("COMMIT")?)
    }

    /// Puts all of it on disk, in the file itself.
    fn settle(self) -> Result<(), MoveError> {
        self.file.execute_batch("PRAGMA synchronous = FULL")?;
        self.file.execute(sql::SETTLE, [])?;
        self.file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(self.file.close().map_err(|(_, error)| error)?)
    }
}

fn at(position: u64) -> Option<Position> {
    (position > 0).then_some(Position(position))
}

fn rename(from: &Path, to: &PathBuf) -> Result<(), StoreError> {
    let io = |error| StoreError::Io(from.display().to_string(), error);
    fs::rename(from, to).map_err(io)?;
    // The new name is on disk as well.
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)
}
