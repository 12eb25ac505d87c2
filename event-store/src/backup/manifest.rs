//! What a backup says of itself: which log, from where to where, and the hash of everything in it.

use std::{fs, io::ErrorKind, path::Path};

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::privacy;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{BackupError, io, places};
use crate::hex;

/// The form that this version writes, and the newest that it reads.
pub(super) const FORMAT: u16 = 2;
/// How the moment stands in the names of backups and copies of keys.
pub(super) const STAMP: &str = "%Y-%m-%dT%H-%M-%SZ";
/// A manifest's name in its backup.
pub(super) const FILE: &str = "manifest.json";

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of it.
    Full,
    /// What came after another one.
    Increment,
}

impl Kind {
    /// As folders are named.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Increment => "increment",
        }
    }
}

/// A place in a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The newest position; 0 before the first event.
    pub position: u64,
    /// The chain's hash there, in hexadecimal digits.
    pub head: String,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name in the backup, with `/` between its parts.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Of all its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// What a backup of the log and the files says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of backup and manifest.
    pub format: u16,
    /// All, or what came after another one.
    pub kind: Kind,
    /// Its folder's name.
    pub name: String,
    /// Which log.
    pub store_id: Uuid,
    /// What its chain begins with: the identity of the log that it was restored from, or its own.
    pub origin: Uuid,
    /// The backup that an increment goes on from.
    pub follows: Option<String>,
    /// What comes before its first event.
    pub from: Mark,
    /// Its last event, or `from` when there is none.
    pub until: Mark,
    /// When the newest event was recorded.
    pub newest_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// By which version of Werkbank.
    pub werkbank: String,
    /// Whose keys had been destroyed by then: a restore destroys them again.
    pub destroyed: Vec<Uuid>,
    /// What had been ordered to be forgotten by then: a restore orders it again. In the first form nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<privacy::Event>>,
    /// Every file in it.
    pub files: Vec<Item>,
    /// SHA-256 of this manifest with nothing here.
    pub checksum: String,
}

/// What a copy of the keys says of itself. It stands beside it, `keys-<when>.json` beside `keys-<when>.db`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysManifest {
    /// The form of copy and manifest.
    pub format: u16,
    /// The copy's file.
    pub file: Item,
    /// Which log they belong to.
    pub store_id: Uuid,
    /// See [`Manifest::origin`].
    pub origin: Uuid,
    /// Every key that the log needs up to here is in it, but for those destroyed.
    pub until: u64,
    /// How many keys it holds.
    pub keys: u64,
    /// Ids of the master keys that they are wrapped with: needed to read them, and never in a backup.
    pub masters: Vec<String>,
    /// Whose keys had been destroyed by then.
    pub destroyed: Vec<Uuid>,
    /// See [`Manifest::orders`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<privacy::Event>>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// By which version of Werkbank.
    pub werkbank: String,
    /// SHA-256 of this manifest with nothing here.
    pub checksum: String,
}

/// A manifest that proves itself.
pub(super) trait Checked: Serialize + DeserializeOwned + Clone {
    fn format(&self) -> u16;
    fn checksum(&mut self) -> &mut String;

    /// The manifest as its file holds it.
    fn sealed(mut self) -> Result<Vec<u8>, BackupError> {
        self.checksum().clear();
        *self.checksum() = hex::encode(&Sha256::digest(text(&self)?));
        text(&self)
    }

    /// Reads a manifest and checks that it is what was written.
    fn read(path: &Path) -> Result<Self, BackupError> {
        let damaged = |what: &str| BackupError::Damaged(format!("{}: {what}", path.display()));
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(damaged("it is missing")),
            read => read.map_err(io(path))?,
        };
        let mut read: Self = serde_json::from_slice(&bytes).map_err(|error| damaged(&error.to_string()))?;
        if read.format() > FORMAT {
            return Err(damaged("it was made by a newer Werkbank"));
        }
        let said = std::mem::take(read.checksum());
        if hex::encode(&Sha256::digest(text(&read)?)) != said {
            return Err(damaged("it is not what was written"));
        }
        *read.checksum() = said;
        Ok(read)
    }
}

fn text<T: Serialize>(manifest: &T) -> Result<Vec<u8>, BackupError> {
    serde_json::to_vec_pretty(manifest).map_err(|error| BackupError::Refused(error.to_string()))
}

impl Checked for Manifest {
    fn format(&self) -> u16 {
        self.format
    }
    fn checksum(&mut self) -> &mut String {
        &mut self.checksum
    }
}

impl Checked for KeysManifest {
    fn format(&self) -> u16 {
        self.format
    }
    fn checksum(&mut self) -> &mut String {
        &mut self.checksum
    }
}

/// Every backup in a folder, oldest first. Those that are half written are left out.
pub(super) fn all(to: &Path) -> Result<Vec<Manifest>, BackupError> {
    // `2026-11-20T01-00-07Z-18204-full`: whatever else lies there is not ours.
    let whole = |name: &str| {
        let (Some(stamp), Some((_, kind))) = (name.get(..20), name.rsplit_once('-')) else { return false };
        let is_kind = [Kind::Full, Kind::Increment].iter().any(|known| known.name() == kind);
        is_kind && NaiveDateTime::parse_from_str(stamp, STAMP).is_ok()
    };
    let mut all = Vec::new();
    for name in places::names(to)?.into_iter().filter(|name| whole(name)) {
        let manifest = Manifest::read(&to.join(&name).join(FILE))?;
        if manifest.name != name {
            return Err(BackupError::Damaged(format!("{name}: it was made as {}", manifest.name)));
        }
        all.push(manifest);
    }
    all.sort_by_key(|manifest| (manifest.made_at, manifest.until.position));
    Ok(all)
}

/// Every copy of keys in a folder, oldest first.
pub(super) fn all_keys(keys_to: &Path) -> Result<Vec<KeysManifest>, BackupError> {
    let own = |name: &String| name.starts_with("keys-") && name.ends_with(".json");
    let names = places::names(keys_to)?.into_iter().filter(own);
    let mut all = names.map(|name| KeysManifest::read(&keys_to.join(name))).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|manifest| (manifest.made_at, manifest.until));
    Ok(all)
}

/// The backups that must be restored one after another to reach one of them: a full copy and the increments up to it.
///
/// # Errors
/// When one that another follows is not there.
pub(super) fn chain<'a>(all: &'a [Manifest], last: &'a Manifest) -> Result<Vec<&'a Manifest>, BackupError> {
    let (mut chain, mut at) = (vec![last], last);
    while let Some(before) = &at.follows {
        let missing = || BackupError::Damaged(format!("{before} is missing, which {} follows", at.name));
        let found = all.iter().find(|one| one.name == *before).ok_or_else(missing)?;
        if found.until != at.from || found.store_id != at.store_id || chain.len() > all.len() {
            return Err(BackupError::Damaged(format!("{} does not go on where {before} ends", at.name)));
        }
        chain.push(found);
        at = found;
    }
    chain.reverse();
    Ok(chain)
}
