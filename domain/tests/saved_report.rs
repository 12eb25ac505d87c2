//! Rules of reports that colleagues keep.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;

use domain::{
    Actor, Role, UserId,
    decider::Refusal,
    report::{Definition, Measure, Misfit, Preset, Subject},
    saved_report::{Command, Event, Every, No, SavedReport},
    testing::{Story, given, id},
};

use crate::common::line;

fn kept<const N: usize>(events: [Event; N]) -> Story<SavedReport> {
    given(events)
}

fn faults() -> Definition {
    Preset::find("faults").unwrap().definition()
}

fn save(definition: Definition) -> Command {
    Command::Save { name: line("Storingen per machine"), definition, shared: true }
}

fn saved() -> Event {
    Event::ReportSaved { owner: UserId(id(1)), name: line("Storingen per machine"), definition: faults(), shared: true }
}

fn by(user: u128, role: Role, story: Story<SavedReport>) -> Story<SavedReport> {
    story.with(|facts| facts.actor = Actor::Person { user: UserId(id(user)), role, roles: vec![role] })
}

fn mail(to: &[u128]) -> Command {
    Command::Mail { every: Every::Week, to: to.iter().map(|user| UserId(id(*user))).collect() }
}

#[test]
fn a_report_is_kept_once_and_anew_when_it_is_another() {
    assert_eq!(kept([]).when(save(faults())), Ok(vec![saved()]));
    assert_eq!(kept([saved()]).when(save(faults())), Ok(vec![]));
    let private = Command::Save { name: line("Storingen per machine"), definition: faults(), shared: false };
    let other = Event::ReportSaved {
        owner: UserId(id(1)),
        name: line("Storingen per machine"),
        definition: faults(),
        shared: false,
    };
    assert_eq!(kept([saved()]).when(private), Ok(vec![other]));
}

#[test]
fn what_does_not_fit_together_is_not_kept_and_the_field_is_named() {
    let refused = No::Misfit { what: Misfit::Measure };
    assert_eq!(refused.field(), Some("definition.measure"));
    let definition = Definition { measure: Measure::StockValue, ..faults() };
    assert_eq!(kept([]).when(save(definition)), Err(refused));
}

#[test]
fn nobody_keeps_a_report_of_what_they_may_not_see() {
    let log = Definition { subject: Subject::Acts, measure: Measure::Count, by: None, split: None, ..faults() };
    assert_eq!(by(2, Role::Sales, kept([])).when(save(log.clone())), Err(No::NotAllowed));
    assert!(by(2, Role::Management, kept([])).when(save(log)).is_ok());
}

#[test]
fn only_its_owner_and_management_change_mail_or_remove_it() {
    for command in [save(faults()), mail(&[4]), Command::Remove {}] {
        assert_eq!(by(2, Role::Finance, kept([saved()])).when(command.clone()), Err(No::NotYours));
        assert!(by(2, Role::Management, kept([saved()])).when(command).is_ok());
    }
    let owner = by(2, Role::Management, kept([saved()])).when(Command::Save {
        name: line("Anders"),
        definition: faults(),
        shared: true,
    });
    let named = |event: &Event| matches!(event, Event::ReportSaved { owner, .. } if *owner == UserId(id(1)));
    assert!(owner.unwrap().iter().all(named), "it stays whose it was");
}

#[test]
fn it_is_mailed_to_whom_one_says_until_one_says_nobody() {
    let set = |to: &[u128]| Event::ReportMailingSet {
        every: Every::Week,
        to: to.iter().map(|user| UserId(id(*user))).collect::<BTreeSet<_>>(),
    };
    assert_eq!(kept([saved()]).when(mail(&[4, 5])), Ok(vec![set(&[4, 5])]));
    assert_eq!(kept([saved(), set(&[4, 5])]).when(mail(&[4, 5])), Ok(vec![]));
    assert_eq!(kept([saved(), set(&[4])]).when(mail(&[])), Ok(vec![set(&[])]));
}

#[test]
fn nothing_happens_to_what_is_not_there_or_was_thrown_away() {
    for command in [mail(&[4]), Command::Remove {}] {
        assert_eq!(kept([]).when(command), Err(No::Unknown));
    }
    let gone = || kept([saved(), Event::ReportRemoved {}]);
    assert_eq!(gone().when(save(faults())), Err(No::Removed));
    assert_eq!(gone().when(Command::Remove {}), Ok(vec![]));
    let itself = kept([]).with(|facts| facts.actor = Actor::system("clock"));
    assert_eq!(itself.when(save(faults())), Err(No::NotAPerson));
}
