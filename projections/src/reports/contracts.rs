//! Contracts: the terms that end, and when they began and ended to bring in their fee.

use chrono::NaiveDate;
use domain::{
    contract::{Event, Terms},
    registry::AnyEvent,
};
use event_store::Recorded;
use uuid::Uuid;

use super::noon;
use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Contract(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::ContractDrafted { number, customer, salesperson, terms, .. } => {
            writes.run(
                "INSERT INTO contracts VALUES (?1, NULL, ?2, ?3, ?4, '', 0, '', 0, 0, 0, 'draft')",
                values![id, number.to_string(), *customer, *salesperson],
            );
            agreed(id, terms, writes);
        }
        Event::ContractChanged { terms, .. } => agreed(id, terms, writes),
        Event::ContractDiscarded { .. } => writes.run("DELETE FROM contracts WHERE id = ?1", values![id]),
        Event::ContractSigned { .. } => {
            writes.run(
                "UPDATE contracts SET state = CASE WHEN renewal > 0 THEN 'renews' ELSE 'expires' END, at = first_end
                 WHERE id = ?1",
                values![id],
            );
            writes.run("INSERT INTO contract_moves SELECT id, 1, begins FROM contracts WHERE id = ?1", values![id]);
        }
        Event::NoticeGiven { ends, .. } => until(id, "notice", *ends, writes),
        Event::ContractRenewed { until: end, .. } => {
            until(id, "expires", *end, writes);
            writes.run("UPDATE contracts SET state = 'renews' WHERE id = ?1 AND renewal > 0", values![id]);
        }
        Event::ServiceLevelAgreed { .. } => {}
        Event::ContractEnded { on, .. } => {
            until(id, "ended", *on, writes);
            writes.run("INSERT INTO contract_moves VALUES (?1, -1, ?2)", values![id, noon(*on)]);
        }
    }
}

fn agreed(id: Uuid, terms: &Terms, writes: &mut Writes) {
    writes.run(
        "UPDATE contracts SET kind = ?2, fee = ?3, currency = ?4, begins = ?5, renewal = ?6, first_end = ?7 WHERE id = ?1",
        values![
            id,
            terms.kind.name(),
            terms.monthly_fee,
            terms.monthly_fee.currency.code(),
            noon(terms.starts),
            terms.renewal,
            noon(terms.first_end().unwrap_or(terms.starts)),
        ],
    );
}

fn until(id: Uuid, state: &'static str, end: NaiveDate, writes: &mut Writes) {
    writes.run("UPDATE contracts SET state = ?2, at = ?3 WHERE id = ?1", values![id, state, noon(end)]);
}
