//! Which machines a running contract covers.

use domain::{
    contract::{Event, Terms},
    registry::AnyEvent,
};
use event_store::Recorded;
use uuid::Uuid;

use crate::{Writes, values};

/// What of a machine's contracts holds: the most of those that run.
const COVERED: &str = "UPDATE machines SET contract = coalesce((
        SELECT max(1 + (c.kind <> 'lease')) FROM contract_machines k JOIN contracts c ON c.id = k.contract
        WHERE k.machine = machines.id AND c.running = 1), 0)
    WHERE id IN (SELECT machine FROM contract_machines WHERE contract = ?1)";

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Contract(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::ContractDrafted { terms, .. } | Event::ContractChanged { terms, .. } => agreed(id, terms, writes),
        Event::ContractSigned { .. } => runs(id, true, writes),
        Event::ContractEnded { .. } | Event::ContractDiscarded { .. } => runs(id, false, writes),
        // It runs on until it is ended.
        Event::NoticeGiven { .. } | Event::ContractRenewed { .. } | Event::ServiceLevelAgreed { .. } => {}
    }
}

fn agreed(id: Uuid, terms: &Terms, writes: &mut Writes) {
    writes.run(
        "INSERT INTO contracts VALUES (?1, ?2, 0) ON CONFLICT DO UPDATE SET kind = excluded.kind",
        values![id, terms.kind.name()],
    );
    writes.run("DELETE FROM contract_machines WHERE contract = ?1", values![id]);
    for machine in &terms.machines {
        writes.run("INSERT OR IGNORE INTO contract_machines VALUES (?1, ?2)", values![*machine, id]);
    }
}

fn runs(id: Uuid, running: bool, writes: &mut Writes) {
    writes.run("UPDATE contracts SET running = ?2 WHERE id = ?1", values![id, running]);
    writes.run(COVERED, values![id]);
}
