//! Rules of the counters of machines: read, put right, replaced; and which machines have which.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::NaiveDate;
use domain::{
    CounterId, CustomerId, Decider, Need, Personal,
    counter::{self, Counter},
    machine::{Command, Event, Machine, No},
    testing::{Story, day, given, id},
};

use crate::common::line;

const CUSTOMER: CustomerId = CustomerId(id(20));
const HOURS: CounterId = CounterId(id(90));
const TODAY: NaiveDate = day(2026, 11, 17);

fn saved(models: Option<&str>) -> counter::Command {
    counter::Command::Save {
        name: line("Draaiuren"),
        unit: Some(line("uur")),
        models: models.map(|models| models.parse().unwrap()),
    }
}

/// A machine whose type has a counter of hours.
fn standing() -> Story<Machine> {
    let installed: Event = serde_json::from_value(serde_json::json!({"machine_installed": {
        "customer": CUSTOMER, "model": "K-400 Pro", "serial": null, "place": null, "installed_on": null}}))
    .unwrap();
    let mut hours = counter::State::default();
    for event in given::<Counter>([]).when(saved(Some("K-400"))).unwrap() {
        Counter::evolve(&mut hours, &event);
    }
    given([installed]).with(|facts| facts.known.counters = [(HOURS, hours.into())].into())
}

fn read_of(counter: Option<CounterId>, reading: u32, on: NaiveDate, despite: Option<&str>) -> Command {
    Command::ReadMeter { counter, reading, on: Some(on), despite: despite.map(line) }
}

fn read(reading: u32, on: NaiveDate) -> Command {
    read_of(None, reading, on, None)
}

fn replace(reading: Option<u32>, begins: u32, on: NaiveDate) -> Command {
    Command::ReplaceMeter { counter: None, reading, begins, on: Some(on), reason: line("Stond stil") }
}

fn sealed(words: &str) -> Personal<domain::Line> {
    Personal::of(CUSTOMER, line(words))
}

#[test]
fn a_meter_is_read_late_too_and_counts_on_between_what_it_showed_before_and_after() {
    let noted = |reading, on, despite: Option<&str>| {
        let despite = despite.map(sealed);
        Event::MeterNoted { customer: CUSTOMER, counter: None, reading, on, despite }
    };
    let (first, late) = (day(2026, 11, 1), day(2026, 11, 9));
    let story = standing().and(read(100, first)).and(read(300, TODAY));
    assert_eq!(story.when(read(200, late)), Ok(vec![noted(200, late, None)]));
    assert_eq!(story.when(read(99, late)), Err(No::ShowedMore { reading: 100 }));
    assert_eq!(story.when(read(301, late)), Err(No::ShowedLess { reading: 300, day: TODAY }));
    let why = Some("Teller hersteld");
    assert_eq!(story.when(read_of(None, 5, TODAY, why)), Ok(vec![noted(5, TODAY, why)]));
    assert_eq!(story.when(read(400, day(2026, 11, 18))), Err(No::NotYet));
    let today = Command::ReadMeter { counter: None, reading: 310, on: None, despite: why.map(line) };
    assert_eq!(story.when(today), Ok(vec![noted(310, TODAY, None)]), "a reason that is not needed is not kept");
}

#[test]
fn a_reading_is_put_right_or_taken_out_with_a_reason() {
    let on = day(2026, 11, 1);
    let correct = |reading| Command::CorrectReading { counter: None, on, reading, reason: line("Verkeerd gelezen") };
    assert_eq!(standing().when(correct(Some(10))), Err(No::NotRead));
    let story = standing().and(read(100, on));
    let reason = sealed("Verkeerd gelezen");
    let corrected =
        |reading| Event::ReadingCorrected { customer: CUSTOMER, counter: None, on, reading, reason: reason.clone() };
    assert_eq!(story.when(correct(Some(10))), Ok(vec![corrected(Some(10))]));
    assert_eq!(story.when(correct(None)), Ok(vec![corrected(None)]));
    assert_eq!(story.when(correct(Some(100))), Ok(vec![]));
    assert_eq!(story.and(correct(None)).when(correct(Some(1))), Err(No::NotRead));
}

#[test]
fn a_machine_has_the_counters_of_its_type_and_each_counts_by_itself() {
    let hours = |reading| read_of(Some(HOURS), reading, TODAY, None);
    let needs = standing().needs(&hours(5));
    assert_eq!(needs, [Need::Counter(HOURS)]);
    let story = standing().and(read(9_000, TODAY));
    assert!(story.when(hours(5)).is_ok(), "what another shows says nothing of it");
    let others = read_of(Some(CounterId(id(91))), 5, TODAY, None);
    assert_eq!(story.when(others), Err(No::NoCounter));
    let elsewhere = standing().with(|facts| {
        let mut state = counter::State::default();
        given::<Counter>([])
            .when(saved(Some("K-200")))
            .unwrap()
            .iter()
            .for_each(|event| Counter::evolve(&mut state, event));
        facts.known.counters = [(HOURS, state.into())].into();
    });
    assert_eq!(elsewhere.when(hours(5)), Err(No::NoCounter), "it is another type's");
}

#[test]
fn a_counter_that_is_put_away_is_not_read_and_is_put_back_before_it_is_changed() {
    let story = given::<Counter>([]).and(saved(None));
    assert_eq!(story.when(saved(None)), Ok(vec![]));
    assert_eq!(given::<Counter>([]).when(counter::Command::Archive {}), Err(counter::No::Unknown));
    let away = story.and(counter::Command::Archive {});
    assert_eq!(away.when(saved(Some("K-400"))), Err(counter::No::Archived));
    assert_eq!(away.when(counter::Command::Archive {}), Ok(vec![]));
    assert!(!away.state().is_on("Nefit") && away.and(counter::Command::Restore {}).state().is_on("Nefit"));
}

#[test]
fn much_more_than_usual_is_asked_about_once_use_is_known() {
    let story = standing().and(read(1_000, day(2026, 10, 1))).and(read(1_300, day(2026, 10, 31)));
    // Ten a day: 170 more are likely by now.
    assert!(story.when(read(1_900, TODAY)).is_ok());
    assert_eq!(story.when(read(13_000, TODAY)), Err(No::Unlikely { expected: 1_470 }));
    assert!(story.when(read_of(None, 13_000, TODAY, Some("Beurs"))).is_ok());
    let little = standing().and(read(1_000, day(2026, 10, 25))).and(read(1_100, day(2026, 10, 31)));
    assert!(little.when(read(13_000, TODAY)).is_ok(), "a few days tell nothing");
}

#[test]
fn a_counter_that_is_replaced_counts_anew_and_how_far_it_has_run_goes_on() {
    let (first, on) = (day(2026, 10, 1), day(2026, 11, 1));
    let story = standing().and(read(9_000, first));
    let replaced = |last, begins| Event::MeterReplaced {
        customer: CUSTOMER,
        counter: None,
        on,
        last,
        begins,
        reason: sealed("Stond stil"),
    };
    assert_eq!(story.when(replace(None, 0, on)), Ok(vec![replaced(Some(9_000), 0)]), "what was read last");
    assert_eq!(story.when(replace(Some(9_100), 5, on)), Ok(vec![replaced(Some(9_100), 5)]));
    assert_eq!(story.when(replace(Some(8_999), 0, on)), Err(No::OldShowedMore { reading: 9_000 }));
    assert_eq!(story.when(replace(None, 0, day(2026, 11, 18))), Err(No::NotYet));
    let story = story.and(replace(Some(9_100), 5, on));
    assert_eq!(story.when(replace(None, 0, on)), Err(No::AlreadyReplaced));
    assert_eq!(story.state().run(None), Some(9_100));
    let story = story.and(read(205, TODAY));
    assert_eq!(story.state().run(None), Some(9_300));
    assert_eq!(story.when(read(4, day(2026, 11, 9))), Err(No::ShowedMore { reading: 5 }), "it began there");
    assert_eq!(story.when(read(9_200, day(2026, 10, 15))), Err(No::ShowedLess { reading: 9_100, day: on }));
    assert!(story.when(read(9_050, day(2026, 10, 15))).is_ok(), "late, of the old one");
    let late = replace(None, 300, day(2026, 11, 9));
    assert_eq!(story.when(late), Err(No::NewShowedLess { reading: 205, day: TODAY }));
}

#[test]
fn a_counter_that_was_not_replaced_after_all_counts_on() {
    let on = day(2026, 11, 1);
    let keep = Command::KeepMeter { counter: None, on, reason: line("Andere machine") };
    let story = standing().and(read(9_000, day(2026, 10, 1)));
    assert_eq!(story.when(keep.clone()), Ok(vec![]));
    let story = story.and(replace(Some(9_100), 0, on)).and(keep);
    assert_eq!(story.state().run(None), Some(9_100), "what it showed that day it did show");
    assert_eq!(story.when(read(9_050, TODAY)), Err(No::ShowedMore { reading: 9_100 }));
}

#[test]
fn who_goes_there_says_where_a_machine_stands_and_nothing_else_of_it_changes() {
    let place = |place: Option<&str>| Command::Place { place: place.map(line) };
    assert_eq!(standing().when(place(None)), Ok(vec![]));
    let events = standing().when(place(Some("Kelder"))).unwrap();
    assert!(matches!(&events[..], [Event::MachineChanged { model, place: Some(place), .. }]
        if model.as_str() == "K-400 Pro" && *place == sealed("Kelder")));
}
