//! Looks at the clock for what was promised: when time runs out or is over, the fault says so, once.

use std::time::Duration;

use domain::{
    Actor,
    fault::{Command, Fault},
    promise::{Part, Stage},
};
use event_store::{CommandError, Given, Log, Outside};
use projections::{ReadError, maintenance::promises};
use uuid::Uuid;

use crate::{World, tell};

/// How often it looks.
const LOOK: Duration = Duration::from_secs(20);
/// So many faults are looked at in one go.
const MOST: u32 = 200;

/// Why nobody can be warned.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The read tables did not answer.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The log did not take it.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// Has every fault say what is due now; answers of how many faults. The fault itself decides, so that what the tables don't show
/// yet, or a second program looks at too, is said once.
///
/// # Errors
/// See [`WatchError`].
pub async fn warn_due(world: &World, outside: &dyn Outside) -> Result<usize, WatchError> {
    let now = world.log.clock.now();
    let due = promises::to_look_at(world.of(&projections::maintenance::DEPARTMENT), now, MOST).await?;
    for look in &due {
        for deadline in [Part::Respond, Part::Solve] {
            let by = if deadline == Part::Solve { look.solve_by } else { Some(look.respond_by) };
            let stage = if by.is_some_and(|by| by <= now) { Stage::Passed } else { Stage::Near };
            warn(&world.log, outside, look.fault.0, deadline, stage).await?;
        }
    }
    Ok(due.len())
}

async fn warn(log: &Log, outside: &dyn Outside, fault: Uuid, deadline: Part, stage: Stage) -> Result<(), CommandError> {
    let word = format!("{} {} {}", deadline.name(), stage.name(), log.clock.now());
    let given = Given { command_id: Uuid::new_v5(&fault, word.as_bytes()), ..Given::by(Actor::system("promises")) };
    match log.execute::<Fault>(&fault.to_string(), Command::Warn { deadline, stage }, &given, outside).await {
        // Whoever was forgotten is warned of no more.
        Ok(_) | Err(CommandError::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Looks at the clock until the task is dropped.
pub async fn run(world: &World, outside: &dyn Outside) {
    loop {
        if let Err(error) = warn_due(world, outside).await {
            let filling = matches!(error, WatchError::Read(ReadError::Filling(_)));
            tell(&error, filling, "nobody can be warned of promises");
        }
        tokio::time::sleep(LOOK).await;
    }
}
