//! A recall asks for a visit, or raises a task, for each of its machines, once; one that is withdrawn calls off what waits.

use domain::{
    CustomerId, Line, MachineId, RecallId, Role, TaskId, VisitId,
    recall::{Action, Event, action_of},
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::{self, Kind},
};
use event_store::Recorded;
use projections::maintenance::{
    DEPARTMENT, machines,
    recalls::{self, Recall},
    visit as sheet, visits,
};
use texts::{Lang, tr};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "recall-asks", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(
        event,
        AnyEvent::Recall(Event::RecallOpened { .. } | Event::ActionAskedAgain { .. } | Event::RecallWithdrawn { .. })
    )
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let (id, pool) = (RecallId(recorded.subject()), world.of(&DEPARTMENT));
        let Some(recall) = recalls::one(pool, id).await? else { return Ok(Vec::new()) };
        let AnyEvent::Recall(event) = &recorded.event else { return Ok(Vec::new()) };
        let mut effects = Vec::new();
        match event {
            Event::RecallOpened { machines, .. } => {
                for called in machines {
                    effects.extend(ask(world, &recall, called.machine, called.customer, 0).await?);
                }
            }
            Event::ActionAskedAgain { machine, customer, time } => {
                effects.extend(ask(world, &recall, *machine, *customer, *time).await?);
            }
            Event::RecallWithdrawn { reason } => effects = off(world, &recall, reason).await?,
            Event::MachineSettled { .. } | Event::MachineReopened { .. } => {}
        }
        Ok(effects)
    })
}

/// The visit or the task for one machine.
async fn ask(
    world: &World,
    recall: &Recall,
    machine: MachineId,
    customer: CustomerId,
    time: u32,
) -> Result<Option<Effect>, ReactError> {
    let id = action_of(recall.id, machine, time);
    if recall.action == Action::Visit {
        let words = [("recall", recall.name.clone().into()), ("task", recall.task.clone().into())];
        let text: String = tr(Lang::default(), "recall-visit-task", &words).chars().take(4_000).collect();
        return Ok(text.parse().ok().map(|task| {
            let request = visit::Command::Request {
                customer,
                kind: Kind::Maintenance,
                fault: None,
                machine: Some(machine),
                task,
                expected: recall.expected,
                before: recall.before,
                follows: None,
                parts: Vec::new(),
                occurrence: None,
            };
            Effect::on(id, request)
        }));
    }
    let model = machines::one(world.of(&DEPARTMENT), machine).await?.map(|machine| machine.model).unwrap_or_default();
    let raise = || {
        Some(task::Command::Raise {
            kind: "recall-call".parse().ok()?,
            assignee: Assignee::Role(Role::Sales),
            weight: Weight::Task,
            about: Some(format!("recall-{}", recall.id).parse().ok()?),
            customer: Some(customer),
            words: [("recall".into(), recall.name.parse().ok()?), ("machine".into(), model.parse().ok()?)].into(),
            note: recall.task.parse().ok(),
            due: recall.before,
        })
    };
    Ok(raise().map(|raise| Effect::on(id, raise)))
}

/// What waits is called off; what is planned with the customer is a planner's to judge.
async fn off(world: &World, recall: &Recall, reason: &Line) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let mut effects = Vec::new();
    for called in recalls::machines(pool, recall.id).await? {
        if called.state != recalls::Stand::Open {
            continue;
        }
        match recall.action {
            Action::Visit => {
                let visit = VisitId(called.action);
                let waits = sheet::one(pool, visit).await?.is_some_and(|visit| visit.state == visits::State::Queued);
                if waits {
                    effects.push(Effect::on(visit, visit::Command::Cancel { reason: reason.clone() }));
                }
            }
            Action::Call => {
                let note = reason.as_str().parse().ok();
                effects.push(Effect::on(TaskId(called.action), task::Command::Complete { note }));
            }
        }
    }
    Ok(effects)
}
