//! A log whose chain is sound may still hold what no Werkbank can read, or not what was noted of it elsewhere; and whatever byte
//! of its file is flipped, either nothing is changed by it or it is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{fs, path::Path, sync::Arc};

use event_store::{
    Anchor, Clock, Durability, EventStore, Expected, Keys, MasterKey, NewEvent, NotVerified, Position, SqliteStore,
    StoredEvent, Verified, seal, verify_whole,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

const METADATA: &str = r#"{"command_id":"00000000-0000-4000-8000-000000000001","command":"fault/report","actor":{"system":{"name":"test"}},"correlation":"00000000-0000-4000-8000-000000000001"}"#;

fn whole(dir: &Path, anchors: &[Anchor]) -> Result<Verified, NotVerified> {
    verify_whole(dir, anchors, |_, _| {})
}

/// Where it is bad, and what is said.
fn bad(dir: &Path, anchors: &[Anchor]) -> (u64, String) {
    match whole(dir, anchors) {
        Err(NotVerified::Bad(bad)) => (bad.position.0, bad.what),
        other => panic!("{other:?}"),
    }
}

async fn open(dir: &Path) -> Arc<SqliteStore> {
    SqliteStore::open(dir, Clock::Machine, Durability::Bulk).await.unwrap()
}

/// Appends an event as the first of its stream.
async fn put(store: &SqliteStore, stream: &str, event_type: &str, version: u16, id: Uuid, data: String) {
    let event = NewEvent { id, event_type: event_type.into(), version, data, metadata: METADATA.into() };
    store.append(&stream.parse().unwrap(), Expected::NoStream, vec![event]).await.unwrap();
}

fn struck(n: u32) -> String {
    format!(r#"{{"job":"job-{n}","at":"2026-11-17T07:00:00"}}"#)
}

/// A log of so many strikes of the clock, in 32 streams at most.
async fn clocks(dir: &Path, events: u32) {
    let store = open(dir).await;
    for n in 0..events {
        put(&store, &format!("clock-{n}"), "clock_struck", 1, Uuid::from_u128(n.into()), struck(n)).await;
    }
    store.close().await;
}

async fn events(dir: &Path) -> Vec<StoredEvent> {
    let store = open(dir).await;
    let events = store.read_all(None, 1_000).await.unwrap().events;
    store.close().await;
    events
}

fn anchor(position: u64, head: [u8; 32]) -> Anchor {
    Anchor { position, head, source: "the mail".into() }
}

#[tokio::test]
async fn every_event_that_ever_was_can_be_read_without_its_keys() {
    let (dir, away) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let master = MasterKey::load_or_create(&away.path().join("master.key")).unwrap();
    let keys = Keys::open(away.path(), master).await.unwrap();
    let store = open(dir.path()).await;
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/golden");
    let mut samples = 0;
    for file in fs::read_dir(golden).unwrap() {
        let mut sample: Value = serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
        let (id, text) = (Uuid::from_u128(samples), |name: &str| sample[name].as_str().unwrap().to_owned());
        let (category, event_type) = (text("category"), text("type"));
        // What it says of this log is held against it elsewhere.
        if category == "anchor" {
            continue;
        }
        let version = sample["version"].as_u64().unwrap().try_into().unwrap();
        seal::seal(&keys, &mut sample["data"], id).await.unwrap();
        put(&store, &format!("{category}-{samples}"), &event_type, version, id, sample["data"].to_string()).await;
        samples += 1;
    }
    keys.close().await;
    assert_eq!(u128::from(whole(dir.path(), &[]).unwrap().events), samples);
    store.close().await;
}

#[tokio::test]
async fn what_can_t_be_read_is_found_though_the_chain_is_sound() {
    let sealed = |seal: Value| json!({"job": {"$sealed": seal}, "at": "2026-11-17T07:00:00"}).to_string();
    let right = json!({"s": Uuid::nil(), "k": 1, "n": "00".repeat(24), "c": "ab"});
    let with = |name: &str, value: Value| {
        let mut seal = right.clone();
        seal[name] = value;
        sealed(seal)
    };
    let open = json!({"job": {"$personal": {"subject": Uuid::nil(), "value": "x"}}, "at": "2026-11-17T07:00:00"});
    for (stream, event_type, version, data, says) in [
        ("clock-x", "clock_exploded", 1, struck(1), "does not decode"),
        ("clock-x", "clock_struck", 2, struck(1), "this Werkbank knows 1 to 1"),
        ("clock-x", "clock_struck", 1, r#"{"job":"x"}"#.to_owned(), "missing field"),
        ("gadget-x", "clock_struck", 1, struck(1), "no kind of thing is called gadget"),
        ("clock-x", "clock_struck", 1, with("n", json!("00")), "not of a form that is known"),
        ("clock-x", "clock_struck", 1, with("c", json!("xy")), "not of a form that is known"),
        ("clock-x", "clock_struck", 1, with("k", json!(2)), "not of a form that is known"),
        ("clock-x", "clock_struck", 1, with("s", json!("me")), "not of its form"),
        ("clock-x", "clock_struck", 1, open.to_string(), "is not sealed"),
    ] {
        let dir = TempDir::new().unwrap();
        clocks(dir.path(), 3).await;
        let store = self::open(dir.path()).await;
        put(&store, stream, event_type, version, Uuid::max(), data).await;
        put(&store, "clock-y", "clock_exploded", 1, Uuid::from_u128(99), struck(9)).await;
        store.close().await;
        let (position, what) = bad(dir.path(), &[]);
        assert!(position == 4 && what.contains(says), "{position}: {what}");
    }
}

#[tokio::test]
async fn a_log_must_meet_what_was_noted_of_it_elsewhere() {
    let dir = TempDir::new().unwrap();
    clocks(dir.path(), 30).await;
    let events = events(dir.path()).await;
    let at = |position: usize| anchor(position as u64, events[position - 1].hash);
    assert!(whole(dir.path(), &[at(30), at(12)]).is_ok());
    let (position, what) = bad(dir.path(), &[at(12), anchor(20, [7; 32]), at(5)]);
    assert_eq!((position, &*what), (20, "not what the mail noted: the log was written anew after position 12"));
    let (position, what) = bad(dir.path(), &[anchor(35, [7; 32])]);
    assert_eq!((position, &*what), (31, "missing: the log ends at position 30, but the mail knows position 35"));
    let text = format!("12:{}", "ab".repeat(32));
    assert_eq!(text.parse::<Anchor>().unwrap().head, [0xab; 32]);
    for wrong in ["12", "12:ab", "0:", "x:00", &text[1..].replace("2:", ":")] {
        assert!(wrong.parse::<Anchor>().is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn an_anchor_within_the_log_must_be_true() {
    let dir = TempDir::new().unwrap();
    clocks(dir.path(), 5).await;
    let head = |byte: &str| json!({"position": 4, "head": byte.repeat(32)}).to_string();
    let hash: String = events(dir.path()).await[3].hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let store = open(dir.path()).await;
    let truth = json!({"position": 4, "head": hash}).to_string();
    put(&store, "anchor-log", "anchor_set", 1, Uuid::from_u128(100), truth).await;
    assert!(whole(dir.path(), &[]).is_ok());
    put(&store, "anchor-two", "anchor_set", 1, Uuid::from_u128(101), head("ab")).await;
    store.close().await;
    assert_eq!(bad(dir.path(), &[]).0, 7);
}

#[tokio::test]
async fn a_trigger_that_was_dropped_is_found() {
    let dir = TempDir::new().unwrap();
    clocks(dir.path(), 5).await;
    let raw = rusqlite::Connection::open(dir.path().join("events.db")).unwrap();
    raw.execute_batch("DROP TRIGGER events_no_update").unwrap();
    raw.close().unwrap();
    match whole(dir.path(), &[]) {
        Err(NotVerified::File(what)) => assert!(what.contains("trigger events_no_update of events"), "{what}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn progress_is_told_with_the_end_in_sight() {
    let dir = TempDir::new().unwrap();
    clocks(dir.path(), 3).await;
    let mut told = Vec::new();
    verify_whole(dir.path(), &[], |at, newest| told.push((at, newest))).unwrap();
    assert_eq!(told, [(Position(3), Position(3))]);
}

#[tokio::test]
async fn a_flipped_byte_of_the_file_is_found_or_changes_nothing() {
    let dir = TempDir::new().unwrap();
    clocks(dir.path(), 32).await;
    let (file, before) = (dir.path().join("events.db"), events(dir.path()).await);
    let sound = fs::read(&file).unwrap();
    let rows = |dir: &Path| {
        let file = rusqlite::Connection::open(dir.join("events.db")).map_err(|e| e.to_string())?;
        let sql = "SELECT position || hex(event_id) || name || revision || event_type || schema_version || recorded_at || data \
             || metadata || hex(hash) FROM events JOIN streams ON id = stream_id ORDER BY position";
        let mut statement = file.prepare(sql).map_err(|e| e.to_string())?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(|e| e.to_string())?;
        rows.collect::<Result<Vec<_>, _>>().map_err(|e| e.to_string())
    };
    let whole_rows = rows(dir.path()).unwrap();
    assert_eq!(whole_rows.len(), before.len());
    let place = TempDir::new().unwrap();
    let (mut found, mut harmless) = (0, 0);
    // A prime stride meets every kind of page and every column.
    for at in (0..sound.len()).step_by(37) {
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(place.path().join("events.db"), bytes).unwrap();
        match whole(place.path(), &[]) {
            Err(_) => found += 1,
            Ok(verified) => {
                assert_eq!(verified.events, 32, "byte {at}");
                assert_eq!(rows(place.path()).as_ref(), Ok(&whole_rows), "byte {at}");
                harmless += 1;
            }
        }
        for file in ["events.db-wal", "events.db-shm"] {
            let _ = fs::remove_file(place.path().join(file));
        }
    }
    assert!(found > 300, "{found} found, {harmless} harmless");
}
