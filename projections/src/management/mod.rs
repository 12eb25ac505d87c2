//! The read tables of management.

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department { name: "management", version: 1, schema: &[], models: &[] };
