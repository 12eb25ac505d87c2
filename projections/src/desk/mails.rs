//! Mails: what the sender takes next, what was sent, what failed and why.

use chrono::{DateTime, Utc};
use domain::{
    CustomerId, MailId, Permission,
    mail::{Document, Event, Letter},
    registry::AnyEvent,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Cursor, Page, Pool, ReadError, Writes, access::users::id, ask, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Mail(event) = &recorded.event else { return };
    let mail = recorded.subject();
    match event {
        Event::MailQueued { purpose, customer, about, letter, documents, not_before } => {
            let clear = letter.value();
            let json = clear.and_then(|letter| serde_json::to_string(letter).ok()).unwrap_or_default();
            writes.run(
                "INSERT INTO mails VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting', 0, ?11, NULL, ?10, NULL, 0)",
                values![
                    mail,
                    purpose.as_str(),
                    *customer,
                    about.as_str(),
                    clear.and_then(|letter| letter.name.as_ref()).map(|name| name.as_str()),
                    clear.map_or("", |letter| letter.to.as_str()),
                    clear.map_or("", |letter| letter.subject.as_str()),
                    json,
                    serde_json::to_string(documents).unwrap_or_else(|_| "[]".into()),
                    recorded.recorded_at,
                    not_before.unwrap_or(recorded.recorded_at),
                ],
            );
        }
        Event::MailSendingBegun { attempt, .. } => writes.run(
            "UPDATE mails SET state = 'in-hand', attempts = ?2, next_try = NULL WHERE id = ?1",
            values![mail, *attempt],
        ),
        Event::MailSent { .. } => writes.run(
            "UPDATE mails SET state = 'sent', sent_at = ?2, next_try = NULL, reason = NULL WHERE id = ?1",
            values![mail, recorded.recorded_at],
        ),
        Event::MailReturned { reason, .. } => {
            writes.run("UPDATE mails SET state = 'failed', reason = ?2 WHERE id = ?1", values![mail, reason.text()])
        }
        Event::MailAnswered { .. } => {}
        Event::MailFailed { reason, next_try, .. } => writes.run(
            "UPDATE mails SET state = ?2, next_try = ?3, reason = ?4 WHERE id = ?1",
            values![mail, if next_try.is_some() { "waiting" } else { "failed" }, *next_try, reason.text()],
        ),
        Event::MailRetried { .. } => writes.run(
            "UPDATE mails SET state = 'waiting', next_try = ?2 WHERE id = ?1",
            values![mail, recorded.recorded_at],
        ),
        Event::MailGivenUp { .. } => {
            writes.run("UPDATE mails SET state = 'given-up', next_try = NULL WHERE id = ?1", values![mail]);
        }
    }
    writes.run("UPDATE mails SET revision = ?2 WHERE id = ?1", values![mail, recorded.revision.0]);
}

/// A mail that is to be sent now.
#[derive(Debug, Clone)]
pub struct DueMail {
    /// Id.
    pub id: MailId,
    /// Tries so far.
    pub attempts: u32,
    /// The mail.
    pub letter: Letter,
    /// What goes along.
    pub documents: Vec<Document>,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
}

/// A mail in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Mail {
    /// Id.
    pub id: MailId,
    /// What for.
    pub purpose: String,
    /// The customer whom it concerns.
    pub customer: Option<String>,
    /// Stream of the thing that it is about.
    pub about: String,
    /// Name of the receiver.
    pub name: Option<String>,
    /// Address of the receiver.
    pub address: String,
    /// Subject.
    pub subject: String,
    /// `waiting`, `in-hand`, `sent`, `failed` or `given-up`.
    pub state: String,
    /// Tries so far.
    pub attempts: i64,
    /// When it is tried again, in microseconds.
    pub next_try: Option<i64>,
    /// Why it failed.
    pub reason: Option<String>,
    /// When it was queued, in microseconds.
    pub queued_at: i64,
    /// When it was sent, in microseconds.
    pub sent_at: Option<i64>,
    /// Revision of its stream.
    pub revision: i64,
}

fn mail(row: &crate::Row) -> Result<Mail, ReadError> {
    Ok(Mail {
        id: id(row, "id")?,
        purpose: row.get("purpose")?,
        customer: row.get("customer")?,
        about: row.get("about")?,
        name: row.get("name")?,
        address: row.get("address")?,
        subject: row.get("subject")?,
        state: row.get("state")?,
        attempts: row.get("attempts")?,
        next_try: row.get("next_try")?,
        reason: row.get("reason")?,
        queued_at: row.get("queued_at")?,
        sent_at: row.get("sent_at")?,
        revision: row.get("revision")?,
    })
}

impl Mail {
    /// Whether it is about a thing of one of these kinds.
    pub fn is_about(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| self.about.split_once('-').is_some_and(|(about, _)| about == *kind))
    }
}

/// Mails whose time has come, oldest first. One whose person was forgotten has no letter any more and is left.
///
/// # Errors
/// When the tables can't be read.
pub async fn due(pool: &Pool, now: DateTime<Utc>, limit: u32) -> Result<Vec<DueMail>, ReadError> {
    let rows = ask("SELECT id, attempts, letter, documents, queued_at FROM mails
         WHERE state = 'waiting' AND next_try <= ?1 AND letter <> '' ORDER BY next_try LIMIT ?2")
    .bind(now.timestamp_micros())
    .bind(limit)
    .fetch_all(pool)
    .await?;
    let due = |row: &crate::Row| -> Result<DueMail, ReadError> {
        Ok(DueMail {
            id: id(row, "id")?,
            attempts: u32::try_from(row.get::<i64>("attempts")?).unwrap_or_default(),
            letter: json(row, "letter")?,
            documents: json(row, "documents")?,
            queued_at: DateTime::from_timestamp_micros(row.get("queued_at")?).unwrap_or_default(),
        })
    };
    rows.iter().map(due).collect()
}

fn json<T: serde::de::DeserializeOwned>(row: &crate::Row, column: &str) -> Result<T, ReadError> {
    serde_json::from_str(row.text(column)?).map_err(|_| ReadError::Column(column.to_owned()))
}

/// Mails that were in the sender's hands.
///
/// # Errors
/// When the tables can't be read.
pub async fn in_hand(pool: &Pool) -> Result<Vec<MailId>, ReadError> {
    let rows = ask("SELECT id FROM mails WHERE state = 'in-hand' ORDER BY id").fetch_all(pool).await?;
    rows.iter().map(|row| id(row, "id")).collect()
}

/// Every mail that is still to be sent.
///
/// # Errors
/// When the tables can't be read.
pub async fn waiting(pool: &Pool) -> Result<Vec<MailId>, ReadError> {
    let rows = ask("SELECT id FROM mails WHERE state = 'waiting' ORDER BY id").fetch_all(pool).await?;
    rows.iter().map(|row| id(row, "id")).collect()
}

/// A list of mails in one state, by its index.
const IN_STATE: &str = "SELECT * FROM mails WHERE state = ?1{also} AND (queued_at < ?2 OR (queued_at = ?2 AND id > ?3))
     ORDER BY queued_at DESC, id LIMIT ?4";

/// Mails whose last try failed, also those that will be tried again: few, or a person is at work on it.
const FAILED: &str =
    "SELECT * FROM mails INDEXED BY mails_failing WHERE (state = 'failed' OR (state = 'waiting' AND attempts > 0)){also}
     AND (queued_at < ?2 OR (queued_at = ?2 AND id > ?3)) ORDER BY queued_at DESC, id LIMIT ?4";

/// Mails in a state about one customer, by theirs.
const OF_CUSTOMER: &str = "SELECT * FROM mails INDEXED BY mails_customer WHERE customer = ?5
     AND (state = ?1 OR (?1 = 'failed' AND state = 'waiting' AND attempts > 0)){also}
     AND (queued_at < ?2 OR (queued_at = ?2 AND id > ?3)) ORDER BY queued_at DESC, id LIMIT ?4";

/// Which mails a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those about this customer.
    pub customer: Option<CustomerId>,
    /// None about things of these kinds: the reader may not see them.
    pub without: Vec<&'static str>,
}

/// The kinds of things that a reader may not see, and so no mail about them.
pub fn hidden(may: impl Fn(Permission) -> bool) -> Vec<&'static str> {
    let kinds = [("invoice", Permission::SeeInvoices), ("contract", Permission::SeeContracts)];
    kinds.into_iter().filter(|(_, permission)| !may(*permission)).map(|(kind, _)| kind).collect()
}

/// Mails in a state, newest first; among the failed ones also those that wait for another try.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(
    pool: &Pool,
    state: &str,
    filter: &Filter,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Page<Mail>, ReadError> {
    let (at, last) = after.map_or((i64::MAX, String::new()), |after| (after.key.parse().unwrap_or(i64::MAX), after.id));
    let sql = match (filter.customer, state) {
        (Some(_), _) => OF_CUSTOMER,
        (None, "failed") => FAILED,
        (None, _) => IN_STATE,
    };
    let also: String = filter.without.iter().map(|kind| format!(" AND about NOT LIKE '{kind}-%'")).collect();
    let mut query = ask(sql.replace("{also}", &also)).bind(state).bind(at).bind(last).bind(limit + 1);
    if let Some(customer) = filter.customer {
        query = query.bind(customer.to_string());
    }
    let rows = query.fetch_all(pool).await?;
    let rows = rows.iter().map(mail).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::of(rows, limit as usize, |mail| Cursor { key: mail.queued_at.to_string(), id: mail.id.to_string() }))
}

/// One mail, with what goes along and its letter unless its person was forgotten.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, wanted: MailId) -> Result<Option<(Mail, Option<Letter>, Vec<Document>)>, ReadError> {
    let row = ask("SELECT * FROM mails WHERE id = ?1").bind(wanted.to_string()).fetch_optional(pool).await?;
    let Some(row) = row else { return Ok(None) };
    let letter = serde_json::from_str(row.text("letter")?).ok();
    Ok(Some((mail(&row)?, letter, json(&row, "documents")?)))
}

/// Those mails, in no order.
///
/// # Errors
/// When the tables can't be read.
pub(super) async fn those(pool: &Pool, ids: &str) -> Result<Vec<Mail>, ReadError> {
    let rows =
        ask("SELECT * FROM mails WHERE id IN (SELECT value FROM json_each(?1))").bind(ids).fetch_all(pool).await?;
    rows.iter().map(mail).collect()
}

/// How many wait and how many failed.
///
/// # Errors
/// When the tables can't be read.
pub async fn counts(pool: &Pool) -> Result<(i64, i64), ReadError> {
    let row = ask(
        "SELECT (SELECT count(*) FROM mails WHERE state = 'waiting'), (SELECT count(*) FROM mails WHERE state = 'failed')",
    )
    .fetch_one(pool)
    .await?;
    Ok((row.get(0)?, row.get(1)?))
}
