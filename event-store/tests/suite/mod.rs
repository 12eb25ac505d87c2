//! What every engine of the log promises, as cases that run against any of them.

use std::{collections::HashSet, time::Duration};

use async_trait::async_trait;
use event_store::{AppendError, Expected, MAX_EVENT_BYTES, NewEvent, Position, Revision, StoredEvent};
use futures::future::join_all;
use uuid::Uuid;

use crate::support::{Store, all, event, events, stream};

/// An engine with a log that can be closed and opened again, and whose writes can be let go wrong.
#[async_trait]
pub trait Engine: Send + Sync {
    async fn open(&self) -> Store;
    /// Closes what was opened last.
    async fn close(&self);
    /// From here on nobody is told what became of a write.
    fn spoil(&self);
    /// All is well again.
    fn mend(&self);
}

pub async fn of_64_that_begin_one_stream_one_wins(store: Store) {
    let name = stream("fault-1");
    let racers = (0..64).map(|_| {
        let (store, name) = (store.clone(), name.clone());
        tokio::spawn(async move { store.append(&name, Expected::NoStream, events(1)).await })
    });
    let answers: Vec<_> = join_all(racers).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let conflict = AppendError::Conflict { actual: Some(Revision(0)) };
    assert_eq!(answers.iter().filter(|answer| answer.as_ref().err() == Some(&conflict)).count(), 63);
    assert_eq!(store.read_stream(&name, Revision(0), 100).await.unwrap().events.len(), 1);
}

pub async fn a_conflict_names_the_actual_revision(store: Store) {
    let name = stream("fault-1");
    let no_stream = store.append(&name, Expected::Exact(Revision(0)), events(1)).await;
    assert_eq!(no_stream, Err(AppendError::Conflict { actual: None }));
    store.append(&name, Expected::NoStream, events(3)).await.unwrap();
    for expected in [Expected::NoStream, Expected::Exact(Revision(0)), Expected::Exact(Revision(7))] {
        let answer = store.append(&name, expected, events(1)).await;
        assert_eq!(answer, Err(AppendError::Conflict { actual: Some(Revision(2)) }));
    }
    let beyond = store.append(&name, Expected::Exact(Revision(u64::MAX)), events(2)).await;
    assert_eq!(beyond, Err(AppendError::Conflict { actual: Some(Revision(2)) }));
    assert_eq!(all(&store).await.len(), 3);
}

pub async fn a_repeated_append_is_recognised_and_writes_nothing(store: Store) {
    let name = stream("fault-1");
    let (first, second) = (events(2), events(3));
    let one = store.append(&name, Expected::NoStream, first.clone()).await.unwrap();
    let two = store.append(&name, Expected::Exact(Revision(1)), second.clone()).await.unwrap();
    assert_eq!((one.revision, two.revision), (Revision(1), Revision(4)));
    let again = store.append(&name, Expected::NoStream, first).await.unwrap();
    assert!(again.replayed && again.revision == one.revision && again.position == one.position);
    let again = store.append(&name, Expected::Exact(Revision(1)), second).await.unwrap();
    assert!(again.replayed && again.revision == two.revision && again.position == two.position);
    assert_eq!(all(&store).await.len(), 5);
}

pub async fn the_same_append_from_many_at_once_is_written_once(store: Store) {
    let name = stream("fault-1");
    let same = events(2);
    let callers = (0..32).map(|_| {
        let (store, name, same) = (store.clone(), name.clone(), same.clone());
        tokio::spawn(async move { store.append(&name, Expected::NoStream, same).await.unwrap() })
    });
    let answers: Vec<_> = join_all(callers).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert!(answers.iter().all(|answer| answer.position == answers[0].position));
    assert_eq!(all(&store).await.len(), 2);
}

pub async fn a_partly_repeated_append_is_refused(store: Store) {
    let name = stream("fault-1");
    let first = events(2);
    store.append(&name, Expected::NoStream, first.clone()).await.unwrap();
    let longer = [first.clone(), events(1)].concat();
    let changed = vec![first[0].clone(), events(1).remove(0)];
    for events in [longer, changed] {
        let answer = store.append(&name, Expected::NoStream, events).await;
        assert!(matches!(answer, Err(AppendError::Rejected(_))), "{answer:?}");
    }
    assert_eq!(all(&store).await.len(), 2);
}

pub async fn an_id_that_was_used_elsewhere_is_refused_and_harms_no_other(store: Store) {
    let used = events(1);
    store.append(&stream("fault-used"), Expected::NoStream, used.clone()).await.unwrap();
    let callers = (0..40).map(|n| {
        let (store, events) = (store.clone(), if n == 20 { used.clone() } else { events(2) });
        tokio::spawn(async move { store.append(&stream(&format!("fault-{n}")), Expected::NoStream, events).await })
    });
    let answers: Vec<_> = join_all(callers).await.into_iter().map(Result::unwrap).collect();
    assert!(matches!(answers[20], Err(AppendError::Rejected(_))), "{:?}", answers[20]);
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 39);
    assert_eq!(all(&store).await.len(), 1 + 39 * 2);
    // The stream of the refused append was not begun.
    assert!(store.read_stream(&stream("fault-20"), Revision(0), 10).await.unwrap().events.is_empty());
    store.append(&stream("fault-20"), Expected::NoStream, events(1)).await.unwrap();
}

pub async fn events_keep_their_order_in_the_stream_and_in_the_log(store: Store) {
    let (one, two) = (stream("fault-1"), stream("visit-1"));
    store.append(&one, Expected::NoStream, events(2)).await.unwrap();
    store.append(&two, Expected::NoStream, events(1)).await.unwrap();
    store.append(&one, Expected::Exact(Revision(1)), events(1)).await.unwrap();
    let log = all(&store).await;
    let seen: Vec<_> = log.iter().map(|e| (e.stream.as_str(), e.revision.0)).collect();
    assert_eq!(seen, [("fault-1", 0), ("fault-1", 1), ("visit-1", 0), ("fault-1", 2)]);
    let of_one = store.read_stream(&one, Revision(0), 10).await.unwrap().events;
    assert_eq!(of_one, [log[0].clone(), log[1].clone(), log[3].clone()]);
}

pub async fn pages_end_exactly_where_they_are_asked_to(store: Store) {
    let name = stream("fault-1");
    store.append(&name, Expected::NoStream, events(5)).await.unwrap();
    for (from, limit, count, more) in
        [(0, 4, 4, true), (0, 5, 5, false), (0, 6, 5, false), (3, 1, 1, true), (4, 1, 1, false)]
    {
        let page = store.read_stream(&name, Revision(from), limit).await.unwrap();
        assert_eq!((page.events.len(), page.more), (count, more), "from {from}, {limit}");
        assert_eq!(page.events[0].revision, Revision(from));
    }
    for from in [5, u64::MAX] {
        let page = store.read_stream(&name, Revision(from), 10).await.unwrap();
        assert!(page.events.is_empty() && !page.more);
    }
    let first = store.read_all(None, 3).await.unwrap();
    assert_eq!((first.events.len(), first.next), (3, Some(first.events[2].position)));
    let rest = store.read_all(first.next, 3).await.unwrap();
    assert_eq!((rest.events.len(), rest.next), (2, Some(rest.events[1].position)));
    let end = store.read_all(rest.next, 3).await.unwrap();
    assert_eq!((end.events.len(), end.next), (0, rest.next));
}

pub async fn no_page_is_longer_than_a_thousand(store: Store) {
    let name = stream("fault-1");
    let mut expected = Expected::NoStream;
    for _ in 0..3 {
        expected = Expected::Exact(store.append(&name, expected, events(500)).await.unwrap().revision);
    }
    let page = store.read_stream(&name, Revision(0), u32::MAX).await.unwrap();
    assert_eq!((page.events.len(), page.more), (1000, true));
    assert_eq!(store.read_all(None, u32::MAX).await.unwrap().events.len(), 1000);
}

pub async fn an_empty_log_and_an_unknown_stream_are_empty_pages(store: Store) {
    let page = store.read_stream(&stream("fault-unknown"), Revision(0), 10).await.unwrap();
    assert!(page.events.is_empty() && !page.more);
    let page = store.read_all(None, 10).await.unwrap();
    assert!(page.events.is_empty() && page.next.is_none());
}

pub async fn writers_and_readers_at_once_miss_nothing(store: Store) {
    const WRITERS: usize = 8;
    const APPENDS: usize = 40;
    let writers = (0..WRITERS).map(|writer| {
        let store = store.clone();
        tokio::spawn(async move {
            let name = stream(&format!("fault-{writer}"));
            let (mut expected, mut ids) = (Expected::NoStream, Vec::new());
            for n in 0..APPENDS {
                let events = events(1 + n % 3);
                ids.extend(events.iter().map(|event| event.id));
                expected = Expected::Exact(store.append(&name, expected, events).await.unwrap().revision);
            }
            ids
        })
    });
    let total: usize = WRITERS * (0..APPENDS).map(|n| 1 + n % 3).sum::<usize>();
    let readers = (0..3).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            let (mut seen, mut after) = (Vec::new(), None);
            while seen.len() < total {
                let page = store.read_all(after, 7).await.unwrap();
                if page.events.is_empty() {
                    store.changed(after, Duration::from_secs(5)).await;
                }
                seen.extend(page.events.into_iter().map(|event| (event.position, event.id)));
                after = page.next;
            }
            seen
        })
    });
    let (written, seen) = tokio::join!(join_all(writers), join_all(readers.collect::<Vec<_>>()));
    let written: HashSet<Uuid> = written.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(written.len(), total);
    for seen in seen.into_iter().map(Result::unwrap) {
        assert!(seen.windows(2).all(|pair| pair[0].0 < pair[1].0), "positions increase strictly");
        assert_eq!(seen.into_iter().map(|(_, id)| id).collect::<HashSet<_>>(), written);
    }
}

pub async fn an_append_that_can_never_be_written_is_refused(store: Store) {
    let name = stream("fault-1");
    let large = event(Uuid::new_v4(), &format!(r#"{{"text":"{}"}}"#, "x".repeat(MAX_EVENT_BYTES)));
    let no_json = event(Uuid::new_v4(), "{");
    let no_object = event(Uuid::new_v4(), "[]");
    let no_name = NewEvent { event_type: String::new(), ..events(1).remove(0) };
    let twice = vec![events(1).remove(0); 2];
    for events in [vec![], vec![large], vec![no_json], vec![no_object], vec![no_name], twice] {
        let answer = store.append(&name, Expected::NoStream, events).await;
        assert!(matches!(answer, Err(AppendError::Rejected(_))), "{answer:?}");
    }
    assert!(all(&store).await.is_empty());
}

pub async fn what_was_written_is_read_back_letter_by_letter(store: Store) {
    let strange = r#"{"naam":"Łódź – 'tis \"zo\" \\ \u0000 \ud83d\ude00 😀 ż","n":[1.50,1e3,-0],"a b":{"":null}}"#;
    let padding = MAX_EVENT_BYTES - r#"{"text":""}{}"#.len();
    let large = format!(r#"{{"text":"{}"}}"#, "é".repeat(padding / 2));
    let written: Vec<_> = [strange, &large]
        .into_iter()
        .map(|data| NewEvent { version: u16::MAX, metadata: "{}".into(), ..event(Uuid::new_v4(), data) })
        .collect();
    store.append(&stream("fault-ż".replace('ż', "z").as_str()), Expected::NoStream, written.clone()).await.unwrap();
    let read: Vec<_> = all(&store)
        .await
        .into_iter()
        .map(|StoredEvent { id, event_type, version, data, metadata, .. }| NewEvent {
            id,
            event_type,
            version,
            data,
            metadata,
        })
        .collect();
    assert!(read == written);
}

pub async fn who_waits_for_a_change_is_woken_by_it(store: Store) {
    let name = stream("fault-1");
    let position = store.append(&name, Expected::NoStream, events(1)).await.unwrap().position;
    // Already there: no waiting, however long was allowed.
    store.changed(None, Duration::from_secs(3600)).await;
    let waiting = tokio::spawn({
        let store = store.clone();
        async move { store.changed(Some(position), Duration::from_secs(3600)).await }
    });
    store.append(&name, Expected::Exact(Revision(0)), events(1)).await.unwrap();
    waiting.await.unwrap();
    // Nothing comes: it returns all the same.
    store.changed(Some(Position(u64::MAX)), Duration::ZERO).await;
}

pub async fn a_client_that_goes_away_interrupts_nothing(store: Store) {
    let name = stream("fault-1");
    let ours = events(3);
    let mut append = store.append(&name, Expected::NoStream, ours.clone());
    assert!(futures::poll!(&mut append).is_pending());
    drop(append);
    // What was asked later is answered later.
    store.append(&stream("fault-2"), Expected::NoStream, events(1)).await.unwrap();
    // Nobody was promised that it comes first.
    let (mut found, mut after) = (Vec::new(), None);
    while found.is_empty() {
        store.changed(after, Duration::from_secs(60)).await;
        after = store.newest().await.unwrap().map(|(position, _)| position);
        found = store.read_stream(&name, Revision(0), 10).await.unwrap().events;
    }
    assert_eq!(found.iter().map(|e| e.id).collect::<Vec<_>>(), ours.iter().map(|e| e.id).collect::<Vec<_>>());
}

pub async fn a_restart_keeps_everything(engine: &dyn Engine) {
    let (store, written) = (engine.open().await, events(3));
    store.append(&stream("fault-1"), Expected::NoStream, written.clone()).await.unwrap();
    let (id, newest, before) = (store.store_id(), store.newest().await.unwrap(), all(&store).await);
    engine.close().await;
    let closed = store.append(&stream("fault-2"), Expected::NoStream, events(1)).await;
    assert!(matches!(closed, Err(AppendError::Unavailable(_))), "{closed:?}");
    drop(store);
    let store = engine.open().await;
    assert_eq!((store.store_id(), store.newest().await.unwrap()), (id, newest));
    assert_eq!(all(&store).await, before);
    assert!(store.append(&stream("fault-1"), Expected::NoStream, written).await.unwrap().replayed);
    let next = store.append(&stream("fault-1"), Expected::Exact(Revision(2)), events(1)).await.unwrap();
    assert!(next.revision == Revision(3) && Some(next.position) > newest.map(|(position, _)| position));
    engine.close().await;
}

pub async fn what_is_in_doubt_is_there_once_when_it_is_tried_again(engine: &dyn Engine) {
    let store = engine.open().await;
    let first = store.append(&stream("fault-1"), Expected::NoStream, events(1)).await.unwrap();
    engine.spoil();
    let (ours, others) = (events(2), events(2));
    let cases = [("fault-1", Expected::Exact(Revision(0)), ours), ("fault-2", Expected::NoStream, others)];
    for (name, expected, events) in &cases {
        let answer = store.append(&stream(name), *expected, events.clone()).await;
        assert!(matches!(answer, Err(AppendError::InDoubt(_))), "{answer:?}");
    }
    assert!(store.trouble().is_some());
    engine.mend();
    for (name, expected, events) in &cases {
        let written = store.append(&stream(name), *expected, events.clone()).await.unwrap();
        let again = store.append(&stream(name), *expected, events.clone()).await.unwrap();
        assert!(again.replayed && (again.revision, again.position) == (written.revision, written.position));
    }
    assert_eq!(store.trouble(), None);
    let log = all(&store).await;
    assert_eq!((log.len(), log[0].position), (5, first.position));
    engine.close().await;
}

/// What was noted of positions in one log is not believed of another.
pub async fn each_log_has_an_identity_of_its_own(one: &dyn Engine, other: &dyn Engine) {
    let (first, second) = (one.open().await, other.open().await);
    assert_ne!(first.store_id(), second.store_id());
    let same = events(2);
    for store in [&first, &second] {
        store.append(&stream("fault-1"), Expected::NoStream, same.clone()).await.unwrap();
    }
    // The chain covers it: the same events make another head.
    assert_ne!(
        first.newest().await.unwrap().map(|(_, hash)| hash),
        second.newest().await.unwrap().map(|(_, hash)| hash)
    );
    one.close().await;
    other.close().await;
}

/// Hands every case to a macro that makes a test of each: one list, whatever the engine.
macro_rules! every_promise {
    ($tests:ident) => {
        $tests!(
            of_64_that_begin_one_stream_one_wins,
            a_conflict_names_the_actual_revision,
            a_repeated_append_is_recognised_and_writes_nothing,
            the_same_append_from_many_at_once_is_written_once,
            a_partly_repeated_append_is_refused,
            an_id_that_was_used_elsewhere_is_refused_and_harms_no_other,
            events_keep_their_order_in_the_stream_and_in_the_log,
            pages_end_exactly_where_they_are_asked_to,
            no_page_is_longer_than_a_thousand,
            an_empty_log_and_an_unknown_stream_are_empty_pages,
            writers_and_readers_at_once_miss_nothing,
            an_append_that_can_never_be_written_is_refused,
            what_was_written_is_read_back_letter_by_letter,
            who_waits_for_a_change_is_woken_by_it,
            a_client_that_goes_away_interrupts_nothing,
        );
    };
}
pub(crate) use every_promise;
