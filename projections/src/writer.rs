//! The one connection that writes a department's file: opens it or makes it anew, takes in events, puts it on disk.

use std::path::Path;

use event_store::{Position, Recorded, StoreId};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{Department, ReadError, department::remove, writes::Writes};

const CHECKPOINT: &str = "
    CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), store_id TEXT NOT NULL, position INTEGER) STRICT";
const NOTE: &str = "UPDATE checkpoint SET position = ?1";

/// So many events that change nothing here are passed over before the checkpoint is moved for their sake alone.
const PASSED_OVER: u64 = 1_000;
/// Stands as `user_version` in a file that is filled without waiting for the disk: found there, the file is made anew.
const LOOSE: i64 = 1;

/// Blocks while it works: to be used where that is allowed.
pub(crate) struct Writer {
    connection: Connection,
    department: &'static Department,
    /// Where the checkpoint in the file stands.
    noted: Option<Position>,
    /// Whether the disk is not waited for, until [`settle`](Writer::settle).
    loose: bool,
    /// Whether the file says so itself.
    marked: bool,
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
        let mut writer = match Self::connect(path, department, store) {
            Ok(Some(writer)) => writer,
            outcome => {
                if let Err(error) = &outcome {
                    tracing::warn!(department = department.name, %error, "read tables are made anew");
                }
                drop(outcome);
                remove(path)?;
                let foreign = || ReadError::Io(path.display().to_string(), std::io::ErrorKind::AlreadyExists.into());
                Self::connect(path, department, store)?.ok_or_else(foreign)?
            }
        };
        if loose {
            writer.loosen()?;
        }
        Ok(writer)
    }

    /// Of a file that is written elsewhere.
    pub(crate) fn none(department: &'static Department) -> Result<Self, ReadError> {
        let connection = Connection::open_in_memory()?;
        Ok(Self { connection, department, noted: None, loose: false, marked: false })
    }

    /// Ends what is written for readers alone: one file, without a journal.
    pub(crate) fn finish(mut self, applied: Option<Position>) -> Result<(), ReadError> {
        note(&self.connection, applied)?;
        self.connection.pragma_update(None, "journal_mode", "DELETE")?;
        self.release()
    }

    /// Opens the file and reads its checkpoint; none when it belongs to another log or was not filled to its end.
    fn connect(path: &Path, department: &'static Department, store: StoreId) -> Result<Option<Self>, ReadError> {
        let new = !path.exists();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.set_prepared_statement_cache_capacity(400);
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // 16 MB of journal before it is moved into the file: what is written again and again is moved once.
        let usual = "PRAGMA foreign_keys = OFF; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000";
        connection.execute_batch(usual)?;
        if new {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(CHECKPOINT)?;
            department.schema.iter().try_for_each(|sql| transaction.execute_batch(sql))?;
            transaction.execute("INSERT INTO checkpoint VALUES (1, ?1, NULL)", [store.0.to_string()])?;
            transaction.commit()?;
        }
        // Reads enough of the tables to meet some of what may be damaged in them.
        connection.execute_batch("PRAGMA optimize")?;
        let whole = connection.query_row("PRAGMA user_version", [], |row| Ok(row.get::<_, i64>(0)? != LOOSE))?;
        let (of, position) = connection.query_row("SELECT store_id, position FROM checkpoint", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?))
        })?;
        let noted = position.and_then(|position| u64::try_from(position).ok()).map(Position);
        let own = whole && of == store.0.to_string();
        Ok(own.then_some(Self { connection, department, noted, loose: false, marked: false }))
    }

    /// Where the checkpoint in the file stands.
    pub(crate) fn noted(&self) -> Option<Position> {
        self.noted
    }

    /// Takes in events: rows and checkpoint in one transaction, nothing of them when one fails.
    pub(crate) fn take<'a>(
        &mut self,
        events: impl Iterator<Item = &'a Recorded>,
        up_to: Option<Position>,
    ) -> Result<(), ReadError> {
        let mut writes = Writes::default();
        let mut transaction = None;
        for event in events {
            self.department.models.iter().for_each(|apply| apply(event, &mut writes));
            if writes.is_empty() {
                continue;
            }
            if transaction.is_none() {
                // Rolled back where it is dropped: before its end only an error leaves.
                let begun = rusqlite::Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
                transaction = Some(begun);
            }
            writes.carry_out(&self.connection)?;
        }
        let at = |position: Option<Position>| position.map_or(0, |position| position.0);
        match transaction {
            Some(transaction) => {
                note(&self.connection, up_to)?;
                transaction.commit()?;
            }
            None if at(up_to).saturating_sub(at(self.noted)) < PASSED_OVER => return Ok(()),
            None => note(&self.connection, up_to)?,
        }
        self.noted = up_to;
        Ok(())
    }

    /// No waiting for the disk from here on: for a file that is thrown away when it does not come to its end.
    fn loosen(&mut self) -> Result<(), ReadError> {
        let bulk = "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -32000";
        self.connection.execute_batch(bulk)?;
        self.loose = true;
        Ok(())
    }

    /// The same for a file that holds nothing yet; until it has settled, its mark says that it is to be made anew.
    pub(crate) fn begin_filling(&mut self) -> Result<(), ReadError> {
        if self.loose {
            return Ok(());
        }
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        self.connection.pragma_update(None, "user_version", LOOSE)?;
        self.truncate()?;
        self.marked = true;
        self.loosen()
    }

    /// Puts everything on disk, the checkpoint with it, and empties the journal.
    pub(crate) fn settle(&mut self, applied: Option<Position>) -> Result<(), ReadError> {
        let usual = "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -2000";
        self.connection.execute_batch(usual)?;
        // The disk is waited for only when there is something to move.
        note(&self.connection, applied)?;
        self.noted = applied;
        self.truncate()?;
        if self.marked {
            self.connection.pragma_update(None, "user_version", 0)?;
            self.truncate()?;
            self.marked = false;
        }
        self.loose = false;
        Ok(self.connection.execute_batch("PRAGMA synchronous = NORMAL")?)
    }

    /// Lets go of the file.
    pub(crate) fn release(&mut self) -> Result<(), ReadError> {
        self.connection = Connection::open_in_memory()?;
        Ok(())
    }

    /// Whether the file is filled without waiting for the disk, and holds the mark that says so.
    pub(crate) fn is_marked(&self) -> bool {
        self.marked
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

fn note(connection: &Connection, position: Option<Position>) -> Result<(), rusqlite::Error> {
    let position = position.map(|position| i64::try_from(position.0).unwrap_or(i64::MAX));
    connection.prepare_cached(NOTE)?.execute([position])?;
    Ok(())
}
