//! What people did is raised for review by the rules in force, and who is asked about it has a task until they answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{
    Actor, CustomerId, Role, UserId, article, customer,
    registry::AnyEvent,
    review::{self, Rule},
    settings::{self, COMPANY},
};
use event_store::{Recorded, codec};
use projections::desk::{self, tasks};
use reactors::{Runner, World};
use serde_json::json;
use support::{Bench, boss, id, json as read, of};
use tempfile::TempDir;
use uuid::Uuid;

/// Chance points at nothing here.
async fn company() -> (Arc<Bench>, TempDir, Runner) {
    let (bench, dir) = (Arc::new(Bench::new().await), TempDir::new().unwrap());
    bench.run(COMPANY, rule(Rule::Sample, false, None)).await;
    let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
    let runner = Runner::open(dir.path(), world, bench.clone()).await.unwrap();
    (bench, dir, runner)
}

fn rule(rule: Rule, applies: bool, limit: Option<u16>) -> settings::Command {
    settings::Command::SetReviewRule { rule, applies, limit }
}

/// A customer who pays after so many days.
fn register(days: u16) -> customer::Command {
    read(json!({"register": {"kind": "company", "name": "Hotel De Posthoorn", "payment_days": days,
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}))
}

async fn events(bench: &Bench) -> Vec<Recorded> {
    let page = bench.log.store.read_all(None, 1_000).await.unwrap();
    codec::decode_page(&bench.log.keys, page.events).await.unwrap()
}

/// Why each act was raised, in their order, but for what the rules themselves are.
async fn raised(bench: &Bench) -> Vec<(Rule, UserId, Option<CustomerId>)> {
    let of = |recorded: Recorded| match recorded.event {
        AnyEvent::Review(review::Event::ReviewRaised { rule, author, customer, .. }) if rule != Rule::Rules => {
            Some((rule, author, customer))
        }
        _ => None,
    };
    events(bench).await.into_iter().filter_map(of).collect()
}

#[tokio::test]
async fn an_act_that_a_rule_points_out_is_raised_once_with_who_did_it_and_whom_it_concerns() {
    let (bench, _dir, runner) = company().await;
    let me = boss().user().unwrap();
    bench.run(id::<CustomerId>(70), register(60)).await;
    bench.run(id::<CustomerId>(71), register(14)).await;
    runner.pump().await.unwrap();
    assert_eq!(raised(&bench).await, [(Rule::PaymentTerms, me, Some(id(70)))]);
    // A checkpoint that was lost has all of it thought of again.
    let again = TempDir::new().unwrap();
    let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
    let runner = Runner::open(again.path(), world, bench.clone()).await.unwrap();
    runner.pump().await.unwrap();
    assert_eq!(raised(&bench).await.len(), 1);
}

#[tokio::test]
async fn what_werkbank_does_by_itself_is_not_raised() {
    let (bench, _dir, runner) = company().await;
    bench.run_as(Actor::system("import"), id::<CustomerId>(70), register(60)).await.unwrap();
    runner.pump().await.unwrap();
    assert_eq!(raised(&bench).await, []);
}

#[tokio::test]
async fn an_act_is_judged_by_the_rules_that_were_in_force_when_it_was_done() {
    let (bench, _dir, runner) = company().await;
    bench.run(id::<CustomerId>(70), register(60)).await;
    bench.run(COMPANY, rule(Rule::PaymentTerms, true, Some(90))).await;
    bench.run(id::<CustomerId>(71), register(60)).await;
    runner.pump().await.unwrap();
    assert_eq!(raised(&bench).await, [(Rule::PaymentTerms, boss().user().unwrap(), Some(id(70)))]);
}

#[tokio::test]
async fn a_count_is_compared_with_the_books_as_they_were_before_it() {
    let (bench, _dir, runner) = company().await;
    let number = of("DP-1");
    let me = domain::ArticleId::of_number(&number);
    let register: article::Command = read(
        json!({"register": {"number": "DP-1", "stock": "10", "article": {"name": "Drukpomp",
        "unit": "stuk", "purchase_price": "40.00 EUR", "sales_price": "80.00 EUR", "minimum": "2", "order_quantity": "5"}}}),
    );
    bench.run(me, register).await;
    for counted in ["9", "9", "8"] {
        let count = article::Command::Count { counted: of(counted), reason: of("Geteld") };
        bench.run(me, count).await;
    }
    runner.pump().await.unwrap();
    let rules: Vec<Rule> = raised(&bench).await.into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, [Rule::StockCorrected; 2]);
}

#[tokio::test]
async fn who_is_asked_has_a_task_until_they_answer_or_it_is_approved() {
    let (bench, _dir, runner) = company().await;
    bench.run(id::<CustomerId>(70), register(60)).await;
    runner.pump().await.unwrap();
    let act = events(&bench).await.into_iter().find(|event| event.event_type == "customer_registered").unwrap();
    let review: Uuid = review::of_event(act.id);
    let mila = Actor::Person { user: id(2), role: Role::Management, roles: vec![Role::Management] };
    let ask = || read::<review::Command>(json!({"ask": {"question": "Met wie is dat afgesproken?"}}));
    let open = async || {
        runner.pump().await.unwrap();
        let pool = bench.pool(&desk::DEPARTMENT).await;
        let mine = tasks::For { user: boss().user(), ..tasks::For::default() };
        let open = tasks::open(pool, &mine, None, 10).await.unwrap().rows;
        open.into_iter().map(|task| (task.kind, task.about)).collect::<Vec<_>>()
    };
    let waits = [("review-question".to_owned(), format!("review-{review}"))];
    bench.run_as(mila.clone(), review, ask()).await.unwrap();
    assert_eq!(open().await, waits);
    bench.run(review, read::<review::Command>(json!({"answer": {"answer": "Met de eigenaar"}}))).await;
    assert_eq!(open().await, []);
    bench.run_as(mila.clone(), review, ask()).await.unwrap();
    assert_eq!(open().await, waits);
    // What is answered and asked before anyone follows leaves no task behind.
    bench.run(review, read::<review::Command>(json!({"answer": {"answer": "Met de eigenaar zelf"}}))).await;
    bench.run_as(mila.clone(), review, ask()).await.unwrap();
    bench.run(review, read::<review::Command>(json!({"answer": {"answer": "Ja, met hem"}}))).await;
    assert_eq!(open().await, []);
    bench.run_as(mila.clone(), review, ask()).await.unwrap();
    assert_eq!(open().await, waits);
    bench.run_as(mila, review, review::Command::Approve {}).await.unwrap();
    assert_eq!(open().await, []);
}
