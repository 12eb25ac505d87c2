//! Reports: what each subject's facts come to, from commands to figures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;

use domain::{
    Actor, ArticleId, ContractId, Currency, CustomerId, FaultId, InvoiceId, MachineId, OpportunityId, PurchaseOrderId,
    SupplierId, UserId, VisitId, article,
    calendar::Calendar,
    contract, customer, fault, invoice, machine, opportunity, purchase_order,
    report::{Compare, Definition, Dimension as D, Measure as M, Period, Step, Subject as S},
    review::{self, Rule},
    settings, supplier, user, visit,
};
use event_store::Position;
use projections::{
    Cursor, Pool, ReadSide,
    reports::{Asked, DEPARTMENT, Table, plan, records, run},
};
use serde_json::json as value;
use support::{Bench, ZONE, boss, id, json, of, us, walk};

const LINDE: u128 = 10;
const MACHINE: u128 = 20;

/// What is asked of a subject over days, by month.
fn asks(subject: S, measure: M, by: Option<D>, days: (&str, &str)) -> Definition {
    let period = Period::Days { from: of(days.0), until: of(days.1) };
    let (split, step, filters) = (None, Some(Step::Month), BTreeMap::new());
    let asked = Definition { subject, measure, by, split, step, filters, period, compare: Compare::Nothing, log: None };
    asked.checked().unwrap()
}

fn asked<'a>(bench: &Bench, definition: &'a Definition) -> Asked<'a> {
    let now = bench.log.clock.now();
    let (from, until) = definition.period.days(now.date_naive());
    let (home, calendar) = (Currency::Eur, Calendar::default());
    Asked { definition, from, until, zone: ZONE, now, home, calendar, begun: Some(of("2026-11-17")) }
}

async fn table(bench: &Bench, definition: &Definition) -> Table {
    run(bench.pool(&DEPARTMENT).await, &asked(bench, definition)).await.unwrap()
}

/// Each group with its cells as they are shown; none where there is nothing to divide by.
async fn shown(bench: &Bench, definition: &Definition) -> Vec<(String, Vec<Option<f64>>)> {
    let unit = definition.measure.unit();
    let lines = table(bench, definition).await.lines.into_iter();
    lines.map(|line| (line.group, line.cells.into_iter().map(|cell| cell.value(unit)).collect())).collect()
}

/// The figure of all of it.
async fn total(bench: &Bench, subject: S, measure: M, days: (&str, &str)) -> Option<f64> {
    table(bench, &asks(subject, measure, None, days)).await.total.value(measure.unit())
}

async fn customer(bench: &Bench) {
    let register = value!({"register": {"kind": "company", "name": "Zorggroep De Linde", "email": "info@delinde.nl",
        "visiting": {"street": "Lindelaan 1", "postcode": "3701 CL", "city": "Zeist"}}});
    bench.run(id::<CustomerId>(LINDE), json::<customer::Command>(register)).await;
    let install = value!({"install": {"customer": id::<CustomerId>(LINDE), "machine": {"model": "K-400 Pro"}}});
    bench.run(id::<MachineId>(MACHINE), json::<machine::Command>(install)).await;
}

async fn technician(bench: &Bench) -> UserId {
    let marek = bench.marek().await;
    let works = value!({"set-workplace": {"region": "Utrecht", "week": 2400}});
    bench.run(marek, json::<user::Command>(works)).await;
    marek
}

async fn article(bench: &Bench, number: &str, stock: &str) -> ArticleId {
    let article = ArticleId::of_number(&of(number));
    let register = value!({"register": {"number": number, "stock": stock, "article": {"name": "Pomp", "unit": "stuk",
        "purchase_price": "10.00 EUR", "sales_price": "25.00 EUR", "minimum": "1", "order_quantity": "5"}}});
    bench.run(article, json::<article::Command>(register)).await;
    article
}

async fn take(bench: &Bench, article: ArticleId, quantity: &str) {
    let take = article::Command::Take { quantity: of(quantity), visit: id(80) };
    bench.run_as(Actor::system("test"), article, take).await.unwrap();
}

async fn fault(bench: &Bench, n: u128) -> FaultId {
    let report = value!({"report": {"customer": id::<CustomerId>(LINDE), "machine": id::<MachineId>(MACHINE),
        "problem": "Lekt", "urgency": "high", "despite": "Iets anders"}});
    bench.run(id::<FaultId>(n), json::<fault::Command>(report)).await;
    id(n)
}

/// A visit for a fault that is planned for an hour.
async fn planned(bench: &Bench, n: u128, fault: FaultId, who: UserId, on: &str) -> VisitId {
    let request = value!({"request": {"customer": id::<CustomerId>(LINDE), "kind": "fault", "fault": fault,
        "machine": id::<MachineId>(MACHINE), "task": "Lekt"}});
    bench.run(id::<VisitId>(n), json::<visit::Command>(request)).await;
    schedule(bench, n, who, on).await;
    id(n)
}

async fn schedule(bench: &Bench, n: u128, who: UserId, on: &str) {
    let slot = value!({"schedule": {"technician": who, "slot": {"on": on, "from": "10:00", "until": "11:00"},
        "overrule": "Afgesproken"}});
    bench.run(id::<VisitId>(n), json::<visit::Command>(slot)).await;
}

async fn done(bench: &Bench, n: u128, part: Option<ArticleId>, solved: bool) {
    bench.run(id::<VisitId>(n), visit::Command::Start { overrule: None, at: None }).await;
    if let Some(article) = part {
        let part = visit::Command::UsePart { article, quantity: of("1"), overrule: None, at: None };
        bench.run(id::<VisitId>(n), part).await;
    }
    let finish = value!({"finish": {"solved": solved, "findings": "Lek", "work": "Vervangen", "worked": 90,
        "travelled": 30, "billable": true}});
    bench.run(id::<VisitId>(n), json::<visit::Command>(finish)).await;
}

async fn solved(bench: &Bench, fault: FaultId, visit: Option<VisitId>) {
    let solve = fault::Command::Solve { visit, how: None, at: None };
    bench.run_as(Actor::system("test"), fault, solve).await.unwrap();
}

const NOVEMBER: (&str, &str) = ("2026-11-01", "2026-11-30");

#[tokio::test]
async fn promises_are_kept_broken_or_neither_yet_and_what_waits_for_the_customer_is_not_due() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let within = value!({"respond": 9, "solve": 18});
    let terms = value!({"urgent": within, "high": within, "normal": within, "low": within});
    for command in [
        value!({"set-service-level": {"service_level": "Goud", "from": "2026-01-01", "terms": terms}}),
        value!({"set-usual-level": {"service_level": "Goud"}}),
    ] {
        bench.run(settings::COMPANY, json::<settings::Command>(command)).await;
    }
    let order = async |fault: FaultId, command| bench.run(fault, json::<fault::Command>(command)).await;
    let (first, _, third) = (fault(&bench, 30).await, fault(&bench, 31).await, fault(&bench, 32).await);
    order(third, value!({"wait": {"waits_for": "customer", "reason": "Zoekt de sleutel"}})).await;
    bench.turn("2026-11-17T11:00:00");
    order(first, value!({"answer": {}})).await;
    assert_eq!(total(&bench, S::Faults, M::AnsweredInTime, NOVEMBER).await, Some(100.0), "the second is not due yet");
    bench.turn("2026-11-20T09:00:00");
    solved(&bench, first, None).await;
    assert_eq!(total(&bench, S::Faults, M::AnsweredInTime, NOVEMBER).await, Some(50.0));
    assert_eq!(total(&bench, S::Faults, M::SolvedInTime, NOVEMBER).await, Some(0.0), "two days are over");
    assert_eq!(total(&bench, S::Faults, M::HoursToAnswer, NOVEMBER).await, Some(2.0));
    let by_level = asks(S::Faults, M::AnsweredInTime, Some(D::ServiceLevel), NOVEMBER);
    assert_eq!(shown(&bench, &by_level).await, [("Goud".into(), vec![Some(50.0)])]);
}

#[tokio::test]
async fn faults_are_told_apart_by_what_was_found_and_by_who_came() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let (marek, pump) = (technician(&bench).await, article(&bench, "P-1", "4").await);
    // Solved by the first visit a day later, with a pump.
    let first = fault(&bench, 30).await;
    let visit = planned(&bench, 40, first, marek, "2026-11-18").await;
    bench.turn("2026-11-18T09:00:00");
    done(&bench, 40, Some(pump), true).await;
    solved(&bench, first, Some(visit)).await;
    // Solved by telephone after two hours.
    let second = fault(&bench, 31).await;
    bench.turn("2026-11-18T11:00:00");
    solved(&bench, second, None).await;
    // The first visit did not do it; it is open.
    let third = fault(&bench, 32).await;
    planned(&bench, 41, third, marek, "2026-11-19").await;
    bench.turn("2026-11-19T09:00:00");
    done(&bench, 41, None, false).await;

    let hours = |by| asks(S::Faults, M::HoursToSolve, Some(by), NOVEMBER);
    assert_eq!(shown(&bench, &hours(D::MachineModel)).await, [("K-400 Pro".into(), vec![Some(13.0)])]);
    let by_cause = shown(&bench, &hours(D::Cause)).await;
    assert_eq!(by_cause, [(pump.to_string(), vec![Some(24.0)]), (String::new(), vec![Some(2.0)])]);
    let by_region = asks(S::Faults, M::Count, Some(D::Region), NOVEMBER);
    assert_eq!(
        shown(&bench, &by_region).await,
        [("Utrecht".into(), vec![Some(2.0)]), (String::new(), vec![Some(1.0)])]
    );
    assert_eq!(total(&bench, S::Faults, M::FirstTimeFix, NOVEMBER).await, Some(50.0));
    let two_of_three = total(&bench, S::Faults, M::SolvedShare, NOVEMBER).await.unwrap();
    assert!((66.6..66.7).contains(&two_of_three));
    assert_eq!(total(&bench, S::Faults, M::InTimeShare, NOVEMBER).await, Some(100.0));
    assert_eq!(total(&bench, S::Faults, M::VisitsEach, NOVEMBER).await, Some(0.5));
    // It came back: then the first visit had not solved it.
    bench.run(first, fault::Command::Reopen { reason: of("Lekt weer") }).await;
    assert_eq!(total(&bench, S::Faults, M::FirstTimeFix, NOVEMBER).await, Some(0.0));
    assert_eq!(total(&bench, S::Faults, M::ReopenedShare, NOVEMBER).await, Some(50.0));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn visits_show_what_they_took_and_how_full_weeks_are() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let marek = technician(&bench).await;
    let fault = fault(&bench, 30).await;
    planned(&bench, 40, fault, marek, "2026-11-18").await;
    schedule(&bench, 40, marek, "2026-11-17").await;
    done(&bench, 40, None, true).await;
    planned(&bench, 41, fault, marek, "2026-12-02").await;
    let by = Some(D::Technician);
    let real = asks(S::Visits, M::RealOfPlanned, by, ("2026-11-01", "2026-12-31"));
    assert_eq!(shown(&bench, &real).await, [(marek.to_string(), vec![Some(150.0), None])]);
    assert_eq!(total(&bench, S::Visits, M::Moves, NOVEMBER).await, Some(1.0));
    assert_eq!(total(&bench, S::Visits, M::SpentHours, NOVEMBER).await, Some(2.0));
    // Two hours of a week of forty.
    let week = Definition { step: Some(Step::Week), ..asks(S::Visits, M::Load, by, ("2026-11-16", "2026-11-22")) };
    assert_eq!(shown(&bench, &week).await, [(marek.to_string(), vec![Some(5.0)])]);
}

async fn invoiced(bench: &Bench, n: u128, items: serde_json::Value) -> InvoiceId {
    let draft = value!({"draft": {"customer": id::<CustomerId>(LINDE), "items": items}});
    bench.run(id::<InvoiceId>(n), json::<invoice::Command>(draft)).await;
    bench.run(id::<InvoiceId>(n), invoice::Command::Issue {}).await;
    id(n)
}

async fn finance(bench: &Bench) {
    bench.run(settings::COMPANY, us()).await;
    for command in [
        value!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}),
        value!({"set-payment-days": {"days": 14}}),
    ] {
        bench.run(settings::COMPANY, json::<settings::Command>(command)).await;
    }
    customer(bench).await;
}

#[tokio::test]
async fn turnover_margin_and_credit_notes_count_on_their_own_day() {
    let bench = Bench::new().await;
    finance(&bench).await;
    let pump = article(&bench, "P-1", "4").await;
    let items = value!([{"description": "Pomp", "quantity": "2", "price": "25 EUR", "article": pump},
        {"description": "Werk", "quantity": "1", "price": "50 EUR"}]);
    let first = invoiced(&bench, 60, items.clone()).await;
    bench.turn("2026-12-02T09:00:00");
    invoiced(&bench, 61, items).await;
    bench.run(first, json::<invoice::Command>(value!({"credit": {"reason": "Fout"}}))).await;
    let days = ("2026-11-01", "2026-12-31");
    let net = asks(S::Invoiced, M::Net, Some(D::Customer), days);
    let linde = id::<CustomerId>(LINDE).to_string();
    assert_eq!(shown(&bench, &net).await, [(linde.clone(), vec![Some(100.0), Some(0.0)])]);
    let margin = asks(S::Invoiced, M::Margin, Some(D::Customer), NOVEMBER);
    assert_eq!(shown(&bench, &margin).await, [(linde, vec![Some(80.0)])]);
    assert_eq!(total(&bench, S::Invoiced, M::MarginShare, NOVEMBER).await, Some(80.0));
    assert_eq!(total(&bench, S::Invoiced, M::Count, days).await, Some(2.0));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn debtors_are_as_old_as_they_were_on_the_day() {
    let bench = Bench::new().await;
    finance(&bench).await;
    // Due on 1 December.
    let invoice = invoiced(&bench, 60, value!([{"description": "Werk", "quantity": "1", "price": "100 EUR"}])).await;
    bench.turn("2027-01-20T09:00:00");
    let pay = value!({"record-payment": {"amount": "21.00 EUR", "on": "2027-01-10"}});
    bench.run(invoice, json::<invoice::Command>(pay)).await;
    let debtors = async |on| {
        let definition = Definition { step: None, ..asks(S::Receivables, M::Outstanding, Some(D::Age), (on, on)) };
        shown(&bench, &definition).await
    };
    let one = |age: &str, amount| vec![(age.to_owned(), vec![Some(amount)])];
    assert_eq!(debtors("2026-11-16").await, []);
    assert_eq!(debtors("2026-12-01").await, one("not-due", 121.0));
    assert_eq!(debtors("2026-12-02").await, one("to-30", 121.0));
    assert_eq!(debtors("2027-01-09").await, one("to-60", 121.0));
    assert_eq!(debtors("2027-01-10").await, one("to-60", 100.0));
    assert_eq!(debtors("2027-03-02").await, [], "how things will stand is not known");
    bench.turn("2027-03-02T09:00:00");
    assert_eq!(debtors("2027-03-02").await, one("over-90", 100.0));
    assert_eq!(
        total(&bench, S::Receivables, M::Outstanding, ("2025-01-01", "2025-12-31")).await,
        None,
        "no company yet"
    );
    assert_eq!(total(&bench, S::Faults, M::Count, ("2025-01-01", "2025-12-31")).await, None);
    // Month by month, as things stood at the end of each.
    let months = asks(S::Receivables, M::Outstanding, Some(D::Age), ("2026-11-01", "2027-01-30"));
    let (none, all) = (Some(0.0), Some(121.0));
    assert_eq!(
        shown(&bench, &months).await,
        [
            ("not-due".into(), vec![all, none, none]),
            ("to-30".into(), vec![none, all, none]),
            ("to-60".into(), vec![none, none, Some(100.0)])
        ]
    );
    let moved = Definition { by: Some(D::Kind), ..asks(S::Receivables, M::Amount, None, ("2026-11-01", "2027-01-31")) };
    let paid = vec![none, none, Some(21.0)];
    assert_eq!(shown(&bench, &moved).await, [("invoiced".into(), vec![all, none, none]), ("paid".into(), paid)]);
    // The records behind a figure are the invoices that stood then, with what was left of them.
    let pool = bench.pool(&DEPARTMENT).await;
    let of = records::Of { step: Some(2), group: Some("to-60"), series: None };
    let page = records::records(pool, &asked(&bench, &months), of, None, 10).await.unwrap();
    let found: Vec<_> = page.rows.iter().map(|row| (row.number.as_str(), row.cell.above)).collect();
    assert_eq!(found, [("2026-0001", 10_000)]);
    let of = records::Of { group: Some("to-30"), ..of };
    assert!(records::records(pool, &asked(&bench, &months), of, None, 10).await.unwrap().rows.is_empty());
}

async fn supplier(bench: &Bench) -> SupplierId {
    let register = value!({"register": {"name": "Barista Parts", "email": "orders@example.com", "lead_days": 5}});
    bench.run(id::<SupplierId>(70), json::<supplier::Command>(register)).await;
    id(70)
}

/// Ten of an article, ordered now.
async fn ordered(bench: &Bench, n: u128, article: ArticleId) -> PurchaseOrderId {
    let supplier = supplier(bench).await;
    let draft = value!({"draft": {"supplier": supplier,
        "lines": [{"article": article, "quantity": "10", "price": "9.00 EUR"}]}});
    bench.run(id::<PurchaseOrderId>(n), json::<purchase_order::Command>(draft)).await;
    bench.run(id::<PurchaseOrderId>(n), purchase_order::Command::Place {}).await;
    id(n)
}

/// Goods that came on a day, written down now.
async fn came(bench: &Bench, order: PurchaseOrderId, article: ArticleId, quantity: &str, on: &str) {
    let receive = value!({"receive": {"lines": [{"article": article, "quantity": quantity}], "on": on}});
    bench.run(order, json::<purchase_order::Command>(receive)).await;
    let receive = article::Command::Receive { quantity: of(quantity), order, on: of(on) };
    bench.run_as(Actor::system("goods-enter-stock"), article, receive).await.unwrap();
}

/// The tables of a moment.
fn then(bench: &Bench, at: Option<Position>) -> std::sync::Arc<ReadSide> {
    let log = std::sync::Arc::new(bench.log.until(at, bench.log.clock.clone()));
    bench.reads.at(log).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_of_1_july_entered_on_20_july_is_in_the_stock_of_5_july_as_known_on_21_july_but_not_on_10_july() {
    let bench = Bench::new().await;
    bench.turn("2027-06-28T09:00:00");
    let pump = article(&bench, "P-1", "2").await;
    let order = ordered(&bench, 50, pump).await;
    bench.pool(&DEPARTMENT).await;
    bench.turn("2027-07-10T09:00:00");
    let known_10 = bench.log.store.read_all(None, 1_000).await.unwrap().next;
    bench.turn("2027-07-20T09:00:00");
    came(&bench, order, pump, "10", "2027-07-01").await;
    bench.turn("2027-07-21T09:00:00");
    let known_21 = bench.log.store.read_all(None, 1_000).await.unwrap().next;
    bench.pool(&DEPARTMENT).await;
    let on_5_july = asks(S::Stock, M::StockQuantity, Some(D::Article), ("2027-07-05", "2027-07-05"));
    let stock = async |known| {
        let side = then(&bench, known);
        let pool: &Pool = &side.of(&DEPARTMENT).pool;
        run(pool, &asked(&bench, &on_5_july)).await.unwrap().total.value(M::StockQuantity.unit())
    };
    assert_eq!(stock(known_10).await, Some(2.0));
    assert_eq!(stock(known_21).await, Some(12.0));
    // The day before it came it was not there, whenever that is known.
    assert_eq!(total(&bench, S::Stock, M::StockQuantity, ("2027-06-30", "2027-06-30")).await, Some(2.0));
}

#[tokio::test]
async fn stock_is_worth_its_price_and_what_changes_the_price_changes_its_worth() {
    let bench = Bench::new().await;
    let pump = article(&bench, "P-1", "10").await;
    bench.turn("2026-12-05T09:00:00");
    take(&bench, pump, "4").await;
    let count = article::Command::Count { counted: of("5"), reason: of("Geteld") };
    bench.run(pump, count).await;
    bench.turn("2027-01-05T09:00:00");
    let change = value!({"change": {"name": "Pomp", "unit": "stuk", "purchase_price": "12.50 EUR",
        "sales_price": "25.00 EUR", "minimum": "1", "order_quantity": "5"}});
    bench.run(pump, json::<article::Command>(change)).await;
    let days = ("2026-11-01", "2027-01-31");
    let worth = asks(S::Stock, M::StockValue, Some(D::Article), days);
    assert_eq!(shown(&bench, &worth).await, [(pump.to_string(), vec![Some(100.0), Some(50.0), Some(62.5)])]);
    let used = asks(S::Stock, M::UsedValue, None, days);
    assert_eq!(shown(&bench, &used).await, [(String::new(), vec![Some(0.0), Some(40.0), Some(0.0)])]);
    // 40 in 31 days is 470.96 a year, of 50 that lie there.
    let turns = asks(S::Stock, M::StockTurns, None, ("2026-12-01", "2026-12-31"));
    assert_eq!(table(&bench, &turns).await.total.value(M::StockTurns.unit()), Some(9.4192));
    // In other money the same goods leave the one and come into the other.
    let zloty = value!({"change": {"name": "Pomp", "unit": "stuk", "purchase_price": "50.00 PLN",
        "sales_price": "99.00 PLN", "minimum": "1", "order_quantity": "5"}});
    bench.run(pump, json::<article::Command>(zloty)).await;
    let mut in_zloty = asks(S::Stock, M::StockValue, None, ("2027-01-05", "2027-01-05"));
    assert_eq!(table(&bench, &in_zloty).await.total.above, 0);
    in_zloty.filters.insert(D::Currency, [of("PLN")].into());
    let found = table(&bench, &in_zloty).await;
    assert_eq!((found.total.above, found.currency), (25_000, Some(Currency::Pln)));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_stock_out_lasts_until_there_is_some_again_and_counts_the_appointments_that_it_moved() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let (marek, pump) = (technician(&bench).await, article(&bench, "P-1", "1").await);
    let fault = fault(&bench, 30).await;
    planned(&bench, 40, fault, marek, "2026-11-18").await;
    planned(&bench, 41, fault, marek, "2026-11-19").await;
    bench.run(id::<VisitId>(40), visit::Command::NeedPart(json(value!({"article": pump, "quantity": "1"})))).await;
    take(&bench, pump, "1").await;
    let (needs, needs_none) = (40, 41);
    bench.run(id::<VisitId>(needs), visit::Command::Unschedule { reason: of("Pomp is op") }).await;
    schedule(&bench, needs_none, marek, "2026-11-23").await;
    bench.turn("2026-11-20T09:00:00");
    take(&bench, pump, "1").await;
    let outs = async |measure| total(&bench, S::StockOuts, measure, NOVEMBER).await;
    assert_eq!((outs(M::Count).await, outs(M::OutDays).await), (Some(1.0), Some(3.0)));
    assert_eq!((outs(M::Moves).await, outs(M::MovedHours).await), (Some(1.0), Some(1.0)));
    bench.turn("2026-11-21T09:00:00");
    bench.run(pump, article::Command::Count { counted: of("1"), reason: of("Gevonden") }).await;
    bench.turn("2026-11-29T09:00:00");
    schedule(&bench, needs, marek, "2026-11-30").await;
    schedule(&bench, needs, marek, "2026-12-01").await;
    assert_eq!((outs(M::OutDays).await, outs(M::Moves).await), (Some(4.0), Some(1.0)));
}

#[tokio::test]
async fn an_order_takes_until_the_last_of_it_came() {
    let bench = Bench::new().await;
    let pump = article(&bench, "P-1", "0").await;
    let order = ordered(&bench, 50, pump).await;
    bench.turn("2026-11-25T09:00:00");
    came(&bench, order, pump, "4", "2026-11-20").await;
    assert_eq!(total(&bench, S::Purchases, M::LeadDays, NOVEMBER).await, None);
    came(&bench, order, pump, "6", "2026-11-24").await;
    let lead = asks(S::Purchases, M::LeadDays, Some(D::Supplier), NOVEMBER);
    assert_eq!(shown(&bench, &lead).await, [(id::<SupplierId>(70).to_string(), vec![Some(7.0)])]);
    assert_eq!(total(&bench, S::Purchases, M::OrderedValue, NOVEMBER).await, Some(90.0));
}

#[tokio::test]
async fn a_draft_order_is_no_order_and_has_the_lines_that_it_has_when_it_is_placed() {
    let bench = Bench::new().await;
    let (pump, seal) = (article(&bench, "P-1", "0").await, article(&bench, "P-2", "0").await);
    let supplier = supplier(&bench).await;
    let line =
        |article: ArticleId, quantity: &str| value!({"article": article, "quantity": quantity, "price": "9 EUR"});
    let order = id::<PurchaseOrderId>(51);
    let draft = value!({"draft": {"supplier": supplier, "lines": [line(pump, "1")]}});
    bench.run(order, json::<purchase_order::Command>(draft)).await;
    let change = value!({"change": {"lines": [line(seal, "2"), line(pump, "3")]}});
    bench.run(order, json::<purchase_order::Command>(change)).await;
    let change = value!({"change": {"lines": [line(seal, "4")]}});
    bench.run(order, json::<purchase_order::Command>(change)).await;
    assert_eq!(total(&bench, S::Purchases, M::Count, NOVEMBER).await, Some(0.0));
    bench.run(order, purchase_order::Command::Place {}).await;
    let value = asks(S::Purchases, M::OrderedValue, Some(D::Article), NOVEMBER);
    assert_eq!(shown(&bench, &value).await, [(seal.to_string(), vec![Some(36.0)])]);
}

async fn contracted(bench: &Bench, n: u128, starts: &str, renewal: u16) -> ContractId {
    let draft = value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": {"kind": "service",
        "machines": [id::<MachineId>(MACHINE)], "monthly_fee": "100 EUR", "starts": starts, "first_term": 12,
        "renewal": renewal, "notice": 1}}});
    bench.run(id::<ContractId>(n), json::<contract::Command>(draft)).await;
    let sign = value!({"sign-on-screen": {"name": "Hanneke", "drawing": "M0 0L1 1", "document": "a".repeat(64)}});
    bench.run(id::<ContractId>(n), json::<contract::Command>(sign)).await;
    id(n)
}

#[tokio::test]
async fn contracts_bring_in_their_fee_from_their_first_day_to_their_last() {
    let bench = Bench::new().await;
    customer(&bench).await;
    contracted(&bench, 90, "2026-12-01", 12).await;
    let second = contracted(&bench, 91, "2026-12-01", 0).await;
    bench.turn("2027-02-20T09:00:00");
    bench.run(second, contract::Command::End { on: of("2027-01-31"), reason: of("Gestopt") }).await;
    let days = ("2026-11-01", "2027-01-31");
    let revenue = asks(S::Contracts, M::MonthlyRevenue, Some(D::Kind), days);
    assert_eq!(shown(&bench, &revenue).await, [("service".into(), vec![Some(0.0), Some(200.0), Some(100.0)])]);
    let churn = asks(S::Contracts, M::Churn, None, days);
    assert_eq!(shown(&bench, &churn).await, [(String::new(), vec![None, None, Some(50.0)])]);
    assert_eq!(total(&bench, S::Contracts, M::Ended, days).await, Some(1.0));
    let ends = asks(S::ContractEnds, M::MonthlyFee, Some(D::State), ("2027-01-01", "2027-11-30"));
    let found: Vec<_> =
        table(&bench, &ends).await.lines.into_iter().map(|line| (line.group, line.total.above)).collect();
    assert_eq!(found, [("ended".into(), 10_000), ("renews".into(), 10_000)]);
}

#[tokio::test]
async fn opportunities_are_won_or_lost_of_those_that_were_closed() {
    let bench = Bench::new().await;
    customer(&bench).await;
    for n in 0..3 {
        let open = value!({"open": {"customer": id::<CustomerId>(LINDE), "about": "Machine", "value": "900 EUR",
            "next": "2026-12-01", "salesperson": boss().user()}});
        bench.run(id::<OpportunityId>(n), json::<opportunity::Command>(open)).await;
    }
    bench.turn("2026-11-19T09:00:00");
    bench.run(id::<OpportunityId>(0), opportunity::Command::Win { text: of("Getekend") }).await;
    bench.run(id::<OpportunityId>(1), opportunity::Command::Lose { reason: of("Te duur") }).await;
    assert_eq!(total(&bench, S::Opportunities, M::WonShare, NOVEMBER).await, Some(50.0));
    assert_eq!(total(&bench, S::Opportunities, M::DaysToClose, NOVEMBER).await, Some(2.0));
    let funnel = asks(S::Opportunities, M::Value, Some(D::State), NOVEMBER);
    let states: Vec<_> = shown(&bench, &funnel).await.into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, ["lost", "open", "won"]);
}

#[tokio::test]
async fn acts_are_those_of_people_and_how_many_were_looked_at() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let acts = async || total(&bench, S::Acts, M::Count, NOVEMBER).await;
    assert_eq!(acts().await, Some(2.0));
    let page = bench.log.store.read_all(None, 1_000).await.unwrap();
    let act = page.events[0].id;
    let raise =
        review::Command::Raise { event: act, rule: Rule::Sample, author: boss().user().unwrap(), customer: None };
    bench.run_as(Actor::system("review-raised"), review::of_event(act), raise).await.unwrap();
    assert_eq!(total(&bench, S::Acts, M::RaisedShare, NOVEMBER).await, Some(50.0));
    assert_eq!(total(&bench, S::Acts, M::ApprovedShare, NOVEMBER).await, Some(0.0));
    let other = Actor::Person { user: id(2), role: domain::Role::Management, roles: domain::Role::ALL.to_vec() };
    for _ in 0..2 {
        bench.run_as(other.clone(), review::of_event(act), review::Command::Approve {}).await.unwrap();
    }
    assert_eq!(total(&bench, S::Acts, M::ApprovedShare, NOVEMBER).await, Some(100.0));
    assert_eq!(acts().await, Some(2.0), "who looks does no act of business");
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_day_is_one_of_the_company_and_not_of_greenwich() {
    let bench = Bench::new().await;
    customer(&bench).await;
    bench.turn("2026-12-01T00:30:00");
    fault(&bench, 30).await;
    let months = asks(S::Faults, M::Count, None, ("2026-11-01", "2026-12-31"));
    assert_eq!(shown(&bench, &months).await, [(String::new(), vec![Some(0.0), Some(1.0)])]);
}

#[tokio::test]
async fn filters_leave_out_and_what_is_not_known_is_asked_for_by_a_dash() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let marek = technician(&bench).await;
    let (first, _) = (fault(&bench, 30).await, fault(&bench, 31).await);
    planned(&bench, 40, first, marek, "2026-11-17").await;
    done(&bench, 40, None, true).await;
    let of_technician = async |who: &str| {
        let mut faults = asks(S::Faults, M::Count, None, NOVEMBER);
        faults.filters.insert(D::Technician, [of(who)].into());
        table(&bench, &faults).await.total.above
    };
    assert_eq!(of_technician(&marek.to_string()).await, 1);
    assert_eq!(of_technician("-").await, 1);
    assert_eq!(of_technician("nobody").await, 0);
}

#[tokio::test]
async fn the_records_of_a_cell_are_as_many_as_it_says_page_by_page() {
    let bench = Bench::new().await;
    customer(&bench).await;
    for n in 0..5 {
        fault(&bench, 30 + n).await;
    }
    let faults = asks(S::Faults, M::Count, Some(D::MachineModel), ("2026-10-01", "2026-11-30"));
    let pool = bench.pool(&DEPARTMENT).await;
    let of = records::Of { step: Some(1), group: Some("K-400 Pro"), series: None };
    let (mut found, mut after) = (Vec::new(), None::<Cursor>);
    loop {
        let page = records::records(pool, &asked(&bench, &faults), of, after.as_ref(), 2).await.unwrap();
        found.extend(page.rows.into_iter().map(|row| row.number));
        let Some(next) = page.next else { break };
        after = Cursor::parse(&next);
    }
    found.sort();
    assert_eq!(found, (1..=5).map(|n| format!("2026-000{n}")).collect::<Vec<_>>());
    let of = records::Of { step: Some(0), ..of };
    assert!(records::records(pool, &asked(&bench, &faults), of, None, 2).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn no_report_and_no_cell_of_one_walks_over_all_facts() {
    let bench = Bench::new().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let tables = ["f", "a", "k"];
    for subject in S::ALL.iter().filter(|subject| **subject != S::Events) {
        for measure in subject.measures() {
            for by in subject.dimensions().iter().filter(|by| measure.is_told_by(**by)) {
                let definition = asks(*subject, *measure, None, ("2026-01-01", "2026-12-31"));
                let definition = Definition { by: Some(*by), ..definition };
                let asked = asked(&bench, &definition);
                for lines in [
                    plan(pool, &asked).await.unwrap(),
                    records::plan(pool, &asked, records::Of { step: Some(1), group: Some("x"), series: None })
                        .await
                        .unwrap(),
                ] {
                    let lines = lines.join("\n");
                    assert_eq!(walk(&lines, &tables), None, "{subject:?} {measure:?} {by:?}\n{lines}");
                    assert!(!lines.contains("AUTOMATIC"), "{subject:?} {measure:?} {by:?}\n{lines}");
                }
            }
        }
    }
}
