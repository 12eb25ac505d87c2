//! What takes back what was done with a fault.

use super::{Command, End, Event, Fault};
use crate::undo::{Act, Reason, Stays, known, unerased};

pub(super) fn undo(act: &Act<'_, Fault>) -> Result<Command, Stays> {
    let ended = |event: &Event| {
        matches!(event, Event::FaultSolved { .. } | Event::FaultCancelled { .. } | Event::FaultReopened { .. })
    };
    let first = act.first()?;
    // What ended while it waited, or waits for something else, began to count again in the same act.
    let act_is = act.events.iter().find(|event| !matches!(event, Event::FaultResumed { .. })).unwrap_or(first);
    match act_is {
        Event::FaultReported { .. } => Ok(Command::Cancel { reason: act.why.clone() }),
        Event::FaultChanged { .. } => {
            act.stands(|event| matches!(event, Event::FaultChanged { .. }))?;
            let (problem, urgency) = known(act.before.problem.as_ref())?;
            Ok(Command::Change { problem: unerased(problem.value().cloned())?, urgency: *urgency })
        }
        Event::FaultSolved { .. } | Event::FaultCancelled { .. } => {
            act.stands(ended)?;
            Ok(Command::Reopen { reason: act.why.clone() })
        }
        Event::FaultReopened { .. } => {
            act.stands(ended)?;
            Ok(match known(act.before.end)? {
                End::Solved => Command::Solve { visit: None, how: Some(act.why_text()), at: None },
                End::Cancelled => Command::Cancel { reason: act.why.clone() },
            })
        }
        Event::FaultAnswered { visit, .. } => {
            act.stands(|event| matches!(event, Event::FaultAnswered { .. } | Event::FaultAnswerWithdrawn { .. }))?;
            Ok(Command::WithdrawAnswer { visit: *visit })
        }
        Event::FaultAnswerWithdrawn { .. } => {
            act.stands(|event| matches!(event, Event::FaultAnswered { .. } | Event::FaultAnswerWithdrawn { .. }))?;
            Ok(Command::Answer { visit: act.before.promised.answered.flatten(), note: Some(act.why_text()) })
        }
        Event::FaultPaused { .. } => {
            act.stands(waits)?;
            Ok(Command::Resume { mistaken: true })
        }
        Event::FaultResumed { .. } => {
            act.stands(waits)?;
            let (waits_for, _) = known(act.before.promised.waits)?;
            Ok(Command::Wait { waits_for, reason: act.why.clone() })
        }
        Event::FaultWarned { .. } => Err(Reason::Follows.into()),
    }
}

fn waits(event: &Event) -> bool {
    matches!(event, Event::FaultPaused { .. } | Event::FaultResumed { .. })
}
