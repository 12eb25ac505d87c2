//! The data of a contract.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Company, Fact, Party, Signature};
use crate::Labels;

/// A contract, to be signed or signed.
#[derive(Debug, Clone, Serialize)]
pub struct Contract {
    /// Language of the document, two letters (`nl`).
    pub language: String,
    /// Fixed words in that language, from [`crate::labels`].
    pub labels: Labels,
    /// When this version was made; not printed, but it must come from the event so that the bytes never change.
    #[serde(skip)]
    pub made_at: DateTime<Utc>,
    /// Who provides the service.
    pub company: Company,
    /// Who receives it.
    pub customer: Party,
    /// Number of the contract, with its version where there are more.
    pub number: String,
    /// Day on which it was drawn up.
    pub date: String,
    /// What kind of contract: "Onderhoud met 8-uursservice".
    pub kind: String,
    /// What it covers. None: the table is left out.
    pub machines: Vec<Machine>,
    /// The fee with its period and whether VAT is added.
    pub fee: String,
    /// First day.
    pub start: String,
    /// How long it runs at first.
    pub first_term: String,
    /// What happens after that.
    pub renewal: String,
    /// How long before the end notice must be given, and until which day.
    pub notice: String,
    /// Further terms: service hours, indexation.
    pub facts: Vec<Fact>,
    /// The provisions, numbered in this order.
    pub clauses: Vec<Clause>,
    /// Our place to sign.
    pub company_signature: Signature,
    /// The customer's place to sign.
    pub customer_signature: Signature,
    /// SHA-256 (hexadecimal) of the document that was shown for signing: the same contract with this field and the
    /// signatures empty. None until it is signed.
    pub document_hash: Option<String>,
}

/// A machine under contract.
#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    /// Make and type.
    pub kind: String,
    /// Serial number.
    pub serial_number: String,
    /// Where it stands.
    pub place: String,
    /// When it was installed; empty if unknown.
    pub installed_on: String,
}

/// A provision of the contract.
#[derive(Debug, Clone, Serialize)]
pub struct Clause {
    /// What it is about.
    pub title: String,
    /// What is agreed.
    pub text: String,
}
