//! The questions about colleagues.

use domain::{Role, UserId};
use projections::{
    Page, ReadError,
    access::{
        DEPARTMENT,
        users::{self, User},
    },
};
use schemars::JsonSchema;
use serde::Deserialize;

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

/// Every question about colleagues.
pub static ACCESS: &[Query] = &[
    question!("users", "All colleagues, by name; those who left last", SeeUsers, Users, Page<User>, listed),
    question!("users/{id}", "A colleague", SeeUsers, Nothing, User, user),
];

async fn listed(asker: Asker, asked: Users) -> Result<Option<Page<User>>, ReadError> {
    let rows = users::all(&asker.app.reads.of(&DEPARTMENT).pool, asked.role).await?;
    Ok(Some(Page { rows, next: None }))
}

async fn user(asker: Asker, _: Nothing) -> Result<Option<User>, ReadError> {
    match asker.id.as_deref().and_then(|id| id.parse::<UserId>().ok()) {
        Some(id) => users::one(&asker.app.reads.of(&DEPARTMENT).pool, id).await,
        None => Ok(None),
    }
}
