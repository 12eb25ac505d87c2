//! The SQLite engine keeps what the port promises, and what it promises beyond.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod suite;
mod support;

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use event_store::{
    AppendError, Clock, Durability, EventStore, Expected, Position, Revision, SqliteStore, StoreError, verify,
};
use rusqlite::Connection;
use suite::Engine;
use support::{Store, all, event, events, stream};
use tempfile::TempDir;
use uuid::Uuid;

async fn open(dir: &Path) -> Arc<SqliteStore> {
    SqliteStore::open(dir, Clock::Machine, Durability::Full).await.unwrap()
}

fn raw(dir: &Path) -> Connection {
    Connection::open(dir.join("events.db")).unwrap()
}

/// Runs each case on a log of its own, and shows afterwards that the log is whole.
macro_rules! promises {
    ($($case:ident),* $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let dir = TempDir::new().unwrap();
            let store = open(dir.path()).await;
            suite::$case(store.clone()).await;
            store.close().await;
            let verified = verify(dir.path(), |_| {}).unwrap();
            assert_eq!((verified.events > 0).then_some(Position(verified.events)), store.head().0);
            assert_eq!(verified.head, store.head().1);
        }
    )*};
}

suite::every_promise!(promises);

/// A log in a folder of its own.
struct Sqlite {
    dir: TempDir,
    store: Mutex<Option<Arc<SqliteStore>>>,
}

impl Sqlite {
    fn new() -> Self {
        Self { dir: TempDir::new().unwrap(), store: Mutex::default() }
    }
}

#[async_trait]
impl Engine for Sqlite {
    async fn open(&self) -> Store {
        let store = open(self.dir.path()).await;
        *self.store.lock().unwrap() = Some(store.clone());
        store
    }

    async fn close(&self) {
        let store = self.store.lock().unwrap().take().unwrap();
        store.close().await;
        assert!(!self.dir.path().join("events.db-wal").exists(), "the file is whole after closing");
        verify(self.dir.path(), |_| {}).unwrap();
    }

    fn spoil(&self) {
        let breakage = "CREATE TRIGGER breakage BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'disk trouble'); END";
        raw(self.dir.path()).execute_batch(breakage).unwrap();
    }

    fn mend(&self) {
        raw(self.dir.path()).execute_batch("DROP TRIGGER breakage").unwrap();
    }
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    suite::a_restart_keeps_everything(&Sqlite::new()).await;
}

#[tokio::test]
async fn what_is_in_doubt_is_there_once_when_it_is_tried_again() {
    suite::what_is_in_doubt_is_there_once_when_it_is_tried_again(&Sqlite::new()).await;
}

#[tokio::test]
async fn each_log_has_an_identity_of_its_own() {
    suite::each_log_has_an_identity_of_its_own(&Sqlite::new(), &Sqlite::new()).await;
}

/// On one thread the appends all wait before the writer wakes, so they are one batch.
#[tokio::test]
async fn appends_of_one_batch_see_each_other() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path()).await;
    let (name, same, partly) = (stream("fault-1"), events(2), events(1));
    let partly = [same[0].clone(), partly[0].clone()].to_vec();
    let at = |expected, events| store.append(&name, expected, events);
    let (first, again, follows, partly, late, ahead) = tokio::join!(
        at(Expected::NoStream, same.clone()),
        at(Expected::NoStream, same.clone()),
        at(Expected::Exact(Revision(1)), events(1)),
        at(Expected::NoStream, partly),
        at(Expected::Exact(Revision(1)), events(1)),
        at(Expected::Exact(Revision(3)), events(1)),
    );
    let (first, again) = (first.unwrap(), again.unwrap());
    assert_eq!((first.replayed, again.replayed, first.position), (false, true, again.position));
    assert_eq!(follows.unwrap().position, Position(3));
    assert!(matches!(partly, Err(AppendError::Rejected(_))));
    assert_eq!((late, ahead.clone()), (ahead, Err(AppendError::Conflict { actual: Some(Revision(2)) })));
    store.close().await;
    assert_eq!(verify(dir.path(), |_| {}).unwrap().events, 3);
}

#[tokio::test]
async fn positions_have_no_gaps_also_after_refusals() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path()).await;
    let used = events(1);
    store.append(&stream("fault-1"), Expected::NoStream, used.clone()).await.unwrap();
    store.append(&stream("fault-2"), Expected::NoStream, used).await.unwrap_err();
    store.append(&stream("fault-1"), Expected::NoStream, events(1)).await.unwrap_err();
    store.append(&stream("fault-2"), Expected::NoStream, events(1)).await.unwrap();
    let positions: Vec<_> = all(&(store.clone() as Store)).await.into_iter().map(|e| e.position.0).collect();
    assert_eq!(positions, [1, 2]);
    store.close().await;
}

#[tokio::test]
async fn a_second_opening_is_refused_until_the_first_is_closed() {
    let dir = TempDir::new().unwrap();
    let first = open(dir.path()).await;
    let second = SqliteStore::open(dir.path(), Clock::Machine, Durability::Full).await;
    assert!(matches!(second, Err(StoreError::Locked(_))));
    first.close().await;
    open(dir.path()).await.close().await;
}

#[tokio::test]
async fn the_time_never_goes_back_and_is_whole_microseconds() {
    let dir = TempDir::new().unwrap();
    let noon: DateTime<Utc> = "2026-03-02T12:00:00.123456789Z".parse().unwrap();
    let clock = Clock::manual(noon);
    let store = SqliteStore::open(dir.path(), clock.clone(), Durability::Full).await.unwrap();
    for (n, minutes) in [0, -5, 1].into_iter().enumerate() {
        clock.turn(noon + TimeDelta::minutes(minutes));
        store.append(&stream(&format!("fault-{n}")), Expected::NoStream, events(1)).await.unwrap();
    }
    let times: Vec<_> = all(&(store.clone() as Store)).await.into_iter().map(|e| e.recorded_at).collect();
    let whole: DateTime<Utc> = "2026-03-02T12:00:00.123456Z".parse().unwrap();
    assert_eq!(times, [whole, whole, whole + TimeDelta::minutes(1)]);
    store.close().await;
}

#[tokio::test]
async fn a_clock_that_is_set_ahead_runs_on_and_may_not_be_set_to_before_the_newest_event() {
    let dir = TempDir::new().unwrap();
    let noon: DateTime<Utc> = "2126-03-02T12:00:00Z".parse().unwrap();
    let ahead = SqliteStore::open(dir.path(), Clock::running_from(noon), Durability::Full).await.unwrap();
    ahead.append(&stream("fault-1"), Expected::NoStream, events(1)).await.unwrap();
    let newest = all(&(ahead.clone() as Store)).await[0].recorded_at;
    assert!(newest > noon && newest < noon + TimeDelta::minutes(5), "{newest}");
    ahead.close().await;
    // However slow the machine, an hour earlier is earlier.
    let hour_before = Clock::running_from(noon - TimeDelta::hours(1));
    let behind = SqliteStore::open(dir.path(), hour_before, Durability::Full).await;
    assert!(matches!(behind, Err(StoreError::ClockBehind { newest: known, .. }) if known == newest));
    let day_later = Clock::running_from(noon + TimeDelta::days(1));
    SqliteStore::open(dir.path(), day_later, Durability::Full).await.unwrap().close().await;
}

#[tokio::test]
async fn a_bulk_fill_ends_durable_and_whole() {
    let dir = TempDir::new().unwrap();
    let store = SqliteStore::open(dir.path(), Clock::Machine, Durability::Bulk).await.unwrap();
    for n in 0..20 {
        store.append(&stream(&format!("fault-{n}")), Expected::NoStream, events(100)).await.unwrap();
    }
    store.make_durable().await.unwrap();
    assert_eq!(std::fs::metadata(dir.path().join("events.db-wal")).unwrap().len(), 0, "all is in the file itself");
    store.append(&stream("fault-20"), Expected::NoStream, events(1)).await.unwrap();
    store.close().await;
    assert_eq!(verify(dir.path(), |_| {}).unwrap().events, 2001);
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_remove_an_event() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path()).await;
    store.append(&stream("fault-1"), Expected::NoStream, vec![event(Uuid::new_v4(), "{}")]).await.unwrap();
    let raw = raw(dir.path());
    for change in ["UPDATE events SET data = '{}'", "DELETE FROM events"] {
        let error = raw.execute_batch(change).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
    raw.close().unwrap();
    store.close().await;
}

#[tokio::test]
async fn no_query_of_the_log_walks_through_a_table() {
    let dir = TempDir::new().unwrap();
    open(dir.path()).await.close().await;
    let raw = raw(dir.path());
    for query in event_store::sqlite::sql::QUERIES {
        let mut explain = raw.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let details = explain.raw_query().mapped(|row| row.get("detail"));
        let plan: Vec<String> = details.collect::<Result<_, _>>().unwrap();
        // A list that came in as an argument is walked through; a table of the file never is, nor anything sorted.
        let walks = |step: &&String| step.starts_with("SCAN") && !step.starts_with("SCAN j ");
        assert!(!plan.iter().any(|step| walks(&step) || step.contains("TEMP B-TREE")), "{query}\n{plan:#?}");
    }
    raw.close().unwrap();
}
