//! A fault that comes in, or comes back, asks for a visit: planning sees it in its queue at once.

use domain::{
    FaultId, Line, Minutes,
    fault::{self, promised_by_the_clock},
    registry::AnyEvent,
    visit::{Command, Kind},
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, faults, visits};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "fault-opens-visit", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Fault(fault::Event::FaultReported { .. } | fault::Event::FaultReopened { .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = FaultId(recorded.subject());
        let command = match &recorded.event {
            AnyEvent::Fault(fault::Event::FaultReported {
                customer, machine, problem, urgency, promised_at, ..
            }) => {
                let Some(task) = problem.value().cloned() else { return Ok(Vec::new()) };
                let until = promised_at.unwrap_or_else(|| promised_by_the_clock(*urgency, recorded.recorded_at));
                let before = world.log.local(until).date();
                Command::Request {
                    customer: *customer,
                    kind: Kind::Fault,
                    fault: Some(id),
                    machine: *machine,
                    task,
                    expected: Minutes::HOUR,
                    before: Some(before),
                    follows: None,
                    parts: Vec::new(),
                    occurrence: None,
                }
            }
            AnyEvent::Fault(fault::Event::FaultReopened { reason, .. }) => {
                let reason = reason.value().map(Line::as_str).unwrap_or_default();
                match again(world, id, reason).await? {
                    Some(command) => command,
                    None => return Ok(Vec::new()),
                }
            }
            _ => return Ok(Vec::new()),
        };
        Ok(vec![Effect::new(recorded.id, "visit", command)])
    })
}

/// A visit for a fault that came back, unless one is under way; it follows the last one.
async fn again(world: &World, id: FaultId, reason: &str) -> Result<Option<Command>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let Some(fault) = faults::one(pool, id).await? else { return Ok(None) };
    let before = visits::of_fault(pool, id).await?;
    if fault.state != faults::State::Open || before.iter().any(|visit| visit.state.is_open()) {
        return Ok(None);
    }
    let task: String = format!("{reason}\n\n{}", fault.problem).chars().take(4_000).collect();
    let Ok(task) = task.parse() else { return Ok(None) };
    Ok(Some(Command::Request {
        customer: fault.customer,
        kind: Kind::Fault,
        fault: Some(id),
        machine: fault.machine,
        task,
        expected: Minutes::HOUR,
        before: Some(world.log.today()),
        follows: before.iter().rev().find(|visit| visit.state == visits::State::Finished).map(|visit| visit.id),
        parts: Vec::new(),
        occurrence: None,
    }))
}
