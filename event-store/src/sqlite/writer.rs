//! The one task that writes to the log: takes what waits, writes it in one transaction, answers all.

use std::{
    collections::{HashMap, VecDeque},
    fs::File,
};

use tokio::sync::{mpsc, oneshot, watch};
use tracing::{error, warn};

use super::{
    BATCH_BYTES, BATCH_EVENTS, Head,
    batch::{Answer, Request},
    desk::{Desk, DeskSettings},
};
use crate::{AppendError, Clock, StoreError};

/// What the writer is asked to do, in the order in which it was asked.
pub(super) enum Job {
    Append(Request),
    MakeDurable(oneshot::Sender<Result<(), StoreError>>),
    Close,
}

/// Lives in a task of its own, so that a client that goes away in the middle of its append interrupts nothing.
pub(super) struct Writer {
    pub(super) settings: DeskSettings,
    pub(super) clock: Clock,
    pub(super) jobs: mpsc::Receiver<Job>,
    pub(super) head: watch::Sender<Head>,
    /// `None` after a failed write: then nothing that is remembered can be trusted, and the file is opened again.
    pub(super) desk: Option<Desk>,
    /// Keeps other processes out for as long as this task lives.
    pub(super) lock: File,
}

impl Writer {
    /// Works until it is told to close, or until nobody is left who could ask.
    pub(super) async fn run(mut self) {
        let mut waiting = None;
        while let Some(job) = self.next(&mut waiting).await {
            match job {
                Job::Append(request) => {
                    let batch = self.batch(request, &mut waiting);
                    self.commit(batch).await;
                }
                Job::MakeDurable(reply) => {
                    // Who asked may be gone; it is done all the same.
                    let _ = reply.send(self.make_durable().await);
                }
                // What was accepted before this is still written; nothing new is let in.
                Job::Close => self.jobs.close(),
            }
        }
        if let Some(desk) = self.desk.take()
            && let Err(error) = desk.close().await
        {
            warn!(%error, "the log did not close cleanly; the next start repairs that");
        }
        drop(self.lock);
    }

    async fn next(&mut self, waiting: &mut Option<Job>) -> Option<Job> {
        match waiting.take() {
            Some(job) => Some(job),
            None => self.jobs.recv().await,
        }
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
    async fn commit(&mut self, batch: Vec<Request>) {
        let mut todo = VecDeque::from([(batch, false)]);
        while let Some((batch, alone)) = todo.pop_front() {
            let now = self.clock.now().timestamp_micros();
            let desk = match self.desk().await {
                Ok(desk) => desk,
                Err(error) => {
                    error!(%error, "the log can't be opened again");
                    answer_all(batch, &AppendError::Unavailable(error.to_string()));
                    continue;
                }
            };
            match desk.write(&batch, now).await {
                Ok(answers) => {
                    let head = desk.head();
                    self.head.send_replace(head);
                    batch.into_iter().zip(answers).for_each(|(request, answer)| reply(request, answer));
                }
                Err(failure) => {
                    self.forget().await;
                    if !is_refusal(&failure) {
                        error!(error = %failure, appends = batch.len(), "a write to the log failed");
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

    async fn desk(&mut self) -> Result<&mut Desk, StoreError> {
        let desk = match self.desk.take() {
            Some(desk) => desk,
            None => Desk::open(&self.settings).await?,
        };
        Ok(self.desk.insert(desk))
    }

    async fn forget(&mut self) {
        if let Some(desk) = self.desk.take() {
            // It failed already; the next one to open looks at what is really there.
            let _ = desk.close().await;
        }
    }

    async fn make_durable(&mut self) -> Result<(), StoreError> {
        self.settings.durability = super::Durability::Full;
        self.desk().await?.make_durable().await
    }
}

fn reply(request: Request, answer: Answer) {
    // The client may have gone away; what was written stays written.
    let _ = request.reply.send(answer);
}

fn answer_all(batch: Vec<Request>, error: &AppendError) {
    batch.into_iter().for_each(|request| reply(request, Err(error.clone())));
}

/// Whether the database said no to a row, and so wrote nothing, as opposed to having failed.
fn is_refusal(failure: &StoreError) -> bool {
    use sqlx::error::ErrorKind::{CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation};
    let StoreError::Database(sqlx::Error::Database(said)) = failure else { return false };
    matches!(said.kind(), UniqueViolation | CheckViolation | ForeignKeyViolation | NotNullViolation)
}

impl Desk {
    /// Works the batch out, writes what of it is to be written, and says what to answer, in the order of the batch.
    async fn write(&mut self, batch: &[Request], now: i64) -> Result<Vec<Answer>, StoreError> {
        let streams: HashMap<_, _> = self.streams_of(batch).await?;
        let mut plan = super::batch::Plan::new(self.tip(), now, streams);
        for request in batch {
            let stored = match plan.to_compare(request) {
                Some(at) => self.slots(at, request).await?,
                None => Vec::new(),
            };
            plan.add(request, &stored);
        }
        self.save(plan).await
    }
}
