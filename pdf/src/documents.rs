//! The data of each document. Every amount, number and date is a string, already written the way the reader's language
//! writes it; a text may hold line breaks.

mod contract;
mod dossier;
mod invoice;
mod purchase_order;
mod worksheet;

pub use contract::{Clause, Contract, Machine};
pub use dossier::{Did, Dossier, Group, Happened};
pub use invoice::{Credited, Invoice, InvoiceLine, Payment, VatTotal};
pub use purchase_order::{OrderLine, PurchaseOrder};
pub use worksheet::{Check, Checks, Part, Photo, Worksheet};

use serde::Serialize;

/// The company that sends the document: ours.
#[derive(Debug, Clone, Serialize)]
pub struct Company {
    /// Full name as registered (VAT directive art. 226(5)).
    pub name: String,
    /// Street with number, postcode with town, country for a reader abroad (VAT directive art. 226(5)).
    pub address: Vec<String>,
    /// Number in the trade register; must stand on everything a Dutch company sends (Handelsregisterwet 2007 art. 27).
    pub company_number: String,
    /// VAT identification number (VAT directive art. 226(3)).
    pub vat_id: String,
    /// Account that is paid to, in groups of four.
    pub iban: String,
    /// Bank code; needed only by payers outside the EEA.
    pub bic: Option<String>,
    /// Phone number as it is dialled.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Address of the website.
    pub website: Option<String>,
}

/// The other party: customer or vendor.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Party {
    /// Full name (VAT directive art. 226(5)).
    pub name: String,
    /// Person or department at the party, printed under its name.
    pub attention: Option<String>,
    /// Street with number, postcode with town, country for a reader abroad (VAT directive art. 226(5)).
    pub address: Vec<String>,
    /// VAT identification number. An invoice must hold it when VAT is reverse-charged or goods go to another member
    /// state (VAT directive art. 226(4)).
    pub vat_id: Option<String>,
    /// Number in the trade register of its country, with that register's name: `KvK`, `KBO`, `NIP`.
    pub company_number: Option<Fact>,
}

/// A line "label: value" that a document leaves open to its maker.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// What it is, in the reader's language.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// A place to sign: blank lines where the fields are empty, else who signed, when, and the drawn name.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Signature {
    /// Who signs or signed.
    pub name: Option<String>,
    /// In what function.
    pub role: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub date: Option<String>,
    /// The drawn signature, as an SVG document with transparent ground. It can load nothing from outside.
    pub svg: Option<String>,
}
