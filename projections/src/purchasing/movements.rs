//! What came, went and was counted of an article.

use chrono::{DateTime, Utc};
use domain::{ArticleId, PurchaseOrderId, Quantity, UserId, VisitId, article::Event, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Cursor, Page, Pool, ReadError, Value, Writes, ask, values};

/// Why stock changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What lay there when the article was written down.
    Registered,
    /// Goods came in.
    Received,
    /// A visit used it.
    Taken,
    /// A visit brought it back.
    PutBack,
    /// It was counted.
    Counted,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Registered, Self::Received, Self::Taken, Self::PutBack, Self::Counted];

    /// The name as stored and in texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Received => "received",
            Self::Taken => "taken",
            Self::PutBack => "put-back",
            Self::Counted => "counted",
        }
    }
}

/// A change of stock.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Movement {
    /// Its place in the log.
    pub position: i64,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Why.
    pub kind: Kind,
    /// What was added; negative when taken.
    pub quantity: Quantity,
    /// What there was then.
    pub stock: Quantity,
    /// The visit that used it.
    pub visit: Option<VisitId>,
    /// That visit's number.
    pub visit_number: Option<i64>,
    /// The order that it came with.
    pub purchase_order: Option<PurchaseOrderId>,
    /// That order's number.
    pub order_number: Option<i64>,
    /// Why the count differed.
    pub reason: Option<String>,
    /// The colleague who did it, or whose visit it was; none when Werkbank did.
    pub actor: Option<UserId>,
}

/// What an event changes. Comes before the article's own row changes: it reads the stock before.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Article(event) = &recorded.event else { return };
    let id = recorded.subject();
    let (kind, added): (Kind, i64) = match event {
        Event::ArticleRegistered { stock, .. } => (Kind::Registered, stock.thousandths()),
        Event::StockReceived { quantity, .. } => (Kind::Received, quantity.thousandths()),
        Event::StockTaken { quantity, .. } => (Kind::Taken, -quantity.thousandths()),
        Event::StockPutBack { quantity, .. } => (Kind::PutBack, quantity.thousandths()),
        Event::StockCounted { counted, .. } => (Kind::Counted, counted.thousandths()),
        _ => return,
    };
    let (visit, order, reason) = match event {
        Event::StockTaken { visit, .. } | Event::StockPutBack { visit, .. } => (Some(*visit), None, None),
        Event::StockReceived { order, .. } => (None, Some(*order), None),
        Event::StockCounted { reason, .. } => (None, None, Some(reason.as_str())),
        _ => (None, None, None),
    };
    let values = values![
        id,
        recorded.position.0,
        recorded.recorded_at,
        kind.name(),
        added,
        visit,
        order,
        reason,
        recorded.metadata.actor.user(),
    ];
    writes.run(
        match kind {
            Kind::Registered => "INSERT INTO movements VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9)",
            // A count says what there is; what it added is the difference.
            Kind::Counted => {
                "INSERT INTO movements SELECT ?1, ?2, ?3, ?4, ?5 - stock, ?5, ?6, ?7, ?8, ?9 FROM articles WHERE id = ?1"
            }
            _ => {
                "INSERT INTO movements SELECT ?1, ?2, ?3, ?4, ?5, stock + ?5, ?6, ?7, ?8, ?9 FROM articles WHERE id = ?1"
            }
        },
        values,
    );
    if matches!(kind, Kind::Taken | Kind::PutBack) {
        let used: [Value; 3] = values![id, recorded.recorded_at.date_naive(), -added];
        writes.run(
            "INSERT INTO article_use VALUES (?1, ?2, ?3)
             ON CONFLICT (article, day) DO UPDATE SET quantity = quantity + excluded.quantity",
            used,
        );
    }
}

fn movement(row: &crate::Row) -> Result<Movement, ReadError> {
    let kind: String = row.get("kind")?;
    let id = |column| row.get::<Option<String>>(column);
    Ok(Movement {
        position: row.get("position")?,
        at: DateTime::from_timestamp_micros(row.get("at")?).unwrap_or_default(),
        kind: Kind::ALL.into_iter().find(|known| known.name() == kind).unwrap_or(Kind::Counted),
        quantity: Quantity::from_thousandths(row.get("quantity")?),
        stock: Quantity::from_thousandths(row.get("stock")?),
        visit: id("visit")?.and_then(|id| id.parse().ok()),
        visit_number: row.get("visit_number")?,
        purchase_order: id("purchase_order")?.and_then(|id| id.parse().ok()),
        order_number: row.get("order_number")?,
        reason: row.get("reason")?,
        actor: id("actor")?.or(id("technician")?).and_then(|id| id.parse().ok()),
    })
}

/// A page of an article's movements, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(
    pool: &Pool,
    article: ArticleId,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Movement>, ReadError> {
    let before = after.and_then(|cursor| cursor.key.parse().ok()).unwrap_or(i64::MAX);
    let rows = ask(MOVEMENTS)
        .bind(article.to_string())
        .bind(before)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .fetch_all(pool)
        .await?;
    let rows: Vec<_> = rows.iter().map(movement).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit, |row| Cursor { key: row.position.to_string(), id: article.to_string() }))
}

/// The question behind [`list`].
pub const MOVEMENTS: &str = "
    SELECT movements.*, visits.number AS visit_number, visits.technician, purchase_orders.number AS order_number
    FROM movements
    LEFT JOIN visits ON visits.id = movements.visit
    LEFT JOIN purchase_orders ON purchase_orders.id = movements.purchase_order
    WHERE article = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3";
