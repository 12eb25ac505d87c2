//! The log as people read it: who did what, when, about which customer, by which command and because of what.

use chrono::{DateTime, Utc};
use domain::{
    Actor, CustomerId, Role, UserId, customer,
    privacy::{self, Person},
    registry::AnyEvent,
    user,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Cursor, Page, Place, Pool, Question, ReadError, Writes,
    access::users::id,
    ask,
    text::{fts_query, words},
    values,
};

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
    /// Whom an order to forget or to tell somebody is about: `customer-…`.
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
    /// About this customer.
    pub customer: Option<CustomerId>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
    /// With these words in what the event says, or in the name of its customer or of who did it.
    pub search: Option<String>,
}

/// What an event changes: every event is an entry.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    names(recorded, writes);
    let metadata = &recorded.metadata;
    let fields = fields(&recorded.event);
    let (person, role, system) = match &metadata.actor {
        Actor::Person { user, role, .. } => (Some(*user), Some(role.name()), None),
        Actor::System { name } => (None, None, Some(name.as_str())),
    };
    let whom = whom(&recorded.event, writes);
    // What does not name its customer is about the one of the thing's first event; orders about persons are about one each.
    writes.run(
        "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
            CASE ?7 WHEN 'privacy' THEN (SELECT substr(coalesce(?14, whom), 10) FROM (SELECT 1) LEFT JOIN erasures ON id = ?15
                                         WHERE coalesce(?14, whom) LIKE 'customer-%')
            ELSE coalesce(?11, (SELECT customer FROM entries WHERE stream = ?8 AND revision = 0)) END,
            ?12, ?13, coalesce(?14, (SELECT whom FROM erasures WHERE id = ?15)))",
        values![
            recorded.position.0,
            recorded.id,
            recorded.recorded_at,
            person,
            role,
            system,
            recorded.stream.category(),
            recorded.stream.as_str(),
            recorded.revision.0,
            recorded.event_type.as_str(),
            customer_of(recorded, &fields),
            metadata.command.as_str(),
            metadata.cause,
            whom,
            carried_out(&recorded.event),
        ],
    );
    let mut said = String::new();
    collect(&fields, &mut said);
    // One row of values, not of a SELECT: before what may be several rows SQLite has FTS5 put aside all that it gathered.
    writes.run(
        "INSERT INTO entry_words (rowid, words, filters) VALUES (?1,
            ?2 || ' ' || coalesce((SELECT c.search FROM entries e JOIN customers c ON c.id = e.customer WHERE e.position = ?1), '')
                || ' ' || coalesce((SELECT search FROM people WHERE id = ?4), ''),
            concat_ws(' ', ?3, ?5, 'c' || substr((SELECT customer FROM entries WHERE position = ?1), -2), 'p' || substr(?4, -2)))",
        values![recorded.position.0, words(&said), word(recorded.stream.category()), person, role],
    );
}

/// Whom an order about a person is about; an order to forget is noted by its id.
fn whom(event: &AnyEvent, writes: &mut Writes) -> Option<String> {
    let AnyEvent::Privacy(event) = event else { return None };
    let (privacy::Event::PersonForgotten { person, .. } | privacy::Event::DossierGiven { person }) = event else {
        return None;
    };
    let whom = match person {
        Person::Customer { customer } | Person::Contact { customer, .. } => format!("customer-{customer}"),
        Person::User { user } => format!("user-{user}"),
    };
    if let Some((id, _)) = event.order() {
        writes.run("INSERT INTO erasures VALUES (?1, ?2)", values![id, whom.as_str()]);
    }
    Some(whom)
}

/// The order that was carried out.
fn carried_out(event: &AnyEvent) -> Option<Uuid> {
    match event {
        AnyEvent::Privacy(privacy::Event::ErasureCarriedOut { order }) => Some(*order),
        _ => None,
    }
}

/// Who is called what. A new name is noted with the old one.
fn names(recorded: &Recorded, writes: &mut Writes) {
    let subject = recorded.subject();
    match &recorded.event {
        AnyEvent::User(user::Event::UserCreated { name, .. }) => {
            writes.run("INSERT INTO people VALUES (?1, ?2, ?3)", values![subject, name.text(), words(&name.text())]);
        }
        AnyEvent::Customer(customer::Event::CustomerRegistered { name, .. }) => {
            writes.run("INSERT INTO customers VALUES (?1, ?2, ?3)", values![subject, name.text(), words(&name.text())]);
        }
        AnyEvent::User(user::Event::UserChanged { name, .. }) => {
            let (name, search) = (name.text(), words(&name.text()));
            writes.run(
                "INSERT INTO renamed_words (rowid, words) SELECT ?1, search || ' ' || ?3 FROM people WHERE id = ?2 AND search <> ?3",
                values![recorded.position.0, subject, search.as_str()],
            );
            writes.run("UPDATE people SET name = ?2, search = ?3 WHERE id = ?1", values![subject, name, search]);
        }
        AnyEvent::Customer(customer::Event::CustomerRenamed { name, .. }) => {
            let (name, search) = (name.text(), words(&name.text()));
            writes.run(
                "INSERT INTO renamed_words (rowid, words) SELECT ?1, search || ' ' || ?3 FROM customers WHERE id = ?2 AND search <> ?3",
                values![recorded.position.0, subject, search.as_str()],
            );
            writes.run("UPDATE customers SET name = ?2, search = ?3 WHERE id = ?1", values![subject, name, search]);
        }
        _ => {}
    }
}

/// A name as one word of a search: `purchase_order` as `purchaseorder`.
fn word(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

/// Fields that nobody searches for: hashes and drawings.
const UNSEARCHED: [&str; 4] = ["password", "drawing", "document", "scan"];

/// The words and numbers that stand in an event's fields, ids left out.
fn collect(value: &Value, words: &mut String) {
    match value {
        Value::String(text) if text.parse::<Uuid>().is_err() => {
            words.push_str(text);
            words.push(' ');
        }
        Value::Number(number) => {
            words.push_str(&number.to_string());
            words.push(' ');
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| !UNSEARCHED.contains(&name.as_str()))
                .for_each(|(_, value)| collect(value, words));
        }
        _ => {}
    }
}

/// What an event says: its fields by name.
fn fields(event: &AnyEvent) -> Value {
    event.value().as_object().and_then(|event| event.values().next()).cloned().unwrap_or_default()
}

/// The customer whom an event names: itself, or what stands in its field `customer`.
fn customer_of(recorded: &Recorded, fields: &Value) -> Option<Uuid> {
    match &recorded.event {
        AnyEvent::Customer(_) => Some(recorded.subject()),
        _ => fields.get("customer")?.as_str()?.parse().ok(),
    }
}

const COLUMNS: &str = "SELECT e.*, (SELECT name FROM things WHERE stream = coalesce(e.whom, e.stream)) AS thing,
    (SELECT name FROM people WHERE id = e.person) AS person_name,
    (SELECT name FROM customers WHERE id = e.customer) AS customer_name FROM entries e WHERE ";

fn row(row: &crate::Row) -> Result<Entry, ReadError> {
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

/// The entry of an event: what another one follows from.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_event(pool: &Pool, event: Uuid) -> Result<Option<Entry>, ReadError> {
    fetch(pool, "e.event = ?1", event.to_string()).await
}

/// The entry of a thing's story at a revision.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_stream(pool: &Pool, stream: &str, revision: i64) -> Result<Option<Entry>, ReadError> {
    let sql = format!("{COLUMNS}e.stream = ?1 AND e.revision = ?2");
    let found = ask(sql).bind(stream).bind(revision).fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}

async fn fetch(pool: &Pool, which: &'static str, value: impl Into<crate::Value>) -> Result<Option<Entry>, ReadError> {
    let sql = format!("{COLUMNS}{which}");
    let found = ask(sql).bind(value).fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}

/// What follows directly from an event, in order; at most 50.
///
/// # Errors
/// When the tables can't be read.
pub async fn following(pool: &Pool, event: Uuid) -> Result<Vec<Entry>, ReadError> {
    let sql = format!("{COLUMNS}e.cause = ?1 ORDER BY e.position LIMIT 50");
    let rows = ask(sql).bind(event.to_string()).fetch_all(pool).await?;
    rows.iter().map(row).collect()
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
