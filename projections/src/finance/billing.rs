//! What is to be billed: what is known of contracts, and visits that the customer pays for.

use chrono::{Months, NaiveDate};
use domain::{
    ArticleId, CustomerId, InvoiceId, Minutes, Money, Quantity, VisitId, article, contract, registry::AnyEvent,
    settings::VatKind, visit,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    fees::month_of,
    invoice::vat_kind,
    invoices::{day, money},
};
use crate::{Pool, ReadError, Writes, access::users::id, ask, values};

/// How many months before the one in which a contract was put into Werkbank signed are billed still: what lies further
/// back stands in the books that were kept before.
const MONTHS_BACK: u32 = 2;

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
    /// Who pays for it, where that was said.
    pub charge: Option<visit::Charge>,
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

/// A month of a contract was billed: the next that was not is due, unless one before it still is.
const BILLED: &str = "
    UPDATE contracts SET (due_month, ahead) = (
        WITH RECURSIVE billed (month) AS (
            SELECT contracts.due_month
            UNION ALL
            SELECT date(month, '+1 month') FROM billed
            WHERE EXISTS (SELECT 1 FROM invoices WHERE origin_id = ?1 AND invoices.month = billed.month)
        )
        SELECT max(month), EXISTS (SELECT 1 FROM invoices WHERE origin_id = ?1 AND invoices.month > (SELECT max(month) FROM billed))
        FROM billed
    )
    WHERE id = ?1 AND ?2 >= due_month";

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
        }) => writes.run(BILLED, values![*contract, *month]),
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
            "INSERT INTO contracts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9, NULL, 0)",
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
        Event::ServiceLevelAgreed { .. } => {}
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
            writes
                .run("INSERT INTO visits VALUES (?1, ?2, ?3, NULL, 0, 0, NULL, NULL)", values![id, *number, *customer]);
        }
        Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. } => {
            writes.run("UPDATE visits SET day = ?2 WHERE id = ?1", values![id, slot.on]);
        }
        Event::VisitUnscheduled { .. } => writes.run("UPDATE visits SET day = NULL WHERE id = ?1", values![id]),
        Event::PartUsed { part, .. } => writes.run(used, values![id, part.article, part.quantity]),
        Event::PartReturned { part, .. } => {
            writes.run(used, values![id, part.article, -part.quantity.thousandths()]);
        }
        Event::VisitFinished { worked, billable, charge, at, .. } => writes.run(
            "UPDATE visits SET worked = ?2, billable = ?3, day = coalesce(day, ?4), charge = ?5 WHERE id = ?1",
            values![
                id,
                *worked,
                *billable,
                at.unwrap_or(recorded.recorded_at).date_naive(),
                charge.map(visit::Charge::name)
            ],
        ),
        Event::ChargeChanged { charge, .. } => writes.run(
            "UPDATE visits SET billable = ?2, charge = ?3 WHERE id = ?1",
            values![id, charge.is_billed(), charge.name()],
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

/// Visits that the customer pays something for. Where warranty leaves nothing to pay, they don't.
const PAID: &str = "
    SELECT v.*, c.name AS customer_name, c.language FROM visits v LEFT JOIN customers c ON c.id = v.customer
    WHERE v.billable = 1
        AND NOT (v.charge IS 'warranty-parts' AND v.worked = 0)
        AND NOT (v.charge IS 'warranty-labour'
            AND NOT EXISTS (SELECT 1 FROM visit_parts p WHERE p.visit = v.id AND p.quantity > 0))";

/// Visits that the customer pays something for and that stand on no invoice yet, oldest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn visits(pool: &Pool) -> Result<Vec<Billable>, ReadError> {
    let rows = ask(format!("{PAID} AND v.invoice IS NULL ORDER BY v.day, v.id")).fetch_all(pool).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push(billable(pool, row).await?);
    }
    Ok(found)
}

/// A visit that the customer pays something for, whatever it stands on.
///
/// # Errors
/// When the tables can't be read.
pub async fn visit(pool: &Pool, visit: VisitId) -> Result<Option<Billable>, ReadError> {
    match ask(format!("{PAID} AND v.id = ?1")).bind(visit.to_string()).fetch_optional(pool).await? {
        Some(row) => Ok(Some(billable(pool, &row).await?)),
        None => Ok(None),
    }
}

/// The invoice that charges a visit and was not thrown away.
///
/// # Errors
/// When the tables can't be read.
pub async fn invoice_of(pool: &Pool, visit: VisitId) -> Result<Option<InvoiceId>, ReadError> {
    let row = ask("SELECT invoice FROM visits WHERE id = ?1 AND invoice IS NOT NULL").bind(visit.to_string());
    row.fetch_optional(pool).await?.map(|row| id(&row, "invoice")).transpose()
}

async fn billable(pool: &Pool, row: &crate::Row) -> Result<Billable, ReadError> {
    let visit: VisitId = id(row, "id")?;
    Ok(Billable {
        visit,
        number: row.get("number")?,
        customer: id(row, "customer")?,
        customer_name: row.get::<Option<String>>("customer_name")?.unwrap_or_default(),
        language: row.get::<Option<String>>("language")?.unwrap_or_else(|| "nl".into()),
        day: day(row, "day")?,
        charge: row.get::<Option<String>>("charge")?.as_deref().and_then(visit::Charge::parse),
        worked: Minutes::new(row.get("worked")?).unwrap_or(Minutes::HOUR),
        parts: parts(pool, visit).await?,
    })
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
