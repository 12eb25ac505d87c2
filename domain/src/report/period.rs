//! Over which days a report goes, in which steps, and beside which other days.

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::named;

named! {
    /// How long a step of a report is.
    Step {
        /// A day.
        Day = "day",
        /// A week from Monday on.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// A calendar quarter.
        Quarter = "quarter",
        /// A calendar year.
        Year = "year",
    }
}

impl Step {
    /// The first day of the step that a day lies in.
    pub fn first(self, day: NaiveDate) -> NaiveDate {
        let month = |month0: u32| NaiveDate::from_ymd_opt(day.year(), month0 + 1, 1).unwrap_or(day);
        match self {
            Self::Day => day,
            Self::Week => day - Days::new(day.weekday().num_days_from_monday().into()),
            Self::Month => month(day.month0()),
            Self::Quarter => month(day.month0() / 3 * 3),
            Self::Year => month(0),
        }
    }

    /// A day so many steps later, or earlier when below nothing.
    pub fn later(self, day: NaiveDate, steps: i32) -> NaiveDate {
        let n = u64::from(steps.unsigned_abs());
        let months = |each: u32| Months::new(each.saturating_mul(steps.unsigned_abs()));
        let moved = match (self, steps < 0) {
            (Self::Day, false) => day.checked_add_days(Days::new(n)),
            (Self::Day, true) => day.checked_sub_days(Days::new(n)),
            (Self::Week, false) => day.checked_add_days(Days::new(n * 7)),
            (Self::Week, true) => day.checked_sub_days(Days::new(n * 7)),
            (step, false) => day.checked_add_months(months(step.months())),
            (step, true) => day.checked_sub_months(months(step.months())),
        };
        moved.unwrap_or(day)
    }

    /// The last day of the step that a day lies in.
    pub fn last(self, day: NaiveDate) -> NaiveDate {
        let next = self.later(self.first(day), 1);
        next.pred_opt().unwrap_or(day)
    }

    fn months(self) -> u32 {
        match self {
            Self::Day | Self::Week => 0,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// Over which days a report goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Period {
    /// The one that runs and those before it, up to today.
    Last {
        /// How many, the one that runs among them.
        #[schemars(range(min = 1, max = 400))]
        count: u16,
        /// How long each is.
        step: Step,
    },
    /// Those before the one that runs.
    Past {
        /// How many.
        #[schemars(range(min = 1, max = 400))]
        count: u16,
        /// How long each is.
        step: Step,
    },
    /// The one that runs and those after it.
    Next {
        /// How many, the one that runs among them.
        #[schemars(range(min = 1, max = 400))]
        count: u16,
        /// How long each is.
        step: Step,
    },
    /// From a day until another.
    Days {
        /// The first.
        from: NaiveDate,
        /// The last.
        until: NaiveDate,
    },
}

impl Period {
    /// Its first and last day, seen from a day.
    pub fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let days = |count: u16| i32::from(count);
        match self {
            Self::Last { count, step } => (step.later(step.first(today), 1 - days(count)), today),
            Self::Past { count, step } => {
                let end = step.first(today);
                (step.later(end, -days(count)), end.pred_opt().unwrap_or(end))
            }
            Self::Next { count, step } => {
                let end = step.later(step.first(today), days(count));
                (step.first(today), end.pred_opt().unwrap_or(end))
            }
            Self::Days { from, until } => (from, until),
        }
    }

    /// How far the same period right before it lies: however far a quarter or year that runs has come, it lies beside as much of
    /// an earlier one.
    fn length(self, from: NaiveDate, until: NaiveDate) -> (Step, i32) {
        match self {
            Self::Last { count, step } | Self::Past { count, step } | Self::Next { count, step } => {
                (step, count.into())
            }
            Self::Days { .. } if from.day() == 1 => {
                let months =
                    (until.year() - from.year()) * 12 + until.month0().cast_signed() - from.month0().cast_signed();
                (Step::Month, months + 1)
            }
            Self::Days { .. } => (Step::Day, whole((until - from).num_days()) + 1),
        }
    }

    /// The same in whole weeks.
    fn weeks(self, from: NaiveDate, until: NaiveDate) -> i32 {
        match self.length(from, until) {
            (Step::Year, years) => years.saturating_mul(52),
            (Step::Quarter, quarters) => quarters.saturating_mul(13),
            _ => whole((Step::Week.last(until) - Step::Week.first(from)).num_days() / 7) + 1,
        }
    }
}

named! {
    /// Beside which other days.
    Compare {
        /// None.
        Nothing = "nothing",
        /// As many days, weeks, months, quarters or years right before.
        Before = "before",
        /// The same days a year earlier.
        YearBefore = "year_before",
    }
}

impl Compare {
    /// The first and last day to compare with, of a period seen from a day.
    pub fn days(self, period: Period, today: NaiveDate, step: Option<Step>) -> Option<(NaiveDate, NaiveDate)> {
        let (from, until) = period.days(today);
        let (each, count) = match (self, step) {
            (Self::Nothing, _) => return None,
            // Weeks lie beside weeks.
            (Self::YearBefore, Some(Step::Week)) => (Step::Week, 52),
            (Self::Before, Some(Step::Week)) => (Step::Week, period.weeks(from, until)),
            (Self::YearBefore, _) => (Step::Year, 1),
            (Self::Before, _) => period.length(from, until),
        };
        let earlier = |day| each.later(day, -count);
        Some(match each {
            Step::Day | Step::Week => (earlier(from), earlier(until)),
            // A period up to the end of February is beside one up to the end of February.
            _ => (earlier(from), ends_month(until, earlier(until))),
        })
    }
}

/// A day that stands for the last of its month is the last of the other month too.
fn ends_month(day: NaiveDate, earlier: NaiveDate) -> NaiveDate {
    if Step::Month.last(day) == day { Step::Month.last(earlier) } else { earlier }
}

/// A number of days or weeks, as steps are counted.
fn whole(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX - 1)
}
