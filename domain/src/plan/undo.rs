//! What takes back what was done with a maintenance plan.

use super::{Command, Ending, Event, Plan};
use crate::undo::{Act, Reason, Stays, known, unerased};

pub(super) fn undo(act: &Act<'_, Plan>) -> Result<Command, Stays> {
    let rests =
        |event: &Event| matches!(event, Event::PlanPaused { .. } | Event::PlanResumed { .. } | Event::PlanEnded { .. });
    match act.first()? {
        Event::PlanMade { .. } => Ok(Command::End { reason: act.why.clone() }),
        Event::PlanChanged { .. } => {
            act.stands(|event| matches!(event, Event::PlanChanged { .. }))?;
            let before = known(act.before.work.clone())?;
            Ok(Command::Change {
                machines: before.machines,
                kind: before.kind,
                task: unerased(before.task)?,
                expected: before.expected,
                schedule: before.schedule,
            })
        }
        Event::PlanPaused { .. } | Event::PlanEnded { ending: Ending::Said, .. } => {
            act.stands(rests)?;
            Ok(Command::Resume {})
        }
        Event::PlanResumed { .. } => {
            act.stands(rests)?;
            Ok(Command::Pause { reason: act.why.clone() })
        }
        Event::OccurrenceMoved { .. } => {
            act.stands(|event| {
                matches!(
                    event,
                    Event::OccurrenceMoved { .. } | Event::OccurrenceOpened { .. } | Event::OccurrenceProposed { .. }
                )
            })?;
            Ok(Command::MoveNext { to: known(act.before.next)?.due })
        }
        Event::PlanEnded { .. } => Err(Reason::Finished.into()),
        Event::OccurrenceProposed { .. } | Event::OccurrenceOpened { .. } | Event::OccurrenceClosed { .. } => {
            Err(Reason::Follows.into())
        }
    }
}
