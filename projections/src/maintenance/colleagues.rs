//! The colleagues, as boards and stories name them; the technicians among them with what they can do and when they are there.

use chrono::NaiveDate;
use domain::{
    AbsenceId, Role, UserId,
    registry::AnyEvent,
    settings,
    user::{Event, Hours, Skills},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};

use super::columns::{parsed, wrong};
use crate::{Pool, ReadError, Row, Writes, ask, values};

/// A technician who works here.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Technician {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Where they work.
    pub region: Option<String>,
    /// Minutes a week.
    pub week_minutes: i64,
    /// Their own hours of each weekday; the company's where none are said.
    pub hours: Hours,
    /// What they do, at which machines and where.
    pub skills: Skills,
    /// The postcode from which they set off: their home, if that was said. Told to no program.
    #[serde(skip)]
    pub home: Option<String>,
    /// The postcode at which their days begin and end: their home, or else the company.
    #[serde(skip)]
    pub start: Option<String>,
}

/// Days on which a colleague is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Absence {
    /// Id.
    pub id: AbsenceId,
    /// Who.
    pub colleague: UserId,
    /// Why: `holiday`, `ill`, `training`, `otherwise`; empty when erased.
    pub why: String,
    /// From this day.
    pub from: NaiveDate,
    /// Up to and with this day.
    pub until: NaiveDate,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    if let AnyEvent::Settings(settings::Event::CompanyChanged { company }) = &recorded.event {
        writes.run(
            "INSERT INTO depot VALUES (1, ?1) ON CONFLICT DO UPDATE SET postcode = excluded.postcode",
            values![company.address.postcode.as_str()],
        );
    }
    let AnyEvent::User(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::UserCreated { name, roles, .. } => writes.run(
            "INSERT INTO colleagues VALUES (?1, ?2, ?3, 1, NULL, 2280, '{}', '{}', NULL)",
            values![id, name.text(), roles.contains(&Role::Technician)],
        ),
        Event::UserChanged { name, .. } => {
            writes.run("UPDATE colleagues SET name = ?2 WHERE id = ?1", values![id, name.text()]);
        }
        Event::RolesChanged { roles } => writes
            .run("UPDATE colleagues SET technician = ?2 WHERE id = ?1", values![id, roles.contains(&Role::Technician)]),
        Event::WorkplaceSet { region, week } => writes.run(
            "UPDATE colleagues SET region = ?2, week_minutes = ?3 WHERE id = ?1",
            values![id, region.as_ref().map(|region| region.as_str()), *week],
        ),
        Event::HoursSet { hours } => {
            writes.run("UPDATE colleagues SET hours = ?2 WHERE id = ?1", values![id, json(hours)]);
        }
        Event::SkillsSet { skills } => {
            writes.run("UPDATE colleagues SET skills = ?2 WHERE id = ?1", values![id, json(skills)]);
        }
        Event::HomeSet { postcode } => writes.run(
            "UPDATE colleagues SET home = ?2 WHERE id = ?1",
            values![id, postcode.as_ref().and_then(|home| home.value()).map(|home| home.as_str())],
        ),
        Event::AbsencePlanned { absence, why, from, until } => writes.run(
            "INSERT INTO absences VALUES (?1, ?2, ?3, ?4, ?5)",
            values![*absence, id, why.value().map(|why| why.name()), *from, *until],
        ),
        Event::AbsenceWithdrawn { absence } => writes.run("DELETE FROM absences WHERE id = ?1", values![*absence]),
        Event::UserDeactivated { .. } => writes.run("UPDATE colleagues SET active = 0 WHERE id = ?1", values![id]),
        Event::UserReactivated {} => writes.run("UPDATE colleagues SET active = 1 WHERE id = ?1", values![id]),
        Event::UserForgotten {} => {
            writes.run("DELETE FROM absences WHERE colleague = ?1", values![id]);
            writes.run("UPDATE colleagues SET home = NULL WHERE id = ?1", values![id]);
        }
        Event::PasswordSet { .. }
        | Event::PreferencesSet { .. }
        | Event::CalendarShared { .. }
        | Event::CalendarWithdrawn { .. } => {}
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".into())
}

/// The technicians who work here, by name.
///
/// # Errors
/// When the tables can't be read.
pub async fn technicians(pool: &Pool) -> Result<Vec<Technician>, ReadError> {
    let rows = ask("SELECT id, name, region, week_minutes, hours, skills, home,
            COALESCE(home, (SELECT postcode FROM depot)) AS start FROM colleagues
         WHERE technician = 1 AND active = 1 ORDER BY name COLLATE NOCASE, id")
    .fetch_all(pool)
    .await?;
    let technician = |row| {
        Ok::<_, ReadError>(Technician {
            id: parsed(row, "id")?,
            name: row.get("name")?,
            region: row.get("region")?,
            week_minutes: row.get("week_minutes")?,
            hours: of_json(row, "hours")?,
            skills: of_json(row, "skills")?,
            home: row.get("home")?,
            start: row.get("start")?,
        })
    };
    rows.iter().map(technician).collect()
}

fn of_json<T: DeserializeOwned>(row: &Row, column: &'static str) -> Result<T, ReadError> {
    serde_json::from_str(&row.get::<String>(column)?).map_err(|_| wrong(column))
}

/// The question of [`absences`].
pub const ABSENCES: &str = "SELECT id, colleague, why, first, last FROM absences
     WHERE last >= ?1 AND first <= ?2 ORDER BY last, first, id LIMIT 2000";

/// Who is away on some of the days from one up to and with another.
///
/// # Errors
/// When the tables can't be read.
pub async fn absences(pool: &Pool, from: NaiveDate, until: NaiveDate) -> Result<Vec<Absence>, ReadError> {
    let rows = ask(ABSENCES).bind(from).bind(until).fetch_all(pool).await?;
    let absence = |row| {
        Ok::<_, ReadError>(Absence {
            id: parsed(row, "id")?,
            colleague: parsed(row, "colleague")?,
            why: row.get::<Option<_>>("why")?.unwrap_or_default(),
            from: parsed(row, "first")?,
            until: parsed(row, "last")?,
        })
    };
    rows.iter().map(absence).collect()
}
