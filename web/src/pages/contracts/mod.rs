//! Contracts: their list, one with all that belongs to it, drawing one up, signing it, and what ends or extends it.

mod contract;
pub use contract::hours_of;
mod deeds;
mod draft;
mod list;
mod paper;
mod sign;
mod term;

use api::App;
use axum::Router;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(contract::routes())
        .merge(deeds::routes())
        .merge(draft::routes())
        .merge(list::routes())
        .merge(paper::routes())
        .merge(sign::routes())
}
