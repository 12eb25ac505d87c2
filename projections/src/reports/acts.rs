//! What colleagues did, counted, and how much of it was looked at.

use domain::{Actor, registry::AnyEvent, review::Event as Review};
use event_store::Recorded;

use super::hour;
use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let at = hour(recorded.recorded_at);
    match &recorded.event {
        // A number is drawn for what someone does; that is no act of its own.
        AnyEvent::Series(_) => {}
        AnyEvent::Review(event) => reviewed(recorded, event, writes),
        _ => {
            if let Actor::Person { user, role, .. } = &recorded.metadata.actor {
                writes.run(
                    "INSERT INTO acts VALUES (?1, ?2, ?3, ?4, 1, 0, 0) ON CONFLICT DO UPDATE SET n = n + 1",
                    values![at, *user, role.name(), recorded.event_type.as_str()],
                );
            }
        }
    }
}

/// It follows at once from the act, so that it is counted where that is; what was said of it before does not count again.
fn reviewed(recorded: &Recorded, event: &Review, writes: &mut Writes) {
    let id = recorded.subject();
    match event {
        Review::ReviewRaised { author, .. } => {
            let at = hour(recorded.recorded_at);
            writes.run("INSERT INTO reviews VALUES (?1, ?2, ?3, 0)", values![id, at, *author]);
            writes.run(
                "INSERT INTO acts VALUES (?1, ?2, '', '', 0, 1, 0) ON CONFLICT DO UPDATE SET raised = raised + 1",
                values![at, *author],
            );
        }
        Review::ReviewApproved {} => {
            writes.run(
                "UPDATE acts SET approved = acts.approved + 1 FROM reviews r WHERE r.id = ?1 AND r.approved = 0
                     AND acts.at = r.at AND acts.person = r.author AND acts.role = '' AND acts.type = ''",
                values![id],
            );
            writes.run("UPDATE reviews SET approved = 1 WHERE id = ?1", values![id]);
        }
        Review::ReviewQuestionAsked { .. } | Review::ReviewQuestionAnswered { .. } => {}
    }
}
