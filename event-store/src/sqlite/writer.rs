//! The one thread that writes to the log: takes what waits, writes it in one transaction, answers all.

use std::{
    collections::VecDeque,
    fs::File,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use tokio::sync::{mpsc, oneshot, watch};
use tracing::{error, warn};

use super::{
    BATCH_BYTES, BATCH_EVENTS, Head,
    batch::{Answer, Request},
    desk::{Desk, DeskSettings, remembered},
    memory::Memory,
    meters::Meters,
    mover::Mover,
};
use crate::{AppendError, Clock, StoreError};

/// How long it waits between attempts to open the file again after a failed write.
const PAUSE: Duration = Duration::from_millis(250);

/// What the writer is asked to do, in the order in which it was asked.
pub(super) enum Job {
    Append(Request),
    MakeDurable(oneshot::Sender<Result<(), StoreError>>),
    Close,
}

/// Lives on a thread of its own: a client that goes away in the middle of its append interrupts nothing, and between a request
/// and its rows there is no other hop.
pub(super) struct Writer {
    pub(super) settings: DeskSettings,
    pub(super) clock: Clock,
    pub(super) jobs: mpsc::Receiver<Job>,
    pub(super) head: watch::Sender<Head>,
    /// What readers may know without asking the file.
    pub(super) memory: Arc<Mutex<Memory>>,
    /// Why nothing can be written, since the last write failed.
    pub(super) trouble: watch::Sender<Option<String>>,
    /// `None` after a failed write: then nothing that is remembered can be trusted, and the file is opened again.
    pub(super) desk: Option<Desk>,
    /// Begun with the first commit that waits for the disk.
    pub(super) mover: Option<Mover>,
    /// Keeps other processes out for as long as this thread lives.
    pub(super) lock: File,
    pub(super) meters: Meters,
}

impl Writer {
    /// Works until it is told to close, or until nobody is left who could ask.
    pub(super) fn run(mut self) {
        let mut waiting = None;
        while let Some(job) = self.next(&mut waiting) {
            match job {
                Job::Append(request) => {
                    let batch = self.batch(request, &mut waiting);
                    self.commit(batch);
                }
                Job::MakeDurable(reply) => {
                    // Who asked may be gone; it is done all the same.
                    let _ = reply.send(self.make_durable());
                }
                // What was accepted before this is still written; nothing new is let in.
                Job::Close => self.jobs.close(),
            }
        }
        drop(self.mover.take());
        if let Some(desk) = self.desk.take()
            && let Err(error) = desk.close()
        {
            warn!(%error, "the log did not close cleanly; the next start repairs that");
        }
        drop(self.lock);
    }

    /// While something is wrong it looks by itself whether that is over: nobody has to ask in vain to find out.
    fn next(&mut self, waiting: &mut Option<Job>) -> Option<Job> {
        while waiting.is_none() && self.trouble.borrow().is_some() {
            match self.jobs.try_recv() {
                Ok(job) => return Some(job),
                Err(mpsc::error::TryRecvError::Disconnected) => return None,
                Err(mpsc::error::TryRecvError::Empty) => std::thread::sleep(PAUSE),
            }
            if self.desk().is_ok_and(|desk| desk.can_write()) {
                warn!("the log can be written again");
                self.trouble.send_replace(None);
            }
        }
        waiting.take().or_else(|| self.jobs.blocking_recv())
    }

    /// The request and whatever waits behind it already, as far as it fits. While one batch is being flushed the next
    /// one gathers, so no timer is needed.
    fn batch(&mut self, first: Request, waiting: &mut Option<Job>) -> Vec<Request> {
        let (mut events, mut bytes) = (first.events.len(), first.bytes);
        let mut batch = vec![first];
        while let Ok(job) = self.jobs.try_recv() {
            match job {
                Job::Append(request)
                    if events + request.events.len() <= BATCH_EVENTS && bytes + request.bytes <= BATCH_BYTES =>
                {
                    events += request.events.len();
                    bytes += request.bytes;
                    batch.push(request);
                }
                other => {
                    *waiting = Some(other);
                    break;
                }
            }
        }
        batch
    }

    /// Writes a batch and answers each of its appends. When the database refuses one of them, each is tried alone, so
    /// that one faulty append spoils it for no other.
    fn commit(&mut self, batch: Vec<Request>) {
        let mut todo = VecDeque::from([(batch, false)]);
        while let Some((batch, alone)) = todo.pop_front() {
            let (begun, now) = (Instant::now(), self.clock.now().timestamp_micros());
            let desk = match self.desk() {
                Ok(desk) => desk,
                Err(error) => {
                    error!(%error, "the log can't be opened again");
                    // What went wrong first says more than what followed from it.
                    self.trouble.send_modify(|trouble| *trouble = trouble.take().or_else(|| Some(error.to_string())));
                    answer_all(batch, &AppendError::Unavailable(error.to_string()));
                    continue;
                }
            };
            match desk.write(&batch, now) {
                Ok(answers) => {
                    let head = desk.head();
                    self.head.send_replace(head);
                    let events = batch.iter().map(|request| request.events.len()).sum();
                    self.meters.committed(begun, events, self.jobs.len());
                    self.trouble.send_if_modified(|trouble| trouble.take().is_some());
                    let appends = batch.len();
                    batch.into_iter().zip(answers).for_each(|(request, answer)| reply(request, answer));
                    self.move_away(events, appends);
                }
                // It never got to write: what is remembered still holds.
                Err(failure) if is_busy(&failure) => {
                    error!(error = %failure, appends = batch.len(), "another process keeps the log from being written");
                    self.trouble.send_replace(Some(failure.to_string()));
                    answer_all(batch, &AppendError::Unavailable(failure.to_string()));
                }
                Err(failure) => {
                    self.forget();
                    if !is_refusal(&failure) {
                        error!(error = %failure, appends = batch.len(), "a write to the log failed");
                        self.trouble.send_replace(Some(failure.to_string()));
                        answer_all(batch, &AppendError::InDoubt(failure.to_string()));
                    } else if alone {
                        let why = "one of its event ids was used before";
                        answer_all(batch, &AppendError::Rejected(why.into()));
                    } else {
                        todo.extend(batch.into_iter().map(|request| (vec![request], true)));
                    }
                }
            }
        }
    }

    fn desk(&mut self) -> Result<&mut Desk, StoreError> {
        let desk = match self.desk.take() {
            Some(desk) => desk,
            None => Desk::open(&self.settings)?.with(self.memory.clone()),
        };
        Ok(self.desk.insert(desk))
    }

    /// Has what was committed moved to the log's own file. Where the disk is not waited for, commits do that.
    fn move_away(&mut self, events: usize, appends: usize) {
        if self.settings.durability == super::Durability::Bulk {
            return;
        }
        let Some(mover) = &mut self.mover else {
            self.mover =
                Mover::begin(&self.settings.path).map_err(|error| warn!(%error, "commits move by themselves")).ok();
            return;
        };
        if mover.wrote(events, appends)
            && let Some(desk) = &self.desk
            && let Err(error) = desk.move_away()
        {
            warn!(%error, "the log's write-ahead file was not emptied; it is tried again later");
        }
    }

    fn forget(&mut self) {
        remembered(&self.memory).forget();
        if let Some(desk) = self.desk.take() {
            // It failed already; the next one to open looks at what is really there.
            let _ = desk.close();
        }
    }

    fn make_durable(&mut self) -> Result<(), StoreError> {
        self.settings.durability = super::Durability::Full;
        self.desk()?.make_durable()
    }
}

fn reply(request: Request, answer: Answer) {
    // The client may have gone away; what was written stays written.
    let _ = request.reply.send(answer);
}

fn answer_all(batch: Vec<Request>, error: &AppendError) {
    batch.into_iter().for_each(|request| reply(request, Err(error.clone())));
}

/// Whether somebody else held the lock for all the time that was waited for it. A transaction of ours takes it first of all.
fn is_busy(failure: &StoreError) -> bool {
    let StoreError::Database(error) = failure else { return false };
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
}

/// Whether the database said no to a row, and so wrote nothing, as opposed to having failed.
fn is_refusal(failure: &StoreError) -> bool {
    use rusqlite::ffi::{
        SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_NOTNULL, SQLITE_CONSTRAINT_PRIMARYKEY,
        SQLITE_CONSTRAINT_UNIQUE,
    };
    let StoreError::Database(rusqlite::Error::SqliteFailure(said, _)) = failure else { return false };
    matches!(
        said.extended_code,
        SQLITE_CONSTRAINT_CHECK
            | SQLITE_CONSTRAINT_FOREIGNKEY
            | SQLITE_CONSTRAINT_NOTNULL
            | SQLITE_CONSTRAINT_PRIMARYKEY
            | SQLITE_CONSTRAINT_UNIQUE
    )
}

impl Desk {
    /// Works the batch out, writes what of it is to be written, and says what to answer, in the order of the batch.
    fn write(&mut self, batch: &[Request], now: i64) -> Result<Vec<Answer>, StoreError> {
        let streams = self.streams_of(batch)?;
        let mut plan = super::batch::Plan::new(self.tip(), now, streams);
        for request in batch {
            let stored = match plan.to_compare(request) {
                Some(at) => self.slots(at, request)?,
                None => Vec::new(),
            };
            plan.add(request, &stored);
        }
        self.save(plan)
    }
}
