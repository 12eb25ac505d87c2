//! What takes back what was done with a machine.

use super::{Command, Event, Machine};
use crate::undo::{Act, Stays, known};

pub(super) fn undo(act: &Act<'_, Machine>) -> Result<Command, Stays> {
    match act.first()? {
        Event::MachineInstalled { .. } | Event::MachinePutBack { .. } => {
            Ok(Command::Remove { reason: act.why.clone(), despite: None })
        }
        Event::MachineChanged { .. } => {
            act.stands(|event| matches!(event, Event::MachineChanged { .. }))?;
            let (_, details) = known(act.before.at.clone())?;
            Ok(Command::Change(details))
        }
        Event::MeterNoted { on, .. } => {
            act.stands(|event| matches!(event, Event::MeterNoted { .. }))?;
            let reading = known(act.before.reading())?;
            Ok(Command::ReadMeter { reading, on: Some(*on), despite: Some(act.why.clone()) })
        }
        Event::MachineRemoved { .. } => Ok(Command::PutBack {}),
    }
}
