//! What a visit used leaves stock; what it brought back lies there again.

use domain::{VisitId, article::Command, registry::AnyEvent, visit::Event};
use event_store::Recorded;

use crate::{Effect, Reaction, Reactor, Start, World};

/// Parts used or returned → stock.
pub static REACTOR: Reactor = Reactor {
    name: "parts-leave-stock",
    start: Start::Head,
    wants: |event| matches!(event, AnyEvent::Visit(Event::PartUsed { .. } | Event::PartReturned { .. })),
    react,
};

fn react<'a>(_: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    let visit = VisitId(recorded.subject());
    let effect = match &recorded.event {
        AnyEvent::Visit(Event::PartUsed { part, .. }) => {
            Some(Effect::on(part.article, Command::Take { quantity: part.quantity, visit }))
        }
        AnyEvent::Visit(Event::PartReturned { part, .. }) => {
            Some(Effect::on(part.article, Command::PutBack { quantity: part.quantity, visit }))
        }
        _ => None,
    };
    Box::pin(async move { Ok(effect.into_iter().collect()) })
}
