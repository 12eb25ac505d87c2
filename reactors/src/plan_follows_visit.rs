//! What becomes of a visit becomes of its occurrence: done when it was solved, called off with it. Half done it stays open, since
//! another visit follows for the same occurrence.

use domain::{
    VisitId,
    plan::{Command, Outcome},
    registry::AnyEvent,
    visit::Event,
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, visit as sheet};

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "plan-follows-visit", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Visit(Event::VisitFinished { solved: true, .. } | Event::VisitCancelled { .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = VisitId(recorded.subject());
        let Some(visit) = sheet::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
        let Some((plan, occurrence)) = visit.plan.zip(visit.occurrence) else { return Ok(Vec::new()) };
        let (outcome, next_on, no_next, at) = match &recorded.event {
            AnyEvent::Visit(Event::VisitFinished { next_on, no_next, at, .. }) => {
                (Outcome::Done, *next_on, *no_next, *at)
            }
            _ => (Outcome::Skipped, None, false, None),
        };
        let on = world.log.local(at.unwrap_or(recorded.recorded_at)).date();
        Ok(vec![Effect::on(plan, Command::Close { occurrence, outcome, on, next_on, no_next })])
    })
}
