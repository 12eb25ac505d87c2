//! The data of what is held of a person.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Company, Fact, Party};
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
    pub person: Party,
    /// The day on which it was made.
    pub date: String,
    /// What it is, and what we do with what we hold.
    pub lead: String,
    /// As it stands now.
    pub known: Vec<Group>,
    /// How long what is kept.
    pub kept: Vec<String>,
    /// What the person did here, counted: of a colleague.
    pub did: Vec<Did>,
    /// Everything that happened, oldest first.
    pub happened: Vec<Happened>,
}

/// Facts that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// What they are about; none where the document's own heading says it.
    pub title: Option<String>,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A thing that a colleague did.
#[derive(Debug, Clone, Serialize)]
pub struct Did {
    /// What.
    pub what: String,
    /// How often.
    pub times: String,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
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
    /// What was said or sent, in full.
    pub text: Option<String>,
}
