//! Faults: phoned in, solved by a visit or called off.

mod command;
mod event;
mod promises;
mod refusal;
mod undo;

use chrono::{DateTime, Months, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Need},
    permission::Permission,
    personal::Personal,
    promise::{self, Made},
    undo::{Act, Stays},
    values::*,
};
pub use command::Command;
pub use event::Event;
pub use promises::{Pause, promised_again};
pub use refusal::No;

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

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    reported: Option<(CustomerId, Number)>,
    problem: Option<(Personal<Text>, Urgency)>,
    heard_at: Option<DateTime<Utc>>,
    promised: promises::Promised,
    end: Option<End>,
}

impl State {
    /// Whose it is; none when there is no such fault.
    pub fn customer(&self) -> Option<CustomerId> {
        self.reported.map(|(customer, _)| customer)
    }

    /// Its number; none when there is no such fault.
    pub fn number(&self) -> Option<Number> {
        self.reported.map(|(_, number)| number)
    }

    /// Until when the customer expects somebody: until they are answered, then until it is solved. Nothing presses while it waits for
    /// them, and events of before working hours were counted do not say.
    pub fn promised_at(&self) -> Option<DateTime<Utc>> {
        self.promised.expected()
    }

    /// Whether what was promised is still to be kept, and time counts.
    pub fn counts(&self, part: promise::Part) -> bool {
        self.reported.is_some() && self.end.is_none() && self.promised.counts(part)
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
            Command::Solve { visit: Some(_), .. }
            | Command::Answer { visit: Some(_), .. }
            | Command::WithdrawAnswer { visit: Some(_) }
            | Command::WaitForPart { .. }
            | Command::Warn { .. } => Permission::SystemOnly,
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
                needs.push(Need::Promises { customer: *customer, machine: *machine });
                needs
            }
            Command::Change { .. } | Command::Resume { .. } => vec![Need::Settings],
            // What ended while it waited, or waits for something else, counts up to then.
            _ if state.promised.waits.is_some() => vec![Need::Settings],
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
            // What Werkbank does by itself comes too late then, and is not needed any more.
            Command::Answer { visit: Some(_), .. }
            | Command::WithdrawAnswer { .. }
            | Command::WaitForPart { .. }
            | Command::Resume { .. }
            | Command::Warn { .. }
                if state.end.is_some() =>
            {
                Ok(Vec::new())
            }
            _ if state.end.is_some() => Err(No::Closed),
            Command::Change { problem, urgency } => {
                let said = Some((sealed(problem.clone()), urgency));
                let same = said == state.problem;
                Ok(if same {
                    vec![]
                } else {
                    // Another haste is another promise; other words are none.
                    let other = state.problem.as_ref().is_none_or(|(_, known)| *known != urgency);
                    let made =
                        state.heard_at.filter(|_| other).map(|heard| state.promised.again(urgency, heard, facts));
                    let (promised_at, promise) = promises::parts(made.or_else(|| state.promised.made.clone()));
                    let promised_at = promised_at.or(state.promised.old);
                    vec![Event::FaultChanged { customer, problem: sealed(problem), urgency, promised_at, promise }]
                })
            }
            Command::Solve { visit, how, at } => {
                let at = at.map(|at| at.max(state.heard_at.unwrap_or(at)).min(facts.now));
                let solved = Event::FaultSolved { customer, visit, how: how.map(sealed), at };
                Ok(promises::resumed(state, customer, false, facts).into_iter().chain([solved]).collect())
            }
            Command::Cancel { reason } => {
                let cancelled = Event::FaultCancelled { customer, reason: Personal::of(customer, reason) };
                Ok(promises::resumed(state, customer, false, facts).into_iter().chain([cancelled]).collect())
            }
            other => Ok(promises::decide(state, customer, other, facts)),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        state.promised.evolve(event);
        match event {
            Event::FaultReported { number, customer, problem, urgency, heard_at, .. } => {
                state.heard_at = *heard_at;
                state.reported = Some((*customer, *number));
                state.problem = Some((problem.clone(), *urgency));
            }
            Event::FaultChanged { problem, urgency, .. } => state.problem = Some((problem.clone(), *urgency)),
            Event::FaultSolved { .. } => state.end = Some(End::Solved),
            Event::FaultCancelled { .. } => state.end = Some(End::Cancelled),
            Event::FaultReopened { .. } => state.end = None,
            Event::FaultAnswered { .. }
            | Event::FaultAnswerWithdrawn { .. }
            | Event::FaultPaused { .. }
            | Event::FaultResumed { .. }
            | Event::FaultWarned { .. } => {}
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// When the customer told it: now, or earlier; a day without a time means when it opened.
///
/// # Errors
/// When that has to come, or is more than a year ago.
pub fn heard(
    on: Option<NaiveDate>,
    at: Option<&Moment>,
    now: DateTime<Utc>,
    opening: Opening,
    zone: Tz,
) -> Result<DateTime<Utc>, No> {
    let today = now.with_timezone(&zone).date_naive();
    let day = on.unwrap_or(today);
    let moment = match at {
        Some(at) => at.on(day, zone).ok_or(No::HeardLater { field: "heard_at" })?,
        None if day == today => now,
        None => {
            let begins = zone.from_local_datetime(&day.and_time(opening.from)).earliest();
            begins.ok_or(No::HeardLater { field: "heard_on" })?.to_utc()
        }
    };
    if moment > now {
        return Err(No::HeardLater { field: if day > today { "heard_on" } else { "heard_at" } });
    }
    let year_ago = now.checked_sub_months(Months::new(12)).unwrap_or(now);
    if moment < year_ago { Err(No::HeardLongAgo) } else { Ok(moment) }
}

fn report(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Report {
        customer,
        machine,
        problem,
        urgency,
        caller,
        caller_phone,
        confirm,
        despite,
        heard_on,
        heard_at,
    } = command
    else {
        return Err(No::Unknown);
    };
    let heard_at = heard(heard_on, heard_at.as_ref(), facts.now, facts.settings.calendar.opening, facts.zone)?;
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
    let made = promise::made(urgency, heard_at, &facts.known.covering_promises, &facts.settings, facts.zone);
    let Made { respond_by, promise } = made;
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
        heard_at: Some(heard_at),
        promised_at: Some(respond_by),
        promise: Some(promise),
    }])
}

/// The subject under whose key it is sealed who called about a fault: they can be forgotten while the customer stays.
pub fn caller_of(fault: Uuid) -> Uuid {
    Uuid::new_v5(&fault, b"caller")
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
