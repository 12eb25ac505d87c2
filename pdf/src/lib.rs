//! Documents as PDF: typed data in, bytes out. Typst is the typesetter; it sees only what is handed to it.
//!
//! A document holds no language and computes nothing: amounts and dates come in as formatted strings, fixed words as
//! [`Labels`] in the reader's language. The same input gives the same bytes, whenever and wherever it is rendered.
//!
//! The functions block (about 20 ms in a release build, 0.3 s in a debug build): call them in `spawn_blocking`.

mod documents;
mod fonts;
mod labels;
#[cfg(test)]
mod tests;
mod world;

pub use documents::{
    Check, Checks, Clause, Company, Contract, Credited, Did, Dossier, Fact, Group, Happened, Invoice, InvoiceLine,
    Machine, OrderLine, Part, Party, Payment, Photo, PurchaseOrder, Signature, VatTotal, Worksheet,
};
pub use labels::{Labels, labels};

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Desk;

/// Why a document could not be made. All of these are faults of the program or of what it handed in, not of a reader.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The data cannot be written as JSON: a [`Payment::qr`] is longer than a QR code holds.
    #[error("the document's data cannot be written: {0}")]
    Data(#[from] serde_json::Error),
    /// Typst refused the template with this data (a label or field is missing, a picture is broken); each message names
    /// file and line.
    #[error("the document cannot be typeset: {0}")]
    Typeset(String),
}

/// The kinds of document; each has a file in `templates/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Template {
    /// Invoice or credit note, data: [`Invoice`].
    Invoice,
    /// Contract, with or without signatures, data: [`Contract`].
    Contract,
    /// Order to a vendor, data: [`PurchaseOrder`].
    PurchaseOrder,
    /// Report of a visit, data: [`Worksheet`].
    Worksheet,
    /// What is held of a person, data: [`Dossier`].
    Dossier,
}

impl Template {
    /// All of them.
    pub const ALL: [Template; 5] =
        [Template::Invoice, Template::Contract, Template::PurchaseOrder, Template::Worksheet, Template::Dossier];

    /// Path inside the typesetter's world and text of the template.
    fn source(self) -> (&'static str, &'static str) {
        match self {
            Template::Invoice => ("/invoice.typ", include_str!("../templates/invoice.typ")),
            Template::Contract => ("/contract.typ", include_str!("../templates/contract.typ")),
            Template::PurchaseOrder => ("/purchase_order.typ", include_str!("../templates/purchase_order.typ")),
            Template::Worksheet => ("/worksheet.typ", include_str!("../templates/worksheet.typ")),
            Template::Dossier => ("/dossier.typ", include_str!("../templates/dossier.typ")),
        }
    }
}

/// Renders an invoice or credit note.
///
/// # Errors
/// See [`PdfError`]; [`PdfError::Data`] when [`Payment::qr`] is longer than a QR code holds.
pub fn invoice(invoice: &Invoice) -> Result<Vec<u8>, PdfError> {
    render(Template::Invoice, invoice, invoice.made_at)
}

/// Renders a contract.
///
/// # Errors
/// See [`PdfError`]; [`PdfError::Typeset`] when a [`Signature::svg`] is not a drawing.
pub fn contract(contract: &Contract) -> Result<Vec<u8>, PdfError> {
    render(Template::Contract, contract, contract.made_at)
}

/// Renders an order to a vendor.
///
/// # Errors
/// See [`PdfError`].
pub fn purchase_order(order: &PurchaseOrder) -> Result<Vec<u8>, PdfError> {
    render(Template::PurchaseOrder, order, order.made_at)
}

/// Renders the report of a visit.
///
/// # Errors
/// See [`PdfError`]; [`PdfError::Typeset`] when the [`Signature::svg`] is not a drawing.
pub fn worksheet(worksheet: &Worksheet) -> Result<Vec<u8>, PdfError> {
    render(Template::Worksheet, worksheet, worksheet.made_at)
}

/// Renders what is held of a person.
///
/// # Errors
/// See [`PdfError`].
pub fn dossier(dossier: &Dossier) -> Result<Vec<u8>, PdfError> {
    render(Template::Dossier, dossier, dossier.made_at)
}

/// Renders `data` with `template`; `made_at` becomes the document's creation time and the only "now" it can see.
///
/// # Errors
/// See [`PdfError`].
pub fn render(template: Template, data: &impl Serialize, made_at: DateTime<Utc>) -> Result<Vec<u8>, PdfError> {
    let desk = Desk::new(template, serde_json::to_vec(data)?, datetime(made_at))?;
    // The cache is shared by all documents and grows for ever if nobody clears it, after a failed document too.
    let bytes = typeset(&desk).and_then(|document| export(&desk, &document, made_at));
    typst::comemo::evict(10);
    bytes
}

/// Lays the pages out.
fn typeset(desk: &Desk) -> Result<PagedDocument, PdfError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(desk);
    for warning in &warnings {
        tracing::debug!(message = %describe(desk, warning), "typesetting");
    }
    output.map_err(|errors| refused(desk, &errors))
}

/// Writes laid-out pages as PDF/A-2a (kept for years, ISO 19005-2) and PDF/UA-1 (read aloud, ISO 14289-1).
fn export(desk: &Desk, document: &PagedDocument, made_at: DateTime<Utc>) -> Result<Vec<u8>, PdfError> {
    let options = |standards| PdfOptions {
        creator: Smart::Custom(Some("Werkbank".to_owned())),
        timestamp: datetime(made_at).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let strict = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PdfError::Typeset(error.message().to_string()))?;
    typst_pdf::pdf(document, &options(strict)).or_else(|errors| {
        // A character that no font of ours can draw breaks the standard. The invoice must go out all the same.
        tracing::warn!(reason = %refused(desk, &errors), "document is not PDF/A");
        typst_pdf::pdf(document, &options(PdfStandards::default())).map_err(|errors| refused(desk, &errors))
    })
}

fn refused(desk: &Desk, errors: &[SourceDiagnostic]) -> PdfError {
    PdfError::Typeset(errors.iter().map(|error| describe(desk, error)).collect::<Vec<_>>().join("; "))
}

/// A diagnostic with the file and line it is about, where it has one.
fn describe(desk: &Desk, diagnostic: &SourceDiagnostic) -> String {
    let place = diagnostic.span.id().zip(desk.range(diagnostic.span)).and_then(|(id, range)| {
        let line = desk.source(id).ok()?.lines().byte_to_line(range.start)? + 1;
        Some(format!("{}:{line}: ", id.get().vpath().get_without_slash()))
    });
    format!("{}{}", place.unwrap_or_default(), diagnostic.message)
}

/// `None` only for years that typst cannot hold (beyond 9999).
fn datetime(at: DateTime<Utc>) -> Option<Datetime> {
    let small = |n: u32| u8::try_from(n).ok();
    Datetime::from_ymd_hms(
        at.year(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )
}
