//! What takes back what was done with the files of a thing.

use super::{Command, Event, Folder};
use crate::{
    Sha256,
    undo::{Act, Stays, known},
};

pub(super) fn undo(act: &Act<'_, Folder>) -> Result<Command, Stays> {
    let of = |event: &Event| -> Sha256 {
        match event {
            Event::FileKept { file, .. } | Event::FileDescribed { file, .. } | Event::FileRemoved { file, .. } => {
                file.clone()
            }
        }
    };
    let first = act.first()?;
    let file = of(first);
    act.stands(|event| of(event) == file)?;
    match first {
        Event::FileKept { .. } => Ok(Command::Remove { file, reason: act.why.clone() }),
        Event::FileDescribed { .. } => {
            let before = known(act.before.files.get(&file).cloned())?;
            Ok(Command::Describe { file, phase: before.phase, remark: before.remark })
        }
        Event::FileRemoved { .. } => {
            let before = known(act.before.files.get(&file).cloned())?;
            let (_, visit, machine) = known(act.before.of)?;
            let (thumbnail, phase, remark) = (before.thumbnail, before.phase, before.remark);
            Ok(Command::Keep { visit, machine, file, thumbnail, phase, remark })
        }
    }
}
