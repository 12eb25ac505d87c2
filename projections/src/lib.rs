//! The read side: a folder a department, its tables, its questions. Worked out from events and from nothing else (DESIGN I3).

pub mod ahead;
mod catching_up;
pub mod check;
pub mod department;
mod filling;
pub mod follow;
mod found;
pub mod order;
pub mod page;
mod past;
pub mod pool;
mod rebuild;
mod room;
pub mod seeing;
pub mod seen;
pub mod text;
mod writer;
pub mod writes;

pub mod access;
pub mod customers;
pub mod desk;
pub mod finance;
pub mod maintenance;
pub mod management;
pub mod purchasing;
pub mod reports;
pub mod sales;

pub use department::{Department, ReadError, Reads};
pub use filling::Filling;
pub use follow::{Progress, ReadSide};
pub use page::{Cursor, Page, Place};
pub use pool::{Pool, Question, Row, ask};
pub use writes::{Value, Writes};

/// Every department that has read tables: the one line that a new one adds.
pub const DEPARTMENTS: &[&Department] = &[
    &customers::DEPARTMENT,
    &sales::DEPARTMENT,
    &maintenance::DEPARTMENT,
    &purchasing::DEPARTMENT,
    &finance::DEPARTMENT,
    &management::DEPARTMENT,
    &reports::DEPARTMENT,
    &desk::DEPARTMENT,
    &access::DEPARTMENT,
];
