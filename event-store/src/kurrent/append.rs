//! Writing: one write of a stream after another, each with the same ids until its outcome is known.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex as SyncMutex, MutexGuard, PoisonError},
    task::Poll,
    time::Duration,
};

use tokio::{
    sync::{Mutex, OwnedMutexGuard, Semaphore, TryAcquireError},
    time::timeout,
};
use uuid::Uuid;

use super::{
    client::{Connection, Failure},
    envelope,
    follow::Shared,
    index::Lookup,
};
use crate::{
    AppendError, Appended, Clock, Expected, NewEvent, Position, Revision, StoreError, StreamName, recent::Recent,
    sqlite,
};

/// Ids of events that this process wrote lately: at most twice as many are remembered.
pub(super) const CLAIMED: usize = 32 * 1024;

/// How long is waited for the log to show what was just written.
const PATIENCE: Duration = Duration::from_secs(10);

/// Writes for all of this process.
pub(super) struct Writer {
    pub(super) connection: Arc<Connection>,
    pub(super) shared: Arc<Shared>,
    pub(super) lookup: Lookup,
    pub(super) clock: Clock,
    /// Who writes to a stream, and who waits to: the server would refuse the second of two at once, and draws of numbers
    /// follow each other closely.
    pub(super) turns: SyncMutex<HashMap<StreamName, Arc<Mutex<()>>>>,
    /// What was acknowledged, before the log shows it.
    pub(super) claimed: SyncMutex<Recent<Uuid, ()>>,
    pub(super) places: Arc<Semaphore>,
}

/// A write on its way.
struct Request {
    stream: StreamName,
    expected: Expected,
    events: Vec<NewEvent>,
    /// When they were recorded, where they are copied from another log.
    recorded_at: Option<i64>,
}

impl Request {
    /// The revision that its first event is to have.
    fn first(&self) -> u64 {
        match self.expected {
            Expected::NoStream => 0,
            Expected::Exact(Revision(revision)) => revision.saturating_add(1),
        }
    }

    /// The revision that its last event is to have.
    fn last(&self) -> u64 {
        self.first().saturating_add(self.events.len() as u64 - 1)
    }
}

impl Writer {
    /// Writes events. Whoever asked may go away: once it has its turn, nothing interrupts it.
    pub(super) async fn append(
        self: &Arc<Self>,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
        recorded_at: Option<i64>,
    ) -> Result<Appended, AppendError> {
        sqlite::accepted(&events).map_err(AppendError::Rejected)?;
        let place = self.places.clone().try_acquire_owned().map_err(|error| match error {
            TryAcquireError::NoPermits => AppendError::Busy,
            TryAcquireError::Closed => AppendError::Unavailable("the log is closed".into()),
        })?;
        // In the order in which it was asked.
        let mut turn: Pin<Box<_>> = Box::pin(self.turn(stream).lock_owned());
        let at_once = futures::poll!(&mut turn);
        let (writer, request) = (self.clone(), Request { stream: stream.clone(), expected, events, recorded_at });
        let work = async move {
            let turn = match at_once {
                Poll::Ready(turn) => turn,
                Poll::Pending => turn.await,
            };
            let written = writer.write(request, turn).await;
            drop(place);
            written
        };
        let ended = |_| AppendError::InDoubt("the write ended badly".into());
        tokio::spawn(work).await.map_err(ended)?
    }

    /// Lets nothing new in, and waits for what is under way.
    pub(super) async fn close(&self) {
        let all = u32::try_from(sqlite::QUEUE).unwrap_or(u32::MAX);
        // Who gets all of them is alone.
        let alone = timeout(PATIENCE, self.places.acquire_many(all)).await;
        self.places.close();
        drop(alone);
    }

    fn turn(&self, stream: &StreamName) -> Arc<Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        turns.entry(stream.clone()).or_default().clone()
    }

    async fn write(&self, request: Request, turn: OwnedMutexGuard<()>) -> Result<Appended, AppendError> {
        let mut ids: Vec<Uuid> = request.events.iter().map(|event| event.id).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() < request.events.len() {
            return Err(AppendError::Rejected("an event id comes twice".into()));
        }
        if self.knows_any(&request)? {
            drop(turn);
            self.caught_up().await?;
            return self.compared(&request);
        }
        // The server takes the largest number for "no stream".
        if i64::try_from(request.first()).is_err() {
            self.caught_up().await?;
            return Err(self.conflict(&request)?);
        }
        let wrapped = self.wrapped(&request)?;
        let answer = self.connection.append(request.stream.as_str(), request.expected, &wrapped).await;
        let replayed = answer.is_ok() && self.claim(&request);
        drop(turn);
        match answer {
            Ok(revision) if revision == request.last() => {
                self.shared.unwritten.send_if_modified(|unwritten| unwritten.take().is_some());
                self.shared.hint.notify_one();
                let shown = timeout(PATIENCE, self.shown(&request.stream, revision)).await;
                let late = |_| AppendError::InDoubt("it was written, but the log can't be read yet".into());
                Ok(Appended { revision: Revision(revision), position: shown.map_err(late)??, replayed })
            }
            Ok(revision) => Err(AppendError::InDoubt(format!("the server speaks of revision {revision}"))),
            Err(Failure::Conflict(actual)) => {
                // Whoever tries again has seen what stands there: no id of it can slip through a second time.
                self.caught_up().await?;
                if self.knows_any(&request)? {
                    return self.compared(&request);
                }
                Err(AppendError::Conflict { actual: actual.map(Revision) })
            }
            Err(Failure::Refused(why)) => Err(AppendError::Rejected(why)),
            Err(Failure::Unsent(why)) => {
                self.shared.unwritten.send_replace(Some(why.clone()));
                Err(AppendError::Unavailable(why))
            }
            Err(Failure::Unknown(why)) => {
                self.shared.unwritten.send_replace(Some(why.clone()));
                Err(AppendError::InDoubt(why))
            }
        }
    }

    fn wrapped(&self, request: &Request) -> Result<Vec<super::client::RawNew>, AppendError> {
        let newest = self.shared.head.borrow().recorded_at;
        let now = request.recorded_at.unwrap_or_else(|| self.clock.now().timestamp_micros().max(newest));
        let wrapped = request.events.iter().map(|event| envelope::wrap(event, now)).collect::<Result<Vec<_>, _>>();
        wrapped.map_err(|error| AppendError::Rejected(error.to_string()))
    }

    /// Whether an event with one of these ids was written before. The server itself writes an id as often as it is asked.
    fn knows_any(&self, request: &Request) -> Result<bool, AppendError> {
        let mut claimed = self.claimed();
        for event in &request.events {
            if claimed.get(&event.id).is_some() || self.lookup.has(event.id).map_err(unavailable)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes what was acknowledged; whether somebody was told so before.
    fn claim(&self, request: &Request) -> bool {
        let mut claimed = self.claimed();
        let before = request.events.iter().all(|event| claimed.get(&event.id).is_some());
        request.events.iter().for_each(|event| claimed.insert(event.id, ()));
        before
    }

    fn claimed(&self) -> MutexGuard<'_, Recent<Uuid, ()>> {
        self.claimed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn caught_up(&self) -> Result<(), AppendError> {
        let late = |_| AppendError::Unavailable("the log can't be read".into());
        let caught_up = timeout(PATIENCE, self.shared.caught_up(&self.connection)).await.map_err(late)?;
        caught_up.map_err(|failure| unavailable(super::begin::unreachable(failure)))
    }

    /// A write of which some ids are known: the same ids at the same places are a repetition; some of them are a mistake; so is an
    /// id that stands elsewhere.
    fn compared(&self, request: &Request) -> Result<Appended, AppendError> {
        let count = u32::try_from(request.events.len()).unwrap_or(u32::MAX);
        let stood = self.lookup.of_stream(&request.stream, request.first(), count).map_err(unavailable)?;
        let places = (request.first()..).zip(&request.events);
        let same = places
            .filter(|(revision, event)| stood.iter().any(|place| place.revision == *revision && place.id == event.id));
        match (same.count(), stood.last()) {
            (same, Some(last)) if same == request.events.len() => {
                let (revision, position) = (Revision(last.revision), Position(last.position));
                Ok(Appended { revision, position, replayed: true })
            }
            (0, _) => match self.conflict(request)? {
                AppendError::Conflict { actual } if actual.map_or(0, |at| at.0 + 1) == request.first() => {
                    Err(AppendError::Rejected("one of its event ids was used before".into()))
                }
                conflict => Err(conflict),
            },
            _ => Err(AppendError::Rejected("some of its events are in the log already, others not".into())),
        }
    }

    fn conflict(&self, request: &Request) -> Result<AppendError, AppendError> {
        let actual = self.lookup.newest_of(&request.stream).map_err(unavailable)?;
        Ok(AppendError::Conflict { actual: actual.map(Revision) })
    }

    /// Where an event stands among all, as soon as the log shows it.
    async fn shown(&self, stream: &StreamName, revision: u64) -> Result<Position, AppendError> {
        let mut head = self.shared.head.subscribe();
        loop {
            head.borrow_and_update();
            let place = self.lookup.of_stream(stream, revision, 1).map_err(in_doubt)?;
            if let Some(place) = place.first().filter(|place| place.revision == revision) {
                return Ok(Position(place.position));
            }
            if head.changed().await.is_err() {
                return Err(AppendError::InDoubt("the log is followed no more".into()));
            }
        }
    }
}

fn unavailable(error: StoreError) -> AppendError {
    AppendError::Unavailable(error.to_string())
}

fn in_doubt(error: StoreError) -> AppendError {
    AppendError::InDoubt(error.to_string())
}
