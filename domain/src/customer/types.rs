//! Who a customer is, and who can be spoken to there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::*;

/// A company or a private person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A company, foundation, school, …
    #[default]
    Company,
    /// A private person.
    Person,
}

impl Kind {
    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
        }
    }
}

/// What of a customer still runs, by how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StillOpen {
    /// Running contracts.
    pub contracts: i64,
    /// Open faults.
    pub faults: i64,
    /// Visits that wait, are planned or have begun.
    pub visits: i64,
    /// Invoices that are not paid.
    pub invoices: i64,
}

impl StillOpen {
    /// Whether nothing runs any more.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// The longest term to pay, in days.
pub const LONGEST_TERM: u16 = 120;

/// What is known of a customer, as a whole; the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Company or person.
    pub kind: Kind,
    /// Name.
    pub name: Line,
    /// Where the machines and people are.
    pub visiting: Address,
    /// Where invoices go, when elsewhere.
    #[serde(default)]
    pub invoicing: Option<Address>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// E-mail for appointments and confirmations.
    #[serde(default)]
    pub email: Option<Email>,
    /// E-mail for invoices and reminders, when another one.
    #[serde(default)]
    pub invoice_email: Option<Email>,
    /// Number in the companies' register (KvK, KBO, REGON).
    #[serde(default)]
    pub company_number: Option<CompanyNumber>,
    /// VAT identification number (btw-id, NIP).
    #[serde(default)]
    pub vat_number: Option<VatNumber>,
    /// Days to pay an invoice; the company's own term when not said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 120))]
    pub payment_days: Option<u16>,
    /// Language of mails and documents.
    #[serde(default)]
    pub language: Language,
    /// Why a number with wrong check digits is right all the same.
    #[serde(default)]
    pub despite: Option<Line>,
}

/// A contact person, as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name.
    pub name: Line,
    /// What they do there.
    #[serde(default)]
    pub role: Option<Line>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<Email>,
}
