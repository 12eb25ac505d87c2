//! What takes back what was done with a fault.

use super::{Command, End, Event, Fault};
use crate::undo::{Act, Stays, known, unerased};

pub(super) fn undo(act: &Act<'_, Fault>) -> Result<Command, Stays> {
    let ended = |event: &Event| {
        matches!(event, Event::FaultSolved { .. } | Event::FaultCancelled { .. } | Event::FaultReopened { .. })
    };
    match act.first()? {
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
                End::Solved => Command::Solve { visit: None, how: Some(act.why_text()) },
                End::Cancelled => Command::Cancel { reason: act.why.clone() },
            })
        }
    }
}
