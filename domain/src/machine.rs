//! Machines installed at customers.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    personal::Personal,
    values::*,
};

/// What is known of a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Make and type.
    pub model: Line,
    /// Serial number.
    #[serde(default)]
    pub serial: Option<Line>,
    /// Where it stands at the customer.
    #[serde(default)]
    pub place: Option<Line>,
    /// Since when it stands there.
    #[serde(default)]
    pub installed_on: Option<NaiveDate>,
}

/// Orders about a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write down a machine at a customer.
    Install {
        /// Whose place.
        customer: CustomerId,
        /// Which machine.
        machine: Details,
    },
    /// Change what is known.
    Change(Details),
    /// It is no longer there.
    Remove {
        /// Why.
        reason: Line,
    },
}

/// What happened with a machine. Where it stands in someone's house is sealed with the customer's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in Details")]
pub enum Event {
    MachineInstalled {
        customer: CustomerId,
        model: Line,
        serial: Option<Line>,
        place: Option<Personal<Line>>,
        installed_on: Option<NaiveDate>,
    },
    MachineChanged {
        customer: CustomerId,
        model: Line,
        serial: Option<Line>,
        place: Option<Personal<Line>>,
        installed_on: Option<NaiveDate>,
    },
    MachineRemoved {
        customer: CustomerId,
        reason: Personal<Line>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such machine.
    Unknown,
    /// This machine was written down already.
    AlreadyInstalled,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// It was removed.
    Removed,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        (*self == Self::UnknownCustomer).then_some("customer")
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    at: Option<(CustomerId, Details)>,
    /// No longer there.
    pub removed: bool,
}

impl State {
    /// At whose place it is or was; none when there is no such machine.
    pub fn customer(&self) -> Option<CustomerId> {
        self.at.as_ref().map(|(customer, _)| *customer)
    }
}

/// The rules of machines.
pub struct Machine;

impl Decider for Machine {
    const CATEGORY: &'static str = "machine";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditCustomers
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Install { customer, .. } if state.at.is_none() => vec![Need::Customer(*customer)],
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        match (&state.at, command) {
            (None, Command::Install { .. }) if !facts.known.customer_is_served() => Err(No::UnknownCustomer),
            (None, Command::Install { customer, machine: Details { model, serial, place, installed_on } }) => {
                let place = place.map(|place| Personal::of(customer, place));
                Ok(vec![Event::MachineInstalled { customer, model, serial, place, installed_on }])
            }
            (None, _) => Err(No::Unknown),
            (Some(_), Command::Install { .. }) => Err(No::AlreadyInstalled),
            (Some(_), Command::Remove { .. }) if state.removed => Ok(Vec::new()),
            (Some(_), _) if state.removed => Err(No::Removed),
            (Some((_, known)), Command::Change(details)) if *known == details => Ok(Vec::new()),
            (Some((customer, _)), Command::Change(Details { model, serial, place, installed_on })) => {
                let place = place.map(|place| Personal::of(*customer, place));
                Ok(vec![Event::MachineChanged { customer: *customer, model, serial, place, installed_on }])
            }
            (Some((customer, _)), Command::Remove { reason }) => {
                Ok(vec![Event::MachineRemoved { customer: *customer, reason: Personal::of(*customer, reason) }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::MachineInstalled { customer, model, serial, place, installed_on }
            | Event::MachineChanged { customer, model, serial, place, installed_on } => {
                let place = place.as_ref().and_then(Personal::value).cloned();
                state.at = Some((customer, Details { model, serial, place, installed_on }));
            }
            Event::MachineRemoved { .. } => state.removed = true,
        }
    }
}
