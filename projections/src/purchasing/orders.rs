//! Purchase orders: what was drafted, placed, and how much of it came in.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{ArticleId, Money, PurchaseOrderId, Quantity, SupplierId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::articles::{money, quantity};
use crate::{Cursor, Page, Pool, ReadError, access::users::id, ask};

/// How an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not placed yet.
    Draft,
    /// With the supplier; nothing came in yet.
    Placed,
    /// A part came in.
    Partly,
    /// All of it came in.
    Received,
    /// It is off, or the rest of it.
    Cancelled,
}

impl State {
    /// All of them, in the order in which an order goes through them.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Placed, Self::Partly, Self::Received, Self::Cancelled];

    /// The name as stored, in addresses and in texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Placed => "placed",
            Self::Partly => "partly",
            Self::Received => "received",
            Self::Cancelled => "cancelled",
        }
    }
}

/// An order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Order {
    /// Id.
    pub id: PurchaseOrderId,
    /// Number; shown as `I-87`.
    pub number: i64,
    /// With whom.
    pub supplier: SupplierId,
    /// That supplier's name.
    pub supplier_name: Option<String>,
    /// How it stands.
    pub state: State,
    /// Whether Werkbank drafted it by itself.
    pub automatic: bool,
    /// When it was drafted.
    pub drafted_at: DateTime<Utc>,
    /// When it went to the supplier.
    pub placed_at: Option<DateTime<Utc>>,
    /// When all had come in, or it was called off.
    pub closed_at: Option<DateTime<Utc>>,
    /// When it should come, by the supplier's lead time.
    pub expected: Option<NaiveDate>,
    /// Why it was called off.
    pub reason: Option<String>,
    /// How many lines it has.
    pub lines: i64,
    /// What it costs, without VAT.
    pub total: Money,
    /// Revision of its stream.
    pub revision: i64,
}

/// An article on an order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Line {
    /// Which article.
    pub article: ArticleId,
    /// That article's number.
    pub number: Option<String>,
    /// That article's name.
    pub name: Option<String>,
    /// What it is counted in.
    pub unit: Option<String>,
    /// The supplier's own number for it.
    pub supplier_number: Option<String>,
    /// How many were ordered.
    pub quantity: Quantity,
    /// How many came in.
    pub received: Quantity,
    /// How many are still to come; none of a draft or an order that is off.
    pub open: Quantity,
    /// What one costs, without VAT.
    pub price: Money,
    /// What the line costs, without VAT.
    pub amount: Money,
}

/// Goods that came in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Receipt {
    /// Its place in the log; lines of one delivery share it.
    pub position: i64,
    /// When they came.
    pub day: NaiveDate,
    /// The supplier's delivery note.
    pub delivery_note: Option<String>,
    /// Why more came than was ordered.
    pub more: Option<String>,
    /// Which article.
    pub article: ArticleId,
    /// That article's name.
    pub name: Option<String>,
    /// How many.
    pub quantity: Quantity,
}

/// An order with its lines and what came in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Whole {
    /// The order.
    pub order: Order,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What came in, oldest first.
    pub receipts: Vec<Receipt>,
}

fn moment(row: &crate::Row, column: &str) -> Result<Option<DateTime<Utc>>, ReadError> {
    Ok(row.get::<Option<i64>>(column)?.and_then(DateTime::from_timestamp_micros))
}

fn order(row: &crate::Row) -> Result<Order, ReadError> {
    let state: String = row.get("state")?;
    let placed_at = moment(row, "placed_at")?;
    let lead_days: Option<i64> = row.get("lead_days")?;
    Ok(Order {
        id: id(row, "id")?,
        number: row.get("number")?,
        supplier: id(row, "supplier")?,
        supplier_name: row.get("supplier_name")?,
        state: State::ALL.into_iter().find(|known| known.name() == state).unwrap_or(State::Draft),
        automatic: row.get("automatic")?,
        drafted_at: moment(row, "drafted_at")?.unwrap_or_default(),
        placed_at,
        closed_at: moment(row, "closed_at")?,
        expected: placed_at
            .zip(lead_days)
            .and_then(|(at, days)| at.date_naive().checked_add_days(Days::new(days.unsigned_abs()))),
        reason: row.get("reason")?,
        lines: row.get("lines")?,
        total: money(row, "total")?,
        revision: row.get("revision")?,
    })
}

/// The beginning of every question about orders.
pub const ORDERS: &str = "SELECT purchase_orders.*, suppliers.name AS supplier_name, suppliers.lead_days
    FROM purchase_orders LEFT JOIN suppliers ON suppliers.id = purchase_orders.supplier";

/// Which orders are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those that are not closed.
    pub open: bool,
    /// Only those with this supplier.
    pub supplier: Option<SupplierId>,
    /// Only those with this article.
    pub article: Option<ArticleId>,
}

/// A page of orders, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(
    pool: &Pool,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Order>, ReadError> {
    let before = after.and_then(|cursor| cursor.key.parse::<i64>().ok()).unwrap_or(i64::MAX);
    let mut query = ask(ORDERS);
    query.push(" WHERE number < ").push_bind(before);
    if let Some(state) = filter.state {
        query.push(" AND state = ").push_bind(state.name());
    }
    if filter.open {
        query.push(" AND state IN ('draft', 'placed', 'partly')");
    }
    if let Some(supplier) = filter.supplier {
        query.push(" AND supplier = ").push_bind(supplier.to_string());
    }
    if let Some(article) = filter.article {
        query.push(" AND purchase_orders.id IN (SELECT purchase_order FROM order_lines WHERE article = ");
        query.push_bind(article.to_string()).push(")");
    }
    query.push(" ORDER BY number DESC LIMIT ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1));
    let rows = query.fetch_all(pool).await?;
    let rows: Vec<_> = rows.iter().map(order).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit, |row| Cursor { key: row.number.to_string(), id: row.id.to_string() }))
}

/// The order of that number.
///
/// # Errors
/// When the tables can't be read.
pub async fn numbered(pool: &Pool, number: i64) -> Result<Option<Order>, ReadError> {
    let row = ask(ORDERS).push(" WHERE purchase_orders.number = ").push_bind(number).fetch_optional(pool).await?;
    row.as_ref().map(order).transpose()
}

/// One order with its lines and what came in.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: PurchaseOrderId) -> Result<Option<Whole>, ReadError> {
    let row = ask(ORDERS).push(" WHERE purchase_orders.id = ").push_bind(id.to_string()).fetch_optional(pool).await?;
    let Some(order) = row.as_ref().map(order).transpose()? else { return Ok(None) };
    let rows = ask("SELECT l.*, a.number, a.name, a.unit, a.supplier_number FROM order_lines l
         LEFT JOIN articles a ON a.id = l.article WHERE l.purchase_order = ?1 ORDER BY l.line")
    .bind(id.to_string())
    .fetch_all(pool)
    .await?;
    let lines = rows.iter().map(|row| line(row, order.state)).collect::<Result<_, _>>()?;
    let rows = ask("SELECT r.*, a.name FROM receipts r LEFT JOIN articles a ON a.id = r.article
         WHERE r.purchase_order = ?1 ORDER BY r.position, r.line")
    .bind(id.to_string())
    .fetch_all(pool)
    .await?;
    let receipts = rows.iter().map(receipt).collect::<Result<_, _>>()?;
    Ok(Some(Whole { order, lines, receipts }))
}

fn line(row: &crate::Row, state: State) -> Result<Line, ReadError> {
    let (ordered, received, price) = (quantity(row, "quantity")?, quantity(row, "received")?, money(row, "price")?);
    Ok(Line {
        article: id(row, "article")?,
        number: row.get("number")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        supplier_number: row.get("supplier_number")?,
        quantity: ordered,
        received,
        open: match state {
            State::Placed | State::Partly if received < ordered => ordered - received,
            _ => Quantity::default(),
        },
        price,
        amount: price.times(ordered),
    })
}

fn receipt(row: &crate::Row) -> Result<Receipt, ReadError> {
    Ok(Receipt {
        position: row.get("position")?,
        day: row.get::<String>("day")?.parse().unwrap_or_default(),
        delivery_note: row.get("delivery_note")?,
        more: row.get("more")?,
        article: id(row, "article")?,
        name: row.get("name")?,
        quantity: quantity(row, "quantity")?,
    })
}
