//! A technician who leaves, or does other work from now on, has visits that nobody will make: the planner is told.

use std::collections::BTreeMap;

use domain::{
    Role, UserId,
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    user::Event,
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, agenda};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "technician-leaves", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::User(Event::UserDeactivated { .. }) => true,
        AnyEvent::User(Event::RolesChanged { roles }) => !roles.contains(&Role::Technician),
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move { left(world, recorded).await })
}

async fn left(world: &World, recorded: &Recorded) -> Result<Vec<Effect>, ReactError> {
    let who = UserId(recorded.subject());
    let visits = agenda::to_do(world.of(&DEPARTMENT), who, world.log.today()).await?;
    let Some(first) = visits.first() else { return Ok(Vec::new()) };
    let Some(raise) = raise(first, visits.len()) else { return Ok(Vec::new()) };
    Ok(vec![Effect::new(recorded.id, "visits of who left", raise)])
}

fn raise(first: &projections::maintenance::visits::Visit, count: usize) -> Option<task::Command> {
    Some(task::Command::Raise {
        kind: "visits-of-who-left".parse().ok()?,
        assignee: Assignee::Role(Role::Planner),
        weight: Weight::Alert,
        about: Some(format!("visit-{}", first.id).parse().ok()?),
        customer: None,
        words: BTreeMap::from([("count".into(), count.to_string().parse().ok()?)]),
        note: None,
        due: first.slot.map(|slot| slot.on),
    })
}
