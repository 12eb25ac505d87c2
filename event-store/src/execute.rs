//! Running a command: may they, load, was it done, decide, seal, append, and decide again when another was first.

use std::{
    any::Any,
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
    task::Poll,
};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Actor, Decider, Facts, Known, MachineId, Need, Refusal, Slot, UserId, VisitId, article::Article,
    customer::Customer, fault, machine::Machine, path_in, registry::AnyCommand, series, settings, settings::Settings,
    supplier::Supplier,
};
use uuid::Uuid;

use crate::{
    AppendError, Appended, Clock, EventStore, Expected, Keys, Metadata, NewEvent, Position, Revision, StoreError,
    StreamName, codec,
};

/// How often a command is decided again because another one was first.
const TRIES: usize = 5;
/// How often an append of unknown outcome is repeated.
const REPEATS: usize = 3;
/// Streams whose state is kept in memory.
const KEPT: usize = 20_000;

/// The circumstances of a command.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its id: the same again means the same command again.
    pub command_id: Uuid,
    /// Who gives it.
    pub actor: Actor,
    /// The event that it follows from.
    pub cause: Option<Uuid>,
    /// With which command or tick of the clock it all began; this one, when not said.
    pub correlation: Option<Uuid>,
    /// The revision of the stream that the caller saw; another one is then a conflict.
    pub seen: Option<Revision>,
}

impl Given {
    /// A command out of the blue.
    pub fn by(actor: Actor) -> Self {
        Self { command_id: Uuid::now_v7(), actor, cause: None, correlation: None, seen: None }
    }
}

/// A command's answer once it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The stream.
    pub stream: StreamName,
    /// Its newest revision; none when nothing has ever happened in it.
    pub revision: Option<Revision>,
    /// Up to where a read table must have come to show it; none when nothing was written.
    pub position: Option<Position>,
}

/// A rule's no, without its type: what the edges show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `visit`.
    pub category: &'static str,
    /// `overlaps`; its sentence is `refusal-visit-overlaps`.
    pub code: String,
    /// What the sentence mentions.
    pub arguments: BTreeMap<String, String>,
    /// The field of the command that it is about: `article.minimum`.
    pub field: Option<String>,
    /// The field that sets it aside, filled with a reason.
    pub overrule: Option<String>,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The actor may not.
    #[error("not allowed: {0:?}")]
    Forbidden(domain::Permission),
    /// The command belongs to another id than the one addressed.
    #[error("this command belongs to {0}")]
    WrongId(Uuid),
    /// A rule stands against it.
    #[error("refused: {}-{}", .0.category, .0.code)]
    Refused(Refused),
    /// The caller saw another revision, or others were first five times.
    #[error("the stream has moved on (now at {actual:?})")]
    Conflict {
        /// The newest revision.
        actual: Option<Revision>,
    },
    /// The log did not take it.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// The log or keys could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A read table could not answer a question.
    #[error("a question could not be answered: {0}")]
    Outside(String),
}

/// Answers from the read side to what a decision must know.
#[async_trait]
pub trait Outside: Send + Sync {
    /// Numbers of faults on a machine that are open.
    async fn open_faults(&self, machine: MachineId) -> Result<Vec<fault::Number>, String>;

    /// Numbers of visits in a technician's way.
    async fn overlaps(&self, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<u64>, String>;
}

struct Loaded<D: Decider> {
    state: Arc<D::State>,
    revision: Option<Revision>,
    seen: Arc<HashMap<Uuid, Position>>,
}

impl<D: Decider> Clone for Loaded<D> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), revision: self.revision, seen: self.seen.clone() }
    }
}

impl<D: Decider> Default for Loaded<D> {
    fn default() -> Self {
        Self { state: Arc::default(), revision: None, seen: Arc::default() }
    }
}

/// The log with everything needed to run commands on it.
pub struct Log {
    /// The events.
    pub store: Arc<dyn EventStore>,
    /// The keys of persons.
    pub keys: Arc<Keys>,
    /// What time it is.
    pub clock: Clock,
    /// The company's time zone.
    pub zone: Tz,
    states: Mutex<HashMap<StreamName, Box<dyn Any + Send + Sync>>>,
    /// Of each series the revision that its next draw is to have, those on their way counted in.
    numbers: tokio::sync::Mutex<HashMap<String, u64>>,
}

impl Log {
    /// Puts a log together.
    pub fn new(store: Arc<dyn EventStore>, keys: Arc<Keys>, clock: Clock, zone: Tz) -> Self {
        Self { store, keys, clock, zone, states: Mutex::default(), numbers: tokio::sync::Mutex::default() }
    }

    /// Today, in the company's time zone.
    pub fn today(&self) -> NaiveDate {
        self.local(self.clock.now()).date()
    }

    /// A moment by the company's wall clock.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// Runs a command of any kind on the thing with this id.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn run(
        &self,
        id: &str,
        command: AnyCommand,
        given: &Given,
        outside: &dyn Outside,
    ) -> Result<Applied, CommandError> {
        macro_rules! each {
            ($($variant:ident $module:ident $decider:ident,)*) => {
                match command {
                    $(AnyCommand::$variant(command) => {
                        self.execute::<domain::$module::$decider>(id, command, given, outside).await
                    })*
                }
            };
        }
        domain::with_kinds!(each)
    }

    /// Runs a command.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn execute<D: Decider>(
        &self,
        id: &str,
        command: D::Command,
        given: &Given,
        outside: &dyn Outside,
    ) -> Result<Applied, CommandError> {
        let permission = D::permission(&command);
        if !given.actor.may(permission) {
            return Err(CommandError::Forbidden(permission));
        }
        if let Some(own) = D::own_id(&command).filter(|own| own.to_string() != id) {
            return Err(CommandError::WrongId(own));
        }
        let stream = StreamName::new(D::CATEGORY, id)?;
        let metadata = metadata::<D>(&command, given, permission);
        for _ in 0..TRIES {
            let loaded = self.load::<D>(&stream).await?;
            if let Some(position) = loaded.seen.get(&given.command_id) {
                return Ok(Applied { stream, revision: loaded.revision, position: Some(*position) });
            }
            if given.seen.is_some_and(|seen| Some(seen) != loaded.revision) {
                return Err(CommandError::Conflict { actual: loaded.revision });
            }
            let events = self.decide::<D>(&stream, &loaded, &command, given, outside).await?;
            if events.is_empty() {
                return Ok(Applied { stream, revision: loaded.revision, position: None });
            }
            let sealed = codec::encode(&self.keys, &events, &metadata, &stream).await?;
            let expected = loaded.revision.map_or(Expected::NoStream, Expected::Exact);
            match self.append(&stream, expected, sealed).await {
                Ok(appended) => {
                    self.keep::<D>(&stream, &loaded, &events, given.command_id, appended);
                    let (revision, position) = (Some(appended.revision), Some(appended.position));
                    return Ok(Applied { stream, revision, position });
                }
                Err(AppendError::Conflict { actual }) if given.seen.is_some() => {
                    return Err(CommandError::Conflict { actual });
                }
                Err(AppendError::Conflict { .. }) => {}
                Err(error) => {
                    self.forget(&stream);
                    return Err(error.into());
                }
            }
        }
        Err(CommandError::Conflict { actual: self.load::<D>(&stream).await?.revision })
    }

    /// The state of a thing as it is now, and the revision that it is at.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn state<D: Decider>(&self, id: &str) -> Result<(Arc<D::State>, Option<Revision>), StoreError> {
        let loaded = self.load::<D>(&StreamName::new(D::CATEGORY, id)?).await?;
        Ok((loaded.state, loaded.revision))
    }

    /// Whether a command was carried out on a thing: then where it stands in the log.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn carried_out<D: Decider>(&self, id: &str, command_id: Uuid) -> Result<Option<Position>, StoreError> {
        let loaded = self.load::<D>(&StreamName::new(D::CATEGORY, id)?).await?;
        Ok(loaded.seen.get(&command_id).copied())
    }

    /// Decides, with what must be known; a number is drawn only once the rest has been accepted, so that none is lost.
    async fn decide<D: Decider>(
        &self,
        stream: &StreamName,
        loaded: &Loaded<D>,
        command: &D::Command,
        given: &Given,
        outside: &dyn Outside,
    ) -> Result<Vec<D::Event>, CommandError> {
        let today = self.today();
        let mut facts = Facts {
            now: self.clock.now(),
            today,
            actor: given.actor.clone(),
            command_id: given.command_id,
            id: codec::stream_uuid(stream.id()),
            settings: Arc::default(),
            known: Known::default(),
        };
        let mut series = None;
        for need in D::needs(&loaded.state, command, today) {
            match need {
                Need::Number(name) => series = Some(name),
                Need::Settings => facts.settings = self.load::<Settings>(&company()?).await?.state,
                Need::Customer(id) => facts.known.customer = Some(self.state::<Customer>(&id.to_string()).await?.0),
                Need::Machine(id) => {
                    facts.known.machines.insert(id, self.state::<Machine>(&id.to_string()).await?.0);
                }
                Need::Supplier(id) => {
                    facts.known.suppliers.extend(self.exists::<Supplier>(&id.to_string()).await?.then_some(id));
                }
                Need::Article(id) => {
                    facts.known.articles.extend(self.exists::<Article>(&id.to_string()).await?.then_some(id));
                }
                Need::OpenFaults(machine) => {
                    facts.known.open_faults = outside.open_faults(machine).await.map_err(CommandError::Outside)?;
                }
                Need::Overlaps { technician, slot } => {
                    let found = outside.overlaps(technician, slot, VisitId(facts.id)).await;
                    facts.known.overlaps = found.map_err(CommandError::Outside)?;
                }
            }
        }
        let decide =
            |facts: &Facts| D::decide(&loaded.state, command.clone(), facts).map_err(|no| refused::<D>(command, no));
        let Some(series) = series else { return decide(&facts) };
        facts.known.number = Some(0);
        if decide(&facts)?.is_empty() {
            return Ok(Vec::new());
        }
        facts.known.number = Some(self.draw(&series, stream, given).await?);
        decide(&facts)
    }

    /// Whether anything has ever happened with this thing.
    async fn exists<D: Decider>(&self, id: &str) -> Result<bool, StoreError> {
        Ok(self.state::<D>(id).await?.1.is_some())
    }

    /// The next number of a series, for the stream that keeps it for ever; the same one when it was drawn before.
    async fn draw(&self, series: &str, owner: &StreamName, given: &Given) -> Result<u64, CommandError> {
        let stream = StreamName::new(series::CATEGORY, series)?;
        let metadata = Metadata {
            command_id: Uuid::new_v5(&given.command_id, b"number"),
            command: "series/draw".into(),
            actor: given.actor.clone(),
            cause: given.cause,
            correlation: given.correlation.unwrap_or(given.command_id),
        };
        let event = series::Event::NumberDrawn { owner: owner.to_string() };
        let mut sealed = codec::encode(&self.keys, &[event], &metadata, &stream).await?;
        // One number an owner: the id says so, and the log refuses it twice.
        for event in &mut sealed {
            event.id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{stream} {owner}").as_bytes());
        }
        loop {
            // Draws go to the log in the order of their numbers, so that many may be on their way at once.
            let mut numbers = self.numbers.lock().await;
            let next = numbers.get(series).copied().unwrap_or_default();
            numbers.insert(series.into(), next + 1);
            let expected = next.checked_sub(1).map_or(Expected::NoStream, |last| Expected::Exact(Revision(last)));
            let mut append = Box::pin(self.append(&stream, expected, sealed.clone()));
            let at_once = futures::poll!(&mut append);
            drop(numbers);
            let outcome = match at_once {
                Poll::Ready(outcome) => outcome,
                Poll::Pending => append.await,
            };
            match outcome {
                Ok(Appended { revision, .. }) => return Ok(revision.0 + 1),
                Err(AppendError::Conflict { actual }) => {
                    let truly = actual.map_or(0, |actual| actual.0 + 1);
                    let mut numbers = self.numbers.lock().await;
                    let known = numbers.entry(series.into()).or_default();
                    // Too far: a draw before this one came to nothing. Else another was first.
                    *known = if truly < next { truly } else { truly.max(*known) };
                }
                Err(error) => {
                    self.numbers.lock().await.remove(series);
                    match error {
                        AppendError::Rejected(_) => return self.drawn(&stream, owner).await,
                        error => return Err(error.into()),
                    }
                }
            }
        }
    }

    /// The number that an owner drew earlier.
    async fn drawn(&self, stream: &StreamName, owner: &StreamName) -> Result<u64, CommandError> {
        let mut from = Revision(0);
        loop {
            let page = self.store.read_stream(stream, from, 1_000).await?;
            let own = |data: &str| {
                matches!(serde_json::from_str(&format!(r#"{{"number_drawn":{data}}}"#)),
                    Ok(series::Event::NumberDrawn { owner: known }) if known == owner.as_str())
            };
            if let Some(event) = page.events.iter().find(|event| own(&event.data)) {
                return Ok(event.revision.0 + 1);
            }
            match page.events.last() {
                Some(last) if page.more => from = Revision(last.revision.0 + 1),
                _ => return Err(StoreError::Damaged(format!("{stream} lost the number of {owner}")).into()),
            }
        }
    }

    /// Appends; an outcome that is unknown is asked again with the same ids.
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        let mut outcome = self.store.append(stream, expected, events.clone()).await;
        for _ in 1..REPEATS {
            if !matches!(outcome, Err(AppendError::InDoubt(_))) {
                break;
            }
            outcome = self.store.append(stream, expected, events.clone()).await;
        }
        outcome
    }

    /// The state in memory, brought up to date with the tail of its stream.
    async fn load<D: Decider>(&self, stream: &StreamName) -> Result<Loaded<D>, StoreError> {
        let kept = self
            .states
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(stream)
            .and_then(|kept| kept.downcast_ref::<Loaded<D>>().cloned());
        let mut loaded = kept.unwrap_or_default();
        loop {
            let from = Revision(loaded.revision.map_or(0, |revision| revision.0 + 1));
            let page = self.store.read_stream(stream, from, 1_000).await?;
            let Some(last) = page.events.last() else { return Ok(loaded) };
            let (revision, more) = (last.revision, page.more);
            let state = Arc::make_mut(&mut loaded.state);
            let seen = Arc::make_mut(&mut loaded.seen);
            let own = codec::decode_own::<D::Event>(&self.keys, &page.events).await?;
            for (stored, (metadata, event)) in page.events.iter().zip(own) {
                D::evolve(state, &event);
                seen.insert(metadata.command_id, stored.position);
            }
            loaded.revision = Some(revision);
            self.put(stream, loaded.clone());
            if !more {
                return Ok(loaded);
            }
        }
    }

    /// Keeps what has just been appended, so that the next command reads nothing twice.
    fn keep<D: Decider>(
        &self,
        stream: &StreamName,
        before: &Loaded<D>,
        events: &[D::Event],
        command_id: Uuid,
        appended: Appended,
    ) {
        let mut after = before.clone();
        let state = Arc::make_mut(&mut after.state);
        events.iter().for_each(|event| D::evolve(state, event));
        Arc::make_mut(&mut after.seen).insert(command_id, appended.position);
        after.revision = Some(appended.revision);
        self.put(stream, after);
    }

    fn put<D: Decider>(&self, stream: &StreamName, loaded: Loaded<D>) {
        let mut states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        if states.len() >= KEPT {
            states.clear();
        }
        states.insert(stream.clone(), Box::new(loaded));
    }

    fn forget(&self, stream: &StreamName) {
        self.states.lock().unwrap_or_else(PoisonError::into_inner).remove(stream);
    }
}

fn company() -> Result<StreamName, StoreError> {
    StreamName::new(Settings::CATEGORY, settings::COMPANY)
}

fn metadata<D: Decider>(command: &D::Command, given: &Given, permission: domain::Permission) -> Metadata {
    let name = serde_json::to_value(command).ok().and_then(|value| match value {
        serde_json::Value::Object(map) => map.into_iter().next().map(|(name, _)| name),
        _ => None,
    });
    let mut actor = given.actor.clone();
    if let (Some(acting), Actor::Person { role, .. }) = (given.actor.role_for(permission), &mut actor) {
        *role = acting;
    }
    Metadata {
        command_id: given.command_id,
        command: format!("{}/{}", D::CATEGORY, name.unwrap_or_default()),
        actor,
        cause: given.cause,
        correlation: given.correlation.unwrap_or(given.command_id),
    }
}

fn refused<D: Decider>(command: &D::Command, no: D::Refusal) -> CommandError {
    let (code, arguments) = match serde_json::to_value(&no) {
        Ok(serde_json::Value::String(code)) => (code, BTreeMap::new()),
        Ok(serde_json::Value::Object(map)) => match map.into_iter().next() {
            Some((code, serde_json::Value::Object(fields))) => {
                let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), Into::into);
                (code, fields.into_iter().map(|(name, value)| (name, text(value))).collect())
            }
            _ => (String::new(), BTreeMap::new()),
        },
        _ => (String::new(), BTreeMap::new()),
    };
    let at = |field: Option<&str>| field.and_then(|field| path_in(command, field));
    let (field, overrule) = (at(no.field()), at(no.overrule()));
    CommandError::Refused(Refused { category: D::CATEGORY, code, arguments, field, overrule })
}
