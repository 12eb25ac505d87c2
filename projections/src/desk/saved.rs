//! Reports that colleagues keep, and to whom they are mailed.

use std::collections::BTreeSet;

use domain::{
    UserId,
    registry::AnyEvent,
    report::Definition,
    saved_report::{Event, Every},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::{Pool, ReadError, Writes, access::users::id, ask, text::fold, values};

/// A report that somebody keeps.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Saved {
    /// Id.
    pub id: Uuid,
    /// Whose it is.
    pub owner: UserId,
    /// Their name; empty when erased.
    pub owner_name: String,
    /// What it is called.
    pub name: String,
    /// What it asks.
    pub definition: Definition,
    /// Whether every colleague who may see its facts finds it.
    pub shared: bool,
    /// How often it is mailed.
    pub every: Every,
    /// To whom.
    pub mailed_to: BTreeSet<UserId>,
    /// Revision of its stream.
    pub revision: i64,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::SavedReport(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::ReportSaved { owner, name, definition, shared } => writes.run(
            "INSERT INTO saved_reports VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'week', '[]', 0)
                ON CONFLICT DO UPDATE SET name = ?3, sort_name = ?4, definition = ?5, shared = ?6",
            values![
                id,
                *owner,
                name.as_str(),
                fold(name.as_str()),
                serde_json::to_string(definition).unwrap_or_default(),
                *shared,
            ],
        ),
        Event::ReportMailingSet { every, to } => writes.run(
            "UPDATE saved_reports SET every = ?2, mailed_to = ?3 WHERE id = ?1",
            values![id, every.name(), serde_json::to_string(to).unwrap_or_default()],
        ),
        Event::ReportRemoved {} => writes.run("DELETE FROM saved_reports WHERE id = ?1", values![id]),
    }
    writes.run("UPDATE saved_reports SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

/// Columns of a report with its owner's name.
const COLUMNS: &str = "SELECT r.*, coalesce((SELECT name FROM task_colleagues WHERE id = r.owner), '') AS owner_name
    FROM saved_reports r ";

fn row(row: &crate::Row) -> Result<Saved, ReadError> {
    fn json<T: serde::de::DeserializeOwned>(row: &crate::Row, column: &str) -> Result<T, ReadError> {
        serde_json::from_str(row.text(column)?).map_err(|_| ReadError::Column(column.to_owned()))
    }
    Ok(Saved {
        id: id(row, "id")?,
        owner: id(row, "owner")?,
        owner_name: row.get("owner_name")?,
        name: row.get("name")?,
        definition: json(row, "definition")?,
        shared: row.get("shared")?,
        every: Every::parse(row.text("every")?).unwrap_or_default(),
        mailed_to: json(row, "mailed_to")?,
        revision: row.get("revision")?,
    })
}

/// Those that a colleague finds: their own, and what others share; by name. Which of them they may see is for the caller to know.
///
/// # Errors
/// When the tables can't be read.
pub async fn of(pool: &Pool, user: UserId) -> Result<Vec<Saved>, ReadError> {
    let rows = ask(format!("{COLUMNS}WHERE r.shared = 1 OR r.owner = ?1 ORDER BY r.sort_name, r.id"));
    rows.bind(user).fetch_all(pool).await?.iter().map(row).collect()
}

/// One of them.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: Uuid) -> Result<Option<Saved>, ReadError> {
    let found = ask(format!("{COLUMNS}WHERE r.id = ?1")).bind(id).fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}

/// Those that are mailed so often, to anybody.
///
/// # Errors
/// When the tables can't be read.
pub async fn mailed(pool: &Pool, every: Every) -> Result<Vec<Saved>, ReadError> {
    let rows = ask(format!("{COLUMNS}WHERE r.every = ?1 AND r.mailed_to <> '[]' ORDER BY r.id"));
    rows.bind(every.name()).fetch_all(pool).await?.iter().map(row).collect()
}
