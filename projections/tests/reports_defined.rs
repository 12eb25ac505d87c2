//! Reports over the log's own events, defined whenever: the same as working them out by hand from the raw log; and reports that were stored
//! at the end of each month of a year of anything: the same as asked for that moment later.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;

use domain::{
    Actor, ArticleId, Currency, CustomerId, FaultId, InvoiceId, MachineId, OpportunityId, PurchaseOrderId, Role,
    SupplierId, UserId, VisitId, article,
    calendar::Calendar,
    customer, fault, invoice, machine, opportunity, purchase_order,
    registry::{AnyCommand, AnyEvent},
    report::{Compare, Definition, Dimension, Logged, Measure, PRESETS, Period, Step, Subject},
    settings, supplier, user, visit,
};
use event_store::Position;
use projections::{
    ReadError, ReadSide,
    reports::{Asked, DEPARTMENT, Table, run, scan},
};
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json as value};
use support::{Bench, ZONE, boss, id, json, of, us};

fn asked<'a>(bench: &Bench, definition: &'a Definition, today: &str) -> Asked<'a> {
    let (from, until) = definition.period.days(of(today));
    Asked {
        definition,
        from,
        until,
        zone: ZONE,
        now: bench.log.clock.now(),
        home: Currency::Eur,
        calendar: Calendar::default(),
        begun: Some(of("2026-11-17")),
    }
}

async fn scanned(bench: &Bench, definition: &Definition) -> Table {
    loop {
        match scan(&bench.reads, &asked(bench, definition, "2026-11-30")).await {
            Ok(table) => return table,
            Err(ReadError::Filling(_)) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
}

fn logged(event_type: &str, measure: Measure, by: Option<Dimension>, field: [Option<&str>; 2]) -> Definition {
    let [field, by_field] = field.map(|field| field.map(of));
    let definition = Definition {
        subject: Subject::Events,
        measure,
        by,
        split: None,
        step: Some(Step::Month),
        filters: BTreeMap::new(),
        period: Period::Days { from: of("2026-11-01"), until: of("2027-12-31") },
        compare: Compare::Nothing,
        log: Some(Logged { event_type: of(event_type), field, by_field }),
    };
    definition.checked().unwrap()
}

/// Group and series with what each step comes to.
fn cells(table: &Table) -> BTreeMap<String, Vec<i64>> {
    table.lines.iter().map(|line| (line.group.clone(), line.cells.iter().map(|cell| cell.above).collect())).collect()
}

/// A company in which anything can happen.
async fn company() -> (Bench, UserId) {
    let bench = Bench::new().await;
    bench.run(settings::COMPANY, us()).await;
    let rate = value!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}});
    bench.run(settings::COMPANY, json::<settings::Command>(rate)).await;
    let marek = bench.marek().await;
    let works = value!({"set-workplace": {"region": "Utrecht", "week": 2400}});
    bench.run(marek, json::<user::Command>(works)).await;
    for n in 0..3_u128 {
        let register = value!({"register": {"kind": "company", "name": format!("Klant {n}"),
            "visiting": {"street": "Lindelaan 1", "postcode": "3701 CL", "city": "Zeist"}}});
        bench.run(id::<CustomerId>(10 + n), json::<customer::Command>(register)).await;
        let install =
            value!({"install": {"customer": id::<CustomerId>(10 + n), "machine": {"model": format!("K-{n}")}}});
        bench.run(id::<MachineId>(20 + n), json::<machine::Command>(install)).await;
        let number = format!("P-{n}");
        let register = value!({"register": {"number": number, "stock": "3", "article": {"name": "Pomp", "unit": "stuk",
            "purchase_price": "10.05 EUR", "sales_price": "25.00 EUR", "minimum": "1", "order_quantity": "5"}}});
        bench.run(ArticleId::of_number(&of(&number)), json::<article::Command>(register)).await;
    }
    let register = value!({"register": {"name": "Barista Parts", "email": "orders@example.com"}});
    bench.run(id::<SupplierId>(70), json::<supplier::Command>(register)).await;
    (bench, marek)
}

/// Any command; what is refused changes nothing, and that is part of it.
async fn anything(bench: &Bench, random: &mut StdRng, marek: UserId, today: &str) {
    // Each month has things of its own, so few that most go their whole way.
    let month: u128 = today[5..7].parse::<u128>().unwrap();
    let mut one = |of: u128, many: u32| of + month * u128::from(many) + u128::from(random.random_range(0..many));
    let (fault, visit) = (one(1_000, 12), one(2_000, 5));
    let (bill, order, chance) = (one(4_000, 8), one(5_000, 5), one(6_000, 6));
    let n = u128::from(random.random_range(0..3_u32));
    let (whom, article) = (id::<CustomerId>(10 + n), ArticleId::of_number(&of(&format!("P-{n}"))));
    let few = (random.next_u32() % 4 + 1).to_string();
    let solved = random.next_u32().is_multiple_of(2);
    let command: (String, AnyCommand) = match random.random_range(0..17_u32) {
        0 => (id::<FaultId>(fault).to_string(), json::<fault::Command>(value!({"report": {"customer": whom,
            "machine": id::<MachineId>(20 + n), "problem": "Lekt", "urgency": if solved { "high" } else { "low" }, "despite": "Anders"}})).into()),
        1 => (id::<FaultId>(fault).to_string(), json::<fault::Command>(value!({"solve": {"visit": id::<VisitId>(visit)}})).into()),
        2 => (id::<FaultId>(fault).to_string(), json::<fault::Command>(value!({"reopen": {"reason": "Weer"}})).into()),
        3 => (id::<VisitId>(visit).to_string(), json::<visit::Command>(value!({"request": {"customer": whom, "kind": "maintenance",
            "task": "Beurt", "parts": [{"article": article, "quantity": "1"}]}})).into()),
        4 => (id::<VisitId>(visit).to_string(), json::<visit::Command>(value!({"schedule": {"technician": marek, "overrule": "Zo",
            "slot": {"on": today, "from": "20:00", "until": if solved { "21:00" } else { "22:30" }}}})).into()),
        5 => (id::<VisitId>(visit).to_string(), json::<visit::Command>(value!({"unschedule": {"reason": "Later"}})).into()),
        6 => (id::<VisitId>(visit).to_string(), json::<visit::Command>(value!({"start": {"overrule": "Nu"}})).into()),
        7 => (id::<VisitId>(visit).to_string(), json::<visit::Command>(value!({"use-part": {"article": article, "quantity": "1", "overrule": "Ja"}})).into()),
        8 => (id::<VisitId>(visit).to_string(), json::<visit::Command>(value!({"finish": {"solved": solved, "findings": "Lek",
            "work": "Gedaan", "worked": 45, "travelled": 20, "billable": true}})).into()),
        9 => (article.to_string(), article::Command::Take { quantity: of(&few), visit: id(visit) }.into()),
        10 => (article.to_string(), json::<article::Command>(value!({"count": {"counted": few, "reason": "Geteld"}})).into()),
        11 => (id::<InvoiceId>(bill).to_string(), json::<invoice::Command>(value!({"draft": {"customer": whom,
            "items": [{"description": "Pomp", "quantity": few, "price": "25.00 EUR", "article": article}]}})).into()),
        12 => (id::<InvoiceId>(bill).to_string(), invoice::Command::Issue {}.into()),
        13 => (id::<InvoiceId>(bill).to_string(), json::<invoice::Command>(value!({"record-payment": {"amount": "10.00 EUR"}})).into()),
        14 => (id::<PurchaseOrderId>(order).to_string(), json::<purchase_order::Command>(value!({"draft": {"supplier": id::<SupplierId>(70),
            "lines": [{"article": article, "quantity": few, "price": "9.00 EUR"}]}})).into()),
        15 => (id::<PurchaseOrderId>(order).to_string(), purchase_order::Command::Place {}.into()),
        _ => (id::<OpportunityId>(chance).to_string(), match n {
            0 => opportunity::Command::Win { text: of("Ja") }.into(),
            _ => json::<opportunity::Command>(value!({"open": {"customer": whom, "about": "Machine", "value": "900 EUR", "next": "2030-01-01"}})).into(),
        }),
    };
    let actor = match command.1.permission() {
        domain::Permission::SystemOnly => Actor::system("test"),
        _ if solved => Actor::Person { user: id(2), role: Role::Sales, roles: Role::ALL.to_vec() },
        _ => boss(),
    };
    let _ = bench.run_as(actor, command.0, command.1).await;
}

/// Every preset and every subject by each of its dimensions, over the year.
fn everything() -> Vec<Definition> {
    let year = Period::Days { from: of("2026-11-01"), until: of("2027-12-31") };
    let presets = PRESETS.iter().map(|preset| Definition { period: year, ..preset.definition() });
    let subjects = Subject::ALL.iter().filter(|subject| **subject != Subject::Events);
    let each = subjects.flat_map(|subject| {
        let measures = subject.measures().iter();
        measures.filter_map(move |measure| {
            let by = subject.dimensions().iter().copied().find(|by| measure.is_told_by(*by));
            let definition =
                Definition { subject: *subject, measure: *measure, by, period: year, ..PRESETS[0].definition() };
            definition.checked().ok()
        })
    });
    presets.chain(each).collect()
}

async fn all(bench: &Bench, side: &ReadSide, now: chrono::DateTime<chrono::Utc>) -> Vec<Table> {
    let mut tables = Vec::new();
    for definition in everything() {
        let asked = Asked { now, ..asked(bench, &definition, "2027-12-31") };
        tables.push(run(&side.of(&DEPARTMENT).pool, &asked).await.unwrap());
    }
    tables
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reports_stored_at_the_end_of_each_month_are_what_is_answered_for_that_moment_later() {
    let seed: u64 = std::env::var("WERKBANK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_127);
    eprintln!("WERKBANK_SEED={seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let (bench, marek) = company().await;
    let mut stored: Vec<(Option<Position>, chrono::DateTime<chrono::Utc>, Vec<Table>)> = Vec::new();
    let mut day: chrono::NaiveDate = of("2026-11-18");
    while day < of::<chrono::NaiveDate>("2027-11-18") {
        bench.turn(&format!("{day}T09:00:00"));
        for _ in 0..random.random_range(0..6_u32) {
            anything(&bench, &mut random, marek, &day.to_string()).await;
        }
        if Step::Month.last(day) == day {
            bench.pool(&DEPARTMENT).await;
            let at = bench.log.store.newest().await.unwrap().map(|(position, _)| position);
            let now = bench.log.clock.now();
            stored.push((at, now, all(&bench, &bench.reads, now).await));
        }
        day = day.succ_opt().unwrap();
    }
    assert_eq!(stored.len(), 12);
    let (.., last) = stored.last().unwrap();
    assert!(last.iter().filter(|table| !table.lines.is_empty()).count() > 40);
    for (at, now, tables) in stored {
        let log = std::sync::Arc::new(bench.log.until(at, bench.log.clock.clone()));
        let then = bench.reads.at(log).unwrap();
        let again = all(&bench, &then, now).await;
        for ((definition, was), is) in everything().iter().zip(&tables).zip(&again) {
            assert_eq!(is, was, "{definition:?} as of {now}");
        }
    }
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_defined_later_is_what_the_raw_log_comes_to() {
    let mut random = StdRng::seed_from_u64(7);
    let (bench, marek) = company().await;
    for day in 1..28 {
        bench.turn(&format!("2026-12-{day:02}T{}:30:00", if day % 2 == 0 { "00" } else { "12" }));
        for _ in 0..12 {
            anything(&bench, &mut random, marek, &format!("2026-12-{day:02}")).await;
        }
    }
    // Step 1 is December, the second of fourteen.
    let of_december = |n: i64| [vec![0, n], vec![0; 12]].concat();
    let events = bench.events().await;
    let mut reported = BTreeMap::<String, i64>::new();
    let (mut worked, mut paid) = (0, 0);
    for event in &events {
        match event {
            AnyEvent::Fault(fault::Event::FaultReported { urgency, .. }) => {
                *reported.entry(urgency.name().into()).or_default() += 1;
            }
            AnyEvent::Visit(visit::Event::VisitFinished { worked: minutes, .. }) => worked += i64::from(minutes.get()),
            AnyEvent::Invoice(invoice::Event::PaymentRecorded { amount, .. }) => paid += amount.cents,
            _ => {}
        }
    }
    assert!(reported.len() == 2 && worked > 0 && paid > 0, "{reported:?} {worked} {paid}");
    let by_field = Some(Dimension::Field);
    let urgency = logged("fault_reported", Measure::Count, by_field, [None, Some("urgency")]);
    let wanted = reported.iter().map(|(urgency, count)| (urgency.clone(), of_december(*count))).collect();
    assert_eq!(cells(&scanned(&bench, &urgency).await), wanted);
    let minutes = logged("visit_finished", Measure::FieldSum, None, [Some("worked"), None]);
    assert_eq!(cells(&scanned(&bench, &minutes).await)[""], of_december(worked * 1_000));
    let money = logged("payment_recorded", Measure::FieldSum, None, [Some("amount"), None]);
    assert_eq!(cells(&scanned(&bench, &money).await)[""], of_december(paid * 10));

    // By who did it, from what stands with each event; and what comes later is gone on with, not begun anew.
    let by_person = logged("fault_reported", Measure::Count, Some(Dimension::Person), [None, None]);
    let before: i64 = cells(&scanned(&bench, &by_person).await).values().map(|cells| cells[1]).sum();
    assert_eq!(before, reported.values().sum::<i64>());
    bench.turn("2026-12-31T12:00:00");
    let report = value!({"report": {"customer": id::<CustomerId>(10), "problem": "Lekt"}});
    bench.run(id::<FaultId>(999), json::<fault::Command>(report)).await;
    let after = cells(&scanned(&bench, &by_person).await);
    assert_eq!(after.values().map(|cells| cells[1]).sum::<i64>(), before + 1);
    assert_eq!(after.len(), 2, "{after:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sealed_stays_sealed_for_reports_over_the_log() {
    let (bench, _) = company().await;
    let report = value!({"report": {"customer": id::<CustomerId>(10), "problem": "Lekt bij Hanneke"}});
    bench.run(id::<FaultId>(100), json::<fault::Command>(report)).await;
    let mut definition = logged("fault_reported", Measure::Count, Some(Dimension::Field), [None, Some("urgency")]);
    // As nobody can ask, since it does not fit together.
    definition.log.as_mut().unwrap().by_field = Some(of("problem"));
    assert!(definition.clone().checked().is_err());
    let table = scanned(&bench, &definition).await;
    let written = serde_json::to_string::<Vec<Value>>(&vec![serde_json::to_value(&table).unwrap()]).unwrap();
    assert!(!written.contains("Hanneke"), "{written}");
}
