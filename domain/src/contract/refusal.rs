//! Why an order about a contract is refused.

use serde::Serialize;

use crate::decider::Refusal;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such contract.
    Unknown,
    /// This contract was drafted already.
    AlreadyDrafted,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// A term has 1 to 240 months, a renewal at most 60, notice at most 24 and no term; a fee is at
    /// least nothing, and the first day lies within five years.
    Terms {
        /// Which of them.
        field: &'static str,
    },
    /// A machine does not stand at this customer.
    UnknownMachine,
    /// It is signed: terms stand fast.
    Signed,
    /// It is not signed.
    NotSigned,
    /// It is over or was never concluded.
    Closed,
    /// Notice was given: it does not go on.
    NoticeWasGiven,
    /// It ends by itself.
    NotRenewable,
    /// The present term is not over: until its last day the customer may still leave, and a term is renewed once.
    NotOver,
    /// The day lies in the future, or so early that it can't be meant.
    WrongDay {
        /// Which day.
        field: &'static str,
    },
    /// The document that was shown is not known.
    NoDocument,
    /// Nothing was drawn, and not said why.
    NotDrawn,
    /// There is no such service level.
    UnknownLevel,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::Terms { field } | Self::WrongDay { field } => Some(field),
            Self::UnknownMachine => Some("machines"),
            Self::NoDocument => Some("document"),
            Self::NotDrawn => Some("drawing"),
            Self::UnknownLevel => Some("service_level"),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        (*self == Self::NotDrawn).then_some("undrawn")
    }
}
