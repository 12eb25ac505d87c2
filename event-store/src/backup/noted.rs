//! What a folder says of its last backup: where the backups lie may be out of reach when somebody asks.

use std::{fs, path::Path};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{BackupError, KeysManifest, Kind, Order, io, manifest, places};
use crate::StoreId;

/// The note's name in the folder of keys and files.
const FILE: &str = "backup.json";

/// The last backup that came to its end. It was read back and checked before it got its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Of which log.
    pub log: Uuid,
    /// When it came to its end.
    pub made_at: DateTime<Utc>,
    /// The newest backup in its folder: this one, or the one before when nothing was new.
    pub name: String,
    /// All, or what came after another one.
    pub kind: Kind,
    /// Up to which position of the log.
    pub until: u64,
    /// How many events that one holds.
    pub events: u64,
    /// How many files that were handed in.
    pub files: u64,
    /// How large it is, in bytes.
    pub bytes: u64,
    /// How many full copies are kept.
    pub full: u64,
    /// How many increments.
    pub increments: u64,
    /// How many copies of the keys.
    pub copies: u64,
}

/// The last backup of a log, as the folder has it; none when there is no note that can be read.
pub fn noted(common: &Path, log: StoreId) -> Option<Noted> {
    let noted: Noted = serde_json::from_slice(&fs::read(common.join(FILE)).ok()?).ok()?;
    (noted.log == log.0).then_some(noted)
}

/// Notes a backup that came to its end.
pub(super) fn note(order: &Order<'_>, keys: &KeysManifest) -> Result<(), BackupError> {
    let all = manifest::all(&order.places.to)?;
    let copies = manifest::all_keys(&order.places.keys_to)?.len();
    let Some(newest) = all.iter().rfind(|one| one.store_id == keys.store_id) else { return Ok(()) };
    let count = |n: usize| u64::try_from(n).unwrap_or_default();
    let full = all.iter().filter(|one| one.kind == Kind::Full).count();
    let noted = Noted {
        log: keys.store_id,
        made_at: keys.made_at,
        name: newest.name.clone(),
        kind: newest.kind,
        until: newest.until.position,
        events: newest.until.position - newest.from.position,
        files: count(newest.files.len()).saturating_sub(1),
        bytes: newest.files.iter().map(|file| file.size).sum(),
        full: count(full),
        increments: count(all.len() - full),
        copies: count(copies),
    };
    let (path, part) = (order.common.join(FILE), order.common.join(format!("{FILE}{}", places::PART)));
    let text = serde_json::to_vec(&noted).map_err(|error| BackupError::Refused(error.to_string()))?;
    places::write(&part, &text)?;
    fs::rename(&part, &path).map_err(io(&path))
}
