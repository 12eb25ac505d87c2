//! A department whose tables can't take an event in stands still by itself; the others go on.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::Duration;

use domain::{CustomerId, customer};
use projections::{
    Pool, ask, customers, finance,
    seeing::{self, Seeing},
};
use serde_json::json as value;
use support::{Bench, id, json};

fn register() -> customer::Command {
    json(value!({"register": {"kind": "company", "name": "Hotel De Posthoorn",
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}))
}

const BROKEN: &str = "CREATE TRIGGER broken BEFORE INSERT ON customers BEGIN SELECT RAISE(ABORT, 'disk is sour'); END";

#[tokio::test]
async fn one_department_stands_still_and_says_why_the_others_come_to_the_end() {
    let bench = Bench::new().await;
    bench.meddle(&finance::DEPARTMENT, BROKEN).await;
    let applied = bench.run(id::<CustomerId>(1), register()).await;
    let head = applied.position;
    assert!(bench.reads.catch_up(|_| {}).await.is_err());
    for (name, progress) in bench.reads.progress() {
        let why = progress.stalled.unwrap_or_default();
        assert_eq!(why.contains("disk is sour"), name == "finance", "{name}: {why}");
        assert_eq!(progress.applied >= head, name != "finance", "{name}");
    }
    // Whoever waits for all to show something hears at once that not all do.
    let long = Duration::from_secs(3_600);
    assert!(!bench.reads.wait(head.unwrap(), long).await);
    assert!(bench.reads.of(&customers::DEPARTMENT).wait(head.unwrap(), long).await);
    bench.meddle(&finance::DEPARTMENT, "DROP TRIGGER broken").await;
    bench.reads.catch_up(|_| {}).await.unwrap();
    assert!(bench.reads.progress().values().all(|progress| progress.stalled.is_none()));
    assert!(bench.reads.wait(head.unwrap(), long).await);
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn it_stands_right_before_the_event_that_it_can_t_take_in_and_names_it() {
    let bench = Bench::new().await;
    let broken = BROKEN.replace("BEGIN", "WHEN NEW.name = 'Hotel De Posthoorn' BEGIN");
    bench.meddle(&finance::DEPARTMENT, &broken).await;
    let mut events = Vec::new();
    for (n, name) in ["Bakkerij", "Garage", "Hotel De Posthoorn", "Kapper"].into_iter().enumerate() {
        let command = json(value!({"register": {"kind": "company", "name": name,
            "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}));
        let command: customer::Command = command;
        events.push(bench.run(id::<CustomerId>(n as u128 + 1), command).await.position.unwrap());
    }
    assert!(bench.reads.catch_up(|_| {}).await.is_err());
    let stands = &bench.reads.progress()["finance"];
    assert!(stands.applied < Some(events[2]) && stands.applied >= Some(events[1]), "{stands:?}");
    let why = stands.stalled.as_deref().unwrap();
    assert!(why.starts_with("customer_registered at position ") && why.contains("disk is sour"), "{why}");
}

#[tokio::test]
async fn who_waits_already_hears_at_once_that_a_department_came_to_stand_still() {
    let bench = Bench::new().await;
    bench.meddle(&finance::DEPARTMENT, BROKEN).await;
    let head = bench.run(id::<CustomerId>(1), register()).await.position.unwrap();
    let wait = bench.reads.wait(head, Duration::from_secs(3_600));
    let (shown, caught_up) = tokio::join!(wait, bench.reads.catch_up(|_| {}));
    assert!(!shown && caught_up.is_err());
}

async fn customers(pool: &Pool) -> i64 {
    ask("SELECT count(*) FROM customers").fetch_one(pool).await.unwrap().get(0).unwrap()
}

#[tokio::test]
async fn a_question_waits_for_the_department_that_it_asks_and_for_no_other() {
    let bench = Bench::new().await;
    bench.meddle(&finance::DEPARTMENT, BROKEN).await;
    let head = bench.run(id::<CustomerId>(1), register()).await.position;
    let pool = |department| &bench.reads.of(department).pool;
    let own = seeing::within(head, Duration::from_secs(3_600));
    let request = seeing::request(async {
        assert_eq!(customers(pool(&customers::DEPARTMENT)).await, 0, "nothing is to be seen yet");
        assert!(seeing::see(Seeing { own, others: None }));
        (customers(pool(&customers::DEPARTMENT)).await, customers(pool(&finance::DEPARTMENT)).await)
    });
    let (seen, caught_up) = tokio::join!(request, bench.reads.catch_up(|_| {}));
    assert!(caught_up.is_err());
    assert_eq!(seen, (1, 0), "one came to show it, the other can't and is not waited for");
    assert!(!seeing::see(Seeing::default()), "outside of a request nothing waits");
}
