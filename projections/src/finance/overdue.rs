//! What is due for a reminder on a day: the clock's question.

use chrono::{DateTime, Days, NaiveDate};
use domain::{CustomerId, InvoiceId, invoice::reminder_due};

use super::invoices::day;
use crate::{Pool, ReadError, access::users::id, ask};

/// An invoice whose customer is to be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub invoice: InvoiceId,
    /// Whose.
    pub customer: CustomerId,
    /// The level that is due, from 1.
    pub level: u8,
    /// Days past the last day to pay.
    pub days_late: i64,
}

const QUESTION: &str = "SELECT id, customer, due, reminded, reminded_at FROM invoices INDEXED BY invoices_open
     WHERE stage = 'issued' AND open > 0 AND disputed = 0 AND due <= ";

/// Invoices for which a level of reminder is due on a day, by [`reminder_due`], longest late first. Nothing is due for a disputed one.
///
/// # Errors
/// When the tables can't be read.
pub async fn on(pool: &Pool, today: NaiveDate, reminder_days: &[u16]) -> Result<Vec<Due>, ReadError> {
    let Some(first) = reminder_days.first() else { return Ok(Vec::new()) };
    let mut question = ask(QUESTION);
    question.push_bind(today - Days::new(u64::from(*first))).push(" AND (0");
    for (reminded, days) in reminder_days.iter().enumerate() {
        question.push(format_args!(" OR reminded = {reminded} AND due <= "));
        question.push_bind(today - Days::new(u64::from(*days)));
    }
    let rows = question.push(") ORDER BY due, id").fetch_all(pool).await?;
    let mut found = Vec::new();
    for row in &rows {
        let Some(due) = day(row, "due")? else { continue };
        let last = row.get::<Option<i64>>("reminded_at")?.and_then(DateTime::from_timestamp_micros);
        let reminded = u8::try_from(row.get::<i64>("reminded")?).unwrap_or(u8::MAX);
        let last = last.map(|last| last.date_naive());
        if let Some(level) = reminder_due(reminder_days, due, reminded, last, today) {
            let days_late = (today - due).num_days();
            found.push(Due { invoice: id(row, "id")?, customer: id(row, "customer")?, level, days_late });
        }
    }
    Ok(found)
}
