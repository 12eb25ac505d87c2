//! The log as people read it: who did what, when, about which customer, by which command and because of what.

use chrono::{DateTime, Utc};
use domain::{CustomerId, Role, UserId};
use event_store::Position;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::written::word;
use crate::{Cursor, Page, Place, Pool, Question, ReadError, access::users::id, ask, text::fts_query};

/// An event as the log's list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// Where it stands in the log.
    pub position: i64,
    /// Its id.
    pub event: Uuid,
    /// When it was written, in microseconds UTC.
    pub at: i64,
    /// Who did it; none when Werkbank did.
    pub person: Option<UserId>,
    /// Their name; empty when erased.
    pub person_name: Option<String>,
    /// The role in which they did it.
    pub role: Option<Role>,
    /// Which part of Werkbank did it.
    pub system: Option<String>,
    /// What kind of thing it happened to: `visit`.
    pub category: String,
    /// The thing: `visit-…`.
    pub stream: String,
    /// What the thing is called: its number or name.
    pub thing: Option<String>,
    /// Where it stands in the story of that thing, from 0.
    pub revision: i64,
    /// What happened: `visit_moved`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The customer whom it concerns.
    pub customer: Option<CustomerId>,
    /// Their name; empty when erased.
    pub customer_name: Option<String>,
    /// What was ordered: `visit/move`.
    pub command: String,
    /// The event that it follows from.
    pub cause: Option<Uuid>,
    /// Whom an order to forget or to tell somebody is about: `customer-…`, `contact-…`, `user-…`.
    pub whom: Option<String>,
}

/// Whose entries are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// People's.
    People,
    /// Werkbank's own.
    Itself,
}

/// Which entries are asked.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this colleague.
    pub person: Option<UserId>,
    /// Only what people did, or only what Werkbank did by itself.
    pub by: Option<By>,
    /// Done in this role.
    pub role: Option<Role>,
    /// About this kind of thing.
    pub category: Option<String>,
    /// Of this type; what kind of thing such events happen to is asked along, since the list is walked by it.
    pub event_type: Option<String>,
    /// About this customer.
    pub customer: Option<CustomerId>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
    /// With these words in what the event says, or in the name of its customer or of who did it.
    pub search: Option<String>,
}

/// The columns of an entry, with the names that it mentions.
pub(super) const COLUMNS: &str =
    "SELECT e.*, (SELECT name FROM things WHERE stream = coalesce(e.whom, e.stream)) AS thing,
    (SELECT name FROM people WHERE id = e.person) AS person_name,
    (SELECT name FROM customers WHERE id = e.customer) AS customer_name FROM entries e WHERE ";

pub(super) fn row(row: &crate::Row) -> Result<Entry, ReadError> {
    let text = |column: &str| row.get::<Option<String>>(column);
    Ok(Entry {
        position: row.get("position")?,
        event: id(row, "event")?,
        at: row.get("at")?,
        person: text("person")?.and_then(|id| id.parse().ok()),
        person_name: text("person_name")?,
        role: text("role")?.as_deref().and_then(Role::parse),
        system: text("system")?,
        category: row.get("category")?,
        stream: row.get("stream")?,
        thing: row.get("thing")?,
        revision: row.get("revision")?,
        event_type: row.get("type")?,
        customer: text("customer")?.and_then(|id| id.parse().ok()),
        customer_name: text("customer_name")?,
        command: row.get("command")?,
        cause: text("cause")?.and_then(|id| id.parse().ok()),
        whom: text("whom")?,
    })
}

/// From where a page of the log is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// What is older than this position, newest first.
    Before(i64),
    /// What is newer than this position, oldest first.
    After(i64),
}

impl Edge {
    fn of(place: &Place) -> Self {
        let at = place.at.as_ref().and_then(|at| at.key.parse().ok());
        if place.back { Self::After(at.unwrap_or_default()) } else { Self::Before(at.unwrap_or(i64::MAX)) }
    }

    fn push_where(self, sql: &mut Question, position: &str) {
        match self {
            // Said all the same, SQLite may walk down from there instead of from the end of a period.
            Self::Before(i64::MAX) => sql,
            Self::Before(at) => sql.push(format_args!(" AND {position} < ")).push_bind(at),
            Self::After(at) => sql.push(format_args!(" AND {position} > ")).push_bind(at),
        };
    }

    fn push_order(self, sql: &mut Question, position: &str, limit: i64) {
        let direction = if matches!(self, Self::Before(_)) { "DESC" } else { "ASC" };
        sql.push(format_args!(" ORDER BY {position} {direction} LIMIT ")).push_bind(limit);
    }
}

/// The question of [`list`], as SQL.
pub fn question(filter: &Filter, from: Edge, limit: i64) -> Question {
    let mut sql = ask(COLUMNS);
    match filter.search.as_deref().filter(|search| !search.trim().is_empty()) {
        None => {
            sql.push("1 = 1");
            narrow(&mut sql, filter, from, "e.position");
        }
        Some(search) => found(&mut sql, filter, search, from, limit),
    }
    from.push_order(&mut sql, "e.position", limit);
    sql
}

/// The positions nearest to `from` that a search finds: in the words, and of who was renamed in all that is theirs.
fn found(sql: &mut Question, filter: &Filter, search: &str, from: Edge, limit: i64) {
    // What holds no letter finds nothing.
    let Some(words) = fts_query(search) else {
        sql.push("0");
        return;
    };
    let customer = filter.customer.map(|id| format!("c{}", last_two(id)));
    let person = filter.person.map(|id| format!("p{}", last_two(id)));
    let role = filter.role.map(|role| role.name().to_owned());
    let filters: Vec<String> = [filter.category.as_deref().map(word), role, customer, person]
        .into_iter()
        .flatten()
        .map(|one| format!("\"{one}\""))
        .collect();
    let asked = match filters.is_empty() {
        true => format!("words : ({words})"),
        false => format!("words : ({words}) AND filters : ({})", filters.join(" ")),
    };
    sql.push(
        "e.position IN (SELECT * FROM (SELECT w.rowid FROM entry_words w CROSS JOIN entries e ON e.position = w.rowid
            WHERE w.entry_words MATCH ",
    );
    sql.push_bind(asked);
    narrow(sql, filter, from, "w.rowid");
    from.push_order(sql, "w.rowid", limit);
    let whose = [("customer", "r.customer", "customer"), ("person", "substr(r.stream, 6)", "user")];
    for (column, id, category) in whose {
        sql.push(format_args!(
            ") UNION SELECT * FROM (SELECT e.position FROM entries e INDEXED BY entries_{column} WHERE e.{column} IN
                (SELECT {id} FROM renamed_words w CROSS JOIN entries r ON r.position = w.rowid
                 WHERE w.renamed_words MATCH "
        ));
        sql.push_bind(words.clone()).push(format_args!(" AND r.category = '{category}')"));
        narrow(sql, filter, from, "e.position");
        from.push_order(sql, "e.position", limit);
    }
    sql.push("))");
}

fn last_two(id: impl std::fmt::Display) -> String {
    let id = id.to_string();
    id[id.len() - 2..].to_owned()
}

/// The conditions of a filter on `entries e`; `position` is the column by which the rows are walked.
fn narrow(sql: &mut Question, filter: &Filter, from: Edge, position: &str) {
    from.push_where(sql, position);
    if let Some(person) = filter.person {
        sql.push(" AND e.person = ").push_bind(person.to_string());
    }
    match filter.by {
        Some(By::People) => {
            sql.push(" AND e.person IS NOT NULL");
        }
        Some(By::Itself) => {
            sql.push(" AND e.person IS NULL");
        }
        None => {}
    }
    if let Some(role) = filter.role {
        sql.push(" AND e.role = ").push_bind(role.name());
    }
    if let Some(category) = &filter.category {
        sql.push(" AND e.category = ").push_bind(category.clone());
    }
    if let Some(event_type) = &filter.event_type {
        sql.push(" AND e.type = ").push_bind(event_type.clone());
    }
    if let Some(customer) = filter.customer {
        sql.push(" AND e.customer = ").push_bind(customer.to_string());
    }
    // Moments rise with positions, so that a period is a stretch of positions.
    if let Some(from) = filter.from {
        sql.push(format_args!(" AND {position} >= (SELECT position FROM entries WHERE at >= "))
            .push_bind(from.timestamp_micros())
            .push(" ORDER BY at, position LIMIT 1)");
    }
    if let Some(until) = filter.until {
        sql.push(format_args!(" AND {position} < coalesce((SELECT position FROM entries WHERE at >= "))
            .push_bind(until.timestamp_micros())
            .push(" ORDER BY at, position LIMIT 1), 9223372036854775807)");
    }
}

/// The log, newest first; `after` is where the page begins, as the one beside it says.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, filter: &Filter, after: Option<&str>, limit: usize) -> Result<Page<Entry>, ReadError> {
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut place = Place::parse(after);
    let mut rows = question(filter, Edge::of(&place), most).fetch_all(pool).await?;
    if place.is_beginning(&rows, limit) {
        place = Place::default();
        rows = question(filter, Edge::of(&place), most).fetch_all(pool).await?;
    }
    let rows = rows.iter().map(row).collect::<Result<_, _>>()?;
    Ok(Page::at(&place, rows, limit, |entry: &Entry| Cursor {
        key: entry.position.to_string(),
        id: entry.event.to_string(),
    }))
}

/// The entry at a position of the log.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, position: i64) -> Result<Option<Entry>, ReadError> {
    fetch(pool, "e.position = ?1", position).await
}

/// The position of the last event that was written up to a moment; none when it is before the first one.
///
/// # Errors
/// When the tables can't be read.
pub async fn last_at(pool: &Pool, at: DateTime<Utc>) -> Result<Option<Position>, ReadError> {
    let found = ask(LAST_AT).bind(at.timestamp_micros()).fetch_optional(pool).await?;
    let position = found.map(|row| row.get::<i64>(0)).transpose()?;
    Ok(position.and_then(|position| u64::try_from(position).ok()).map(Position))
}

/// How many events were written between each of these moments and the next one, told by their positions.
///
/// # Errors
/// When the tables can't be read.
pub async fn between(pool: &Pool, moments: &[DateTime<Utc>]) -> Result<Vec<i64>, ReadError> {
    let micros: Vec<i64> = moments.iter().map(DateTime::timestamp_micros).collect();
    let rows = ask(BETWEEN).bind(serde_json::to_string(&micros).unwrap_or_default()).fetch_all(pool).await?;
    let positions: Vec<i64> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    Ok(positions.windows(2).map(|two| two[1] - two[0]).collect())
}

/// The question of [`between`].
pub const BETWEEN: &str =
    "SELECT coalesce((SELECT position FROM entries WHERE at < value ORDER BY at DESC, position DESC LIMIT 1), 0)
    FROM json_each(?1) ORDER BY key";

/// The question of [`last_at`].
pub const LAST_AT: &str = "SELECT position FROM entries WHERE at <= ?1 ORDER BY at DESC, position DESC LIMIT 1";

/// The entry of a thing's story at a revision.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_stream(pool: &Pool, stream: &str, revision: i64) -> Result<Option<Entry>, ReadError> {
    let sql = format!("{COLUMNS}e.stream = ?1 AND e.revision = ?2");
    let found = ask(sql).bind(stream).bind(revision).fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}

/// The entry of an event.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_event(pool: &Pool, event: Uuid) -> Result<Option<Entry>, ReadError> {
    fetch(pool, "e.event = ?1", event.to_string()).await
}

/// The newest of what happened with a thing.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_thing(pool: &Pool, stream: &str, limit: i64) -> Result<Vec<Entry>, ReadError> {
    let found = ask(format!("{COLUMNS}{OF_THING}")).bind(stream).bind(limit).fetch_all(pool).await?;
    found.iter().map(row).collect()
}

/// The condition of [`of_thing`].
pub const OF_THING: &str = "e.stream = ?1 ORDER BY e.revision DESC LIMIT ?2";

async fn fetch(pool: &Pool, which: &'static str, value: impl Into<crate::Value>) -> Result<Option<Entry>, ReadError> {
    let sql = format!("{COLUMNS}{which}");
    let found = ask(sql).bind(value).fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}

/// Everyone who ever worked here, by name: whom the log can be asked about.
///
/// # Errors
/// When the tables can't be read.
pub async fn people(pool: &Pool) -> Result<Vec<(UserId, String)>, ReadError> {
    let rows = ask("SELECT id, name FROM people ORDER BY name COLLATE NOCASE, id").fetch_all(pool).await?;
    let person = |row: &crate::Row| Ok((id(row, "id")?, row.get("name")?));
    rows.iter().map(person).collect()
}

/// A customer's name.
///
/// # Errors
/// When the tables can't be read.
pub async fn customer_name(pool: &Pool, customer: CustomerId) -> Result<Option<String>, ReadError> {
    let name = ask("SELECT name FROM customers WHERE id = ?1").bind(customer).fetch_optional(pool).await?;
    name.map(|row| row.get(0)).transpose()
}
