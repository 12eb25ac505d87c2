//! What every SQLite file of the log has in common: how it is opened, and how it gets its tables.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};
use sqlx::{
    ConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::StoreError;

/// How a writing connection opens a file; made when missing.
pub(crate) fn writing(path: &Path, synchronous: SqliteSynchronous) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("trusted_schema", "OFF")
        .disable_statement_logging()
}

/// How a reading connection opens a file: it can't write, and never waits for who does.
pub(crate) fn reading(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("query_only", "ON")
        .pragma("trusted_schema", "OFF")
        // A page comes over in one go, without a wait for each handful of rows.
        .row_buffer_size(1000)
        .disable_statement_logging()
}

/// The connection that writes a file, blocking while it does; the file is made when missing.
pub(crate) fn writer(path: &Path, synchronous: SqliteSynchronous) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    let synchronous = match synchronous {
        SqliteSynchronous::Off => "OFF",
        _ => "FULL",
    };
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")?;
    Ok(connection)
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
        connection.execute_batch(&format!("BEGIN IMMEDIATE; {step}; PRAGMA user_version = {}; COMMIT", index + 1))?;
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
