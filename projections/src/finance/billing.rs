//! What is to be billed: contracts for a month, and visits that the customer pays for.

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    ArticleId, ContractId, CustomerId, Minutes, Money, Quantity, VisitId, article, contract, registry::AnyEvent,
    settings::VatKind, visit,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    invoice::vat_kind,
    invoices::{day, money},
};
use crate::{Pool, ReadError, Writes, access::users::id, ask, values};

/// How many months before the one in which a contract was put into Werkbank signed are billed still: what lies further
/// back stands in the books that were kept before.
const MONTHS_BACK: u32 = 2;

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

/// A finished visit that the customer pays for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Billable {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: i64,
    /// At whom.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// In which language the customer is addressed.
    pub language: String,
    /// When it was.
    pub day: Option<NaiveDate>,
    /// How long was worked.
    pub worked: Minutes,
    /// What was used, at today's prices.
    pub parts: Vec<UsedPart>,
}

/// An article that was used on a visit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UsedPart {
    /// Which.
    pub article: ArticleId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub quantity: Quantity,
    /// What the customer pays for one, without VAT.
    pub price: Money,
    /// Which VAT.
    pub vat: VatKind,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    match &recorded.event {
        AnyEvent::Contract(event) => of_contract(recorded, event, writes),
        AnyEvent::Visit(event) => of_visit(recorded, event, writes),
        AnyEvent::Article(event) => of_article(recorded, event, writes),
        AnyEvent::Invoice(domain::invoice::Event::InvoiceDrafted {
            origin: domain::invoice::Origin::Visit { visit },
            ..
        }) => writes.run("UPDATE visits SET invoice = ?2 WHERE id = ?1", values![*visit, recorded.subject()]),
        AnyEvent::Invoice(domain::invoice::Event::InvoiceDrafted {
            origin: domain::invoice::Origin::Contract { contract, month },
            ..
        }) => writes.run(
            "UPDATE contracts SET due_month = date(due_month, '+1 month') WHERE id = ?1 AND due_month = ?2",
            values![*contract, *month],
        ),
        AnyEvent::Invoice(domain::invoice::Event::InvoiceDiscarded { .. }) => writes.run(
            "UPDATE visits SET invoice = NULL
             WHERE id = (SELECT origin_id FROM invoices WHERE id = ?1) AND invoice = ?1",
            values![recorded.subject()],
        ),
        _ => {}
    }
}

fn of_contract(recorded: &Recorded, event: &contract::Event, writes: &mut Writes) {
    use contract::Event;
    let id = recorded.subject();
    match event {
        Event::ContractDrafted { number, customer, terms, .. } => writes.run(
            "INSERT INTO contracts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9, NULL)",
            values![
                id,
                number.to_string(),
                *customer,
                terms.kind.name(),
                terms.monthly_fee,
                terms.monthly_fee.currency.code(),
                terms.starts,
                fixed_end(terms),
                i64::from(terms.renewal > 0),
            ],
        ),
        Event::ContractChanged { terms, .. } => writes.run(
            "UPDATE contracts SET kind = ?2, fee = ?3, currency = ?4, starts = ?5, ends = ?6, renews = ?7 WHERE id = ?1",
            values![
                id,
                terms.kind.name(),
                terms.monthly_fee,
                terms.monthly_fee.currency.code(),
                terms.starts,
                fixed_end(terms),
                i64::from(terms.renewal > 0),
            ],
        ),
        Event::ContractSigned { .. } => {
            let signed = month_of(recorded.recorded_at.date_naive());
            writes.run(
                "UPDATE contracts SET bills_from = max(starts, ?2), due_month = date(max(starts, ?2), 'start of month') WHERE id = ?1",
                values![id, signed.checked_sub_months(Months::new(MONTHS_BACK)).unwrap_or(signed)],
            );
        }
        Event::NoticeGiven { ends, .. } => {
            writes.run("UPDATE contracts SET ends = ?2 WHERE id = ?1", values![id, *ends]);
        }
        Event::ContractEnded { on, .. } => {
            writes.run("UPDATE contracts SET ends = ?2 WHERE id = ?1", values![id, *on]);
        }
        Event::ContractDiscarded { .. } => writes.run("DELETE FROM contracts WHERE id = ?1", values![id]),
        Event::ContractRenewed { until, .. } => writes.run(
            "UPDATE contracts SET ends = CASE renews WHEN 1 THEN NULL ELSE ?2 END WHERE id = ?1",
            values![id, *until],
        ),
    }
}

/// The last day that is billed, of a contract that ends by itself.
fn fixed_end(terms: &contract::Terms) -> Option<NaiveDate> {
    terms.first_end().filter(|_| terms.renewal == 0)
}

fn of_visit(recorded: &Recorded, event: &visit::Event, writes: &mut Writes) {
    use visit::Event;
    let id = recorded.subject();
    let used = "INSERT INTO visit_parts VALUES (?1, ?2, ?3)
                ON CONFLICT (visit, article) DO UPDATE SET quantity = quantity + excluded.quantity";
    match event {
        Event::VisitRequested { number, customer, .. } => {
            writes.run("INSERT INTO visits VALUES (?1, ?2, ?3, NULL, 0, 0, NULL)", values![id, *number, *customer]);
        }
        Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. } => {
            writes.run("UPDATE visits SET day = ?2 WHERE id = ?1", values![id, slot.on]);
        }
        Event::PartUsed { part, .. } => writes.run(used, values![id, part.article, part.quantity]),
        Event::PartReturned { part, .. } => {
            writes.run(used, values![id, part.article, -part.quantity.thousandths()]);
        }
        Event::VisitFinished { worked, billable, .. } => writes.run(
            "UPDATE visits SET worked = ?2, billable = ?3, day = coalesce(day, ?4) WHERE id = ?1",
            values![id, *worked, *billable, recorded.recorded_at.date_naive()],
        ),
        _ => {}
    }
}

fn of_article(recorded: &Recorded, event: &article::Event, writes: &mut Writes) {
    let id = recorded.subject();
    match event {
        article::Event::ArticleRegistered { number, details, .. } => writes.run(
            "INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            values![
                id,
                number.as_str(),
                details.name.as_str(),
                details.unit.as_str(),
                details.sales_price,
                details.sales_price.currency.code(),
                details.vat.name(),
            ],
        ),
        article::Event::ArticleChanged { details } => writes.run(
            "UPDATE articles SET name = ?2, unit = ?3, price = ?4, currency = ?5, vat = ?6 WHERE id = ?1",
            values![
                id,
                details.name.as_str(),
                details.unit.as_str(),
                details.sales_price,
                details.sales_price.currency.code(),
                details.vat.name(),
            ],
        ),
        _ => {}
    }
}

/// The first day of a day's month.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The months from the first that a contract was not billed for, or from `?2`, up to `?1`; contracts of which every month was billed
/// are not looked at.
const CALENDAR: &str = "
    WITH RECURSIVE begun (month) AS (
        SELECT max(min(due_month), ?2) FROM contracts INDEXED BY contracts_due
        WHERE due_month IS NOT NULL AND (ends IS NULL OR due_month <= ends)
    ), days (month) AS (
        SELECT month FROM begun WHERE month <= date(?1, 'start of month')
        UNION ALL
        SELECT date(month, '+1 month') FROM days WHERE month < date(?1, 'start of month')
    ), calendar (month, last) AS MATERIALIZED (SELECT month, date(month, '+1 month', '-1 day') FROM days)";

/// What of them is to be billed, of contracts `k` in months `m`.
const TO_BILL: &str = "
    FROM calendar m CROSS JOIN contracts k INDEXED BY contracts_due
    WHERE k.due_month IS NOT NULL AND (k.ends IS NULL OR k.due_month <= k.ends) AND k.due_month <= m.month
        AND (k.ends IS NULL OR k.ends >= max(m.month, k.bills_from)) AND k.fee > 0
        AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.origin_id = k.id AND i.month = m.month)";

/// The question of [`fees`].
pub fn question() -> String {
    format!(
        "{CALENDAR} SELECT p.month, k.*, c.name AS customer_name, c.language
         FROM (SELECT m.month, k.id {TO_BILL} ORDER BY m.month, k.number LIMIT ?3) p
         CROSS JOIN contracts k ON k.id = p.id LEFT JOIN customers c ON c.id = k.customer ORDER BY p.month, k.number"
    )
}

/// Fees that are to be billed up to and with a month and have not been: one a contract and month, oldest month first, at most so
/// many. A month whose draft was discarded is let go: it is not drafted by itself again, since somebody said why not.
/// A contract that began or ends within a month is billed by days.
///
/// # Errors
/// When the tables can't be read.
pub async fn fees(pool: &Pool, up_to: NaiveDate, most: u32) -> Result<Vec<Fee>, ReadError> {
    let rows = ask(question()).bind(up_to).bind("").bind(most).fetch_all(pool).await?;
    rows.iter().map(fee).collect()
}

/// What [`fees`] come to from a month on (its first day), or from ever: how many, and cents without VAT. Parts of a month go by
/// days, rounded as each fee is.
///
/// # Errors
/// When the tables can't be read.
pub async fn sum(pool: &Pool, from: Option<NaiveDate>, up_to: NaiveDate) -> Result<(i64, i64), ReadError> {
    let question = format!(
        "{CALENDAR}, parts (fee, billed, whole) AS (
            SELECT k.fee, CASE WHEN coalesce(k.ends, m.last) >= m.last AND k.bills_from <= m.month THEN 31
                ELSE CAST(julianday(min(coalesce(k.ends, m.last), m.last)) - julianday(max(k.bills_from, m.month)) + 1 AS INTEGER) END,
                CAST(substr(m.last, 9) AS INTEGER) {TO_BILL}
        )
        SELECT count(*), coalesce(sum(CASE WHEN billed >= whole THEN fee ELSE (fee * billed + whole / 2) / whole END), 0) FROM parts"
    );
    let from = from.map(|from| from.to_string()).unwrap_or_default();
    let row = ask(question).bind(up_to).bind(from).fetch_one(pool).await?;
    Ok((row.get(0)?, row.get(1)?))
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

/// Visits that the customer pays for and that stand on no invoice yet, oldest first; of one visit when it is said which.
///
/// # Errors
/// When the tables can't be read.
pub async fn visits(pool: &Pool, only: Option<VisitId>) -> Result<Vec<Billable>, ReadError> {
    let rows =
        ask("SELECT v.*, c.name AS customer_name, c.language FROM visits v LEFT JOIN customers c ON c.id = v.customer
         WHERE v.billable = 1 AND v.invoice IS NULL AND (?1 IS NULL OR v.id = ?1) ORDER BY v.day, v.id")
        .bind(only.map(|visit| visit.to_string()))
        .fetch_all(pool)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let visit: VisitId = id(row, "id")?;
        found.push(Billable {
            visit,
            number: row.get("number")?,
            customer: id(row, "customer")?,
            customer_name: row.get::<Option<String>>("customer_name")?.unwrap_or_default(),
            language: row.get::<Option<String>>("language")?.unwrap_or_else(|| "nl".into()),
            day: day(row, "day")?,
            worked: Minutes::new(row.get("worked")?).unwrap_or(Minutes::HOUR),
            parts: parts(pool, visit).await?,
        });
    }
    Ok(found)
}

/// What was used on a visit and not brought back, by article number.
///
/// # Errors
/// When the tables can't be read.
pub async fn parts(pool: &Pool, visit: VisitId) -> Result<Vec<UsedPart>, ReadError> {
    let rows = ask("SELECT p.article, p.quantity, a.number, a.name, a.price, a.currency, a.vat FROM visit_parts p
         JOIN articles a ON a.id = p.article WHERE p.visit = ?1 AND p.quantity > 0 ORDER BY a.number")
    .bind(visit.to_string())
    .fetch_all(pool)
    .await?;
    let part = |row: &crate::Row| {
        Ok::<_, ReadError>(UsedPart {
            article: id(row, "article")?,
            number: row.get("number")?,
            name: row.get("name")?,
            quantity: Quantity::from_thousandths(row.get("quantity")?),
            price: money(row, "price", &row.get::<String>("currency")?)?,
            vat: vat_kind(&row.get::<String>("vat")?),
        })
    };
    rows.iter().map(part).collect()
}
