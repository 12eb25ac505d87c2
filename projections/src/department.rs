//! One department's read database: its file, its tables, its checkpoint; one writer, many readers.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use event_store::{Position, Recorded, StoreId, database};
use rusqlite::{Connection, backup::Backup};
use tokio::sync::watch;

use crate::{Pool, pool::Fill, writer::Writer, writes::Writes};

/// So many events for a file that holds nothing yet are a rebuild: it is filled without waiting for the disk.
const MANY: usize = 1_000;

/// What an event does to the tables of one read model.
pub type Apply = fn(&Recorded, &mut Writes);

/// A department's read side, as declared.
pub struct Department {
    /// File name: `customers`.
    pub name: &'static str,
    /// Raised with every change of tables or of what events do to them; the new file is built from the log.
    pub version: u32,
    /// The tables.
    pub schema: &'static [&'static str],
    /// The read models: the one line that a new one adds.
    pub models: &'static [Apply],
    /// Whether reactors look things up in it: they wait for it, and for no other.
    pub for_reactors: bool,
}

/// Why a read database could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// SQLite failed.
    #[error("the read tables can't be reached: {0}{more}", more = advice(.0))]
    Database(#[from] rusqlite::Error),
    /// A column does not hold what it should.
    #[error("{0} holds something else")]
    Column(String),
    /// Disk trouble.
    #[error("{0}: {1}")]
    Io(String, #[source] std::io::Error),
    /// The log could not be read or decoded.
    #[error(transparent)]
    Log(#[from] event_store::StoreError),
}

/// What helps against it.
fn advice(error: &rusqlite::Error) -> &'static str {
    if database::is_damage(error) { "; `werkbank rebuild` makes them anew from the log" } else { "" }
}

/// An open read database.
pub struct Reads {
    /// What it is.
    pub department: &'static Department,
    /// For questions; can't write.
    pub pool: Pool,
    writer: Mutex<Writer>,
    applied: watch::Sender<Option<Position>>,
    store: StoreId,
    path: PathBuf,
}

impl Reads {
    /// Opens the department's file, making it anew when it is missing, of another log, unreadable or half filled. Where the log is filled
    /// in bulk it is `loose`: the disk is not waited for until it is closed.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn open(
        dir: &Path,
        department: &'static Department,
        store: StoreId,
        loose: bool,
    ) -> Result<Arc<Self>, ReadError> {
        let path = dir.join(format!("{}.v{}.db", department.name, department.version));
        std::fs::create_dir_all(dir).map_err(|error| ReadError::Io(dir.display().to_string(), error))?;
        let at = path.clone();
        let writer = blocking(move || Writer::open(&at, department, store, loose)).await?;
        remove_others(dir, department, &path)?;
        let pool = Pool::new(&path);
        let (applied, _) = watch::channel(writer.noted());
        Ok(Arc::new(Self { department, pool, writer: Mutex::new(writer), applied, store, path }))
    }

    /// A department as it was at a position: its file is filled by who asks it first.
    ///
    /// # Errors
    /// When SQLite gives no memory.
    pub(crate) fn at(
        path: PathBuf,
        department: &'static Department,
        store: StoreId,
        at: Option<Position>,
        fill: Fill,
    ) -> Result<Arc<Self>, ReadError> {
        let (applied, _) = watch::channel(at);
        let writer = Mutex::new(Writer::none(department)?);
        Ok(Arc::new(Self { department, pool: Pool::filled_by(&path, fill), writer, applied, store, path }))
    }

    /// Copies the tables as they are now into a new file, with their checkpoint; none while they are being filled. People work on
    /// meanwhile. It blocks while it works.
    ///
    /// # Errors
    /// See [`ReadError`]; nothing is left then.
    pub(crate) fn copy(&self, to: &Path) -> Result<Option<Position>, ReadError> {
        if self.writer().is_marked() {
            return Ok(None);
        }
        remove(to)?;
        let from = database::reader(&self.path)?;
        let mut copy = Connection::open(to)?;
        copy.execute_batch("PRAGMA synchronous = OFF")?;
        Backup::new(&from, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        Ok(copy
            .query_row("SELECT position FROM checkpoint", [], |row| row.get::<_, Option<i64>>(0))?
            .and_then(|position| u64::try_from(position).ok().map(Position)))
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Up to where events have been taken in.
    pub fn applied(&self) -> Option<Position> {
        *self.applied.borrow()
    }

    /// Says when more has been taken in.
    pub fn watch(&self) -> watch::Receiver<Option<Position>> {
        self.applied.subscribe()
    }

    /// Waits until a position has been taken in, at most so long; answers whether it was.
    pub async fn wait(&self, position: Position, at_most: Duration) -> bool {
        let mut applied = self.applied.subscribe();
        let reached = applied.wait_for(|applied| *applied >= Some(position));
        tokio::time::timeout(at_most, reached).await.is_ok_and(|reached| reached.is_ok())
    }

    /// Takes in a page of events: rows and checkpoint in one transaction. What was taken in before is passed over. It blocks
    /// while it works.
    ///
    /// # Errors
    /// See [`ReadError`]; nothing of the page is kept then.
    pub fn take(&self, events: &[Recorded], up_to: Option<Position>) -> Result<(), ReadError> {
        let mut writer = self.writer();
        let applied = self.applied();
        if up_to <= applied {
            return Ok(());
        }
        if applied.is_none() && events.len() >= MANY {
            writer.begin_filling()?;
        }
        let known = events.partition_point(|event| Some(event.position) <= applied);
        writer.take(events[known..].iter(), up_to)?;
        self.applied.send_replace(up_to);
        Ok(())
    }

    /// Ends what began with a whole page into an empty file: it is on disk now. It blocks while it works.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub(crate) fn settle(&self) -> Result<(), ReadError> {
        let mut writer = self.writer();
        if writer.is_marked() { writer.settle(self.applied()) } else { Ok(()) }
    }

    /// Puts tables that were filled beside in the place of these, once they have come as far; answers whether they had. Nothing is left
    /// of what was here. It blocks while it works.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub(crate) fn replace(&self, beside: &Self) -> Result<bool, ReadError> {
        let failed = |error| ReadError::Io(self.path.display().to_string(), error);
        let mut writer = self.writer();
        if beside.applied() < self.applied() {
            return Ok(false);
        }
        beside.pool.close();
        let mut filled = beside.writer();
        filled.settle(beside.applied())?;
        filled.release()?;
        self.pool.aside(|| {
            writer.release()?;
            // The last connection took its journal with it; were one left, it would be read as the new file's.
            let moved =
                remove_journal(&self.path).and_then(|()| std::fs::rename(&beside.path, &self.path).map_err(failed));
            *writer = Writer::open(&self.path, self.department, self.store, false)?;
            self.applied.send_replace(writer.noted());
            let folder = self.path.parent().unwrap_or(&self.path);
            moved.and_then(|()| std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed))
        })?;
        Ok(true)
    }

    /// Closes readers before the writer, so that nothing but the one file is left.
    pub async fn close(self: &Arc<Self>) {
        let reads = self.clone();
        let settled = blocking(move || {
            reads.pool.close();
            reads.writer().settle(reads.applied())
        });
        if let Err(error) = settled.await {
            tracing::warn!(path = %self.path.display(), %error, "the read tables' journal stays");
        }
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        // Who panicked in the middle of a page left no transaction behind: it was rolled back on the way out.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does what blocks on a thread that may.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, ReadError> {
    let failed = |error| ReadError::Io("a department".into(), std::io::Error::other(error));
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}

/// Removes files of other versions of a department.
fn remove_others(dir: &Path, department: &Department, keep: &Path) -> Result<(), ReadError> {
    let failed = |error| ReadError::Io(dir.display().to_string(), error);
    let prefix = format!("{}.v", department.name);
    for entry in std::fs::read_dir(dir).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(&prefix) && name.ends_with(".db") && path != keep {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Removes a database with its journal; what is not there is removed already.
pub(crate) fn remove(path: &Path) -> Result<(), ReadError> {
    remove_with(path, &["", "-wal", "-shm"])
}

fn remove_journal(path: &Path) -> Result<(), ReadError> {
    remove_with(path, &["-wal", "-shm"])
}

fn remove_with(path: &Path, suffixes: &[&str]) -> Result<(), ReadError> {
    for suffix in suffixes {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(ReadError::Io(file.to_string_lossy().into_owned(), error));
            }
            _ => {}
        }
    }
    Ok(())
}
