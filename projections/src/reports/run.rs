//! The one question: what a definition comes to, step by step and group by group.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    Currency,
    calendar::Calendar,
    report::{Definition, Dimension, Measure, Unit},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    begin,
    source::{How, Sum, dimension, source, sum},
};
use crate::{Pool, Question, ReadError, ask};

/// A question with what its answer hangs on.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// What is asked; fits together.
    pub definition: &'a Definition,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The company's time zone.
    pub zone: Tz,
    /// The moment of asking.
    pub now: DateTime<Utc>,
    /// The money that amounts are told in, where no filter names another.
    pub home: Currency,
    /// Which days are worked on.
    pub calendar: Calendar,
    /// The first day of which the log tells; none while it is empty.
    pub begun: Option<NaiveDate>,
}

/// What is in a cell: a sum, or what is divided and by what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cell {
    /// The sum: how many, cents, minutes or thousandths.
    pub above: i64,
    /// What it is divided by; 1 of a sum.
    pub below: i64,
}

impl Cell {
    /// What is shown: a number, hours, days, percent, or an amount; none where there is nothing to divide by.
    pub fn value(self, unit: Unit) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "no sum is that large")]
        let ratio = (self.below != 0).then(|| self.above as f64 / self.below as f64)?;
        Some(match unit {
            Unit::Number | Unit::Decimal => ratio,
            Unit::Hours => ratio / 60.0,
            Unit::Days => ratio / 1_440.0,
            Unit::Percent => ratio * 100.0,
            Unit::Money => ratio / 100.0,
            Unit::Quantity => ratio / 1_000.0,
        })
    }
}

/// A group, or a series of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// Which: an id or name as stored; empty where that is not known or nothing is told apart.
    pub group: String,
    /// Which series of it; empty likewise.
    pub series: String,
    /// A cell a step.
    pub cells: Vec<Cell>,
    /// All steps together; of a balance the last one.
    pub total: Cell,
}

/// What a definition comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Table {
    /// First and last day of each step.
    #[schemars(with = "Vec<Vec<NaiveDate>>")]
    pub steps: Vec<(NaiveDate, NaiveDate)>,
    /// The largest total first; groups of which nothing is known last.
    pub lines: Vec<Line>,
    /// All lines together, step by step.
    pub totals: Vec<Cell>,
    /// All of it.
    pub total: Cell,
    /// In which money, where it is about amounts.
    pub currency: Option<Currency>,
}

impl Asked<'_> {
    pub(super) fn sum(&self) -> Sum {
        sum(self.definition.subject, self.definition.measure)
    }

    pub(super) fn expression(&self, of: Dimension) -> &'static str {
        dimension(self.definition.subject, of)
    }

    /// The money of the answer.
    pub(super) fn currency(&self) -> Option<Currency> {
        let chosen = self.definition.filters.get(&Dimension::Currency).and_then(|codes| codes.first());
        let chosen = chosen.and_then(|code| Currency::ALL.into_iter().find(|known| known.code() == code.as_str()));
        self.definition.measure.is_of_money().then(|| chosen.unwrap_or(self.home))
    }

    /// Whether nothing is known of a step: there was no company yet, or how things will stand is not known today.
    fn is_unknown(&self, how: How, (from, until): (NaiveDate, NaiveDate)) -> bool {
        let today = self.now.with_timezone(&self.zone).date_naive();
        self.begun.is_some_and(|begun| until < begun) || (how != How::Flow && from > today)
    }

    pub(super) fn steps(&self) -> Vec<(NaiveDate, NaiveDate)> {
        self.definition.steps((self.from, self.until))
    }

    /// From when until when a step goes, in microseconds UTC.
    pub(super) fn span(&self, (from, until): (NaiveDate, NaiveDate)) -> (i64, i64) {
        (begin(from, self.zone), begin(until.succ_opt().unwrap_or(until), self.zone))
    }

    /// What the report leaves out, and in which money it is.
    pub(super) fn push_filters(&self, sql: &mut Question) {
        for (of, values) in self.definition.filters.iter().filter(|(of, _)| **of != Dimension::Currency) {
            sql.push(format_args!(" AND coalesce({}, '') IN (", self.expression(*of)));
            for (n, value) in values.iter().enumerate() {
                // What is not known is asked for as `-`, since no value is empty.
                let value = if value.as_str() == "-" { "" } else { value.as_str() };
                sql.push(if n > 0 { ", " } else { "" }).push_bind(value);
            }
            sql.push(")");
        }
        let named = self.definition.filters.get(&Dimension::Currency).and_then(|codes| codes.first());
        let code = self.currency().map(|currency| currency.code().to_owned()).or(named.map(ToString::to_string));
        if let Some(code) = code {
            sql.push(format_args!(" AND {} = ", self.expression(Dimension::Currency))).push_bind(code);
        }
    }

    /// An expression with the moment of asking in its place.
    pub(super) fn at_now(&self, expression: &str) -> String {
        expression.replace("{now}", &self.now.timestamp_micros().to_string())
    }

    fn question(&self, before: &'static str) -> Option<Question> {
        let from = source(self.definition.subject)?;
        let Sum { above, below, how } = self.sum();
        let named = |of: Option<Dimension>| of.map_or("''", |of| self.expression(of));
        let mut sql = ask(before);
        sql.push("WITH steps(n, a, z) AS (VALUES ");
        let steps = self.steps();
        if how != How::Flow {
            let first = steps.first().map_or(0, |step| self.span(*step).0);
            sql.push("(-1, -9223372036854775808, ").push_bind(first).push("), ");
        }
        for (n, step) in steps.iter().enumerate() {
            let (a, z) = self.span(*step);
            sql.push(if n > 0 { ", (" } else { "(" }).push(n).push(", ").push_bind(a).push(", ").push_bind(z).push(")");
        }
        let by_index = if from.index.is_empty() { String::new() } else { format!(" INDEXED BY {}", from.index) };
        sql.push(format_args!(
            ") SELECT t.n AS n, coalesce({g}, '') AS g, coalesce({s}, '') AS s, coalesce(sum({above}), 0) AS above,
                coalesce(sum({below}), 0) AS below
             FROM steps t CROSS JOIN {table} f{by_index}{beside} WHERE f.at >= t.a AND f.at < t.z",
            g = named(self.definition.by),
            s = named(self.definition.split),
            above = self.at_now(above),
            below = self.at_now(below.unwrap_or("0")),
            table = from.table,
            beside = from.beside,
        ));
        self.push_filters(&mut sql);
        sql.push(" GROUP BY 1, 2, 3");
        Some(sql)
    }
}

/// What a definition comes to.
///
/// # Errors
/// When the tables can't be read.
pub async fn run(pool: &Pool, asked: &Asked<'_>) -> Result<Table, ReadError> {
    let steps = asked.steps();
    let mut sums = Sums::default();
    if let Some(sql) = asked.question("") {
        for row in sql.fetch_all(pool).await? {
            let n = usize::try_from(row.get::<i64>("n")? + 1).unwrap_or_default();
            let cells = sums.entry((row.get("g")?, row.get("s")?)).or_insert_with(|| vec![(0, 0); steps.len() + 1]);
            if let Some(cell) = cells.get_mut(n) {
                *cell = (row.get("above")?, row.get("below")?);
            }
        }
    }
    if asked.definition.measure == Measure::Load {
        weeks(pool, asked, &steps, &mut sums).await?;
    }
    Ok(summed(&Asked { begun: begun(pool, asked).await?, ..asked.clone() }, sums))
}

/// The first day of which anything is known: of the log, or of facts that are older than what wrote them down.
async fn begun(pool: &Pool, asked: &Asked<'_>) -> Result<Option<NaiveDate>, ReadError> {
    let Some(from) = source(asked.definition.subject) else { return Ok(asked.begun) };
    // By the index: such a table is ordered by it.
    let first: Option<i64> = ask(format!("SELECT min(at) FROM {}", from.table)).fetch_one(pool).await?.get(0)?;
    let first = first.and_then(DateTime::from_timestamp_micros);
    let first = first.map(|at| at.with_timezone(&asked.zone).date_naive());
    Ok(asked.begun.into_iter().chain(first).min())
}

/// What sums by group and series come to.
pub(super) fn summed(asked: &Asked<'_>, mut sums: Sums) -> Table {
    let (steps, how) = (asked.steps(), asked.sum().how);
    let divided = asked.sum().below.is_some();
    if how == How::Balance && [asked.definition.by, asked.definition.split].contains(&Some(Dimension::Age)) {
        sums = aged(asked, &steps, sums);
    }
    let mut all = vec![(0, 0); steps.len() + 1];
    for (n, sum) in sums.values().flat_map(|cells| cells.iter().enumerate()) {
        all[n] = (all[n].0 + sum.0, all[n].1 + sum.1);
    }
    let settle = |cells: &[(i64, i64)]| settled(cells, &steps, how, divided, &|step| asked.is_unknown(how, step));
    let (totals, total) = settle(&all);
    let mut lines: Vec<Line> = sums
        .into_iter()
        .map(|((group, series), sums)| {
            let (cells, total) = settle(&sums);
            Line { group, series, cells, total }
        })
        .filter(|line| line.cells.iter().any(|cell| cell.above != 0 || (divided && cell.below != 0)))
        .collect();
    order(asked, &mut lines);
    Table { steps, lines, totals, total, currency: asked.currency() }
}

/// What was added up by group and series: before the first step, then step by step.
pub(super) type Sums = BTreeMap<(String, String), Vec<(i64, i64)>>;

/// Turns what each step added into what is shown of it, and of all steps together.
fn settled(
    sums: &[(i64, i64)],
    steps: &[(NaiveDate, NaiveDate)],
    how: How,
    divided: bool,
    is_unknown: &dyn Fn((NaiveDate, NaiveDate)) -> bool,
) -> (Vec<Cell>, Cell) {
    let cell = |above, below| Cell { above, below: if divided { below } else { 1 } };
    let (before, own) = sums.split_first().map_or(((0, 0), &[][..]), |(before, own)| (*before, own));
    let mut standing = before;
    let mut cells = Vec::with_capacity(own.len());
    let year = |above: i64, from: NaiveDate, until: NaiveDate| above * 365 / ((until - from).num_days() + 1).max(1);
    for ((above, below), (from, until)) in own.iter().zip(steps) {
        let begun = standing;
        standing = (standing.0 + above, standing.1 + below);
        if is_unknown((*from, *until)) {
            standing = begun;
            cells.push(Cell::default());
            continue;
        }
        cells.push(match how {
            How::Flow => cell(*above, *below),
            How::Balance => cell(standing.0, standing.1),
            How::YearlyOverEnd => cell(year(*above, *from, *until), standing.1),
            How::OverBegin => cell(*above, begun.1),
        });
    }
    let flowed = own.iter().fold((0, 0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
    let total = match (how, steps.first().zip(steps.last())) {
        // Nothing is known of any of it.
        _ if steps.iter().all(|step| is_unknown(*step)) => Cell::default(),
        (How::YearlyOverEnd, Some(((from, _), (_, until)))) => cell(year(flowed.0, *from, *until), standing.1),
        (How::OverBegin, _) => cell(flowed.0, before.1),
        (How::Balance, _) => cell(standing.0, standing.1),
        _ => cell(flowed.0, flowed.1),
    };
    (cells, total)
}

/// How late a debt is at the end of a day: the names of the groups, in their order.
pub const AGES: [&str; 5] = ["not-due", "to-30", "to-60", "to-90", "over-90"];

/// The group of a last day to pay, seen from a day.
pub(super) fn age(due: &str, on: NaiveDate) -> &'static str {
    let late = due.parse::<NaiveDate>().map_or(0, |due| (on - due).num_days());
    match late {
        ..=0 => AGES[0],
        1..=30 => AGES[1],
        31..=60 => AGES[2],
        61..=90 => AGES[3],
        _ => AGES[4],
    }
}

/// Debts by their last day to pay become debts by how late they are at the end of each step.
fn aged(asked: &Asked<'_>, steps: &[(NaiveDate, NaiveDate)], sums: Sums) -> Sums {
    let mut standing = Sums::new();
    let by_group = asked.definition.by == Some(Dimension::Age);
    for ((group, series), cells) in sums {
        let mut sum = cells.first().map_or(0, |cell| cell.0);
        for (n, (cell, (_, until))) in cells.iter().skip(1).zip(steps).enumerate() {
            sum += cell.0;
            let key = match by_group {
                true => (age(&group, *until).to_owned(), series.clone()),
                false => (group.clone(), age(&series, *until).to_owned()),
            };
            standing.entry(key).or_insert_with(|| vec![(0, 0); steps.len() + 1])[n + 1].0 += sum;
        }
    }
    // Each step says how things stand; what follows adds them up again.
    for cells in standing.values_mut() {
        for n in (1..cells.len()).rev() {
            cells[n].0 -= cells[n - 1].0;
        }
    }
    standing
}

/// What technicians' weeks hold in each step, as far as it has come: a fifth of a week for each working day.
async fn weeks(
    pool: &Pool,
    asked: &Asked<'_>,
    steps: &[(NaiveDate, NaiveDate)],
    sums: &mut Sums,
) -> Result<(), ReadError> {
    let rows = ask("SELECT id, coalesce(region, '') AS region, week FROM people WHERE technician = 1 AND active = 1")
        .fetch_all(pool)
        .await?;
    let chosen = |of, value: &str| {
        let filter = asked.definition.filters.get(&of);
        filter.is_none_or(|values| {
            values.iter().any(|one| one.as_str() == value || (one.as_str() == "-" && value.is_empty()))
        })
    };
    let working: Vec<i64> = steps.iter().map(|(from, until)| asked.calendar.working_days(*from, *until)).collect();
    for row in rows {
        let (id, region): (String, String) = (row.get("id")?, row.get("region")?);
        let week: i64 = row.get("week")?;
        if !chosen(Dimension::Technician, &id) || !chosen(Dimension::Region, &region) {
            continue;
        }
        let named = |of: Option<Dimension>| match of {
            Some(Dimension::Technician) => id.clone(),
            Some(Dimension::Region) => region.clone(),
            _ => String::new(),
        };
        let key = (named(asked.definition.by), named(asked.definition.split));
        let cells = sums.entry(key).or_insert_with(|| vec![(0, 0); steps.len() + 1]);
        for (cell, days) in cells.iter_mut().skip(1).zip(&working) {
            cell.1 += week * days / 5;
        }
    }
    Ok(())
}

/// Closed lists keep their order, all else comes by size.
fn order(asked: &Asked<'_>, lines: &mut [Line]) {
    let unit = asked.definition.measure.unit();
    let place = |name: &str| AGES.iter().position(|age| *age == name);
    lines.sort_by(|left, right| {
        let size = |line: &Line| line.total.value(unit).unwrap_or(f64::MIN);
        let known = |line: &Line| line.group.is_empty() && asked.definition.by.is_some();
        let aged = place(&left.group).cmp(&place(&right.group)).then(place(&left.series).cmp(&place(&right.series)));
        known(left)
            .cmp(&known(right))
            .then(aged)
            .then(size(right).total_cmp(&size(left)))
            .then_with(|| (&left.group, &left.series).cmp(&(&right.group, &right.series)))
    });
}

/// How SQLite would answer; tests see to it that no report reads a whole table of facts.
///
/// # Errors
/// When the tables can't be read.
pub async fn plan(pool: &Pool, asked: &Asked<'_>) -> Result<Vec<String>, ReadError> {
    let Some(sql) = asked.question("EXPLAIN QUERY PLAN ") else { return Ok(Vec::new()) };
    sql.fetch_all(pool).await?.iter().map(|row| row.get("detail")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn how_things_stand_is_told_of_days_that_came_and_nothing_of_those_before_the_company_or_after_today() {
        let month = |month| {
            let first = NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
            (first, domain::report::Step::Month.last(first))
        };
        let steps = [month(9), month(10), month(11), month(12)];
        // A contract that begins in December is signed already.
        let sums = [(0, 0), (0, 0), (5, 0), (2, 0), (1, 0)];
        let unknown = |(from, _): (NaiveDate, NaiveDate)| from == steps[0].0 || from == steps[3].0;
        let (cells, total) = settled(&sums, &steps, How::Balance, false, &unknown);
        let shown: Vec<_> = cells.iter().map(|cell| (cell.below > 0).then_some(cell.above)).collect();
        assert_eq!((shown, total.above), (vec![None, Some(5), Some(7), None], 7));
        let (_, total) = settled(&sums, &steps, How::Flow, false, &|_| true);
        assert_eq!(total.value(Unit::Number), None, "so no change in percent is told of it either");
    }

    #[test]
    fn an_age_begins_the_day_after_the_last_day_to_pay() {
        let on = |day: &str| age("2026-12-01", day.parse().unwrap());
        let days = ["2026-12-01", "2026-12-02", "2026-12-31", "2027-01-01", "2027-01-30", "2027-03-01", "2027-03-02"];
        assert_eq!(days.map(on), ["not-due", "to-30", "to-30", "to-60", "to-60", "to-90", "over-90"]);
    }
}
