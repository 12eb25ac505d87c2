//! Following the log: one task a node reads on, page by page, works out positions and chain, and tells who waits.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::{Notify, watch};

use super::{
    begin::{self, Identity, unreachable},
    client::{At, Connection, Failure},
    envelope,
    index::{Index, Reached},
};
use crate::{Position, StoreError, sqlite::memory::Memory};

/// Events a page.
const PAGE: usize = 1000;
/// How long it waits at the end of the log before it looks again, when nobody wakes it.
const IDLE: Duration = Duration::from_millis(150);
/// How long after something went wrong.
const PAUSE: Duration = Duration::from_millis(500);

/// What readers and writers know of the log's end.
pub(super) struct Shared {
    pub(super) head: watch::Sender<Head>,
    pub(super) memory: Mutex<Memory>,
    /// Something was written: look at once.
    pub(super) hint: Notify,
    /// The last place that was looked at.
    scanned: watch::Sender<Option<At>>,
    /// Why the log can't be followed.
    pub(super) unread: watch::Sender<Option<String>>,
    /// Why the newest write came to nothing.
    pub(super) unwritten: watch::Sender<Option<String>>,
}

/// The end of the log as far as it was followed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) position: Option<Position>,
    pub(super) hash: [u8; 32],
    /// UTC microseconds since 1970.
    pub(super) recorded_at: i64,
}

impl From<Reached> for Head {
    fn from(Reached { position, hash, recorded_at, .. }: Reached) -> Self {
        Self { position: (position > 0).then_some(Position(position)), hash, recorded_at }
    }
}

impl Shared {
    pub(super) fn new(reached: Reached) -> Self {
        Self {
            head: watch::Sender::new(reached.into()),
            memory: Mutex::new(Memory::new(false, false)),
            hint: Notify::new(),
            scanned: watch::Sender::new(reached.scanned),
            unread: watch::Sender::default(),
            unwritten: watch::Sender::default(),
        }
    }

    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until everything that stood in the log when this was called is known.
    pub(super) async fn caught_up(&self, connection: &Connection) -> Result<(), Failure> {
        let end = connection.end().await?;
        self.hint.notify_one();
        let mut scanned = self.scanned.subscribe();
        let reached = scanned.wait_for(|scanned| scanned.is_some_and(|at| at.commit >= end.commit)).await;
        reached.map(drop).map_err(|_| Failure::Unsent("the log is followed no more".into()))
    }
}

/// The one who follows.
pub(super) struct Follower {
    pub(super) connection: Arc<Connection>,
    pub(super) identity: Identity,
    pub(super) index: Index,
    pub(super) shared: Arc<Shared>,
}

impl Follower {
    /// Follows until it is aborted.
    pub(super) async fn run(mut self) {
        loop {
            let pause = match self.poll().await {
                Ok(true) => continue,
                Ok(false) => {
                    self.see_whether_it_can_be_written().await;
                    IDLE
                }
                Err(error) => {
                    if self.shared.unread.borrow().is_none() {
                        tracing::error!(%error, "the log can't be followed");
                    }
                    self.shared.unread.send_replace(Some(error.to_string()));
                    PAUSE
                }
            };
            tokio::select! {
                () = self.shared.hint.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Reads on once: whether something new came.
    pub(super) async fn poll(&mut self) -> Result<bool, StoreError> {
        let before = self.index.reached();
        let page = self.connection.read_all(before.scanned, PAGE).await.map_err(unreachable)?;
        self.holds_on(&page)?;
        self.shared.unread.send_if_modified(|unread| unread.take().is_some());
        let mut scanned = before.scanned;
        let mut ours = Vec::new();
        for raw in page {
            // What was seen comes once more at the beginning of a page, and a broken line may bring things twice.
            if scanned.is_none_or(|scanned| raw.at.commit > scanned.commit) {
                scanned = Some(raw.at);
                ours.extend(envelope::open(raw));
            }
        }
        let Some(reached) = scanned.filter(|_| scanned != before.scanned) else {
            return Ok(false);
        };
        let events = self.index.follow(ours, reached)?;
        if !events.is_empty() {
            self.shared.memory().remember_events(events.into_iter());
            self.shared.head.send_replace(self.index.reached().into());
        }
        self.shared.scanned.send_replace(Some(reached));
        Ok(true)
    }

    /// Reads on to where the log ends now.
    pub(super) async fn catch_up(&mut self) -> Result<(), StoreError> {
        let end = self.connection.end().await.map_err(unreachable)?;
        let last = self.index.last()?;
        if let Some(last) = last.filter(|last| last.at.commit > end.commit) {
            return Err(StoreError::Damaged(format!("it ends before position {}, which this node saw", last.position)));
        }
        loop {
            self.poll().await?;
            if self.index.reached().scanned.is_some_and(|at| at.commit >= end.commit) {
                return Ok(());
            }
        }
    }

    /// A page begins with what was seen last. Where that is one of ours it can't be gone.
    fn holds_on(&self, page: &[super::client::RawEvent]) -> Result<(), StoreError> {
        let (Some(scanned), last) = (self.index.reached().scanned, self.index.last()?) else { return Ok(()) };
        let Some(last) = last.filter(|last| last.at == scanned) else { return Ok(()) };
        match page.first() {
            None => Err(StoreError::Unreachable("the answer broke off".into())),
            Some(first) if first.at == scanned && first.id == last.id => Ok(()),
            Some(_) => Err(StoreError::Damaged(format!(
                "the event at position {} is no longer the one that this node saw there; if another log was put in its place on \
                 purpose, remove chain.db and rebuild",
                last.position
            ))),
        }
    }

    async fn see_whether_it_can_be_written(&mut self) {
        if self.shared.unwritten.borrow().is_some() && begin::write(&self.connection, &self.identity).await.is_ok() {
            tracing::warn!("the log can be written again");
            self.shared.unwritten.send_replace(None);
        }
    }
}
