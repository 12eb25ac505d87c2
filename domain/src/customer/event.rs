//! What happened with a customer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::{messages::Channel, personal::Personal, values::*};

/// What happened with a customer. Everything about who they are is sealed with the customer's key, a contact's with the contact's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in Details and Contact")]
pub enum Event {
    CustomerRegistered {
        number: u64,
        kind: Kind,
        name: Personal<Line>,
        visiting: Personal<Address>,
        invoicing: Option<Personal<Address>>,
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
        invoice_email: Option<Personal<Email>>,
        company_number: Option<Personal<CompanyNumber>>,
        vat_number: Option<Personal<VatNumber>>,
        payment_days: Option<u16>,
        language: Language,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    CustomerRenamed {
        kind: Kind,
        name: Personal<Line>,
    },
    VisitingAddressChanged {
        visiting: Personal<Address>,
    },
    InvoicingAddressChanged {
        invoicing: Option<Personal<Address>>,
    },
    ReachabilityChanged {
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
        invoice_email: Option<Personal<Email>>,
    },
    CompanyNumbersChanged {
        company_number: Option<Personal<CompanyNumber>>,
        vat_number: Option<Personal<VatNumber>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    PaymentTermChanged {
        payment_days: Option<u16>,
    },
    LanguageChanged {
        language: Language,
    },
    ChannelSet {
        channel: Channel,
        mobile: Option<Personal<Phone>>,
    },
    ContactAdded {
        id: ContactId,
        name: Personal<Line>,
        role: Option<Personal<Line>>,
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
    },
    ContactChanged {
        id: ContactId,
        name: Personal<Line>,
        role: Option<Personal<Line>>,
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
    },
    ContactRemoved {
        id: ContactId,
    },
    NoteAdded {
        text: Personal<Text>,
    },
    CallRecorded {
        contact: Option<ContactId>,
        text: Personal<Text>,
    },
    CustomerArchived {
        reason: Personal<Line>,
        /// Why although something still ran; before that was asked never said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    CustomerRestored {},
    /// The person was forgotten; nothing can be done with what is left.
    CustomerForgotten {},
    /// A contact person was forgotten.
    ContactForgotten {
        id: ContactId,
    },
}
