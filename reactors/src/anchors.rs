//! Each morning: where the log stands is noted in it, and goes to management by mail, out of reach of who could change both.

use domain::{Role, anchor, clock, registry::AnyEvent};
use event_store::Recorded;
use texts::format::{clock as of_clock, date_long};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, letter};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "anchors", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) => job.as_str() == "anchor",
        AnyEvent::Anchor(anchor::Event::AnchorSet { .. }) => true,
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Clock(_) => Ok(vec![Effect { id: anchor::LOG.into(), command: anchor::Command::Set {}.into() }]),
            AnyEvent::Anchor(anchor::Event::AnchorSet { position, head }) => {
                mails(world, recorded, *position, head.as_str()).await
            }
            _ => Ok(Vec::new()),
        }
    })
}

/// One mail to each colleague of management who has an address, in their own language.
async fn mails(world: &World, recorded: &Recorded, position: u64, head: &str) -> Result<Vec<Effect>, ReactError> {
    let at = world.log.local(recorded.recorded_at);
    let words = |lang| {
        vec![
            ("day", date_long(lang, at.date()).into()),
            ("time", of_clock(lang, at.time()).into()),
            // As a text: it is to be copied, so no dots stand between its digits.
            ("position", position.to_string().into()),
            ("head", head.to_owned().into()),
        ]
    };
    letter::to_all(world, Role::Management, recorded, anchor::PURPOSE, words).await
}
