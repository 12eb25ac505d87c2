//! Who had a task that a colleague took over hears of it.

use std::collections::BTreeMap;

use domain::{
    UserId,
    registry::AnyEvent,
    task::{self, Assignee, Event, Weight},
};
use event_store::Recorded;

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "task-taken-over", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Task(Event::TaskTaken { taken_from: Some(_), .. }))
}

fn react<'a>(_: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    let AnyEvent::Task(Event::TaskTaken { taken_from: Some(had_it), .. }) = &recorded.event else {
        return Box::pin(async { Ok(Vec::new()) });
    };
    let effect = notice(recorded, *had_it);
    Box::pin(async { Ok(effect.into_iter().collect()) })
}

fn notice(recorded: &Recorded, had_it: UserId) -> Option<Effect> {
    let raise = task::Command::Raise {
        kind: "task-taken-over".parse().ok()?,
        assignee: Assignee::User(had_it),
        weight: Weight::Notice,
        about: Some(format!("task-{}", recorded.subject()).parse().ok()?),
        customer: None,
        words: BTreeMap::new(),
        note: None,
        due: None,
    };
    Some(Effect::new(recorded.id, "taken over", raise))
}
