//! Rules of mails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    Personal,
    mail::{Command, Event, Letter, Mail, No, Receiver},
    testing::{Story, facts, given},
};

use crate::common::{CUSTOMER, line, text};

fn letter() -> Letter {
    Letter {
        name: Some(line("Petra de Wit")),
        to: Receiver::Mail("petra@bakkerijdewit.example".parse().unwrap()),
        subject: line("Uw melding"),
        text: "Wij komen eraan.".into(),
        html: "<p>Wij komen eraan.</p>".into(),
    }
}

fn queue() -> Command {
    Command::Queue {
        purpose: line("fault-confirmation"),
        subject: CUSTOMER.0,
        customer: Some(CUSTOMER),
        about: line("fault-1"),
        letter: letter(),
        documents: vec![],
        not_before: None,
    }
}

fn queued() -> Event {
    Event::MailQueued {
        purpose: line("fault-confirmation"),
        customer: Some(CUSTOMER),
        about: line("fault-1"),
        letter: Personal::of(facts().id, letter()),
        documents: vec![],
        not_before: None,
    }
}

fn waiting() -> Story<Mail> {
    given([queued()])
}

fn sent() -> Command {
    Command::MarkSent { by: line("smtp"), answer: Some(line("250 OK")) }
}

fn sent_event() -> Event {
    Event::MailSent {
        customer: Some(CUSTOMER),
        by: line("smtp"),
        answer: Some(Personal::of(facts().id, line("250 OK"))),
    }
}

fn failed() -> Command {
    Command::MarkFailed { reason: text("451 probeer later"), next_try: Some(facts().now) }
}

fn failed_event(attempt: u32) -> Event {
    Event::MailFailed {
        customer: Some(CUSTOMER),
        reason: Personal::of(facts().id, text("451 probeer later")),
        next_try: Some(facts().now),
        attempt,
    }
}

fn give_up() -> Command {
    Command::GiveUp { reason: line("Adres bestaat niet") }
}

fn retried() -> Event {
    Event::MailRetried { customer: Some(CUSTOMER) }
}

#[test]
fn a_mail_is_queued_and_sealed_with_the_receivers_key() {
    assert_eq!(given::<Mail>([]).when(queue()), Ok(vec![queued()]));
}

#[test]
fn a_mail_is_queued_once() {
    assert_eq!(waiting().when(queue()), Ok(vec![]));
    assert_eq!(waiting().and(sent()).when(queue()), Ok(vec![]));
}

#[test]
fn nothing_happens_to_an_unknown_mail() {
    for command in [sent(), failed(), Command::Retry {}, give_up()] {
        assert_eq!(given::<Mail>([]).when(command), Err(No::Unknown));
    }
}

#[test]
fn a_mail_is_sent_once() {
    assert_eq!(waiting().when(sent()), Ok(vec![sent_event()]));
    assert_eq!(waiting().and(sent()).when(sent()), Ok(vec![]));
}

#[test]
fn a_sent_mail_does_not_fail_and_is_not_tried_again_or_given_up() {
    for command in [failed(), Command::Retry {}, give_up()] {
        assert_eq!(waiting().and(sent()).when(command), Err(No::Sent));
    }
}

#[test]
fn each_failure_counts() {
    assert_eq!(waiting().when(failed()), Ok(vec![failed_event(1)]));
    assert_eq!(waiting().and(failed()).when(failed()), Ok(vec![failed_event(2)]));
}

#[test]
fn a_mail_is_taken_in_hand_once_and_its_failure_then_is_the_same_attempt() {
    let begun = Event::MailSendingBegun { customer: Some(CUSTOMER), attempt: 1 };
    assert_eq!(waiting().when(Command::BeginSending {}), Ok(vec![begun]));
    let in_hand = waiting().and(Command::BeginSending {});
    assert_eq!(in_hand.when(Command::BeginSending {}), Err(No::InHand));
    // It may be on its way this moment.
    assert_eq!(in_hand.when(Command::Retry {}), Err(No::InHand));
    assert_eq!(in_hand.when(failed()), Ok(vec![failed_event(1)]));
    assert_eq!(in_hand.and(failed()).when(Command::BeginSending {}).map(|events| events.len()), Ok(1));
}

#[test]
fn a_mail_is_given_up_once() {
    let given_up =
        Event::MailGivenUp { customer: Some(CUSTOMER), reason: Personal::of(facts().id, line("Adres bestaat niet")) };
    assert_eq!(waiting().and(failed()).when(give_up()), Ok(vec![given_up]));
    assert_eq!(waiting().and(give_up()).when(give_up()), Ok(vec![]));
}

#[test]
fn a_mail_that_was_given_up_does_not_fail_again() {
    assert_eq!(waiting().and(give_up()).when(failed()), Err(No::GivenUp));
}

#[test]
fn a_person_can_have_a_mail_tried_again_even_when_given_up() {
    assert_eq!(waiting().and(failed()).when(Command::Retry {}), Ok(vec![retried()]));
    let story = waiting().and(give_up());
    assert_eq!(story.when(Command::Retry {}), Ok(vec![retried()]));
    assert_eq!(story.and(Command::Retry {}).when(failed()), Ok(vec![failed_event(1)]));
}

#[test]
fn what_was_handed_over_was_sent_even_when_given_up() {
    assert_eq!(waiting().and(give_up()).when(sent()), Ok(vec![sent_event()]));
}
