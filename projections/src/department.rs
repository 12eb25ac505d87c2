//! One department's read database: its file, its tables, its checkpoint; one writer, many readers.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use event_store::{
    Position, Recorded, StoreId,
    database::{self, Synchronous},
};
use rusqlite::{Connection, backup::Backup};
use tokio::sync::watch;

use crate::{
    Filling, Pool,
    pool::{Fill, Hidden},
    writer::Writer,
    writes::Writes,
};

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

impl Department {
    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}.v{}.db", self.name, self.version)
    }
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
    /// The tables are being filled, and can be asked when they are whole.
    #[error("the read tables of {} are being filled: {} of {} events", .0.department, .0.filling.done, .0.filling.of)]
    Filling(Hidden),
    /// A read model can't take an event in.
    #[error("{event_type} at position {} can't be taken in: {}", .at.0, database::in_short(.why))]
    Event {
        /// Where it stands.
        at: Position,
        /// What it is.
        event_type: String,
        /// What the database said.
        #[source]
        why: rusqlite::Error,
    },
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
    /// Held by who moves the journal beside the writer: its connection takes the journal at that path away when it closes, so the file is not
    /// replaced meanwhile.
    moves: Mutex<()>,
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
        let path = dir.join(department.file());
        std::fs::create_dir_all(dir).map_err(|error| ReadError::Io(dir.display().to_string(), error))?;
        let at = path.clone();
        let writer = blocking(move || Writer::open(&at, department, store, loose)).await?;
        remove_others(dir, department, &path)?;
        let pool = Pool::new(&path, writer.noted());
        Ok(Arc::new(Self { department, pool, writer: Mutex::new(writer), moves: Mutex::default(), store, path }))
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
        let writer = Mutex::new(Writer::none(department)?);
        Ok(Arc::new(Self {
            department,
            pool: Pool::filled_by(&path, at, fill),
            writer,
            moves: Mutex::default(),
            store,
            path,
        }))
    }

    /// Moves what stands in the journal into the file, while it is written and read. It blocks while it works.
    ///
    /// # Errors
    /// What SQLite says; it stays where it is then, and is read from there.
    pub(crate) fn move_journal(&self) -> Result<(), ReadError> {
        let _moves = self.moves();
        let beside = database::writer(&self.path, Synchronous::Normal)?;
        Ok(database::move_away(&beside)?)
    }

    /// Copies the tables as they are now into a new file, with their checkpoint; none while they are being filled. People work on
    /// meanwhile. It blocks while it works.
    ///
    /// # Errors
    /// See [`ReadError`]; nothing is left then.
    pub(crate) fn copy(&self, to: &Path) -> Result<Option<Position>, ReadError> {
        if self.writer().is_filling() {
            return Ok(None);
        }
        remove(to)?;
        let from = database::reader(&self.path)?;
        let mut copy = Connection::open(to)?;
        copy.execute_batch("PRAGMA synchronous = OFF")?;
        Backup::new(&from, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
        // As a moment's tables are written beside it.
        copy.pragma_update(None, "journal_mode", "WAL")?;
        Ok(copy
            .query_row("SELECT position FROM checkpoint", [], |row| row.get::<_, Option<i64>>(0))?
            .and_then(|position| u64::try_from(position).ok().map(Position)))
    }

    /// Tells who asks how far it is by now, while nobody is shown anything.
    pub(crate) fn tell_hidden(&self) {
        if let Some(Hidden { department, filling }) = self.pool.hidden() {
            let done = self.applied().map_or(0, |at| at.0);
            let filling = Filling { done, of: filling.of.max(done), ..Filling::default() };
            self.pool.hide(Some(Hidden { department, filling }));
        }
    }

    /// Where its file lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Up to where events have been taken in.
    pub fn applied(&self) -> Option<Position> {
        self.pool.progress.applied()
    }

    /// Says when more has been taken in.
    pub fn watch(&self) -> watch::Receiver<Option<Position>> {
        self.pool.progress.watch()
    }

    /// Waits until a position has been taken in, at most so long; answers whether it was.
    pub async fn wait(&self, position: Position, at_most: Duration) -> bool {
        self.pool.progress.want(position);
        let mut applied = self.watch();
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
        if writer.is_torn() && writer.is_filling() {
            self.pool.progress.came_to(writer.noted());
            return Err(ReadError::Io(self.department.name.into(), std::io::Error::other("a page was broken off")));
        }
        let applied = self.applied();
        if up_to <= applied {
            return Ok(());
        }
        let known = events.partition_point(|event| Some(event.position) <= applied);
        let taken = writer.take(events[known..].iter(), up_to);
        if taken.is_err() && writer.is_filling() {
            self.pool.progress.came_to(writer.noted());
        }
        taken?;
        self.pool.progress.came_to(up_to);
        Ok(())
    }

    /// Takes the events before one that can't be taken in, so that it stands still right there. It blocks while it works.
    ///
    /// # Errors
    /// As [`take`](Reads::take).
    pub(crate) fn take_up_to_fault(&self, events: &[Recorded], up_to: Option<Position>) -> Result<(), ReadError> {
        let before = self.applied();
        let taken = self.take(events, up_to);
        if self.applied() != before {
            // More than this page was taken back.
            return taken;
        }
        if let Err(ReadError::Event { at, .. }) = &taken {
            let sound = &events[..events.partition_point(|event| event.position < *at)];
            if let Some(last) = sound.last() {
                self.take(sound, Some(last.position))?;
            }
        }
        taken
    }

    /// Says that much is to come, and that nobody asks meanwhile: it is committed many pages at once, and what fails then takes all of it back to
    /// where it was committed last. It blocks while it works.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn begin_filling(&self) -> Result<(), ReadError> {
        self.writer().begin_filling()
    }

    /// Ends it: all that was taken in can be seen, and is on disk once it is `whole`. It blocks while it works.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn end_filling(&self, whole: bool) -> Result<(), ReadError> {
        let mut writer = self.writer();
        if writer.is_torn() {
            self.pool.progress.came_to(writer.noted());
        }
        if writer.is_filling() { writer.end_filling(self.applied(), whole) } else { Ok(()) }
    }

    /// Lets nobody ask before the tables are whole; how far they are by now.
    pub(crate) fn hide(&self, filling: Filling) {
        self.pool.hide(Some(Hidden { department: self.department.name, filling }));
    }

    /// Puts tables that were filled beside in the place of these, once they have come as far; answers whether they had. Nothing is left
    /// of what was here. It blocks while it works.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub(crate) fn replace(&self, beside: &Self) -> Result<bool, ReadError> {
        let failed = |error| ReadError::Io(self.path.display().to_string(), error);
        let _moves = self.moves();
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
            self.pool.progress.came_to(writer.noted());
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
            let _moves = reads.moves();
            reads.writer().settle(reads.applied())
        });
        if let Err(error) = settled.await {
            tracing::warn!(path = %self.path.display(), %error, "the read tables' journal stays");
        }
    }

    fn moves(&self) -> MutexGuard<'_, ()> {
        self.moves.lock().unwrap_or_else(PoisonError::into_inner)
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
