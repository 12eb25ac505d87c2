//! The desk: what waits for whom. Tasks, alerts and mails.

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department { name: "desk", version: 1, schema: &[], models: &[] };
