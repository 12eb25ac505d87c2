//! Planners hear that a promise runs out or is over; what was said is finished when it is kept, stands still or is another one.

use domain::{
    FaultId, Role, TaskId,
    fault::{self, Event},
    promise::{Part, Stage},
    registry::AnyEvent,
    task::{self, Assignee, Weight},
};
use event_store::Recorded;
use projections::desk::{self, tasks};
use texts::{
    Lang,
    format::{clock, date_digits},
};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "promise-alerts", start: Start::Head, wants, react };

const PARTS: [Part; 2] = [Part::Respond, Part::Solve];
const STAGES: [Stage; 2] = [Stage::Near, Stage::Passed];

fn kind(part: Part, stage: Stage) -> String {
    format!("promise-{}-{}", part.name(), stage.name())
}

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Fault(
            Event::FaultWarned { .. }
            | Event::FaultAnswered { .. }
            | Event::FaultPaused { .. }
            | Event::FaultChanged { .. }
            | Event::FaultSolved { .. }
            | Event::FaultCancelled { .. },
        ) => true,
        AnyEvent::Task(task::Event::TaskRaised { kind, .. }) => kind.as_str().starts_with("promise-"),
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Fault(event @ Event::FaultWarned { .. }) => warned(world, recorded, event).await,
            AnyEvent::Fault(Event::FaultChanged { .. }) => over(world, recorded.subject(), |_| true).await,
            AnyEvent::Fault(_) => {
                let state = fault_of(world, recorded.subject()).await?;
                over(world, recorded.subject(), |part| !state.counts(part)).await
            }
            AnyEvent::Task(task::Event::TaskRaised { kind, about, .. }) => {
                raised(world, recorded, kind.as_str(), about.as_str()).await
            }
            _ => Ok(Vec::new()),
        }
    })
}

async fn fault_of(world: &World, fault: uuid::Uuid) -> Result<std::sync::Arc<fault::State>, ReactError> {
    Ok(world.log.state::<fault::Fault>(&fault.to_string()).await?.0)
}

async fn warned(world: &World, recorded: &Recorded, event: &Event) -> Result<Vec<Effect>, ReactError> {
    let Event::FaultWarned { customer, deadline: part, stage, until: by } = event else { return Ok(Vec::new()) };
    let state = fault_of(world, recorded.subject()).await?;
    if !state.counts(*part) {
        return Ok(Vec::new());
    }
    let (at, fault) = (world.log.local(*by), FaultId(recorded.subject()));
    let raise = || {
        Some(task::Command::Raise {
            kind: kind(*part, *stage).parse().ok()?,
            assignee: Assignee::Role(Role::Planner),
            weight: if *stage == Stage::Passed { Weight::Alert } else { Weight::Task },
            about: Some(format!("fault-{fault}").parse().ok()?),
            customer: Some(*customer),
            words: [
                ("fault".into(), format!("S-{}", state.number()?).parse().ok()?),
                ("day".into(), date_digits(Lang::default(), at.date()).parse().ok()?),
                ("time".into(), clock(Lang::default(), at.time()).parse().ok()?),
            ]
            .into(),
            note: None,
            due: Some(at.date()),
        })
    };
    let mut effects = match stage {
        // Over is said instead of near.
        Stage::Passed => open(world, fault, *part, Stage::Near).await?,
        Stage::Near => Vec::new(),
    };
    effects.extend(raise().map(|raise| Effect::new(recorded.id, "promise", raise)));
    Ok(effects)
}

/// The end of what was said about parts of the promise.
async fn over(world: &World, fault: uuid::Uuid, is_over: impl Fn(Part) -> bool) -> Result<Vec<Effect>, ReactError> {
    let mut effects = Vec::new();
    for part in PARTS.into_iter().filter(|part| is_over(*part)) {
        for stage in STAGES {
            effects.extend(open(world, FaultId(fault), part, stage).await?);
        }
    }
    Ok(effects)
}

async fn open(world: &World, fault: FaultId, part: Part, stage: Stage) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&desk::DEPARTMENT);
    let open = tasks::open_about(pool, &format!("fault-{fault}"), &kind(part, stage)).await?;
    Ok(open.into_iter().map(finish).collect())
}

fn finish(task: TaskId) -> Effect {
    Effect::on(task, task::Command::Complete { note: None })
}

/// What was said too late is finished at once: it was kept, or stands still, in the meantime.
async fn raised(world: &World, recorded: &Recorded, said: &str, about: &str) -> Result<Vec<Effect>, ReactError> {
    let part = PARTS.into_iter().find(|part| STAGES.iter().any(|stage| kind(*part, *stage) == said));
    let fault = about.strip_prefix("fault-").and_then(|id| id.parse().ok());
    let (Some(part), Some(fault)) = (part, fault) else { return Ok(Vec::new()) };
    let counts = fault_of(world, fault).await?.counts(part);
    Ok(if counts { Vec::new() } else { vec![finish(TaskId(recorded.subject()))] })
}
