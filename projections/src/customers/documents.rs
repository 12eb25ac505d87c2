//! The papers of a customer by date: contracts and their scans, invoices, credit notes, work sheets.

use domain::{
    contract::{self, Signature},
    invoice,
    registry::AnyEvent,
    visit,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Cursor, Page, Pool, ReadError, Writes, ask, values};

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Document {
    /// Its day: a contract's signing (drawing up, while it is not signed), an invoice's issue, a visit's.
    pub on_day: String,
    /// `contract`, `scan` (of the signed contract), `invoice`, `credit-note`, `worksheet`.
    pub kind: String,
    /// The contract, invoice or visit that it is of, its id.
    pub about: String,
    /// What it is called: `2026-0113`; a credit note's as printed, `CR-2026-0007`; a visit's number alone.
    pub number: String,
    /// A scan's hash, under which the file is kept.
    pub scan: Option<String>,
}

/// What a reader may see besides work sheets.
#[derive(Debug, Clone, Copy)]
pub struct May {
    /// Contracts and their scans.
    pub contracts: bool,
    /// Invoices and credit notes.
    pub invoices: bool,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    match &recorded.event {
        AnyEvent::Contract(event) => of_contract(recorded, event, writes),
        AnyEvent::Invoice(event) => of_invoice(recorded, event, writes),
        AnyEvent::Visit(event) => of_visit(recorded, event, writes),
        _ => {}
    }
}

fn of_contract(recorded: &Recorded, event: &contract::Event, writes: &mut Writes) {
    use contract::Event;
    let id = recorded.subject();
    match event {
        Event::ContractDrafted { customer, number, .. } => writes.run(
            "INSERT INTO documents VALUES (?1, 'contract', ?2, ?3, ?4, NULL)",
            values![id, *customer, recorded.recorded_at.date_naive(), number.to_string()],
        ),
        Event::ContractSigned { on, signature, .. } => {
            writes.run("UPDATE documents SET on_day = ?2 WHERE about = ?1", values![id, *on]);
            if let Signature::OnPaper { scan, .. } = signature {
                writes.run(
                    "INSERT INTO documents SELECT about, 'scan', customer, on_day, number, ?2 FROM documents
                     WHERE about = ?1 AND kind = 'contract'",
                    values![id, scan.to_string()],
                );
            }
        }
        Event::ContractDiscarded { .. } => writes.run("DELETE FROM documents WHERE about = ?1", values![id]),
        _ => {}
    }
}

fn of_invoice(recorded: &Recorded, event: &invoice::Event, writes: &mut Writes) {
    use invoice::Event;
    let id = recorded.subject();
    match event {
        Event::InvoiceIssued { customer, number, on, .. } => writes.run(
            "INSERT INTO documents VALUES (?1, 'invoice', ?2, ?3, ?4, NULL)",
            values![id, *customer, *on, number.to_string()],
        ),
        Event::CreditNoteIssued { customer, number, on, .. } => writes.run(
            "INSERT INTO documents VALUES (?1, 'credit-note', ?2, ?3, ?4, NULL)",
            values![id, *customer, *on, format!("CR-{number}")],
        ),
        _ => {}
    }
}

/// A work sheet stands in the list once the visit is finished; until then its row waits without a day.
fn of_visit(recorded: &Recorded, event: &visit::Event, writes: &mut Writes) {
    use visit::Event;
    let id = recorded.subject();
    match event {
        Event::VisitRequested { number, .. } => {
            writes.run("INSERT INTO sheets VALUES (?1, ?2, NULL)", values![id, number.to_string()]);
        }
        Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. } => {
            writes.run("UPDATE sheets SET on_day = ?2 WHERE visit = ?1", values![id, slot.on]);
        }
        Event::VisitUnscheduled { .. } => {
            writes.run("UPDATE sheets SET on_day = NULL WHERE visit = ?1", values![id]);
        }
        Event::VisitFinished { customer, at, .. } => {
            writes.run(
                "INSERT INTO documents SELECT visit, 'worksheet', ?2, coalesce(on_day, ?3), number, NULL FROM sheets
                 WHERE visit = ?1",
                values![id, *customer, at.unwrap_or(recorded.recorded_at).date_naive()],
            );
            writes.run("DELETE FROM sheets WHERE visit = ?1", values![id]);
        }
        Event::VisitCancelled { .. } => writes.run("DELETE FROM sheets WHERE visit = ?1", values![id]),
        _ => {}
    }
}

/// The question of [`of_customer`].
pub const OF_CUSTOMER: &str = "SELECT * FROM documents
    WHERE customer = ?1 AND (on_day, about, kind) < (coalesce(?2, '9999'), ?3, ?4)
      AND (?5 OR kind NOT IN ('contract', 'scan')) AND (?6 OR kind NOT IN ('invoice', 'credit-note'))
    ORDER BY on_day DESC, about DESC, kind DESC LIMIT ?7";

/// The papers of a customer that the reader may see, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_customer(
    pool: &Pool,
    customer: &str,
    may: May,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Document>, ReadError> {
    let (day, kind) = after.and_then(|after| after.key.split_once('.')).unzip();
    let rows = ask(OF_CUSTOMER)
        .bind(customer)
        .bind(day)
        .bind(after.map_or("", |after| after.id.as_str()))
        .bind(kind.unwrap_or_default())
        .bind(may.contracts)
        .bind(may.invoices)
        .bind(i64::from(limit) + 1)
        .fetch_all(pool)
        .await?;
    let rows = rows.iter().map(document).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit as usize, |row: &Document| Cursor {
        key: format!("{}.{}", row.on_day, row.kind),
        id: row.about.clone(),
    }))
}

fn document(row: &crate::Row) -> Result<Document, ReadError> {
    Ok(Document {
        on_day: row.get("on_day")?,
        kind: row.get("kind")?,
        about: row.get("about")?,
        number: row.get("number")?,
        scan: row.get("scan")?,
    })
}
