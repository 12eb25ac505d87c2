//! What a visit means for its fault: solved closes it, not solved asks for another visit, called off leaves it to the planner.

use std::collections::BTreeMap;

use domain::{
    ArticleId, Decider, FaultId, Quantity, Role, Text, VisitId, fault,
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::{self, Event},
};
use event_store::{Recorded, Revision, StreamName, codec};
use projections::maintenance::{DEPARTMENT, faults, visit as sheet, visits};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id};

/// So many of a visit's first events say what it needed; no visit has as many.
const EARLIER: u32 = 2_000;

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "fault-follows-visit", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Visit(Event::VisitFinished { .. } | Event::VisitCancelled { .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = VisitId(recorded.subject());
        match &recorded.event {
            AnyEvent::Visit(Event::VisitFinished { solved: true, fault: Some(fault), work, at, .. }) => {
                let solve = fault::Command::Solve { visit: Some(id), how: work.value().cloned(), at: *at };
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
    let parts = missing(world, recorded, id).await?;
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

/// What had to be brought and was not used is still needed, and so is what was asked for after as many had been used.
async fn missing(world: &World, recorded: &Recorded, id: VisitId) -> Result<Vec<visit::Part>, ReactError> {
    let stream = StreamName::new(visit::Visit::CATEGORY, &id.to_string())?;
    let page = world.log.store.read_stream(&stream, Revision(0), EARLIER).await?;
    let story = codec::decode_page(&world.log.keys, page.events).await?;
    // Of each article how many are still needed, how many needs were met, and how many were used beside that.
    let mut open: BTreeMap<ArticleId, (Quantity, Quantity, Quantity)> = BTreeMap::new();
    for event in story.iter().filter(|event| event.revision <= recorded.revision) {
        let AnyEvent::Visit(event) = &event.event else { continue };
        match event {
            Event::VisitRequested { parts, .. } => parts.iter().for_each(|part| {
                let (wanted, ..) = open.entry(part.article).or_default();
                *wanted = *wanted + part.quantity;
            }),
            Event::PartNeeded { part, .. } => {
                let (wanted, ..) = open.entry(part.article).or_default();
                *wanted = *wanted + part.quantity;
            }
            Event::PartUsed { part, .. } => {
                let (wanted, met, more) = open.entry(part.article).or_default();
                let now = part.quantity.min(*wanted);
                (*wanted, *met, *more) = (*wanted - now, *met + now, *more + part.quantity - now);
            }
            Event::PartReturned { part, .. } => {
                let (wanted, met, more) = open.entry(part.article).or_default();
                let beside = part.quantity.min(*more);
                let back = (part.quantity - beside).min(*met);
                (*wanted, *met, *more) = (*wanted + back, *met - back, *more - beside);
            }
            _ => {}
        }
    }
    let wanted = open.into_iter().filter(|(_, (wanted, ..))| *wanted > Quantity::default());
    Ok(wanted.map(|(article, (quantity, ..))| visit::Part { article, quantity }).collect())
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
