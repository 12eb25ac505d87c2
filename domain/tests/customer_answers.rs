//! Rules of what customers answer: to an invitation, to a mail; and of the mailbox in which they do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::{NaiveTime, TimeDelta};
use domain::{
    mail::{self, Letter, Mail, Receiver},
    mailbox::{self, Mailbox, Mark},
    testing::{Story, day, facts, given},
    visit::{Command, Event, InvitationAnswer, Kind, No, Reply, Visit},
    *,
};

use crate::common::{CUSTOMER, line, text};

const TOMASZ: UserId = UserId(uuid::Uuid::from_u128(60));

fn slot(from: u32) -> Slot {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Slot::new(day(2026, 11, 24), at(from), at(from + 1)).unwrap()
}

/// Asked for at revision 0, planned at 1.
fn planned() -> Story<Visit> {
    let requested = Event::VisitRequested {
        number: 7,
        customer: CUSTOMER,
        kind: Kind::Maintenance,
        fault: None,
        machine: None,
        task: Personal::of(CUSTOMER, text("Jaarlijks onderhoud")),
        expected: Minutes::HOUR,
        before: None,
        follows: None,
        parts: vec![],
        occurrence: None,
    };
    given([
        requested,
        Event::VisitScheduled {
            customer: CUSTOMER,
            technician: TOMASZ,
            slot: slot(9),
            overrule: None,
            held: false,
            rest: vec![],
        },
    ])
    .with(|facts| facts.known.technicians = [TOMASZ].into())
}

/// The same, moved at revision 2.
fn moved() -> Story<Visit> {
    planned().and(Command::Schedule { technician: TOMASZ, slot: slot(13), rest: vec![], overrule: None })
}

fn answer(reply: Reply, sequence: Option<u64>) -> InvitationAnswer {
    InvitationAnswer {
        reply,
        by: line("petra@dewit.example"),
        comment: None,
        proposed: None,
        sequence,
        stretch: None,
        at: None,
    }
}

fn answered(reply: Reply, slot: Slot) -> Event {
    let by = Personal::of(CUSTOMER, line("petra@dewit.example"));
    Event::InvitationAnswered { customer: CUSTOMER, reply, slot, by, comment: None, proposed: None, at: facts().now }
}

fn say(answer: InvitationAnswer) -> Command {
    Command::AnswerInvitation(answer)
}

#[test]
fn an_answer_is_to_the_time_that_its_invitation_told() {
    assert_eq!(planned().when(say(answer(Reply::Accepted, Some(1)))), Ok(vec![answered(Reply::Accepted, slot(9))]));
    assert_eq!(moved().when(say(answer(Reply::Accepted, Some(2)))), Ok(vec![answered(Reply::Accepted, slot(13))]));
    assert_eq!(moved().when(say(answer(Reply::Accepted, None))), Ok(vec![answered(Reply::Accepted, slot(13))]));
}

#[test]
fn an_answer_to_an_earlier_time_is_noted_as_such() {
    assert_eq!(moved().when(say(answer(Reply::Declined, Some(1)))), Ok(vec![answered(Reply::Declined, slot(9))]));
}

#[test]
fn nobody_answers_what_they_were_not_asked() {
    for sequence in [0, 3, u64::MAX] {
        assert_eq!(moved().when(say(answer(Reply::Accepted, Some(sequence)))), Err(No::NotInvited));
    }
    let back = moved().and(Command::Unschedule { reason: line("Monteur ziek") });
    assert_eq!(back.when(say(answer(Reply::Accepted, None))), Err(No::NotScheduled));
    assert!(back.when(say(answer(Reply::Accepted, Some(2)))).is_ok(), "it was said of the time that was planned");
    let off = planned().and(Command::Cancel { reason: line("Verkocht") });
    assert_eq!(off.when(say(answer(Reply::Declined, Some(1)))), Err(No::Closed));
}

#[test]
fn each_stretch_is_answered_by_itself() {
    let split =
        planned().and(Command::Schedule { technician: TOMASZ, slot: slot(9), rest: vec![slot(13)], overrule: None });
    let second = InvitationAnswer { stretch: Some(2), ..answer(Reply::Declined, Some(2)) };
    assert_eq!(split.when(say(second.clone())), Ok(vec![answered(Reply::Declined, slot(13))]));
    for stretch in [0, 3] {
        let none = InvitationAnswer { stretch: Some(stretch), ..answer(Reply::Declined, Some(2)) };
        assert_eq!(split.when(say(none)), Err(No::NoSuchStretch));
    }
    let both = split.and(say(second.clone())).and(say(answer(Reply::Accepted, Some(2))));
    assert_eq!(both.when(say(second)), Ok(vec![]), "the answer to another stretch changes nothing about it");
}

#[test]
fn an_invitation_that_was_told_later_is_to_what_was_planned_by_then() {
    let story = planned().and(say(answer(Reply::Tentative, Some(1))));
    assert_eq!(story.when(say(answer(Reply::Accepted, Some(2)))), Ok(vec![answered(Reply::Accepted, slot(9))]));
}

#[test]
fn the_same_answer_again_says_nothing_and_another_one_does() {
    let story = planned().and(say(answer(Reply::Accepted, Some(1))));
    assert_eq!(story.when(say(answer(Reply::Accepted, Some(1)))), Ok(vec![]));
    assert_eq!(story.when(say(answer(Reply::Declined, Some(1)))), Ok(vec![answered(Reply::Declined, slot(9))]));
    let with = InvitationAnswer { comment: Some(text("Graag achterom")), ..answer(Reply::Accepted, Some(1)) };
    assert_eq!(story.when(say(with.clone())).map(|events| events.len()), Ok(1));
    assert_eq!(story.and(say(with.clone())).when(say(with)), Ok(vec![]));
}

#[test]
fn what_was_answered_before_the_last_answer_says_nothing_when_it_comes_later() {
    let earlier = facts().now - TimeDelta::minutes(20);
    let late = InvitationAnswer { at: Some(earlier), ..answer(Reply::Accepted, Some(1)) };
    assert_eq!(planned().and(say(answer(Reply::Declined, Some(1)))).when(say(late)), Ok(vec![]));
    let ahead = InvitationAnswer { at: Some(facts().now + TimeDelta::hours(1)), ..answer(Reply::Accepted, Some(1)) };
    assert_eq!(planned().when(say(ahead)), Err(No::InTheFuture));
}

#[test]
fn another_time_is_proposed_by_who_wants_another_time() {
    let proposed = |reply| {
        let said = InvitationAnswer { proposed: Some(slot(15)), ..answer(reply, Some(1)) };
        match planned().when(say(said)).as_deref() {
            Ok([Event::InvitationAnswered { proposed, .. }]) => *proposed,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(proposed(Reply::Countered), Some(slot(15)));
    assert_eq!(proposed(Reply::Accepted), None);
}

fn queued(customer: Option<CustomerId>) -> Story<Mail> {
    let letter = Letter {
        name: None,
        to: Receiver::Mail("petra@dewit.example".parse().unwrap()),
        subject: line("Uw afspraak"),
        text: "Tot dan".into(),
        html: String::new(),
    };
    given([mail::Event::MailQueued {
        purpose: line("visit-scheduled"),
        customer,
        about: line("visit-1"),
        letter: Personal::of(facts().id, letter),
        documents: vec![],
        not_before: None,
    }])
}

fn note() -> mail::Command {
    mail::Command::NoteAnswer { writer: line("Petra"), text: text("Prima"), at: facts().now }
}

#[test]
fn what_a_customer_answers_a_mail_is_sealed_with_the_mails_own_key() {
    let own = facts().id;
    let said = mail::Event::MailAnswered {
        customer: CUSTOMER,
        about: line("visit-1"),
        writer: Personal::of(own, line("Petra")),
        text: Personal::of(own, text("Prima")),
        at: facts().now,
    };
    assert_eq!(queued(Some(CUSTOMER)).when(note()), Ok(vec![said]));
    assert_eq!(queued(None).when(note()), Ok(vec![]), "a colleague's");
    assert_eq!(given::<Mail>([]).when(note()), Err(mail::No::Unknown));
}

#[test]
fn a_mail_that_came_back_waits_for_a_person_and_comes_back_once() {
    let returned = || mail::Command::MarkReturned { reason: text("550 no such person") };
    let sent = || queued(Some(CUSTOMER)).and(mail::Command::MarkSent { by: line("smtp"), answer: None });
    let reason = Personal::of(facts().id, text("550 no such person"));
    assert_eq!(sent().when(returned()), Ok(vec![mail::Event::MailReturned { customer: Some(CUSTOMER), reason }]));
    assert_eq!(sent().and(returned()).when(returned()), Ok(vec![]));
    assert_eq!(sent().and(returned()).when(mail::Command::Retry {}).map(|events| events.len()), Ok(1));
    assert_eq!(queued(None).when(returned()), Ok(vec![]), "it was never sent");
}

#[test]
fn a_mailbox_is_never_taken_back_to_where_it_was() {
    let note = |validity, uid| mailbox::Command::NoteRead(Mark { validity, uid });
    let read = given([mailbox::Event::MailboxRead(Mark { validity: 1, uid: 40 })]);
    let noted = |story: &Story<Mailbox>, command| story.when(command).map(|events| events.len());
    assert_eq!(noted(&read, note(1, 41)), Ok(1));
    assert_eq!((noted(&read, note(1, 40)), noted(&read, note(1, 12))), (Ok(0), Ok(0)));
    assert_eq!(noted(&read, note(2, 1)), Ok(1), "the server counts anew");
}
