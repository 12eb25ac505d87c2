//! What takes back what was done with a recall.

use super::{Command, Event, Recall};
use crate::{
    undo::{Act, Reason, Stays},
    values::MachineId,
};

pub(super) fn undo(act: &Act<'_, Recall>) -> Result<Command, Stays> {
    match act.first()? {
        Event::RecallOpened { .. } => Ok(Command::Withdraw { reason: act.why.clone() }),
        Event::MachineSettled { machine, .. } | Event::MachineReopened { machine, .. } => {
            act.stands(|event| about(event) == Some(*machine))?;
            let said = act.before.machines.get(machine).and_then(|stand| stand.said.clone());
            Ok(match said {
                Some((outcome, note)) => {
                    let note = note.and_then(|note| note.value().cloned());
                    Command::Settle { machine: *machine, outcome, note: note.or_else(|| Some(act.why.clone())) }
                }
                None => Command::Reopen { machine: *machine },
            })
        }
        Event::ActionAskedAgain { .. } => Err(Reason::Said.into()),
        Event::RecallWithdrawn { .. } => Err(Reason::CalledOff.into()),
    }
}

fn about(event: &Event) -> Option<MachineId> {
    match event {
        Event::MachineSettled { machine, .. }
        | Event::MachineReopened { machine, .. }
        | Event::ActionAskedAgain { machine, .. } => Some(*machine),
        Event::RecallOpened { .. } | Event::RecallWithdrawn { .. } => None,
    }
}
