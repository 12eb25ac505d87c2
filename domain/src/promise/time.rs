//! The time that counts: between two moments, and after a moment, by a week of hours, holidays and the clock's jumps.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::Counts;
use crate::{calendar::Calendar, user::Hours, values::Opening};

/// So many days on end at most are looked through.
const FAR: usize = 3_660;
/// No clock is put forward by more minutes.
const JUMP_MIN: i64 = 180;

/// The time that a promise counts. It is what really passes: an hour that spring leaves out is none, one that autumn repeats is two.
#[derive(Debug, Clone, Copy)]
pub struct WorkTime<'a> {
    /// Which hours.
    pub counts: Counts,
    /// The week, where it is one of its own.
    pub week: &'a Hours,
    /// The company's hours, holidays and closing days.
    pub calendar: &'a Calendar,
    /// The company's time zone.
    pub zone: Tz,
}

impl WorkTime<'_> {
    /// When so much of it has passed since a moment; the first moment of work when it is nothing.
    pub fn after(&self, at: DateTime<Utc>, work: TimeDelta) -> DateTime<Utc> {
        if self.counts == Counts::Always {
            return at.checked_add_signed(work).unwrap_or(at);
        }
        let (mut left, mut last) = (work, at);
        for day in self.day(at).iter_days().take(FAR) {
            let Some((from, until)) = self.window(day) else { continue };
            let from = from.max(at);
            if from < until {
                if left <= until - from {
                    return from + left;
                }
                left -= until - from;
                last = until;
            }
        }
        last
    }

    /// How much of it lies between two moments; nothing when the second is not the later one.
    pub fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        if until <= from {
            return TimeDelta::zero();
        }
        if self.counts == Counts::Always {
            return until - from;
        }
        let last = self.day(until);
        let days = self.day(from).iter_days().take(FAR).take_while(|day| *day <= last);
        let within = |day| {
            let (begin, end) = self.window(day)?;
            Some(end.min(until) - begin.max(from)).filter(|part| *part > TimeDelta::zero())
        };
        days.filter_map(within).fold(TimeDelta::zero(), |sum, part| sum + part)
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// From when until when a day counts.
    fn window(&self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let Opening { from, until } = match self.counts {
            Counts::Company => Some(self.calendar.opening).filter(|_| self.calendar.is_working(day)),
            Counts::Own => self.week.on(day).filter(|_| self.calendar.named(day).is_none()),
            Counts::Always => None,
        }?;
        let at = |time: NaiveTime| first_shown(day.and_time(time), self.zone);
        Some((at(from)?, at(until)?))
    }
}

/// The first moment at which the wall clock shows this, or what follows on what it leaves out.
pub fn first_shown(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let shown = |minutes| zone.from_local_datetime(&(wall + TimeDelta::minutes(minutes))).earliest();
    (0..=JUMP_MIN).find_map(shown).map(|at| at.to_utc())
}
