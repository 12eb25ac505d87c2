//! Each morning planners are warned of what maintenance plans propose and nobody agreed yet: days ahead, on the day, and when it is over.
//! And the customer hears of days that are proposed to them.

use domain::{
    Role, VisitId, clock,
    messages::Message,
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::Event,
};
use event_store::Recorded;
use projections::maintenance::{
    DEPARTMENT,
    to_plan::{self, Warning},
    visit as sheet,
};
use texts::{
    Lang,
    format::{date_digits, date_full},
};

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    appointments::machine,
    effect::new_id,
    message::{Telling, reader},
    plan_opens_visit::JOB,
};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "plan-warnings", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) => job.as_str() == JOB,
        AnyEvent::Visit(Event::DaysProposed { .. }) => true,
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) => {
                let warnings = to_plan::warnings(world.of(&DEPARTMENT), at.date()).await?;
                Ok(warnings.iter().filter_map(|warning| warn(warning, at.date())).collect())
            }
            AnyEvent::Visit(Event::DaysProposed { days, .. }) => propose(world, recorded, days).await,
            _ => Ok(Vec::new()),
        }
    })
}

/// Of a visit there is one task ahead, one on the day and one after it, whichever morning it is raised.
fn warn(warning: &Warning, today: chrono::NaiveDate) -> Option<Effect> {
    let (kind, weight) = match warning.proposed.cmp(&today) {
        std::cmp::Ordering::Greater => ("maintenance-to-agree", Weight::Task),
        std::cmp::Ordering::Equal => ("maintenance-today", Weight::Alert),
        std::cmp::Ordering::Less => ("maintenance-overdue", Weight::Alert),
    };
    let raise = task::Command::Raise {
        kind: kind.parse().ok()?,
        assignee: Assignee::Role(Role::Planner),
        weight,
        about: Some(format!("visit-{}", warning.visit).parse().ok()?),
        customer: Some(warning.customer),
        words: [
            ("visit".into(), format!("B-{}", warning.number).parse().ok()?),
            ("day".into(), date_digits(Lang::default(), warning.proposed).parse().ok()?),
        ]
        .into(),
        note: None,
        due: Some(warning.proposed),
    };
    Some(Effect::on(new_id(warning.visit.0, &format!("{kind} {}", warning.proposed)), raise))
}

/// The days as a mail; who has no address is called by whoever proposed them.
async fn propose(world: &World, recorded: &Recorded, days: &[chrono::NaiveDate]) -> Result<Vec<Effect>, ReactError> {
    let id = VisitId(recorded.subject());
    let Some(visit) = sheet::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
    let Some(reader) = reader(&world.log, visit.customer).await? else { return Ok(Vec::new()) };
    let lang = reader.lang;
    let days: Vec<String> = days.iter().map(|day| format!("– {}", date_full(lang, *day))).collect();
    let words = vec![
        ("days", days.join("\n")),
        ("task", visit.task.clone()),
        ("machine", machine(lang, visit.model.as_deref(), visit.place.as_deref())),
    ];
    Ok(reader.tell(Telling {
        cause: recorded.id,
        message: Message::VisitDays,
        texts: None,
        about: format!("visit-{id}"),
        words,
        documents: Vec::new(),
        at: recorded.recorded_at,
        of_use_until: None,
    }))
}
