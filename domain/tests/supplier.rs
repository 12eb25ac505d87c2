//! Rules of suppliers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    Language, Personal,
    supplier::{Command, Details, Event, No, Supplier},
    testing::{given, id},
};

fn details(name: &str) -> Details {
    Details {
        name: name.parse().unwrap(),
        email: "orders@pompen.example".parse().unwrap(),
        phone: None,
        our_number: None,
        lead_days: Some(3),
        language: Language::Nl,
    }
}

fn registered() -> Event {
    Event::SupplierRegistered { details: Personal::of(id(3), details("Pompen BV")) }
}

#[test]
fn a_supplier_is_written_down_under_their_own_key() {
    assert_eq!(given::<Supplier>([]).when(Command::Register(details("Pompen BV"))), Ok(vec![registered()]));
}

#[test]
fn a_supplier_is_written_down_once() {
    let again = Command::Register(details("Pompen BV"));
    assert_eq!(given::<Supplier>([registered()]).when(again), Err(No::AlreadyRegistered));
}

#[test]
fn an_unknown_supplier_is_not_changed() {
    assert_eq!(given::<Supplier>([]).when(Command::Change(details("Pompen BV"))), Err(No::Unknown));
}

#[test]
fn what_is_known_can_change() {
    let changed = Event::SupplierChanged { details: Personal::of(id(3), details("Pompen en meer BV")) };
    let change = Command::Change(details("Pompen en meer BV"));
    assert_eq!(given::<Supplier>([registered()]).when(change), Ok(vec![changed]));
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(given::<Supplier>([registered()]).when(Command::Change(details("Pompen BV"))), Ok(vec![]));
}

#[test]
fn an_erased_supplier_can_be_written_down_anew_by_a_change() {
    let erased = Event::SupplierChanged { details: Personal::Erased { subject: id(3) } };
    let changed = Event::SupplierChanged { details: Personal::of(id(3), details("Pompen BV")) };
    assert_eq!(
        given::<Supplier>([registered(), erased]).when(Command::Change(details("Pompen BV"))),
        Ok(vec![changed])
    );
}
