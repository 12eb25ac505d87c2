//! One department's read database: its file, its tables, its checkpoint; one writer, many readers.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use event_store::{Position, Recorded, StoreId};
use sqlx::{
    ConnectOptions, Connection, Row, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::sync::{Mutex, watch};

use crate::writes::{Joined, Writes};

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
}

/// Why a read database could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// SQLite failed.
    #[error("the read tables can't be reached: {0}")]
    Database(#[from] sqlx::Error),
    /// Disk trouble.
    #[error("{0}: {1}")]
    Io(String, #[source] std::io::Error),
    /// The log could not be read or decoded.
    #[error(transparent)]
    Log(#[from] event_store::StoreError),
}

/// An open read database.
pub struct Reads {
    /// What it is.
    pub department: &'static Department,
    /// For questions; can't write.
    pub pool: SqlitePool,
    writer: Mutex<(SqliteConnection, Joined)>,
    applied: watch::Sender<Option<Position>>,
    path: PathBuf,
}

const CHECKPOINT: &str = "
    CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), store_id TEXT NOT NULL, position INTEGER) STRICT";

impl Reads {
    /// Opens the department's file, making it anew when it is missing, of another log or unreadable.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn open(dir: &Path, department: &'static Department, store: StoreId) -> Result<Arc<Self>, ReadError> {
        let path = dir.join(format!("{}.v{}.db", department.name, department.version));
        std::fs::create_dir_all(dir).map_err(|error| ReadError::Io(dir.display().to_string(), error))?;
        let (mut writer, position) = match open_writer(&path, department, store).await {
            Ok((writer, Some(position))) => (writer, position),
            Ok((writer, None)) => {
                writer.close().await?;
                begin_anew(&path, department, store).await?
            }
            Err(error) => {
                tracing::warn!(department = department.name, %error, "read tables are made anew");
                begin_anew(&path, department, store).await?
            }
        };
        sqlx::query("PRAGMA optimize").execute(&mut writer).await?;
        remove_others(dir, department, &path)?;
        // A list's rows come over in one go, without a wait for each handful.
        let reading = options(&path).read_only(true).row_buffer_size(500).pragma("query_only", "ON");
        let reading = reading.pragma("mmap_size", "268435456");
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            // A file does not hang up: asking whether it is still there costs as much as a small question.
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(reading)
            .await?;
        let (applied, _) = watch::channel(position);
        Ok(Arc::new(Self { department, pool, writer: Mutex::new((writer, Joined::new())), applied, path }))
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
    pub async fn wait(&self, position: Position, at_most: std::time::Duration) -> bool {
        let mut applied = self.applied.subscribe();
        let reached = applied.wait_for(|applied| *applied >= Some(position));
        tokio::time::timeout(at_most, reached).await.is_ok_and(|reached| reached.is_ok())
    }

    /// Takes in a page of events: rows and checkpoint in one transaction. What was taken in before is passed over.
    ///
    /// # Errors
    /// See [`ReadError`]; nothing of the page is kept then.
    pub async fn take(&self, events: &[Recorded], up_to: Option<Position>) -> Result<(), ReadError> {
        let applied = self.applied();
        if up_to <= applied {
            return Ok(());
        }
        let mut writes = Writes::default();
        for event in events.iter().filter(|event| Some(event.position) > applied) {
            self.department.models.iter().for_each(|apply| apply(event, &mut writes));
            writes.end_of_event();
        }
        let position = up_to.map(|position| i64::try_from(position.0).unwrap_or(i64::MAX));
        let mut writer = self.writer.lock().await;
        let (writer, joined) = &mut *writer;
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
        writes.carry_out(&mut transaction, joined).await?;
        sqlx::query("UPDATE checkpoint SET position = ?1").bind(position).execute(&mut *transaction).await?;
        transaction.commit().await?;
        self.applied.send_replace(up_to);
        Ok(())
    }

    /// Closes readers before the writer, so that nothing but the one file is left.
    pub async fn close(&self) {
        self.pool.close().await;
        let mut writer = self.writer.lock().await;
        let checkpointed = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut writer.0).await;
        if let Err(error) = checkpointed {
            tracing::warn!(path = %self.path.display(), %error, "the read tables' journal stays");
        }
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(false)
        .statement_cache_capacity(400)
        .busy_timeout(std::time::Duration::from_secs(10))
        .disable_statement_logging()
}

/// Opens the file and reads its checkpoint; none when it belongs to another log.
async fn open_writer(
    path: &Path,
    department: &Department,
    store: StoreId,
) -> Result<(SqliteConnection, Option<Option<Position>>), ReadError> {
    let new = !path.exists();
    let mut writer = options(path).create_if_missing(true).connect().await?;
    if new {
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
        for sql in std::iter::once(&CHECKPOINT).chain(department.schema) {
            sqlx::raw_sql(*sql).execute(&mut *transaction).await?;
        }
        sqlx::query("INSERT INTO checkpoint VALUES (1, ?1, NULL)")
            .bind(store.0.to_string())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
    }
    let row = sqlx::query("SELECT store_id, position FROM checkpoint").fetch_one(&mut writer).await?;
    let own = row.try_get::<String, _>(0)? == store.0.to_string();
    let position = row.try_get::<Option<i64>, _>(1)?.and_then(|position| u64::try_from(position).ok()).map(Position);
    Ok((writer, own.then_some(position)))
}

async fn begin_anew(
    path: &Path,
    department: &Department,
    store: StoreId,
) -> Result<(SqliteConnection, Option<Position>), ReadError> {
    remove(path)?;
    let (writer, position) = open_writer(path, department, store).await?;
    Ok((writer, position.flatten()))
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
    for suffix in ["", "-wal", "-shm"] {
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
