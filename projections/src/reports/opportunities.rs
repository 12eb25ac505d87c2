//! Sales opportunities: what they may bring, and what came of them.

use domain::{opportunity::Event, registry::AnyEvent};
use event_store::Recorded;

use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Opportunity(event) = &recorded.event else { return };
    let (id, at) = (recorded.subject(), recorded.recorded_at);
    let closed = |state| values![id, state, at];
    match event {
        Event::OpportunityOpened { customer, value, salesperson, .. } => writes.run(
            "INSERT INTO opportunities VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', NULL)",
            values![id, at, *customer, *salesperson, *value, value.map(|value| value.currency.code().to_owned())],
        ),
        Event::OpportunityWon { .. } => writes.run(CLOSED, closed("won")),
        // One that was opened by mistake was none.
        Event::OpportunityLost { .. } if !recorded.metadata.undoes.is_empty() => {
            writes.run("DELETE FROM opportunities WHERE id = ?1", values![id]);
        }
        Event::OpportunityLost { .. } => writes.run(CLOSED, closed("lost")),
        Event::ContactRecorded { .. } => {}
    }
}

const CLOSED: &str = "UPDATE opportunities SET state = ?2, closed = ?3 WHERE id = ?1";
