//! When an occurrence of a maintenance plan comes near, or the machine's meter has run so far, its visit is asked for. The ids of both
//! follow from the plan, so that a replay asks for none twice.

use domain::{
    MachineId, PlanId, Text, clock,
    machine::{self, Machine},
    plan::{Command, Event, Plan, visit_of},
    registry::AnyEvent,
    visit::{self, Occurrence},
};
use event_store::Recorded;
use projections::maintenance::{DEPARTMENT, plans};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The clock's job.
pub(crate) const JOB: &str = "maintenance-plans";

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "plan-opens-visit", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) => job.as_str() == JOB,
        AnyEvent::Plan(
            Event::OccurrenceProposed { .. }
            | Event::OccurrenceMoved { .. }
            | Event::PlanResumed { .. }
            | Event::OccurrenceOpened { .. },
        ) => true,
        AnyEvent::Machine(machine::Event::MeterNoted { .. } | machine::Event::ReadingCorrected { .. }) => true,
        AnyEvent::Machine(machine::Event::MeterReplaced { .. } | machine::Event::MeterKept { .. }) => true,
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let pool = world.of(&DEPARTMENT);
        let open = |plans: Vec<PlanId>| plans.into_iter().map(|plan| Effect::on(plan, Command::Open {})).collect();
        match &recorded.event {
            AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) => {
                let mut effects: Vec<Effect> = open(plans::to_ask(pool, at.date()).await?);
                // What was refused then may go now.
                for (plan, occurrence, proposed) in plans::unasked(pool).await? {
                    effects.extend(request(world, Occurrence { plan, occurrence, proposed }).await?);
                }
                Ok(effects)
            }
            AnyEvent::Plan(Event::OccurrenceOpened { occurrence, proposed, .. }) => {
                let plan = PlanId(recorded.subject());
                let wanted = Occurrence { plan, occurrence: *occurrence, proposed: *proposed };
                Ok(request(world, wanted).await?.into_iter().collect())
            }
            AnyEvent::Plan(_) => Ok(open(vec![recorded.subject().into()])),
            AnyEvent::Machine(_) => Ok(open(plans::metered(pool, recorded.subject().into()).await?)),
            _ => Ok(Vec::new()),
        }
    })
}

/// The visit of an occurrence, at the machine or with all of them named; none when nobody knows any more what it was for.
async fn request(world: &World, wanted: Occurrence) -> Result<Option<Effect>, ReactError> {
    let (plan, _) = world.log.state::<Plan>(&wanted.plan.to_string()).await?;
    let Some((customer, task)) = plan.customer().zip(plan.task()) else { return Ok(None) };
    let Some((expected, kind, machines)) = plan.wanted() else { return Ok(None) };
    let mut there: Vec<(MachineId, String)> = Vec::new();
    for id in machines {
        let (machine, _) = world.log.state::<Machine>(&id.to_string()).await?;
        there.extend(machine.label().filter(|_| !machine.removed).map(|label| (*id, label)));
    }
    let (machine, task) = match there.as_slice() {
        [(one, _)] => (Some(*one), task.clone()),
        [] => (None, task.clone()),
        several => {
            let names: Vec<&str> = several.iter().map(|(_, label)| label.as_str()).collect();
            let text: String = format!("{task}\n\n{}", names.join("\n")).chars().take(4_000).collect();
            (None, text.parse::<Text>().unwrap_or_else(|_| task.clone()))
        }
    };
    let request = visit::Command::Request {
        customer,
        kind,
        fault: None,
        machine,
        task,
        expected,
        before: None,
        follows: None,
        parts: Vec::new(),
        occurrence: Some(wanted),
    };
    Ok(Some(Effect::on(visit_of(wanted.plan.0, wanted.occurrence), request)))
}
