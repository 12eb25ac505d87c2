//! The read tables as they were at a position: a copy from before it, and what followed up to there. Copies are made at intervals while
//! the program runs, so that little is left to follow; how many there are is bounded, and so is the disk that they take.

use std::{
    io::Read,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use event_store::{Log, Position, StoreId, database};
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;

use crate::{
    DEPARTMENTS, Department, ReadError, ReadSide, Reads,
    department::{blocking, remove},
    follow::{Decoded, remove_folder},
    room::{free, share, taken},
    writer::Writer,
};

/// So many copies of a department there are at most.
const COPIES: u64 = 48;
/// So much disk all copies may take where nothing else is said, in bytes.
const BUDGET: u64 = 50 << 30;
/// Copies lie at least so many events apart: following those takes a fraction of a second.
const APART: u64 = 10_000;
/// Events a page.
const PAGE: u32 = 1_000;
/// How often it is looked whether a copy is due.
const LOOK: Duration = Duration::from_secs(20);
/// The folder of copies, beside the tables.
const FOLDER: &str = "past";
/// Below it: the tables of moments that are looked at.
const OPEN: &str = "open";
/// A copy that is not ready yet.
const HALF: &str = "half.db";

/// What keeps the past of a read side.
pub(crate) struct Past {
    /// Held by who makes a copy or a moment's tables; alone by who throws all of them away.
    pub(crate) kept: tokio::sync::RwLock<()>,
    /// How often all was thrown away.
    pub(crate) renewals: AtomicU64,
    opened: AtomicU64,
    budget: AtomicU64,
}

impl Default for Past {
    fn default() -> Self {
        let (kept, renewals, opened) = Default::default();
        Self { kept, renewals, opened, budget: AtomicU64::new(BUDGET) }
    }
}

/// What tables of the past are filled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// To be looked at now.
    Moment,
    /// To be kept.
    Copy,
}

/// Tables of a moment; they go when nobody looks at it any more.
pub(crate) struct Opened(PathBuf);

impl Drop for Opened {
    fn drop(&mut self) {
        // What stays is removed at the next start.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How far copies of a department lie apart in a log of this length: at least so far, and twice that as long as there would be more than
/// `most`.
fn apart(head: u64, least: u64, most: u64) -> u64 {
    let mut apart = least.max(1);
    while head / apart > most {
        apart *= 2;
    }
    apart
}

/// How many copies of each department fit into a budget, when all tables together are so large now: a copy is half of that in the mean.
/// None, where not even two do.
fn most(budget: u64, tables: u64) -> u64 {
    match 2 * budget / tables.max(1) {
        0 | 1 => 0,
        fit => fit.min(COPIES),
    }
}

/// Opens a new file for a department's tables, on a copy where there is one. A moment is worked out beside the copy itself: copying a large file is
/// half of what people would wait for.
fn begin(
    copy: Option<&Path>,
    path: &Path,
    department: &'static Department,
    store: StoreId,
    of: Use,
) -> Result<Writer, ReadError> {
    remove(path)?;
    let Some(copy) = copy else { return Writer::alone(path, department, store) };
    // Where a file can't have two names, it is copied.
    if of == Use::Moment && std::fs::hard_link(copy, path).is_ok() {
        return Writer::over(path, department, store);
    }
    std::fs::copy(copy, path).map_err(|error| ReadError::Io(copy.display().to_string(), error))?;
    Writer::alone(path, department, store)
}

/// A copy: how far its tables come, and what its bytes came to when it was made.
struct Kept {
    position: u64,
    sum: String,
    path: PathBuf,
}

fn name(department: &Department, position: u64, sum: &str) -> String {
    format!("{}{position:020}.{sum}.db", prefix(department))
}

/// What the bytes of a file come to: nobody forges it, since who can change the file can change its name; it shows what happened to it.
fn sum(path: &Path) -> std::io::Result<String> {
    let (mut file, mut hasher) = (std::fs::File::open(path)?, Sha256::new());
    let mut page = vec![0; 1 << 20];
    loop {
        match file.read(&mut page)? {
            0 => break,
            n => hasher.update(&page[..n]),
        }
    }
    Ok(hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

/// The positions of a department's copies that are not what they were when they were made. A copy that goes meanwhile is none.
pub(crate) fn altered(dir: &Path, department: &Department) -> Result<Vec<u64>, ReadError> {
    let mut altered = Vec::new();
    for copy in copies(&dir.join(FOLDER), department) {
        match sum(&copy.path) {
            Ok(sum) if sum == copy.sum => {}
            Ok(_) => altered.push(copy.position),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(ReadError::Io(copy.path.display().to_string(), error)),
        }
    }
    Ok(altered)
}

fn prefix(department: &Department) -> String {
    format!("{}.v{}.", department.name, department.version)
}

/// A department's copies in a folder, the oldest first.
fn copies(folder: &Path, department: &Department) -> Vec<Kept> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut copies: Vec<Kept> = files.filter_map(|file| kept(file.path(), department)).collect();
    copies.sort_unstable_by_key(|copy| copy.position);
    copies
}

fn kept(path: PathBuf, department: &Department) -> Option<Kept> {
    let name = path.file_name()?.to_str()?;
    let (position, sum) = name.strip_prefix(&prefix(department))?.strip_suffix(".db")?.split_once('.')?;
    Some(Kept { position: position.parse().ok()?, sum: sum.to_owned(), path })
}

/// Those that lie closer together than so: what a longer log needs no more.
fn superfluous(copies: Vec<Kept>, apart: u64) -> Vec<PathBuf> {
    let mut kept = 0;
    let close = |copy: &Kept| {
        let close = copy.position - kept < apart;
        if !close {
            kept = copy.position;
        }
        close
    };
    copies.into_iter().filter(close).map(|copy| copy.path).collect()
}

impl ReadSide {
    /// How often every table was worked out anew: what was opened of the past before shows what is to be seen no more.
    pub fn renewals(&self) -> u64 {
        self.past.renewals.load(Ordering::Acquire)
    }

    /// The tables as they were at the end of `log`, which is this one's as it was then. They are filled when they are asked first.
    ///
    /// # Errors
    /// When their folder can't be made.
    pub fn at(self: &Arc<Self>, log: Arc<Log>) -> Result<Arc<Self>, ReadError> {
        let at = log.store.known();
        let number = self.past.opened.fetch_add(1, Ordering::Relaxed);
        let dir = self.dir.join(FOLDER).join(OPEN).join(number.to_string());
        std::fs::create_dir_all(&dir).map_err(|error| ReadError::Io(dir.display().to_string(), error))?;
        let opened = Opened(dir.clone());
        let (store, runtime) = (log.store.store_id(), Handle::current());
        let reads = DEPARTMENTS.iter().map(|department| {
            let path = dir.join(format!("{}.db", department.name));
            let (live, log, runtime, into) = (Arc::downgrade(self), log.clone(), runtime.clone(), path.clone());
            let fill = Box::new(move || {
                let gone = || ReadError::Io(into.display().to_string(), std::io::ErrorKind::NotFound.into());
                let live = live.upgrade().ok_or_else(gone)?;
                runtime.block_on(async {
                    let _kept = live.past.kept.read().await;
                    live.fill(department, &log, &into, Use::Moment).await
                })
            });
            Reads::at(path, department, store, at, fill)
        });
        let reads = reads.collect::<Result<_, _>>()?;
        Ok(Arc::new(self.then(log, dir, reads, opened)))
    }

    /// Fills a new file with a department's tables as they were at the end of `log`, from the newest copy before it that is whole; answers who
    /// wrote it. For a copy it rests after each page for as long as that took.
    async fn fill(
        &self,
        department: &'static Department,
        log: &Log,
        into: &Path,
        of: Use,
    ) -> Result<Writer, ReadError> {
        let (at, folder) = (log.store.known(), self.dir.join(FOLDER));
        loop {
            let before = copies(&folder, department).into_iter().rev().find(|copy| Some(Position(copy.position)) <= at);
            let copy = before.map(|copy| copy.path);
            match (self.fill_from(copy.clone(), department, log, into, of).await, copy) {
                (Err(ReadError::Database(error)), Some(copy)) if database::is_damage(&error) => {
                    tracing::warn!(copy = %copy.display(), %error, "a damaged copy for looking back is removed");
                    remove(&copy)?;
                }
                (filled, _) => return filled,
            }
        }
    }

    async fn fill_from(
        &self,
        copy: Option<PathBuf>,
        department: &'static Department,
        log: &Log,
        into: &Path,
        of: Use,
    ) -> Result<Writer, ReadError> {
        let (at, renewals) = (log.store.known(), self.renewals());
        let (store, path) = (log.store.store_id(), into.to_owned());
        let mut writer = blocking(move || begin(copy.as_deref(), &path, department, store, of)).await?;
        let mut after = writer.noted();
        let mut page = self.decoded(log, after).await?;
        while page.next > after {
            let began = Instant::now();
            let Decoded { events, next } = page;
            let take = blocking(move || writer.take(events.iter(), next).map(|()| writer));
            let (taken, ahead) = tokio::join!(take, self.decoded(log, next));
            (writer, page, after) = (taken?, ahead?, next);
            if self.renewals() != renewals {
                let anew = std::io::Error::other("all tables were worked out anew meanwhile");
                return Err(ReadError::Io(into.display().to_string(), anew));
            }
            if of == Use::Copy {
                // Half of a core at most: people work meanwhile.
                tokio::time::sleep(began.elapsed()).await;
            }
        }
        blocking(move || writer.shown(at).map(|()| writer)).await
    }

    async fn decoded(&self, log: &Log, after: Option<Position>) -> Result<Decoded, ReadError> {
        let read = log.store.read_all(after, PAGE).await?;
        Ok(Decoded { next: read.next, events: Arc::new(self.decode(read.events).await?) })
    }

    /// Says how much disk copies may take, in bytes; with nothing there are none, and each moment is worked out from the beginning.
    pub fn keep_for_looking_back(&self, bytes: u64) {
        self.past.budget.store(bytes, Ordering::Relaxed);
    }

    /// How large all tables are now, in bytes.
    fn size(&self) -> u64 {
        let size = |reads: &Arc<Reads>| std::fs::metadata(reads.path()).map_or(0, |file| file.len());
        self.all().iter().map(size).sum()
    }

    /// Makes copies as they fall due, until the task is dropped.
    pub async fn keep_copies(self: Arc<Self>) {
        loop {
            for reads in self.all().iter().filter(|reads| !reads.pool.is_hidden()) {
                if let Err(error) = self.copy_what_is_due(reads, APART).await {
                    tracing::warn!(department = reads.department.name, %error, "no copy is made for looking back");
                }
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Makes the copies of a department that are due, at `least` so many events apart. What it has just come to is copied as it stands; what
    /// lies further back is worked out from the copy before.
    ///
    /// # Errors
    /// When a file or the log fails: it is tried again.
    pub async fn copy_what_is_due(&self, reads: &Arc<Reads>, least: u64) -> Result<(), ReadError> {
        let (department, folder) = (reads.department, self.dir.join(FOLDER));
        std::fs::create_dir_all(&folder).map_err(|error| ReadError::Io(folder.display().to_string(), error))?;
        loop {
            let _kept = self.past.kept.read().await;
            let head = reads.applied().map_or(0, |position| position.0);
            let budget = share(self.past.budget.load(Ordering::Relaxed), taken(&folder), free(&folder));
            let most = most(budget, self.size());
            let apart = match most {
                0 => u64::MAX,
                _ => apart(head, least, most),
            };
            for copy in superfluous(copies(&folder, department), apart) {
                remove(&copy)?;
            }
            if most == 0 {
                return Ok(());
            }
            let known = copies(&folder, department);
            let due = known.last().map_or(0, |copy| copy.position) + apart;
            if head < due {
                return Ok(());
            }
            let half = folder.join(format!("{}{HALF}", prefix(department)));
            let made = if head - due < apart {
                let (reads, into) = (reads.clone(), half.clone());
                blocking(move || reads.copy(&into)).await?
            } else {
                let log = self.log.until(Some(Position(due)), self.log.clock.clone());
                let writer = self.fill(department, &log, &half, Use::Copy).await?;
                blocking(move || writer.close_copy()).await?;
                Some(Position(due))
            };
            // A checkpoint is not moved for each event that changes nothing: one that lies before where a copy is due waits for more.
            let Some(Position(position)) = made.filter(|Position(position)| *position >= due) else {
                return remove(&half);
            };
            let folder = folder.clone();
            blocking(move || {
                let written = std::fs::File::open(&half).and_then(|file| file.sync_all()).and_then(|()| sum(&half));
                let put = written.and_then(|sum| std::fs::rename(&half, folder.join(name(department, position, &sum))));
                put.map_err(|error| ReadError::Io(half.display().to_string(), error))
            })
            .await?;
        }
    }

    /// Throws away the copies of some departments, and every moment that is looked at.
    ///
    /// # Errors
    /// When a file stays.
    pub(crate) async fn throw_away_copies(&self, departments: &[&'static Department]) -> Result<(), ReadError> {
        self.past.renewals.fetch_add(1, Ordering::AcqRel);
        let _alone = self.past.kept.write().await;
        let folder = self.dir.join(FOLDER);
        for department in departments {
            for copy in copies(&folder, department) {
                remove(&copy.path)?;
            }
        }
        Ok(())
    }

    /// Throws away every copy and every moment that is looked at: they may show what is to be seen no more.
    ///
    /// # Errors
    /// When a file stays.
    pub(crate) async fn throw_away_past(&self) -> Result<(), ReadError> {
        self.past.renewals.fetch_add(1, Ordering::AcqRel);
        let _alone = self.past.kept.write().await;
        remove_folder(&self.dir.join(FOLDER))
    }
}

/// At the start: removes what a program that ended left open, and copies of other versions.
///
/// # Errors
/// When a file stays.
pub(crate) fn tidy(dir: &Path) -> Result<(), ReadError> {
    let folder = dir.join(FOLDER);
    remove_folder(&folder.join(OPEN))?;
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        if !DEPARTMENTS.iter().any(|department| kept(entry.path(), department).is_some()) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_lie_the_further_apart_the_longer_the_log_and_the_larger_the_tables_are() {
        let mut before = 0;
        for head in [0, 5_000, 100_000, 1_000_000, 10_000_000, 2_000_000_000] {
            let apart = apart(head, APART, COPIES);
            assert!(head / apart <= COPIES && apart >= before.max(APART), "{head}");
            before = apart;
        }
        const GIB: u64 = 1 << 30;
        assert_eq!(
            [most(20 * GIB, GIB / 10), most(20 * GIB, 2 * GIB), most(GIB, 20 * GIB), most(0, GIB)],
            [COPIES, 20, 0, 0]
        );
        assert_eq!(apart(1_000_000, APART, 20), 80_000);
    }

    #[test]
    fn of_copies_that_lie_too_close_every_other_one_goes() {
        let gone = |positions: &[u64]| {
            let copy =
                |position: &u64| Kept { position: *position, sum: String::new(), path: position.to_string().into() };
            superfluous(positions.iter().map(copy).collect(), 20_000)
        };
        assert_eq!(gone(&[20_003, 40_500]), Vec::<PathBuf>::new());
        assert_eq!(gone(&[10_000, 20_003, 30_010, 40_500]), [Path::new("10000"), Path::new("30010")]);
        assert_eq!(gone(&[]), Vec::<PathBuf>::new());
    }
}
