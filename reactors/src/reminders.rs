//! Each morning: invoices that are late for so many days get the reminder of their level.

use domain::{
    clock, invoice,
    registry::AnyEvent,
    settings::{self, Settings},
};
use event_store::Recorded;
use projections::finance::{DEPARTMENT, overdue};

use crate::{Effect, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "payment-reminders", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) if job.as_str() == "payment-reminders")
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) = &recorded.event else { return Ok(Vec::new()) };
        let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
        let due = overdue::on(world.of(&DEPARTMENT), at.date(), &settings.reminder_days).await?;
        let remind = |due: overdue::Due| Effect::on(due.invoice, invoice::Command::Remind { level: due.level });
        Ok(due.into_iter().map(remind).collect())
    })
}
