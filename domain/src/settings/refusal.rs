//! Why an order about the settings is refused.

use serde::Serialize;

use crate::decider::Refusal;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// One to five numbers of days, each at most 365, increasing for reminders and decreasing for warnings.
    Days,
    /// At most 120 days.
    PaymentDays,
    /// An hour costs at least nothing.
    Negative,
    /// One to thirty years.
    Years,
    /// A day ends after it begins.
    Hours,
    /// The number in the companies' register has a wrong form or check digit.
    CompanyNumberLooksWrong,
    /// The VAT number has a wrong form or check digit.
    VatNumberLooksWrong,
    /// It would hold for days that have passed.
    InThePast,
    /// What is earned here is counted in other money.
    OtherCurrency,
    /// It is the only one: without it, nothing would hold.
    OnlyOne,
    /// A threshold beyond what the rule can have.
    Limit,
    /// Closing days end on the day they begin or later, and within half a year.
    Closing,
    /// One to 500 hours, no sooner solved than answered; a week of its own has hours.
    Level {
        /// Where it stands.
        field: &'static str,
    },
    /// There is no such service level.
    UnknownLevel,
    /// It is the usual one.
    IsUsual,
    /// One to 99 of a hundred.
    Percent,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Negative | Self::OtherCurrency => "rate",
            Self::CompanyNumberLooksWrong => "company_number",
            Self::VatNumberLooksWrong => "vat_number",
            Self::InThePast | Self::OnlyOne => "from",
            Self::Hours | Self::Closing => "until",
            Self::Years => "years",
            Self::Limit => "limit",
            Self::Days | Self::PaymentDays => "days",
            Self::Level { field } => field,
            Self::UnknownLevel | Self::IsUsual => "service_level",
            Self::Percent => "percent",
        })
    }

    fn overrule(&self) -> Option<&'static str> {
        match self {
            Self::CompanyNumberLooksWrong | Self::VatNumberLooksWrong => Some("despite"),
            Self::InThePast => Some("reason"),
            _ => None,
        }
    }
}
