//! The kinds of VAT.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::VatNumber;

/// Which VAT rate applies; the percentages stand in the settings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VatKind {
    /// The general rate.
    #[default]
    Standard,
    /// The low rate.
    Reduced,
    /// The zero rate.
    Zero,
    /// Moved to the customer ("btw verlegd"), at 0.
    ReverseCharge,
}

impl VatKind {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Reduced, Self::Zero, Self::ReverseCharge];

    /// What holds between us and a customer: what is done for a company in another country of the Union is taxed there, by
    /// that company (directive 2006/112/EC, art. 44 and 196); else the usual kind.
    pub fn between(own: Option<&VatNumber>, customer: Option<&VatNumber>, usual: Self) -> Self {
        /// As VAT numbers begin: Greece with EL.
        const UNION: [&str; 27] = [
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        ];
        match (own.map(VatNumber::country), customer.map(VatNumber::country)) {
            (Some(own), Some(other)) if own != other && UNION.contains(&own) && UNION.contains(&other) => {
                Self::ReverseCharge
            }
            _ => usual,
        }
    }

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Reduced => "reduced",
            Self::Zero => "zero",
            Self::ReverseCharge => "reverse-charge",
        }
    }
}
