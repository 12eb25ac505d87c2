//! Rules of the log's anchors.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    anchor::{Anchor, Command, Event, Head},
    decider::{Decider, Need},
    testing::{Story, day, given, id},
};

const HASH: &str = "385eb2c47ecd199646698f67bc36d5c5548bcac542dfdcff799edc98947bf72f";

fn set(position: u64) -> Event {
    Event::AnchorSet { position, head: HASH.parse().unwrap() }
}

fn stands(story: Story<Anchor>, position: u64, quiet: bool) -> Story<Anchor> {
    story.with(|facts| facts.known.head = Some(Head { position, hash: HASH.parse().unwrap(), quiet }))
}

#[test]
fn an_anchor_says_where_the_log_stands() {
    assert_eq!(stands(given([]), 12, false).when(Command::Set {}), Ok(vec![set(12)]));
    assert_eq!(stands(given([set(12)]), 40, false).when(Command::Set {}), Ok(vec![set(40)]));
}

#[test]
fn an_empty_log_and_one_in_which_nothing_happened_since_get_none() {
    assert_eq!(given::<Anchor>([]).when(Command::Set {}), Ok(vec![]));
    assert_eq!(stands(given([set(12)]), 15, true).when(Command::Set {}), Ok(vec![]));
}

#[test]
fn what_happened_is_asked_from_the_last_anchor_on() {
    let mut state = Default::default();
    let asked = |state: &_| Anchor::needs(state, &Command::Set {}, day(2026, 11, 17));
    assert_eq!(asked(&state), [Need::Head { since: None }]);
    Anchor::evolve(&mut state, &set(12));
    assert_eq!(asked(&state), [Need::Head { since: Some(12) }]);
}

#[test]
fn that_the_log_was_restored_is_noted_once() {
    let made_at = chrono::DateTime::UNIX_EPOCH;
    let (log, before, position, head) = (id(8), id(7), 12, HASH.parse().unwrap());
    let restored = Event::LogRestored { log, before, position, head, made_at };
    let note = |log| Command::NoteRestored { log, before, position, head: HASH.parse().unwrap(), made_at };
    assert_eq!(given::<Anchor>([]).when(note(log)), Ok(vec![restored.clone()]));
    assert_eq!(given::<Anchor>([restored.clone()]).when(note(log)), Ok(vec![]));
    assert_eq!(given::<Anchor>([restored]).when(note(id(9))).unwrap().len(), 1);
}
