//! What takes back what was done with an opportunity.

use super::{Command, Event, Opportunity};
use crate::undo::{Act, Reason, Stays};

pub(super) fn undo(act: &Act<'_, Opportunity>) -> Result<Command, Stays> {
    match act.first()? {
        Event::OpportunityOpened { .. } => Ok(Command::Lose { reason: act.why_text() }),
        Event::ContactRecorded { .. } => Err(Reason::Said.into()),
        Event::OpportunityWon { .. } | Event::OpportunityLost { .. } => Err(Reason::Finished.into()),
    }
}
