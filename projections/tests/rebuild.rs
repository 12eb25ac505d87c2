//! Tables are worked out anew beside those that are there, and put in their place while people ask.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::{CustomerId, customer};
use projections::{
    Department, Filling, Pool, ReadError, ReadSide, Reads, ask, customers, finance,
    order::{Order, Told},
    sales,
};
use serde_json::json as value;
use support::{Bench, id, json};

const LONG: Duration = Duration::from_secs(3_600);

fn register(name: &str) -> customer::Command {
    json(value!({"register": {"kind": "company", "name": name,
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}))
}

/// A company with so many customers, all of them shown.
async fn company(customers: u128) -> Bench {
    let bench = Bench::new().await;
    for n in 1..=customers {
        bench.run(id::<CustomerId>(n), register(&format!("Klant {n}"))).await;
    }
    bench.reads.catch_up(|_| {}).await.unwrap();
    bench
}

async fn names(pool: &Pool) -> Vec<String> {
    let rows = ask("SELECT name FROM customers ORDER BY name").fetch_all(pool).await.unwrap();
    rows.iter().map(|row| row.get(0).unwrap()).collect()
}

/// Writes into a file of a department's, as no one should.
fn meddle(folder: PathBuf, department: &Department, sql: &str) {
    rusqlite::Connection::open(folder.join(department.file())).unwrap().execute_batch(sql).unwrap();
}

fn beside(bench: &Bench) -> PathBuf {
    bench.folder().join("read").join("beside")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_while_tables_are_swapped_sees_the_old_ones_or_the_new_ones_and_never_half_of_them() {
    let bench = company(3).await;
    bench.meddle(&customers::DEPARTMENT, "UPDATE customers SET name = 'Iemand'").await;
    let ended = Arc::new(AtomicBool::new(false));
    let asked = Arc::new(AtomicU64::new(0));
    let asking: Vec<_> = (0..2)
        .map(|_| {
            let (reads, ended, asked) = (bench.reads.clone(), ended.clone(), asked.clone());
            tokio::spawn(async move {
                let mut seen = Vec::new();
                while !ended.load(Ordering::Relaxed) {
                    let names = names(&reads.of(&customers::DEPARTMENT).pool).await;
                    asked.fetch_add(1, Ordering::Relaxed);
                    if seen.last() != Some(&names) {
                        seen.push(names);
                    }
                    tokio::task::yield_now().await;
                }
                seen
            })
        })
        .collect();
    while asked.load(Ordering::Relaxed) == 0 {
        tokio::task::yield_now().await;
    }
    bench.reads.rebuild(&[&customers::DEPARTMENT], None).await.unwrap();
    let before = asked.load(Ordering::Relaxed);
    while asked.load(Ordering::Relaxed) < before + 4 {
        tokio::task::yield_now().await;
    }
    ended.store(true, Ordering::Relaxed);
    let new = vec!["Klant 1", "Klant 2", "Klant 3"];
    for seen in asking {
        assert_eq!(seen.await.unwrap(), [vec!["Iemand"; 3], new.clone()]);
    }
    assert!(!beside(&bench).exists(), "nothing is left beside");
    assert!(bench.reads.progress().values().all(|progress| progress.filling.is_none()));
    bench.assert_rebuilt_equals_live(&customers::DEPARTMENT).await;
}

/// Followers, commands and who waits for what they did go on, whatever is swapped under them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_for_what_was_done_is_shown_it_while_tables_are_swapped() {
    let bench = company(1).await;
    let tasks = bench.reads.run();
    let all: Vec<_> = projections::DEPARTMENTS.to_vec();
    let ended = AtomicBool::new(false);
    let swapping = async {
        let mut swaps = 0;
        while !ended.load(Ordering::Relaxed) || swaps < 3 {
            bench.reads.rebuild(&all, None).await.unwrap();
            swaps += 1;
        }
    };
    let working = async {
        for n in 2..=30 {
            let at = bench.run(id::<CustomerId>(n), register(&format!("Klant {n}"))).await.position.unwrap();
            assert!(bench.reads.wait(at, LONG).await);
            assert_eq!(names(&bench.reads.of(&customers::DEPARTMENT).pool).await.len() as u128, n);
        }
        ended.store(true, Ordering::Relaxed);
    };
    tokio::join!(swapping, working);
    tasks.iter().for_each(|task| task.abort());
}

#[tokio::test]
async fn what_was_broken_off_goes_on_where_it_was() {
    let bench = company(4).await;
    let store = bench.log.store.store_id();
    // A customer's number, and the customer.
    let events = bench.log.store.read_all(None, 2).await.unwrap();
    let half = Reads::open(&beside(&bench), &customers::DEPARTMENT, store, false).await.unwrap();
    half.take(&bench.reads.decode(events.events).await.unwrap(), events.next).unwrap();
    half.close().await;
    drop(half);
    let sign = "INSERT INTO customers SELECT * FROM customers WHERE 0; UPDATE customers SET name = 'Begonnen'";
    meddle(beside(&bench), &customers::DEPARTMENT, sign);
    bench.reads.rebuild(&[&customers::DEPARTMENT], None).await.unwrap();
    let found = names(&bench.reads.of(&customers::DEPARTMENT).pool).await;
    assert_eq!(found, ["Begonnen", "Klant 2", "Klant 3", "Klant 4"], "the first was not taken in once more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_that_can_t_be_worked_out_anew_say_why_the_others_are_put_in_place_and_it_goes_on_by_itself() {
    let bench = company(2).await;
    bench.meddle(&customers::DEPARTMENT, "UPDATE customers SET name = 'Iemand'").await;
    let store = bench.log.store.store_id();
    let half = Reads::open(&beside(&bench), &finance::DEPARTMENT, store, false).await.unwrap();
    half.close().await;
    drop(half);
    let broken = "CREATE TRIGGER broken BEFORE INSERT ON customers BEGIN SELECT RAISE(ABORT, 'disk is sour'); END";
    meddle(beside(&bench), &finance::DEPARTMENT, broken);
    let mut told = bench.reads.watch_filling();
    let side = bench.reads.clone();
    let work = tokio::spawn(async move { side.rebuild(&[&customers::DEPARTMENT, &finance::DEPARTMENT], None).await });
    let why = |all: &std::collections::BTreeMap<&str, Filling>| {
        let alone = all.keys().eq(&["finance"]);
        all.get("finance").and_then(|filling| filling.stalled.clone()).filter(|_| alone)
    };
    let stands = told.wait_for(|all| why(all).is_some()).await.unwrap().clone();
    assert!(why(&stands).unwrap().contains("at position 2 can't be taken in: "), "{stands:?}");
    assert!(bench.reads.progress().values().all(|progress| progress.stalled.is_none()), "what is shown is well");
    assert_eq!(names(&bench.reads.of(&customers::DEPARTMENT).pool).await, ["Klant 1", "Klant 2"]);
    meddle(beside(&bench), &finance::DEPARTMENT, "DROP TRIGGER broken");
    work.await.unwrap().unwrap();
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_was_left_is_carried_out_by_the_next_that_serves() {
    let bench = company(2).await;
    bench.meddle(&sales::DEPARTMENT, "CREATE TABLE sign (a)").await;
    bench.meddle(&finance::DEPARTMENT, "CREATE TABLE sign (a)").await;
    let dir = bench.folder().join("read");
    let order = Order::leave(&dir, vec!["sales".into()]).unwrap();
    bench.reads.close().await;
    let next = ReadSide::open(bench.folder(), bench.log.clone()).await.unwrap();
    let tasks = next.run();
    while !Told::last(&dir).unwrap().is_some_and(|told| told.id == order.id && told.done) {
        tokio::task::yield_now().await;
    }
    tasks.iter().for_each(|task| task.abort());
    assert_eq!(Order::left(&dir).unwrap(), None);
    let signed = async |department| ask("SELECT * FROM sign").fetch_all(&next.of(department).pool).await.is_ok();
    assert_eq!((signed(&sales::DEPARTMENT).await, signed(&finance::DEPARTMENT).await), (false, true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_somebody_is_forgotten_who_works_tables_out_makes_way_and_all_are_new() {
    let bench = company(3).await;
    for _ in 0..3 {
        bench.meddle(&sales::DEPARTMENT, "CREATE TABLE IF NOT EXISTS sign (a)").await;
        let all: Vec<_> = projections::DEPARTMENTS.to_vec();
        let (rebuilt, renewed) = tokio::join!(bench.reads.rebuild(&all, None), bench.reads.renew());
        rebuilt.unwrap();
        renewed.unwrap();
        assert!(ask("SELECT * FROM sign").fetch_all(&bench.reads.of(&sales::DEPARTMENT).pool).await.is_err());
        assert!(!beside(&bench).exists());
    }
    assert_eq!(names(&bench.reads.of(&customers::DEPARTMENT).pool).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn departments_that_are_far_behind_are_filled_while_the_others_are_served_and_say_how_far_they_are() {
    let bench = company(5).await;
    bench.reads.close().await;
    std::fs::remove_file(bench.folder().join("read").join(sales::DEPARTMENT.file())).unwrap();
    let next = ReadSide::open(bench.folder(), bench.log.clone()).await.unwrap();
    next.begin(9, |_| {}).await.unwrap();
    let asked = ask("SELECT count(*) FROM sqlite_schema").fetch_all(&next.of(&sales::DEPARTMENT).pool).await;
    let Err(ReadError::Filling(hidden)) = asked else { panic!("{asked:?}") };
    assert_eq!((hidden.department, hidden.filling.done, hidden.filling.of), ("sales", 0, 10));
    assert_eq!(names(&next.of(&customers::DEPARTMENT).pool).await.len(), 5, "the others are served");
    let tasks = next.run();
    let at = bench.run(id::<CustomerId>(6), register("Klant 6")).await.position.unwrap();
    assert!(next.wait(at, LONG).await);
    assert!(next.of(&sales::DEPARTMENT).wait(at, LONG).await);
    let mut told = next.watch_filling();
    told.wait_for(|_| !next.of(&sales::DEPARTMENT).pool.is_hidden()).await.unwrap();
    assert!(next.progress().values().all(|progress| !progress.hidden && progress.filling.is_none()));
    tasks.iter().for_each(|task| task.abort());
}

#[tokio::test]
async fn who_is_little_behind_is_waited_for() {
    let bench = company(5).await;
    let elsewhere = bench.folder().join("elsewhere");
    let anew = ReadSide::open(&elsewhere, bench.log.clone()).await.unwrap();
    anew.begin(10, |_| {}).await.unwrap();
    assert!(anew.progress().values().all(|progress| !progress.hidden));
    assert_eq!(names(&anew.of(&customers::DEPARTMENT).pool).await.len(), 5);
}

#[tokio::test]
async fn copies_for_looking_back_go_with_the_tables_that_they_are_of() {
    let bench = company(5).await;
    let copies = |department: &Department| {
        let of = format!("{}.v", department.name);
        let files = std::fs::read_dir(bench.folder().join("read").join("past")).unwrap().flatten();
        files.filter(|file| file.file_name().to_string_lossy().starts_with(&of)).count()
    };
    bench.meddle(&customers::DEPARTMENT, "UPDATE customers SET name = 'Iemand'").await;
    for department in [&customers::DEPARTMENT, &sales::DEPARTMENT] {
        bench.reads.copy_what_is_due(bench.reads.of(department), 2).await.unwrap();
        assert!(copies(department) > 0);
    }
    let before = bench.reads.renewals();
    bench.reads.rebuild(&[&customers::DEPARTMENT], None).await.unwrap();
    assert_eq!((copies(&customers::DEPARTMENT), copies(&sales::DEPARTMENT) > 0), (0, true));
    assert!(bench.reads.renewals() > before, "who looks back opens the moment again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moments_are_worked_out_on_a_copy_that_stays_as_it_is() {
    let bench = company(3).await;
    let reads = bench.reads.of(&customers::DEPARTMENT);
    bench.reads.copy_what_is_due(reads, 2).await.unwrap();
    let past = bench.folder().join("read").join("past");
    let copies = || {
        let files = std::fs::read_dir(&past).unwrap().flatten().map(|file| file.path());
        let mut files: Vec<_> =
            files.filter(|file| file.is_file()).map(|file| (std::fs::read(&file).unwrap(), file)).collect();
        files.sort();
        files
    };
    let before = copies();
    assert!(!before.is_empty());
    let mut moments = Vec::new();
    for more in 4..=6_u128 {
        bench.run(id::<CustomerId>(more), register(&format!("Klant {more}"))).await;
        bench.reads.catch_up(|_| {}).await.unwrap();
        let log = bench.log.until(bench.log.store.known(), bench.log.clock.clone());
        moments.push((more as usize, bench.reads.at(Arc::new(log)).unwrap()));
    }
    // Each is asked twice, in turn: none shows what another one knows.
    for (many, then) in moments.iter().chain(moments.iter().rev()) {
        assert_eq!(names(&then.of(&customers::DEPARTMENT).pool).await.len(), *many);
    }
    drop(moments);
    assert!(copies() == before, "a copy is never written again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moment_is_worked_out_from_the_log_where_its_copies_are_damaged() {
    let bench = company(5).await;
    let reads = bench.reads.of(&customers::DEPARTMENT);
    let past = bench.folder().join("read").join("past");
    let copies = || {
        let files = std::fs::read_dir(&past).unwrap().flatten().map(|file| file.path());
        files.filter(|file| file.extension().is_some_and(|end| end == "db")).collect::<Vec<_>>()
    };
    // Of the first everything is gone, of the second all that lies behind the beginning of the file.
    for whole in [0, 4_096] {
        bench.reads.copy_what_is_due(reads, 2).await.unwrap();
        assert!(!copies().is_empty());
        for copy in copies() {
            let mut bytes = std::fs::read(&copy).unwrap();
            bytes.iter_mut().skip(whole).for_each(|byte| *byte = 0x5a);
            std::fs::write(&copy, bytes).unwrap();
        }
        let then = bench.reads.at(Arc::new(bench.log.until(bench.log.store.known(), bench.log.clock.clone()))).unwrap();
        let (then, now) = (names(&then.of(&customers::DEPARTMENT).pool).await, names(&reads.pool).await);
        assert_eq!((then.len(), &then), (5, &now));
        assert!(copies().is_empty(), "what is damaged is not kept");
    }
}
