//! Management's tables: the log as it is read, and the figures by week.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Actor, CustomerId, FaultId, Role, UserId, customer, fault,
    review::{self, Rule},
};
use event_store::Given;
use projections::management::{
    DEPARTMENT,
    entries::{self, Edge, Filter},
    figures, names,
    reviews::{self, Month, State},
    why,
};
use serde_json::json as value;

use support::{Bench, assert_by_index, assert_no_walk, boss, id, json, moment};

async fn customer(bench: &Bench) -> CustomerId {
    let register: customer::Command = json(value!({"register": {"kind": "company", "name": "Hotel De Posthoorn",
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}));
    bench.run(id::<CustomerId>(70), register).await;
    id(70)
}

async fn fault(bench: &Bench, n: u128) -> FaultId {
    let report: fault::Command = json(value!({"report": {"customer": id::<CustomerId>(70), "problem": "Geen druk",
        "urgency": "normal"}}));
    bench.run(id::<FaultId>(n), report).await;
    id(n)
}

#[tokio::test]
async fn every_event_is_an_entry_with_who_what_and_about_whom() {
    let bench = Bench::new().await;
    let customer = customer(&bench).await;
    fault(&bench, 80).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let all = entries::list(pool, &Filter::default(), None, 50).await.unwrap().rows;
    assert_eq!(all.len(), bench.events().await.len());
    let reported = &all.iter().find(|entry| entry.event_type == "fault_reported").unwrap();
    assert_eq!(reported.customer_name.as_deref(), Some("Hotel De Posthoorn"));
    assert_eq!((reported.person, reported.command.as_str()), (boss().user(), "fault/report"));
    let faults = Filter { category: Some("fault".into()), customer: Some(customer), ..Filter::default() };
    assert_eq!(entries::list(pool, &faults, None, 50).await.unwrap().rows.len(), 1);
    let reported = |event: &str| Filter { event_type: Some(event.into()), ..faults.clone() };
    assert_eq!(entries::list(pool, &reported("fault_reported"), None, 50).await.unwrap().rows.len(), 1);
    assert!(entries::list(pool, &reported("fault_solved"), None, 50).await.unwrap().rows.is_empty());
    let nobody = Filter { person: Some(UserId(uuid::Uuid::from_u128(9))), ..Filter::default() };
    assert!(entries::list(pool, &nobody, None, 50).await.unwrap().rows.is_empty());
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn the_log_is_searched_by_what_an_event_says_and_by_the_names_of_customer_and_colleague() {
    let bench = Bench::new().await;
    customer(&bench).await;
    fault(&bench, 80).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let found = async |words: &str| {
        let filter = Filter { search: Some(words.into()), ..Filter::default() };
        let rows = entries::list(pool, &filter, None, 50).await.unwrap().rows;
        rows.into_iter().map(|entry| entry.event_type).collect::<Vec<_>>()
    };
    assert_eq!(found("geen dru").await, ["fault_reported"]);
    assert!(found("posthoorn").await.contains(&"fault_reported".to_owned()));
    assert!(found("stoom").await.is_empty() && found("\"*-").await.is_empty());
}

#[tokio::test]
async fn an_entry_leads_to_what_it_follows_from_and_back() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let fault = fault(&bench, 80).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let first = entries::list(pool, &Filter { category: Some("fault".into()), ..Filter::default() }, None, 1).await;
    let cause = first.unwrap().rows[0].event;
    let given = Given { cause: Some(cause), ..Given::by(Actor::system("test")) };
    let cancel: fault::Command = json(value!({"cancel": {"reason": "Dubbel gemeld"}}));
    bench.log.run(&fault.to_string(), cancel.into(), &given, &bench).await.unwrap();
    let pool = bench.pool(&DEPARTMENT).await;
    let cancelled = why::forward(pool, cause).await.unwrap().remove(0).entry;
    let note = |cause| Given { cause: Some(cause), ..Given::by(Actor::system("test")) };
    let raise = |note: &str| -> domain::task::Command {
        json(value!({"raise": {"kind": "note", "assignee": {"role": "sales"}, "note": note}}))
    };
    for (n, (cause, text)) in [(cause, "Bel terug"), (cancelled.event, "Zeg het de klant")].into_iter().enumerate() {
        let id = uuid::Uuid::from_u128(700 + n as u128).to_string();
        bench.log.run(&id, raise(text).into(), &note(cause), &bench).await.unwrap();
    }
    let pool = bench.pool(&DEPARTMENT).await;
    let after = why::forward(pool, cause).await.unwrap();
    let told: Vec<_> = after.iter().map(|step| (step.depth, step.entry.event_type.as_str())).collect();
    assert_eq!(
        told,
        [(1, "fault_cancelled"), (2, "task_raised"), (1, "task_raised")],
        "each behind what it follows from"
    );
    let named = names::of(pool, &[cancelled.stream.as_str(), "fault-nothing"]).await.unwrap();
    assert_eq!(named, [(cancelled.stream.clone(), "S-2026-0001".to_owned())]);
    assert_eq!(cancelled.system.as_deref(), Some("test"));
    let back = why::back(pool, after[1].entry.event).await.unwrap();
    assert_eq!(
        back.iter().map(|step| step.entry.event).collect::<Vec<_>>(),
        [cancelled.event, cause],
        "the nearest first"
    );
    let began = why::beginning(pool, &after[1].entry.stream).await.unwrap();
    assert_eq!(began.map(|entry| entry.event), Some(after[1].entry.event));
    for question in [why::BACK, why::FORWARD, entries::LAST_AT, entries::BETWEEN] {
        assert_no_walk(pool, question, &["entries"]).await;
    }
}

#[tokio::test]
async fn a_period_holds_what_was_written_in_it_and_pages_go_on() {
    let bench = Bench::new().await;
    customer(&bench).await;
    bench.turn("2026-11-18T09:00:00");
    fault(&bench, 80).await;
    bench.turn("2026-11-19T09:00:00");
    fault(&bench, 81).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let day = Filter {
        from: Some(moment("2026-11-18T00:00:00")),
        until: Some(moment("2026-11-19T00:00:00")),
        category: Some("fault".into()),
        ..Filter::default()
    };
    let found = entries::list(pool, &day, None, 10).await.unwrap().rows;
    assert_eq!(
        found.iter().map(|entry| entry.stream.clone()).collect::<Vec<_>>(),
        [format!("fault-{}", id::<FaultId>(80))]
    );
    let whole = Filter::default();
    let first = entries::list(pool, &whole, None, 2).await.unwrap();
    let second = entries::list(pool, &whole, first.next.as_deref(), 2).await.unwrap();
    assert!(second.rows[0].position < first.rows[1].position);
    assert_eq!(first.previous, None);
    let back = entries::list(pool, &whole, second.previous.as_deref(), 2).await.unwrap();
    assert_eq!((&back.rows, &back.previous), (&first.rows, &None));
    // What was written since makes the first page; whoever goes back sees it whole.
    fault(&bench, 82).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let back = entries::list(pool, &whole, second.previous.as_deref(), 5).await.unwrap();
    assert_eq!((back.rows.len(), back.rows[0].stream.clone()), (5, format!("fault-{}", id::<FaultId>(82))));
    let searched = Filter { search: Some("druk".into()), ..Filter::default() };
    let first = entries::list(pool, &searched, None, 1).await.unwrap();
    let second = entries::list(pool, &searched, first.next.as_deref(), 1).await.unwrap();
    let third = entries::list(pool, &searched, second.next.as_deref(), 1).await.unwrap();
    let back = entries::list(pool, &searched, third.previous.as_deref(), 1).await.unwrap();
    assert_eq!(back.rows, second.rows);
}

#[tokio::test]
async fn no_list_of_the_log_walks_over_all_of_it() {
    let bench = Bench::new().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let one = |filter: &Filter, from| entries::question(filter, from, 9).sql().to_owned();
    for filter in [
        Filter { person: boss().user(), ..Filter::default() },
        Filter { role: Some(Role::Sales), ..Filter::default() },
        Filter { category: Some("fault".into()), ..Filter::default() },
        Filter { category: Some("fault".into()), event_type: Some("fault_reported".into()), ..Filter::default() },
        Filter { customer: Some(id(1)), ..Filter::default() },
        Filter { search: Some("pomp".into()), customer: Some(id(1)), ..Filter::default() },
        Filter {
            from: Some(moment("2026-11-18T00:00:00")),
            until: Some(moment("2026-11-19T00:00:00")),
            ..Filter::default()
        },
    ] {
        let searches = filter.search.is_some();
        if searches {
            assert_no_walk(pool, &one(&filter, Edge::Before(9)), &["e", "r", "entries"]).await;
            assert_no_walk(pool, &one(&filter, Edge::After(9)), &["e", "r", "entries"]).await;
        } else {
            assert_by_index(pool, &one(&filter, Edge::Before(9))).await;
            assert_by_index(pool, &one(&filter, Edge::After(9))).await;
        }
    }
}

#[tokio::test]
async fn a_search_of_the_log_knows_both_names_of_who_was_renamed_and_its_filters() {
    let bench = Bench::new().await;
    customer(&bench).await;
    fault(&bench, 80).await;
    let rename: customer::Command = json(value!({"change": {"kind": "company", "name": "Brasserie Het Anker",
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}));
    bench.run(id::<CustomerId>(70), rename).await;
    fault(&bench, 81).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let found = async |search: &str, filter: Filter| {
        let filter = Filter { search: Some(search.into()), ..filter };
        entries::list(pool, &filter, None, 50).await.unwrap().rows.into_iter().map(|entry| entry.event_type).collect()
    };
    let faults = Filter { category: Some("fault".into()), ..Filter::default() };
    for name in ["posthoorn", "anker"] {
        let all: Vec<String> = found(name, Filter::default()).await;
        assert_eq!(all, ["fault_reported", "customer_renamed", "fault_reported", "customer_registered"], "{name}");
        let reported: Vec<String> = found(name, faults.clone()).await;
        assert_eq!(reported.len(), 2, "{name}");
    }
    let none: Vec<String> = found("posthoorn", Filter { person: Some(id(9)), ..Filter::default() }).await;
    assert!(none.is_empty());
    let mine: Vec<String> = found("druk", Filter { person: boss().user(), customer: Some(id(70)), ..faults }).await;
    assert_eq!(mine.len(), 2);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_figure_counts_its_week_and_remembers_the_ones_before() {
    let bench = Bench::new().await;
    customer(&bench).await;
    fault(&bench, 80).await;
    bench.turn("2026-11-24T09:00:00");
    fault(&bench, 81).await;
    fault(&bench, 82).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let all = figures::some(pool, &figures::ALL, support::of("2026-11-25"), |at| at.date_naive()).await.unwrap();
    let reported = all.iter().find(|figure| figure.name == "faults-reported").unwrap();
    assert_eq!((reported.weeks.len(), reported.now(), reported.before()), (13, 2, 1));
}

#[tokio::test]
async fn a_week_begins_on_monday_morning_where_the_company_is() {
    let bench = Bench::new().await;
    customer(&bench).await;
    bench.turn("2026-11-23T00:30:00");
    fault(&bench, 80).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let reported = async |hours: i64| {
        let day = |at: DateTime<Utc>| (at + TimeDelta::hours(hours)).date_naive();
        let all = figures::some(pool, &figures::ALL, support::of("2026-11-25"), day).await.unwrap();
        let figure = all.into_iter().find(|figure| figure.name == "faults-reported").unwrap();
        (figure.before(), figure.now(), figure.months)
    };
    assert_eq!(reported(1).await, (0, 1, [1, 0]), "half past midnight in Amsterdam");
    assert_eq!(reported(0).await, (1, 0, [1, 0]), "still Sunday in London");
}

/// What the boss did is looked at by another, as the reactor raises it.
async fn raise(bench: &Bench, rule: Rule) -> uuid::Uuid {
    let page = bench.log.store.read_all(None, 1_000).await.unwrap();
    let act = page.events.last().unwrap().id;
    let raise = review::Command::Raise { event: act, rule, author: boss().user().unwrap(), customer: Some(id(70)) };
    bench.run_as(Actor::system("review-raised"), review::of_event(act), raise).await.unwrap();
    review::of_event(act)
}

fn mila() -> Actor {
    Actor::Person { user: id(2), role: Role::Management, roles: vec![Role::Management] }
}

#[tokio::test]
async fn the_review_tells_what_wants_a_look_what_was_asked_and_how_much_of_a_month_was_seen() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let first = raise(&bench, Rule::PaymentTerms).await;
    // In UTC it is November still.
    bench.turn("2026-12-01T00:30:00");
    fault(&bench, 80).await;
    let second = raise(&bench, Rule::Sample).await;
    let told = async |filter: reviews::Filter| {
        let rows = reviews::list(bench.pool(&DEPARTMENT).await, &filter, None, 10).await.unwrap().rows;
        rows.into_iter().map(|review| (review.id, review.state)).collect::<Vec<_>>()
    };
    let months =
        async || reviews::coverage(bench.pool(&DEPARTMENT).await, 6, chrono_tz::Europe::Amsterdam).await.unwrap();
    let todo = reviews::Filter::default();
    let of = |state| reviews::Filter { state: Some(state), ..reviews::Filter::default() };
    assert_eq!(told(todo.clone()).await, [(second, State::Open), (first, State::Open)]);
    assert_eq!(told(reviews::Filter { rule: Some(Rule::Sample), ..todo.clone() }).await, [(second, State::Open)]);
    assert_eq!(told(reviews::Filter { author: Some(id(9)), ..todo.clone() }).await, []);
    assert_eq!(reviews::waiting(bench.pool(&DEPARTMENT).await).await.unwrap(), 2);
    let ask: review::Command = json(value!({"ask": {"question": "Met wie?"}}));
    bench.run_as(mila(), first, ask).await.unwrap();
    assert_eq!(reviews::waiting(bench.pool(&DEPARTMENT).await).await.unwrap(), 1);
    assert_eq!((months().await[1].month.clone(), months().await[1].questions), ("2026-11".to_owned(), 1));
    let answer: review::Command = json(value!({"answer": {"answer": "Met de eigenaar"}}));
    bench.run(first, answer).await;
    let one = reviews::one(bench.pool(&DEPARTMENT).await, first).await.unwrap().unwrap();
    assert_eq!((one.question.as_deref(), one.answer.as_deref()), (Some("Met wie?"), Some("Met de eigenaar")));
    assert_eq!((one.state, one.entry.event_type.as_str()), (State::Answered, "customer_registered"));
    bench.run_as(mila(), first, review::Command::Approve {}).await.unwrap();
    assert_eq!(told(todo).await, [(second, State::Open)]);
    assert_eq!(told(of(State::Approved)).await, [(first, State::Approved)]);
    let month = |month: &str, acts, raised, approved| Month {
        month: month.into(),
        acts,
        raised,
        approved,
        questions: 0,
        undone: 0,
    };
    assert_eq!(months().await, [month("2026-12", 1, 1, 0), month("2026-11", 1, 1, 1)], "in the months of the acts");
}

#[tokio::test]
async fn the_review_comes_back_the_same_from_its_events() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let review = raise(&bench, Rule::PaymentTerms).await;
    let ask: review::Command = json(value!({"ask": {"question": "Met wie?"}}));
    bench.run_as(mila(), review, ask).await.unwrap();
    bench.run_as(mila(), review, review::Command::Approve {}).await.unwrap();
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn no_list_of_the_review_walks_over_all_of_it() {
    let bench = Bench::new().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let (state, rule, author) = (Some(State::Asked), Some(Rule::Sample), boss().user());
    let none = reviews::Filter::default();
    for filter in [
        none.clone(),
        reviews::Filter { state, ..none.clone() },
        reviews::Filter { state: Some(State::Approved), ..none.clone() },
        reviews::Filter { rule, ..none.clone() },
        reviews::Filter { author, ..none.clone() },
        reviews::Filter { state: Some(State::Approved), rule, author },
    ] {
        assert_by_index(pool, reviews::question(&filter, 9, 9).sql()).await;
    }
}
