//! What every SQLite file of the log has in common: how it is opened, and how it gets its tables.

use std::{path::Path, time::Duration};

use sqlx::{
    AssertSqlSafe, ConnectOptions, SqliteConnection,
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

/// Brings a file's tables up to date: each step is one transaction, and `user_version` counts the steps done.
///
/// # Errors
/// [`StoreError::Damaged`] when the file is from a newer version than this one.
pub(crate) async fn migrate(connection: &mut SqliteConnection, steps: &[&'static str]) -> Result<(), StoreError> {
    let done: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *connection).await?;
    let done = usize::try_from(done).unwrap_or(usize::MAX);
    if done > steps.len() {
        return Err(StoreError::Damaged(format!("its tables have version {done}; this version knows {}", steps.len())));
    }
    for (index, step) in steps.iter().enumerate().skip(done) {
        let script = format!("BEGIN IMMEDIATE; {step}; PRAGMA user_version = {}; COMMIT", index + 1);
        sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut *connection).await?;
    }
    Ok(())
}
