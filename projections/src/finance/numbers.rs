//! Which numbers of a year stand on an invoice or credit note: of one that does not, its thing was never finished.

use std::collections::HashSet;

use crate::{Pool, ReadError, ask};

/// A series whose numbers may have no gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// Invoices, `2026-0412`.
    Invoice,
    /// Credit notes, `CR-2026-0001`.
    Credit,
}

impl Series {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Invoice, Self::Credit];

    /// The name of its stream, without the year.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Credit => "credit",
        }
    }

    /// The column of its numbers, what stands before them, and a condition by which they are found.
    fn place(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Invoice => ("number", "", ""),
            Self::Credit => ("credit_number", "CR-", "stage = 'credited' AND "),
        }
    }
}

/// How many numbers of a year are used.
///
/// # Errors
/// When the tables can't be read.
pub async fn count(pool: &Pool, series: Series, year: i32) -> Result<u64, ReadError> {
    let (begin, end) = bounds(series, year);
    let sql = question(series, "count(*)");
    let count: i64 = ask(sql).bind(begin).bind(end).fetch_one(pool).await?.get(0)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// The numbers of a year that are used.
///
/// # Errors
/// When the tables can't be read.
pub async fn used(pool: &Pool, series: Series, year: i32) -> Result<HashSet<u64>, ReadError> {
    let (begin, end) = bounds(series, year);
    let sql = question(series, series.place().0);
    let numbers = ask(sql).bind(begin).bind(end).fetch_all(pool).await?;
    let number = |row: &crate::Row| Ok(row.text(0)?.rsplit('-').next().and_then(|number| number.parse().ok()));
    numbers.iter().filter_map(|row| number(row).transpose()).collect()
}

/// The question of [`count`] and [`used`]; `?1` and `?2` are what lies before and behind the year's numbers.
pub fn question(series: Series, what: &str) -> String {
    let (column, _, among) = series.place();
    format!("SELECT {what} FROM invoices WHERE {among}{column} >= ?1 AND {column} < ?2")
}

fn bounds(series: Series, year: i32) -> (String, String) {
    let before = series.place().1;
    (format!("{before}{year}-"), format!("{before}{year}-~"))
}
