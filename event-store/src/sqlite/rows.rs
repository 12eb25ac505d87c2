//! From rows to events.

use chrono::DateTime;
use rusqlite::{Connection, Params, Row, types::FromSql};
use uuid::Uuid;

use crate::{Position, Revision, StoreError, StoredEvent, StreamName};

/// The events that [`super::sql::READ_ALL`] or [`super::sql::READ_STREAM`] finds.
///
/// # Errors
/// As [`event`].
pub(crate) fn events(
    connection: &Connection,
    query: &str,
    parameters: impl Params,
) -> Result<Vec<StoredEvent>, StoreError> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(parameters)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(event(row)?);
    }
    Ok(events)
}

/// Adds an event as it stood in another log.
///
/// # Errors
/// What SQLite says.
pub(crate) fn add(connection: &Connection, event: &StoredEvent, stream: i64) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(super::sql::ADD_EVENT)?.execute((
        i64::try_from(event.position.0).unwrap_or(i64::MAX),
        event.id.as_bytes(),
        stream,
        i64::try_from(event.revision.0).unwrap_or(i64::MAX),
        &event.event_type,
        event.version,
        event.recorded_at.timestamp_micros(),
        &event.data,
        &event.metadata,
        event.hash,
    ))?;
    Ok(())
}

/// An event from a row of these.
///
/// # Errors
/// [`StoreError::Damaged`] when the row holds what no engine wrote.
pub(crate) fn event(row: &Row<'_>) -> Result<StoredEvent, StoreError> {
    let position: i64 = row.get(0)?;
    read(row, position).map_err(|what| StoreError::Damaged(format!("position {position}: {what}")))
}

fn read(row: &Row<'_>, position: i64) -> Result<StoredEvent, String> {
    fn at<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T, String> {
        row.get(column).map_err(|e| e.to_string())
    }
    let number = |column| at::<i64>(row, column);
    let name = row.get_ref(9).and_then(|name| Ok(name.as_str_or_null()?)).map_err(|e| e.to_string())?;
    let stream: StreamName = name.ok_or("its stream is unknown")?.parse().map_err(|e: StoreError| e.to_string())?;
    Ok(StoredEvent {
        id: Uuid::from_bytes(at(row, 1)?),
        position: Position(u64::try_from(position).map_err(|e| e.to_string())?),
        stream,
        revision: Revision(u64::try_from(number(2)?).map_err(|e| e.to_string())?),
        event_type: at(row, 3)?,
        version: u16::try_from(number(4)?).map_err(|e| e.to_string())?,
        recorded_at: DateTime::from_timestamp_micros(number(5)?).ok_or("its time is no time")?,
        data: at(row, 6)?,
        metadata: at(row, 7)?,
        hash: at(row, 8)?,
    })
}
