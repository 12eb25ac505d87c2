//! The chain of recurring maintenance: from a plan to its visits, and from each visit to the next.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use domain::{
    ArticleId, ContractId, CustomerId, InvoiceId, MachineId, PlanId, UserId, VisitId, article, contract, customer,
    invoice, machine, mail, plan, registry::AnyEvent, settings, task, visit,
};
use projections::maintenance::{
    DEPARTMENT,
    plans::{self, Card, State},
    to_plan, visit as sheet, visits,
};
use reactors::{Runner, World, clock};
use serde_json::json;
use support::{Bench, id, json as read, of};
use tempfile::TempDir;

const CUSTOMER: u128 = 10;
const MACHINE: u128 = 20;
const PLAN: u128 = 50;
const CONTRACT: u128 = 60;

struct Company {
    bench: Arc<Bench>,
    runner: Runner,
    _dir: TempDir,
}

fn marek() -> UserId {
    UserId::of_login(&of("marek"))
}

impl Company {
    async fn new() -> Self {
        let bench = Arc::new(Bench::new().await);
        bench.marek().await;
        let register: customer::Command = read(json!({"register": {
            "kind": "company", "name": "Zorggroep De Linde", "email": "info@delinde.example", "language": "pl",
            "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}
        }}));
        bench.run(id::<CustomerId>(CUSTOMER), register).await;
        let install = json!({"install": {"customer": id::<CustomerId>(CUSTOMER), "machine": {"model": "K-400 Pro", "place": "Oost"}}});
        bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(install)).await;
        let dir = TempDir::new().unwrap();
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(dir.path(), world, bench.clone()).await.unwrap();
        Self { bench, runner, _dir: dir }
    }

    async fn pump(&self) {
        self.runner.pump().await.unwrap();
    }

    fn today(&self) -> NaiveDate {
        self.bench.log.today()
    }

    /// Each month, the first time in so many days.
    async fn plan(&self, in_days: u64, more: serde_json::Value) {
        let mut make = json!({"customer": id::<CustomerId>(CUSTOMER), "machines": [id::<MachineId>(MACHINE)], "task": "Ontkalken",
            "schedule": {"first": self.today() + Days::new(in_days), "every": 1, "ahead": 14}});
        for (field, value) in more.as_object().unwrap() {
            make[field] = value.clone();
        }
        self.bench.run(id::<PlanId>(PLAN), read::<plan::Command>(json!({"make": make}))).await;
        self.pump().await;
    }

    async fn card(&self) -> Card {
        plans::card(self.bench.pool(&DEPARTMENT).await, id(PLAN)).await.unwrap().unwrap()
    }

    async fn order(&self, visit: VisitId, command: serde_json::Value) {
        self.bench.run(visit, read::<visit::Command>(command)).await;
        self.pump().await;
    }

    async fn of_plan(&self, command: serde_json::Value) {
        self.bench.run(id::<PlanId>(PLAN), read::<plan::Command>(command)).await;
        self.pump().await;
    }

    /// The visit that is open; there is exactly one.
    async fn open(&self) -> visits::Visit {
        let pool = self.bench.pool(&DEPARTMENT).await;
        let mut open = Vec::new();
        for occurrence in self.card().await.occurrences {
            for link in occurrence.visits {
                open.extend(sheet::one(pool, link.id).await.unwrap().filter(|visit| visit.state.is_open()));
            }
        }
        assert_eq!(open.len(), 1, "{open:?}");
        open.remove(0)
    }

    async fn finish(&self, visit: VisitId, solved: bool, more: serde_json::Value) {
        let slot = json!({"on": self.today(), "from": "20:00", "until": "21:00"});
        self.order(visit, json!({"schedule": {"technician": marek(), "slot": slot, "overrule": "Afgesproken"}})).await;
        self.order(visit, json!({"start": {}})).await;
        let mut report =
            json!({"solved": solved, "findings": "Kalk", "work": "Ontkalkt", "worked": 75, "billable": false});
        for (field, value) in more.as_object().unwrap() {
            report[field] = value.clone();
        }
        self.order(visit, json!({"finish": report})).await;
    }

    /// How many occurrences there are, and the outcome of each that is over, oldest first.
    async fn outcomes(&self) -> (usize, Vec<String>) {
        let mut occurrences = self.card().await.occurrences;
        occurrences.reverse();
        (occurrences.len(), occurrences.iter().filter_map(|one| one.outcome.clone()).collect())
    }

    async fn tasks(&self) -> Vec<String> {
        let raised = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Task(task::Event::TaskRaised { kind, .. }) => Some(kind.to_string()),
            _ => None,
        });
        raised.filter(|kind| kind.starts_with("maintenance-")).collect()
    }

    async fn morning(&self, days: i64) {
        let day = self.today().checked_add_signed(chrono::TimeDelta::days(days)).unwrap();
        self.bench.turn(&format!("{day}T08:00:00"));
        clock::strike_due(&self.bench.log, &*self.bench).await.unwrap();
        self.pump().await;
    }
}

#[tokio::test]
async fn a_visit_is_asked_for_when_it_is_time_and_proposes_a_day() {
    let company = Company::new().await;
    company.plan(30, json!({})).await;
    assert_eq!(company.card().await.plan.visit, None, "16 days too early");
    company.morning(15).await;
    assert_eq!(company.card().await.plan.visit, None, "a day too early");
    company.morning(1).await;
    let visit = company.open().await;
    assert_eq!((visit.plan, visit.occurrence, visit.machine), (Some(id(PLAN)), Some(1), Some(id(MACHINE))));
    assert!(visit.proposed >= Some(company.today() + Days::new(14)));
    assert_eq!(visit.slot, None, "what is agreed is for a person to say");
    company.morning(1).await;
    company.open().await;
}

#[tokio::test]
async fn each_visit_that_is_done_brings_the_next_and_they_lead_to_each_other() {
    let company = Company::new().await;
    company.plan(7, json!({})).await;
    let first = company.open().await;
    company.finish(first.id, true, json!({})).await;
    let card = company.card().await;
    assert_eq!(card.plan.last_on, Some(company.today()));
    assert_eq!(card.plan.due, card.occurrences.last().unwrap().due.checked_add_months(chrono::Months::new(1)));
    company.morning(30).await;
    let second = company.open().await;
    assert_eq!(second.occurrence, Some(2));
    let pool = company.bench.pool(&DEPARTMENT).await;
    let chain = to_plan::chain(pool, &second).await.unwrap().unwrap();
    assert_eq!(chain.before, Some((first.id, first.number)));
    let first = sheet::one(pool, first.id).await.unwrap().unwrap();
    let chain = to_plan::chain(pool, &first).await.unwrap().unwrap();
    assert_eq!((chain.after, chain.before), (Some((second.id, second.number)), None));
}

#[tokio::test]
async fn half_done_it_is_the_same_occurrence_and_called_off_the_next_one_comes() {
    let company = Company::new().await;
    company.plan(7, json!({})).await;
    company.finish(company.open().await.id, false, json!({})).await;
    let again = company.open().await;
    assert_eq!((again.occurrence, again.proposed.is_some()), (Some(1), true));
    assert_eq!(company.outcomes().await, (1, vec![]));
    company.finish(again.id, true, json!({})).await;
    assert_eq!(company.outcomes().await, (2, vec!["done".into()]));
    company.morning(30).await;
    let second = company.open().await;
    company.order(second.id, json!({"cancel": {"reason": "Klant is met vakantie"}})).await;
    assert_eq!(company.outcomes().await, (3, vec!["done".into(), "skipped".into()]));
    company.morning(30).await;
    assert_eq!(company.open().await.occurrence, Some(3));
}

#[tokio::test]
async fn who_closes_says_when_the_next_one_is_or_that_none_is_needed() {
    let company = Company::new().await;
    company.plan(7, json!({})).await;
    let agreed = company.today() + Days::new(60);
    company.finish(company.open().await.id, true, json!({"next_on": agreed})).await;
    assert_eq!(company.card().await.plan.due, Some(agreed));
    company.morning(50).await;
    company.finish(company.open().await.id, true, json!({"no_next": true})).await;
    let plan = company.card().await.plan;
    assert_eq!((plan.state, plan.ending.as_deref(), plan.due), (State::Ended, Some("not-needed"), None));
}

#[tokio::test]
async fn a_contract_that_ends_ends_its_plans_and_calls_off_what_was_not_begun() {
    let company = Company::new().await;
    let today = company.today();
    let terms = json!({"kind": "service", "machines": [id::<MachineId>(MACHINE)], "monthly_fee": "50 EUR", "starts": today, "first_term": 12});
    let draft = json!({"draft": {"customer": id::<CustomerId>(CUSTOMER), "terms": terms}});
    company.bench.run(id::<ContractId>(CONTRACT), read::<contract::Command>(draft)).await;
    let sign =
        json!({"sign-on-paper": {"name": "De Wit", "signed_on": today, "scan": "0".repeat(64), "kept_at": "Kast"}});
    company.bench.run(id::<ContractId>(CONTRACT), read::<contract::Command>(sign)).await;
    company.plan(7, json!({"contract": id::<ContractId>(CONTRACT)})).await;
    let visit = company.open().await;
    let end = json!({"end": {"on": today, "reason": "Verhuisd"}});
    company.bench.run(id::<ContractId>(CONTRACT), read::<contract::Command>(end)).await;
    company.pump().await;
    let plan = company.card().await.plan;
    assert_eq!((plan.state, plan.ending.as_deref(), plan.visit), (State::Ended, Some("contract"), None));
    let visit = sheet::one(company.bench.pool(&DEPARTMENT).await, visit.id).await.unwrap().unwrap();
    assert_eq!(visit.state, visits::State::Cancelled);
    company.morning(90).await;
    assert_eq!(company.outcomes().await, (1, vec!["skipped".into()]));
}

#[tokio::test]
async fn while_its_machine_is_gone_a_plan_rests() {
    let company = Company::new().await;
    company.plan(7, json!({})).await;
    company.open().await;
    let of_machine = async |command: serde_json::Value| {
        company.bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(command)).await;
        company.pump().await;
    };
    of_machine(json!({"remove": {"reason": "Ingeruild"}})).await;
    let plan = company.card().await.plan;
    assert_eq!((plan.state, plan.visit), (State::Paused, None));
    company.morning(40).await;
    of_machine(json!({"put-back": {}})).await;
    assert_eq!(company.card().await.plan.state, State::Running);
    company.morning(30).await;
    assert_eq!(company.open().await.occurrence, Some(2));
}

#[tokio::test]
async fn a_meter_that_has_run_so_far_asks_for_the_visit() {
    let company = Company::new().await;
    let schedule = json!({"first": company.today() + Days::new(300), "every": 12, "meter": 5000});
    company.plan(300, json!({"schedule": schedule})).await;
    let read_meter = async |reading: u32| {
        company
            .bench
            .run(id::<MachineId>(MACHINE), read::<machine::Command>(json!({"read-meter": {"reading": reading}})))
            .await;
        company.pump().await;
    };
    read_meter(4_999).await;
    assert_eq!(company.card().await.plan.visit, None);
    read_meter(5_000).await;
    company.finish(company.open().await.id, true, json!({})).await;
    read_meter(9_999).await;
    assert_eq!(company.card().await.plan.visit, None);
    read_meter(10_001).await;
    assert_eq!(company.open().await.occurrence, Some(2));
}

#[tokio::test]
async fn planners_are_warned_ahead_on_the_day_and_after_it_once_each() {
    let company = Company::new().await;
    company.plan(14, json!({})).await;
    assert_eq!(company.tasks().await, [""; 0]);
    let proposed = company.open().await.proposed.unwrap();
    company.morning((proposed - company.today()).num_days() - 7).await;
    company.morning(1).await;
    assert_eq!(company.tasks().await, ["maintenance-to-agree"]);
    company.morning(6).await;
    company.morning(1).await;
    company.morning(1).await;
    assert_eq!(company.tasks().await, ["maintenance-to-agree", "maintenance-today", "maintenance-overdue"]);
}

#[tokio::test]
async fn days_are_proposed_to_the_customer_in_their_language() {
    let company = Company::new().await;
    company.plan(7, json!({})).await;
    let visit = company.open().await;
    let days = [company.today() + Days::new(7), company.today() + Days::new(8)];
    company.order(visit.id, json!({"propose-days": {"days": days}})).await;
    let letters = company.bench.events().await.into_iter().filter_map(|event| match event {
        AnyEvent::Mail(mail::Event::MailQueued { purpose, letter, .. }) if purpose.as_str() == "visit-days" => {
            Some(letter.value().unwrap().clone())
        }
        _ => None,
    });
    let letters: Vec<mail::Letter> = letters.collect();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.as_str().contains("konserwacji") && letters[0].text.contains('–'));
    assert_eq!(company.open().await.offered, days);
}

#[tokio::test]
async fn a_visit_that_was_refused_is_asked_for_again_and_nothing_is_lost() {
    let company = Company::new().await;
    company.plan(20, json!({})).await;
    let archive = json!({"archive": {"reason": "Gestopt", "despite": "Toch"}});
    company.bench.run(id::<CustomerId>(CUSTOMER), read::<customer::Command>(archive)).await;
    company.morning(7).await;
    assert_eq!(company.card().await.plan.visit, None);
    company.bench.run(id::<CustomerId>(CUSTOMER), read::<customer::Command>(json!({"restore": {}}))).await;
    company.morning(1).await;
    company.open().await;
}

#[tokio::test]
async fn losing_the_checkpoints_makes_nothing_happen_twice() {
    let company = Company::new().await;
    company.plan(7, json!({})).await;
    company.finish(company.open().await.id, true, json!({})).await;
    company.morning(25).await;
    let before = company.bench.events().await.len();
    let world = Arc::new(World { log: company.bench.log.clone(), reads: company.bench.reads.clone(), reports: None });
    let elsewhere = TempDir::new().unwrap();
    let again = Runner::open(elsewhere.path(), world, company.bench.clone()).await.unwrap();
    again.pump().await.unwrap();
    assert_eq!(company.bench.events().await.len(), before);
}

#[tokio::test]
async fn the_next_one_is_moved_and_a_plan_rests_and_goes_on() {
    let company = Company::new().await;
    company.plan(30, json!({})).await;
    let to = company.today() + Days::new(10);
    company.of_plan(json!({"move-next": {"to": to}})).await;
    assert!(company.open().await.proposed >= Some(to));
    company.of_plan(json!({"pause": {"reason": "Verbouwing"}})).await;
    company.order(company.open().await.id, json!({"cancel": {"reason": "Verbouwing"}})).await;
    company.morning(60).await;
    assert_eq!(company.outcomes().await, (1, vec!["skipped".into()]));
    company.of_plan(json!({"resume": {}})).await;
    company.morning(30).await;
    assert_eq!(company.open().await.occurrence, Some(2));
}

/// Sells one piece of an article that is maintained every half year.
async fn sell(company: &Company, by_itself: bool) {
    company.bench.run(settings::COMPANY, support::us()).await;
    let rate: settings::Command =
        read(json!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}));
    company.bench.run(settings::COMPANY, rate).await;
    let number: domain::Line = of("K-400");
    let article = ArticleId::of_number(&number);
    let register: article::Command =
        read(json!({"register": {"number": number, "article": {"name": "K-400 Pro", "unit": "stuk",
        "purchase_price": "10.00 EUR", "sales_price": "19.00 EUR", "minimum": "0", "order_quantity": "1",
        "service_months": 6, "plans_service": by_itself}}}));
    company.bench.run(article, register).await;
    let draft: invoice::Command = read(json!({"draft": {"customer": id::<CustomerId>(CUSTOMER), "origin": "hand",
        "items": [{"description": "K-400 Pro", "quantity": "1", "price": "19.00 EUR", "article": article}]}}));
    company.bench.run(id::<InvoiceId>(70), draft).await;
    company.bench.run(id::<InvoiceId>(70), read::<invoice::Command>(json!({"issue": {}}))).await;
    company.pump().await;
}

#[tokio::test]
async fn what_is_sold_with_maintenance_is_planned_by_itself_where_its_article_says_so() {
    let company = Company::new().await;
    sell(&company, true).await;
    let pool = company.bench.pool(&DEPARTMENT).await;
    let rows = plans::list(pool, &plans::Filter::default(), None, 10).await.unwrap().rows;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].invoice, rows[0].due), (Some(id(70)), Some(of("2027-05-17"))));
    assert_eq!(company.tasks().await, [""; 0]);
}

#[tokio::test]
async fn else_the_planner_is_asked_to_plan_it() {
    let company = Company::new().await;
    sell(&company, false).await;
    let pool = company.bench.pool(&DEPARTMENT).await;
    assert!(plans::list(pool, &plans::Filter::default(), None, 10).await.unwrap().rows.is_empty());
    assert_eq!(company.tasks().await, ["maintenance-sold"]);
}

#[tokio::test]
async fn sales_hears_when_the_hours_of_a_contract_run_low_and_when_they_are_used_up() {
    let company = Company::new().await;
    let today = company.today();
    let terms = json!({"kind": "service", "machines": [id::<MachineId>(MACHINE)], "monthly_fee": "50 EUR", "starts": today, "first_term": 12,
        "hours": 3, "hours_alert": 60});
    let draft = json!({"draft": {"customer": id::<CustomerId>(CUSTOMER), "terms": terms}});
    company.bench.run(id::<ContractId>(CONTRACT), read::<contract::Command>(draft)).await;
    let sign =
        json!({"sign-on-paper": {"name": "De Wit", "signed_on": today, "scan": "0".repeat(64), "kept_at": "Kast"}});
    company.bench.run(id::<ContractId>(CONTRACT), read::<contract::Command>(sign)).await;
    company.plan(7, json!({"contract": id::<ContractId>(CONTRACT)})).await;
    let raised = async || -> Vec<String> {
        let events = company.bench.events().await.into_iter();
        let kinds = events.filter_map(|event| match event {
            AnyEvent::Task(task::Event::TaskRaised { kind, .. }) => Some(kind.to_string()),
            _ => None,
        });
        kinds.filter(|kind| kind.starts_with("contract-hours")).collect()
    };
    company.finish(company.open().await.id, true, json!({})).await;
    let used = async || {
        let pool = company.bench.pool(&projections::sales::DEPARTMENT).await;
        let card = projections::sales::contract::one(pool, id(CONTRACT), company.today()).await.unwrap().unwrap();
        card.hours.map(|hours| (hours.used, hours.left()))
    };
    assert_eq!((used().await, raised().await), (Some((75, 105)), vec![]));
    company.morning(30).await;
    company.finish(company.open().await.id, true, json!({})).await;
    assert_eq!((used().await, raised().await), (Some((150, 30)), vec!["contract-hours-low".into()]));
    company.morning(31).await;
    company.finish(company.open().await.id, true, json!({})).await;
    assert_eq!(used().await, Some((225, -45)));
    assert_eq!(raised().await, ["contract-hours-low", "contract-hours-out"]);
    company.morning(310).await;
    assert_eq!(used().await, Some((0, 180)), "a new year of the contract");
}
