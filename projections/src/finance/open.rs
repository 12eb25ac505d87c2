//! What is open, added up: by age, by day and by view. It is kept by day as invoices change, so that however many are open, hundreds
//! of rows are read.

use chrono::NaiveDate;
use domain::CustomerId;
use schemars::JsonSchema;
use serde::Serialize;

use super::invoices::{View, day};
use crate::{Pool, ReadError, ask};

/// What is open, by age in days after the last day to pay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ageing {
    /// In time, in cents.
    pub not_due: i64,
    /// 1 to 30 days late, in cents.
    pub to_30: i64,
    /// 31 to 60 days late, in cents.
    pub to_60: i64,
    /// More than 60 days late, in cents.
    pub over_60: i64,
    /// How many are in time.
    pub open_count: i64,
    /// How many are late.
    pub late_count: i64,
}

impl Ageing {
    /// All that is open, in cents.
    pub fn open(&self) -> i64 {
        self.not_due + self.late()
    }

    /// All that is late, in cents.
    pub fn late(&self) -> i64 {
        self.to_30 + self.to_60 + self.over_60
    }
}

/// What is open by age, of everyone or of one customer. Amounts in euros; disputed ones count too.
///
/// # Errors
/// When the tables can't be read.
pub async fn ageing(pool: &Pool, customer: Option<CustomerId>, today: NaiveDate) -> Result<Ageing, ReadError> {
    let from = match customer {
        None => "open_days",
        Some(_) => {
            "(SELECT due, currency, 1 AS n, open AS cents FROM invoices WHERE customer = ?2 AND stage = 'issued' AND open > 0)"
        }
    };
    let mut question = ask(format!(
        "SELECT coalesce(sum(cents) FILTER (WHERE currency = 'EUR' AND due >= ?1), 0),
            coalesce(sum(cents) FILTER (WHERE currency = 'EUR' AND due < ?1 AND due >= date(?1, '-30 days')), 0),
            coalesce(sum(cents) FILTER (WHERE currency = 'EUR' AND due < date(?1, '-30 days') AND due >= date(?1, '-60 days')), 0),
            coalesce(sum(cents) FILTER (WHERE currency = 'EUR' AND due < date(?1, '-60 days')), 0),
            coalesce(sum(n) FILTER (WHERE due >= ?1), 0), coalesce(sum(n) FILTER (WHERE due < ?1), 0)
         FROM {from}"
    ))
    .bind(today);
    if let Some(customer) = customer {
        question = question.bind(customer);
    }
    let row = question.fetch_one(pool).await?;
    Ok(Ageing {
        not_due: row.get(0)?,
        to_30: row.get(1)?,
        to_60: row.get(2)?,
        over_60: row.get(3)?,
        open_count: row.get(4)?,
        late_count: row.get(5)?,
    })
}

/// What is late in each currency: code, cents, how many. Currencies are never added.
///
/// # Errors
/// When the tables can't be read.
pub async fn late(pool: &Pool, today: NaiveDate) -> Result<Vec<(String, i64, i64)>, ReadError> {
    let sums = "SELECT currency, sum(cents), sum(n) FROM open_days WHERE due < ?1 GROUP BY currency ORDER BY currency";
    let rows = ask(sums).bind(today).fetch_all(pool).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// The question of [`counts`]: what is a matter of the day is counted by day, the rest is kept.
pub const COUNTS: &str = "
    SELECT kept.*, open.* FROM invoice_counts kept, (
        SELECT coalesce(sum(n) FILTER (WHERE disputed = 1 OR due < ?1), 0) AS attention,
            coalesce(sum(n) FILTER (WHERE disputed = 0 AND due < ?1), 0) AS late,
            coalesce(sum(n) FILTER (WHERE disputed = 0 AND due >= ?1), 0) AS open
        FROM open_days
    ) open WHERE kept.one = 1";

/// How many there are in each view, in the order of [`View::ALL`].
///
/// # Errors
/// When the tables can't be read.
pub async fn counts(pool: &Pool, today: NaiveDate) -> Result<Vec<(View, i64)>, ReadError> {
    let row = ask(COUNTS).bind(today).fetch_one(pool).await?;
    View::ALL.into_iter().map(|view| Ok((view, row.get(view.name())?))).collect()
}

/// What falls due on each of some days: the day, how many invoices, cents in euros. Disputed ones are left out.
///
/// # Errors
/// When the tables can't be read.
pub async fn falling(pool: &Pool, from: NaiveDate, until: NaiveDate) -> Result<Vec<(NaiveDate, i64, i64)>, ReadError> {
    let rows = ask("SELECT due, sum(n), coalesce(sum(cents) FILTER (WHERE currency = 'EUR'), 0) FROM open_days
         WHERE disputed = 0 AND due BETWEEN ?1 AND ?2 GROUP BY due ORDER BY due")
    .bind(from)
    .bind(until)
    .fetch_all(pool)
    .await?;
    rows.iter().map(|row| Ok((day(row, "due")?.unwrap_or(from), row.get(1)?, row.get(2)?))).collect()
}
