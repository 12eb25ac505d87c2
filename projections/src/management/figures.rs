//! Key figures by week: what came in, what was done, what it brought.

use chrono::{Datelike, Days, NaiveDate};
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

/// A figure and how it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// Which: one of [`ALL`].
    pub name: String,
    /// The last 13 weeks from Monday on, oldest first; how many, or cents.
    pub weeks: Vec<i64>,
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

/// What an event changes. Weeks are those of the day in UTC, of invoices and payments those of their own day.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let day = recorded.recorded_at.date_naive();
    match &recorded.event {
        AnyEvent::Fault(Fault::FaultReported { .. }) => add(writes, "faults-reported", day, 1),
        AnyEvent::Fault(Fault::FaultSolved { .. }) => add(writes, "faults-solved", day, 1),
        AnyEvent::Visit(Visit::VisitFinished { .. }) => add(writes, "visits-done", day, 1),
        AnyEvent::Mail(Mail::MailSent { .. }) => add(writes, "mails-sent", day, 1),
        AnyEvent::Mail(Mail::MailFailed { .. }) => add(writes, "mails-failed", day, 1),
        AnyEvent::Invoice(event) => invoice(recorded.subject(), event, writes),
        _ => {}
    }
}

fn invoice(id: Uuid, event: &Invoice, writes: &mut Writes) {
    match event {
        Invoice::InvoiceIssued { on, items, .. } => {
            let cents = Totals::of(items).net().cents;
            writes.run("INSERT INTO invoiced VALUES (?1, ?2)", values![id, cents]);
            add(writes, "invoiced", *on, cents);
        }
        Invoice::CreditNoteIssued { on, .. } => writes.run(
            "INSERT INTO figures SELECT 'invoiced', ?2, -cents FROM invoiced WHERE invoice = ?1
             ON CONFLICT DO UPDATE SET value = value + excluded.value",
            values![id, monday(*on)],
        ),
        Invoice::PaymentRecorded { amount, on, .. } => add(writes, "paid", *on, amount.cents),
        Invoice::PaymentRefunded { amount, on, .. } => add(writes, "paid", *on, -amount.cents),
        _ => {}
    }
}

fn add(writes: &mut Writes, name: &'static str, day: NaiveDate, value: i64) {
    writes.run(
        "INSERT INTO figures VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = value + excluded.value",
        values![name, monday(day), value],
    );
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// All figures with their trend up to the week of `today`.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &SqlitePool, today: NaiveDate) -> Result<Vec<Figure>, ReadError> {
    let this = monday(today);
    let mondays: Vec<NaiveDate> = (0..WEEKS as u64).rev().map(|weeks| this - Days::new(7 * weeks)).collect();
    let mut figures = Vec::with_capacity(ALL.len());
    for name in ALL {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT week, value FROM figures WHERE name = ?1 AND week >= ?2 AND week <= ?3")
                .bind(name)
                .bind(mondays.first().map(ToString::to_string))
                .bind(this.to_string())
                .fetch_all(pool)
                .await?;
        let of = |monday: &NaiveDate| {
            let week = monday.to_string();
            rows.iter().find(|(known, _)| *known == week).map_or(0, |(_, value)| *value)
        };
        figures.push(Figure { name: name.into(), weeks: mondays.iter().map(of).collect() });
    }
    Ok(figures)
}
