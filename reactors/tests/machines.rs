//! What follows by itself from the warranty of machines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{
    ArticleId, CustomerId, MachineId, UserId, VisitId, article, customer, machine, registry::AnyEvent, settings, task,
    visit,
};
use projections::{
    finance,
    finance::{billing, invoices},
    maintenance::{DEPARTMENT, machines},
};
use reactors::{Runner, World, clock};
use serde_json::json;
use support::{Bench, id, json as read, of};
use tempfile::TempDir;

const CUSTOMER: u128 = 10;
const MACHINE: u128 = 20;
const VISIT: u128 = 40;

struct Company {
    bench: Arc<Bench>,
    runner: Runner,
    _dir: TempDir,
}

impl Company {
    /// A customer with a machine that has this of warranty, and an article that is sold with two years.
    async fn new(warranty: serde_json::Value) -> Self {
        let bench = Arc::new(Bench::new().await);
        bench.marek().await;
        bench.run(settings::COMPANY, support::us()).await;
        for command in [
            json!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}),
            json!({"set-hourly-rate": {"from": "2020-01-01", "rate": "84 EUR"}}),
        ] {
            bench.run(settings::COMPANY, read::<settings::Command>(command)).await;
        }
        let register: customer::Command = read(json!({"register": {"kind": "company", "name": "Zorggroep De Linde",
            "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}}}));
        bench.run(id::<CustomerId>(CUSTOMER), register).await;
        let mut install = json!({"customer": id::<CustomerId>(CUSTOMER), "machine": {"model": "K-400 Pro", "installed_on": "2026-01-15"}});
        install.as_object_mut().unwrap().extend(warranty.as_object().unwrap().clone());
        bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(json!({"install": install}))).await;
        let register: article::Command = read(
            json!({"register": {"number": "K-400", "stock": "9", "article": {"name": "K-400 Pro",
            "unit": "stuk", "purchase_price": "10.00 EUR", "sales_price": "19.00 EUR", "minimum": "0", "order_quantity": "1",
            "warranty_months": 24}}}),
        );
        bench.run(article(), register).await;
        let dir = TempDir::new().unwrap();
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(dir.path(), world, bench.clone()).await.unwrap();
        Self { bench, runner, _dir: dir }
    }

    async fn visit(&self, kind: &str, used: Option<&str>, finish: serde_json::Value) {
        self.said(kind, used, finish).await;
        self.runner.pump().await.unwrap();
    }

    /// Somebody else pays.
    async fn charge(&self, charge: &str) {
        let change = json!({"change-charge": {"charge": charge, "reason": "Anders afgesproken"}});
        self.bench.run(id::<VisitId>(VISIT), read::<visit::Command>(change)).await;
        self.runner.pump().await.unwrap();
    }

    /// A visit of which nothing followed yet.
    async fn said(&self, kind: &str, used: Option<&str>, finish: serde_json::Value) {
        let marek = UserId::of_login(&of("marek"));
        let mut report = json!({"solved": true, "findings": "Hard", "work": "Klaar", "worked": 90});
        report.as_object_mut().unwrap().extend(finish.as_object().unwrap().clone());
        let part = used.map(|quantity| json!({"use-part": {"article": article(), "quantity": quantity}}));
        let begin = [
            json!({"request": {"customer": id::<CustomerId>(CUSTOMER), "machine": id::<MachineId>(MACHINE), "kind": kind, "task": "Lekt"}}),
            json!({"schedule": {"technician": marek, "slot": {"on": self.bench.log.today(), "from": "20:00", "until": "21:00"}, "overrule": "Afgesproken"}}),
            json!({"start": {}}),
        ];
        for command in begin.into_iter().chain(part).chain([json!({"finish": report})]) {
            self.bench.run(id::<VisitId>(VISIT), read::<visit::Command>(command)).await;
        }
    }

    /// What each line of the only draft invoice says, and its price in cents; none where no invoice was made.
    async fn lines(&self) -> Vec<(String, i64)> {
        let pool = self.bench.pool(&finance::DEPARTMENT).await;
        let rows = invoices::list(pool, &invoices::Wanted::default(), self.bench.log.today()).await.unwrap().rows;
        let mut lines = Vec::new();
        for row in &rows {
            let card = finance::invoice::one(pool, row.id, self.bench.log.today()).await.unwrap().unwrap();
            lines.extend(card.items.iter().map(|line| (line.description.clone(), line.price.cents)));
        }
        assert!(rows.len() < 2 && billing::visits(pool).await.unwrap().is_empty());
        lines
    }

    async fn machine(&self) -> machines::Machine {
        machines::one(self.bench.pool(&DEPARTMENT).await, id(MACHINE)).await.unwrap().unwrap()
    }

    async fn morning(&self, day: &str) {
        self.bench.turn(&format!("{day}T08:00:00"));
        clock::strike_due(&self.bench.log, &*self.bench).await.unwrap();
        self.runner.pump().await.unwrap();
    }

    /// The days to which tasks about a warranty that ends are due.
    async fn warned(&self) -> Vec<String> {
        let raised = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Task(task::Event::TaskRaised { kind, due, .. }) if kind.as_str() == "warranty-ends" => due,
            _ => None,
        });
        raised.map(|due| due.to_string()).collect()
    }
}

fn article() -> ArticleId {
    ArticleId::of_number(&of("K-400"))
}

#[tokio::test]
async fn what_warranty_pays_stands_on_the_draft_for_nothing_with_the_word_beside_what_the_customer_pays() {
    let company = Company::new(json!({"warranty_until": "2027-01-14", "warranty_covers": "parts"})).await;
    company.visit("fault", Some("2"), json!({"charge": "warranty-parts"})).await;
    let lines = company.lines().await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].1 == 8_400 && !lines[0].0.contains("(garantie)"), "{lines:?}");
    assert_eq!(lines[1], ("K-400 K-400 Pro (garantie)".into(), 0));
    let labour = Company::new(json!({"warranty_until": "2027-01-14", "warranty_covers": "labour"})).await;
    labour.visit("fault", Some("2"), json!({"charge": "warranty-labour"})).await;
    let lines = labour.lines().await;
    assert!(lines[0].1 == 0 && lines[0].0.ends_with("(garantie)"), "{lines:?}");
    assert_eq!(lines[1], ("K-400 K-400 Pro".into(), 1_900));
}

#[tokio::test]
async fn where_it_is_said_later_who_pays_the_draft_follows_until_it_went_out() {
    let company = Company::new(json!({"warranty_until": "2027-01-14"})).await;
    company.visit("fault", Some("1"), json!({"charge": "paid", "charge_despite": "Gevallen"})).await;
    let prices = async || company.lines().await.iter().map(|(_, cents)| *cents).collect::<Vec<_>>();
    assert_eq!(prices().await, [8_400, 1_900]);
    company.charge("warranty-parts").await;
    assert_eq!(prices().await, [8_400, 0]);
    company.charge("contract").await;
    assert_eq!(prices().await, [0; 0], "the draft is thrown away");
    company.charge("warranty-labour").await;
    assert_eq!(prices().await, [0, 1_900], "and there is another one");
    company.charge("paid").await;
    let pool = company.bench.pool(&finance::DEPARTMENT).await;
    let today = company.bench.log.today();
    let invoice = invoices::list(pool, &invoices::Wanted::default(), today).await.unwrap().rows.remove(0).id;
    company.bench.run(invoice, read::<domain::invoice::Command>(json!({"issue": {}}))).await;
    let change = read::<visit::Command>(json!({"change-charge": {"charge": "contract", "reason": "Toch contract"}}));
    let refused = company.bench.run_as(support::boss(), id::<VisitId>(VISIT), change).await.unwrap_err();
    assert!(format!("{refused:?}").contains("invoiced"), "{refused:?}");
    company.bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn what_is_said_of_who_pays_in_one_go_makes_one_invoice() {
    let company = Company::new(json!({"warranty_until": "2027-01-14"})).await;
    company.said("fault", Some("1"), json!({"charge": "paid", "charge_despite": "Gevallen"})).await;
    for charge in ["contract", "paid", "warranty-parts"] {
        let change = json!({"change-charge": {"charge": charge, "reason": "Anders"}});
        company.bench.run(id::<VisitId>(VISIT), read::<visit::Command>(change)).await;
    }
    company.runner.pump().await.unwrap();
    let lines = company.lines().await;
    assert_eq!(lines.iter().map(|(_, cents)| *cents).collect::<Vec<_>>(), [8_400, 0], "{lines:?}");
}

#[tokio::test]
async fn where_nothing_is_left_to_pay_there_is_no_invoice() {
    let company = Company::new(json!({"warranty_until": "2027-01-14"})).await;
    company.visit("fault", Some("1"), json!({"charge": "warranty"})).await;
    assert_eq!(company.lines().await, []);
    let parts = Company::new(json!({"warranty_until": "2027-01-14", "warranty_covers": "labour"})).await;
    parts.visit("fault", None, json!({"charge": "warranty-labour"})).await;
    assert_eq!(parts.lines().await, [], "no part was used");
}

#[tokio::test]
async fn a_machine_that_was_brought_has_the_warranty_of_its_article_unless_another_was_said() {
    let company = Company::new(json!({})).await;
    company.visit("installation", Some("1"), json!({"billable": false})).await;
    let warranties = company.machine().await.warranties;
    assert_eq!(warranties.len(), 1);
    assert_eq!((warranties[0].from, warranties[0].until), (of("2026-11-17"), of("2028-11-16")));
    let said = Company::new(json!({"warranty_until": "2027-01-14"})).await;
    said.visit("installation", Some("1"), json!({"billable": false})).await;
    assert_eq!(said.machine().await.warranties[0].until, of("2027-01-14"));
    let repair = Company::new(json!({})).await;
    repair.visit("fault", Some("1"), json!({"charge": "paid"})).await;
    assert!(repair.machine().await.warranties.is_empty());
}

#[tokio::test]
async fn planners_are_warned_once_a_level_before_a_warranty_ends_and_not_of_one_that_goes_on() {
    let company = Company::new(json!({"warranty_until": "2027-01-14"})).await;
    let days = json!({"set-warranty-alert-days": {"days": [60, 14]}});
    company.bench.run(settings::COMPANY, read::<settings::Command>(days)).await;
    company.morning("2026-11-14").await;
    assert_eq!(company.warned().await, [""; 0]);
    for day in ["2026-11-15", "2026-11-16", "2026-12-30"] {
        company.morning(day).await;
    }
    assert_eq!(company.warned().await, ["2027-01-14"], "the last of them is 15 days ahead");
    for day in ["2026-12-31", "2027-01-02", "2027-01-14", "2027-01-15"] {
        company.morning(day).await;
    }
    assert_eq!(company.warned().await, ["2027-01-14", "2027-01-14"]);
    let longer = Company::new(json!({"warranty_until": "2027-01-14"})).await;
    let set = json!({"set-warranty": {"from": "2027-01-10", "until": "2029-01-14", "covers": "parts"}});
    longer.bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(set)).await;
    longer.morning("2026-12-31").await;
    assert_eq!(longer.warned().await, [""; 0]);
    let gone = Company::new(json!({"warranty_until": "2027-01-14"})).await;
    let remove = json!({"remove": {"reason": "Weg", "despite": "Toch"}});
    gone.bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(remove)).await;
    gone.morning("2026-12-31").await;
    assert_eq!(gone.warned().await, [""; 0]);
}
