//! Carries out what the log orders to be forgotten: keys, tables, files, mails that lie here, what is held in memory. It may be broken
//! off anywhere and is then done again from the beginning, before anything is served.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use domain::{
    Actor,
    customer::{self, Customer},
    mail::{self, Mail},
    privacy::{self, Command, Order, Person, Privacy},
    user::{self, User},
};
use event_store::{CommandError, Files, Given, KeyState, Log, Outside, StoreError};
use projections::{ReadError, ReadSide};
use tokio::sync::{Mutex, watch};
use uuid::Uuid;

/// How long it waits before it looks again by itself.
const IDLE: Duration = Duration::from_secs(5);

/// Destroys what is ordered to be.
pub struct Eraser {
    /// The log.
    pub log: Arc<Log>,
    /// The read tables.
    pub reads: Arc<ReadSide>,
    /// What commands ask.
    pub outside: Arc<dyn Outside>,
    /// Files that were handed in.
    pub files: Files,
    /// The data folder.
    pub data: PathBuf,
    /// Told how many orders were carried out.
    pub done: watch::Sender<u64>,
    /// The keys of those whom nothing of this program shows any more.
    cleaned: Mutex<BTreeSet<Uuid>>,
}

/// Why an order was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// The log or the keys did not answer, or a file stayed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The log did not take it.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// The read tables could not be made anew.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// In the folder of the read tables: how many keys had been ordered to be destroyed when they were worked out.
const NOTE: &str = "read/forgotten";

/// Before read tables are opened: destroys every key that was ever ordered to be and is there again, from a copy or because the program
/// died. Then tables that may show such a person are thrown away; so are those from before another program on the log carried out an
/// order. Answers whom nothing shows any more.
///
/// # Errors
/// When the log, the keys or a file do not let it.
pub async fn before_reads(log: &Log, files: &Files, data: &Path) -> Result<BTreeSet<Uuid>, StoreError> {
    let (state, _) = log.state::<Privacy>(privacy::LOG).await?;
    let ordered: Vec<_> = state.destroyed.iter().copied().collect();
    let mut held = BTreeSet::new();
    for some in ordered.chunks(10_000) {
        let known = log.keys.find(some).await?;
        held.extend(known.into_iter().filter(|(_, key)| matches!(key, KeyState::Held(_))).map(|(subject, _)| subject));
    }
    let noted = std::fs::read_to_string(data.join(NOTE)).ok().and_then(|noted| noted.parse().ok());
    if held.is_empty() && state.pending.is_empty() && noted.unwrap_or(0) == ordered.len() {
        return Ok(state.destroyed.clone());
    }
    let pending = state.pending.values().flat_map(|order| &order.subjects);
    let subjects: BTreeSet<Uuid> = held.into_iter().chain(pending.copied()).collect();
    destroy(log, files, data, &subjects).await?;
    remove(std::fs::remove_dir_all(data.join("read")), "read")?;
    Ok(state.destroyed.clone())
}

/// The keys, and what lies here in files of its own.
async fn destroy(log: &Log, files: &Files, data: &Path, subjects: &BTreeSet<Uuid>) -> Result<(), StoreError> {
    log.keys.destroy_all(subjects.iter().copied()).await?;
    log.forget_states();
    for subject in subjects {
        files.remove_all(*subject)?;
        let mail = data.join("outbox").join(format!("{subject}.eml"));
        remove(std::fs::remove_file(&mail), &mail.display().to_string())?;
    }
    Ok(())
}

/// Notes that the read tables hold nothing of what so many keys sealed.
fn note(data: &Path, keys: usize) -> Result<(), StoreError> {
    std::fs::write(data.join(NOTE), keys.to_string()).map_err(|error| StoreError::Io(NOTE.into(), error))
}

fn remove(removed: std::io::Result<()>, what: &str) -> Result<(), StoreError> {
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::Io(what.into(), error)),
        _ => Ok(()),
    }
}

impl Eraser {
    /// Of a program whose read tables are up with the log; `cleaned` is what [`before_reads`] answered.
    ///
    /// # Errors
    /// When it can't be noted beside the read tables.
    pub fn new(
        log: Arc<Log>,
        reads: Arc<ReadSide>,
        outside: Arc<dyn Outside>,
        files: Files,
        data: &Path,
        cleaned: BTreeSet<Uuid>,
    ) -> Result<Self, StoreError> {
        let (data, done) = (data.to_owned(), watch::Sender::default());
        note(&data, cleaned.len())?;
        Ok(Self { log, reads, outside, files, data, done, cleaned: Mutex::new(cleaned) })
    }

    /// Carries out every order until the task is dropped.
    pub async fn run(&self) {
        self.follow(|| self.work_off()).await;
    }

    /// Lets go of whom another program on the log was told to forget, until the task is dropped: that one carries the order out,
    /// and this one has tables, memory and mails of its own.
    pub async fn keep_clean(&self) {
        self.follow(|| self.clean()).await;
    }

    async fn follow<F: Future<Output = Result<(), EraseError>>>(&self, look: impl Fn() -> F) {
        loop {
            // What comes while this looks is looked at again.
            let looked = match self.log.store.newest().await {
                Ok(newest) => look().await.map(|()| newest.map(|(position, _)| position)),
                Err(error) => Err(error.into()),
            };
            match looked {
                Ok(after) => self.log.store.changed(after, IDLE).await,
                Err(error) => {
                    tracing::error!(%error, "what is to be forgotten is not yet");
                    tokio::time::sleep(IDLE).await;
                }
            }
        }
    }

    /// Carries out the orders that are there, all at once.
    ///
    /// # Errors
    /// See [`EraseError`]; they are then still to be carried out.
    pub async fn work_off(&self) -> Result<(), EraseError> {
        let (state, _) = self.log.state::<Privacy>(privacy::LOG).await?;
        if state.pending.is_empty() {
            return Ok(());
        }
        let pending = state.pending.clone();
        drop(state);
        for Order { person, subjects } in pending.values() {
            if let Some(person) = person {
                self.say(*person).await?;
            }
            self.give_up(subjects).await?;
        }
        self.clean().await?;
        for order in pending.into_keys() {
            let given = given(order, "carried out");
            let command = Command::NoteCarriedOut { order };
            self.log.execute::<Privacy>(privacy::LOG, command, &given, self.outside.as_ref()).await?;
        }
        self.done.send_modify(|done| *done += 1);
        Ok(())
    }

    /// Destroys what is ordered to be, as far as this program reaches, and works its tables out anew without it. What was done before
    /// is not done again.
    async fn clean(&self) -> Result<(), EraseError> {
        let mut cleaned = self.cleaned.lock().await;
        let (state, _) = self.log.state::<Privacy>(privacy::LOG).await?;
        let new: BTreeSet<Uuid> = state.destroyed.difference(&cleaned).copied().collect();
        drop(state);
        if new.is_empty() {
            return Ok(());
        }
        destroy(&self.log, &self.files, &self.data, &new).await?;
        self.reads.renew().await?;
        cleaned.extend(new);
        Ok(note(&self.data, cleaned.len())?)
    }

    /// Says in the person's own stream that they were forgotten: lists follow at once, and rules know.
    async fn say(&self, person: Person) -> Result<(), EraseError> {
        let outside = self.outside.as_ref();
        match person {
            Person::Customer { customer } => {
                let command = customer::Command::NoteForgotten {};
                let given = given(customer.0, "forgotten");
                self.log.execute::<Customer>(&customer.to_string(), command, &given, outside).await?;
            }
            Person::Contact { customer, contact } => {
                let command = customer::Command::NoteContactForgotten { id: contact };
                let given = given(contact.0, "forgotten");
                self.log.execute::<Customer>(&customer.to_string(), command, &given, outside).await?;
            }
            Person::User { user } => {
                let command = user::Command::NoteForgotten {};
                let given = given(user.0, "forgotten");
                self.log.execute::<User>(&user.to_string(), command, &given, outside).await?;
            }
        }
        Ok(())
    }

    /// A mail that still waits is not sent any more: soon there is nothing to be sent.
    async fn give_up(&self, subjects: &BTreeSet<Uuid>) -> Result<(), EraseError> {
        for subject in subjects {
            let id = subject.to_string();
            if self.log.state::<Mail>(&id).await?.1.is_none() {
                continue;
            }
            let command = mail::Command::GiveUp { reason: domain::Line::erased() };
            match self.log.execute::<Mail>(&id, command, &given(*subject, "forgotten"), self.outside.as_ref()).await {
                Ok(_) | Err(CommandError::Refused(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// The same command however often it is given.
fn given(thing: Uuid, what: &str) -> Given {
    Given { command_id: Uuid::new_v5(&thing, what.as_bytes()), ..Given::by(Actor::system("eraser")) }
}
