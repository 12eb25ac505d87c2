//! Rules of recalls.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    CustomerId, MachineId, Minutes, Personal, RecallId,
    decider::{Decider, Need},
    recall::{Action, Called, Command, Event, MOST, No, Outcome, Recall, action_of},
    testing::{Story, day, given, id},
};

use crate::common::{CUSTOMER, line, machine_of, text};

const FIRST: MachineId = MachineId(uuid::Uuid::from_u128(50));
const SECOND: MachineId = MachineId(uuid::Uuid::from_u128(51));

fn open(machines: &[MachineId]) -> Command {
    Command::Open {
        name: line("Slangset K-400"),
        reason: text("De slang kan scheuren"),
        task: text("Vervang de slangset"),
        machines: machines.to_vec(),
        action: Action::Visit,
        expected: Minutes::HOUR,
        before: Some(day(2027, 1, 31)),
    }
}

fn new() -> Story<Recall> {
    given([]).with(|f| {
        f.known.machines = [(FIRST, machine_of(CUSTOMER, false)), (SECOND, machine_of(CUSTOMER, false))].into();
    })
}

fn opened() -> Story<Recall> {
    new().and(open(&[FIRST, SECOND]))
}

fn settle(machine: MachineId, outcome: Outcome, note: Option<&str>) -> Command {
    Command::Settle { machine, outcome, note: note.map(line) }
}

fn settled(outcome: Outcome, note: Option<&str>) -> Event {
    let note = note.map(|note| Personal::of(CUSTOMER, line(note)));
    Event::MachineSettled { machine: FIRST, customer: CUSTOMER, outcome, note }
}

#[test]
fn machines_are_called_back_under_a_number_each_once_with_whose_they_are() {
    let needs = Recall::needs(&Default::default(), &open(&[FIRST]), day(2026, 11, 17));
    assert_eq!(needs, [Need::Machine(FIRST), Need::Number("recall".into())]);
    let events = new().when(open(&[SECOND, FIRST, SECOND])).unwrap();
    let called = |machine| Called { machine, customer: CUSTOMER };
    match &events[..] {
        [Event::RecallOpened { number: 7, machines, .. }] => assert_eq!(*machines, [called(FIRST), called(SECOND)]),
        other => panic!("{other:?}"),
    }
    assert_eq!(opened().when(open(&[FIRST])), Err(No::AlreadyOpened));
}

#[test]
fn a_recall_has_some_machines_but_no_more_than_two_thousand_and_each_stands_somewhere() {
    assert_eq!(new().when(open(&[])), Err(No::NoMachines));
    let many: Vec<MachineId> = (0..=MOST).map(|n| MachineId(id(1_000 + n as u128))).collect();
    assert_eq!(new().when(open(&many)), Err(No::TooMany));
    assert_eq!(Recall::needs(&Default::default(), &open(&many), day(2026, 11, 17)), [], "nothing is asked for nothing");
    let gone = new().with(|f| {
        f.known.machines.insert(SECOND, machine_of(CustomerId(id(9)), true));
    });
    assert_eq!(gone.when(open(&[FIRST, SECOND])), Err(No::NotStanding));
    assert_eq!(new().when(open(&[MachineId(id(99))])), Err(No::NotStanding));
}

#[test]
fn its_day_lies_not_in_the_past() {
    let by = |on| match open(&[FIRST]) {
        Command::Open { name, reason, task, machines, action, expected, .. } => {
            Command::Open { name, reason, task, machines, action, expected, before: Some(on) }
        }
        other => other,
    };
    assert_eq!(new().when(by(day(2026, 11, 16))), Err(No::InThePast));
    assert!(new().when(by(day(2026, 11, 17))).is_ok());
}

#[test]
fn a_machine_is_said_to_be_done_or_not_reachable_with_a_reason_and_open_after_all() {
    assert_eq!(opened().when(settle(FIRST, Outcome::Unreachable, None)), Err(No::WhyUnreachable));
    let why = Some("Petra is met vakantie");
    let events = opened().when(settle(FIRST, Outcome::Unreachable, why));
    assert_eq!(events, Ok(vec![settled(Outcome::Unreachable, why)]));
    let story = opened().and(settle(FIRST, Outcome::Unreachable, why));
    assert_eq!(story.when(settle(FIRST, Outcome::Unreachable, Some("Nog steeds"))), Ok(vec![]));
    assert_eq!(story.when(settle(FIRST, Outcome::Done, None)), Ok(vec![settled(Outcome::Done, None)]));
    let reopened = Event::MachineReopened { machine: FIRST, customer: CUSTOMER };
    assert_eq!(story.when(Command::Reopen { machine: FIRST }), Ok(vec![reopened]));
    assert_eq!(opened().when(Command::Reopen { machine: FIRST }), Ok(vec![]));
    assert_eq!(opened().when(settle(MachineId(id(99)), Outcome::Done, None)), Err(No::NotCalled));
}

#[test]
fn what_was_called_off_is_asked_for_again_each_time_as_another_one() {
    let again = |time| Event::ActionAskedAgain { machine: FIRST, customer: CUSTOMER, time };
    let ask = || Command::AskAgain { machine: FIRST };
    assert_eq!(opened().when(ask()), Ok(vec![again(1)]));
    assert_eq!(opened().and(ask()).when(ask()), Ok(vec![again(2)]));
    let recall = RecallId(id(1));
    assert_ne!(action_of(recall, FIRST, 0), action_of(recall, FIRST, 1));
    assert_ne!(action_of(recall, FIRST, 0), action_of(recall, SECOND, 0));
    assert_eq!(action_of(recall, FIRST, 0), action_of(recall, FIRST, 0));
}

#[test]
fn a_recall_that_is_withdrawn_is_so_and_nothing_more_happens_to_it() {
    let withdraw = || Command::Withdraw { reason: line("Vals alarm") };
    assert_eq!(opened().when(withdraw()), Ok(vec![Event::RecallWithdrawn { reason: line("Vals alarm") }]));
    let off = opened().and(withdraw());
    assert_eq!(off.when(withdraw()), Ok(vec![]));
    assert_eq!(off.when(settle(FIRST, Outcome::Done, None)), Err(No::Withdrawn));
    assert_eq!(off.when(Command::AskAgain { machine: FIRST }), Err(No::Withdrawn));
    assert_eq!(given::<Recall>([]).when(withdraw()), Err(No::Unknown));
}
