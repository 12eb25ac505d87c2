//! When the company works: its hours, the public holidays of its country, and the days on which it closes.

mod holidays;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use crate::values::{Country, Line, Opening, Slot};
pub use holidays::{Holiday, LiberationDay, easter, holiday};

/// So many days on end at most are looked through for one that is worked on.
const FAR: usize = 400;

/// Days on which the company closes of its own choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The last of them.
    pub until: NaiveDate,
    /// What for.
    pub name: Line,
}

/// Why a day is not worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Free<'a> {
    /// It is a Saturday or Sunday.
    Weekend,
    /// It is a public holiday.
    Holiday(Holiday),
    /// The company closes.
    Closed(&'a Line),
}

/// When the company works: these hours on Mondays to Fridays that are no holiday and no closing day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calendar {
    /// The hours of a working day.
    pub opening: Opening,
    /// Whose public holidays are kept; none before the company said where it is.
    pub country: Option<Country>,
    /// When 5 May is kept, in the Netherlands.
    pub liberation: LiberationDay,
    /// Closing days by the first of them.
    pub closings: BTreeMap<NaiveDate, Closing>,
}

/// A week of these hours without any holiday.
impl From<Opening> for Calendar {
    fn from(opening: Opening) -> Self {
        Self { opening, ..Self::default() }
    }
}

impl Calendar {
    /// Why a day is not worked on; none of a working day.
    pub fn free(&self, day: NaiveDate) -> Option<Free<'_>> {
        self.named(day).or_else(|| matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some(Free::Weekend))
    }

    /// The holiday or closing on a day, also where it is a weekend.
    pub fn named(&self, day: NaiveDate) -> Option<Free<'_>> {
        let by_law = self.country.as_ref().and_then(|country| holiday(country.as_str(), day, self.liberation));
        let closed = || self.closings.range(..=day).rev().find(|(_, closing)| day <= closing.until);
        by_law.map(Free::Holiday).or_else(|| closed().map(|(_, closing)| Free::Closed(&closing.name)))
    }

    /// Whether people work on a day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.free(day).is_none()
    }

    /// The first working day from a day on that also fits; none within a year.
    pub fn first_working(&self, from: NaiveDate, fits: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        from.iter_days().take(FAR).find(|day| self.is_working(*day) && fits(*day))
    }

    /// The last working day up to a day that also fits; none within a year.
    pub fn last_working(&self, until: NaiveDate, fits: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        std::iter::successors(Some(until), |day| day.pred_opt())
            .take(FAR)
            .find(|day| self.is_working(*day) && fits(*day))
    }

    /// How many working days lie between two days, both counted.
    pub fn working_days(&self, from: NaiveDate, until: NaiveDate) -> i64 {
        let days = (until - from).num_days() + 1;
        let rest = from.iter_days().take(usize::try_from(days % 7).unwrap_or_default());
        let weekdays = days / 7 * 5
            + i64::try_from(rest.filter(|day| day.weekday().num_days_from_monday() < 5).count()).unwrap_or_default();
        let is_lost = |day: &NaiveDate| day.weekday().num_days_from_monday() < 5 && self.named(*day).is_some();
        let spans = usize::try_from(days.clamp(0, 36_600)).unwrap_or_default();
        if self.country.is_none() && self.closings.is_empty() {
            return weekdays;
        }
        weekdays - i64::try_from(from.iter_days().take(spans).filter(is_lost).count()).unwrap_or_default()
    }

    /// Whether these hours lie within those of a working day.
    pub fn covers(&self, slot: &Slot) -> bool {
        self.is_working(slot.on) && self.opening.from <= slot.from && slot.until <= self.opening.until
    }

    /// Whether a moment by the wall clock lies in a working day, or no longer than so before or after it.
    pub fn is_open_within(&self, at: NaiveDateTime, margin: TimeDelta) -> bool {
        let day = at.date();
        let (from, until) = (day.and_time(self.opening.from), day.and_time(self.opening.until));
        self.is_working(day) && from - margin <= at && at <= until + margin
    }

    /// When so much working time has passed since a moment, both by the wall clock.
    pub fn after(&self, mut at: NaiveDateTime, mut work: TimeDelta) -> NaiveDateTime {
        let Opening { from, until } = self.opening;
        loop {
            let day = at.date();
            let (begin, end) = (at.max(day.and_time(from)), day.and_time(until));
            if begin < end && self.is_working(day) {
                if work <= end - begin {
                    return begin + work;
                }
                work -= end - begin;
            }
            // No day after the last one, and none is ever long enough without hours.
            let Some(next) = day.succ_opt().filter(|_| from < until) else { return at };
            at = next.and_time(NaiveTime::MIN);
        }
    }
}
