//! Whoever is asked about what they did finds that among their tasks, until it is answered.

use std::collections::BTreeMap;

use domain::{
    CustomerId, UserId,
    registry::AnyEvent,
    review::Event,
    task::{self, Assignee, Weight},
};
use event_store::Recorded;
use projections::desk::{self, tasks};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The kind of the task.
const KIND: &str = "review-question";

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "review-questions", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Review(event) if !matches!(event, Event::ReviewRaised { .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Review(Event::ReviewQuestionAsked { author, customer, .. }) => {
                Ok(task(recorded, *author, *customer).into_iter().collect())
            }
            AnyEvent::Review(_) => done(world, recorded).await,
            _ => Ok(Vec::new()),
        }
    })
}

fn task(recorded: &Recorded, author: UserId, customer: Option<CustomerId>) -> Option<Effect> {
    let raise = task::Command::Raise {
        kind: KIND.parse().ok()?,
        assignee: Assignee::User(author),
        weight: Weight::Task,
        about: Some(recorded.stream.as_str().parse().ok()?),
        customer,
        words: BTreeMap::new(),
        note: None,
        due: None,
    };
    Some(Effect::new(recorded.id, KIND, raise))
}

async fn done(world: &World, recorded: &Recorded) -> Result<Vec<Effect>, ReactError> {
    let open = tasks::open_about(world.of(&desk::DEPARTMENT), recorded.stream.as_str(), KIND).await?;
    Ok(open.into_iter().map(|task| Effect::on(task, task::Command::Complete { note: None })).collect())
}
