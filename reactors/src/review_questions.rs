//! Whoever is asked about what they did finds that among their tasks, until it is answered.

use std::collections::BTreeMap;

use domain::{
    CustomerId, UserId,
    registry::AnyEvent,
    review::Event,
    task::{self, Assignee, Weight},
};
use event_store::{Recorded, Revision, StoredEvent};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The kind of the task.
const KIND: &str = "review-question";
/// More is never said about one act.
const MOST: u32 = 1_000;

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

/// The task of the last question before an answer or approval is done. Its id follows from the question's event, so that it is known
/// before any table shows it.
async fn done(world: &World, recorded: &Recorded) -> Result<Vec<Effect>, ReactError> {
    let page = world.log.store.read_stream(&recorded.stream, Revision(0), MOST).await?;
    let asked =
        |event: &&StoredEvent| event.position < recorded.position && event.event_type == "review_question_asked";
    let last = page.events.iter().rev().find(asked);
    Ok(last.map(|asked| Effect::new(asked.id, KIND, task::Command::Complete { note: None })).into_iter().collect())
}
