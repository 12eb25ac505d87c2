//! Whatever is done to a log behind its back is found, and the first bad position named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use event_store::{
    BadPosition, Clock, Durability, EventStore, Expected, NewEvent, NotVerified, Position, SqliteStore, verify,
};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

/// A log of 12 events in 4 streams.
async fn log() -> TempDir {
    let dir = TempDir::new().unwrap();
    let store = SqliteStore::open(dir.path(), Clock::Machine, Durability::Full).await.unwrap();
    fill(&store).await;
    store.close().await;
    dir
}

async fn fill(store: &SqliteStore) {
    for n in 0..4_u128 {
        let event = |m: u128| NewEvent {
            id: Uuid::from_u128(100 * n + m),
            event_type: "part_used".into(),
            version: 1,
            data: format!(r#"{{"article":"A-{n}","count":{m}}}"#),
            metadata: "{}".into(),
        };
        let name = format!("visit-{n}").parse().unwrap();
        store.append(&name, Expected::NoStream, (0..3).map(event).collect()).await.unwrap();
    }
}

/// Does something to the file that no engine would, and answers what the walk says to it.
async fn after(tampering: &str) -> BadPosition {
    let dir = log().await;
    tamper(dir.path(), tampering);
    match verify(dir.path(), |_| {}) {
        Err(NotVerified::Bad(bad)) => bad,
        other => panic!("{tampering}: {other:?}"),
    }
}

fn tamper(dir: &Path, sql: &str) {
    let raw = Connection::open(dir.join("events.db")).unwrap();
    let script =
        format!("PRAGMA foreign_keys = OFF; DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete; {sql}");
    raw.execute_batch(&script).unwrap();
    raw.close().unwrap();
}

#[tokio::test]
async fn an_untouched_log_is_whole_also_while_it_is_open() {
    let dir = TempDir::new().unwrap();
    let store = SqliteStore::open(dir.path(), Clock::Machine, Durability::Full).await.unwrap();
    let empty = verify(dir.path(), |_| {}).unwrap();
    assert_eq!((empty.events, empty.head), (0, store.head().1));
    fill(&store).await;
    let mut reached = Vec::new();
    let verified = verify(dir.path(), |position| reached.push(position)).unwrap();
    assert_eq!((verified.events, Some(verified.head)), (12, Some(store.head().1)));
    assert_eq!((verified.store_id, reached), (store.store_id(), vec![Position(12)]));
    store.close().await;
}

#[tokio::test]
async fn a_change_of_any_column_is_found() {
    for change in [
        "data = replace(data, '1', '2')",
        "metadata = '{\"a\":1}'",
        "event_type = 'part_lost'",
        "schema_version = 2",
        "recorded_at = recorded_at + 1",
        "event_id = randomblob(16)",
        "revision = 7",
        "stream_id = 3",
        "hash = randomblob(32)",
        "recorded_at = 9223372036854775807",
        "data = CAST(x'ff' AS TEXT)",
    ] {
        // Position 5 is revision 1 of the second stream; the others make room for what would clash.
        let make_room = "DELETE FROM events WHERE position > 5;";
        let bad = after(&format!("{make_room} UPDATE events SET {change} WHERE position = 5")).await;
        assert_eq!(bad.position, Position(5), "{change}: {}", bad.what);
    }
}

#[tokio::test]
async fn a_removed_event_is_found() {
    assert_eq!(after("DELETE FROM events WHERE position = 6").await.position, Position(6));
    assert_eq!(after("DELETE FROM events WHERE position = 1").await.position, Position(1));
}

#[tokio::test]
async fn a_removed_event_whose_place_was_closed_up_is_found() {
    let close_up = "DELETE FROM events WHERE position = 6; \
         UPDATE events SET position = -position WHERE position > 6; \
         UPDATE events SET position = -position - 1 WHERE position < 0";
    assert_eq!(after(close_up).await.position, Position(6));
}

#[tokio::test]
async fn two_events_that_changed_places_are_found() {
    let swap = "UPDATE events SET position = 99 WHERE position = 3; \
         UPDATE events SET position = 3 WHERE position = 8; UPDATE events SET position = 8 WHERE position = 99";
    assert_eq!(after(swap).await.position, Position(3));
}

#[tokio::test]
async fn an_added_event_is_found() {
    let row = "randomblob(16), 1, 3, 'part_used', 1, recorded_at, data, metadata, hash FROM events WHERE position = 12";
    assert_eq!(after(&format!("INSERT INTO events SELECT 13, {row}")).await.position, Position(13));
    assert_eq!(after(&format!("INSERT INTO events SELECT 0, {row}")).await.position, Position(1));
}

#[tokio::test]
async fn a_renamed_or_removed_stream_is_found() {
    assert_eq!(after("UPDATE streams SET name = 'visit-9' WHERE name = 'visit-1'").await.position, Position(4));
    assert_eq!(after("DELETE FROM streams WHERE name = 'visit-2'").await.position, Position(7));
}

#[tokio::test]
async fn the_events_of_another_log_are_found() {
    let other = "UPDATE meta SET value = '00000000-0000-4000-8000-000000000000' WHERE key = 'store_id'";
    assert_eq!(after(other).await.position, Position(1));
}

#[tokio::test]
async fn a_missing_log_is_no_whole_log() {
    let dir = TempDir::new().unwrap();
    assert!(matches!(verify(dir.path(), |_| {}), Err(NotVerified::Unreadable(_))));
}
