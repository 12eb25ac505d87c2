//! Why an order about a maintenance plan is refused.

use serde::Serialize;

use crate::decider::Refusal;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such plan.
    Unknown,
    /// This plan was made already.
    AlreadyMade,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// A machine is not this customer's, or no longer there.
    UnknownMachine,
    /// The contract is not this customer's, or over.
    UnknownContract,
    /// The first day lies more than five years off, or in the past where it comes once.
    WrongDay {
        /// Where it stands.
        field: &'static str,
    },
    /// At most a thousand at a time.
    Every,
    /// A weekday has its place in the month, and months or years to be counted by.
    Weekday,
    /// Months are 1 to 12.
    Season,
    /// A meter is read of one machine, counts something, and has a longest time.
    Meter,
    /// The machine's type has no such counter, or nothing is said of how much on it.
    Counter,
    /// No day of the schedule is left.
    NothingLeft,
    /// A visit for it was asked for already: that is planned on another day.
    VisitOpen,
    /// It is over.
    Over,
    /// Its contract is over.
    ContractOver,
    /// It is asked for at most a year before.
    Ahead {
        /// Where it stands.
        field: &'static str,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::UnknownCustomer => "customer",
            Self::UnknownMachine => "machines",
            Self::UnknownContract => "contract",
            Self::WrongDay { field } | Self::Ahead { field } => field,
            Self::Every => "schedule.every",
            Self::Weekday => "schedule.weekday",
            Self::Season => "schedule.season",
            Self::Meter => "schedule.meter",
            Self::Counter => "schedule.counter",
            Self::NothingLeft => "schedule.until",
            _ => return None,
        })
    }
}
