//! Recalls: something is to be done to every machine of a type or series, and is followed until it is done to all of them.

mod command;
mod event;
mod refusal;
mod undo;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Need},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

pub use command::Command;
pub use event::Event;
pub use refusal::No;

/// The most machines of one recall.
pub const MOST: usize = 2_000;

/// What is made for each machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A visit, which waits in the queue until it is planned.
    #[default]
    Visit,
    /// A task for sales: call the customer.
    Call,
}

impl Action {
    /// All, as shown.
    pub const ALL: [Self; 2] = [Self::Visit, Self::Call];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Call => "call",
        }
    }
}

/// What a person says of a machine, whatever its visit or task says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is done.
    Done,
    /// Nobody can be reached, or the machine is not to be found.
    Unreachable,
}

impl Outcome {
    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unreachable => "unreachable",
        }
    }
}

/// A machine that is called back, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Called {
    /// Which machine.
    pub machine: MachineId,
    /// At whose place.
    pub customer: CustomerId,
}

/// The visit or task that is made for a machine, and the one after it where that was called off: always the same.
pub fn action_of(recall: RecallId, machine: MachineId, time: u32) -> Uuid {
    Uuid::new_v5(&recall.0, format!("{machine} {time}").as_bytes())
}

/// How a machine stands in its recall.
#[derive(Debug, Clone)]
struct Stand {
    customer: CustomerId,
    said: Option<(Outcome, Option<Personal<Line>>)>,
    /// How often something was made for it.
    times: u32,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    action: Option<Action>,
    machines: BTreeMap<MachineId, Stand>,
    withdrawn: bool,
}

impl State {
    /// What is made for each machine; none before it was opened.
    pub fn action(&self) -> Option<Action> {
        self.action
    }

    /// Its machines.
    pub fn machines(&self) -> impl Iterator<Item = MachineId> {
        self.machines.keys().copied()
    }

    /// How often something was made for a machine.
    pub fn times(&self, machine: MachineId) -> u32 {
        self.machines.get(&machine).map_or(0, |stand| stand.times)
    }
}

/// The rules of recalls.
pub struct Recall;

impl Decider for Recall {
    const CATEGORY: &'static str = "recall";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::MoveVisits
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Withdraw { .. })
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Open { machines, .. } if state.action.is_none() && machines.len() <= MOST => {
                let number = Need::Number("recall".into());
                machines.iter().copied().map(Need::Machine).chain([number]).collect()
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let machine = match &command {
            Command::Open { .. } if state.action.is_some() => return Err(No::AlreadyOpened),
            Command::Open { .. } => return open(command, facts),
            _ if state.action.is_none() => return Err(No::Unknown),
            Command::Withdraw { .. } if state.withdrawn => return Ok(Vec::new()),
            Command::Withdraw { reason } => return Ok(vec![Event::RecallWithdrawn { reason: reason.clone() }]),
            _ if state.withdrawn => return Err(No::Withdrawn),
            Command::Settle { machine, .. } | Command::Reopen { machine } | Command::AskAgain { machine } => *machine,
        };
        let Some(stand) = state.machines.get(&machine) else { return Err(No::NotCalled) };
        let customer = stand.customer;
        Ok(match command {
            Command::Settle { outcome, .. } if stand.said.as_ref().is_some_and(|(said, _)| *said == outcome) => {
                Vec::new()
            }
            Command::Settle { outcome, note, .. } => {
                if outcome == Outcome::Unreachable && note.is_none() {
                    return Err(No::WhyUnreachable);
                }
                vec![Event::MachineSettled {
                    machine,
                    customer,
                    outcome,
                    note: note.map(|note| Personal::of(customer, note)),
                }]
            }
            Command::Reopen { .. } if stand.said.is_none() => Vec::new(),
            Command::Reopen { .. } => vec![Event::MachineReopened { machine, customer }],
            Command::AskAgain { .. } => vec![Event::ActionAskedAgain { machine, customer, time: stand.times }],
            Command::Open { .. } | Command::Withdraw { .. } => Vec::new(),
        })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::RecallOpened { action, machines, .. } => {
                state.action = Some(*action);
                let stand =
                    |called: &Called| (called.machine, Stand { customer: called.customer, said: None, times: 1 });
                state.machines = machines.iter().map(stand).collect();
            }
            Event::RecallWithdrawn { .. } => state.withdrawn = true,
            Event::MachineSettled { machine, outcome, note, .. } => {
                if let Some(stand) = state.machines.get_mut(machine) {
                    stand.said = Some((*outcome, note.clone()));
                }
            }
            Event::MachineReopened { machine, .. } => {
                if let Some(stand) = state.machines.get_mut(machine) {
                    stand.said = None;
                }
            }
            Event::ActionAskedAgain { machine, time, .. } => {
                if let Some(stand) = state.machines.get_mut(machine) {
                    (stand.said, stand.times) = (None, *time + 1);
                }
            }
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// Each machine is called back once, whatever the list says; one that stands nowhere any more is pointed out.
fn open(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Open { name, reason, task, machines, action, expected, before } = command else {
        return Err(No::Unknown);
    };
    if machines.is_empty() {
        return Err(No::NoMachines);
    } else if machines.len() > MOST {
        return Err(No::TooMany);
    } else if before.is_some_and(|day| day < facts.today) {
        return Err(No::InThePast);
    }
    let mut called: BTreeMap<MachineId, CustomerId> = BTreeMap::new();
    for machine in machines {
        let known = facts.known.machines.get(&machine).filter(|known| !known.removed);
        let Some(customer) = known.and_then(|known| known.customer()) else { return Err(No::NotStanding) };
        called.insert(machine, customer);
    }
    Ok(vec![Event::RecallOpened {
        number: facts.known.number.unwrap_or_default(),
        name,
        reason,
        task,
        machines: called.into_iter().map(|(machine, customer)| Called { machine, customer }).collect(),
        action,
        expected,
        before,
    }])
}
