//! A log moves between engines and stays what it is; on a KurrentDB it is proved whole and backed up like any other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{path::Path, sync::Arc};

use chrono::{TimeDelta, Utc};
use event_store::{
    Address, Anchor, BadPosition, Clock, Durability, EventStore, Expected, Keys, KurrentStore, MasterKey, NewEvent,
    NotVerified, SqliteStore, StoreError,
    backup::{self, Order, Places},
    kurrent::{self, MoveError, Opening},
    verify, verify_server,
};
use kurrent_test_server::{Call, Cluster, Fault, Settings};
use support::{Store, all, stream};
use tempfile::TempDir;
use uuid::Uuid;

async fn cluster() -> (Cluster, Address) {
    let cluster = Cluster::start(1, Settings::default()).await.unwrap();
    let address = cluster.url().parse().unwrap();
    (cluster, address)
}

const METADATA: &str = r#"{"command_id":"00000000-0000-4000-8000-000000000001","command":"clock/strike","actor":{"system":{"name":"test"}},"correlation":"00000000-0000-4000-8000-000000000001"}"#;

/// As many strikes of the clock as asked for: events that can be decoded.
fn struck(count: usize) -> Vec<NewEvent> {
    let strike = |n| NewEvent {
        id: Uuid::new_v4(),
        event_type: "clock_struck".into(),
        version: 1,
        data: format!(r#"{{"job":"Łódź – 'tis {n} 😀","at":"2026-11-17T07:00:00"}}"#),
        metadata: METADATA.into(),
    };
    (0..count).map(strike).collect()
}

/// A log as a company has it: streams in each other's way, writes of several events, letters of all kinds.
async fn fill(dir: &Path, count: usize) {
    let clock = Clock::manual(Utc::now() - TimeDelta::days(30));
    let store = SqliteStore::open(dir, clock.clone(), Durability::Bulk).await.unwrap();
    let mut at = [Expected::NoStream; 7];
    for n in 0..count {
        clock.turn(clock.now() + TimeDelta::microseconds(1_234_567));
        let written = store.append(&stream(&format!("clock-{}", n % 7)), at[n % 7], struck(1 + n % 3)).await.unwrap();
        at[n % 7] = Expected::Exact(written.revision);
    }
    store.make_durable().await.unwrap();
    store.close().await;
}

async fn read(dir: &Path) -> Vec<event_store::StoredEvent> {
    let store = SqliteStore::open(dir, Clock::Machine, Durability::Full).await.unwrap();
    let log = all(&(store.clone() as Store)).await;
    store.close().await;
    log
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_and_back_it_is_the_same_log() {
    let ((_cluster, address), here, there, back) =
        (cluster().await, TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
    fill(here.path(), 40).await;
    let (before, whole) = (read(here.path()).await, verify(here.path(), |_| {}).unwrap());
    let moved = move_there(here.path(), &address).await.unwrap();
    assert_eq!((moved.events, moved.before, moved.head), (whole.events, 0, whole.head));
    assert!(!here.path().join("events.db").exists() && here.path().join("events-moved.db").exists());

    // Another node sees the same log, and it goes on there.
    let node = KurrentStore::open(there.path(), &address, Clock::Machine, Opening::Existing).await.unwrap();
    assert_eq!((node.store_id(), node.head().1), (whole.store_id, whole.head));
    assert!(all(&(node.clone() as Store)).await == before);
    node.append(&stream("clock-new"), Expected::NoStream, struck(2)).await.unwrap();
    let (head, log) = (node.head(), all(&(node.clone() as Store)).await);
    node.close().await;

    let moved = kurrent::from_server(back.path(), &address, |_, _| {}).await.unwrap();
    assert_eq!((moved.events, moved.head), (whole.events + 2, head.1));
    assert!(read(back.path()).await == log);
    assert_eq!(verify(back.path(), |_| {}).unwrap().store_id, whole.store_id);
    let twice = kurrent::from_server(back.path(), &address, |_, _| {}).await;
    assert!(matches!(twice, Err(MoveError::Refused(why)) if why.contains("holds a log already")));
}

async fn move_there(dir: &Path, address: &Address) -> Result<kurrent::Moved, MoveError> {
    kurrent::to_server(dir, address, |_, _| {}).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_broken_off_goes_on_and_nothing_lies_there_twice() {
    let ((cluster, address), here, back) = (cluster().await, TempDir::new().unwrap(), TempDir::new().unwrap());
    fill(here.path(), 60).await;
    let whole = verify(here.path(), |_| {}).unwrap();
    // Denied in the middle: it stops there. What became of the writes before is unknown now and then.
    for fault in [Fault::UnavailableAfter, Fault::DropAfter, Fault::UnavailableBefore] {
        cluster.panel().set(Call::Append, fault, 1);
    }
    let mut reached = 0;
    let broken = kurrent::to_server(here.path(), &address, |done, _| {
        if done > 30 && reached <= 30 {
            cluster.panel().set(Call::Append, Fault::Denied, 1);
        }
        reached = done;
    });
    assert!(matches!(broken.await, Err(MoveError::Store(_))));
    assert!(reached > 30 && reached < whole.events && here.path().join("events.db").exists());
    // Half a log is none yet.
    let half = KurrentStore::open(back.path(), &address, Clock::Machine, Opening::Usual).await.err().unwrap();
    assert!(matches!(half, StoreError::Unfinished(_)), "{half}");
    let said = half.to_string();
    assert!(
        said.contains("not finished") && said.contains("migrate-log --to` again") && !said.contains("damaged"),
        "{said}"
    );
    let moved = move_there(here.path(), &address).await.unwrap();
    assert_eq!((moved.events, moved.before, moved.head), (whole.events, reached, whole.head));

    // Back the same way: what was broken off after fifty events is gone on from.
    let copy = back.path().join("events-copying.db");
    kurrent::from_server(back.path(), &address, |_, _| {}).await.unwrap();
    std::fs::rename(back.path().join("events.db"), &copy).unwrap();
    let raw = rusqlite::Connection::open(&copy).unwrap();
    let guard: String =
        raw.query_row("SELECT sql FROM sqlite_schema WHERE name = 'events_no_delete'", [], |row| row.get(0)).unwrap();
    raw.execute_batch(&format!("DROP TRIGGER events_no_delete; DELETE FROM events WHERE position > 50; {guard}"))
        .unwrap();
    raw.close().unwrap();
    let again = kurrent::from_server(back.path(), &address, |_, _| {}).await.unwrap();
    assert_eq!((again.events, again.before, again.head), (whole.events, 50, whole.head));
    assert_eq!(verify(back.path(), |_| {}).unwrap().head, whole.head);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_is_mixed_with_another() {
    let ((_cluster, address), here, other) = (cluster().await, TempDir::new().unwrap(), TempDir::new().unwrap());
    fill(here.path(), 3).await;
    fill(other.path(), 3).await;
    move_there(here.path(), &address).await.unwrap();
    let refused = move_there(other.path(), &address).await;
    assert!(matches!(refused, Err(MoveError::Refused(why)) if why.contains("another log already")));
    assert!(other.path().join("events.db").exists());
    let nothing = move_there(TempDir::new().unwrap().path(), &address).await;
    assert!(matches!(nothing, Err(MoveError::Refused(_))));
}

/// Opens the log of a server in a folder, and lets it go again.
async fn follow(dir: &Path, address: &Address) {
    KurrentStore::open(dir, address, Clock::Machine, Opening::Existing).await.unwrap().close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_server_too_a_log_is_proved_whole_and_what_was_forged_is_found() {
    let ((cluster, address), here) = (cluster().await, TempDir::new().unwrap());
    fill(here.path(), 40).await;
    let (before, whole) = (read(here.path()).await, verify(here.path(), |_| {}).unwrap());
    move_there(here.path(), &address).await.unwrap();
    let anchor = Anchor { position: 9, head: before[8].hash, source: "the anchor".into() };
    let prove = |anchors: &[Anchor]| verify_server(here.path(), &address, anchors, |_, _| {});
    let verified = prove(std::slice::from_ref(&anchor)).unwrap();
    assert_eq!((verified.store_id, verified.events, verified.head), (whole.store_id, whole.events, whole.head));
    let wrong = Anchor { position: 9, head: [7; 32], source: "the anchor".into() };
    assert!(matches!(prove(&[wrong]), Err(NotVerified::Bad(BadPosition { position, .. })) if position.0 == 9));

    // A letter of an event is changed in the server's files.
    let victim = &before[30];
    let (name, revision) = (victim.stream.as_str(), victim.revision.0);
    let honest = std::cell::RefCell::new(Vec::new());
    cluster.log().forge(name, revision, |record| {
        honest.replace(record.data.clone());
        record.data = String::from_utf8(record.data.clone()).unwrap().replace("07:00:00", "08:00:00").into_bytes();
    });
    let bad = prove(&[]).unwrap_err();
    assert!(matches!(&bad, NotVerified::Bad(bad) if bad.position == victim.position), "{bad}");
    // Who follows the log only afterwards sees a log that is whole in itself; the note of where it stood tells.
    let later = TempDir::new().unwrap();
    follow(later.path(), &address).await;
    let anchor = Anchor { position: whole.events, head: whole.head, source: "the anchor".into() };
    verify_server(later.path(), &address, &[], |_, _| {}).unwrap();
    let bad = verify_server(later.path(), &address, &[anchor], |_, _| {}).unwrap_err();
    assert!(matches!(&bad, NotVerified::Bad(bad) if bad.what.contains("written anew")), "{bad}");
    cluster.log().forge(name, revision, |record| record.data = honest.take());
    prove(&[]).unwrap();
    // One event takes another's id.
    cluster.log().forge(name, revision, |record| record.id = Uuid::new_v4());
    let bad = prove(&[]).unwrap_err();
    assert!(matches!(&bad, NotVerified::Bad(bad) if bad.position == victim.position), "{bad}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backups_go_on_when_the_log_has_moved() {
    let ((_cluster, address), here, to) = (cluster().await, TempDir::new().unwrap(), TempDir::new().unwrap());
    fill(here.path(), 20).await;
    let master = MasterKey::load_or_create(&here.path().join("master.key")).unwrap();
    Keys::open(here.path(), master).await.unwrap().close().await;
    let places = Places { to: to.path().join("log"), keys_to: to.path().join("keys") };
    for folder in [&places.to, &places.keys_to] {
        std::fs::create_dir(folder).unwrap();
    }
    let run = |server: Option<&Address>, hour| {
        let now = Utc::now() + TimeDelta::hours(hour);
        let order = Order {
            data: here.path(),
            common: here.path(),
            server,
            places: &places,
            full: false,
            now,
            keep_days: 30,
            keys_keep_days: 30,
            werkbank: "test",
        };
        backup::run(&order)
    };
    let full = run(None, 0).unwrap().made.unwrap();
    move_there(here.path(), &address).await.unwrap();
    assert!(run(Some(&address), 1).unwrap().made.is_none(), "nothing happened since");
    let node = KurrentStore::open(here.path(), &address, Clock::Machine, Opening::Existing).await.unwrap();
    node.append(&stream("clock-new"), Expected::NoStream, struck(5)).await.unwrap();
    let increment = run(Some(&address), 2).unwrap().made.unwrap();
    assert_eq!((increment.follows, increment.from), (Some(full.name), full.until.clone()));
    assert_eq!(increment.until.position, full.until.position + 5);
    node.close().await;
}

/// Whoever shares the file may be sure that nobody else writes there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_is_in_use_is_not_moved() {
    let ((_cluster, address), here) = (cluster().await, TempDir::new().unwrap());
    fill(here.path(), 3).await;
    let open: Arc<SqliteStore> = SqliteStore::open(here.path(), Clock::Machine, Durability::Full).await.unwrap();
    let refused = move_there(here.path(), &address).await;
    assert!(matches!(refused, Err(MoveError::Store(StoreError::Locked(_)))));
    open.close().await;
}
