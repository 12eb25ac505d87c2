//! Reports for pages, programs and mails alike: read from an address, asked, named, written as a sheet.

pub mod address;
mod files;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::{
    Permission,
    report::{Definition, Dimension, Subject},
    settings::{COMPANY, Settings},
};
use projections::{
    ReadError,
    reports::{Asked, DEPARTMENT, Table, names, run, scan},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{App, Session};
pub use files::{csv, workbook};

/// A report with what it is compared with, and what its groups are called.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// What was asked.
    pub definition: Definition,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// What it comes to.
    pub table: Table,
    /// The same of the days that it is compared with.
    pub before: Option<Table>,
    /// Names of values that are ids, by what they are told apart by; what has none is not here.
    pub names: BTreeMap<Dimension, BTreeMap<String, String>>,
}

/// Whether somebody may ask about these facts: about reports at all, and about what the facts are of.
pub fn may(session: &Session, subject: Subject) -> bool {
    session.may(Permission::ViewReports) && session.may(subject.permission())
}

/// What a definition is asked with, for days of its own.
///
/// # Errors
/// When the log can't be read.
pub async fn asked<'a>(
    app: &App,
    definition: &'a Definition,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Asked<'a>, ReadError> {
    let (settings, _) = app.log.state::<Settings>(COMPANY).await?;
    let (home, calendar) = (settings.vat_currency(), settings.calendar.clone());
    let first =
        app.log.store.read_all(None, 1).await?.events.first().map(|event| app.log.local(event.recorded_at).date());
    let (zone, now) = (app.log.zone, app.log.clock.now());
    Ok(Asked { definition, from, until, zone, now, home, calendar, begun: first })
}

/// Asks a report; who may is for the caller to know.
///
/// # Errors
/// When the log or the tables can't be read.
pub async fn report(app: &App, definition: Definition) -> Result<Report, ReadError> {
    let pool = &app.reads.of(&DEPARTMENT).pool;
    let today = app.log.today();
    let (from, until) = definition.period.days(today);
    let of = async |days| {
        let asked = asked(app, &definition, days).await?;
        if definition.subject == Subject::Events { scan(&app.reads, &asked).await } else { run(pool, &asked).await }
    };
    let table = of((from, until)).await?;
    let before = match definition.compare.days(definition.period, today, definition.step) {
        Some(days) => Some(of(days).await?),
        None => None,
    };
    let mut named = BTreeMap::new();
    let lines = || table.lines.iter().chain(before.iter().flat_map(|before| &before.lines));
    for (of, is_group) in [(definition.by, true), (definition.split, false)] {
        let Some(of) = of else { continue };
        let values: BTreeSet<&str> =
            lines().map(|line| if is_group { line.group.as_str() } else { line.series.as_str() }).collect();
        let kept = kept(of, &definition);
        named.insert(of, names::names(&app.reads, kept, &Vec::from_iter(values)).await?);
    }
    for (of, values) in &definition.filters {
        let values: Vec<&str> = values.iter().map(domain::Line::as_str).collect();
        let found = names::names(&app.reads, kept(*of, &definition), &values).await?;
        named.entry(*of).or_default().extend(found);
    }
    Ok(Report { definition, from, until, table, before, names: named })
}

/// Whose names a dimension's values have: those of a field of events are the names of what it is called after.
fn kept(of: Dimension, definition: &Definition) -> Dimension {
    let field = definition.log.as_ref().and_then(|log| log.by_field.as_ref()).filter(|_| of == Dimension::Field);
    field.and_then(|path| Dimension::parse(path.as_str().rsplit('.').next()?)).unwrap_or(of)
}

/// The quarter of a day, from 1.
pub(crate) fn quarter(day: NaiveDate) -> u32 {
    day.month0() / 3 + 1
}
