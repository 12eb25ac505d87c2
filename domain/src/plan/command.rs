//! Orders about a maintenance plan.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Outcome, Schedule};
use crate::{values::*, visit::Kind};

/// Orders about a maintenance plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Make a plan.
    Make {
        /// At whom.
        customer: CustomerId,
        /// On which machines.
        #[serde(default)]
        machines: Vec<MachineId>,
        /// From which contract it comes; it ends with that.
        #[serde(default)]
        contract: Option<ContractId>,
        /// From which invoice it comes.
        #[serde(default)]
        invoice: Option<InvoiceId>,
        /// From which visit, on which it was delivered, it comes.
        #[serde(default)]
        delivery: Option<VisitId>,
        /// From which article it comes.
        #[serde(default)]
        article: Option<ArticleId>,
        /// What for.
        #[serde(default = "maintenance")]
        kind: Kind,
        /// What is to be done.
        task: Text,
        /// How long it will take, as expected.
        #[serde(default = "an_hour")]
        expected: Minutes,
        /// When it comes round.
        schedule: Schedule,
    },
    /// Change what is to be done, or when.
    Change {
        /// On which machines.
        #[serde(default)]
        machines: Vec<MachineId>,
        /// What for.
        #[serde(default = "maintenance")]
        kind: Kind,
        /// What is to be done.
        task: Text,
        /// How long it will take, as expected.
        #[serde(default = "an_hour")]
        expected: Minutes,
        /// When it comes round.
        schedule: Schedule,
    },
    /// The next one is on another day; those after it stay where they are.
    MoveNext {
        /// On this day.
        to: NaiveDate,
    },
    /// Ask for no visits for now.
    Pause {
        /// Why.
        reason: Line,
    },
    /// Go on. What came due meanwhile is not made up for.
    Resume {},
    /// It is over.
    End {
        /// Why.
        reason: Line,
    },
    /// It is over since its contract is.
    EndWithContract {
        /// Why.
        reason: Line,
    },
    /// Ask for the visit of the next occurrence, if it is time.
    Open {},
    /// The visit of an occurrence is over.
    Close {
        /// Which occurrence.
        occurrence: u32,
        /// What came of it.
        outcome: Outcome,
        /// When.
        on: NaiveDate,
        /// On which day the next one is, where that was agreed.
        #[serde(default)]
        next_on: Option<NaiveDate>,
        /// That no next one is needed.
        #[serde(default)]
        no_next: bool,
    },
}

fn an_hour() -> Minutes {
    Minutes::HOUR
}

fn maintenance() -> Kind {
    Kind::Maintenance
}
