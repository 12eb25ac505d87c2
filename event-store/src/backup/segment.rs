//! A stretch of the log as lines of JSON, compressed: one event a line, letter by letter as it stands in the log.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use chrono::DateTime;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{BackupError, io, manifest::Item, places::Hashing};
use crate::{
    Position, Revision, StoredEvent,
    chain::Chain,
    hex,
    source::{PAGE, Source},
};

/// The file's name in a backup.
pub(super) const FILE: &str = "events.jsonl.gz";

/// An event as a line.
#[derive(Serialize, Deserialize)]
struct Line {
    position: u64,
    id: Uuid,
    stream: String,
    revision: u64,
    #[serde(rename = "type")]
    event_type: String,
    version: u16,
    /// UTC microseconds since 1970.
    recorded_at: i64,
    /// JSON as text: its bytes are what the chain covers.
    data: String,
    metadata: String,
    hash: String,
}

impl From<StoredEvent> for Line {
    fn from(event: StoredEvent) -> Self {
        Self {
            position: event.position.0,
            id: event.id,
            stream: event.stream.to_string(),
            revision: event.revision.0,
            event_type: event.event_type,
            version: event.version,
            recorded_at: event.recorded_at.timestamp_micros(),
            data: event.data,
            metadata: event.metadata,
            hash: hex::encode(&event.hash),
        }
    }
}

impl Line {
    fn event(self) -> Option<StoredEvent> {
        Some(StoredEvent {
            id: self.id,
            position: Position(self.position),
            stream: self.stream.parse().ok()?,
            revision: Revision(self.revision),
            event_type: self.event_type,
            version: self.version,
            recorded_at: DateTime::from_timestamp_micros(self.recorded_at)?,
            data: self.data,
            metadata: self.metadata,
            hash: hex::decode(&self.hash)?.try_into().ok()?,
        })
    }
}

/// Writes the events after `chain` up to a position, each as it follows from the one before it. Afterwards the file is on disk.
/// The newest moment comes back with it; `each` is told of every event.
pub(super) fn write(
    log: &dyn Source,
    chain: &mut Chain,
    until: u64,
    path: &Path,
    mut each: impl FnMut(&StoredEvent) -> Result<(), BackupError>,
) -> Result<(Item, Option<DateTime<chrono::Utc>>), BackupError> {
    let file = Hashing::new(File::create_new(path).map_err(io(path))?);
    let mut lines = BufWriter::new(GzEncoder::new(file, Compression::fast()));
    let mut newest = None;
    while chain.position < until {
        let page = log.page(chain.position, PAGE)?;
        if page.is_empty() {
            return Err(chain.bad("missing".into()).into());
        }
        for event in page.into_iter().take_while(|event| event.position.0 <= until) {
            chain.follow(&event)?;
            newest = Some(event.recorded_at);
            each(&event)?;
            serde_json::to_writer(&mut lines, &Line::from(event)).map_err(|error| io(path)(error.into()))?;
            lines.write_all(b"\n").map_err(io(path))?;
        }
    }
    let encoder = lines.into_inner().map_err(|error| io(path)(error.into_error()))?;
    let (file, item) = encoder.finish().map_err(io(path))?.item(FILE.into());
    file.sync_all().map_err(io(path))?;
    Ok((item, newest))
}

/// Reads a stretch back, event by event, each as it follows from the one before it, until `each` has had enough.
pub(super) fn read(
    path: &Path,
    chain: &mut Chain,
    mut each: impl FnMut(StoredEvent) -> Result<bool, BackupError>,
) -> Result<(), BackupError> {
    let damaged = |what: &dyn std::fmt::Display| BackupError::Damaged(format!("{}: {what}", path.display()));
    let lines = BufReader::new(GzDecoder::new(BufReader::new(File::open(path).map_err(io(path))?)));
    for line in lines.lines() {
        let line: Line =
            serde_json::from_str(&line.map_err(|error| damaged(&error))?).map_err(|error| damaged(&error))?;
        let event = line.event().ok_or_else(|| damaged(&"a line is not an event"))?;
        chain.follow(&event).map_err(|bad| damaged(&bad))?;
        if !each(event)? {
            break;
        }
    }
    Ok(())
}
