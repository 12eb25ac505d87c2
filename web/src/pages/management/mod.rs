//! The desk and management: tasks, the log, mails, colleagues, rights, settings, one's own account.

mod account;
pub mod entry;
mod free_days;
mod health;
pub mod home;
mod known;
mod levels;
mod log;
mod mails;
mod messages;
mod permissions;
mod review;
mod review_rules;
mod reviews;
mod safety;
mod settings;
mod task;
mod task_new;
pub mod tasks;
mod telling;
mod travel;
mod user;
mod users;
mod what_if;
mod whom;
pub mod why;
pub mod words;

use api::App;
use axum::Router;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(account::routes())
        .merge(entry::routes())
        .merge(health::routes())
        .merge(known::routes())
        .merge(levels::routes())
        .merge(log::routes())
        .merge(mails::routes())
        .merge(messages::routes())
        .merge(permissions::routes())
        .merge(review::routes())
        .merge(review_rules::routes())
        .merge(reviews::routes())
        .merge(settings::routes())
        .merge(task::routes())
        .merge(task_new::routes())
        .merge(tasks::routes())
        .merge(user::routes())
        .merge(users::routes())
        .merge(what_if::routes())
}
