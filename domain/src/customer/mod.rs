//! Customers: companies and private persons, their addresses, numbers, contact persons and notes.

mod command;
mod details;
mod event;
mod forgetting;
mod refusal;
mod sealing;
mod types;
mod undo;

use std::collections::BTreeSet;

use crate::{
    decider::{Decider, Facts, Need},
    messages::Channel,
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};
use details::{change, register};
use sealing::{clear, contact, contact_event, registered};

pub use command::Command;
pub use event::Event;
pub use refusal::No;
pub use types::{Contact, Details, Kind, LONGEST_TERM, StillOpen};

/// What the rules read, and what an invoice copies.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Everything known, once registered.
    pub details: Option<Details>,
    /// The customer number.
    pub number: u64,
    /// Contact persons on the card.
    pub contacts: Vec<(ContactId, Option<Contact>)>,
    /// Contact persons who were taken off.
    pub removed: BTreeSet<ContactId>,
    /// Contact persons who were forgotten.
    pub forgotten_contacts: BTreeSet<ContactId>,
    /// Put away.
    pub archived: bool,
    /// Forgotten, and for ever so.
    pub forgotten: bool,
    /// How they want to hear of what we do for them, once said.
    pub channel: Option<Channel>,
    /// The mobile telephone for text messages, where it is another one.
    pub mobile: Option<Phone>,
}

/// The rules of customers.
pub struct Customer;

impl Decider for Customer {
    const CATEGORY: &'static str = "customer";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::NoteForgotten {} | Command::NoteContactForgotten { .. } => Permission::SystemOnly,
            _ => Permission::EditCustomers,
        }
    }

    fn needs(state: &State, command: &Command, _: chrono::NaiveDate) -> Vec<Need> {
        match command {
            Command::Register(_) if state.details.is_none() => vec![Need::Number("customer".into())],
            Command::Archive { despite: None, .. } if !state.archived => vec![Need::StillOpen],
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let me = facts.id;
        let Some(known) = &state.details else {
            return match command {
                Command::Register(details) => register(details, facts),
                _ => Err(No::Unknown),
            };
        };
        match command {
            Command::NoteForgotten {} => return Ok(forgetting::customer(state, known, facts)),
            Command::NoteContactForgotten { id } => return Ok(forgetting::contact(state, id)),
            _ if state.forgotten => return Err(No::Forgotten),
            _ => {}
        }
        if state.archived && matches!(command, Command::Archive { .. }) {
            return Ok(Vec::new());
        }
        if state.archived && !matches!(command, Command::Restore {} | Command::AddNote { .. }) {
            return Err(No::Archived);
        }
        let has = |id: &ContactId| state.contacts.iter().any(|(known, _)| known == id);
        match command {
            Command::Register(_) => Err(No::AlreadyRegistered),
            Command::Change(details) => change(known, details, facts),
            Command::AddContact(contact) => {
                Ok(vec![contact_event(facts.new_id(0).into(), contact, |id, name, role, phone, email| {
                    Event::ContactAdded { id, name, role, phone, email }
                })])
            }
            Command::SetChannel { channel, mobile } if (state.channel, &state.mobile) == (Some(channel), &mobile) => {
                Ok(Vec::new())
            }
            Command::SetChannel { channel, mobile } => {
                Ok(vec![Event::ChannelSet { channel, mobile: mobile.map(|mobile| Personal::of(me, mobile)) }])
            }
            Command::RemoveContact { id } if state.removed.contains(&id) => Ok(Vec::new()),
            Command::ChangeContact { id, .. } | Command::RemoveContact { id } if !has(&id) => {
                Err(No::UnknownContact { field: "id" })
            }
            Command::ChangeContact { id, contact } => {
                if state.contacts.contains(&(id, Some(contact.clone()))) {
                    return Ok(Vec::new());
                }
                Ok(vec![contact_event(id, contact, |id, name, role, phone, email| Event::ContactChanged {
                    id,
                    name,
                    role,
                    phone,
                    email,
                })])
            }
            Command::RemoveContact { id } => Ok(vec![Event::ContactRemoved { id }]),
            Command::PutContactBack { id, .. } if state.forgotten_contacts.contains(&id) => Err(No::Forgotten),
            Command::PutContactBack { id, .. } if has(&id) => Ok(Vec::new()),
            Command::PutContactBack { id, .. } if !state.removed.contains(&id) => {
                Err(No::UnknownContact { field: "id" })
            }
            Command::PutContactBack { id, contact } => {
                Ok(vec![contact_event(id, contact, |id, name, role, phone, email| Event::ContactAdded {
                    id,
                    name,
                    role,
                    phone,
                    email,
                })])
            }
            // A note has a key of its own: it can go without the rest.
            Command::AddNote { text } => Ok(vec![Event::NoteAdded { text: Personal::of(facts.new_id(0), text) }]),
            Command::RecordCall { contact, text } => match contact {
                Some(id) if !has(&id) => Err(No::UnknownContact { field: "contact" }),
                _ => Ok(vec![Event::CallRecorded { contact, text: Personal::of(facts.new_id(0), text) }]),
            },
            Command::Archive { despite: None, .. } if !facts.known.still_open.is_nothing() => {
                Err(No::StillOpen(facts.known.still_open))
            }
            Command::Archive { reason, despite } => Ok(vec![Event::CustomerArchived {
                reason: Personal::of(me, reason),
                despite: despite.map(|reason| Personal::of(me, reason)),
            }]),
            Command::Restore {} if !state.archived => Ok(Vec::new()),
            Command::Restore {} => Ok(vec![Event::CustomerRestored {}]),
            Command::NoteForgotten {} | Command::NoteContactForgotten { .. } => Ok(Vec::new()),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        let mut set = |change: &dyn Fn(&mut Details)| {
            if let Some(details) = &mut state.details {
                change(details);
            }
        };
        match event.clone() {
            Event::CustomerRegistered { number, .. } => {
                state.number = number;
                state.details = registered(event);
            }
            Event::CustomerRenamed { kind, name } => set(&|d| {
                d.kind = kind;
                d.name = name.value().cloned().unwrap_or_else(Line::erased);
            }),
            Event::VisitingAddressChanged { visiting } => set(&|d| {
                if let Some(visiting) = visiting.value() {
                    d.visiting = visiting.clone();
                }
            }),
            Event::InvoicingAddressChanged { invoicing } => set(&|d| d.invoicing = clear(&invoicing)),
            Event::ReachabilityChanged { phone, email, invoice_email } => set(&|d| {
                d.phone = clear(&phone);
                d.email = clear(&email);
                d.invoice_email = clear(&invoice_email);
            }),
            Event::CompanyNumbersChanged { company_number, vat_number, .. } => set(&|d| {
                d.company_number = clear(&company_number);
                d.vat_number = clear(&vat_number);
            }),
            Event::PaymentTermChanged { payment_days } => set(&|d| d.payment_days = payment_days),
            Event::LanguageChanged { language } => set(&|d| d.language = language),
            Event::ChannelSet { channel, mobile } => {
                (state.channel, state.mobile) = (Some(channel), clear(&mobile));
            }
            Event::ContactAdded { id, name, role, phone, email } => {
                state.removed.remove(&id);
                state.contacts.push((id, contact(&name, &role, &phone, &email)));
            }
            Event::ContactChanged { id, name, role, phone, email } => {
                if let Some(entry) = state.contacts.iter_mut().find(|(known, _)| *known == id) {
                    entry.1 = contact(&name, &role, &phone, &email);
                }
            }
            Event::ContactRemoved { id } => {
                state.contacts.retain(|(known, _)| *known != id);
                state.removed.insert(id);
            }
            Event::NoteAdded { .. } | Event::CallRecorded { .. } => {}
            Event::CustomerArchived { .. } => state.archived = true,
            Event::CustomerRestored {} => state.archived = false,
            Event::CustomerForgotten {} => state.forgotten = true,
            Event::ContactForgotten { id } => drop(state.forgotten_contacts.insert(id)),
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}
