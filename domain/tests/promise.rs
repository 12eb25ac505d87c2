//! Rules of promises: what time counts, which contract promises what, what waits, and what is warned of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;
use domain::{
    calendar::{Calendar, Closing},
    contract::{self, Contract},
    fault::{self, Command, Event, Fault, Number, Urgency},
    promise::{self, Counts, Covering, Part, Promise, Stage, Terms, WaitsFor, Within, WorkTime},
    settings::{self, Settings},
    testing::{Story, day, facts, given, id},
    user::Hours,
    *,
};
use proptest::prelude::*;

use crate::common::{CUSTOMER, customer, line, text};

fn at(text: &str) -> DateTime<Utc> {
    let wall: chrono::NaiveDateTime = text.parse().unwrap();
    Amsterdam.from_local_datetime(&wall).unwrap().to_utc()
}

fn opening(from: u32, until: u32) -> Opening {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Opening { from: hour(from), until: hour(until) }
}

fn dutch(from: u32, until: u32) -> Calendar {
    Calendar { country: Some("NL".parse().unwrap()), ..opening(from, until).into() }
}

/// Minute by minute: does this one count?
fn counts(time: &WorkTime<'_>, minute: DateTime<Utc>) -> bool {
    let wall = minute.with_timezone(&time.zone).naive_local();
    let open = match time.counts {
        Counts::Always => return true,
        Counts::Company => time.calendar.is_working(wall.date()).then_some(time.calendar.opening),
        Counts::Own => time.week.on(wall.date()).filter(|_| time.calendar.named(wall.date()).is_none()),
    };
    open.is_some_and(|open| open.from <= wall.time() && wall.time() < open.until)
}

prop_compose! {
    fn weeks()(hours in proptest::collection::vec(proptest::option::of((0_u32..23, 1_u32..23)), 7)) -> Hours {
        let of = |n: usize| hours[n].map(|(from, long)| opening(from, (from + long).min(23)));
        Hours {
            monday: of(0), tuesday: of(1), wednesday: of(2), thursday: of(3), friday: of(4),
            saturday: of(5), sunday: of(6).or(Some(opening(1, 5))),
        }
    }
}

/// The year's weeks with holidays and the nights in which the clock jumps among them.
fn mondays() -> impl Strategy<Value = NaiveDate> {
    proptest::sample::select(vec![
        day(2026, 3, 23),
        day(2026, 3, 30),
        day(2026, 4, 27),
        day(2026, 5, 11),
        day(2026, 10, 19),
        day(2026, 12, 21),
        day(2026, 12, 28),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn time_that_counts_is_what_counts_minute_by_minute(
        week in weeks(),
        counts_as in proptest::sample::select(&Counts::ALL[..]),
        (from, long) in (0_u32..23, 1_u32..23),
        monday in mondays(),
        (begin, work) in (0_i64..7 * 1440, 0_i64..1200),
        closed in proptest::option::of(0_u64..7),
    ) {
        let mut calendar = dutch(from, (from + long).min(23));
        if let Some(days) = closed {
            let first = monday + chrono::Days::new(days);
            calendar.closings.insert(first, Closing { until: first + chrono::Days::new(1), name: line("Dicht") });
        }
        let time = WorkTime { counts: counts_as, week: &week, calendar: &calendar, zone: Amsterdam };
        let begin = monday.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(begin);
        let until = time.after(begin, TimeDelta::minutes(work));
        // Until then it is as much as was asked, and the last minute of it counted.
        let minutes = (0..(until - begin).num_minutes()).map(|minute| begin + TimeDelta::minutes(minute));
        let counted: Vec<DateTime<Utc>> = minutes.filter(|minute| counts(&time, *minute)).collect();
        prop_assert_eq!(counted.len() as i64, work);
        if work > 0 {
            prop_assert_eq!(counted.last().map(|last| *last + TimeDelta::minutes(1)), Some(until));
        }
        prop_assert_eq!(time.between(begin, until), TimeDelta::minutes(work));
    }
}

#[test]
fn an_hour_that_spring_leaves_out_is_none_and_one_that_autumn_repeats_is_two() {
    let week = Hours { sunday: Some(opening(1, 5)), ..Hours::NONE };
    let calendar = Calendar::default();
    let time = WorkTime { counts: Counts::Own, week: &week, calendar: &calendar, zone: Amsterdam };
    let of = |sunday: NaiveDate| {
        let noon = |day: NaiveDate| day.and_hms_opt(12, 0, 0).unwrap().and_utc();
        time.between(noon(sunday.pred_opt().unwrap()), noon(sunday)).num_hours()
    };
    assert_eq!([of(day(2026, 3, 22)), of(day(2026, 3, 29)), of(day(2026, 10, 25))], [4, 3, 5]);
}

fn within(respond: u16, solve: Option<u16>) -> Within {
    Within { respond, solve }
}

/// Two hours to respond and eight to solve what is urgent.
fn gold() -> Terms {
    Terms {
        counts: Counts::Company,
        own_week: Hours::NONE,
        urgent: within(2, Some(8)),
        high: within(4, Some(16)),
        normal: within(8, None),
        low: within(40, None),
    }
}

fn set(name: &str, from: NaiveDate, terms: Terms) -> settings::Event {
    settings::Event::ServiceLevelSet { service_level: line(name), from, terms }
}

fn agreed(events: impl IntoIterator<Item = settings::Event>) -> Arc<settings::State> {
    let mut state = settings::State::default();
    events.into_iter().for_each(|event| Settings::evolve(&mut state, &event));
    state.calendar = dutch(8, 17);
    Arc::new(state)
}

fn standard() -> Arc<settings::State> {
    agreed([set("Goud", day(2026, 1, 1), gold())])
}

fn by_gold() -> Vec<Covering> {
    vec![Covering { contract: ContractId(id(50)), level: line("Goud") }]
}

fn report(urgency: Urgency) -> Command {
    Command::Report {
        customer: CUSTOMER,
        machine: None,
        problem: text("Oven koud"),
        urgency,
        caller: None,
        caller_phone: None,
        confirm: false,
        despite: None,
        heard_on: None,
        heard_at: None,
    }
}

/// A fault of a customer with a gold contract, reported on Tuesday at ten.
fn gold_fault() -> Story<Fault> {
    let story = given([]).with(|f| {
        f.known.customer = customer(false);
        f.known.covering_promises = by_gold();
        f.settings = standard();
    });
    story.and(report(Urgency::Urgent))
}

fn promised(events: &[Event]) -> (DateTime<Utc>, Promise) {
    let found = events.iter().find_map(|event| match event {
        Event::FaultReported { promised_at, promise, .. }
        | Event::FaultChanged { promised_at, promise, .. }
        | Event::FaultResumed { promised_at, promise, .. } => Some((promised_at.unwrap(), promise.clone().unwrap())),
        _ => None,
    });
    found.unwrap()
}

fn turned(story: Story<Fault>, moment: &str) -> Story<Fault> {
    story.with(|f| f.now = at(moment))
}

fn warn(deadline: Part, stage: Stage) -> Command {
    Command::Warn { deadline, stage }
}

fn wait(waits_for: WaitsFor) -> Command {
    Command::Wait { waits_for, reason: line("Wacht op akkoord") }
}

const RESUME: Command = Command::Resume { mistaken: false };

#[test]
fn a_contract_promises_when_somebody_responds_and_when_it_is_solved() {
    let story = given::<Fault>([]).with(|f| {
        f.known.customer = customer(false);
        f.known.covering_promises = by_gold();
        f.settings = standard();
    });
    let (respond_by, promise) = promised(&story.when(report(Urgency::Urgent)).unwrap());
    assert_eq!((respond_by, promise.respond_warn_at), (at("2026-11-17T12:00:00"), at("2026-11-17T11:30:00")));
    assert_eq!(promise.solve_by, Some(at("2026-11-18T09:00:00")));
    assert_eq!(promise.solve_warn_at, Some(at("2026-11-17T16:00:00")));
    assert_eq!((promise.service_level, promise.contract), (Some(line("Goud")), Some(ContractId(id(50)))));
    let (_, normal) = promised(&story.when(report(Urgency::Normal)).unwrap());
    assert_eq!((normal.solve_by, normal.solve_warn_at), (None, None), "nothing is promised about a solution");
}

#[test]
fn of_several_contracts_the_soonest_promise_holds_and_without_one_the_usual_level_else_the_desks_own_rule() {
    let slow = Terms { urgent: within(6, Some(40)), ..gold() };
    let levels = [set("Goud", day(2026, 1, 1), gold()), set("Brons", day(2026, 1, 1), slow)];
    let usual = settings::Event::UsualLevelSet { service_level: Some(line("Brons")) };
    let with_usual = agreed(levels.clone().into_iter().chain([usual]));
    let both = vec![Covering { contract: ContractId(id(51)), level: line("Brons") }, by_gold().remove(0)];
    let of = |settings: &Arc<settings::State>, covering: &[Covering]| {
        promise::made(Urgency::Urgent, facts().now, covering, settings, Amsterdam).promise.service_level
    };
    assert_eq!(of(&with_usual, &both), Some(line("Goud")));
    assert_eq!(of(&with_usual, &[]), Some(line("Brons")));
    assert_eq!(of(&agreed(levels), &[]), None);
    let gone = vec![Covering { contract: ContractId(id(52)), level: line("Zilver") }];
    assert_eq!(of(&with_usual, &gone), Some(line("Brons")), "a level that is no more promises what all are promised");
}

#[test]
fn a_level_promises_what_it_said_on_the_day_of_the_call() {
    let later = Terms { urgent: within(1, None), ..gold() };
    let settings = agreed([set("Goud", day(2026, 1, 1), gold()), set("Goud", day(2026, 11, 18), later)]);
    let of = |heard| promise::made(Urgency::Urgent, at(heard), &by_gold(), &settings, Amsterdam).respond_by;
    assert_eq!(of("2026-11-17T10:00:00"), at("2026-11-17T12:00:00"));
    assert_eq!(of("2026-11-18T10:00:00"), at("2026-11-18T11:00:00"));
}

#[test]
fn day_and_night_counts_on_sundays_and_a_week_of_its_own_not_on_holidays() {
    let always = Terms { counts: Counts::Always, ..gold() };
    let saturdays = Hours { saturday: Some(opening(9, 17)), friday: Some(opening(9, 17)), ..Hours::NONE };
    let own = Terms { counts: Counts::Own, own_week: saturdays, ..gold() };
    let of = |terms: Terms, heard| {
        let settings = agreed([set("Goud", day(2026, 1, 1), terms)]);
        promise::made(Urgency::Urgent, at(heard), &by_gold(), &settings, Amsterdam).respond_by
    };
    assert_eq!(of(always, "2026-11-22T03:00:00"), at("2026-11-22T05:00:00"));
    assert_eq!(of(own.clone(), "2026-11-20T16:00:00"), at("2026-11-21T10:00:00"));
    // Christmas is a Friday, Boxing Day a Saturday.
    assert_eq!(of(own, "2026-12-24T16:00:00"), at("2027-01-02T11:00:00"), "New Year's Day is a Friday too");
}

#[test]
fn nothing_counts_while_the_customer_is_waited_for() {
    let waits = turned(gold_fault(), "2026-11-17T11:00:00").and(wait(WaitsFor::Customer));
    let resumed = turned(waits, "2026-11-17T14:00:00");
    let (respond_by, promise) = promised(&resumed.when(RESUME).unwrap());
    assert_eq!((respond_by, promise.solve_by), (at("2026-11-17T15:00:00"), Some(at("2026-11-18T12:00:00"))));
    let mistaken = promised(&resumed.when(Command::Resume { mistaken: true }).unwrap());
    assert_eq!(mistaken.0, at("2026-11-17T12:00:00"), "what waited by mistake counted all along");
    let solved = resumed.when(Command::Solve { visit: None, how: None, at: None }).unwrap();
    assert!(matches!(solved[..], [Event::FaultResumed { .. }, Event::FaultSolved { .. }]), "{solved:?}");
}

#[test]
fn a_part_stops_the_time_for_the_solution_alone_and_what_was_over_stays_so() {
    let waits = turned(gold_fault(), "2026-11-17T13:00:00").and(Command::WaitForPart { visit: VisitId(id(60)) });
    let resumed = turned(waits, "2026-11-18T13:00:00");
    let (respond_by, promise) = promised(&resumed.when(RESUME).unwrap());
    assert_eq!(respond_by, at("2026-11-17T12:00:00"));
    assert_eq!(promise.solve_by, Some(at("2026-11-19T09:00:00")), "nine working hours later");
    let again = turned(resumed.and(RESUME), "2026-11-18T13:00:00").and(wait(WaitsFor::Customer));
    let (respond_by, _) = promised(&turned(again, "2026-11-20T13:00:00").when(RESUME).unwrap());
    assert_eq!(respond_by, at("2026-11-17T12:00:00"), "it was over before it waited");
}

#[test]
fn asking_what_the_hours_in_force_would_have_promised_gives_what_was_promised() {
    let (waits, resumed) = (at("2026-11-17T11:00:00"), at("2026-11-17T14:00:00"));
    let waited = turned(gold_fault(), "2026-11-17T11:00:00").and(wait(WaitsFor::Customer));
    let (respond_by, promise) = promised(&turned(waited, "2026-11-17T14:00:00").when(RESUME).unwrap());
    let fault = what_if::promises::Heard {
        urgency: Urgency::Urgent,
        at: at("2026-11-17T10:00:00"),
        promised: promise::Made { respond_by, promise },
        pauses: vec![(WaitsFor::Customer, waits, resumed)],
        waits: None,
        answered: Some(at("2026-11-17T14:30:00")),
        solved: Some(at("2026-11-18T13:00:00")),
    };
    let settings = agreed([set("Goud", day(2026, 1, 1), gold())]);
    let now = at("2026-11-30T08:00:00");
    let (was, would) = what_if::promises::replay(std::slice::from_ref(&fault), &settings, Amsterdam, now);
    assert_eq!((was, was.in_time, was.late), (would, 0, 1), "answered in time, solved an hour late");
    let longer = settings::State { calendar: dutch(8, 12), ..settings.as_ref().clone() };
    let (_, would) = what_if::promises::replay(&[fault], &longer, Amsterdam, now);
    assert_eq!((would.in_time, would.late), (1, 0), "who works less promises later");
}

#[test]
fn another_haste_counts_from_the_call_with_the_time_that_did_not_count() {
    let waited = turned(gold_fault(), "2026-11-17T11:00:00").and(wait(WaitsFor::Customer));
    let waited = turned(waited, "2026-11-17T12:00:00").and(RESUME);
    let change = Command::Change { problem: text("Oven koud"), urgency: Urgency::High };
    let (respond_by, _) = promised(&waited.when(change).unwrap());
    assert_eq!(respond_by, at("2026-11-17T15:00:00"), "four hours from ten, and the one that it waited");
}

#[test]
fn each_deadline_is_warned_of_once_when_it_nears_and_once_when_it_is_over() {
    let near = warn(Part::Respond, Stage::Near);
    assert_eq!(turned(gold_fault(), "2026-11-17T11:29:00").when(near.clone()), Ok(vec![]));
    let story = turned(gold_fault(), "2026-11-17T11:30:00");
    let warned = |deadline, stage, until: &str| {
        Ok(vec![Event::FaultWarned { customer: CUSTOMER, deadline, stage, until: at(until) }])
    };
    assert_eq!(story.when(near.clone()), warned(Part::Respond, Stage::Near, "2026-11-17T12:00:00"));
    let story = story.and(near.clone());
    assert_eq!(story.when(near.clone()), Ok(vec![]));
    let over = turned(story, "2026-11-17T12:00:00");
    let passed = warn(Part::Respond, Stage::Passed);
    assert_eq!(over.when(passed.clone()), warned(Part::Respond, Stage::Passed, "2026-11-17T12:00:00"));
    let over = over.and(passed.clone());
    assert_eq!((over.when(passed.clone()), over.when(near)), (Ok(vec![]), Ok(vec![])), "over says more than near");
    let solve = turned(over, "2026-11-17T16:00:00").when(warn(Part::Solve, Stage::Near));
    assert_eq!(solve, warned(Part::Solve, Stage::Near, "2026-11-18T09:00:00"));
}

#[test]
fn nobody_is_warned_of_what_was_answered_waits_or_is_solved() {
    let passed = || warn(Part::Respond, Stage::Passed);
    let late = || turned(gold_fault(), "2026-11-17T13:00:00");
    let answered = late().and(Command::Answer { visit: None, note: Some(text("Morgen komt iemand")) });
    assert_eq!(answered.when(passed()), Ok(vec![]));
    let withdrawn = answered.and(Command::WithdrawAnswer { visit: None });
    assert_eq!(withdrawn.when(passed()).map(|events| events.len()), Ok(1), "it presses again");
    assert_eq!(late().and(wait(WaitsFor::Customer)).when(passed()), Ok(vec![]));
    assert_eq!(late().and(Command::Solve { visit: None, how: None, at: None }).when(passed()), Ok(vec![]));
    let for_part = late().and(wait(WaitsFor::Part));
    assert_eq!(for_part.when(passed()).map(|events| events.len()), Ok(1), "somebody can still call");
    assert_eq!(turned(for_part, "2026-11-19T10:00:00").when(warn(Part::Solve, Stage::Passed)), Ok(vec![]));
}

#[test]
fn the_first_answer_counts_and_is_withdrawn_only_by_what_gave_it() {
    let visit = Some(VisitId(id(60)));
    let begun = gold_fault().and(Command::Answer { visit, note: None });
    assert_eq!(begun.when(Command::Answer { visit: None, note: None }), Ok(vec![]));
    assert_eq!(begun.when(Command::WithdrawAnswer { visit: None }), Ok(vec![]));
    let off = begun.when(Command::WithdrawAnswer { visit });
    assert_eq!(off, Ok(vec![Event::FaultAnswerWithdrawn { customer: CUSTOMER }]));
    let solved = gold_fault().and(Command::Solve { visit: None, how: None, at: None });
    assert_eq!(solved.when(Command::Answer { visit: None, note: None }), Err(fault::No::Closed));
    assert_eq!(solved.when(Command::Answer { visit, note: None }), Ok(vec![]));
}

#[test]
fn what_the_customer_expects_is_the_answer_then_the_solution_and_nothing_while_they_are_waited_for() {
    let of = |events: &[Event]| {
        let mut state = fault::State::default();
        events.iter().for_each(|event| Fault::evolve(&mut state, event));
        state.promised_at()
    };
    let story = given::<Fault>([]).with(|f| {
        f.known.customer = customer(false);
        f.known.covering_promises = by_gold();
        f.settings = standard();
    });
    let mut events = story.when(report(Urgency::Urgent)).unwrap();
    assert_eq!(of(&events), Some(at("2026-11-17T12:00:00")));
    events.push(Event::FaultAnswered { customer: CUSTOMER, visit: None, note: None });
    assert_eq!(of(&events), Some(at("2026-11-18T09:00:00")));
    let since = at("2026-11-17T12:30:00");
    let waits_for = WaitsFor::Customer;
    events.push(Event::FaultPaused { customer: CUSTOMER, waits_for, since, visit: None, reason: None });
    assert_eq!(of(&events), None);
}

#[test]
fn a_level_promises_possible_hours() {
    let of = |terms: Terms| {
        let command = settings::Command::SetServiceLevel { service_level: line("Goud"), from: day(2026, 1, 1), terms };
        given::<Settings>([]).when(command).map(|events| events.len())
    };
    let wrong = |field| Err(settings::No::Level { field });
    assert_eq!(of(gold()), Ok(1));
    assert_eq!(of(Terms { high: within(0, None), ..gold() }), wrong("high.respond"));
    assert_eq!(of(Terms { low: within(4, Some(3)), ..gold() }), wrong("low.solve"));
    assert_eq!(of(Terms { counts: Counts::Own, ..gold() }), wrong("counts"));
}

#[test]
fn the_usual_level_is_one_that_there_is_and_stays() {
    let there = || given::<Settings>([set("Goud", day(2026, 1, 1), gold())]);
    let choose = |name| settings::Command::SetUsualLevel { service_level: Some(line(name)) };
    assert_eq!(there().when(choose("Zilver")), Err(settings::No::UnknownLevel));
    let usual = there().and(choose("Goud"));
    let drop = settings::Command::DropServiceLevel { service_level: line("Goud"), from: day(2026, 1, 1) };
    assert_eq!(usual.when(drop.clone()), Err(settings::No::IsUsual));
    assert!(there().when(drop).is_ok());
    let warning = |percent| there().when(settings::Command::SetPromiseWarning { percent });
    assert_eq!((warning(0), warning(100)), (Err(settings::No::Percent), Err(settings::No::Percent)));
    assert_eq!(warning(80).map(|events| events.len()), Ok(1));
}

#[test]
fn a_contract_promises_while_it_runs_about_its_machines() {
    let (machine, other) = (MachineId(id(30)), MachineId(id(31)));
    let terms = contract::Terms {
        kind: contract::Kind::Service,
        machines: vec![machine],
        monthly_fee: Money { cents: 10_000, currency: Currency::Eur },
        starts: day(2026, 11, 1),
        first_term: 12,
        renewal: 0,
        notice: 0,
        remarks: None,
        hours: None,
        hours_alert: None,
    };
    let number = Number { year: 2026, number: 1 };
    let drafted =
        contract::Event::ContractDrafted { number, customer: CUSTOMER, salesperson: None, terms, remarks: None };
    let level = |name| contract::Command::SetServiceLevel { service_level: Some(line(name)) };
    let draft = given::<Contract>([drafted.clone()]).with(|f| f.settings = standard());
    assert_eq!(draft.when(level("Zilver")), Err(contract::No::UnknownLevel));
    let agreed = draft.when(level("Goud")).unwrap();
    assert_eq!(agreed, [contract::Event::ServiceLevelAgreed { customer: CUSTOMER, service_level: Some(line("Goud")) }]);
    let signature = contract::Signature::OnPaper {
        name: Personal::of(CUSTOMER, line("Petra")),
        scan: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse().unwrap(),
        kept_at: Personal::of(CUSTOMER, line("Kast")),
    };
    let signed = contract::Event::ContractSigned { customer: CUSTOMER, on: day(2026, 10, 20), signature };
    let state = |events: &[&contract::Event]| {
        let mut state = contract::State::default();
        events.iter().for_each(|event| Contract::evolve(&mut state, event));
        state
    };
    let running = state(&[&drafted, &agreed[0], &signed]);
    let on = |day| running.promises(Some(machine), day).map(Line::as_str);
    assert_eq!([on(day(2026, 10, 31)), on(day(2026, 11, 1)), on(day(2027, 11, 1))], [None, Some("Goud"), None]);
    assert_eq!(running.promises(Some(other), day(2026, 11, 17)), None);
    assert_eq!(running.promises(None, day(2026, 11, 17)).map(Line::as_str), Some("Goud"));
    assert_eq!(
        state(&[&drafted, &agreed[0]]).promises(Some(machine), day(2026, 11, 17)),
        None,
        "a draft promises nothing"
    );
}
