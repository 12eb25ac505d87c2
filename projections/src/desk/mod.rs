//! The desk: what waits for whom. Tasks, alerts and mails.

pub mod mails;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "desk",
    version: 1,
    schema: &[include_str!("../../../migrations/desk/1_mails.sql")],
    models: &[mails::apply],
};
