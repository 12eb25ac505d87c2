//! What takes back what was done with a report.

use super::{Command, Event, SavedReport};
use crate::undo::{Act, Reason, Stays};

pub(super) fn undo(act: &Act<'_, SavedReport>) -> Result<Command, Stays> {
    match act.first()? {
        Event::ReportSaved { .. } => {
            act.stands(|event| matches!(event, Event::ReportSaved { .. }))?;
            Ok(match act.before.kept.clone() {
                Some(kept) => Command::Save { name: kept.name, definition: kept.definition, shared: kept.shared },
                None => Command::Remove {},
            })
        }
        Event::ReportMailingSet { .. } => {
            act.stands(|event| matches!(event, Event::ReportMailingSet { .. }))?;
            let (every, to) = act.before.mailed.clone();
            Ok(Command::Mail { every, to })
        }
        Event::ReportRemoved {} => Err(Reason::ThrownAway.into()),
    }
}
