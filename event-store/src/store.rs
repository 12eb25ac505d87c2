//! The port: what every engine of the log promises, and the words it uses.

use std::{fmt, str::FromStr, sync::Arc, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

/// An event may not be larger than this, in bytes of data and metadata together.
pub const MAX_EVENT_BYTES: usize = 1024 * 1024;

/// The identity of one log. A position means nothing without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StoreId(pub Uuid);

/// Where an event stands among all events of one log: increasing, possibly with gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position(pub u64);

/// Where an event stands in its stream: 0, 1, 2, …
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Revision(pub u64);

/// `category-id`: the category is a decider's, in lower case letters and `_`; the id names one of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StreamName {
    name: Arc<str>,
    dash: usize,
}

impl StreamName {
    /// Joins a category and an id. The category holds `a-z` and `_`, the id `a-z`, `0-9`, `-` and `_`.
    ///
    /// # Errors
    /// [`StoreError::Name`] when either is empty or holds something else.
    pub fn new(category: &str, id: &str) -> Result<Self, StoreError> {
        format!("{category}-{id}").parse()
    }

    /// The part before the first dash.
    pub fn category(&self) -> &str {
        &self.name[..self.dash]
    }

    /// The part after the first dash.
    pub fn id(&self) -> &str {
        &self.name[self.dash + 1..]
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Serialize for StreamName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.name)
    }
}

impl FromStr for StreamName {
    type Err = StoreError;

    fn from_str(name: &str) -> Result<Self, StoreError> {
        let wrong = || StoreError::Name(name.into());
        let dash = name.find('-').ok_or_else(wrong)?;
        let (category, id) = (&name[..dash], &name[dash + 1..]);
        let of_category = |c: char| c.is_ascii_lowercase() || c == '_';
        let of_id = |c: char| of_category(c) || c.is_ascii_digit() || c == '-';
        let fits = !category.is_empty() && !id.is_empty() && name.len() <= 200;
        if fits && category.chars().all(of_category) && id.chars().all(of_id) {
            Ok(Self { name: name.into(), dash })
        } else {
            Err(wrong())
        }
    }
}

/// What the caller believes of the stream that it appends to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The stream does not exist yet.
    NoStream,
    /// The newest event of the stream has this revision.
    Exact(Revision),
}

/// An event on its way into the log: sealed, serialised, with its id worked out beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// `uuid5(command id, n)`, so that a repeated append is recognised.
    pub id: Uuid,
    /// Past tense in snake case, `fault_reported`.
    pub event_type: String,
    /// Version of the data's form, from 1.
    pub version: u16,
    /// JSON object; personal parts sealed.
    pub data: String,
    /// JSON object: who, why; see [`crate::Metadata`].
    pub metadata: String,
}

/// An event as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// See [`NewEvent::id`].
    pub id: Uuid,
    /// Where it stands in the log.
    pub position: Position,
    /// The stream that it belongs to.
    pub stream: StreamName,
    /// Where it stands in its stream.
    pub revision: Revision,
    /// See [`NewEvent::event_type`].
    pub event_type: String,
    /// See [`NewEvent::version`].
    pub version: u16,
    /// When it was written, by the log's clock; never decreasing with the position. Whole microseconds.
    pub recorded_at: DateTime<Utc>,
    /// See [`NewEvent::data`].
    pub data: String,
    /// See [`NewEvent::metadata`].
    pub metadata: String,
    /// SHA-256 over the hash before it and this event's own sealed bytes.
    pub hash: [u8; 32],
}

/// The answer to an append that is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Revision of the last event appended.
    pub revision: Revision,
    /// Position of the last event appended.
    pub position: Position,
    /// The same ids stood there already; nothing was written now.
    pub replayed: bool,
}

/// A page of one stream, oldest first.
#[derive(Debug, Clone, Default)]
pub struct StreamPage {
    /// At most as many as were asked for.
    pub events: Vec<StoredEvent>,
    /// Whether more follow.
    pub more: bool,
}

/// A page of the whole log, oldest first.
#[derive(Debug, Clone, Default)]
pub struct AllPage {
    /// At most as many as were asked for.
    pub events: Vec<StoredEvent>,
    /// Where to read on: the last position scanned, also when nothing of it is shown.
    pub next: Option<Position>,
}

/// Why an append was not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The stream is at another revision (or does not exist: `None`). Nothing was written.
    #[error("the stream has moved on (now at {actual:?})")]
    Conflict {
        /// The stream's newest revision.
        actual: Option<Revision>,
    },
    /// Whether it was written is unknown: try again with the same ids and the same expectation.
    #[error("unknown whether the events were written: {0}")]
    InDoubt(String),
    /// The queue of the log is full: try again later.
    #[error("the log is busy")]
    Busy,
    /// It can never be written as it is: empty, too large, or its ids were used elsewhere.
    #[error("the log refuses these events: {0}")]
    Rejected(String),
    /// The log can't be reached; nothing was written.
    #[error("the log is unavailable: {0}")]
    Unavailable(String),
}

/// Why the log could not be read or opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Not of the form `category-id`.
    #[error("not a stream name: {0:?}")]
    Name(String),
    /// The database failed.
    #[error("the log can't be read or written: {0}")]
    Database(#[from] rusqlite::Error),
    /// Disk trouble.
    #[error("{0}: {1}")]
    Io(String, #[source] std::io::Error),
    /// The server that holds the log can't be reached, or does not let us in.
    #[error("the log can't be reached: {0}")]
    Unreachable(String),
    /// Another process has this log open.
    #[error("{0} is in use by another process")]
    Locked(String),
    /// A clock that was set by a person stands before the newest event.
    #[error("the clock is set to {now}, but the newest event is of {newest}: set it later than that")]
    ClockBehind {
        /// What the clock shows.
        now: DateTime<Utc>,
        /// When the newest event was written.
        newest: DateTime<Utc>,
    },
    /// What stands in the log is not what an engine wrote.
    #[error("the log is damaged: {0}")]
    Damaged(String),
    /// A log is being copied there, and is none before that is done.
    #[error("{0}")]
    Unfinished(String),
    /// A key could not be found, opened or stored.
    #[error("keys: {0}")]
    Keys(String),
    /// The keys are wrapped with another master key.
    #[error("the keys are wrapped with master key {other}, but the one that is given is {given}")]
    OtherMaster {
        /// The id of the one that they are wrapped with.
        other: String,
        /// The id of the one that is given.
        given: String,
    },
    /// A person was forgotten: nothing is ever sealed for them again.
    #[error("the key of {0} was destroyed")]
    Destroyed(uuid::Uuid),
    /// Stored data does not decode.
    #[error("event {event_type} v{version} at {position:?} does not decode: {why}")]
    Decode {
        /// The stored type.
        event_type: String,
        /// The stored version.
        version: u16,
        /// Where it stands.
        position: Option<Position>,
        /// What the decoder said.
        why: String,
    },
}

/// The log. Everything that Werkbank knows came through [`append`](EventStore::append).
#[async_trait]
pub trait EventStore: Send + Sync {
    /// Which log this is.
    fn store_id(&self) -> StoreId;

    /// Writes the events, all or none, and answers when they are on disk.
    ///
    /// Repeating an append with the same ids at the same expectation answers `replayed` and writes nothing.
    ///
    /// # Errors
    /// See [`AppendError`].
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError>;

    /// Reads a stream forward from a revision; an unknown stream is an empty page. `limit` is at most 1,000.
    ///
    /// # Errors
    /// See [`StoreError`].
    async fn read_stream(&self, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError>;

    /// Reads the log forward, after a position (exclusive), or from the start. `limit` is at most 1,000.
    ///
    /// # Errors
    /// See [`StoreError`].
    async fn read_all(&self, after: Option<Position>, limit: u32) -> Result<AllPage, StoreError>;

    /// The newest event's position and the chain's hash there; none when there is no event yet.
    ///
    /// # Errors
    /// See [`StoreError`].
    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError>;

    /// Returns when something may have been appended after the position, or after `at_most`. A hint; reading is the truth.
    async fn changed(&self, after: Option<Position>, at_most: Duration);

    /// Whether something may stand after a position: spares who would read in vain. `true` where only reading can tell.
    fn may_have(&self, _after: Option<Position>) -> bool {
        true
    }

    /// The newest position that this process knows to be there, without asking; none when it knows of none.
    fn known(&self) -> Option<Position> {
        None
    }

    /// Why nothing can be written now, when the newest attempt failed.
    fn trouble(&self) -> Option<String> {
        None
    }

    /// What several programs on this log share beside it; none where a second one is kept out.
    fn shared(&self) -> Option<&dyn crate::lease::Shared> {
        None
    }

    /// Whether what is acknowledged is on disk; not so while a new log is filled in bulk.
    fn is_durable(&self) -> bool {
        true
    }
}
