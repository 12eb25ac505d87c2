//! Restoring: the log event by event from the backups, the keys from their newest copy, the files; then it is proved whole.
//!
//! What is restored goes on as another log. Its chain begins with the origin's, so that every old anchor can still be checked,
//! but it has an identity of its own: positions after the last that was restored may mean other events than they did before, so
//! read tables, checkpoints and backups of the log as it was are not those of this one. An event says so, `LogRestored`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Actor,
    anchor::{Anchor, Command, LOG},
    privacy::{self, Person, Privacy},
};
use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::{
    BackupError, io,
    manifest::{self, KeysManifest, Manifest},
    places,
    replay::{End, Replay},
};
use crate::{
    Clock, CommandError, Durability, Given, Keys, Log, MasterKey, Metadata, Nobody, Position, SqliteStore, StoreError,
    database,
    sqlite::{self, sql},
    verify_whole,
};

/// What is to be restored, and where from.
pub struct Order<'a> {
    /// The folder of the backups.
    pub from: &'a Path,
    /// The folder of the copies of the keys.
    pub keys_from: &'a Path,
    /// The data folder that is made: empty, or not there.
    pub data: &'a Path,
    /// What was recorded after this moment is left out.
    pub until: Option<DateTime<Utc>>,
    /// The key that the keys are wrapped with.
    pub master: MasterKey,
    /// The company's time zone.
    pub zone: Tz,
    /// Told how many events of how many were read, now and then.
    pub progress: &'a mut (dyn FnMut(u64, u64) + Send),
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The log's identity from here on.
    pub log: Uuid,
    /// The newest position that was restored.
    pub position: u64,
    /// When the event there was recorded.
    pub newest_at: Option<DateTime<Utc>>,
    /// The newest backup that was needed.
    pub backup: String,
    /// How many keys there are.
    pub keys: u64,
    /// Persons whose keys were destroyed again.
    pub destroyed: usize,
    /// Files that were handed in.
    pub files: usize,
}

/// Restores a data folder: the log, the keys, the files. Read tables are not in a backup, and worked out when it is opened.
///
/// # Errors
/// A damaged file is named. What was made by then is to be thrown away.
pub async fn run(mut order: Order<'_>) -> Result<Restored, BackupError> {
    let all = manifest::all(order.from)?;
    let none = || BackupError::Refused(format!("there are no backups in {}", order.from.display()));
    let chain = manifest::chain(&all, all.last().ok_or_else(none)?)?;
    let full = chain.first().ok_or_else(none)?;
    let (copies, origin) = (manifest::all_keys(order.keys_from)?, full.origin);
    let copy = copies.iter().rfind(|copy| copy.origin == origin).ok_or_else(|| {
        BackupError::Refused(format!("there is no copy of this log's keys in {}", order.keys_from.display()))
    })?;
    if let Some(other) = copy.masters.iter().find(|master| **master != order.master.id()) {
        let (other, given) = (other.clone(), order.master.id());
        return Err(StoreError::OtherMaster { other, given }.into());
    }
    fs::create_dir_all(order.data).map_err(io(order.data))?;
    let log = Uuid::new_v4();
    let end = Replay::new(order.data, log, full)?.run(&mut order, &chain)?;
    if end.position == 0 {
        return Err(BackupError::Refused("nothing had happened yet at that moment".into()));
    }
    // Whoever was erased since, by what any backup knows, is erased again before anything is served.
    let own = || all.iter().filter(|one| one.origin == origin);
    let own_copies = || copies.iter().filter(|copy| copy.origin == origin);
    let destroyed: BTreeSet<Uuid> =
        (own().flat_map(|one| &one.destroyed)).chain(own_copies().flat_map(|copy| &copy.destroyed)).copied().collect();
    let orders = (own().flat_map(|one| &one.orders)).chain(own_copies().flat_map(|copy| &copy.orders)).flatten();
    let orders = of_those_here(orders, &end.persons);
    let (keys_path, keys_file) = (places::check(order.keys_from, &copy.file)?, order.data.join("keys.db"));
    places::copy(&keys_path, &keys_file, String::new())?;
    lacking(&keys_file, copy, order.zone, &destroyed, &end.persons)?;
    let files = restore_files(&order, end.needed(&chain), &destroyed)?;
    let keys = Keys::open(order.data, order.master).await?;
    for person in &destroyed {
        keys.destroy(*person).await?;
    }
    let newest = chain.last().ok_or_else(none)?;
    note(order.data, order.zone, &keys, &end, log, newest, orders).await?;
    keys.close().await;
    places::sync_all(order.data)?;
    verify_whole(order.data, &[], |_, _| {})?;
    Ok(Restored {
        log,
        position: end.position,
        newest_at: end.newest_at,
        backup: end.backup,
        keys: copy.keys,
        destroyed: destroyed.len(),
        files,
    })
}

/// A copy that lacks someone's key would pass them off as erased.
fn lacking(
    file: &Path,
    copy: &KeysManifest,
    zone: Tz,
    destroyed: &BTreeSet<Uuid>,
    persons: &BTreeSet<Uuid>,
) -> Result<(), BackupError> {
    let keys = database::reader(file)?;
    let mut statement = keys.prepare("SELECT subject FROM keys")?;
    let known = statement.query_map([], |row| row.get(0).map(Uuid::from_bytes))?.collect::<Result<BTreeSet<_>, _>>()?;
    let lacking = persons.iter().filter(|person| !known.contains(person) && !destroyed.contains(person)).count();
    if lacking == 0 {
        return Ok(());
    }
    Err(BackupError::Refused(format!(
        "the newest copy of the keys, {}, lacks {lacking} that the log needs: it is older than the log, or of another one. Bring a newer copy, or \
         restore with --until up to when it was made, {}",
        copy.file.path,
        copy.made_at.with_timezone(&zone).format("%Y-%m-%dT%H:%M"),
    )))
}

/// Each order once that is about somebody of whom the log knows again.
fn of_those_here<'a>(
    orders: impl Iterator<Item = &'a privacy::Event>,
    persons: &BTreeSet<Uuid>,
) -> Vec<privacy::Event> {
    let mut found = BTreeMap::new();
    for event in orders {
        let Some((id, order)) = event.order() else { continue };
        let is_here = match order.person {
            Some(Person::Customer { customer }) => persons.contains(&customer.0),
            Some(Person::Contact { contact, .. }) => persons.contains(&contact.0),
            Some(Person::User { user }) => persons.contains(&user.0),
            None => !order.subjects.is_disjoint(persons),
        };
        if is_here {
            found.insert(id, event.clone());
        }
    }
    found.into_values().collect()
}

/// The files of everyone who was not erased.
fn restore_files(order: &Order<'_>, needed: Vec<&Manifest>, destroyed: &BTreeSet<Uuid>) -> Result<usize, BackupError> {
    let mut files = 0;
    for manifest in needed {
        for item in manifest.files.iter().filter(|item| item.path.starts_with("files/")) {
            let whose = item.path.split('/').nth(1).and_then(|person| person.parse().ok());
            if whose.is_some_and(|person: Uuid| destroyed.contains(&person)) {
                continue;
            }
            let path = places::check(&order.from.join(&manifest.name), item)?;
            places::copy(&path, &order.data.join(&item.path), String::new())?;
            files += 1;
        }
    }
    Ok(files)
}

/// Notes in the log that it was restored, and orders again what had been ordered to be forgotten after the moment to which it was.
async fn note(
    data: &Path,
    zone: Tz,
    keys: &Keys,
    end: &End,
    log: Uuid,
    newest: &Manifest,
    orders: Vec<privacy::Event>,
) -> Result<(), BackupError> {
    let store = SqliteStore::open(data, Clock::Machine, Durability::Full).await?;
    let restored = Log::new(store.clone(), Arc::new(keys.clone()), Clock::Machine, zone);
    let head = end.head.parse().map_err(|_| StoreError::Damaged("its head is no hash".into()))?;
    let (before, position, made_at) = (newest.store_id, end.position, newest.made_at);
    let command = Command::NoteRestored { log, before, position, head, made_at };
    let given = || Given::by(Actor::system("restore"));
    let mut noted = restored.execute::<Anchor>(LOG, command, &given(), &Nobody).await;
    if noted.is_ok() {
        let command = privacy::Command::OrderAgain { orders };
        noted = restored.execute::<Privacy>(privacy::LOG, command, &given(), &Nobody).await;
    }
    store.close().await;
    match noted {
        Ok(_) => Ok(()),
        Err(CommandError::Store(error)) => Err(error.into()),
        Err(error) => Err(BackupError::Refused(error.to_string())),
    }
}

/// The event because of which one of these last did something, as the log tells it: what they thought of before it they have done.
///
/// # Errors
/// When the log can't be read.
pub fn last_cause(data: &Path, whose: impl Fn(&str) -> bool) -> Result<Option<Position>, StoreError> {
    let file = database::reader(&data.join(sqlite::FILE))?;
    let mut newest = file.prepare(sql::METADATA)?;
    let mut rows = newest.query([])?;
    while let Some(row) = rows.next()? {
        let Ok(metadata) = serde_json::from_str::<Metadata>(&row.get::<_, String>(0)?) else { continue };
        if let (Actor::System { name }, Some(cause)) = (metadata.actor, metadata.cause)
            && whose(&name)
        {
            let position =
                file.query_row(sql::POSITION_OF, [cause.as_bytes()], |row| row.get::<_, i64>(0)).optional()?;
            return Ok(position.and_then(|position| u64::try_from(position).ok()).map(Position));
        }
    }
    Ok(None)
}
