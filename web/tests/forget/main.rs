//! Whoever is forgotten is in no file any more: not in the data folder, not in a backup that is restored, not in tables that are worked
//! out from nothing; in no encoding. And what the law has us keep still prints.

mod files;
mod lived;
mod people;
mod search;
#[path = "../support/mod.rs"]
mod support;
