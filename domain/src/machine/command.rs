//! Orders about a machine.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Covers;
use crate::values::*;

/// What is known of a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Make and type.
    pub model: Line,
    /// Serial number.
    #[serde(default)]
    pub serial: Option<Line>,
    /// Where it stands at the customer.
    #[serde(default)]
    pub place: Option<Line>,
    /// Since when it stands there.
    #[serde(default)]
    pub installed_on: Option<NaiveDate>,
    /// Why a serial number that another machine has is right all the same.
    #[serde(default)]
    pub despite: Option<Line>,
}

/// Orders about a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write down a machine at a customer.
    Install {
        /// Whose place.
        customer: CustomerId,
        /// Which machine.
        machine: Details,
        /// Which article it was sold as: the warranty that goes with that is the machine's.
        #[serde(default)]
        article: Option<ArticleId>,
        /// Last day of its warranty, where it is another one.
        #[serde(default)]
        warranty_until: Option<NaiveDate>,
        /// What that pays.
        #[serde(default)]
        warranty_covers: Covers,
    },
    /// Change what is known.
    Change(Details),
    /// It is no longer there.
    Remove {
        /// Why.
        reason: Line,
        /// Why although faults are open on it or contracts run.
        #[serde(default)]
        despite: Option<Line>,
    },
    /// It is there after all.
    PutBack {},
    /// One of its counters was read.
    ReadMeter {
        /// Which counter of its type; the one without a name when not said.
        #[serde(default)]
        counter: Option<CounterId>,
        /// What it shows: hours, cups, copies.
        reading: u32,
        /// When; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// Why it shows less than before, or more than later, or much more than is likely.
        #[serde(default)]
        despite: Option<Line>,
    },
    /// What was read on a day was something else, or nothing.
    CorrectReading {
        /// Which counter.
        #[serde(default)]
        counter: Option<CounterId>,
        /// Which day.
        on: NaiveDate,
        /// What it showed; nothing was read when not said.
        #[serde(default)]
        reading: Option<u32>,
        /// Why.
        reason: Line,
    },
    /// A counter came in the place of another: it counts anew.
    ReplaceMeter {
        /// Which counter.
        #[serde(default)]
        counter: Option<CounterId>,
        /// What the old one showed last; what was read last when not said.
        #[serde(default)]
        reading: Option<u32>,
        /// What the new one shows at first.
        #[serde(default)]
        begins: u32,
        /// When; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// Why.
        reason: Line,
    },
    /// No counter was replaced on a day.
    KeepMeter {
        /// Which counter.
        #[serde(default)]
        counter: Option<CounterId>,
        /// Which day.
        on: NaiveDate,
        /// Why it was said.
        reason: Line,
    },
    /// Say where it stands.
    Place {
        /// Where at the customer; nowhere in particular when not said.
        #[serde(default)]
        place: Option<Line>,
    },
    /// Say what is under warranty from a day on; what was said from that day on before is so no more.
    SetWarranty {
        /// First day; the one on which it was installed when not said, or today.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// Last day.
        until: NaiveDate,
        /// What it pays.
        #[serde(default)]
        covers: Covers,
        /// Which article's term it is.
        #[serde(default)]
        article: Option<ArticleId>,
    },
    /// The warranty that begins on a day is off.
    DropWarranty {
        /// Its first day.
        from: NaiveDate,
    },
}
