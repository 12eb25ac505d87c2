//! What happened with a fault.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Number, Urgency};
use crate::{
    personal::Personal,
    promise::{Part, Promise, Stage, WaitsFor},
    values::*,
};

/// What happened with a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    FaultReported {
        number: Number,
        customer: CustomerId,
        machine: Option<MachineId>,
        problem: Personal<Text>,
        urgency: Urgency,
        caller: Option<Personal<Line>>,
        caller_phone: Option<Personal<Phone>>,
        confirm: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
        /// From when the promise counts, and until when someone was promised; before working hours were counted neither.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heard_at: Option<DateTime<Utc>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_at: Option<DateTime<Utc>>,
        /// By what, from when that presses, and until when it is solved; before there were service levels nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
    },
    FaultChanged {
        customer: CustomerId,
        problem: Personal<Text>,
        urgency: Urgency,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_at: Option<DateTime<Utc>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
    },
    FaultSolved {
        customer: CustomerId,
        visit: Option<VisitId>,
        how: Option<Personal<Text>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    FaultReopened {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    FaultCancelled {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    FaultAnswered {
        customer: CustomerId,
        visit: Option<VisitId>,
        note: Option<Personal<Text>>,
    },
    FaultAnswerWithdrawn {
        customer: CustomerId,
    },
    FaultPaused {
        customer: CustomerId,
        waits_for: WaitsFor,
        since: DateTime<Utc>,
        visit: Option<VisitId>,
        reason: Option<Personal<Line>>,
    },
    FaultResumed {
        customer: CustomerId,
        at: DateTime<Utc>,
        /// Whether time should have counted all along.
        mistaken: bool,
        /// What is promised from now on.
        promised_at: Option<DateTime<Utc>>,
        promise: Option<Promise>,
    },
    FaultWarned {
        customer: CustomerId,
        deadline: Part,
        stage: Stage,
        /// Until when it was promised.
        until: DateTime<Utc>,
    },
}
