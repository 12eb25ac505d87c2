//! What takes back what was done with an invoice.

use super::{Command, Draft, Event, Invoice};
use crate::undo::{Act, Reason, Stays, known};

pub(super) fn undo(act: &Act<'_, Invoice>) -> Result<Command, Stays> {
    match act.first()? {
        Event::InvoiceDrafted { .. } => Ok(Command::Discard { reason: act.why.clone() }),
        Event::InvoiceChanged { .. } => {
            act.stands(|event| matches!(event, Event::InvoiceChanged { .. }))?;
            as_before(known(act.before.draft.clone())?, known(act.now.draft.as_ref())?)
        }
        Event::ExchangeRateNoted { .. } => {
            act.stands(|event| matches!(event, Event::ExchangeRateNoted { .. }))?;
            let exchange = act.before.draft.as_ref().and_then(|draft| draft.exchange.clone());
            known(exchange).map(Command::NoteExchangeRate)
        }
        Event::InvoiceIssued { .. } => Ok(Command::Credit { reason: act.why.clone() }),
        // As one that bounced: on the same day, so that the day's money is right again.
        Event::PaymentRecorded { amount, on, .. } => {
            Ok(Command::RecordPayment { amount: -*amount, on: Some(*on), reference: Some(act.why.clone()) })
        }
        Event::DisputeOpened { .. } => {
            act.stands(disputed)?;
            Ok(Command::SettleDispute { note: act.why.clone() })
        }
        Event::DisputeSettled { .. } => {
            act.stands(disputed)?;
            Ok(Command::Dispute { reason: act.why_text() })
        }
        Event::InvoiceDiscarded { .. } => Err(Reason::ThrownAway.into()),
        Event::PaymentRefunded { .. } => Err(Reason::MoneyLeft.into()),
        Event::PaymentReminded { .. } => Err(Reason::Sent.into()),
        Event::CreditNoteIssued { .. } => Err(Reason::Credited.into()),
    }
}

fn disputed(event: &Event) -> bool {
    matches!(event, Event::DisputeOpened { .. } | Event::DisputeSettled { .. })
}

fn as_before(before: Draft, now: &Draft) -> Result<Command, Stays> {
    // A day that is not said is left as it is: what was said for the first time can't be unsaid.
    if (now.delivered_from.is_some() && before.delivered_from.is_none())
        || (now.delivered_on.is_some() && before.delivered_on.is_none())
    {
        return Err(Reason::SaidFirst.into());
    }
    let Draft { items, reference, delivered_from, delivered_on, .. } = before;
    Ok(Command::Change { items, reference, delivered_from, delivered_on })
}
