//! Why an order about a machine is refused.

use chrono::NaiveDate;
use serde::Serialize;

use crate::decider::Refusal;

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
    /// The meter showed less later.
    ShowedLess {
        /// What it showed.
        reading: u32,
        /// When.
        day: NaiveDate,
    },
    /// The meter shows much more than is likely.
    Unlikely {
        /// What was to be expected.
        expected: u32,
    },
    /// Nothing was read on that day.
    NotRead,
    /// Machines of its type have no such counter.
    NoCounter,
    /// A counter was replaced on that day already.
    AlreadyReplaced,
    /// The old counter showed more before.
    OldShowedMore {
        /// What it showed.
        reading: u32,
    },
    /// The new counter showed less later.
    NewShowedLess {
        /// What it showed.
        reading: u32,
        /// When.
        day: NaiveDate,
    },
    /// A warranty ends after it began.
    EndsBefore {
        /// Where its last day stands.
        field: &'static str,
    },
    /// A warranty of more than twenty years.
    TooLong {
        /// Where its last day stands.
        field: &'static str,
    },
    /// There is no such article.
    UnknownArticle,
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
            Self::NotYet | Self::NotRead | Self::AlreadyReplaced => Some("on"),
            Self::ShowedMore { .. } | Self::ShowedLess { .. } | Self::Unlikely { .. } | Self::OldShowedMore { .. } => {
                Some("reading")
            }
            Self::NewShowedLess { .. } => Some("begins"),
            Self::NoCounter => Some("counter"),
            Self::EndsBefore { field } | Self::TooLong { field } => Some(field),
            Self::UnknownArticle => Some("article"),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        let asks = matches!(
            self,
            Self::SerialElsewhere { .. }
                | Self::StillInUse { .. }
                | Self::ShowedMore { .. }
                | Self::ShowedLess { .. }
                | Self::Unlikely { .. }
        );
        asks.then_some("despite")
    }
}
