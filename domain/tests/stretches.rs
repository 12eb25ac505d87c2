//! Rules of a visit that takes more than a day: its stretches are planned together, moved one by one, and it is finished once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    decider::{Decider, Need},
    testing::{Story, day, given},
    visit::{Command, Event, Kind, No, Visit},
    *,
};

use crate::common::{CUSTOMER, line, person, text};

const TECHNICIAN: UserId = UserId(uuid::Uuid::from_u128(60));
const OTHER: UserId = UserId(uuid::Uuid::from_u128(61));

fn slot(on: u32, from: u32, until: u32) -> Slot {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Slot::new(day(2026, 11, on), at(from), at(until)).unwrap()
}

/// A visit that waits, on Tuesday the 17th at ten.
fn queued() -> Story<Visit> {
    let requested = Event::VisitRequested {
        number: 7,
        customer: CUSTOMER,
        kind: Kind::Installation,
        fault: None,
        machine: None,
        task: Personal::of(CUSTOMER, text("Keuken inrichten")),
        expected: Minutes::HOUR,
        before: None,
        follows: None,
        parts: vec![],
        occurrence: None,
    };
    given([requested]).with(|f| f.known.technicians = [TECHNICIAN, OTHER].into())
}

fn schedule(slot: Slot, rest: &[Slot]) -> Command {
    Command::Schedule { technician: TECHNICIAN, slot, rest: rest.to_vec(), overrule: None }
}

fn moved(stretch: u8, slot: Slot) -> Command {
    Command::MoveStretch { stretch, technician: TECHNICIAN, slot, overrule: None }
}

/// In three stretches, from Tuesday afternoon on.
fn split() -> Story<Visit> {
    queued().and(schedule(slot(17, 13, 17), &[slot(18, 8, 16), slot(19, 8, 10)]))
}

fn slots(events: Result<Vec<Event>, No>) -> Vec<Slot> {
    match &events.unwrap()[..] {
        [Event::VisitScheduled { slot, rest, .. } | Event::VisitMoved { slot, rest, .. }] => {
            std::iter::once(slot).chain(rest).copied().collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn stretches_are_planned_in_one_act_by_time() {
    let planned = slots(queued().when(schedule(slot(18, 8, 16), &[slot(17, 13, 17)])));
    assert_eq!(planned, [slot(17, 13, 17), slot(18, 8, 16)]);
    let again = schedule(slot(19, 8, 10), &[slot(17, 13, 17), slot(18, 8, 16)]);
    assert_eq!(split().when(again), Ok(vec![]), "that is so");
    assert_eq!(queued().when(schedule(slot(18, 8, 12), &[slot(18, 11, 14)])), Err(No::StretchesOverlap));
    let many: Vec<Slot> = (18..=28).map(|on| slot(on, 8, 9)).collect();
    assert_eq!(queued().when(schedule(slot(17, 13, 17), &many)), Err(No::TooManyStretches));
}

#[test]
fn each_stretch_moves_by_itself_and_the_others_stay() {
    assert_eq!(slots(split().when(moved(2, slot(20, 8, 16)))), [slot(17, 13, 17), slot(19, 8, 10), slot(20, 8, 16)]);
    assert_eq!(split().when(moved(4, slot(20, 8, 16))), Err(No::NoSuchStretch));
    assert_eq!(split().when(moved(0, slot(20, 8, 16))), Err(No::NoSuchStretch));
    assert_eq!(split().when(moved(3, slot(18, 9, 11))), Err(No::StretchesOverlap));
    assert_eq!(queued().when(moved(1, slot(18, 9, 11))), Err(No::NotScheduled));
    assert_eq!(slots(split().when(schedule(slot(20, 8, 16), &[]))), [slot(20, 8, 16)], "in one again");
}

#[test]
fn a_stretch_that_is_over_stays_where_it_was() {
    let later = split().with(|f| {
        f.now += chrono::TimeDelta::days(1);
        f.today = day(2026, 11, 18);
    });
    assert_eq!(slots(later.when(moved(3, slot(20, 8, 10)))), [slot(17, 13, 17), slot(18, 8, 16), slot(20, 8, 10)]);
    assert_eq!(later.when(moved(3, slot(17, 8, 10))), Err(No::InThePast { field: "slot.on" }));
}

#[test]
fn what_is_wrong_with_a_stretch_stands_at_that_stretch() {
    let past = Command::Schedule {
        technician: TECHNICIAN,
        slot: slot(20, 8, 16),
        rest: vec![slot(19, 8, 16), slot(10, 8, 16)],
        overrule: None,
    };
    assert_eq!(queued().when(past), Err(No::InThePast { field: "rest.1.on" }));
    let late = queued().when(schedule(slot(18, 8, 16), &[slot(17, 8, 9)]));
    assert_eq!(late, Err(No::InThePast { field: "rest.0.from" }), "today, before now");
}

#[test]
fn rules_hold_for_every_stretch() {
    let needs = Visit::needs(&Default::default(), &schedule(slot(17, 13, 17), &[slot(18, 8, 16)]), day(2026, 11, 17));
    for slot in [slot(17, 13, 17), slot(18, 8, 16)] {
        assert!(needs.contains(&Need::Overlaps { technician: TECHNICIAN, slot }), "{slot:?}");
    }
    assert_eq!(
        queued().when(schedule(slot(17, 13, 17), &[slot(21, 8, 16)])),
        Err(No::OutsideHours { field: "rest.0.on" }),
        "a Saturday"
    );
    assert_eq!(
        queued().when(schedule(slot(17, 13, 17), &[slot(18, 8, 22)])),
        Err(No::OutsideHours { field: "rest.0.on" })
    );
}

#[test]
fn it_is_begun_and_left_off_on_each_of_its_days_and_finished_once() {
    let technician = |story: Story<Visit>, on: u32| {
        story.with(|f| {
            f.now += chrono::TimeDelta::days(i64::from(on) - 17);
            f.today = day(2026, 11, on);
            f.actor = person(TECHNICIAN, Role::Technician);
        })
    };
    let start = || Command::Start { overrule: None, at: None };
    let first = technician(split(), 17).and(start());
    let left = first.and(Command::Interrupt { reason: line("Morgen verder"), at: None });
    let second = technician(left, 18);
    assert!(matches!(second.when(start()).as_deref(), Ok([Event::VisitStarted { .. }])), "its second day");
    let elsewhere = technician(split(), 20);
    assert!(matches!(elsewhere.when(start()), Err(No::AnotherDay { .. })));
}

#[test]
fn who_goes_does_all_of_it() {
    let other = Command::MoveStretch { stretch: 2, technician: OTHER, slot: slot(18, 9, 17), overrule: None };
    let events = split().when(other).unwrap();
    assert!(matches!(&events[..], [Event::VisitMoved { technician: OTHER, rest, .. }] if rest.len() == 2));
}
