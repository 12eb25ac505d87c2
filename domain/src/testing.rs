//! Given these events, when this command, then these events or this refusal: the form of every rule's test.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    decider::{Actor, Decider, Facts, Known, Need, Refusal, path_in},
    permission::Role,
    settings,
    values::UserId,
};

/// One rule's story so far.
pub struct Story<D: Decider> {
    state: D::State,
    /// What the decision is handed; set what matters.
    pub facts: Facts,
}

/// Begins a story with what happened before.
pub fn given<D: Decider>(events: impl IntoIterator<Item = D::Event>) -> Story<D> {
    let mut state = D::State::default();
    for event in events {
        D::evolve(&mut state, &event);
    }
    Story { state, facts: facts() }
}

impl<D: Decider> Story<D> {
    /// Changes what the decision is handed.
    pub fn with(mut self, change: impl FnOnce(&mut Facts)) -> Self {
        change(&mut self.facts);
        self
    }

    /// How it stands now.
    pub fn state(&self) -> &D::State {
        &self.state
    }

    /// What a command asks to know.
    pub fn needs(&self, command: &D::Command) -> Vec<Need> {
        D::needs(&self.state, command, self.facts.today)
    }

    /// Gives the command; the answer is what is asserted.
    ///
    /// # Errors
    /// The refusal.
    ///
    /// # Panics
    /// When the refusal names a field that the command does not have: no form could show it there.
    pub fn when(&self, command: D::Command) -> Result<Vec<D::Event>, D::Refusal> {
        let decided = D::decide(&self.state, command.clone(), &self.facts);
        if let Err(no) = &decided {
            for field in [no.field(), no.overrule()].into_iter().flatten() {
                assert!(path_in(&command, field).is_some(), "{no:?} is about {field}, which {command:?} does not have");
            }
        }
        decided
    }

    /// Gives a command that is accepted, and goes on with what it made happen; a refusal leaves all as it was.
    pub fn and(mut self, command: D::Command) -> Self {
        for event in self.when(command).unwrap_or_default() {
            D::evolve(&mut self.state, &event);
        }
        self
    }
}

/// Facts of an ordinary Tuesday: 17 November 2026, ten in the morning, a person with every role, number 7 is next.
pub fn facts() -> Facts {
    Facts {
        now: DateTime::<Utc>::from_timestamp(1_794_906_000, 0).unwrap_or_default(),
        today: day(2026, 11, 17),
        zone: chrono_tz::Europe::Amsterdam,
        actor: Actor::Person { user: UserId(id(1)), role: Role::Sales, roles: Role::ALL.to_vec() },
        command_id: id(2),
        id: id(3),
        settings: Arc::new(settings::State::default()),
        known: Known { number: Some(7), ..Known::default() },
    }
}

/// The n-th id of a test.
pub const fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A day; a wrong one is the first of all days.
pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}
