//! What happened with a contract.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Terms;
use crate::{fault::Number, personal::Personal, values::*};

/// How it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Signature {
    OnScreen {
        name: Personal<Line>,
        drawing: Option<Personal<Drawing>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        undrawn: Option<Personal<Line>>,
        document: Sha256,
    },
    OnPaper {
        name: Personal<Line>,
        scan: Sha256,
        kept_at: Personal<Line>,
    },
}

/// What happened with a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    ContractDrafted {
        number: Number,
        customer: CustomerId,
        salesperson: Option<UserId>,
        terms: Terms,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remarks: Option<Personal<Text>>,
    },
    ContractChanged {
        customer: CustomerId,
        terms: Terms,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remarks: Option<Personal<Text>>,
    },
    ContractDiscarded {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    ContractSigned {
        customer: CustomerId,
        on: NaiveDate,
        signature: Signature,
    },
    NoticeGiven {
        customer: CustomerId,
        on: NaiveDate,
        ends: NaiveDate,
        reason: Personal<Line>,
    },
    ContractRenewed {
        customer: CustomerId,
        until: NaiveDate,
    },
    ContractEnded {
        customer: CustomerId,
        on: NaiveDate,
        reason: Personal<Line>,
    },
    ServiceLevelAgreed {
        customer: CustomerId,
        service_level: Option<Line>,
    },
}
