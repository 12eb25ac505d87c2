//! Orders about a contract.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Terms;
use crate::values::*;

/// Orders about a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write a draft.
    Draft {
        /// With whom.
        customer: CustomerId,
        /// Who of us keeps it.
        #[serde(default)]
        salesperson: Option<UserId>,
        /// The terms.
        terms: Terms,
    },
    /// Change the draft.
    Change(Terms),
    /// The customer signs on our screen.
    SignOnScreen {
        /// Who signs.
        name: Line,
        /// The drawn signature; none when signed by name alone.
        #[serde(default)]
        drawing: Option<Drawing>,
        /// Why by name alone.
        #[serde(default)]
        undrawn: Option<Line>,
        /// Hash of the PDF that was shown. Worked out by the server, whatever is sent.
        #[serde(default)]
        document: Option<Sha256>,
    },
    /// The customer signed on paper.
    SignOnPaper {
        /// Who signed.
        name: Line,
        /// When.
        signed_on: NaiveDate,
        /// The scan, as kept by its hash.
        scan: Sha256,
        /// Where the paper lies.
        kept_at: Line,
    },
    /// Notice was given.
    GiveNotice {
        /// By whom and why.
        reason: Line,
        /// When it was given; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
    },
    /// The notice is taken back: its term ends as it would have, and it goes on then as agreed.
    WithdrawNotice {},
    /// It goes on for another term, as agreed.
    Renew {},
    /// Agreed anew that it goes on so many months longer; a notice that was given is off.
    Extend {
        /// How many.
        #[schemars(range(min = 1, max = 240))]
        months: u16,
    },
    /// It is over.
    End {
        /// Last day.
        on: NaiveDate,
        /// Why.
        reason: Line,
    },
    /// The draft is off.
    Discard {
        /// Why.
        reason: Line,
    },
    /// Agree by which service level the customer is promised; it can change while the contract runs.
    SetServiceLevel {
        /// What it is called; none for what all customers are promised.
        #[serde(default)]
        service_level: Option<Line>,
    },
}
