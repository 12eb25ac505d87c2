//! Of a customer who was forgotten nothing waits any more: drafts of invoices and contracts are discarded, opportunities are lost.

use domain::{CustomerId, Line, Text, contract, customer, invoice, opportunity, registry::AnyEvent};
use event_store::Recorded;
use projections::{
    finance::{self, invoices},
    sales::{self, contracts, opportunities},
};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// More of a kind nobody has at once.
const MANY: u16 = 200;

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "forgotten-ends", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Customer(customer::Event::CustomerForgotten {}))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(ended(world, recorded.subject().into()))
}

async fn ended(world: &World, customer: CustomerId) -> Result<Vec<Effect>, ReactError> {
    let today = world.log.today();
    let drafts = invoices::Wanted {
        view: invoices::View::Draft,
        customer: Some(customer),
        limit: Some(MANY),
        ..Default::default()
    };
    let drafts = invoices::list(world.of(&finance::DEPARTMENT), &drafts, today).await?.rows;
    let mut effects: Vec<Effect> = (drafts.into_iter())
        .map(|draft| Effect::on(draft.id, invoice::Command::Discard { reason: Line::erased() }))
        .collect();
    let pool = world.of(&sales::DEPARTMENT);
    let drafts = contracts::Wanted {
        view: contracts::View::Draft,
        customer: Some(customer),
        limit: Some(MANY),
        ..Default::default()
    };
    for draft in contracts::list(pool, &drafts, today).await?.rows {
        effects.push(Effect::on(draft.id, contract::Command::Discard { reason: Line::erased() }));
    }
    let open = opportunities::Filter { customer: Some(customer.to_string()), ..Default::default() };
    for chance in opportunities::page(pool, &open, None, MANY.into()).await?.rows {
        let reason = Text::erased();
        effects.push(Effect { id: chance.id, command: opportunity::Command::Lose { reason }.into() });
    }
    Ok(effects)
}
