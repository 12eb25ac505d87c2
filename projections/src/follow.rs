//! Keeps every department's read tables up with the log: events are read and decoded once a page, for all departments.

use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::privacy::{self, Privacy};
use event_store::{Log, Position, Recorded, StoreError, StoredEvent, codec};
use tokio::{sync::watch, task::JoinHandle, time::timeout};
use uuid::Uuid;

use crate::{
    DEPARTMENTS, Department, ReadError, Reads,
    department::blocking,
    past::{self, Opened, Past},
    writes::Writes,
};

/// Events a page while people work: small, so that a page shows soon.
const PAGE: u32 = 500;
/// Events a page while catching up.
const LARGE_PAGE: u32 = 1_000;
/// So few events are taken in by one department after another: telling each of them apart costs more.
const FEW: usize = 16;
/// Pages kept decoded for who comes later.
const KEPT_PAGES: usize = 8;
/// The folder in which tables are worked out anew.
const BESIDE: &str = "beside";
/// How long an idle department waits before it looks again by itself.
const IDLE: Duration = Duration::from_secs(1);
/// How long a department lets events gather that nobody waits to see: taking in many at once costs little more than one.
const GATHERING: Duration = Duration::from_millis(25);

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
}

/// All departments' read databases.
pub struct ReadSide {
    pub(crate) log: Arc<Log>,
    pub(crate) dir: PathBuf,
    reads: Vec<Arc<Reads>>,
    pages: tokio::sync::Mutex<BTreeMap<Option<Position>, Decoded>>,
    /// The keys of what the law has us keep of persons who were forgotten: no table shows it.
    veiled: Mutex<Arc<HashSet<Uuid>>>,
    stalled: Mutex<BTreeMap<&'static str, String>>,
    /// Up to where every department has come that does not stand still: who waits for all is woken once.
    shown: watch::Sender<Option<Position>>,
    /// Up to where somebody waits to see.
    wanted: watch::Sender<Option<Position>>,
    followed: AtomicBool,
    pub(crate) past: Past,
    /// The folder of a moment that is looked at, which goes with it.
    _opened: Option<Opened>,
}

impl ReadSide {
    /// Opens every department's database under `<dir>/read`.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn open(dir: &Path, log: Arc<Log>) -> Result<Arc<Self>, ReadError> {
        let (dir, loose) = (dir.join("read"), !log.store.is_durable());
        // What a program that died was working out beside.
        remove_folder(&dir.join(BESIDE))?;
        past::tidy(&dir)?;
        let reads = open_all(&dir, &log, loose).await?;
        let side = Self {
            log,
            dir,
            reads,
            pages: Default::default(),
            veiled: Mutex::default(),
            stalled: Mutex::default(),
            shown: watch::Sender::default(),
            wanted: watch::Sender::default(),
            followed: AtomicBool::new(false),
            past: Past::default(),
            _opened: None,
        };
        side.veil().await?;
        side.tell();
        Ok(Arc::new(side))
    }

    /// The read side of a moment, with tables of its own, that shows no more of who was forgotten than this one.
    pub(crate) fn then(&self, log: Arc<Log>, dir: PathBuf, reads: Vec<Arc<Reads>>, opened: Opened) -> Self {
        let side = Self {
            log,
            dir,
            reads,
            pages: Default::default(),
            veiled: Mutex::new(self.veiled.lock().unwrap_or_else(PoisonError::into_inner).clone()),
            stalled: Mutex::default(),
            shown: watch::Sender::default(),
            wanted: watch::Sender::default(),
            followed: AtomicBool::new(false),
            past: Past::default(),
            _opened: Some(opened),
        };
        side.tell();
        side
    }

    /// Learns what is only kept.
    async fn veil(&self) -> Result<(), ReadError> {
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
        let stalled = self.stalled();
        let progress = |reads: &Arc<Reads>| {
            let name = reads.department.name;
            (name, Progress { applied: reads.applied(), stalled: stalled.get(name).cloned() })
        };
        self.reads.iter().map(progress).collect()
    }

    /// Waits until every department has taken in a position, at most so long; answers whether all have. For one that stands
    /// still nobody waits.
    pub async fn wait(&self, position: Position, at_most: Duration) -> bool {
        self.want(position);
        let mut shown = self.shown.subscribe();
        let reached = timeout(at_most, shown.wait_for(|shown| *shown >= Some(position))).await;
        reached.is_ok_and(|reached| reached.is_ok()) && self.stalled().is_empty()
    }

    /// Waits until every department has taken in what the log is known to hold by now, at most so long. Where nobody follows
    /// the log, nothing is waited for.
    pub async fn wait_for_newest(&self, at_most: Duration) {
        if let Some(newest) = self.log.store.known().filter(|_| self.followed.load(Ordering::Relaxed)) {
            self.wait(newest, at_most).await;
        }
    }

    /// Tells departments that somebody waits to see a position.
    fn want(&self, position: Position) {
        self.wanted.send_if_modified(|wanted| {
            let newer = *wanted < Some(position);
            *wanted = (*wanted).max(Some(position));
            newer
        });
    }

    /// Tells who waits how far all have come.
    fn tell(&self) {
        // Held until it is told, so that what is told last is the newest.
        let stalled = self.stalled();
        let moving = self.reads.iter().filter(|reads| !stalled.contains_key(reads.department.name));
        let least = moving.map(|reads| reads.applied()).min().unwrap_or(Some(Position(u64::MAX)));
        self.shown.send_if_modified(|shown| std::mem::replace(shown, least) != least);
    }

    /// The same of the departments that reactors look in.
    pub async fn wait_for_reactors(&self, position: Position, at_most: Duration) -> bool {
        self.want(position);
        reached(self.reads.iter().filter(|reads| reads.department.for_reactors), position, at_most).await
    }

    fn stalled(&self) -> MutexGuard<'_, BTreeMap<&'static str, String>> {
        self.stalled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Brings every department up with the log as it is now; for the program's start, tests and rebuilds. While a page is taken
    /// in, the next one is read and decoded. A department that can't go on stands still; the others go on.
    ///
    /// # Errors
    /// The first department's that can't go on.
    pub async fn catch_up(&self, progress: impl Fn(Position)) -> Result<(), ReadError> {
        self.bring_up(self.reads.clone(), progress).await
    }

    /// The same of some departments alone.
    ///
    /// # Errors
    /// As [`ReadSide::catch_up`].
    pub async fn catch_up_those(&self, wanted: impl Fn(&Department) -> bool) -> Result<(), ReadError> {
        self.bring_up(self.reads.iter().filter(|reads| wanted(reads.department)).cloned().collect(), |_| {}).await
    }

    async fn bring_up(&self, mut moving: Vec<Arc<Reads>>, progress: impl Fn(Position)) -> Result<(), ReadError> {
        let mut first = Ok(());
        let mut page = self.page(behind(&moving), LARGE_PAGE).await?;
        let rebuilt = behind(&moving).is_none() && page.events.len() == LARGE_PAGE as usize;
        while !moving.is_empty() && page.next > behind(&moving) {
            let ahead = async {
                let more = page.events.len() == LARGE_PAGE as usize;
                if more { Some(self.page(page.next, LARGE_PAGE).await) } else { None }
            };
            let (taken, ahead) = tokio::join!(take(&moving, &page), ahead);
            let mut taken = taken?.into_iter();
            moving.retain(|reads| {
                let Some(Err(error)) = taken.next() else { return true };
                self.stalled().insert(reads.department.name, error.to_string());
                first = std::mem::replace(&mut first, Ok(())).and(Err(error));
                false
            });
            self.tell();
            page = match ahead {
                Some(ahead) => ahead?,
                None => self.page(behind(&moving), LARGE_PAGE).await?,
            };
            if let Some(position) = behind(&moving) {
                progress(position);
            }
        }
        for reads in &moving {
            self.stalled().remove(reads.department.name);
        }
        self.tell();
        if rebuilt {
            let settled = moving.into_iter().map(|reads| blocking(move || reads.settle()));
            futures::future::join_all(settled).await.into_iter().collect::<Result<(), _>>()?;
        }
        first
    }

    /// Works all tables out anew beside those that are there, and puts them in their place: nothing is left of what can't be read in
    /// the log any more. They are asked meanwhile as ever.
    ///
    /// # Errors
    /// When it can't be done; those that are there are then as they were.
    pub async fn renew(&self) -> Result<(), ReadError> {
        self.veil().await?;
        // Decoded before the keys were gone.
        self.pages.lock().await.clear();
        let folder = self.dir.join(BESIDE);
        remove_folder(&folder)?;
        let beside = open_all(&folder, &self.log, false).await?;
        self.bring_up(beside.clone(), |_| {}).await?;
        for (reads, filled) in self.reads.iter().zip(beside) {
            loop {
                let (reads, its) = (reads.clone(), filled.clone());
                if blocking(move || reads.replace(&its)).await? {
                    break;
                }
                self.bring_up(vec![filled.clone()], |_| {}).await?;
            }
        }
        self.tell();
        self.throw_away_past().await?;
        remove_folder(&folder)
    }

    /// Follows the log from now on, each department by itself; a failing event stalls its own alone.
    pub fn run(self: &Arc<Self>) -> Vec<JoinHandle<()>> {
        self.followed.store(true, Ordering::Relaxed);
        let follow = |reads: &Arc<Reads>| {
            let (side, reads) = (self.clone(), reads.clone());
            tokio::spawn(async move { side.follow(&reads).await })
        };
        self.reads.iter().map(follow).chain([tokio::spawn(self.clone().keep_copies())]).collect()
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
                Ok(taken) if taken > 0 => {
                    self.stalled().remove(name);
                    self.tell();
                    pause = Duration::from_millis(200);
                    if taken < PAGE as usize {
                        self.gather(reads.applied()).await;
                    }
                }
                Ok(_) => {
                    self.log.store.changed(reads.applied(), IDLE).await;
                    self.gather(reads.applied()).await;
                }
                Err(error) => {
                    tracing::error!(department = name, %error, "read tables stand still");
                    self.stalled().insert(name, error.to_string());
                    self.tell();
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Returns when somebody waits to see more than has been taken in, or after a short while.
    async fn gather(&self, applied: Option<Position>) {
        let mut wanted = self.wanted.subscribe();
        // Time out or not: what there is then is taken in.
        let _ = timeout(GATHERING, wanted.wait_for(|wanted| *wanted > applied)).await;
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
            blocking(move || reads.take(&page.events, page.next)).await?;
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
        let read = self.log.store.read_all(after, limit).await?;
        let page = Decoded { next: read.next, events: Arc::new(self.decode(read.events).await?) };
        if page.next > after {
            pages.insert(after, page.clone());
            if pages.len() > KEPT_PAGES {
                pages.pop_first();
            }
        }
        Ok(page)
    }
}

/// Opens each department's file in a folder.
async fn open_all(dir: &Path, log: &Log, loose: bool) -> Result<Vec<Arc<Reads>>, ReadError> {
    let mut reads = Vec::with_capacity(DEPARTMENTS.len());
    for department in DEPARTMENTS {
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

/// Up to where the last of some departments has come.
fn behind(departments: &[Arc<Reads>]) -> Option<Position> {
    departments.iter().map(|reads| reads.applied()).min().flatten()
}

/// Has each department take in a page; what became of it, in their order. A small page is not worth a thread each.
async fn take(departments: &[Arc<Reads>], page: &Decoded) -> Result<Vec<Result<(), ReadError>>, ReadError> {
    let (departments, page) = (departments.to_vec(), page.clone());
    let take = |reads: Arc<Reads>, page: Decoded| move || reads.take(&page.events, page.next);
    if page.events.len() > FEW {
        let each = departments.into_iter().map(|reads| blocking(take(reads, page.clone())));
        return Ok(futures::future::join_all(each).await);
    }
    blocking(move || Ok(departments.into_iter().map(|reads| take(reads, page.clone())()).collect())).await
}
