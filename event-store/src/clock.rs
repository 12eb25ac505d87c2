//! Time as a thing that is handed in: the machine's clock, one set ahead of it, or one that is turned by hand.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Where "now" comes from. The only place that asks the machine for the time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    Machine,
    /// Runs as the machine's clock does, this far ahead of it (or behind, below zero).
    Shifted(TimeDelta),
    /// Stands still until it is turned, for tests and for the demo company's history.
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that shows a moment now and runs on from there.
    pub fn running_from(at: DateTime<Utc>) -> Self {
        Self::Shifted(at - Utc::now())
    }

    /// A clock that stands at a moment until [`turn`](Clock::turn).
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self::Manual(Arc::new(Mutex::new(at)))
    }

    /// The moment that this clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::Machine => Utc::now(),
            Self::Shifted(by) => Utc::now() + *by,
            Self::Manual(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Sets a manual clock; one that runs can't be turned and stays as it is.
    pub fn turn(&self, to: DateTime<Utc>) {
        if let Self::Manual(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}
