//! Suppliers: from whom is bought, where orders go and how long they take.

use domain::{
    Personal, SupplierId,
    registry::AnyEvent,
    supplier::{Details, Event},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Cursor, Page, Pool, ReadError, Writes, access::users::id, ask, text::fold, values};

/// A supplier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Supplier {
    /// Id.
    pub id: SupplierId,
    /// Name of the firm; empty when it was erased.
    pub name: String,
    /// Where orders are mailed to.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Our customer number there.
    pub our_number: Option<String>,
    /// Days from order to delivery, as a rule.
    pub lead_days: Option<i64>,
    /// Language of orders: `nl`, `en` or `pl`.
    pub language: String,
    /// How many articles are bought there.
    pub articles: i64,
    /// Revision of its stream.
    pub revision: i64,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Supplier(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::SupplierRegistered { details } => {
            let [name, sort_name, email, phone, our_number, lead_days, language] = columns(details);
            writes.run(
                "INSERT INTO suppliers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)",
                [id.into(), name, sort_name, email, phone, our_number, lead_days, language],
            );
        }
        Event::SupplierChanged { details } => {
            let [name, sort_name, email, phone, our_number, lead_days, language] = columns(details);
            writes.run(
                "UPDATE suppliers SET name = ?2, sort_name = ?3, email = ?4, phone = ?5, our_number = ?6,
                     lead_days = ?7, language = ?8 WHERE id = ?1",
                [id.into(), name, sort_name, email, phone, our_number, lead_days, language],
            );
        }
    }
    // Articles are found by their supplier's name.
    writes.run(
        "UPDATE article_fts SET words = (SELECT words FROM article_words WHERE row = article_fts.rowid)
         WHERE rowid IN (SELECT row FROM articles WHERE supplier = ?1)",
        values![id],
    );
    writes.run("UPDATE suppliers SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn columns(details: &Personal<Details>) -> [crate::Value; 7] {
    let Some(known) = details.value() else {
        return values!["", "", "", None::<i64>, None::<i64>, None::<i64>, "nl"];
    };
    values![
        known.name.as_str(),
        fold(known.name.as_str()),
        known.email.as_str(),
        known.phone.as_ref().map(|phone| phone.as_str()),
        known.our_number.as_ref().map(|number| number.as_str()),
        known.lead_days,
        known.language.code(),
    ]
}

fn supplier(row: &crate::Row) -> Result<Supplier, ReadError> {
    Ok(Supplier {
        id: id(row, "id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        our_number: row.get("our_number")?,
        lead_days: row.get("lead_days")?,
        language: row.get("language")?,
        articles: row.get("articles")?,
        revision: row.get("revision")?,
    })
}

/// A supplier with how many articles are bought there; the beginning of every question.
pub const SUPPLIERS: &str = "SELECT suppliers.*,
    (SELECT COUNT(*) FROM articles WHERE articles.supplier = suppliers.id AND archived = 0) AS articles FROM suppliers";

/// One supplier.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: SupplierId) -> Result<Option<Supplier>, ReadError> {
    let row = ask(SUPPLIERS).push(" WHERE id = ").push_bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(supplier).transpose()
}

/// A page of suppliers by name; `search` matches any part of the name.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(
    pool: &Pool,
    search: Option<&str>,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Supplier>, ReadError> {
    let mut query = ask(SUPPLIERS);
    query.push(" WHERE true");
    if let Some(text) = search.map(fold).filter(|text| !text.is_empty()) {
        query.push(" AND instr(sort_name, ").push_bind(text).push(") > 0");
    }
    if let Some(after) = after {
        query.push(" AND (sort_name, id) > (").push_bind(&after.key).push(", ").push_bind(&after.id).push(")");
    }
    query.push(" ORDER BY sort_name, id LIMIT ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1));
    let rows = query.fetch_all(pool).await?;
    let rows: Vec<_> = rows.iter().map(supplier).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit, |row| Cursor { key: fold(&row.name), id: row.id.to_string() }))
}

/// All suppliers by name, to choose from.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &Pool) -> Result<Vec<Supplier>, ReadError> {
    let rows = ask(SUPPLIERS).push(" ORDER BY sort_name, id").fetch_all(pool).await?;
    rows.iter().map(supplier).collect()
}
