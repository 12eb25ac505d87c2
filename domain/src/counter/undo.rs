//! What takes back what was done with a counter.

use super::{Command, Counter, Event};
use crate::undo::{Act, Stays};

pub(super) fn undo(act: &Act<'_, Counter>) -> Result<Command, Stays> {
    let saves = |event: &Event| matches!(event, Event::CounterSaved { .. });
    Ok(match act.first()? {
        Event::CounterSaved { .. } => {
            act.stands(saves)?;
            match act.before.saved.clone() {
                Some((name, unit, models)) => Command::Save { name, unit, models },
                None => Command::Archive {},
            }
        }
        Event::CounterArchived {} => {
            act.stands(|event| !saves(event))?;
            Command::Restore {}
        }
        Event::CounterRestored {} => {
            act.stands(|event| !saves(event))?;
            Command::Archive {}
        }
    })
}
