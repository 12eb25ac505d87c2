//! The engine that Werkbank comes with: the log in one SQLite file, `events.db`, with one writer.

mod batch;
mod desk;
pub(crate) mod memory;
mod meters;
mod mover;
pub(crate) mod rows;
pub mod sql;
mod writer;

use std::{
    fs::{self, File, TryLockError},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use async_trait::async_trait;
use serde::de::IgnoredAny;
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::timeout,
};

use self::{
    batch::Request,
    desk::{Desk, DeskSettings, remembered, signed},
    memory::Memory,
    meters::Meters,
    writer::{Job, Writer},
};
use crate::{
    AllPage, AppendError, Appended, Clock, EventStore, Expected, MAX_EVENT_BYTES, NewEvent, Position, Revision,
    StoreError, StoreId, StoredEvent, StreamName, StreamPage, database,
    database::{Readers, Synchronous},
};

pub(crate) use self::desk::{STEPS, read_origin, read_store_id};

/// The log's file in the data folder.
pub const FILE: &str = "events.db";

/// As many events are written in one transaction, and as many may be in one append.
pub const BATCH_EVENTS: usize = 512;

/// As many bytes of data and metadata are written in one transaction, and as many may be in one append.
pub const BATCH_BYTES: usize = 2 * MAX_EVENT_BYTES;

/// Appends that may wait for the writer; one more is told [`AppendError::Busy`].
pub(crate) const QUEUE: usize = 1024;

/// The most events in an answer to a read.
pub(crate) const PAGE: u32 = 1000;

/// As many events of a stream are read where they are asked for; more of them on a thread that may block.
const FEW: u32 = 50;

/// When an append is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// When it is on disk.
    Full,
    /// When SQLite has it. A power cut can ruin the file: only for filling a new one, which is thrown away when that
    /// fails. [`SqliteStore::make_durable`] ends it.
    Bulk,
}

impl From<Durability> for Synchronous {
    fn from(durability: Durability) -> Self {
        match durability {
            Durability::Full => Self::Full,
            Durability::Bulk => Self::Off,
        }
    }
}

/// The end of the log.
#[derive(Debug, Clone, Copy)]
struct Head {
    position: Option<Position>,
    hash: [u8; 32],
}

/// The log in `<dir>/events.db`. See [`EventStore`] for what it does.
pub struct SqliteStore {
    store_id: StoreId,
    readers: Arc<Readers>,
    jobs: mpsc::Sender<Job>,
    head: watch::Sender<Head>,
    memory: Arc<Mutex<Memory>>,
    trouble: watch::Receiver<Option<String>>,
    /// Tells when the writer has ended.
    ended: tokio::sync::Mutex<Option<oneshot::Receiver<()>>>,
    durable: AtomicBool,
    meters: Meters,
}

impl SqliteStore {
    /// Opens the log in a folder, which is made when missing, and starts its writer.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another process has it open; [`StoreError::ClockBehind`] when the clock was set to
    /// before the newest event; [`StoreError::Damaged`] when it is not a log of this
    /// version or an older one; otherwise what the disk or the database says.
    pub async fn open(dir: &Path, clock: Clock, durability: Durability) -> Result<Arc<Self>, StoreError> {
        fs::create_dir_all(dir).map_err(|e| StoreError::Io(dir.display().to_string(), e))?;
        // However long opening takes: what the clock shows when it begins is what counts.
        let now = clock.now();
        let lock = lock(dir)?;
        let path = dir.join(FILE);
        let settings = DeskSettings { path: path.clone(), durability };
        let opening = DeskSettings { path: path.clone(), durability };
        let desk = database::blocking(move || Desk::open(&opening)).await?;
        desk.check(&clock, now)?;
        let readers = Arc::new(Readers::new(path));
        let (jobs, queue) = mpsc::channel(QUEUE);
        let (store_id, head) = (desk.store_id(), watch::Sender::new(desk.head()));
        let memory = desk.memory();
        let (end, ended) = oneshot::channel();
        let meters = Meters::new();
        let (tells, trouble) = watch::channel(None);
        let writer = Writer {
            settings,
            clock,
            jobs: queue,
            head: head.clone(),
            memory: memory.clone(),
            trouble: tells,
            desk: Some(desk),
            mover: None,
            lock,
            meters: meters.clone(),
        };
        let work = move || {
            writer.run();
            // Who would have waited may be gone.
            let _ = end.send(());
        };
        let thread = std::thread::Builder::new().name("log".into());
        thread.spawn(work).map_err(|e| StoreError::Io("the writer of the log".into(), e))?;
        let (ended, durable) = (tokio::sync::Mutex::new(Some(ended)), AtomicBool::new(durability == Durability::Full));
        Ok(Arc::new(Self { store_id, readers, jobs, head, memory, trouble, ended, durable, meters }))
    }

    /// The newest position and the chain's hash there; of an empty log, the hash that its first event builds on.
    pub fn head(&self) -> (Option<Position>, [u8; 32]) {
        let head = self.head.borrow();
        (head.position, head.hash)
    }

    /// Ends [`Durability::Bulk`]: when this returns, everything appended before is on disk, and from now on each append
    /// is before it is acknowledged.
    ///
    /// # Errors
    /// When the disk or the database fails, or a reader held it up for more than 5 seconds.
    pub async fn make_durable(&self) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        let closed = || StoreError::Database(database::closed());
        self.jobs.send(Job::MakeDurable(reply)).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())??;
        self.durable.store(true, Ordering::Release);
        Ok(())
    }

    /// Ends the readers, then the writer once it has written what was accepted; the file is whole and free afterwards.
    pub async fn close(&self) {
        // The last connection to close tidies the file up, which only one that may write can do.
        let readers = self.readers.clone();
        let close = move || {
            readers.close();
            Ok(())
        };
        if let Err(error) = database::blocking(close).await {
            tracing::error!(%error, "the readers of the log ended badly");
        }
        if let Some(ended) = self.ended.lock().await.take() {
            // A writer that is gone already has closed its file.
            let _ = self.jobs.send(Job::Close).await;
            if ended.await.is_err() {
                tracing::error!("the writer of the log ended badly");
            }
        }
    }
}

#[async_trait]
impl EventStore for SqliteStore {
    fn store_id(&self) -> StoreId {
        self.store_id
    }

    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        let begun = Instant::now();
        let bytes = accepted(&events).map_err(AppendError::Rejected)?;
        let (reply, answer) = oneshot::channel();
        let request = Request { stream: stream.clone(), expected, events, bytes, reply };
        self.jobs.try_send(Job::Append(request)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => AppendError::Busy,
            mpsc::error::TrySendError::Closed(_) => AppendError::Unavailable("the log is closed".into()),
        })?;
        let answer = answer.await.map_err(|_| AppendError::InDoubt("the writer of the log is gone".into()))?;
        self.meters.appended(begun);
        answer
    }

    async fn read_stream(&self, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError> {
        if remembered(&self.memory).ends_before(stream, from) {
            return Ok(StreamPage::default());
        }
        let limit = limit.min(PAGE);
        let page = read_stream(&self.readers, stream, from, limit.min(FEW))?;
        if !page.more || limit <= FEW {
            return Ok(page);
        }
        let (readers, stream) = (self.readers.clone(), stream.clone());
        database::blocking(move || read_stream(&readers, &stream, from, limit)).await
    }

    async fn read_all(&self, after: Option<Position>, limit: u32) -> Result<AllPage, StoreError> {
        let limit = limit.min(PAGE);
        let remembered = remembered(&self.memory).events(after, limit);
        let events = match remembered {
            Some(events) => events,
            None => self.read_file(after, limit).await?,
        };
        let next = events.last().map(|event| event.position).or(after);
        Ok(AllPage { events, next })
    }

    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError> {
        let (position, hash) = self.head();
        Ok(position.map(|position| (position, hash)))
    }

    async fn changed(&self, after: Option<Position>, at_most: Duration) {
        let mut head = self.head.subscribe();
        // Time out or not: who asked reads the log next.
        let _ = timeout(at_most, head.wait_for(|head| head.position > after)).await;
    }

    fn may_have(&self, after: Option<Position>) -> bool {
        self.head.borrow().position > after
    }

    fn known(&self) -> Option<Position> {
        self.head.borrow().position
    }

    fn trouble(&self) -> Option<String> {
        self.trouble.borrow().clone()
    }

    fn is_durable(&self) -> bool {
        self.durable.load(Ordering::Acquire)
    }
}

impl SqliteStore {
    /// What was committed but not yet told of is left out: whoever sees an event finds its stream in memory.
    async fn read_file(&self, after: Option<Position>, limit: u32) -> Result<Vec<StoredEvent>, StoreError> {
        let (readers, from) = (self.readers.clone(), signed(after.map_or(0, |p| p.0)));
        let read = move || readers.read(|file| rows::events(file, sql::READ_ALL, (from, limit)));
        let events = database::blocking(read).await?;
        let head = self.head.borrow().position;
        Ok(events.into_iter().take_while(|event| Some(event.position) <= head).collect())
    }
}

/// One more than asked for tells whether more follow.
fn read_stream(readers: &Readers, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError> {
    let parameters = (stream.as_str(), signed(from.0), limit + 1);
    let mut events = readers.read(|file| rows::events(file, sql::READ_STREAM, parameters))?;
    let more = events.len() > limit as usize;
    events.truncate(limit as usize);
    Ok(StreamPage { events, more })
}

/// How many bytes the events have, or why the log can't take them.
pub(crate) fn accepted(events: &[NewEvent]) -> Result<usize, String> {
    if events.is_empty() || events.len() > BATCH_EVENTS {
        return Err(format!("{} events; an append has 1 to {BATCH_EVENTS}", events.len()));
    }
    let mut bytes = 0;
    for event in events {
        let size = event.data.len() + event.metadata.len();
        if size > MAX_EVENT_BYTES {
            return Err(format!("{} has {size} bytes; the most is {MAX_EVENT_BYTES}", event.event_type));
        }
        if !is_name(&event.event_type) {
            return Err(format!("{:?} is not the name of an event", event.event_type));
        }
        if !is_object(&event.data) || !is_object(&event.metadata) {
            return Err(format!("{}: data and metadata are not JSON objects", event.event_type));
        }
        bytes += size;
    }
    if bytes > BATCH_BYTES {
        return Err(format!("{bytes} bytes; an append has at most {BATCH_BYTES}"));
    }
    Ok(bytes)
}

fn is_name(event_type: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !event_type.is_empty() && event_type.len() <= 100 && event_type.chars().all(fits)
}

/// What is no JSON now could never be read back.
fn is_object(text: &str) -> bool {
    text.starts_with('{') && text.ends_with('}') && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Takes the lock that one process at a time can have, for as long as the file handle lives.
pub(crate) fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join("events.lock");
    let io = |e| StoreError::Io(path.display().to_string(), e);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(dir.display().to_string())),
        Err(TryLockError::Error(error)) => Err(io(error)),
    }
}
