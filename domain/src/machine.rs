//! Machines installed at customers.

mod undo;

use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
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
    /// Why a serial number that another machine has is right all the same.
    #[serde(default)]
    pub despite: Option<Line>,
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
        /// Why although faults are open on it or contracts run.
        #[serde(default)]
        despite: Option<Line>,
    },
    /// It is there after all.
    PutBack {},
    /// Its meter was read.
    ReadMeter {
        /// What it shows: hours, cups, copies.
        reading: u32,
        /// When; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// Why it shows less than before.
        #[serde(default)]
        despite: Option<Line>,
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
        /// Why although another machine has the serial number; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    MachineChanged {
        customer: CustomerId,
        model: Line,
        serial: Option<Line>,
        place: Option<Personal<Line>>,
        installed_on: Option<NaiveDate>,
        /// Why although another machine has the serial number; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    MachinePutBack {
        customer: CustomerId,
    },
    MeterNoted {
        customer: CustomerId,
        reading: u32,
        on: NaiveDate,
        /// Why although it shows less than before.
        despite: Option<Personal<Line>>,
    },
    MachineRemoved {
        customer: CustomerId,
        reason: Personal<Line>,
        /// Why although something was open on it; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
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
    /// Another machine has this serial number.
    SerialElsewhere {
        /// At whose place.
        customer: String,
    },
    /// The day is more than a year ahead.
    TooFarAhead,
    /// A meter is not read ahead.
    NotYet,
    /// The meter showed more before.
    ShowedMore {
        /// What it showed.
        reading: u32,
    },
    /// Faults are open on it, or contracts run.
    StillInUse {
        /// How many open faults.
        faults: usize,
        /// How many running contracts.
        contracts: usize,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::SerialElsewhere { .. } => Some("serial"),
            Self::TooFarAhead => Some("installed_on"),
            Self::NotYet => Some("on"),
            Self::ShowedMore { .. } => Some("reading"),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        matches!(self, Self::SerialElsewhere { .. } | Self::StillInUse { .. } | Self::ShowedMore { .. })
            .then_some("despite")
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    at: Option<(CustomerId, Details)>,
    /// No longer there.
    pub removed: bool,
    meter: Option<u32>,
}

impl State {
    /// At whose place it is or was; none when there is no such machine.
    pub fn customer(&self) -> Option<CustomerId> {
        self.at.as_ref().map(|(customer, _)| *customer)
    }

    /// Its make and type.
    pub fn model(&self) -> Option<&Line> {
        self.at.as_ref().map(|(_, details)| &details.model)
    }
}

impl State {
    /// Make and type, and where it stands; none when there is no such machine.
    pub fn label(&self) -> Option<String> {
        let (_, known) = self.at.as_ref()?;
        Some(known.place.as_ref().map_or_else(|| known.model.to_string(), |place| format!("{} ({place})", known.model)))
    }

    /// What its meter showed when it was last read.
    pub fn reading(&self) -> Option<u32> {
        self.meter
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

    fn permission(command: &Command) -> Permission {
        match command {
            Command::ReadMeter { .. } => Permission::DoVisits,
            _ => Permission::EditCustomers,
        }
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Remove { .. })
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        let serial = |details: &Details| details.serial.clone().map(Need::Serial);
        match (&state.at, command) {
            (None, Command::Install { customer, machine }) => {
                [Need::Customer(*customer)].into_iter().chain(serial(machine)).collect()
            }
            (Some((_, known)), Command::Change(details)) if known.serial != details.serial => {
                serial(details).into_iter().collect()
            }
            (Some((customer, _)), Command::Remove { despite: None, .. }) if !state.removed => {
                vec![Need::InUse(*customer)]
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        match (&state.at, command) {
            (None, Command::Install { .. }) if !facts.known.customer_is_served() => Err(No::UnknownCustomer),
            (None, Command::Install { customer, machine }) => {
                check_serial(&machine, facts)?;
                check_day(&machine, facts)?;
                let Details { model, serial, place, installed_on, despite } = machine;
                let [place, despite] = [place, despite].map(|words| words.map(|words| Personal::of(customer, words)));
                Ok(vec![Event::MachineInstalled { customer, model, serial, place, installed_on, despite }])
            }
            (None, _) => Err(No::Unknown),
            (Some(_), Command::Install { .. }) => Err(No::AlreadyInstalled),
            (Some(_), Command::Remove { .. }) if state.removed => Ok(Vec::new()),
            (Some((customer, _)), Command::PutBack {}) => Ok(match state.removed {
                true => vec![Event::MachinePutBack { customer: *customer }],
                false => Vec::new(),
            }),
            (Some(_), _) if state.removed => Err(No::Removed),
            (Some(_), Command::ReadMeter { on: Some(on), .. }) if on > facts.today => Err(No::NotYet),
            (Some((customer, _)), Command::ReadMeter { reading, on, despite }) => {
                let less = state.meter.filter(|before| reading < *before);
                match (less, despite) {
                    (Some(reading), None) => Err(No::ShowedMore { reading }),
                    (less, reason) => {
                        let despite = reason.filter(|_| less.is_some()).map(|why| Personal::of(*customer, why));
                        let on = on.unwrap_or(facts.today);
                        Ok(vec![Event::MeterNoted { customer: *customer, reading, on, despite }])
                    }
                }
            }
            (Some((_, known)), Command::Change(details))
                if *known == (Details { despite: None, ..details.clone() }) =>
            {
                Ok(Vec::new())
            }
            (Some((customer, known)), Command::Change(details)) => {
                if known.serial != details.serial {
                    check_serial(&details, facts)?;
                }
                if known.installed_on != details.installed_on {
                    check_day(&details, facts)?;
                }
                let (customer, Details { model, serial, place, installed_on, despite }) = (*customer, details);
                let [place, despite] = [place, despite].map(|words| words.map(|words| Personal::of(customer, words)));
                Ok(vec![Event::MachineChanged { customer, model, serial, place, installed_on, despite }])
            }
            (Some((customer, _)), Command::Remove { reason, despite }) => {
                let (faults, contracts) = (facts.known.open_faults.len(), facts.known.covering);
                if despite.is_none() && (faults, contracts) != (0, 0) {
                    return Err(No::StillInUse { faults, contracts });
                }
                Ok(vec![Event::MachineRemoved {
                    customer: *customer,
                    reason: Personal::of(*customer, reason),
                    despite: despite.map(|reason| Personal::of(*customer, reason)),
                }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::MachineInstalled { customer, model, serial, place, installed_on, .. }
            | Event::MachineChanged { customer, model, serial, place, installed_on, .. } => {
                let place = place.as_ref().and_then(Personal::value).cloned();
                state.at = Some((customer, Details { model, serial, place, installed_on, despite: None }));
            }
            Event::MachineRemoved { .. } => state.removed = true,
            Event::MachinePutBack { .. } => state.removed = false,
            Event::MeterNoted { reading, .. } => state.meter = Some(reading),
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// A number that another machine has warns and asks: it may be typed wrong, or the machine stand at two customers.
fn check_serial(details: &Details, facts: &Facts) -> Result<(), No> {
    match (&details.despite, &facts.known.same_serial) {
        (None, Some(customer)) => Err(No::SerialElsewhere { customer: customer.clone() }),
        _ => Ok(()),
    }
}

/// A machine may be written down before it is installed, but not years before.
fn check_day(details: &Details, facts: &Facts) -> Result<(), No> {
    let latest = facts.today.checked_add_months(Months::new(12));
    if details.installed_on > latest { Err(No::TooFarAhead) } else { Ok(()) }
}
