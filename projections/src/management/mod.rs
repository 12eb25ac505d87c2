//! The read tables of management: the log as it is read, what of it is looked at, and key figures.

pub mod entries;
pub mod figures;
pub mod names;
pub mod reviews;
pub mod undone;
pub mod why;
mod written;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "management",
    version: 12,
    schema: &[
        include_str!("../../../migrations/management/1_log.sql"),
        include_str!("../../../migrations/management/2_figures.sql"),
        include_str!("../../../migrations/management/3_reviews.sql"),
        include_str!("../../../migrations/management/4_undone.sql"),
    ],
    models: &[written::apply, figures::apply, names::apply, undone::apply, reviews::apply],
    for_reactors: false,
};
