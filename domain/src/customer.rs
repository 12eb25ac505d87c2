//! Customers: companies and private persons, their addresses, numbers, contact persons and notes.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    personal::Personal,
    values::*,
};

/// A company or a private person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A company, foundation, school, …
    #[default]
    Company,
    /// A private person.
    Person,
}

impl Kind {
    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
        }
    }
}

/// What is known of a customer, as a whole; the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Company or person.
    pub kind: Kind,
    /// Name.
    pub name: Line,
    /// Where the machines and people are.
    pub visiting: Address,
    /// Where invoices go, when elsewhere.
    #[serde(default)]
    pub invoicing: Option<Address>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// E-mail for appointments and confirmations.
    #[serde(default)]
    pub email: Option<Email>,
    /// E-mail for invoices and reminders, when another one.
    #[serde(default)]
    pub invoice_email: Option<Email>,
    /// Number in the companies' register (KvK, KBO, REGON).
    #[serde(default)]
    pub company_number: Option<CompanyNumber>,
    /// VAT identification number (btw-id, NIP).
    #[serde(default)]
    pub vat_number: Option<VatNumber>,
    /// Days to pay an invoice; the company's own term when not said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 120))]
    pub payment_days: Option<u16>,
    /// Language of mails and documents.
    #[serde(default)]
    pub language: Language,
    /// Why a number with wrong check digits is right all the same.
    #[serde(default)]
    pub despite: Option<Line>,
}

/// A contact person, as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name.
    pub name: Line,
    /// What they do there.
    #[serde(default)]
    pub role: Option<Line>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<Email>,
}

/// Orders about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write down a new customer.
    Register(Details),
    /// Change what is known; what stays the same is left alone.
    Change(Details),
    /// Add a contact person.
    AddContact(Contact),
    /// Change a contact person.
    ChangeContact {
        /// Which.
        id: ContactId,
        /// Who.
        contact: Contact,
    },
    /// Take a contact person off the card.
    RemoveContact {
        /// Which.
        id: ContactId,
    },
    /// Write a note on the card.
    AddNote {
        /// What.
        text: Text,
    },
    /// Write down a talk.
    RecordCall {
        /// With whom.
        #[serde(default)]
        contact: Option<ContactId>,
        /// What was said.
        text: Text,
    },
    /// Put away: no longer in lists, still readable.
    Archive {
        /// Why.
        reason: Line,
    },
    /// Take back out of the archive.
    Restore {},
}

/// What happened with a customer. Everything about who they are is sealed with the customer's key, a contact's with the contact's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in Details and Contact")]
pub enum Event {
    CustomerRegistered {
        number: u64,
        kind: Kind,
        name: Personal<Line>,
        visiting: Personal<Address>,
        invoicing: Option<Personal<Address>>,
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
        invoice_email: Option<Personal<Email>>,
        company_number: Option<Personal<CompanyNumber>>,
        vat_number: Option<Personal<VatNumber>>,
        payment_days: Option<u16>,
        language: Language,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    CustomerRenamed {
        kind: Kind,
        name: Personal<Line>,
    },
    VisitingAddressChanged {
        visiting: Personal<Address>,
    },
    InvoicingAddressChanged {
        invoicing: Option<Personal<Address>>,
    },
    ReachabilityChanged {
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
        invoice_email: Option<Personal<Email>>,
    },
    CompanyNumbersChanged {
        company_number: Option<Personal<CompanyNumber>>,
        vat_number: Option<Personal<VatNumber>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Personal<Line>>,
    },
    PaymentTermChanged {
        payment_days: Option<u16>,
    },
    LanguageChanged {
        language: Language,
    },
    ContactAdded {
        id: ContactId,
        name: Personal<Line>,
        role: Option<Personal<Line>>,
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
    },
    ContactChanged {
        id: ContactId,
        name: Personal<Line>,
        role: Option<Personal<Line>>,
        phone: Option<Personal<Phone>>,
        email: Option<Personal<Email>>,
    },
    ContactRemoved {
        id: ContactId,
    },
    NoteAdded {
        text: Personal<Text>,
    },
    CallRecorded {
        contact: Option<ContactId>,
        text: Personal<Text>,
    },
    CustomerArchived {
        reason: Personal<Line>,
    },
    CustomerRestored {},
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such customer.
    Unknown,
    /// This customer was registered already.
    AlreadyRegistered,
    /// Archived customers are not changed.
    Archived,
    /// The number's check digits are wrong.
    CompanyNumberLooksWrong,
    /// The number's check digits are wrong.
    VatNumberLooksWrong,
    /// There is no such contact person.
    UnknownContact {
        /// The field that names them.
        field: &'static str,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::CompanyNumberLooksWrong => Some("company_number"),
            Self::VatNumberLooksWrong => Some("vat_number"),
            Self::UnknownContact { field } => Some(field),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        matches!(self, Self::CompanyNumberLooksWrong | Self::VatNumberLooksWrong).then_some("despite")
    }
}

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
    /// Put away.
    pub archived: bool,
}

/// The rules of customers.
pub struct Customer;

impl Decider for Customer {
    const CATEGORY: &'static str = "customer";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditCustomers
    }

    fn needs(state: &State, command: &Command, _: chrono::NaiveDate) -> Vec<Need> {
        match command {
            Command::Register(_) if state.details.is_none() => vec![Need::Number("customer".into())],
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
            Command::AddNote { text } => Ok(vec![Event::NoteAdded { text: Personal::of(me, text) }]),
            Command::RecordCall { contact, text } => match contact {
                Some(id) if !has(&id) => Err(No::UnknownContact { field: "contact" }),
                _ => Ok(vec![Event::CallRecorded { contact, text: Personal::of(me, text) }]),
            },
            Command::Archive { reason } => Ok(vec![Event::CustomerArchived { reason: Personal::of(me, reason) }]),
            Command::Restore {} if !state.archived => Ok(Vec::new()),
            Command::Restore {} => Ok(vec![Event::CustomerRestored {}]),
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
            Event::ContactAdded { id, name, role, phone, email } => {
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
        }
    }
}

fn register(details: Details, facts: &Facts) -> Result<Vec<Event>, No> {
    check_numbers(&details)?;
    let me = facts.id;
    Ok(vec![Event::CustomerRegistered {
        number: facts.known.number.unwrap_or_default(),
        kind: details.kind,
        name: Personal::of(me, details.name),
        visiting: Personal::of(me, details.visiting),
        invoicing: sealed(me, details.invoicing),
        phone: sealed(me, details.phone),
        email: sealed(me, details.email),
        invoice_email: sealed(me, details.invoice_email),
        company_number: sealed(me, details.company_number),
        vat_number: sealed(me, details.vat_number),
        payment_days: details.payment_days,
        language: details.language,
        despite: sealed(me, details.despite),
    }])
}

fn change(known: &Details, details: Details, facts: &Facts) -> Result<Vec<Event>, No> {
    let me = facts.id;
    let mut events = Vec::new();
    if (known.kind, &known.name) != (details.kind, &details.name) {
        events.push(Event::CustomerRenamed { kind: details.kind, name: Personal::of(me, details.name.clone()) });
    }
    if known.visiting != details.visiting {
        events.push(Event::VisitingAddressChanged { visiting: Personal::of(me, details.visiting.clone()) });
    }
    if known.invoicing != details.invoicing {
        events.push(Event::InvoicingAddressChanged { invoicing: sealed(me, details.invoicing.clone()) });
    }
    if (&known.phone, &known.email, &known.invoice_email) != (&details.phone, &details.email, &details.invoice_email) {
        events.push(Event::ReachabilityChanged {
            phone: sealed(me, details.phone.clone()),
            email: sealed(me, details.email.clone()),
            invoice_email: sealed(me, details.invoice_email.clone()),
        });
    }
    if (&known.company_number, &known.vat_number) != (&details.company_number, &details.vat_number) {
        check_numbers(&details)?;
        events.push(Event::CompanyNumbersChanged {
            company_number: sealed(me, details.company_number.clone()),
            vat_number: sealed(me, details.vat_number.clone()),
            despite: sealed(me, details.despite),
        });
    }
    if known.payment_days != details.payment_days {
        events.push(Event::PaymentTermChanged { payment_days: details.payment_days });
    }
    if known.language != details.language {
        events.push(Event::LanguageChanged { language: details.language });
    }
    Ok(events)
}

/// A wrong check digit warns and asks: foreign and old numbers exist.
fn check_numbers(details: &Details) -> Result<(), No> {
    if details.despite.is_some() {
        return Ok(());
    }
    if details.company_number.as_ref().is_some_and(|number| !number.looks_right()) {
        return Err(No::CompanyNumberLooksWrong);
    }
    if details.vat_number.as_ref().is_some_and(|number| !number.looks_right()) {
        return Err(No::VatNumberLooksWrong);
    }
    Ok(())
}

type ContactFields =
    (ContactId, Personal<Line>, Option<Personal<Line>>, Option<Personal<Phone>>, Option<Personal<Email>>);

fn contact_event(
    id: ContactId,
    contact: Contact,
    event: impl FnOnce(
        ContactId,
        Personal<Line>,
        Option<Personal<Line>>,
        Option<Personal<Phone>>,
        Option<Personal<Email>>,
    ) -> Event,
) -> Event {
    let (id, name, role, phone, email): ContactFields = (
        id,
        Personal::of(id, contact.name),
        sealed(id, contact.role),
        sealed(id, contact.phone),
        sealed(id, contact.email),
    );
    event(id, name, role, phone, email)
}

fn sealed<T>(subject: impl Into<uuid::Uuid>, value: Option<T>) -> Option<Personal<T>> {
    value.map(|value| Personal::of(subject, value))
}

fn clear<T: Clone>(value: &Option<Personal<T>>) -> Option<T> {
    value.as_ref().and_then(Personal::value).cloned()
}

fn registered(event: &Event) -> Option<Details> {
    let Event::CustomerRegistered {
        kind,
        name,
        visiting,
        invoicing,
        phone,
        email,
        invoice_email,
        company_number,
        vat_number,
        payment_days,
        language,
        ..
    } = event
    else {
        return None;
    };
    Some(Details {
        kind: *kind,
        name: name.value().cloned().unwrap_or_else(Line::erased),
        visiting: visiting.value().cloned().unwrap_or_else(Address::erased),
        invoicing: clear(invoicing),
        phone: clear(phone),
        email: clear(email),
        invoice_email: clear(invoice_email),
        company_number: clear(company_number),
        vat_number: clear(vat_number),
        payment_days: *payment_days,
        language: *language,
        despite: None,
    })
}

fn contact(
    name: &Personal<Line>,
    role: &Option<Personal<Line>>,
    phone: &Option<Personal<Phone>>,
    email: &Option<Personal<Email>>,
) -> Option<Contact> {
    Some(Contact { name: name.value()?.clone(), role: clear(role), phone: clear(phone), email: clear(email) })
}
