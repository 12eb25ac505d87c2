//! The questions of each department.

pub mod contracts;
pub mod customers;
pub mod finance;
pub mod maintenance;
pub mod purchasing;
pub mod sales;
