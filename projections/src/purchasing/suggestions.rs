//! What to buy now, and how much of it, by supplier.

use chrono::NaiveDate;
use domain::{Money, Quantity, SupplierId};
use schemars::JsonSchema;
use serde::Serialize;

use super::articles::{Article, article, asked};
use crate::{Pool, ReadError};

/// An article that should be bought.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Suggestion {
    /// The article.
    pub article: Article,
    /// How many, in whole order quantities.
    pub quantity: Quantity,
    /// What that costs, without VAT.
    pub amount: Money,
}

/// What should be bought from one supplier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Group {
    /// From whom; none for articles that have no supplier yet.
    pub supplier: Option<SupplierId>,
    /// That supplier's name.
    pub name: Option<String>,
    /// Days from order to delivery, as a rule.
    pub lead_days: Option<i64>,
    /// What it costs together, without VAT.
    pub total: Money,
    /// What, by name.
    pub articles: Vec<Suggestion>,
}

/// Articles that stay at or below their minimum, or short of what visits need, with what is on order and on drafts.
pub const TO_BUY: &str = " WHERE to_buy = 1 ORDER BY articles.supplier, articles.sort_name";

/// What to buy now, by supplier.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &Pool, today: NaiveDate) -> Result<Vec<Group>, ReadError> {
    let rows = asked(today).push(TO_BUY).fetch_all(pool).await?;
    let mut groups: Vec<Group> = Vec::new();
    for row in &rows {
        let article = article(row)?;
        let quantity = advised(&article);
        let amount = article.purchase_price.times(quantity);
        match groups.last_mut() {
            Some(group) if group.supplier == article.supplier => {
                group.total = group.total + amount;
                group.articles.push(Suggestion { article, quantity, amount });
            }
            _ => groups.push(Group {
                supplier: article.supplier,
                name: article.supplier_name.clone(),
                lead_days: article.lead_days,
                total: amount,
                articles: vec![Suggestion { article, quantity, amount }],
            }),
        }
    }
    Ok(groups)
}

/// How many to buy: the fewest whole order quantities with which stock, once what visits need is taken, is above the minimum.
pub fn advised(article: &Article) -> Quantity {
    let left = article.stock + article.on_order + article.drafted - article.reserved;
    let lacking = (article.minimum - left).thousandths().max(0);
    // Above the minimum, so at exactly the minimum there is one more to buy.
    let batch = article.order_quantity.thousandths().max(1);
    Quantity::from_thousandths((lacking / batch + 1) * batch)
}
