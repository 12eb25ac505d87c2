//! The data of the report of a visit.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Company, Fact, Party, Signature};
use crate::Labels;

/// What a technician did at a customer's, for the customer to keep.
#[derive(Debug, Clone, Serialize)]
pub struct Worksheet {
    /// Language of the document, two letters (`nl`).
    pub language: String,
    /// Fixed words in that language, from [`crate::labels`].
    pub labels: Labels,
    /// When the visit was finished; not printed, but it must come from the event so that the bytes never change.
    #[serde(skip)]
    pub made_at: DateTime<Utc>,
    /// Whose technician it was: ours.
    pub company: Company,
    /// The customer as it is written to.
    pub customer: Party,
    /// Number of the visit.
    pub number: String,
    /// Day of the visit.
    pub date: String,
    /// What kind of visit: fault, maintenance, installation.
    pub kind: String,
    /// Address that was visited.
    pub visited_at: Vec<String>,
    /// Make and type of the machine; none when the visit was not about one.
    pub machine: Option<String>,
    /// Its serial number.
    pub serial_number: Option<String>,
    /// Who came.
    pub technician: String,
    /// What the customer reported.
    pub reported: Option<String>,
    /// Arrival, departure, travel and working time, break: what was noted, with its label.
    pub times: Vec<Fact>,
    /// What the technician found.
    pub findings: String,
    /// What the technician did.
    pub work_done: String,
    /// The parts used. None: the table is left out.
    pub parts: Vec<Part>,
    /// How it ended, in words: solved, or what follows.
    pub result: String,
    /// What was checked, list by list.
    pub checks: Vec<Checks>,
    /// What the customer is advised.
    pub advice: Option<String>,
    /// Photos, small.
    pub photos: Vec<Photo>,
    /// Why nobody signed.
    pub unsigned: Option<String>,
    /// Signature of the customer's person who was there; none: no place to sign is printed.
    pub signature: Option<Signature>,
}

/// A part that was used.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Article number.
    pub article: String,
    /// What it is.
    pub description: String,
    /// How many, with the unit.
    pub quantity: String,
}

/// A checklist that was gone through.
#[derive(Debug, Clone, Serialize)]
pub struct Checks {
    /// What it is called.
    pub name: String,
    /// Its lines.
    pub lines: Vec<Check>,
}

/// A line of a checklist.
#[derive(Debug, Clone, Serialize)]
pub struct Check {
    /// What was looked at, with what was remarked below it.
    pub what: String,
    /// What came of it.
    pub answer: String,
}

/// A photo of a visit.
#[derive(Debug, Clone, Serialize)]
pub struct Photo {
    /// What is to be seen.
    pub caption: String,
    /// The picture, as JPEG.
    pub jpeg: Vec<u8>,
}
