//! Maintenance's tables: faults, the board, agendas, sheets and stories, from commands to questions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{
    ArticleId, CustomerId, FaultId, MachineId, Quantity, UserId, VisitId, article, calendar::Calendar, customer, fault,
    fault::Urgency, machine, user, visit,
};
use projections::{
    maintenance::{
        DEPARTMENT, agenda, articles, board, colleagues, customers, faults, machines, story, visit as sheet, visits,
        what_if,
    },
    page::Cursor,
};
use serde_json::json;
use support::{Bench, assert_by_index, assert_no_walk, id, json as read, of};

const CUSTOMER: u128 = 10;
const OTHER: u128 = 11;
const MACHINE: u128 = 20;
const FAULT: u128 = 30;
const VISIT: u128 = 40;

fn marek() -> UserId {
    UserId::of_login(&of("marek"))
}

async fn technician(bench: &Bench, login: &str, name: &str) {
    let create = user::Command::Create {
        login: of(login),
        name: of(name),
        email: None,
        roles: [domain::Role::Technician].into(),
        password: user::Password::Hashed("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
    };
    bench.run(UserId::of_login(&of(login)), create).await;
}

async fn customer(bench: &Bench, n: u128, name: &str, city: &str) {
    let register: customer::Command = read(json!({"register": {
        "kind": "company", "name": name, "phone": "030 555 01 42", "email": "info@example.nl",
        "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": city}
    }}));
    bench.run(id::<CustomerId>(n), register).await;
}

async fn report(bench: &Bench, n: u128, customer: u128, machine: Option<u128>, urgency: &str) {
    let report: fault::Command = read(json!({"report": {
        "customer": id::<CustomerId>(customer), "machine": machine.map(id::<MachineId>),
        "problem": "Water onder de machine", "urgency": urgency, "caller": "Robbert Jansma",
        "caller_phone": "06 555 012 19", "despite": "Iets anders"
    }}));
    bench.run(id::<FaultId>(n), report).await;
}

fn request(fault: Option<u128>, extra: serde_json::Value) -> visit::Command {
    let mut fields = json!({
        "customer": id::<CustomerId>(CUSTOMER), "kind": if fault.is_some() { "fault" } else { "maintenance" },
        "fault": fault.map(id::<FaultId>), "machine": id::<MachineId>(MACHINE), "task": "Water onder de machine",
        "expected": 90
    });
    fields.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    read(json!({"request": fields}))
}

fn schedule(on: &str, from: &str, until: &str) -> visit::Command {
    read(
        json!({"schedule": {"technician": marek(), "slot": {"on": on, "from": from, "until": until}, "overrule": "Afgesproken"}}),
    )
}

/// A customer with a machine, a technician, an article, a fault and its visit in the queue.
async fn company() -> Bench {
    let bench = Bench::new().await;
    technician(&bench, "marek", "Marek Kowalski").await;
    bench
        .run(marek(), read::<user::Command>(json!({"set-workplace": {"region": "Utrecht, Zeist", "week": 2280}})))
        .await;
    customer(&bench, CUSTOMER, "Zorggroep De Linde", "Zeist").await;
    customer(&bench, OTHER, "Łódzka Kawiarnia", "Utrecht").await;
    let contact = json!({"add-contact": {"name": "Robbert Jansma", "role": "technische dienst"}});
    bench.run(id::<CustomerId>(CUSTOMER), read::<customer::Command>(contact)).await;
    let install = json!({"install": {"customer": id::<CustomerId>(CUSTOMER), "machine": {
        "model": "K-400 Pro", "serial": "400-22817", "place": "Oost", "installed_on": "2022-03-01"
    }}});
    bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(install)).await;
    let filter = json!({"register": {"number": "F2", "stock": "12", "article": {
        "name": "Filterpatroon F2", "unit": "stuk", "purchase_price": "10", "sales_price": "19", "minimum": "2",
        "order_quantity": "10"
    }}});
    bench.run(ArticleId::of_number(&of("F2")), read::<article::Command>(filter)).await;
    report(&bench, FAULT, CUSTOMER, Some(MACHINE), "urgent").await;
    bench.run(id::<VisitId>(VISIT), request(Some(FAULT), json!({}))).await;
    bench
}

#[tokio::test]
async fn a_fault_shows_whose_it_is_what_was_promised_and_its_newest_visit() {
    let bench = company().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let one = faults::one(pool, id(FAULT)).await.unwrap().unwrap();
    assert_eq!(
        (one.number.as_str(), one.customer_name.as_str(), one.city.as_str()),
        ("2026-0001", "Zorggroep De Linde", "Zeist")
    );
    assert_eq!((one.model.as_deref(), one.place.as_deref()), (Some("K-400 Pro"), Some("Oost")));
    assert_eq!(one.promised_at, support::moment("2026-11-17T17:00:00"));
    assert_eq!(one.caller_phone.as_deref(), Some("+31655501219"));
    let visit = one.visit.unwrap();
    assert_eq!((visit.number, visit.state.as_str()), (1, "queued"));
}

#[tokio::test]
async fn another_haste_is_another_promise_in_the_queue_too() {
    let bench = company().await;
    let change = json!({"change": {"problem": "Het valt mee", "urgency": "low"}});
    bench.turn("2026-11-18T09:00:00");
    bench.run(id::<FaultId>(FAULT), read::<fault::Command>(change)).await;
    let queue = board::queue(bench.pool(&DEPARTMENT).await, None, 50).await.unwrap();
    assert_eq!(queue[0].promised_at, Some(support::moment("2026-12-01T09:00:00")));
    assert_eq!(queue[0].urgency, Some(Urgency::Low));
}

#[tokio::test]
async fn faults_are_found_by_number_by_customer_and_by_how_they_stand() {
    let bench = company().await;
    report(&bench, 31, OTHER, None, "low").await;
    report(&bench, 32, CUSTOMER, None, "normal").await;
    let solve = json!({"solve": {"how": "Aan de telefoon"}});
    bench.run(id::<FaultId>(32), read::<fault::Command>(solve)).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let numbers = async |filter: serde_json::Value| {
        let page = faults::list(pool, &read(filter), None, 50).await.unwrap();
        page.rows.into_iter().map(|fault| fault.number[5..].to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(numbers(json!({})).await, "0003 0002 0001");
    assert_eq!(numbers(json!({"state": "open"})).await, "0001 0002");
    assert_eq!(numbers(json!({"state": "solved"})).await, "0003");
    assert_eq!(numbers(json!({"urgency": "low"})).await, "0002");
    assert_eq!(numbers(json!({"search": "S-2026-0002"})).await, "0002");
    assert_eq!(numbers(json!({"search": "2026-00"})).await, "0003 0002 0001");
    assert_eq!(numbers(json!({"search": "lodz kaw"})).await, "0002");
    assert_eq!(numbers(json!({"search": "0003"})).await, "0003");
    assert_eq!(numbers(json!({"search": "\"*-"})).await, "");
    assert_eq!(numbers(json!({"machine": id::<MachineId>(MACHINE)})).await, "0001");
}

#[tokio::test]
async fn pages_of_faults_follow_each_other_without_gap_or_double() {
    let bench = company().await;
    for n in 0..5 {
        report(&bench, 50 + n, OTHER, None, "normal").await;
    }
    let pool = bench.pool(&DEPARTMENT).await;
    for state in [None, Some(faults::State::Open)] {
        let filter = faults::Filter { state, ..Default::default() };
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = faults::list(pool, &filter, after.as_ref(), 2).await.unwrap();
            seen.extend(page.rows.into_iter().map(|fault| fault.number));
            after = page.next.and_then(|next| Cursor::parse(&next));
            if after.is_none() {
                break;
            }
        }
        let different: std::collections::HashSet<&String> = seen.iter().collect();
        assert_eq!((seen.len(), different.len()), (6, 6), "{seen:?}");
    }
}

#[tokio::test]
async fn the_board_shows_who_does_what_when_and_how_full_the_day_is() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.run(id::<VisitId>(41), request(None, json!({"before": "2026-11-20"}))).await;
    bench.run(id::<VisitId>(41), schedule("2026-11-21", "09:00", "10:00")).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let week = board::week(pool, of("2026-11-16")).await.unwrap();
    assert_eq!(week.days.len(), 6, "Saturday shows because something is planned there");
    let lane = &week.lanes[0];
    assert_eq!(
        (lane.technician.name.as_str(), lane.technician.week_minutes, lane.planned),
        ("Marek Kowalski", 2280, 150)
    );
    let tuesday = &lane.days[1];
    assert_eq!((tuesday.planned, tuesday.room, tuesday.visits.len()), (90, 456, 1));
    assert_eq!((lane.days[5].planned, lane.days[5].room), (60, 0));
    let next = board::week(pool, of("2026-11-23")).await.unwrap();
    assert_eq!((next.days.len(), next.lanes.len(), next.lanes[0].planned), (5, 1, 0));
}

#[tokio::test]
async fn a_day_on_which_the_company_is_closed_has_nothing_to_fill() {
    let bench = company().await;
    let calendar = Calendar { country: "NL".parse().ok(), ..Calendar::default() };
    let week = board::week(bench.pool(&DEPARTMENT).await, of("2026-12-21")).await.unwrap();
    let kept = week.clone().kept_free(&calendar);
    assert_eq!(week.lanes[0].days[4].room, 456);
    assert_eq!(kept.lanes[0].days.iter().map(|day| day.room).collect::<Vec<_>>(), [456, 456, 456, 456, 0]);
    assert_eq!((week.lanes[0].room, kept.lanes[0].room), (2280, 4 * 456), "Christmas is not filled");
}

#[tokio::test]
async fn the_board_says_which_visits_take_hours_of_each_other_until_one_is_done() {
    let bench = company().await;
    for (n, from, until) in [(VISIT, "14:00", "15:30"), (41, "15:00", "16:00"), (42, "16:00", "17:00")] {
        if n != VISIT {
            bench.run(id::<VisitId>(n), request(None, json!({}))).await;
        }
        let mut knowingly = json!({"technician": marek(), "slot": {"on": "2026-11-17", "from": from, "until": until}});
        knowingly["overrule"] = json!("Zelfde pand");
        bench.run(id::<VisitId>(n), read::<visit::Command>(json!({"schedule": knowingly}))).await;
    }
    let clashes = async || {
        let week = board::week(bench.pool(&DEPARTMENT).await, of("2026-11-16")).await.unwrap();
        week.lanes[0].days[1].clashes.clone()
    };
    assert_eq!(clashes().await, [id(VISIT), id(41)]);
    bench.run(id::<VisitId>(VISIT), visit::Command::Start { overrule: None, at: None }).await;
    let busy = async |except| agenda::under_way(bench.pool(&DEPARTMENT).await, marek(), id(except)).await.unwrap();
    assert_eq!((busy(41).await, busy(VISIT).await), (vec![1], vec![]));
    let report = json!({"solved": true, "findings": "Stuk", "work": "Heel", "worked": 60, "billable": true});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(json!({"finish": report}))).await;
    assert_eq!(clashes().await, []);
}

#[tokio::test]
async fn what_was_planned_before_today_and_is_not_done_is_left_behind_and_first_in_the_technicians_list() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.turn("2026-11-19T08:00:00");
    let today = of("2026-11-19");
    let pool = bench.pool(&DEPARTMENT).await;
    let left = board::left_behind(pool, today, 10).await.unwrap();
    assert_eq!(left.iter().map(|visit| visit.id).collect::<Vec<_>>(), [id(VISIT)]);
    assert_eq!(agenda::of_technician(pool, marek(), today, today).await.unwrap().len(), 1);
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-20", "14:00", "15:30")).await;
    assert!(board::left_behind(bench.pool(&DEPARTMENT).await, today, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_done_without_network_stands_at_the_hour_at_which_it_was_done() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.turn("2026-11-17T18:00:00");
    let start = json!({"at": "2026-11-17T13:04:00Z"});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(json!({"start": start}))).await;
    let report = json!({"solved": true, "findings": "Stuk", "work": "Heel", "worked": 60, "billable": true,
        "at": "2026-11-17T14:10:00Z"});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(json!({"finish": report}))).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let visit = sheet::one(pool, id(VISIT)).await.unwrap().unwrap();
    let at = |moment: Option<chrono::DateTime<chrono::Utc>>| moment.map(|at| at.format("%H:%M").to_string());
    assert_eq!((at(visit.started_at), at(visit.finished_at)), (Some("13:04".into()), Some("14:10".into())));
    let told = story::of_visit(pool, id(VISIT)).await.unwrap();
    assert_eq!(told[0].at.format("%H:%M").to_string(), "14:10");
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_visit_that_was_interrupted_is_planned_as_before() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.run(id::<VisitId>(VISIT), visit::Command::Start { overrule: None, at: None }).await;
    bench.run(id::<VisitId>(VISIT), visit::Command::Interrupt { reason: of("Deur dicht"), at: None }).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let visit = sheet::one(pool, id(VISIT)).await.unwrap().unwrap();
    assert_eq!((visit.state, visit.started_at), (visits::State::Scheduled, None));
    assert_eq!(visit.slot.map(|slot| slot.on), Some(of("2026-11-17")));
    let told = story::of_visit(pool, id(VISIT)).await.unwrap();
    assert_eq!((told[0].what.as_str(), told[0].note.as_deref()), ("visit_interrupted", Some("Deur dicht")));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_technician_who_left_stays_on_the_board_while_visits_are_theirs() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.run(marek(), read::<user::Command>(json!({"deactivate": {"reason": "Andere baan"}}))).await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert!(colleagues::technicians(pool).await.unwrap().is_empty());
    let week = board::week(pool, of("2026-11-16")).await.unwrap();
    assert_eq!((week.lanes.len(), week.lanes[0].technician.name.as_str()), (1, "Marek Kowalski"));
    assert!(board::week(pool, of("2026-11-23")).await.unwrap().lanes.is_empty());
}

#[tokio::test]
async fn the_queue_is_ordered_by_what_was_promised_and_counted_by_kind() {
    let bench = company().await;
    bench.run(id::<VisitId>(41), request(None, json!({"before": "2026-11-25"}))).await;
    bench.run(id::<VisitId>(42), request(None, json!({"before": "2026-11-16"}))).await;
    bench.run(id::<VisitId>(43), request(None, json!({}))).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let order = async |kind| {
        let queue = board::queue(pool, kind, 50).await.unwrap();
        queue.iter().map(|visit| visit.number).collect::<Vec<_>>()
    };
    assert_eq!(order(None).await, [3, 1, 2, 4]);
    assert_eq!(order(Some(visit::Kind::Maintenance)).await, [3, 2, 4]);
    let waiting = board::waiting(pool).await.unwrap();
    assert_eq!(waiting.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [1, 3, 0, 0]);
}

#[tokio::test]
async fn a_visit_taken_out_of_the_planning_waits_again_and_leaves_no_hours_behind() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    let slot = of_slot("2026-11-17", "15:00", "16:00");
    let overlaps = agenda::overlaps(bench.pool(&DEPARTMENT).await, marek(), slot, id(99)).await.unwrap();
    assert_eq!(overlaps, [1]);
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(json!({"unschedule": {"reason": "Ziek"}}))).await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert!(agenda::overlaps(pool, marek(), slot, id(99)).await.unwrap().is_empty());
    assert_eq!(board::queue(pool, None, 50).await.unwrap().len(), 1);
    assert_eq!(board::standing(pool, of("2026-11-17"), None).await.unwrap(), board::Standing::default());
}

#[tokio::test]
async fn a_visit_over_several_days_stands_in_each_of_them() {
    let bench = company().await;
    let rest = json!([{"on": "2026-11-18", "from": "08:00", "until": "12:00"}]);
    let slot = json!({"on": "2026-11-17", "from": "14:00", "until": "15:30"});
    let split = json!({"schedule": {"technician": marek(), "slot": slot, "rest": rest, "overrule": "Afgesproken"}});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(split)).await;
    let pool = bench.pool(&DEPARTMENT).await;
    for (day, stretch, from) in [("2026-11-17", 1, "14:00"), ("2026-11-18", 2, "08:00")] {
        assert_eq!(board::standing(pool, of(day), Some(marek())).await.unwrap().all, 1, "{day}");
        let found = board::day(pool, of(day), 0, 5).await.unwrap();
        let seen: Vec<_> = found.iter().map(|visit| (visit.stretch, visit.slot.unwrap().from)).collect();
        assert_eq!(seen, [(stretch, from.parse().unwrap())], "{day}");
    }
    assert!(board::day(pool, of("2026-11-19"), 0, 5).await.unwrap().is_empty());
    // A list from the second day on has it too, though it began before.
    let from = visits::Filter { from: Some(of("2026-11-18")), ..visits::Filter::default() };
    let page = visits::list(pool, &from, None, 5).await.unwrap();
    let further = board::between(pool, &page, of("2026-11-18"), Some(marek())).await.unwrap();
    assert_eq!((page.rows.len(), further.len(), further[0].stretch), (0, 1, 2));
}

fn of_slot(on: &str, from: &str, until: &str) -> domain::Slot {
    read(json!({"on": on, "from": from, "until": until}))
}

#[tokio::test]
async fn a_technician_sees_today_and_later_and_first_what_was_not_finished() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(json!({"start": {}}))).await;
    bench.run(id::<VisitId>(41), request(None, json!({}))).await;
    bench.run(id::<VisitId>(41), schedule("2026-11-18", "09:00", "10:00")).await;
    bench.run(id::<VisitId>(42), request(None, json!({}))).await;
    bench.run(id::<VisitId>(42), schedule("2026-11-17", "09:30", "10:00")).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let numbers = async |from: &str, until: &str| {
        let found = agenda::of_technician(pool, marek(), of(from), of(until)).await.unwrap();
        found.iter().map(|visit| visit.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers("2026-11-17", "2026-11-17").await, [3, 1]);
    assert_eq!(numbers("2026-11-18", "2026-11-25").await, [3, 1, 2]);
    let expected = agenda::expected_on(pool, of("2026-11-17")).await.unwrap();
    assert_eq!(expected.iter().map(|visit| visit.number).collect::<Vec<_>>(), [3]);
}

#[tokio::test]
async fn a_sheet_holds_everything_that_the_technician_needs_and_wrote_down() {
    let bench = company().await;
    let filter = ArticleId::of_number(&of("F2"));
    let part = |name: &str, n: &str| read::<visit::Command>(json!({name: {"article": filter, "quantity": n}}));
    bench.run(id::<VisitId>(VISIT), part("need-part", "2")).await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(json!({"start": {}}))).await;
    let used = json!({"use-part": {"article": filter, "quantity": "3", "overrule": "Uit de bus"}});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(used)).await;
    bench.run(id::<VisitId>(VISIT), part("return-part", "1")).await;
    let finish = json!({"finish": {
        "solved": false, "findings": "Koppeling gescheurd", "work": "Dichtgezet", "worked": 75, "travelled": 20,
        "billable": true
    }});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(finish)).await;
    bench.run(id::<VisitId>(41), request(Some(FAULT), json!({"follows": id::<VisitId>(VISIT)}))).await;
    let link = visit::Command::LinkFollowUp { visit: id(41) };
    bench.run_as(domain::Actor::system("test"), id::<VisitId>(VISIT), link).await.unwrap();
    let pool = bench.pool(&DEPARTMENT).await;
    let told = story::of_visit(pool, id(VISIT)).await.unwrap();
    let line = |what: &str| told.iter().find(|line| line.what == what).unwrap();
    assert!(line("part_used").article.as_deref().is_some_and(|article| article.starts_with("F2 ")));
    assert_eq!(line("part_used").quantity, Some(domain::Quantity::whole(3)));
    assert_eq!(line("follow_up_linked").next.as_ref().map(|next| next.id), Some(id(41)));
    let first = sheet::sheet(pool, id(VISIT)).await.unwrap().unwrap();
    let place = first.customer.unwrap();
    assert_eq!((place.street.as_str(), place.phone.as_deref()), ("Boslaan 12", Some("+31305550142")));
    assert_eq!(first.caller.as_deref(), Some("Robbert Jansma"));
    assert_eq!((first.parts[0].needed, first.parts[0].used), (Quantity::whole(2), Quantity::whole(2)));
    assert_eq!((first.parts[0].name.as_str(), first.parts[0].stock), ("Filterpatroon F2", Quantity::whole(12)));
    assert_eq!((first.worked, first.billable, first.visit.solved), (Some(75), Some(true), Some(false)));
    assert_eq!(first.follow_up.unwrap().number, 2);
    assert!(first.earlier.is_empty(), "a visit is not its own history");
    let second = sheet::sheet(pool, id(41)).await.unwrap().unwrap();
    assert_eq!(second.follows.unwrap().number, 1);
    assert_eq!(second.earlier[0].work.as_deref(), Some("Dichtgezet"));
    assert_eq!(second.earlier[0].technician.as_deref(), Some("Marek Kowalski"));
}

#[tokio::test]
async fn the_story_of_a_fault_tells_of_its_visits_too() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.run(id::<FaultId>(FAULT), read::<fault::Command>(json!({"cancel": {"reason": "Doet het weer"}}))).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let told = story::of_fault(pool, id(FAULT)).await.unwrap();
    let what: Vec<&str> = told.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(what, ["fault_cancelled", "visit_scheduled", "visit_requested", "fault_reported"]);
    assert_eq!(told[0].note.as_deref(), Some("Doet het weer"));
    assert_eq!(told[1].technician.as_deref(), Some("Marek Kowalski"));
    assert_eq!(told[1].slot, Some(of_slot("2026-11-17", "14:00", "15:30")));
    assert_eq!(story::of_visit(pool, id(VISIT)).await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_stands_around_the_work_follows_its_own_events() {
    let bench = company().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let machines = machines::at(pool, id(CUSTOMER)).await.unwrap();
    assert_eq!((machines.len(), machines[0].open_faults), (1, 1));
    assert_eq!(customers::contacts(pool, id(CUSTOMER)).await.unwrap()[0].name, "Robbert Jansma");
    assert_eq!(articles::search(pool, "patroon", None, 10).await.unwrap()[0].number, "F2");
    assert_eq!(articles::search(pool, "f2", None, 10).await.unwrap().len(), 1);
    let remove = json!({"remove": {"reason": "Ingeruild", "despite": "De storing gaat mee"}});
    bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(remove)).await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert!(machines::at(pool, id(CUSTOMER)).await.unwrap().is_empty());
    assert!(machines::one(pool, id(MACHINE)).await.unwrap().unwrap().removed);
}

#[tokio::test]
async fn a_caller_is_found_by_name_number_and_telephone_and_recognised_when_it_is_theirs_alone() {
    let bench = company().await;
    let add = json!({"add-contact": {"name": "Hanneke Postma", "phone": "06 555 012 19"}});
    bench.run(id::<CustomerId>(CUSTOMER), read::<customer::Command>(add)).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let names = async |text: &str| {
        let found = customers::search(pool, text, 10).await.unwrap();
        found.into_iter().map(|caller| (caller.place.name, caller.contact)).collect::<Vec<_>>()
    };
    let linde = || "Zorggroep De Linde".to_owned();
    assert_eq!(names("lind zei").await, [(linde(), None)]);
    assert_eq!(names("+31 6 55501219").await, [(linde(), Some("Hanneke Postma".into()))]);
    assert!(names("06").await.is_empty() && names("geen").await.is_empty());
    let known = customers::by_phone(pool, "06-55501219").await.unwrap();
    assert_eq!(known, Some((id(CUSTOMER), Some("Hanneke Postma".into()))));
    // Both customers of this test have the same number at the door.
    assert_eq!(customers::by_phone(pool, "0305550142").await.unwrap(), None);
}

#[tokio::test]
async fn planned_visits_are_listed_by_day_and_time() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-18", "14:00", "15:30")).await;
    bench.run(id::<VisitId>(41), request(None, json!({}))).await;
    bench.run(id::<VisitId>(41), schedule("2026-11-18", "09:00", "10:00")).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let first = visits::list(pool, &visits::Filter::default(), None, 1).await.unwrap();
    assert_eq!(first.rows[0].number, 2);
    let after = Cursor::parse(&first.next.unwrap()).unwrap();
    let second = visits::list(pool, &visits::Filter::default(), Some(&after), 1).await.unwrap();
    assert_eq!((second.rows[0].number, second.next), (1, None));
    let none = visits::Filter { from: Some(of("2026-11-19")), ..Default::default() };
    assert!(visits::list(pool, &none, None, 10).await.unwrap().rows.is_empty());
    assert_eq!((visits::open_of(pool, id(CUSTOMER)).await.unwrap(), first.rows[0].archived), (2, false));
    let archive = json!({"archive": {"reason": "Gestopt", "despite": "De bezoeken gaan door"}});
    bench.run(id::<CustomerId>(CUSTOMER), read::<customer::Command>(archive)).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let left = visits::list(pool, &visits::Filter::default(), None, 1).await.unwrap();
    assert!(left.rows[0].archived, "planning sees whose customer was put away");
}

#[tokio::test]
async fn the_tables_come_back_the_same() {
    let bench = company().await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(json!({"start": {}}))).await;
    bench.run(id::<FaultId>(FAULT), read::<fault::Command>(json!({"solve": {}}))).await;
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn lists_are_answered_by_their_indexes() {
    let bench = company().await;
    let pool = bench.pool(&DEPARTMENT).await;
    for sql in [
        "SELECT * FROM faults f WHERE f.state = 'open' ORDER BY f.due_at, f.id LIMIT 51",
        "SELECT * FROM faults f WHERE f.state = 'solved' ORDER BY f.reported_at DESC, f.id DESC LIMIT 51",
        "SELECT * FROM faults f WHERE 1 = 1 AND (f.reported_at, f.id) < (1, '') ORDER BY f.reported_at DESC, f.id DESC LIMIT 51",
        "SELECT * FROM faults f WHERE f.number >= '2026-04' AND f.number < '2026-04~'",
        "SELECT number FROM faults WHERE machine = '' AND state = 'open'",
        "SELECT * FROM visits v WHERE v.state = 'queued' ORDER BY v.due, v.id LIMIT 50",
        "SELECT * FROM visits v WHERE v.state = 'queued' AND v.kind = 'fault' ORDER BY v.due, v.id LIMIT 50",
        "SELECT * FROM visits v WHERE v.day >= '' AND v.day <= '' ORDER BY v.day, v.from_time, v.id",
        "SELECT * FROM visits v WHERE v.technician = '' AND v.day = '' AND v.from_time < ''",
        "SELECT * FROM visits v WHERE v.fault = '' ORDER BY v.number",
        "SELECT * FROM visits v WHERE v.machine = '' ORDER BY v.number DESC LIMIT 5",
        "SELECT * FROM visits WHERE state IN ('scheduled', 'started') AND day < '' ORDER BY day, from_time, id",
        "SELECT kind, COUNT(*) FROM visits WHERE state = 'queued' GROUP BY kind",
        "SELECT * FROM story WHERE fault = '' ORDER BY position DESC",
        visits::OPEN_OF,
        what_if::HEARD,
        what_if::PAUSES,
    ] {
        assert_by_index(pool, sql).await;
    }
    for state in faults::State::ALL.into_iter().map(Some).chain([None]) {
        let filter = faults::Filter { state, ..Default::default() };
        assert_by_index(pool, &faults::sql(&filter, true, None)).await;
        let filter = faults::Filter { state, search: Some("12 linde".into()), ..Default::default() };
        assert_no_walk(pool, &faults::sql(&filter, true, None), &["f", "t", "c"]).await;
        assert_no_walk(pool, &faults::sql(&filter, false, None), &["f", "c"]).await;
    }
    assert_no_walk(pool, customers::BY_WORDS, &["c"]).await;
    assert_no_walk(pool, agenda::UNFINISHED, &["visits"]).await;
    for sql in [agenda::OVERLAPS, agenda::TAKEN, colleagues::ABSENCES] {
        assert_no_walk(pool, sql, &["visits", "v", "c", "h", "helpers", "absences"]).await;
    }
}

#[tokio::test]
async fn a_day_is_as_full_as_its_work_and_the_way_between_and_has_no_room_for_who_is_away() {
    let bench = company().await;
    let far: customer::Command = read(json!({"register": {"kind": "company", "name": "Ver weg",
        "visiting": {"street": "Markt 1", "postcode": "9711 CD", "city": "Groningen"}}}));
    bench.run(id::<CustomerId>(12), far).await;
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    for (n, customer, from, until) in [(41, CUSTOMER, "16:00", "17:00"), (42, 12, "19:00", "20:00")] {
        let request = json!({"request": {"customer": id::<CustomerId>(customer), "kind": "intake", "task": "Praten"}});
        bench.run(id::<VisitId>(n), read::<visit::Command>(request)).await;
        bench.run(id::<VisitId>(n), schedule("2026-11-17", from, until)).await;
    }
    let absence = json!({"plan-absence": {"why": "holiday", "from": "2026-11-18", "until": "2026-11-19"}});
    bench.run(marek(), read::<user::Command>(absence)).await;
    let hours = |until: &str| json!({"from": "08:00", "until": until});
    let week = json!({"set-hours": {"monday": hours("16:00"), "tuesday": hours("16:00"), "saturday": hours("12:00")}});
    bench.run(marek(), read::<user::Command>(week)).await;
    let shown = board::days(bench.pool(&DEPARTMENT).await, of("2026-11-16"), 28).await.unwrap();
    assert_eq!(shown.days.len(), 20, "four weeks without their weekends");
    let lane = &shown.lanes[0];
    let tuesday = &lane.days[1];
    assert_eq!(tuesday.ways[..2], [None, Some(0)], "the first comes from home, the second is at the same place");
    assert!(tuesday.ways[2].is_some_and(|way| way > 120), "Groningen is far: {:?}", tuesday.ways);
    assert_eq!((tuesday.planned, tuesday.travel), (210, tuesday.ways[2].unwrap().into()));
    assert_eq!(lane.days[..4].iter().map(|day| day.room).collect::<Vec<_>>(), [912, 912, 0, 0]);
    let away: Vec<_> = lane.days.iter().filter_map(|day| day.away.as_ref()).map(|away| away.why.as_str()).collect();
    assert_eq!(away, ["holiday", "holiday"]);
    let home = json!({"set-home": {"postcode": "9713 XY"}});
    bench.run(marek(), read::<user::Command>(home)).await;
    let from_home = board::days(bench.pool(&DEPARTMENT).await, of("2026-11-17"), 1).await.unwrap();
    let from_home = &from_home.lanes[0].days[0];
    assert!(from_home.ways[0].is_some_and(|way| way > 120) && from_home.back.is_some_and(|way| way < 30));
    let whole = from_home.ways.iter().flatten().sum::<u32>() + from_home.back.unwrap();
    assert_eq!(from_home.travel, i64::from(whole), "there and back count");
    let one = board::days(bench.pool(&DEPARTMENT).await, of("2026-11-21"), 1).await.unwrap();
    assert_eq!((one.days.len(), one.lanes[0].days[0].room), (1, 456), "a single day is shown, also a Saturday");
    let absence =
        colleagues::absences(bench.pool(&DEPARTMENT).await, of("2026-11-19"), of("2026-11-30")).await.unwrap();
    let withdraw = json!({"withdraw-absence": {"absence": absence[0].id}});
    bench.run(marek(), read::<user::Command>(withdraw)).await;
    let none = colleagues::absences(bench.pool(&DEPARTMENT).await, of("2026-11-19"), of("2026-11-30")).await.unwrap();
    assert_eq!(none, []);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn who_goes_along_has_the_visit_in_their_day_and_is_busy_then() {
    let bench = company().await;
    technician(&bench, "fatima", "Fatima el Idrissi").await;
    let fatima = UserId::of_login(&of("fatima"));
    bench.run(id::<VisitId>(VISIT), schedule("2026-11-17", "14:00", "15:30")).await;
    let helpers = json!({"set-helpers": {"technicians": [fatima]}});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(helpers)).await;
    let day = of("2026-11-17");
    let shown = board::days(bench.pool(&DEPARTMENT).await, day, 1).await.unwrap();
    assert_eq!(shown.lanes.iter().map(|lane| lane.planned).collect::<Vec<_>>(), [90, 90]);
    let pool = bench.pool(&DEPARTMENT).await;
    let told = sheet::sheet(pool, id(VISIT)).await.unwrap().unwrap();
    assert_eq!(told.along, ["Fatima el Idrissi"], "the visit names who goes along");
    let slot = of_slot("2026-11-17", "15:00", "16:00");
    assert_eq!(agenda::overlaps(pool, fatima, slot, id(99)).await.unwrap(), [1]);
    assert_eq!(agenda::of_technician(pool, fatima, day, day).await.unwrap().len(), 1);
    assert_eq!(agenda::taken(pool, day, day).await.unwrap().len(), 2);
    let over =
        json!({"schedule": {"technician": fatima, "slot": {"on": "2026-11-17", "from": "16:00", "until": "17:00"}}});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(over)).await;
    let shown = board::days(bench.pool(&DEPARTMENT).await, day, 1).await.unwrap();
    assert_eq!(
        shown.lanes.iter().map(|lane| lane.planned).collect::<Vec<_>>(),
        [60, 0],
        "who takes it over goes alone"
    );
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}
