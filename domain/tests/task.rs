//! Rules of tasks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;

use domain::{
    Actor, CustomerId, Personal, Role, UserId,
    task::{Assignee, Command, Event, No, Task, Weight},
    testing::{Story, given, id},
};

use crate::common::{CUSTOMER, line, text};

fn raise(customer: Option<CustomerId>) -> Command {
    Command::Raise {
        kind: line("note"),
        assignee: Assignee::Role(Role::Sales),
        weight: Weight::Task,
        about: line("customer-20"),
        customer,
        words: BTreeMap::new(),
        note: Some(text("Terugbellen over de offerte")),
        due: None,
    }
}

fn raised(customer: Option<CustomerId>, subject: uuid::Uuid) -> Event {
    Event::TaskRaised {
        kind: line("note"),
        assignee: Assignee::Role(Role::Sales),
        weight: Weight::Task,
        about: line("customer-20"),
        customer,
        words: BTreeMap::new(),
        note: Some(Personal::of(subject, text("Terugbellen over de offerte"))),
        due: None,
    }
}

fn open() -> Story<Task> {
    given([raised(Some(CUSTOMER), CUSTOMER.0)])
}

fn hand_on() -> Command {
    Command::HandOn { to: Assignee::User(UserId(id(5))), note: text("Jij kent ze beter") }
}

fn complete() -> Command {
    Command::Complete { note: Some(text("Gebeld")) }
}

#[test]
fn a_task_is_raised_under_the_customers_key() {
    let event = raised(Some(CUSTOMER), CUSTOMER.0);
    assert_eq!(given::<Task>([]).when(raise(Some(CUSTOMER))), Ok(vec![event]));
}

#[test]
fn a_task_about_no_customer_is_sealed_with_its_own_key() {
    assert_eq!(given::<Task>([]).when(raise(None)), Ok(vec![raised(None, id(3))]));
}

#[test]
fn a_task_is_raised_once() {
    assert_eq!(open().when(raise(Some(CUSTOMER))), Ok(vec![]));
    assert_eq!(open().and(complete()).when(raise(Some(CUSTOMER))), Ok(vec![]));
}

#[test]
fn nothing_happens_to_an_unknown_task() {
    for command in [Command::Take {}, hand_on(), complete()] {
        assert_eq!(given::<Task>([]).when(command), Err(No::Unknown));
    }
}

#[test]
fn a_colleague_takes_a_task_once() {
    assert_eq!(open().when(Command::Take {}), Ok(vec![Event::TaskTaken { by: UserId(id(1)) }]));
    assert_eq!(open().and(Command::Take {}).when(Command::Take {}), Ok(vec![]));
}

#[test]
fn another_colleague_can_take_a_task_over() {
    let by = UserId(id(5));
    let story =
        open().and(Command::Take {}).with(|f| f.actor = Actor::Person { user: by, role: Role::Planner, roles: vec![] });
    assert_eq!(story.when(Command::Take {}), Ok(vec![Event::TaskTaken { by }]));
}

#[test]
fn werkbank_itself_takes_no_task() {
    assert_eq!(open().with(|f| f.actor = Actor::system("clock")).when(Command::Take {}), Err(No::NotAPerson));
}

#[test]
fn a_task_handed_on_can_be_taken_anew() {
    let note = Personal::of(CUSTOMER, text("Jij kent ze beter"));
    let handed = Event::TaskHandedOn { to: Assignee::User(UserId(id(5))), note };
    assert_eq!(open().and(Command::Take {}).when(hand_on()), Ok(vec![handed]));
    let taken = Ok(vec![Event::TaskTaken { by: UserId(id(1)) }]);
    assert_eq!(open().and(Command::Take {}).and(hand_on()).when(Command::Take {}), taken);
}

#[test]
fn a_task_is_done_once() {
    let done = Event::TaskCompleted { note: Some(Personal::of(CUSTOMER, text("Gebeld"))) };
    assert_eq!(open().when(complete()), Ok(vec![done]));
    assert_eq!(open().and(complete()).when(complete()), Ok(vec![]));
}

#[test]
fn a_task_that_is_done_is_not_taken_or_handed_on() {
    for command in [Command::Take {}, hand_on()] {
        assert_eq!(open().and(complete()).when(command), Err(No::Done));
    }
}
