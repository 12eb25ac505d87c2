//! The read tables of purchasing.

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department { name: "purchasing", version: 1, schema: &[], models: &[] };
