//! Backups: what they hold, what they refuse, and that what is restored from them is what was there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Actor, Sha256, anchor, customer,
    registry::{AnyCommand, AnyEvent},
};
use event_store::{
    Clock, Durability, EventStore, Files, Given, KeyState, Keys, Log, MasterKey, Nobody, Recorded, SqliteStore,
    backup::{self, BackupError, Kind, Manifest, Order, Places, Report, restore},
    codec, verify_whole,
};
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

/// A data folder that is served, and two folders for its backups.
struct Company {
    folder: TempDir,
    clock: Clock,
    store: Arc<SqliteStore>,
    keys: Keys,
    log: Arc<Log>,
    files: Files,
}

fn master() -> MasterKey {
    MasterKey::from_hex(&"7f".repeat(32)).unwrap()
}

fn begins() -> DateTime<Utc> {
    "2026-11-17T08:00:00Z".parse().unwrap()
}

impl Company {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["data", "to", "keys"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self::open(folder, "data").await
    }

    async fn open(folder: TempDir, name: &str) -> Self {
        let (data, clock) = (folder.path().join(name), Clock::manual(begins()));
        let store = SqliteStore::open(&data, clock.clone(), Durability::Bulk).await.unwrap();
        let keys = Keys::open_for(&data, master(), Durability::Bulk).await.unwrap();
        let zone = chrono_tz::Europe::Amsterdam;
        let log = Arc::new(Log::new(store.clone(), Arc::new(keys.clone()), clock.clone(), zone));
        let files = Files::new(&data, keys.clone());
        Self { folder, clock, store, keys, log, files }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn places(&self) -> Places {
        Places { to: self.path("to"), keys_to: self.path("keys") }
    }

    /// Enters customers with these numbers.
    async fn customers(&self, numbers: std::ops::Range<u128>) {
        for n in numbers {
            enter(&self.log, n).await;
        }
    }

    async fn scan(&self, n: u128, content: &[u8]) -> Sha256 {
        self.files.put(Uuid::from_u128(n), content).await.unwrap()
    }

    fn later(&self, hours: i64) {
        self.clock.turn(self.clock.now() + TimeDelta::hours(hours));
    }

    fn order<'a>(&'a self, data: &'a Path, places: &'a Places) -> Order<'a> {
        let now = self.clock.now();
        Order {
            data,
            common: data,
            server: None,
            places,
            full: false,
            now,
            keep_days: 35,
            keys_keep_days: 30,
            werkbank: "0.0.0",
        }
    }

    fn try_backup(&self) -> Result<Report, BackupError> {
        backup::run(&self.order(&self.path("data"), &self.places()))
    }

    fn backup(&self) -> Report {
        self.try_backup().unwrap()
    }

    async fn try_restore(&self, name: &str, until: Option<DateTime<Utc>>) -> Result<restore::Restored, BackupError> {
        let (from, keys_from, data) = (self.path("to"), self.path("keys"), self.path(name));
        let zone = chrono_tz::Europe::Amsterdam;
        let order = restore::Order {
            from: &from,
            keys_from: &keys_from,
            data: &data,
            until,
            master: master(),
            zone,
            progress: &mut |_, _| {},
        };
        restore::run(order).await
    }

    /// What a restore says that does not come about.
    async fn refused(&self) -> String {
        let name = Uuid::new_v4().to_string();
        self.try_restore(&name, None).await.unwrap_err().to_string()
    }
}

async fn enter(log: &Log, n: u128) {
    let register = json!({"register": {
        "kind": "company", "name": format!("Klant {n}"), "email": format!("klant{n}@voorbeeld.example"),
        "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}}});
    let register: customer::Command = serde_json::from_value(register).unwrap();
    let given = Given::by(Actor::system("test"));
    log.run(&Uuid::from_u128(n).to_string(), AnyCommand::from(register), &given, &Nobody).await.unwrap();
}

/// Every event as the file holds it, letter by letter.
fn rows(data: &Path) -> Vec<String> {
    let sql = "SELECT position || hex(event_id) || stream_id || name || category || revision || event_type || schema_version \
         || recorded_at || data || metadata || hex(hash) FROM events JOIN streams ON id = stream_id ORDER BY position";
    column(&data.join("events.db"), sql)
}

fn key_rows(data: &Path) -> Vec<String> {
    let sql = "SELECT hex(subject) || coalesce(master, '') || hex(coalesce(nonce, '')) || hex(coalesce(wrapped, '')) FROM keys";
    column(&data.join("keys.db"), sql)
}

fn column(file: &Path, sql: &str) -> Vec<String> {
    let file = Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement = file.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

async fn events(company: &Company) -> Vec<Recorded> {
    let page = company.store.read_all(None, 1_000).await.unwrap();
    codec::decode_page(&company.keys, page.events).await.unwrap()
}

#[tokio::test]
async fn after_a_full_copy_increments_hold_only_what_is_new() {
    let company = Company::new().await;
    company.customers(0..5).await;
    company.scan(1, b"first").await;
    let full = company.backup().made.unwrap();
    assert_eq!(
        (full.kind, full.from.position, full.until.position),
        (Kind::Full, 0, company.store.head().0.unwrap().0)
    );
    assert_eq!(full.files.len(), 2, "{:?}", full.files);

    company.later(1);
    company.customers(5..7).await;
    company.scan(1, b"second").await;
    company.scan(1, b"first").await;
    let next = company.backup().made.unwrap();
    assert_eq!((next.kind, &next.follows, &next.from), (Kind::Increment, &Some(full.name.clone()), &full.until));
    assert_eq!(next.files.len(), 2, "only the second scan is new");
    assert!(next.until.position > full.until.position);

    company.later(1);
    assert_eq!(company.backup().made, None, "nothing happened");
    company.later(24 * 7);
    company.customers(7..8).await;
    let weekly = company.backup().made.unwrap();
    assert_eq!((weekly.kind, weekly.from.position, weekly.files.len()), (Kind::Full, 0, 3));
    assert!(names(&company.path("to")).iter().all(|name| !name.ends_with(".part")));
}

#[tokio::test]
async fn what_is_restored_is_what_was_there() {
    let company = Company::new().await;
    company.customers(0..40).await;
    let scan = company.scan(3, b"a signed contract").await;
    company.backup();
    company.later(1);
    company.customers(40..50).await;
    company.backup();
    let (before, keys) = (rows(&company.path("data")), key_rows(&company.path("data")));

    let restored = company.try_restore("anew", None).await.unwrap();
    assert_eq!((restored.position, restored.files, restored.destroyed), (before.len() as u64, 1, 0));
    let after = rows(&company.path("anew"));
    assert_eq!(after[..before.len()], before);
    assert_eq!(after.len(), before.len() + 1, "and one event that says so");
    assert_eq!(key_rows(&company.path("anew")), keys);
    let verified = verify_whole(&company.path("anew"), &[], |_, _| {}).unwrap();
    assert!(verified.store_id.0 == restored.log && verified.store_id != company.store.store_id());

    let mut anew = Company::open(TempDir::new().unwrap(), "elsewhere").await;
    anew.store.close().await;
    anew.keys.close().await;
    anew = Company::open(company.folder, "anew").await;
    let said = events(&anew).await.pop().unwrap();
    let AnyEvent::Anchor(anchor::Event::LogRestored { log, before: was, position, .. }) = said.event else { panic!() };
    assert_eq!((log, was, position), (restored.log, company.store.store_id().0, before.len() as u64));
    assert_eq!(anew.files.get(Uuid::from_u128(3), &scan).await.unwrap().unwrap(), b"a signed contract");
    // It goes on, and is backed up and restored like any other.
    anew.later(48);
    anew.customers(100..103).await;
    let places = anew.places();
    let made = backup::run(&anew.order(&anew.path("anew"), &places)).unwrap().made.unwrap();
    assert_eq!((made.kind, made.store_id), (Kind::Full, restored.log));
    let again = anew.try_restore("again", None).await.unwrap();
    assert_eq!(rows(&anew.path("again"))[..made.until.position as usize], rows(&anew.path("anew")));
    assert!(again.log != restored.log && verify_whole(&anew.path("again"), &[], |_, _| {}).is_ok());
}

#[tokio::test]
async fn a_log_is_restored_to_a_named_moment_and_old_anchors_before_it_still_hold() {
    let company = Company::new().await;
    let mut ends = Vec::new();
    for part in 0..6_u128 {
        company.customers(part * 10..part * 10 + 3).await;
        ends.push((company.clock.now(), rows(&company.path("data")).len() as u64));
        company.later(1);
        if part % 2 == 1 {
            company.backup();
        }
    }
    let before = rows(&company.path("data"));
    for (n, (at, position)) in ends.into_iter().enumerate() {
        let name = format!("at{n}");
        let restored = company.try_restore(&name, Some(at + TimeDelta::minutes(30))).await.unwrap();
        assert_eq!(restored.position, position, "{at}");
        assert_eq!(rows(&company.path(&name))[..position as usize], before[..position as usize]);
        let anchors = backup::anchors(&company.path("to"), company.store.store_id()).unwrap();
        let known: Vec<_> = anchors.into_iter().filter(|anchor| anchor.position <= position).collect();
        verify_whole(&company.path(&name), &known, |_, _| {}).unwrap();
        let given_up = backup::anchors(&company.path("to"), company.store.store_id()).unwrap().pop().unwrap();
        if given_up.position > position {
            let said = verify_whole(&company.path(&name), &[given_up], |_, _| {}).unwrap_err().to_string();
            assert!(said.contains(&format!("restored from a backup up to position {position}, and what")), "{said}");
        }
        assert_eq!(backup::anchors(&company.path("to"), event_store::StoreId(restored.log)).unwrap(), []);
    }
    let too_early = company.try_restore("early", Some(begins() - TimeDelta::days(1))).await;
    assert!(too_early.unwrap_err().to_string().contains("nothing had happened yet"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_one_moment_of_the_log() {
    let company = Company::new().await;
    company.customers(0..20).await;
    let writers: Vec<_> = (1..5_u128)
        .map(|writer| {
            let log = company.log.clone();
            tokio::spawn(async move {
                for n in 0..60 {
                    enter(&log, writer * 1_000 + n).await;
                }
            })
        })
        .collect();
    let mut last = None;
    while !writers.iter().all(tokio::task::JoinHandle::is_finished) {
        company.later(1);
        let (order, places) = (company.path("data"), company.places());
        let made = tokio::task::block_in_place(|| backup::run(&company.order(&order, &places))).unwrap();
        last = made.made.or(last);
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let until = last.unwrap().until.position as usize;
    company.try_restore("anew", None).await.unwrap();
    assert_eq!(rows(&company.path("anew"))[..until], rows(&company.path("data"))[..until]);
    company.later(1);
    company.backup();
    let all = rows(&company.path("data"));
    company.try_restore("last", None).await.unwrap();
    assert_eq!(rows(&company.path("last"))[..all.len()], all);
}

#[tokio::test]
async fn whoever_was_erased_since_is_erased_again() {
    let company = Company::new().await;
    company.customers(1..4).await;
    let scans = [company.scan(1, b"one").await, company.scan(2, b"two").await];
    company.backup();
    company.later(1);
    company.keys.destroy(Uuid::from_u128(2)).await.unwrap();
    let report = company.backup();
    assert_eq!(
        report.made.unwrap().destroyed,
        [Uuid::from_u128(2)],
        "an increment tells of it, though nothing else is new"
    );
    // The copy of the keys that knows it is lost: the older one still holds the key.
    for file in [report.keys.file.path.clone(), report.keys.file.path.replace(".db", ".json")] {
        fs::remove_file(company.path("keys").join(file)).unwrap();
    }
    let restored = company.try_restore("anew", Some(company.clock.now() - TimeDelta::minutes(30))).await.unwrap();
    assert_eq!((restored.destroyed, restored.files), (1, 1));
    let anew = Company::open(company.folder, "anew").await;
    let found = anew.keys.find(&[Uuid::from_u128(1), Uuid::from_u128(2)]).await.unwrap();
    assert!(matches!(found[&Uuid::from_u128(1)], KeyState::Held(_)));
    assert!(matches!(found[&Uuid::from_u128(2)], KeyState::Gone));
    assert_eq!(anew.files.get(Uuid::from_u128(1), &scans[0]).await.unwrap().unwrap(), b"one");
    assert_eq!(anew.files.get(Uuid::from_u128(2), &scans[1]).await.unwrap(), None);
    let told = events(&anew).await.into_iter().filter_map(|event| match event.event {
        AnyEvent::Customer(customer::Event::CustomerRegistered { name, .. }) => Some(name.text()),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), ["Klant 1", "", "Klant 3"]);
}

#[tokio::test]
async fn a_damaged_file_is_named_and_refused() {
    let company = Company::new().await;
    company.customers(0..10).await;
    company.scan(1, b"a scan").await;
    let report = company.backup();
    let made = report.made.unwrap();
    let folder = company.path("to").join(&made.name);
    let scan = made.files.iter().find(|file| file.path.starts_with("files/")).unwrap();
    let files = [
        folder.join("events.jsonl.gz"),
        folder.join(&scan.path),
        folder.join("manifest.json"),
        company.path("keys").join(&report.keys.file.path),
        company.path("keys").join(report.keys.file.path.replace(".db", ".json")),
    ];
    for file in files {
        let sound = fs::read(&file).unwrap();
        flip(&file);
        let said = company.refused().await;
        assert!(said.starts_with("the backup is damaged: ") && said.contains(file.to_str().unwrap()), "{said}");
        fs::write(&file, sound).unwrap();
    }
    let events = folder.join("events.jsonl.gz");
    fs::rename(&events, folder.join("away")).unwrap();
    assert!(company.refused().await.ends_with("events.jsonl.gz is missing"));
    fs::rename(folder.join("away"), &events).unwrap();
    company.try_restore("sound", None).await.unwrap();

    // What can't be gone on from is left as it is, and begun anew.
    flip(&folder.join("manifest.json"));
    company.later(1);
    company.customers(10..11).await;
    let report = company.backup();
    assert_eq!(report.made.unwrap().kind, Kind::Full);
    assert!(report.damaged.unwrap().contains("manifest.json"));
}

#[tokio::test]
async fn an_increment_without_the_one_before_it_is_refused() {
    let company = Company::new().await;
    company.customers(0..2).await;
    let full = company.backup().made.unwrap();
    company.later(1);
    company.customers(2..4).await;
    company.backup();
    fs::remove_dir_all(company.path("to").join(&full.name)).unwrap();
    let said = company.refused().await;
    assert!(said.contains(&full.name) && said.contains("missing"), "{said}");
    company.later(1);
    assert_eq!(company.backup().made.unwrap().kind, Kind::Full);
    company.try_restore("anew", None).await.unwrap();
}

#[tokio::test]
async fn a_copy_of_the_keys_that_is_older_than_the_log_is_refused() {
    let company = Company::new().await;
    company.customers(0..2).await;
    company.backup();
    company.later(1);
    let before = company.clock.now() - TimeDelta::minutes(30);
    company.customers(2..5).await;
    let newest = company.backup().keys.file.path;
    fs::remove_file(company.path("keys").join(newest.replace(".db", ".json"))).unwrap();
    let said = company.refused().await;
    assert!(said.contains("lacks 3 that the log needs") && said.contains("--until"), "{said}");
    company.try_restore("older", Some(before)).await.unwrap();
    for name in names(&company.path("keys")) {
        fs::remove_file(company.path("keys").join(name)).unwrap();
    }
    assert!(company.refused().await.contains("no copy of this log's keys"));
}

#[tokio::test]
async fn the_folder_says_when_it_was_backed_up_last_wherever_the_backups_are() {
    let company = Company::new().await;
    let (data, log) = (company.path("data"), company.store.store_id());
    assert_eq!(backup::noted(&data, log), None);
    company.customers(0..2).await;
    let full = company.backup();
    company.later(24);
    let nothing_new = company.backup();
    assert!(nothing_new.made.is_none());
    let noted = backup::noted(&data, log).unwrap();
    assert_eq!((noted.made_at, noted.name), (company.clock.now(), full.made.unwrap().name));
    assert_eq!((noted.kind, noted.full, noted.increments, noted.copies), (Kind::Full, 1, 0, 2));
    company.customers(2..3).await;
    company.later(24);
    let increment = company.backup().made.unwrap();
    fs::rename(company.path("to"), company.path("elsewhere")).unwrap();
    let noted = backup::noted(&data, log).unwrap();
    assert_eq!((noted.kind, noted.until, noted.increments), (Kind::Increment, increment.until.position, 1));
    assert_eq!(noted.events, increment.until.position - increment.from.position);
    assert!(noted.bytes > 0 && noted.files == 0);
    let another = event_store::StoreId(Uuid::from_u128(7));
    assert_eq!(backup::noted(&data, another), None, "it is of this log alone");
}

#[tokio::test]
async fn another_master_key_is_told_at_once() {
    let company = Company::new().await;
    company.customers(0..2).await;
    company.backup();
    let (from, keys_from, data) = (company.path("to"), company.path("keys"), company.path("anew"));
    let other = MasterKey::from_hex(&"1a".repeat(32)).unwrap();
    let zone = chrono_tz::Europe::Amsterdam;
    let order = restore::Order {
        from: &from,
        keys_from: &keys_from,
        data: &data,
        until: None,
        master: other,
        zone,
        progress: &mut |_, _| {},
    };
    let said = restore::run(order).await.unwrap_err().to_string();
    assert!(said.contains("wrapped with master key") && !data.exists(), "{said}");
}

#[tokio::test]
async fn a_folder_that_is_not_there_or_not_apart_is_named_and_nothing_is_made() {
    let company = Company::new().await;
    company.customers(0..2).await;
    let data = company.path("data");
    let said = |to: PathBuf, keys_to: PathBuf| {
        let places = Places { to, keys_to };
        backup::run(&company.order(&data, &places)).unwrap_err().to_string()
    };
    let gone = said(company.path("gone"), company.path("keys"));
    assert!(gone.starts_with("the backup folder") && gone.contains("can't be reached"), "{gone}");
    assert!(said(company.path("to"), company.path("gone")).starts_with("the folder for the keys"));
    assert!(!company.path("gone").exists());
    assert!(said(company.path("to"), company.path("to")).contains("a place of its own"));
    fs::create_dir(company.path("to").join("keys")).unwrap();
    assert!(said(company.path("to"), company.path("to").join("keys")).contains("a place of its own"));
    fs::create_dir(data.join("backup")).unwrap();
    assert!(said(data.join("backup"), company.path("keys")).contains("lies in the data folder"));
}

#[tokio::test]
async fn a_backup_that_fails_half_way_leaves_nothing() {
    let company = Company::new().await;
    company.customers(0..2).await;
    let before = company.backup();
    let (to, keys) = (names(&company.path("to")), names(&company.path("keys")));
    company.later(1);
    company.customers(2..4).await;
    // What looks like a file and can't be read stands in the way.
    let unreadable = company.path("data").join(format!("files/{}/{}", Uuid::from_u128(2), "ab".repeat(32)));
    fs::create_dir_all(&unreadable).unwrap();
    company.try_backup().unwrap_err();
    assert_eq!(names(&company.path("to")), to);
    assert_eq!(names(&company.path("keys")), keys);
    fs::remove_dir(unreadable).unwrap();
    // What a backup leaves behind that was killed goes with the next one; what is not ours is left alone.
    fs::create_dir(company.path("to").join("2026-11-17T08-00-00Z-9-full.part")).unwrap();
    fs::create_dir(company.path("to").join("lost+found-full")).unwrap();
    fs::write(company.path("keys").join("keys-2026-11-17T08-30-00Z.db"), "half").unwrap();
    let made = company.backup().made.unwrap();
    assert_eq!(made.follows, before.made.map(|made| made.name));
    assert_eq!(names(&company.path("keys")).len(), 4);
    assert_eq!(names(&company.path("to")).len(), 3);
}

#[tokio::test]
async fn a_log_that_is_not_the_one_backed_up_is_found_out() {
    let company = Company::new().await;
    company.customers(0..3).await;
    company.backup();
    company.later(1);
    company.store.close().await;
    let file = Connection::open(company.path("data").join("events.db")).unwrap();
    file.execute_batch(
        "DROP TRIGGER events_no_delete; DROP TRIGGER events_no_update; DELETE FROM events WHERE position > 2",
    )
    .unwrap();
    let said = company.try_backup().unwrap_err().to_string();
    assert!(said.contains("ends at position 2, but the backup") && said.contains("holds position 6"), "{said}");
    let changed = "INSERT INTO events SELECT 6, randomblob(16), 1, 9, event_type, 1, recorded_at, data, metadata, randomblob(32) \
         FROM events WHERE position = 1";
    file.execute_batch(changed).unwrap();
    let said = company.try_backup().unwrap_err().to_string();
    assert!(said.contains("at position 6 it is not what the backup"), "{said}");
}

#[tokio::test]
async fn damage_in_what_is_new_is_found_before_it_is_taken_for_a_backup() {
    let company = Company::new().await;
    company.customers(0..3).await;
    company.store.close().await;
    let file = Connection::open(company.path("data").join("events.db")).unwrap();
    let change = "DROP TRIGGER events_no_update; UPDATE events SET data = replace(data, 'company', 'private') WHERE position = 2";
    file.execute_batch(change).unwrap();
    let said = company.try_backup().unwrap_err().to_string();
    assert!(said.contains("damaged at position 2"), "{said}");
    assert_eq!(names(&company.path("to")), BTreeSet::new());
}

#[tokio::test]
async fn old_chains_go_as_a_whole_when_a_newer_one_is_complete() {
    let company = Company::new().await;
    let mut made: Vec<Manifest> = Vec::new();
    let mut removed = Vec::new();
    for day in 0..60_u128 {
        company.customers(day..day + 1).await;
        let report = company.backup();
        made.extend(report.made);
        removed.extend(report.removed);
        company.later(24);
    }
    let there: Vec<&Manifest> = made.iter().filter(|one| company.path("to").join(&one.name).exists()).collect();
    assert_eq!(there.len() + removed.len(), 60);
    assert_eq!(there.first().unwrap().kind, Kind::Full, "no increment stands alone");
    let now = company.clock.now() - TimeDelta::hours(24);
    let oldest = there.first().unwrap().made_at;
    assert!(oldest <= now - TimeDelta::days(35) && oldest > now - TimeDelta::days(35 + 7), "{oldest}");
    company.try_restore("anew", None).await.unwrap();

    let keys = names(&company.path("keys"));
    let copies = keys.iter().filter(|name| name.ends_with(".db")).count();
    assert!(copies == 31 && keys.len() == 62, "{copies} of {}", keys.len());
    // Where no newer one is made, nothing goes, however old it is.
    company.later(24 * 400);
    let left = names(&company.path("to")).len();
    let report = company.backup();
    assert_eq!(report.made.unwrap().kind, Kind::Full);
    assert!(names(&company.path("to")).len() < left && names(&company.path("keys")).len() == 2);
}
