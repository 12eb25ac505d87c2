//! The first of each month: keys of invoices whose legal term is over are ordered to be destroyed, whoever they are of.

use domain::{
    clock,
    privacy::{Command, LOG},
    registry::AnyEvent,
};
use event_store::Recorded;

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "terms-end", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) if job.as_str() == "terms-end")
}

fn react<'a>(world: &'a World, _: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let invoices = world.log.invoice_keys().await?;
        Ok(vec![Effect { id: LOG.into(), command: Command::EndTerms { invoices }.into() }])
    })
}
