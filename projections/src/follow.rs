//! Keeps every department's read tables up with the log: events are read and decoded once a page, for all departments.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use event_store::{Log, Position, Recorded, codec};
use tokio::task::JoinHandle;

use crate::{DEPARTMENTS, Department, ReadError, Reads, department::blocking};

/// Events a page while people work: small, so that a page shows soon.
const PAGE: u32 = 500;
/// Events a page while catching up.
const LARGE_PAGE: u32 = 1_000;
/// So few events are taken in by one department after another: telling each of them apart costs more.
const FEW: usize = 64;
/// Pages kept decoded for who comes later.
const KEPT_PAGES: usize = 8;
/// How long an idle department waits before it looks again by itself.
const IDLE: Duration = Duration::from_secs(1);

/// A page, decoded, as all share it who follow the log.
#[derive(Clone)]
pub struct Decoded {
    /// The events, oldest first.
    pub events: Arc<Vec<Recorded>>,
    /// Where to read on.
    pub next: Option<Position>,
}

/// How a department stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Up to where it has come.
    pub applied: Option<Position>,
    /// Why it stands still, when it does.
    pub stalled: Option<String>,
}

/// All departments' read databases.
pub struct ReadSide {
    log: Arc<Log>,
    reads: Vec<Arc<Reads>>,
    pages: tokio::sync::Mutex<BTreeMap<Option<Position>, Decoded>>,
    stalled: Mutex<BTreeMap<&'static str, String>>,
}

impl ReadSide {
    /// Opens every department's database under `<dir>/read`.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn open(dir: &Path, log: Arc<Log>) -> Result<Arc<Self>, ReadError> {
        let (dir, loose) = (dir.join("read"), !log.store.is_durable());
        let mut reads = Vec::with_capacity(DEPARTMENTS.len());
        for department in DEPARTMENTS {
            reads.push(Reads::open(&dir, department, log.store.store_id(), loose).await?);
        }
        Ok(Arc::new(Self { log, reads, pages: Default::default(), stalled: Mutex::default() }))
    }

    /// A department's database.
    pub fn of(&self, department: &'static Department) -> &Arc<Reads> {
        // Every department stands in DEPARTMENTS, which a test walks; the first one stands in for one that does not.
        self.reads.iter().find(|reads| reads.department.name == department.name).unwrap_or(&self.reads[0])
    }

    /// All of them.
    pub fn all(&self) -> &[Arc<Reads>] {
        &self.reads
    }

    /// How each department stands.
    pub fn progress(&self) -> BTreeMap<&'static str, Progress> {
        let stalled = self.stalled.lock().unwrap_or_else(PoisonError::into_inner);
        let progress = |reads: &Arc<Reads>| {
            let name = reads.department.name;
            (name, Progress { applied: reads.applied(), stalled: stalled.get(name).cloned() })
        };
        self.reads.iter().map(progress).collect()
    }

    /// Waits until every department has taken in a position, at most so long; answers whether all have.
    pub async fn wait(&self, position: Position, at_most: Duration) -> bool {
        let all = futures::future::join_all(self.reads.iter().map(|reads| reads.wait(position, at_most)));
        all.await.into_iter().all(|reached| reached)
    }

    /// Brings every department up with the log as it is now; for the program's start, tests and rebuilds. While a page is taken
    /// in, the next one is read and decoded.
    ///
    /// # Errors
    /// The first department's that can't go on.
    pub async fn catch_up(&self, progress: impl Fn(Position)) -> Result<(), ReadError> {
        let mut page = self.page(self.behind(), LARGE_PAGE).await?;
        let rebuilt = self.behind().is_none() && page.events.len() == LARGE_PAGE as usize;
        while page.next > self.behind() {
            page = match page.events.len() < LARGE_PAGE as usize {
                true => {
                    self.take(&page).await?;
                    self.page(self.behind(), LARGE_PAGE).await?
                }
                false => {
                    let (taken, next) = tokio::join!(self.take(&page), self.page(page.next, LARGE_PAGE));
                    taken?;
                    next?
                }
            };
            if let Some(position) = self.behind() {
                progress(position);
            }
        }
        match rebuilt {
            true => all(self.reads.iter().cloned().map(|reads| blocking(move || reads.settle()))).await,
            false => Ok(()),
        }
    }

    /// Up to where the last of the departments has come.
    fn behind(&self) -> Option<Position> {
        self.reads.iter().map(|reads| reads.applied()).min().flatten()
    }

    /// Has every department take in a page, each to its end whatever becomes of the others.
    async fn take(&self, page: &Decoded) -> Result<(), ReadError> {
        let behind = self.reads.iter().filter(|reads| reads.applied() < page.next).cloned();
        if page.events.len() > FEW {
            let take = |reads: Arc<Reads>| {
                let page = page.clone();
                blocking(move || reads.take(&page.events, page.next))
            };
            return all(behind.map(take)).await;
        }
        let (behind, page) = (behind.collect::<Vec<_>>(), page.clone());
        let one_after_another = move || {
            let taken: Vec<_> = behind.iter().map(|reads| reads.take(&page.events, page.next)).collect();
            taken.into_iter().collect()
        };
        blocking(one_after_another).await
    }

    /// Follows the log from now on, each department by itself; a failing event stalls its own alone.
    pub fn run(self: &Arc<Self>) -> Vec<JoinHandle<()>> {
        self.reads
            .iter()
            .map(|reads| {
                let (side, reads) = (self.clone(), reads.clone());
                tokio::spawn(async move { side.follow(&reads).await })
            })
            .collect()
    }

    /// Closes all files.
    pub async fn close(&self) {
        for reads in &self.reads {
            reads.close().await;
        }
    }

    async fn follow(&self, reads: &Arc<Reads>) {
        let name = reads.department.name;
        let mut pause = Duration::from_millis(200);
        loop {
            match self.step(reads, PAGE).await {
                Ok(true) => {
                    self.stalled.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
                    pause = Duration::from_millis(200);
                }
                Ok(false) => self.log.store.changed(reads.applied(), IDLE).await,
                Err(error) => {
                    tracing::error!(department = name, %error, "read tables stand still");
                    self.stalled.lock().unwrap_or_else(PoisonError::into_inner).insert(name, error.to_string());
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(Duration::from_secs(60));
                }
            }
        }
    }

    /// Takes in one page; answers whether there was one.
    async fn step(&self, reads: &Arc<Reads>, limit: u32) -> Result<bool, ReadError> {
        let after = reads.applied();
        let page = self.page(after, limit).await?;
        if page.next <= after {
            return Ok(false);
        }
        let reads = reads.clone();
        blocking(move || reads.take(&page.events, page.next)).await?;
        Ok(true)
    }

    /// The page after a position, decoded by whoever asks first.
    ///
    /// # Errors
    /// When the log can't be read or an event not be decoded.
    pub async fn page(&self, after: Option<Position>, limit: u32) -> Result<Decoded, ReadError> {
        let mut pages = self.pages.lock().await;
        if let Some(page) = pages.get(&after) {
            return Ok(page.clone());
        }
        if !self.log.store.may_have(after) {
            return Ok(Decoded { events: Arc::default(), next: after });
        }
        let read = self.log.store.read_all(after, limit).await?;
        let page =
            Decoded { next: read.next, events: Arc::new(codec::decode_page(&self.log.keys, read.events).await?) };
        if page.next > after {
            pages.insert(after, page.clone());
            if pages.len() > KEPT_PAGES {
                pages.pop_first();
            }
        }
        Ok(page)
    }
}

/// Does all at once, each to its end; answers the first failure.
async fn all(work: impl Iterator<Item = impl Future<Output = Result<(), ReadError>>>) -> Result<(), ReadError> {
    futures::future::join_all(work).await.into_iter().collect()
}
