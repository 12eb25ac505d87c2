//! Manuals of types of machines, with their versions.

use chrono::{DateTime, Utc};
use domain::{
    ArticleId, Beginnings, ManualId, Sha256,
    manual::{Details, Event, Tongue},
    registry::AnyEvent,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::columns::{moment, parsed, parsed_option, wrong};
use crate::{Cursor, Page, Pool, ReadError, Writes, ask, text::fold, values};

/// A manual.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Manual {
    /// Id.
    pub id: ManualId,
    /// What it is called.
    pub title: String,
    /// In which language it is written.
    pub language: Tongue,
    /// For which machines: how make and type begin.
    pub models: String,
    /// Which article it belongs to.
    pub article: Option<ArticleId>,
    /// Which version is the newest.
    pub version: u32,
    /// The hash of what is in that.
    pub file: Sha256,
    /// The hash of its small picture; none of a PDF.
    pub thumbnail: Option<Sha256>,
    /// When that was put in.
    pub at: DateTime<Utc>,
    /// Not used any more.
    pub withdrawn: bool,
    /// Revision of its stream.
    pub revision: i64,
}

/// A version of a manual.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Version {
    /// Which, from 1.
    pub version: u32,
    /// The hash of what is in it.
    pub file: Sha256,
    /// The hash of its small picture; none of a PDF.
    pub thumbnail: Option<Sha256>,
    /// When it was put in.
    pub at: DateTime<Utc>,
    /// By whom, empty when their name was erased; none when Werkbank did.
    pub who: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Manual(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::ManualAdded { details, file, thumbnail } => {
            known(id, details, writes);
            version(recorded, 1, file, thumbnail.as_ref(), writes);
        }
        Event::ManualRenewed { version: number, file, thumbnail } => {
            version(recorded, *number, file, thumbnail.as_ref(), writes);
        }
        Event::ManualChanged { details } => known(id, details, writes),
        Event::ManualWithdrawn { .. } => writes.run("UPDATE manuals SET withdrawn = 1 WHERE id = ?1", values![id]),
        Event::ManualPutBack {} => writes.run("UPDATE manuals SET withdrawn = 0 WHERE id = ?1", values![id]),
    }
    writes.run("UPDATE manuals SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn known(id: Uuid, details: &Details, writes: &mut Writes) {
    let Details { title, language, models, article } = details;
    // The version that follows at once says what is in it.
    writes.run(
        "INSERT INTO manuals VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, '', NULL, 0, 0, 0)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, sort_title = excluded.sort_title,
             language = excluded.language, models = excluded.models, article = excluded.article",
        values![id, title.as_str(), fold(title.as_str()), language.name(), models.as_str(), *article],
    );
    writes.run("DELETE FROM manual_models WHERE manual = ?1", values![id]);
    for beginning in models.compared() {
        writes.run("INSERT OR IGNORE INTO manual_models VALUES (?1, ?2)", values![beginning, id]);
    }
}

fn version(recorded: &Recorded, version: u32, file: &Sha256, small: Option<&Sha256>, writes: &mut Writes) {
    let (id, small) = (recorded.subject(), small.map(|name| name.as_str()));
    writes.run(
        "UPDATE manuals SET version = ?2, file = ?3, thumbnail = ?4, at = ?5 WHERE id = ?1",
        values![id, version, file.as_str(), small, recorded.recorded_at],
    );
    writes.run(
        "INSERT OR REPLACE INTO manual_versions VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        values![id, version, file.as_str(), small, recorded.recorded_at, recorded.metadata.actor.user()],
    );
}

/// The question of [`of_model`]: each beginning of the type is looked up.
pub const OF_MODEL: &str = "SELECT DISTINCT m.* FROM json_each(?1) b JOIN manual_models k ON k.beginning = b.value
     JOIN manuals m ON m.id = k.manual WHERE m.withdrawn = 0 ORDER BY m.sort_title, m.id LIMIT 100";

/// The manuals of a make and type, by title.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_model(pool: &Pool, model: &str) -> Result<Vec<Manual>, ReadError> {
    let beginnings = serde_json::json!(Beginnings::of(model)).to_string();
    ask(OF_MODEL).bind(beginnings).fetch_all(pool).await?.iter().map(manual).collect()
}

/// The question of [`of_article`].
pub const OF_ARTICLE: &str = "SELECT * FROM manuals WHERE article = ?1 ORDER BY withdrawn, sort_title, id LIMIT 100";

/// The manuals of an article, those that are not used any more last.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_article(pool: &Pool, article: ArticleId) -> Result<Vec<Manual>, ReadError> {
    ask(OF_ARTICLE).bind(article.to_string()).fetch_all(pool).await?.iter().map(manual).collect()
}

/// The question of [`page`].
pub const PAGE: &str = "SELECT * FROM manuals WHERE (withdrawn, sort_title, id) > (?1, ?2, ?3)
     ORDER BY withdrawn, sort_title, id LIMIT ?4";

/// All manuals by title, those that are not used any more last.
///
/// # Errors
/// When the tables can't be read.
pub async fn page(pool: &Pool, after: Option<&Cursor>, limit: u32) -> Result<Page<Manual>, ReadError> {
    let (key, id) = after.map_or(("", ""), |after| (after.key.as_str(), after.id.as_str()));
    let (withdrawn, title) = key.split_at_checked(1).unwrap_or_default();
    let rows = ask(PAGE)
        .bind(i64::from(withdrawn == "1"))
        .bind(title)
        .bind(id)
        .bind(i64::from(limit) + 1)
        .fetch_all(pool)
        .await?;
    let all = rows.iter().map(manual).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::of(all, limit as usize, |one| Cursor {
        key: format!("{}{}", u8::from(one.withdrawn), fold(&one.title)),
        id: one.id.to_string(),
    }))
}

/// One manual.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: ManualId) -> Result<Option<Manual>, ReadError> {
    let row = ask("SELECT * FROM manuals WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(manual).transpose()
}

/// The question of [`versions`].
pub const VERSIONS: &str = "SELECT v.*, CASE WHEN v.user IS NULL THEN NULL ELSE COALESCE(u.name, '') END AS who
     FROM manual_versions v LEFT JOIN colleagues u ON u.id = v.user WHERE v.manual = ?1 ORDER BY v.version DESC LIMIT 100";

/// The versions of a manual, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn versions(pool: &Pool, id: ManualId) -> Result<Vec<Version>, ReadError> {
    let rows = ask(VERSIONS).bind(id.to_string()).fetch_all(pool).await?;
    let version = |row: &crate::Row| {
        Ok(Version {
            version: row.get("version")?,
            file: parsed(row, "file")?,
            thumbnail: parsed_option(row, "thumbnail")?,
            at: moment(row, "at")?,
            who: row.get("who")?,
        })
    };
    rows.iter().map(version).collect()
}

fn manual(row: &crate::Row) -> Result<Manual, ReadError> {
    let language: String = row.get("language")?;
    Ok(Manual {
        id: parsed(row, "id")?,
        title: row.get("title")?,
        language: Tongue::ALL.into_iter().find(|one| one.name() == language).ok_or_else(|| wrong("language"))?,
        models: row.get("models")?,
        article: parsed_option(row, "article")?,
        version: row.get("version")?,
        file: parsed(row, "file")?,
        thumbnail: parsed_option(row, "thumbnail")?,
        at: moment(row, "at")?,
        withdrawn: row.get("withdrawn")?,
        revision: row.get("revision")?,
    })
}
