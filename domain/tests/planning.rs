//! Rules of the planning: told at once or collected, published once, and what is too near to wait.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    decider::Decider,
    messages::Message,
    planning::{Appointment, Change, Command, Event, MOST, No, Planning},
    testing::{Story, day, given, id},
    visit::{self, Kind, Visit},
    *,
};

use crate::common::{CUSTOMER, line, text};

const TECHNICIAN: UserId = UserId(uuid::Uuid::from_u128(60));

fn visit(n: u128) -> VisitId {
    VisitId(id(n))
}

fn slot(on: u32, from: u32) -> Slot {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Slot::new(day(2026, 11, on), at(from), at(from + 1)).unwrap()
}

fn on(day: u32) -> Option<Appointment> {
    Some(Appointment { technician: TECHNICIAN, slot: slot(day, 9), rest: Vec::new() })
}

fn change(n: u128, was: Option<Appointment>, now: Option<Appointment>) -> Change {
    Change { visit: visit(n), customer: CUSTOMER, revision: 2, was, now, cancelled: false }
}

fn untold(changes: &[Change]) -> Story<Planning> {
    given([]).with(|f| f.known.untold = changes.to_vec())
}

fn publish(visits: &[u128]) -> Command {
    Command::Publish { visits: visits.iter().map(|n| visit(*n)).collect() }
}

#[test]
fn changes_are_told_at_once_until_somebody_chooses_to_collect_them() {
    let set = Command::SetTelling { collect: true, hours: 12 };
    assert_eq!(given::<Planning>([]).when(Command::SetTelling { collect: false, hours: 16 }), Ok(vec![]), "it is so");
    assert_eq!(given::<Planning>([]).when(set.clone()), Ok(vec![Event::TellingSet { collect: true, hours: 12 }]));
    assert_eq!(given::<Planning>([]).and(set.clone()).when(set), Ok(vec![]));
    for hours in [0, 73] {
        assert_eq!(given::<Planning>([]).when(Command::SetTelling { collect: true, hours }), Err(No::Hours));
    }
}

#[test]
fn what_was_chosen_is_published_and_the_rest_goes_on_waiting() {
    let changes = [change(40, None, on(24)), change(41, on(24), on(25))];
    let published = Event::PlanningPublished { changes: vec![changes[1].clone()] };
    assert_eq!(untold(&changes).when(publish(&[41])), Ok(vec![published]));
    assert_eq!(untold(&changes).when(publish(&[])), Err(No::NothingChosen), "nobody believes that it was sent");
}

#[test]
fn what_another_told_meanwhile_or_is_as_it_was_told_is_told_to_nobody() {
    assert_eq!(untold(&[]).when(publish(&[40])), Ok(vec![]));
    assert_eq!(untold(&[change(40, on(24), on(24))]).when(publish(&[40])), Ok(vec![]));
    let many = Command::Publish { visits: (0..=MOST as u128).map(visit).collect() };
    assert_eq!(untold(&[]).when(many), Err(No::TooMany));
}

#[test]
fn a_message_says_what_became_of_what_they_knew() {
    let off = Change { cancelled: true, ..change(40, on(24), None) };
    for (change, message) in [
        (change(40, None, on(24)), Message::VisitScheduled),
        (change(40, on(24), on(25)), Message::VisitMoved),
        (change(40, on(24), None), Message::VisitUnscheduled),
        (off, Message::VisitCancelled),
    ] {
        assert_eq!(change.message(), message);
    }
}

fn requested() -> visit::Event {
    visit::Event::VisitRequested {
        number: 7,
        customer: CUSTOMER,
        kind: Kind::Intake,
        fault: None,
        machine: None,
        task: Personal::of(CUSTOMER, text("Kennismaken")),
        expected: Minutes::HOUR,
        before: None,
        follows: None,
        parts: vec![],
        occurrence: None,
    }
}

/// A visit of a company that collects changes, but for what is within so many hours of Tuesday at ten.
fn collected(hours: u8) -> Story<Visit> {
    given([requested()]).with(|f| {
        f.known.technicians = [TECHNICIAN].into();
        f.known.collects = Some(hours);
    })
}

fn schedule(on: u32, from: u32) -> visit::Command {
    visit::Command::Schedule {
        technician: TECHNICIAN,
        slot: slot(on, from),
        rest: Vec::new(),
        overrule: Some(line("Afgesproken")),
    }
}

fn held(events: Result<Vec<visit::Event>, visit::No>) -> bool {
    use visit::Event as E;
    match &events.unwrap()[..] {
        [E::VisitScheduled { held, .. } | E::VisitMoved { held, .. }] => *held,
        [E::VisitUnscheduled { held, .. } | E::VisitCancelled { held, .. }] => *held,
        other => panic!("{other:?}"),
    }
}

#[test]
fn where_changes_are_collected_what_is_far_waits_and_what_is_near_does_not() {
    assert!(held(collected(16).when(schedule(18, 9))));
    assert!(!held(collected(24).when(schedule(18, 9))), "within a day");
    assert!(!held(collected(24).and(schedule(18, 9)).when(schedule(25, 9))), "they may stand at the door on the 18th");
    let story = collected(16).and(schedule(24, 9));
    let why = || line("Toch niet");
    assert!(held(story.when(visit::Command::Unschedule { reason: why() })));
    assert!(held(story.when(visit::Command::Cancel { reason: why() })));
    assert!(!held(story.with(|f| f.known.collects = None).when(schedule(25, 9))), "not any more");
}

#[test]
fn what_left_the_planning_untold_is_called_off_with_the_rest() {
    let story = collected(16).and(schedule(24, 9)).and(visit::Command::Unschedule { reason: line("Toch niet") });
    let cancel = visit::Command::Cancel { reason: line("Verhuisd") };
    assert!(held(story.with(|f| f.known.collects = None).when(cancel)));
}

#[test]
fn a_publication_asks_what_was_not_told_yet() {
    let publish = publish(&[40]);
    let needs = Planning::needs(&Default::default(), &publish, day(2026, 11, 17));
    assert_eq!(needs, [decider::Need::Untold([visit(40)].into())]);
}
