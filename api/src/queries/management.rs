//! The questions of management: the log and key figures.

use chrono::{DateTime, Utc};
use domain::{CustomerId, Role, UserId};
use projections::{
    Cursor, Page, ReadError,
    management::{
        DEPARTMENT,
        entries::{self, Entry, Filter},
        figures::{self, Figure},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: usize = 100;

/// What is asked of the log.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Log {
    /// Of this colleague.
    #[serde(default)]
    person: Option<UserId>,
    /// Done in this role.
    #[serde(default)]
    role: Option<Role>,
    /// About this kind of thing: `visit`.
    #[serde(default)]
    kind: Option<String>,
    /// About this customer.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// From this moment on.
    #[serde(default)]
    from: Option<DateTime<Utc>>,
    /// Before this moment.
    #[serde(default)]
    until: Option<DateTime<Utc>>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Key figures.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figures {
    /// Each with its last 13 weeks.
    figures: Vec<Figure>,
}

/// Every question of management.
pub static MANAGEMENT: &[Query] = &[
    question!("log", "Who did what and when, newest first", SeeLog, Log, Page<Entry>, log),
    question!("figures", "Key figures of the last 13 weeks", SeeLog, Nothing, Figures, counted),
];

async fn log(asker: Asker, asked: Log) -> Result<Option<Page<Entry>>, ReadError> {
    let Log { person, role, kind, customer, from, until, after } = asked;
    let filter = Filter { person, role, category: kind, customer, from, until };
    let after = after.as_deref().and_then(Cursor::parse);
    entries::list(&asker.app.reads.of(&DEPARTMENT).pool, &filter, after.as_ref(), LIMIT).await.map(Some)
}

async fn counted(asker: Asker, _: Nothing) -> Result<Option<Figures>, ReadError> {
    let figures = figures::all(&asker.app.reads.of(&DEPARTMENT).pool, asker.app.log.today()).await?;
    Ok(Some(Figures { figures }))
}
