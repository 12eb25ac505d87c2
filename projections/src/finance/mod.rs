//! The read tables of finance.

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department { name: "finance", version: 1, schema: &[], models: &[] };
