//! One contract: terms, signature, machines and history.

use chrono::NaiveDate;
use domain::{
    ContractId, CustomerId, Personal, Sha256, Text, UserId,
    contract::{Event, Signature, Terms},
    registry::AnyEvent,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    contracts::{Row, day, row},
    hours::{self, Hours},
    parties::{Machine, machine},
};
use crate::{Pool, ReadError, Value, Writes, access::users::id, ask, values};

/// How a contract was signed, with the proof.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Signed {
    /// By whom; empty once erased.
    pub name: String,
    /// On which day.
    pub on: NaiveDate,
    /// When it was put into Werkbank, in microseconds since 1970, UTC.
    pub at: i64,
    /// `screen` or `paper`.
    pub how: String,
    /// The drawn signature, as an SVG path.
    pub drawing: Option<String>,
    /// SHA-256 of the PDF that was shown for signing on screen.
    pub document: Option<String>,
    /// SHA-256 of the scan of the paper.
    pub scan: Option<String>,
    /// Where the paper lies.
    pub kept_at: Option<String>,
}

/// Something that happened to a contract.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Happened {
    /// Place in its stream.
    pub revision: i64,
    /// When, in microseconds since 1970, UTC.
    pub at: i64,
    /// The event's name: `contract_signed`.
    pub event: String,
    /// The colleague; none when Werkbank acted.
    pub by: Option<UserId>,
    /// Their name.
    pub by_name: Option<String>,
    /// The day that it is about: the new end, the day of notice.
    pub day: Option<NaiveDate>,
    /// Who signed, or the reason.
    pub text: Option<String>,
}

/// A contract, whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Card {
    /// As in the list.
    #[serde(flatten)]
    pub row: Row,
    /// Months of the first term.
    pub first_term: i64,
    /// By how many months it goes on each time; 0 when it ends by itself.
    pub renewal: i64,
    /// Months of notice.
    pub notice: i64,
    /// Who of us keeps it, by name.
    pub salesperson_name: Option<String>,
    /// The service level that it promises; none for what all customers are promised.
    pub level: Option<String>,
    /// What else was agreed.
    pub remarks: Option<String>,
    /// On which machines.
    pub machines: Vec<Machine>,
    /// Hours of work that it holds, where they are counted.
    pub hours: Option<Hours>,
    /// The signature, once there.
    pub signature: Option<Signed>,
    /// When it was drawn up, in microseconds since 1970, UTC.
    pub drafted_at: i64,
    /// What happened, newest first.
    pub history: Vec<Happened>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Contract(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::ContractDrafted { number, customer, salesperson, terms, remarks } => {
            writes.run(
                "INSERT INTO contracts VALUES (?1, ?2, ?3, ?4, '', 0, '', '', 0, 0, 0, NULL, '', '', 'draft',
                 NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ?5, 0, NULL, NULL, NULL)",
                values![id, number.to_string(), *customer, *salesperson, recorded.recorded_at],
            );
            agreed(id, terms, remarks.as_ref(), writes);
        }
        Event::ContractChanged { terms, remarks, .. } => agreed(id, terms, remarks.as_ref(), writes),
        Event::ContractDiscarded { .. } => state(id, "discarded", writes),
        Event::ContractSigned { on, signature, .. } => {
            state(id, "running", writes);
            signed(recorded, *on, signature, writes);
        }
        Event::NoticeGiven { ends, .. } => {
            state(id, "notice", writes);
            until(id, *ends, writes);
        }
        Event::ContractRenewed { until: end, .. } => {
            state(id, "running", writes);
            until(id, *end, writes);
        }
        Event::ServiceLevelAgreed { service_level: level, .. } => {
            let level = level.as_ref().map(ToString::to_string);
            writes.run("UPDATE contracts SET level = ?2 WHERE id = ?1", values![id, level]);
        }
        Event::ContractEnded { on, .. } => {
            state(id, "ended", writes);
            writes.run("UPDATE contracts SET ends = ?2 WHERE id = ?1", values![id, *on]);
        }
    }
    writes.run("UPDATE contracts SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
    remember(recorded, event, writes);
}

fn agreed(id: uuid::Uuid, terms: &Terms, remarks: Option<&Personal<Text>>, writes: &mut Writes) {
    let ends = terms.first_end().unwrap_or(terms.starts);
    writes.run(
        "UPDATE contracts SET kind = ?2, fee = ?3, currency = ?4, starts = ?5, first_term = ?6, renewal = ?7, notice = ?8,
         remarks = ?9, ends = ?10, last_notice = ?11, hours = ?12, hours_alert = ?13 WHERE id = ?1",
        values![
            id,
            terms.kind.name(),
            terms.monthly_fee,
            terms.monthly_fee.currency.code(),
            terms.starts,
            terms.first_term,
            terms.renewal,
            terms.notice,
            remarks.map(Personal::text),
            ends,
            terms.last_notice(ends).unwrap_or(ends),
            terms.hours,
            terms.hours_alert,
        ],
    );
    writes.run("DELETE FROM contract_machines WHERE contract = ?1", values![id]);
    for (n, machine) in (0_u64..).zip(&terms.machines) {
        writes.run("INSERT OR IGNORE INTO contract_machines VALUES (?1, ?2, ?3)", values![id, *machine, n]);
    }
}

fn state(id: uuid::Uuid, state: &'static str, writes: &mut Writes) {
    writes.run("UPDATE contracts SET state = ?2 WHERE id = ?1", values![id, state]);
}

/// Another end, and the last day of notice that goes with it.
fn until(id: uuid::Uuid, end: NaiveDate, writes: &mut Writes) {
    writes.run(
        "UPDATE contracts SET ends = ?2, last_notice = date(?2, '+1 day', '-' || notice || ' months', 'floor', '-1 day')
         WHERE id = ?1",
        values![id, end],
    );
}

fn signed(recorded: &Recorded, on: NaiveDate, signature: &Signature, writes: &mut Writes) {
    let (how, name, drawing, document, scan, kept_at) = match signature {
        Signature::OnScreen { name, drawing, document, .. } => {
            ("screen", name, drawing.as_ref().map(Personal::text), Some(document.to_string()), None, None)
        }
        Signature::OnPaper { name, scan, kept_at } => {
            ("paper", name, None, None, Some(scan.to_string()), Some(kept_at.text()))
        }
    };
    writes.run(
        "UPDATE contracts SET signed_on = ?2, signed_at = ?3, signed_how = ?4, signer = ?5, drawing = ?6, document = ?7,
         scan = ?8, kept_at = ?9 WHERE id = ?1",
        values![
            recorded.subject(),
            on,
            recorded.recorded_at,
            how,
            name.text(),
            drawing.filter(|drawing| !drawing.is_empty()),
            document,
            scan,
            kept_at,
        ],
    );
}

fn remember(recorded: &Recorded, event: &Event, writes: &mut Writes) {
    let (day, text) = match event {
        Event::ContractDrafted { .. } | Event::ContractChanged { .. } => (None, None),
        Event::ContractDiscarded { reason, .. } => (None, Some(reason.text())),
        Event::ContractSigned { on, signature, .. } => {
            let (Signature::OnScreen { name, .. } | Signature::OnPaper { name, .. }) = signature;
            (Some(*on), Some(name.text()))
        }
        Event::NoticeGiven { ends, reason, .. } => (Some(*ends), Some(reason.text())),
        Event::ContractRenewed { until, .. } => (Some(*until), None),
        Event::ContractEnded { on, reason, .. } => (Some(*on), Some(reason.text())),
        Event::ServiceLevelAgreed { service_level: level, .. } => (None, level.as_ref().map(ToString::to_string)),
    };
    writes.run(
        "INSERT INTO contract_history VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        [
            Value::from(recorded.subject()),
            recorded.revision.0.into(),
            recorded.recorded_at.into(),
            recorded.event_type.as_str().into(),
            recorded.metadata.actor.user().into(),
            day.into(),
            text.into(),
        ],
    );
}

/// One contract; `today` decides whether its end is near.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, contract: ContractId, today: NaiveDate) -> Result<Option<Card>, ReadError> {
    let found = ask(
        "SELECT k.*, p.name AS customer_name, p.city, c.name AS salesperson_name FROM contracts k
         LEFT JOIN contract_parties p ON p.id = k.customer LEFT JOIN colleagues c ON c.id = k.salesperson WHERE k.id = ?1",
    )
    .bind(contract.to_string())
    .fetch_optional(pool)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let machines = ask(
        "SELECT o.* FROM contract_machines m JOIN contract_objects o ON o.id = m.machine WHERE m.contract = ?1 ORDER BY m.n",
    )
    .bind(contract.to_string())
    .fetch_all(pool)
    .await?;
    let history = ask("SELECT h.*, c.name AS by_name FROM contract_history h LEFT JOIN colleagues c ON c.id = h.by
         WHERE h.contract = ?1 ORDER BY h.revision DESC")
    .bind(contract.to_string())
    .fetch_all(pool)
    .await?;
    let row = row(&found, today)?;
    let hours = hours::of(pool, &found, &row, today).await?;
    Ok(Some(Card {
        row,
        hours,
        first_term: found.get("first_term")?,
        renewal: found.get("renewal")?,
        notice: found.get("notice")?,
        salesperson_name: found.get("salesperson_name")?,
        remarks: found.get("remarks")?,
        level: found.get("level")?,
        machines: machines.iter().map(machine).collect::<Result<_, _>>()?,
        signature: signature(&found)?,
        drafted_at: found.get("drafted_at")?,
        history: history.iter().map(happened).collect::<Result<_, _>>()?,
    }))
}

/// The customers and contract numbers of which this is the scan.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_scan(pool: &Pool, scan: &Sha256) -> Result<Vec<(CustomerId, String)>, ReadError> {
    let rows = ask("SELECT customer, number FROM contracts WHERE scan = ?1 ORDER BY number")
        .bind(scan.as_str())
        .fetch_all(pool)
        .await?;
    let found = |row: &crate::Row| Ok::<_, ReadError>((id(row, "customer")?, row.get("number")?));
    rows.iter().map(found).collect()
}

fn signature(found: &crate::Row) -> Result<Option<Signed>, ReadError> {
    let Some(on) = day(found, "signed_on")? else { return Ok(None) };
    Ok(Some(Signed {
        name: found.get::<Option<String>>("signer")?.unwrap_or_default(),
        on,
        at: found.get::<Option<i64>>("signed_at")?.unwrap_or_default(),
        how: found.get::<Option<String>>("signed_how")?.unwrap_or_default(),
        drawing: found.get("drawing")?,
        document: found.get("document")?,
        scan: found.get("scan")?,
        kept_at: found.get("kept_at")?,
    }))
}

fn happened(row: &crate::Row) -> Result<Happened, ReadError> {
    let by: Option<String> = row.get("by")?;
    Ok(Happened {
        revision: row.get("revision")?,
        at: row.get("at")?,
        event: row.get("event")?,
        by: by.and_then(|by| by.parse().ok()),
        by_name: row.get("by_name")?,
        day: day(row, "day")?,
        text: row.get("text")?,
    })
}
