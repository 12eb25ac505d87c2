//! What takes back what was done with a customer.

use super::{Command, Customer, Details, Event};
use crate::{
    undo::{Act, Reason, Stays, known, unerased},
    values::*,
};

pub(super) fn undo(act: &Act<'_, Customer>) -> Result<Command, Stays> {
    let contact = |id: &ContactId| {
        let found = act.before.contacts.iter().find(|(known, _)| known == id);
        known(found).and_then(|(_, contact)| unerased(contact.clone()))
    };
    let same_contact = |id: ContactId| {
        act.stands(|event| match event {
            Event::ContactChanged { id: other, .. } | Event::ContactRemoved { id: other } => *other == id,
            Event::ContactAdded { id: other, .. } => *other == id,
            _ => false,
        })
    };
    match act.first()? {
        Event::CustomerRegistered { .. } => Ok(Command::Archive { reason: act.why.clone(), despite: None }),
        Event::CustomerRenamed { .. }
        | Event::VisitingAddressChanged { .. }
        | Event::InvoicingAddressChanged { .. }
        | Event::ReachabilityChanged { .. }
        | Event::CompanyNumbersChanged { .. }
        | Event::PaymentTermChanged { .. }
        | Event::LanguageChanged { .. } => as_before(act).map(Command::Change),
        Event::ChannelSet { .. } => {
            act.stands(|event| matches!(event, Event::ChannelSet { .. }))?;
            let channel = known(act.before.channel)?;
            Ok(Command::SetChannel { channel, mobile: act.before.mobile.clone() })
        }
        Event::ContactAdded { id, .. } => {
            same_contact(*id)?;
            Ok(Command::RemoveContact { id: *id })
        }
        Event::ContactChanged { id, .. } => {
            same_contact(*id)?;
            Ok(Command::ChangeContact { id: *id, contact: contact(id)? })
        }
        Event::ContactRemoved { id } => {
            same_contact(*id)?;
            Ok(Command::PutContactBack { id: *id, contact: contact(id)? })
        }
        Event::CustomerArchived { .. } => Ok(Command::Restore {}),
        Event::CustomerRestored {} => Ok(Command::Archive { reason: act.why.clone(), despite: None }),
        Event::NoteAdded { .. } | Event::CallRecorded { .. } => Err(Reason::Said.into()),
        Event::CustomerForgotten {} | Event::ContactForgotten { .. } => Err(Reason::Forgotten.into()),
    }
}

/// What is known now, with what the act changed as it was.
fn as_before(act: &Act<'_, Customer>) -> Result<Details, Stays> {
    let before = known(act.before.details.as_ref())?;
    let mut details = known(act.now.details.clone())?;
    for event in act.events {
        let kind = std::mem::discriminant(event);
        act.stands(|other| std::mem::discriminant(other) == kind)?;
        match event {
            Event::CustomerRenamed { .. } => (details.kind, details.name) = (before.kind, before.name.clone()),
            Event::VisitingAddressChanged { .. } => details.visiting = before.visiting.clone(),
            Event::InvoicingAddressChanged { .. } => details.invoicing = before.invoicing.clone(),
            Event::ReachabilityChanged { .. } => {
                details.phone = before.phone.clone();
                details.email = before.email.clone();
                details.invoice_email = before.invoice_email.clone();
            }
            Event::CompanyNumbersChanged { .. } => {
                details.company_number = before.company_number.clone();
                details.vat_number = before.vat_number.clone();
                // Numbers that looked wrong were right all the same; nobody is asked again.
                details.despite = (!look_right(before)).then(|| act.why.clone());
            }
            Event::PaymentTermChanged { .. } => details.payment_days = before.payment_days,
            Event::LanguageChanged { .. } => details.language = before.language,
            _ => {}
        }
    }
    Ok(details)
}

fn look_right(details: &Details) -> bool {
    details.company_number.as_ref().is_none_or(CompanyNumber::looks_right)
        && details.vat_number.as_ref().is_none_or(VatNumber::looks_right)
}
