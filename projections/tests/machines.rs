//! The list of machines, their warranty and contracts, and recalls: from commands to questions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{
    Actor, ContractId, CounterId, CustomerId, MachineId, RecallId, TaskId, UserId, VisitId, contract, counter,
    customer, machine,
    recall::{self, action_of},
    task, visit,
};
use projections::maintenance::{
    DEPARTMENT, articles, counters,
    installed::{self, By, Filter, Narrow, Sort, Warranty},
    machines, meter,
    recalls::{self, Stand},
};
use serde_json::{Value, json};
use support::{Bench, assert_by_index, assert_no_walk, id, json as read, of, plan};

const LINDE: u128 = 10;
const DOK: u128 = 11;

async fn company() -> Bench {
    let bench = Bench::new().await;
    for (n, name, city) in [(LINDE, "Zorggroep De Linde", "Zeist"), (DOK, "Café ’t Dok", "Utrecht")] {
        let register: customer::Command = read(json!({"register": {"kind": "company", "name": name,
            "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": city}}}));
        bench.run(id::<CustomerId>(n), register).await;
    }
    install(&bench, 20, LINDE, json!({"model": "K-400 Pro", "serial": "400-99", "place": "Oost"}), Some("2027-01-14"))
        .await;
    install(&bench, 21, LINDE, json!({"model": "K-400 Pro", "serial": "400-100"}), Some("2026-10-01")).await;
    install(&bench, 22, DOK, json!({"model": "W-10", "serial": "W10-7", "place": "Keuken"}), None).await;
    install(&bench, 23, DOK, json!({"model": "k-400 pro", "serial": "400-101"}), Some("2029-01-01")).await;
    bench
}

async fn install(bench: &Bench, n: u128, customer: u128, mut machine: Value, warranty: Option<&str>) {
    machine["installed_on"] = json!("2024-01-01");
    let install = json!({"customer": id::<CustomerId>(customer), "machine": machine, "warranty_until": warranty});
    bench.run(id::<MachineId>(n), read::<machine::Command>(json!({"install": install}))).await;
}

async fn of_machine(bench: &Bench, n: u128, command: Value) {
    bench.run(id::<MachineId>(n), read::<machine::Command>(command)).await;
}

/// The serial numbers that a filter finds, in their order; page after page of two, however they are found.
async fn found(bench: &Bench, filter: &Filter) -> Vec<String> {
    let pool = bench.pool(&DEPARTMENT).await;
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = installed::page(pool, filter, bench.log.today(), after.as_ref(), 2).await.unwrap();
        all.extend(page.rows.into_iter().filter_map(|one| one.machine.serial));
        match page.next {
            Some(next) => after = projections::Cursor::parse(&next),
            None => return all,
        }
    }
}

fn with(change: impl FnOnce(&mut Filter)) -> Filter {
    let mut filter = Filter { soon: 60, ..Filter::default() };
    change(&mut filter);
    filter
}

#[tokio::test]
async fn machines_are_listed_by_customer_and_by_each_other_column_both_ways() {
    let bench = company().await;
    assert_eq!(found(&bench, &with(|_| {})).await, ["W10-7", "400-101", "400-99", "400-100"]);
    let by = async |sort| found(&bench, &with(|f| f.sort = sort)).await;
    assert_eq!(by(Sort::Serial).await, ["400-99", "400-100", "400-101", "W10-7"]);
    assert_eq!(by(Sort::City).await, ["W10-7", "400-101", "400-99", "400-100"]);
    assert_eq!(by(Sort::Model).await, ["400-99", "400-100", "400-101", "W10-7"], "capitals make no other type");
    assert_eq!(by(Sort::Warranty).await, ["W10-7", "400-100", "400-99", "400-101"]);
    let back = with(|f| (f.sort, f.descending) = (Sort::Serial, true));
    assert_eq!(found(&bench, &back).await, ["W10-7", "400-101", "400-100", "400-99"]);
}

#[tokio::test]
async fn machines_are_found_by_words_type_serial_range_town_and_warranty() {
    let bench = company().await;
    let search = async |text: &str| found(&bench, &with(|f| f.search = Some(text.into()))).await;
    assert_eq!(search("linde 400").await, ["400-99", "400-100"]);
    assert_eq!(search("w107").await, ["W10-7"]);
    assert_eq!(search("keuk").await, ["W10-7"]);
    assert_eq!(search("cafe").await, ["W10-7", "400-101"]);
    assert_eq!(search("---").await, [""; 0]);
    let model = with(|f| f.model = Some("K-400 Pro".into()));
    assert_eq!(found(&bench, &model).await, ["400-101", "400-99", "400-100"]);
    let range = |from: &str, until: &str| {
        with(|f| (f.serial_from, f.serial_until, f.sort) = (Some(from.into()), Some(until.into()), Sort::Serial))
    };
    assert_eq!(found(&bench, &range("400-99", "400-100")).await, ["400-99", "400-100"]);
    assert_eq!(found(&bench, &range("400-100", "400-999")).await, ["400-100", "400-101"]);
    assert_eq!(found(&bench, &with(|f| f.serial_until = Some("400".into()))).await, ["400-101", "400-99", "400-100"]);
    assert_eq!(found(&bench, &with(|f| f.city = Some("utr".into()))).await, ["W10-7", "400-101"]);
    assert_eq!(found(&bench, &with(|f| f.customer = Some(id(DOK)))).await, ["W10-7", "400-101"]);
    let warranty = async |warranty| found(&bench, &with(|f| f.warranty = Some(warranty))).await;
    assert_eq!(warranty(Warranty::Running).await, ["400-101", "400-99"]);
    assert_eq!(warranty(Warranty::Ending).await, ["400-99"]);
    assert_eq!(warranty(Warranty::Ended).await, ["400-100"]);
    assert_eq!(warranty(Warranty::None).await, ["W10-7"]);
    let chosen = with(|f| f.chosen = vec![id(21), id(22)]);
    assert_eq!(found(&bench, &chosen).await, ["W10-7", "400-100"]);
}

#[tokio::test]
async fn the_list_follows_what_changes_at_machine_customer_and_warranty() {
    let bench = company().await;
    of_machine(&bench, 22, json!({"change": {"model": "W-12", "serial": "W12-7", "place": "Kelder"}})).await;
    assert_eq!(found(&bench, &with(|f| f.search = Some("kelder w-12".into()))).await, ["W12-7"]);
    assert_eq!(found(&bench, &with(|f| f.search = Some("keuken".into()))).await, [""; 0]);
    let renamed = json!({"change": {"kind": "company", "name": "Aardbei", "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zwolle"}}});
    bench.run(id::<CustomerId>(LINDE), read::<customer::Command>(renamed)).await;
    assert_eq!(found(&bench, &with(|_| {})).await[..2], ["400-99", "400-100"]);
    assert_eq!(found(&bench, &with(|f| f.search = Some("aardbei zwolle".into()))).await.len(), 2);
    of_machine(&bench, 20, json!({"remove": {"reason": "Weg", "despite": "Toch"}})).await;
    assert_eq!(found(&bench, &with(|f| f.removed = true)).await, ["400-99"]);
    assert_eq!(found(&bench, &with(|_| {})).await.len(), 3);
    of_machine(&bench, 20, json!({"put-back": {}})).await;
    of_machine(&bench, 21, json!({"set-warranty": {"from": "2026-11-01", "until": "2026-12-01"}})).await;
    assert_eq!(found(&bench, &with(|f| f.warranty = Some(Warranty::Ending))).await, ["400-99", "400-100"]);
    of_machine(&bench, 21, json!({"drop-warranty": {"from": "2026-11-01"}})).await;
    assert_eq!(found(&bench, &with(|f| f.warranty = Some(Warranty::Ended))).await, ["400-100"]);
    let pool = bench.pool(&DEPARTMENT).await;
    assert_eq!(installed::models(pool, 10).await.unwrap(), ["K-400 Pro", "W-12"]);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_machine_is_under_contract_from_the_signature_to_the_end() {
    let bench = company().await;
    let terms = json!({"kind": "service", "machines": [id::<MachineId>(20)], "monthly_fee": "50 EUR", "starts": "2026-11-17", "first_term": 12});
    let contract = async |command: Value| bench.run(id::<ContractId>(1), read::<contract::Command>(command)).await;
    let under = async || {
        let one = machines::one(bench.pool(&DEPARTMENT).await, id(20)).await.unwrap().unwrap();
        (found(&bench, &with(|f| f.contract = Some(true))).await, one.serviced)
    };
    contract(json!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": terms}})).await;
    assert_eq!(under().await, (vec![], false));
    contract(json!({"sign-on-paper": {"name": "De Wit", "signed_on": "2026-11-17", "scan": "0".repeat(64), "kept_at": "Kast"}})).await;
    assert_eq!(under().await, (vec!["400-99".into()], true));
    assert_eq!(found(&bench, &with(|f| f.contract = Some(false))).await.len(), 3);
    contract(json!({"end": {"on": "2026-11-17", "reason": "Gestopt"}})).await;
    assert_eq!(under().await, (vec![], false));
}

#[tokio::test]
async fn lists_of_machines_are_answered_by_their_indexes() {
    let bench = company().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let today = bench.log.today();
    let cursor = projections::Cursor { key: "x".into(), id: "7".into() };
    for sort in Sort::ALL {
        for descending in [false, true] {
            for after in [None, Some(&cursor)] {
                let filter = with(|f| (f.sort, f.descending) = (sort, descending));
                let plan = plan(pool, &installed::sql(&filter, By::Order, today, after)).await;
                let first = plan.lines().find(|line| line.contains("installed USING")).unwrap();
                assert!(first.contains("SEARCH installed USING COVERING INDEX"), "{plan}");
                assert_eq!(
                    plan.matches("USE TEMP B-TREE FOR ORDER BY").count(),
                    1,
                    "the page alone is sorted anew: {plan}"
                );
            }
        }
    }
    // Whatever else is asked, a walk along the order looks no row up.
    let wide = with(|f| {
        (f.model, f.city, f.warranty, f.contract) =
            (Some("x".into()), Some("y".into()), Some(Warranty::Running), Some(true));
        f.search = Some("linde".into());
    });
    let plan = plan(pool, &installed::sql(&wide, By::Order, today, None)).await;
    assert!(plan.contains("SEARCH installed USING COVERING INDEX installed_name"), "{plan}");
    let filters = [
        (Narrow::Chosen, with(|f| f.chosen = vec![id(20)])),
        (Narrow::Customer, with(|f| f.customer = Some(id(LINDE)))),
        (Narrow::Search, with(|f| f.search = Some("linde".into()))),
        (Narrow::Model, with(|f| f.model = Some("x".into()))),
        (Narrow::Serial, with(|f| f.serial_from = Some("1".into()))),
        (Narrow::City, with(|f| f.city = Some("x".into()))),
        (Narrow::Warranty, with(|f| f.warranty = Some(Warranty::Ending))),
        (Narrow::Contract, with(|f| f.contract = Some(true))),
    ];
    for (narrow, filter) in filters {
        let sql = installed::sql(&filter, By::Hits(narrow), today, Some(&cursor));
        assert_no_walk(pool, &sql, &["installed", "i", "m", "c", "w", "f"]).await;
    }
    assert_no_walk(pool, installed::MODELS, &["installed", "i", "m"]).await;
    assert_no_walk(pool, machines::ENDING, &["w", "n", "m"]).await;
    assert_by_index(pool, recalls::LIST).await;
    assert_by_index(pool, recalls::COUNTS).await;
    assert_no_walk(pool, recalls::MACHINES, &["k", "m", "c", "v", "r"]).await;
}

#[tokio::test]
async fn the_meter_shows_what_was_read_for_the_last_day_whenever_it_was_noted() {
    let bench = company().await;
    for (reading, on) in [(300, "2026-11-10"), (100, "2026-11-01"), (200, "2026-11-05")] {
        of_machine(&bench, 20, json!({"read-meter": {"reading": reading, "on": on}})).await;
    }
    let shown = async || {
        let one = machines::one(bench.pool(&DEPARTMENT).await, id(20)).await.unwrap().unwrap();
        (one.reading, one.read_on.map(|day| day.to_string()))
    };
    assert_eq!(shown().await, (Some(300), Some("2026-11-10".into())));
    of_machine(
        &bench,
        20,
        json!({"correct-reading": {"on": "2026-11-05", "reading": 210, "reason": "Verkeerd gelezen"}}),
    )
    .await;
    of_machine(&bench, 20, json!({"correct-reading": {"on": "2026-11-10", "reason": "Andere machine"}})).await;
    assert_eq!(shown().await, (Some(210), Some("2026-11-05".into())));
    let readings = meter::readings(bench.pool(&DEPARTMENT).await, id(20), None, 10).await.unwrap();
    let told: Vec<_> = readings.iter().map(|one| (one.reading, one.note.as_deref(), one.noted_on)).collect();
    let noted = Some(of("2026-11-17"));
    assert_eq!(told, [(210, Some("Verkeerd gelezen"), noted), (100, None, noted)]);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
    assert_by_index(bench.pool(&DEPARTMENT).await, meter::READINGS).await;
}

#[tokio::test]
async fn a_machine_shows_the_counters_of_its_type_and_those_that_were_ever_read() {
    let bench = company().await;
    let save = async |n: u128, save: serde_json::Value| {
        bench.run(id::<CounterId>(n), read::<counter::Command>(json!({"save": save}))).await;
    };
    save(90, json!({"name": "Draaiuren", "unit": "uur", "models": "K-400"})).await;
    save(91, json!({"name": "Zetten", "models": "Nefit"})).await;
    let shown = async || {
        let pool = bench.pool(&DEPARTMENT).await;
        let machine = machines::one(pool, id(20)).await.unwrap().unwrap();
        let all = counters::of_machine(pool, &machine).await.unwrap();
        all.into_iter().map(|one| (one.name, one.live, one.reading)).collect::<Vec<_>>()
    };
    let hours = |live, reading| (Some("Draaiuren".to_owned()), live, reading);
    assert_eq!(shown().await, [hours(true, None)]);
    of_machine(&bench, 20, json!({"read-meter": {"reading": 7, "on": "2026-11-01"}})).await;
    for (reading, on) in [(40, "2026-11-10"), (30, "2026-11-01")] {
        let counter = id::<CounterId>(90);
        of_machine(&bench, 20, json!({"read-meter": {"counter": counter, "reading": reading, "on": on}})).await;
    }
    assert_eq!(shown().await, [hours(true, Some(40)), (None, true, Some(7))], "the one without a name was read");
    bench.run(id::<CounterId>(90), counter::Command::Archive {}).await;
    assert_eq!(shown().await, [hours(false, Some(40)), (None, true, Some(7))]);
    save_others(&bench).await;
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
    assert_no_walk(bench.pool(&DEPARTMENT).await, counters::OF_MACHINE, &["k", "c", "r", "n", "l"]).await;
}

/// A counter of all machines, of which each has it.
async fn save_others(bench: &Bench) {
    bench.run(id::<CounterId>(92), read::<counter::Command>(json!({"save": {"name": "Kilometers"}}))).await;
    let pool = bench.pool(&DEPARTMENT).await;
    for machine in [20, 21] {
        let machine = machines::one(pool, id(machine)).await.unwrap().unwrap();
        let all = counters::of_machine(pool, &machine).await.unwrap();
        assert!(all.iter().any(|one| one.name.as_deref() == Some("Kilometers") && one.live), "{}", machine.model);
    }
}

#[tokio::test]
async fn a_counter_that_was_replaced_shows_both_and_is_as_before_where_it_was_not() {
    let bench = company().await;
    of_machine(&bench, 20, json!({"read-meter": {"reading": 9_000, "on": "2026-10-01"}})).await;
    let replace = json!({"replace-meter": {"reading": 9_100, "begins": 5, "on": "2026-11-01", "reason": "Stond stil"}});
    of_machine(&bench, 20, replace).await;
    let told = async || {
        let pool = bench.pool(&DEPARTMENT).await;
        let readings = meter::readings(pool, id(20), None, 10).await.unwrap();
        let old = |one: &meter::Reading| one.replaced.map(|replaced| (replaced.old, replaced.begins));
        readings.iter().map(|one| (one.reading, one.read, old(one))).collect::<Vec<_>>()
    };
    let first = (9_000, true, None);
    assert_eq!(told().await, [(5, false, Some((Some(9_100), 5))), first]);
    of_machine(&bench, 20, json!({"read-meter": {"reading": 6, "on": "2026-11-01"}})).await;
    assert_eq!(told().await, [(6, true, Some((Some(9_100), 5))), first]);
    of_machine(&bench, 20, json!({"correct-reading": {"on": "2026-11-01", "reason": "Andere machine"}})).await;
    assert_eq!(told().await, [(5, false, Some((Some(9_100), 5))), first]);
    of_machine(&bench, 20, json!({"keep-meter": {"on": "2026-11-01", "reason": "Andere machine"}})).await;
    assert_eq!(told().await, [(9_100, true, None), first], "what the old one showed that day it did show");
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

const RECALL: u128 = 70;

async fn called_back(action: &str) -> Bench {
    let bench = company().await;
    bench.marek().await;
    let open = json!({"open": {"name": "Slangset", "reason": "Kan scheuren", "task": "Vervangen", "action": action,
        "machines": [id::<MachineId>(20), id::<MachineId>(21), id::<MachineId>(23)]}});
    bench.run(id::<RecallId>(RECALL), read::<recall::Command>(open)).await;
    bench
}

async fn of_recall(bench: &Bench, command: Value) {
    bench.run(id::<RecallId>(RECALL), read::<recall::Command>(command)).await;
}

/// What Werkbank makes of it.
fn action(machine: u128, time: u32) -> uuid::Uuid {
    action_of(id(RECALL), id(machine), time)
}

async fn of_visit(bench: &Bench, visit: uuid::Uuid, commands: &[Value]) {
    for command in commands {
        bench.run(VisitId(visit), read::<visit::Command>(command.clone())).await;
    }
}

fn request(machine: u128, customer: u128, more: Value) -> Value {
    let mut fields = json!({"customer": id::<CustomerId>(customer), "kind": "maintenance", "machine": id::<MachineId>(machine), "task": "Vervangen"});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"request": fields})
}

fn schedule(from: &str, until: &str) -> Value {
    let slot = json!({"on": "2026-11-17", "from": from, "until": until});
    json!({"schedule": {"technician": UserId::of_login(&of("marek")), "slot": slot}})
}

fn finish(solved: bool) -> Value {
    json!({"finish": {"solved": solved, "findings": "Gezien", "work": "Gedaan", "worked": 30, "billable": false}})
}

async fn stands(bench: &Bench) -> Vec<(String, Stand)> {
    let called = recalls::machines(bench.pool(&DEPARTMENT).await, id(RECALL)).await.unwrap();
    called.into_iter().map(|one| (one.serial.unwrap(), one.state)).collect()
}

fn at(serial: &str, stand: Stand) -> (String, Stand) {
    (serial.into(), stand)
}

#[tokio::test]
async fn a_machine_of_a_recall_is_as_far_as_its_visit_and_what_follows_it() {
    let bench = called_back("visit").await;
    assert_eq!(
        stands(&bench).await,
        [at("400-101", Stand::Open), at("400-100", Stand::Open), at("400-99", Stand::Open)]
    );
    of_visit(&bench, action(20, 0), &[request(20, LINDE, json!({})), schedule("10:00", "11:00")]).await;
    of_visit(
        &bench,
        action(23, 0),
        &[request(23, DOK, json!({})), schedule("12:00", "13:00"), json!({"start": {}}), finish(true)],
    )
    .await;
    assert_eq!(
        stands(&bench).await,
        [at("400-100", Stand::Open), at("400-99", Stand::Planned), at("400-101", Stand::Done)]
    );
    of_visit(&bench, action(20, 0), &[json!({"start": {}}), finish(false)]).await;
    assert_eq!(stands(&bench).await[1], at("400-99", Stand::Open));
    let next: VisitId = id(90);
    let follows = json!({"follows": VisitId(action(20, 0))});
    of_visit(&bench, next.0, &[request(20, LINDE, follows), schedule("14:00", "15:00")]).await;
    assert_eq!(stands(&bench).await[1], at("400-99", Stand::Planned));
    let pool = bench.pool(&DEPARTMENT).await;
    let recall = recalls::one(pool, id(RECALL)).await.unwrap().unwrap();
    assert_eq!((recall.counts.open, recall.counts.planned, recall.counts.done, recall.counts.all()), (1, 1, 1, 3));
    assert_eq!(recalls::of_machine(pool, id(20)).await.unwrap()[0].1, Stand::Planned);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn what_a_person_says_of_a_machine_goes_before_its_visit_and_a_visit_called_off_is_asked_for_again() {
    let bench = called_back("visit").await;
    of_visit(&bench, action(20, 0), &[request(20, LINDE, json!({})), json!({"cancel": {"reason": "Dicht"}})]).await;
    let lacks = async || {
        let called = recalls::machines(bench.pool(&DEPARTMENT).await, id(RECALL)).await.unwrap();
        called.into_iter().find(|one| one.machine == id(20)).unwrap().lacks_action
    };
    assert!(lacks().await);
    of_recall(
        &bench,
        json!({"settle": {"machine": id::<MachineId>(20), "outcome": "unreachable", "note": "Verhuisd"}}),
    )
    .await;
    assert!(stands(&bench).await.contains(&at("400-99", Stand::Unreachable)));
    of_recall(&bench, json!({"reopen": {"machine": id::<MachineId>(20)}})).await;
    of_recall(&bench, json!({"ask-again": {"machine": id::<MachineId>(20)}})).await;
    of_visit(&bench, action(20, 1), &[request(20, LINDE, json!({}))]).await;
    assert!(!lacks().await);
    assert!(stands(&bench).await.contains(&at("400-99", Stand::Open)));
}

#[tokio::test]
async fn a_task_to_call_that_is_done_settles_its_machine() {
    let bench = called_back("call").await;
    let raise = json!({"raise": {"kind": "recall-call", "assignee": {"role": "sales"}}});
    let call = TaskId(action(21, 0));
    bench.run_as(Actor::system("test"), call, read::<task::Command>(raise)).await.unwrap();
    bench.run(call, read::<task::Command>(json!({"complete": {}}))).await;
    assert_eq!(
        stands(&bench).await,
        [at("400-101", Stand::Open), at("400-99", Stand::Open), at("400-100", Stand::Done)]
    );
}

#[tokio::test]
async fn parts_of_a_machine_are_told_and_found_first() {
    let bench = company().await;
    for (number, name, fits) in
        [("A-1", "Slang", None), ("A-2", "Slang lang", Some("K-400, W-1")), ("A-3", "Pomp", Some("k-400 PRO"))]
    {
        let details = json!({"name": name, "unit": "stuk", "purchase_price": "1.00 EUR", "sales_price": "2.00 EUR", "minimum": "0",
            "order_quantity": "1", "fits": fits});
        let register = json!({"register": {"number": number, "article": details}});
        bench.run(domain::ArticleId::of_number(&of(number)), read::<domain::article::Command>(register)).await;
    }
    let pool = bench.pool(&DEPARTMENT).await;
    let numbers = |all: Vec<articles::Article>| all.into_iter().map(|one| one.number).collect::<Vec<_>>();
    let of_model = async |model: &str| numbers(articles::of_model(pool, model, 10).await.unwrap());
    assert_eq!(of_model("K-400 Pro").await, ["A-3", "A-2"]);
    assert_eq!((of_model("W-10").await, of_model("X-1").await), (vec!["A-2".to_owned()], vec![]));
    let search = async |model| numbers(articles::search(pool, "slang", model, 10).await.unwrap());
    assert_eq!(search(None).await, ["A-1", "A-2"]);
    assert_eq!(search(Some("X-1")).await, ["A-1", "A-2"]);
    assert_eq!(search(Some("W-10")).await, ["A-2", "A-1"]);
}
