//! What a technician advised a customer reaches sales, where the technician wanted that: as a task or as an opportunity.

use std::collections::BTreeMap;

use chrono::Days;
use domain::{
    Line, Role, Text, VisitId, opportunity,
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::{Event, PassOn},
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, visit as sheet};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// After so many days sales gets in touch.
const SOON: u64 = 7;

/// An advice that is passed on → a task or an opportunity.
pub static REACTOR: Reactor = Reactor {
    name: "advice-to-sales",
    start: Start::Head,
    wants: |event| matches!(event, AnyEvent::Visit(Event::VisitFinished { advice: Some(_), pass_on: Some(_), .. })),
    react,
};

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let AnyEvent::Visit(Event::VisitFinished { customer, advice: Some(advice), pass_on: Some(on), .. }) =
            &recorded.event
        else {
            return Ok(Vec::new());
        };
        // Of who was forgotten since there is nothing to pass on.
        let Some(advice) = advice.value() else { return Ok(Vec::new()) };
        let id = VisitId(recorded.subject());
        let effect = match on {
            PassOn::Task => task(world, recorded, id, *customer, advice).await?,
            PassOn::Opportunity => {
                let about: String =
                    advice.as_str().chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
                let day = world.log.local(recorded.recorded_at).date();
                let next = day.checked_add_days(Days::new(SOON)).unwrap_or(day);
                about.parse::<Line>().ok().map(|about| {
                    let open = opportunity::Command::Open {
                        customer: *customer,
                        contact: None,
                        about,
                        value: None,
                        next,
                        salesperson: None,
                    };
                    Effect::new(recorded.id, "opportunity", open)
                })
            }
        };
        Ok(effect.into_iter().collect())
    })
}

async fn task(
    world: &World,
    recorded: &Recorded,
    id: VisitId,
    customer: domain::CustomerId,
    advice: &Text,
) -> Result<Option<Effect>, ReactError> {
    let Some(visit) = sheet::one(world.of(&DEPARTMENT), id).await? else { return Ok(None) };
    let raise = || {
        Some(task::Command::Raise {
            kind: "advice".parse().ok()?,
            assignee: Assignee::Role(Role::Sales),
            weight: Weight::Task,
            about: Some(format!("visit-{id}").parse().ok()?),
            customer: Some(customer),
            words: BTreeMap::from([("visit".into(), format!("B-{}", visit.number).parse().ok()?)]),
            note: Some(advice.clone()),
            due: None,
        })
    };
    Ok(raise().map(|raise| Effect::new(recorded.id, "task", raise)))
}
