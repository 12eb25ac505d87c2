//! Orders about a recall.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, Outcome};
use crate::values::*;

/// Orders about a recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Call machines back: a visit is asked for, or a task raised, for each.
    Open {
        /// What it is called.
        name: Line,
        /// Why.
        reason: Text,
        /// What is to be done to each.
        task: Text,
        /// Which machines; one that stands there twice counts once.
        #[schemars(length(min = 1, max = 2000))]
        machines: Vec<MachineId>,
        /// What is made for each.
        #[serde(default)]
        action: Action,
        /// How long one will take, as expected.
        #[serde(default = "an_hour")]
        expected: Minutes,
        /// Not later than this day.
        #[serde(default)]
        before: Option<NaiveDate>,
    },
    /// Say of a machine that it is done, or can't be reached.
    Settle {
        /// Which machine.
        machine: MachineId,
        /// How it ended.
        outcome: Outcome,
        /// How or why.
        #[serde(default)]
        note: Option<Line>,
    },
    /// What was said of a machine is not so.
    Reopen {
        /// Which machine.
        machine: MachineId,
    },
    /// Ask for another visit, or raise another task, where the first one was called off.
    AskAgain {
        /// Which machine.
        machine: MachineId,
    },
    /// It is off: what waits to be planned is called off.
    Withdraw {
        /// Why.
        reason: Line,
    },
}

fn an_hour() -> Minutes {
    Minutes::HOUR
}
