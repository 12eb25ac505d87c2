//! From a row to an event.

use chrono::DateTime;
use sqlx::{Row, sqlite::SqliteRow};
use uuid::Uuid;

use crate::{Position, Revision, StoreError, StoredEvent, StreamName};

/// An event from a row of [`super::sql::READ_ALL`] or [`super::sql::READ_STREAM`].
///
/// # Errors
/// [`StoreError::Damaged`] when the row holds what no engine wrote.
pub(crate) fn event(row: &SqliteRow) -> Result<StoredEvent, StoreError> {
    let position: i64 = row.try_get(0)?;
    read(row, position).map_err(|what| StoreError::Damaged(format!("position {position}: {what}")))
}

fn read(row: &SqliteRow, position: i64) -> Result<StoredEvent, String> {
    let text = |column: usize| row.try_get::<String, _>(column).map_err(|e| e.to_string());
    let number = |column: usize| row.try_get::<i64, _>(column).map_err(|e| e.to_string());
    let bytes = |column: usize| row.try_get::<&[u8], _>(column).map_err(|e| e.to_string());
    let name: Option<&str> = row.try_get(9).map_err(|e| e.to_string())?;
    let stream: StreamName = name.ok_or("its stream is unknown")?.parse().map_err(|e: StoreError| e.to_string())?;
    Ok(StoredEvent {
        id: Uuid::from_slice(bytes(1)?).map_err(|e| e.to_string())?,
        position: Position(u64::try_from(position).map_err(|e| e.to_string())?),
        stream,
        revision: Revision(u64::try_from(number(2)?).map_err(|e| e.to_string())?),
        event_type: text(3)?,
        version: u16::try_from(number(4)?).map_err(|e| e.to_string())?,
        recorded_at: DateTime::from_timestamp_micros(number(5)?).ok_or("its time is no time")?,
        data: text(6)?,
        metadata: text(7)?,
        hash: bytes(8)?.try_into().map_err(|_| "its hash is not 32 bytes long")?,
    })
}
