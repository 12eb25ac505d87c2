//! Rules of checklists.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    checklist::{Asks, Checklist, Command, Event, Item, No},
    testing::{Story, given},
    visit::Kind,
    *,
};

use crate::common::line;

pub fn item(what: &str, asks: Asks, required: bool) -> Item {
    Item { what: line(what), asks, unit: None, least: None, most: None, required }
}

pub fn pressure() -> Item {
    Item {
        unit: Some(line("bar")),
        least: Some(Quantity::whole(2)),
        most: Some(Quantity::whole(4)),
        ..item("Waterdruk", Asks::Number, true)
    }
}

fn save(lines: Vec<Item>) -> Command {
    Command::Save { name: line("Onderhoud espresso"), kinds: [Kind::Maintenance].into(), models: None, lines }
}

fn saved(version: u32, lines: Vec<Item>) -> Event {
    Event::ChecklistSaved {
        version,
        name: line("Onderhoud espresso"),
        kinds: [Kind::Maintenance].into(),
        models: None,
        lines,
    }
}

fn new() -> Story<Checklist> {
    given([])
}

#[test]
fn each_change_of_a_checklist_is_a_version_and_the_same_again_is_none() {
    let first = vec![pressure()];
    let story = new().and(save(first.clone()));
    assert_eq!(new().when(save(first.clone())), Ok(vec![saved(1, first.clone())]));
    assert_eq!(story.when(save(first)), Ok(vec![]));
    let second = vec![pressure(), item("Spoelen", Asks::Tick, false)];
    assert_eq!(story.when(save(second.clone())), Ok(vec![saved(2, second)]));
}

#[test]
fn a_checklist_is_for_some_kind_of_visit_and_has_one_to_forty_lines() {
    let nobody = Command::Save { name: line("Leeg"), kinds: [].into(), models: None, lines: vec![pressure()] };
    assert_eq!(new().when(nobody), Err(No::NoKinds));
    assert_eq!(new().when(save(vec![])), Err(No::Lines));
    assert_eq!(new().when(save(vec![pressure(); 41])), Err(No::Lines));
    assert!(new().when(save(vec![pressure(); 40])).is_ok());
}

#[test]
fn the_least_is_not_more_than_the_most_and_only_numbers_have_limits() {
    let turned = Item { least: Some(Quantity::whole(9)), ..pressure() };
    assert_eq!(new().when(save(vec![turned.clone()])), Err(No::Limits { what: "Waterdruk".into() }));
    let ticked = Item { asks: Asks::Tick, ..turned };
    assert_eq!(new().when(save(vec![ticked])), Ok(vec![saved(1, vec![item("Waterdruk", Asks::Tick, true)])]));
}

#[test]
fn what_is_not_used_any_more_does_not_change_until_it_is_used_again() {
    let story = new().and(save(vec![pressure()]));
    assert_eq!(new().when(Command::Archive {}), Err(No::Unknown));
    assert_eq!(story.when(Command::Restore {}), Ok(vec![]));
    assert_eq!(story.when(Command::Archive {}), Ok(vec![Event::ChecklistArchived {}]));
    let put_away = story.and(Command::Archive {});
    assert_eq!(put_away.when(Command::Archive {}), Ok(vec![]));
    assert_eq!(put_away.when(save(vec![])), Err(No::Archived));
    assert_eq!(put_away.when(Command::Restore {}), Ok(vec![Event::ChecklistRestored {}]));
}
