//! What a technician can do and where, when they work, and when they are away.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{values::*, visit::Kind};

/// The hours of each weekday; a day without is free. Without any day they are the company's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the days of the week")]
pub struct Hours {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monday: Option<Opening>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tuesday: Option<Opening>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wednesday: Option<Opening>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thursday: Option<Opening>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub friday: Option<Opening>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saturday: Option<Opening>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sunday: Option<Opening>,
}

impl Hours {
    /// No day at all.
    pub const NONE: Self = Self {
        monday: None,
        tuesday: None,
        wednesday: None,
        thursday: None,
        friday: None,
        saturday: None,
        sunday: None,
    };

    /// The days in order, with the name of each as it is written.
    pub fn days(&self) -> [(&'static str, Option<Opening>); 7] {
        [
            ("monday", self.monday),
            ("tuesday", self.tuesday),
            ("wednesday", self.wednesday),
            ("thursday", self.thursday),
            ("friday", self.friday),
            ("saturday", self.saturday),
            ("sunday", self.sunday),
        ]
    }

    /// Whether any day is said.
    pub fn are_set(&self) -> bool {
        *self != Self::default()
    }

    /// From when until when on that day.
    pub fn on(&self, day: NaiveDate) -> Option<Opening> {
        match day.weekday() {
            Weekday::Mon => self.monday,
            Weekday::Tue => self.tuesday,
            Weekday::Wed => self.wednesday,
            Weekday::Thu => self.thursday,
            Weekday::Fri => self.friday,
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
        }
    }

    /// Whether no day ends before it begins.
    pub fn are_possible(&self) -> bool {
        self.days().iter().filter_map(|(_, hours)| *hours).all(|hours| hours.from < hours.until)
    }

    /// What of a working week of so many minutes falls on a day: its share of the hours, or a fifth of Monday to Friday.
    pub fn share(&self, week: i64, day: NaiveDate) -> i64 {
        if !self.are_set() {
            return if day.weekday().number_from_monday() <= 5 { week / 5 } else { 0 };
        }
        let long = |hours: Opening| (hours.until - hours.from).num_minutes();
        let all: i64 = self.days().iter().filter_map(|(_, hours)| hours.map(long)).sum();
        self.on(day).map_or(0, |hours| week * long(hours) / all.max(1))
    }
}

/// What a technician does, at which machines and where; what is not said is no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skills {
    /// The kinds of visits.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Kind>,
    /// How the makes and types of the machines begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub models: Option<Beginnings>,
    /// How the postcodes begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub areas: Option<Beginnings>,
}

impl Skills {
    /// Whether they do this kind of visit.
    pub fn does(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Whether they know a machine of this make and type.
    pub fn knows(&self, model: &str) -> bool {
        self.models.as_ref().is_none_or(|models| models.cover(model))
    }

    /// Whether they come there.
    pub fn reaches(&self, postcode: &str) -> bool {
        self.areas.as_ref().is_none_or(|areas| areas.cover(postcode))
    }
}

/// Why somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Away {
    /// On holiday.
    Holiday,
    /// Ill.
    Ill,
    /// On a course.
    Training,
    /// Something else.
    Otherwise,
}

impl Away {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Holiday, Self::Ill, Self::Training, Self::Otherwise];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Ill => "ill",
            Self::Training => "training",
            Self::Otherwise => "otherwise",
        }
    }
}

/// Days on which a technician is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// Why; not known any more of who was forgotten.
    pub why: Option<Away>,
    /// From this day.
    pub from: NaiveDate,
    /// Up to and with this day.
    pub until: NaiveDate,
}

/// All of it about one technician.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// When they work.
    pub hours: Hours,
    /// What they can do and where.
    pub skills: Skills,
    /// When they are away.
    pub absences: BTreeMap<AbsenceId, Absence>,
}

impl Roster {
    /// The absence that a day lies in.
    pub fn away(&self, day: NaiveDate) -> Option<&Absence> {
        self.absences.values().find(|absence| absence.from <= day && day <= absence.until)
    }
}
