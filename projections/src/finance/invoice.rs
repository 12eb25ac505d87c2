//! One invoice: its lines, totals by rate and everything that happened to it.

use chrono::NaiveDate;
use domain::{
    ArticleId, ContractId, InvoiceId, Money, Quantity, Rate, UserId, VisitId,
    invoice::{Buyer, Event, Exchange, IssuedItem, Item, Origin, Totals},
    registry::AnyEvent,
    settings::VatKind,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::invoices::{Row, day, money, row};
use crate::{Pool, ReadError, Value, Writes, access::users::id, ask, values};

/// Why there is an invoice, with what leads to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Someone wrote it.
    Hand,
    /// A contract's fee.
    Contract {
        /// Which.
        contract: ContractId,
        /// Its number; none when the contract is not known.
        number: Option<String>,
        /// First day of the month.
        month: NaiveDate,
    },
    /// A billable visit.
    Visit {
        /// Which.
        visit: VisitId,
        /// Its number.
        number: Option<i64>,
    },
}

/// A line. The rate is none before issue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Line {
    /// What.
    pub description: String,
    /// How many.
    pub quantity: Quantity,
    /// What one costs, without VAT.
    pub price: Money,
    /// Quantity times price.
    pub net: Money,
    /// Which VAT.
    pub vat: VatKind,
    /// Its percentage.
    pub rate: Option<Rate>,
    /// Which article, when it is one.
    pub article: Option<ArticleId>,
}

/// What the VAT of one rate comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RateTotal {
    /// Which VAT.
    pub vat: VatKind,
    /// Its percentage.
    pub rate: Rate,
    /// Taken over this.
    pub net: Money,
    /// The VAT.
    pub amount: Money,
}

/// Something that happened to an invoice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Happened {
    /// Place in its stream.
    pub revision: i64,
    /// When, in microseconds since 1970, UTC.
    pub at: i64,
    /// The event's name: `payment_recorded`.
    pub event: String,
    /// The colleague; none when Werkbank acted.
    pub by: Option<UserId>,
    /// The day that it is about: when the money was on the account.
    pub day: Option<NaiveDate>,
    /// How much.
    pub amount: Option<Money>,
    /// Level of a reminder.
    pub level: Option<i64>,
    /// Reason or reference, as written.
    pub text: Option<String>,
}

/// An invoice, whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Card {
    /// As in the list.
    #[serde(flatten)]
    pub row: Row,
    /// Why there is one.
    pub origin: Why,
    /// The customer's own reference.
    pub reference: Option<String>,
    /// First day of a delivery over several days.
    pub delivered_from: Option<NaiveDate>,
    /// When it was delivered, or the last day.
    pub delivered_on: Option<NaiveDate>,
    /// The customer as they stood at issue; none before issue, and once erased.
    pub buyer: Option<Buyer>,
    /// The lines.
    pub items: Vec<Line>,
    /// Totals by rate; none before issue, since the rates are those of the day of issue.
    pub by_rate: Vec<RateTotal>,
    /// The VAT.
    pub vat: Money,
    /// Number of the credit note that took it back.
    pub credit_number: Option<String>,
    /// When it was taken back.
    pub credited_on: Option<NaiveDate>,
    /// At which rate the VAT is told in the money in which it is owed.
    pub exchange: Option<Exchange>,
    /// What happened, oldest first.
    pub history: Vec<Happened>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Invoice(event) = &recorded.event else { return };
    let id = recorded.subject();
    let drafted = recorded.recorded_at.date_naive();
    match event {
        Event::InvoiceDrafted { customer, items, origin, reference, delivered_from, delivered_on } => {
            let (origin, about, month) = match origin {
                Origin::Hand => ("hand", None, None),
                Origin::Contract { contract, month } => ("contract", Some(contract.0), Some(*month)),
                Origin::Visit { visit } => ("visit", Some(visit.0), None),
            };
            let net: Money = items.iter().map(|item| item.price.times(item.quantity)).sum();
            writes.run(
                "INSERT INTO invoices VALUES (?1, ?2, 'draft', NULL, ?3, ?4, ?5, ?6, ?7, ?11, ?8, NULL, '', NULL, ?9, ?10,
                 ?10, 0, 0, 0, NULL, NULL, NULL, NULL, 0, NULL)",
                values![
                    id,
                    *customer,
                    // Drafts stand above everything that was issued on the same day.
                    format!("{drafted} 99999999"),
                    origin,
                    about,
                    month,
                    reference.as_ref().map(domain::Personal::text),
                    *delivered_on,
                    net.currency.code(),
                    net,
                    *delivered_from,
                ],
            );
            lines(id, items.iter().map(|item| (item, None)), writes);
        }
        Event::InvoiceChanged { items, reference, delivered_from, delivered_on, .. } => {
            let net: Money = items.iter().map(|item| item.price.times(item.quantity)).sum();
            writes.run(
                "UPDATE invoices SET net = ?2, total = ?2, currency = ?3, reference = ?4,
                 delivered_from = coalesce(?5, delivered_from), delivered_on = coalesce(?6, delivered_on) WHERE id = ?1",
                values![
                    id,
                    net,
                    net.currency.code(),
                    reference.as_ref().map(domain::Personal::text),
                    *delivered_from,
                    *delivered_on,
                ],
            );
            lines(id, items.iter().map(|item| (item, None)), writes);
        }
        Event::InvoiceIssued { number, on, due, delivered_on, buyer, items, .. } => {
            let totals = Totals::of(items);
            writes.run(
                "UPDATE invoices SET stage = 'issued', number = ?2, rank = ?3, issued_on = ?4, due = ?5, delivered_on = ?6,
                 buyer = ?7, net = ?8, total = ?9, open = ?9, paid_on = CASE WHEN ?9 <= 0 THEN ?4 END WHERE id = ?1",
                values![
                    id,
                    number.to_string(),
                    format!("{on} {:08}", number.number),
                    *on,
                    *due,
                    *delivered_on,
                    buyer.value().and_then(|buyer| serde_json::to_string(buyer).ok()),
                    totals.net(),
                    totals.total(),
                ],
            );
            lines(id, items.iter().map(|IssuedItem { item, rate }| (item, Some(*rate))), writes);
        }
        Event::ExchangeRateNoted { exchange, .. } => writes.run(
            "UPDATE invoices SET exchange = ?2 WHERE id = ?1",
            values![id, serde_json::to_string(exchange).ok()],
        ),
        Event::InvoiceDiscarded { .. } => {
            writes.run("UPDATE invoices SET stage = 'discarded' WHERE id = ?1", values![id]);
        }
        Event::PaymentRecorded { amount, on, .. } => writes.run(
            "UPDATE invoices SET open = open - ?2, paid_on = CASE WHEN open - ?2 <= 0 THEN ?3 END WHERE id = ?1",
            values![id, *amount, *on],
        ),
        Event::PaymentRefunded { amount, .. } => {
            writes.run("UPDATE invoices SET open = open + ?2 WHERE id = ?1", values![id, *amount]);
        }
        Event::DisputeOpened { .. } => writes.run("UPDATE invoices SET disputed = 1 WHERE id = ?1", values![id]),
        Event::DisputeSettled { .. } => writes.run("UPDATE invoices SET disputed = 0 WHERE id = ?1", values![id]),
        Event::PaymentReminded { level, .. } => writes.run(
            "UPDATE invoices SET reminded = ?2, reminded_at = ?3 WHERE id = ?1",
            values![id, *level, recorded.recorded_at],
        ),
        Event::CreditNoteIssued { number, on, .. } => writes.run(
            "UPDATE invoices SET stage = 'credited', open = open - total, credit_number = ?2, credited_on = ?3 WHERE id = ?1",
            values![id, format!("CR-{number}"), *on],
        ),
    }
    writes.run("UPDATE invoices SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
    remember(recorded, event, writes);
}

fn lines<'a>(invoice: uuid::Uuid, items: impl Iterator<Item = (&'a Item, Option<Rate>)>, writes: &mut Writes) {
    writes.run("DELETE FROM invoice_items WHERE invoice = ?1", values![invoice]);
    for (n, (item, rate)) in (0_u64..).zip(items) {
        writes.run(
            "INSERT INTO invoice_items VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            values![
                invoice,
                n,
                item.description.as_str(),
                item.quantity,
                item.price,
                item.vat.name(),
                rate,
                item.article,
            ],
        );
    }
}

fn remember(recorded: &Recorded, event: &Event, writes: &mut Writes) {
    let (day, amount, level, text): (Option<NaiveDate>, Option<Money>, Option<u8>, Option<String>) = match event {
        Event::InvoiceDrafted { .. } | Event::InvoiceChanged { .. } => (None, None, None, None),
        Event::ExchangeRateNoted { exchange, .. } => {
            (Some(exchange.on), None, None, Some(format!("{}, {}", exchange.rate, exchange.source)))
        }
        Event::InvoiceIssued { on, .. } => (Some(*on), None, None, None),
        Event::InvoiceDiscarded { reason, .. } => (None, None, None, Some(reason.text())),
        Event::PaymentRecorded { amount, on, reference, .. } | Event::PaymentRefunded { amount, on, reference, .. } => {
            (Some(*on), Some(*amount), None, reference.as_ref().map(domain::Personal::text))
        }
        Event::DisputeOpened { reason, .. } => (None, None, None, Some(reason.text())),
        Event::DisputeSettled { note, .. } => (None, None, None, Some(note.text())),
        Event::PaymentReminded { level, .. } => (None, None, Some(*level), None),
        Event::CreditNoteIssued { on, reason, .. } => (Some(*on), None, None, Some(reason.text())),
    };
    writes.run(
        "INSERT INTO invoice_history VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        [
            Value::from(recorded.subject()),
            recorded.revision.0.into(),
            recorded.recorded_at.into(),
            recorded.event_type.as_str().into(),
            recorded.metadata.actor.user().into(),
            day.into(),
            amount.into(),
            level.into(),
            text.into(),
        ],
    );
}

/// One invoice; `today` decides whether it is late.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, invoice: InvoiceId, today: NaiveDate) -> Result<Option<Card>, ReadError> {
    let found =
        ask("SELECT i.*, c.name AS customer_name, c.city, k.number AS contract_number, v.number AS visit_number
         FROM invoices i LEFT JOIN customers c ON c.id = i.customer
         LEFT JOIN contracts k ON k.id = i.origin_id LEFT JOIN visits v ON v.id = i.origin_id WHERE i.id = ?1")
        .bind(invoice.to_string())
        .fetch_optional(pool)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let currency: String = found.get("currency")?;
    let items = ask("SELECT * FROM invoice_items WHERE invoice = ?1 ORDER BY n")
        .bind(invoice.to_string())
        .fetch_all(pool)
        .await?;
    let items = items.iter().map(|row| line(row, &currency)).collect::<Result<Vec<_>, _>>()?;
    let history = ask("SELECT * FROM invoice_history WHERE invoice = ?1 ORDER BY revision")
        .bind(invoice.to_string())
        .fetch_all(pool)
        .await?;
    let history = history.iter().map(|row| happened(row, &currency)).collect::<Result<_, _>>()?;
    let totals = totals(&items);
    let vat = totals.vat();
    let by_rate =
        totals.by_rate.into_iter().map(|(vat, rate, net, amount)| RateTotal { vat, rate, net, amount }).collect();
    let buyer: Option<String> = found.get("buyer")?;
    let exchange: Option<String> = found.get("exchange")?;
    Ok(Some(Card {
        row: row(&found, today)?,
        origin: why(&found)?,
        reference: found.get("reference")?,
        delivered_from: day(&found, "delivered_from")?,
        delivered_on: day(&found, "delivered_on")?,
        buyer: buyer.and_then(|buyer| serde_json::from_str(&buyer).ok()),
        items,
        by_rate,
        vat,
        credit_number: found.get("credit_number")?,
        credited_on: day(&found, "credited_on")?,
        exchange: exchange.and_then(|exchange| serde_json::from_str(&exchange).ok()),
        history,
    }))
}

/// Totals of lines whose rates are fixed.
fn totals(items: &[Line]) -> Totals {
    let issued = |line: &Line| {
        // Only quantity, price and VAT are added up; the words play no part.
        let description = line.description.parse().unwrap_or_else(|_| domain::Line::erased());
        let item = Item { description, quantity: line.quantity, price: line.price, vat: line.vat, article: None };
        Some(IssuedItem { item, rate: line.rate? })
    };
    Totals::of(&items.iter().filter_map(issued).collect::<Vec<_>>())
}

fn why(found: &crate::Row) -> Result<Why, ReadError> {
    let origin: String = found.get("origin")?;
    Ok(match origin.as_str() {
        "contract" => Why::Contract {
            contract: id(found, "origin_id")?,
            number: found.get("contract_number")?,
            month: day(found, "month")?.unwrap_or_default(),
        },
        "visit" => Why::Visit { visit: id(found, "origin_id")?, number: found.get("visit_number")? },
        _ => Why::Hand,
    })
}

fn line(row: &crate::Row, currency: &str) -> Result<Line, ReadError> {
    let (quantity, price) = (Quantity::from_thousandths(row.get("quantity")?), money(row, "price", currency)?);
    let rate: Option<u32> = row.get("rate")?;
    let article: Option<String> = row.get("article")?;
    Ok(Line {
        description: row.get("description")?,
        quantity,
        price,
        net: price.times(quantity),
        vat: vat_kind(&row.get::<String>("vat")?),
        rate: rate.map(Rate::from_basis_points),
        article: article.and_then(|article| article.parse().ok()),
    })
}

/// The kind of VAT of a name as stored.
pub(super) fn vat_kind(name: &str) -> VatKind {
    VatKind::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or_default()
}

fn happened(row: &crate::Row, currency: &str) -> Result<Happened, ReadError> {
    let by: Option<String> = row.get("by")?;
    let amount: Option<i64> = row.get("amount")?;
    Ok(Happened {
        revision: row.get("revision")?,
        at: row.get("at")?,
        event: row.get("event")?,
        by: by.and_then(|by| by.parse().ok()),
        day: day(row, "day")?,
        amount: amount.map(|_| money(row, "amount", currency)).transpose()?,
        level: row.get("level")?,
        text: row.get("text")?,
    })
}

/// Every invoice that was made of a thing (a contract, a visit), newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn made_of(pool: &Pool, origin: uuid::Uuid, today: NaiveDate) -> Result<Vec<Row>, ReadError> {
    let rows =
        ask("SELECT i.*, c.name AS customer_name, c.city FROM invoices i LEFT JOIN customers c ON c.id = i.customer
         WHERE i.origin_id = ?1 ORDER BY i.rank DESC")
        .bind(origin.to_string())
        .fetch_all(pool)
        .await?;
    rows.iter().map(|found| row(found, today)).collect()
}
