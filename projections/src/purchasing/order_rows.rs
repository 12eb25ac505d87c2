//! What happens with purchase orders, as rows: orders, lines and receipts, and what is on order of each article.

use domain::{
    Actor, Money,
    purchase_order::{Event, OrderLine},
    registry::AnyEvent,
};
use event_store::Recorded;

use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::PurchaseOrder(event) = &recorded.event else { return };
    let id = recorded.subject();
    let at = recorded.recorded_at;
    match event {
        Event::PurchaseOrderDrafted { number, supplier, lines } => {
            let automatic = matches!(recorded.metadata.actor, Actor::System { .. });
            writes.run(
                "INSERT INTO purchase_orders VALUES (?1, ?2, ?3, 'draft', ?4, ?5, NULL, NULL, NULL, 0, 0, 'EUR', 0)",
                values![id, *number, *supplier, automatic, at],
            );
            write_lines(recorded, lines, writes);
        }
        Event::PurchaseOrderChanged { lines } => {
            // What leaves the draft is not on a draft any more.
            writes.run("UPDATE order_lines SET quantity = 0 WHERE purchase_order = ?1", values![id]);
            count_on_order(recorded, writes);
            writes.run("DELETE FROM order_lines WHERE purchase_order = ?1", values![id]);
            write_lines(recorded, lines, writes);
        }
        Event::PurchaseOrderPlaced { .. } => {
            writes.run("UPDATE purchase_orders SET state = 'placed', placed_at = ?2 WHERE id = ?1", values![id, at]);
        }
        Event::GoodsReceived { lines, on, delivery_note, more } => {
            let note = delivery_note.as_ref().map(|note| note.as_str());
            for (n, line) in (0_u32..).zip(lines) {
                writes.run(
                    "INSERT INTO receipts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    values![
                        id,
                        recorded.position.0,
                        n,
                        line.article,
                        line.quantity,
                        *on,
                        note,
                        more.as_ref().map(|reason| reason.text())
                    ],
                );
                writes.run(
                    "UPDATE order_lines SET received = received + ?3 WHERE purchase_order = ?1 AND article = ?2",
                    values![id, line.article, line.quantity],
                );
            }
            writes.run("UPDATE purchase_orders SET state = 'partly' WHERE id = ?1", values![id]);
        }
        Event::PurchaseOrderCompleted {} => {
            writes.run("UPDATE purchase_orders SET state = 'received', closed_at = ?2 WHERE id = ?1", values![id, at]);
        }
        Event::PurchaseOrderCancelled { reason } => writes.run(
            "UPDATE purchase_orders SET state = 'cancelled', closed_at = ?2, reason = ?3 WHERE id = ?1",
            values![id, at, reason.text()],
        ),
    }
    count_on_order(recorded, writes);
    writes.run("UPDATE purchase_orders SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn write_lines(recorded: &Recorded, lines: &[OrderLine], writes: &mut Writes) {
    let id = recorded.subject();
    for (n, line) in (0_u32..).zip(lines) {
        writes.run(
            "INSERT INTO order_lines VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)",
            values![id, n, line.article, line.quantity, line.price, line.price.currency.code()],
        );
    }
    let total: Money = lines.iter().map(|line| line.price.times(line.quantity)).sum();
    writes.run(
        "UPDATE purchase_orders SET lines = ?2, total = ?3, currency = ?4 WHERE id = ?1",
        values![id, lines.len() as u64, total, total.currency.code()],
    );
}

/// Works out anew what is on order and on drafts of the articles on this order.
fn count_on_order(recorded: &Recorded, writes: &mut Writes) {
    writes.run(
        "UPDATE articles SET
             on_order = (SELECT COALESCE(SUM(MAX(l.quantity - l.received, 0)), 0) FROM order_lines l
                 JOIN purchase_orders o ON o.id = l.purchase_order
                 WHERE l.article = articles.id AND o.state IN ('placed', 'partly')),
             drafted = (SELECT COALESCE(SUM(l.quantity), 0) FROM order_lines l
                 JOIN purchase_orders o ON o.id = l.purchase_order
                 WHERE l.article = articles.id AND o.state = 'draft')
         WHERE id IN (SELECT article FROM order_lines WHERE purchase_order = ?1)",
        values![recorded.subject()],
    );
}
