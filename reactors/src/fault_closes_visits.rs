//! A fault that was solved by telephone or is no longer wanted needs no visit: those not yet begun are called off. So is one
//! that is asked for when the fault is over already, since it was solved while its visit was still to be asked for.

use domain::{FaultId, Line, fault::Event, registry::AnyEvent, visit};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, faults, visits};
use texts::{Lang, tr};

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "fault-closes-visits", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(
        event,
        AnyEvent::Fault(Event::FaultSolved { .. } | Event::FaultCancelled { .. })
            | AnyEvent::Visit(visit::Event::VisitRequested { fault: Some(_), .. })
    )
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = match &recorded.event {
            AnyEvent::Visit(visit::Event::VisitRequested { fault: Some(fault), .. }) => *fault,
            _ => FaultId(recorded.subject()),
        };
        let pool = world.of(&DEPARTMENT);
        let Some(fault) = faults::one(pool, id).await? else { return Ok(Vec::new()) };
        let key = match fault.state {
            faults::State::Open => return Ok(Vec::new()),
            faults::State::Solved => "visit-cancelled-since-fault-solved",
            faults::State::Cancelled => "visit-cancelled-since-fault-cancelled",
        };
        let reason = tr(Lang::default(), key, &[("fault", (&fault.number).into())]);
        let reason: Line = reason.parse().unwrap_or_else(|_| Line::erased());
        let waiting = |visit: &visits::Visit| matches!(visit.state, visits::State::Queued | visits::State::Scheduled);
        let all = visits::of_fault(pool, id).await?;
        let cancel = |visit: visits::Visit| Effect::on(visit.id, visit::Command::Cancel { reason: reason.clone() });
        Ok(all.into_iter().filter(waiting).map(cancel).collect())
    })
}
