//! What a customer bought: the lines of their issued invoices, articles and services alike.

use domain::{invoice::Event, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Cursor, Page, Pool, ReadError, Writes, ask, values};

/// Something that was bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Purchase {
    /// On which invoice, its id.
    pub invoice: String,
    /// Which line of it, from 0.
    pub line: i64,
    /// When it was delivered, a day.
    pub bought_on: String,
    /// The invoice's number.
    pub invoice_number: String,
    /// The article's id; none for a service.
    pub article: Option<String>,
    /// What.
    pub description: String,
    /// How many, in thousandths.
    pub quantity: i64,
    /// What it cost without VAT, in cents.
    pub amount_cents: i64,
    /// In what: `EUR`, `PLN`.
    pub currency: String,
    /// Whether the invoice was credited.
    pub credited: bool,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Invoice(Event::InvoiceIssued { customer, number, delivered_on, items, .. }) => {
            for (line, item) in (0_i64..).zip(items) {
                writes.run(
                    "INSERT INTO purchases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)",
                    values![
                        id,
                        line,
                        *customer,
                        *delivered_on,
                        number.to_string(),
                        item.item.article,
                        item.item.description.as_str(),
                        item.item.quantity,
                        item.item.price.times(item.item.quantity),
                        item.item.price.currency.code(),
                    ],
                );
            }
        }
        AnyEvent::Invoice(Event::CreditNoteIssued { .. }) => {
            writes.run("UPDATE purchases SET credited = 1 WHERE invoice = ?1", values![id]);
        }
        _ => {}
    }
}

/// The question of [`of_customer`].
pub const OF_CUSTOMER: &str = "SELECT * FROM purchases
    WHERE customer = ?1 AND (bought_on, invoice, line) < (coalesce(?2, '9999'), ?3, ?4)
    ORDER BY bought_on DESC, invoice DESC, line DESC LIMIT ?5";

/// What a customer bought, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_customer(
    pool: &Pool,
    customer: &str,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Purchase>, ReadError> {
    let (day, line) = after.and_then(|after| after.key.split_once('.')).unzip();
    let rows = ask(OF_CUSTOMER)
        .bind(customer)
        .bind(day)
        .bind(after.map_or("", |after| after.id.as_str()))
        .bind(line.and_then(|line| line.parse::<i64>().ok()).unwrap_or_default())
        .bind(i64::from(limit) + 1)
        .fetch_all(pool)
        .await?;
    let rows = rows.iter().map(purchase).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit as usize, |row: &Purchase| Cursor {
        key: format!("{}.{}", row.bought_on, row.line),
        id: row.invoice.clone(),
    }))
}

fn purchase(row: &crate::Row) -> Result<Purchase, ReadError> {
    Ok(Purchase {
        invoice: row.get("invoice")?,
        line: row.get("line")?,
        bought_on: row.get("bought_on")?,
        invoice_number: row.get("invoice_number")?,
        article: row.get("article")?,
        description: row.get("description")?,
        quantity: row.get("quantity")?,
        amount_cents: row.get("amount_cents")?,
        currency: row.get("currency")?,
        credited: row.get("credited")?,
    })
}
