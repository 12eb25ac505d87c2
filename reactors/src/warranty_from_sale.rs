//! A machine that was brought and works has the warranty that its article is sold with, unless another one was said.

use domain::{
    Quantity, VisitId,
    article::Article,
    machine::{Command, Covers, Machine, end_of},
    registry::AnyEvent,
    visit::{Event, Kind},
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, visit as sheet};

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "warranty-from-sale", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Visit(Event::VisitFinished { solved: true, .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let (id, pool) = (VisitId(recorded.subject()), world.of(&DEPARTMENT));
        let visit = sheet::one(pool, id).await?.filter(|visit| visit.kind == Kind::Installation);
        let Some(machine) = visit.and_then(|visit| visit.machine) else { return Ok(Vec::new()) };
        let (known, _) = world.log.state::<Machine>(&machine.to_string()).await?;
        if known.removed || known.warranties().last().is_some() {
            return Ok(Vec::new());
        }
        // Of several articles that were brought the longest term is the machine's.
        let mut longest = None;
        for part in sheet::parts(pool, id).await?.into_iter().filter(|part| part.used > Quantity::default()) {
            let (article, _) = world.log.state::<Article>(&part.article.to_string()).await?;
            longest = longest.max(article.warranty().map(|months| (months, part.article)));
        }
        let from = world.log.local(recorded.recorded_at).date();
        let set = longest.and_then(|(months, article)| {
            let until = end_of(from, months)?;
            Some(Command::SetWarranty { from: Some(from), until, covers: Covers::Both, article: Some(article) })
        });
        Ok(set.map(|set| Effect::on(machine, set)).into_iter().collect())
    })
}
