//! The keys, apart from everything else: a copy of their file, and what it says of itself.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    BackupError, Order, io,
    manifest::{Checked, FORMAT, Item, KeysManifest},
    places::{self, PART},
};
use crate::{database, hex};

/// A copy of the keys that does not have its name yet.
pub(super) struct KeysCopy {
    /// What it will say of itself.
    pub(super) manifest: KeysManifest,
    part: Part,
}

/// A file that is taken away when it did not get its name.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        let mut journal = self.0.clone().into_os_string();
        journal.push("-journal");
        // Why it failed matters more than what is left of it; the next backup clears it away.
        let _ = places::remove(&self.0).and(places::remove(Path::new(&journal)));
    }
}

impl KeysCopy {
    /// SQLite writes it anew, so that nothing is in it of keys that were destroyed.
    pub(super) fn make(
        order: &Order<'_>,
        stamp: &str,
        log: Uuid,
        origin: Uuid,
        until: u64,
    ) -> Result<Self, BackupError> {
        let name = format!("keys-{stamp}.db");
        let part = Part(order.places.keys_to.join(format!("{name}{PART}")));
        Ok(Self { manifest: Self::copied(order, &part.0, name, log, origin, until)?, part })
    }

    fn copied(
        order: &Order<'_>,
        part: &Path,
        name: String,
        log: Uuid,
        origin: Uuid,
        until: u64,
    ) -> Result<KeysManifest, BackupError> {
        let target = part.to_str().ok_or_else(|| BackupError::Refused(format!("{} is no text", part.display())))?;
        let keys = Connection::open_with_flags(order.common.join("keys.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        keys.busy_timeout(Duration::from_secs(5))?;
        keys.query_row("SELECT count(*) FROM keys", [], |_| Ok(())).map_err(|error| {
            BackupError::Refused(format!(
                "keys.db can't be copied ({}): put the newest copy of the keys in its place",
                database::in_short(&error)
            ))
        })?;
        let failed = |error: rusqlite::Error| BackupError::Refused(format!("{}: {error}", part.display()));
        keys.execute("VACUUM INTO ?1", [target]).map_err(failed)?;
        File::open(part).and_then(|file| file.sync_all()).map_err(io(part))?;
        let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let sound = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))?;
        if sound != "ok" {
            return Err(BackupError::Damaged(format!("{}: {sound}", part.display())));
        }
        let held: i64 = copy.query_row("SELECT count(*) FROM keys WHERE wrapped IS NOT NULL", [], |row| row.get(0))?;
        let masters = "SELECT DISTINCT master FROM keys WHERE master IS NOT NULL ORDER BY master";
        let masters = copy.prepare(masters)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let destroyed = "SELECT subject FROM keys WHERE wrapped IS NULL ORDER BY subject";
        let uuid = |row: &rusqlite::Row<'_>| row.get(0).map(Uuid::from_bytes);
        let destroyed = copy.prepare(destroyed)?.query_map([], uuid)?.collect::<Result<_, _>>()?;
        copy.close().map_err(|(_, error)| error)?;
        let bytes = fs::read(part).map_err(io(part))?;
        Ok(KeysManifest {
            format: FORMAT,
            file: Item {
                path: name,
                size: u64::try_from(bytes.len()).unwrap_or_default(),
                sha256: hex::encode(&Sha256::digest(&bytes)),
            },
            store_id: log,
            origin,
            until,
            keys: u64::try_from(held).unwrap_or_default(),
            masters,
            destroyed,
            orders: None,
            made_at: order.now,
            werkbank: order.werkbank.into(),
            checksum: String::new(),
        })
    }

    /// Gives it its name. Its manifest is the last thing that a backup writes: where it is, all is.
    pub(super) fn save(self, order: &Order<'_>) -> Result<KeysManifest, BackupError> {
        let keys_to = &order.places.keys_to;
        let whole = keys_to.join(&self.manifest.file.path);
        let (manifest, part) = (whole.with_extension("json"), whole.with_extension(format!("json{PART}")));
        fs::rename(&self.part.0, &whole).map_err(io(&whole))?;
        places::check(keys_to, &self.manifest.file)?;
        places::write(&part, &self.manifest.sealed()?)?;
        fs::rename(&part, &manifest).map_err(io(&manifest))?;
        places::sync(keys_to)?;
        KeysManifest::read(&manifest)
    }
}
