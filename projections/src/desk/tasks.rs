//! Tasks and alerts: what waits for whom, who took it, handed it on and did it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    CustomerId, Role, TaskId, UserId, customer,
    registry::AnyEvent,
    task::{Assignee, Event, Weight},
    user,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::{Cursor, Page, Pool, Question, ReadError, Writes, access::users::id, ask, values};

/// A task as its list shows it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Task {
    /// Id.
    pub id: TaskId,
    /// Where its raising stands in the log.
    pub seq: i64,
    /// What kind; its sentence is the text `task-<kind>`, filled with `words`.
    pub kind: String,
    /// For everyone with this role.
    pub role: Option<Role>,
    /// For this colleague.
    pub user: Option<UserId>,
    /// That colleague's name.
    pub user_name: Option<String>,
    /// How much it presses: `task`, `alert`, `notice`.
    pub weight: String,
    /// Stream of the thing that it is about.
    pub about: String,
    /// The customer whom it concerns.
    pub customer: Option<CustomerId>,
    /// Their name; empty when erased.
    pub customer_name: Option<String>,
    /// Words of the sentence.
    pub words: BTreeMap<String, String>,
    /// What a colleague wrote.
    pub note: Option<String>,
    /// When it should be done: `2026-11-18`.
    pub due: Option<chrono::NaiveDate>,
    /// When it was raised, in microseconds UTC.
    pub raised_at: i64,
    /// Who raised it; none when Werkbank did.
    pub raised_by: Option<String>,
    /// Who took it.
    pub taken_by: Option<UserId>,
    /// Their name.
    pub taken_name: Option<String>,
    /// Who handed it on last.
    pub handed_by: Option<String>,
    /// With which words.
    pub handed_note: Option<String>,
    /// Who did it; none when Werkbank did, or nobody yet.
    pub done_by: Option<String>,
    /// When it was done, in microseconds UTC.
    pub done_at: Option<i64>,
    /// What was done.
    pub done_note: Option<String>,
    /// When somebody opened it first, or did something with it, in microseconds UTC.
    pub opened_at: Option<i64>,
    /// Who.
    pub opened_by: Option<String>,
    /// When somebody took it, handed it on or did it first, in microseconds UTC.
    pub acted_at: Option<i64>,
    /// Who.
    pub acted_by: Option<String>,
    /// Revision of its stream.
    pub revision: i64,
}

/// For whom tasks are asked.
#[derive(Debug, Clone, Default)]
pub struct For {
    /// Those of everyone with one of these roles.
    pub roles: Vec<Role>,
    /// Those of this colleague, and what they took.
    pub user: Option<UserId>,
}

/// How many wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Open ones.
    pub open: i64,
    /// Of these the alerts.
    pub alerts: i64,
    /// Of these the ones that nobody took.
    pub untaken: i64,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Task(event) => task(recorded, event, writes),
        AnyEvent::User(user::Event::UserCreated { name, .. } | user::Event::UserChanged { name, .. }) => {
            writes.run("INSERT OR REPLACE INTO task_colleagues VALUES (?1, ?2)", values![id, name.text()]);
        }
        AnyEvent::Customer(
            customer::Event::CustomerRegistered { name, .. } | customer::Event::CustomerRenamed { name, .. },
        ) => writes.run("INSERT OR REPLACE INTO task_customers VALUES (?1, ?2)", values![id, name.text()]),
        _ => {}
    }
}

fn task(recorded: &Recorded, event: &Event, writes: &mut Writes) {
    let (id, by, at) = (recorded.subject(), recorded.metadata.actor.user(), recorded.recorded_at);
    match event {
        Event::TaskRaised { kind, assignee, weight, about, customer, words, note, due } => writes.run(
            "INSERT INTO tasks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
                NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL)",
            values![
                id,
                recorded.position.0,
                kind.as_str(),
                whose(*assignee),
                weight_name(*weight),
                about.as_str(),
                *customer,
                serde_json::to_string(words).unwrap_or_default(),
                note.as_ref().map(|note| note.text()),
                *due,
                at,
                by,
            ],
        ),
        Event::TaskOpened { by } => {
            writes.run("INSERT OR IGNORE INTO task_openings VALUES (?1, ?2, ?3)", values![id, *by, at]);
            seen(id, by.0, at, writes);
        }
        Event::TaskTaken { by, .. } => {
            writes.run("UPDATE tasks SET taken_by = ?2, taken_at = ?3 WHERE id = ?1", values![id, *by, at]);
        }
        Event::TaskHandedOn { to, note } => writes.run(
            "UPDATE tasks SET whose = ?2, taken_by = NULL, taken_at = NULL, handed_by = ?3, handed_at = ?4,
                handed_note = ?5 WHERE id = ?1",
            values![id, whose(*to), by, at, note.text()],
        ),
        Event::TaskCompleted { note } => writes.run(
            "UPDATE tasks SET done_by = ?2, done_at = ?3, done_note = ?4 WHERE id = ?1",
            values![id, by, at, note.as_ref().map(|note| note.text())],
        ),
    }
    if let (Some(by), Event::TaskTaken { .. } | Event::TaskHandedOn { .. } | Event::TaskCompleted { .. }) = (by, event)
    {
        seen(id, by.0, at, writes);
        writes.run(
            "UPDATE tasks SET acted_by = ?2, acted_at = ?3 WHERE id = ?1 AND acted_at IS NULL",
            values![id, by, at],
        );
    }
    writes.run("UPDATE tasks SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

/// Who does something with it knows of it, also without having opened it.
fn seen(id: Uuid, by: Uuid, at: DateTime<Utc>, writes: &mut Writes) {
    writes.run(
        "UPDATE tasks SET opened_by = ?2, opened_at = ?3 WHERE id = ?1 AND opened_at IS NULL",
        values![id, by, at],
    );
}

fn whose(assignee: Assignee) -> String {
    match assignee {
        Assignee::Role(role) => role.name().into(),
        Assignee::User(user) => user.to_string(),
    }
}

fn weight_name(weight: Weight) -> &'static str {
    match weight {
        Weight::Task => "task",
        Weight::Alert => "alert",
        Weight::Notice => "notice",
    }
}

/// Columns of a task with the names that it mentions.
const COLUMNS: &str = "SELECT t.*,
    (SELECT name FROM task_customers WHERE id = t.customer) AS customer_name,
    (SELECT name FROM task_colleagues WHERE id = t.whose) AS user_name,
    (SELECT name FROM task_colleagues WHERE id = t.raised_by) AS raised_name,
    (SELECT name FROM task_colleagues WHERE id = t.taken_by) AS taken_name,
    (SELECT name FROM task_colleagues WHERE id = t.handed_by) AS handed_name,
    (SELECT name FROM task_colleagues WHERE id = t.done_by) AS done_name,
    (SELECT name FROM task_colleagues WHERE id = t.opened_by) AS opened_name,
    (SELECT name FROM task_colleagues WHERE id = t.acted_by) AS acted_name
    FROM tasks t ";

fn row(row: &crate::Row) -> Result<Task, ReadError> {
    let whose: String = row.get("whose")?;
    let words: String = row.get("words")?;
    let parsed = |column: &str| row.get::<Option<String>>(column);
    Ok(Task {
        id: id(row, "id")?,
        seq: row.get("seq")?,
        kind: row.get("kind")?,
        role: Role::parse(&whose),
        user: whose.parse().ok(),
        user_name: row.get("user_name")?,
        weight: row.get("weight")?,
        about: row.get("about")?,
        customer: parsed("customer")?.and_then(|id| id.parse().ok()),
        customer_name: row.get("customer_name")?,
        words: serde_json::from_str(&words).unwrap_or_default(),
        note: row.get("note")?,
        due: parsed("due")?.and_then(|day| day.parse().ok()),
        raised_at: row.get("raised_at")?,
        raised_by: row.get("raised_name")?,
        taken_by: parsed("taken_by")?.and_then(|id| id.parse().ok()),
        taken_name: row.get("taken_name")?,
        handed_by: row.get("handed_name")?,
        handed_note: row.get("handed_note")?,
        done_by: row.get("done_name")?,
        done_at: row.get("done_at")?,
        done_note: row.get("done_note")?,
        opened_at: row.get("opened_at")?,
        opened_by: row.get("opened_name")?,
        acted_at: row.get("acted_at")?,
        acted_by: row.get("acted_name")?,
        revision: row.get("revision")?,
    })
}

/// `["sales","…"]`: for whom, as a question's one parameter.
fn listed(of: &For) -> String {
    let names = of.roles.iter().map(|role| role.name().to_owned());
    serde_json::to_string(&names.chain(of.user.map(|user| user.to_string())).collect::<Vec<_>>()).unwrap_or_default()
}

/// Where a list of tasks is read on: newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before<'a> {
    /// What is open and was raised before this place.
    Raised(i64),
    /// What was done before this moment, or at it with a lesser id.
    Done(i64, &'a str),
}

/// The question of [`open`] and [`done`]: of each for whom it asks the newest are found by an index, then the newest of those.
pub fn question(of: &For, before: Before<'_>, limit: i64) -> Question {
    let mut sql = ask(COLUMNS);
    sql.push("WHERE t.id IN (SELECT NULL WHERE 0");
    let whose = of.roles.iter().map(|role| ("whose", role.name().to_owned()));
    let person = of.user.map(|user| user.to_string());
    let by = if matches!(before, Before::Raised(_)) { "taken_by" } else { "done_by" };
    let person = person.into_iter().flat_map(|user| [("whose", user.clone()), (by, user)]);
    for (column, value) in whose.chain(person) {
        sql.push(format_args!(" UNION SELECT * FROM (SELECT id FROM tasks WHERE {column} = ")).push_bind(value);
        match before {
            Before::Raised(seq) => {
                sql.push(" AND done_at IS NULL AND seq < ").push_bind(seq).push(" ORDER BY seq DESC")
            }
            Before::Done(at, id) => {
                sql.push(" AND done_at IS NOT NULL AND (done_at, id) < (").push_bind(at).push(", ").push_bind(id);
                sql.push(") ORDER BY done_at DESC, id DESC")
            }
        };
        sql.push(" LIMIT ").push_bind(limit).push(")");
    }
    let order = if matches!(before, Before::Raised(_)) { "t.seq DESC" } else { "t.done_at DESC, t.id DESC" };
    sql.push(format_args!(") ORDER BY {order} LIMIT ")).push_bind(limit);
    sql
}

async fn newest(pool: &Pool, of: &For, before: Before<'_>, limit: usize) -> Result<Vec<Task>, ReadError> {
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    question(of, before, most).fetch_all(pool).await?.iter().map(row).collect()
}

/// Open tasks for someone, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn open(pool: &Pool, of: &For, after: Option<&Cursor>, limit: usize) -> Result<Page<Task>, ReadError> {
    let before = after.and_then(|after| after.key.parse().ok()).unwrap_or(i64::MAX);
    let rows = newest(pool, of, Before::Raised(before), limit).await?;
    Ok(Page::of(rows, limit, |task: &Task| Cursor { key: task.seq.to_string(), id: task.id.to_string() }))
}

/// What was done for or by someone, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn done(pool: &Pool, of: &For, after: Option<&Cursor>, limit: usize) -> Result<Page<Task>, ReadError> {
    let before = after.and_then(|after| after.key.parse().ok()).unwrap_or(i64::MAX);
    let rows = newest(pool, of, Before::Done(before, after.map_or("", |after| after.id.as_str())), limit).await?;
    Ok(Page::of(rows, limit, |task: &Task| Cursor {
        key: task.done_at.unwrap_or_default().to_string(),
        id: task.id.to_string(),
    }))
}

/// How many someone did from a moment on, in microseconds since 1970, UTC.
///
/// # Errors
/// When the tables can't be read.
pub async fn done_since(pool: &Pool, user: UserId, since: i64) -> Result<i64, ReadError> {
    let counted = "SELECT count(*) FROM tasks WHERE done_at IS NOT NULL AND done_by = ?1 AND done_at >= ?2";
    ask(counted).bind(user).bind(since).fetch_one(pool).await?.get(0)
}

/// How many are open for someone.
///
/// # Errors
/// When the tables can't be read.
pub async fn counts(pool: &Pool, of: &For) -> Result<Counts, ReadError> {
    let row = ask("SELECT count(*) AS open, coalesce(sum(weight = 'alert'), 0) AS alerts,
            coalesce(sum(taken_by IS NULL), 0) AS untaken
         FROM tasks WHERE done_at IS NULL AND (whose IN (SELECT value FROM json_each(?1)) OR taken_by = ?2)")
    .bind(listed(of))
    .bind(of.user.map(|user| user.to_string()))
    .fetch_one(pool)
    .await?;
    Ok(Counts { open: row.get("open")?, alerts: row.get("alerts")?, untaken: row.get("untaken")? })
}

/// The question of [`waiting`], which every page asks.
pub const WAITING: &str = "SELECT thing, sum(n) FROM
    (SELECT thing, n FROM task_counts WHERE whose IN (SELECT value FROM json_each(?1))
     UNION ALL
     SELECT thing, n FROM task_counts WHERE taken_by = ?2 AND whose NOT IN (SELECT value FROM json_each(?1)))
    GROUP BY thing";

/// How many are open for someone, by the kind of thing that they are about.
///
/// # Errors
/// When the tables can't be read.
pub async fn waiting(pool: &Pool, of: &For) -> Result<Vec<(String, i64)>, ReadError> {
    let rows = ask(WAITING).bind(listed(of)).bind(of.user).fetch_all(pool).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Everything about a thing, open and done, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn about(pool: &Pool, stream: &str) -> Result<Vec<Task>, ReadError> {
    let rows = ask(format!("{COLUMNS}WHERE t.about = ?1 ORDER BY t.seq DESC")).bind(stream).fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// Open tasks of a kind about a thing, so that what raised them can finish them.
///
/// # Errors
/// When the tables can't be read.
pub async fn open_about(pool: &Pool, stream: &str, kind: &str) -> Result<Vec<TaskId>, ReadError> {
    let rows = ask("SELECT id FROM tasks WHERE about = ?1 AND kind = ?2 AND done_at IS NULL ORDER BY seq DESC")
        .bind(stream)
        .bind(kind)
        .fetch_all(pool)
        .await?;
    rows.iter().map(|row| id(row, "id")).collect()
}

/// What is open about a customer, and which of these tasks are open.
///
/// # Errors
/// When the tables can't be read.
pub async fn open_of(
    pool: &Pool,
    customer: Option<CustomerId>,
    among: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<TaskId>, ReadError> {
    let among: Vec<_> = among.into_iter().map(|id| id.to_string()).collect();
    let among = serde_json::to_string(&among).unwrap_or_default();
    let rows = ask(OPEN_OF).bind(customer.map(|id| id.to_string())).bind(among).fetch_all(pool).await?;
    rows.iter().map(|row| id(row, "id")).collect()
}

/// The question of [`open_of`].
pub const OPEN_OF: &str = "SELECT id FROM tasks WHERE customer = ?1 AND done_at IS NULL
    UNION SELECT id FROM tasks WHERE id IN (SELECT value FROM json_each(?2)) AND done_at IS NULL ORDER BY id";

/// Who opened a task, and when first, in microseconds UTC: the earliest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn openings(pool: &Pool, task: TaskId) -> Result<Vec<(UserId, String, i64)>, ReadError> {
    let rows = ask("SELECT o.person, o.at, coalesce(c.name, '') AS name FROM task_openings o
         LEFT JOIN task_colleagues c ON c.id = o.person WHERE o.task = ?1 ORDER BY o.at, o.person")
    .bind(task)
    .fetch_all(pool)
    .await?;
    rows.iter().map(|row| Ok((id(row, "person")?, row.get("name")?, row.get("at")?))).collect()
}

/// Those tasks, in no order.
///
/// # Errors
/// When the tables can't be read.
pub(super) async fn those(pool: &Pool, ids: &str) -> Result<Vec<Task>, ReadError> {
    let rows =
        ask(format!("{COLUMNS}WHERE t.id IN (SELECT value FROM json_each(?1))")).bind(ids).fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// One task.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: TaskId) -> Result<Option<Task>, ReadError> {
    let found = ask(format!("{COLUMNS}WHERE t.id = ?1")).bind(id.to_string()).fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}
