//! How reports write what they show: groups, steps, figures.

use chrono::NaiveDate;
use domain::{
    Currency,
    report::{Definition, Dimension, Measure, Period, Step, Unit, logged, logged::Sums},
};
use projections::reports::Cell;
use texts::{
    Lang,
    format::{date_digits, date_short, decimal, euros, iso_week, month_year, quantity, whole},
    has, t, tr,
};

use super::{Report, quarter};

impl Report {
    /// What a value of a dimension is called.
    pub fn label(&self, lang: Lang, of: Dimension, value: &str) -> String {
        let name = self.names.get(&of).and_then(|names| names.get(value)).map(String::as_str);
        label(lang, of, value, name)
    }

    /// What the groups of a line are called.
    pub fn line(&self, lang: Lang, group: &str, series: &str) -> String {
        let named = |of: Option<Dimension>, value| of.map(|of| self.label(lang, of, value));
        let words: Vec<_> =
            [named(self.definition.by, group), named(self.definition.split, series)].into_iter().flatten().collect();
        if words.is_empty() { t(lang, "report-all").into_owned() } else { words.join(" · ") }
    }

    /// What a record adds, as it is read.
    pub fn of_record(&self, lang: Lang, cell: Cell) -> String {
        in_unit(lang, self.definition.measure.record_unit(), cell, self.table.currency)
    }

    /// A cell as it is read.
    pub fn figure(&self, lang: Lang, cell: Cell) -> String {
        figure(lang, self.definition.measure, cell, self.table.currency)
    }
}

/// Fields of events that hold minutes.
const MINUTES: [&str; 5] = ["expected", "travelled", "week", "week_minutes", "worked"];

/// What a value is called: its name where it is an id, else a word of ours.
pub fn label(lang: Lang, of: Dimension, value: &str, name: Option<&str>) -> String {
    use Dimension as D;
    let word = |keys: &[&str]| {
        let keys = keys.iter().map(|prefix| format!("{prefix}-{value}").replace('_', "-"));
        let known = keys.into_iter().find(|key| has(lang, key));
        known.map_or_else(|| value.to_owned(), |key| t(lang, &key).into_owned())
    };
    if value.is_empty() || value == "-" {
        let own = format!("report-unknown-{}", of.name().replace('_', "-"));
        return t(lang, if has(lang, &own) { &own } else { "report-unknown" }).into_owned();
    }
    match of {
        D::Urgency => word(&["urgency"]),
        D::State => word(&["report-state", "listed"]),
        D::Kind => word(&["report-kind", "listed"]),
        D::Origin => word(&["report-origin"]),
        D::Charge => word(&["charge"]),
        D::Age => word(&["report-age"]),
        D::Department => word(&["role"]),
        D::EventType => word(&["event"]),
        D::Customer => {
            name.filter(|name| !name.is_empty()).map_or_else(|| t(lang, "word-forgotten-customer").into(), Into::into)
        }
        D::Technician | D::Salesperson | D::Person => {
            name.filter(|name| !name.is_empty()).map_or_else(|| t(lang, "word-forgotten-colleague").into(), Into::into)
        }
        D::Supplier => name.filter(|name| !name.is_empty()).map_or_else(|| t(lang, "word-erased").into(), Into::into),
        D::Field if name.is_none() => match value {
            "true" => t(lang, "word-yes").into(),
            "false" => t(lang, "word-no").into(),
            _ => word(&["urgency", "listed"]),
        },
        D::Article | D::Cause | D::Field => name.unwrap_or(value).to_owned(),
        D::MachineModel | D::Region | D::ServiceLevel | D::Currency => value.to_owned(),
    }
}

/// What a measure is called; of a field of events, which and in what it is counted.
pub fn measure(lang: Lang, definition: &Definition) -> String {
    let summed = definition.log.as_ref().and_then(|log| log.field.as_ref().map(|path| (log, path.as_str())));
    if let (Measure::FieldSum, Some((log, path))) = (definition.measure, summed) {
        let last = path.rsplit('.').next().unwrap_or(path);
        let key = format!("field-{}", last.replace('_', "-"));
        let field = if has(lang, &key) { t(lang, &key).into_owned() } else { last.to_owned() };
        let fields = logged::fields(log.event_type.as_str()).unwrap_or_default();
        let unit = match fields.iter().find(|field| field.path == path).and_then(|field| field.sums) {
            Some(Sums::Money) => "report-unit-money",
            Some(Sums::Whole) if MINUTES.contains(&last) => "report-unit-minutes",
            Some(Sums::Whole) if last.ends_with("days") => "report-unit-days",
            _ => return tr(lang, "report-sum-of", &[("field", field.into())]),
        };
        return tr(lang, "report-sum-in", &[("field", field.into()), ("unit", t(lang, unit).into())]);
    }
    let own = format!("report-measure-{}-{}", definition.measure.name(), definition.subject.name()).replace('_', "-");
    if has(lang, &own) {
        return t(lang, &own).into_owned();
    }
    t(lang, &format!("report-measure-{}", definition.measure.name().replace('_', "-"))).into_owned()
}

/// A figure as it is read; a dash where there is nothing to divide by.
pub fn figure(lang: Lang, of: Measure, cell: Cell, currency: Option<Currency>) -> String {
    in_unit(lang, of.unit(), cell, currency)
}

fn in_unit(lang: Lang, unit: Unit, cell: Cell, currency: Option<Currency>) -> String {
    let Some(value) = cell.value(unit) else { return "–".into() };
    // Rounded to what is shown; no figure of a company is larger than that holds.
    #[allow(clippy::cast_possible_truncation)]
    let units = |places: i32| (value * 10_f64.powi(places)).round() as i64;
    match unit {
        Unit::Number => whole(lang, units(0)),
        Unit::Hours | Unit::Days => decimal(lang, units(1), 1),
        Unit::Percent => format!("{}%", decimal(lang, units(1), 1)),
        Unit::Money => euros(lang, units(2), currency.unwrap_or_default().code()),
        Unit::Quantity => quantity(lang, units(3)),
        Unit::Decimal => decimal(lang, units(2), 2),
    }
}

/// A figure with its unit in words, where it stands alone.
pub fn alone(lang: Lang, of: Measure, cell: Cell, currency: Option<Currency>) -> String {
    let figure = figure(lang, of, cell, currency);
    match of.unit() {
        _ if cell.below == 0 => figure,
        Unit::Hours => tr(lang, "report-hours", &[("figure", figure.into())]),
        Unit::Days => tr(lang, "report-days", &[("figure", figure.into())]),
        _ => figure,
    }
}

/// A step, as short as a column's head has room for.
pub fn step(lang: Lang, of: Option<Step>, (from, until): (NaiveDate, NaiveDate)) -> String {
    use chrono::Datelike;
    match of {
        Some(Step::Day) => date_short(lang, from),
        Some(Step::Week) => tr(lang, "report-week", &[("week", iso_week(from).into())]),
        Some(Step::Month) => {
            let month = t(lang, &format!("date-month-short-{}", from.month()));
            tr(lang, "date-month-year", &[("month", month.into()), ("year", from.year().to_string().into())])
        }
        Some(Step::Quarter) => {
            let year = from.year().to_string();
            tr(lang, "report-quarter", &[("quarter", quarter(from).into()), ("year", year.into())])
        }
        Some(Step::Year) => from.year().to_string(),
        None => span(lang, from, until),
    }
}

/// From a day until another: `november 2026`, `1-10-2026 – 27-11-2026`.
pub fn span(lang: Lang, from: NaiveDate, until: NaiveDate) -> String {
    if from == until {
        return date_digits(lang, from);
    }
    if from == Step::Month.first(from) && until == Step::Month.last(from) {
        return month_year(lang, from);
    }
    format!("{} – {}", date_digits(lang, from), date_digits(lang, until))
}

/// A period in words: `Laatste 12 maanden`, or its days.
pub fn period(lang: Lang, of: Period) -> String {
    let (kind, count, step) = match of {
        Period::Last { count, step } => ("last", count, step),
        Period::Past { count, step } => ("past", count, step),
        Period::Next { count, step } => ("next", count, step),
        Period::Days { from, until } => return span(lang, from, until),
    };
    tr(lang, &format!("report-period-{kind}-{}", step.name()), &[("count", i64::from(count).into())])
}
