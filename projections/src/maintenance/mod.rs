//! Maintenance: faults, visits, the board and the technicians' days.

pub mod agenda;
pub mod faults;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "maintenance",
    version: 1,
    schema: &[include_str!("../../../migrations/maintenance/1_work.sql")],
    models: &[],
};
