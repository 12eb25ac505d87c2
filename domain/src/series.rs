//! Numbers without gaps: one stream a series, whose revision is the number (DESIGN §3).
//!
//! Not a decider: [`Need::Number`](crate::Need::Number) draws from it while a command runs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Category of the streams of numbers; the id is the series' name, `invoice_2026`.
pub const CATEGORY: &str = "series";

/// What happens in a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The number that follows from this event's revision (plus one) belongs to this stream for ever.
    NumberDrawn {
        /// Stream name of the owner.
        owner: String,
    },
}
