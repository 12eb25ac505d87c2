//! What if reminders had gone out after other days: which would have gone, and when.

use chrono::{Days, NaiveDate};

use crate::invoice::reminder_due;

/// What of an invoice decides about its reminders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Late {
    /// The last day to pay.
    pub due: NaiveDate,
    /// The day on which it became known that nothing is open any more.
    pub closed: Option<NaiveDate>,
    /// Days on which a dispute began, and on which it ended.
    pub disputed: Vec<(NaiveDate, Option<NaiveDate>)>,
}

impl Late {
    /// The days on which reminders would have gone out, with their levels, when these are the days after which they do, up to `until`.
    /// They go in the morning: what was paid on a day was still open then.
    pub fn reminded(&self, days: &[u16], until: NaiveDate) -> Vec<(NaiveDate, u8)> {
        let last = self.closed.map_or(until, |closed| closed.min(until));
        let mut sent: Vec<(NaiveDate, u8)> = Vec::new();
        let first = days.first().and_then(|first| self.due.checked_add_days(Days::new(u64::from(*first))));
        let mut day = first.unwrap_or(NaiveDate::MAX);
        while day <= last && sent.last().is_none_or(|(_, level)| usize::from(*level) < days.len()) {
            let disputed = self.disputed.iter().any(|(from, to)| *from < day && to.is_none_or(|to| day <= to));
            let before = sent.last().copied();
            let (reminded, at) = (before.map_or(0, |(_, level)| level), before.map(|(at, _)| at));
            if let Some(level) = reminder_due(days, self.due, reminded, at, day).filter(|_| !disputed) {
                sent.push((day, level));
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        sent
    }
}
