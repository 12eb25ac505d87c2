//! Maintenance plans in their tables: the list, one with its occurrences, what is to be agreed by place, and by which indexes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{Actor, CustomerId, MachineId, PlanId, UserId, VisitId, customer, machine, plan, visit};
use projections::maintenance::{
    DEPARTMENT,
    plans::{self, Filter, State},
    to_plan,
};
use serde_json::{Value, json};
use support::{Bench, assert_by_index, assert_no_walk, id, json as read, of};

const CUSTOMER: u128 = 10;
const OTHER: u128 = 11;
const MACHINE: u128 = 20;
const PLAN: u128 = 50;

/// Two customers in two places, one of them with a machine.
async fn company() -> Bench {
    let bench = Bench::new().await;
    bench.marek().await;
    for (n, name, postcode, city) in
        [(CUSTOMER, "De Linde", "3701 CL", "Zeist"), (OTHER, "De Tol", "1012 AB", "Amsterdam")]
    {
        let register: customer::Command =
            read(json!({"register": {"kind": "company", "name": name, "email": "info@example.nl",
            "visiting": {"street": "Boslaan 12", "postcode": postcode, "city": city}}}));
        bench.run(id::<CustomerId>(n), register).await;
    }
    let install = json!({"install": {"customer": id::<CustomerId>(CUSTOMER), "machine": {"model": "K-400 Pro"}}});
    bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(install)).await;
    bench
}

async fn make(bench: &Bench, n: u128, customer: u128, first: &str) {
    let machines: Vec<MachineId> = if customer == CUSTOMER { vec![id(MACHINE)] } else { vec![] };
    order(
        bench,
        n,
        json!({"make": {"customer": id::<CustomerId>(customer), "machines": machines, "task": "Ontkalken",
        "schedule": {"first": first, "every": 6, "season": [5, 11], "counted": "completed"}}}),
    )
    .await;
}

async fn order(bench: &Bench, n: u128, command: Value) {
    let system = Actor::system("maintenance");
    bench.run_as(system, id::<PlanId>(n), read::<plan::Command>(command)).await.unwrap();
}

/// The visit of a plan's next occurrence, as Werkbank asks for it.
async fn ask(bench: &Bench, n: u128, customer: u128) -> VisitId {
    order(bench, n, json!({"open": {}})).await;
    let card = plans::card(bench.pool(&DEPARTMENT).await, id(n)).await.unwrap().unwrap();
    let visit = card.plan.visit.unwrap();
    let request = json!({"request": {"customer": id::<CustomerId>(customer), "kind": "maintenance", "task": "Ontkalken",
        "occurrence": {"plan": id::<PlanId>(n), "occurrence": card.plan.occurrence, "proposed": card.occurrences[0].proposed}}});
    bench.run(visit, read::<visit::Command>(request)).await;
    visit
}

#[tokio::test]
async fn a_plan_has_its_schedule_its_machines_and_its_next_day() {
    let bench = company().await;
    make(&bench, PLAN, CUSTOMER, "2026-11-20").await;
    let card = plans::card(bench.pool(&DEPARTMENT).await, id(PLAN)).await.unwrap().unwrap();
    assert_eq!((card.plan.number, card.plan.due, card.plan.occurrence), (1, Some(of("2026-11-20")), Some(1)));
    assert_eq!(
        (card.plan.schedule.season.as_slice(), card.plan.customer_name.as_str()),
        ([5, 11].as_slice(), "De Linde")
    );
    assert_eq!(card.machines.iter().map(|machine| machine.id).collect::<Vec<_>>(), [id(MACHINE)]);
    let change = json!({"change": {"task": "Filter", "schedule": {"first": "2026-12-01", "every": 1}}});
    order(&bench, PLAN, change).await;
    let card = plans::card(bench.pool(&DEPARTMENT).await, id(PLAN)).await.unwrap().unwrap();
    assert_eq!((card.machines.len(), card.plan.due, card.occurrences.len()), (0, Some(of("2026-12-01")), 1));
}

#[tokio::test]
async fn running_plans_are_listed_by_their_next_day_and_those_of_a_thing_however_they_stand() {
    let bench = company().await;
    make(&bench, PLAN, CUSTOMER, "2027-05-20").await;
    make(&bench, 51, OTHER, "2026-11-20").await;
    make(&bench, 52, CUSTOMER, "2026-11-25").await;
    order(&bench, 52, json!({"pause": {"reason": "Verbouwing"}})).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let list = async |filter: Filter| -> Vec<i64> {
        plans::list(pool, &filter, None, 10).await.unwrap().rows.iter().map(|plan| plan.number).collect()
    };
    assert_eq!(list(Filter::default()).await, [2, 1]);
    assert_eq!(list(Filter { state: Some(State::Paused), ..Filter::default() }).await, [3]);
    assert_eq!(list(Filter { customer: Some(id(CUSTOMER)), ..Filter::default() }).await, [3, 1]);
    assert_eq!(list(Filter { machine: Some(id(MACHINE)), ..Filter::default() }).await, [3, 1]);
    let first = plans::list(pool, &Filter::default(), None, 1).await.unwrap();
    let next = projections::Cursor::parse(&first.next.unwrap()).unwrap();
    let rest = plans::list(pool, &Filter::default(), Some(&next), 1).await.unwrap();
    assert_eq!((rest.rows[0].number, rest.next), (1, None));
}

#[tokio::test]
async fn what_is_to_be_agreed_stands_by_place_beside_what_is_planned_nearby() {
    let bench = company().await;
    make(&bench, PLAN, CUSTOMER, "2026-11-20").await;
    make(&bench, 51, OTHER, "2026-11-25").await;
    let (first, second) = (ask(&bench, PLAN, CUSTOMER).await, ask(&bench, 51, OTHER).await);
    let today = of("2026-11-25");
    let pool = bench.pool(&DEPARTMENT).await;
    let areas = to_plan::list(pool, &to_plan::Filter::default(), today, 10).await.unwrap();
    let shown: Vec<(&str, VisitId)> =
        areas.iter().map(|area| (area.area.as_str(), area.proposals[0].visit.id)).collect();
    assert_eq!(shown, [("37", first), ("10", second)]);
    assert_eq!(to_plan::count(pool, today).await.unwrap(), to_plan::Count { all: 2, today: 1, late: 1 });
    let only = to_plan::Filter { area: Some("10".into()), ..Default::default() };
    assert_eq!(to_plan::list(pool, &only, today, 10).await.unwrap().len(), 1);
    let slot = json!({"on": "2026-11-26", "from": "09:00", "until": "10:00"});
    let schedule = json!({"schedule": {"technician": UserId::of_login(&of("marek")), "slot": slot}});
    bench.run(first, read::<visit::Command>(schedule)).await;
    make(&bench, 52, CUSTOMER, "2026-11-27").await;
    ask(&bench, 52, CUSTOMER).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let areas = to_plan::list(pool, &to_plan::Filter::default(), of("2026-11-17"), 10).await.unwrap();
    let zeist = areas.iter().find(|area| area.area == "37").unwrap();
    assert_eq!((zeist.proposals.len(), zeist.nearby.len(), zeist.nearby[0].visit), (1, 1, first));
}

#[tokio::test]
async fn the_tables_come_back_the_same() {
    let bench = company().await;
    make(&bench, PLAN, CUSTOMER, "2026-11-20").await;
    let visit = ask(&bench, PLAN, CUSTOMER).await;
    bench.run(visit, read::<visit::Command>(json!({"propose-days": {"days": ["2026-11-20"]}}))).await;
    order(&bench, PLAN, json!({"close": {"occurrence": 1, "outcome": "done", "on": "2026-11-17"}})).await;
    order(&bench, PLAN, json!({"move-next": {"to": "2027-04-02"}})).await;
    order(&bench, PLAN, json!({"end": {"reason": "Verkocht"}})).await;
    bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(json!({"read-meter": {"reading": 40210}}))).await;
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn plans_are_found_by_their_indexes() {
    let bench = company().await;
    let pool = bench.pool(&DEPARTMENT).await;
    for sql in [
        plans::TO_ASK,
        to_plan::COUNT,
        "SELECT * FROM plans p WHERE 1 = 1 AND p.state = 'running' AND (p.due, p.id) > ('', '') ORDER BY p.due, p.id LIMIT 51",
        "SELECT * FROM plans p WHERE p.contract = '' ORDER BY p.number",
        "SELECT * FROM plans p WHERE p.customer = ''",
        "SELECT id FROM visits WHERE plan = '' AND occurrence = 1 ORDER BY number",
        "SELECT * FROM plan_occurrences WHERE plan = '' ORDER BY occurrence DESC LIMIT 200",
    ] {
        assert_by_index(pool, sql).await;
    }
    assert_no_walk(pool, plans::UNASKED, &["o", "v"]).await;
    assert_no_walk(pool, to_plan::NEAR, &["v", "c", "t"]).await;
    assert_no_walk(pool, to_plan::WARN, &["v", "p"]).await;
}
