//! The colleagues, as boards and stories name them, and the technicians among them.

use domain::{Role, UserId, registry::AnyEvent, user::Event};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::parsed;
use crate::{Pool, ReadError, Writes, ask, values};

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
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::User(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::UserCreated { name, roles, .. } => writes.run(
            "INSERT INTO colleagues VALUES (?1, ?2, ?3, 1, NULL, 2280)",
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
        Event::UserDeactivated { .. } => writes.run("UPDATE colleagues SET active = 0 WHERE id = ?1", values![id]),
        Event::UserReactivated {} => writes.run("UPDATE colleagues SET active = 1 WHERE id = ?1", values![id]),
        Event::PasswordSet { .. }
        | Event::PreferencesSet { .. }
        | Event::CalendarShared { .. }
        | Event::CalendarWithdrawn { .. }
        | Event::UserForgotten {} => {}
    }
}

/// The technicians who work here, by name.
///
/// # Errors
/// When the tables can't be read.
pub async fn technicians(pool: &Pool) -> Result<Vec<Technician>, ReadError> {
    let rows = ask("SELECT id, name, region, week_minutes FROM colleagues
         WHERE technician = 1 AND active = 1 ORDER BY name COLLATE NOCASE, id")
    .fetch_all(pool)
    .await?;
    let technician = |row| {
        Ok::<_, ReadError>(Technician {
            id: parsed(row, "id")?,
            name: row.get("name")?,
            region: row.get("region")?,
            week_minutes: row.get("week_minutes")?,
        })
    };
    rows.iter().map(technician).collect()
}
