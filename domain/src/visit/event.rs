//! What happened with a visit.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answered, Charge, Kind, Occurrence, Part, PassOn, Reply, Step};
use crate::{checklist::Item, personal::Personal, values::*};

/// What happened with a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    VisitRequested {
        number: u64,
        customer: CustomerId,
        kind: Kind,
        fault: Option<FaultId>,
        machine: Option<MachineId>,
        task: Personal<Text>,
        expected: Minutes,
        before: Option<NaiveDate>,
        follows: Option<VisitId>,
        parts: Vec<Part>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<Occurrence>,
    },
    VisitScheduled {
        customer: CustomerId,
        technician: UserId,
        slot: Slot,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overrule: Option<Personal<Line>>,
        /// Whether nobody is told of it until the planning is published.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        held: bool,
        /// Its other stretches, where it takes more than a day.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rest: Vec<Slot>,
    },
    VisitMoved {
        customer: CustomerId,
        technician: UserId,
        slot: Slot,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overrule: Option<Personal<Line>>,
        /// Whether nobody is told of it until the planning is published.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        held: bool,
        /// Its other stretches, where it takes more than a day.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rest: Vec<Slot>,
    },
    HelpersSet {
        customer: CustomerId,
        technicians: BTreeSet<UserId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overrule: Option<Personal<Line>>,
    },
    VisitUnscheduled {
        customer: CustomerId,
        reason: Personal<Line>,
        /// Whether nobody is told of it until the planning is published.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        held: bool,
    },
    VisitCancelled {
        customer: CustomerId,
        reason: Personal<Line>,
        /// Whether nobody is told of it until the planning is published.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        held: bool,
    },
    DaysProposed {
        customer: CustomerId,
        days: Vec<NaiveDate>,
    },
    InvitationAnswered {
        customer: CustomerId,
        reply: Reply,
        /// The appointment that was answered; by then there may be another one.
        slot: Slot,
        by: Personal<Line>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<Personal<Text>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<Slot>,
        at: DateTime<Utc>,
    },
    PartNeeded {
        customer: CustomerId,
        part: Part,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    VisitSetOut {
        customer: CustomerId,
        technician: UserId,
        arrives: DateTime<Utc>,
    },
    VisitStarted {
        customer: CustomerId,
        technician: UserId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    VisitInterrupted {
        customer: CustomerId,
        reason: Personal<Line>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    PartUsed {
        customer: CustomerId,
        part: Part,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overrule: Option<Personal<Line>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    PartReturned {
        customer: CustomerId,
        part: Part,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    VisitFinished {
        customer: CustomerId,
        technician: UserId,
        fault: Option<FaultId>,
        solved: bool,
        findings: Personal<Text>,
        work: Personal<Text>,
        worked: Minutes,
        travelled: Option<Minutes>,
        billable: bool,
        /// Who pays; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        charge: Option<Charge>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        charge_despite: Option<Personal<Line>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_on: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        no_next: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        advice: Option<Personal<Text>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pass_on: Option<PassOn>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signer: Option<Personal<Line>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        drawing: Option<Personal<Drawing>>,
        /// Why nobody signed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unsigned: Option<Personal<Line>>,
        /// Why it is ready although lines of its checklists are open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overrule: Option<Personal<Line>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    ChargeChanged {
        customer: CustomerId,
        charge: Charge,
        reason: Personal<Line>,
    },
    FollowUpLinked {
        customer: CustomerId,
        visit: VisitId,
    },
    ChecklistTaken {
        customer: CustomerId,
        checklist: ChecklistId,
        version: u32,
        name: Line,
        lines: Vec<Item>,
    },
    ChecklistFilledIn {
        customer: CustomerId,
        checklist: ChecklistId,
        answers: Vec<Answered>,
    },
    TimeNoted {
        customer: CustomerId,
        technician: UserId,
        step: Step,
        at: DateTime<Utc>,
    },
    TimeTakenBack {
        customer: CustomerId,
        technician: UserId,
    },
}

impl Event {
    /// When it was done, where the event says so: what was done without network is told later. Of an older start, and of what was told
    /// at once, that is when it was recorded.
    pub fn done_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::VisitStarted { at, .. } | Self::VisitInterrupted { at, .. } => *at,
            Self::PartNeeded { at, .. } | Self::PartUsed { at, .. } | Self::PartReturned { at, .. } => *at,
            Self::VisitFinished { at, .. } => *at,
            Self::InvitationAnswered { at, .. } => Some(*at),
            _ => None,
        }
    }
}
