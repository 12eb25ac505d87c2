//! The questions of stock and purchasing.

use domain::{ArticleId, PurchaseOrderId, SupplierId};
use projections::{
    Cursor, Page, Pool, ReadError,
    purchasing::{DEPARTMENT, article_list, articles, movements, orders, suggestions, suppliers, waiting},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: usize = 50;
/// Visits that wait are named at most so often.
const WAITING: usize = 200;

/// What is asked of the list of articles.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Articles {
    /// Only those at or below their minimum of which too little is coming.
    #[serde(default)]
    attention: bool,
    /// Only those in this state.
    #[serde(default)]
    state: Option<articles::State>,
    /// Only those of which something is on order.
    #[serde(default)]
    on_order: bool,
    /// Only those of this supplier.
    #[serde(default)]
    supplier: Option<SupplierId>,
    /// Those that were put away, instead of those in use.
    #[serde(default)]
    archived: bool,
    /// Words of name, number, place or supplier.
    #[serde(default)]
    search: Option<String>,
    /// Sorted by name, instead of by how much attention they want.
    #[serde(default)]
    by_name: bool,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// What is asked of a list with nothing to choose.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct From {
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// What is asked of the list of orders.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Orders {
    /// Only those in this state.
    #[serde(default)]
    state: Option<orders::State>,
    /// Only those that are not closed.
    #[serde(default)]
    open: bool,
    /// Only those with this supplier.
    #[serde(default)]
    supplier: Option<SupplierId>,
    /// Only those with this article.
    #[serde(default)]
    article: Option<ArticleId>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// What is asked of the list of suppliers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Suppliers {
    /// Any part of the name.
    #[serde(default)]
    search: Option<String>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// An article with who waits for it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ArticleCard {
    /// The article.
    article: articles::Article,
    /// Open visits that need it, the first appointment first.
    visits: Vec<waiting::Waiting>,
}

/// What to buy, and who waits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Advice {
    /// What to buy now, by supplier.
    suppliers: Vec<suggestions::Group>,
}

/// Who waits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhoWaits {
    /// Open visits that need an article of which nothing is left, the first appointment first; at most 200.
    visits: Vec<waiting::Waiting>,
}

/// Every question of the department.
pub static PURCHASING: &[Query] = &[
    question!(
        "articles",
        "Articles, those that want attention first",
        SeeStock,
        Articles,
        Page<articles::Article>,
        list
    ),
    question!("articles/{id}", "An article and who waits for it", SeeStock, Nothing, ArticleCard, article),
    question!(
        "articles/{id}/movements",
        "What came, went and was counted of an article, newest first",
        SeeStock,
        From,
        Page<movements::Movement>,
        moved
    ),
    question!("purchase-advice", "What to buy now, by supplier", EditStock, Nothing, Advice, advice),
    question!("waiting-visits", "Visits that need an article that is out", SeeStock, Nothing, WhoWaits, waits),
    question!("purchase-orders", "Purchase orders, newest first", SeePurchasing, Orders, Page<orders::Order>, ordered),
    question!(
        "purchase-orders/{id}",
        "A purchase order with lines and receipts",
        SeePurchasing,
        Nothing,
        orders::Whole,
        order
    ),
    question!("suppliers", "Suppliers, by name", SeePurchasing, Suppliers, Page<suppliers::Supplier>, sellers),
    question!("suppliers/{id}", "A supplier", SeePurchasing, Nothing, suppliers::Supplier, seller),
];

impl Asker {
    fn purchasing(&self) -> &Pool {
        &self.app.reads.of(&DEPARTMENT).pool
    }

    fn purchased<T: std::str::FromStr>(&self) -> Option<T> {
        self.id.as_deref().and_then(|id| id.parse().ok())
    }
}

fn cursor(after: Option<String>) -> Option<Cursor> {
    after.as_deref().and_then(Cursor::parse)
}

async fn list(asker: Asker, asked: Articles) -> Result<Option<Page<articles::Article>>, ReadError> {
    let Articles { attention, state, on_order, supplier, archived, search, by_name, after } = asked;
    let filter = article_list::Filter { attention, state, on_order, supplier, archived, search, by_name };
    let today = asker.app.log.today();
    article_list::list(asker.purchasing(), &filter, today, cursor(after).as_ref(), LIMIT).await.map(Some)
}

async fn article(asker: Asker, _: Nothing) -> Result<Option<ArticleCard>, ReadError> {
    let Some(id) = asker.purchased() else { return Ok(None) };
    let pool = asker.purchasing();
    let Some(article) = articles::one(pool, id, asker.app.log.today()).await? else { return Ok(None) };
    Ok(Some(ArticleCard { article, visits: waiting::of_article(pool, id).await? }))
}

async fn moved(asker: Asker, asked: From) -> Result<Option<Page<movements::Movement>>, ReadError> {
    let Some(id) = asker.purchased() else { return Ok(None) };
    movements::list(asker.purchasing(), id, cursor(asked.after).as_ref(), LIMIT).await.map(Some)
}

async fn advice(asker: Asker, _: Nothing) -> Result<Option<Advice>, ReadError> {
    Ok(Some(Advice { suppliers: suggestions::all(asker.purchasing(), asker.app.log.today()).await? }))
}

async fn waits(asker: Asker, _: Nothing) -> Result<Option<WhoWaits>, ReadError> {
    Ok(Some(WhoWaits { visits: waiting::all(asker.purchasing(), WAITING).await? }))
}

async fn ordered(asker: Asker, asked: Orders) -> Result<Option<Page<orders::Order>>, ReadError> {
    let Orders { state, open, supplier, article, after } = asked;
    let filter = orders::Filter { state, open, supplier, article };
    orders::list(asker.purchasing(), &filter, cursor(after).as_ref(), LIMIT).await.map(Some)
}

async fn order(asker: Asker, _: Nothing) -> Result<Option<orders::Whole>, ReadError> {
    match asker.purchased::<PurchaseOrderId>() {
        Some(id) => orders::one(asker.purchasing(), id).await,
        None => Ok(None),
    }
}

async fn sellers(asker: Asker, asked: Suppliers) -> Result<Option<Page<suppliers::Supplier>>, ReadError> {
    let after = cursor(asked.after);
    suppliers::list(asker.purchasing(), asked.search.as_deref(), after.as_ref(), LIMIT).await.map(Some)
}

async fn seller(asker: Asker, _: Nothing) -> Result<Option<suppliers::Supplier>, ReadError> {
    match asker.purchased::<SupplierId>() {
        Some(id) => suppliers::one(asker.purchasing(), id).await,
        None => Ok(None),
    }
}
