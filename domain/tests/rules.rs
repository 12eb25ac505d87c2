//! Every test of the business: rules of each kind of thing, values, permissions and stored events.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod amounts;
mod anchor;
mod article;
mod calendar;
mod clock;
mod common;
mod contract;
mod customer;
mod fault;
mod invoice;
mod machine;
mod mail;
mod opportunity;
mod permissions;
mod personal;
mod plan;
mod plan_years;
mod privacy;
mod promise;
mod purchase_order;
mod report;
mod review;
mod saved_report;
mod schema;
mod settings;
mod stored_events;
mod supplier;
mod task;
mod totals;
mod undo;
mod user;
mod values;
mod visit;
mod what_if;
