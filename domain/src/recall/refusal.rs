//! Why an order about a recall is refused.

use serde::Serialize;

use crate::decider::Refusal;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such recall.
    Unknown,
    /// It was opened already.
    AlreadyOpened,
    /// No machine is named.
    NoMachines,
    /// More than two thousand machines.
    TooMany,
    /// A machine does not exist, or stands there no longer.
    NotStanding,
    /// The day has passed.
    InThePast,
    /// This machine is none of it.
    NotCalled,
    /// Who can't be reached has a reason.
    WhyUnreachable,
    /// It was withdrawn.
    Withdrawn,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoMachines | Self::TooMany | Self::NotStanding => Some("machines"),
            Self::InThePast => Some("before"),
            Self::NotCalled => Some("machine"),
            Self::WhyUnreachable => Some("note"),
            _ => None,
        }
    }
}
