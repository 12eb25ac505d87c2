//! The read tables of customers.

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department { name: "customers", version: 1, schema: &[], models: &[] };
