//! What if the company had worked other hours: until when somebody would have had to be there, and how often that was kept.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    fault::{Pause, Urgency, promised_again},
    promise::{Made, Part, WaitsFor},
    settings,
};

/// What of a fault decides about it.
#[derive(Debug, Clone)]
pub struct Heard {
    /// How it presses.
    pub urgency: Urgency,
    /// When the customer told it.
    pub at: DateTime<Utc>,
    /// What was promised, by the hours of then.
    pub promised: Made,
    /// What it waited for, while that did not count.
    pub pauses: Vec<Pause>,
    /// What it waits for, and since when.
    pub waits: Option<(WaitsFor, DateTime<Utc>)>,
    /// When somebody began, or called back; none while nobody has.
    pub answered: Option<DateTime<Utc>>,
    /// When it was solved; none while it is open.
    pub solved: Option<DateTime<Utc>>,
}

/// How often it was kept, or would have been.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Kept {
    /// Faults.
    pub faults: u32,
    /// Of these, solved with all that was promised kept: the answer, and the solution where one was promised.
    pub in_time: u32,
    /// Of these, late: answered or solved later than was promised, or open past the moment.
    pub late: u32,
    /// Minutes from hearing to the moment until which somebody was to answer, all together.
    pub minutes: i64,
}

impl Kept {
    fn count(&mut self, fault: &Heard, promised: &Made, now: DateTime<Utc>) {
        let is_late = |part, at: Option<DateTime<Utc>>, by: DateTime<Utc>| {
            let waits = fault.waits.filter(|(waits_for, _)| waits_for.stops(part));
            at.or(waits.map(|(_, since)| since)).unwrap_or(now) > by
        };
        let late = is_late(Part::Respond, fault.answered.or(fault.solved), promised.respond_by)
            || promised.promise.solve_by.is_some_and(|by| is_late(Part::Solve, fault.solved, by));
        self.faults += 1;
        self.in_time += u32::from(fault.solved.is_some() && !late);
        self.late += u32::from(late);
        self.minutes += (promised.respond_by - fault.at).num_minutes();
    }
}

/// As it went, and as it would have gone with the hours of these settings.
pub fn replay(faults: &[Heard], settings: &settings::State, zone: Tz, now: DateTime<Utc>) -> (Kept, Kept) {
    let (mut was, mut would) = (Kept::default(), Kept::default());
    for fault in faults {
        was.count(fault, &fault.promised, now);
        let again =
            promised_again(Some(&fault.promised.promise), fault.urgency, fault.at, &fault.pauses, settings, zone);
        would.count(fault, &again, now);
    }
    (was, would)
}
