//! Keeps every department's read tables up with the log: events are read and decoded once a page, for all departments.

use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::privacy::{self, Privacy};
use event_store::{Log, Position, Recorded, StoreError, StoredEvent, codec};
use tokio::{sync::watch, task::JoinHandle, time::timeout};
use uuid::Uuid;

use crate::{
    DEPARTMENTS, Department, Filling, ReadError, Reads, ahead, check,
    department::blocking,
    order::Order,
    past::{self, Opened, Past},
    rebuild::BESIDE,
    reports::Scans,
    writes::Writes,
};

/// Events a page while people work: small, so that a page shows soon.
const PAGE: u32 = 500;
/// Pages kept decoded for who comes later.
const KEPT_PAGES: usize = 8;
/// How long an idle department waits before it looks again by itself.
const IDLE: Duration = Duration::from_secs(1);
/// How long a department lets events gather that nobody waits to see: taking in many at once costs little more than one.
const GATHERING: Duration = Duration::from_millis(25);
/// How often it is looked whether journals are to be moved.
const MOVING: Duration = Duration::from_millis(500);
/// As many events are moved at once.
const MANY: u64 = 400;
/// How long a department that stands still waits at most before it tries again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

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
    /// How far its tables have come that are worked out anew.
    pub filling: Option<Filling>,
    /// Whether nobody is shown anything before they are whole.
    pub hidden: bool,
}

/// All departments' read databases.
pub struct ReadSide {
    pub(crate) log: Arc<Log>,
    pub(crate) dir: PathBuf,
    pub(crate) reads: Vec<Arc<Reads>>,
    pages: tokio::sync::Mutex<BTreeMap<Option<Position>, Decoded>>,
    /// The keys of what the law has us keep of persons who were forgotten: no table shows it.
    veiled: Mutex<Arc<HashSet<Uuid>>>,
    stalled: Mutex<BTreeMap<&'static str, String>>,
    /// Up to where every department has come that does not stand still: who waits for all is woken once.
    shown: watch::Sender<Option<Position>>,
    followed: AtomicBool,
    pub(crate) past: Past,
    /// The folder of a moment that is looked at, which goes with it.
    _opened: Option<Opened>,
    /// Which tables are worked out anew, and how far.
    pub(crate) rebuilds: watch::Sender<BTreeMap<&'static str, Filling>>,
    /// Told when an order was left.
    pub(crate) ordered: tokio::sync::Notify,
    /// Tables are worked out anew by one at a time.
    pub(crate) turn: tokio::sync::Mutex<()>,
    /// How often all have been asked to be worked out anew since something was forgotten, and how often they were.
    pub(crate) renewing: [AtomicU64; 2],
    /// What the log's own events came to, as reports asked.
    pub(crate) scans: Scans,
}

impl ReadSide {
    /// Opens every department's database under `<dir>/read`.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn open(dir: &Path, log: Arc<Log>) -> Result<Arc<Self>, ReadError> {
        let (dir, loose) = (dir.join("read"), !log.store.is_durable());
        check::clear(&dir)?;
        past::tidy(&dir)?;
        if Order::left(&dir)?.is_none() {
            // What a program that died was working out beside; an order goes on.
            remove_folder(&dir.join(BESIDE))?;
        }
        let (forgotten, _) = log.state::<Privacy>(privacy::LOG).await?;
        ahead::adopt(&dir, DEPARTMENTS, log.store.store_id(), forgotten.destroyed.len()).await?;
        let reads = open_all(&dir, DEPARTMENTS, &log, loose).await?;
        Self::with(dir, log, reads).await
    }

    /// Tables of some departments in a folder of their own; to be filled, and asked by nobody.
    pub(crate) async fn of_folder(
        dir: &Path,
        log: Arc<Log>,
        departments: &[&'static Department],
    ) -> Result<Arc<Self>, ReadError> {
        let reads = open_all(dir, departments, &log, false).await?;
        Self::with(dir.to_owned(), log, reads).await
    }

    async fn with(dir: PathBuf, log: Arc<Log>, reads: Vec<Arc<Reads>>) -> Result<Arc<Self>, ReadError> {
        let side = Self::of_parts(dir, log, reads, None);
        side.veil().await?;
        side.tell();
        Ok(Arc::new(side))
    }

    /// The read side of a moment, with tables of its own, that shows no more of who was forgotten than this one.
    pub(crate) fn then(&self, log: Arc<Log>, dir: PathBuf, reads: Vec<Arc<Reads>>, opened: Opened) -> Self {
        let side = Self::of_parts(dir, log, reads, Some(opened));
        let veiled = self.veiled.lock().unwrap_or_else(PoisonError::into_inner).clone();
        *side.veiled.lock().unwrap_or_else(PoisonError::into_inner) = veiled;
        side.tell();
        side
    }

    fn of_parts(dir: PathBuf, log: Arc<Log>, reads: Vec<Arc<Reads>>, opened: Option<Opened>) -> Self {
        Self {
            log,
            dir,
            reads,
            pages: Default::default(),
            veiled: Mutex::default(),
            stalled: Mutex::default(),
            shown: watch::Sender::default(),
            followed: AtomicBool::new(false),
            past: Past::default(),
            _opened: opened,
            rebuilds: watch::Sender::default(),
            ordered: tokio::sync::Notify::new(),
            turn: tokio::sync::Mutex::default(),
            renewing: Default::default(),
            scans: Default::default(),
        }
    }

    /// Learns what is only kept.
    pub(crate) async fn veil(&self) -> Result<(), ReadError> {
        let (state, _) = self.log.state::<Privacy>(privacy::LOG).await?;
        let kept = state.forgotten.values().flatten().map(|kept| kept.key).collect();
        *self.veiled.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(kept);
        Ok(())
    }

    /// Decodes events as tables and pages show them: without what is only kept of who was forgotten.
    ///
    /// # Errors
    /// When an event can't be decoded.
    pub async fn decode(&self, events: Vec<StoredEvent>) -> Result<Vec<Recorded>, StoreError> {
        let veiled = self.veiled.lock().unwrap_or_else(PoisonError::into_inner).clone();
        codec::decode_veiled(&self.log.keys, events, &veiled).await
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
        let (stalled, rebuilds) = (self.stalled(), self.rebuilds.borrow());
        let progress = |reads: &Arc<Reads>| {
            let (name, hidden) = (reads.department.name, reads.pool.hidden());
            let shown = Progress { applied: reads.applied(), hidden: hidden.is_some(), ..Progress::default() };
            let filling = hidden.map(|hidden| hidden.filling).or_else(|| rebuilds.get(name).cloned());
            (name, Progress { stalled: stalled.get(name).cloned(), filling, ..shown })
        };
        self.reads.iter().map(progress).collect()
    }

    /// Waits until every department has taken in a position, at most so long; answers whether all have. For one that stands
    /// still or is being filled nobody waits.
    pub async fn wait(&self, position: Position, at_most: Duration) -> bool {
        self.reads.iter().for_each(|reads| reads.pool.progress.want(position));
        let mut shown = self.shown.subscribe();
        let reached = timeout(at_most, shown.wait_for(|shown| *shown >= Some(position))).await;
        reached.is_ok_and(|reached| reached.is_ok()) && self.stalled().is_empty()
    }

    /// Waits until every department has taken in what the log is known to hold by now, at most so long. Where nobody follows
    /// the log, nothing is waited for.
    pub async fn wait_for_newest(&self, at_most: Duration) {
        if let Some(newest) = self.acknowledged() {
            self.wait(newest, at_most).await;
        }
    }

    /// What the log is known to hold by now, where somebody follows it.
    pub fn acknowledged(&self) -> Option<Position> {
        self.log.store.known().filter(|_| self.followed.load(Ordering::Relaxed))
    }

    /// Tells who waits how far all have come.
    pub(crate) fn tell(&self) {
        // Held until it is told, so that what is told last is the newest.
        let stalled = self.stalled();
        let moving = |reads: &&Arc<Reads>| !stalled.contains_key(reads.department.name) && !reads.pool.is_hidden();
        let moving = self.reads.iter().filter(moving);
        let least = moving.map(|reads| reads.applied()).min().unwrap_or(Some(Position(u64::MAX)));
        self.shown.send_if_modified(|shown| std::mem::replace(shown, least) != least);
    }

    /// The same of the departments that reactors look in.
    pub async fn wait_for_reactors(&self, position: Position, at_most: Duration) -> bool {
        let asked = || self.reads.iter().filter(|reads| reads.department.for_reactors);
        asked().for_each(|reads| reads.pool.progress.want(position));
        reached(asked(), position, at_most).await
    }

    pub(crate) fn stalled(&self) -> MutexGuard<'_, BTreeMap<&'static str, String>> {
        self.stalled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows the log from now on, each department by itself; a failing event stalls its own alone. Those that are hidden are filled
    /// first; orders to work tables out anew are carried out.
    pub fn run(self: &Arc<Self>) -> Vec<JoinHandle<()>> {
        self.followed.store(true, Ordering::Relaxed);
        let (hidden, shown): (Vec<_>, Vec<_>) = self.reads.iter().cloned().partition(|reads| reads.pool.is_hidden());
        let follow = |reads: Arc<Reads>| {
            let side = self.clone();
            tokio::spawn(async move { side.follow(&reads).await })
        };
        let mut tasks: Vec<_> = shown.into_iter().map(follow).collect();
        let (filling, orders) = (self.clone(), self.clone());
        tasks.push(tokio::spawn(async move {
            filling.fill_hidden(&hidden).await;
            futures::future::join_all(hidden.iter().map(|reads| filling.follow(reads))).await;
        }));
        tasks.push(tokio::spawn(async move { orders.take_orders().await }));
        tasks.push(tokio::spawn(self.clone().keep_copies()));
        tasks.push(tokio::spawn(self.clone().move_journals()));
        tasks
    }

    /// Moves journals into their files beside who writes them, until the task is dropped: nobody who waits for a change waits for that.
    async fn move_journals(self: Arc<Self>) {
        let mut moved: Vec<_> = self.reads.iter().map(|reads| reads.applied()).collect();
        loop {
            tokio::time::sleep(MOVING).await;
            for (reads, moved) in self.reads.iter().zip(&mut moved) {
                let (applied, behind) = (reads.applied(), moved.map_or(0, |at| at.0) + MANY);
                if reads.pool.is_hidden() || applied < Some(Position(behind)) {
                    continue;
                }
                *moved = applied;
                let beside = reads.clone();
                if let Err(error) = blocking(move || beside.move_journal()).await {
                    tracing::warn!(department = reads.department.name, %error, "the journal of read tables stays where it is");
                }
            }
        }
    }

    /// Closes all files.
    pub async fn close(&self) {
        for reads in &self.reads {
            reads.close().await;
        }
    }

    async fn follow(&self, reads: &Arc<Reads>) {
        let mut pause = Duration::from_millis(200);
        loop {
            match self.step(reads, PAGE).await {
                Ok(taken) if taken > 0 => {
                    reads.tell_hidden();
                    self.goes_on(reads);
                    pause = Duration::from_millis(200);
                    if taken < PAGE as usize {
                        gather(reads).await;
                    }
                }
                Ok(_) => {
                    if reads.pool.is_hidden() {
                        self.show(reads);
                    }
                    self.log.store.changed(reads.applied(), IDLE).await;
                    gather(reads).await;
                }
                Err(error) => {
                    reads.tell_hidden();
                    self.stands_still(reads, &error);
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Says that a department can't go on, and why.
    pub(crate) fn stands_still(&self, reads: &Reads, error: &ReadError) {
        let (name, why) = (reads.department.name, error.to_string());
        let before = self.stalled().insert(name, why.clone());
        reads.pool.progress.stand_still(true);
        if before != Some(why) {
            tracing::error!(department = name, %error, "read tables stand still");
            self.rebuilds.send_modify(|_| {});
        }
        self.tell();
    }

    /// Says that it goes on.
    pub(crate) fn goes_on(&self, reads: &Reads) {
        let stood_still = self.stalled().remove(reads.department.name).is_some();
        reads.pool.progress.stand_still(false);
        if stood_still {
            self.rebuilds.send_modify(|_| {});
        }
        self.tell();
    }

    /// Takes in one page; answers how many events there were.
    async fn step(&self, reads: &Arc<Reads>, limit: u32) -> Result<usize, ReadError> {
        let after = reads.applied();
        let page = self.page(after, limit).await?;
        if page.next <= after {
            return Ok(0);
        }
        let taken = page.events.len().max(1);
        if is_changed(reads.department, &page.events) {
            let reads = reads.clone();
            blocking(move || reads.take_up_to_fault(&page.events, page.next)).await?;
        } else {
            // Passing over is not worth another thread.
            reads.take(&page.events, page.next)?;
        }
        Ok(taken)
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
        let page = self.read(after, limit).await?;
        if page.next > after {
            pages.insert(after, page.clone());
            if pages.len() > KEPT_PAGES {
                pages.pop_first();
            }
        }
        Ok(page)
    }

    /// The same, for who comes to it alone.
    pub(crate) async fn read(&self, after: Option<Position>, limit: u32) -> Result<Decoded, ReadError> {
        let read = self.log.store.read_all(after, limit).await?;
        Ok(Decoded { next: read.next, events: Arc::new(self.decode(read.events).await?) })
    }

    /// Lets go of what was decoded before keys were gone.
    pub(crate) async fn forget_pages(&self) {
        self.pages.lock().await.clear();
    }
}

/// Returns when somebody waits to see more of a department than has been taken in, or after a short while.
async fn gather(reads: &Reads) {
    // Time out or not: what there is then is taken in.
    let _ = timeout(GATHERING, reads.pool.progress.wanted_beyond(reads.applied())).await;
}

/// Opens the files of departments in a folder.
pub(crate) async fn open_all(
    dir: &Path,
    departments: &[&'static Department],
    log: &Log,
    loose: bool,
) -> Result<Vec<Arc<Reads>>, ReadError> {
    let mut reads = Vec::with_capacity(departments.len());
    for department in departments {
        reads.push(Reads::open(dir, department, log.store.store_id(), loose).await?);
    }
    Ok(reads)
}

pub(crate) fn remove_folder(folder: &Path) -> Result<(), ReadError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(ReadError::Io(folder.display().to_string(), error))
        }
        _ => Ok(()),
    }
}

/// Whether one of the events changes a department's tables.
fn is_changed(department: &Department, events: &[Recorded]) -> bool {
    let mut writes = Writes::default();
    events.iter().any(|event| {
        department.models.iter().for_each(|apply| apply(event, &mut writes));
        !writes.is_empty()
    })
}

/// Waits until each of them has taken in a position, at most so long; answers whether all have.
async fn reached(departments: impl Iterator<Item = &Arc<Reads>>, position: Position, at_most: Duration) -> bool {
    let all = futures::future::join_all(departments.map(|reads| reads.wait(position, at_most)));
    all.await.into_iter().all(|reached| reached)
}
