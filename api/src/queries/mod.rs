//! The questions of each department.

pub mod purchasing;
