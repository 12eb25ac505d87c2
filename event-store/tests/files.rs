//! Files are kept sealed, come back as they were, and are gone with their person's key.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{fs, sync::Arc};

use domain::{Actor, ManualId, Sha256, manual};
use event_store::{
    Amiss, Clock, Durability, Files, Given, Keys, Log, MasterKey, Nobody, SqliteStore, StoreError, verify_files,
};
use tempfile::TempDir;
use uuid::Uuid;

const LINDE: Uuid = Uuid::from_u128(1);
const KARS: Uuid = Uuid::from_u128(2);
const SCAN: &[u8] = b"%PDF-1.4 the scan of a signed paper";

async fn files(dir: &TempDir) -> (Files, Keys) {
    let master = MasterKey::load_or_create(&dir.path().join("master.key")).unwrap();
    let keys = Keys::open(dir.path(), master).await.unwrap();
    (Files::new(dir.path(), keys.clone()), keys)
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_and_stands_nowhere_in_clear() {
    let dir = TempDir::new().unwrap();
    let (files, _) = files(&dir).await;
    let name = files.put(LINDE, SCAN).await.unwrap();
    assert_eq!(files.put(LINDE, SCAN).await.unwrap(), name);
    assert_eq!(files.get(LINDE, &name).await.unwrap().as_deref(), Some(SCAN));
    assert_eq!(files.get(KARS, &name).await.unwrap(), None);
    let kept: Vec<_> = fs::read_dir(dir.path().join("files").join(LINDE.to_string())).unwrap().collect();
    assert_eq!(kept.len(), 1);
    let bytes = fs::read(kept[0].as_ref().unwrap().path()).unwrap();
    assert!(!bytes.windows(8).any(|window| window == &SCAN[..8]), "the scan stands in clear");
}

#[tokio::test]
async fn a_changed_file_is_said_to_be_changed() {
    let dir = TempDir::new().unwrap();
    let (files, _) = files(&dir).await;
    let name = files.put(LINDE, SCAN).await.unwrap();
    let path = dir.path().join("files").join(LINDE.to_string()).join(name.as_str());
    let mut bytes = fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&path, bytes).unwrap();
    assert!(matches!(files.get(LINDE, &name).await, Err(StoreError::Keys(_))));
}

#[tokio::test]
async fn a_file_is_gone_with_its_persons_key() {
    let dir = TempDir::new().unwrap();
    let (files, keys) = files(&dir).await;
    let name = files.put(LINDE, SCAN).await.unwrap();
    keys.destroy(LINDE).await.unwrap();
    assert_eq!(files.get(LINDE, &name).await.unwrap(), None);
    assert!(files.put(LINDE, SCAN).await.is_err());
}

#[tokio::test]
async fn each_file_that_the_log_names_is_there_opens_and_is_what_it_is_called_by_unless_its_person_was_erased() {
    let dir = TempDir::new().unwrap();
    let (files, keys) = files(&dir).await;
    let store = SqliteStore::open(dir.path(), Clock::Machine, Durability::Bulk).await.unwrap();
    let log = Log::new(store, Arc::new(keys.clone()), Clock::Machine, chrono_tz::Europe::Amsterdam);
    let mut names: Vec<Sha256> = Vec::new();
    for n in 0..3_u8 {
        let file = files.put(manual::KEY, &[SCAN, &[n]].concat()).await.unwrap();
        let add = serde_json::json!({"add": {"manual": {"title": "Boek", "models": "K-400"}, "file": file}});
        let add: manual::Command = serde_json::from_value(add).unwrap();
        let id = ManualId(Uuid::from_u128(n.into())).to_string();
        log.run(&id, add.into(), &Given::by(Actor::system("a test")), &Nobody).await.unwrap();
        names.push(file);
    }
    assert_eq!(verify_files(&log, &files, |_| {}).await.unwrap(), (3, vec![]));
    let path = |name: &Sha256| dir.path().join("files").join(manual::KEY.to_string()).join(name.as_str());
    fs::remove_file(path(&names[0])).unwrap();
    fs::copy(path(&names[2]), path(&names[1])).unwrap();
    let (_, unsound) = verify_files(&log, &files, |_| {}).await.unwrap();
    let told: Vec<_> = unsound.into_iter().map(|one| (one.position.0, one.file, one.amiss)).collect();
    assert_eq!(told, [(1, names[0].clone(), Amiss::Missing), (2, names[1].clone(), Amiss::Changed)]);
    keys.destroy(manual::KEY).await.unwrap();
    assert_eq!(
        verify_files(&log, &files, |_| {}).await.unwrap(),
        (3, vec![]),
        "who was erased takes their files along"
    );
}
