//! The mailbox in which customers answer: a worker that reads what is new there and takes in what is about something of ours. All else is
//! left as it is, for people.

mod itip;
mod own_words;
mod read;
mod server;
mod take_in;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::{
    Actor,
    mailbox::{self, Command, Mark},
};
use event_store::{CommandError, Given, Log, Outside};
use tokio::sync::watch;
use uuid::Uuid;

use crate::alerts::Alerts;
use server::{Connection, Fetched};

pub use server::{Account, Trouble};

/// The kind of the alert about a mailbox that can't be read.
pub const UNREAD: &str = "mailbox-unread";
/// Under which name it acts.
const NAME: &str = "mailbox";
/// Pauses before the server is tried again; the last one over and over.
const PAUSES_S: [u64; 4] = [5, 15, 60, 300];
/// A mailbox that was never read is read from so many days ago.
const FIRST_DAYS: u64 = 30;
/// After so many mails that were nothing of ours it is noted all the same up to where it was read.
const NOTED: u32 = 100;
/// A Message-ID that is longer is none.
const LONGEST_ID: usize = 200;
/// A mail that can't be fetched is tried so often.
const TRIES: u32 = 3;
/// Administrators hear of a mailbox that can't be read for so long.
const LONG: TimeDelta = TimeDelta::minutes(30);

/// Reads a mailbox.
pub struct Mailbox {
    log: Arc<Log>,
    outside: Arc<dyn Outside>,
    account: Account,
    place: Mutex<Place>,
    /// Since when it can't be read.
    failing: watch::Sender<Option<DateTime<Utc>>>,
}

/// Where reading is, besides what the log knows.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    read: Option<Mark>,
    /// How many mails were read since that was noted.
    passed: u32,
    /// The mail that could not be fetched, and how often.
    trying: Option<Mark>,
    tries: u32,
    /// Whether it was said that it can be read.
    well: bool,
}

impl Place {
    /// A mail that its server can't give is passed over after some tries.
    fn failed(&mut self, mark: Mark) {
        self.tries = if self.trying == Some(mark) { self.tries + 1 } else { 1 };
        self.trying = Some(mark);
        if self.tries >= TRIES {
            tracing::error!(?mark, "a mail can't be fetched and is passed over");
            self.read = Some(mark);
        }
    }
}

/// Why nothing more is read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The server.
    #[error(transparent)]
    Server(#[from] Trouble),
    /// The log.
    #[error(transparent)]
    Log(#[from] CommandError),
}

impl Mailbox {
    /// The mailbox of an account.
    pub fn new(log: Arc<Log>, outside: Arc<dyn Outside>, account: Account) -> Self {
        Self { log, outside, account, place: Mutex::default(), failing: watch::Sender::new(None) }
    }

    /// Tells since when it can't be read.
    pub fn failing(&self) -> watch::Receiver<Option<DateTime<Utc>>> {
        self.failing.subscribe()
    }

    /// Reads until the task is dropped, wherever it stands then: what was read and not noted is read again, and says nothing new.
    pub async fn run(&self) {
        let (mut pauses, mut connection) = (PAUSES_S.iter(), None);
        loop {
            if let Ok(open) = self.look(connection.take()).await {
                pauses = PAUSES_S.iter();
                connection = open.wait().await.ok();
            }
            if connection.is_none() {
                let pause = pauses.next().or(PAUSES_S.last()).copied().unwrap_or_default();
                tokio::time::sleep(Duration::from_secs(pause)).await;
            }
        }
    }

    /// Reads what is new, once.
    ///
    /// # Errors
    /// See [`ReadError`]; it is told to administrators when it lasts.
    pub async fn read_once(&self) -> Result<(), ReadError> {
        self.look(None).await.map(drop)
    }

    /// Reads what is new, and tells how that went.
    async fn look(&self, open: Option<Connection>) -> Result<Connection, ReadError> {
        let read = async {
            let mut connection = match open {
                Some(open) => open,
                None => Connection::open(&self.account).await?,
            };
            self.read_new(&mut connection).await?;
            Ok(connection)
        };
        let read = read.await;
        self.tell(read.as_ref().err()).await;
        read
    }

    async fn read_new(&self, connection: &mut Connection) -> Result<(), ReadError> {
        let validity = connection.validity;
        let (state, _) = self.log.state::<mailbox::Mailbox>(&self.id()).await.map_err(CommandError::from)?;
        let of_now = |mark: &Mark| mark.validity == validity;
        let marks = [state.read.filter(of_now), self.place().read.filter(of_now)];
        let known = marks.into_iter().flatten().map(|mark| mark.uid).max();
        let since = self.log.clock.now().date_naive().checked_sub_days(Days::new(FIRST_DAYS));
        let found = connection.behind(known.unwrap_or_default(), since.filter(|_| known.is_none())).await?;
        for uid in found {
            let mark = Mark { validity, uid };
            let ours = match connection.mail(uid).await {
                Ok(Some(fetched)) => self.read_mail(fetched).await?,
                Ok(None) => false,
                Err(error) => {
                    self.place().failed(mark);
                    return Err(error.into());
                }
            };
            let passed = self.place().passed + 1;
            if ours || passed >= NOTED {
                self.note(mark).await?;
            }
            let mut place = self.place();
            (place.read, place.passed) = (Some(mark), if ours { 0 } else { passed % NOTED });
        }
        // What is older than was looked for is left for good.
        let mut place = self.place();
        if known.is_none() && place.read.is_none_or(|read| read.validity != validity || read.uid < connection.last) {
            place.read = Some(Mark { validity, uid: connection.last });
        }
        Ok(())
    }

    /// Takes one mail in; whether it was about something of ours. One that can't be read is nobody's.
    async fn read_mail(&self, Fetched { raw, at }: Fetched) -> Result<bool, CommandError> {
        let now = self.log.clock.now();
        let hashed = Uuid::new_v5(&Uuid::NAMESPACE_OID, &raw);
        let Some(mail) = read::read(raw, self.log.zone).await else {
            tracing::warn!(mail = %hashed, "a mail can't be read");
            return Ok(false);
        };
        let key = mail.id.filter(|id| id.len() <= LONGEST_ID).unwrap_or_else(|| hashed.to_string());
        let kind = mail.what.name();
        let ours = self.take_in(&key, mail.what, at.map_or(now, |at| at.min(now))).await?;
        if ours {
            metrics::counter!("werkbank_mails_taken_in", "kind" => kind).increment(1);
            tracing::info!(mail = key, kind, "a mail was taken in");
        }
        Ok(ours)
    }

    async fn note(&self, mark: Mark) -> Result<(), CommandError> {
        let id = self.id();
        let command_id = Uuid::new_v5(&self.log.store.store_id().0, format!("{id} {mark:?}").as_bytes());
        let given = Given { command_id, ..Given::by(Actor::system(NAME)) };
        let noted = self.log.execute::<mailbox::Mailbox>(&id, Command::NoteRead(mark), &given, self.outside.as_ref());
        noted.await.map(drop)
    }

    /// What became of a try to read it.
    async fn tell(&self, error: Option<&ReadError>) {
        let now = self.log.clock.now();
        let alerts = Alerts { log: &self.log, outside: self.outside.as_ref(), by: NAME };
        let told = match error {
            None => {
                metrics::gauge!("werkbank_mailbox_read_timestamp_seconds").set(now.timestamp() as f64);
                self.failing.send_if_modified(|since| since.take().is_some());
                if self.place().well {
                    return;
                }
                let told = alerts.all_well(self.log.local(now).date(), &[UNREAD]).await;
                self.place().well = told.is_ok();
                told
            }
            Some(error) => {
                tracing::warn!(%error, "the mailbox can't be read");
                self.place().well = false;
                let since = self.failing.borrow().unwrap_or(now);
                self.failing.send_if_modified(|known| known.replace(since).is_none());
                if now - since < LONG {
                    return;
                }
                alerts.raise(UNREAD, self.log.local(since).date(), &error.to_string()).await
            }
        };
        if let Err(error) = told {
            tracing::error!(%error, "how the mailbox is could not be told");
        }
    }

    /// The stream of this mailbox: another one begins from its own beginning.
    fn id(&self) -> String {
        let Account { host, port, user, folder, .. } = &self.account;
        Uuid::new_v5(&self.log.store.store_id().0, format!("{user}@{host}:{port}/{folder}").as_bytes()).to_string()
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
