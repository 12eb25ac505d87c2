//! A server that speaks KurrentDB's protocol, for tests: it keeps its log in memory, and lets go wrong what is asked of its panel.
//!
//! It shows that Werkbank speaks the protocol and survives its faults; what a real server does beyond the rules that are cited here
//! it does not show. `WERKBANK_TEST_KURRENTDB=esdb://…` lets the conformance suite run against a real one.

mod cluster;
mod log;
mod panel;
mod service;
pub mod wire;

pub use cluster::{Cluster, Settings};
pub use log::{Log, Record, Written};
pub use panel::{Call, Fault, Panel};
