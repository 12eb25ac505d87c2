//! Running a command: may they, load, was it done, decide, seal, append, and decide again when another was first.

mod answer;
mod decide;
mod head;
mod numbers;
mod promises;
mod states;
mod trace;
mod undo;

use std::{
    any::Any,
    collections::{BTreeSet, HashMap},
    io,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Actor, Beginnings, ContractId, CustomerId, Decider, InvoiceId, MachineId, Slot, UserId, VisitId,
    customer::StillOpen, fault, planning::Change, registry::AnyCommand, visit,
};
use serde::Serialize;
use tokio::sync::OwnedMutexGuard;
use tracing::Instrument;
use uuid::Uuid;

use crate::{
    AppendError, Appended, Clock, EventStore, Expected, Keys, Metadata, NewEvent, Position, Revision, StoreError,
    StreamName, Until, codec, recent::Recent,
};
pub use answer::{Applied, CommandError, Given, Refused};
pub use undo::{NoWay, Place, Undo};

/// How often a command is decided again because another one was first.
const TRIES: usize = 5;
/// So many turns are remembered before those are let go that nobody waits for.
const TURNS_KEPT: usize = 256;
/// How often an append of unknown outcome is repeated.
const REPEATS: usize = 3;

/// Answers from the read side to what a decision must know.
#[async_trait]
pub trait Outside: Send + Sync {
    /// Numbers of faults on a machine that are open.
    async fn open_faults(&self, machine: MachineId) -> Result<Vec<fault::Number>, String>;

    /// How many contracts of a customer run that are on a machine.
    async fn covering(&self, _machine: MachineId, _customer: CustomerId) -> Result<usize, String> {
        Ok(0)
    }

    /// The contracts of a customer that run.
    async fn running(&self, _customer: CustomerId) -> Result<Vec<ContractId>, String> {
        Ok(Vec::new())
    }

    /// How many contracts with service of a customer run that are on a machine.
    async fn serviced(&self, _machine: MachineId, _customer: CustomerId) -> Result<usize, String> {
        Ok(0)
    }

    /// The invoice that charges a visit and was not thrown away.
    async fn invoice_of(&self, _visit: VisitId) -> Result<Option<InvoiceId>, String> {
        Ok(None)
    }

    /// At whose place another machine with this serial number stands.
    async fn same_serial(&self, _serial: &str, _except: MachineId) -> Result<Option<String>, String> {
        Ok(None)
    }

    /// What of a customer still runs.
    async fn still_open(&self, _customer: CustomerId) -> Result<StillOpen, String> {
        Ok(StillOpen::default())
    }

    /// Numbers of visits in a technician's way.
    async fn overlaps(&self, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<u64>, String>;

    /// Numbers of the visits that a technician is at, but for one.
    async fn under_way(&self, technician: UserId, except: VisitId) -> Result<Vec<u64>, String>;

    /// The checklists that are used on visits of a kind, each with the machines that it is for.
    async fn checklists(&self, _kind: visit::Kind) -> Result<Vec<(Option<Beginnings>, visit::Taken)>, String> {
        Ok(Vec::new())
    }

    /// Numbers of the visits that wait for a technician, or that they are at, of whichever day.
    async fn to_do(&self, _technician: UserId) -> Result<Vec<u64>, String> {
        Ok(Vec::new())
    }

    /// What of the planning of visits was not told yet.
    async fn untold(&self, _visits: &BTreeSet<VisitId>) -> Result<Vec<Change>, String> {
        Ok(Vec::new())
    }
}

/// Knows nothing and so stands in nobody's way: for where there are no read tables, or what they would say can't matter.
pub struct Nobody;

#[async_trait]
impl Outside for Nobody {
    async fn open_faults(&self, _: MachineId) -> Result<Vec<fault::Number>, String> {
        Ok(Vec::new())
    }

    async fn overlaps(&self, _: UserId, _: Slot, _: VisitId) -> Result<Vec<u64>, String> {
        Ok(Vec::new())
    }

    async fn under_way(&self, _: UserId, _: VisitId) -> Result<Vec<u64>, String> {
        Ok(Vec::new())
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
    states: Mutex<Recent<StreamName, Arc<dyn Any + Send + Sync>>>,
    /// Of each series the revision that its next draw is to have, those on their way counted in.
    numbers: tokio::sync::Mutex<HashMap<String, u64>>,
    /// Things that are decided about now.
    turns: Mutex<HashMap<StreamName, Arc<tokio::sync::Mutex<()>>>>,
}

impl Log {
    /// Puts a log together.
    pub fn new(store: Arc<dyn EventStore>, keys: Arc<Keys>, clock: Clock, zone: Tz) -> Self {
        let states = Mutex::new(Recent::new(states::KEPT));
        Self { store, keys, clock, zone, states, numbers: tokio::sync::Mutex::default(), turns: Mutex::default() }
    }

    /// The same log as it was once the event at a position had happened, or before the first one; `clock` is what time it was.
    pub fn until(&self, at: Option<Position>, clock: Clock) -> Self {
        Self::new(Arc::new(Until::new(self.store.clone(), at)), self.keys.clone(), clock, self.zone)
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
        let span = trace::span(&metadata, &stream);
        self.carry_out::<D>(stream, &command, metadata, given, outside).instrument(span).await
    }

    async fn carry_out<D: Decider>(
        &self,
        stream: StreamName,
        command: &D::Command,
        metadata: Metadata,
        given: &Given,
        outside: &dyn Outside,
    ) -> Result<Applied, CommandError> {
        let _turn = self.turn(&stream).await;
        for _ in 0..TRIES {
            let loaded = self.load::<D>(&stream).await?;
            if let Some(position) = loaded.seen.get(&given.command_id) {
                return Ok(Applied { stream, revision: loaded.revision, position: Some(*position) });
            }
            if given.seen.is_some_and(|seen| Some(seen) != loaded.revision) {
                return Err(CommandError::Conflict { actual: loaded.revision });
            }
            let mut events = self.decide::<D>(&stream, &loaded, command, given, outside).await?;
            if events.is_empty() {
                return Ok(Applied { stream, revision: loaded.revision, position: None });
            }
            let mut sealed = codec::encode(&self.keys, &events, &metadata, &stream).await;
            if matches!(sealed, Err(StoreError::Destroyed(_))) && D::ends(command) {
                events = codec::without_forgotten(&self.keys, &events).await?;
                sealed = codec::encode(&self.keys, &events, &metadata, &stream).await;
            }
            let sealed = match sealed {
                // Nothing can be kept of them any more, whatever it is: that is a rule, and no failure.
                Err(StoreError::Destroyed(_)) => return Err(forgotten().into()),
                sealed => sealed?,
            };
            let expected = loaded.revision.map_or(Expected::NoStream, Expected::Exact);
            match self.append(&stream, expected, sealed).await {
                Ok(appended) => {
                    self.keep::<D>(&stream, loaded, &events, given.command_id, appended);
                    tracing::Span::current().record("position", appended.position.0);
                    // From the request to the last reactor: all that follows from a command has its correlation.
                    tracing::debug!(
                        command = metadata.command,
                        id = %metadata.command_id,
                        correlation = %metadata.correlation,
                        %stream,
                        position = appended.position.0,
                        "carried out"
                    );
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

    /// Until what is given back is dropped, no other command of this program on the thing is decided: it would only be decided
    /// again, and nothing is thrown away between the draw of a number and what it was drawn for.
    async fn turn(&self, stream: &StreamName) -> OwnedMutexGuard<()> {
        let own = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            if turns.len() >= TURNS_KEPT {
                turns.retain(|_, waiting| Arc::strong_count(waiting) > 1);
            }
            turns.entry(stream.clone()).or_default().clone()
        };
        own.lock_owned().await
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
            outcome = match self.store.append(stream, expected, events.clone()).await {
                // Of the attempt before it is still unknown whether it was written.
                Err(AppendError::Unavailable(_) | AppendError::Busy) => return outcome,
                again => again,
            };
        }
        outcome
    }
}

fn forgotten() -> Refused {
    Refused::plain(domain::privacy::Privacy::CATEGORY, "forgotten")
}

fn metadata<D: Decider>(command: &D::Command, given: &Given, permission: domain::Permission) -> Metadata {
    let mut actor = given.actor.clone();
    if let (Some(acting), Actor::Person { role, .. }) = (given.actor.role_for(permission), &mut actor) {
        *role = acting;
    }
    Metadata {
        command_id: given.command_id,
        command: format!("{}/{}", D::CATEGORY, name_of(command)),
        actor,
        cause: given.cause,
        correlation: given.correlation.unwrap_or(given.command_id),
        undoes: given.undoes.clone(),
    }
}

/// The name of a command, as it is written in `{"name": …}`. What stands behind it is not worked out.
fn name_of(command: &impl Serialize) -> String {
    struct UpToName(Vec<u8>);
    impl io::Write for UpToName {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.extend(bytes);
            let quotes = self.0.iter().filter(|byte| **byte == b'"').count();
            if quotes < 2 { Ok(bytes.len()) } else { Err(io::ErrorKind::WriteZero.into()) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut begun = UpToName(Vec::new());
    // It ends with an error as soon as the name is there.
    let _ = serde_json::to_writer(&mut begun, command);
    let begun = String::from_utf8_lossy(&begun.0);
    begun.split('"').nth(1).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_called_what_it_is_written_as() {
        let domain = domain::clock::Command::Strike { job: domain::Line::erased(), at: NaiveDateTime::default() };
        assert_eq!(name_of(&domain), "strike");
        assert_eq!(name_of(&domain::mail::Command::BeginSending {}), "begin-sending");
    }
}
