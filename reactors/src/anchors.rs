//! Each morning: where the log stands is noted in it, and goes to management by mail, out of reach of who could change both.

use domain::{Role, anchor, clock, registry::AnyEvent};
use event_store::Recorded;
use texts::format::{clock as of_clock, date_long};

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    effect::new_id,
    letter::{Colleague, Post, colleagues, company},
};

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
    let company = company(world).await?;
    let at = world.log.local(recorded.recorded_at);
    let mut effects = Vec::new();
    for Colleague { id, name, to, lang } in colleagues(world, Role::Management).await? {
        let post = Post {
            purpose: anchor::PURPOSE,
            texts: None,
            lang,
            to,
            name,
            subject: id.0,
            customer: None,
            about: recorded.stream.to_string(),
            words: vec![
                ("day", date_long(lang, at.date()).into()),
                ("time", of_clock(lang, at.time()).into()),
                // As a text: it is to be copied, so no dots stand between its digits.
                ("position", position.to_string().into()),
                ("head", head.to_owned().into()),
            ],
            documents: Vec::new(),
            company: company.clone(),
        };
        effects.extend(post.queue(new_id(recorded.id, &id.to_string())));
    }
    Ok(effects)
}
