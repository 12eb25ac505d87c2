//! A department's file: a page goes in whole or not at all, and what can't be trusted is made anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{path::Path, sync::Arc};

use domain::{Actor, registry::AnyEvent};
use event_store::{Metadata, Position, Recorded, Revision, StoreId};
use projections::{Department, Reads, Writes, ask, values};
use tempfile::TempDir;
use uuid::Uuid;

/// A number that its table does not take.
const WRONG: u64 = 7;

static NOTES: Department =
    Department { name: "notes", version: 1, schema: &[SCHEMA], models: &[note, count], for_reactors: false };
static HASTY: Department = Department { name: "notes", version: 2, ..NOTES };
const SCHEMA: &str = "CREATE TABLE notes (at INTEGER PRIMARY KEY CHECK (at <> 7)) STRICT; CREATE TABLE counts (n INTEGER) STRICT; INSERT INTO counts VALUES (0)";

fn note(event: &Recorded, writes: &mut Writes) {
    if event.revision.0 == 0 {
        writes.run("INSERT INTO notes VALUES (?1)", values![event.position.0]);
    }
}

fn count(event: &Recorded, writes: &mut Writes) {
    if event.revision.0 == 0 {
        writes.run("UPDATE counts SET n = n + 1", values![]);
    }
}

/// Events at these positions; only those of revision 0 change a table.
fn events(positions: impl IntoIterator<Item = u64>, revision: u64) -> Vec<Recorded> {
    let event: AnyEvent = AnyEvent::decode("series", r#"{"number_drawn":{"owner":"fault-1"}}"#).unwrap();
    let event = |position: u64| Recorded {
        id: Uuid::from_u128(position.into()),
        position: Position(position),
        stream: "series-fault".parse().unwrap(),
        revision: Revision(revision),
        event_type: "number_drawn".into(),
        recorded_at: "2026-11-17T09:00:00Z".parse().unwrap(),
        metadata: Metadata {
            command_id: Uuid::nil(),
            command: "series/draw".into(),
            actor: Actor::system("test"),
            cause: None,
            correlation: Uuid::nil(),
            undoes: Vec::new(),
        },
        event: event.clone(),
    };
    positions.into_iter().map(event).collect()
}

async fn open(dir: &Path, log: u128) -> Arc<Reads> {
    Reads::open(dir, &NOTES, StoreId(Uuid::from_u128(log)), false).await.unwrap()
}

async fn number(reads: &Reads, sql: &'static str) -> i64 {
    ask(sql).fetch_one(&reads.pool).await.unwrap().get(0).unwrap()
}

async fn state(reads: &Reads) -> (i64, i64, Option<Position>) {
    let notes = number(reads, "SELECT count(*) FROM notes").await;
    (notes, number(reads, "SELECT n FROM counts").await, reads.applied())
}

#[tokio::test]
async fn of_a_page_with_an_event_that_fails_nothing_is_kept() {
    let dir = TempDir::new().unwrap();
    let reads = open(dir.path(), 1).await;
    reads.take(&events(1..4, 0), Some(Position(3))).unwrap();
    for _ in 0..2 {
        let error = reads.take(&events(4..=WRONG, 0), Some(Position(WRONG))).unwrap_err();
        assert!(error.to_string().contains("CHECK"), "{error}");
        assert_eq!(state(&reads).await, (3, 3, Some(Position(3))));
    }
    reads.take(&events(4..WRONG, 0), Some(Position(WRONG - 1))).unwrap();
    assert_eq!(state(&reads).await, (6, 6, Some(Position(6))));
    reads.close().await;
    drop(reads);
    assert_eq!(state(&*open(dir.path(), 1).await).await, (6, 6, Some(Position(6))));
}

#[tokio::test]
async fn what_was_taken_in_before_is_passed_over() {
    let dir = TempDir::new().unwrap();
    let reads = open(dir.path(), 1).await;
    for _ in 0..2 {
        reads.take(&events(1..4, 0), Some(Position(3))).unwrap();
    }
    reads.take(&events(1..6, 0), Some(Position(5))).unwrap();
    assert_eq!(state(&reads).await, (5, 5, Some(Position(5))));
}

#[tokio::test]
async fn events_that_change_nothing_are_known_as_taken_in_after_a_close_and_after_many() {
    let dir = TempDir::new().unwrap();
    let reads = open(dir.path(), 1).await;
    let stands = "SELECT coalesce(position, 0) FROM checkpoint";
    reads.take(&events(1..4, 1), Some(Position(3))).unwrap();
    assert_eq!((reads.applied(), number(&reads, stands).await), (Some(Position(3)), 0), "nothing to be written yet");
    reads.take(&events(4..2_000, 1), Some(Position(1_999))).unwrap();
    assert_eq!(number(&reads, stands).await, 1_999);
    reads.take(&events(2_000..2_002, 1), Some(Position(2_001))).unwrap();
    reads.close().await;
    drop(reads);
    assert_eq!(open(dir.path(), 1).await.applied(), Some(Position(2_001)));
}

#[tokio::test]
async fn a_file_of_another_log_or_of_another_version_or_unreadable_is_made_anew() {
    let dir = TempDir::new().unwrap();
    let taken = async |log| {
        let reads = open(dir.path(), log).await;
        let before = state(&reads).await;
        reads.take(&events(1..4, 0), Some(Position(3))).unwrap();
        reads.close().await;
        before
    };
    assert_eq!(taken(1).await, (0, 0, None));
    assert_eq!(taken(1).await, (3, 3, Some(Position(3))));
    assert_eq!(taken(2).await, (0, 0, None));
    std::fs::write(dir.path().join("notes.v1.db"), "no database at all, but quite long enough to be taken for one")
        .unwrap();
    assert_eq!(taken(2).await, (0, 0, None));
    let newer = Reads::open(dir.path(), &HASTY, StoreId(Uuid::from_u128(2)), false).await.unwrap();
    assert_eq!(state(&newer).await, (0, 0, None));
    assert!(!dir.path().join("notes.v1.db").exists());
}

/// Taken in by pages of a thousand, as a rebuild does.
fn fill(reads: &Reads, events: &[Recorded]) {
    for page in
        events.chunks(1_000).filter(|page| page.last().unwrap().position > reads.applied().unwrap_or(Position(0)))
    {
        reads.take(page, Some(page.last().unwrap().position)).unwrap();
    }
}

#[tokio::test]
async fn a_rebuild_that_was_broken_off_goes_on_where_it_was_committed_last() {
    let dir = TempDir::new().unwrap();
    let many = events((1..=55_500).filter(|at| *at != WRONG), 0);
    let reads = open(dir.path(), 1).await;
    reads.begin_filling().unwrap();
    fill(&reads, &many);
    assert_eq!(reads.applied(), Some(Position(55_500)));
    drop(reads);
    let reads = open(dir.path(), 1).await;
    let (notes, counted, at) = state(&reads).await;
    let at = at.unwrap().0;
    // The seventh is left out, so that a page ends one later.
    assert_eq!((notes, counted, at), (50_000, 50_000, 50_001));
    reads.begin_filling().unwrap();
    reads.take(&many, Some(Position(55_500))).unwrap();
    reads.end_filling(true).unwrap();
    assert_eq!(state(&reads).await, (55_499, 55_499, Some(Position(55_500))));
    drop(reads);
    assert_eq!(state(&*open(dir.path(), 1).await).await, (55_499, 55_499, Some(Position(55_500))));
}

#[tokio::test]
async fn what_fails_while_a_file_is_filled_takes_back_what_was_not_committed_and_the_department_knows() {
    let dir = TempDir::new().unwrap();
    let reads = open(dir.path(), 1).await;
    reads.take(&events(1..3, 0), Some(Position(2))).unwrap();
    reads.begin_filling().unwrap();
    reads.take(&events(3..5, 0), Some(Position(4))).unwrap();
    let error = reads.take(&events(5..=WRONG, 0), Some(Position(WRONG))).unwrap_err();
    assert!(error.to_string().starts_with("number_drawn at position 7 can't be taken in: "), "{error}");
    assert_eq!(reads.applied(), Some(Position(2)));
    reads.end_filling(false).unwrap();
    assert_eq!(state(&reads).await, (2, 2, Some(Position(2))));
}

static SHY: Department = Department { models: &[note, shy], ..NOTES };

fn shy(event: &Recorded, _: &mut Writes) {
    assert!(event.position.0 < 4, "a read model that panics");
}

#[tokio::test]
async fn a_read_model_that_panics_while_a_file_is_filled_leaves_no_gap() {
    let dir = TempDir::new().unwrap();
    let reads = Reads::open(dir.path(), &SHY, StoreId(Uuid::from_u128(1)), false).await.unwrap();
    reads.begin_filling().unwrap();
    reads.take(&events(1..3, 0), Some(Position(2))).unwrap();
    let broken = std::panic::AssertUnwindSafe(|| reads.take(&events(3..6, 0), Some(Position(5))));
    assert!(std::panic::catch_unwind(broken).is_err());
    assert!(reads.take(&events(6..8, 0), Some(Position(7))).is_err(), "what comes next is not taken in without it");
    reads.end_filling(false).unwrap();
    let notes = number(&reads, "SELECT count(*) FROM notes").await;
    assert_eq!((notes, reads.applied()), (0, None));
}

/// Nobody waits for the disk while a file is filled: a power cut may have ruined it unseen. Killed, it goes on.
#[tokio::test]
async fn a_file_that_was_being_filled_goes_on_after_a_kill_and_is_made_anew_after_the_machine_stopped() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("notes.v1.db");
    let mark = |path: &Path| {
        let file = rusqlite::Connection::open(path).unwrap();
        file.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let reads = open(dir.path(), 1).await;
    reads.take(&events(1..4, 0), Some(Position(3))).unwrap();
    reads.begin_filling().unwrap();
    drop(reads);
    assert_ne!(mark(&path), 0);

    let reads = open(dir.path(), 1).await;
    assert_eq!(
        (state(&reads).await, mark(&path)),
        ((3, 3, Some(Position(3))), 0),
        "killed, and put on disk by the next"
    );
    reads.begin_filling().unwrap();
    reads.end_filling(true).unwrap();
    assert_eq!(mark(&path), 0, "filled to its end");
    reads.begin_filling().unwrap();
    drop(reads);
    for of_another_start in [1, mark(&path) ^ 0x0f00] {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(&format!("PRAGMA user_version = {of_another_start}")).unwrap();
        drop(file);
        let reads = open(dir.path(), 1).await;
        assert_eq!(state(&reads).await, (0, 0, None));
        reads.take(&events(1..4, 0), Some(Position(3))).unwrap();
        reads.close().await;
    }
}
