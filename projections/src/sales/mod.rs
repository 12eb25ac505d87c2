//! Sales: whom to contact about a sale.

pub mod opportunities;
pub mod people;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "sales",
    version: 1,
    schema: &[
        include_str!("../../../migrations/sales/1_people.sql"),
        include_str!("../../../migrations/sales/3_opportunities.sql"),
    ],
    models: &[people::apply, opportunities::apply],
};
