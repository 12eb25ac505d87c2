//! What follows from promises: warnings once, their end, answers by visits, and time that stands still for a part.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{
    ArticleId, ContractId, CustomerId, FaultId, MachineId, UserId, VisitId, article, contract, customer, fault,
    machine, registry::AnyEvent, settings, task, visit,
};
use projections::maintenance::{DEPARTMENT, faults, promises, visits};
use reactors::{Runner, World, promise_watch};
use serde_json::json;
use support::{Bench, id, json as read, of};
use tempfile::TempDir;

const CUSTOMER: u128 = 10;
const FAULT: u128 = 30;

struct Company {
    bench: Arc<Bench>,
    world: Arc<World>,
    runner: Runner,
    dir: TempDir,
}

fn marek() -> UserId {
    UserId::of_login(&of("marek"))
}

fn seal() -> ArticleId {
    ArticleId::of_number(&of("A-1"))
}

impl Company {
    /// A customer whose contract says gold: an answer within two working hours, solved within eight.
    async fn new() -> Self {
        let bench = Arc::new(Bench::new().await);
        bench.marek().await;
        let register: customer::Command = read(json!({"register": {
            "kind": "company", "name": "Zorggroep De Linde", "email": "info@delinde.example",
            "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}
        }}));
        bench.run(id::<CustomerId>(CUSTOMER), register).await;
        let install = json!({"install": {"customer": id::<CustomerId>(CUSTOMER), "machine": {"model": "K-400 Pro", "place": "Oost"}}});
        bench.run(id::<MachineId>(20), read::<machine::Command>(install)).await;
        let terms = json!({"urgent": {"respond": 2, "solve": 8}, "high": {"respond": 4, "solve": 16}, "normal": {"respond": 8}, "low": {"respond": 40}});
        let level = json!({"set-service-level": {"service_level": "Goud", "from": "2026-01-01", "terms": terms}});
        bench.run(settings::COMPANY, read::<settings::Command>(level)).await;
        let contract: ContractId = id(50);
        for command in [
            json!({"draft": {"customer": id::<CustomerId>(CUSTOMER), "terms": {"kind": "service", "machines": [id::<MachineId>(20)],
                "monthly_fee": "100.00 EUR", "starts": "2026-11-01", "first_term": 12}}}),
            json!({"set-service-level": {"service_level": "Goud"}}),
            json!({"sign-on-paper": {"name": "Petra", "signed_on": "2026-11-01", "kept_at": "Kast",
                "scan": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}),
        ] {
            bench.run(contract, read::<contract::Command>(command)).await;
        }
        let dir = TempDir::new().unwrap();
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(dir.path(), world.clone(), bench.clone()).await.unwrap();
        let company = Self { bench, world, runner, dir };
        company.report(FAULT).await;
        company
    }

    async fn report(&self, n: u128) {
        let report: fault::Command = read(json!({"report": {
            "customer": id::<CustomerId>(CUSTOMER), "problem": "Water onder de machine", "urgency": "urgent",
            "machine": id::<MachineId>(20), "confirm": false
        }}));
        self.bench.run(id::<FaultId>(n), report).await;
        self.pump().await;
    }

    async fn pump(&self) {
        self.runner.pump().await.unwrap();
    }

    /// Somebody looks at the clock.
    async fn look(&self) -> usize {
        self.bench.pool(&DEPARTMENT).await;
        let looked = promise_watch::warn_due(&self.world, self.bench.as_ref()).await.unwrap();
        self.pump().await;
        looked
    }

    async fn at(&self, moment: &str) {
        self.bench.turn(moment);
        self.look().await;
    }

    async fn fault(&self) -> faults::Fault {
        faults::one(self.bench.pool(&DEPARTMENT).await, id(FAULT)).await.unwrap().unwrap()
    }

    async fn order(&self, command: serde_json::Value) {
        self.bench.run(id::<FaultId>(FAULT), read::<fault::Command>(command)).await;
        self.pump().await;
    }

    async fn visit(&self, visit: VisitId, command: serde_json::Value) {
        self.bench.run(visit, read::<visit::Command>(command)).await;
        self.pump().await;
    }

    async fn visits(&self) -> Vec<visits::Visit> {
        visits::of_fault(self.bench.pool(&DEPARTMENT).await, id(FAULT)).await.unwrap()
    }

    async fn plan(&self, visit: VisitId, on: &str, from: &str, until: &str) {
        let slot = json!({"on": on, "from": from, "until": until});
        self.visit(visit, json!({"schedule": {"technician": marek(), "slot": slot, "overrule": "Afgesproken"}})).await;
    }

    /// Alerts about promises: what was raised, and what is finished.
    async fn alerts(&self) -> (Vec<String>, usize) {
        let (mut raised, mut done) = (Vec::new(), 0);
        for event in self.bench.events().await {
            match event {
                AnyEvent::Task(task::Event::TaskRaised { kind, .. }) if kind.as_str().starts_with("promise-") => {
                    raised.push(kind.to_string());
                }
                AnyEvent::Task(task::Event::TaskCompleted { .. }) => done += 1,
                _ => {}
            }
        }
        (raised, done)
    }
}

#[tokio::test]
async fn a_contracts_level_stands_at_the_fault_and_orders_the_queue() {
    let company = Company::new().await;
    let fault = company.fault().await;
    assert_eq!(fault.promise.level.as_deref(), Some("Goud"));
    assert_eq!(fault.promise.contract, Some(id(50)));
    assert_eq!(fault.promised_at, support::moment("2026-11-17T11:00:00"));
    assert_eq!(fault.promise.solve_by, Some(support::moment("2026-11-17T17:00:00")));
    assert_eq!(company.visits().await[0].promised_at, Some(fault.promised_at));
}

#[tokio::test]
async fn planning_is_warned_once_when_time_runs_out_and_once_when_it_is_over() {
    let company = Company::new().await;
    company.at("2026-11-17T10:29:00").await;
    assert_eq!(company.alerts().await.0, [""; 0]);
    company.at("2026-11-17T10:30:00").await;
    company.at("2026-11-17T10:40:00").await;
    assert_eq!(company.alerts().await, (vec!["promise-respond-near".into()], 0));
    company.at("2026-11-17T11:00:00").await;
    assert_eq!(company.look().await, 0, "nothing is left to be said");
    let both = vec!["promise-respond-near".to_owned(), "promise-respond-passed".into()];
    assert_eq!(company.alerts().await, (both.clone(), 1), "over is said instead of near");
    // Another start with nothing of where it had come.
    let runner = Runner::open(company.dir.path(), company.world.clone(), company.bench.clone()).await.unwrap();
    runner.pump().await.unwrap();
    company.look().await;
    assert_eq!(company.alerts().await, (both, 1));
    company.bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn what_was_missed_is_said_as_what_it_is_now() {
    let company = Company::new().await;
    company.at("2026-11-17T18:00:00").await;
    assert_eq!(company.alerts().await.0, ["promise-respond-passed", "promise-solve-passed"]);
}

#[tokio::test]
async fn who_is_called_back_was_answered_and_the_alert_is_finished_until_that_is_taken_back() {
    let company = Company::new().await;
    company.at("2026-11-17T10:40:00").await;
    company.order(json!({"answer": {"note": "Om vier uur komt iemand"}})).await;
    assert_eq!(company.alerts().await, (vec!["promise-respond-near".into()], 1));
    let fault = company.fault().await;
    assert_eq!(fault.promise.answered_at, Some(support::moment("2026-11-17T10:40:00")));
    assert_eq!(fault.promise.due_at, support::moment("2026-11-17T17:00:00"));
    company.order(json!({"withdraw-answer": {}})).await;
    company.at("2026-11-17T10:41:00").await;
    assert_eq!(company.alerts().await.0.len(), 2, "it presses again");
}

#[tokio::test]
async fn a_technician_who_begins_has_answered_and_one_who_did_not_after_all_has_not() {
    let company = Company::new().await;
    let visit = company.visits().await[0].id;
    company.plan(visit, "2026-11-17", "14:00", "15:00").await;
    company.visit(visit, json!({"start": {}})).await;
    assert!(company.fault().await.promise.answered_at.is_some());
    company.visit(visit, json!({"interrupt": {"reason": "Per ongeluk"}})).await;
    assert_eq!(company.fault().await.promise.answered_at, None);
}

#[tokio::test]
async fn while_a_customer_is_waited_for_nobody_is_warned_and_then_time_goes_on() {
    let company = Company::new().await;
    company.bench.turn("2026-11-17T10:00:00");
    company.order(json!({"wait": {"waits_for": "customer", "reason": "Zoekt de sleutel"}})).await;
    company.at("2026-11-17T16:00:00").await;
    assert_eq!(company.alerts().await.0, [""; 0]);
    let pool = company.bench.pool(&DEPARTMENT).await;
    let pressing = faults::Filter { pressing_at: Some(support::moment("2026-11-17T16:00:00")), ..Default::default() };
    assert_eq!(faults::list(pool, &pressing, None, 5).await.unwrap().rows.len(), 0);
    company.order(json!({"resume": {}})).await;
    assert_eq!(company.fault().await.promised_at, support::moment("2026-11-17T17:00:00"));
    company.at("2026-11-17T16:40:00").await;
    assert_eq!(company.alerts().await.0, ["promise-respond-near"]);
    assert_eq!(faults::list(pool, &pressing, None, 5).await.unwrap().rows.len(), 0);
    let later = faults::Filter { pressing_at: Some(support::moment("2026-11-17T16:40:00")), ..Default::default() };
    let pool = company.bench.pool(&DEPARTMENT).await;
    assert_eq!(faults::list(pool, &later, None, 5).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn a_visit_that_needs_what_is_out_lets_the_solution_wait_until_it_has_come() {
    let company = Company::new().await;
    let register = json!({"register": {"number": "A-1", "article": {"name": "Rubber", "unit": "stuk",
            "purchase_price": "5.00 EUR", "sales_price": "9.00 EUR", "minimum": "1", "order_quantity": "5"}}});
    company.bench.run(seal(), read::<article::Command>(register)).await;
    let visit = company.visits().await[0].id;
    company.plan(visit, "2026-11-17", "09:30", "10:30").await;
    company.bench.turn("2026-11-17T10:00:00");
    company.visit(visit, json!({"start": {}})).await;
    company.visit(visit, json!({"need-part": {"article": seal(), "quantity": "1"}})).await;
    let report =
        json!({"solved": false, "findings": "Rubber stuk", "work": "Dichtgezet", "worked": 30, "billable": true});
    company.visit(visit, json!({"finish": report})).await;
    let fault = company.fault().await;
    assert_eq!(fault.promise.waits_for.as_deref(), Some("part"));
    company.at("2026-11-18T10:00:00").await;
    assert_eq!(company.alerts().await.0, [""; 0], "nobody is warned of the solution");
    let count = json!({"count": {"counted": "5", "reason": "Geteld"}});
    company.bench.run(seal(), read::<article::Command>(count)).await;
    company.pump().await;
    let fault = company.fault().await;
    assert_eq!((fault.promise.waits_for, fault.promise.solve_by), (None, Some(support::moment("2026-11-18T17:00:00"))));
    let pool = company.bench.pool(&DEPARTMENT).await;
    for sql in [promises::TO_LOOK_AT, promises::SHORT, promises::HELD_UP, promises::WAITING_FOR] {
        support::assert_no_walk(pool, sql, &["faults", "f", "v", "p", "a"]).await;
    }
    let pressing = faults::Filter { pressing_at: Some(fault.promised_at), ..Default::default() };
    support::assert_no_walk(pool, &faults::sql(&pressing, true, None), &["f"]).await;
}

#[tokio::test]
async fn a_fault_that_is_called_off_presses_no_more() {
    let company = Company::new().await;
    company.at("2026-11-17T11:30:00").await;
    company.order(json!({"cancel": {"reason": "Toch niet"}})).await;
    let (raised, done) = company.alerts().await;
    assert_eq!(raised.len(), done);
    company.at("2026-11-18T12:00:00").await;
    assert_eq!(company.alerts().await.0.len(), raised.len());
}
