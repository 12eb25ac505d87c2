//! The engine for companies that outgrow one machine: the log on a KurrentDB cluster that several nodes share.
//!
//! Positions are those among Werkbank's own events, 1, 2, 3, …: every node sees the same order, so every node counts and chains the
//! same, and a log keeps its positions, anchors and backups when it moves between engines.

mod address;
mod append;
mod begin;
mod client;
mod envelope;
mod follow;
mod index;
mod lease;
mod look;
mod moving;

use std::{path::Path, sync::Arc, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::{sync::Semaphore, task::JoinHandle, time::timeout};

pub(crate) use self::look::Looker;
pub use self::{
    address::{Address, NoAddress},
    moving::{COPYING, MOVED, MoveError, Moved, from_server, to_server},
};
use self::{
    append::Writer,
    begin::{Identity, unreachable},
    client::{At, Connection, RawEvent},
    envelope::Read,
    follow::{Follower, Shared},
    index::{Index, Lookup, Place},
};
use crate::{
    AllPage, AppendError, Appended, Clock, EventStore, Expected, NewEvent, Position, Revision, StoreError, StoreId,
    StoredEvent, StreamName, StreamPage, sqlite,
};

/// The log on KurrentDB. See [`EventStore`] for what it does.
pub struct KurrentStore {
    identity: Identity,
    writer: Arc<Writer>,
    follower: JoinHandle<()>,
    /// Keeps other processes from the folder.
    _lock: std::fs::File,
}

/// How a log on KurrentDB is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// As what it is; one is begun where there is none.
    Usual,
    /// As what it is; it must be there.
    Existing,
}

impl KurrentStore {
    /// Opens the log, and follows it to its end; `dir` holds what this node worked out of it.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when no server answers; [`StoreError::Locked`] when another process uses the folder;
    /// [`StoreError::ClockBehind`] when the clock was set to before the newest event; [`StoreError::Damaged`] when it is not
    /// the log that this folder followed; [`StoreError::Unfinished`] when it is still being copied there.
    pub async fn open(dir: &Path, address: &Address, clock: Clock, opening: Opening) -> Result<Arc<Self>, StoreError> {
        let connection = Arc::new(Connection::new(address).map_err(StoreError::Unreachable)?);
        let identity = match (begin::read(&connection).await?, opening) {
            (Some(identity), _) => identity,
            (None, Opening::Usual) => {
                let own = StoreId(uuid::Uuid::new_v4());
                begin::begin(&connection, Identity::new(own, own, false)).await?
            }
            (None, Opening::Existing) => return Err(StoreError::Unreachable(format!("there is no log at {address}"))),
        };
        if identity.copying {
            return Err(StoreError::Unfinished(format!(
                "the copy of a log to {address} is not finished: give the same `werkbank migrate-log --to` again, with the data folder that \
                 it is copied from; it goes on where it stopped"
            )));
        }
        Self::open_as(dir, connection, identity, clock).await
    }

    async fn open_as(
        dir: &Path,
        connection: Arc<Connection>,
        identity: Identity,
        clock: Clock,
    ) -> Result<Arc<Self>, StoreError> {
        std::fs::create_dir_all(dir).map_err(|error| StoreError::Io(dir.display().to_string(), error))?;
        // However long opening takes: what the clock shows when it begins is what counts.
        let (now, lock) = (clock.now(), sqlite::lock(dir)?);
        let index = Index::open(dir, StoreId(identity.store_id), StoreId(identity.origin))?;
        let shared = Arc::new(Shared::new(index.reached()));
        let mut follower = Follower { connection: connection.clone(), identity, index, shared: shared.clone() };
        follower.catch_up().await?;
        check(&clock, now, &shared)?;
        let lookup = Lookup::new(dir);
        let places = Semaphore::new(sqlite::QUEUE);
        let writer = Arc::new(Writer {
            connection,
            shared,
            lookup,
            clock,
            turns: std::sync::Mutex::default(),
            claimed: std::sync::Mutex::new(crate::recent::Recent::new(append::CLAIMED)),
            places: Arc::new(places),
        });
        let follower = tokio::spawn(follower.run());
        Ok(Arc::new(Self { identity, writer, follower, _lock: lock }))
    }

    /// The newest position and the chain's hash there; of an empty log, the hash that its first event builds on.
    pub fn head(&self) -> (Option<Position>, [u8; 32]) {
        let head = self.writer.shared.head.borrow();
        (head.position, head.hash)
    }

    /// Waits for writes that are under way, and follows no more.
    pub async fn close(&self) {
        self.writer.close().await;
        self.follower.abort();
        self.writer.lookup.close();
    }
}

impl Drop for KurrentStore {
    fn drop(&mut self) {
        self.follower.abort();
    }
}

/// Refuses a clock that was set to before the newest event, as the log on SQLite does.
fn check(clock: &Clock, now: DateTime<Utc>, shared: &Shared) -> Result<(), StoreError> {
    let head = *shared.head.borrow();
    match (clock, head.position.and(DateTime::from_timestamp_micros(head.recorded_at))) {
        (Clock::Shifted(_), Some(newest)) if now < newest => Err(StoreError::ClockBehind { now, newest }),
        _ => Ok(()),
    }
}

#[async_trait]
impl EventStore for KurrentStore {
    fn store_id(&self) -> StoreId {
        StoreId(self.identity.store_id)
    }

    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.writer.append(stream, expected, events, None).await
    }

    async fn read_stream(&self, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError> {
        let limit = limit.min(sqlite::PAGE);
        // What this node has not seen yet it does not know: who decides on it is told by a conflict.
        let mut places = self.writer.lookup.of_stream(stream, from.0, limit + 1)?;
        let more = places.len() > limit as usize;
        places.truncate(limit as usize);
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return Ok(StreamPage::default()) };
        let remembered = self.remembered(&places);
        let events = match remembered {
            Some(events) => events,
            None => {
                let (from, count) = (first.revision, last.revision - first.revision + 1);
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                let page =
                    self.writer.connection.read_stream(stream.as_str(), from, count).await.map_err(unreachable)?;
                matched(page, &places)?
            }
        };
        // A page of large events may have ended before all were there.
        let more = more || events.len() < places.len();
        Ok(StreamPage { events, more })
    }

    async fn read_all(&self, after: Option<Position>, limit: u32) -> Result<AllPage, StoreError> {
        let limit = limit.min(sqlite::PAGE);
        let remembered = self.writer.shared.memory().events(after, limit);
        let events = match remembered {
            Some(events) => events,
            None => self.read_server(after, limit).await?,
        };
        let next = events.last().map(|event| event.position).or(after);
        Ok(AllPage { events, next })
    }

    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError> {
        let (position, hash) = self.head();
        Ok(position.map(|position| (position, hash)))
    }

    async fn changed(&self, after: Option<Position>, at_most: Duration) {
        let mut head = self.writer.shared.head.subscribe();
        // Time out or not: who asked reads the log next.
        let _ = timeout(at_most, head.wait_for(|head| head.position > after)).await;
    }

    fn may_have(&self, after: Option<Position>) -> bool {
        self.writer.shared.head.borrow().position > after
    }

    fn known(&self) -> Option<Position> {
        self.writer.shared.head.borrow().position
    }

    fn shared(&self) -> Option<&dyn crate::lease::Shared> {
        Some(self)
    }

    fn trouble(&self) -> Option<String> {
        let shared = &self.writer.shared;
        shared.unwritten.borrow().clone().or_else(|| shared.unread.borrow().clone())
    }
}

impl KurrentStore {
    /// The events at these places, when memory holds all of them.
    fn remembered(&self, places: &[Place]) -> Option<Vec<StoredEvent>> {
        let memory = self.writer.shared.memory();
        let at = |place: &Place| memory.events(place.position.checked_sub(1).map(Position), 1)?.pop();
        places.iter().map(at).collect()
    }

    /// What stands at the places that follow, read from the server.
    async fn read_server(&self, after: Option<Position>, limit: u32) -> Result<Vec<StoredEvent>, StoreError> {
        let places = self.writer.lookup.after(after.map_or(0, |after| after.0), limit)?;
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return Ok(Vec::new()) };
        read_places(&self.writer.connection, &places, first.at, last.at).await
    }
}

/// Reads from one place to another, and takes what stands at these places.
async fn read_places(
    connection: &Connection,
    places: &[Place],
    mut from: At,
    to: At,
) -> Result<Vec<StoredEvent>, StoreError> {
    let mut found: Vec<RawEvent> = Vec::with_capacity(places.len());
    let mut bytes = 0;
    loop {
        // One more than there are: what was read last begins the next page.
        let page = connection.read_all(Some(from), places.len() + 1).await.map_err(unreachable)?;
        let before = from;
        for raw in page {
            let wanted = places.get(found.len()).is_some_and(|place| place.at == raw.at);
            let is_new = found.last().is_none_or(|last| raw.at.commit > last.at.commit);
            from = raw.at;
            if wanted {
                bytes += raw.data.len();
                found.push(raw);
            } else if is_new && found.len() < places.len() && envelope::open(raw).is_some() {
                let position = places.get(found.len()).map_or(0, |place| place.position);
                return Err(StoreError::Damaged(format!(
                    "before position {position} stands what this node did not see there"
                )));
            }
        }
        // Large events make a shorter page.
        if found.len() == places.len() || from.commit >= to.commit || bytes >= PAGE_BYTES {
            return matched(found, places);
        }
        if from == before {
            return Err(StoreError::Unreachable("the answer broke off".into()));
        }
    }
}

/// As many bytes make a page.
const PAGE_BYTES: usize = 16 * 1024 * 1024;

/// What came from the server with what this node knows of it; each must be what it saw there before.
fn matched(page: Vec<RawEvent>, places: &[Place]) -> Result<Vec<StoredEvent>, StoreError> {
    let mut events = Vec::with_capacity(page.len());
    let mut page = page.into_iter().peekable();
    for place in places {
        // What others wrote into a stream of ours is passed over.
        while page.peek().is_some_and(|raw| raw.at.commit < place.at.commit) {
            page.next();
        }
        let Some(raw) = page.next() else { break };
        let other =
            || StoreError::Damaged(format!("position {} does not hold what this node saw there", place.position));
        let same = raw.at.commit == place.at.commit && raw.id == place.id;
        let Read { stream, revision, event, .. } = envelope::open(raw).filter(|_| same).ok_or_else(other)?;
        events.push(index::stored(stream, revision, event, place.position, place.recorded_at, place.hash));
    }
    if events.is_empty() && !places.is_empty() {
        return Err(StoreError::Unreachable("the answer broke off".into()));
    }
    Ok(events)
}
