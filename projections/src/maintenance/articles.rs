//! The articles, as a technician finds them by number, code or name.

use domain::{
    ArticleId, Line, Quantity,
    article::{Details, Event},
    registry::AnyEvent,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::parsed;
use crate::{Pool, ReadError, Writes, ask, text::fold, values};

/// An article.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Article {
    /// Id.
    pub id: ArticleId,
    /// The company's own number for it.
    pub number: String,
    /// Name.
    pub name: String,
    /// What it is counted in.
    pub unit: String,
    /// Where it lies.
    pub place: Option<String>,
    /// How many lie there.
    pub stock: Quantity,
    /// What a scanner reads on it.
    pub barcode: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Article(event) = &recorded.event else { return };
    let id = recorded.subject();
    let mut stock = |by: Quantity| {
        writes.run("UPDATE articles SET stock = stock + ?2 WHERE id = ?1", values![id, by]);
    };
    match event {
        Event::ArticleRegistered { number, details, stock } => writes.run(
            "INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, NULL, ?8)",
            values![
                id,
                number.as_str(),
                details.name.as_str(),
                fold(details.name.as_str()),
                details.unit.as_str(),
                details.place.as_ref().map(|place| place.as_str()),
                *stock,
                fits(details),
            ],
        ),
        Event::ArticleChanged { details } => writes.run(
            "UPDATE articles SET name = ?2, folded = ?3, unit = ?4, place = ?5, fits = ?6 WHERE id = ?1",
            values![
                id,
                details.name.as_str(),
                fold(details.name.as_str()),
                details.unit.as_str(),
                details.place.as_ref().map(|place| place.as_str()),
                fits(details),
            ],
        ),
        Event::ArticleArchived { .. } => writes.run("UPDATE articles SET archived = 1 WHERE id = ?1", values![id]),
        Event::ArticleRestored {} => writes.run("UPDATE articles SET archived = 0 WHERE id = ?1", values![id]),
        Event::StockReceived { quantity, .. } | Event::StockPutBack { quantity, .. } => stock(*quantity),
        Event::StockTaken { quantity, .. } => stock(Quantity::default() - *quantity),
        Event::StockCounted { counted, .. } => {
            writes.run("UPDATE articles SET stock = ?2 WHERE id = ?1", values![id, *counted]);
        }
        Event::BarcodeSet { barcode } => writes.run(
            "UPDATE articles SET barcode = ?2 WHERE id = ?1",
            values![id, barcode.as_ref().map(|code| code.as_str())],
        ),
        Event::MinimumReached {} | Event::RanOut {} | Event::WentBelowZero {} | Event::Replenished {} => {}
    }
}

/// The questions of [`by_code`].
pub const BY_CODE: &str = "SELECT * FROM articles WHERE barcode = ?1 AND archived = 0 ORDER BY id LIMIT 1";

/// The article in use that has this very number, or this code on it.
///
/// # Errors
/// When the tables can't be read.
pub async fn by_code(pool: &Pool, code: &str) -> Result<Option<Article>, ReadError> {
    let Ok(code) = code.parse::<Line>() else { return Ok(None) };
    let numbered = one(pool, ArticleId::of_number(&code)).await?.filter(|(_, archived)| !archived);
    if let Some((article, _)) = numbered {
        return Ok(Some(article));
    }
    let row = ask(BY_CODE).bind(code.as_str()).fetch_optional(pool).await?;
    row.as_ref().map(article).transpose()
}

/// One article, and whether it was put away.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: ArticleId) -> Result<Option<(Article, bool)>, ReadError> {
    let row = ask("SELECT * FROM articles WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    row.map(|row| Ok((article(&row)?, row.get("archived")?))).transpose()
}

/// How the makes and types begin that an article is a part of.
fn fits(details: &Details) -> String {
    let said = details.fits.as_ref().map(|fits| fold(fits.as_str())).unwrap_or_default();
    let fits: Vec<&str> = said.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
    serde_json::json!(fits).to_string()
}

/// Whether an article is a part of a make and type.
const FITS: &str = "EXISTS (SELECT 1 FROM json_each(articles.fits) WHERE instr(?3, value) = 1)";

/// The parts of a make and type, by name.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_model(pool: &Pool, model: &str, limit: u32) -> Result<Vec<Article>, ReadError> {
    let rows = ask(format!("SELECT *, ?1 FROM articles WHERE archived = 0 AND {FITS} ORDER BY folded, id LIMIT ?2"))
        .bind("")
        .bind(limit)
        .bind(fold(model))
        .fetch_all(pool)
        .await?;
    rows.iter().map(article).collect()
}

/// Articles in use whose number begins with the text or whose name holds it: parts of that machine first, then those whose number
/// it is.
///
/// The catalogue is walked: it has thousands of rows, not millions, and a name is looked for in its middle too.
///
/// # Errors
/// When the tables can't be read.
pub async fn search(pool: &Pool, text: &str, model: Option<&str>, limit: u32) -> Result<Vec<Article>, ReadError> {
    let rows = ask(format!(
        "SELECT * FROM articles WHERE archived = 0 AND (instr(lower(number), ?1) = 1 OR instr(folded, ?1) > 0 OR barcode = ?1)
         ORDER BY {FITS} DESC, instr(lower(number), ?1) = 1 DESC, folded, id LIMIT ?2"
    ))
    .bind(fold(text.trim()))
    .bind(limit)
    .bind(model.map(fold))
    .fetch_all(pool)
    .await?;
    rows.iter().map(article).collect()
}

fn article(row: &crate::Row) -> Result<Article, ReadError> {
    Ok(Article {
        id: parsed(row, "id")?,
        number: row.get("number")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        place: row.get("place")?,
        stock: Quantity::from_thousandths(row.get("stock")?),
        barcode: row.get("barcode")?,
    })
}
