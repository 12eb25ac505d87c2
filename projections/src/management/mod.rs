//! The read tables of management: the log as it is read, what of it is looked at, and key figures.

pub mod entries;
pub mod figures;
pub mod names;
pub mod reviews;
pub mod why;
mod written;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "management",
    version: 10,
    schema: &[
        include_str!("../../../migrations/management/1_log.sql"),
        include_str!("../../../migrations/management/2_figures.sql"),
        include_str!("../../../migrations/management/3_reviews.sql"),
    ],
    models: &[written::apply, figures::apply, names::apply, reviews::apply],
    for_reactors: false,
};
