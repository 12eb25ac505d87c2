//! The desk: what waits for whom. Tasks, alerts and mails, and who knew of them when.

pub mod known;
pub mod mails;
pub mod tasks;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "desk",
    version: 7,
    schema: &[
        include_str!("../../../migrations/desk/1_mails.sql"),
        include_str!("../../../migrations/desk/2_tasks.sql"),
    ],
    models: &[mails::apply, tasks::apply],
    for_reactors: true,
};
