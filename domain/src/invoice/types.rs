//! What an invoice is made of: lines, why there is one, and for whom.

use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{settings::VatKind, values::*};

/// What is charged: one line of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What.
    pub description: Line,
    /// How many.
    pub quantity: Quantity,
    /// What one costs, without VAT.
    pub price: Money,
    /// Which VAT rate.
    #[serde(default)]
    pub vat: VatKind,
    /// Which article, when it is one.
    #[serde(default)]
    pub article: Option<ArticleId>,
}

/// What is charged, with the VAT percentage in force on the day of delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssuedItem {
    /// The line.
    #[serde(flatten)]
    pub item: Item,
    /// The percentage.
    pub rate: Rate,
}

/// At which rate the VAT of an invoice in other money is told in the money in which it is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Złoty for a euro.
    pub rate: ExchangeRate,
    /// The day for which it was published.
    pub on: NaiveDate,
    /// Who published it.
    pub source: Line,
}

/// How old the rate may be: the newest one that was published counts (directive 2006/112/EC, art. 91), and over Easter none is
/// for five days.
const RATE_HOLDS: TimeDelta = TimeDelta::days(7);

impl Exchange {
    /// Whether an invoice can still be issued with it on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        day - self.on <= RATE_HOLDS
    }

    /// Whether a euro may be worth that: between 2 and 10 złoty. What lies outside has its comma in the wrong place.
    pub fn is_plausible(&self) -> bool {
        (20_000..=100_000).contains(&self.rate.ten_thousandths())
    }
}

/// Whether some of what is charged bears VAT that is owed in other money than it is charged in: such a draft waits for a rate.
pub fn needs_exchange(items: &[Item], owed: Currency) -> bool {
    let taxed = |item: &Item| matches!(item.vat, VatKind::Standard | VatKind::Reduced);
    items.iter().any(|item| item.price.currency != owed && taxed(item))
}

/// Why there is an invoice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Someone wrote it.
    #[default]
    Hand,
    /// The fee of a contract for the month that begins on this day.
    Contract {
        /// Which.
        contract: ContractId,
        /// First day of the month.
        month: NaiveDate,
    },
    /// A billable visit.
    Visit {
        /// Which.
        visit: VisitId,
    },
}

/// The customer as they stood on the day of issue: kept as long as the law keeps the invoice, under a key of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Buyer {
    /// Customer number.
    pub number: u64,
    /// Name.
    pub name: Line,
    /// Where invoices go.
    pub address: Address,
    /// VAT identification number.
    pub vat_number: Option<VatNumber>,
    /// Where the mail goes.
    pub email: Option<Email>,
    /// In which language it was written.
    pub language: Language,
}
