//! Each morning planners hear of machines whose warranty ends soon, so that they are looked at while it still pays.

use domain::{
    Role, clock,
    registry::AnyEvent,
    settings::{self, Settings},
    task::{Assignee, Command, Weight},
};
use event_store::Recorded;
use projections::maintenance::{
    DEPARTMENT,
    machines::{self, Ending},
};
use texts::{Lang, format::date_digits};

use crate::{Effect, Reaction, Reactor, Start, World, effect::new_id};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "warranty-alerts", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) if job.as_str() == REACTOR.name)
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) = &recorded.event else { return Ok(Vec::new()) };
        let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
        let ending = machines::ending(world.of(&DEPARTMENT), at.date(), settings.warranty_alert_days()).await?;
        Ok(ending.iter().filter_map(warn).collect())
    })
}

/// One warning is one task, whichever morning it is raised: its id follows from machine, day and number of days.
fn warn(ending: &Ending) -> Option<Effect> {
    let id = new_id(ending.machine.0, &format!("warranty-ends {} {}", ending.until, ending.days));
    let raise = Command::Raise {
        kind: "warranty-ends".parse().ok()?,
        assignee: Assignee::Role(Role::Planner),
        weight: Weight::Task,
        about: Some(format!("machine-{}", ending.machine).parse().ok()?),
        customer: Some(ending.customer),
        words: [
            ("machine".into(), ending.model.parse().ok()?),
            ("day".into(), date_digits(Lang::default(), ending.until).parse().ok()?),
        ]
        .into(),
        note: None,
        due: Some(ending.until),
    };
    Some(Effect::on(id, raise))
}
