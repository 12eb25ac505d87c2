//! Articles: what lies there, what is coming, what is wanted, and how long it lasts.

use chrono::{DateTime, Days, NaiveDate};
use domain::{
    ArticleId, Currency, Money, Quantity, SupplierId,
    article::{Details, Event},
    registry::AnyEvent,
    settings::VatKind,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Pool, Question, ReadError, Value, Writes, access::users::id, ask, text::fold, values};

/// Over how many days use is looked at.
pub const USE_DAYS: i64 = 90;

/// How an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing is left.
    Out,
    /// At or below the minimum, and too little is coming.
    Low,
    /// At or below the minimum, and enough is coming.
    Ordered,
    /// Above the minimum.
    Enough,
}

impl State {
    /// All, in the order in which they want attention.
    pub const ALL: [Self; 4] = [Self::Out, Self::Low, Self::Ordered, Self::Enough];

    /// The name as in addresses and texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::Low => "low",
            Self::Ordered => "ordered",
            Self::Enough => "enough",
        }
    }
}

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
    /// From whom it is bought.
    pub supplier: Option<SupplierId>,
    /// That supplier's name.
    pub supplier_name: Option<String>,
    /// The supplier's own number for it.
    pub supplier_number: Option<String>,
    /// What one costs to buy, without VAT.
    pub purchase_price: Money,
    /// What a customer pays for one, without VAT.
    pub sales_price: Money,
    /// Which VAT rate.
    pub vat: VatKind,
    /// At or below this it is time to buy.
    pub minimum: Quantity,
    /// How many are bought at once.
    pub order_quantity: Quantity,
    /// Whether Werkbank orders by itself.
    pub automatic: bool,
    /// Where it lies.
    pub place: Option<String>,
    /// Every so many months it is maintained where it was sold.
    pub service_months: Option<u16>,
    /// Whether Werkbank plans that by itself.
    pub plans_service: bool,
    /// How many months of warranty go with it.
    pub warranty_months: Option<u16>,
    /// Which machines it is a part of.
    pub fits: Option<String>,
    /// How many there are, by the books.
    pub stock: Quantity,
    /// How many are ordered and still to come.
    pub on_order: Quantity,
    /// How many stand on drafts of orders.
    pub drafted: Quantity,
    /// How many open visits need.
    pub reserved: Quantity,
    /// Whether more has to be bought than is on order and on drafts.
    pub to_buy: bool,
    /// How it stands.
    pub state: State,
    /// Used in the last 90 days.
    pub used: Quantity,
    /// For how many days stock lasts at that use; none when nothing was used.
    pub lasts_days: Option<i64>,
    /// Days from order to delivery, as a rule.
    pub lead_days: Option<i64>,
    /// When the first open order should come, by the supplier's lead time.
    pub expected: Option<NaiveDate>,
    /// How many open visits wait for it.
    pub visits: i64,
    /// Whether it was put away.
    pub archived: bool,
    /// Revision of its stream.
    pub revision: i64,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Article(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::ArticleRegistered { number, details, stock } => {
            let values = values![id, number.as_str(), *stock].into_iter().chain(columns(details));
            writes.run(
                "INSERT INTO articles VALUES (NULL, ?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                     ?18, ?19, ?20, ?21, ?3, 0, 0, 0, 0, 0)",
                values,
            );
            writes.run(
                "INSERT INTO article_fts (rowid, words) SELECT row, words FROM article_words WHERE id = ?1",
                values![id],
            );
        }
        Event::ArticleChanged { details } => {
            writes.run(
                "UPDATE articles SET name = ?2, sort_name = ?3, words = ?4, unit = ?5, supplier = ?6, supplier_number = ?7,
                     purchase_price = ?8, currency = ?9, sales_price = ?10, vat = ?11, minimum = ?12, order_quantity = ?13,
                     automatic = ?14, place = ?15, service_months = ?16, plans_service = ?17, warranty_months = ?18, fits = ?19 WHERE id = ?1",
                values![id].into_iter().chain(columns(details)),
            );
            writes.run(
                "UPDATE article_fts SET words = (SELECT words FROM article_words WHERE row = article_fts.rowid)
                 WHERE rowid = (SELECT row FROM articles WHERE id = ?1)",
                values![id],
            );
        }
        Event::ArticleArchived { .. } => writes.run("UPDATE articles SET archived = 1 WHERE id = ?1", values![id]),
        Event::ArticleRestored {} => writes.run("UPDATE articles SET archived = 0 WHERE id = ?1", values![id]),
        Event::StockReceived { quantity, .. } | Event::StockPutBack { quantity, .. } => {
            writes.run("UPDATE articles SET stock = stock + ?2 WHERE id = ?1", values![id, *quantity]);
        }
        Event::StockTaken { quantity, .. } => {
            writes.run("UPDATE articles SET stock = stock - ?2 WHERE id = ?1", values![id, *quantity]);
        }
        Event::StockCounted { counted, .. } => {
            writes.run("UPDATE articles SET stock = ?2 WHERE id = ?1", values![id, *counted]);
        }
        Event::BarcodeSet { .. } => {}
        Event::MinimumReached {} | Event::RanOut {} | Event::WentBelowZero {} | Event::Replenished {} => {}
    }
    writes.run("UPDATE articles SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn columns(details: &Details) -> [Value; 18] {
    let place = details.place.as_ref().map(|place| place.as_str());
    let supplier_number = details.supplier_number.as_ref().map(|number| number.as_str());
    let words = [details.name.as_str(), supplier_number.unwrap_or_default(), place.unwrap_or_default()];
    values![
        details.name.as_str(),
        fold(details.name.as_str()),
        fold(&words.join(" ")),
        details.unit.as_str(),
        details.supplier,
        supplier_number,
        details.purchase_price,
        details.purchase_price.currency.code(),
        details.sales_price,
        details.vat.name(),
        details.minimum,
        details.order_quantity,
        details.automatic,
        place,
        details.service_months,
        details.plans_service,
        details.warranty_months,
        details.fits.as_ref().map(|fits| fits.as_str()),
    ]
}

/// The beginning of every question about articles; `?1` is the day after which use counts.
pub const ARTICLES: &str = "
    SELECT articles.*, suppliers.name AS supplier_name, suppliers.lead_days,
        (SELECT COALESCE(SUM(quantity), 0) FROM article_use WHERE article = articles.id AND day > ?1) AS used,
        (SELECT COUNT(*) FROM needs WHERE article = articles.id AND open = 1 AND quantity > used) AS visits,
        (SELECT MIN(placed_at) FROM order_lines JOIN purchase_orders ON purchase_orders.id = purchase_order
         WHERE article = articles.id AND state IN ('placed', 'partly') AND quantity > received) AS ordered_at
    FROM articles LEFT JOIN suppliers ON suppliers.id = articles.supplier";

pub(super) fn since(today: NaiveDate) -> String {
    today.checked_sub_days(Days::new(USE_DAYS.unsigned_abs())).unwrap_or_default().to_string()
}

/// A column of cents beside the row's currency.
pub(super) fn money(row: &crate::Row, column: &str) -> Result<Money, ReadError> {
    let currency = if row.get::<String>("currency")? == "PLN" { Currency::Pln } else { Currency::Eur };
    Ok(Money { cents: row.get(column)?, currency })
}

pub(super) fn quantity(row: &crate::Row, column: &str) -> Result<Quantity, ReadError> {
    row.get(column).map(Quantity::from_thousandths)
}

pub(super) fn article(row: &crate::Row) -> Result<Article, ReadError> {
    let (stock, used) = (quantity(row, "stock")?, quantity(row, "used")?);
    let vat: String = row.get("vat")?;
    let lead_days: Option<i64> = row.get("lead_days")?;
    let ordered_at = row.get::<Option<i64>>("ordered_at")?.and_then(DateTime::from_timestamp_micros);
    let rank: i64 = row.get("rank")?;
    Ok(Article {
        id: id(row, "id")?,
        number: row.get("number")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        supplier: row.get::<Option<String>>("supplier")?.and_then(|id| id.parse().ok()),
        supplier_name: row.get("supplier_name")?,
        supplier_number: row.get("supplier_number")?,
        purchase_price: money(row, "purchase_price")?,
        sales_price: money(row, "sales_price")?,
        vat: VatKind::ALL.into_iter().find(|kind| kind.name() == vat).unwrap_or_default(),
        minimum: quantity(row, "minimum")?,
        order_quantity: quantity(row, "order_quantity")?,
        automatic: row.get("automatic")?,
        place: row.get("place")?,
        service_months: row.get("service_months")?,
        plans_service: row.get("plans_service")?,
        warranty_months: row.get("warranty_months")?,
        fits: row.get("fits")?,
        stock,
        on_order: quantity(row, "on_order")?,
        drafted: quantity(row, "drafted")?,
        reserved: quantity(row, "reserved")?,
        state: usize::try_from(rank).ok().and_then(|rank| State::ALL.get(rank)).copied().unwrap_or(State::Enough),
        to_buy: row.get("to_buy")?,
        used,
        lasts_days: lasts(stock, used),
        lead_days,
        expected: ordered_at
            .zip(lead_days)
            .and_then(|(at, days)| at.date_naive().checked_add_days(Days::new(days.unsigned_abs()))),
        visits: row.get("visits")?,
        archived: row.get("archived")?,
        revision: row.get("revision")?,
    })
}

/// For how many whole days stock lasts at a use in [`USE_DAYS`]; none when nothing was used.
fn lasts(stock: Quantity, used: Quantity) -> Option<i64> {
    (used > Quantity::default()).then(|| stock.thousandths().max(0).saturating_mul(USE_DAYS) / used.thousandths())
}

/// One article, as of today.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: ArticleId, today: NaiveDate) -> Result<Option<Article>, ReadError> {
    let mut query = asked(today);
    query.push(" WHERE articles.id = ").push_bind(id.to_string());
    query.fetch_optional(pool).await?.as_ref().map(article).transpose()
}

/// A question about articles as of today, to which conditions are added.
pub(super) fn asked(today: NaiveDate) -> Question {
    let (before, after) = ARTICLES.split_once("?1").unwrap_or((ARTICLES, ""));
    let mut query = ask(before);
    query.push_bind(since(today)).push(after);
    query
}
