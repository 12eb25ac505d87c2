//! What happened with a machine.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Covers;
use crate::{personal::Personal, values::*};

/// What happened with a machine. Where it stands in someone's house is sealed with the customer's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in Details")]
pub enum Event {
    MachineInstalled {
        customer: CustomerId,
        model: Line,
        serial: Option<Line>,
        place: Option<Personal<Line>>,
        installed_on: Option<NaiveDate>,
        /// Why although another machine has the serial number; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    MachineChanged {
        customer: CustomerId,
        model: Line,
        serial: Option<Line>,
        place: Option<Personal<Line>>,
        installed_on: Option<NaiveDate>,
        /// Why although another machine has the serial number; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    MachinePutBack {
        customer: CustomerId,
    },
    MeterNoted {
        customer: CustomerId,
        /// Which counter of its type; before machines had several, none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counter: Option<CounterId>,
        reading: u32,
        on: NaiveDate,
        /// Why although it shows less than before, or much more.
        despite: Option<Personal<Line>>,
    },
    MeterReplaced {
        customer: CustomerId,
        counter: Option<CounterId>,
        on: NaiveDate,
        /// What the old one showed last.
        last: Option<u32>,
        /// What the new one shows at first.
        begins: u32,
        reason: Personal<Line>,
    },
    MeterKept {
        customer: CustomerId,
        counter: Option<CounterId>,
        on: NaiveDate,
        reason: Personal<Line>,
    },
    MachineRemoved {
        customer: CustomerId,
        reason: Personal<Line>,
        /// Why although something was open on it; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    WarrantySet {
        customer: CustomerId,
        from: NaiveDate,
        until: NaiveDate,
        covers: Covers,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        article: Option<ArticleId>,
    },
    WarrantyDropped {
        customer: CustomerId,
        from: NaiveDate,
    },
    ReadingCorrected {
        customer: CustomerId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counter: Option<CounterId>,
        on: NaiveDate,
        reading: Option<u32>,
        reason: Personal<Line>,
    },
}
