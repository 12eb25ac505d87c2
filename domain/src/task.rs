//! Tasks and alerts: raised for a department or a person, taken, handed on, done.

mod undo;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    decider::{Actor, Decider, Facts, Refusal},
    permission::{Permission, Role},
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

/// For whom a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    /// Everyone with this role.
    Role(Role),
    /// One colleague.
    User(UserId),
}

/// The kind of a task that a colleague writes.
pub const BY_HAND: &str = "note";

/// How much it presses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// To do.
    #[default]
    Task,
    /// Something is wrong.
    Alert,
    /// To know; nothing needs to be done.
    Notice,
}

/// Orders about a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Raise it. Its sentence stands in the texts as `task-<kind>`.
    Raise {
        /// What kind: `article-out`, `contract-ends`, …; `note` for one written by hand.
        kind: Line,
        /// For whom.
        assignee: Assignee,
        /// How much it presses.
        #[serde(default)]
        weight: Weight,
        /// Stream of the thing that it is about: `article-…`. The customer, or the task itself, when not said.
        #[serde(default)]
        about: Option<Line>,
        /// The customer whom it concerns.
        #[serde(default)]
        customer: Option<CustomerId>,
        /// Words of the sentence that name no person: an article number, a day.
        #[serde(default)]
        words: BTreeMap<String, Line>,
        /// What a colleague wrote.
        #[serde(default)]
        note: Option<Text>,
        /// When it should be done.
        #[serde(default)]
        due: Option<NaiveDate>,
    },
    /// I opened it: so it is known who knew of it, and when.
    Open {},
    /// I'll do it, also when a colleague had taken it.
    Take {},
    /// Let someone else do it.
    HandOn {
        /// Who.
        to: Assignee,
        /// What they should know.
        note: Text,
    },
    /// It is done, or not needed any more.
    Complete {
        /// What was done.
        #[serde(default)]
        note: Option<Text>,
    },
}

/// What happened with a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    TaskRaised {
        kind: Line,
        assignee: Assignee,
        weight: Weight,
        about: Line,
        customer: Option<CustomerId>,
        words: BTreeMap<String, Line>,
        note: Option<Personal<Text>>,
        due: Option<NaiveDate>,
    },
    TaskOpened {
        by: UserId,
    },
    TaskTaken {
        by: UserId,
        /// Who had it until then; not said before that was told them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        taken_from: Option<UserId>,
    },
    TaskHandedOn {
        to: Assignee,
        note: Personal<Text>,
    },
    TaskCompleted {
        note: Option<Personal<Text>>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such task.
    Unknown,
    /// It is done.
    Done,
    /// Only a colleague can open or take a task.
    NotAPerson,
    /// It is another department's or colleague's.
    NotYours,
    /// Written by hand, and nothing is written.
    NothingWritten,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        (*self == Self::NothingWritten).then_some("note")
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    whose: Option<Assignee>,
    customer: Option<CustomerId>,
    taken: Option<UserId>,
    opened: BTreeSet<UserId>,
    done: bool,
}

/// Whether a colleague handles a task of this one's: their own department's, what was given to them or they took;
/// management any.
pub fn handles(whose: Option<Assignee>, taken: Option<UserId>, user: UserId, roles: &[Role]) -> bool {
    let given = match whose {
        Some(Assignee::User(one)) => one == user,
        Some(Assignee::Role(role)) => roles.contains(&role),
        None => false,
    };
    given || taken == Some(user) || roles.contains(&Role::Management)
}

fn may(state: &State, actor: &Actor) -> bool {
    match actor {
        Actor::Person { user, role, roles } => {
            let roles: Vec<Role> = roles.iter().chain([role]).copied().collect();
            handles(state.whose, state.taken, *user, &roles)
        }
        Actor::System { .. } => true,
    }
}

/// The rules of tasks.
pub struct Task;

impl Decider for Task {
    const CATEGORY: &'static str = "task";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::HandleTasks
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Complete { .. })
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let subject = |customer: Option<CustomerId>| customer.map_or(facts.id, uuid::Uuid::from);
        if state.whose.is_none() {
            let Command::Raise { kind, assignee, weight, about, customer, words, note, due } = command else {
                return Err(No::Unknown);
            };
            if kind.as_str() == BY_HAND && note.is_none() {
                return Err(No::NothingWritten);
            }
            let about = match (about, customer) {
                (Some(about), _) => about,
                (None, Some(customer)) => stream("customer", customer.0)?,
                (None, None) => stream(Self::CATEGORY, facts.id)?,
            };
            let note = note.map(|note| Personal::of(subject(customer), note));
            return Ok(vec![Event::TaskRaised { kind, assignee, weight, about, customer, words, note, due }]);
        }
        let sealed = |note| Personal::of(subject(state.customer), note);
        match command {
            Command::Raise { .. } => Ok(Vec::new()),
            Command::Complete { .. } if state.done => Ok(Vec::new()),
            // Too late to know of it in time, and no reason to keep anybody from reading it.
            Command::Open {} if state.done => Ok(Vec::new()),
            _ if state.done => Err(No::Done),
            // Whoever handles tasks may read any.
            Command::Open {} => {
                let by = facts.actor.user().ok_or(No::NotAPerson)?;
                Ok(if state.opened.contains(&by) { vec![] } else { vec![Event::TaskOpened { by }] })
            }
            _ if !may(state, &facts.actor) => Err(No::NotYours),
            Command::Take {} => {
                let by = facts.actor.user().ok_or(No::NotAPerson)?;
                Ok(if state.taken == Some(by) {
                    vec![]
                } else {
                    vec![Event::TaskTaken { by, taken_from: state.taken }]
                })
            }
            Command::HandOn { to, note } => Ok(vec![Event::TaskHandedOn { to, note: sealed(note) }]),
            Command::Complete { note } => Ok(vec![Event::TaskCompleted { note: note.map(sealed) }]),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::TaskRaised { customer, assignee, .. } => {
                state.whose = Some(*assignee);
                state.customer = *customer;
            }
            Event::TaskOpened { by } => {
                state.opened.insert(*by);
            }
            Event::TaskTaken { by, .. } => state.taken = Some(*by),
            Event::TaskHandedOn { to, .. } => (state.whose, state.taken) = (Some(*to), None),
            Event::TaskCompleted { .. } => state.done = true,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn stream(category: &str, id: uuid::Uuid) -> Result<Line, No> {
    format!("{category}-{id}").parse().map_err(|_| No::Unknown)
}
