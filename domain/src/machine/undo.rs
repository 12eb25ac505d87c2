//! What takes back what was done with a machine.

use chrono::NaiveDate;

use super::{Command, Event, Machine, Warranty};
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
        // What stood there before does again, or nothing.
        Event::MeterNoted { on, .. } | Event::ReadingCorrected { on, .. } => {
            act.stands(|event| read_on(event) == Some(*on))?;
            let (on, reading) = (*on, act.before.meter.on(*on));
            match act.now.meter.on(on) {
                Some(_) => Ok(Command::CorrectReading { on, reading, reason: act.why.clone() }),
                // Nothing stands there to be put right: it is read anew.
                None => {
                    Ok(Command::ReadMeter { reading: known(reading)?, on: Some(on), despite: Some(act.why.clone()) })
                }
            }
        }
        Event::MachineRemoved { .. } => Ok(Command::PutBack {}),
        Event::WarrantySet { from, .. } | Event::WarrantyDropped { from, .. } => {
            act.stands(|event| warranty_from(event) == Some(*from))?;
            Ok(match act.before.warranties.beginning(*from) {
                Some(Warranty { from, until, covers }) => {
                    Command::SetWarranty { from: Some(from), until, covers, article: None }
                }
                None => Command::DropWarranty { from: *from },
            })
        }
    }
}

fn warranty_from(event: &Event) -> Option<NaiveDate> {
    match event {
        Event::WarrantySet { from, .. } | Event::WarrantyDropped { from, .. } => Some(*from),
        _ => None,
    }
}

fn read_on(event: &Event) -> Option<NaiveDate> {
    match event {
        Event::MeterNoted { on, .. } | Event::ReadingCorrected { on, .. } => Some(*on),
        _ => None,
    }
}
