//! The data of what is held of a person.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Company, Fact};
use crate::Labels;

/// What is held of a person, for that person.
#[derive(Debug, Clone, Serialize)]
pub struct Dossier {
    /// Language of the document, two letters (`nl`).
    pub language: String,
    /// Fixed words in that language, from [`crate::labels`].
    pub labels: Labels,
    /// When it was made.
    #[serde(skip)]
    pub made_at: DateTime<Utc>,
    /// Who holds it: ours.
    pub company: Company,
    /// Whose it is.
    pub name: String,
    /// The day on which it was made.
    pub date: String,
    /// As it stands now.
    pub known: Vec<Fact>,
    /// How long what is kept.
    pub kept: Vec<String>,
    /// Everything that happened, oldest first.
    pub happened: Vec<Happened>,
}

/// A thing that happened.
#[derive(Debug, Clone, Serialize)]
pub struct Happened {
    /// When.
    pub at: String,
    /// What.
    pub what: String,
    /// What was written down.
    pub facts: Vec<Fact>,
}
