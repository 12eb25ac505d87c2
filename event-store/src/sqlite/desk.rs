//! The writer's connection together with what it remembers of the file: where the log ends and where streams stand.

use std::{collections::HashMap, path::PathBuf};

use chrono::DateTime;
use sqlx::{Connection, Row as _, SqliteConnection, sqlite::SqliteSynchronous};
use uuid::Uuid;

use super::{
    Durability, Head,
    batch::{Answer, Plan, Request, Slot, StreamAt, Tip},
    sql,
};
use crate::{Clock, Position, StoreError, StoreId, StreamName, chain, database, recent::Recent};

/// The tables of `events.db`, step by step.
const STEPS: [&str; 1] = [include_str!("../../../migrations/events/1_log.sql")];

/// Streams remembered without asking the file: at most twice as many, about 100 bytes each.
const STREAMS_REMEMBERED: usize = 32 * 1024;

/// What is needed to open the file, and to open it again.
pub(super) struct DeskSettings {
    pub(super) path: PathBuf,
    pub(super) durability: Durability,
}

/// See the file's first line. Thrown away whole after a write that failed.
pub(super) struct Desk {
    connection: SqliteConnection,
    store_id: StoreId,
    tip: Tip,
    streams: Recent<StreamName, StreamAt>,
}

impl Desk {
    /// Opens the file, makes its tables when it is new, and finds the end of the log.
    pub(super) async fn open(settings: &DeskSettings) -> Result<Self, StoreError> {
        let synchronous = match settings.durability {
            Durability::Full => SqliteSynchronous::Full,
            Durability::Bulk => SqliteSynchronous::Off,
        };
        let options = database::writing(&settings.path, synchronous)
            // 16 MB of log between two checkpoints: fewer of them land in a commit.
            .pragma("wal_autocheckpoint", "4000");
        let mut connection = SqliteConnection::connect_with(&options).await?;
        database::migrate(&mut connection, &STEPS).await?;
        let store_id = store_id(&mut connection).await?;
        // What a process that died has written is visible now, but perhaps not on disk. It must be before anything
        // that builds on it is acknowledged.
        sqlx::query(sql::SETTLE).execute(&mut connection).await?;
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut connection).await?;
        let tip = read_tip(&mut connection, store_id).await?;
        Ok(Self { connection, store_id, tip, streams: Recent::new(STREAMS_REMEMBERED) })
    }

    pub(super) fn store_id(&self) -> StoreId {
        self.store_id
    }

    pub(super) fn tip(&self) -> &Tip {
        &self.tip
    }

    /// Refuses a clock that was set to before the newest event. The machine's own may be corrected by a little; then
    /// events get the time of the newest until it has caught up.
    pub(super) fn check(&self, clock: &Clock) -> Result<(), StoreError> {
        let (now, newest) = (clock.now(), DateTime::from_timestamp_micros(self.tip.recorded_at));
        match (clock, newest) {
            (Clock::Shifted(_), Some(newest)) if now < newest => Err(StoreError::ClockBehind { now, newest }),
            _ => Ok(()),
        }
    }

    pub(super) fn head(&self) -> Head {
        Head { position: (self.tip.position > 0).then_some(Position(self.tip.position)), hash: self.tip.hash }
    }

    /// Where the streams of a batch stand; those that do not exist are left out. At most one query.
    pub(super) async fn streams_of(&mut self, batch: &[Request]) -> Result<HashMap<StreamName, StreamAt>, StoreError> {
        let mut found = HashMap::new();
        let mut unknown = Vec::new();
        for request in batch {
            match self.streams.get(&request.stream) {
                Some(at) => drop(found.insert(request.stream.clone(), at)),
                None => unknown.push(request.stream.as_str()),
            }
        }
        if unknown.is_empty() {
            return Ok(found);
        }
        // Two requests of a batch may name one stream.
        unknown.sort_unstable();
        unknown.dedup();
        let rows = sqlx::query(sql::STREAMS).bind(json(&unknown)?).fetch_all(&mut self.connection).await?;
        for row in rows {
            let (name, id, revision): (&str, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            found.insert(name.parse()?, StreamAt { id, revision: unsigned(revision)? });
        }
        Ok(found)
    }

    /// What stands where an append wants its events to stand.
    pub(super) async fn slots(&mut self, at: StreamAt, request: &Request) -> Result<Vec<Slot>, StoreError> {
        let rows = sqlx::query(sql::SLOTS)
            .bind(at.id)
            .bind(signed(request.first()))
            .bind(signed(request.last()))
            .fetch_all(&mut self.connection)
            .await?;
        let slot = |row: &sqlx::sqlite::SqliteRow| {
            let id: &[u8] = row.try_get(1)?;
            Ok(Slot {
                revision: unsigned(row.try_get(0)?)?,
                id: Uuid::from_slice(id).map_err(|e| StoreError::Damaged(e.to_string()))?,
                position: unsigned(row.try_get(2)?)?,
            })
        };
        rows.iter().map(slot).collect()
    }

    /// Writes the plan's rows; afterwards they are on disk and remembered.
    pub(super) async fn save(&mut self, plan: Plan<'_>) -> Result<Vec<Answer>, StoreError> {
        if !plan.rows.is_empty() {
            let statement = if plan.new_streams.is_empty() { sql::ADD_EVENTS } else { sql::ADD_STREAMS_AND_EVENTS };
            sqlx::query(statement)
                .bind(json(&plan.rows)?)
                .bind(json(&plan.new_streams)?)
                .execute(&mut self.connection)
                .await?;
            self.tip = plan.tip;
        }
        for (name, at) in plan.streams {
            self.streams.insert(name, at);
        }
        Ok(plan.answers)
    }

    /// Puts everything that was written without waiting for the disk on disk, and waits for the disk from here on.
    pub(super) async fn make_durable(&mut self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA synchronous = FULL").execute(&mut self.connection).await?;
        // The checkpoint only flushes when it has something to move.
        sqlx::query(sql::SETTLE).execute(&mut self.connection).await?;
        let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut self.connection).await?;
        match row.try_get::<i64, _>(0)? {
            0 => Ok(()),
            _ => Err(StoreError::Database(sqlx::Error::Protocol("a reader keeps the log from being flushed".into()))),
        }
    }

    pub(super) async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }
}

/// The log's identity, made up when the file is new.
async fn store_id(connection: &mut SqliteConnection) -> Result<StoreId, StoreError> {
    sqlx::query("INSERT INTO meta(key, value) VALUES('store_id', ?1) ON CONFLICT(key) DO NOTHING")
        .bind(Uuid::new_v4().to_string())
        .execute(&mut *connection)
        .await?;
    read_store_id(connection).await
}

/// The log's identity.
pub(crate) async fn read_store_id(connection: &mut SqliteConnection) -> Result<StoreId, StoreError> {
    let id: String = sqlx::query_scalar(sql::STORE_ID).fetch_one(connection).await?;
    id.parse().map(StoreId).map_err(|_| StoreError::Damaged(format!("its identity is {id:?}")))
}

async fn read_tip(connection: &mut SqliteConnection, store_id: StoreId) -> Result<Tip, StoreError> {
    let last_stream = sqlx::query_scalar(sql::LAST_STREAM).fetch_one(&mut *connection).await?;
    let Some(row) = sqlx::query(sql::TIP).fetch_optional(connection).await? else {
        return Ok(Tip { position: 0, hash: chain::genesis(store_id), recorded_at: i64::MIN, last_stream });
    };
    let hash: &[u8] = row.try_get(1)?;
    let hash = hash.try_into().map_err(|_| StoreError::Damaged("the newest hash is not 32 bytes long".into()))?;
    Ok(Tip { position: unsigned(row.try_get(0)?)?, hash, recorded_at: row.try_get(2)?, last_stream })
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Damaged(e.to_string()))
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged(format!("{number} where a position or revision should be")))
}

/// A revision or position as SQLite holds it; what is beyond its numbers stands behind everything in a log.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
