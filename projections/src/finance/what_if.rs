//! What is known of invoices that fell due, for asking what other reminder days would have brought.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{InvoiceId, what_if::reminders::Late};

use super::invoices::day;
use crate::{Pool, ReadError, access::users::id, ask};

/// An invoice with what decides about its reminders, and the days and levels of those that went.
#[derive(Debug, Clone)]
pub struct Known {
    /// Which.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// What decides.
    pub late: Late,
    /// What went.
    pub reminded: Vec<(NaiveDate, u8)>,
}

/// The question for invoices of [`due`].
pub const DUE: &str = "SELECT id, number, due FROM invoices INDEXED BY invoices_due
    WHERE due BETWEEN ?1 AND ?2 AND stage IN ('issued', 'credited') ORDER BY due, id";
/// The question for what happened to them.
pub const HAPPENED: &str = "SELECT h.invoice, h.at, h.event, h.level, i.open, i.stage
    FROM invoices i INDEXED BY invoices_due CROSS JOIN invoice_history h ON h.invoice = i.id
    WHERE i.due BETWEEN ?1 AND ?2 AND i.stage IN ('issued', 'credited') ORDER BY h.invoice, h.revision";

/// All that fell due on these days; `day_of` tells on which day a moment is by the company's clock.
///
/// # Errors
/// When the tables can't be read.
pub async fn due(
    pool: &Pool,
    (from, until): (NaiveDate, NaiveDate),
    day_of: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> Result<Vec<Known>, ReadError> {
    let mut known = Vec::new();
    let mut places = HashMap::new();
    for row in ask(DUE).bind(from).bind(until).fetch_all(pool).await? {
        let Some(due) = day(&row, "due")? else { continue };
        let invoice: InvoiceId = id(&row, "id")?;
        places.insert(invoice.to_string(), known.len());
        let late = Late { due, ..Late::default() };
        known.push(Known { invoice, number: row.get("number")?, late, reminded: Vec::new() });
    }
    for row in ask(HAPPENED).bind(from).bind(until).fetch_all(pool).await? {
        let Some(known) = places.get(row.text("invoice")?).and_then(|place| known.get_mut(*place)) else { continue };
        let at = day_of(DateTime::from_timestamp_micros(row.get("at")?).unwrap_or_default());
        let nothing_open = row.get::<i64>("open")? <= 0 || row.text("stage")? == "credited";
        match row.text("event")? {
            "payment_reminded" => {
                let level = row.get::<Option<i64>>("level")?.and_then(|level| level.try_into().ok());
                known.reminded.push((at, level.unwrap_or_default()));
            }
            "payment_recorded" | "credit_note_issued" if nothing_open => known.late.closed = Some(at),
            "dispute_opened" => known.late.disputed.push((at, None)),
            "dispute_settled" => {
                if let Some((_, until)) = known.late.disputed.last_mut() {
                    *until = Some(at);
                }
            }
            _ => {}
        }
    }
    Ok(known)
}
