//! Two planners who gave a technician the same hours in the same moment did not see each other: the planners are told.

use std::collections::BTreeMap;

use domain::{
    Role, VisitId,
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::Event,
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, agenda, visit as sheet, visits::Visit};
use uuid::Uuid;

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "visits-clash", start: Start::Head, wants, react };

/// What was overruled with a reason is meant so.
fn wants(event: &AnyEvent) -> bool {
    matches!(
        event,
        AnyEvent::Visit(Event::VisitScheduled { overrule: None, .. } | Event::VisitMoved { overrule: None, .. })
    )
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move { clashes(world, VisitId(recorded.subject())).await })
}

async fn clashes(world: &World, id: VisitId) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let Some(visit) = sheet::one(pool, id).await? else { return Ok(Vec::new()) };
    let Some(technician) = visit.technician else { return Ok(Vec::new()) };
    let mut raised = Vec::new();
    for slot in visit.slots() {
        let others = agenda::unnoticed(pool, technician, slot, id).await?;
        raised.extend(others.iter().filter_map(|other| raise(&visit, other)));
    }
    Ok(raised)
}

/// Of two visits at one time there is one task, whichever of them is looked at.
fn raise(one: &Visit, other: &Visit) -> Option<Effect> {
    let (first, second) = if one.number < other.number { (one, other) } else { (other, one) };
    let number = |visit: &Visit| format!("B-{}", visit.number).parse().ok();
    let raise = task::Command::Raise {
        kind: "visits-clash".parse().ok()?,
        assignee: Assignee::Role(Role::Planner),
        weight: Weight::Alert,
        about: Some(format!("visit-{}", second.id).parse().ok()?),
        customer: Some(second.customer),
        words: BTreeMap::from([("first".into(), number(first)?), ("second".into(), number(second)?)]),
        note: None,
        due: second.slot.map(|slot| slot.on),
    };
    let pair: Uuid = new_id(first.id.0, &format!("clash {} {:?}", second.id, second.slot));
    Some(Effect::on(pair, raise))
}
