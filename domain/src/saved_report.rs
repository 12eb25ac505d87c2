//! Reports that colleagues define and keep: for themselves or for all, mailed when they want.

mod undo;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Actor, Decider, Facts, Refusal},
    permission::{Permission, Role},
    report::{Definition, Misfit},
    undo::{Act, Stays},
    values::*,
};

/// How often a report is mailed, in the morning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// From Monday to Friday.
    Workday,
    /// Each Monday.
    #[default]
    Week,
    /// On the first day of each month.
    Month,
}

impl Every {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Workday, Self::Week, Self::Month];

    /// The name as stored and in texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workday => "workday",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.name() == name)
    }
}

/// Orders about a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Keep it, or keep it as it is now.
    Save {
        /// What it is called; no person's name belongs in it.
        name: Line,
        /// What it asks.
        definition: Definition,
        /// Whether every colleague who may see its facts finds it; else only who keeps it.
        #[serde(default)]
        shared: bool,
    },
    /// Mail it; to nobody is not any more.
    Mail {
        /// How often.
        #[serde(default)]
        every: Every,
        /// To whom.
        #[serde(default)]
        to: BTreeSet<UserId>,
    },
    /// Throw it away.
    Remove {},
}

/// What happened with a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    ReportSaved {
        /// Whose it is: who kept it first.
        owner: UserId,
        name: Line,
        definition: Definition,
        shared: bool,
    },
    ReportMailingSet {
        every: Every,
        to: BTreeSet<UserId>,
    },
    ReportRemoved {},
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such report.
    Unknown,
    /// It was thrown away.
    Removed,
    /// It is a colleague's, and not management's to change.
    NotYours,
    /// Only a colleague keeps reports.
    NotAPerson,
    /// Who keeps it may not see its facts.
    NotAllowed,
    /// What it asks does not fit together.
    Misfit {
        /// What of it.
        what: Misfit,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed => Some("definition.subject"),
            Self::Misfit { what } => Some(match what.field() {
                "measure" => "definition.measure",
                "by" => "definition.by",
                "split" => "definition.split",
                "filters" => "definition.filters",
                "period" => "definition.period",
                "step" => "definition.step",
                _ => "definition.log",
            }),
            _ => None,
        }
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    kept: Option<Kept>,
    mailed: (Every, BTreeSet<UserId>),
    removed: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Kept {
    owner: UserId,
    name: Line,
    definition: Definition,
    shared: bool,
}

/// The rules of kept reports.
pub struct SavedReport;

impl Decider for SavedReport {
    const CATEGORY: &'static str = "report";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::ViewReports
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Remove {})
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Actor::Person { user, role, roles } = &facts.actor else { return Err(No::NotAPerson) };
        let roles = || roles.iter().chain([role]);
        match &state.kept {
            _ if state.removed && matches!(command, Command::Remove {}) => return Ok(Vec::new()),
            _ if state.removed => return Err(No::Removed),
            None if !matches!(command, Command::Save { .. }) => return Err(No::Unknown),
            Some(kept) if kept.owner != *user && !roles().any(|role| *role == Role::Management) => {
                return Err(No::NotYours);
            }
            _ => {}
        }
        let event = match command {
            Command::Save { name, definition, shared } => {
                let definition = definition.checked().map_err(|what| No::Misfit { what })?;
                if !roles().any(|role| role.may(definition.subject.permission())) {
                    return Err(No::NotAllowed);
                }
                let owner = state.kept.as_ref().map_or(*user, |kept| kept.owner);
                let kept = Kept { owner, name, definition, shared };
                if state.kept.as_ref() == Some(&kept) {
                    return Ok(Vec::new());
                }
                let Kept { owner, name, definition, shared } = kept;
                Event::ReportSaved { owner, name, definition, shared }
            }
            Command::Mail { every, to } if (every, &to) == (state.mailed.0, &state.mailed.1) => return Ok(Vec::new()),
            Command::Mail { every, to } => Event::ReportMailingSet { every, to },
            Command::Remove {} => Event::ReportRemoved {},
        };
        Ok(vec![event])
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::ReportSaved { owner, name, definition, shared } => {
                state.kept = Some(Kept { owner, name, definition, shared });
            }
            Event::ReportMailingSet { every, to } => state.mailed = (every, to),
            Event::ReportRemoved {} => state.removed = true,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}
