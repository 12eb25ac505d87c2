//! What if the company had worked other hours: until when somebody would have had to be there, and how often that was kept.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    calendar::Calendar,
    fault::{Urgency, promised},
};

/// What of a fault decides about it.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    /// How it presses.
    pub urgency: Urgency,
    /// When the customer told it.
    pub at: DateTime<Utc>,
    /// Until when somebody should be there, by the hours of then.
    pub promised: DateTime<Utc>,
    /// When it was solved; none while it is open.
    pub solved: Option<DateTime<Utc>>,
}

/// How often it was kept, or would have been.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Kept {
    /// Faults.
    pub faults: u32,
    /// Of these, solved in time.
    pub in_time: u32,
    /// Of these, late: solved later, or open past the moment.
    pub late: u32,
    /// Minutes from hearing to the promised moment, all together.
    pub minutes: i64,
}

impl Kept {
    fn count(&mut self, fault: &Heard, promised: DateTime<Utc>, now: DateTime<Utc>) {
        self.faults += 1;
        self.in_time += u32::from(fault.solved.is_some_and(|at| at <= promised));
        self.late += u32::from(fault.solved.unwrap_or(now) > promised);
        self.minutes += (promised - fault.at).num_minutes();
    }
}

/// As it went, and as it would have gone with these hours.
pub fn replay(faults: &[Heard], calendar: &Calendar, zone: Tz, now: DateTime<Utc>) -> (Kept, Kept) {
    let (mut was, mut would) = (Kept::default(), Kept::default());
    for fault in faults {
        was.count(fault, fault.promised, now);
        would.count(fault, promised(fault.urgency, fault.at, calendar, zone), now);
    }
    (was, would)
}
