//! What was charged, line by line, with what was bought for it; and what customers owe, movement by movement.

use chrono::NaiveDate;
use domain::{
    Money,
    invoice::{Event, Origin, Totals},
    registry::AnyEvent,
};
use event_store::Recorded;

use super::noon;
use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Invoice(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::InvoiceDrafted { customer, origin, .. } => {
            let origin = match origin {
                Origin::Hand => "hand",
                Origin::Contract { .. } => "contract",
                Origin::Visit { .. } => "visit",
            };
            writes.run("INSERT INTO invoices VALUES (?1, ?2, ?3, NULL, NULL, 0, '')", values![id, *customer, origin]);
        }
        Event::InvoiceIssued { number, on, due, items, .. } => {
            let total = Totals::of(items).total();
            writes.run(
                "UPDATE invoices SET number = ?2, due = ?3, total = ?4, currency = ?5 WHERE id = ?1",
                values![id, number.to_string(), *due, total, total.currency.code()],
            );
            for (n, line) in (0_u64..).zip(items) {
                let (item, net) = (&line.item, line.item.price.times(line.item.quantity));
                writes.run(
                    "INSERT INTO invoiced SELECT ?1, 'invoice', ?2, ?3, number, customer, origin, ?4, ?5,
                         CASE WHEN ?4 IS NULL THEN 0 ELSE (SELECT CAST(round(?6 * price / 1000.0) AS INTEGER)
                             FROM articles WHERE id = ?4 AND articles.currency = ?7) END, ?7 FROM invoices WHERE id = ?1",
                    values![id, n, noon(*on), item.article, net, item.quantity, net.currency.code()],
                );
            }
            writes.run(
                "INSERT INTO receivables SELECT ?2, ?3, id, number, customer, 'invoiced', total, currency, due
                 FROM invoices WHERE id = ?1",
                values![id, recorded.position.0, noon(*on)],
            );
        }
        Event::CreditNoteIssued { number, on, .. } => {
            let number = format!("CR-{number}");
            writes.run(
                "INSERT INTO invoiced SELECT invoice, 'credit', n, ?2, ?3, customer, origin, article, -net, -cost, currency
                 FROM invoiced WHERE invoice = ?1 AND kind = 'invoice'",
                values![id, noon(*on), number],
            );
            writes.run(
                "INSERT INTO receivables SELECT ?2, ?3, id, number, customer, 'credited', -total, currency, due
                 FROM invoices WHERE id = ?1",
                values![id, recorded.position.0, noon(*on)],
            );
        }
        Event::PaymentRecorded { amount, on, .. } => moved(recorded, "paid", -*amount, *on, writes),
        Event::PaymentRefunded { amount, on, .. } => moved(recorded, "refunded", *amount, *on, writes),
        _ => {}
    }
}

fn moved(recorded: &Recorded, kind: &'static str, amount: Money, on: NaiveDate, writes: &mut Writes) {
    writes.run(
        "INSERT INTO receivables SELECT ?2, ?3, id, number, customer, ?4, ?5, currency, due FROM invoices WHERE id = ?1",
        values![recorded.subject(), recorded.position.0, noon(on), kind, amount],
    );
}
