//! What the log holds of a person, found by walking it: for who is to be forgotten, and for who asks what is known of them.
//!
//! The log is asked, and no table: what stands in an event is found wherever it shows, or does not show.

mod invoices;
mod marks;
mod walk;

use std::collections::HashSet;

use domain::{
    ContactId, CustomerId, Decider, Personal, UserId,
    customer::{self, Customer},
    fault::{self, Fault},
    invoice::{self, Invoice},
    mail::{self, Letter, Mail},
    opportunity,
    personal::PERSONAL,
    privacy::{Person, Traces},
    registry::AnyEvent,
    review::{self, Review},
    task::{self, Task},
    user::{self, User},
};
use serde_json::Value;
use uuid::Uuid;

use invoices::InvoiceKeys;
use marks::{BEFORE, Marks};
use walk::{About, SAID, about, concerns};

use crate::{Log, Recorded, StoreError, StoredEvent, StreamName};

/// What the log holds of a person.
#[derive(Debug, Default)]
pub struct Found {
    /// Their keys.
    pub traces: Traces,
    /// What happened with them or was said to them, oldest first.
    pub story: Vec<Recorded>,
    /// Texts of others that name them or are linked with them, oldest first.
    pub named: Vec<Named>,
    /// Mails and tasks that belong to no customer.
    nobodys: HashSet<Uuid>,
}

/// Where a text stands that may name a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the customer whom it is asked about.
    Own,
    /// Anywhere else: it may be about somebody of the same name, and is not erased along when it belongs to another customer.
    Elsewhere,
    /// Anywhere, about a colleague: their names are few.
    OfColleague,
}

/// A text of somebody else that names the person, or is linked with them.
#[derive(Debug)]
pub struct Named {
    /// Its event.
    pub event: Recorded,
    /// Its own key; without one it stays as long as the customer does.
    pub key: Option<Uuid>,
    /// What it says: where it names them that alone, beginning shortly before the name.
    pub texts: Vec<String>,
    /// Whether it is linked with the person, whatever it says.
    pub linked: bool,
    /// Whether it belongs to another customer, and has nothing of the person but the name: perhaps somebody else's.
    pub others: bool,
}

impl Log {
    /// Everything that the log holds of a person. It reads the whole log, and opens what may be about them.
    ///
    /// # Errors
    /// When the log or the keys can't be read.
    pub async fn person(&self, person: Person) -> Result<Found, StoreError> {
        match person {
            Person::Customer { customer } => self.customer(customer).await,
            Person::Contact { customer, contact } => self.contact(customer, contact).await,
            Person::User { user } => self.user(user).await,
        }
    }

    async fn customer(&self, customer: CustomerId) -> Result<Found, StoreError> {
        let id = customer.to_string();
        let mut found = Found::default();
        let Some(marks) = self.marks_of_customer(&id).await? else { return Ok(found) };
        found.traces.exists = true;
        found.traces.subjects.insert(customer.0);
        let (mut keys, mut strangers) = (InvoiceKeys::default(), HashSet::new());
        let mut follows = HashSet::new();
        let wanted = |event: &StoredEvent| about(event, concerns(event, &id, &mut follows));
        self.walk(wanted, |event, subjects, about| {
            if about == About::Perhaps {
                return found.note_named(&marks, event, &subjects, Place::Elsewhere);
            }
            let (own, thing) = (event.subject(), event.stream.category());
            // A mail to a colleague about several customers, perhaps: it is about this one when it names them.
            if let AnyEvent::Mail(mail::Event::MailQueued { customer: None, letter, about, .. }) = &event.event
                && !about.as_str().ends_with(&id)
                && !letter.value().is_some_and(|letter| marks.are_in(&in_a_line(letter)))
            {
                strangers.insert(own);
            }
            if strangers.contains(&own) {
                return;
            }
            match thing {
                Customer::CATEGORY if event.stream.id() == id => found.traces.subjects.extend(&subjects),
                Fault::CATEGORY => {
                    found.traces.subjects.extend(subjects.iter().filter(|s| **s == fault::caller_of(own)))
                }
                Mail::CATEGORY | Task::CATEGORY | Review::CATEGORY => {
                    found.traces.subjects.extend(subjects.iter().filter(|subject| **subject == own));
                }
                Invoice::CATEGORY => keys.take(&event, &subjects),
                _ => {}
            }
            found.story.push(event);
        })
        .await?;
        found.traces.invoices = keys.known();
        Ok(found)
    }

    async fn contact(&self, customer: CustomerId, contact: ContactId) -> Result<Found, StoreError> {
        let id = customer.to_string();
        let mut found = Found::default();
        let Some(marks) = self.marks_of_contact(&id, contact).await? else { return Ok(found) };
        found.traces.exists = true;
        found.traces.subjects.insert(contact.0);
        let (mut letters, mut chances) = (HashSet::new(), HashSet::new());
        let mut follows = HashSet::new();
        let wanted = |event: &StoredEvent| about(event, concerns(event, &id, &mut follows));
        self.walk(wanted, |event, subjects, about| {
            let own = event.subject();
            // Who is written to or calls elsewhere under the same name may be somebody else.
            if about == About::Perhaps {
                return found.note_named(&marks, event, &subjects, Place::Elsewhere);
            }
            match &event.event {
                AnyEvent::Mail(mail::Event::MailQueued { letter, .. })
                    if letter.subject() == own && letter.value().is_some_and(|letter| marks.is_receiver(letter)) =>
                {
                    letters.insert(own);
                    found.traces.subjects.insert(own);
                    return found.story.push(event);
                }
                AnyEvent::Mail(_) if letters.contains(&own) => return found.story.push(event),
                AnyEvent::Customer(
                    customer::Event::ContactAdded { id, .. }
                    | customer::Event::ContactChanged { id, .. }
                    | customer::Event::ContactRemoved { id },
                ) => {
                    if *id == contact {
                        found.story.push(event);
                    }
                    return;
                }
                AnyEvent::Fault(fault::Event::FaultReported { caller, caller_phone, problem, .. }) => {
                    let called = [caller.as_ref().map(Personal::text), caller_phone.as_ref().map(Personal::text)];
                    let is_them = called.iter().flatten().any(|text| marks.are_in(text));
                    if is_them && subjects.contains(&fault::caller_of(own)) {
                        found.traces.subjects.insert(fault::caller_of(own));
                        // What was wrong is the customer's and stays, also when it names who called.
                        let problem = problem.text();
                        if marks.are_in(&problem) {
                            found.note(event.clone(), &[], vec![problem], (false, false));
                        }
                        return found.story.push(event);
                    }
                }
                AnyEvent::Customer(customer::Event::CallRecorded { contact: Some(id), .. }) if *id == contact => {
                    return found.note_linked(event, &subjects);
                }
                AnyEvent::Opportunity(opportunity::Event::OpportunityOpened { contact: Some(id), .. })
                    if *id == contact =>
                {
                    chances.insert(own);
                    return found.note_linked(event, &subjects);
                }
                AnyEvent::Opportunity(_) if chances.contains(&own) => return found.note_linked(event, &subjects),
                // Kept by law, whatever stands in it.
                AnyEvent::Invoice(invoice::Event::InvoiceIssued { .. }) => return,
                _ => {}
            }
            found.note_named(&marks, event, &subjects, Place::Own);
        })
        .await?;
        Ok(found)
    }

    async fn user(&self, user: UserId) -> Result<Found, StoreError> {
        let id = user.to_string();
        let (state, revision) = self.state::<User>(&id).await?;
        let mut found = Found::default();
        if revision.is_none() {
            return Ok(found);
        }
        (found.traces.exists, found.traces.works_here) = (true, state.works_here());
        found.traces.subjects.insert(user.0);
        let mut marks = Marks::default();
        for event in self.whole(&StreamName::new(User::CATEGORY, &id)?).await? {
            if let AnyEvent::User(
                user::Event::UserCreated { name, email, .. } | user::Event::UserChanged { name, email },
            ) = &event.event
            {
                marks.word(Some(name));
                marks.word(email.as_ref());
            }
        }
        let mut letters = HashSet::new();
        let wanted = |event: &StoredEvent| {
            about(event, event.stream.id() == id || event.metadata.contains(&id) || event.data.contains(&id))
        };
        self.walk(wanted, |event, subjects, _| {
            let own = event.subject();
            if let AnyEvent::Mail(mail::Event::MailQueued { letter, .. }) = &event.event
                && letter.value().is_some_and(|letter| marks.is_receiver(letter))
                && letter.subject() == own
            {
                letters.insert(own);
                found.traces.subjects.insert(own);
            }
            let did = event.metadata.actor.user() == Some(user);
            if did || letters.contains(&own) || subjects.contains(&user.0) || event.stream.id() == id {
                return found.story.push(event);
            }
            found.note_named(&marks, event, &subjects, Place::OfColleague);
        })
        .await?;
        Ok(found)
    }
}

impl Found {
    /// Notes an event of somebody else that names the person.
    fn note_named(&mut self, marks: &Marks, event: Recorded, subjects: &[Uuid], place: Place) {
        let others = place != Place::Own && !self.is_nobodys(&event);
        let from_name = |text: String| {
            let from = marks.place_in(&text)?.saturating_sub(BEFORE);
            Some(if from == 0 { text } else { format!("…{}", text.chars().skip(from).collect::<String>()) })
        };
        let texts: Vec<String> = personal_texts(&event).into_iter().filter_map(from_name).collect();
        if !texts.is_empty() {
            let erasable = if others && place == Place::Elsewhere { &[] } else { subjects };
            self.note(event, erasable, texts, (false, others));
        }
    }

    /// Notes an event that is linked with the person, whatever it says.
    fn note_linked(&mut self, event: Recorded, subjects: &[Uuid]) {
        let texts = personal_texts(&event);
        self.note(event, subjects, texts, (true, false));
    }

    /// Whether it happened to a mail or a task that belongs to no customer.
    fn is_nobodys(&mut self, event: &Recorded) -> bool {
        let own = event.subject();
        match &event.event {
            AnyEvent::Mail(mail::Event::MailQueued { customer: None, .. })
            | AnyEvent::Task(task::Event::TaskRaised { customer: None, .. })
            | AnyEvent::Review(review::Event::ReviewQuestionAsked { customer: None, .. }) => {
                self.nobodys.insert(own);
                true
            }
            AnyEvent::Mail(_) | AnyEvent::Task(_) | AnyEvent::Review(_) => self.nobodys.contains(&own),
            _ => false,
        }
    }

    /// What a note, a mail or a task of nobody's says has a key of its own and can go.
    fn note(&mut self, event: Recorded, subjects: &[Uuid], texts: Vec<String>, (linked, others): (bool, bool)) {
        let said = SAID.contains(&event.event_type.as_str());
        let alone = |subject: &&Uuid| match event.stream.category() {
            Mail::CATEGORY | Task::CATEGORY | Review::CATEGORY => **subject == event.subject(),
            // Before notes had keys of their own they were sealed with the customer's.
            Customer::CATEGORY => said && **subject != event.subject(),
            _ => false,
        };
        let key = subjects.iter().find(alone);
        self.traces.named_in.extend(key);
        let key = key.copied();
        self.named.push(Named { event, key, texts, linked, others });
    }
}

/// All that a letter says.
fn in_a_line(letter: &Letter) -> String {
    let name = letter.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
    format!("{name} {} {} {}", letter.to.as_str(), letter.subject.as_str(), letter.text)
}

/// The texts in the personal parts of an event. Ids are none; what a letter says, its HTML says again.
fn personal_texts(event: &Recorded) -> Vec<String> {
    fn gather(value: &Value, within: bool, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                for (name, value) in map.iter().filter(|(name, _)| *name != "html") {
                    gather(value, within || name == PERSONAL, found);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| gather(value, within, found)),
            Value::String(text) if within && text.parse::<Uuid>().is_err() => found.push(text.clone()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(&event.event.value(), false, &mut found);
    found
}
