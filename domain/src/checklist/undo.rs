//! What takes back what was done with a checklist.

use super::{Checklist, Command, Event};
use crate::undo::{Act, Stays};

pub(super) fn undo(act: &Act<'_, Checklist>) -> Result<Command, Stays> {
    let used = |event: &Event| !matches!(event, Event::ChecklistSaved { .. });
    Ok(match act.first()? {
        Event::ChecklistSaved { .. } => {
            act.stands(|event| matches!(event, Event::ChecklistSaved { .. }))?;
            match act.before.saved.clone() {
                Some(saved) => {
                    Command::Save { name: saved.name, kinds: saved.kinds, models: saved.models, lines: saved.lines }
                }
                None => Command::Archive {},
            }
        }
        Event::ChecklistArchived {} => {
            act.stands(used)?;
            Command::Restore {}
        }
        Event::ChecklistRestored {} => {
            act.stands(used)?;
            Command::Archive {}
        }
    })
}
