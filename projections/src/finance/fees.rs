//! Fees of contracts that are to be billed, and what they come to.

use chrono::{Datelike, Months, NaiveDate};
use domain::{ContractId, CustomerId, Money};
use schemars::JsonSchema;
use serde::Serialize;

use super::invoices::{day, money};
use crate::{Pool, ReadError, access::users::id, ask};

/// The fee of a contract for one month.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Fee {
    /// Which contract.
    pub contract: ContractId,
    /// Its number.
    pub number: String,
    /// What is agreed: `lease`, `service`, `lease-and-service`.
    pub kind: String,
    /// For whom.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// In which language the customer is addressed.
    pub language: String,
    /// First day of the month.
    pub month: NaiveDate,
    /// First day that is billed.
    pub from: NaiveDate,
    /// Last day that is billed.
    pub until: NaiveDate,
    /// Days of the month that are not billed; 0 for a whole month.
    pub days_off: u32,
    /// The whole month's fee, without VAT.
    pub monthly_fee: Money,
    /// What is billed, without VAT: by days when the month is not whole.
    pub amount: Money,
}

/// The first day of a day's month.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// What is to be billed of contracts `k` in months `m`.
const TO_BILL: &str = "m.month BETWEEN k.due_month AND ?1 AND (k.ends IS NULL OR k.ends >= max(m.month, k.bills_from))
    AND (k.ahead = 0 OR NOT EXISTS (SELECT 1 FROM invoices i WHERE i.origin_id = k.id AND i.month = m.month))";

/// The question of [`list`]: contracts as they are due, and of each its months.
const LIST: &str = "
    WITH RECURSIVE calendar (month) AS (
        SELECT min(due_month) FROM contracts INDEXED BY contracts_due WHERE billing > 0
        UNION ALL
        SELECT date(month, '+1 month') FROM calendar WHERE month < ?1
    )
    SELECT m.month, k.*, c.name AS customer_name, c.language
    FROM contracts k INDEXED BY contracts_due CROSS JOIN calendar m LEFT JOIN customers c ON c.id = k.customer
    WHERE k.billing > 0 AND k.due_month <= ?1 AND {TO_BILL}
    ORDER BY k.due_month, k.number, m.month LIMIT ?2";

/// Fees that are to be billed up to and with a month and have not been: one a contract and month, at most so many; first of
/// whom nothing was billed for longest. A month whose draft was discarded is let go: it is not drafted by itself again, since
/// somebody said why not. A contract that began or ends within a month is billed by days.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, up_to: NaiveDate, most: u32) -> Result<Vec<Fee>, ReadError> {
    let rows = ask(question()).bind(month_of(up_to)).bind(most).fetch_all(pool).await?;
    rows.iter().map(fee).collect()
}

/// The question of [`list`].
pub fn question() -> String {
    LIST.replace("{TO_BILL}", TO_BILL)
}

/// The question of [`sum`]. Contracts that are billed by whole months are added up by the month that is due as they change, and
/// are looked at themselves only when they end within the time.
const SUM: &str = "
    WITH RECURSIVE apart (id, due_month) AS MATERIALIZED (
        SELECT id, due_month FROM contracts INDEXED BY contracts_apart WHERE billing = 2 AND due_month <= ?1
        UNION ALL
        SELECT id, due_month FROM contracts INDEXED BY contracts_ending
        WHERE billing = 1 AND ends < date(?1, '+1 month', '-1 day') AND due_month <= ?1
    ), calendar (month, last) AS MATERIALIZED (
        SELECT month, date(month, '+1 month', '-1 day') FROM (
            WITH RECURSIVE days (month) AS (
                SELECT max(min(due_month), ?2) FROM apart
                UNION ALL
                SELECT date(month, '+1 month') FROM days WHERE month < ?1
            )
            SELECT month FROM days
        )
    ), parts (currency, fee, billed, whole) AS (
        SELECT k.currency, k.fee, CASE WHEN coalesce(k.ends, m.last) >= m.last AND k.bills_from <= m.month THEN 31
            ELSE CAST(julianday(min(coalesce(k.ends, m.last), m.last)) - julianday(max(k.bills_from, m.month)) + 1 AS INTEGER) END,
            CAST(substr(m.last, 9) AS INTEGER)
        FROM apart a CROSS JOIN contracts k ON k.id = a.id CROSS JOIN calendar m WHERE {TO_BILL}
    ), whole (currency, n, cents, months) AS (
        SELECT currency, n, cents, (substr(?1, 1, 4) - substr(begun, 1, 4)) * 12 + substr(?1, 6, 2) - substr(begun, 6, 2) + 1
        FROM (
            SELECT currency, n, cents, max(due_month, ?2) AS begun FROM due_months WHERE due_month <= ?1
            UNION ALL
            SELECT k.currency, -1, -k.fee, max(k.due_month, ?2)
            FROM apart a CROSS JOIN contracts k ON k.id = a.id WHERE k.billing = 1
        )
    ), sums (currency, n, cents) AS (
        SELECT currency, n * months, cents * months FROM whole
        UNION ALL
        SELECT currency, 1, CASE WHEN billed >= whole THEN fee ELSE (fee * billed + whole / 2) / whole END FROM parts
    )
    SELECT currency, sum(n), sum(cents) AS cents FROM sums GROUP BY currency HAVING sum(n) > 0 ORDER BY currency";

/// What fees come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: i64,
    /// Without VAT, one for each currency: they are never added.
    pub amounts: Vec<Money>,
}

/// What [`list`] comes to from a month on, or from ever. Parts of a month go by days, rounded as each fee is.
///
/// # Errors
/// When the tables can't be read.
pub async fn sum(pool: &Pool, from: Option<NaiveDate>, up_to: NaiveDate) -> Result<Sum, ReadError> {
    let from = from.map(|from| month_of(from).to_string()).unwrap_or_default();
    let rows = ask(sum_question()).bind(month_of(up_to)).bind(from).fetch_all(pool).await?;
    let mut sum = Sum::default();
    for row in &rows {
        sum.count += row.get::<i64>(1)?;
        sum.amounts.push(money(row, "cents", &row.get::<String>("currency")?)?);
    }
    Ok(sum)
}

/// The question of [`sum`].
pub fn sum_question() -> String {
    SUM.replace("{TO_BILL}", TO_BILL)
}

fn fee(row: &crate::Row) -> Result<Fee, ReadError> {
    let month = day(row, "month")?.unwrap_or_default();
    let last = month.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(month);
    let from = day(row, "bills_from")?.unwrap_or(month).max(month);
    let until = day(row, "ends")?.unwrap_or(last).min(last);
    let (whole, billed) = (last.day(), u32::try_from((until - from).num_days() + 1).unwrap_or_default());
    let monthly_fee = money(row, "fee", &row.get::<String>("currency")?)?;
    Ok(Fee {
        contract: id(row, "id")?,
        number: row.get("number")?,
        kind: row.get("kind")?,
        customer: id(row, "customer")?,
        customer_name: row.get::<Option<String>>("customer_name")?.unwrap_or_default(),
        language: row.get::<Option<String>>("language")?.unwrap_or_else(|| "nl".into()),
        month,
        from,
        until,
        days_off: whole - billed.min(whole),
        amount: part_of(monthly_fee, billed, whole),
        monthly_fee,
    })
}

/// A fee for some days of a month, rounded half up to a cent.
fn part_of(fee: Money, days: u32, of: u32) -> Money {
    let (days, of) = (i64::from(days), i64::from(of.max(1)));
    Money { cents: if days >= of { fee.cents } else { (fee.cents * days + of / 2) / of }, ..fee }
}
