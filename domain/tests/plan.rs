//! Rules of maintenance plans: the days of a schedule, and the chain of occurrences.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{
    contract::{self, Contract},
    decider::{Decider, Refusal},
    machine,
    plan::*,
    settings,
    testing::{Story, day, given, id},
    visit::Kind,
    *,
};

use crate::common::{CUSTOMER, company, customer, line, machine_of, text};

const MACHINE: MachineId = MachineId(uuid::Uuid::from_u128(30));
const CONTRACT: ContractId = ContractId(uuid::Uuid::from_u128(31));

/// Every so many months from a day on.
fn monthly(first: NaiveDate, every: u16) -> Schedule {
    serde_json::from_value(serde_json::json!({"first": first, "every": every})).unwrap()
}

/// The first days of a schedule when each is done on its day.
fn days(schedule: &Schedule, n: usize) -> Vec<String> {
    let mut next = schedule.first_from(schedule.first);
    let mut days = Vec::new();
    while let Some(Next { step, due, .. }) = next.filter(|_| days.len() < n) {
        days.push(due.to_string());
        next = schedule.after(Some(step), due, due, true);
    }
    days
}

#[test]
fn a_schedule_goes_round_on_its_days() {
    let of = |first: NaiveDate, every, unit| Schedule { unit, ..monthly(first, every) };
    let friday = day(2026, 1, 2);
    let cases = [
        (of(friday, 10, Unit::Day), vec!["2026-01-02", "2026-01-12", "2026-01-22"]),
        (of(friday, 2, Unit::Week), vec!["2026-01-02", "2026-01-16", "2026-01-30"]),
        (of(friday, 3, Unit::Month), vec!["2026-01-02", "2026-04-02", "2026-07-02"]),
        (of(friday, 2, Unit::Year), vec!["2026-01-02", "2028-01-02", "2030-01-02"]),
        (of(day(2026, 10, 24), 1, Unit::Day), vec!["2026-10-24", "2026-10-25", "2026-10-26"]),
    ];
    for (schedule, expected) in cases {
        assert_eq!(days(&schedule, 3), expected);
    }
}

#[test]
fn the_31st_is_the_last_day_of_a_short_month_and_the_31st_again_after_it() {
    assert_eq!(
        days(&monthly(day(2027, 12, 31), 1), 5),
        ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]
    );
}

#[test]
fn the_29th_of_february_is_the_28th_in_other_years_and_comes_back() {
    let yearly = Schedule { unit: Unit::Year, ..monthly(day(2028, 2, 29), 1) };
    assert_eq!(days(&yearly, 5), ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]);
}

#[test]
fn a_weekday_has_its_place_in_each_month() {
    let on = |nth, weekday| Schedule { nth: Some(nth), weekday: Some(weekday), ..monthly(day(2026, 3, 1), 1) };
    assert_eq!(days(&on(Nth::First, Weekday::Tuesday), 3), ["2026-03-03", "2026-04-07", "2026-05-05"]);
    assert_eq!(days(&on(Nth::Last, Weekday::Monday), 3), ["2026-03-30", "2026-04-27", "2026-05-25"]);
    assert_eq!(days(&on(Nth::Third, Weekday::Friday), 2), ["2026-03-20", "2026-04-17"]);
}

#[test]
fn outside_its_season_it_waits_for_the_first_day_of_it_and_those_that_meet_there_are_one() {
    let schedule = Schedule { season: vec![4, 5, 6, 7, 8, 9], ..monthly(day(2026, 7, 15), 1) };
    assert_eq!(
        days(&schedule, 6),
        ["2026-07-15", "2026-08-15", "2026-09-15", "2027-04-01", "2027-04-15", "2027-05-15"]
    );
    let yearly = Schedule { unit: Unit::Year, season: vec![4, 5], ..monthly(day(2026, 1, 15), 1) };
    assert_eq!(days(&yearly, 2), ["2026-04-01", "2027-04-01"]);
}

#[test]
fn a_fixed_schedule_stays_where_it_is_when_one_is_early_or_late() {
    let schedule = monthly(day(2026, 1, 15), 3);
    let after = |on| schedule.after(Some(1), day(2026, 4, 15), on, true).unwrap();
    assert_eq!(after(day(2026, 3, 2)), Next { step: 2, due: day(2026, 7, 15), passed: 0 });
    assert_eq!(after(day(2026, 6, 30)), Next { step: 2, due: day(2026, 7, 15), passed: 0 });
    // What came due while the last one stood open is one visit, not two.
    assert_eq!(after(day(2026, 7, 15)), Next { step: 3, due: day(2026, 10, 15), passed: 1 });
}

#[test]
fn a_schedule_that_counts_from_the_day_it_was_done_moves_with_it() {
    let schedule = Schedule { counted: Counted::Completed, ..monthly(day(2026, 1, 15), 3) };
    let after = |on, done| schedule.after(Some(0), day(2026, 4, 15), on, done).unwrap().due;
    assert_eq!(after(day(2026, 3, 2), true), day(2026, 6, 2));
    assert_eq!(after(day(2026, 5, 20), true), day(2026, 8, 20));
    assert_eq!(after(day(2026, 4, 20), false), day(2026, 7, 15), "called off counts from when it should have been");
    assert_eq!(after(day(2026, 8, 1), false), day(2026, 10, 15));
}

fn command(schedule: Schedule) -> Command {
    Command::Make {
        customer: CUSTOMER,
        machines: vec![MACHINE],
        contract: None,
        invoice: None,
        delivery: None,
        article: None,
        kind: Kind::Maintenance,
        task: text("Ontkalken"),
        expected: Minutes::HOUR,
        schedule,
    }
}

fn nothing() -> Story<Plan> {
    given([]).with(|f| {
        f.known.customer = customer(false);
        f.known.machines = [(MACHINE, machine_of(CUSTOMER, false))].into();
        let mut settings = settings::State::default();
        settings::Settings::evolve(&mut settings, &settings::Event::CompanyChanged { company: company() });
        f.settings = Arc::new(settings);
    })
}

/// A plan that falls due each month from 20 November 2026 on; today is the 17th.
fn made() -> Story<Plan> {
    nothing().and(command(monthly(day(2026, 11, 20), 1)))
}

fn on(story: Story<Plan>, today: NaiveDate) -> Story<Plan> {
    story.with(|f| f.today = today)
}

fn done(occurrence: u32, on: NaiveDate) -> Command {
    Command::Close { occurrence, outcome: Outcome::Done, on, next_on: None, no_next: false }
}

fn skipped(occurrence: u32, on: NaiveDate) -> Command {
    Command::Close { occurrence, outcome: Outcome::Skipped, on, next_on: None, no_next: false }
}

/// The occurrence, day and passed days of what is proposed.
fn proposed(events: &[Event]) -> Option<(u32, NaiveDate, u32)> {
    events.iter().find_map(|event| match event {
        Event::OccurrenceProposed { occurrence, due, passed, .. } => Some((*occurrence, *due, *passed)),
        _ => None,
    })
}

/// The occurrence and proposed day of what is opened.
fn opened(events: &[Event]) -> Option<(u32, NaiveDate)> {
    events.iter().find_map(|event| match event {
        Event::OccurrenceOpened { occurrence, proposed, .. } => Some((*occurrence, *proposed)),
        _ => None,
    })
}

#[test]
fn a_plan_that_is_made_has_its_next_day_at_once() {
    let events = nothing().when(command(monthly(day(2026, 11, 20), 1))).unwrap();
    assert!(matches!(events.as_slice(), [Event::PlanMade { number: 7, .. }, Event::OccurrenceProposed { .. }]));
    assert_eq!(proposed(&events), Some((1, day(2026, 11, 20), 0)));
    // A day that lies back is where it counts from.
    let events = nothing().when(command(monthly(day(2026, 1, 31), 1))).unwrap();
    assert_eq!(proposed(&events), Some((1, day(2026, 11, 30), 0)));
}

#[test]
fn a_plan_makes_sense() {
    let first = day(2026, 11, 20);
    let when = |schedule| nothing().when(command(schedule)).unwrap_err();
    let once = |first| Schedule { every: None, ..monthly(first, 1) };
    for (schedule, no, field) in [
        (once(day(2026, 11, 16)), No::WrongDay { field: "schedule.first" }, "schedule.first"),
        (monthly(day(2036, 1, 1), 1), No::WrongDay { field: "schedule.first" }, "schedule.first"),
        (monthly(first, 0), No::Every, "schedule.every"),
        (Schedule { nth: Some(Nth::First), ..monthly(first, 1) }, No::Weekday, "schedule.weekday"),
        (
            Schedule { nth: Some(Nth::First), weekday: Some(Weekday::Monday), unit: Unit::Week, ..monthly(first, 1) },
            No::Weekday,
            "schedule.weekday",
        ),
        (Schedule { season: vec![13], ..monthly(first, 1) }, No::Season, "schedule.season"),
        (Schedule { meter: Some(0), ..monthly(first, 1) }, No::Meter, "schedule.meter"),
        (Schedule { meter: Some(500), ..once(first) }, No::Meter, "schedule.meter"),
        (Schedule { until: Some(day(2026, 11, 19)), ..monthly(first, 1) }, No::NothingLeft, "schedule.until"),
        (Schedule { ahead: 367, ..monthly(first, 1) }, No::Ahead { field: "schedule.ahead" }, "schedule.ahead"),
        (Schedule { warn: 367, ..monthly(first, 1) }, No::Ahead { field: "schedule.warn" }, "schedule.warn"),
    ] {
        let refused = when(schedule);
        assert_eq!((refused.field(), refused), (Some(field), no));
    }
}

#[test]
fn a_plan_is_for_a_customer_who_is_served_their_machines_and_their_running_contract() {
    let make = command(monthly(day(2026, 11, 20), 1));
    let archived = nothing().with(|f| f.known.customer = customer(true));
    assert_eq!(archived.when(make.clone()), Err(No::UnknownCustomer));
    let gone = nothing().with(|f| f.known.machines = [(MACHINE, machine_of(CUSTOMER, true))].into());
    assert_eq!(gone.when(make.clone()), Err(No::UnknownMachine));
    let Command::Make { customer, machines, kind, task, expected, schedule, .. } = make else { panic!() };
    let of = |contract| Command::Make {
        customer,
        machines: machines.clone(),
        contract: Some(contract),
        invoice: None,
        delivery: None,
        article: None,
        kind,
        task: task.clone(),
        expected,
        schedule: schedule.clone(),
    };
    assert_eq!(nothing().when(of(CONTRACT)), Err(No::UnknownContract));
    let running = nothing().with(|f| f.known.contracts = [(CONTRACT, contract(12, &[]))].into());
    assert!(running.when(of(CONTRACT)).is_ok());
    let over =
        contract::Event::ContractEnded { customer, on: day(2026, 11, 1), reason: Personal::of(customer, line("Op")) };
    let ended = nothing().with(|f| f.known.contracts = [(CONTRACT, contract(12, std::slice::from_ref(&over)))].into());
    assert_eq!(ended.when(of(CONTRACT)), Err(No::UnknownContract));
}

/// A contract of one year from 1 January 2026 that goes on by so many months, and what else happened.
fn contract(renewal: u16, more: &[contract::Event]) -> Arc<contract::State> {
    let terms = contract::Terms {
        kind: contract::Kind::Service,
        machines: vec![],
        monthly_fee: "100 EUR".parse().unwrap(),
        starts: day(2026, 1, 1),
        first_term: 12,
        renewal,
        notice: 1,
        remarks: None,
        hours: None,
        hours_alert: None,
    };
    let number = fault::Number { year: 2026, number: 1 };
    let drafted =
        contract::Event::ContractDrafted { number, customer: CUSTOMER, salesperson: None, terms, remarks: None };
    let signature = contract::Signature::OnPaper {
        name: Personal::of(CUSTOMER, line("De Wit")),
        scan: serde_json::from_value("0".repeat(64).into()).unwrap(),
        kept_at: Personal::of(CUSTOMER, line("Kast")),
    };
    let signed = contract::Event::ContractSigned { customer: CUSTOMER, on: day(2026, 1, 1), signature };
    let mut state = contract::State::default();
    [drafted, signed].iter().chain(more).for_each(|event| Contract::evolve(&mut state, event));
    Arc::new(state)
}

#[test]
fn a_visit_is_asked_for_so_many_days_ahead_and_once() {
    assert!(opened(&made().when(Command::Open {}).unwrap()).is_some(), "it is three days ahead");
    let later = nothing().and(command(monthly(day(2026, 12, 20), 1)));
    assert_eq!(later.when(Command::Open {}), Ok(vec![]), "33 days ahead, and 30 are asked for");
    // The 20th is a Sunday.
    let events = on(later, day(2026, 11, 20)).when(Command::Open {}).unwrap();
    assert_eq!(opened(&events), Some((1, day(2026, 12, 21))));
    assert_eq!(made().and(Command::Open {}).when(Command::Open {}), Ok(vec![]));
}

#[test]
fn its_visit_has_an_id_that_follows_from_plan_and_occurrence() {
    let events = made().when(Command::Open {}).unwrap();
    let Some(Event::OccurrenceOpened { visit, .. }) = events.first() else { panic!() };
    assert_eq!(*visit, visit_of(id(3), 1));
    assert_ne!(visit_of(id(3), 1), visit_of(id(3), 2));
}

#[test]
fn what_is_proposed_is_a_working_day() {
    let proposed = |first| {
        let story = on(nothing(), first).and(command(Schedule { ahead: 0, ..monthly(first, 12) }));
        opened(&story.when(Command::Open {}).unwrap()).unwrap().1
    };
    assert_eq!(proposed(day(2026, 12, 25)), day(2026, 12, 28), "Christmas on a Friday");
    assert_eq!(proposed(day(2027, 3, 27)), day(2027, 3, 30), "the Saturday before Easter");
    assert_eq!(proposed(day(2027, 5, 6)), day(2027, 5, 7), "Ascension");
    let season = Schedule { season: vec![12], ahead: 0, ..monthly(day(2028, 12, 31), 12) };
    let story = on(nothing(), day(2028, 12, 20)).and(command(Schedule { ahead: 20, ..season }));
    assert_eq!(opened(&story.when(Command::Open {}).unwrap()), Some((1, day(2028, 12, 29))), "back into the season");
}

#[test]
fn when_one_is_done_the_next_is_proposed_once() {
    let story = made().and(Command::Open {});
    let events = story.when(done(1, day(2026, 11, 24))).unwrap();
    assert_eq!(proposed(&events), Some((2, day(2026, 12, 20), 0)));
    let story = story.and(done(1, day(2026, 11, 24)));
    assert_eq!(story.when(done(1, day(2026, 11, 24))), Ok(vec![]), "told again it is so");
    assert_eq!(story.when(done(2, day(2026, 11, 24))), Ok(vec![]), "no visit was asked for yet");
}

#[test]
fn a_visit_that_is_called_off_neither_drops_nor_doubles_the_next() {
    let story = made().and(Command::Open {});
    let events = story.when(skipped(1, day(2026, 11, 18))).unwrap();
    assert_eq!(proposed(&events), Some((2, day(2026, 12, 20), 0)));
    assert_eq!(story.and(skipped(1, day(2026, 11, 18))).when(skipped(1, day(2026, 11, 18))), Ok(vec![]));
}

#[test]
fn the_close_may_say_another_day_or_that_no_next_one_is_needed() {
    let story = || made().and(Command::Open {});
    let close = |next_on, no_next| Command::Close {
        occurrence: 1,
        outcome: Outcome::Done,
        on: day(2026, 11, 20),
        next_on,
        no_next,
    };
    let agreed = story().and(close(Some(day(2026, 12, 10)), false));
    let events = on(agreed, day(2026, 12, 1)).and(Command::Open {});
    let events = events.when(done(2, day(2026, 12, 10))).unwrap();
    assert_eq!(proposed(&events), Some((3, day(2027, 1, 20), 0)), "those after it stay where they are");
    let ended = story().when(close(None, true)).unwrap();
    assert!(matches!(ended.last(), Some(Event::PlanEnded { ending: Ending::NotNeeded, .. })));
}

#[test]
fn once_is_once_and_nothing_comes_after_the_last_day() {
    let once = nothing().and(command(Schedule { every: None, ..monthly(day(2026, 11, 20), 1) })).and(Command::Open {});
    let events = once.when(done(1, day(2026, 11, 20))).unwrap();
    assert!(matches!(events.last(), Some(Event::PlanEnded { ending: Ending::Done, .. })));
    let last = Schedule { until: Some(day(2026, 12, 19)), ..monthly(day(2026, 11, 20), 1) };
    let events = nothing().and(command(last)).and(Command::Open {}).when(done(1, day(2026, 11, 20))).unwrap();
    assert!(matches!(events.last(), Some(Event::PlanEnded { ending: Ending::Done, .. })));
}

#[test]
fn the_next_one_is_moved_alone_and_not_while_its_visit_is_open() {
    let to = |to| Command::MoveNext { to };
    let story = made().and(to(day(2026, 12, 1)));
    let events = on(story, day(2026, 12, 1)).and(Command::Open {}).when(done(1, day(2026, 12, 1))).unwrap();
    assert_eq!(proposed(&events), Some((2, day(2026, 12, 20), 0)));
    assert_eq!(made().when(to(day(2026, 11, 20))), Ok(vec![]), "it is there");
    assert_eq!(made().when(to(day(2026, 11, 16))), Err(No::WrongDay { field: "to" }));
    assert_eq!(made().and(Command::Open {}).when(to(day(2026, 12, 1))), Err(No::VisitOpen));
}

#[test]
fn what_rests_asks_for_nothing_and_does_not_make_up_for_it() {
    let pause = Command::Pause { reason: line("Verbouwing") };
    let story = on(made().and(pause), day(2027, 3, 1));
    assert_eq!(story.when(Command::Open {}), Ok(vec![]));
    let events = story.when(Command::Resume {}).unwrap();
    assert_eq!(proposed(&events), Some((1, day(2027, 3, 20), 4)));
    // Its visit that was open is closed meanwhile.
    let story = made().and(Command::Open {}).and(Command::Pause { reason: line("Verbouwing") });
    let story = on(story.and(skipped(1, day(2026, 11, 18))), day(2027, 3, 1));
    let events = story.when(Command::Resume {}).unwrap();
    assert_eq!(proposed(&events).map(|(n, due, _)| (n, due)), Some((2, day(2027, 3, 20))));
}

#[test]
fn what_is_over_stays_over_with_its_contract_and_goes_on_where_it_was_said_by_mistake() {
    let ended = made().and(Command::End { reason: line("Verkocht") });
    assert_eq!(ended.when(Command::Open {}), Ok(vec![]));
    assert_eq!(ended.when(Command::End { reason: line("Verkocht") }), Ok(vec![]));
    assert_eq!(ended.when(Command::Pause { reason: line("x") }), Err(No::Over));
    assert_eq!(ended.when(Command::Resume {}), Ok(vec![Event::PlanResumed { customer: CUSTOMER }]));
}

/// A plan of the contract, made while that ran.
fn of_contract(known: Arc<contract::State>) -> Story<Plan> {
    let Command::Make { customer, machines, kind, task, expected, schedule, .. } =
        command(monthly(day(2026, 12, 20), 1))
    else {
        panic!()
    };
    let contract = Some(CONTRACT);
    let make = Command::Make {
        customer,
        machines,
        contract,
        invoice: None,
        delivery: None,
        article: None,
        kind,
        task,
        expected,
        schedule,
    };
    nothing().with(|f| f.known.contracts = [(CONTRACT, known)].into()).and(make)
}

#[test]
fn nothing_is_asked_for_beyond_the_last_day_of_a_contract() {
    let today = |story, on_day| on(story, on_day).when(Command::Open {}).unwrap();
    // It goes on by a year each time.
    assert!(opened(&today(of_contract(contract(12, &[])), day(2026, 12, 1))).is_some());
    let notice = contract::Event::NoticeGiven {
        customer: CUSTOMER,
        on: day(2026, 11, 1),
        ends: day(2026, 12, 20),
        reason: Personal::of(CUSTOMER, line("Op")),
    };
    // What is proposed for Monday the 21st is a day too late.
    assert_eq!(today(of_contract(contract(12, &[notice])), day(2026, 12, 1)), []);
    let by_itself = on(of_contract(contract(0, &[])).and(Command::MoveNext { to: day(2027, 1, 4) }), day(2026, 12, 10));
    assert_eq!(by_itself.when(Command::Open {}), Ok(vec![]));
}

#[test]
fn a_plan_ends_with_its_contract_and_does_not_come_back_after_it() {
    let story = of_contract(contract(12, &[])).and(Command::EndWithContract { reason: line("Contract voorbij") });
    let over = contract::Event::ContractEnded {
        customer: CUSTOMER,
        on: day(2026, 12, 1),
        reason: Personal::of(CUSTOMER, line("Op")),
    };
    let story = story.with(|f| f.known.contracts = [(CONTRACT, contract(12, &[over]))].into());
    assert_eq!(story.when(Command::Resume {}), Err(No::ContractOver));
}

#[test]
fn nothing_is_asked_for_an_archived_customer_or_machines_that_are_gone() {
    let archived = made().with(|f| f.known.customer = customer(true));
    assert_eq!(archived.when(Command::Open {}), Ok(vec![]));
    let gone = made().with(|f| f.known.machines = [(MACHINE, machine_of(CUSTOMER, true))].into());
    assert_eq!(gone.when(Command::Open {}), Ok(vec![]));
}

/// The machine with its meter at so much.
fn at(reading: u32) -> Arc<machine::State> {
    let mut state = (*machine_of(CUSTOMER, false)).clone();
    let on = day(2026, 11, 17);
    let noted = machine::Event::MeterNoted { customer: CUSTOMER, counter: None, reading, on, despite: None };
    machine::Machine::evolve(&mut state, &noted);
    Arc::new(state)
}

#[test]
fn a_meter_brings_it_before_its_day_and_counts_from_the_last_time() {
    let schedule = Schedule { meter: Some(10_000), ..monthly(day(2027, 11, 20), 12) };
    let meter = |story: Story<Plan>, reading| story.with(|f| f.known.machines = [(MACHINE, at(reading))].into());
    let story = meter(nothing().and(command(schedule)), 9_999);
    assert_eq!(story.when(Command::Open {}), Ok(vec![]));
    let story = meter(story, 10_000);
    let events = story.when(Command::Open {}).unwrap();
    assert!(matches!(events.first(), Some(Event::OccurrenceOpened { reading: Some(10_000), proposed, .. })
        if *proposed == day(2026, 11, 17)));
    let story = meter(story.and(Command::Open {}), 10_500).and(done(1, day(2026, 11, 18)));
    assert_eq!(meter(story.and(Command::Open {}), 20_499).when(Command::Open {}), Ok(vec![]));
    let story = meter(nothing(), 0);
    drop(story);
}

const HOURS: CounterId = CounterId(domain::testing::id(95));

/// A plan by the hours of a machine whose type counts them.
fn by_hours() -> Story<Plan> {
    nothing().with(|facts| {
        let mut hours = counter::State::default();
        let saved = counter::Event::CounterSaved { name: line("Draaiuren"), unit: None, models: None };
        counter::Counter::evolve(&mut hours, &saved);
        facts.known.counters = [(HOURS, hours.into())].into();
    })
}

fn by(counter: Option<CounterId>) -> Schedule {
    Schedule { meter: Some(1_000), counter, ..monthly(day(2027, 11, 20), 12) }
}

/// The machine with one of its counters at so much, after another counter of the kind showed as much and was replaced.
fn counted(counter: Option<CounterId>, before: u32, reading: u32) -> Arc<machine::State> {
    let mut state = (*machine_of(CUSTOMER, false)).clone();
    let (on, last) = (day(2026, 11, 17), Some(before));
    let reason = Personal::of(CUSTOMER, line("Stond stil"));
    let replaced = machine::Event::MeterReplaced { customer: CUSTOMER, counter, on, last, begins: 0, reason };
    let noted = machine::Event::MeterNoted { customer: CUSTOMER, counter, reading, on, despite: None };
    [replaced, noted].iter().for_each(|event| machine::Machine::evolve(&mut state, event));
    Arc::new(state)
}

#[test]
fn a_plan_goes_by_a_counter_that_the_machine_has() {
    assert!(by_hours().when(command(by(Some(HOURS)))).is_ok());
    assert_eq!(nothing().when(command(by(Some(HOURS)))), Err(No::Counter));
    let of_nothing = Schedule { meter: None, ..by(Some(HOURS)) };
    assert_eq!(by_hours().when(command(of_nothing)), Err(No::Counter));
    let at = |story: Story<Plan>, state| story.with(|f| f.known.machines = [(MACHINE, state)].into());
    let story = by_hours().and(command(by(Some(HOURS))));
    let opens = |story: &Story<Plan>| opened(&story.when(Command::Open {}).unwrap()).is_some();
    let story = at(story, counted(None, 0, 5_000));
    assert!(!opens(&story), "another counter says nothing");
    let story = at(story, counted(Some(HOURS), 700, 299));
    assert!(!opens(&story));
    assert!(opens(&at(story, counted(Some(HOURS), 700, 300))), "it ran on over the one that was replaced");
}

#[test]
fn a_plan_that_goes_by_another_counter_counts_from_what_that_shows_then() {
    let change = |counter| Command::Change {
        machines: vec![MACHINE],
        kind: Kind::Maintenance,
        task: text("Ontkalken"),
        expected: Minutes::HOUR,
        schedule: by(counter),
    };
    let at = |story: Story<Plan>, reading| {
        story.with(|f| f.known.machines = [(MACHINE, counted(Some(HOURS), 0, reading))].into())
    };
    let story = at(by_hours().and(command(by(None))), 5_000);
    let changed = story.when(change(Some(HOURS))).unwrap();
    assert!(matches!(changed.first(), Some(Event::PlanChanged { reading: Some(5_000), .. })));
    let story = at(story.and(change(Some(HOURS))), 5_999);
    assert!(opened(&story.when(Command::Open {}).unwrap()).is_none());
    let story = at(story, 6_000);
    assert!(opened(&story.when(Command::Open {}).unwrap()).is_some());
    let closed = at(story.and(Command::Open {}).and(done(1, day(2026, 11, 18))), 6_500).and(change(None));
    let again = closed.when(change(Some(HOURS))).unwrap();
    assert!(
        matches!(again.first(), Some(Event::PlanChanged { reading: None, .. })),
        "it still counts from the last time"
    );
}

#[test]
fn at_the_latest_after_its_time_the_meter_is_not_waited_for() {
    let schedule = Schedule { meter: Some(10_000), ..monthly(day(2026, 11, 20), 12) };
    assert!(opened(&nothing().and(command(schedule)).when(Command::Open {}).unwrap()).is_some());
}

#[test]
fn another_schedule_counts_from_today_and_what_is_open_stays() {
    let change = |schedule| Command::Change {
        machines: vec![MACHINE],
        kind: Kind::Maintenance,
        task: text("Ontkalken"),
        expected: Minutes::HOUR,
        schedule,
    };
    assert_eq!(made().when(change(monthly(day(2026, 11, 20), 1))), Ok(vec![]));
    let events = made().when(change(monthly(day(2026, 11, 20), 6))).unwrap();
    assert_eq!(proposed(&events), Some((1, day(2026, 11, 20), 0)));
    let story = made().and(Command::Open {}).and(change(monthly(day(2026, 12, 5), 6)));
    let events = story.when(done(1, day(2026, 11, 20))).unwrap();
    assert_eq!(proposed(&events), Some((2, day(2026, 12, 5), 0)));
}
