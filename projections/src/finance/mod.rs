//! Finance: invoices, what is open and late, and what is to be billed.

pub mod billing;
pub mod customers;
pub mod fees;
pub mod invoice;
pub mod invoices;
pub mod numbers;
pub mod open;
pub mod overdue;
pub mod what_if;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "finance",
    version: 12,
    schema: &[
        include_str!("../../../migrations/finance/1_invoices.sql"),
        include_str!("../../../migrations/finance/2_billing.sql"),
    ],
    models: &[customers::apply, invoice::apply, billing::apply],
    for_reactors: true,
};
