//! How far the read tables of a folder have seen the log: what they saw and the log has no more was cut off from its end.

use std::path::Path;

use event_store::StoreId;
use sqlx::{Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};

/// The newest position that a read table in the folder has taken in of this log; none when there are no tables.
///
/// # Errors
/// When a table can't be read.
pub async fn newest(dir: &Path, log: StoreId) -> Result<Option<u64>, sqlx::Error> {
    let Ok(files) = std::fs::read_dir(dir.join("read")) else { return Ok(None) };
    let databases = files.flatten().map(|file| file.path()).filter(|path| path.extension().is_some_and(|e| e == "db"));
    let mut newest = None;
    for path in databases {
        let options = SqliteConnectOptions::new().filename(&path).read_only(true);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let row = sqlx::query("SELECT store_id, position FROM checkpoint").fetch_optional(&mut connection).await?;
        connection.close().await?;
        let Some(row) = row else { continue };
        if row.try_get::<String, _>(0)? == log.0.to_string() {
            newest = newest.max(row.try_get::<Option<i64>, _>(1)?.and_then(|at| u64::try_from(at).ok()));
        }
    }
    Ok(newest)
}
