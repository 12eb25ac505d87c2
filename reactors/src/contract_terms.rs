//! Each night: a contract whose term is over goes on for another one, or ends.

use domain::{clock, contract::Command, registry::AnyEvent};
use event_store::Recorded;
use projections::sales::{
    DEPARTMENT,
    contracts_due::{self, Over},
};
use texts::{Lang, t};

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "contract-terms", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) if job.as_str() == "contract-terms")
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) = &recorded.event else { return Ok(Vec::new()) };
        let over = contracts_due::over(world.of(&DEPARTMENT), at.date()).await?;
        let reason = t(Lang::default(), "contract-term-over");
        let effect = |over| match over {
            Over::Renew(contract) => Some(Effect::on(contract, Command::Renew {})),
            Over::End(contract, on) => Some(Effect::on(contract, Command::End { on, reason: reason.parse().ok()? })),
        };
        Ok(over.into_iter().filter_map(effect).collect())
    })
}
