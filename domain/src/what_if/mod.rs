//! What if a setting had been another one: the same history by the same rules, with that one thing changed. Nothing is stored.

pub mod promises;
pub mod reminders;
pub mod stock;
