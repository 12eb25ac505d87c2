//! What the log holds of a person, found by walking it: for who is to be forgotten, and for who asks what is known of them.
//!
//! The log is asked, and no table: what stands in an event is found wherever it shows, or does not show.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use domain::{
    ContactId, CustomerId, Decider, Personal, UserId,
    customer::{self, Customer},
    fault::{self, Fault},
    invoice::{self, Invoice},
    mail::{self, Letter, Mail},
    personal::PERSONAL,
    privacy::{Person, Traces},
    registry::AnyEvent,
    supplier::Supplier,
    task::Task,
    user::{self, User},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{Log, Recorded, Revision, StoreError, StoredEvent, StreamName, codec, seal};

/// Events a page.
const PAGE: u32 = 1_000;
/// A name that is shorter stands in too many words to be searched for.
const SHORTEST: usize = 4;
/// So many digits of a telephone number tell it from others.
const DIGITS: usize = 8;

/// What the log holds of a person.
#[derive(Debug, Default)]
pub struct Found {
    /// Their keys.
    pub traces: Traces,
    /// What happened with them or was said to them, oldest first.
    pub story: Vec<Recorded>,
    /// Texts of others that name them.
    pub named: Vec<Named>,
}

/// A text of somebody else that names the person.
#[derive(Debug)]
pub struct Named {
    /// Its event.
    pub event: Recorded,
    /// Its own key; without one it stays as long as the customer does.
    pub key: Option<Uuid>,
}

/// By which a person is known in texts.
#[derive(Debug, Default)]
struct Marks {
    /// Names and addresses of mails, in small letters.
    words: BTreeSet<String>,
    /// The last digits of telephone numbers.
    digits: BTreeSet<String>,
}

impl Marks {
    fn word<T: ToString>(&mut self, value: Option<&Personal<T>>) {
        let word = value.map(Personal::text).unwrap_or_default().to_lowercase();
        if word.chars().count() >= SHORTEST {
            self.words.insert(word);
        }
    }

    fn phone<T: ToString>(&mut self, value: Option<&Personal<T>>) {
        let digits = digits(&value.map(Personal::text).unwrap_or_default());
        if let Some(last) = digits.len().checked_sub(DIGITS) {
            self.digits.insert(digits[last..].to_owned());
        }
    }

    /// Whether a text names them.
    fn are_in(&self, text: &str) -> bool {
        let small = text.to_lowercase();
        self.words.iter().any(|word| small.contains(word.as_str()))
            || (!self.digits.is_empty() && {
                let digits = digits(text);
                self.digits.iter().any(|number| digits.contains(number.as_str()))
            })
    }

    fn is_receiver(&self, letter: &Letter) -> bool {
        let is = |text: &str| self.words.contains(&text.to_lowercase());
        is(letter.to.as_str()) || letter.name.as_ref().is_some_and(|name| is(name.as_str()))
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
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

    /// The keys of all invoices, with the day of the newest document that is sealed with each.
    ///
    /// # Errors
    /// When the log or the keys can't be read.
    pub async fn invoice_keys(&self) -> Result<BTreeMap<Uuid, NaiveDate>, StoreError> {
        let mut keys = InvoiceKeys::default();
        self.walk(|event| event.stream.category() == Invoice::CATEGORY, |event, subjects| keys.take(&event, &subjects))
            .await?;
        Ok(keys.0)
    }

    async fn customer(&self, customer: CustomerId) -> Result<Found, StoreError> {
        let id = customer.to_string();
        let mut found = Found::default();
        let Some(marks) = self.marks_of_customer(&id).await? else { return Ok(found) };
        found.traces.exists = true;
        found.traces.subjects.insert(customer.0);
        let (mut keys, mut strangers) = (InvoiceKeys::default(), HashSet::new());
        let mut follows = HashSet::new();
        let wanted = |event: &StoredEvent| concerns(event, &id, &mut follows);
        self.walk(wanted, |event, subjects| {
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
                Mail::CATEGORY | Task::CATEGORY => {
                    found.traces.subjects.extend(subjects.iter().filter(|subject| **subject == own));
                }
                Invoice::CATEGORY => keys.take(&event, &subjects),
                _ => {}
            }
            found.story.push(event);
        })
        .await?;
        found.traces.invoices = keys.0;
        Ok(found)
    }

    async fn contact(&self, customer: CustomerId, contact: ContactId) -> Result<Found, StoreError> {
        let id = customer.to_string();
        let mut found = Found::default();
        let Some(marks) = self.marks_of_contact(&id, contact).await? else { return Ok(found) };
        found.traces.exists = true;
        found.traces.subjects.insert(contact.0);
        let mut letters = HashSet::new();
        let mut follows = HashSet::new();
        let wanted = |event: &StoredEvent| concerns(event, &id, &mut follows);
        self.walk(wanted, |event, subjects| {
            let own = event.subject();
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
                AnyEvent::Fault(fault::Event::FaultReported { caller, caller_phone, .. }) => {
                    let called = [caller.as_ref().map(Personal::text), caller_phone.as_ref().map(Personal::text)];
                    let is_them = called.iter().flatten().any(|text| marks.are_in(text));
                    if is_them && subjects.contains(&fault::caller_of(own)) {
                        found.traces.subjects.insert(fault::caller_of(own));
                        return found.story.push(event);
                    }
                }
                // Kept by law, whatever stands in it.
                AnyEvent::Invoice(invoice::Event::InvoiceIssued { .. }) => return,
                _ => {}
            }
            found.note_named(&marks, event, &subjects);
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
            event.stream.id() == id
                || event.metadata.contains(&id)
                || event.data.contains(&id)
                || [Mail::CATEGORY, Customer::CATEGORY].contains(&event.stream.category())
        };
        self.walk(wanted, |event, subjects| {
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
            found.note_named(&marks, event, &subjects);
        })
        .await?;
        Ok(found)
    }

    async fn marks_of_customer(&self, id: &str) -> Result<Option<Marks>, StoreError> {
        let mut marks = None;
        for event in self.whole(&StreamName::new(Customer::CATEGORY, id)?).await? {
            let marks: &mut Marks = marks.get_or_insert_default();
            if let AnyEvent::Customer(
                customer::Event::CustomerRegistered { name, .. } | customer::Event::CustomerRenamed { name, .. },
            ) = &event.event
            {
                marks.word(Some(name));
            }
        }
        Ok(marks)
    }

    async fn marks_of_contact(&self, customer: &str, contact: ContactId) -> Result<Option<Marks>, StoreError> {
        let mut marks = None;
        for event in self.whole(&StreamName::new(Customer::CATEGORY, customer)?).await? {
            if let AnyEvent::Customer(
                customer::Event::ContactAdded { id, name, phone, email, .. }
                | customer::Event::ContactChanged { id, name, phone, email, .. },
            ) = &event.event
                && *id == contact
            {
                let marks: &mut Marks = marks.get_or_insert_default();
                marks.word(Some(name));
                marks.word(email.as_ref());
                marks.phone(phone.as_ref());
            }
        }
        Ok(marks)
    }

    /// All of a stream, opened.
    async fn whole(&self, stream: &StreamName) -> Result<Vec<Recorded>, StoreError> {
        let (mut all, mut from) = (Vec::new(), 0);
        loop {
            let page = self.store.read_stream(stream, Revision(from), PAGE).await?;
            let (more, last) = (page.more, page.events.last().map(|event| event.revision.0));
            all.extend(codec::decode_page(&self.keys, page.events).await?);
            match last {
                Some(last) if more => from = last + 1,
                _ => return Ok(all),
            }
        }
    }

    /// Tells each wanted event of the log, opened, and whose keys sealed parts of it.
    async fn walk(
        &self,
        mut wanted: impl FnMut(&StoredEvent) -> bool,
        mut tell: impl FnMut(Recorded, Vec<Uuid>),
    ) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let page = self.store.read_all(after, PAGE).await?;
            if page.events.is_empty() && page.next <= after {
                return Ok(());
            }
            after = page.next;
            let events: Vec<_> = page.events.into_iter().filter(|event| wanted(event)).collect();
            let subjects: Vec<_> = events.iter().map(|event| seal::subjects(&event.data)).collect();
            for (event, subjects) in codec::decode_page(&self.keys, events).await?.into_iter().zip(subjects) {
                tell(event, subjects);
            }
        }
    }
}

impl Found {
    /// Notes an event of somebody else that names the person. What a note or mail says has a key of its own and can go.
    fn note_named(&mut self, marks: &Marks, event: Recorded, subjects: &[Uuid]) {
        let mut texts = Vec::new();
        personal_texts(&event.event.value(), false, &mut texts);
        if !texts.iter().any(|text| marks.are_in(text)) {
            return;
        }
        let said = ["note_added", "call_recorded"].contains(&event.event_type.as_str());
        let alone = |subject: &&Uuid| match event.stream.category() {
            Mail::CATEGORY => **subject == event.subject(),
            // Before notes had keys of their own they were sealed with the customer's.
            Customer::CATEGORY => said && **subject != event.subject(),
            _ => false,
        };
        let key = subjects.iter().find(alone);
        self.traces.named_in.extend(key);
        let key = key.copied();
        self.named.push(Named { event, key });
    }
}

/// Whether an event may be about the customer with this id. What follows in the stream of a mail or task does not say so again.
fn concerns(event: &StoredEvent, id: &str, follows: &mut HashSet<StreamName>) -> bool {
    let category = event.stream.category();
    if [User::CATEGORY, Supplier::CATEGORY, "privacy"].contains(&category) {
        return false;
    }
    if event.stream.id() == id || event.data.contains(id) || follows.contains(&event.stream) {
        if [Mail::CATEGORY, Task::CATEGORY].contains(&category) {
            follows.insert(event.stream.clone());
        }
        return true;
    }
    let unsaid =
        category == Mail::CATEGORY && event.event_type == "mail_queued" && event.data.contains(r#""customer":null"#);
    if unsaid {
        follows.insert(event.stream.clone());
    }
    unsaid
}

/// All that a letter says.
fn in_a_line(letter: &Letter) -> String {
    let name = letter.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
    format!("{name} {} {} {}", letter.to.as_str(), letter.subject.as_str(), letter.text)
}

/// The texts in the personal parts of an event.
fn personal_texts(value: &Value, within: bool, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                personal_texts(value, within || name == PERSONAL, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| personal_texts(value, within, found)),
        Value::String(text) if within => found.push(text.clone()),
        _ => {}
    }
}

/// The keys of invoices, with the day of the newest document.
#[derive(Default)]
struct InvoiceKeys(BTreeMap<Uuid, NaiveDate>, BTreeMap<Uuid, BTreeSet<Uuid>>);

impl InvoiceKeys {
    /// A credit note prints what its invoice is sealed with, so that stays as long as the credit note must.
    fn take(&mut self, event: &Recorded, subjects: &[Uuid]) {
        let AnyEvent::Invoice(happened) = &event.event else { return };
        let (customer, day) = match happened {
            invoice::Event::InvoiceIssued { customer, on, .. } => (customer, Some(*on)),
            invoice::Event::CreditNoteIssued { customer, on, .. } => (customer, Some(*on)),
            invoice::Event::PaymentRecorded { customer, .. } | invoice::Event::PaymentRefunded { customer, .. } => {
                (customer, None)
            }
            _ => return,
        };
        let keys = self.1.entry(event.subject()).or_default();
        keys.extend(subjects.iter().filter(|subject| **subject != customer.0));
        let known = keys.iter().filter_map(|key| self.0.get(key)).max().copied();
        let Some(newest) = day.into_iter().chain(known).max() else { return };
        for key in keys.iter() {
            let at = self.0.entry(*key).or_insert(newest);
            *at = newest.max(*at);
        }
    }
}
