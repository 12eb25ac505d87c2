//! Lines of purchase orders: when they were placed, and when the last of the goods came.

use domain::{
    purchase_order::{Event, OrderLine},
    registry::AnyEvent,
};
use event_store::Recorded;

use super::noon;
use crate::{Value, Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::PurchaseOrder(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::PurchaseOrderDrafted { number, supplier, lines } => {
            lines.iter().for_each(|line| {
                writes.run(
                    "INSERT INTO purchases VALUES (?1, ?2, ?6, NULL, ?7, ?3, 0, ?4, ?5, 'draft', NULL)",
                    columns(recorded, line).into_iter().chain(values![*number, *supplier]),
                );
            });
        }
        Event::PurchaseOrderChanged { lines } => {
            // The lines that stay say whose order it is to those that come.
            lines.iter().for_each(|line| {
                writes.run(
                    "INSERT INTO purchases SELECT ?1, ?2, number, NULL, supplier, ?3, 0, ?4, ?5, 'new', NULL FROM purchases
                     WHERE purchase_order = ?1 LIMIT 1 ON CONFLICT DO UPDATE SET quantity = excluded.quantity,
                     value = excluded.value, currency = excluded.currency, state = 'new'",
                    columns(recorded, line),
                );
            });
            writes.run("DELETE FROM purchases WHERE purchase_order = ?1 AND state = 'draft'", values![id]);
            writes.run("UPDATE purchases SET state = 'draft' WHERE purchase_order = ?1", values![id]);
        }
        Event::PurchaseOrderPlaced { on, .. } => writes.run(
            "UPDATE purchases SET state = 'placed', at = ?2 WHERE purchase_order = ?1",
            values![id, on.map_or(recorded.recorded_at, noon)],
        ),
        Event::GoodsReceived { lines, on, .. } => lines.iter().for_each(|line| {
            writes.run(
                "UPDATE purchases SET received = received + ?3,
                     complete = CASE WHEN received + ?3 >= quantity THEN max(coalesce(complete, ?4), ?4) END,
                     state = CASE WHEN received + ?3 >= quantity THEN 'complete' ELSE state END
                 WHERE purchase_order = ?1 AND article = ?2",
                values![id, line.article, line.quantity, noon(*on)],
            );
        }),
        Event::PurchaseOrderCompleted {} => {}
        Event::PurchaseOrderCancelled { .. } => writes.run(
            "UPDATE purchases SET state = 'cancelled' WHERE purchase_order = ?1 AND state <> 'complete'",
            values![id],
        ),
    }
}

fn columns(recorded: &Recorded, line: &OrderLine) -> [Value; 5] {
    let value = line.price.times(line.quantity);
    values![recorded.subject(), line.article, line.quantity, value, value.currency.code()]
}
