//! Key figures by week and month of the company's time zone: what came in, what was done, what it brought.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
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
use sqlx::SqlitePool;
use uuid::Uuid;

use crate::{ReadError, Writes, values};

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
        AnyEvent::Mail(Mail::MailFailed { .. }) => count("mails-failed"),
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

/// All figures with their trend up to the week of `today`; `day` tells on which day of the company a moment lies.
/// An amount stands there once for each currency, in euros at least.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(
    pool: &SqlitePool,
    today: NaiveDate,
    day: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> Result<Vec<Figure>, ReadError> {
    let first = monday(today) - Days::new(7 * (WEEKS as u64 - 1));
    let found: Vec<(String, String, String, i64, String)> =
        sqlx::query_as("SELECT name, currency, day, value, quarters FROM figures WHERE day >= ?1")
            .bind((first - Days::new(1)).to_string())
            .fetch_all(pool)
            .await?;
    let mut rows: Vec<(String, String, NaiveDate, i64)> = Vec::with_capacity(found.len());
    for (name, currency, on, value, quarters) in found {
        let Ok(on) = on.parse::<NaiveDate>() else { continue };
        let quarters: BTreeMap<String, i64> = serde_json::from_str(&quarters).unwrap_or_default();
        if quarters.is_empty() {
            rows.push((name, currency, on, value));
            continue;
        }
        for (quarter, value) in quarters {
            let minutes = quarter.parse::<i64>().unwrap_or_default() * 15;
            let at = on.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minutes);
            let on = day(at);
            match rows.last_mut() {
                Some(last) if (last.0 == name) && last.2 == on => last.3 += value,
                _ => rows.push((name.clone(), currency.clone(), on, value)),
            }
        }
    }
    rows.retain(|row| row.2 <= today + Days::new(7));
    let mut figures = Vec::with_capacity(ALL.len());
    for name in ALL {
        let base = if AMOUNTS.contains(&name) { "EUR" } else { "" };
        let own = rows.iter().filter(|row| row.0 == name);
        let currencies: BTreeSet<&str> = own.map(|row| row.1.as_str()).chain([base]).collect();
        figures.extend(currencies.into_iter().map(|currency| figure(&rows, name, currency, today)));
    }
    Ok(figures)
}

fn figure(rows: &[(String, String, NaiveDate, i64)], name: &str, currency: &str, today: NaiveDate) -> Figure {
    let own = || rows.iter().filter(|row| row.0 == name && row.1 == currency);
    let week = |back: u64| {
        let begins = monday(today) - Days::new(7 * back);
        own().filter(|row| monday(row.2) == begins).map(|row| row.3).sum()
    };
    let month = |back: u32| {
        let of = today - Months::new(back);
        own().filter(|row| (row.2.year(), row.2.month()) == (of.year(), of.month())).map(|row| row.3).sum()
    };
    Figure {
        name: name.into(),
        currency: (!currency.is_empty()).then(|| currency.into()),
        weeks: (0..WEEKS as u64).rev().map(week).collect(),
        months: [month(0), month(1)],
    }
}
