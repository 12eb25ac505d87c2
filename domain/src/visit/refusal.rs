//! Why an order about a visit is refused.

use serde::Serialize;

use crate::decider::Refusal;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such visit.
    Unknown,
    /// This visit was asked for already.
    AlreadyRequested,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// This colleague is no technician, or does not work here any more.
    UnknownTechnician,
    /// The technician has other visits in these hours.
    Overlaps {
        /// Their numbers.
        visits: String,
    },
    /// The day lies in the past.
    InThePast,
    /// It has begun.
    Started,
    /// It has not been planned.
    NotScheduled,
    /// It has not begun.
    NotStarted,
    /// It is finished or called off.
    Closed,
    /// It is a colleague's visit.
    NotYours,
    /// More is returned than was used.
    NotUsed,
    /// A quantity is more than nothing.
    Quantity {
        /// Where it stands.
        field: &'static str,
    },
    /// The machine is not this customer's.
    UnknownMachine,
    /// The fault is not this customer's.
    UnknownFault,
    /// There is no such article.
    UnknownArticle {
        /// Where it stands.
        field: &'static str,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::UnknownTechnician => Some("technician"),
            Self::Overlaps { .. } => Some("slot.from"),
            Self::InThePast => Some("slot.on"),
            Self::NotUsed => Some("quantity"),
            Self::UnknownMachine => Some("machine"),
            Self::UnknownFault => Some("fault"),
            Self::Quantity { field } | Self::UnknownArticle { field } => Some(field),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        matches!(self, Self::Overlaps { .. }).then_some("overrule")
    }
}
