//! The business of Werkbank: values, deciders, events, refusals and permissions. Pure: no clock, no disk, no chance.

pub mod decider;
pub mod permission;
pub mod personal;
pub mod registry;
pub mod testing;
pub mod undo;
pub mod values;

pub mod anchor;
pub mod article;
pub mod calendar;
pub mod checklist;
pub mod clock;
pub mod contract;
pub mod customer;
pub mod fault;
pub mod folder;
pub mod invoice;
pub mod machine;
pub mod mail;
pub mod mailbox;
pub mod messages;
pub mod opportunity;
pub mod plan;
pub mod privacy;
pub mod promise;
pub mod purchase_order;
pub mod recall;
pub mod report;
pub mod review;
pub mod saved_report;
pub mod series;
pub mod settings;
pub mod supplier;
pub mod task;
pub mod travel;
pub mod user;
pub mod visit;
pub mod what_if;

pub use decider::{Actor, Decider, Facts, Known, Need, Refusal, path_in};
pub use permission::{Permission, Role};
pub use personal::Personal;
pub use values::*;
