//! What takes back what was done with a task.

use super::{Assignee, Command, Event, Task};
use crate::undo::{Act, Reason, Stays, known};

pub(super) fn undo(act: &Act<'_, Task>) -> Result<Command, Stays> {
    match act.first()? {
        Event::TaskRaised { .. } => Ok(Command::Complete { note: Some(act.why_text()) }),
        Event::TaskTaken { .. } | Event::TaskHandedOn { .. } => {
            act.stands(|event| matches!(event, Event::TaskTaken { .. } | Event::TaskHandedOn { .. }))?;
            let to = act.before.taken.map_or(act.before.whose, |user| Some(Assignee::User(user)));
            Ok(Command::HandOn { to: known(to)?, note: act.why_text() })
        }
        Event::TaskOpened { .. } => Err(Reason::Seen.into()),
        Event::TaskCompleted { .. } => Err(Reason::Finished.into()),
    }
}
