//! Customers: the card that every department reads, its list and search, and everything that happened.

pub mod around;
pub mod card;
pub mod colleagues;
pub mod documents;
pub mod doubles;
pub mod list;
pub mod machines;
pub mod purchases;
pub mod suggest;
pub mod summary;
pub mod telling;
pub mod timeline;

use crate::Department;

/// The department's tables and read models. What the timeline tells comes first: it writes down what was there before.
pub static DEPARTMENT: Department = Department {
    name: "customers",
    version: 15,
    schema: &[
        include_str!("../../../migrations/customers/1_card.sql"),
        include_str!("../../../migrations/customers/2_around.sql"),
        include_str!("../../../migrations/customers/3_documents.sql"),
    ],
    models: &[
        colleagues::apply,
        telling::apply,
        card::apply,
        machines::apply,
        around::apply,
        purchases::apply,
        documents::apply,
    ],
    for_reactors: false,
};
