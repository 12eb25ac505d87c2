//! When a plan comes to its end, and what that takes along: with its contract, with who was forgotten; it rests while its machines are
//! gone. Its visit that was not begun is called off.

use domain::{
    ContractId, CustomerId, Line, PlanId, VisitId, contract, customer, machine,
    plan::{Command, Event},
    registry::AnyEvent,
    visit,
};
use event_store::Recorded;
use projections::maintenance::{
    DEPARTMENT,
    plans::{self, Filter, Plan, State},
    visit as sheet, visits,
};
use texts::{Lang, tr};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// So many plans of a thing at most are looked at.
const MANY: u32 = 1_000;

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "plan-ends", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(
        event,
        AnyEvent::Contract(contract::Event::ContractEnded { .. } | contract::Event::ContractDiscarded { .. })
            | AnyEvent::Customer(customer::Event::CustomerForgotten {})
            | AnyEvent::Machine(machine::Event::MachineRemoved { .. } | machine::Event::MachinePutBack { .. })
            | AnyEvent::Plan(Event::PlanEnded { .. })
    )
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = recorded.subject();
        match &recorded.event {
            AnyEvent::Contract(_) => {
                let reason = said("plan-ended-with-contract", &[]);
                of(world, Filter { contract: Some(ContractId(id)), ..Filter::default() }, reason).await
            }
            AnyEvent::Customer(_) => {
                of(world, Filter { customer: Some(CustomerId(id)), ..Filter::default() }, Line::erased()).await
            }
            AnyEvent::Machine(machine::Event::MachineRemoved { .. }) => {
                let mut effects = Vec::new();
                let reason = said("plan-paused-machine-gone", &[]);
                for plan in plans::alone_on(world.of(&DEPARTMENT), id.into()).await? {
                    if plan.state == State::Running {
                        effects.push(Effect::on(plan.id, Command::Pause { reason: reason.clone() }));
                        effects.extend(call_off(world, &plan, &reason).await?);
                    }
                }
                Ok(effects)
            }
            AnyEvent::Machine(_) => {
                let rests = |plan: &Plan| {
                    plan.state == State::Paused
                        && plan.reason.as_deref() == Some(said("plan-paused-machine-gone", &[]).as_str())
                };
                let found = plans::alone_on(world.of(&DEPARTMENT), id.into()).await?;
                Ok(found
                    .iter()
                    .filter(|plan| rests(plan))
                    .map(|plan| Effect::on(plan.id, Command::Resume {}))
                    .collect())
            }
            AnyEvent::Plan(_) => {
                let Some(plan) = plans::one(world.of(&DEPARTMENT), PlanId(id)).await? else { return Ok(Vec::new()) };
                let reason = said("visit-cancelled-since-plan-ended", &[("plan", format!("P-{}", plan.number).into())]);
                Ok(call_off(world, &plan, &reason).await?.into_iter().collect())
            }
            _ => Ok(Vec::new()),
        }
    })
}

/// Plans of a thing that is over.
async fn of(world: &World, filter: Filter, reason: Line) -> Result<Vec<Effect>, ReactError> {
    let found = plans::list(world.of(&DEPARTMENT), &filter, None, MANY).await?.rows;
    let open = found.into_iter().filter(|plan| plan.state != State::Ended);
    Ok(open.map(|plan| Effect::on(plan.id, Command::EndWithContract { reason: reason.clone() })).collect())
}

/// The visits of the open occurrence, where the technician is not there yet.
async fn call_off(world: &World, plan: &Plan, reason: &Line) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let Some(occurrence) = plan.occurrence.filter(|_| plan.visit.is_some()) else { return Ok(Vec::new()) };
    let mut effects = Vec::new();
    for id in plans::visits_of(pool, plan.id, occurrence).await? {
        let visit: VisitId = id;
        let waits = sheet::one(pool, visit)
            .await?
            .is_some_and(|visit| matches!(visit.state, visits::State::Queued | visits::State::Scheduled));
        effects.extend(waits.then(|| Effect::on(visit, visit::Command::Cancel { reason: reason.clone() })));
    }
    Ok(effects)
}

fn said(key: &str, words: &[(&str, texts::Arg<'_>)]) -> Line {
    tr(Lang::default(), key, words).parse().unwrap_or_else(|_| Line::erased())
}
