//! Each morning: where the log stands is noted in it, and goes to management by mail, out of reach of who could change both.

use domain::{
    Role, anchor, clock,
    registry::AnyEvent,
    settings::{self, Settings},
};
use event_store::Recorded;
use projections::access::{self, users};
use texts::{
    Lang,
    format::{clock as of_clock, date_long},
};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id, letter::Post};

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
    let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
    let company = settings.company.as_ref().map(|company| company.name.to_string()).unwrap_or_default();
    let at = world.log.local(recorded.recorded_at);
    let mut effects = Vec::new();
    for user in users::all(world.of(&access::DEPARTMENT), Some(Role::Management)).await? {
        let Some(to) = user.email.as_ref().filter(|_| user.active).and_then(|email| email.parse().ok()) else {
            continue;
        };
        let lang = Lang::parse(&user.language).unwrap_or_default();
        let post = Post {
            purpose: anchor::PURPOSE,
            texts: None,
            lang,
            to,
            name: user.name.parse().ok(),
            subject: user.id.0,
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
        effects.extend(post.queue(new_id(recorded.id, &user.id.to_string())));
    }
    Ok(effects)
}
