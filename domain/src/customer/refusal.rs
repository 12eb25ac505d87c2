//! Why an order about a customer is refused.

use serde::Serialize;

use super::StillOpen;
use crate::decider::Refusal;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such customer.
    Unknown,
    /// This customer was registered already.
    AlreadyRegistered,
    /// Archived customers are not changed.
    Archived,
    /// They were forgotten.
    Forgotten,
    /// The number's check digits are wrong.
    CompanyNumberLooksWrong,
    /// The number's check digits are wrong.
    VatNumberLooksWrong,
    /// Nobody gets that long to pay.
    PaymentTermTooLong,
    /// Things of this customer still run.
    StillOpen(StillOpen),
    /// There is no such contact person.
    UnknownContact {
        /// The field that names them.
        field: &'static str,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::CompanyNumberLooksWrong => Some("company_number"),
            Self::VatNumberLooksWrong => Some("vat_number"),
            Self::PaymentTermTooLong => Some("payment_days"),
            Self::UnknownContact { field } => Some(field),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        matches!(self, Self::CompanyNumberLooksWrong | Self::VatNumberLooksWrong | Self::StillOpen(_))
            .then_some("despite")
    }
}
