//! Finance: invoices, one invoice, the monthly run, and the day's figures.

mod bulk;
mod draft;
mod exchange;
pub mod home;
mod invoice;
mod invoices;
mod invoices_table;
mod payments;
mod run;
mod words;

pub use invoice::document;
pub use invoices_table::COLUMNS;
pub use words::{state, sums};

use api::App;
use axum::Router;

/// The addresses of the department's pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(bulk::routes())
        .merge(invoices::routes())
        .merge(draft::routes())
        .merge(run::routes())
        .merge(payments::routes())
        .merge(invoice::routes())
}
