//! The log beside a model of it that fits on a page: commands by chance, races, lost answers, crashes and restarts, on one node or two, and
//! after each stretch both hold the same. `WERKBANK_STEPS` says for how long (400 steps when it says nothing), `WERKBANK_SEED` by
//! which chance; a failure prints the seed that brings it again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, reason = "the seed, and what came of it")]

mod support;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use event_store::{
    AppendError, Appended, Clock, Durability, EventStore, Expected, KurrentStore, NewEvent, Position, Revision,
    SqliteStore, StoreError, StreamName, kurrent::Opening, verify,
};
use futures::future::join_all;
use kurrent_test_server::{Call, Cluster, Fault, Settings};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use support::{Store, event, stream};
use tempfile::TempDir;
use uuid::Uuid;

const STREAMS: [&str; 6] = ["fault-1", "fault-2", "invoice-1", "customer-a", "customer-b", "mail-1"];
/// How often a write is asked again whose outcome is unknown, or that can't be made now.
const PATIENCE: usize = 50;

/// The programs that have one log open.
#[async_trait]
trait Nodes: Send {
    fn count(&self) -> usize;
    /// Opens the log on a node that is down.
    async fn start(&mut self, node: usize) -> Store;
    /// Closes it in order.
    async fn stop(&mut self, node: usize);
    /// Lets it go as who is killed does.
    async fn kill(&mut self, node: usize);
    /// The next write meets trouble: perhaps it is done, and nobody hears of it.
    fn trouble(&mut self, chance: u32);
    fn mend(&mut self);
}

/// What the log should hold: every event in the order in which it was written.
#[derive(Default)]
struct Model {
    written: Vec<(StreamName, NewEvent)>,
    streams: BTreeMap<String, Vec<usize>>,
}

/// An append as it was asked for.
#[derive(Debug, Clone)]
struct Asked {
    stream: StreamName,
    expected: Expected,
    events: Vec<NewEvent>,
}

impl Model {
    fn newest(&self, stream: &StreamName) -> Option<Revision> {
        let count = self.streams.get(stream.as_str()).map_or(0, Vec::len) as u64;
        count.checked_sub(1).map(Revision)
    }

    fn at_end(&self, stream: &StreamName) -> Expected {
        self.newest(stream).map_or(Expected::NoStream, Expected::Exact)
    }

    /// Notes an append that was acknowledged: it stands at the end of its stream, and of the log, or stood there before.
    fn take(&mut self, asked: &Asked, appended: Appended) {
        let first = match asked.expected {
            Expected::NoStream => 0,
            Expected::Exact(Revision(at)) => at + 1,
        };
        let own = self.streams.entry(asked.stream.to_string()).or_default();
        if own.len() as u64 == first {
            for event in &asked.events {
                own.push(self.written.len());
                self.written.push((asked.stream.clone(), event.clone()));
            }
        }
        let last = first + asked.events.len() as u64 - 1;
        assert_eq!(appended.revision, Revision(last));
        let at = own[usize::try_from(last).unwrap()];
        assert_eq!(appended.position, Position(at as u64 + 1));
        for (event, at) in asked.events.iter().zip(&own[usize::try_from(first).unwrap()..]) {
            assert_eq!(self.written[*at].1, *event);
        }
    }
}

struct Run<N: Nodes> {
    nodes: N,
    stores: Vec<Store>,
    model: Model,
    asked: Vec<Asked>,
    chance: StdRng,
    counts: BTreeMap<&'static str, usize>,
}

impl<N: Nodes> Run<N> {
    async fn new(mut nodes: N, seed: u64) -> Self {
        let mut stores = Vec::new();
        for node in 0..nodes.count() {
            stores.push(nodes.start(node).await);
        }
        let chance = StdRng::seed_from_u64(seed);
        Self { nodes, stores, model: Model::default(), asked: Vec::new(), chance, counts: BTreeMap::new() }
    }

    fn pick(&mut self, below: usize) -> usize {
        self.chance.random_range(0..below)
    }

    fn any_stream(&mut self) -> StreamName {
        let at = self.pick(STREAMS.len());
        stream(STREAMS[at])
    }

    fn any_store(&mut self) -> Store {
        let node = self.pick(self.stores.len());
        self.stores[node].clone()
    }

    fn new_events(&mut self) -> Vec<NewEvent> {
        let count = 1 + self.pick(3);
        let one = |chance: &mut StdRng| {
            let id = Uuid::from_u128(chance.random());
            event(id, &format!(r#"{{"n":{}}}"#, chance.random_range(0..1_000_000)))
        };
        (0..count).map(|_| one(&mut self.chance)).collect()
    }

    fn new_append(&mut self) -> Asked {
        let stream = self.any_stream();
        let expected = self.model.at_end(&stream);
        Asked { stream, expected, events: self.new_events() }
    }

    fn earlier(&mut self) -> Option<Asked> {
        let count = self.asked.len();
        if count == 0 {
            return None;
        }
        let at = self.pick(count);
        Some(self.asked[at].clone())
    }

    async fn step(&mut self) {
        let what = match self.pick(100) {
            0..40 => self.appends().await,
            40..50 => self.is_late().await,
            50..60 => self.repeats().await,
            60..65 => self.repeats_a_part().await,
            65..75 => self.race().await,
            75..83 => self.loses_the_answer().await,
            83..90 => self.goes_away_in_the_middle().await,
            90..94 => self.restarts().await,
            94..97 => self.is_killed().await,
            _ => self.reads().await,
        };
        *self.counts.entry(what).or_default() += 1;
    }

    /// Asks until the outcome is known, through whichever node.
    async fn insist(&mut self, asked: &Asked) -> Result<Appended, AppendError> {
        for _ in 0..PATIENCE {
            let store = self.any_store();
            match store.append(&asked.stream, asked.expected, asked.events.clone()).await {
                Err(AppendError::InDoubt(_) | AppendError::Unavailable(_) | AppendError::Busy) => {}
                known => return known,
            }
        }
        panic!("the outcome stays unknown");
    }

    fn took(&mut self, asked: Asked, appended: Appended) {
        self.model.take(&asked, appended);
        self.asked.push(asked);
    }

    async fn appends(&mut self) -> &'static str {
        let asked = self.new_append();
        let appended = self.insist(&asked).await.unwrap();
        self.took(asked, appended);
        "appends"
    }

    /// Who decided on an old state is told where the stream is now.
    async fn is_late(&mut self) -> &'static str {
        let stream = self.any_stream();
        let Some(Revision(newest)) = self.model.newest(&stream) else { return "nothing to be late for" };
        let expected = match self.chance.random_range(0..=newest + 1) {
            0 => Expected::NoStream,
            at if at <= newest => Expected::Exact(Revision(at - 1)),
            _ => Expected::Exact(Revision(newest + 1 + self.chance.random_range(0..5_u64))),
        };
        let asked = Asked { stream, expected, events: self.new_events() };
        let answer = self.insist(&asked).await;
        assert_eq!(answer, Err(AppendError::Conflict { actual: Some(Revision(newest)) }), "{asked:?}");
        "late appends"
    }

    async fn repeats(&mut self) -> &'static str {
        let Some(asked) = self.earlier() else { return "nothing to repeat" };
        let appended = self.insist(&asked).await.unwrap();
        self.model.take(&asked, appended);
        "repeated appends"
    }

    async fn repeats_a_part(&mut self) -> &'static str {
        let Some(mut asked) = self.earlier() else { return "nothing to repeat" };
        asked.events.extend(self.new_events());
        let answer = self.insist(&asked).await;
        assert!(matches!(answer, Err(AppendError::Rejected(_))), "{asked:?}: {answer:?}");
        "partly repeated appends"
    }

    /// Of several that decided on the same state one is first, on whichever node.
    async fn race(&mut self) -> &'static str {
        let stream = self.any_stream();
        let expected = self.model.at_end(&stream);
        let racers: Vec<Asked> = (0..2 + self.pick(7))
            .map(|_| Asked { stream: stream.clone(), expected, events: self.new_events() })
            .collect();
        let runs: Vec<_> = racers.iter().map(|asked| (self.any_store(), asked.clone())).collect();
        let answers = join_all(runs.into_iter().map(|(store, asked)| {
            tokio::spawn(async move { store.append(&asked.stream, asked.expected, asked.events).await })
        }));
        let answers: Vec<_> = answers.await.into_iter().map(Result::unwrap).collect();
        let mut won = 0;
        for (asked, answer) in racers.into_iter().zip(&answers) {
            match answer {
                Ok(appended) => {
                    won += 1;
                    self.took(asked, *appended);
                }
                Err(error) => assert!(matches!(error, AppendError::Conflict { actual: Some(_) }), "{error}"),
            }
        }
        assert_eq!(won, 1, "{answers:?}");
        "races"
    }

    async fn loses_the_answer(&mut self) -> &'static str {
        let asked = self.new_append();
        let kind = self.chance.random();
        self.nodes.trouble(kind);
        let store = self.any_store();
        // Whatever is said: it is asked again.
        let _ = store.append(&asked.stream, asked.expected, asked.events.clone()).await;
        self.nodes.mend();
        let appended = self.insist(&asked).await.unwrap();
        self.took(asked, appended);
        "lost answers"
    }

    async fn goes_away_in_the_middle(&mut self) -> &'static str {
        let (asked, store) = (self.new_append(), self.any_store());
        let own = asked.clone();
        let task = tokio::spawn(async move { store.append(&own.stream, own.expected, own.events).await });
        for _ in 0..self.pick(4) {
            tokio::task::yield_now().await;
        }
        task.abort();
        let _ = task.await;
        let appended = self.insist(&asked).await.unwrap();
        self.took(asked, appended);
        "callers that went away"
    }

    async fn restarts(&mut self) -> &'static str {
        let node = self.pick(self.stores.len());
        self.nodes.stop(node).await;
        self.stores[node] = Arc::new(Down);
        self.stores[node] = self.nodes.start(node).await;
        "restarts"
    }

    async fn is_killed(&mut self) -> &'static str {
        let node = self.pick(self.stores.len());
        let (asked, store) = (self.new_append(), self.stores[node].clone());
        let own = asked.clone();
        let task = tokio::spawn(async move { store.append(&own.stream, own.expected, own.events).await });
        tokio::task::yield_now().await;
        task.abort();
        let _ = task.await;
        // Nobody holds it any more when it is let go.
        self.stores[node] = Arc::new(Down);
        self.nodes.kill(node).await;
        self.stores[node] = self.nodes.start(node).await;
        let appended = self.insist(&asked).await.unwrap();
        self.took(asked, appended);
        "kills"
    }

    /// Every node shows what the model holds, by stream and as a whole, in pages of any size.
    async fn reads(&mut self) -> &'static str {
        let end = (!self.model.written.is_empty()).then_some(Position(self.model.written.len() as u64));
        for store in self.stores.clone() {
            for _ in 0..PATIENCE {
                if store.newest().await.unwrap().map(|(position, _)| position) == end {
                    break;
                }
                store.changed(end.and_then(|end| end.0.checked_sub(1)).map(Position), Duration::from_secs(1)).await;
            }
            let (mut after, limit) = (None, self.chance.random_range(1..200));
            let mut seen = 0;
            loop {
                let page = store.read_all(after, limit).await.unwrap();
                if page.events.is_empty() {
                    break;
                }
                for found in &page.events {
                    let (stream, event) = &self.model.written[seen];
                    seen += 1;
                    assert_eq!((&found.stream, found.position), (stream, Position(seen as u64)));
                    assert_eq!((found.id, &found.data, &found.metadata), (event.id, &event.data, &event.metadata));
                }
                after = page.next;
            }
            assert_eq!(seen, self.model.written.len());
            let name = self.any_stream();
            let own = self.model.streams.get(name.as_str()).cloned().unwrap_or_default();
            let from = self.pick(own.len() + 2);
            let page = store.read_stream(&name, Revision(from as u64), 1_000).await.unwrap();
            let ids: Vec<Uuid> = page.events.iter().map(|event| event.id).collect();
            let wanted: Vec<Uuid> = own.iter().skip(from).map(|at| self.model.written[*at].1.id).collect();
            assert_eq!(ids, wanted);
        }
        "readings"
    }
}

/// In the place of a node that is down.
struct Down;

#[async_trait]
impl EventStore for Down {
    fn store_id(&self) -> event_store::StoreId {
        event_store::StoreId(Uuid::nil())
    }

    async fn append(&self, _: &StreamName, _: Expected, _: Vec<NewEvent>) -> Result<Appended, AppendError> {
        Err(AppendError::Unavailable("down".into()))
    }

    async fn read_stream(&self, _: &StreamName, _: Revision, _: u32) -> Result<event_store::StreamPage, StoreError> {
        Ok(event_store::StreamPage::default())
    }

    async fn read_all(&self, after: Option<Position>, _: u32) -> Result<event_store::AllPage, StoreError> {
        Ok(event_store::AllPage { events: Vec::new(), next: after })
    }

    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError> {
        Ok(None)
    }

    async fn changed(&self, _: Option<Position>, _: Duration) {}
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |said| said.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

/// Runs as many steps as are asked for, and shows at the end that every node holds what the model does.
async fn run(nodes: impl Nodes, usual: u64) {
    let seed = number("WERKBANK_SEED", u64::from(std::process::id()));
    // Shown when the test fails.
    println!("WERKBANK_SEED={seed}");
    let mut run = Run::new(nodes, seed).await;
    for _ in 0..number("WERKBANK_STEPS", usual) {
        run.step().await;
    }
    run.reads().await;
    for node in 0..run.stores.len() {
        run.nodes.stop(node).await;
    }
    println!("{} events; {:?}", run.model.written.len(), run.counts);
}

struct Sqlite {
    dir: TempDir,
    store: Option<Arc<SqliteStore>>,
    broken: bool,
}

impl Sqlite {
    fn execute(&self, sql: &str) {
        rusqlite::Connection::open(self.dir.path().join("events.db")).unwrap().execute_batch(sql).unwrap();
    }
}

#[async_trait]
impl Nodes for Sqlite {
    fn count(&self) -> usize {
        1
    }

    async fn start(&mut self, _: usize) -> Store {
        loop {
            match SqliteStore::open(self.dir.path(), Clock::Machine, Durability::Full).await {
                Ok(store) => {
                    let second = SqliteStore::open(self.dir.path(), Clock::Machine, Durability::Full).await;
                    assert!(matches!(second.err(), Some(StoreError::Locked(_))), "a second one is kept out");
                    self.store = Some(store.clone());
                    return store;
                }
                // Who was killed is not quite gone.
                Err(StoreError::Locked(_)) => tokio::task::yield_now().await,
                Err(error) => panic!("{error}"),
            }
        }
    }

    async fn stop(&mut self, _: usize) {
        let store = self.store.take().unwrap();
        store.close().await;
        let verified = verify(self.dir.path(), |_| {}).unwrap();
        assert_eq!(verified.head, store.head().1);
    }

    async fn kill(&mut self, _: usize) {
        drop(self.store.take());
    }

    fn trouble(&mut self, _: u32) {
        self.broken = true;
        self.execute("CREATE TRIGGER breakage BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'disk trouble'); END");
    }

    fn mend(&mut self) {
        if std::mem::take(&mut self.broken) {
            self.execute("DROP TRIGGER breakage");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_in_a_file_is_what_a_simple_model_of_it_is() {
    run(Sqlite { dir: TempDir::new().unwrap(), store: None, broken: false }, 400).await;
}

struct Kurrent {
    dirs: [TempDir; 2],
    cluster: Cluster,
    stores: [Option<Arc<KurrentStore>>; 2],
}

#[async_trait]
impl Nodes for Kurrent {
    fn count(&self) -> usize {
        2
    }

    async fn start(&mut self, node: usize) -> Store {
        let address = self.cluster.url().parse().unwrap();
        loop {
            match KurrentStore::open(self.dirs[node].path(), &address, Clock::Machine, Opening::Usual).await {
                Ok(store) => {
                    self.stores[node] = Some(store.clone());
                    return store;
                }
                Err(StoreError::Locked(_)) => tokio::task::yield_now().await,
                Err(error) => panic!("{error}"),
            }
        }
    }

    async fn stop(&mut self, node: usize) {
        self.stores[node].take().unwrap().close().await;
    }

    async fn kill(&mut self, node: usize) {
        drop(self.stores[node].take());
    }

    fn trouble(&mut self, chance: u32) {
        let fault = match chance % 4 {
            0 => Fault::UnavailableBefore,
            1 => Fault::UnavailableAfter,
            2 => Fault::TimeoutAfter,
            _ => Fault::DropAfter,
        };
        self.cluster.panel().set(Call::Append, fault, 1);
    }

    fn mend(&mut self) {
        self.cluster.panel().clear();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_that_two_nodes_share_is_what_a_simple_model_of_it_is() {
    let cluster = Cluster::start(1, Settings::default()).await.unwrap();
    let dirs = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    run(Kurrent { dirs, cluster, stores: [None, None] }, 60).await;
}
