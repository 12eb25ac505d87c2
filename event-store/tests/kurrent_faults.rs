//! What goes wrong with a KurrentDB, its client and the network between is survived; every fault that was measured has its test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{path::Path, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use event_store::{
    AppendError, Appended, Clock, EventStore, Expected, KurrentStore, NewEvent, Position, Revision, StoreError,
    kurrent::Opening,
};
use futures::future::join_all;
use kurrent_test_server::{Call, Cluster, Fault, Settings};
use support::{Store, all, events, stream};
use tempfile::TempDir;

async fn open(dir: &Path, cluster: &Cluster) -> Arc<KurrentStore> {
    opened(dir, &cluster.url(), Clock::Machine).await.unwrap()
}

async fn opened(dir: &Path, url: &str, clock: Clock) -> Result<Arc<KurrentStore>, StoreError> {
    KurrentStore::open(dir, &url.parse().unwrap(), clock, Opening::Usual).await
}

async fn one() -> (TempDir, Cluster, Arc<KurrentStore>) {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, Settings::default()).await.unwrap());
    let store = open(dir.path(), &cluster).await;
    (dir, cluster, store)
}

/// As whoever writes does it: again with the same ids while the outcome is unknown or nobody answers.
async fn insist(store: &KurrentStore, name: &str, expected: Expected, ours: &[NewEvent]) -> Appended {
    loop {
        match store.append(&stream(name), expected, ours.to_vec()).await {
            Err(AppendError::InDoubt(_) | AppendError::Unavailable(_)) => tokio::task::yield_now().await,
            answer => return answer.unwrap(),
        }
    }
}

/// F1: a client whose first search for a node fails is dead for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_there_at_first_is_found_later() {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, Settings::default()).await.unwrap());
    cluster.panel().set(Call::Features, Fault::UnavailableBefore, 2);
    let store = open(dir.path(), &cluster).await;
    assert_eq!(cluster.panel().met(), 2, "it was refused before");
    insist(&store, "fault-1", Expected::NoStream, &events(1)).await;
    // The same while it runs: all connections break, nobody listens, and then somebody does again.
    cluster.stop(0).await;
    let ours = events(2);
    let gone = store.append(&stream("fault-2"), Expected::NoStream, ours.clone()).await;
    assert!(matches!(gone, Err(AppendError::InDoubt(_) | AppendError::Unavailable(_))), "{gone:?}");
    assert!(store.trouble().is_some());
    cluster.begin(0).await.unwrap();
    insist(&store, "fault-2", Expected::NoStream, &ours).await;
    assert_eq!(all(&(store.clone() as Store)).await.len(), 3);
    assert_eq!(store.trouble(), None);
    store.close().await;
}

/// F2: a client whose leader dies stays with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_leader_dies_the_new_one_is_found() {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(2, Settings::default()).await.unwrap());
    let store = open(dir.path(), &cluster).await;
    let mut expected = Expected::NoStream;
    for leader in [0, 1, 0] {
        cluster.begin_unless_up(leader).await;
        cluster.lead(leader);
        cluster.stop(1 - leader).await;
        let ours = events(2);
        expected = Expected::Exact(insist(&store, "fault-1", expected, &ours).await.revision);
    }
    assert_eq!(expected, Expected::Exact(Revision(5)));
    assert_eq!(all(&(store.clone() as Store)).await.len(), 6);
    store.close().await;
}

/// Whoever is asked and does not lead says who does; a leader that it names wrongly is left again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_lead_names_who_does() {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(2, Settings::default()).await.unwrap());
    let store = open(dir.path(), &cluster).await;
    for (n, leader) in [1, 0, 1].into_iter().enumerate() {
        cluster.lead(leader);
        insist(&store, &format!("fault-{n}"), Expected::NoStream, &events(1)).await;
    }
    // Nobody listens there.
    let nowhere = Fault::NotLeader { host: "127.0.0.1".into(), port: 9 };
    cluster.panel().set(Call::Append, nowhere, 1);
    insist(&store, "fault-9", Expected::NoStream, &events(1)).await;
    assert_eq!(all(&(store.clone() as Store)).await.len(), 4);
    store.close().await;
}

/// F3: an answer that ends cleanly too early passes for a whole one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_breaks_off_or_comes_twice_loses_and_doubles_nothing() {
    let (dir, cluster, store) = one().await;
    for n in 0..3 {
        store.append(&stream(&format!("fault-{n}")), Expected::NoStream, events(500)).await.unwrap();
    }
    let before = all(&(store.clone() as Store)).await;
    store.close().await;
    drop(store);
    let breaks = |fault: Fault| cluster.panel().set(Call::Read, fault, 1);
    for fault in [
        Fault::CleanEnd { after: 0 },
        Fault::CleanEnd { after: 7 },
        Fault::Reset { after: 3 },
        Fault::Twice,
        Fault::DropAfter,
        Fault::UnavailableBefore,
        Fault::Nonsense,
        Fault::CleanEnd { after: 1 },
    ] {
        breaks(fault);
    }
    // What the node knew is gone, so that it reads all of it.
    std::fs::remove_file(dir.path().join("chain.db")).unwrap();
    let store = open(dir.path(), &cluster).await;
    assert_eq!(cluster.panel().met(), 8);
    assert!(all(&(store.clone() as Store)).await == before);
    for fault in
        [Fault::CleanEnd { after: 0 }, Fault::CleanEnd { after: 7 }, Fault::Reset { after: 3 }, Fault::DropAfter]
    {
        breaks(fault);
    }
    let page = store.read_stream(&stream("fault-0"), Revision(0), 500).await.unwrap();
    assert!(page.events == before[..500] && !page.more);
    store.close().await;
}

/// F4: the client panics over what it does not expect.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_panics_is_replaced() {
    let (_dir, cluster, store) = one().await;
    cluster.panel().set(Call::Append, Fault::Nonsense, 1);
    let ours = events(2);
    let answer = store.append(&stream("fault-1"), Expected::NoStream, ours.clone()).await;
    assert!(matches!(answer, Err(AppendError::InDoubt(_))), "{answer:?}");
    insist(&store, "fault-1", Expected::NoStream, &ours).await;
    assert_eq!(all(&(store.clone() as Store)).await.len(), 2, "it had been written");
    store.close().await;
}

/// F5: a call that is alone on its connection waits for Nagle's algorithm; many at once share the wait.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[allow(clippy::print_stdout, reason = "how long it took is read by hand, and asserted nowhere")]
async fn many_callers_at_once_get_through() {
    let (_dir, _cluster, store) = one().await;
    let begun = std::time::Instant::now();
    let callers = (0..64).map(|caller| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut expected = Expected::NoStream;
            for _ in 0..5 {
                let written = store.append(&stream(&format!("fault-{caller}")), expected, events(1)).await.unwrap();
                expected = Expected::Exact(written.revision);
            }
        })
    });
    join_all(callers).await.into_iter().for_each(|caller| caller.unwrap());
    println!("{:.0} appends a second from 64 callers", 320.0 / begun.elapsed().as_secs_f64());
    let begun = std::time::Instant::now();
    for n in 0..20 {
        store.append(&stream(&format!("visit-{n}")), Expected::NoStream, events(1)).await.unwrap();
    }
    println!("{:.0} ms an append by one caller", begun.elapsed().as_secs_f64() * 1_000.0 / 20.0);
    assert_eq!(all(&(store.clone() as Store)).await.len(), 340);
    store.close().await;
}

/// F6: a client that finds the choice of ciphers made already panics; so it did before 1.2. It must not matter who was first, and the
/// server's certificate is looked at.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_chose_the_ciphers_first_the_server_is_reached_and_its_certificate_checked() {
    // Where another test of this process was first, the choice is made already, which is the same.
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let dir = TempDir::new().unwrap();
    let openssl = |args: &str| {
        let made =
            std::process::Command::new("openssl").args(args.split(' ')).current_dir(dir.path()).output().unwrap();
        assert!(made.status.success(), "{made:?}");
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(&format!("req -x509 {key} -days 2 -keyout ca.key -out ca.pem -subj /CN=authority"));
    openssl(&format!(
        "req {key} -keyout key.pem -out leaf.csr -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    ));
    openssl(
        "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy -out cert.pem",
    );
    let read = |name: &str| std::fs::read(dir.path().join(name)).unwrap();
    let tls = Some((read("cert.pem"), read("key.pem")));
    let cluster = Cluster::start(1, Settings { tls, ..Settings::default() }).await.unwrap();
    let host = cluster.address(0).unwrap();
    let ca = dir.path().join("ca.pem").display().to_string();
    let store =
        opened(&dir.path().join("data"), &format!("esdb://{host}?tlsCaFile={ca}"), Clock::Machine).await.unwrap();
    store.append(&stream("fault-1"), Expected::NoStream, events(2)).await.unwrap();
    store.close().await;
    drop(store);
    let stranger = opened(&dir.path().join("data"), &format!("esdb://{host}"), Clock::Machine).await.err().unwrap();
    assert!(matches!(stranger, StoreError::Unreachable(_)), "{stranger}");
    let nobody = opened(&dir.path().join("data"), &format!("esdb://{host}?tlsCaFile=/none.pem"), Clock::Machine).await;
    assert!(matches!(nobody, Err(StoreError::Unreachable(_))));
}

/// F7: one refused write of a batch ends all others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_the_server_refuses_harms_no_other() {
    let settings = Settings { max_append_bytes: 1_000, ..Settings::default() };
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, settings).await.unwrap());
    let store = open(dir.path(), &cluster).await;
    let callers = (0..32).map(|n| {
        let (store, count) = (store.clone(), if n == 7 { 100 } else { 1 });
        tokio::spawn(
            async move { store.append(&stream(&format!("fault-{n}")), Expected::NoStream, events(count)).await },
        )
    });
    let answers: Vec<_> = join_all(callers).await.into_iter().map(Result::unwrap).collect();
    assert!(
        matches!(&answers[7], Err(AppendError::Rejected(why)) if why.contains("Maximum Append Size")),
        "{:?}",
        answers[7]
    );
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 31);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_becomes_of_the_answer_trying_again_yields_one_copy() {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, Settings::default()).await.unwrap());
    // So short that a silent server is not waited for long.
    let url = format!("{}&defaultDeadline=1500", cluster.url());
    let store = opened(dir.path(), &url, Clock::Machine).await.unwrap();
    let faults = [
        (Fault::UnavailableBefore, false),
        (Fault::UnavailableAfter, true),
        (Fault::TimeoutAfter, true),
        (Fault::SilentBefore, false),
        (Fault::SilentAfter, true),
        (Fault::DropBefore, false),
        (Fault::DropAfter, true),
    ];
    let mut expected = Expected::NoStream;
    for (n, (fault, written)) in faults.into_iter().enumerate() {
        cluster.panel().set(Call::Append, fault.clone(), 1);
        let ours = events(2);
        let answer = store.append(&stream("fault-1"), expected, ours.clone()).await;
        assert!(matches!(answer, Err(AppendError::InDoubt(_))), "{fault:?}: {answer:?}");
        let again = insist(&store, "fault-1", expected, &ours).await;
        assert_eq!(again.revision, Revision(2 * n as u64 + 1), "{fault:?}");
        assert!(written || !again.replayed, "{fault:?}");
        assert!(insist(&store, "fault-1", expected, &ours).await.replayed);
        expected = Expected::Exact(again.revision);
    }
    assert_eq!(all(&(store.clone() as Store)).await.len(), 14);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_right_password_nobody_gets_in_and_none_is_told() {
    // admin:changeit
    let settings = Settings { authorization: Some("Basic YWRtaW46Y2hhbmdlaXQ=".into()), ..Settings::default() };
    let cluster = Cluster::start(1, settings).await.unwrap();
    let at = |user: &str| cluster.url().replace("esdb://", &format!("esdb://{user}@"));
    let dir = TempDir::new().unwrap();
    let error = opened(dir.path(), &at("admin:wrong-one"), Clock::Machine).await.err().unwrap();
    let said = format!("{error} {error:?}");
    assert!(said.contains("denies access") && !said.contains("wrong-one"), "{said}");
    let store = opened(dir.path(), &at("admin:changeit"), Clock::Machine).await.unwrap();
    insist(&store, "fault-1", Expected::NoStream, &events(1)).await;
    cluster.panel().set(Call::Append, Fault::Denied, 1);
    let denied = store.append(&stream("fault-2"), Expected::NoStream, events(1)).await;
    assert!(matches!(denied, Err(AppendError::Rejected(_))), "{denied:?}");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_see_one_order_and_chain_it_alike() {
    let cluster = Cluster::start(1, Settings::default()).await.unwrap();
    let noon: DateTime<Utc> = "2026-03-02T12:00:00Z".parse().unwrap();
    let dirs = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    // Their clocks are not quite the same.
    let clocks = [Clock::manual(noon), Clock::manual(noon - TimeDelta::seconds(3))];
    let mut nodes = Vec::new();
    for (dir, clock) in dirs.iter().zip(&clocks) {
        nodes.push(opened(dir.path(), &cluster.url(), clock.clone()).await.unwrap());
    }
    assert_eq!(nodes[0].store_id(), nodes[1].store_id());
    let writers = (0..20).map(|n| {
        let (node, cluster) = (nodes[n % 2].clone(), cluster.clone());
        tokio::spawn(async move {
            node.append(&stream(&format!("fault-{n}")), Expected::NoStream, events(2)).await.unwrap();
            // The server and others write in between.
            cluster.log().system("$stats-0", "$statsCollected");
            cluster.log().system("orders-17", "order_placed");
        })
    });
    join_all(writers).await.into_iter().for_each(|writer| writer.unwrap());
    // Both begin one stream: one of them does.
    let both = stream("fault-both");
    let (one, two) = tokio::join!(
        nodes[0].append(&both, Expected::NoStream, events(1)),
        nodes[1].append(&both, Expected::NoStream, events(1)),
    );
    assert_eq!([one, two].iter().filter(|answer| answer.is_ok()).count(), 1);
    let mut seen = Vec::new();
    for node in &nodes {
        node.changed(Some(Position(40)), std::time::Duration::from_secs(60)).await;
        let log = all(&(node.clone() as Store)).await;
        assert!(log.windows(2).all(|pair| pair[0].recorded_at <= pair[1].recorded_at));
        assert_eq!(log.iter().map(|event| event.position.0).collect::<Vec<_>>(), (1..=41).collect::<Vec<_>>());
        seen.push((log, node.head()));
        node.close().await;
    }
    assert!(seen[0] == seen[1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_node_worked_out_can_be_lost_and_comes_back_the_same() {
    let (dir, cluster, store) = one().await;
    for n in 0..5 {
        store.append(&stream(&format!("fault-{n}")), Expected::NoStream, events(3)).await.unwrap();
    }
    let (id, head, before) = (store.store_id(), store.head(), all(&(store.clone() as Store)).await);
    store.close().await;
    let closed = store.append(&stream("fault-9"), Expected::NoStream, events(1)).await;
    assert!(matches!(closed, Err(AppendError::Unavailable(_))), "{closed:?}");
    drop(store);
    std::fs::write(dir.path().join("chain.db"), "no database").unwrap();
    let store = open(dir.path(), &cluster).await;
    assert_eq!((store.store_id(), store.head()), (id, head));
    assert_eq!(all(&(store.clone() as Store)).await, before);
    let second = opened(dir.path(), &cluster.url(), Clock::Machine).await;
    assert!(matches!(second, Err(StoreError::Locked(_))));
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_is_no_longer_the_one_that_was_followed_is_refused() {
    let (dir, cluster, store) = one().await;
    store.append(&stream("fault-1"), Expected::NoStream, events(3)).await.unwrap();
    store.close().await;
    drop(store);
    assert!(cluster.log().forge("fault-1", 2, |record| record.id = uuid::Uuid::new_v4()));
    let error = opened(dir.path(), &cluster.url(), Clock::Machine).await.err().unwrap();
    assert!(matches!(&error, StoreError::Damaged(why) if why.contains("position 3")), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_keys_are_kept_no_new_log_takes_the_place_of_one_that_is_gone() {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, Settings::default()).await.unwrap());
    let url = cluster.url().parse().unwrap();
    let refused = KurrentStore::open(dir.path(), &url, Clock::Machine, Opening::Existing).await;
    assert!(matches!(refused, Err(StoreError::Unreachable(why)) if why.contains("there is no log at esdb://")));
}

/// An id that stands in a stream already is refused there, also by a node that did not write it: a number is drawn once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_comes_once_in_a_stream_whichever_node_writes_it() {
    let cluster = Cluster::start(1, Settings::default()).await.unwrap();
    let dirs = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let (one, two) = (open(dirs[0].path(), &cluster).await, open(dirs[1].path(), &cluster).await);
    let drawn = events(1);
    one.append(&stream("series-1"), Expected::NoStream, events(1)).await.unwrap();
    one.append(&stream("series-1"), Expected::Exact(Revision(0)), drawn.clone()).await.unwrap();
    // The other one learns only by the conflict where the stream stands.
    let conflict = two.append(&stream("series-1"), Expected::NoStream, events(1)).await;
    assert_eq!(conflict, Err(AppendError::Conflict { actual: Some(Revision(1)) }));
    let again = two.append(&stream("series-1"), Expected::Exact(Revision(1)), drawn).await;
    assert!(matches!(again, Err(AppendError::Rejected(_))), "{again:?}");
    one.close().await;
    two.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_may_not_be_set_to_before_the_newest_event() {
    let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, Settings::default()).await.unwrap());
    let noon: DateTime<Utc> = "2126-03-02T12:00:00Z".parse().unwrap();
    let store = opened(dir.path(), &cluster.url(), Clock::running_from(noon)).await.unwrap();
    store.append(&stream("fault-1"), Expected::NoStream, events(1)).await.unwrap();
    store.close().await;
    drop(store);
    let behind = opened(dir.path(), &cluster.url(), Clock::running_from(noon - TimeDelta::hours(1))).await;
    assert!(matches!(behind, Err(StoreError::ClockBehind { .. })));
}
