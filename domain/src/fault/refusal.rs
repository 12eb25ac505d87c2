//! Why an order about a fault is refused.

use serde::Serialize;

use crate::decider::Refusal;

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
    /// Nobody tells what has to happen.
    HeardLater {
        /// Of the day or the time.
        #[serde(skip)]
        field: &'static str,
    },
    /// It was told more than a year ago.
    HeardLongAgo,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::HeardLater { field } => Some(field),
            Self::HeardLongAgo => Some("heard_on"),
            Self::UnknownCustomer => Some("customer"),
            Self::UnknownMachine | Self::MachineHasOpenFault { .. } => Some("machine"),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        matches!(self, Self::MachineHasOpenFault { .. }).then_some("despite")
    }
}
