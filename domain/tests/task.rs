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
        about: Some(line("customer-20")),
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
    for command in [Command::Open {}, Command::Take {}, hand_on(), complete()] {
        assert_eq!(given::<Task>([]).when(command), Err(No::Unknown));
    }
}

#[test]
fn a_colleague_takes_a_task_once() {
    assert_eq!(open().when(Command::Take {}), Ok(vec![taken(None)]));
    assert_eq!(open().and(Command::Take {}).when(Command::Take {}), Ok(vec![]));
}

fn taken(from: Option<UserId>) -> Event {
    Event::TaskTaken { by: UserId(id(1)), taken_from: from }
}

fn by(user: u128, role: Role, story: Story<Task>) -> Story<Task> {
    story.with(|f| f.actor = Actor::Person { user: UserId(id(user)), role, roles: vec![role] })
}

#[test]
fn a_task_without_a_thing_is_about_its_customer_or_itself() {
    for (customer, subject, expected) in
        [(Some(CUSTOMER), CUSTOMER.0, format!("customer-{CUSTOMER}")), (None, id(3), format!("task-{}", id(3)))]
    {
        let Command::Raise { kind, assignee, weight, words, note, due, .. } = raise(customer) else { panic!() };
        let bare = Command::Raise { kind, assignee, weight, about: None, customer, words, note, due };
        let mut event = raised(customer, subject);
        if let Event::TaskRaised { about, .. } = &mut event {
            *about = line(&expected);
        }
        assert_eq!(given::<Task>([]).when(bare), Ok(vec![event]));
    }
}

#[test]
fn a_task_by_hand_says_what_is_to_be_done() {
    let Command::Raise { kind, assignee, weight, about, customer, words, due, .. } = raise(None) else { panic!() };
    let silent = Command::Raise { kind, assignee, weight, about, customer, words, note: None, due };
    assert_eq!(given::<Task>([]).when(silent), Err(No::NothingWritten));
}

#[test]
fn another_colleague_of_the_department_can_take_a_task_over_and_it_says_from_whom() {
    let story = by(5, Role::Sales, open().and(Command::Take {}));
    let over = Event::TaskTaken { by: UserId(id(5)), taken_from: Some(UserId(id(1))) };
    assert_eq!(story.when(Command::Take {}), Ok(vec![over]));
}

#[test]
fn a_task_is_its_departments_its_colleagues_or_managements_and_nobody_elses() {
    for command in [Command::Take {}, hand_on(), complete()] {
        assert_eq!(by(6, Role::Planner, open()).when(command.clone()), Err(No::NotYours));
        assert!(by(6, Role::Sales, open()).when(command.clone()).is_ok());
        assert!(by(6, Role::Management, open()).when(command.clone()).is_ok());
        let given = open().and(hand_on());
        assert!(by(5, Role::Planner, given).when(command.clone()).is_ok(), "who it was handed to");
        assert_eq!(by(6, Role::Sales, open().and(hand_on())).when(command), Err(No::NotYours));
    }
}

#[test]
fn werkbank_itself_finishes_any_task() {
    assert!(open().with(|f| f.actor = Actor::system("stock-alerts")).when(complete()).is_ok());
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
    let again = open().and(Command::Take {}).and(hand_on());
    assert_eq!(again.when(Command::Take {}), Ok(vec![taken(None)]));
}

#[test]
fn who_opens_a_task_is_known_once_for_each() {
    let opened = |by| Ok(vec![Event::TaskOpened { by: UserId(id(by)) }]);
    assert_eq!(open().when(Command::Open {}), opened(1));
    assert_eq!(open().and(Command::Open {}).when(Command::Open {}), Ok(vec![]));
    assert_eq!(by(6, Role::Planner, open().and(Command::Open {})).when(Command::Open {}), opened(6), "also another's");
    assert_eq!(open().and(complete()).when(Command::Open {}), Ok(vec![]), "nothing waits any more");
    assert_eq!(open().with(|f| f.actor = Actor::system("clock")).when(Command::Open {}), Err(No::NotAPerson));
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
