//! What happened with a maintenance plan.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Ending, Outcome, Schedule};
use crate::{personal::Personal, values::*, visit::Kind};

/// What happened with a maintenance plan. Occurrences are numbered from 1; each has at most one visit that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    PlanMade {
        number: u64,
        customer: CustomerId,
        machines: Vec<MachineId>,
        contract: Option<ContractId>,
        invoice: Option<InvoiceId>,
        delivery: Option<VisitId>,
        article: Option<ArticleId>,
        kind: Kind,
        task: Personal<Text>,
        expected: Minutes,
        schedule: Schedule,
    },
    PlanChanged {
        customer: CustomerId,
        machines: Vec<MachineId>,
        kind: Kind,
        task: Personal<Text>,
        expected: Minutes,
        schedule: Schedule,
        /// How far the counter had counted that it goes by from now on, where it went by another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reading: Option<u32>,
    },
    PlanPaused {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    PlanResumed {
        customer: CustomerId,
    },
    PlanEnded {
        customer: CustomerId,
        ending: Ending,
        reason: Option<Personal<Line>>,
    },
    /// An occurrence is next, by its schedule.
    OccurrenceProposed {
        customer: CustomerId,
        occurrence: u32,
        /// Which step of the schedule it is, from 0.
        step: u32,
        due: NaiveDate,
        /// How many days of the schedule went by before it.
        passed: u32,
        /// From which day on its visit is asked for.
        ask_from: NaiveDate,
    },
    /// The next occurrence is on another day than its schedule says.
    OccurrenceMoved {
        customer: CustomerId,
        occurrence: u32,
        due: NaiveDate,
        /// From which day on its visit is asked for.
        ask_from: NaiveDate,
    },
    /// It is time: a visit is wanted.
    OccurrenceOpened {
        customer: CustomerId,
        occurrence: u32,
        due: NaiveDate,
        /// The working day that is proposed.
        proposed: NaiveDate,
        visit: VisitId,
        /// How far the counter had counted, where that brought it.
        reading: Option<u32>,
    },
    /// Its visit is over.
    OccurrenceClosed {
        customer: CustomerId,
        occurrence: u32,
        outcome: Outcome,
        on: NaiveDate,
        /// How far the counter had counted then, as far as it was read.
        reading: Option<u32>,
    },
}
