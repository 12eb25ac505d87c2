//! Checklists as they are made in the settings, with their versions.

use chrono::{DateTime, Utc};
use domain::{
    Beginnings, ChecklistId, Line,
    checklist::{Event, Item},
    registry::AnyEvent,
    visit::{Kind, Taken},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::{kind, moment, parsed, wrong};
use crate::{Pool, ReadError, Writes, ask, text::fold, values};

/// A checklist.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Checklist {
    /// Id.
    pub id: ChecklistId,
    /// What it is called.
    pub name: String,
    /// On which kinds of visits.
    pub kinds: Vec<Kind>,
    /// Only at machines whose make and type begin so.
    pub models: Option<String>,
    /// Which version this is.
    pub version: u32,
    /// What is looked at.
    pub lines: Vec<Item>,
    /// Not used any more.
    pub archived: bool,
    /// Revision of its stream.
    pub revision: i64,
}

/// A version of a checklist.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Version {
    /// Which, from 1.
    pub version: u32,
    /// What it was called.
    pub name: String,
    /// What was looked at.
    pub lines: Vec<Item>,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who made it, empty when their name was erased; none when Werkbank did.
    pub who: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Checklist(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::ChecklistSaved { version, name, kinds, models, lines } => {
            let written = serde_json::to_string(lines).unwrap_or_default();
            writes.run(
                "INSERT INTO checklists VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_name = excluded.sort_name,
                     models = excluded.models, version = excluded.version, lines = excluded.lines",
                values![
                    id,
                    name.as_str(),
                    fold(name.as_str()),
                    models.as_ref().map(|models| models.as_str()),
                    *version,
                    written.as_str(),
                ],
            );
            writes.run("DELETE FROM checklist_kinds WHERE checklist = ?1", values![id]);
            for kind in kinds {
                writes.run("INSERT INTO checklist_kinds VALUES (?1, ?2)", values![kind.name(), id]);
            }
            writes.run(
                "INSERT OR REPLACE INTO checklist_versions VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                values![id, *version, name.as_str(), written, recorded.recorded_at, recorded.metadata.actor.user()],
            );
        }
        Event::ChecklistArchived {} => writes.run("UPDATE checklists SET archived = 1 WHERE id = ?1", values![id]),
        Event::ChecklistRestored {} => writes.run("UPDATE checklists SET archived = 0 WHERE id = ?1", values![id]),
    }
    writes.run("UPDATE checklists SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

/// The question of [`used_on`].
pub const USED_ON: &str = "SELECT c.* FROM checklist_kinds k JOIN checklists c ON c.id = k.checklist
     WHERE k.kind = ?1 AND c.archived = 0 ORDER BY c.sort_name, c.id";

/// The checklists that are used on visits of a kind, each with the machines that it is for.
///
/// # Errors
/// When the tables can't be read.
pub async fn used_on(pool: &Pool, kind: Kind) -> Result<Vec<(Option<Beginnings>, Taken)>, ReadError> {
    let rows = ask(USED_ON).bind(kind.name()).fetch_all(pool).await?;
    let taken = |row: &crate::Row| {
        let models: Option<String> = row.get("models")?;
        let models = models.map(|models| models.parse().map_err(|_| wrong("models"))).transpose()?;
        let name: Line = parsed(row, "name")?;
        Ok((models, Taken { checklist: parsed(row, "id")?, version: row.get("version")?, name, lines: lines(row)? }))
    };
    rows.iter().map(taken).collect()
}

/// All checklists by name, those that are not used any more last; two hundred at most.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &Pool) -> Result<Vec<Checklist>, ReadError> {
    let rows = ask("SELECT * FROM checklists ORDER BY archived, sort_name, id LIMIT 200").fetch_all(pool).await?;
    let mut all = rows.iter().map(checklist).collect::<Result<Vec<_>, _>>()?;
    for one in &mut all {
        one.kinds = kinds(pool, one.id).await?;
    }
    Ok(all)
}

/// One checklist.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: ChecklistId) -> Result<Option<Checklist>, ReadError> {
    let row = ask("SELECT * FROM checklists WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    let Some(mut one) = row.as_ref().map(checklist).transpose()? else { return Ok(None) };
    one.kinds = kinds(pool, id).await?;
    Ok(Some(one))
}

/// The versions of a checklist, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn versions(pool: &Pool, id: ChecklistId) -> Result<Vec<Version>, ReadError> {
    let rows = ask(
        "SELECT v.*, CASE WHEN v.user IS NULL THEN NULL ELSE COALESCE(u.name, '') END AS who FROM checklist_versions v
         LEFT JOIN colleagues u ON u.id = v.user WHERE v.checklist = ?1 ORDER BY v.version DESC LIMIT 100",
    )
    .bind(id.to_string())
    .fetch_all(pool)
    .await?;
    let version = |row: &crate::Row| {
        Ok(Version {
            version: row.get("version")?,
            name: row.get("name")?,
            lines: lines(row)?,
            at: moment(row, "at")?,
            who: row.get("who")?,
        })
    };
    rows.iter().map(version).collect()
}

async fn kinds(pool: &Pool, id: ChecklistId) -> Result<Vec<Kind>, ReadError> {
    let rows =
        ask("SELECT kind FROM checklist_kinds WHERE checklist = ?1").bind(id.to_string()).fetch_all(pool).await?;
    let mut kinds = rows.iter().map(|row| kind(row, "kind")).collect::<Result<Vec<_>, _>>()?;
    kinds.sort();
    Ok(kinds)
}

fn checklist(row: &crate::Row) -> Result<Checklist, ReadError> {
    Ok(Checklist {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        kinds: Vec::new(),
        models: row.get("models")?,
        version: row.get("version")?,
        lines: lines(row)?,
        archived: row.get("archived")?,
        revision: row.get("revision")?,
    })
}

fn lines(row: &crate::Row) -> Result<Vec<Item>, ReadError> {
    serde_json::from_str(row.text("lines")?).map_err(|_| wrong("lines"))
}
