//! What people did and management wants to look at is raised for review, by the rules that were in force then.

use std::sync::Arc;

use domain::{
    CustomerId, Decider,
    article::Article,
    contract::Contract,
    customer::Customer,
    registry::AnyEvent,
    review::{self, Before, rules::wanted},
    settings::{COMPANY, Settings, State},
};
use event_store::{Log, Position, Recorded, StoreError, StreamName};

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "review-raised", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    !matches!(event, AnyEvent::Review(_) | AnyEvent::Clock(_) | AnyEvent::Anchor(_) | AnyEvent::Series(_))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let Some(author) = recorded.metadata.actor.user() else { return Ok(Vec::new()) };
        let then = as_before(&world.log, recorded.position);
        let force = in_force(&world.log, &then, recorded.position).await?;
        let before = before(&then, recorded).await?;
        let at = world.log.local(recorded.recorded_at);
        let Some(rule) = wanted(&recorded.event, recorded.id, at, &before, &force) else { return Ok(Vec::new()) };
        let raise = review::Command::Raise { event: recorded.id, rule, author, customer: customer(recorded) };
        Ok(vec![Effect::on(review::of_event(recorded.id), raise)])
    })
}

/// The log as it was just before a position.
fn as_before(log: &Log, at: Position) -> Log {
    log.until(at.0.checked_sub(1).map(Position), log.clock.clone())
}

/// The settings before a position: those of now, which are at hand, unless they were changed since.
async fn in_force(log: &Log, then: &Log, at: Position) -> Result<Arc<State>, StoreError> {
    let (now, last) = log.state::<Settings>(COMPANY).await?;
    let Some(last) = last else { return Ok(now) };
    let newest = log.store.read_stream(&StreamName::new(Settings::CATEGORY, COMPANY)?, last, 1).await?.events;
    if newest.iter().all(|event| event.position < at) {
        return Ok(now);
    }
    Ok(then.state::<Settings>(COMPANY).await?.0)
}

/// What a rule compares an event with.
async fn before(then: &Log, recorded: &Recorded) -> Result<Before, StoreError> {
    let id = recorded.stream.id();
    Ok(match &recorded.event {
        event if !event.is_compared() => Before::Nothing,
        AnyEvent::Settings(_) => Before::Settings(then.state::<Settings>(id).await?.0),
        AnyEvent::Article(_) => Before::Article(then.state::<Article>(id).await?.0),
        AnyEvent::Contract(_) => Before::Contract(then.state::<Contract>(id).await?.0),
        _ => Before::Nothing,
    })
}

/// The customer whom an event names.
fn customer(recorded: &Recorded) -> Option<CustomerId> {
    if recorded.stream.category() == Customer::CATEGORY {
        return Some(recorded.subject().into());
    }
    let fields = recorded.event.value().as_object()?.values().next()?.clone();
    fields.get("customer")?.as_str()?.parse().ok()
}
