//! How far tables have been filled that nobody is shown yet.

use std::time::{Duration, Instant};

use event_store::Position;
use serde::{Deserialize, Serialize};

/// So much time must have passed before a rate is told.
const TELLING: Duration = Duration::from_millis(200);

/// How far a department's tables have come that are worked out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filling {
    /// Events of the log that were taken in or passed over.
    pub done: u64,
    /// Events that the log holds.
    pub of: u64,
    /// Events a second since it began, or went on; 0 until that can be said.
    pub rate: u64,
    /// Seconds that are left at this rate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left_s: Option<u64>,
    /// Why it stands still, when it does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stalled: Option<String>,
}

impl Filling {
    /// How much of it is done, in whole hundredths; 100 only at the end.
    pub fn percent(&self) -> u64 {
        (self.done * 100).checked_div(self.of).unwrap_or(100).min(100)
    }
}

/// Measures a filling from where it began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meter {
    begun: Instant,
    from: u64,
}

impl Meter {
    pub(crate) fn begin(from: Option<Position>) -> Self {
        Self { begun: Instant::now(), from: number(from) }
    }

    /// Where it stands.
    pub(crate) fn at(&self, done: Option<Position>, of: u64) -> Filling {
        filling(number(done), of.max(number(done)), number(done).saturating_sub(self.from), self.begun.elapsed())
    }
}

fn filling(done: u64, of: u64, since: u64, elapsed: Duration) -> Filling {
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
    let rate = if elapsed < TELLING { 0 } else { since.saturating_mul(1_000) / millis };
    let left_s = (rate > 0).then(|| (of - done).div_ceil(rate));
    Filling { done, of, rate, left_s, stalled: None }
}

fn number(position: Option<Position>) -> u64 {
    position.map_or(0, |position| position.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filling_tells_its_rate_and_how_long_it_goes_on() {
        let half = filling(60_000, 100_000, 50_000, Duration::from_secs(5));
        assert_eq!((half.rate, half.left_s, half.percent()), (10_000, Some(4), 60));
        let begun = filling(10, 100_000, 10, Duration::from_millis(20));
        assert_eq!((begun.rate, begun.left_s, begun.percent()), (0, None, 0));
        assert_eq!(filling(99_999, 100_000, 99_999, Duration::from_secs(1)).percent(), 99);
        assert_eq!(filling(0, 0, 0, Duration::ZERO).percent(), 100);
    }
}
