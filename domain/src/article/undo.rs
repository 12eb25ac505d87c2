//! What takes back what was done with an article.

use super::{Article, Command, Event};
use crate::undo::{Act, Reason, Stays, known};

pub(super) fn undo(act: &Act<'_, Article>) -> Result<Command, Stays> {
    match act.first()? {
        Event::ArticleRegistered { .. } => Ok(Command::Archive { reason: act.why.clone() }),
        Event::ArticleChanged { .. } => {
            act.stands(|event| matches!(event, Event::ArticleChanged { .. }))?;
            known(act.before.details.clone()).map(Command::Change)
        }
        Event::ArticleArchived { .. } => Ok(Command::Restore {}),
        Event::ArticleRestored {} => Ok(Command::Archive { reason: act.why.clone() }),
        // By the difference: what was taken and came in since stays so.
        Event::StockCounted { counted, .. } => {
            act.stands(|event| matches!(event, Event::StockCounted { .. }))?;
            let counted = act.now.stock - (*counted - act.before.stock);
            Ok(Command::Count { counted, reason: act.why.clone() })
        }
        Event::BarcodeSet { .. } => {
            act.stands(|event| matches!(event, Event::BarcodeSet { .. }))?;
            Ok(Command::SetBarcode { barcode: act.before.barcode.clone() })
        }
        Event::StockReceived { .. }
        | Event::StockTaken { .. }
        | Event::StockPutBack { .. }
        | Event::MinimumReached {}
        | Event::RanOut {}
        | Event::WentBelowZero {}
        | Event::Replenished {} => Err(Reason::Follows.into()),
    }
}
