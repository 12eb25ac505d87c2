//! Faults, contracts and invoices of a customer in a few words each, and how they pay.

use domain::{CustomerId, customer::StillOpen};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Pool, ReadError, ask};

/// A fault, in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// Id.
    pub id: String,
    /// `2026-0412`.
    pub number: String,
    /// What is wrong.
    pub problem: String,
    /// The machine's model.
    pub machine: Option<String>,
    /// `low`, `normal`, `high`, `urgent`.
    pub urgency: String,
    /// `open`, `solved`, `cancelled`.
    pub state: String,
    /// When it was reported, microseconds UTC.
    pub reported_at: i64,
    /// When a technician comes, local: `2026-11-17T08:30:00`.
    pub planned: Option<String>,
    /// Who comes.
    pub technician: Option<String>,
}

/// A contract, in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contract {
    /// Id.
    pub id: String,
    /// `2026-0113`.
    pub number: String,
    /// `lease`, `service`, `lease-and-service`.
    pub kind: String,
    /// `draft`, `running`, `noticed`, `ended`, `discarded`.
    pub state: String,
    /// What it costs a month without VAT, in cents.
    pub fee_cents: i64,
    /// In what: `EUR`, `PLN`.
    pub currency: String,
    /// First day.
    pub starts: String,
    /// Last day of the term that runs.
    pub ends: Option<String>,
    /// Months before the end that notice is given at the latest.
    pub notice_months: i64,
}

/// An invoice, in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Invoice {
    /// Id.
    pub id: String,
    /// `2026-1088`.
    pub number: String,
    /// Its day.
    pub issued_on: String,
    /// To be paid by this day.
    pub due: String,
    /// With VAT, in cents.
    pub total_cents: i64,
    /// Still to pay, in cents.
    pub open_cents: i64,
    /// In what: `EUR`, `PLN`.
    pub currency: String,
    /// Whether the customer disputes it.
    pub disputed: bool,
    /// Whether it was credited.
    pub credited: bool,
}

/// How a customer pays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paying {
    /// Invoiced this year in euros with VAT, credited ones left out, in cents.
    pub this_year_cents: i64,
    /// Likewise in złoty.
    pub this_year_pln_cents: i64,
    /// Days between invoice and last payment, the mean of the newest 50 paid ones.
    pub mean_days: Option<i64>,
    /// How many invoices there are.
    pub invoices: i64,
}

/// Faults of a customer, the open ones first, then the newest; at most `limit`.
///
/// # Errors
/// When the tables can't be read.
pub async fn faults(pool: &Pool, customer: &str, only_open: bool, limit: u32) -> Result<Vec<Fault>, ReadError> {
    let rows = ask(
        "SELECT f.id, f.number, f.problem, m.model AS machine, f.urgency, f.state, f.reported_at, f.planned, c.name AS technician
         FROM (SELECT id FROM faults WHERE customer = ?1 AND (state = 'open' OR NOT ?2)
            ORDER BY state <> 'open', reported_at DESC LIMIT ?3) few CROSS JOIN faults f ON f.id = few.id
            LEFT JOIN machines m ON m.id = f.machine LEFT JOIN colleagues c ON c.id = f.technician
         ORDER BY f.state <> 'open', f.reported_at DESC",
    )
    .bind(customer)
    .bind(only_open)
    .bind(limit)
    .fetch_all(pool)
    .await?;
    let fault = |row: &crate::Row| {
        Ok::<_, ReadError>(Fault {
            id: row.get("id")?,
            number: row.get("number")?,
            problem: row.get("problem")?,
            machine: row.get("machine")?,
            urgency: row.get("urgency")?,
            state: row.get("state")?,
            reported_at: row.get("reported_at")?,
            planned: row.get("planned")?,
            technician: row.get("technician")?,
        })
    };
    rows.iter().map(fault).collect()
}

/// Contracts of a customer: those that run, then drafts, then those that were.
///
/// # Errors
/// When the tables can't be read.
pub async fn contracts(pool: &Pool, customer: &str) -> Result<Vec<Contract>, ReadError> {
    let rows = ask(
        "SELECT * FROM contracts WHERE customer = ?1
         ORDER BY CASE state WHEN 'running' THEN 0 WHEN 'noticed' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, starts DESC, id LIMIT 200",
    )
    .bind(customer)
    .fetch_all(pool)
    .await?;
    let contract = |row: &crate::Row| {
        Ok::<_, ReadError>(Contract {
            id: row.get("id")?,
            number: row.get("number")?,
            kind: row.get("kind")?,
            state: row.get("state")?,
            fee_cents: row.get("fee_cents")?,
            currency: row.get("currency")?,
            starts: row.get("starts")?,
            ends: row.get("ends")?,
            notice_months: row.get("notice_months")?,
        })
    };
    rows.iter().map(contract).collect()
}

/// Invoices of a customer, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn invoices(pool: &Pool, customer: &str, limit: u32) -> Result<Vec<Invoice>, ReadError> {
    let rows = ask("SELECT * FROM invoices WHERE customer = ?1 ORDER BY issued_on DESC, id DESC LIMIT ?2")
        .bind(customer)
        .bind(limit)
        .fetch_all(pool)
        .await?;
    let invoice = |row: &crate::Row| {
        Ok::<_, ReadError>(Invoice {
            id: row.get("id")?,
            number: row.get("number")?,
            issued_on: row.get("issued_on")?,
            due: row.get("due")?,
            total_cents: row.get("total_cents")?,
            open_cents: row.get("open_cents")?,
            currency: row.get("currency")?,
            disputed: row.get("disputed")?,
            credited: row.get("credited")?,
        })
    };
    rows.iter().map(invoice).collect()
}

/// How a customer pays, as of a day.
///
/// # Errors
/// When the tables can't be read.
pub async fn paying(pool: &Pool, customer: &str, today: chrono::NaiveDate) -> Result<Paying, ReadError> {
    let row = ask("SELECT year.*, (SELECT cast(round(avg(julianday(paid_on) - julianday(issued_on))) AS INTEGER) FROM
                (SELECT paid_on, issued_on FROM invoices WHERE customer = ?1 AND paid_on IS NOT NULL AND open_cents = 0
                 ORDER BY issued_on DESC LIMIT 50)) AS mean_days,
            (SELECT count(*) FROM invoices WHERE customer = ?1) AS invoices
        FROM (SELECT coalesce(sum(total_cents) FILTER (WHERE currency = 'EUR'), 0) AS this_year,
                coalesce(sum(total_cents) FILTER (WHERE currency = 'PLN'), 0) AS this_year_pln
            FROM invoices WHERE customer = ?1 AND issued_on >= ?2 AND credited = 0) year")
    .bind(customer)
    .bind(today.format("%Y-01-01").to_string())
    .fetch_one(pool)
    .await?;
    Ok(Paying {
        this_year_cents: row.get("this_year")?,
        this_year_pln_cents: row.get("this_year_pln")?,
        mean_days: row.get("mean_days")?,
        invoices: row.get("invoices")?,
    })
}

/// The question of [`still_open`].
pub const STILL_OPEN: &str = "SELECT running_contracts, open_faults,
    (SELECT count(*) FROM invoices WHERE customer = c.id AND open_cents > 0) FROM customers c WHERE id = ?1";

/// What of a customer still runs; visits are maintenance's to count.
///
/// # Errors
/// When the tables can't be read.
pub async fn still_open(pool: &Pool, customer: CustomerId) -> Result<StillOpen, ReadError> {
    let Some(row) = ask(STILL_OPEN).bind(customer.to_string()).fetch_optional(pool).await? else {
        return Ok(StillOpen::default());
    };
    Ok(StillOpen { contracts: row.get(0)?, faults: row.get(1)?, visits: 0, invoices: row.get(2)? })
}
