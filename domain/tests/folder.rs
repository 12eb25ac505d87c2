//! Rules of the files of visits and machines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    decider::{Decider, Need},
    folder::{Command, Event, Folder, No, Phase},
    testing::{Story, day, given, id},
    *,
};

use crate::common::{CUSTOMER, line, machine_of};

const VISIT: VisitId = VisitId(uuid::Uuid::from_u128(3));
const MACHINE: MachineId = MachineId(uuid::Uuid::from_u128(3));

fn hash(letter: char) -> Sha256 {
    letter.to_string().repeat(64).parse().unwrap()
}

fn keep(letter: char) -> Command {
    Command::Keep {
        visit: Some(VISIT),
        machine: None,
        file: hash(letter),
        thumbnail: Some(hash('e')),
        phase: Some(Phase::Before),
        remark: Some(line("Lek bij de pomp")),
    }
}

fn kept(letter: char) -> Event {
    Event::FileKept {
        customer: CUSTOMER,
        visit: Some(VISIT),
        machine: None,
        file: hash(letter),
        thumbnail: Some(hash('e')),
        phase: Some(Phase::Before),
        remark: Some(Personal::of(CUSTOMER, line("Lek bij de pomp"))),
    }
}

fn remove(letter: char) -> Command {
    Command::Remove { file: hash(letter), reason: line("Hoort hier niet") }
}

fn new() -> Story<Folder> {
    given([]).with(|f| {
        f.id = VISIT.0;
        f.known.visits = [(VISIT, CUSTOMER)].into();
        f.known.machines = [(MACHINE, machine_of(CUSTOMER, false))].into();
    })
}

#[test]
fn a_photo_is_kept_with_its_visit_and_sealed_with_the_customers_key() {
    assert_eq!(new().when(keep('a')), Ok(vec![kept('a')]));
    assert_eq!(Folder::own_id(&keep('a')), Some(VISIT.0), "the folder of a visit has the visit's id");
    assert_eq!(Folder::needs(&Default::default(), &keep('a'), day(2026, 11, 17)), vec![Need::Visit(VISIT)]);
}

#[test]
fn a_photo_of_another_visit_is_not_kept_here() {
    let other = match keep('b') {
        Command::Keep { machine, file, thumbnail, phase, remark, .. } => {
            Command::Keep { visit: Some(VisitId(id(99))), machine, file, thumbnail, phase, remark }
        }
        other => other,
    };
    assert_eq!(new().and(keep('a')).when(other.clone()), Err(No::Unknown));
    assert_eq!(new().when(other), Err(No::Unknown));
}

#[test]
fn the_same_photo_is_kept_once() {
    assert_eq!(new().and(keep('a')).when(keep('a')), Ok(vec![]));
    assert_eq!(new().and(keep('a')).when(keep('b')), Ok(vec![kept('b')]));
}

#[test]
fn a_manual_is_kept_with_its_machine() {
    let manual = |id| Command::Keep {
        visit: None,
        machine: Some(id),
        file: hash('c'),
        thumbnail: None,
        phase: None,
        remark: None,
    };
    let event = Event::FileKept {
        customer: CUSTOMER,
        visit: None,
        machine: Some(MACHINE),
        file: hash('c'),
        thumbnail: None,
        phase: None,
        remark: None,
    };
    assert_eq!(new().when(manual(MACHINE)), Ok(vec![event]));
    assert_eq!(new().when(manual(MachineId(id(99)))), Err(No::Unknown), "a folder is its own thing's");
}

#[test]
fn of_what_does_not_exist_nothing_is_kept() {
    let nothing = || given::<Folder>([]).with(|f| f.id = VISIT.0);
    assert_eq!(nothing().when(keep('a')), Err(No::Unknown));
    assert_eq!(nothing().when(remove('a')), Err(No::Unknown));
}

#[test]
fn what_is_to_be_seen_can_be_said_afterwards() {
    let say = |remark: &str| Command::Describe { file: hash('a'), phase: None, remark: Some(line(remark)) };
    let story = new().and(keep('a'));
    let said = Event::FileDescribed {
        customer: CUSTOMER,
        file: hash('a'),
        phase: None,
        remark: Some(Personal::of(CUSTOMER, line("Pomp"))),
    };
    assert_eq!(story.when(say("Pomp")), Ok(vec![said]));
    assert_eq!(story.and(say("Pomp")).when(say("Pomp")), Ok(vec![]));
    assert_eq!(new().and(keep('b')).when(say("Pomp")), Err(No::NoFile));
}

#[test]
fn what_was_taken_out_is_not_there_and_can_be_put_in_again() {
    let removed = Event::FileRemoved {
        customer: CUSTOMER,
        file: hash('a'),
        reason: Personal::of(CUSTOMER, line("Hoort hier niet")),
    };
    let story = new().and(keep('a'));
    assert_eq!(story.when(remove('a')), Ok(vec![removed]));
    assert_eq!(story.when(remove('b')), Err(No::NoFile));
    let out = story.and(remove('a'));
    assert_eq!(out.when(remove('a')), Ok(vec![]));
    assert_eq!(out.when(keep('a')), Ok(vec![kept('a')]));
}

#[test]
fn a_thing_has_two_hundred_files_at_most() {
    let name = |n: u32| format!("{n:064x}").parse::<Sha256>().unwrap();
    let with = |n: u32| match kept('a') {
        Event::FileKept { customer, visit, machine, thumbnail, phase, remark, .. } => {
            Event::FileKept { customer, visit, machine, file: name(n), thumbnail, phase, remark }
        }
        other => other,
    };
    let full = || given::<Folder>((0..200).map(with)).with(|f| f.id = VISIT.0);
    assert_eq!(full().when(keep('a')), Err(No::Full));
    let one_out = Command::Remove { file: name(7), reason: line("Dubbel") };
    assert_eq!(full().and(one_out).when(keep('a')), Ok(vec![kept('a')]));
}
