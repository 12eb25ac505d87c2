//! What a visit and the stock mean for what a fault's customer was promised: who begins has answered, and a part that is out stops time.
//!
//! Time stops by itself only where a technician was there and found what is needed: before that nobody knows, and an empty shelf is no
//! excuse for not coming. It counts again when nothing of it is short any more, or when somebody begins all the same.

use domain::{ArticleId, FaultId, VisitId, article, fault::Command, registry::AnyEvent, visit::Event};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, faults, promises, visit as sheet};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "fault-promises", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Visit(Event::VisitRequested { fault: Some(_), follows: Some(_), parts, .. }) => !parts.is_empty(),
        AnyEvent::Visit(Event::VisitStarted { .. } | Event::VisitInterrupted { .. } | Event::PartNeeded { .. }) => true,
        AnyEvent::Article(event) => matches!(
            event,
            article::Event::StockReceived { .. }
                | article::Event::StockCounted { .. }
                | article::Event::StockPutBack { .. }
        ),
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Visit(event) => of_visit(world, VisitId(recorded.subject()), event).await,
            AnyEvent::Article(_) => of_stock(world, ArticleId(recorded.subject())).await,
            _ => Ok(Vec::new()),
        }
    })
}

async fn of_visit(world: &World, id: VisitId, event: &Event) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let Some(visit) = sheet::one(pool, id).await? else { return Ok(Vec::new()) };
    let Some(fault) = visit.fault else { return Ok(Vec::new()) };
    Ok(match event {
        Event::VisitStarted { .. } => {
            let answer = Effect::on(fault, Command::Answer { visit: Some(id), note: None });
            let resume = resume(world, fault).await?;
            [answer].into_iter().chain(resume).collect()
        }
        Event::VisitInterrupted { .. } => vec![Effect::on(fault, Command::WithdrawAnswer { visit: Some(id) })],
        // What is found while somebody is there is needed by the visit that follows.
        _ if promises::is_held_up(pool, id).await? => vec![Effect::on(fault, Command::WaitForPart { visit: id })],
        _ => Vec::new(),
    })
}

async fn resume(world: &World, fault: FaultId) -> Result<Option<Effect>, ReactError> {
    let waits = faults::one(world.of(&DEPARTMENT), fault).await?.is_some_and(|fault| fault.promise.waits_for.is_some());
    Ok(waits.then(|| Effect::on(fault, Command::Resume { mistaken: false })))
}

async fn of_stock(world: &World, article: ArticleId) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let mut effects = Vec::new();
    for (fault, visit) in promises::waiting_for(pool, article).await? {
        if !promises::is_short(pool, visit).await? {
            effects.push(Effect::on(fault, Command::Resume { mistaken: false }));
        }
    }
    Ok(effects)
}
