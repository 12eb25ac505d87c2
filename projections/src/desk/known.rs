//! Who knew what when: of every task, alert, notice and mail whether and when it was raised, delivered, opened and acted on.

use std::collections::HashMap;

use domain::Role;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    mails::{self, Mail},
    tasks::{self, Task},
};
use crate::{Cursor, Page, Pool, Question, ReadError, ask};

/// What told somebody something.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// A task, an alert or a notice: delivered as it is raised.
    Task(Task),
    /// A mail: delivered when it was sent. Whether its receiver opened it is not known: mails carry nothing that tells.
    Mail(Mail),
}

impl Told {
    /// When it was raised, in microseconds UTC.
    pub fn raised_at(&self) -> i64 {
        match self {
            Self::Task(task) => task.raised_at,
            Self::Mail(mail) => mail.queued_at,
        }
    }

    fn id(&self) -> String {
        match self {
            Self::Task(task) => task.id.to_string(),
            Self::Mail(mail) => mail.id.to_string(),
        }
    }
}

/// Which kinds are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Something is wrong.
    Alert,
    /// To do.
    Task,
    /// To know.
    Notice,
    /// To a customer, a supplier or a colleague.
    Mail,
}

impl What {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Alert, Self::Task, Self::Notice, Self::Mail];

    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Task => "task",
            Self::Notice => "notice",
            Self::Mail => "mail",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.name() == name)
    }
}

/// What did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Not {
    /// A mail that was not sent.
    Delivered,
    /// A task that nobody opened.
    Opened,
    /// A task with which nobody did anything.
    ActedOn,
}

impl Not {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Delivered, Self::Opened, Self::ActedOn];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Opened => "opened",
            Self::ActedOn => "acted-on",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|not| not.name() == name)
    }
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Raised from this moment on, in microseconds UTC.
    pub from: Option<i64>,
    /// Raised before this moment, in microseconds UTC.
    pub until: Option<i64>,
    /// Only of this kind.
    pub what: Option<What>,
    /// Only to this department; no mails then.
    pub role: Option<Role>,
    /// Only that to which this did not happen.
    pub not: Option<Not>,
}

impl Filter {
    fn has_tasks(&self) -> bool {
        self.what != Some(What::Mail) && self.not != Some(Not::Delivered)
    }

    fn has_mails(&self) -> bool {
        self.what.is_none_or(|what| what == What::Mail)
            && self.role.is_none()
            && self.not.is_none_or(|not| not == Not::Delivered)
    }
}

/// The question of [`list`]: of tasks and of mails the newest by their indexes, then the newest of both.
pub fn question(filter: &Filter, after: Option<&Cursor>, most: i64) -> Question {
    let end = filter.until.map_or(i64::MAX, |until| until.saturating_sub(1));
    let before = after.and_then(|after| after.key.parse().ok()).unwrap_or(end).min(end);
    let id = after.map_or("", |after| after.id.as_str());
    let mut sql = ask("SELECT NULL AS id, 0 AS at, 0 AS mail WHERE 0");
    let mut of = |table: &str, at: &str, mail: u8, rest: &dyn Fn(&mut Question)| {
        sql.push(format_args!(
            " UNION ALL SELECT * FROM (SELECT id, {at} AS at, {mail} AS mail FROM {table} WHERE {at} >= "
        ));
        sql.push_bind(filter.from.unwrap_or(i64::MIN)).push(format_args!(" AND {at} <= ")).push_bind(before);
        sql.push(format_args!(" AND ({at} < ")).push_bind(before).push(" OR id > ").push_bind(id).push(")");
        rest(&mut sql);
        sql.push(format_args!(" ORDER BY {at} DESC, id LIMIT ")).push_bind(most).push(")");
    };
    if filter.has_tasks() {
        of("tasks", "raised_at", 0, &|sql| {
            if let Some(what) = filter.what {
                sql.push(" AND weight = ").push_bind(what.name());
            }
            if let Some(role) = filter.role {
                // Not by its index: a period is asked, of all that were raised in it.
                sql.push(" AND +whose = ").push_bind(role.name());
            }
            match filter.not {
                Some(Not::Opened) => sql.push(" AND opened_at IS NULL"),
                Some(Not::ActedOn) => sql.push(" AND acted_at IS NULL"),
                Some(Not::Delivered) | None => sql,
            };
        });
    }
    if filter.has_mails() {
        of("mails", "queued_at", 1, &|sql| {
            if filter.not == Some(Not::Delivered) {
                sql.push(" AND sent_at IS NULL");
            }
        });
    }
    sql.push(" ORDER BY at DESC, id LIMIT ").push_bind(most);
    sql
}

/// What told somebody something, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<Told>, ReadError> {
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let rows = question(filter, after, most).fetch_all(pool).await?;
    let (mut tasks, mut mails, mut order) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let id: String = row.get("id")?;
        order.push(id.clone());
        if row.get("mail")? { mails.push(id) } else { tasks.push(id) }
    }
    let listed = |ids: Vec<String>| serde_json::to_string(&ids).unwrap_or_default();
    let tasks = tasks::those(pool, &listed(tasks)).await?.into_iter().map(Told::Task);
    let mails = mails::those(pool, &listed(mails)).await?.into_iter().map(Told::Mail);
    let mut found: HashMap<String, Told> = tasks.chain(mails).map(|told| (told.id(), told)).collect();
    let told = order.iter().filter_map(|id| found.remove(id)).collect();
    Ok(Page::of(told, limit, |told| Cursor { key: told.raised_at().to_string(), id: told.id() }))
}
