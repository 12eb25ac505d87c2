//! Numbers without gaps: one stream a series, whose revision is the number (DESIGN §3).
//!
//! Not a decider: [`Need::Number`](crate::Need::Number) draws from it while a command runs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{personal::Personal, values::Line};

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
        /// Why it was drawn, where that is asked: what was ordered can then be finished after a stop.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Personal<Line>>,
    },
}
