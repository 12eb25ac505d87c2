//! Purchasing: articles and their stock, suppliers, purchase orders, and who waits for what.

pub mod alerts;
pub mod article_list;
pub mod articles;
pub mod movements;
mod order_rows;
pub mod orders;
pub mod suggestions;
pub mod suppliers;
pub mod waiting;
pub mod what_if;

use crate::Department;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "purchasing",
    version: 7,
    schema: &[include_str!("../../../migrations/purchasing/1_stock.sql")],
    models: &[suppliers::apply, movements::apply, articles::apply, order_rows::apply, waiting::apply, alerts::apply],
    for_reactors: true,
};
