//! What takes back what was done with a purchase order.

use super::{Command, Event, PurchaseOrder};
use crate::undo::{Act, Reason, Stays};

pub(super) fn undo(act: &Act<'_, PurchaseOrder>) -> Result<Command, Stays> {
    match act.first()? {
        Event::PurchaseOrderDrafted { .. } | Event::PurchaseOrderPlaced { .. } => {
            Ok(Command::Cancel { reason: act.why.clone() })
        }
        Event::PurchaseOrderChanged { .. } => {
            act.stands(|event| matches!(event, Event::PurchaseOrderChanged { .. }))?;
            Ok(Command::Change { lines: act.before.open.clone() })
        }
        Event::GoodsReceived { .. } | Event::PurchaseOrderCompleted {} => Err(Reason::GoodsCameIn.into()),
        Event::PurchaseOrderCancelled { .. } => Err(Reason::CalledOff.into()),
    }
}
