//! Backups of a data folder: a full copy, then increments that hold only what is new; the keys apart, and not for long.
//!
//! A backup is a folder `<when>-<position>-full` or `-increment` with `manifest.json`, the events as compressed lines of JSON, and
//! the files that were handed in since. Full copies and increments are the same thing from another position on, so there is one
//! way to write, check and restore them, and what reads a line of JSON reads them for ever. The read tables are not in it, nor
//! how far reactors had come: the one is worked out, the other told from the log; see [`restore`].

mod keys;
mod manifest;
mod noted;
mod places;
mod replay;
pub mod restore;
mod retention;
mod segment;
mod write;

pub use manifest::{KeysManifest, Kind, Manifest, Mark};
pub use noted::{Noted, noted};
pub use places::Places;
pub use write::{Order, Report, run};

use chrono::{DateTime, Utc};

use crate::{Anchor, BadPosition, NotVerified, StoreError, StoreId, hex};

/// Why a backup could not be made or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file or folder could not be read or written.
    #[error("{0}: {1}")]
    Io(String, #[source] std::io::Error),
    /// A file of a backup is not what was written.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// It can't be done so.
    #[error("{0}")]
    Refused(String),
    /// The log or the keys did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The log is not whole.
    #[error(transparent)]
    Log(#[from] NotVerified),
}

impl From<BadPosition> for BackupError {
    fn from(bad: BadPosition) -> Self {
        Self::Log(bad.into())
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

fn io(path: &std::path::Path) -> impl Fn(std::io::Error) -> BackupError {
    let name = path.display().to_string();
    move |error| BackupError::Io(name.clone(), error)
}

/// When the last backup of this log was made that came to its end; none when there is none.
///
/// # Errors
/// When the folder of the keys can't be read: a backup ends with their copy.
pub fn last_made(places: &Places, log: StoreId) -> Result<Option<DateTime<Utc>>, BackupError> {
    let copies = manifest::all_keys(&places.keys_to)?;
    Ok(copies.iter().rfind(|copy| copy.store_id == log.0).map(|copy| copy.made_at))
}

/// What the backups in a folder know of where this log stood.
///
/// # Errors
/// When the folder can't be read, or a manifest is damaged.
pub fn anchors(to: &std::path::Path, log: StoreId) -> Result<Vec<Anchor>, BackupError> {
    let own =
        manifest::all(to)?.into_iter().filter(|manifest| manifest.store_id == log.0 && manifest.until.position > 0);
    let anchor = |manifest: Manifest| {
        let damaged = || BackupError::Damaged(format!("{}: its head is no hash", manifest.name));
        let head = hex::decode(&manifest.until.head).and_then(|head| head.try_into().ok()).ok_or_else(damaged)?;
        Ok(Anchor { position: manifest.until.position, head, source: format!("the backup {}", manifest.name) })
    };
    own.map(anchor).collect()
}
