//! When it comes round: the days of a schedule, and which of them is next. Pure; working days are looked up elsewhere.

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::CounterId;

/// So many steps at most are looked through for the next day: a day each for a century.
const STEPS: u32 = 36_600;

/// What an interval is counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    #[default]
    Month,
    /// Years.
    Year,
}

impl Unit {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// From where the next one is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// From the first day, whenever it was really done.
    #[default]
    Fixed,
    /// From the day on which the last one was done.
    Completed,
}

impl Counted {
    /// All, as shown.
    pub const ALL: [Self; 2] = [Self::Fixed, Self::Completed];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Completed => "completed",
        }
    }
}

/// Which of a month's five Mondays, Tuesdays, ….
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last.
    Last,
}

impl Nth {
    /// All, as shown.
    pub const ALL: [Self; 5] = [Self::First, Self::Second, Self::Third, Self::Fourth, Self::Last];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Fourth => "fourth",
            Self::Last => "last",
        }
    }
}

/// A working day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "they say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

impl Weekday {
    /// All, as shown.
    pub const ALL: [Self; 5] = [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
        }
    }

    fn of_chrono(self) -> chrono::Weekday {
        match self {
            Self::Monday => chrono::Weekday::Mon,
            Self::Tuesday => chrono::Weekday::Tue,
            Self::Wednesday => chrono::Weekday::Wed,
            Self::Thursday => chrono::Weekday::Thu,
            Self::Friday => chrono::Weekday::Fri,
        }
    }
}

/// When it comes round; the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The first day, from which a fixed schedule counts.
    pub first: NaiveDate,
    /// Every so many days, weeks, months or years; once when not said.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    pub every: Option<u16>,
    /// What that counts.
    #[serde(default)]
    pub unit: Unit,
    /// From where the next one is counted.
    #[serde(default)]
    pub counted: Counted,
    /// On which of the month's weekdays, with `weekday`; for months and years.
    #[serde(default)]
    pub nth: Option<Nth>,
    /// On which weekday, with `nth`.
    #[serde(default)]
    pub weekday: Option<Weekday>,
    /// Only in these months, 1 to 12; all year when none is said. What falls outside waits for the first day of the next of them.
    #[serde(default)]
    pub season: Vec<u8>,
    /// Also as soon as the machine's meter shows so much more than when it was last done.
    #[serde(default)]
    pub meter: Option<u32>,
    /// Which of its counters that is; the one without a name when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<CounterId>,
    /// Not after this day.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// So many days before, a visit is asked for.
    #[serde(default = "a_month")]
    #[schemars(range(min = 0, max = 366))]
    pub ahead: u16,
    /// So many days before, planners are warned when it has no appointment yet.
    #[serde(default = "a_week")]
    #[schemars(range(min = 0, max = 366))]
    pub warn: u16,
}

impl Schedule {
    /// Every so many months from a day on, counted from there, asked for a month before and warned of a week before.
    pub fn monthly(first: NaiveDate, every: u16) -> Self {
        Self {
            first,
            every: Some(every),
            unit: Unit::Month,
            counted: Counted::Fixed,
            nth: None,
            weekday: None,
            season: Vec::new(),
            meter: None,
            counter: None,
            until: None,
            ahead: a_month(),
            warn: a_week(),
        }
    }
}

fn a_month() -> u16 {
    30
}

fn a_week() -> u16 {
    7
}

/// The next day of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Which step of a fixed schedule it is, from 0.
    pub step: u32,
    /// The day.
    pub due: NaiveDate,
    /// How many days of the schedule went by unused before it.
    pub passed: u32,
}

impl Schedule {
    /// The first day that is not before another.
    pub fn first_from(&self, from: NaiveDate) -> Option<Next> {
        let before = from.pred_opt()?;
        self.walk(0, before).map(|next| Next { passed: 0, ..next })
    }

    /// What comes after an occurrence of a step that fell due on a day and was done, or called off, on another. A fixed schedule goes
    /// on with its first day after both: what came due meanwhile is one visit, not two, and is counted as passed.
    pub fn after(&self, step: Option<u32>, due: NaiveDate, on: NaiveDate, done: bool) -> Option<Next> {
        let next = match self.counted {
            Counted::Fixed => {
                let own = step.and_then(|step| self.day(step)).unwrap_or(due);
                let next = self.walk(step.map_or(0, |step| step + 1), on.max(own))?;
                Next { passed: if step.is_none() { 0 } else { next.passed }, ..next }
            }
            Counted::Completed if done => Next { step: 0, due: self.place(self.steps_from(on, 1)?)?, passed: 0 },
            // Nothing was done: it is counted from when it should have been.
            Counted::Completed => {
                let days = (1..STEPS).map_while(|n| self.place(self.steps_from(due, n)?));
                let (passed, due) = (0..).zip(days).find(|(_, day)| *day > on)?;
                Next { step: 0, due, passed }
            }
        };
        self.within(next)
    }

    /// The first step from one on that lies after a day.
    fn walk(&self, from: u32, after: NaiveDate) -> Option<Next> {
        let days = (from..from.saturating_add(STEPS)).map_while(|step| Some((step, self.day(step)?)));
        let (step, due) = days.into_iter().find(|(_, day)| *day > after)?;
        self.within(Next { step, due, passed: step - from })
    }

    fn within(&self, next: Next) -> Option<Next> {
        (self.until.is_none_or(|last| next.due <= last)).then_some(next)
    }

    /// The day of a step; of what comes once there is one.
    fn day(&self, step: u32) -> Option<NaiveDate> {
        self.place(self.steps_from(self.first, step)?)
    }

    /// So many intervals after a day. Months count from that day, so that the 31st is the last day of a short month and the 31st again
    /// after it.
    fn steps_from(&self, day: NaiveDate, steps: u32) -> Option<NaiveDate> {
        if steps == 0 {
            return Some(day);
        }
        let count = u32::from(self.every?).checked_mul(steps)?;
        match self.unit {
            Unit::Day => day.checked_add_days(Days::new(count.into())),
            Unit::Week => day.checked_add_days(Days::new(u64::from(count) * 7)),
            Unit::Month => day.checked_add_months(Months::new(count)),
            Unit::Year => day.checked_add_months(Months::new(count.checked_mul(12)?)),
        }
    }

    /// The day with its weekday and its season.
    fn place(&self, day: NaiveDate) -> Option<NaiveDate> {
        let day = self.in_season(day)?;
        let Some((nth, weekday)) = self.nth.zip(self.weekday) else { return Some(day) };
        let of = |n| NaiveDate::from_weekday_of_month_opt(day.year(), day.month(), weekday.of_chrono(), n);
        match nth {
            Nth::First => of(1),
            Nth::Second => of(2),
            Nth::Third => of(3),
            Nth::Fourth => of(4),
            Nth::Last => of(5).or_else(|| of(4)),
        }
    }

    /// The day itself, or the first of the next month of the season.
    fn in_season(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.has(day) {
            return Some(day);
        }
        let first = day.with_day(1)?;
        (1..=12).map_while(|n| first.checked_add_months(Months::new(n))).find(|month| self.has(*month))
    }

    /// Whether a day lies in the season.
    pub fn has(&self, day: NaiveDate) -> bool {
        self.season.is_empty() || self.season.iter().any(|month| u32::from(*month) == day.month())
    }
}
