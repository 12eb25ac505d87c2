//! The planning of all visits: whether what changes in it is told at once, and what was told together. One stream, `planning-company`.

mod undo;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    messages::Message,
    permission::Permission,
    undo::{Act, Stays},
    values::*,
};

/// The id of the one planning.
pub const COMPANY: &str = "company";

/// So many visits are told of at once at most.
pub const MOST: usize = 1_000;

/// When somebody is expected, and who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Appointment {
    /// Who goes.
    pub technician: UserId,
    /// When.
    pub slot: Slot,
    /// Its other stretches, where it takes more than a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<Slot>,
}

impl Appointment {
    /// All its stretches, by time.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        std::iter::once(self.slot).chain(self.rest.iter().copied())
    }
}

/// What of a visit's planning was not told yet: what was told last, and what is so now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Which visit.
    pub visit: VisitId,
    /// At whom.
    pub customer: CustomerId,
    /// Revision of its stream: as it was then it is told.
    pub revision: u64,
    /// The appointment that was told last; none when they know of none.
    pub was: Option<Appointment>,
    /// The appointment now; none when it does not take place then.
    pub now: Option<Appointment>,
    /// Whether the visit was called off, and not only its appointment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
}

impl Change {
    /// Which message tells the customer of it.
    pub fn message(&self) -> Message {
        match (&self.was, &self.now) {
            (None, _) => Message::VisitScheduled,
            (_, Some(_)) => Message::VisitMoved,
            _ if self.cancelled => Message::VisitCancelled,
            _ => Message::VisitUnscheduled,
        }
    }

    /// When the appointment that the message is about begins, or goes on, after a moment by the company's clock; none when it is over.
    pub fn begins_after(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let said = self.now.as_ref().or(self.was.as_ref())?;
        said.slots().map(|slot| slot.on.and_time(slot.from)).filter(|begins| *begins > now).min()
    }
}

/// Orders about the planning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Say when customers and technicians hear of what changes.
    SetTelling {
        /// Whether changes are collected until a planner publishes them; else each is told at once.
        #[serde(default)]
        collect: bool,
        /// So many hours before an appointment what changed in it is told in any case.
        #[schemars(range(min = 1, max = 72))]
        hours: u8,
    },
    /// Tell customers and technicians what changed in these visits since they were told last.
    Publish {
        /// Which.
        #[serde(default)]
        visits: BTreeSet<VisitId>,
    },
}

/// What happened with the planning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    TellingSet { collect: bool, hours: u8 },
    PlanningPublished { changes: Vec<Change> },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// An hour at least, three days at most.
    Hours,
    /// Too many at once.
    TooMany,
    /// No visit was chosen: nobody would hear anything.
    NothingChosen,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Hours => "hours",
            Self::TooMany | Self::NothingChosen => "visits",
        })
    }
}

/// What the rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Whether changes are collected.
    pub collect: bool,
    /// So many hours before an appointment what changed in it is told in any case.
    pub hours: u8,
}

impl Default for State {
    /// Told at once; where changes are collected, what is in the morning is told in the afternoon before.
    fn default() -> Self {
        Self { collect: false, hours: 16 }
    }
}

impl State {
    /// Within how many hours changes are told at once all the same; none when all are.
    pub fn collects(&self) -> Option<u8> {
        self.collect.then_some(self.hours)
    }
}

/// The rules of the planning.
pub struct Planning;

impl Decider for Planning {
    const CATEGORY: &'static str = "planning";
    const ONLY: Option<&'static str> = Some(COMPANY);
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::SetTelling { .. } => Permission::EditSettings,
            Command::Publish { .. } => Permission::MoveVisits,
        }
    }

    fn needs(_: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Publish { visits } if visits.len() <= MOST => vec![Need::Untold(visits.clone())],
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        match command {
            Command::SetTelling { hours, .. } if !(1..=72).contains(&hours) => Err(No::Hours),
            Command::SetTelling { collect, hours } if *state == State { collect, hours } => Ok(Vec::new()),
            Command::SetTelling { collect, hours } => Ok(vec![Event::TellingSet { collect, hours }]),
            Command::Publish { visits } if visits.len() > MOST => Err(No::TooMany),
            Command::Publish { visits } if visits.is_empty() => Err(No::NothingChosen),
            // What another planner told meanwhile, or what is again as it was told, is told to nobody.
            Command::Publish { visits } => {
                let known = facts.known.untold.iter();
                let changes: Vec<Change> =
                    known.filter(|one| visits.contains(&one.visit) && one.was != one.now).cloned().collect();
                Ok(if changes.is_empty() { Vec::new() } else { vec![Event::PlanningPublished { changes }] })
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        if let Event::TellingSet { collect, hours } = event {
            *state = State { collect: *collect, hours: *hours };
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}
