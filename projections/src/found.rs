//! A list searched by number or by the words of its customer's name: 2 hits or 30,000, it never walks over everything.

use crate::{Pool, Question, ReadError, ask, text::fts_query};

/// With more customers than this the list is walked in its order and each row looked up among the hits, else their rows are
/// sorted.
const FEW: i64 = 500;

/// The numbers that a text may mean, as `2026-0412`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Numbers {
    /// `2026-04`: those that begin so.
    From(String),
    /// `412`: this one of any year, as JSON.
    OfAnyYear(String),
}

/// Where a list and its customers are kept.
pub(crate) struct Tables {
    /// The list; with `id`, `number`, `customer`.
    pub list: &'static str,
    /// Customers; with `id`, `number`.
    pub customers: &'static str,
    /// Their words; the row's id is the customer's number.
    pub words: &'static str,
}

/// What is searched for.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    numbers: Option<Numbers>,
    words: Option<String>,
    few: bool,
}

impl Search {
    /// Reads a text; none when nothing is asked.
    pub(crate) fn read(text: Option<&str>) -> Option<Self> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        Some(Self { numbers: numbers(text), words: fts_query(text), few: true })
    }

    /// Looks how many customers the words mean.
    pub(crate) async fn weigh(mut self, pool: &Pool, tables: &Tables) -> Result<Self, ReadError> {
        if let Some(words) = &self.words {
            let of = tables.words;
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {of} WHERE {of} MATCH ?1 LIMIT ?2)");
            let hits: i64 = ask(sql).bind(words).bind(FEW).fetch_one(pool).await?.get(0)?;
            self.few = hits < FEW;
        }
        Ok(self)
    }

    /// As if so many were found; for the proof that either way goes by an index.
    pub(crate) fn with(mut self, few: bool) -> Self {
        self.few = few;
        self
    }

    /// Whether the rows are few and known, so that the list's own order is no help.
    pub(crate) fn is_few(&self) -> bool {
        self.few
    }

    /// The list by its alias, with ` JOIN`ed hits before it when they are few.
    pub(crate) fn push_from(&self, sql: &mut Question, tables: &Tables, alias: &str) {
        let Tables { list, customers, words: of } = tables;
        if !self.few {
            sql.push(format_args!("{list} {alias}"));
            return;
        }
        if let (None, Some(words)) = (&self.numbers, &self.words) {
            // Each row has one customer: none is found twice.
            sql.push(format_args!("{of} w CROSS JOIN {customers} whose ON whose.number = w.rowid AND w.{of} MATCH "));
            sql.push_bind(words.clone());
            sql.push(format_args!(" CROSS JOIN {list} {alias} ON {alias}.customer = whose.id"));
            return;
        }
        sql.push("(SELECT NULL AS id WHERE 0");
        match &self.numbers {
            Some(Numbers::From(number)) => {
                sql.push(format_args!(" UNION SELECT id FROM {list} WHERE number >= ")).push_bind(number.clone());
                sql.push(" AND number < ").push_bind(format!("{number}~"));
            }
            Some(Numbers::OfAnyYear(numbers)) => {
                sql.push(format_args!(" UNION SELECT id FROM {list} WHERE number IN (SELECT value FROM json_each("));
                sql.push_bind(numbers.clone()).push("))");
            }
            None => {}
        }
        if let Some(words) = &self.words {
            sql.push(format_args!(
                " UNION SELECT t.id FROM {of} w CROSS JOIN {customers} c ON c.number = w.rowid
                    CROSS JOIN {list} t ON t.customer = c.id WHERE w.{of} MATCH "
            ));
            sql.push_bind(words.clone());
        }
        sql.push(format_args!(") hit CROSS JOIN {list} {alias} ON {alias}.id = hit.id"));
    }

    /// The condition for rows that are walked; `c` is the customer.
    pub(crate) fn push_where(&self, sql: &mut Question, tables: &Tables, alias: &str) {
        if self.few {
            return;
        }
        let of = tables.words;
        sql.push(format_args!(" AND (+c.number IN (SELECT rowid FROM {of} WHERE {of} MATCH "));
        sql.push_bind(self.words.clone().unwrap_or_default()).push(")");
        match &self.numbers {
            Some(Numbers::From(number)) => {
                sql.push(format_args!(" OR {alias}.number >= ")).push_bind(number.clone());
                sql.push(format_args!(" AND {alias}.number < ")).push_bind(format!("{number}~"));
            }
            Some(Numbers::OfAnyYear(numbers)) => {
                sql.push(format_args!(" OR {alias}.number IN (SELECT value FROM json_each("));
                sql.push_bind(numbers.clone()).push("))");
            }
            None => {}
        }
        sql.push(")");
    }
}

/// `F-2026-0412`, `2026-04`, `0412` and `412`; the letters before it say nothing.
fn numbers(text: &str) -> Option<Numbers> {
    let number = text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches('-');
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return None;
    }
    if number.contains('-') {
        return Some(Numbers::From(number.into()));
    }
    let place: u64 = number.parse().ok()?;
    let years: Vec<String> = (2000..2100).map(|year| format!("{year}-{place:04}")).collect();
    Some(Numbers::OfAnyYear(serde_json::to_string(&years).ok()?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_by_its_beginning_or_by_its_place_in_any_year() {
        assert_eq!(numbers("F-2026-04"), Some(Numbers::From("2026-04".into())));
        assert_eq!(numbers("De Linde"), None);
        for text in ["412", "0412", "S-412"] {
            let Some(Numbers::OfAnyYear(years)) = numbers(text) else { unreachable!("{text}") };
            assert!(years.contains("\"2026-0412\""), "{text}");
        }
    }
}
