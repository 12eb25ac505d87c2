//! Looks at the clock for what was not told yet: planners are warned in time, and what is near is told by itself, so that nobody
//! stands before a closed door.

use std::{collections::BTreeMap, time::Duration};

use chrono::{NaiveDate, TimeDelta};
use domain::{
    Actor, Decider, Role,
    planning::{COMPANY, Command, Planning},
    task::{self, Assignee, Task, Weight},
};
use event_store::{CommandError, Given, Outside, StoreError};
use projections::{
    ReadError,
    maintenance::{
        DEPARTMENT,
        untold::{self, Untold},
    },
};
use uuid::Uuid;

use crate::{World, promise_watch::WatchError, tell};

/// How often it looks.
const LOOK: Duration = Duration::from_secs(20);
/// So long before it is told by itself a planner is warned.
const WARNED_BEFORE: TimeDelta = TimeDelta::hours(8);

/// Publishes what must be told by now, and warns of what soon must; answers of how many visits it told. What is asked twice is done once.
///
/// # Errors
/// See [`WatchError`].
pub async fn publish_due(world: &World, outside: &dyn Outside) -> Result<usize, WatchError> {
    let all = untold::all(world.of(&DEPARTMENT)).await?;
    if all.is_empty() {
        return Ok(0);
    }
    let now = world.log.local(world.log.clock.now());
    let (told, warned) = told_within(world).await.map_err(CommandError::from)?;
    let near = |ahead| move |one: &&Untold| one.begins().is_none_or(|begins| begins <= now + ahead);
    let due: Vec<&Untold> = all.iter().filter(near(told)).collect();
    if !due.is_empty() {
        let changes: Vec<String> = due.iter().map(|one| format!("{} {}", one.visit.id, one.visit.revision)).collect();
        let publish = Command::Publish { visits: due.iter().map(|one| one.visit.id).collect() };
        execute::<Planning>(world, outside, COMPANY, publish, &changes.join(" ")).await?;
    }
    let soon: Vec<&Untold> = all.iter().filter(near(warned)).skip(due.len()).collect();
    if let Some(raise) = raise(&soon) {
        execute::<Task>(world, outside, &alert_id(now.date()).to_string(), raise, "raise").await?;
    }
    Ok(due.len())
}

async fn execute<D: Decider>(
    world: &World,
    outside: &dyn Outside,
    id: &str,
    command: D::Command,
    word: &str,
) -> Result<(), CommandError> {
    let command_id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{id} {word}").as_bytes());
    let given = Given { command_id, ..Given::by(Actor::system("planning")) };
    match world.log.execute::<D>(id, command, &given, outside).await {
        Ok(_) | Err(CommandError::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

fn raise(soon: &[&Untold]) -> Option<task::Command> {
    let first = soon.first()?;
    Some(task::Command::Raise {
        kind: "planning-untold".parse().ok()?,
        assignee: Assignee::Role(Role::Planner),
        weight: Weight::Alert,
        about: Some(format!("visit-{}", first.visit.id).parse().ok()?),
        customer: None,
        words: BTreeMap::from([("count".into(), soon.len().to_string().parse().ok()?)]),
        note: None,
        due: None,
    })
}

/// The warning of a day; there is one at most.
pub(crate) fn alert_id(day: NaiveDate) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("planning untold on {day}").as_bytes())
}

/// So long before an appointment what changed in it is told by itself, and planners are warned.
pub(crate) async fn told_within(world: &World) -> Result<(TimeDelta, TimeDelta), StoreError> {
    let (state, _) = world.log.state::<Planning>(COMPANY).await?;
    let hours = TimeDelta::hours(state.hours.into());
    Ok((hours, hours + WARNED_BEFORE))
}

/// Looks at the clock until the task is dropped.
pub async fn run(world: &World, outside: &dyn Outside) {
    loop {
        if let Err(error) = publish_due(world, outside).await {
            let filling = matches!(error, WatchError::Read(ReadError::Filling(_)));
            tell(&error, filling, "what changed in the planning can't be told");
        }
        tokio::time::sleep(LOOK).await;
    }
}
