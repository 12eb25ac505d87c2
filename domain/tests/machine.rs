//! Rules of machines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    CustomerId, Personal,
    decider::{Decider, Need},
    machine::{Command, Covers, Details, Event, Machine, No},
    testing::{Story, day, given, id},
};

use crate::common::customer;

fn details(model: &str) -> Details {
    Details { model: model.parse().unwrap(), serial: None, place: None, installed_on: None, despite: None }
}

fn install() -> Command {
    installing(details("Remeha Avanta 28c"))
}

fn installing(machine: Details) -> Command {
    let customer = CustomerId(id(20));
    Command::Install { customer, machine, article: None, warranty_until: None, warranty_covers: Covers::Both }
}

fn installed() -> Event {
    let model = "Remeha Avanta 28c".parse().unwrap();
    Event::MachineInstalled {
        customer: CustomerId(id(20)),
        model,
        serial: None,
        place: None,
        installed_on: None,
        despite: None,
    }
}

fn remove() -> Command {
    Command::Remove { reason: "Vervangen".parse().unwrap(), despite: None }
}

fn new() -> Story<Machine> {
    given([]).with(|f| f.known.customer = customer(false))
}

fn at_customer() -> Story<Machine> {
    given([installed()]).with(|f| f.known.customer = customer(false))
}

#[test]
fn a_machine_is_written_down_at_a_customer() {
    assert_eq!(new().when(install()), Ok(vec![installed()]));
}

#[test]
fn a_machine_stands_at_a_customer_who_exists_and_is_not_put_away() {
    let needs = Machine::needs(&Default::default(), &install(), day(2026, 11, 17));
    assert_eq!(needs, [Need::Customer(CustomerId(id(20)))]);
    assert_eq!(given::<Machine>([]).when(install()), Err(No::UnknownCustomer));
    assert_eq!(new().with(|f| f.known.customer = customer(true)).when(install()), Err(No::UnknownCustomer));
}

#[test]
fn a_machine_is_written_down_once() {
    assert_eq!(at_customer().when(install()), Err(No::AlreadyInstalled));
}

#[test]
fn nothing_happens_to_an_unknown_machine() {
    assert_eq!(given::<Machine>([]).when(Command::Change(details("Nefit"))), Err(No::Unknown));
    assert_eq!(given::<Machine>([]).when(remove()), Err(No::Unknown));
}

#[test]
fn what_is_known_can_change_and_the_customer_stays() {
    let model = "Nefit TrendLine".parse().unwrap();
    let changed = Event::MachineChanged {
        customer: CustomerId(id(20)),
        model,
        serial: None,
        place: None,
        installed_on: None,
        despite: None,
    };
    assert_eq!(at_customer().when(Command::Change(details("Nefit TrendLine"))), Ok(vec![changed]));
}

#[test]
fn where_a_machine_stands_is_sealed_with_the_customers_key() {
    let somewhere = Details { place: Some("Zolder bij mevrouw De Wit".parse().unwrap()), ..details("Nefit") };
    let place = somewhere.place.clone().map(|place| Personal::of(id(20), place));
    let (customer, model) = (CustomerId(id(20)), "Nefit".parse().unwrap());
    let changed = Event::MachineChanged { customer, model, serial: None, place, installed_on: None, despite: None };
    assert_eq!(at_customer().when(Command::Change(somewhere.clone())), Ok(vec![changed]));
    assert_eq!(at_customer().and(Command::Change(somewhere.clone())).when(Command::Change(somewhere)), Ok(vec![]));
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(at_customer().when(Command::Change(details("Remeha Avanta 28c"))), Ok(vec![]));
}

#[test]
fn a_machine_that_is_gone_is_removed() {
    let reason = Personal::of(id(20), "Vervangen".parse().unwrap());
    let removed = Event::MachineRemoved { customer: CustomerId(id(20)), reason, despite: None };
    assert_eq!(at_customer().when(remove()), Ok(vec![removed]));
}

#[test]
fn a_removed_machine_is_not_changed_and_is_removed_once() {
    assert_eq!(at_customer().and(remove()).when(Command::Change(details("Nefit"))), Err(No::Removed));
    assert_eq!(at_customer().and(remove()).when(remove()), Ok(vec![]));
}

fn with_serial(despite: Option<&str>) -> Details {
    let serial = Some("400-22817".parse().unwrap());
    Details { serial, despite: despite.map(|why| why.parse().unwrap()), ..details("Remeha Avanta 28c") }
}

#[test]
fn a_serial_number_that_another_machine_has_asks_for_a_reason_which_is_kept() {
    let needs = Machine::needs(&Default::default(), &Command::Change(with_serial(None)), day(2026, 11, 17));
    assert_eq!(needs, [], "nothing is asked about an unknown machine");
    let taken = |story: Story<Machine>| story.with(|f| f.known.same_serial = Some("Bakkerij De Wit".into()));
    let no = No::SerialElsewhere { customer: "Bakkerij De Wit".into() };
    assert_eq!(taken(new()).when(installing(with_serial(None))), Err(no.clone()));
    assert_eq!(taken(at_customer()).when(Command::Change(with_serial(None))), Err(no));
    let events = taken(new()).when(installing(with_serial(Some("Verhuisd")))).unwrap();
    let why = Personal::of(id(20), "Verhuisd".parse().unwrap());
    assert!(matches!(&events[..], [Event::MachineInstalled { despite: Some(kept), .. }] if *kept == why));
    let moved = Details { place: Some("Zolder".parse().unwrap()), ..with_serial(None) };
    let known = taken(new()).and(installing(with_serial(Some("Verhuisd"))));
    assert!(known.when(Command::Change(moved)).is_ok(), "what was accepted is not asked about again");
    assert_eq!(known.when(Command::Change(with_serial(None))), Ok(vec![]));
}

#[test]
fn a_machine_is_not_written_down_for_a_day_years_ahead() {
    let on = |day| Details { installed_on: Some(day), ..details("Remeha Avanta 28c") };
    assert_eq!(new().when(installing(on(day(2099, 1, 1)))), Err(No::TooFarAhead));
    assert_eq!(at_customer().when(Command::Change(on(day(2027, 11, 18)))), Err(No::TooFarAhead));
    assert!(new().when(installing(on(day(2027, 11, 17)))).is_ok());
    assert!(new().when(installing(on(day(1998, 1, 1)))).is_ok());
}

#[test]
fn a_machine_in_use_is_removed_with_a_reason_only() {
    let busy = || at_customer().with(|f| f.known.covering = 1);
    assert_eq!(busy().when(remove()), Err(No::StillInUse { faults: 0, contracts: 1 }));
    let despite = Some("Contract loopt af".parse().unwrap());
    let events = busy().when(Command::Remove { reason: "Vervangen".parse().unwrap(), despite }).unwrap();
    let why = Personal::of(id(20), "Contract loopt af".parse().unwrap());
    assert!(matches!(&events[..], [Event::MachineRemoved { despite: Some(kept), .. }] if *kept == why));
}
