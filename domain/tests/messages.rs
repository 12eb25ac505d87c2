//! Rules of messages: words of our own, what they may name, quiet hours, how a customer hears, and who is on the way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::{NaiveDateTime, NaiveTime};
use domain::{
    customer::{self, Customer},
    mail::{self, Letter, Mail, Receiver},
    messages::{Channel, Command, Event, Form, Message, Messages, No, filled},
    testing::{Story, given, id},
    visit::{self, Visit},
    *,
};

use crate::common::{CUSTOMER, customer, line, text};

fn write(form: Form, subject: Option<&str>, body: &str) -> Command {
    Command::Write {
        message: Message::VisitScheduled,
        language: Language::Nl,
        form,
        subject: subject.map(line),
        body: text(body),
    }
}

#[test]
fn our_own_words_are_kept_by_language_and_form_until_the_standard_ones_are_wanted() {
    let own = write(Form::Mail, Some("Tot {day}"), "Wij komen om {from}.");
    let story = given::<Messages>([]).and(own.clone());
    assert_eq!(story.when(own), Ok(vec![]), "said already");
    let standard = Command::UseStandard { message: Message::VisitScheduled, language: Language::Nl, form: Form::Mail };
    assert_eq!(story.when(standard.clone()).map(|events| events.len()), Ok(1));
    assert_eq!(story.and(standard.clone()).when(standard), Ok(vec![]));
}

#[test]
fn what_a_message_can_not_name_is_refused_with_its_name() {
    let story = given::<Messages>([]);
    let wrong = |name: &str, field| Err(No::UnknownPlaceholder { name: name.into(), field });
    assert_eq!(story.when(write(Form::Mail, Some("{dag}"), "Tot dan")), wrong("dag", "subject"));
    assert_eq!(story.when(write(Form::Sms, None, "Om {from} of {work}")), wrong("work", "body"));
    assert_eq!(story.when(write(Form::Mail, None, "Tot dan")), Err(No::NoSubject));
    assert_eq!(story.when(write(Form::Sms, None, &"a".repeat(601))), Err(No::TooLong));
    let events = story.when(write(Form::Sms, Some("Tot"), "Tot dan")).unwrap();
    let [Event::MessageWritten { subject, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!(*subject, None, "a text message has none");
}

#[test]
fn words_stand_in_the_place_of_what_is_named_and_other_braces_are_left() {
    let word = |name: &str| (name == "day").then_some("{dinsdag}");
    assert_eq!(filled("Op {day}, {when} { day }", word), "Op {dinsdag}, {when} {dinsdag}");
    assert_eq!(filled("{\"a\": \"{day}\"} {", word), "{\"a\": \"{dinsdag}\"} {");
}

#[test]
fn quiet_hours_go_over_midnight_and_are_none_where_they_begin_and_end_together() {
    let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
    let quiet = Quiet::default();
    assert_eq!(quiet.over(at("2026-11-17T19:59:00")), None);
    assert_eq!(quiet.over(at("2026-11-17T20:00:00")), Some(at("2026-11-18T08:00:00")));
    assert_eq!(quiet.over(at("2026-11-18T07:59:00")), Some(at("2026-11-18T08:00:00")));
    assert_eq!(quiet.over(at("2026-11-18T08:00:00")), None);
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let noon = Quiet { from: hour(12), until: hour(13) };
    assert_eq!(noon.over(at("2026-11-18T12:30:00")), Some(at("2026-11-18T13:00:00")));
    assert_eq!(Quiet { from: hour(8), until: hour(8) }.over(at("2026-11-18T08:00:00")), None);
}

#[test]
fn the_end_of_quiet_hours_is_the_first_moment_that_the_clock_shows_it() {
    let shown =
        |text: &str| promise::first_shown(text.parse().unwrap(), chrono_tz::Europe::Amsterdam).unwrap().to_string();
    assert_eq!(shown("2026-03-29T02:30:00"), "2026-03-29 01:00:00 UTC", "spring leaves it out");
    assert_eq!(shown("2026-10-25T02:30:00"), "2026-10-25 00:30:00 UTC", "autumn shows it twice");
}

#[test]
fn a_customer_says_how_they_want_to_hear() {
    let details = crate::common::bakery();
    let register = customer::Command::Register(details);
    let story = given::<Customer>([]).and(register);
    let set = customer::Command::SetChannel { channel: Channel::Sms, mobile: Some("0612345678".parse().unwrap()) };
    let Ok(events) = story.when(set.clone()) else { panic!() };
    assert_eq!(events.len(), 1);
    assert_eq!(story.and(set.clone()).when(set), Ok(vec![]));
}

fn queued(not_before: Option<&str>) -> mail::State {
    let letter = Letter {
        name: None,
        to: Receiver::Sms("+31612345678".parse().unwrap()),
        subject: line("Afspraak"),
        text: "Tot morgen".into(),
        html: String::new(),
    };
    let event = mail::Event::MailQueued {
        purpose: line("visit-scheduled"),
        customer: Some(CUSTOMER),
        about: line("visit-1"),
        letter: Personal::of(id(3), letter),
        documents: Vec::new(),
        not_before: not_before.map(|at| at.parse().unwrap()),
    };
    let mut state = mail::State::default();
    Mail::evolve(&mut state, &event);
    state
}

#[test]
fn what_waits_for_its_hour_is_held_until_then() {
    let at = |text: &str| text.parse().unwrap();
    let held = queued(Some("2026-11-18T07:00:00Z"));
    assert!(held.is_held(at("2026-11-18T06:59:00Z")) && !held.is_held(at("2026-11-18T07:00:00Z")));
    assert!(!queued(None).is_held(at("2026-11-17T07:00:00Z")));
}

#[test]
fn a_letter_to_an_address_and_one_to_a_telephone_are_told_apart_by_what_they_say() {
    let read = |text: &str| serde_json::from_value::<Receiver>(text.into()).unwrap();
    assert!(matches!(read("info@delinde.example"), Receiver::Mail(_)));
    assert_eq!(read("06 123 456 78"), Receiver::Sms("+31612345678".parse().unwrap()));
}

/// A visit that is planned for this afternoon.
fn planned() -> Story<Visit> {
    let slot = Slot::new(testing::day(2026, 11, 17), "14:00:00".parse().unwrap(), "15:00:00".parse().unwrap()).unwrap();
    let technician = UserId(id(1));
    let story = given::<Visit>([]).with(|f| {
        f.known.customer = customer(false);
        f.known.technicians = [technician].into();
    });
    let request = serde_json::json!({"request": {"customer": CUSTOMER, "kind": "intake", "task": "Praten"}});
    story.and(serde_json::from_value(request).unwrap()).and(visit::Command::Schedule {
        technician,
        slot,
        rest: Vec::new(),
        overrule: Some(line("Afgesproken")),
    })
}

#[test]
fn the_clock_runs_from_when_they_set_off_also_when_that_is_told_later() {
    let ago = |minutes| planned().facts.now - chrono::TimeDelta::minutes(minutes);
    let set_out = |minutes| visit::Command::SetOut { minutes: Minutes::new(25).unwrap(), at: Some(ago(minutes)) };
    let events = planned().when(set_out(40)).unwrap();
    assert!(
        events.iter().any(|event| matches!(event, visit::Event::VisitSetOut { arrives, .. } if *arrives == ago(15)))
    );
    let departs = |event: &visit::Event| matches!(event, visit::Event::TimeNoted { at, .. } if *at == ago(40));
    assert!(events.iter().any(departs));
    // A clock that was taken back runs again, and the customer heard already.
    let again = planned().and(set_out(40)).and(visit::Command::TakeBackTime {}).when(set_out(30)).unwrap();
    assert!(matches!(&again[..], [visit::Event::TimeNoted { .. }]), "{again:?}");
    assert_eq!(planned().when(set_out(-6)), Err(visit::No::InTheFuture));
}

#[test]
fn who_is_on_the_way_says_so_once_for_an_appointment() {
    let set_out = visit::Command::SetOut { minutes: Minutes::new(25).unwrap(), at: None };
    let story = planned();
    let events = story.when(set_out.clone()).unwrap();
    let [visit::Event::VisitSetOut { arrives, .. }, visit::Event::TimeNoted { step: visit::Step::Depart, at, .. }] =
        &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(*at, story.facts.now);
    assert_eq!(*arrives, story.facts.now + chrono::TimeDelta::minutes(25));
    let story = story.and(set_out.clone());
    assert_eq!(story.when(set_out.clone()), Ok(vec![]));
    let slot = Slot::new(testing::day(2026, 11, 17), "16:00:00".parse().unwrap(), "17:00:00".parse().unwrap()).unwrap();
    let moved =
        visit::Command::Schedule { technician: UserId(id(1)), slot, rest: Vec::new(), overrule: Some(line("Later")) };
    assert_eq!(story.and(moved).when(set_out.clone()).map(|events| events.len()), Ok(1), "another one, another time");
    let request = serde_json::json!({"request": {"customer": CUSTOMER, "kind": "intake", "task": "Praten"}});
    let queued = given::<Visit>([]).with(|f| f.known.customer = customer(false));
    assert_eq!(queued.and(serde_json::from_value(request).unwrap()).when(set_out), Err(visit::No::NotScheduled));
}
