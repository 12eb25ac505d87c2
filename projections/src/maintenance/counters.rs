//! The counters that machines of a type have, and what those of one machine show.

use chrono::NaiveDate;
use domain::{Beginnings, CounterId, counter::Event, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    columns::{parsed, parsed_option},
    machines::Machine,
};
use crate::{Pool, ReadError, Writes, ask, text::fold, values};

/// A counter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Counter {
    /// Id.
    pub id: CounterId,
    /// What it is called.
    pub name: String,
    /// What it counts.
    pub unit: Option<String>,
    /// Which machines have it; all of them when not said.
    pub models: Option<String>,
    /// Not read any more.
    pub archived: bool,
    /// Revision of its stream.
    pub revision: i64,
}

/// A counter of a machine.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Shown {
    /// Which; none of the one without a name.
    pub counter: Option<CounterId>,
    /// What it is called; none of the one without a name.
    pub name: Option<String>,
    /// What it counts.
    pub unit: Option<String>,
    /// Whether it is read: its type has it, and it was not put away.
    pub live: bool,
    /// What it showed last.
    pub reading: Option<u32>,
    /// When that was.
    pub read_on: Option<NaiveDate>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Counter(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::CounterSaved { name, unit, models } => {
            writes.run(
                "INSERT INTO counters VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_name = excluded.sort_name, unit = excluded.unit,
                     models = excluded.models",
                values![
                    id,
                    name.as_str(),
                    fold(name.as_str()),
                    unit.as_ref().map(|unit| unit.as_str()),
                    models.as_ref().map(|models| models.as_str()),
                ],
            );
            writes.run("DELETE FROM counter_models WHERE counter = ?1", values![id]);
            let all = || vec![String::new()];
            for beginning in models.as_ref().map_or_else(all, |models| models.compared().collect()) {
                writes.run("INSERT OR IGNORE INTO counter_models VALUES (?1, ?2)", values![beginning, id]);
            }
        }
        Event::CounterArchived {} => writes.run("UPDATE counters SET archived = 1 WHERE id = ?1", values![id]),
        Event::CounterRestored {} => writes.run("UPDATE counters SET archived = 0 WHERE id = ?1", values![id]),
    }
    writes.run("UPDATE counters SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

/// The question of [`of_machine`]: those of its type, and those that were ever read.
pub const OF_MACHINE: &str = "WITH own (id, live) AS (
        SELECT k.counter, 1 FROM json_each(?2) b JOIN counter_models k ON k.beginning = b.value
            JOIN counters c ON c.id = k.counter WHERE c.archived = 0
        UNION ALL SELECT r.counter, r.counter = '' FROM readings r WHERE r.machine = ?1)
    SELECT own.id, max(own.live) AS live, c.name, c.unit, l.reading, l.on_day
    FROM own LEFT JOIN counters c ON c.id = own.id
    LEFT JOIN readings l ON l.machine = ?1 AND l.counter = own.id
        AND l.on_day = (SELECT max(n.on_day) FROM readings n WHERE n.machine = ?1 AND n.counter = own.id)
    GROUP BY own.id ORDER BY own.id = '', c.sort_name, own.id LIMIT 50";

/// The counters of a machine by name, the one without a name last: that is there where it was read, or is the only one.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_machine(pool: &Pool, machine: &Machine) -> Result<Vec<Shown>, ReadError> {
    let mut beginnings = Beginnings::of(&machine.model);
    beginnings.push(String::new());
    let beginnings = serde_json::json!(beginnings).to_string();
    let rows = ask(OF_MACHINE).bind(machine.id.to_string()).bind(beginnings).fetch_all(pool).await?;
    let mut all = rows.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
    if !all.iter().any(|one| one.live) {
        all.push(Shown { counter: None, name: None, unit: None, live: true, reading: None, read_on: None });
    }
    Ok(all)
}

fn shown(row: &crate::Row) -> Result<Shown, ReadError> {
    Ok(Shown {
        counter: row.text("id")?.parse().ok(),
        name: row.get("name")?,
        unit: row.get("unit")?,
        live: row.get("live")?,
        reading: row.get("reading")?,
        read_on: parsed_option(row, "on_day")?,
    })
}

/// All counters by name, those that are not read any more last; two hundred at most.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &Pool) -> Result<Vec<Counter>, ReadError> {
    let rows = ask("SELECT * FROM counters ORDER BY archived, sort_name, id LIMIT 200").fetch_all(pool).await?;
    rows.iter().map(counter).collect()
}

/// One counter.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: CounterId) -> Result<Option<Counter>, ReadError> {
    let row = ask("SELECT * FROM counters WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(counter).transpose()
}

fn counter(row: &crate::Row) -> Result<Counter, ReadError> {
    Ok(Counter {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        models: row.get("models")?,
        archived: row.get("archived")?,
        revision: row.get("revision")?,
    })
}
