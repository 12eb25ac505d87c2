//! The questions about colleagues, and who may do what.

use domain::{Permission, Role, UserId};
use projections::{
    Page, ReadError,
    access::{
        DEPARTMENT,
        users::{self, User},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// What is asked of the list of colleagues.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Users {
    /// Only those with this role.
    #[serde(default)]
    role: Option<Role>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Who may do one thing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Allowed {
    /// The thing.
    permission: Permission,
    /// The roles that may.
    roles: Vec<Role>,
}

/// The whole table of permissions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Permissions {
    /// One row a permission.
    rows: Vec<Allowed>,
}

/// Every question about colleagues.
pub static ACCESS: &[Query] = &[
    question!("users", "All colleagues, by name; those who left last", SeeUsers, Users, Page<User>, listed),
    question!("users/{id}", "A colleague", SeeUsers, Nothing, User, user),
    question!("permissions", "Which role may do what", SeeUsers, Nothing, Permissions, permissions),
];

async fn listed(asker: Asker, asked: Users) -> Result<Option<Page<User>>, ReadError> {
    let rows = users::all(&asker.app.reads.of(&DEPARTMENT).pool, asked.role).await?;
    Ok(Some(Page { rows, next: None, previous: None }))
}

async fn user(asker: Asker, _: Nothing) -> Result<Option<User>, ReadError> {
    match asker.id.as_deref().and_then(|id| id.parse::<UserId>().ok()) {
        Some(id) => users::one(&asker.app.reads.of(&DEPARTMENT).pool, id).await,
        None => Ok(None),
    }
}

async fn permissions(_: Asker, _: Nothing) -> Result<Option<Permissions>, ReadError> {
    let roles = |permission| Role::ALL.iter().copied().filter(|role| role.may(permission)).collect();
    let rows = Permission::ALL.iter().map(|permission| Allowed { permission: *permission, roles: roles(*permission) });
    Ok(Some(Permissions { rows: rows.collect() }))
}
