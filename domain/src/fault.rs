//! Faults: phoned in, solved by a visit or called off.

mod undo;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    calendar::Calendar,
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

/// The number of a fault, as in `S-2026-0412`: year and place in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Number {
    /// Year of reporting.
    pub year: u16,
    /// 1, 2, 3, …
    pub number: u64,
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:04}", self.year, self.number)
    }
}

/// How much haste there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// When it suits.
    Low,
    /// Within a few days.
    #[default]
    Normal,
    /// Tomorrow.
    High,
    /// Today: people can't work, or damage is growing.
    Urgent,
}

impl Urgency {
    /// All, least first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Normal, Self::High, Self::Urgent];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

/// Orders about a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Take in a fault.
    Report {
        /// Whose.
        customer: CustomerId,
        /// On which machine, when it is known.
        #[serde(default)]
        machine: Option<MachineId>,
        /// What is wrong.
        problem: Text,
        /// How much haste.
        #[serde(default)]
        urgency: Urgency,
        /// Who called.
        #[serde(default)]
        caller: Option<Line>,
        /// Where the caller can be reached.
        #[serde(default)]
        caller_phone: Option<Phone>,
        /// Whether the customer gets a confirmation by mail.
        #[serde(default = "yes")]
        confirm: bool,
        /// Why this is another fault than the one already open on this machine.
        #[serde(default)]
        despite: Option<Line>,
    },
    /// Change what was said.
    Change {
        /// What is wrong.
        problem: Text,
        /// How much haste.
        urgency: Urgency,
    },
    /// It is solved.
    Solve {
        /// By which visit; none when it was solved by telephone.
        #[serde(default)]
        visit: Option<VisitId>,
        /// How.
        #[serde(default)]
        how: Option<Text>,
    },
    /// It came back or was not solved after all.
    Reopen {
        /// Why.
        reason: Line,
    },
    /// It is no longer wanted.
    Cancel {
        /// Why.
        reason: Line,
    },
}

fn yes() -> bool {
    true
}

/// What happened with a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    FaultReported {
        number: Number,
        customer: CustomerId,
        machine: Option<MachineId>,
        problem: Personal<Text>,
        urgency: Urgency,
        caller: Option<Personal<Line>>,
        caller_phone: Option<Personal<Phone>>,
        confirm: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
        /// From when the promise counts, and until when someone was promised; before working hours were counted neither.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heard_at: Option<DateTime<Utc>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_at: Option<DateTime<Utc>>,
    },
    FaultChanged {
        customer: CustomerId,
        problem: Personal<Text>,
        urgency: Urgency,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_at: Option<DateTime<Utc>>,
    },
    FaultSolved {
        customer: CustomerId,
        visit: Option<VisitId>,
        how: Option<Personal<Text>>,
    },
    FaultReopened {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    FaultCancelled {
        customer: CustomerId,
        reason: Personal<Line>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such fault.
    Unknown,
    /// This fault was taken in already.
    AlreadyReported,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// The machine does not stand at this customer.
    UnknownMachine,
    /// The machine has a fault that is still open.
    MachineHasOpenFault {
        /// Its number.
        fault: String,
    },
    /// It is solved or called off.
    Closed,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::UnknownMachine | Self::MachineHasOpenFault { .. } => Some("machine"),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        matches!(self, Self::MachineHasOpenFault { .. }).then_some("despite")
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    reported: Option<(CustomerId, Number)>,
    problem: Option<(Personal<Text>, Urgency)>,
    promised_at: Option<DateTime<Utc>>,
    heard_at: Option<DateTime<Utc>>,
    end: Option<End>,
}

impl State {
    /// Whose it is; none when there is no such fault.
    pub fn customer(&self) -> Option<CustomerId> {
        self.reported.map(|(customer, _)| customer)
    }

    /// Until when someone was promised; events of before working hours were counted do not say.
    pub fn promised_at(&self) -> Option<DateTime<Utc>> {
        self.promised_at
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Solved,
    Cancelled,
}

/// The rules of faults.
pub struct Fault;

impl Decider for Fault {
    const CATEGORY: &'static str = "fault";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Solve { visit: Some(_), .. } => Permission::SystemOnly,
            _ => Permission::ReportFaults,
        }
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Solve { .. } | Command::Cancel { .. })
    }

    fn needs(state: &State, command: &Command, today: NaiveDate) -> Vec<Need> {
        match command {
            Command::Report { customer, machine, .. } if state.reported.is_none() => {
                let number = Need::Number(format!("fault_{}", chrono::Datelike::year(&today)));
                let mut needs = vec![Need::Customer(*customer), number, Need::Settings];
                needs.extend(machine.iter().flat_map(|machine| [Need::Machine(*machine), Need::OpenFaults(*machine)]));
                needs
            }
            Command::Change { .. } => vec![Need::Settings],
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some((customer, _)) = state.reported else {
            return report(command, facts);
        };
        let sealed = |text| Personal::of(customer, text);
        match command {
            Command::Report { .. } => Err(No::AlreadyReported),
            Command::Reopen { reason } if state.end.is_some() => {
                Ok(vec![Event::FaultReopened { customer, reason: Personal::of(customer, reason) }])
            }
            Command::Reopen { .. } => Ok(Vec::new()),
            Command::Solve { .. } if state.end == Some(End::Solved) => Ok(Vec::new()),
            Command::Cancel { .. } if state.end == Some(End::Cancelled) => Ok(Vec::new()),
            _ if state.end.is_some() => Err(No::Closed),
            Command::Change { problem, urgency } => {
                let said = Some((sealed(problem.clone()), urgency));
                let same = said == state.problem;
                Ok(if same {
                    vec![]
                } else {
                    // Another haste is another promise; other words are none.
                    let kept = state.problem.as_ref().filter(|(_, known)| *known == urgency).and(state.promised_at);
                    let promised_at = kept.or_else(|| state.heard_at.map(|heard| promised_by(urgency, heard, facts)));
                    vec![Event::FaultChanged { customer, problem: sealed(problem), urgency, promised_at }]
                })
            }
            Command::Solve { visit, how } => Ok(vec![Event::FaultSolved { customer, visit, how: how.map(sealed) }]),
            Command::Cancel { reason } => {
                Ok(vec![Event::FaultCancelled { customer, reason: Personal::of(customer, reason) }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::FaultReported { number, customer, problem, urgency, heard_at, promised_at, .. } => {
                (state.heard_at, state.promised_at) = (*heard_at, *promised_at);
                state.reported = Some((*customer, *number));
                state.problem = Some((problem.clone(), *urgency));
            }
            Event::FaultChanged { problem, urgency, promised_at, .. } => {
                state.problem = Some((problem.clone(), *urgency));
                state.promised_at = promised_at.or(state.promised_at);
            }
            Event::FaultSolved { .. } => state.end = Some(End::Solved),
            Event::FaultCancelled { .. } => state.end = Some(End::Cancelled),
            Event::FaultReopened { .. } => state.end = None,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn report(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Report { customer, machine, problem, urgency, caller, caller_phone, confirm, despite } = command
    else {
        return Err(No::Unknown);
    };
    if !facts.known.customer_is_served() {
        return Err(No::UnknownCustomer);
    }
    if machine.is_some_and(|machine| !facts.known.stands(machine, customer)) {
        return Err(No::UnknownMachine);
    }
    if let (Some(open), None) = (facts.known.open_faults.first(), &despite) {
        return Err(No::MachineHasOpenFault { fault: open.to_string() });
    }
    let year = u16::try_from(chrono::Datelike::year(&facts.today)).unwrap_or_default();
    Ok(vec![Event::FaultReported {
        number: Number { year, number: facts.known.number.unwrap_or_default() },
        customer,
        machine,
        problem: Personal::of(customer, problem),
        urgency,
        caller: caller.map(|caller| Personal::of(caller_of(facts.id), caller)),
        caller_phone: caller_phone.map(|phone| Personal::of(caller_of(facts.id), phone)),
        confirm,
        despite: despite.map(|reason| Personal::of(customer, reason)),
        heard_at: Some(facts.now),
        promised_at: Some(promised_by(urgency, facts.now, facts)),
    }])
}

/// The subject under whose key it is sealed who called about a fault: they can be forgotten while the customer stays.
pub fn caller_of(fault: Uuid) -> Uuid {
    Uuid::new_v5(&fault, b"caller")
}

fn promised_by(urgency: Urgency, heard_at: DateTime<Utc>, facts: &Facts) -> DateTime<Utc> {
    promised(urgency, heard_at, &facts.settings.calendar, facts.zone)
}

/// Until when someone should be there, from the urgency: urgent within 8 working hours, high 1 working day, normal 3, low 10.
///
/// The desk's own rule until a contract promises otherwise.
pub fn promised(urgency: Urgency, heard_at: DateTime<Utc>, calendar: &Calendar, zone: Tz) -> DateTime<Utc> {
    let work = match urgency {
        Urgency::Urgent => TimeDelta::hours(8),
        Urgency::High => calendar.opening.day(),
        Urgency::Normal => calendar.opening.day() * 3,
        Urgency::Low => calendar.opening.day() * 10,
    };
    let until = calendar.after(heard_at.with_timezone(&zone).naive_local(), work);
    // In the hour that spring leaves out nobody works.
    zone.from_local_datetime(&until).earliest().map_or_else(|| until.and_utc(), |until| until.to_utc())
}

/// What was promised before working hours were counted: events of then do not say.
pub fn promised_by_the_clock(urgency: Urgency, reported_at: DateTime<Utc>) -> DateTime<Utc> {
    let hours = match urgency {
        Urgency::Urgent => 8,
        Urgency::High => 24,
        Urgency::Normal => 72,
        Urgency::Low => 240,
    };
    reported_at + chrono::Duration::hours(hours)
}
