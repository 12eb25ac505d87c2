//! A visit over several days on the board, in agendas, in what is in the way, and in calendars.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{CustomerId, UserId, VisitId, customer, visit};
use projections::maintenance::{DEPARTMENT, agenda, appointments, board, story, visits::Visit};
use serde_json::json;
use support::{Bench, assert_no_walk, id, json as read, of};

const CUSTOMER: u128 = 10;
const VISIT: u128 = 40;

fn marek() -> UserId {
    UserId::of_login(&of("marek"))
}

fn slot(on: &str, from: &str, until: &str) -> domain::Slot {
    read(json!({"on": on, "from": from, "until": until}))
}

/// Marek installs something on Tuesday afternoon, all Wednesday and early on Thursday.
async fn company() -> Bench {
    let bench = Bench::new().await;
    bench.marek().await;
    let register = json!({"register": {"kind": "company", "name": "Zorggroep De Linde",
        "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}}});
    bench.run(id::<CustomerId>(CUSTOMER), read::<customer::Command>(register)).await;
    request(&bench, VISIT).await;
    plan(&bench, json!([slot("2026-11-18", "08:00", "16:00"), slot("2026-11-19", "08:00", "10:00")])).await;
    bench
}

async fn request(bench: &Bench, n: u128) {
    let request =
        json!({"request": {"customer": id::<CustomerId>(CUSTOMER), "kind": "installation", "task": "Plaatsen"}});
    bench.run(id::<VisitId>(n), read::<visit::Command>(request)).await;
}

async fn plan(bench: &Bench, rest: serde_json::Value) {
    let first = slot("2026-11-17", "13:00", "17:00");
    let schedule =
        json!({"schedule": {"technician": marek(), "slot": first, "rest": rest, "overrule": "Zo afgesproken"}});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(schedule)).await;
}

fn days(visits: &[Visit]) -> Vec<(String, usize)> {
    visits.iter().map(|visit| (visit.slot.unwrap().on.to_string(), visit.stretch)).collect()
}

#[tokio::test]
async fn each_stretch_stands_on_its_day_and_fills_it() {
    let bench = company().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let week = board::week(pool, of("2026-11-16")).await.unwrap();
    assert_eq!(week.lanes[0].days.iter().map(|day| day.planned).collect::<Vec<_>>(), [0, 240, 480, 120, 0]);
    let one = board::days(pool, of("2026-11-18"), 1).await.unwrap();
    assert_eq!(days(&one.lanes[0].days[0].visits), [("2026-11-18".to_owned(), 2)]);
    let own = agenda::of_technician(pool, marek(), of("2026-11-18"), of("2026-11-30")).await.unwrap();
    assert_eq!(days(&own), [("2026-11-18".to_owned(), 2), ("2026-11-19".to_owned(), 3)]);
    assert_eq!(agenda::taken(pool, of("2026-11-17"), of("2026-11-19")).await.unwrap().len(), 3);
    let fed = appointments::between(pool, Some(marek()), of("2026-11-16"), of("2026-11-20")).await.unwrap();
    assert_eq!(
        fed.iter().map(|one| (one.stretch, one.slot.minutes())).collect::<Vec<_>>(),
        [(1, 240), (2, 480), (3, 120)]
    );
    let expected = agenda::expected_on(pool, of("2026-11-19")).await.unwrap();
    assert_eq!(days(&expected), [("2026-11-19".to_owned(), 3)], "a reminder for each day");
}

#[tokio::test]
async fn a_later_stretch_is_in_the_way_too_and_it_is_late_after_the_last_one() {
    let bench = company().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let noon = slot("2026-11-18", "12:00", "13:00");
    assert_eq!(agenda::overlaps(pool, marek(), noon, id(99)).await.unwrap(), [1]);
    assert_eq!(agenda::overlaps(pool, marek(), noon, id(VISIT)).await.unwrap(), Vec::<u64>::new());
    assert_eq!(board::left_behind(pool, of("2026-11-19"), 10).await.unwrap().len(), 0);
    assert_eq!(board::left_behind(pool, of("2026-11-20"), 10).await.unwrap().len(), 1);
    for question in [agenda::OVERLAPS, agenda::TAKEN, board::OF_DAY] {
        assert_no_walk(pool, question, &["visits", "v", "visit_rest", "m"]).await;
    }
}

#[tokio::test]
async fn in_one_again_it_leaves_no_hours_behind() {
    let bench = company().await;
    plan(&bench, json!([])).await;
    let week = board::week(bench.pool(&DEPARTMENT).await, of("2026-11-16")).await.unwrap();
    assert_eq!(week.lanes[0].planned, 240);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
    let back = json!({"unschedule": {"reason": "Later"}});
    plan(&bench, json!([slot("2026-11-18", "08:00", "16:00")])).await;
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(back)).await;
    let week = board::week(bench.pool(&DEPARTMENT).await, of("2026-11-16")).await.unwrap();
    assert_eq!(week.lanes[0].planned, 0);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn the_story_of_a_move_tells_the_stretches_that_changed() {
    let bench = company().await;
    let moved = slot("2026-11-20", "08:00", "16:00");
    plan(&bench, json!([moved, slot("2026-11-19", "08:00", "10:00")])).await;
    let lines = story::of_visit(bench.pool(&DEPARTMENT).await, id(VISIT)).await.unwrap();
    assert_eq!((lines[0].slot, lines[0].rest.len()), (Some(moved), 0), "only what moved");
    assert_eq!((lines[1].slot, lines[1].rest.len()), (Some(slot("2026-11-17", "13:00", "17:00")), 2), "all at first");
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}
