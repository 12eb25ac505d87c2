//! Photos and papers of visits and machines.

use chrono::{DateTime, Utc};
use domain::{MachineId, Sha256, VisitId, folder::Event, manual, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::{
    columns::{moment, parsed, parsed_option},
    visit::Link,
};
use crate::{Pool, ReadError, Writes, ask, values};

/// A file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct File {
    /// The id of the visit or machine whose it is.
    pub thing: Uuid,
    /// The hash of what is in it.
    pub file: Sha256,
    /// The hash of a photo's small picture; none of a paper.
    pub thumbnail: Option<Sha256>,
    /// When a photo was taken: `before` or `after` the work.
    pub phase: Option<String>,
    /// What is to be seen.
    pub remark: Option<String>,
    /// When it was put in.
    pub at: DateTime<Utc>,
    /// By whom, empty when their name was erased; none when Werkbank did.
    pub who: Option<String>,
    /// The visit whose it is.
    pub visit: Option<Link>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Folder(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::FileKept { customer, visit, machine, file, thumbnail, phase, remark } => writes.run(
            "INSERT OR REPLACE INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            values![
                id,
                file.as_str(),
                *customer,
                *visit,
                *machine,
                thumbnail.as_ref().map(|name| name.as_str()),
                phase.map(|phase| phase.name()),
                remark.as_ref().map(|remark| remark.text()),
                recorded.recorded_at,
                recorded.metadata.actor.user(),
            ],
        ),
        Event::FileDescribed { file, phase, remark, .. } => writes.run(
            "UPDATE files SET phase = ?3, remark = ?4 WHERE thing = ?1 AND file = ?2",
            values![id, file.as_str(), phase.map(|phase| phase.name()), remark.as_ref().map(|remark| remark.text()),],
        ),
        Event::FileRemoved { file, .. } => {
            writes.run("DELETE FROM files WHERE thing = ?1 AND file = ?2", values![id, file.as_str()]);
        }
    }
}

/// The question of [`of`].
pub const OF: &str = "SELECT f.*, v.number, CASE WHEN f.user IS NULL THEN NULL ELSE COALESCE(u.name, '') END AS who
     FROM files f LEFT JOIN visits v ON v.id = f.visit LEFT JOIN colleagues u ON u.id = f.user
     WHERE f.thing = ?1 ORDER BY f.at, f.file";

/// The files of a visit or a machine, as they were put in.
///
/// # Errors
/// When the tables can't be read.
pub async fn of(pool: &Pool, thing: Uuid) -> Result<Vec<File>, ReadError> {
    let rows = ask(OF).bind(thing.to_string()).fetch_all(pool).await?;
    rows.iter().map(file).collect()
}

/// The question of [`of_visits_to`].
pub const OF_VISITS_TO: &str =
    "SELECT f.*, v.number, CASE WHEN f.user IS NULL THEN NULL ELSE COALESCE(u.name, '') END AS who
     FROM visits v JOIN files f ON f.thing = v.id LEFT JOIN colleagues u ON u.id = f.user
     WHERE v.machine = ?1 ORDER BY v.number DESC, f.at LIMIT 200";

/// The files of the visits to a machine, newest visit first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_visits_to(pool: &Pool, machine: MachineId) -> Result<Vec<File>, ReadError> {
    let rows = ask(OF_VISITS_TO).bind(machine.to_string()).fetch_all(pool).await?;
    rows.iter().map(file).collect()
}

/// The question of [`whose`].
pub const WHOSE: &str = "SELECT customer AS key FROM files WHERE file = ?1
     UNION SELECT customer FROM files WHERE thumbnail = ?1
     UNION SELECT ?2 FROM manual_versions WHERE file = ?1
     UNION SELECT ?2 FROM manual_versions WHERE thumbnail = ?1";

/// Whose key seals a file or a small picture: a customer's, and one file may be several customers', or that of manuals.
///
/// # Errors
/// When the tables can't be read.
pub async fn whose(pool: &Pool, file: &Sha256) -> Result<Vec<Uuid>, ReadError> {
    let rows = ask(WHOSE).bind(file.as_str()).bind(manual::KEY.to_string()).fetch_all(pool).await?;
    rows.iter().map(|row| parsed(row, "key")).collect()
}

fn file(row: &crate::Row) -> Result<File, ReadError> {
    let visit: Option<VisitId> = parsed_option(row, "visit")?;
    Ok(File {
        thing: parsed(row, "thing")?,
        file: parsed(row, "file")?,
        thumbnail: parsed_option(row, "thumbnail")?,
        phase: row.get("phase")?,
        remark: row.get("remark")?,
        at: moment(row, "at")?,
        who: row.get("who")?,
        visit: visit.zip(row.get::<Option<i64>>("number")?).map(|(id, number)| Link { id, number }),
    })
}
