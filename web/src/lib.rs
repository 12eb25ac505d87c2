//! HTTP for people: pages, forms, styles, scripts; and the wiring of the program.

pub mod assets;
mod calendar;
pub mod components;
pub mod config;
pub mod cx;
pub mod demo;
pub mod documents;
mod filling;
pub mod folder;
mod following;
pub mod form;
pub mod front;
pub mod icons;
pub mod menu;
pub mod metrics;
mod offline;
pub mod pages;
pub mod past;
pub mod posted;
pub mod program;
mod qr;
mod report_writer;
pub mod safety;
pub mod shell;
pub mod traces;

pub use cx::Cx;
pub use form::Form;
