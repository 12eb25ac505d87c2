//! Rules of faults.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use chrono::{TimeDelta, TimeZone};
use domain::{
    decider::{Decider, Need, Refusal},
    fault::{Command, Event, Fault, No, Number, Urgency, caller_of},
    machine,
    promise::Promise,
    testing::{Story, day, facts, given, id},
    *,
};

use crate::common::{CUSTOMER, customer, line, machine_of, text};

const MACHINE: MachineId = MachineId(uuid::Uuid::from_u128(30));

fn sealed<T>(value: T) -> Personal<T> {
    Personal::of(CUSTOMER, value)
}

fn report_with(machine: Option<MachineId>, despite: Option<Line>) -> Command {
    Command::Report {
        customer: CUSTOMER,
        machine,
        problem: text("Oven wordt niet warm"),
        urgency: Urgency::High,
        caller: Some(line("Petra de Wit")),
        caller_phone: Some("0612345678".parse().unwrap()),
        confirm: true,
        despite,
        heard_on: None,
        heard_at: None,
    }
}

fn reported_with(machine: Option<MachineId>, despite: Option<Line>) -> Event {
    Event::FaultReported {
        number: Number { year: 2026, number: 7 },
        customer: CUSTOMER,
        machine,
        problem: sealed(text("Oven wordt niet warm")),
        urgency: Urgency::High,
        caller: Some(Personal::of(caller_of(facts().id), line("Petra de Wit"))),
        caller_phone: Some(Personal::of(caller_of(facts().id), "+31612345678".parse().unwrap())),
        confirm: true,
        despite: despite.map(sealed),
        heard_at: Some(facts().now),
        promised_at: Some("2026-11-18T09:00:00Z".parse().unwrap()),
        promise: Some(by_the_desk("2026-11-17T15:45:00Z")),
    }
}

/// What the desk promises, and from when that presses.
fn by_the_desk(respond_warn_at: &str) -> Promise {
    Promise {
        service_level: None,
        contract: None,
        respond_warn_at: respond_warn_at.parse().unwrap(),
        solve_by: None,
        solve_warn_at: None,
    }
}

fn report() -> Command {
    report_with(None, None)
}

fn open() -> Story<Fault> {
    given([reported_with(None, None)])
}

fn new() -> Story<Fault> {
    given([]).with(|f| f.known.customer = customer(false))
}

fn at_machine(machine: Arc<machine::State>) -> Story<Fault> {
    new().with(|f| f.known.machines = [(MACHINE, machine)].into())
}

fn solve() -> Command {
    Command::Solve { visit: None, how: Some(text("Zekering vervangen")), at: None }
}

fn cancel() -> Command {
    Command::Cancel { reason: line("Zelf opgelost") }
}

fn reopen() -> Command {
    Command::Reopen { reason: line("Weer koud") }
}

fn change(urgency: Urgency) -> Command {
    Command::Change { problem: text("Oven wordt niet warm"), urgency }
}

#[test]
fn a_fault_gets_a_number_of_its_year_and_is_sealed_with_the_customers_key() {
    assert_eq!(new().when(report()), Ok(vec![reported_with(None, None)]));
}

#[test]
fn taking_in_a_fault_asks_for_the_customer_a_number_and_the_machines_open_faults() {
    let needs = Fault::needs(&Default::default(), &report_with(Some(MACHINE), None), day(2026, 11, 17));
    assert_eq!(needs[..2], [Need::Customer(CUSTOMER), Need::Number("fault_2026".into())]);
    assert_eq!(needs[2..5], [Need::Settings, Need::Machine(MACHINE), Need::OpenFaults(MACHINE)]);
    assert_eq!(needs[5..], [Need::Promises { customer: CUSTOMER, machine: Some(MACHINE) }]);
}

#[test]
fn a_fault_is_taken_in_once() {
    assert_eq!(open().when(report()), Err(No::AlreadyReported));
}

#[test]
fn a_fault_is_a_customers_who_exists_and_is_not_put_away() {
    assert_eq!(given::<Fault>([]).when(report()), Err(No::UnknownCustomer));
    assert_eq!(new().with(|f| f.known.customer = customer(true)).when(report()), Err(No::UnknownCustomer));
    assert_eq!(No::UnknownCustomer.field(), Some("customer"));
}

#[test]
fn a_fault_is_of_a_machine_that_stands_at_the_customer() {
    let report = || report_with(Some(MACHINE), None);
    assert_eq!(new().when(report()), Err(No::UnknownMachine));
    for machine in [machine_of(CustomerId(id(21)), false), machine_of(CUSTOMER, true)] {
        assert_eq!(at_machine(machine).when(report()), Err(No::UnknownMachine));
    }
    assert!(at_machine(machine_of(CUSTOMER, false)).when(report()).is_ok());
}

#[test]
fn a_machine_with_an_open_fault_asks_for_a_reason() {
    let story = at_machine(machine_of(CUSTOMER, false))
        .with(|f| f.known.open_faults = vec![Number { year: 2026, number: 412 }]);
    let no = No::MachineHasOpenFault { fault: "2026-0412".into() };
    assert_eq!((no.field(), no.overrule()), (Some("machine"), Some("despite")));
    assert_eq!(story.when(report_with(Some(MACHINE), None)), Err(no));
    let despite = Some(line("Andere oven, zelfde nummer"));
    assert_eq!(
        story.when(report_with(Some(MACHINE), despite.clone())),
        Ok(vec![reported_with(Some(MACHINE), despite)])
    );
}

#[test]
fn nothing_happens_to_an_unknown_fault() {
    for command in [change(Urgency::Low), solve(), reopen(), cancel()] {
        assert_eq!(new().when(command), Err(No::Unknown));
    }
}

#[test]
fn what_was_said_can_change() {
    let changed = Event::FaultChanged {
        customer: CUSTOMER,
        problem: sealed(text("Oven wordt niet warm")),
        urgency: Urgency::Urgent,
        promised_at: Some("2026-11-18T08:00:00Z".parse().unwrap()),
        promise: Some(by_the_desk("2026-11-17T15:00:00Z")),
    };
    assert_eq!(open().when(change(Urgency::Urgent)), Ok(vec![changed]));
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(open().when(change(Urgency::High)), Ok(vec![]));
    assert_eq!(open().and(change(Urgency::Low)).when(change(Urgency::Low)), Ok(vec![]));
}

#[test]
fn a_fault_is_solved_by_telephone_or_by_a_visit() {
    let how = Some(sealed(text("Zekering vervangen")));
    let solved = |visit, how| Event::FaultSolved { customer: CUSTOMER, visit, how, at: None };
    assert_eq!(open().when(solve()), Ok(vec![solved(None, how)]));
    let visit = Some(VisitId(id(40)));
    assert_eq!(open().when(Command::Solve { visit, how: None, at: None }), Ok(vec![solved(visit, None)]));
}

#[test]
fn a_fault_that_was_solved_without_network_was_solved_when_it_was() {
    let later = open().with(|f| f.now += TimeDelta::hours(3));
    let heard = facts().now;
    let solved_at = |at| match later.when(Command::Solve { visit: None, how: None, at: Some(at) }).as_deref() {
        Ok([Event::FaultSolved { at, .. }]) => *at,
        other => panic!("{other:?}"),
    };
    let hour = TimeDelta::hours(1);
    assert_eq!(solved_at(heard + hour), Some(heard + hour));
    assert_eq!(solved_at(heard - hour), Some(heard), "nobody solves what was not heard of");
    assert_eq!(solved_at(heard + hour * 5), Some(heard + hour * 3), "nor ahead");
}

#[test]
fn only_werkbank_itself_solves_a_fault_by_a_visit() {
    let by_visit = Command::Solve { visit: Some(VisitId(id(40))), how: None, at: None };
    assert_eq!(Fault::permission(&by_visit), Permission::SystemOnly);
    assert_eq!(Fault::permission(&solve()), Permission::ReportFaults);
}

#[test]
fn a_fault_is_called_off_with_a_reason() {
    let cancelled = Event::FaultCancelled { customer: CUSTOMER, reason: sealed(line("Zelf opgelost")) };
    assert_eq!(open().when(cancel()), Ok(vec![cancelled]));
}

#[test]
fn a_closed_fault_is_not_changed_or_closed_in_another_way() {
    for (closed, other) in [(solve(), cancel()), (cancel(), solve())] {
        for command in [change(Urgency::Low), other] {
            assert_eq!(open().and(closed.clone()).when(command), Err(No::Closed));
        }
        assert_eq!(open().and(closed.clone()).when(closed), Ok(vec![]));
    }
}

#[test]
fn a_closed_fault_can_come_back() {
    let reopened = Event::FaultReopened { customer: CUSTOMER, reason: sealed(line("Weer koud")) };
    for closed in [solve(), cancel()] {
        assert_eq!(open().and(closed.clone()).when(reopen()), Ok(vec![reopened.clone()]));
        assert!(open().and(closed).and(reopen()).when(solve()).is_ok());
    }
}

#[test]
fn an_open_fault_does_not_come_back() {
    assert_eq!(open().when(reopen()), Ok(vec![]));
}

/// When it was told and until when somebody comes, by the wall clock in Utrecht; taken in on Tuesday 17 November at ten.
fn told(on: Option<&str>, at: Option<&str>) -> Result<(String, String), No> {
    let Command::Report { customer, problem, .. } = report_with(None, None) else { unreachable!() };
    let (heard_on, heard_at) = (on.map(|on| on.parse().unwrap()), at.map(|at| at.parse().unwrap()));
    let report = Command::Report {
        customer,
        machine: None,
        problem,
        urgency: Urgency::Urgent,
        caller: None,
        caller_phone: None,
        confirm: false,
        despite: None,
        heard_on,
        heard_at,
    };
    let story = new().with(|facts| {
        facts.now = chrono_tz::Europe::Amsterdam.with_ymd_and_hms(2026, 11, 17, 10, 0, 0).unwrap().to_utc();
        facts.today = day(2026, 11, 17);
    });
    let events = story.when(report)?;
    let [Event::FaultReported { heard_at: Some(heard), promised_at: Some(promised), .. }] = &events[..] else {
        panic!("{events:?}")
    };
    let wall =
        |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&chrono_tz::Europe::Amsterdam).naive_local().to_string();
    Ok((wall(*heard), wall(*promised)))
}

#[test]
fn what_was_told_earlier_counts_from_then() {
    let both = |heard: &str, promised: &str| Ok((heard.to_owned(), promised.to_owned()));
    assert_eq!(told(None, None), both("2026-11-17 10:00:00", "2026-11-18 09:00:00"));
    assert_eq!(told(Some("2026-11-16"), Some("15:00")), both("2026-11-16 15:00:00", "2026-11-17 14:00:00"));
    assert_eq!(told(None, Some("9.00")), both("2026-11-17 09:00:00", "2026-11-17 17:00:00"));
    assert_eq!(told(Some("2026-11-16"), None).unwrap().0, "2026-11-16 08:00:00", "when people began to work");
}

#[test]
fn nobody_tells_what_has_to_happen_and_what_is_long_ago_is_a_slip() {
    assert_eq!(told(Some("2026-11-18"), None), Err(No::HeardLater { field: "heard_on" }));
    assert_eq!(told(None, Some("10:01")), Err(No::HeardLater { field: "heard_at" }));
    assert_eq!(told(Some("2025-11-16"), None), Err(No::HeardLongAgo));
    assert!(told(Some("2025-11-17"), Some("10:00")).is_ok());
}

/// Until when someone is promised who calls at this moment, by the wall clock in Utrecht.
fn until(urgency: Urgency, called: &str) -> String {
    let zone = chrono_tz::Europe::Amsterdam;
    let called: chrono::NaiveDateTime = called.parse().unwrap();
    let called = zone.from_local_datetime(&called).unwrap().to_utc();
    let until = promise::made(urgency, called, &[], &settings::State::default(), zone).respond_by;
    until.with_timezone(&zone).naive_local().to_string()
}

#[test]
fn more_haste_promises_an_earlier_visit_in_working_hours() {
    let of = |urgency| until(urgency, "2026-11-17T10:00:00");
    assert_eq!(of(Urgency::Urgent), "2026-11-18 09:00:00");
    assert_eq!(of(Urgency::High), "2026-11-18 10:00:00");
    assert_eq!(of(Urgency::Normal), "2026-11-20 10:00:00");
    assert_eq!(of(Urgency::Low), "2026-12-01 10:00:00");
}

#[test]
fn nobody_is_promised_for_a_night_or_a_weekend() {
    assert_eq!(until(Urgency::Urgent, "2026-11-20T17:30:00"), "2026-11-23 16:00:00");
    assert_eq!(until(Urgency::Urgent, "2026-11-21T11:00:00"), "2026-11-23 16:00:00");
    assert_eq!(until(Urgency::Urgent, "2026-11-17T05:00:00"), "2026-11-17 16:00:00");
    assert_eq!(until(Urgency::High, "2026-11-20T08:00:00"), "2026-11-20 17:00:00");
    // The clock goes forward in the night of 29 March 2026.
    assert_eq!(until(Urgency::Urgent, "2026-03-27T16:00:00"), "2026-03-30 15:00:00");
}

#[test]
fn other_words_promise_nothing_new() {
    let reworded = Command::Change { problem: text("Oven wordt niet heet"), urgency: Urgency::High };
    let story = open().with(|f| Arc::make_mut(&mut f.settings).calendar.opening.from = "09:00:00".parse().unwrap());
    let Ok(events) = story.when(reworded) else { panic!() };
    let Some(Event::FaultChanged { promised_at, .. }) = events.first() else { panic!("{events:?}") };
    assert_eq!(*promised_at, Some("2026-11-18T09:00:00Z".parse().unwrap()));
}

#[test]
fn another_haste_counts_from_the_call_as_well_and_of_an_old_fault_nothing_is_said() {
    let promise = |story: Story<Fault>| match story.when(change(Urgency::Urgent)).as_deref() {
        Ok([Event::FaultChanged { promised_at, .. }]) => *promised_at,
        other => panic!("{other:?}"),
    };
    let later = |story: Story<Fault>| story.with(|f| f.now += chrono::TimeDelta::days(2));
    assert_eq!(promise(later(open())), Some("2026-11-18T08:00:00Z".parse().unwrap()));
    let mut old = reported_with(None, None);
    if let Event::FaultReported { heard_at, promised_at, promise, .. } = &mut old {
        (*heard_at, *promised_at, *promise) = (None, None, None);
    }
    assert_eq!(promise(given([old])), None);
}
