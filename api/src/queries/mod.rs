//! The questions of each department.

pub mod access;
pub mod contracts;
pub mod customers;
pub mod desk;
pub mod finance;
pub mod machines;
pub mod maintenance;
pub mod management;
pub mod purchasing;
pub mod reports;
pub mod sales;
pub mod what_if;
