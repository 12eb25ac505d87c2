//! The fixed words of each document, by key, so that the templates hold no language.

use std::collections::BTreeMap;

use crate::Template;

/// Fixed words of one document in the reader's language, by key. Made by [`labels`].
pub type Labels = BTreeMap<&'static str, String>;

/// Asks `text` for every label that `template` prints: `labels(Template::Invoice, |key| texts.get(&format!("pdf-{key}")))`.
pub fn labels(template: Template, mut text: impl FnMut(&'static str) -> String) -> Labels {
    HOUSE.iter().chain(template.own_labels()).map(|&key| (key, text(key))).collect()
}

/// What the footer and the address blocks of every document say.
pub(crate) const HOUSE: &[&str] = &["bic", "company-number", "iban", "of", "page", "vat-id"];

impl Template {
    /// The labels that this document prints beside those of the house style.
    pub(crate) fn own_labels(self) -> &'static [&'static str] {
        match self {
            Template::Invoice => &[
                "account-name",
                "amount",
                "balance",
                "credit-note",
                "credits-invoice",
                "date",
                "description",
                "due-date",
                "invoice",
                "net-total",
                "number",
                "payment",
                "payment-reference",
                "qr-alt",
                "qr-hint",
                "quantity",
                "reverse-charged",
                "supply-date",
                "taxable",
                "to-pay",
                "unit-price",
                "vat",
                "vat-rate",
                "vat-total",
                "your-reference",
                "your-vat-id",
            ],
            Template::Contract => &[
                "contract",
                "customer",
                "date",
                "document-hash",
                "fee",
                "first-term",
                "installed-on",
                "machine",
                "machines",
                "name",
                "notice",
                "parties",
                "place",
                "provider",
                "provisions",
                "renewal",
                "role",
                "serial-number",
                "signature",
                "signature-alt",
                "signatures",
                "start",
                "terms",
            ],
            Template::PurchaseOrder => &[
                "amount",
                "article",
                "contact",
                "date",
                "delivery-address",
                "description",
                "net-total",
                "number",
                "purchase-order",
                "quantity",
                "unit-price",
                "vendor-article",
                "wanted-by",
                "your-reference",
            ],
            Template::Worksheet => &[
                "advice",
                "answer",
                "article",
                "customer",
                "date",
                "description",
                "findings",
                "machine",
                "name",
                "number",
                "parts",
                "photos",
                "quantity",
                "reported",
                "result",
                "role",
                "serial-number",
                "signature",
                "signature-alt",
                "technician",
                "times",
                "unsigned",
                "visited-at",
                "what",
                "work-done",
                "worksheet",
            ],
            Template::Dossier => &[
                "date",
                "did",
                "dossier",
                "first",
                "happened",
                "how-often",
                "kept",
                "known",
                "last",
                "rights",
                "what",
                "your-rights",
            ],
        }
    }
}
