//! What SQLite files have in common: how they are opened, how they get their tables, and on which thread they are asked.
//!
//! SQLite blocks. What takes microseconds is asked right where the answer is wanted, since a hop to another thread and back costs
//! more: a few rows by an index (a short stream, some keys), and a write that does not wait for the disk; read tables are asked so
//! whatever it takes. What reads much of the log or many keys, waits for the disk (a commit that is flushed, `VACUUM`, opening,
//! closing) or waits for who does, goes to a thread that may block; the log is written on a thread of its own. Nothing keeps a
//! connection while it waits for anything else, so who is not polled for a while holds up nobody.

use std::{
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, Error, ErrorCode, OpenFlags, Transaction, TransactionBehavior, ffi};

use crate::StoreError;

/// Reading connections of a file that are kept for the next who asks.
const KEPT: usize = 4;

/// How long a connection waits for another one that is in its way.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// What a commit waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// It is on disk.
    Full,
    /// Nothing; a power cut may take the newest commits away, and leaves the file whole.
    Normal,
    /// Nothing; a power cut may ruin the file.
    Off,
}

/// The connection that writes a file, blocking while it does; the file is made when missing.
///
/// # Errors
/// What SQLite says.
pub fn writer(path: &Path, synchronous: Synchronous) -> Result<Connection, Error> {
    writer_with(path, synchronous, "WAL")
}

/// The same of a file that programs on several machines write: a write-ahead file needs memory that all of them share
/// (SQLite, "Write-Ahead Logging"), so it has a journal that is rolled back. What is committed is on disk.
///
/// # Errors
/// What SQLite says, also when another program has the file open in the other way.
pub(crate) fn writer_among_machines(path: &Path) -> Result<Connection, Error> {
    // Emptying the journal is what commits, and is flushed; removing it would not be.
    writer_with(path, Synchronous::Full, "TRUNCATE")
}

fn writer_with(path: &Path, synchronous: Synchronous, journal: &str) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    let synchronous = match synchronous {
        Synchronous::Full => "FULL",
        Synchronous::Normal => "NORMAL",
        Synchronous::Off => "OFF",
    };
    connection.pragma_update(None, "journal_mode", journal)?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")?;
    Ok(connection)
}

/// A connection that reads a file: it can't write, and never waits for who does.
///
/// # Errors
/// What SQLite says; a file that is missing is an error.
pub fn reader(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(400);
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF")?;
    Ok(connection)
}

/// Moves what stands in a write-ahead file to the file itself, as far as nobody reads what it would overwrite. Waits for nobody but the
/// disk.
///
/// # Errors
/// What SQLite says.
pub fn move_away(connection: &Connection) -> Result<(), Error> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// The reading connections of one file: opened when they are needed, some of them kept. Nobody waits for one.
pub struct Readers {
    path: PathBuf,
    lent: Mutex<Lent>,
    given_back: Condvar,
}

#[derive(Default)]
struct Lent {
    idle: Vec<Connection>,
    out: usize,
    closed: bool,
}

impl Readers {
    /// Opens nothing yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path, lent: Mutex::default(), given_back: Condvar::new() }
    }

    /// Asks the file, on the thread of who calls.
    ///
    /// # Errors
    /// What `work` says, or SQLite on opening the file.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let mut loan = Loan { readers: self, connection: self.take()? };
        let connection = match loan.connection.take() {
            Some(connection) => connection,
            None => reader(&self.path)?,
        };
        work(loan.connection.insert(connection))
    }

    /// Waits for who reads, closes all, and lets nobody in any more. It blocks while it works.
    pub fn close(&self) {
        let mut lent = self.lent();
        lent.closed = true;
        lent.idle.clear();
        while lent.out > 0 {
            lent = self.given_back.wait(lent).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for who reads, closes all, and does something with the file; who comes meanwhile waits. It blocks while it works.
    pub fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut lent = self.lent();
        while lent.out > 0 {
            lent = self.given_back.wait(lent).unwrap_or_else(PoisonError::into_inner);
        }
        lent.idle.clear();
        work()
    }

    /// One that was kept, when there is one.
    fn take(&self) -> Result<Option<Connection>, Error> {
        let mut lent = self.lent();
        if lent.closed {
            return Err(closed());
        }
        lent.out += 1;
        Ok(lent.idle.pop())
    }

    fn lent(&self) -> MutexGuard<'_, Lent> {
        self.lent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives a connection back, whatever became of the work.
struct Loan<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        let mut lent = self.readers.lent();
        lent.out -= 1;
        if lent.closed || lent.idle.len() >= KEPT {
            // Who waits for the last to be given back finds it closed.
            self.connection = None;
        }
        lent.idle.extend(self.connection.take());
        self.readers.given_back.notify_all();
    }
}

/// What is said to who asks a file that was closed.
pub(crate) fn closed() -> Error {
    Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_MISUSE), Some("it was closed".into()))
}

/// Whether SQLite says that the file itself is damaged, or that a table is not in it.
pub fn is_damage(error: &Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        || error.to_string().starts_with("no such table")
}

/// What SQLite says, without the question that it was asked.
pub fn in_short(error: &Error) -> String {
    match error {
        Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

/// The connection that writes a file which can be done without, with these tables: one that is damaged is made anew.
///
/// # Errors
/// What SQLite says, or the disk.
pub fn spare_writer(path: &Path, synchronous: Synchronous, tables: &str) -> Result<Connection, Error> {
    let open = || {
        let connection = writer(path, synchronous)?;
        connection.execute_batch(tables)?;
        let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        let damage = || Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), Some(said.clone()));
        if said == "ok" { Ok(connection) } else { Err(damage()) }
    };
    match open() {
        Err(error) if is_damage(&error) => {
            tracing::warn!(file = %path.display(), %error, "a damaged file that can be done without is made anew");
            for suffix in ["", "-wal", "-shm"] {
                let mut file = path.as_os_str().to_owned();
                file.push(suffix);
                // What can't be removed stands in the way of opening, which says so.
                let _ = std::fs::remove_file(file);
            }
            open()
        }
        opened => opened,
    }
}

/// Brings a file's tables up to date: each step is one transaction, and `user_version` counts the steps done.
///
/// # Errors
/// [`StoreError::Damaged`] when the file is from a newer version than this one.
pub(crate) fn migrate(connection: &Connection, steps: &[&'static str]) -> Result<(), StoreError> {
    let done: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(done).unwrap_or(usize::MAX);
    if done > steps.len() {
        return Err(StoreError::Damaged(format!("its tables have version {done}; this version knows {}", steps.len())));
    }
    for (index, step) in steps.iter().enumerate().skip(done) {
        let change = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        // Another program may have done it meanwhile.
        if change.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))? == index as i64 {
            change.execute_batch(&format!("{step}; PRAGMA user_version = {}", index + 1))?;
        }
        change.commit()?;
    }
    Ok(())
}

/// Does what blocks on a thread that may.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let failed = |error| StoreError::Io("the log".into(), std::io::Error::other(error));
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn one(file: &Connection) -> Result<i64, Error> {
        file.query_row("SELECT 1", [], |row| row.get(0))
    }

    #[test]
    fn who_reads_within_a_reading_waits_for_nobody_and_few_connections_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.db");
        let _writer = writer(&path, Synchronous::Off).unwrap();
        fn deep(readers: &Readers, level: u32) -> Result<i64, Error> {
            readers.read(|file| if level == 0 { one(file) } else { deep(readers, level - 1) })
        }
        let readers = Readers::new(path);
        assert_eq!(deep(&readers, 3 * KEPT as u32).unwrap(), 1);
        assert_eq!(readers.lent().idle.len(), KEPT);
        assert!(readers.read(|file| file.execute_batch("CREATE TABLE t (a)")).is_err(), "it reads only");
    }

    #[test]
    fn closing_waits_for_who_reads_and_refuses_who_comes_later() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.db");
        drop(writer(&path, Synchronous::Off).unwrap());
        let readers = Readers::new(path.clone());
        std::thread::scope(|scope| {
            let closing = readers.read(|file| {
                let closing = scope.spawn(|| readers.close());
                while !readers.lent().closed {
                    std::thread::yield_now();
                }
                assert!(!closing.is_finished());
                one(file).map(|_| closing)
            });
            closing.unwrap().join().unwrap();
        });
        assert!(readers.read(one).is_err());
        assert!(Readers::new(dir.path().join("none.db")).read(one).is_err(), "reading makes no file");
    }
}
