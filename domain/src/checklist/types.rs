//! A line of a checklist and what it asks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::*;

/// How a line is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// It was done.
    #[default]
    Tick,
    /// It is all right, it is not, or there is no such thing here.
    Verdict,
    /// What was measured.
    Number,
    /// In words.
    Words,
}

impl Asks {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Tick, Self::Verdict, Self::Number, Self::Words];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tick => "tick",
            Self::Verdict => "verdict",
            Self::Number => "number",
            Self::Words => "words",
        }
    }
}

/// A line of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What is done or looked at.
    pub what: Line,
    /// How it is answered.
    #[serde(default)]
    pub asks: Asks,
    /// What is measured in.
    #[serde(default)]
    pub unit: Option<Line>,
    /// Less than this is out of limits.
    #[serde(default)]
    pub least: Option<Quantity>,
    /// More than this is out of limits.
    #[serde(default)]
    pub most: Option<Quantity>,
    /// Whether a visit is not ready without it.
    #[serde(default)]
    pub required: bool,
}

impl Item {
    /// Without unit and limits where nothing is measured.
    pub(super) fn tidy(self) -> Self {
        match self.asks {
            Asks::Number => self,
            _ => Self { unit: None, least: None, most: None, ..self },
        }
    }

    /// Whether what was measured lies outside of the limits.
    pub fn is_out(&self, measured: Quantity) -> bool {
        self.least.is_some_and(|least| measured < least) || self.most.is_some_and(|most| measured > most)
    }
}
