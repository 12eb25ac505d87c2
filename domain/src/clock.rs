//! The company's clock: an occurrence of a scheduled job is an event, so that each happens once. Streams `clock-<job>`.

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    undo::{Act, Reason, Stays},
    values::Line,
};

/// Orders to the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// A job's time has come.
    Strike {
        /// Which job.
        job: Line,
        /// For which moment, by the wall clock of the company's time zone.
        at: NaiveDateTime,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A job's time came.
    ClockStruck {
        /// Which job.
        job: Line,
        /// For which moment, by the wall clock of the company's time zone.
        at: NaiveDateTime,
    },
}

/// The clock refuses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {}

impl Refusal for No {}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    last: Option<NaiveDateTime>,
}

impl State {
    /// The newest moment for which the job ran.
    pub fn last(&self) -> Option<NaiveDateTime> {
        self.last
    }
}

/// The rules of the clock.
pub struct Clock;

impl Decider for Clock {
    const CATEGORY: &'static str = "clock";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::SystemOnly
    }

    /// A moment that has come already, or lies before one that has, does not come again: not after a restart and not
    /// in the hour that autumn repeats.
    fn decide(state: &State, command: Command, _: &Facts) -> Result<Vec<Event>, No> {
        let Command::Strike { job, at } = command;
        Ok(if state.last.is_some_and(|last| at <= last) { vec![] } else { vec![Event::ClockStruck { job, at }] })
    }

    fn evolve(state: &mut State, Event::ClockStruck { at, .. }: &Event) {
        state.last = Some(*at);
    }

    fn undo(_: &Act<'_, Self>) -> Result<Command, Stays> {
        Err(Reason::Follows.into())
    }
}
