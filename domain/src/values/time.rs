//! Times as the desk speaks of them: a slot on a day in the company's time zone, working hours, and spans in minutes.

use chrono::{DateTime, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Invalid, checked_text};

/// A visit's place in an agenda: hours on one day, by the wall clock of the company's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Slot {
    /// The day.
    pub on: NaiveDate,
    /// From this time.
    #[serde(with = "hour_minute")]
    #[schemars(with = "String", regex(pattern = r"^([01]?\d|2[0-3])[:.]\d{2}$"), example = "08:30")]
    pub from: NaiveTime,
    /// Until this time, later than `from`.
    #[serde(with = "hour_minute")]
    #[schemars(with = "String", regex(pattern = r"^([01]?\d|2[0-3])[:.]\d{2}$"), example = "10:00")]
    pub until: NaiveTime,
}

impl Slot {
    /// A slot of some minutes, at least 5, that ends on the same day.
    pub fn new(on: NaiveDate, from: NaiveTime, until: NaiveTime) -> Option<Self> {
        (until > from).then_some(Self { on, from, until })
    }

    /// How long it is.
    pub fn minutes(&self) -> u32 {
        (self.until.num_seconds_from_midnight() - self.from.num_seconds_from_midnight()) / 60
    }

    /// Whether both take some minute of the same day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.on == other.on && self.from < other.until && other.from < self.until
    }
}

/// The hours of a working day; which days are worked on says [`crate::calendar::Calendar`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// From this time.
    #[serde(with = "hour_minute")]
    #[schemars(with = "String", regex(pattern = r"^([01]?\d|2[0-3])[:.]\d{2}$"), example = "08:00")]
    pub from: NaiveTime,
    /// Until this time, later than `from`.
    #[serde(with = "hour_minute")]
    #[schemars(with = "String", regex(pattern = r"^([01]?\d|2[0-3])[:.]\d{2}$"), example = "17:00")]
    pub until: NaiveTime,
}

/// From eight to five.
impl Default for Opening {
    fn default() -> Self {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self { from: at(8), until: at(17) }
    }
}

impl Opening {
    /// How long a working day is.
    pub fn day(&self) -> TimeDelta {
        self.until - self.from
    }
}

/// Hours in which nobody is disturbed, over midnight where they end earlier than they begin; none where both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quiet {
    /// From this time.
    #[serde(with = "hour_minute")]
    #[schemars(with = "String", regex(pattern = r"^([01]?\d|2[0-3])[:.]\d{2}$"), example = "20:00")]
    pub from: NaiveTime,
    /// Until this time.
    #[serde(with = "hour_minute")]
    #[schemars(with = "String", regex(pattern = r"^([01]?\d|2[0-3])[:.]\d{2}$"), example = "08:00")]
    pub until: NaiveTime,
}

/// From eight in the evening until eight in the morning.
impl Default for Quiet {
    fn default() -> Self {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self { from: at(20), until: at(8) }
    }
}

impl Quiet {
    /// When they are over, by the wall clock; none outside of them.
    pub fn over(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let (time, night) = (at.time(), self.until < self.from);
        let within =
            if night { self.from <= time || time < self.until } else { self.from <= time && time < self.until };
        let day = if night && self.from <= time { at.date().succ_opt()? } else { at.date() };
        within.then(|| day.and_time(self.until))
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            on: NaiveDate,
            #[serde(with = "hour_minute")]
            from: NaiveTime,
            #[serde(with = "hour_minute")]
            until: NaiveTime,
        }
        let Raw { on, from, until } = Raw::deserialize(deserializer)?;
        Self::new(on, from, until).ok_or_else(|| serde::de::Error::custom("slot-ends-before-start"))
    }
}

/// `08:30` outside, a time inside; `8.30` is understood too.
mod hour_minute {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &NaiveTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.format("%H:%M"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(deserializer)?.replace('.', ":");
        NaiveTime::parse_from_str(&text, "%H:%M").map_err(|_| D::Error::custom("time"))
    }
}

macro_rules! minutes {
    ($(#[$doc:meta])* $name:ident, $min:literal..=$max:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(transparent)]
        #[schemars(extend("format" = "minutes"))]
        pub struct $name(#[schemars(range(min = $min, max = $max))] u32);

        impl $name {
            /// The span, if it is within bounds.
            pub fn new(minutes: u32) -> Option<Self> {
                ($min..=$max).contains(&minutes).then_some(Self(minutes))
            }

            /// In minutes.
            pub fn get(self) -> u32 {
                self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(u32::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom("minutes"))
            }
        }
    };
}

minutes! {
    /// A span of work: 0 minutes to 31 days.
    Minutes, 0..=44640
}

impl Minutes {
    /// Sixty of them.
    pub const HOUR: Self = Self(60);
}

checked_text! {
    /// When something was done: `2026-11-17T09:04:00Z`, or by the company's wall clock `2026-11-17T10:04`, or `10:04` of today.
    Moment, example "10:04", max 40, |text| {
        let text = text.trim();
        if said(text).is_some() { Ok(text.into()) } else { Err(Invalid("time")) }
    }
}

enum Said {
    Moment(DateTime<Utc>),
    Local(NaiveDateTime),
    Time(NaiveTime),
}

fn said(text: &str) -> Option<Said> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Said::Moment(at.to_utc()));
    }
    let local = |form| NaiveDateTime::parse_from_str(text, form).ok();
    if let Some(at) = local("%Y-%m-%dT%H:%M").or_else(|| local("%Y-%m-%dT%H:%M:%S%.f")) {
        return Some(Said::Local(at));
    }
    NaiveTime::parse_from_str(&text.replace('.', ":"), "%H:%M").ok().map(Said::Time)
}

impl Moment {
    /// The moment, for who says it on a day. In the hour that comes twice it is the first, in the one that is skipped none.
    pub fn on(&self, today: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
        let local = |at: NaiveDateTime| zone.from_local_datetime(&at).earliest().map(|at| at.to_utc());
        match said(self.as_str())? {
            Said::Moment(at) => Some(at),
            Said::Local(at) => local(at),
            Said::Time(time) => local(today.and_time(time)),
        }
    }
}

/// At most five years ago or ahead: further off, a year was mistyped.
pub(crate) fn near(day: NaiveDate, today: NaiveDate) -> bool {
    let years = Months::new(60);
    today.checked_sub_months(years).is_none_or(|first| first <= day)
        && today.checked_add_months(years).is_none_or(|last| day <= last)
}
