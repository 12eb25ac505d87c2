//! The one connection that writes a department's file: opens it or makes it anew, takes in events, puts it on disk.

use std::{cell::Cell, path::Path};

use event_store::{Position, Recorded, StoreId};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};

use crate::{Department, ReadError, department::remove, writes::Writes};

const CHECKPOINT: &str = "
    CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), store_id TEXT NOT NULL, position INTEGER) STRICT";
const NOTE: &str = "UPDATE checkpoint SET position = ?1";

/// 32 MB of journal before who writes moves it into the file, and waits for the disk: mostly that was done beside.
const USUAL: &str = "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -2000; PRAGMA temp_store = DEFAULT";
/// The same while much is taken in at once. What a statement may have to take back is kept in memory.
const BULK: &str = "PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -128000; PRAGMA temp_store = MEMORY";
/// The same of a file that is thrown away when it does not come to its end.
const ALONE: &str =
    "PRAGMA synchronous = OFF; PRAGMA cache_size = -128000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0";
/// The same once it is only asked.
const ASKED: &str = "PRAGMA cache_size = -8000; PRAGMA query_only = ON";
/// Events that are committed together then: about four seconds' work, which is lost when the program is killed.
const TOGETHER: u64 = 50_000;
/// So many events that change nothing here are passed over before the checkpoint is moved for their sake alone.
const PASSED_OVER: u64 = 1_000;
/// Where Linux says which of its starts this is.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// Where what is written stands before it is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Journal {
    /// In a file beside it, and is moved.
    Ahead,
    /// In a file beside it, for good.
    Over,
    /// Nowhere.
    None,
}

/// Blocks while it works: to be used where that is allowed.
pub(crate) struct Writer {
    connection: Connection,
    department: &'static Department,
    /// Where the checkpoint in the file stands.
    noted: Option<Position>,
    /// Whether the disk is not waited for, until [`settle`](Writer::settle).
    loose: bool,
    /// Whether the file's header names the start of the machine in which it is filled: the disk is not waited for until its end.
    marked: bool,
    /// Whether much is taken in at once, until then.
    filling: bool,
    /// Whether events are being taken in now.
    taking: bool,
}

impl Writer {
    /// Opens the department's file, making it anew when it is missing, of another log, unreadable or was not filled to
    /// its end. A file of a log that is filled in bulk is `loose`: it is thrown away with the log when that fails.
    pub(crate) fn open(
        path: &Path,
        department: &'static Department,
        store: StoreId,
        loose: bool,
    ) -> Result<Self, ReadError> {
        let mut writer = match Self::connect(path, department, store, Journal::Ahead) {
            Ok(Some(writer)) => writer,
            outcome => {
                if let Err(error) = &outcome {
                    tracing::warn!(department = department.name, %error, "read tables are made anew");
                }
                drop(outcome);
                remove(path)?;
                Self::connect(path, department, store, Journal::Ahead)?.ok_or_else(|| foreign(path))?
            }
        };
        if writer.marked {
            writer.settle(writer.noted)?;
        }
        if loose {
            writer.loosen()?;
        }
        Ok(writer)
    }

    /// Opens a file that nobody else has, or makes it, to fill it at once: nothing can be taken back, so what does not come to its
    /// [`shown`](Writer::shown) or [`close_copy`](Writer::close_copy) is to be thrown away.
    pub(crate) fn alone(path: &Path, department: &'static Department, store: StoreId) -> Result<Self, ReadError> {
        let writer = Self::connect(path, department, store, Journal::None)?.ok_or_else(|| foreign(path))?;
        writer.connection.execute_batch(ALONE)?;
        Ok(Self { loose: true, filling: true, ..writer })
    }

    /// Opens a copy under a name of its own, for what follows on it: that stands in the journal beside that name, and is never moved into the file, which
    /// others have too. It lasts as long as this one, which alone can read it; what does not come to its [`shown`](Writer::shown) is to be
    /// thrown away.
    pub(crate) fn over(path: &Path, department: &'static Department, store: StoreId) -> Result<Self, ReadError> {
        let writer = Self::connect(path, department, store, Journal::Over)?.ok_or_else(|| foreign(path))?;
        writer.connection.execute_batch(ALONE)?;
        Ok(Self { loose: true, filling: true, ..writer })
    }

    /// Of a file that is written elsewhere.
    pub(crate) fn none(department: &'static Department) -> Result<Self, ReadError> {
        let connection = Connection::open_in_memory()?;
        Ok(Self { connection, department, noted: None, loose: false, marked: false, filling: false, taking: false })
    }

    /// Ends what is written to be asked here alone.
    pub(crate) fn shown(&mut self, applied: Option<Position>) -> Result<(), ReadError> {
        self.commit(applied)?;
        note(&self.connection, applied)?;
        Ok(self.connection.execute_batch(ASKED)?)
    }

    /// For questions.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Lets go of a copy: one file, which takes a journal beside it.
    pub(crate) fn close_copy(mut self) -> Result<(), ReadError> {
        self.connection.execute_batch("PRAGMA query_only = OFF")?;
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.release()
    }

    /// Opens the file and reads its checkpoint; none when it belongs to another log or was not filled to its end.
    fn connect(
        path: &Path,
        department: &'static Department,
        store: StoreId,
        journal: Journal,
    ) -> Result<Option<Self>, ReadError> {
        let new = !path.exists();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
        let mut connection = match journal {
            // SQLite takes all names of a file in a program for one database, with one journal: it is not to know of the others.
            Journal::Over => Connection::open_with_flags_and_vfs(path, flags, c"unix-none")?,
            Journal::Ahead | Journal::None => Connection::open_with_flags(path, flags)?,
        };
        if journal == Journal::Over {
            // What would be shared with others lies in memory then.
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        }
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.set_prepared_statement_cache_capacity(400);
        connection.pragma_update(None, "journal_mode", if journal == Journal::None { "OFF" } else { "WAL" })?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, journal == Journal::Over)?;
        connection.execute_batch("PRAGMA foreign_keys = OFF")?;
        connection.execute_batch(USUAL)?;
        if new {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(CHECKPOINT)?;
            department.schema.iter().try_for_each(|sql| transaction.execute_batch(sql))?;
            transaction.execute("INSERT INTO checkpoint VALUES (1, ?1, NULL)", [store.0.to_string()])?;
            transaction.commit()?;
        }
        if journal == Journal::Ahead {
            // Reads enough of the tables to meet some of what may be damaged in them.
            connection.execute_batch("PRAGMA optimize")?;
        }
        let mark = connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i32>(0))?;
        let (marked, whole) = (mark != 0, mark == 0 || Some(mark) == boot());
        let (of, position) = connection.query_row("SELECT store_id, position FROM checkpoint", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?))
        })?;
        let noted = position.and_then(|position| u64::try_from(position).ok()).map(Position);
        let own = whole && of == store.0.to_string();
        Ok(own.then_some(Self { connection, department, noted, loose: false, marked, filling: false, taking: false }))
    }

    /// Where the checkpoint in the file stands.
    pub(crate) fn noted(&self) -> Option<Position> {
        self.noted
    }

    /// Whether what was begun did not come to an end: a read model panicked. Asked once.
    pub(crate) fn is_torn(&mut self) -> bool {
        std::mem::take(&mut self.taking)
    }

    /// Takes in events: rows and checkpoint in one transaction, nothing of them when one fails. While much is taken in at once a transaction
    /// goes over many pages; what fails then takes all of it back to where the checkpoint stands.
    pub(crate) fn take<'a>(
        &mut self,
        events: impl Iterator<Item = &'a Recorded>,
        up_to: Option<Position>,
    ) -> Result<(), ReadError> {
        self.taking = true;
        let taken = self.take_in(events, up_to);
        self.taking = false;
        taken
    }

    fn take_in<'a>(
        &mut self,
        events: impl Iterator<Item = &'a Recorded>,
        up_to: Option<Position>,
    ) -> Result<(), ReadError> {
        let open = Open::of(&self.connection);
        let mut writes = Writes::default();
        for event in events {
            self.department.models.iter().for_each(|apply| apply(event, &mut writes));
            if writes.is_empty() {
                continue;
            }
            open.begin()?;
            writes.carry_out(&self.connection).map_err(|error| failed_on(event, error))?;
        }
        let at = |position: Option<Position>| position.map_or(0, |position| position.0);
        let since = at(up_to).saturating_sub(at(self.noted));
        let later = if open.is_begun() { self.filling && since < TOGETHER } else { since < PASSED_OVER };
        if later {
            open.keep();
            return Ok(());
        }
        open.commit(up_to)?;
        self.noted = up_to;
        Ok(())
    }

    /// No waiting for the disk from here on: for a file that is thrown away with its log when that does not come to its end.
    fn loosen(&mut self) -> Result<(), ReadError> {
        self.connection.execute_batch(BULK)?;
        self.connection.execute_batch("PRAGMA synchronous = OFF")?;
        self.loose = true;
        Ok(())
    }

    /// Much is to come, and nobody looks meanwhile: it is committed many pages at once, and the disk is waited for only at the end. Killed, it goes on where the
    /// checkpoint stands; when the machine itself stopped meanwhile, what is on disk may be torn unseen, so the file says in which of its starts it is
    /// filled, and another makes it anew.
    pub(crate) fn begin_filling(&mut self) -> Result<(), ReadError> {
        self.connection.execute_batch(BULK)?;
        self.filling = true;
        if let (false, Some(boot)) = (self.loose, boot()) {
            // In the file itself, and on disk, before anything that is not.
            self.connection.execute_batch(&format!("PRAGMA synchronous = FULL; PRAGMA user_version = {boot}"))?;
            self.marked = self.truncate().is_ok();
            // Who reads all the time keeps the mark from its place: the disk is waited for then, as ever.
            let how = if self.marked {
                "PRAGMA synchronous = OFF"
            } else {
                "PRAGMA user_version = 0; PRAGMA synchronous = NORMAL"
            };
            self.connection.execute_batch(how)?;
        }
        Ok(())
    }

    /// Ends it: what was taken in can be seen, and is on disk once it is `whole` or the file is marked.
    pub(crate) fn end_filling(&mut self, applied: Option<Position>, whole: bool) -> Result<(), ReadError> {
        if !self.loose && (whole || self.marked) {
            return self.settle(applied);
        }
        self.commit(applied)?;
        if self.loose { Ok(()) } else { Ok(self.connection.execute_batch(USUAL)?) }
    }

    /// Puts everything on disk, the checkpoint with it, and empties the journal.
    pub(crate) fn settle(&mut self, applied: Option<Position>) -> Result<(), ReadError> {
        self.commit(applied)?;
        self.connection.execute_batch(USUAL)?;
        self.connection.execute_batch("PRAGMA synchronous = FULL")?;
        // The disk is waited for only when there is something to move.
        note(&self.connection, applied)?;
        self.noted = applied;
        self.truncate()?;
        if self.marked {
            // Not before all else is on disk.
            self.connection.execute_batch("PRAGMA user_version = 0")?;
            self.truncate()?;
            self.marked = false;
        }
        self.loose = false;
        Ok(self.connection.execute_batch(USUAL)?)
    }

    /// Ends the transaction that goes on, if there is one.
    fn commit(&mut self, applied: Option<Position>) -> Result<(), ReadError> {
        self.filling = false;
        let open = Open::of(&self.connection);
        if open.is_begun() {
            open.commit(applied)?;
            self.noted = applied;
        }
        Ok(())
    }

    /// Lets go of the file.
    pub(crate) fn release(&mut self) -> Result<(), ReadError> {
        self.connection = Connection::open_in_memory()?;
        Ok(())
    }

    /// Whether it is filled, and nobody looks.
    pub(crate) fn is_filling(&self) -> bool {
        self.filling
    }

    fn truncate(&self) -> Result<(), ReadError> {
        let busy = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0))?;
        if busy {
            let reading = std::io::Error::other("a reader keeps the read tables from being flushed");
            return Err(ReadError::Io(self.department.name.into(), reading));
        }
        Ok(())
    }
}

/// Which start of the machine this is, as a number that fits into a file's header; none where that can't be told.
fn boot() -> Option<i32> {
    let id: uuid::Uuid = std::fs::read_to_string(BOOT).ok()?.trim().parse().ok()?;
    let [a, b, c, d, ..] = id.into_bytes();
    // Neither 0, a whole file's, nor 1, that of one which an earlier version filled without waiting for the disk.
    Some(i32::from_be_bytes([a & 0x7f, b, c, d]).max(2))
}

/// A transaction that is taken back where it is dropped: before its end only an error leaves, or a panic.
struct Open<'a> {
    connection: &'a Connection,
    kept: Cell<bool>,
}

impl<'a> Open<'a> {
    /// The one that goes on, or the next.
    fn of(connection: &'a Connection) -> Self {
        Self { connection, kept: Cell::new(false) }
    }

    fn is_begun(&self) -> bool {
        !self.connection.is_autocommit()
    }

    fn begin(&self) -> Result<(), rusqlite::Error> {
        if self.is_begun() { Ok(()) } else { self.connection.execute_batch("BEGIN IMMEDIATE") }
    }

    fn keep(self) {
        self.kept.set(true);
    }

    fn commit(self, up_to: Option<Position>) -> Result<(), rusqlite::Error> {
        note(self.connection, up_to)?;
        if self.is_begun() { self.connection.execute_batch("COMMIT") } else { Ok(()) }
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.kept.get() && self.is_begun() {
            // What can't be taken back was taken back by SQLite itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

fn note(connection: &Connection, position: Option<Position>) -> Result<(), rusqlite::Error> {
    let position = position.map(|position| i64::try_from(position.0).unwrap_or(i64::MAX));
    connection.prepare_cached(NOTE)?.execute([position])?;
    Ok(())
}

fn foreign(path: &Path) -> ReadError {
    ReadError::Io(
        path.display().to_string(),
        std::io::Error::other("it is of another log, or was not filled to its end"),
    )
}

/// Names the event where it is what can't be taken in, and not the disk or the file that fails.
fn failed_on(event: &Recorded, error: rusqlite::Error) -> ReadError {
    use rusqlite::ErrorCode as Code;
    match error.sqlite_error_code() {
        Some(Code::ConstraintViolation | Code::TypeMismatch | Code::TooBig | Code::Unknown) | None => {
            let (at, event_type) = (event.position, event.event_type.clone());
            ReadError::Event { at, event_type, why: error }
        }
        Some(_) => error.into(),
    }
}
