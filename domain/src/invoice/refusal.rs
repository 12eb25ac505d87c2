//! Why an order about an invoice is refused.

use serde::Serialize;

use crate::decider::Refusal;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such invoice.
    Unknown,
    /// This invoice was drafted already.
    AlreadyDrafted,
    /// The customer does not exist.
    UnknownCustomer,
    /// An invoice has at least one line.
    NoItems,
    /// Amounts of one invoice are in one currency, and quantities are not nothing.
    WrongItem,
    /// It comes to more than a billion: a quantity or a price was typed wrongly.
    TooLarge,
    /// The last day of the delivery lies before the first, or is not said.
    WrongPeriod,
    /// It drew its number, though it was not issued yet: numbers have no gaps.
    HasNumber {
        /// Which.
        number: String,
    },
    /// It is issued: it can't be changed, only credited.
    Issued,
    /// It is not issued yet.
    NotIssued,
    /// It is discarded or credited.
    Closed,
    /// Nobody has said yet who the company is: an invoice has to tell it.
    NoCompany,
    /// No VAT rate is set for the day of delivery.
    NoVatRate,
    /// It comes to nothing.
    NothingToPay,
    /// No euro is worth so many złoty.
    ImplausibleRate,
    /// VAT is owed in another currency, and no rate of the last days is known.
    NoExchangeRate {
        /// In which.
        currency: String,
    },
    /// Reverse charge needs the customer's VAT number.
    NoVatNumber,
    /// A payment is not nothing.
    Nothing,
    /// More than is still open.
    TooMuch {
        /// What is open.
        open: String,
    },
    /// More bounced than was paid.
    MoreThanPaid {
        /// What was paid.
        paid: String,
    },
    /// The amount is in another currency than the invoice.
    OtherCurrency,
    /// Nothing is to be paid back.
    NothingOwed,
    /// More than is to be paid back.
    MoreThanOwed {
        /// What is.
        owed: String,
    },
    /// A payment can't come in, nor a rate be published, on a day that is still to come.
    InTheFuture,
    /// Money does not move more than a year before its invoice is issued.
    LongBeforeIssue {
        /// The day of issue.
        issued: String,
    },
    /// Nothing is open.
    NothingOpen,
    /// The customer does not agree with it.
    Disputed,
    /// It is not disputed.
    NotDisputed,
    /// It is not late yet.
    NotLate,
    /// The settings know no reminder of this level.
    NoSuchLevel,
    /// A reminder before this one was not sent yet.
    SkipsALevel {
        /// Which comes next.
        next: String,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::NoItems | Self::WrongItem | Self::TooLarge => Some("items"),
            Self::Nothing | Self::TooMuch { .. } | Self::MoreThanPaid { .. } | Self::OtherCurrency => Some("amount"),
            Self::NothingOwed | Self::MoreThanOwed { .. } => Some("amount"),
            Self::ImplausibleRate => Some("rate"),
            Self::NoSuchLevel | Self::SkipsALevel { .. } => Some("level"),
            Self::WrongPeriod => Some("delivered_on"),
            Self::InTheFuture | Self::LongBeforeIssue { .. } => Some("on"),
            _ => None,
        }
    }
}
