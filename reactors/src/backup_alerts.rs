//! A backup that failed or is late, and a mailbox that can't be read, are told to every administrator by mail, beside the alert in Werkbank.

use domain::{
    Role,
    registry::AnyEvent,
    task::{self, Event},
};
use event_store::Recorded;

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    backups::{FAILED, LATE},
    letter,
    mailbox::UNREAD,
};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "backup-alerts", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Task(Event::TaskRaised { kind, .. }) if [FAILED, LATE, UNREAD].contains(&kind.as_str()))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Task(event) => mails(world, recorded, event).await,
            _ => Ok(Vec::new()),
        }
    })
}

async fn mails(world: &World, recorded: &Recorded, event: &task::Event) -> Result<Vec<Effect>, ReactError> {
    let Event::TaskRaised { kind, words, .. } = event else { return Ok(Vec::new()) };
    let words = |_| words.iter().map(|(name, word)| (name.as_str(), word.to_string().into())).collect();
    letter::to_all(world, Role::Administrator, recorded, kind.as_str(), words).await
}
