//! What is thrown away: whole chains of backups and copies of keys that are old, never the newest that is complete.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    BackupError, Manifest,
    manifest::{self, Kind},
    places,
};

/// Removes chains whose last backup is older than so many days, when a newer one is complete. Their names come back.
pub(super) fn backups(to: &Path, now: DateTime<Utc>, keep_days: u16) -> Result<Vec<String>, BackupError> {
    let all = manifest::all(to)?;
    let old = now - TimeDelta::days(keep_days.into());
    let mut removed = Vec::new();
    for full in all.iter().filter(|one| one.kind == Kind::Full) {
        // Increments are made from the newest chain alone, so a chain is what stands between two full copies.
        let of_chain = |one: &&Manifest| manifest::chain(&all, one).is_ok_and(|chain| chain.first() == Some(&full));
        let chain: Vec<&Manifest> = all.iter().filter(of_chain).collect();
        let ended = chain.iter().map(|one| one.made_at).max().unwrap_or(full.made_at);
        let newer = all.iter().any(|one| one.kind == Kind::Full && one.made_at > ended && is_complete(to, one));
        if ended < old && newer {
            // From its end: what is broken off leaves a chain that is shorter, but whole.
            for one in chain.iter().rev() {
                places::remove_whole(&to.join(&one.name))?;
                removed.push(one.name.clone());
            }
        }
    }
    Ok(removed)
}

/// Whether every file is there in its size; that they are what was written was checked when they were.
fn is_complete(to: &Path, manifest: &Manifest) -> bool {
    let there = |item: &manifest::Item| {
        std::fs::metadata(to.join(&manifest.name).join(&item.path)).is_ok_and(|file| file.len() == item.size)
    };
    manifest.files.iter().all(there)
}

/// Removes copies of keys that are older than so many days, when there is a newer one: whose key was destroyed is forgotten
/// everywhere by then.
pub(super) fn keys(keys_to: &Path, now: DateTime<Utc>, keep_days: u16) -> Result<(), BackupError> {
    let old = now - TimeDelta::days(keep_days.into());
    let all = manifest::all_keys(keys_to)?;
    let Some((_, older)) = all.split_last() else { return Ok(()) };
    for copy in older.iter().filter(|copy| copy.made_at < old) {
        // The keys first: were it broken off, what is left says that they are to go.
        places::remove(&keys_to.join(&copy.file.path))?;
        places::remove(&keys_to.join(&copy.file.path).with_extension("json"))?;
    }
    Ok(())
}

/// Removes copies of keys that never came to say what they are: nobody would know when they have to go.
pub(super) fn unfinished_keys(keys_to: &Path) -> Result<(), BackupError> {
    let copy = |name: &String| name.starts_with("keys-") && name.ends_with(".db");
    for path in places::names(keys_to)?.into_iter().filter(copy).map(|name| keys_to.join(name)) {
        if !path.with_extension("json").exists() {
            places::remove(&path)?;
        }
    }
    Ok(())
}
