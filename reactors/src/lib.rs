//! Event in, work out: mails, alerts, planning entries, the clock.

pub mod documents;
