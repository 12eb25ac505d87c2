//! What a visit is for, and what is brought.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::*;

/// What a visit is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A fault.
    #[default]
    Fault,
    /// Maintenance.
    Maintenance,
    /// Bringing and installing what was ordered.
    Installation,
    /// A talk about what the customer needs.
    Intake,
}

impl Kind {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Fault, Self::Maintenance, Self::Installation, Self::Intake];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Maintenance => "maintenance",
            Self::Installation => "installation",
            Self::Intake => "intake",
        }
    }
}

/// The occurrence of a maintenance plan that a visit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occurrence {
    /// Which plan.
    pub plan: PlanId,
    /// Which of its occurrences, from 1.
    pub occurrence: u32,
    /// The day that is proposed; what is agreed with the customer is the appointment.
    pub proposed: NaiveDate,
}

/// An article and how many of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Which article.
    pub article: ArticleId,
    /// How many.
    pub quantity: Quantity,
}

/// An article, how many of it, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartAt {
    /// Which article.
    pub article: ArticleId,
    /// How many.
    pub quantity: Quantity,
    /// When it was, where it is told later than it was done.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

impl PartAt {
    /// Without the moment.
    pub fn part(&self) -> Part {
        Part { article: self.article, quantity: self.quantity }
    }
}

impl From<Part> for PartAt {
    fn from(Part { article, quantity }: Part) -> Self {
        Self { article, quantity, at: None }
    }
}

/// What becomes of an advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PassOn {
    /// Sales gets a task.
    Task,
    /// Sales gets an opportunity.
    Opportunity,
}

impl PassOn {
    /// Both, as shown.
    pub const ALL: [Self; 2] = [Self::Task, Self::Opportunity];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Opportunity => "opportunity",
        }
    }
}

/// What the customer is advised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// In words for the customer.
    pub text: Text,
    /// What becomes of it.
    #[serde(default)]
    pub pass_on: Option<PassOn>,
}

/// Who signed for a visit: a name with a drawing, or why there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// Who.
    #[serde(default)]
    pub name: Option<Line>,
    /// The drawn signature.
    #[serde(default)]
    pub drawing: Option<Drawing>,
    /// Why nobody signed: nobody was there.
    #[serde(default)]
    pub absent: Option<Line>,
}
