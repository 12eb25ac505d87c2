//! Colleagues: names, roles, preferences, and the hash that signing in checks.

use domain::{
    Role, UserId,
    registry::AnyEvent,
    user::{Event, Theme},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Pool, ReadError, Writes, ask, values};

/// A colleague.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct User {
    /// Id.
    pub id: UserId,
    /// Login name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: Option<String>,
    /// What they are in the company.
    pub roles: Vec<Role>,
    /// Whether they still work here.
    pub active: bool,
    /// Language, `nl`, `en` or `pl`.
    pub language: String,
    /// Look.
    pub theme: Theme,
    /// Where a technician works.
    pub region: Option<String>,
    /// Minutes a week that a technician works.
    pub week_minutes: i64,
    /// Revision of their stream.
    pub revision: i64,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::User(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::UserCreated { login, name, email, roles } => writes.run(
            "INSERT INTO users VALUES (?1, ?2, ?3, ?4, ?5, NULL, 1, 'nl', 'auto', NULL, 2280, ?6, 0)",
            values![
                id,
                login.text(),
                name.text(),
                email.as_ref().map(|email| email.text()),
                joined(roles),
                recorded.recorded_at,
            ],
        ),
        Event::UserChanged { name, email } => writes.run(
            "UPDATE users SET name = ?2, email = ?3 WHERE id = ?1",
            values![id, name.text(), email.as_ref().map(|email| email.text())],
        ),
        Event::RolesChanged { roles } => {
            writes.run("UPDATE users SET roles = ?2 WHERE id = ?1", values![id, joined(roles)]);
        }
        Event::WorkplaceSet { region, week } => writes.run(
            "UPDATE users SET region = ?2, week_minutes = ?3 WHERE id = ?1",
            values![id, region.as_ref().map(|region| region.as_str()), *week],
        ),
        Event::HoursSet { .. } | Event::SkillsSet { .. } | Event::HomeSet { .. } => {}
        Event::AbsencePlanned { .. } | Event::AbsenceWithdrawn { .. } => {}
        Event::PasswordSet { hash } => {
            writes.run("UPDATE users SET hash = ?2 WHERE id = ?1", values![id, hash.value()]);
        }
        Event::UserDeactivated { .. } => writes.run("UPDATE users SET active = 0 WHERE id = ?1", values![id]),
        Event::UserReactivated {} => writes.run("UPDATE users SET active = 1 WHERE id = ?1", values![id]),
        Event::UserForgotten {} => {
            writes.run("UPDATE users SET login = '', hash = NULL, region = NULL WHERE id = ?1", values![id]);
        }
        Event::CalendarShared { .. } | Event::CalendarWithdrawn { .. } => {}
        Event::PreferencesSet { language, theme } => writes.run(
            "UPDATE users SET language = ?2, theme = ?3 WHERE id = ?1",
            values![id, language.code(), theme.name()],
        ),
    }
    writes.run("UPDATE users SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn joined<'a>(roles: impl IntoIterator<Item = &'a Role>) -> String {
    roles.into_iter().fold(String::from(" "), |joined, role| joined + role.name() + " ")
}

fn user(row: &crate::Row) -> Result<User, ReadError> {
    let roles: String = row.get("roles")?;
    let theme: String = row.get("theme")?;
    Ok(User {
        id: id(row, "id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        email: row.get("email")?,
        roles: roles.split_whitespace().filter_map(Role::parse).collect(),
        active: row.get("active")?,
        language: row.get("language")?,
        theme: [Theme::Light, Theme::Dark].into_iter().find(|known| known.name() == theme).unwrap_or_default(),
        region: row.get("region")?,
        week_minutes: row.get("week_minutes")?,
        revision: row.get("revision")?,
    })
}

/// Reads an id column.
pub(crate) fn id<T: std::str::FromStr>(row: &crate::Row, column: &str) -> Result<T, ReadError> {
    row.text(column)?.parse().map_err(|_| ReadError::Column(column.to_owned()))
}

/// One colleague.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: UserId) -> Result<Option<User>, ReadError> {
    let row = ask("SELECT * FROM users WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(user).transpose()
}

/// All colleagues by name, or only those with a role; those who left come last.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &Pool, role: Option<Role>) -> Result<Vec<User>, ReadError> {
    let rows = ask(
        "SELECT * FROM users WHERE ?1 IS NULL OR roles LIKE '% ' || ?1 || ' %' ORDER BY active DESC, name COLLATE NOCASE",
    )
    .bind(role.map(Role::name))
    .fetch_all(pool)
    .await?;
    rows.iter().map(user).collect()
}

/// The password hash of a colleague who works here.
///
/// # Errors
/// When the tables can't be read.
pub async fn secret(pool: &Pool, id: UserId) -> Result<Option<String>, ReadError> {
    let row =
        ask("SELECT hash FROM users WHERE id = ?1 AND active = 1").bind(id.to_string()).fetch_optional(pool).await?;
    row.and_then(|row| row.get::<Option<String>>(0).transpose()).transpose()
}

/// Whether anyone has been let in yet; if not, the first visitor makes the administrator.
///
/// # Errors
/// When the tables can't be read.
pub async fn anyone(pool: &Pool) -> Result<bool, ReadError> {
    Ok(ask("SELECT 1 FROM users LIMIT 1").fetch_optional(pool).await?.is_some())
}
