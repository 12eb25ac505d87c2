//! What takes back what was said about the planning.

use super::{Command, Event, Planning, State};
use crate::undo::{Act, Reason, Stays};

pub(super) fn undo(act: &Act<'_, Planning>) -> Result<Command, Stays> {
    match act.first()? {
        Event::TellingSet { .. } => {
            act.stands(|event| matches!(event, Event::TellingSet { .. }))?;
            let State { collect, hours } = *act.before;
            Ok(Command::SetTelling { collect, hours })
        }
        Event::PlanningPublished { .. } => Err(Reason::Sent.into()),
    }
}
