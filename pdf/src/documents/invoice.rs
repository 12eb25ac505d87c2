//! The data of an invoice or credit note.

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer, ser::Error};

use super::{Company, Fact, Party};
use crate::Labels;

/// An invoice, or a credit note when [`Invoice::credits`] is set.
///
/// Holds all that art. 35a of the Wet op de omzetbelasting 1968 asks, which follows art. 226 of directive 2006/112/EC
/// (the "VAT directive"; the numbers below are its points).
#[derive(Debug, Clone, Serialize)]
pub struct Invoice {
    /// Language of the document, two letters (`nl`).
    pub language: String,
    /// Fixed words in that language, from [`crate::labels`].
    pub labels: Labels,
    /// When the invoice was issued; not printed, but it must come from the event so that the bytes never change.
    #[serde(skip)]
    pub made_at: DateTime<Utc>,
    /// Who delivers (points 3 and 5).
    pub company: Company,
    /// Who is invoiced (points 4 and 5).
    pub customer: Party,
    /// Sequential number that names this invoice alone (point 2).
    pub number: String,
    /// Day of issue (point 1).
    pub date: String,
    /// Day, or first and last day, of delivery (point 7).
    pub supply_date: String,
    /// Last day to pay; none on a credit note.
    pub due_date: Option<String>,
    /// The customer's own reference or order number.
    pub your_reference: Option<String>,
    /// Further lines of the head: contract, work sheet, customer number.
    pub facts: Vec<Fact>,
    /// The invoice that this credit note corrects (VAT directive art. 219).
    pub credits: Option<Credited>,
    /// What is delivered. A discount that is not in the unit price is a line of its own (point 8).
    pub lines: Vec<InvoiceLine>,
    /// Totals for each rate, all rates that occur (points 8 to 10).
    pub vat: Vec<VatTotal>,
    /// Sum without VAT.
    pub net_total: String,
    /// Sum of the VAT.
    pub vat_total: String,
    /// The same in the money in which it is owed, where the invoice is in other money (VAT directive art. 230).
    pub vat_owed: Option<Fact>,
    /// What is to be paid, or is given back by a credit note.
    pub total: String,
    /// VAT is due by the customer: prints the words "btw verlegd" (point 11a). [`Party::vat_id`] must then be given.
    pub reverse_charged: bool,
    /// Other words the law or the parties ask for: ground of an exemption (point 11), remarks.
    pub notes: Vec<String>,
    /// How to pay, or for a credit note how the money comes back.
    pub payment: Payment,
}

/// The invoice that a credit note corrects.
#[derive(Debug, Clone, Serialize)]
pub struct Credited {
    /// Its number.
    pub number: String,
    /// Its day of issue.
    pub date: String,
}

/// One line of an invoice.
#[derive(Debug, Clone, Serialize)]
pub struct InvoiceLine {
    /// What goods or service (point 6).
    pub description: String,
    /// More about it, printed smaller: machine, serial number, date of the visit.
    pub details: Option<String>,
    /// How many, with the unit: `2,5 uur` (point 6).
    pub quantity: String,
    /// Price of one, without VAT (point 8).
    pub unit_price: String,
    /// Rate of this line: `21%`, or "verlegd" (point 9).
    pub vat_rate: String,
    /// Amount of the line without VAT.
    pub net: String,
}

/// The VAT of one rate.
#[derive(Debug, Clone, Serialize)]
pub struct VatTotal {
    /// The rate (point 9).
    pub rate: String,
    /// Amount it is taken over (point 8).
    pub net: String,
    /// The VAT (point 10).
    pub vat: String,
}

/// How an invoice is paid.
#[derive(Debug, Clone, Serialize)]
pub struct Payment {
    /// What the reader is asked to do, in a sentence or two.
    pub text: String,
    /// What the payer writes with the payment; normally the number.
    pub reference: String,
    /// Text of the payment QR code, the twelve lines of the European Payments Council's guideline EPC069-12 (at most
    /// 331 bytes). Drawn with error level M, as the guideline asks. None on a credit note or a direct debit.
    #[serde(serialize_with = "qr_svg")]
    pub qr: Option<String>,
}

/// Writes the QR code's text as the picture that the template places.
fn qr_svg<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let svg = text.as_ref().map(|text| {
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).map_err(S::Error::custom)?;
        // The white edge that readers need is the paper around it.
        Ok(code.render::<qrcode::render::svg::Color<'_>>().quiet_zone(false).build())
    });
    svg.transpose()?.serialize(serializer)
}
