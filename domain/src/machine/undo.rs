//! What takes back what was done with a machine.

use chrono::NaiveDate;

use super::{Command, Event, Machine, Warranty};
use crate::{
    CounterId,
    undo::{Act, Stays, known},
};

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
        Event::MeterNoted { counter, on, .. } | Event::ReadingCorrected { counter, on, .. } => {
            act.stands(|event| counted_on(event) == Some((*counter, *on)))?;
            let (counter, on, reason) = (*counter, *on, act.why.clone());
            let reading = act.before.counters.of(counter).on(on);
            match act.now.counters.of(counter).on(on) {
                Some(_) => Ok(Command::CorrectReading { counter, on, reading, reason }),
                // Nothing stands there to be put right: it is read anew.
                None => {
                    Ok(Command::ReadMeter { counter, reading: known(reading)?, on: Some(on), despite: Some(reason) })
                }
            }
        }
        Event::MeterReplaced { counter, on, .. } => {
            act.stands(|event| counted_on(event) == Some((*counter, *on)))?;
            Ok(Command::KeepMeter { counter: *counter, on: *on, reason: act.why.clone() })
        }
        Event::MeterKept { counter, on, .. } => {
            act.stands(|event| counted_on(event) == Some((*counter, *on)))?;
            let before = known(act.before.counters.of(*counter).replaced_on(*on))?;
            Ok(Command::ReplaceMeter {
                counter: *counter,
                reading: before.last,
                begins: before.begins,
                on: Some(*on),
                reason: act.why.clone(),
            })
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

/// Of which counter and day an event tells.
fn counted_on(event: &Event) -> Option<(Option<CounterId>, NaiveDate)> {
    match event {
        Event::MeterNoted { counter, on, .. }
        | Event::ReadingCorrected { counter, on, .. }
        | Event::MeterReplaced { counter, on, .. }
        | Event::MeterKept { counter, on, .. } => Some((*counter, *on)),
        _ => None,
    }
}
