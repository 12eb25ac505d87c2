//! Checklists: what is looked at on a visit, line by line. Each change is a version; a visit keeps the one that it began with.

mod types;
mod undo;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    undo::{Act, Stays},
    values::*,
    visit::Kind,
};

pub use types::{Asks, Item};

/// So many lines at most: what is longer is two lists.
pub const MOST_LINES: usize = 40;

/// Orders about a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Make it, or make a new version of it: visits that begin from now on have that.
    Save {
        /// What it is called.
        name: Line,
        /// On which kinds of visits.
        #[serde(default)]
        kinds: BTreeSet<Kind>,
        /// Only at machines whose make and type begin so; at all of them when not said, and where there is no machine.
        #[serde(default)]
        models: Option<Beginnings>,
        /// What is looked at, in this order; 1 to 40 lines.
        #[serde(default)]
        lines: Vec<Item>,
    },
    /// It is not used any more.
    Archive {},
    /// It is used after all.
    Restore {},
}

/// What happened with a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    ChecklistSaved {
        /// Which version, from 1.
        version: u32,
        name: Line,
        kinds: BTreeSet<Kind>,
        models: Option<Beginnings>,
        lines: Vec<Item>,
    },
    ChecklistArchived {},
    ChecklistRestored {},
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such checklist.
    Unknown,
    /// It is not used any more.
    Archived,
    /// For no kind of visit.
    NoKinds,
    /// One to forty lines.
    Lines,
    /// What is measured lies between the less and the more.
    Limits {
        /// In which line.
        what: String,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoKinds => Some("kinds"),
            Self::Lines | Self::Limits { .. } => Some("lines"),
            Self::Unknown | Self::Archived => None,
        }
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    saved: Option<Saved>,
    version: u32,
    archived: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Saved {
    name: Line,
    kinds: BTreeSet<Kind>,
    models: Option<Beginnings>,
    lines: Vec<Item>,
}

/// The rules of checklists.
pub struct Checklist;

impl Decider for Checklist {
    const CATEGORY: &'static str = "checklist";
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
            Command::Save { name, kinds, models, lines } => {
                let lines: Vec<Item> = lines.into_iter().map(Item::tidy).collect();
                if kinds.is_empty() {
                    return Err(No::NoKinds);
                }
                if !(1..=MOST_LINES).contains(&lines.len()) {
                    return Err(No::Lines);
                }
                if let Some(wrong) = lines.iter().find(|line| line.least.zip(line.most).is_some_and(|(a, b)| a > b)) {
                    return Err(No::Limits { what: wrong.what.to_string() });
                }
                let saved = Saved { name, kinds, models, lines };
                if state.saved.as_ref() == Some(&saved) {
                    return Ok(Vec::new());
                }
                let Saved { name, kinds, models, lines } = saved;
                vec![Event::ChecklistSaved { version: state.version + 1, name, kinds, models, lines }]
            }
            _ if state.saved.is_none() => return Err(No::Unknown),
            Command::Archive {} if state.archived => Vec::new(),
            Command::Archive {} => vec![Event::ChecklistArchived {}],
            Command::Restore {} if !state.archived => Vec::new(),
            Command::Restore {} => vec![Event::ChecklistRestored {}],
        })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::ChecklistSaved { version, name, kinds, models, lines } => {
                state.version = version;
                state.saved = Some(Saved { name, kinds, models, lines });
            }
            Event::ChecklistArchived {} => state.archived = true,
            Event::ChecklistRestored {} => state.archived = false,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}
