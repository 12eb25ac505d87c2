//! Contracts: the list, one contract, drafting and signing.

mod contract;
mod draft;
mod list;
mod paper;

use api::App;
use axum::Router;

/// The addresses of the pages.
pub fn routes() -> Router<App> {
    Router::new().merge(list::routes()).merge(paper::routes()).merge(draft::routes()).merge(contract::routes())
}
