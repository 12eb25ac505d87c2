//! Orders about an invoice.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Exchange, Item, Origin};
use crate::values::*;

/// Orders about an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write a draft.
    Draft {
        /// For whom.
        customer: CustomerId,
        /// What is charged.
        items: Vec<Item>,
        /// Why.
        #[serde(default)]
        origin: Origin,
        /// The customer's own reference.
        #[serde(default)]
        reference: Option<Line>,
        /// First day of a delivery over several days.
        #[serde(default)]
        delivered_from: Option<NaiveDate>,
        /// When it was delivered, or the last day; the day of issue when not said.
        #[serde(default)]
        delivered_on: Option<NaiveDate>,
    },
    /// Change the draft.
    Change {
        /// What is charged.
        items: Vec<Item>,
        /// The customer's own reference.
        #[serde(default)]
        reference: Option<Line>,
        /// First day of a delivery over several days; as it was when not said.
        #[serde(default)]
        delivered_from: Option<NaiveDate>,
        /// When it was delivered, or the last day; as it was when not said.
        #[serde(default)]
        delivered_on: Option<NaiveDate>,
    },
    /// Note at which rate VAT is told in the money in which it is owed, for a draft in other money.
    NoteExchangeRate(Exchange),
    /// The draft is off.
    Discard {
        /// Why.
        reason: Line,
    },
    /// Give it its number and send it.
    Issue {},
    /// Money came in.
    RecordPayment {
        /// How much; below nothing when a payment bounced.
        amount: Money,
        /// When it was on the account; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// What the bank said.
        #[serde(default)]
        reference: Option<Line>,
    },
    /// Money went back: of what was paid before the invoice was credited, or of an invoice below nothing.
    RecordRefund {
        /// How much.
        amount: Money,
        /// When it left the account; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// What the bank said.
        #[serde(default)]
        reference: Option<Line>,
    },
    /// The customer does not agree: nothing is reminded until it is settled.
    Dispute {
        /// Why.
        reason: Text,
    },
    /// It is settled.
    SettleDispute {
        /// How.
        note: Line,
    },
    /// Remind the customer.
    Remind {
        /// Which level, from 1.
        level: u8,
    },
    /// Take it back in full, by a credit note.
    Credit {
        /// Why.
        reason: Line,
    },
}
