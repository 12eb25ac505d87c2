//! What a reactor answers: commands whose ids follow from the cause, so that a repeat is harmless.

use std::{future::Future, pin::Pin, sync::Arc};

use domain::registry::AnyCommand;
use event_store::{Log, StoreError};
use projections::{Department, Pool, ReadError, ReadSide};
use uuid::Uuid;

use crate::report_mails::Reports;

/// What reactors may look up.
pub struct World {
    /// The log, for states of single things.
    pub log: Arc<Log>,
    /// The read tables, at or after the event at hand.
    pub reads: Arc<ReadSide>,
    /// What writes reports; none where none are mailed.
    pub reports: Option<Arc<dyn Reports>>,
}

impl World {
    /// The tables of a department that is there `for_reactors`.
    pub fn of(&self, department: &'static Department) -> &Pool {
        debug_assert!(department.for_reactors, "reactors don't wait for {}", department.name);
        &self.reads.of(department).pool
    }
}

/// A command that follows from an event. Given on the same cause again it is the same command: nothing happens twice.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The thing that it is about.
    pub id: String,
    /// What to do with it.
    pub command: AnyCommand,
}

impl Effect {
    /// A command on a thing.
    pub fn on(id: impl Into<Uuid>, command: impl Into<AnyCommand>) -> Self {
        Self { id: id.into().to_string(), command: command.into() }
    }

    /// A command on a new thing, whose id follows from the cause and a word that tells it from the cause's other new things.
    pub fn new(cause: Uuid, word: &str, command: impl Into<AnyCommand>) -> Self {
        Self::on(new_id(cause, word), command)
    }
}

/// The id of a new thing that follows from an event.
pub fn new_id(cause: Uuid, word: &str) -> Uuid {
    Uuid::new_v5(&cause, word.as_bytes())
}

/// Why a reactor could not think; it tries again later.
#[derive(Debug, thiserror::Error)]
pub enum ReactError {
    /// A read table did not answer.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The log did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a reactor answers, in time.
pub type Reaction<'a> = Pin<Box<dyn Future<Output = Result<Vec<Effect>, ReactError>> + Send + 'a>>;
