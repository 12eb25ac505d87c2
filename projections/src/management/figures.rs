//! Key figures by week and month of the company's time zone: what came in, what was done, what it brought.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use domain::{
    fault::Event as Fault,
    invoice::{Event as Invoice, Totals},
    mail::Event as Mail,
    registry::AnyEvent,
    visit::Event as Visit,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::{Pool, ReadError, Writes, ask, values};

/// Weeks that a trend shows, this one last.
pub const WEEKS: usize = 13;

/// All figures, as shown; those in cents are `invoiced` (without VAT, credit notes taken off) and `paid`.
pub const ALL: [&str; 7] =
    ["faults-reported", "faults-solved", "visits-done", "invoiced", "paid", "mails-sent", "mails-failed"];

/// Those of [`ALL`] that are amounts.
const AMOUNTS: [&str; 2] = ["invoiced", "paid"];

/// A figure and how it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// Which: one of [`ALL`].
    pub name: String,
    /// In which currency (ISO 4217), of an amount; amounts of different currencies are never added.
    pub currency: Option<String>,
    /// The last 13 weeks from Monday on, oldest first; how many, or cents.
    pub weeks: Vec<i64>,
    /// This calendar month and the one before.
    pub months: [i64; 2],
}

impl Figure {
    /// This week.
    pub fn now(&self) -> i64 {
        self.weeks.last().copied().unwrap_or_default()
    }

    /// Last week.
    pub fn before(&self) -> i64 {
        self.weeks.iter().rev().nth(1).copied().unwrap_or_default()
    }
}

/// What an event changes. Counts are kept by the quarter of an hour in UTC, from which every time zone's days can be
/// told; invoices and payments by their own day.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let mut count = |name| {
        let at = recorded.recorded_at;
        let quarter = (at.hour() * 4 + at.minute() / 15).to_string();
        writes.run(
            "INSERT INTO figures VALUES (?1, '', ?2, 1, json_object(?3, 1))
             ON CONFLICT DO UPDATE SET value = value + 1, quarters = json_set(quarters, '$.\"' || ?3 || '\"',
                 1 + coalesce(quarters ->> ('$.\"' || ?3 || '\"'), 0))",
            values![name, at.date_naive(), quarter],
        );
    };
    match &recorded.event {
        AnyEvent::Fault(Fault::FaultReported { .. }) => count("faults-reported"),
        AnyEvent::Fault(Fault::FaultSolved { .. }) => count("faults-solved"),
        AnyEvent::Visit(Visit::VisitFinished { .. }) => count("visits-done"),
        AnyEvent::Mail(Mail::MailSent { .. }) => count("mails-sent"),
        AnyEvent::Mail(Mail::MailFailed { .. } | Mail::MailReturned { .. }) => count("mails-failed"),
        AnyEvent::Invoice(event) => invoice(recorded.subject(), event, writes),
        _ => {}
    }
}

fn invoice(id: Uuid, event: &Invoice, writes: &mut Writes) {
    match event {
        Invoice::InvoiceIssued { on, items, .. } => {
            let net = Totals::of(items).net();
            writes.run("INSERT INTO invoiced VALUES (?1, ?2, ?3)", values![id, net.currency.code(), net.cents]);
            add(writes, "invoiced", net.currency.code(), *on, net.cents);
        }
        Invoice::CreditNoteIssued { on, .. } => writes.run(
            "INSERT INTO figures SELECT 'invoiced', currency, ?2, -cents, '' FROM invoiced WHERE invoice = ?1
             ON CONFLICT DO UPDATE SET value = value + excluded.value",
            values![id, *on],
        ),
        Invoice::PaymentRecorded { amount, on, .. } => {
            add(writes, "paid", amount.currency.code(), *on, amount.cents);
        }
        _ => {}
    }
}

fn add(writes: &mut Writes, name: &'static str, currency: &str, day: NaiveDate, value: i64) {
    writes.run(
        "INSERT INTO figures VALUES (?1, ?2, ?3, ?4, '') ON CONFLICT DO UPDATE SET value = value + excluded.value",
        values![name, currency, day, value],
    );
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

const SOME: &str = "SELECT name, currency, day, value, quarters FROM figures
    WHERE name IN (SELECT value FROM json_each(?2)) AND day >= ?1";

/// Some of the figures in [`ALL`] with their trend up to the week of `today`; `day` tells on which day of the company a moment
/// lies. An amount stands there once for each currency, in euros at least.
///
/// # Errors
/// When the tables can't be read.
pub async fn some(
    pool: &Pool,
    names: &[&str],
    today: NaiveDate,
    day: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> Result<Vec<Figure>, ReadError> {
    let first = monday(today) - Days::new(7 * (WEEKS as u64 - 1));
    let found = ask(SOME)
        .bind(first - Days::new(1))
        .bind(serde_json::to_string(names).unwrap_or_default())
        .fetch_all(pool)
        .await?;
    let empty = |name: &&str| {
        let currency = AMOUNTS.contains(name).then(|| "EUR".to_owned());
        Figure { name: (*name).to_owned(), currency, weeks: vec![0; WEEKS], months: [0; 2] }
    };
    let mut figures: Vec<Figure> = names.iter().map(empty).collect();
    let mut midnights = BTreeMap::new();
    for row in &found {
        let (name, currency, quarters) = (row.text(0)?, row.text(1)?, row.text(4)?);
        let Ok(on) = row.text(2)?.parse::<NaiveDate>() else { continue };
        let value: i64 = row.get(3)?;
        let figure = place(&mut figures, name, currency);
        if quarters.is_empty() {
            figure.add(on, value, today);
            continue;
        }
        let midnight = midnights.entry(on).or_insert_with(|| Midnight::of(on, &day));
        // Nearly all days lie within one week and month, on whichever side of midnight.
        if !midnight.parts() {
            figure.add(midnight.before, value, today);
            continue;
        }
        let counts: BTreeMap<&str, i64> = serde_json::from_str(quarters).unwrap_or_default();
        let late =
            counts.iter().filter(|(quarter, _)| quarter.parse().is_ok_and(|quarter: u32| quarter >= midnight.at));
        let late = late.map(|(_, count)| count).sum();
        figure.add(midnight.before, value - late, today);
        figure.add(midnight.after, late, today);
    }
    let order = |figure: &Figure| names.iter().position(|name| *name == figure.name);
    figures.sort_by(|one, other| (order(one), &one.currency).cmp(&(order(other), &other.currency)));
    Ok(figures)
}

/// The company's midnight within a day of UTC.
struct Midnight {
    /// The first quarter of an hour behind it; 96 when it has none.
    at: u32,
    before: NaiveDate,
    after: NaiveDate,
}

impl Midnight {
    fn of(on: NaiveDate, day: impl Fn(DateTime<Utc>) -> NaiveDate) -> Self {
        let of =
            |quarter: u32| day(on.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(i64::from(quarter) * 15));
        let (before, after) = (of(0), of(95));
        let mut midnight = Self { at: 96, before, after };
        let mut within = 0_u32;
        while midnight.parts() && midnight.at - within > 1 {
            let middle = within.midpoint(midnight.at);
            *(if of(middle) == before { &mut within } else { &mut midnight.at }) = middle;
        }
        midnight
    }

    /// Whether it parts two weeks or two months.
    fn parts(&self) -> bool {
        monday(self.before) != monday(self.after) || self.before.month() != self.after.month()
    }
}

/// The figure of that name and currency, which is added when it is not there.
fn place<'a>(figures: &'a mut Vec<Figure>, name: &str, currency: &str) -> &'a mut Figure {
    let own = |figure: &Figure| figure.name == name && figure.currency.as_deref().unwrap_or_default() == currency;
    let at = figures.iter().position(own).unwrap_or_else(|| {
        let currency = (!currency.is_empty()).then(|| currency.to_owned());
        figures.push(Figure { name: name.to_owned(), currency, weeks: vec![0; WEEKS], months: [0; 2] });
        figures.len() - 1
    });
    &mut figures[at]
}

impl Figure {
    /// Counts what lies on a day to its week and month.
    fn add(&mut self, on: NaiveDate, value: i64, today: NaiveDate) {
        let back = (monday(today) - monday(on)).num_days() / 7;
        let week = usize::try_from(back).ok().and_then(|back| (WEEKS - 1).checked_sub(back));
        if let Some(week) = week.and_then(|week| self.weeks.get_mut(week)) {
            *week += value;
        }
        let month = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default();
        if let Some(sum) = usize::try_from(month(today) - month(on)).ok().and_then(|back| self.months.get_mut(back)) {
            *sum += value;
        }
    }
}
