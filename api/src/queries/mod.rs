//! The questions of each department.

pub mod maintenance;
pub mod purchasing;
