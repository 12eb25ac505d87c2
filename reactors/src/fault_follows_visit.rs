//! What a visit means for its fault: solved closes it, not solved asks for another visit, called off leaves it to the planner.

use std::collections::BTreeMap;

use domain::{
    FaultId, Role, Text, VisitId, fault,
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::{self, Event},
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, faults, visit as sheet, visits};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "fault-follows-visit", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Visit(Event::VisitFinished { .. } | Event::VisitCancelled { .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = VisitId(recorded.subject());
        match &recorded.event {
            AnyEvent::Visit(Event::VisitFinished { solved: true, fault: Some(fault), work, .. }) => {
                let solve = fault::Command::Solve { visit: Some(id), how: work.value().cloned() };
                Ok(vec![Effect::on(*fault, solve)])
            }
            AnyEvent::Visit(Event::VisitFinished { solved: false, findings, .. }) => {
                follow_up(world, recorded, id, findings.value()).await
            }
            AnyEvent::Visit(Event::VisitCancelled { .. }) => left_alone(world, recorded, id).await,
            _ => Ok(Vec::new()),
        }
    })
}

/// Another visit, linked both ways.
async fn follow_up(
    world: &World,
    recorded: &Recorded,
    id: VisitId,
    findings: Option<&Text>,
) -> Result<Vec<Effect>, ReactError> {
    let Some(done) = sheet::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
    // What was found comes first: it is what the next technician must know.
    let found = findings.map(Text::as_str).unwrap_or_default();
    let task: String = format!("{found}\n\n{}", done.task).chars().take(4_000).collect();
    let Ok(task) = task.parse() else { return Ok(Vec::new()) };
    // What had to be brought and was not used is still needed.
    let missing = |part: &sheet::Part| visit::Part { article: part.article, quantity: part.needed - part.used };
    let parts = sheet::parts(world.of(&DEPARTMENT), id).await?;
    let parts = parts.iter().filter(|part| part.needed > part.used).map(missing).collect();
    let next = VisitId(new_id(recorded.id, "follow-up"));
    let request = visit::Command::Request {
        customer: done.customer,
        kind: done.kind,
        fault: done.fault,
        machine: done.machine,
        task,
        expected: u32::try_from(done.expected).ok().and_then(domain::Minutes::new).unwrap_or(domain::Minutes::HOUR),
        before: None,
        follows: Some(id),
        parts,
        occurrence: occurrence_of(&done),
    };
    Ok(vec![Effect::on(next, request), Effect::on(id, visit::Command::LinkFollowUp { visit: next })])
}

/// What was half done is the same occurrence of its plan still.
fn occurrence_of(visit: &visits::Visit) -> Option<visit::Occurrence> {
    let (plan, occurrence, proposed) = (visit.plan?, visit.occurrence?, visit.proposed?);
    Some(visit::Occurrence { plan, occurrence, proposed })
}

/// An open fault whose only visit was called off is nobody's: the planner is told.
async fn left_alone(world: &World, recorded: &Recorded, id: VisitId) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let Some(fault) = sheet::one(pool, id).await?.and_then(|visit| visit.fault) else { return Ok(Vec::new()) };
    let Some(fault) = faults::one(pool, fault).await? else { return Ok(Vec::new()) };
    let others = visits::of_fault(pool, fault.id).await?;
    if fault.state != faults::State::Open || others.iter().any(|visit| visit.state.is_open()) {
        return Ok(Vec::new());
    }
    Ok(task_for_planner(world, recorded, &fault).into_iter().collect())
}

fn task_for_planner(world: &World, recorded: &Recorded, fault: &faults::Fault) -> Option<Effect> {
    let FaultId(id) = fault.id;
    let raise = task::Command::Raise {
        kind: "fault-without-visit".parse().ok()?,
        assignee: Assignee::Role(Role::Planner),
        weight: Weight::Task,
        about: Some(format!("fault-{id}").parse().ok()?),
        customer: Some(fault.customer),
        words: BTreeMap::from([("fault".into(), fault.number.parse().ok()?)]),
        note: None,
        due: Some(world.log.today()),
    };
    Some(Effect::new(recorded.id, "fault-without-visit", raise))
}
