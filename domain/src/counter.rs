//! Counters that machines of a type have: hours, kilometres, prints in colour. What they show is written down at each machine.

mod undo;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    undo::{Act, Stays},
    values::*,
};

/// Orders about a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Make it, or change what is known.
    Save {
        /// What it is called.
        name: Line,
        /// What it counts: hours, kilometres, prints.
        #[serde(default)]
        unit: Option<Line>,
        /// Which machines have it: how make and type begin; all of them when not said.
        #[serde(default)]
        models: Option<Beginnings>,
    },
    /// It is not read any more.
    Archive {},
    /// It is read after all.
    Restore {},
}

/// What happened with a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    CounterSaved { name: Line, unit: Option<Line>, models: Option<Beginnings> },
    CounterArchived {},
    CounterRestored {},
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such counter.
    Unknown,
    /// It is not read any more.
    Archived,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        None
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    saved: Option<(Line, Option<Line>, Option<Beginnings>)>,
    archived: bool,
}

impl State {
    /// Whether machines of this make and type have it, and it is read.
    pub fn is_on(&self, model: &str) -> bool {
        let models = self.saved.as_ref().map(|(_, _, models)| models);
        !self.archived && models.is_some_and(|models| models.as_ref().is_none_or(|models| models.cover(model)))
    }
}

/// The rules of counters.
pub struct Counter;

impl Decider for Counter {
    const CATEGORY: &'static str = "counter";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditChecklists
    }

    fn decide(state: &State, command: Command, _: &Facts) -> Result<Vec<Event>, No> {
        Ok(match command {
            Command::Save { .. } if state.archived => return Err(No::Archived),
            Command::Save { name, unit, models } => {
                match state.saved.as_ref() == Some(&(name.clone(), unit.clone(), models.clone())) {
                    true => Vec::new(),
                    false => vec![Event::CounterSaved { name, unit, models }],
                }
            }
            _ if state.saved.is_none() => return Err(No::Unknown),
            Command::Archive {} if state.archived => Vec::new(),
            Command::Archive {} => vec![Event::CounterArchived {}],
            Command::Restore {} if !state.archived => Vec::new(),
            Command::Restore {} => vec![Event::CounterRestored {}],
        })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::CounterSaved { name, unit, models } => state.saved = Some((name, unit, models)),
            Event::CounterArchived {} => state.archived = true,
            Event::CounterRestored {} => state.archived = false,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}
