//! What is measured of the log while it works, for who reads the program's metrics.

use std::time::Instant;

use metrics::{Gauge, Histogram, Unit, describe_gauge, describe_histogram, gauge, histogram};

/// From the request to the answer, in seconds.
const APPEND: &str = "werkbank_log_append_seconds";
/// A transaction with its flush, in seconds.
const COMMIT: &str = "werkbank_log_commit_seconds";
/// Events of a transaction.
const BATCH: &str = "werkbank_log_batch_events";
/// Appends that wait for the writer.
const QUEUE: &str = "werkbank_log_queue_appends";

/// Looked up once: an append is measured by two loads and an addition.
#[derive(Clone)]
pub(super) struct Meters {
    append: Histogram,
    commit: Histogram,
    batch: Histogram,
    queue: Gauge,
}

impl Meters {
    pub(super) fn new() -> Self {
        describe_histogram!(APPEND, Unit::Seconds, "From the request to the answer of an append.");
        describe_histogram!(COMMIT, Unit::Seconds, "A transaction of the log with its flush.");
        describe_histogram!(BATCH, Unit::Count, "Events that one transaction wrote.");
        describe_gauge!(QUEUE, Unit::Count, "Appends that wait for the writer.");
        Self { append: histogram!(APPEND), commit: histogram!(COMMIT), batch: histogram!(BATCH), queue: gauge!(QUEUE) }
    }

    pub(super) fn appended(&self, begun: Instant) {
        self.append.record(begun.elapsed());
    }

    pub(super) fn committed(&self, begun: Instant, events: usize, waiting: usize) {
        self.commit.record(begun.elapsed());
        self.batch.record(events as f64);
        self.queue.set(waiting as f64);
    }
}
