//! Orders about a fault.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Urgency;
use crate::{
    promise::{Part, Stage, WaitsFor},
    values::*,
};

/// Orders about a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Take in a fault.
    Report {
        /// Whose.
        customer: CustomerId,
        /// On which machine, when it is known.
        #[serde(default)]
        machine: Option<MachineId>,
        /// What is wrong.
        problem: Text,
        /// How much haste.
        #[serde(default)]
        urgency: Urgency,
        /// Who called.
        #[serde(default)]
        caller: Option<Line>,
        /// Where the caller can be reached.
        #[serde(default)]
        caller_phone: Option<Phone>,
        /// Whether the customer gets a confirmation by mail.
        #[serde(default = "yes")]
        confirm: bool,
        /// Why this is another fault than the one already open on this machine.
        #[serde(default)]
        despite: Option<Line>,
        /// The day on which the customer told it, where it is taken in later; at most a year ago.
        #[serde(default)]
        heard_on: Option<NaiveDate>,
        /// When on that day, or today when none is said; when people began to work where only the day is known.
        #[serde(default)]
        heard_at: Option<Moment>,
    },
    /// Change what was said.
    Change {
        /// What is wrong.
        problem: Text,
        /// How much haste.
        urgency: Urgency,
    },
    /// It is solved.
    Solve {
        /// By which visit; none when it was solved by telephone.
        #[serde(default)]
        visit: Option<VisitId>,
        /// How.
        #[serde(default)]
        how: Option<Text>,
        /// When, where it is told later than it was done: not before the fault was heard of, and not after now.
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
    /// It came back or was not solved after all.
    Reopen {
        /// Why.
        reason: Line,
    },
    /// It is no longer wanted.
    Cancel {
        /// Why.
        reason: Line,
    },
    /// The customer was answered: called back about it, or somebody has begun at their place.
    Answer {
        /// By which visit; none when they were called back.
        #[serde(default)]
        visit: Option<VisitId>,
        /// What was said.
        #[serde(default)]
        note: Option<Text>,
    },
    /// They were not answered after all.
    WithdrawAnswer {
        /// By which visit that was thought; none when it was that they were called back.
        #[serde(default)]
        visit: Option<VisitId>,
    },
    /// Time that was promised does not count from now on.
    Wait {
        /// What it waits for.
        waits_for: WaitsFor,
        /// Why.
        reason: Line,
    },
    /// A visit can't solve it before a part has come.
    WaitForPart {
        /// Which.
        visit: VisitId,
    },
    /// Time counts again.
    Resume {
        /// Whether it should have counted all along.
        #[serde(default)]
        mistaken: bool,
    },
    /// Time that was promised is running out, or over.
    Warn {
        /// For what.
        deadline: Part,
        /// How far it is.
        stage: Stage,
    },
}

fn yes() -> bool {
    true
}
