//! Access: who works here, with which roles.

pub mod users;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "access",
    version: 2,
    schema: &[include_str!("../../../migrations/access/1_users.sql")],
    models: &[users::apply],
    for_reactors: true,
};
