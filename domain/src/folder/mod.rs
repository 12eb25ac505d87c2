//! The folder of a thing: photos and papers that belong to a visit or a machine. Its id is the thing's own.
//!
//! What is in a file lies sealed under the customer's key beside the log; an event names it by its hash.

mod undo;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

/// So many files a thing at most.
pub const MOST_FILES: usize = 200;

/// When a photo was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Before the work.
    Before,
    /// After it.
    After,
}

impl Phase {
    /// Both, as shown.
    pub const ALL: [Self; 2] = [Self::Before, Self::After];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// Orders about the files of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Put a file in that was handed in before. Of visit and machine one is said.
    Keep {
        /// The visit whose it is.
        #[serde(default)]
        visit: Option<VisitId>,
        /// The machine whose it is.
        #[serde(default)]
        machine: Option<MachineId>,
        /// The file, as kept by its hash.
        file: Sha256,
        /// The small picture of a photo, as kept by its hash; a file without is a paper.
        #[serde(default)]
        thumbnail: Option<Sha256>,
        /// When a photo was taken.
        #[serde(default)]
        phase: Option<Phase>,
        /// What is to be seen.
        #[serde(default)]
        remark: Option<Line>,
    },
    /// Say when it was taken and what is to be seen.
    Describe {
        /// Which file.
        file: Sha256,
        /// When a photo was taken.
        #[serde(default)]
        phase: Option<Phase>,
        /// What is to be seen.
        #[serde(default)]
        remark: Option<Line>,
    },
    /// Take a file out: it does not belong here. It is not shown any more.
    Remove {
        /// Which file.
        file: Sha256,
        /// Why.
        reason: Line,
    },
}

/// What happened with the files of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    FileKept {
        customer: CustomerId,
        visit: Option<VisitId>,
        machine: Option<MachineId>,
        file: Sha256,
        thumbnail: Option<Sha256>,
        phase: Option<Phase>,
        remark: Option<Personal<Line>>,
    },
    FileDescribed {
        customer: CustomerId,
        file: Sha256,
        phase: Option<Phase>,
        remark: Option<Personal<Line>>,
    },
    FileRemoved {
        customer: CustomerId,
        file: Sha256,
        reason: Personal<Line>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such thing, or it is neither a visit nor a machine.
    Unknown,
    /// There is no such file here.
    NoFile,
    /// More than two hundred files.
    Full,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoFile | Self::Full => Some("file"),
            Self::Unknown => None,
        }
    }
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its small picture.
    pub thumbnail: Option<Sha256>,
    /// When it was taken.
    pub phase: Option<Phase>,
    /// What is to be seen.
    pub remark: Option<Line>,
    /// Taken out.
    pub removed: bool,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    of: Option<(CustomerId, Option<VisitId>, Option<MachineId>)>,
    files: BTreeMap<Sha256, Kept>,
}

impl State {
    /// The customer, and the visit or machine whose it is.
    pub fn of(&self) -> Option<(CustomerId, Option<VisitId>, Option<MachineId>)> {
        self.of
    }

    /// What is in it.
    pub fn files(&self) -> impl Iterator<Item = (&Sha256, &Kept)> {
        self.files.iter().filter(|(_, kept)| !kept.removed)
    }
}

/// The rules of folders.
pub struct Folder;

impl Decider for Folder {
    const CATEGORY: &'static str = "folder";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::KeepFiles
    }

    fn own_id(command: &Command) -> Option<Uuid> {
        match command {
            Command::Keep { visit, machine, .. } => visit.map(Uuid::from).or(machine.map(Uuid::from)),
            _ => None,
        }
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Keep { visit, machine, .. } if state.of.is_none() => {
                visit.map(Need::Visit).into_iter().chain(machine.map(Need::Machine)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let (customer, visit, machine) = match (&state.of, &command) {
            (Some((_, known, on)), Command::Keep { visit, machine, .. }) if (known, on) != (visit, machine) => {
                return Err(No::Unknown);
            }
            (Some(of), _) => *of,
            (None, Command::Keep { visit, machine, .. }) => whose(*visit, *machine, facts).ok_or(No::Unknown)?,
            (None, _) => return Err(No::Unknown),
        };
        let sealed = |words: Option<Line>| words.map(|words| Personal::of(customer, words));
        let here = |file: &Sha256| state.files.get(file).filter(|kept| !kept.removed);
        Ok(match command {
            Command::Keep { file, .. } if here(&file).is_some() => Vec::new(),
            Command::Keep { .. } if state.files().count() >= MOST_FILES => return Err(No::Full),
            Command::Keep { file, thumbnail, phase, remark, .. } => {
                vec![Event::FileKept { customer, visit, machine, file, thumbnail, phase, remark: sealed(remark) }]
            }
            Command::Describe { file, phase, remark } => {
                let known = here(&file).ok_or(No::NoFile)?;
                match (known.phase, &known.remark) == (phase, &remark) {
                    true => Vec::new(),
                    false => vec![Event::FileDescribed { customer, file, phase, remark: sealed(remark) }],
                }
            }
            Command::Remove { file, .. } if here(&file).is_none() => match state.files.contains_key(&file) {
                true => Vec::new(),
                false => return Err(No::NoFile),
            },
            Command::Remove { file, reason } => {
                vec![Event::FileRemoved { customer, file, reason: Personal::of(customer, reason) }]
            }
        })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::FileKept { customer, visit, machine, file, thumbnail, phase, remark } => {
                state.of = Some((customer, visit, machine));
                let remark = remark.as_ref().and_then(Personal::value).cloned();
                state.files.insert(file, Kept { thumbnail, phase, remark, removed: false });
            }
            Event::FileDescribed { file, phase, remark, .. } => {
                if let Some(kept) = state.files.get_mut(&file) {
                    (kept.phase, kept.remark) = (phase, remark.as_ref().and_then(Personal::value).cloned());
                }
            }
            Event::FileRemoved { file, .. } => {
                if let Some(kept) = state.files.get_mut(&file) {
                    kept.removed = true;
                }
            }
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// At whom the one thing is whose folder this is.
fn whose(
    visit: Option<VisitId>,
    machine: Option<MachineId>,
    facts: &Facts,
) -> Option<(CustomerId, Option<VisitId>, Option<MachineId>)> {
    match (visit, machine) {
        (Some(id), None) if id.0 == facts.id => Some((*facts.known.visits.get(&id)?, visit, None)),
        (None, Some(id)) if id.0 == facts.id => Some((facts.known.machines.get(&id)?.customer()?, None, machine)),
        _ => None,
    }
}
