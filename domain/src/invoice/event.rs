//! What happened with an invoice.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Buyer, Exchange, IssuedItem, Item, Origin};
use crate::{fault::Number, personal::Personal, values::*};

/// What happened with an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    InvoiceDrafted {
        customer: CustomerId,
        items: Vec<Item>,
        origin: Origin,
        reference: Option<Personal<Line>>,
        delivered_on: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered_from: Option<NaiveDate>,
    },
    InvoiceChanged {
        customer: CustomerId,
        items: Vec<Item>,
        reference: Option<Personal<Line>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered_from: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered_on: Option<NaiveDate>,
    },
    ExchangeRateNoted {
        customer: CustomerId,
        exchange: Exchange,
    },
    InvoiceDiscarded {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    InvoiceIssued {
        customer: CustomerId,
        number: Number,
        on: NaiveDate,
        due: NaiveDate,
        delivered_on: NaiveDate,
        buyer: Personal<Buyer>,
        items: Vec<IssuedItem>,
        reference: Option<Personal<Line>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered_from: Option<NaiveDate>,
    },
    PaymentRecorded {
        customer: CustomerId,
        amount: Money,
        on: NaiveDate,
        reference: Option<Personal<Line>>,
    },
    PaymentRefunded {
        customer: CustomerId,
        amount: Money,
        on: NaiveDate,
        reference: Option<Personal<Line>>,
    },
    DisputeOpened {
        customer: CustomerId,
        reason: Personal<Text>,
    },
    DisputeSettled {
        customer: CustomerId,
        note: Personal<Line>,
    },
    PaymentReminded {
        customer: CustomerId,
        level: u8,
    },
    /// The whole invoice is taken back, under a number of the credit notes' own series; written as `CR-2026-0001`.
    CreditNoteIssued {
        customer: CustomerId,
        number: Number,
        on: NaiveDate,
        reason: Personal<Line>,
    },
}
