//! Every statement that the engine says to `events.db`.

/// The columns of an event in the order that [`super::rows`] reads them in.
macro_rules! select_event {
    ($rest:literal) => {
        concat!(
            "SELECT e.position, e.event_id, e.revision, e.event_type, e.schema_version, e.recorded_at, e.data, ",
            "e.metadata, e.hash, s.name ",
            $rest
        )
    };
}

/// A stream's events from a revision on.
pub const READ_STREAM: &str = select_event!(
    "FROM streams s JOIN events e ON e.stream_id = s.id WHERE s.name = ?1 AND e.revision >= ?2 ORDER BY e.revision LIMIT ?3"
);

/// All events after a position. The left join keeps an event whose stream is gone visible to who verifies.
pub const READ_ALL: &str = select_event!(
    "FROM events e LEFT JOIN streams s ON s.id = e.stream_id WHERE e.position > ?1 ORDER BY e.position LIMIT ?2"
);

/// The newest event.
pub const TIP: &str =
    "SELECT position, hash, recorded_at FROM events WHERE position = (SELECT max(position) FROM events)";

/// The hash at a position.
pub const HASH: &str = "SELECT hash FROM events WHERE position = ?1";

/// The newest position.
pub const LENGTH: &str = "SELECT coalesce(max(position), 0) FROM events";

/// Who and why, newest first.
pub const METADATA: &str = "SELECT metadata FROM events ORDER BY position DESC";

/// Where an event stands.
pub const POSITION_OF: &str = "SELECT position FROM events WHERE event_id = ?1";

/// The highest stream id given out.
pub const LAST_STREAM: &str = "SELECT coalesce(max(id), 0) FROM streams";

/// Id and newest revision of a stream that exists.
pub const STREAM: &str = "SELECT s.id, (SELECT max(e.revision) FROM events e WHERE e.stream_id = s.id) \
     FROM streams s WHERE s.name = ?1";

/// What stands at some revisions of a stream.
pub const SLOTS: &str =
    "SELECT revision, event_id, position FROM events WHERE stream_id = ?1 AND revision BETWEEN ?2 AND ?3";

/// Adds a stream.
pub const ADD_STREAM: &str = "INSERT INTO streams(id, name, category) VALUES(?1, ?2, ?3)";

/// Adds an event.
pub const ADD_EVENT: &str = "INSERT INTO events(position, event_id, stream_id, revision, event_type, schema_version, \
     recorded_at, data, metadata, hash) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/// The log's identity.
pub const STORE_ID: &str = "SELECT value FROM meta WHERE key = 'store_id'";

/// What the chain begins with, where the log was restored from another one.
pub const ORIGIN: &str = "SELECT value FROM meta WHERE key = 'origin'";

/// A write that reaches the disk, so that a checkpoint after it has something to flush.
pub const SETTLE: &str =
    "INSERT INTO meta(key, value) VALUES('settled', '1') ON CONFLICT(key) DO UPDATE SET value = value + 1";

/// Every query of the log, for the test that looks at their plans.
pub const QUERIES: [&str; 9] = [READ_STREAM, READ_ALL, TIP, HASH, LENGTH, POSITION_OF, LAST_STREAM, STREAM, SLOTS];
