//! How a log on KurrentDB begins: the first event of one stream says which log it is. It can only be written once.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::client::{Connection, Failure, RawNew};
use crate::{Expected, Revision, StoreError, StoreId};

/// The stream that holds what the log knows of itself.
const STREAM: &str = "werkbank-log";
const BEGUN: &str = "log_begun";
const COPIED: &str = "log_copied";
/// The form of the log that this version writes, and the newest that it reads.
const FORMAT: u16 = 1;

/// Which log it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    pub(super) store_id: Uuid,
    /// What its chain begins with; see the log on SQLite.
    pub(super) origin: Uuid,
    format: u16,
    /// It is filled from another engine, and is no log before that is done.
    #[serde(default)]
    pub(super) copying: bool,
    #[serde(skip)]
    pub(super) id: Uuid,
}

impl Identity {
    pub(super) fn new(store_id: StoreId, origin: StoreId, copying: bool) -> Self {
        Self { store_id: store_id.0, origin: origin.0, format: FORMAT, copying, id: Uuid::new_v4() }
    }
}

/// What became of a failure where nothing is written.
pub(super) fn unreachable(failure: Failure) -> StoreError {
    StoreError::Unreachable(match failure {
        Failure::Unsent(why) | Failure::Unknown(why) | Failure::Refused(why) => why,
        Failure::Conflict(_) => "the server speaks of a conflict where nothing was written".into(),
    })
}

/// The same of the first question to a server: perhaps it is named wrongly.
fn never_reached(connection: &Connection, failure: Failure) -> StoreError {
    match unreachable(failure) {
        StoreError::Unreachable(why) => StoreError::Unreachable(format!(
            "{}: {why}. See that KurrentDB runs there and lets this machine in, and that host, port, tls, user and password are \
             right in event_store (WERKBANK_EVENT_STORE)",
            connection.address
        )),
        other => other,
    }
}

/// Which log is there; none when there is none yet.
pub(super) async fn read(connection: &Connection) -> Result<Option<Identity>, StoreError> {
    let page = connection.read_stream(STREAM, 0, 10).await.map_err(|failure| never_reached(connection, failure))?;
    let Some(first) = page.first() else { return Ok(None) };
    let damaged = |what: &str| StoreError::Damaged(format!("what it says of itself in {STREAM} can't be read: {what}"));
    let mut identity: Identity = serde_json::from_slice(&first.data).map_err(|error| damaged(&error.to_string()))?;
    if first.event_type != BEGUN || first.revision != 0 {
        return Err(damaged("its beginning is missing"));
    }
    if identity.format > FORMAT {
        return Err(damaged("it was made by a newer Werkbank"));
    }
    identity.id = first.id;
    identity.copying &= !page.iter().any(|event| event.event_type == COPIED);
    Ok(Some(identity))
}

/// Begins a log, unless another was first: the one that is there now.
pub(super) async fn begin(connection: &Arc<Connection>, wanted: Identity) -> Result<Identity, StoreError> {
    match write(connection, &wanted).await {
        // What became of it is seen by reading.
        Ok(()) | Err(Failure::Conflict(_) | Failure::Unknown(_)) => {}
        Err(failure) => return Err(unreachable(failure)),
    }
    let gone = || StoreError::Unreachable("the log was begun, but can't be read back".into());
    read(connection).await?.ok_or_else(gone)
}

/// Whether something can be written: the same beginning again writes nothing, and goes all the way.
pub(super) async fn write(connection: &Connection, identity: &Identity) -> Result<(), Failure> {
    let data = serde_json::to_string(identity).map_err(|error| Failure::Refused(error.to_string()))?;
    let event = RawNew { id: identity.id, event_type: BEGUN.into(), data, metadata: "{}".into() };
    connection.append(STREAM, Expected::NoStream, &[event]).await.map(|_| ())
}

/// Notes that a copy is complete: from here on it is a log.
pub(super) async fn copied(
    connection: &Connection,
    identity: &Identity,
    events: u64,
    head: &str,
) -> Result<(), Failure> {
    let data = serde_json::json!({ "events": events, "head": head }).to_string();
    let id = Uuid::new_v5(&identity.id, b"copied");
    let event = RawNew { id, event_type: COPIED.into(), data, metadata: "{}".into() };
    connection.append(STREAM, Expected::Exact(Revision(0)), &[event]).await.map(|_| ())
}
