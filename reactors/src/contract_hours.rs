//! Sales hears when the hours of work that a contract holds in a year run low, and when they are used up.

use domain::{
    Role, VisitId,
    registry::AnyEvent,
    task::{Assignee, Command, Weight},
    visit::Event,
};
use event_store::Recorded;
use projections::sales::{DEPARTMENT, contract, hours};
use uuid::Uuid;

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "contract-hours", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Visit(Event::VisitFinished { billable: false, .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let pool = world.of(&DEPARTMENT);
        let Some(id) = hours::of_visit(pool, VisitId(recorded.subject())).await? else { return Ok(Vec::new()) };
        let today = world.log.local(recorded.recorded_at).date();
        let Some(card) = contract::one(pool, id, today).await? else { return Ok(Vec::new()) };
        let Some(hours) = card.hours.filter(|hours| hours.is_low()) else { return Ok(Vec::new()) };
        let (kind, weight) = match hours.left() > 0 {
            true => ("contract-hours-low", Weight::Task),
            false => ("contract-hours-out", Weight::Alert),
        };
        // One of each in a year of the contract.
        let task = Uuid::new_v5(&id.0, format!("{kind} {}", hours.since).as_bytes());
        let raise = || {
            Some(Command::Raise {
                kind: kind.parse().ok()?,
                assignee: card.row.salesperson.map_or(Assignee::Role(Role::Sales), Assignee::User),
                weight,
                about: Some(format!("contract-{id}").parse().ok()?),
                customer: Some(card.row.customer),
                words: [
                    ("contract".into(), format!("C-{}", card.row.number).parse().ok()?),
                    ("used".into(), (hours.used / 60).to_string().parse().ok()?),
                    ("budget".into(), (hours.budget / 60).to_string().parse().ok()?),
                ]
                .into(),
                note: None,
                due: None,
            })
        };
        Ok(raise().map(|raise| Effect::on(task, raise)).into_iter().collect())
    })
}
