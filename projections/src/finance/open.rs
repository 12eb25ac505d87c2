//! What is open, added up: by age, by day and by view. It is kept by day as invoices change, so that however many are open, hundreds
//! of rows are read.

use std::ops::Range;

use chrono::NaiveDate;
use domain::{Currency, CustomerId, Money};
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
    /// The same four in złoty; those above are in euros.
    pub pln: [i64; 4],
    /// How many are in time.
    pub open_count: i64,
    /// How many are late.
    pub late_count: i64,
}

impl Ageing {
    /// What is open of some ages, each currency by itself: `0..4` is all, `1..4` what is late.
    pub fn amounts(&self, ages: Range<usize>) -> Vec<Money> {
        let euros = [self.not_due, self.to_30, self.to_60, self.over_60].map(Money::euros);
        let pln = self.pln.map(|cents| Money { cents, currency: Currency::Pln });
        Money::apart(ages.flat_map(|age| [euros[age], pln[age]]))
    }
}

/// What is open by age, of everyone or of one customer; disputed ones count too.
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
    let age = |condition| {
        format!(
            "SELECT coalesce(sum(iif(currency = 'EUR', cents, 0)), 0), coalesce(sum(iif(currency = 'PLN', cents, 0)), 0),
                coalesce(sum(n), 0) FROM {from} WHERE {condition}"
        )
    };
    // Each age is a range of its own: every day is read once.
    let ages = [
        "due >= ?1",
        "due < ?1 AND due >= date(?1, '-30 days')",
        "due < date(?1, '-30 days') AND due >= date(?1, '-60 days')",
        "due < date(?1, '-60 days')",
    ];
    let mut question = ask(ages.map(age).join(" UNION ALL ")).bind(today);
    if let Some(customer) = customer {
        question = question.bind(customer);
    }
    let rows = question.fetch_all(pool).await?;
    let column = |column: usize| {
        let mut cells = [0_i64; 4];
        for (cell, row) in cells.iter_mut().zip(&rows) {
            *cell = row.get(column)?;
        }
        Ok::<_, ReadError>(cells)
    };
    let ([not_due, to_30, to_60, over_60], pln) = (column(0)?, column(1)?);
    let [open_count, late @ ..] = column(2)?;
    Ok(Ageing { not_due, to_30, to_60, over_60, pln, open_count, late_count: late.iter().sum() })
}

/// What is late in each currency: code, cents, how many. Currencies are never added.
///
/// # Errors
/// When the tables can't be read.
pub async fn late(pool: &Pool, today: NaiveDate) -> Result<Vec<(String, i64, i64)>, ReadError> {
    let codes = [Currency::Eur, Currency::Pln].map(Currency::code);
    let sum = |what| codes.map(|code| format!("coalesce(sum(iif(currency = '{code}', {what}, 0)), 0)")).join(", ");
    let sums = format!("SELECT {}, {} FROM open_days WHERE due < ?1", sum("cents"), sum("n"));
    let row = ask(sums).bind(today).fetch_one(pool).await?;
    let of = |(place, code): (usize, &str)| Ok((code.to_owned(), row.get(place)?, row.get(place + codes.len())?));
    let all: Result<Vec<(String, i64, i64)>, ReadError> = codes.into_iter().enumerate().map(of).collect();
    Ok(all?.into_iter().filter(|(_, _, count)| *count > 0).collect())
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

/// What falls due on each of some days: the day, how many invoices, how much in each currency. Disputed ones are left out.
///
/// # Errors
/// When the tables can't be read.
pub async fn falling(
    pool: &Pool,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(NaiveDate, i64, Vec<Money>)>, ReadError> {
    let rows = ask("SELECT due, sum(n), coalesce(sum(cents) FILTER (WHERE currency = 'EUR'), 0),
            coalesce(sum(cents) FILTER (WHERE currency = 'PLN'), 0) FROM open_days
         WHERE disputed = 0 AND due BETWEEN ?1 AND ?2 GROUP BY due ORDER BY due")
    .bind(from)
    .bind(until)
    .fetch_all(pool)
    .await?;
    let falls = |row: &crate::Row| {
        let amounts = [Money::euros(row.get(2)?), Money { cents: row.get(3)?, currency: Currency::Pln }];
        Ok((day(row, "due")?.unwrap_or(from), row.get(1)?, Money::apart(amounts)))
    };
    rows.iter().map(falls).collect()
}
