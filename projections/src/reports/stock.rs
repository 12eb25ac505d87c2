//! Stock: what came and went with what it was worth, and when an article was not there.

use chrono::{DateTime, Utc};
use domain::{
    Quantity, VisitId,
    article::{Details, Event},
    registry::AnyEvent,
};
use event_store::Recorded;

use super::noon;
use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Article(event) = &recorded.event else { return };
    let (id, at) = (recorded.subject(), recorded.recorded_at);
    match event {
        Event::ArticleRegistered { number, details, stock } => {
            writes.run(
                "INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0)",
                values![
                    id,
                    number.as_str(),
                    details.name.as_str(),
                    details.supplier,
                    details.purchase_price,
                    details.purchase_price.currency.code(),
                ],
            );
            moves(recorded, "registered", at, *stock, None, writes);
        }
        Event::ArticleChanged { details } => changed(recorded, details, writes),
        // Goods lie there from the day on which they came, whenever that was written down.
        Event::StockReceived { quantity, on, .. } => moves(recorded, "received", noon(*on), *quantity, None, writes),
        Event::StockTaken { quantity, visit } => {
            moves(recorded, "taken", at, Quantity::default() - *quantity, Some(*visit), writes);
        }
        Event::StockPutBack { quantity, visit } => moves(recorded, "put-back", at, *quantity, Some(*visit), writes),
        Event::StockCounted { counted, .. } => {
            writes.run(
                "INSERT INTO stock SELECT ?2, 0, ?3, id, 'counted', ?4 - quantity,
                     CAST(round(?4 * price / 1000.0) AS INTEGER) - value, currency, NULL FROM articles WHERE id = ?1",
                values![id, recorded.position.0, at, *counted],
            );
            stands(recorded, writes);
        }
        Event::RanOut {} | Event::WentBelowZero {} => writes.run(
            "INSERT INTO stock_outs SELECT ?2, ?3, NULL, ?1, 0, 0
             WHERE NOT EXISTS (SELECT 1 FROM stock_outs WHERE article = ?1 AND until IS NULL)",
            values![id, recorded.position.0, at],
        ),
        Event::MinimumReached {} | Event::Replenished {} => {
            writes.run("UPDATE stock_outs SET until = ?2 WHERE article = ?1 AND until IS NULL", values![id, at]);
        }
        Event::ArticleArchived { .. } | Event::ArticleRestored {} | Event::BarcodeSet { .. } => {}
    }
}

/// A movement is worth what it changes the worth of all that lies there by: so nothing is left of rounding.
fn moves(
    recorded: &Recorded,
    kind: &'static str,
    at: DateTime<Utc>,
    quantity: Quantity,
    visit: Option<VisitId>,
    writes: &mut Writes,
) {
    writes.run(
        "INSERT INTO stock SELECT ?2, 0, ?3, id, ?4, ?5,
             CAST(round((quantity + ?5) * price / 1000.0) AS INTEGER) - value, currency, ?6 FROM articles WHERE id = ?1",
        values![recorded.subject(), recorded.position.0, at, kind, quantity, visit],
    );
    stands(recorded, writes);
}

/// Takes over what the movement of this event says.
fn stands(recorded: &Recorded, writes: &mut Writes) {
    writes.run(
        "UPDATE articles SET quantity = articles.quantity + moved.quantity, value = articles.value + moved.value
         FROM stock moved WHERE articles.id = ?1 AND moved.position = ?2 AND moved.n = 0",
        values![recorded.subject(), recorded.position.0],
    );
}

/// At another price the same goods are worth something else; in other money they leave the one and come into the other.
fn changed(recorded: &Recorded, details: &Details, writes: &mut Writes) {
    let (id, position, price) = (recorded.subject(), recorded.position.0, details.purchase_price);
    let row = values![id, position, recorded.recorded_at, price, price.currency.code()];
    writes.run(
        "INSERT INTO stock SELECT ?2, 0, ?3, id, 'revalued', 0, CAST(round(quantity * ?4 / 1000.0) AS INTEGER) - value, ?5, NULL
         FROM articles WHERE id = ?1 AND currency = ?5 AND CAST(round(quantity * ?4 / 1000.0) AS INTEGER) <> value",
        row.clone(),
    );
    writes.run(
        "INSERT INTO stock SELECT ?2, 1, ?3, id, 'revalued', 0, -value, currency, NULL
         FROM articles WHERE id = ?1 AND currency <> ?5 AND value <> 0",
        row.clone(),
    );
    writes.run(
        "INSERT INTO stock SELECT ?2, 2, ?3, id, 'revalued', 0, CAST(round(quantity * ?4 / 1000.0) AS INTEGER), ?5, NULL
         FROM articles WHERE id = ?1 AND currency <> ?5 AND quantity <> 0",
        row,
    );
    writes.run(
        "UPDATE articles SET name = ?2, supplier = ?3, price = ?4, currency = ?5,
             value = CAST(round(quantity * ?4 / 1000.0) AS INTEGER) WHERE id = ?1",
        values![id, details.name.as_str(), details.supplier, price, price.currency.code()],
    );
}
