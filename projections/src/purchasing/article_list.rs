//! The list of articles: those that want attention first, or by name; and how many there are of each.

use chrono::NaiveDate;
use domain::SupplierId;
use schemars::JsonSchema;
use serde::Serialize;

use super::articles::{Article, State, article, asked};
use crate::{
    Cursor, Page, Pool, ReadError, ask,
    text::{fold, fts_query},
};

/// Which articles are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those at or below the minimum of which too little is coming.
    pub attention: bool,
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those of which something is on order.
    pub on_order: bool,
    /// Only those of this supplier.
    pub supplier: Option<SupplierId>,
    /// Only those that were put away, instead of those in use.
    pub archived: bool,
    /// Words of name, number, place or supplier.
    pub search: Option<String>,
    /// Sorted by name, instead of by how much attention they want.
    pub by_name: bool,
}

/// A page of articles, as of today.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(
    pool: &Pool,
    filter: &Filter,
    today: NaiveDate,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Article>, ReadError> {
    let mut query = asked(today);
    query.push(" WHERE archived = ").push_bind(filter.archived);
    if filter.attention {
        query.push(" AND rank <= 1");
    }
    if let Some(state) = filter.state {
        query.push(" AND rank = ").push_bind(state as i64);
    }
    if filter.on_order {
        query.push(" AND on_order > 0");
    }
    if let Some(supplier) = filter.supplier {
        query.push(" AND supplier = ").push_bind(supplier.to_string());
    }
    if let Some(words) = filter.search.as_deref().and_then(fts_query) {
        query.push(" AND row IN (SELECT rowid FROM article_fts WHERE words MATCH ").push_bind(words).push(")");
    }
    // The key is the rank's digit with the name behind it, or the name alone.
    if let (Some(after), true) = (after, filter.by_name) {
        query.push(" AND (articles.sort_name, articles.id) > (");
        query.push_bind(&after.key).push(", ").push_bind(&after.id).push(")");
    } else if let Some((after, (rank, name))) = after.and_then(|after| Some((after, after.key.split_at_checked(1)?))) {
        query.push(" AND (rank, articles.sort_name, articles.id) > (");
        query.push_bind(rank.parse::<i64>().unwrap_or_default()).push(", ");
        query.push_bind(name).push(", ").push_bind(&after.id).push(")");
    }
    query.push(if filter.by_name {
        " ORDER BY articles.sort_name, articles.id"
    } else {
        " ORDER BY rank, articles.sort_name, articles.id"
    });
    query.push(" LIMIT ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1));
    let rows = query.fetch_all(pool).await?;
    let rows: Vec<_> = rows.iter().map(article).collect::<Result<_, _>>()?;
    let key = |row: &Article| match filter.by_name {
        true => fold(&row.name),
        false => format!("{}{}", row.state as u8, fold(&row.name)),
    };
    Ok(Page::of(rows, limit, |row| Cursor { key: key(row), id: row.id.to_string() }))
}

/// How many articles stand how, put away ones left out.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct Counts {
    /// Nothing left.
    pub out: i64,
    /// At or below the minimum, and too little coming.
    pub low: i64,
    /// Something is on order.
    pub on_order: i64,
    /// All.
    pub all: i64,
}

/// How many articles stand how.
///
/// # Errors
/// When the tables can't be read.
pub async fn counts(pool: &Pool) -> Result<Counts, ReadError> {
    let row =
        ask("SELECT COALESCE(SUM(rank = 0), 0), COALESCE(SUM(rank = 1), 0), COALESCE(SUM(on_order > 0), 0), COUNT(*)
         FROM articles WHERE archived = 0")
        .fetch_one(pool)
        .await?;
    Ok(Counts { out: row.get(0)?, low: row.get(1)?, on_order: row.get(2)?, all: row.get(3)? })
}
