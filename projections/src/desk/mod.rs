//! The desk: what waits for whom. Tasks, alerts and mails, who knew of them when, and the reports that colleagues keep.

pub mod known;
pub mod mails;
pub mod saved;
pub mod tasks;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "desk",
    version: 8,
    schema: &[
        include_str!("../../../migrations/desk/1_mails.sql"),
        include_str!("../../../migrations/desk/2_tasks.sql"),
        include_str!("../../../migrations/desk/3_reports.sql"),
    ],
    models: &[mails::apply, tasks::apply, saved::apply],
    for_reactors: true,
};
