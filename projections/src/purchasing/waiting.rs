//! What visits need, and which customers wait because it is out.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    ArticleId, CustomerId, Quantity, UserId, VisitId, customer,
    registry::AnyEvent,
    visit::{Event, Kind, Part},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::articles::quantity;
use crate::{Pool, ReadError, Writes, access::users::id, ask, values};

/// A visit that needs an article.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Waiting {
    /// The visit.
    pub visit: VisitId,
    /// Its number; shown as `B-412`.
    pub number: i64,
    /// What it is for.
    pub kind: Kind,
    /// The customer.
    pub customer: CustomerId,
    /// Their name.
    pub customer_name: Option<String>,
    /// Where they are.
    pub city: Option<String>,
    /// Who goes, when that is planned.
    pub technician: Option<UserId>,
    /// On which day, when that is planned.
    pub day: Option<NaiveDate>,
    /// From what time.
    pub from: Option<NaiveTime>,
    /// The article.
    pub article: ArticleId,
    /// Its number.
    pub article_number: String,
    /// Its name.
    pub article_name: String,
    /// How many are still needed.
    pub quantity: Quantity,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Customer(customer::Event::CustomerRegistered { name, visiting, .. }) => {
            let city = visiting.value().map(|address| address.city.to_string()).unwrap_or_default();
            writes.run("INSERT INTO customers VALUES (?1, ?2, ?3)", values![id, name.text(), city]);
        }
        AnyEvent::Customer(customer::Event::CustomerRenamed { name, .. }) => {
            writes.run("UPDATE customers SET name = ?2 WHERE id = ?1", values![id, name.text()]);
        }
        AnyEvent::Customer(customer::Event::VisitingAddressChanged { visiting }) => {
            let city = visiting.value().map(|address| address.city.to_string()).unwrap_or_default();
            writes.run("UPDATE customers SET city = ?2 WHERE id = ?1", values![id, city]);
        }
        AnyEvent::Visit(event) => apply_visit(id, event, writes),
        _ => {}
    }
}

fn apply_visit(id: Uuid, event: &Event, writes: &mut Writes) {
    match event {
        Event::VisitRequested { number, customer, kind, parts, .. } => {
            writes.run(
                "INSERT INTO visits VALUES (?1, ?2, ?3, ?4, 'queued', NULL, NULL, NULL)",
                values![id, *number, *customer, kind.name()],
            );
            parts.iter().for_each(|part| need(id, part, writes));
        }
        Event::VisitScheduled { technician, slot, .. } | Event::VisitMoved { technician, slot, .. } => writes.run(
            "UPDATE visits SET state = 'scheduled', technician = ?2, day = ?3, from_time = ?4 WHERE id = ?1",
            values![id, *technician, slot.on, slot.from],
        ),
        Event::VisitUnscheduled { .. } => writes.run(
            "UPDATE visits SET state = 'queued', technician = NULL, day = NULL, from_time = NULL WHERE id = ?1",
            values![id],
        ),
        Event::VisitStarted { .. } => {
            writes.run("UPDATE visits SET state = 'started' WHERE id = ?1", values![id]);
        }
        Event::VisitInterrupted { .. } => {
            writes.run("UPDATE visits SET state = 'scheduled' WHERE id = ?1", values![id]);
        }
        Event::PartNeeded { part, .. } => need(id, part, writes),
        Event::PartUsed { part, .. } => used(id, part.article, part.quantity.thousandths(), writes),
        Event::PartReturned { part, .. } => used(id, part.article, -part.quantity.thousandths(), writes),
        Event::VisitCancelled { .. } | Event::VisitFinished { .. } => {
            writes.run("UPDATE visits SET state = 'closed' WHERE id = ?1", values![id]);
            writes.run("UPDATE needs SET open = 0 WHERE visit = ?1", values![id]);
        }
        Event::VisitSetOut { .. } | Event::InvitationAnswered { .. } | Event::ChargeChanged { .. } => return,
        Event::FollowUpLinked { .. } | Event::DaysProposed { .. } | Event::HelpersSet { .. } => return,
        Event::ChecklistTaken { .. } | Event::ChecklistFilledIn { .. } => return,
        Event::TimeNoted { .. } | Event::TimeTakenBack { .. } => return,
    }
    writes.run(
        "UPDATE articles SET reserved = (SELECT COALESCE(SUM(quantity - used), 0) FROM needs
             WHERE article = articles.id AND open = 1 AND quantity > used)
         WHERE id IN (SELECT article FROM needs WHERE visit = ?1)",
        values![id],
    );
}

fn need(visit: Uuid, part: &Part, writes: &mut Writes) {
    writes.run(
        "INSERT INTO needs VALUES (?1, ?2, ?3, 0, 1)
         ON CONFLICT (visit, article) DO UPDATE SET quantity = quantity + excluded.quantity",
        values![visit, part.article, part.quantity],
    );
}

fn used(visit: Uuid, article: ArticleId, thousandths: i64, writes: &mut Writes) {
    writes.run(
        "UPDATE needs SET used = used + ?3 WHERE visit = ?1 AND article = ?2",
        values![visit, article, thousandths],
    );
}

/// The beginning of every question about visits that need something.
pub const WAITING: &str = "
    SELECT visits.id, visits.number, visits.kind, visits.customer, customers.name AS customer_name, city, technician,
        day, from_time, articles.id AS article, articles.number AS article_number, articles.name AS article_name,
        needs.quantity - needs.used AS quantity
    FROM articles JOIN needs ON needs.article = articles.id AND needs.open = 1 AND needs.quantity > needs.used
    JOIN visits ON visits.id = needs.visit LEFT JOIN customers ON customers.id = visits.customer";

fn waiting(row: &crate::Row) -> Result<Waiting, ReadError> {
    let kind: String = row.get("kind")?;
    let text = |column| row.get::<Option<String>>(column);
    Ok(Waiting {
        visit: id(row, "id")?,
        number: row.get("number")?,
        kind: Kind::ALL.into_iter().find(|known| known.name() == kind).unwrap_or_default(),
        customer: id(row, "customer")?,
        customer_name: text("customer_name")?,
        city: text("city")?,
        technician: text("technician")?.and_then(|id| id.parse().ok()),
        day: text("day")?.and_then(|day| day.parse().ok()),
        from: text("from_time")?.and_then(|time| NaiveTime::parse_from_str(&time, "%H:%M").ok()),
        article: id(row, "article")?,
        article_number: row.get("article_number")?,
        article_name: row.get("article_name")?,
        quantity: quantity(row, "quantity")?,
    })
}

/// Open visits that need an article of which nothing is left, the first appointment first; at most `limit`.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &Pool, limit: usize) -> Result<Vec<Waiting>, ReadError> {
    let rows = ask(WAITING)
        .push(" WHERE articles.archived = 0 AND articles.rank = 0 ORDER BY day IS NULL, day, from_time, visits.number LIMIT ")
        .push_bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(pool)
        .await?;
    rows.iter().map(waiting).collect()
}

/// Open visits that need this article, the first appointment first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_article(pool: &Pool, article: ArticleId) -> Result<Vec<Waiting>, ReadError> {
    let rows = ask(WAITING)
        .push(" WHERE articles.id = ")
        .push_bind(article.to_string())
        .push(" ORDER BY day IS NULL, day, from_time, visits.number")
        .fetch_all(pool)
        .await?;
    rows.iter().map(waiting).collect()
}

/// What an open visit still needs, by name.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_visit(pool: &Pool, visit: VisitId) -> Result<Vec<Waiting>, ReadError> {
    let rows = ask(WAITING)
        .push(" WHERE articles.archived = 0 AND needs.visit = ")
        .push_bind(visit.to_string())
        .push(" ORDER BY articles.sort_name")
        .fetch_all(pool)
        .await?;
    rows.iter().map(waiting).collect()
}
