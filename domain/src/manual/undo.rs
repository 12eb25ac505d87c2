//! What takes back what was done with a manual.

use super::{Command, Event, Manual};
use crate::undo::{Act, Stays, known};

pub(super) fn undo(act: &Act<'_, Manual>) -> Result<Command, Stays> {
    let used = |event: &Event| matches!(event, Event::ManualWithdrawn { .. } | Event::ManualPutBack {});
    match act.first()? {
        Event::ManualAdded { .. } => Ok(Command::Withdraw { reason: act.why.clone() }),
        // The file before is the newest version then: what was read meanwhile can still be read.
        Event::ManualRenewed { .. } => {
            act.stands(|event| matches!(event, Event::ManualRenewed { .. }))?;
            let before = known(act.before.known.clone())?;
            Ok(Command::Renew { file: before.file, thumbnail: before.thumbnail })
        }
        Event::ManualChanged { .. } => {
            act.stands(|event| matches!(event, Event::ManualChanged { .. }))?;
            known(act.before.known.clone()).map(|before| Command::Change(before.details))
        }
        Event::ManualWithdrawn { .. } => {
            act.stands(used)?;
            Ok(Command::PutBack {})
        }
        Event::ManualPutBack {} => {
            act.stands(used)?;
            Ok(Command::Withdraw { reason: act.why.clone() })
        }
    }
}
