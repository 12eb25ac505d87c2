//! What is said of a customer or contact who is forgotten: each thing that was known is erased, as if it had been changed so, and
//! every list that shows it follows.

use super::{Details, Event, State};
use crate::{decider::Facts, personal::Personal, values::ContactId};

/// The keys that sealed what was known are destroyed after this.
pub(super) fn customer(state: &State, known: &Details, facts: &Facts) -> Vec<Event> {
    if state.forgotten {
        return Vec::new();
    }
    let me = facts.id;
    let mut events = vec![
        Event::CustomerRenamed { kind: known.kind, name: Personal::Erased { subject: me } },
        Event::VisitingAddressChanged { visiting: Personal::Erased { subject: me } },
        Event::InvoicingAddressChanged { invoicing: None },
        Event::ReachabilityChanged { phone: None, email: None, invoice_email: None },
        Event::CompanyNumbersChanged { company_number: None, vat_number: None, despite: None },
    ];
    events.extend(state.channel.map(|channel| Event::ChannelSet { channel, mobile: None }));
    for (contact, _) in &state.contacts {
        events.extend(self::contact(state, *contact));
    }
    if !state.archived {
        events.push(Event::CustomerArchived { reason: Personal::Erased { subject: me }, despite: None });
    }
    events.push(Event::CustomerForgotten {});
    events
}

/// Nobody can be spoken to any more who was forgotten.
pub(super) fn contact(state: &State, id: ContactId) -> Vec<Event> {
    if state.contacts.iter().any(|(known, _)| *known == id) {
        vec![
            Event::ContactChanged {
                id,
                name: Personal::Erased { subject: id.0 },
                role: None,
                phone: None,
                email: None,
            },
            Event::ContactRemoved { id },
            Event::ContactForgotten { id },
        ]
    } else if state.removed.contains(&id) && !state.forgotten_contacts.contains(&id) {
        vec![Event::ContactForgotten { id }]
    } else {
        Vec::new()
    }
}
