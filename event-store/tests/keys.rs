//! What is personal stands in no file in clear text, and is gone with its person's key.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{fs, path::Path};

use event_store::{
    Clock, Durability, EventStore, Expected, KeyState, Keys, MasterKey, NewEvent, Revision, SqliteStore, StoreError,
    database,
    seal::{Parts, has_sealed, keys_of, seal},
    verify,
};
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

const MASTER: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const JANSEN: Uuid = Uuid::from_u128(1);
const KOWALSKI: Uuid = Uuid::from_u128(2);
const EVENT: Uuid = Uuid::from_u128(1000);

async fn keys(dir: &Path) -> Keys {
    Keys::open(dir, MasterKey::from_hex(MASTER).unwrap()).await.unwrap()
}

fn personal(subject: Uuid, value: impl Into<Value>) -> Value {
    json!({ "$personal": { "subject": subject, "value": value.into() } })
}

/// An event's data with personal parts at every depth, of two persons.
fn fault() -> Value {
    json!({
        "machine": "K-12",
        "caller": personal(JANSEN, "Wilhelmina Jansen"),
        "also": [1, { "a/b~c": personal(KOWALSKI, json!({ "first": "Żaneta", "age": 4 })) }, personal(JANSEN, Value::Null)],
    })
}

async fn unseal(keys: &Keys, value: &mut Value, event: Uuid) -> Result<(), StoreError> {
    let text = value.to_string();
    let parts = Parts::of(&text, event)?;
    let found = keys_of(keys, [&parts]).await?;
    *value = serde_json::from_str(&parts.opened(&text, &found)?).unwrap();
    Ok(())
}

fn is_in_a_file(dir: &Path, wanted: &[u8]) -> bool {
    fs::read_dir(dir).unwrap().any(|file| {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    })
}

#[tokio::test]
async fn what_was_sealed_reads_as_it_was_also_after_a_restart() {
    let dir = TempDir::new().unwrap();
    let mut value = fault();
    let first = keys(dir.path()).await;
    seal(&first, &mut value, EVENT).await.unwrap();
    assert!(has_sealed(&value.to_string()) && !value.to_string().contains("$personal"));
    assert_eq!(value["machine"], "K-12");
    first.close().await;
    let again = keys(dir.path()).await;
    assert!(again.cached(JANSEN).is_none());
    unseal(&again, &mut value, EVENT).await.unwrap();
    assert_eq!(value, fault());
    assert!(matches!(again.cached(JANSEN), Some(KeyState::Held(_))));
}

#[tokio::test]
async fn no_clear_text_is_in_any_file_and_an_erased_person_leaves_a_whole_log() {
    let dir = TempDir::new().unwrap();
    let keys = keys(dir.path()).await;
    let store = SqliteStore::open(dir.path(), Clock::Machine, Durability::Full).await.unwrap();
    let mut value = fault();
    seal(&keys, &mut value, EVENT).await.unwrap();
    let event = NewEvent {
        id: EVENT,
        event_type: "fault_reported".into(),
        version: 1,
        data: value.to_string(),
        metadata: "{}".into(),
    };
    let name = "fault-1".parse().unwrap();
    store.append(&name, Expected::NoStream, vec![event]).await.unwrap();
    for name in ["Wilhelmina", "Jansen", "aneta"] {
        assert!(!is_in_a_file(dir.path(), name.as_bytes()), "{name}");
    }
    assert!(is_in_a_file(dir.path(), b"K-12"), "the rest stands in clear");

    keys.destroy(JANSEN).await.unwrap();
    let stored = store.read_stream(&name, Revision(0), 1).await.unwrap().events.remove(0);
    let mut read: Value = serde_json::from_str(&stored.data).unwrap();
    unseal(&keys, &mut read, stored.id).await.unwrap();
    let mut expected = fault();
    expected["caller"] = json!({ "$erased": JANSEN });
    expected["also"][2] = json!({ "$erased": JANSEN });
    assert_eq!(read, expected);
    store.close().await;
    verify(dir.path(), |_| {}).unwrap();
}

#[tokio::test]
async fn a_destroyed_key_is_in_no_file_any_more_and_none_is_made_in_its_place() {
    let dir = TempDir::new().unwrap();
    let keys = keys(dir.path()).await;
    for n in 1..200 {
        keys.seal(Uuid::from_u128(n), "there", b"x").await.unwrap();
    }
    let raw = Connection::open(dir.path().join("keys.db")).unwrap();
    let find = "SELECT wrapped FROM keys WHERE subject = ?1";
    let wrapped: Vec<u8> = raw.query_row(find, [JANSEN.as_bytes()], |row| row.get(0)).unwrap();
    raw.close().unwrap();
    assert!(is_in_a_file(dir.path(), &wrapped));
    keys.destroy(JANSEN).await.unwrap();
    keys.destroy(JANSEN).await.unwrap();
    assert!(!is_in_a_file(dir.path(), &wrapped));
    assert!(matches!(keys.seal(JANSEN, "there", b"x").await, Err(StoreError::Destroyed(JANSEN))));
    assert!(keys.seal(KOWALSKI, "there", b"x").await.is_ok());
    keys.close().await;
    let again = self::keys(dir.path()).await;
    assert!(matches!(again.seal(JANSEN, "there", b"x").await, Err(StoreError::Destroyed(JANSEN))));
}

#[tokio::test]
async fn a_sealed_part_opens_only_where_it_was_sealed() {
    let dir = TempDir::new().unwrap();
    let keys = keys(dir.path()).await;
    let mut value = fault();
    seal(&keys, &mut value, EVENT).await.unwrap();
    let other_event = unseal(&keys, &mut value.clone(), KOWALSKI).await;
    assert!(matches!(other_event, Err(StoreError::Keys(_))));
    let mut moved = value.clone();
    moved["machine"] = moved["caller"].take();
    assert!(matches!(unseal(&keys, &mut moved, EVENT).await, Err(StoreError::Keys(_))));
    let mut changed = value.clone();
    changed["caller"]["$sealed"]["s"] = json!(KOWALSKI);
    assert!(matches!(unseal(&keys, &mut changed, EVENT).await, Err(StoreError::Keys(_))));
    let mut other_kind = value;
    other_kind["caller"]["$sealed"]["k"] = json!(2);
    assert!(matches!(unseal(&keys, &mut other_kind, EVENT).await, Err(StoreError::Keys(_))));
}

#[tokio::test]
async fn what_is_marked_personal_but_malformed_is_refused_without_repeating_it() {
    let dir = TempDir::new().unwrap();
    let keys = keys(dir.path()).await;
    for mut value in [
        json!({ "$personal": { "subject": "nobody", "value": "geheim" } }),
        json!({ "$personal": { "value": "geheim" } }),
        json!({ "$personal": { "subject": JANSEN, "value": "geheim" }, "beside": 1 }),
        json!([{ "$personal": "geheim" }]),
    ] {
        let error = seal(&keys, &mut value, EVENT).await.unwrap_err();
        assert!(!error.to_string().contains("geheim"), "{error}");
    }
}

#[tokio::test]
async fn a_page_of_events_of_many_persons_opens_in_order() {
    let dir = TempDir::new().unwrap();
    let writer = keys(dir.path()).await;
    let clear: Vec<(Uuid, Value)> =
        (0..300).map(|n| (Uuid::from_u128(n), personal(Uuid::from_u128(n % 50), format!("name {n}")))).collect();
    let mut page = clear.clone();
    for (id, value) in &mut page {
        seal(&writer, value, *id).await.unwrap();
    }
    writer.close().await;
    let reader = keys(dir.path()).await;
    let texts: Vec<_> = page.iter().map(|(id, value)| (*id, value.to_string())).collect();
    let parts: Vec<_> = texts.iter().map(|(id, text)| Parts::of(text, *id).unwrap()).collect();
    let found = keys_of(&reader, &parts).await.unwrap();
    let opened = texts
        .iter()
        .zip(&parts)
        .map(|((id, text), parts)| (*id, serde_json::from_str::<Value>(&parts.opened(text, &found).unwrap()).unwrap()));
    assert_eq!(opened.collect::<Vec<_>>(), clear);
}

#[tokio::test]
async fn one_key_is_made_however_many_ask_for_it_at_once() {
    let dir = TempDir::new().unwrap();
    let keys = keys(dir.path()).await;
    let askers = (0..20).map(|_| {
        let keys = keys.clone();
        tokio::spawn(async move { keys.seal(JANSEN, "there", b"name").await.unwrap() })
    });
    for sealed in futures::future::join_all(askers).await {
        let plain = keys.unseal(JANSEN, "there", &sealed.unwrap()).await.unwrap();
        assert_eq!(plain.as_deref(), Some(b"name".as_slice()));
    }
}

#[tokio::test]
async fn an_unknown_person_reads_as_erased_and_can_get_a_key_later() {
    let dir = TempDir::new().unwrap();
    let (keys, other) = (keys(dir.path()).await, TempDir::new().unwrap());
    let sealed = self::keys(other.path()).await.seal(JANSEN, "there", b"x").await.unwrap();
    assert_eq!(keys.unseal(JANSEN, "there", &sealed).await.unwrap(), None);
    let sealed = keys.seal(JANSEN, "there", b"y").await.unwrap();
    assert_eq!(keys.unseal(JANSEN, "there", &sealed).await.unwrap(), Some(b"y".to_vec()));
}

#[tokio::test]
async fn another_master_key_is_refused_on_opening() {
    let dir = TempDir::new().unwrap();
    let first = keys(dir.path()).await;
    first.seal(JANSEN, "there", b"x").await.unwrap();
    first.close().await;
    let other = MasterKey::from_hex(&"ab".repeat(32)).unwrap();
    assert!(matches!(Keys::open(dir.path(), other).await, Err(StoreError::OtherMaster { .. })));
}

#[tokio::test]
async fn keys_without_their_table_are_damaged() {
    let dir = TempDir::new().unwrap();
    keys(dir.path()).await.close().await;
    let raw = rusqlite::Connection::open(dir.path().join("keys.db")).unwrap();
    raw.execute_batch("DROP TABLE keys").unwrap();
    raw.close().unwrap();
    let master = MasterKey::load_or_create(&dir.path().join("master.key")).unwrap();
    let Err(StoreError::Database(cause)) = Keys::open(dir.path(), master).await else { panic!("they open") };
    assert!(database::is_damage(&cause), "{cause}");
    assert_eq!(database::in_short(&cause), "no such table: keys");
}

#[test]
fn the_master_key_is_made_once_and_readable_by_its_owner_alone() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("master.key");
    let made = MasterKey::load_or_create(&path).unwrap();
    assert_eq!(MasterKey::load_or_create(&path).unwrap().id(), made.id());
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(MasterKey::from_hex(&text).unwrap().id(), made.id());
    assert!(!format!("{made:?}").contains(&text[..8]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    for wrong in ["", "00", &"zz".repeat(32), &"é".repeat(32), &"00".repeat(33)] {
        assert!(matches!(MasterKey::from_hex(wrong), Err(StoreError::Keys(_))), "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_wanted_at_once_are_the_ones_on_disk() {
    let dir = TempDir::new().unwrap();
    let first = keys(dir.path()).await;
    let people: Vec<Uuid> = (0..200).map(Uuid::from_u128).collect();
    let made = people.iter().map(|person| first.seal(*person, "here", b"Ria"));
    let sealed = futures::future::try_join_all(made).await.unwrap();
    first.close().await;
    let again = keys(dir.path()).await;
    for (person, sealed) in people.iter().zip(&sealed) {
        assert_eq!(again.unseal(*person, "here", sealed).await.unwrap().as_deref(), Some(b"Ria".as_slice()));
    }
}

#[tokio::test]
async fn programs_that_share_a_folder_have_the_same_keys_whoever_made_or_destroyed_them() {
    let dir = TempDir::new().unwrap();
    let shared = async || Keys::open_shared(dir.path(), MasterKey::from_hex(MASTER).unwrap()).await.unwrap();
    let (one, other) = (shared().await, shared().await);
    assert!(matches!(other.find(&[JANSEN]).await.unwrap().get(&JANSEN), Some(KeyState::Gone)), "not made yet");
    let sealed = one.seal(JANSEN, "name", b"Wilhelmina").await.unwrap();
    assert_eq!(other.unseal(JANSEN, "name", &sealed).await.unwrap().as_deref(), Some(&b"Wilhelmina"[..]));
    // Both at once: one key comes of it.
    let (here, there) = tokio::join!(one.seal(KOWALSKI, "name", b"1"), other.seal(KOWALSKI, "name", b"2"));
    assert_eq!(other.unseal(KOWALSKI, "name", &here.unwrap()).await.unwrap().as_deref(), Some(&b"1"[..]));
    assert_eq!(one.unseal(KOWALSKI, "name", &there.unwrap()).await.unwrap().as_deref(), Some(&b"2"[..]));
    one.destroy(JANSEN).await.unwrap();
    // The other is told by the log, and destroys it as well.
    other.destroy(JANSEN).await.unwrap();
    assert_eq!(other.unseal(JANSEN, "name", &sealed).await.unwrap(), None);
    assert!(matches!(other.seal(JANSEN, "name", b"x").await, Err(StoreError::Destroyed(JANSEN))));
    assert!(matches!(shared().await.seal(JANSEN, "name", b"x").await, Err(StoreError::Destroyed(JANSEN))));
    assert!(!dir.path().join("keys.db-wal").exists(), "a write-ahead file can't be shared");
}
