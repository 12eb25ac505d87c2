//! Stock and purchasing: what is there, what to buy, what is on its way, and from whom.

mod advice;
mod article;
mod article_form;
pub mod home;
mod order;
mod order_form;
mod orders;
mod question;
mod stock;
mod suppliers;
mod words;

use api::App;
use axum::Router;

/// The addresses of the department's pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(stock::routes())
        .merge(advice::routes())
        .merge(article::routes())
        .merge(article_form::routes())
        .merge(orders::routes())
        .merge(order::routes())
        .merge(order_form::routes())
        .merge(suppliers::routes())
}
