//! The data of an order to a vendor.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Company, Party};
use crate::Labels;

/// An order that we place with a vendor.
#[derive(Debug, Clone, Serialize)]
pub struct PurchaseOrder {
    /// Language of the document, two letters (`nl`).
    pub language: String,
    /// Fixed words in that language, from [`crate::labels`].
    pub labels: Labels,
    /// When the order was placed; not printed, but it must come from the event so that the bytes never change.
    #[serde(skip)]
    pub made_at: DateTime<Utc>,
    /// Who orders: we.
    pub company: Company,
    /// Who is to deliver.
    pub vendor: Party,
    /// Our number of the order, which the vendor puts on box and invoice.
    pub number: String,
    /// Day of the order.
    pub date: String,
    /// The vendor's reference: a quotation, our customer number there.
    pub your_reference: Option<String>,
    /// Day on which the goods should be here.
    pub wanted_by: Option<String>,
    /// Who at our company knows about it, with phone or e-mail.
    pub contact: Option<String>,
    /// Where to deliver, name first.
    pub delivery_address: Vec<String>,
    /// What is ordered.
    pub lines: Vec<OrderLine>,
    /// Sum without VAT.
    pub net_total: String,
    /// Remarks.
    pub notes: Vec<String>,
}

/// One line of an order.
#[derive(Debug, Clone, Serialize)]
pub struct OrderLine {
    /// Our article number.
    pub article: String,
    /// The vendor's number for it.
    pub vendor_article: Option<String>,
    /// What it is.
    pub description: String,
    /// How many, with the unit.
    pub quantity: String,
    /// Price of one, without VAT.
    pub unit_price: String,
    /// Amount of the line without VAT.
    pub net: String,
}
