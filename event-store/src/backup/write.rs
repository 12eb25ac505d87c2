//! Making a backup: beside its place first, checked, then moved there. A running Werkbank may have the data folder open.

use std::{
    collections::BTreeSet,
    fs::{self, File, TryLockError},
    path::Path,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Decider,
    privacy::{self, Privacy},
    registry::AnyEvent,
};

use super::{
    BackupError, Places, io,
    keys::KeysCopy,
    manifest::{self, Checked, FORMAT, KeysManifest, Kind, Manifest, Mark},
    noted,
    places::{self, PART},
    retention, segment,
};
use crate::{
    Address, StoreError, StoredEvent,
    chain::{self, Chain},
    codec, hex,
    source::{self, Source},
};

/// After so many days a chain of increments is long enough: the next backup is a full copy.
const FULL_AFTER_DAYS: i64 = 7;

/// What is to be backed up, where to, and how.
pub struct Order<'a> {
    /// The data folder.
    pub data: &'a Path,
    /// The folder of keys and files: the data folder, or one that programs share.
    pub common: &'a Path,
    /// The KurrentDB that holds its log; none where it is in the folder.
    pub server: Option<&'a Address>,
    /// The folders for it.
    pub places: &'a Places,
    /// Begin with a full copy, also when an increment would do.
    pub full: bool,
    /// What time it is.
    pub now: DateTime<Utc>,
    /// Chains of backups are thrown away after so many days.
    pub keep_days: u16,
    /// Copies of keys are thrown away after so many days.
    pub keys_keep_days: u16,
    /// The version of Werkbank that makes it.
    pub werkbank: &'a str,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The backup; none when nothing had happened since the last one.
    pub made: Option<Manifest>,
    /// The copy of the keys.
    pub keys: KeysManifest,
    /// Backups that were thrown away.
    pub removed: Vec<String>,
    /// What was found in the backup folder that is no backup any more; a full copy was made for that.
    pub damaged: Option<String>,
}

/// Makes a backup: a full copy where there is none or the last one is a week old, else an increment that goes on from the last
/// one. It is read back and checked before it gets its name. It blocks while it works.
///
/// # Errors
/// Then nothing half done is left, and what was there before is as it was.
pub fn run(order: &Order<'_>) -> Result<Report, BackupError> {
    order.places.check(&[(order.data, "the data folder"), (order.common, "the shared folder")])?;
    let Places { to, keys_to } = order.places;
    let _lock = lock(order.common)?;
    places::clear_parts(to)?;
    places::clear_parts(keys_to)?;
    retention::unfinished_keys(keys_to)?;
    let (known, damaged) = match manifest::all(to) {
        Ok(known) => (known, None),
        Err(BackupError::Damaged(what)) => (Vec::new(), Some(what)),
        Err(error) => return Err(error),
    };
    let log = source::open(order.data, order.server)?;
    let log = log.as_ref();
    let (own, origin) = (log.store_id()?.0, log.origin()?);
    // What was appended by now is in it; keys and files are older than the events that need them.
    let until = log.length()?;
    let base = known.iter().rfind(|one| one.store_id == own);
    let base = base.map(|last| manifest::chain(&known, last)).transpose().unwrap_or_default();
    if let Some(last) = base.as_ref().and_then(|chain| chain.last()) {
        goes_on(log, last, until)?;
    }
    let young = |chain: &Vec<&Manifest>| {
        chain.first().is_some_and(|full| order.now - full.made_at < TimeDelta::days(FULL_AFTER_DAYS))
    };
    let says_orders = |chain: &Vec<&Manifest>| chain.last().is_some_and(|last| last.orders.is_some());
    let base = base.filter(|chain| !order.full && young(chain) && says_orders(chain));

    let stamp = order.now.format(manifest::STAMP).to_string();
    let mut keys = KeysCopy::make(order, &stamp, own, origin.0, until)?;
    let start = base.as_ref().and_then(|chain| chain.last());
    let from = match start {
        Some(last) => last.until.clone(),
        None => Mark { position: 0, head: hex::encode(&chain::genesis(origin)) },
    };
    let kind = if start.is_some() { Kind::Increment } else { Kind::Full };
    let draft = Manifest {
        format: FORMAT,
        kind,
        name: format!("{stamp}-{until}-{}", kind.name()),
        store_id: own,
        origin: origin.0,
        follows: start.map(|last| last.name.clone()),
        until: from.clone(),
        from,
        newest_at: start.and_then(|last| last.newest_at),
        made_at: order.now,
        werkbank: order.werkbank.into(),
        destroyed: keys.manifest.destroyed.clone(),
        orders: Some(start.and_then(|last| last.orders.clone()).unwrap_or_default()),
        files: Vec::new(),
        checksum: String::new(),
    };
    let held: BTreeSet<&str> =
        base.iter().flatten().flat_map(|one| &one.files).map(|item| item.path.as_str()).collect();
    let new: Vec<String> = files(order.common)?.into_iter().filter(|path| !held.contains(path.as_str())).collect();
    let same = start.is_some_and(|last| last.until.position == until && last.destroyed == draft.destroyed);
    let made = if same && new.is_empty() { None } else { Some(save(order, log, draft, until, &new)?) };
    keys.manifest.orders = made.as_ref().or(start.copied()).and_then(|newest| newest.orders.clone());
    let keys = keys.save(order)?;
    let mut removed = Vec::new();
    if damaged.is_none() {
        removed = retention::backups(to, order.now, order.keep_days)?;
    }
    retention::keys(keys_to, order.now, order.keys_keep_days)?;
    if let Err(error) = noted::note(order, &keys) {
        // It was made all the same.
        tracing::warn!(%error, "that a backup was made could not be noted");
    }
    Ok(Report { made, keys, removed, damaged })
}

/// The log must be the one of which the last backup was made, gone on: anything else was not Werkbank's doing.
fn goes_on(log: &dyn Source, last: &Manifest, until: u64) -> Result<(), BackupError> {
    let Mark { position, head } = &last.until;
    if *position == 0 {
        return Ok(());
    }
    let what = match log.hash(*position)?.map(|hash| hex::encode(&hash)) {
        Some(hash) if hash == *head => return Ok(()),
        Some(_) => format!("the log is damaged: at position {position} it is not what the backup {} holds", last.name),
        None => {
            format!(
                "the log is damaged: it ends at position {until}, but the backup {} holds position {position}",
                last.name
            )
        }
    };
    Err(BackupError::Refused(what))
}

/// Writes a backup beside its place, checks it, and gives it its name.
fn save(
    order: &Order<'_>,
    log: &dyn Source,
    mut manifest: Manifest,
    until: u64,
    new: &[String],
) -> Result<Manifest, BackupError> {
    let to = &order.places.to;
    let (part, whole) = (to.join(format!("{}{PART}", manifest.name)), to.join(&manifest.name));
    if whole.exists() {
        return Err(BackupError::Refused(format!("{} is there already", whole.display())));
    }
    let written = (|| {
        fs::create_dir(&part).map_err(io(&part))?;
        let mut chain = start(&manifest)?;
        let orders = manifest.orders.get_or_insert_default();
        let (events, newest) = segment::write(log, &mut chain, until, &part.join(segment::FILE), |event| {
            orders.extend(ordered(event)?);
            Ok(())
        })?;
        manifest.until = Mark { position: chain.position, head: hex::encode(&chain.hash) };
        manifest.newest_at = newest.or(manifest.newest_at);
        manifest.files = vec![events];
        for path in new {
            manifest.files.push(places::copy(&order.common.join(path), &part.join(path), path.clone())?);
        }
        places::write(&part.join(manifest::FILE), &manifest.clone().sealed()?)?;
        places::sync_all(&part)?;
        check(&part)?;
        fs::rename(&part, &whole).map_err(io(&whole))?;
        places::sync(to)?;
        Manifest::read(&whole.join(manifest::FILE))
    })();
    if written.is_err() && part.exists() {
        // Why it failed matters more than what is left of it; the next one clears it away.
        let _ = places::remove(&part);
    }
    written
}

/// What an event orders to be forgotten.
fn ordered(event: &StoredEvent) -> Result<Option<privacy::Event>, BackupError> {
    if event.stream.category() != Privacy::CATEGORY {
        return Ok(None);
    }
    match codec::read_sealed(event) {
        Ok(AnyEvent::Privacy(event)) => Ok(Some(event).filter(|event| event.order().is_some())),
        Ok(_) => Ok(None),
        Err(why) => Err(StoreError::Damaged(format!("position {}: {why}", event.position.0)).into()),
    }
}

/// Where a backup's chain begins.
pub(super) fn start(manifest: &Manifest) -> Result<Chain, BackupError> {
    let damaged = || BackupError::Damaged(format!("{}: its head is no hash", manifest.name));
    let hash = hex::decode(&manifest.from.head).and_then(|hash| hash.try_into().ok()).ok_or_else(damaged)?;
    Ok(Chain { position: manifest.from.position, hash })
}

/// Reads a backup back: every file is what was written, and its events follow from each other from end to end.
fn check(folder: &Path) -> Result<(), BackupError> {
    let manifest = Manifest::read(&folder.join(manifest::FILE))?;
    for item in &manifest.files {
        places::check(folder, item)?;
    }
    let mut chain = start(&manifest)?;
    segment::read(&folder.join(segment::FILE), &mut chain, |_| Ok(true))?;
    let reached = Mark { position: chain.position, head: hex::encode(&chain.hash) };
    let damaged = || BackupError::Damaged(format!("{}: its events do not reach its end", folder.display()));
    if reached == manifest.until { Ok(()) } else { Err(damaged()) }
}

/// Files that were handed in, by their paths in the folder that has them; what is half written is left out.
fn files(common: &Path) -> Result<Vec<String>, BackupError> {
    let folder = common.join("files");
    let mut found = Vec::new();
    if folder.exists() {
        for subject in places::names(&folder)? {
            let own = places::names(&folder.join(&subject))?.into_iter().filter(|name| !name.ends_with(PART));
            found.extend(own.map(|name| format!("files/{subject}/{name}")));
        }
    }
    Ok(found)
}

/// One backup at a time is made of a folder.
fn lock(common: &Path) -> Result<File, BackupError> {
    let path = common.join("backup.lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(BackupError::Refused("another backup is being made of this folder".into()))
        }
        Err(TryLockError::Error(error)) => Err(StoreError::Io(path.display().to_string(), error).into()),
    }
}
