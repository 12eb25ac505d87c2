//! The records of a cell: which faults, invoices, … it counts; of a balance, what still stands at its end.

use chrono::{DateTime, Days, NaiveDate};
use domain::report::{Dimension, Measure};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    run::{AGES, Asked, Cell},
    source::{How, source},
};
use crate::{Cursor, Page, Pool, Question, ReadError, ask};

/// Which cell; what is not said is not told apart.
#[derive(Debug, Clone, Copy, Default)]
pub struct Of<'a> {
    /// The place of the step, from 0.
    pub step: Option<usize>,
    /// The group, as stored; empty where that is not known.
    pub group: Option<&'a str>,
    /// The series of it, likewise.
    pub series: Option<&'a str>,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Record {
    /// What it leads to: `fault`, `visit`, `invoice`, `article`, `purchase-order`, `contract`, `opportunity` or `log`.
    pub kind: String,
    /// The id of that; of the log, of the colleague.
    pub id: String,
    /// Its number, bare: `2026-0412`.
    pub number: String,
    /// The customer.
    pub customer: Option<String>,
    /// On which day it was true, by the company's wall clock.
    pub on: NaiveDate,
    /// What it adds to the cell.
    pub cell: Cell,
    at: i64,
}

impl Asked<'_> {
    fn of_cell(&self, before: &'static str, of: Of<'_>, after: Option<&Cursor>, limit: usize) -> Option<Question> {
        let from = source(self.definition.subject)?;
        let sum = self.sum();
        let (above, below) = (self.at_now(sum.above), self.at_now(sum.below.unwrap_or("1")));
        let steps = self.steps();
        let span = match of.step {
            Some(step) => *steps.get(step)?,
            None => (self.from, self.until),
        };
        let (a, z) = self.span(span);
        let standing = sum.how == How::Balance;
        // What a share divides by counts too; what a balance is divided by is no record of the step.
        let counts = match sum.below {
            Some(_) if sum.how == How::Flow && self.definition.measure != Measure::Load => below.as_str(),
            _ => above.as_str(),
        };
        let by_index = if from.index.is_empty() { String::new() } else { format!(" INDEXED BY {}", from.index) };
        let mut sql = ask(before);
        sql.push(format_args!(
            "SELECT {thing} AS thing, {number} AS number, {customer} AS customer, max(f.at) AS at,
                coalesce(sum({above}), 0) AS above, coalesce(sum({below}), 0) AS below
             FROM {table} f{by_index}{beside} WHERE f.at >= ",
            thing = from.thing,
            number = from.number,
            customer = from.customer,
            table = from.table,
            beside = from.beside,
        ));
        sql.push_bind(if standing { i64::MIN } else { a }).push(" AND f.at < ").push_bind(z);
        self.push_filters(&mut sql);
        self.push_group(&mut sql, self.definition.by, of.group, span.1);
        self.push_group(&mut sql, self.definition.split, of.series, span.1);
        sql.push(format_args!(" AND coalesce({counts}, 0) <> 0"));
        let (key, group) = if standing { ("above", "thing") } else { ("at", "f.at, thing") };
        sql.push(format_args!(" GROUP BY {group}"));
        let mut having = " HAVING ";
        if standing {
            sql.push(having).push("above <> 0");
            having = " AND ";
        }
        if let Some(after) = after {
            let place: i64 = after.key.parse().unwrap_or(i64::MAX);
            sql.push(having).push(format_args!("({key}, thing) < (")).push_bind(place).push(", ");
            sql.push_bind(after.id.as_str()).push(")");
        }
        sql.push(format_args!(" ORDER BY {key} DESC, thing DESC LIMIT {}", limit + 1));
        Some(sql)
    }

    fn push_group(&self, sql: &mut Question, by: Option<Dimension>, group: Option<&str>, on: NaiveDate) {
        let (Some(by), Some(group)) = (by, group) else { return };
        let expression = self.expression(by);
        if by != Dimension::Age {
            sql.push(format_args!(" AND coalesce({expression}, '') = ")).push_bind(group);
            return;
        }
        let before = |days: u64| on.checked_sub_days(Days::new(days)).unwrap_or_default().to_string();
        let (first, last) = match AGES.iter().position(|age| *age == group) {
            Some(0) => (before(0), "9999-12-31".to_owned()),
            Some(1) => (before(30), before(1)),
            Some(2) => (before(60), before(31)),
            Some(3) => (before(90), before(61)),
            _ => (String::new(), before(91)),
        };
        sql.push(format_args!(" AND {expression} BETWEEN ")).push_bind(first).push(" AND ").push_bind(last);
    }
}

/// A page of the records of a cell: the newest first, and of a balance the largest.
///
/// # Errors
/// When the tables can't be read.
pub async fn records(
    pool: &Pool,
    asked: &Asked<'_>,
    of: Of<'_>,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Record>, ReadError> {
    let rows = match asked.of_cell("", of, after, limit) {
        Some(sql) => sql.fetch_all(pool).await?,
        None => Vec::new(),
    };
    let kind = source(asked.definition.subject).map(|from| from.kind).unwrap_or_default();
    let measure = asked.definition.measure;
    let divided =
        asked.sum().below.is_some() && asked.sum().how == How::Flow && measure.record_unit() == measure.unit();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let at: i64 = row.get("at")?;
            let local = DateTime::from_timestamp_micros(at).unwrap_or_default().with_timezone(&asked.zone);
            Ok(Record {
                kind: kind.to_owned(),
                id: row.get("thing")?,
                number: number(row)?,
                customer: row.get("customer")?,
                on: local.date_naive(),
                cell: Cell { above: row.get("above")?, below: if divided { row.get("below")? } else { 1 } },
                at,
            })
        })
        .collect::<Result<_, ReadError>>()?;
    let standing = asked.sum().how == How::Balance;
    let key = |record: &Record| if standing { record.cell.above } else { record.at };
    Ok(Page::of(rows, limit, |record| Cursor { key: key(record).to_string(), id: record.id.clone() }))
}

/// Numbers are texts where they belong to a year, and else just numbers.
fn number(row: &crate::Row) -> Result<String, ReadError> {
    row.get::<String>("number").or_else(|_| row.get::<i64>("number").map(|number| number.to_string()))
}

/// How SQLite would answer; tests see to it that no cell reads a whole table of facts.
///
/// # Errors
/// When the tables can't be read.
pub async fn plan(pool: &Pool, asked: &Asked<'_>, of: Of<'_>) -> Result<Vec<String>, ReadError> {
    let Some(sql) = asked.of_cell("EXPLAIN QUERY PLAN ", of, None, 50) else { return Ok(Vec::new()) };
    sql.fetch_all(pool).await?.iter().map(|row| row.get("detail")).collect()
}
