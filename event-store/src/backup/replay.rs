//! The log made anew from its backups, event by event, as far as it is asked for.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::{BackupError, manifest::Manifest, places, restore::Order, segment, write};
use crate::{
    StoredEvent, chain, database, hex, seal,
    sqlite::{self, sql},
};

/// What the events came to.
pub(super) struct End {
    /// The newest position.
    pub(super) position: u64,
    /// The chain's hash there.
    pub(super) head: String,
    /// When the event there was recorded.
    pub(super) newest_at: Option<DateTime<Utc>>,
    /// The last backup that was read.
    pub(super) backup: String,
    /// Everyone for whom something is sealed.
    pub(super) persons: BTreeSet<Uuid>,
}

impl End {
    /// The backups that were read.
    pub(super) fn needed<'a>(&self, chain: &[&'a Manifest]) -> Vec<&'a Manifest> {
        let last = chain.iter().position(|one| one.name == self.backup).unwrap_or(chain.len());
        chain.iter().take(last + 1).copied().collect()
    }
}

/// The log as it is made anew, event by event.
pub(super) struct Replay {
    file: Connection,
    streams: HashMap<String, i64>,
    persons: BTreeSet<Uuid>,
}

impl Replay {
    pub(super) fn new(data: &Path, log: Uuid, full: &Manifest) -> Result<Self, BackupError> {
        // Until all is proved, what is here is thrown away when the power goes.
        let file = database::writer(&data.join(sqlite::FILE), database::Synchronous::Off)?;
        database::migrate(&file, &sqlite::STEPS)?;
        let meta = [("store_id", log), ("origin", full.origin)];
        for (key, value) in meta {
            file.execute("INSERT INTO meta(key, value) VALUES(?1, ?2)", (key, value.to_string()))?;
        }
        Ok(Self { file, streams: HashMap::new(), persons: BTreeSet::new() })
    }

    pub(super) fn run(mut self, order: &mut Order<'_>, backups: &[&Manifest]) -> Result<End, BackupError> {
        let mut chain = chain::start_of(backups.first().map(|full| full.origin).unwrap_or_default());
        let (mut newest_at, mut backup, mut ended) = (None, String::new(), false);
        let whole = backups.last().map_or(0, |last| last.until.position);
        for manifest in backups {
            let folder = order.from.join(&manifest.name);
            if chain != write::start(manifest)? {
                return Err(BackupError::Damaged(format!(
                    "{} does not go on where the one before it ends",
                    manifest.name
                )));
            }
            let of_events = manifest.files.iter().find(|item| item.path == segment::FILE);
            let missing = || BackupError::Damaged(format!("{} holds no events", manifest.name));
            let path = places::check(&folder, of_events.ok_or_else(missing)?)?;
            backup.clone_from(&manifest.name);
            self.file.execute_batch("BEGIN")?;
            let mut before = chain;
            segment::read(&path, &mut chain, |event| {
                if order.until.is_some_and(|until| event.recorded_at > until) {
                    ended = true;
                    return Ok(false);
                }
                newest_at = Some(event.recorded_at);
                (before.position, before.hash) = (event.position.0, event.hash);
                self.add(&event)?;
                if before.position.is_multiple_of(1_000) {
                    (order.progress)(before.position, whole);
                }
                Ok(true)
            })?;
            self.file.execute_batch("COMMIT")?;
            if ended {
                chain = before;
                break;
            }
            if hex::encode(&chain.hash) != manifest.until.head {
                return Err(BackupError::Damaged(format!("{}: its events do not reach its end", path.display())));
            }
        }
        self.file.execute_batch("PRAGMA synchronous = FULL")?;
        self.file.execute(sql::SETTLE, [])?;
        self.file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.file.close().map_err(|(_, error)| error)?;
        let (position, head, persons) = (chain.position, hex::encode(&chain.hash), self.persons);
        Ok(End { position, head, newest_at, backup, persons })
    }

    fn add(&mut self, event: &StoredEvent) -> Result<(), BackupError> {
        let name = event.stream.as_str();
        let known = self.streams.get(name).copied();
        let stream = match known {
            Some(stream) => stream,
            None => {
                let stream = i64::try_from(self.streams.len() + 1).unwrap_or(i64::MAX);
                self.file.prepare_cached(sql::ADD_STREAM)?.execute((stream, name, event.stream.category()))?;
                self.streams.insert(name.to_owned(), stream);
                stream
            }
        };
        sqlite::rows::add(&self.file, event, stream)?;
        self.persons.extend(seal::subjects(&event.data));
        Ok(())
    }
}
