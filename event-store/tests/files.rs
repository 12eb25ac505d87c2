//! Files are kept sealed, come back as they were, and are gone with their person's key.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use event_store::{Files, Keys, MasterKey, StoreError};
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
