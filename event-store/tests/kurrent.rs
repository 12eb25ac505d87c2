//! The KurrentDB engine keeps what the port promises: on the test server, or on the real one that `WERKBANK_TEST_KURRENTDB` names
//! (`esdb://…`; its `MaxAppendSize` must be 4 MiB).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod suite;
mod support;

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use event_store::{
    AllPage, AppendError, Appended, Clock, EventStore, Expected, KurrentStore, NewEvent, Position, Revision,
    StoreError, StoreId, StoredEvent, StreamName, StreamPage, kurrent::Opening,
};
use kurrent_test_server::{Call, Cluster, Fault, Settings};
use suite::Engine;
use support::Store;
use tempfile::TempDir;

async fn open(dir: &Path, url: &str) -> Arc<KurrentStore> {
    KurrentStore::open(dir, &url.parse().unwrap(), Clock::Machine, Opening::Usual).await.unwrap()
}

/// Runs each case on a log of its own, or on a part of its own of the real server's log.
macro_rules! promises {
    ($($case:ident),* $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let dir = TempDir::new().unwrap();
            if let Ok(url) = std::env::var("WERKBANK_TEST_KURRENTDB") {
                let store = open(dir.path(), &url).await;
                suite::$case(Arc::new(Part::of(store.clone()).await)).await;
                return store.close().await;
            }
            let cluster = Cluster::start(1, Settings::default()).await.unwrap();
            let store = open(dir.path(), &cluster.url()).await;
            suite::$case(store.clone()).await;
            let head = store.head();
            store.close().await;
            whole(&cluster, head).await;
        }
    )*};
}

/// Who follows the log from its start comes to the same end.
async fn whole(cluster: &Cluster, head: (Option<Position>, [u8; 32])) {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path(), &cluster.url()).await;
    assert_eq!(store.head(), head);
    store.close().await;
}

suite::every_promise!(promises);

/// A test server with a log of its own.
struct Kurrent {
    dir: TempDir,
    cluster: Cluster,
    store: Mutex<Option<Arc<KurrentStore>>>,
}

impl Kurrent {
    async fn new() -> Self {
        let cluster = Cluster::start(1, Settings::default()).await.unwrap();
        Self { dir: TempDir::new().unwrap(), cluster, store: Mutex::default() }
    }
}

#[async_trait]
impl Engine for Kurrent {
    /// The server starts anew, too.
    async fn open(&self) -> Store {
        self.cluster.stop(0).await;
        self.cluster.begin(0).await.unwrap();
        let store = open(self.dir.path(), &self.cluster.url()).await;
        *self.store.lock().unwrap() = Some(store.clone());
        store
    }

    async fn close(&self) {
        let store = self.store.lock().unwrap().take().unwrap();
        store.close().await;
    }

    fn spoil(&self) {
        self.cluster.panel().set(Call::Append, Fault::UnavailableAfter, u32::MAX);
    }

    fn mend(&self) {
        self.cluster.panel().clear();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_keeps_everything() {
    suite::a_restart_keeps_everything(&Kurrent::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_in_doubt_is_there_once_when_it_is_tried_again() {
    suite::what_is_in_doubt_is_there_once_when_it_is_tried_again(&Kurrent::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_log_has_an_identity_of_its_own() {
    suite::each_log_has_an_identity_of_its_own(&Kurrent::new().await, &Kurrent::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_programs_share_beside_the_log_is_said_by_one_over_the_other_and_is_no_event() {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, Settings::default()).await.unwrap());
    let store = open(dir.path(), &cluster.url()).await;
    let shared = store.shared().unwrap();
    assert_eq!(shared.heard().await.unwrap(), None);
    let say = async |over, id: u128, word: &'static str| shared.say(over, uuid::Uuid::from_u128(id), word).await;
    assert_eq!(say(None, 1, r#"{"mine":1}"#).await.unwrap(), Revision(0));
    assert_eq!(say(None, 1, r#"{"mine":1}"#).await.unwrap(), Revision(0), "the same word once more");
    assert_eq!(say(None, 2, "{}").await, Err(AppendError::Conflict { actual: Some(Revision(0)) }));
    for n in 1..30 {
        assert_eq!(say(Some(Revision(n - 1)), u128::from(n) + 10, r#"{"mine":2}"#).await.unwrap(), Revision(n));
    }
    assert_eq!(shared.heard().await.unwrap(), Some((Revision(29), r#"{"mine":2}"#.to_owned())));
    assert_eq!(cluster.log().of_stream("werkbank-lease", Some(0), false, 100).unwrap().0.len(), 10, "kept");
    assert_eq!(store.read_all(None, 100).await.unwrap().events, []);
    store.close().await;
}

/// A part of a log that others write to as well: what was written before, and by them, is not seen.
struct Part {
    store: Store,
    mark: String,
    begins: Option<Position>,
}

impl Part {
    async fn of(store: Store) -> Self {
        let begins = store.newest().await.unwrap().map(|(position, _)| position);
        Self { store, mark: format!("-{}", uuid::Uuid::new_v4().simple()), begins }
    }

    fn name(&self, stream: &StreamName) -> StreamName {
        format!("{stream}{}", self.mark).parse().unwrap()
    }

    fn own(&self, event: StoredEvent) -> Option<StoredEvent> {
        let stream = event.stream.as_str().strip_suffix(&self.mark)?.parse().unwrap();
        Some(StoredEvent { stream, ..event })
    }
}

#[async_trait]
impl EventStore for Part {
    fn store_id(&self) -> StoreId {
        self.store.store_id()
    }

    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.store.append(&self.name(stream), expected, events).await
    }

    async fn read_stream(&self, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError> {
        let StreamPage { events, more } = self.store.read_stream(&self.name(stream), from, limit).await?;
        Ok(StreamPage { events: events.into_iter().filter_map(|event| self.own(event)).collect(), more })
    }

    async fn read_all(&self, after: Option<Position>, limit: u32) -> Result<AllPage, StoreError> {
        let (mut events, mut from, limit) = (Vec::new(), after.max(self.begins), limit.min(1_000) as usize);
        while events.len() < limit {
            let page = self.store.read_all(from, 1_000).await?;
            if page.events.is_empty() {
                break;
            }
            from = page.next;
            events.extend(page.events.into_iter().filter_map(|event| self.own(event)));
        }
        events.truncate(limit);
        let next = events.last().map(|event| event.position).or(after);
        Ok(AllPage { events, next })
    }

    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError> {
        self.store.newest().await
    }

    async fn changed(&self, after: Option<Position>, at_most: Duration) {
        self.store.changed(after.max(self.begins), at_most).await;
    }
}
