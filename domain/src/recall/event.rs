//! What happened with a recall. It tells of machines, not of persons; what is said of a customer's machine is sealed with their key.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, Called, Outcome};
use crate::{personal::Personal, values::*};

/// What happened with a recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    RecallOpened {
        number: u64,
        name: Line,
        reason: Text,
        task: Text,
        machines: Vec<Called>,
        action: Action,
        expected: Minutes,
        before: Option<NaiveDate>,
    },
    MachineSettled {
        machine: MachineId,
        customer: CustomerId,
        outcome: Outcome,
        note: Option<Personal<Line>>,
    },
    MachineReopened {
        machine: MachineId,
        customer: CustomerId,
    },
    ActionAskedAgain {
        machine: MachineId,
        customer: CustomerId,
        /// How many were made before.
        time: u32,
    },
    RecallWithdrawn {
        reason: Line,
    },
}
