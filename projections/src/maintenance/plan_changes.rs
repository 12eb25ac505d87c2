//! What events make of maintenance plans and their occurrences.

use domain::{
    MachineId,
    plan::{Event, Outcome, Schedule},
    registry::AnyEvent,
};
use event_store::Recorded;
use uuid::Uuid;

use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Plan(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::PlanMade {
            number,
            customer,
            machines,
            contract,
            invoice,
            delivery,
            article,
            kind,
            task,
            expected,
            schedule,
        } => {
            writes.run(
                "INSERT INTO plans (id, number, customer, contract, invoice, delivery, article, kind, task, expected, schedule, warn,
                    metered, state, made_at, revision)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'running', ?14, 0)",
                values![
                    id,
                    *number,
                    *customer,
                    *contract,
                    *invoice,
                    *delivery,
                    *article,
                    kind.name(),
                    task.text(),
                    *expected,
                    written(schedule),
                    schedule.warn,
                    schedule.meter.is_some(),
                    recorded.recorded_at,
                ],
            );
            on(id, machines, writes);
        }
        Event::PlanChanged { machines, kind, task, expected, schedule, .. } => {
            writes.run(
                "UPDATE plans SET kind = ?2, task = ?3, expected = ?4, schedule = ?5, warn = ?6, metered = ?7 WHERE id = ?1",
                values![
                    id,
                    kind.name(),
                    task.text(),
                    *expected,
                    written(schedule),
                    schedule.warn,
                    schedule.meter.is_some(),
                ],
            );
            writes.run("DELETE FROM plan_machines WHERE plan = ?1", values![id]);
            on(id, machines, writes);
        }
        Event::PlanPaused { reason, .. } => {
            writes.run("UPDATE plans SET state = 'paused', reason = ?2 WHERE id = ?1", values![id, reason.text()]);
        }
        Event::PlanResumed { .. } => {
            writes.run("UPDATE plans SET state = 'running', reason = NULL, ending = NULL WHERE id = ?1", values![id]);
        }
        Event::PlanEnded { ending, reason, .. } => writes.run(
            "UPDATE plans SET state = 'ended', ending = ?2, reason = ?3 WHERE id = ?1",
            values![id, ending.name(), reason.as_ref().map(domain::Personal::text)],
        ),
        Event::OccurrenceProposed { occurrence, due, passed, ask_from, .. } => {
            writes.run(
                "UPDATE plans SET occurrence = ?2, due = ?3, ask_from = ?4 WHERE id = ?1",
                values![id, *occurrence, *due, *ask_from],
            );
            writes.run(
                "INSERT INTO plan_occurrences (plan, occurrence, due, passed) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET due = excluded.due, passed = excluded.passed",
                values![id, *occurrence, *due, *passed],
            );
        }
        Event::OccurrenceMoved { occurrence, due, ask_from, .. } => {
            writes.run("UPDATE plans SET due = ?2, ask_from = ?3 WHERE id = ?1", values![id, *due, *ask_from]);
            writes.run(
                "UPDATE plan_occurrences SET due = ?3 WHERE plan = ?1 AND occurrence = ?2",
                values![id, *occurrence, *due],
            );
        }
        Event::OccurrenceOpened { occurrence, proposed, visit, .. } => {
            writes.run("UPDATE plans SET visit = ?2 WHERE id = ?1", values![id, *visit]);
            writes.run(
                "UPDATE plan_occurrences SET proposed = ?3, visit = ?4 WHERE plan = ?1 AND occurrence = ?2",
                values![id, *occurrence, *proposed, *visit],
            );
        }
        Event::OccurrenceClosed { occurrence, outcome, on, .. } => {
            let done = (*outcome == Outcome::Done).then_some(*on);
            writes.run(
                "UPDATE plans SET visit = NULL, occurrence = NULL, due = '', ask_from = NULL, last_on = coalesce(?2, last_on)
                 WHERE id = ?1",
                values![id, done],
            );
            writes.run(
                "UPDATE plan_occurrences SET outcome = ?3, done_on = ?4 WHERE plan = ?1 AND occurrence = ?2",
                values![id, *occurrence, outcome.name(), *on],
            );
        }
    }
    writes.run("UPDATE plans SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn written(schedule: &Schedule) -> String {
    serde_json::to_string(schedule).unwrap_or_default()
}

fn on(plan: Uuid, machines: &[MachineId], writes: &mut Writes) {
    for machine in machines {
        writes.run("INSERT OR IGNORE INTO plan_machines VALUES (?1, ?2)", values![*machine, plan]);
    }
}
