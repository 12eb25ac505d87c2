//! What every request needs, put together once at the program's start.

use std::{ops::Deref, path::PathBuf, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, NaiveTime, Utc};
use domain::mail::Document;
use event_store::{Files, Log, Outside};
use projections::ReadSide;
use tokio::sync::watch;

use crate::{dossier::Dossier, password::Passwords, session::Sessions};

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// What stood on it was erased.
    #[error("what stood on it was erased")]
    Erased,
    /// It can't be made; why, for the log.
    #[error("{0}")]
    Failed(String),
}

/// Makes Werkbank's own documents as PDF.
#[async_trait]
pub trait Documents: Send + Sync {
    /// The document as it is now, byte for byte the same each time.
    ///
    /// # Errors
    /// See [`NotMade`].
    async fn pdf(&self, document: Document) -> Result<Vec<u8>, NotMade>;

    /// What is held of a person, to be read, in their language.
    ///
    /// # Errors
    /// As [`pdf`](Documents::pdf).
    async fn dossier(&self, dossier: &Dossier) -> Result<Vec<u8>, NotMade>;
}

/// What is known of the backups of this log.
#[derive(Debug, Clone)]
pub struct Backups {
    /// The folder of keys and files, in which the last one is noted.
    pub folder: PathBuf,
    /// When they are made and how long they are kept; none where none are made by themselves.
    pub planned: Option<Planned>,
}

/// Backups that are made by themselves.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// The hour of the day, by the company's wall clock.
    pub at: NaiveTime,
    /// For how many days they are kept.
    pub keep_days: u16,
    /// For how many days the keys' copies are.
    pub keys_keep_days: u16,
}

/// The parts of the program.
pub struct Parts {
    /// Events and commands.
    pub log: Arc<Log>,
    /// Read tables.
    pub reads: Arc<ReadSide>,
    /// What decisions ask of the read tables.
    pub outside: Arc<dyn Outside>,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// What people handed in.
    pub files: Files,
    /// Makes PDFs.
    pub documents: Arc<dyn Documents>,
    /// What is known of backups.
    pub backups: Backups,
    /// Since when the mailbox that is read can't be; none where none is.
    pub mailbox: Option<watch::Receiver<Option<DateTime<Utc>>>>,
    /// The moment that is looked back at; none where people work.
    pub then: Option<Then>,
}

/// A moment that is looked back at. The log, the read tables and the documents are as they were; who looks is who they are now.
pub struct Then {
    /// The moment.
    pub at: DateTime<Utc>,
    /// The program as it is now.
    pub now: App,
}

/// The program, shared by all requests.
#[derive(Clone)]
pub struct App(Arc<Parts>);

impl App {
    /// Puts the program together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The program as it is now, also for who looks back.
    pub fn now(&self) -> &Self {
        self.then.as_ref().map_or(self, |then| &then.now)
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
