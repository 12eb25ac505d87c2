//! Visits: planned against real hours, how often they were moved, what they need; and which stock-out it was that moved them.

use domain::{
    Slot,
    registry::AnyEvent,
    visit::{Charge, Event, Part},
};
use event_store::Recorded;

use super::noon;
use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Visit(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::VisitRequested { number, customer, kind, fault, machine, expected, parts, .. } => {
            writes.run(
                "INSERT INTO visits VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, 'waiting', ?8, NULL, NULL, 0, ?2, ?8, NULL)",
                values![id, recorded.recorded_at, *number, *customer, kind.name(), *fault, *machine, *expected],
            );
            parts.iter().for_each(|part| named(recorded, part, [part.quantity.thousandths(), 0], writes));
        }
        Event::VisitScheduled { technician, slot, rest, .. } | Event::VisitMoved { technician, slot, rest, .. } => {
            let planned: u32 = std::iter::once(slot).chain(rest).map(Slot::minutes).sum();
            moved(recorded, event, writes);
            writes.run(
                "UPDATE visits SET at = ?2, technician = ?3, planned = ?4, state = 'planned' WHERE id = ?1",
                values![id, noon(slot.on), *technician, planned],
            );
        }
        Event::VisitUnscheduled { .. } => {
            moved(recorded, event, writes);
            writes.run(
                "UPDATE visits SET technician = NULL, state = 'waiting', at = asked, planned = expected WHERE id = ?1",
                values![id],
            );
        }
        Event::VisitCancelled { .. } => {
            writes.run("UPDATE visits SET state = 'cancelled' WHERE id = ?1", values![id]);
        }
        Event::VisitFinished { technician, worked, travelled, charge, .. } => writes.run(
            "UPDATE visits SET state = 'done', technician = ?2, worked = ?3, travelled = ?4, charge = ?5 WHERE id = ?1",
            values![id, *technician, *worked, *travelled, charge.map(Charge::name)],
        ),
        Event::ChargeChanged { charge, .. } => {
            writes.run("UPDATE visits SET charge = ?2 WHERE id = ?1", values![id, charge.name()]);
        }
        Event::PartNeeded { part, .. } => named(recorded, part, [part.quantity.thousandths(), 0], writes),
        Event::PartUsed { part, .. } => named(recorded, part, [0, part.quantity.thousandths()], writes),
        Event::PartReturned { part, .. } => named(recorded, part, [0, -part.quantity.thousandths()], writes),
        Event::VisitSetOut { .. } | Event::VisitStarted { .. } | Event::VisitInterrupted { .. } => {}
        Event::InvitationAnswered { .. } => {}
        Event::FollowUpLinked { .. } | Event::DaysProposed { .. } | Event::HelpersSet { .. } => {}
        Event::ChecklistTaken { .. } | Event::ChecklistFilledIn { .. } => {}
        Event::TimeNoted { .. } | Event::TimeTakenBack { .. } => {}
    }
}

/// An appointment is off: that counts for the visit, and for what it needs and is not there. That one is off which was taken back does
/// not, and what was taken back of one that was off counts no more.
fn moved(recorded: &Recorded, event: &Event, writes: &mut Writes) {
    let more = match (event, recorded.metadata.undoes.is_empty()) {
        (Event::VisitMoved { .. } | Event::VisitUnscheduled { .. }, true) => 1,
        (Event::VisitMoved { .. } | Event::VisitScheduled { .. }, false) => -1,
        _ => return,
    };
    let visit = recorded.subject();
    writes.run(
        "UPDATE stock_outs SET moves = moves + ?2, moved = moved + ?2 * (SELECT planned FROM visits WHERE id = ?1)
         WHERE until IS NULL AND article IN (SELECT article FROM visit_parts WHERE visit = ?1 AND needed > used)",
        values![visit, more],
    );
    writes.run("UPDATE visits SET moves = moves + ?2 WHERE id = ?1", values![visit, more]);
}

fn named(recorded: &Recorded, part: &Part, [needed, used]: [i64; 2], writes: &mut Writes) {
    writes.run(
        "INSERT INTO visit_parts VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET needed = needed + excluded.needed, used = used + excluded.used",
        values![recorded.subject(), part.article, needed, used, recorded.position.0],
    );
}
