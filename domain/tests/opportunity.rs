//! Rules of sales opportunities.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    Personal,
    opportunity::{Command, Event, No, Opportunity},
    testing::{Story, day, given},
};

use crate::common::{CUSTOMER, customer, line, text};

fn open() -> Command {
    Command::Open {
        customer: CUSTOMER,
        contact: None,
        about: line("Tweede oven"),
        value: None,
        next: day(2026, 11, 24),
        salesperson: None,
    }
}

fn opened() -> Event {
    Event::OpportunityOpened {
        customer: CUSTOMER,
        contact: None,
        about: Personal::of(CUSTOMER, line("Tweede oven")),
        value: None,
        next: day(2026, 11, 24),
        salesperson: None,
    }
}

fn new() -> Story<Opportunity> {
    given([]).with(|f| f.known.customer = customer(false))
}

fn running() -> Story<Opportunity> {
    given([opened()])
}

fn record(next: chrono::NaiveDate) -> Command {
    Command::RecordContact { text: text("Wil een offerte"), next }
}

fn win() -> Command {
    Command::Win { text: text("Akkoord op de offerte") }
}

fn lose() -> Command {
    Command::Lose { reason: text("Koopt elders") }
}

#[test]
fn an_opportunity_is_opened_for_a_customer() {
    assert_eq!(new().when(open()), Ok(vec![opened()]));
}

#[test]
fn an_opportunity_is_opened_once() {
    assert_eq!(running().when(open()), Err(No::AlreadyOpened));
}

#[test]
fn an_opportunity_is_a_customers_who_exists_and_is_not_put_away() {
    assert_eq!(given::<Opportunity>([]).when(open()), Err(No::UnknownCustomer));
    assert_eq!(new().with(|f| f.known.customer = customer(true)).when(open()), Err(No::UnknownCustomer));
}

#[test]
fn nothing_happens_to_an_unknown_opportunity() {
    for command in [record(day(2026, 11, 24)), win(), lose()] {
        assert_eq!(new().when(command), Err(No::Unknown));
    }
}

#[test]
fn a_talk_says_when_the_next_one_is() {
    let recorded = |next| Event::ContactRecorded {
        customer: CUSTOMER,
        text: Personal::of(CUSTOMER, text("Wil een offerte")),
        next,
    };
    for next in [day(2026, 11, 17), day(2026, 12, 1)] {
        assert_eq!(running().when(record(next)), Ok(vec![recorded(next)]));
    }
}

#[test]
fn the_next_talk_is_not_yesterday() {
    assert_eq!(running().when(record(day(2026, 11, 16))), Err(No::InThePast));
    let story = new().with(|f| f.today = day(2026, 11, 25));
    assert_eq!(story.when(open()), Err(No::InThePast));
}

#[test]
fn an_opportunity_is_won_or_lost() {
    let won = Event::OpportunityWon { customer: CUSTOMER, text: Personal::of(CUSTOMER, text("Akkoord op de offerte")) };
    let lost = Event::OpportunityLost { customer: CUSTOMER, reason: Personal::of(CUSTOMER, text("Koopt elders")) };
    assert_eq!(running().when(win()), Ok(vec![won]));
    assert_eq!(running().when(lose()), Ok(vec![lost]));
}

#[test]
fn what_is_won_or_lost_stays_so() {
    for (end, other) in [(win(), lose()), (lose(), win())] {
        for command in [record(day(2026, 11, 24)), other] {
            assert_eq!(running().and(end.clone()).when(command), Err(No::Closed));
        }
        assert_eq!(running().and(end.clone()).when(end), Ok(vec![]));
    }
}
