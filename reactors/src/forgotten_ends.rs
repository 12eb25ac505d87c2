//! Of who was forgotten nothing waits any more: drafts of invoices and contracts are discarded, opportunities are lost, and tasks are
//! done that are about a customer or of which nothing is left to be read.

use domain::{CustomerId, Line, Text, contract, customer, invoice, opportunity, privacy, registry::AnyEvent, task};
use event_store::Recorded;
use projections::{
    desk::{self, tasks},
    finance::{self, invoices},
    sales::{self, contracts, opportunities},
};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// More of a kind nobody has at once.
const MANY: u16 = 200;

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "forgotten-ends", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(
        event,
        AnyEvent::Customer(customer::Event::CustomerForgotten {})
            | AnyEvent::Privacy(privacy::Event::PersonForgotten { .. })
    )
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            // What a task said is sealed with its own key, when it is about no customer.
            AnyEvent::Privacy(privacy::Event::PersonForgotten { subjects, .. }) => {
                done(world, None, subjects.iter().copied()).await
            }
            _ => ended(world, recorded.subject().into()).await,
        }
    })
}

async fn done(
    world: &World,
    customer: Option<CustomerId>,
    among: impl IntoIterator<Item = uuid::Uuid>,
) -> Result<Vec<Effect>, ReactError> {
    let open = tasks::open_of(world.of(&desk::DEPARTMENT), customer, among).await?;
    Ok(open.into_iter().map(|task| Effect::on(task, task::Command::Complete { note: None })).collect())
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
    effects.extend(done(world, Some(customer), []).await?);
    Ok(effects)
}
