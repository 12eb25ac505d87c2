//! Faults: when they were heard of, how and when they were solved, by whom and with what.

use domain::{
    fault::{Event, promised_by_the_clock},
    promise::Promise,
    registry::AnyEvent,
    visit,
};
use event_store::Recorded;

use crate::{Writes, values};

/// What an event changes. Comes before the visits' own rows change.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Fault(event) => apply_fault(recorded, event, writes),
        AnyEvent::Visit(visit::Event::VisitFinished { technician, fault: Some(fault), solved, .. }) => writes.run(
            "UPDATE faults SET technician = ?2, first_fix = CASE WHEN visits = 0 THEN ?3 ELSE first_fix END,
                 visits = visits + 1 WHERE id = ?1",
            values![*fault, *technician, *solved],
        ),
        _ => {}
    }
    if let AnyEvent::Fault(Event::FaultSolved { visit: Some(visit), .. }) = &recorded.event {
        writes.run(
            "UPDATE faults SET cause =
                 (SELECT article FROM visit_parts WHERE visit = ?2 AND used > 0 ORDER BY n LIMIT 1) WHERE id = ?1",
            values![id, *visit],
        );
    }
}

fn apply_fault(recorded: &Recorded, event: &Event, writes: &mut Writes) {
    let (id, at) = (recorded.subject(), recorded.recorded_at);
    match event {
        Event::FaultReported { number, customer, machine, urgency, heard_at, promised_at, promise, .. } => {
            let heard = heard_at.unwrap_or(at);
            let promised = promised_at.unwrap_or_else(|| promised_by_the_clock(*urgency, heard));
            writes.run(
                "INSERT INTO faults VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, 'open', NULL, NULL, 0, NULL, 0, NULL, NULL, NULL, NULL)",
                values![id, heard, number.to_string(), *customer, *machine, urgency.name(), promised],
            );
            said(id, promise.as_ref(), writes);
        }
        Event::FaultChanged { urgency, promised_at, promise, .. } => {
            writes.run(
                "UPDATE faults SET urgency = ?2, promised = coalesce(?3, promised) WHERE id = ?1",
                values![id, urgency.name(), *promised_at],
            );
            said(id, promise.as_ref(), writes);
        }
        Event::FaultAnswered { .. } => writes.run("UPDATE faults SET answered = ?2 WHERE id = ?1", values![id, at]),
        Event::FaultAnswerWithdrawn { .. } => {
            writes.run("UPDATE faults SET answered = NULL WHERE id = ?1", values![id]);
        }
        Event::FaultPaused { waits_for, .. } => {
            writes.run("UPDATE faults SET waits = ?2 WHERE id = ?1", values![id, waits_for.name()]);
        }
        Event::FaultResumed { promised_at, promise, .. } => {
            writes.run(
                "UPDATE faults SET waits = NULL, promised = coalesce(?2, promised) WHERE id = ?1",
                values![id, *promised_at],
            );
            said(id, promise.as_ref(), writes);
        }
        Event::FaultWarned { .. } => {}
        Event::FaultSolved { visit, at: solved_at, .. } => writes.run(
            "UPDATE faults SET solved = ?2, state = ?3 WHERE id = ?1",
            values![id, solved_at.unwrap_or(at), if visit.is_some() { "visit" } else { "phone" }],
        ),
        // What was solved came back, unless it was only taken back that it was solved.
        Event::FaultReopened { .. } => writes.run(
            "UPDATE faults SET solved = NULL, state = 'open', cause = NULL,
                 reopened = reopened + (solved IS NOT NULL AND ?2),
                 first_fix = CASE WHEN visits > 0 AND solved IS NOT NULL AND ?2 THEN 0 ELSE first_fix END WHERE id = ?1",
            values![id, recorded.metadata.undoes.is_empty()],
        ),
        Event::FaultCancelled { .. } => writes.run("UPDATE faults SET state = 'cancelled' WHERE id = ?1", values![id]),
    }
}

/// What else was promised.
fn said(id: uuid::Uuid, promise: Option<&Promise>, writes: &mut Writes) {
    let Some(promise) = promise else { return };
    writes.run(
        "UPDATE faults SET level = ?2, solve_by = ?3 WHERE id = ?1",
        values![id, promise.service_level.as_ref().map(ToString::to_string), promise.solve_by],
    );
}
