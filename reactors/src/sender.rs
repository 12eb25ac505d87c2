//! The sender: takes queued mails in hand one by one and hands them over, by SMTP or into `outbox/`; tries again with growing pauses.

use std::{path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Actor, Decider,
    mail::{Command, Document, Letter, Mail, Receiver},
    privacy::Privacy,
};
use event_store::{AppendError, CommandError, Given, Log, Outside, StoreError};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
    transport::smtp::{authentication::Credentials, response::Category},
};
use projections::{ReadError, ReadSide, desk};
use tokio::sync::watch;
use uuid::Uuid;

use crate::{ics::Method, sms::Texts, tell};

/// Why a mail failed for want of a sender; pages say it in the reader's words.
const NO_COMPANY: &str = "no-company";
/// Pauses after a failed try; after the last one a person is asked.
const PAUSES_MIN: [i64; 6] = [1, 5, 15, 60, 240, 960];
/// How long it waits before it says again what became of a mail.
const AGAIN: Duration = Duration::from_secs(1);
/// How long an idle sender waits before it looks again.
const IDLE: Duration = Duration::from_secs(5);
/// How long it waits for the read tables before it looks which mails were in hand.
const SHOWN_WITHIN: Duration = Duration::from_secs(30);

/// How a mail server is reached.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Name of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// User name and password, when it asks for them.
    pub credentials: Option<(String, Password)>,
    /// A certificate (PEM) to trust besides the usual ones.
    pub extra_ca: Option<Vec<u8>>,
}

/// A password that is never printed.
#[derive(Clone)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// How the line to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Not at all; for a server on this machine.
    None,
    /// From the first word agreed on (STARTTLS), usually port 587.
    StartTls,
    /// From the first byte, usually port 465.
    Tls,
}

/// Where mails go.
pub enum Transport {
    /// To a mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// Into a folder, as `.eml` files, until SMTP is configured.
    Outbox(PathBuf),
}

impl Transport {
    /// By SMTP.
    ///
    /// # Errors
    /// When the settings can't be used.
    pub fn smtp(smtp: &Smtp) -> Result<Self, String> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port)
            .timeout(Some(Duration::from_secs(30)))
            .tls(tls(smtp)?);
        let builder = match &smtp.credentials {
            Some((user, password)) => builder.credentials(Credentials::new(user.clone(), password.0.clone())),
            None => builder,
        };
        Ok(Self::Smtp(Box::new(builder.build())))
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Smtp(_) => "smtp",
            Self::Outbox(_) => "outbox",
        }
    }

    async fn hand_over(&self, id: Uuid, message: Message) -> Result<Option<String>, Failure> {
        match self {
            Self::Smtp(smtp) => match smtp.send(message).await {
                Ok(response) => Ok(response.first_line().map(Into::into)),
                Err(error) => Err(Failure { permanent: of_the_mail(&error), reason: spoken(&error) }),
            },
            Self::Outbox(folder) => {
                let written = write_whole(folder, &format!("{id}.eml"), &message.formatted()).await;
                written.map(|()| None).map_err(|error| Failure { permanent: false, reason: error.to_string() })
            }
        }
    }
}

fn tls(smtp: &Smtp) -> Result<lettre::transport::smtp::client::Tls, String> {
    use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
    if smtp.security == Security::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(smtp.host.clone());
    if let Some(pem) = &smtp.extra_ca {
        let certificate = Certificate::from_pem(pem).map_err(|error| error.to_string())?;
        parameters = parameters.add_root_certificate(certificate);
    }
    let parameters = parameters.build().map_err(|error| error.to_string())?;
    Ok(if smtp.security == Security::Tls { Tls::Wrapper(parameters) } else { Tls::Required(parameters) })
}

/// Written beside its place first, then moved there: a file is whole or not there.
pub(crate) async fn write_whole(folder: &std::path::Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let (part, whole) = (folder.join(format!("{name}.part")), folder.join(name));
    tokio::fs::write(&part, bytes).await?;
    tokio::fs::File::open(&part).await?.sync_all().await?;
    tokio::fs::rename(&part, &whole).await?;
    // The name is on disk, too, before the mail counts as sent.
    #[cfg(unix)]
    tokio::fs::File::open(folder).await?.sync_all().await?;
    Ok(())
}

/// Whether a server said no to this mail for good. What it says about us who send (`x3x`, as RFC 4954 §6 answers a wrong
/// password) is put right in the settings, and the mail is tried again.
fn of_the_mail(error: &lettre::transport::smtp::Error) -> bool {
    error.is_permanent() && error.status().is_none_or(|code| code.category != Category::Unspecified3)
}

pub(crate) struct Failure {
    pub(crate) permanent: bool,
    pub(crate) reason: String,
}

/// The error with what caused it.
pub(crate) fn spoken(error: &dyn std::error::Error) -> String {
    let mut spoken = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        spoken.push_str(": ");
        spoken.push_str(&inner.to_string());
        cause = inner.source();
    }
    spoken
}

/// Makes the documents that go along.
#[async_trait]
pub trait Documents: Send + Sync {
    /// The file.
    async fn make(&self, document: Document) -> Result<Made, String>;
}

/// A document that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// A PDF of this name.
    Pdf(String, Vec<u8>),
    /// An appointment, and what it asks the receiver's agenda for.
    Appointment(Method, String),
}

/// Sends what is queued.
pub struct Sender {
    /// The log.
    pub log: Arc<Log>,
    /// The read tables, in which due mails are found.
    pub reads: Arc<ReadSide>,
    /// What commands ask.
    pub outside: Arc<dyn Outside>,
    /// Makes attachments.
    pub documents: Arc<dyn Documents>,
    /// Where mails go.
    pub transport: Transport,
    /// Where text messages go.
    pub texts: Texts,
}

/// Why the sender stands still.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The read tables did not answer.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The log did not take the outcome.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl SendError {
    fn is_filling(&self) -> bool {
        matches!(self, Self::Read(ReadError::Filling(_)))
    }
}

impl Sender {
    /// Sends until it is told to stop; the mail in hand then is brought to its end.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        // What was in hand when the program stopped may have been sent: a person judges, nothing goes out twice.
        self.reads.wait_for_newest(SHOWN_WITHIN).await;
        while let Err(error) = self.own_up().await {
            tell(&error, error.is_filling(), "mails in doubt can't be marked yet");
            tokio::time::sleep(IDLE).await;
        }
        let mut taken_in = self.reads.of(&desk::DEPARTMENT).watch();
        while !*stop.borrow() {
            // What is taken in while this looks is looked for again.
            taken_in.mark_unchanged();
            let idle = match self.send_while(|| !*stop.borrow()).await {
                Ok(0) => true,
                Ok(_) => false,
                Err(error) => {
                    tell(&error, error.is_filling(), "mails are not sent");
                    taken_in.mark_unchanged();
                    true
                }
            };
            if idle {
                tokio::select! {
                    _ = taken_in.changed() => {}
                    // Some mails are due later.
                    () = tokio::time::sleep(IDLE) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }

    /// Sends what is due now; answers how many were taken in hand.
    ///
    /// # Errors
    /// See [`SendError`]; a mail that fails is no error but an event.
    pub async fn send_due(&self) -> Result<usize, SendError> {
        self.send_while(|| true).await
    }

    /// Sends what is due now, one mail after another for as long as it may.
    async fn send_while(&self, may: impl Fn() -> bool) -> Result<usize, SendError> {
        let pool = &self.reads.of(&desk::DEPARTMENT).pool;
        let due = desk::mails::due(pool, self.log.clock.now(), 50).await?;
        for mail in due.iter().take_while(|_| may()) {
            self.send(mail.id.0, mail).await?;
        }
        Ok(due.len())
    }

    /// Marks mails that were in hand when the program stopped as failed, for a person to judge.
    ///
    /// # Errors
    /// See [`SendError`].
    pub async fn own_up(&self) -> Result<(), SendError> {
        let pool = &self.reads.of(&desk::DEPARTMENT).pool;
        for id in desk::mails::in_hand(pool).await? {
            self.fail(id.0, Failure { permanent: true, reason: "in-doubt".into() }, 0).await?;
        }
        Ok(())
    }

    /// Gives every mail that waits to a person to judge: in a log that was restored, it may have been sent after the backup.
    ///
    /// # Errors
    /// When the read tables do not answer.
    pub async fn hold(&self) -> Result<usize, SendError> {
        let waiting = desk::mails::waiting(&self.reads.of(&desk::DEPARTMENT).pool).await?;
        for id in &waiting {
            let held = self.fail(id.0, Failure { permanent: true, reason: "restored".into() }, 0).await;
            if let Err(error) = held {
                // Whose key is gone has no letter that could be sent.
                tracing::warn!(%error, mail = %id, "not held back");
            }
        }
        Ok(waiting.len())
    }

    async fn send(&self, id: Uuid, mail: &desk::mails::DueMail) -> Result<(), SendError> {
        match self.mark(id, "begin", mail.attempts, Command::BeginSending {}).await {
            // In hand already, or sent, or given up since the table was read.
            Err(SendError::Command(CommandError::Refused(_))) => return Ok(()),
            other => other?,
        }
        let (by, outcome) = match &mail.letter.to {
            Receiver::Sms(number) => (self.texts.name(), self.texts.hand_over(id, number, &mail.letter.text).await),
            Receiver::Mail(address) => {
                let outcome = match self.message(id, mail, address).await {
                    Ok(message) => self.transport.hand_over(id, message).await,
                    Err(reason) => Err(Failure { permanent: false, reason }),
                };
                (self.transport.name(), outcome)
            }
        };
        match outcome {
            Ok(answer) => {
                let answer = answer.and_then(|answer| answer.chars().take(200).collect::<String>().parse().ok());
                let Ok(by) = by.parse() else { return Ok(()) };
                self.mark(id, "sent", mail.attempts, Command::MarkSent { by, answer }).await
            }
            Err(failure) => self.fail(id, failure, mail.attempts).await,
        }
    }

    async fn fail(&self, id: Uuid, failure: Failure, attempts: u32) -> Result<(), SendError> {
        let pause = PAUSES_MIN.get(attempts as usize).filter(|_| !failure.permanent);
        let next_try = pause.map(|pause| self.log.clock.now() + chrono::Duration::minutes(*pause));
        let reason: String = failure.reason.chars().filter(|c| !c.is_control()).take(1000).collect();
        let Ok(reason) = reason.parse().or_else(|_| "?".parse()) else { return Ok(()) };
        self.mark(id, "failed", attempts, Command::MarkFailed { reason, next_try }).await
    }

    async fn mark(&self, id: Uuid, what: &str, attempts: u32, command: Command) -> Result<(), SendError> {
        let command_id = Uuid::new_v5(&id, format!("{what} {attempts} {}", self.log.clock.now()).as_bytes());
        let given = Given { command_id, ..Given::by(Actor::system("sender")) };
        let id = id.to_string();
        loop {
            let error = match self.log.execute::<Mail>(&id, command.clone(), &given, self.outside.as_ref()).await {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            if let CommandError::Refused(refused) = &error
                && refused.category == Privacy::CATEGORY
            {
                tracing::warn!(mail = id, "what became of the mail of somebody who was forgotten is not kept");
                return Ok(());
            }
            // What became of a mail is known here alone: it is said until the log takes it, as the same command.
            if !passes(&error) {
                return Err(error.into());
            }
            tracing::error!(%error, mail = id, "what becomes of a mail can't be written down yet");
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// The whole mail: Message-ID from its event, text and HTML, attachments.
    async fn message(&self, id: Uuid, mail: &desk::mails::DueMail, to: &domain::Email) -> Result<Message, String> {
        let company = self.log.state::<domain::settings::Settings>(domain::settings::COMPANY).await;
        let company = company.map_err(|error| error.to_string())?.0.company.clone();
        let company = company.ok_or(NO_COMPANY)?;
        let from = mailbox(Some(company.name.as_str()), company.email.as_str())?;
        let host = company.email.as_str().rsplit('@').next().unwrap_or("werkbank").to_owned();
        let letter: &Letter = &mail.letter;
        let to = mailbox(letter.name.as_ref().map(domain::Line::as_str), to.as_str())?;
        let mut text = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        let mut files = Vec::new();
        let invitation = |document: &&Document| matches!(document, Document::Appointment { .. });
        let several = mail.documents.iter().filter(invitation).count() > 1;
        for (n, document) in mail.documents.iter().enumerate() {
            match self.documents.make(*document).await? {
                Made::Pdf(name, bytes) => files.push(attached(name, bytes, kind("application/pdf")?)),
                // Programs that know invitations take the part beside the text (RFC 6047), the others show the file. Beside a text
                // stands one at most: of several each is a file, and none stands for the others.
                Made::Appointment(method, calendar) if several => {
                    let part = kind(&format!("text/calendar; charset=utf-8; method={}", method.name()))?;
                    files.push(attached(format!("invite-{}.ics", n + 1), calendar.into_bytes(), part));
                }
                Made::Appointment(method, calendar) => {
                    let part = kind(&format!("text/calendar; charset=utf-8; method={}", method.name()))?;
                    text = text.singlepart(SinglePart::builder().header(part).body(calendar.clone()));
                    files.push(attached("invite.ics".into(), calendar.into_bytes(), kind("application/ics")?));
                }
            }
        }
        let body = files.into_iter().fold(MultiPart::mixed().multipart(text), MultiPart::singlepart);
        let queued_at: DateTime<Utc> = mail.queued_at;
        Message::builder()
            .message_id(Some(format!("<{id}@{host}>")))
            .date(queued_at.into())
            .from(from)
            .to(to)
            .subject(letter.subject.as_str())
            .multipart(body)
            .map_err(|error| error.to_string())
    }
}

/// Whether it is the disk's or the machine's trouble, and nothing that is wrong with the command.
pub(crate) fn passes(error: &CommandError) -> bool {
    matches!(
        error,
        CommandError::Append(AppendError::Busy | AppendError::InDoubt(_) | AppendError::Unavailable(_))
            | CommandError::Store(StoreError::Database(_) | StoreError::Io(..))
    )
}

fn kind(text: &str) -> Result<ContentType, String> {
    ContentType::parse(text).map_err(|error| error.to_string())
}

fn attached(name: String, bytes: Vec<u8>, kind: ContentType) -> SinglePart {
    Attachment::new(name).body(bytes, kind)
}

fn mailbox(name: Option<&str>, address: &str) -> Result<Mailbox, String> {
    let address = address.parse().map_err(|error| format!("{address}: {error}"))?;
    Ok(Mailbox::new(name.map(Into::into), address))
}
