//! Sales: whom to contact about a sale, and contracts.

pub mod contract;
pub mod contracts;
pub mod contracts_due;
pub mod hours;
pub mod opportunities;
pub mod parties;
pub mod people;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "sales",
    version: 12,
    schema: &[
        include_str!("../../../migrations/sales/1_people.sql"),
        include_str!("../../../migrations/sales/2_contracts.sql"),
        include_str!("../../../migrations/sales/3_opportunities.sql"),
        include_str!("../../../migrations/sales/4_hours.sql"),
    ],
    models: &[people::apply, opportunities::apply, parties::apply, contract::apply, hours::apply],
    for_reactors: true,
};
