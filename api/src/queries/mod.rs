//! The questions of each department.

pub mod customers;
pub mod maintenance;
pub mod purchasing;
pub mod sales;
