//! Tables are filled ahead of the version that serves them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{CustomerId, customer};
use projections::{ReadSide, Reads, ahead, ask, customers, sales};
use serde_json::json as value;
use support::{Bench, id, json};

fn register() -> customer::Command {
    json(value!({"register": {"kind": "company", "name": "Hotel De Posthoorn",
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}))
}

async fn company() -> Bench {
    let bench = Bench::new().await;
    bench.run(id::<CustomerId>(1), register()).await;
    bench.run(id::<CustomerId>(2), register()).await;
    bench.reads.catch_up(|_| {}).await.unwrap();
    bench
}

/// How many customers a start finds, before it takes in anything.
async fn found(bench: &Bench) -> i64 {
    let next = ReadSide::open(bench.folder(), bench.log.clone()).await.unwrap();
    let count = ask("SELECT count(*) FROM customers").fetch_one(&next.of(&customers::DEPARTMENT).pool).await.unwrap();
    next.close().await;
    count.get(0).unwrap()
}

#[tokio::test]
async fn the_next_start_serves_what_was_filled_ahead() {
    let bench = company().await;
    let read = bench.folder().join("read");
    assert_eq!(ahead::missing(&read).len(), 0, "all have this version");
    ahead::fill(&read, bench.log.clone(), &[&customers::DEPARTMENT], |_| {}).await.unwrap();
    bench.meddle(&customers::DEPARTMENT, "DELETE FROM customers").await;
    bench.meddle(&sales::DEPARTMENT, "CREATE TABLE sign (a)").await;
    bench.reads.close().await;
    assert_eq!(found(&bench).await, 2);
    assert!(!read.join("ahead").exists(), "they are taken once");
    let sales = rusqlite::Connection::open(read.join(sales::DEPARTMENT.file())).unwrap();
    sales.execute_batch("SELECT * FROM sign").unwrap();
}

#[tokio::test]
async fn half_filled_ones_are_a_beginning_where_there_are_none_and_nothing_where_there_are() {
    let bench = company().await;
    let read = bench.folder().join("read");
    bench.reads.close().await;
    let half = async || {
        ahead::fill(&read, bench.log.clone(), &[], |_| {}).await.unwrap();
        std::fs::remove_file(read.join("ahead").join("ready")).unwrap();
        let store = bench.log.store.store_id();
        let reads = Reads::open(&read.join("ahead"), &customers::DEPARTMENT, store, false).await.unwrap();
        // A customer's number, and the customer.
        let page = bench.log.store.read_all(None, 2).await.unwrap();
        reads.take(&bench.reads.decode(page.events).await.unwrap(), page.next).unwrap();
        // As it lies there when its program was killed.
        drop(reads);
    };
    half().await;
    assert_eq!(found(&bench).await, 2);
    half().await;
    std::fs::remove_file(read.join(customers::DEPARTMENT.file())).unwrap();
    assert_eq!(found(&bench).await, 1);
}

#[tokio::test]
async fn what_may_show_somebody_who_was_forgotten_since_is_thrown_away() {
    let bench = company().await;
    let read = bench.folder().join("read");
    ahead::fill(&read, bench.log.clone(), &[&customers::DEPARTMENT], |_| {}).await.unwrap();
    // As if it had been filled before somebody was forgotten.
    std::fs::write(read.join("ahead").join("forgotten"), "7").unwrap();
    bench.meddle(&customers::DEPARTMENT, "DELETE FROM customers").await;
    bench.reads.close().await;
    assert_eq!(found(&bench).await, 0);
    assert!(!read.join("ahead").exists());
}

#[tokio::test]
async fn when_somebody_is_forgotten_what_was_filled_ahead_goes_too() {
    let bench = company().await;
    let read = bench.folder().join("read");
    ahead::fill(&read, bench.log.clone(), &[&customers::DEPARTMENT], |_| {}).await.unwrap();
    bench.reads.renew().await.unwrap();
    assert!(!read.join("ahead").exists());
}
