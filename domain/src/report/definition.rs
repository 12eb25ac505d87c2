//! The definition of a report, and what of it does not fit together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Compare, Dimension, Measure, Period, Step, Subject, logged};
use crate::values::Line;

/// How many steps a report has at most.
pub const MOST_STEPS: usize = 400;

/// What a report asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// About which facts.
    pub subject: Subject,
    /// What is measured.
    pub measure: Measure,
    /// What the rows are told apart by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Dimension>,
    /// What the series of the chart are told apart by; the rows' own dimension when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Dimension>,
    /// In which steps; the period as a whole when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// Only facts with one of these values: ids as written, or names of the closed lists.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<Dimension, BTreeSet<Line>>,
    /// Over which days.
    pub period: Period,
    /// Beside which other days.
    #[serde(default = "nothing")]
    pub compare: Compare,
    /// Which events, when it is about those of the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Logged>,
}

fn nothing() -> Compare {
    Compare::Nothing
}

/// Which events of the log, and what of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Logged {
    /// Their type: `visit_finished`.
    pub event_type: Line,
    /// The number that is added up: `worked`, or `part.quantity` for a field of a field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Line>,
    /// The field by which they are told apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_field: Option<Line>,
}

/// What does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misfit {
    /// That is not measured of these facts.
    Measure,
    /// These facts are not told apart by that.
    By,
    /// Nor are its series; or by the same as its rows.
    Split,
    /// They can't be filtered by that.
    Filters,
    /// It ends before it begins.
    Backwards,
    /// A period has at least one step.
    NoSteps,
    /// It has more than 400 steps.
    TooManySteps,
    /// It does not say which events, or there are none of that type.
    Event,
    /// It does not say which number is added up, or these events have no such number.
    Field,
    /// It does not say by which field, or these events have no such field, or it is about a person.
    ByField,
}

impl Misfit {
    /// The field of the definition that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::Measure => "measure",
            Self::By => "by",
            Self::Split => "split",
            Self::Filters => "filters",
            Self::Backwards | Self::NoSteps => "period",
            Self::TooManySteps => "step",
            Self::Event | Self::Field | Self::ByField => "log",
        }
    }
}

impl Definition {
    /// The definition, if it fits together.
    ///
    /// # Errors
    /// What does not.
    pub fn checked(self) -> Result<Self, Misfit> {
        let (measures, dimensions) = (self.subject.measures(), self.subject.dimensions());
        let fits = |dimension: Dimension| dimensions.contains(&dimension);
        let told = |dimension: Dimension| fits(dimension) && self.measure.is_told_by(dimension);
        if !measures.contains(&self.measure) {
            return Err(Misfit::Measure);
        }
        if self.by.is_some_and(|by| !told(by)) {
            return Err(Misfit::By);
        }
        if self.split.is_some_and(|split| !told(split) || self.by == Some(split)) {
            return Err(Misfit::Split);
        }
        // Age belongs to the end of a step: there is nothing to filter before it is worked out.
        if self.filters.keys().any(|filter| !told(*filter) || *filter == Dimension::Age) {
            return Err(Misfit::Filters);
        }
        match self.period {
            Period::Days { from, until } if until < from => return Err(Misfit::Backwards),
            Period::Last { count: 0, .. } | Period::Past { count: 0, .. } | Period::Next { count: 0, .. } => {
                return Err(Misfit::NoSteps);
            }
            _ => {}
        }
        let someday = NaiveDate::from_ymd_opt(2028, 12, 31).unwrap_or_default();
        if self.steps(self.period.days(someday)).len() > MOST_STEPS {
            return Err(Misfit::TooManySteps);
        }
        if self.subject == Subject::Events {
            let Some(log) = &self.log else { return Err(Misfit::Event) };
            let fields = logged::fields(log.event_type.as_str()).ok_or(Misfit::Event)?;
            let has = |path: &Line, fits: fn(&logged::Field) -> bool| {
                fields.iter().any(|field| field.path == path.as_str() && fits(field))
            };
            let sums = |path: &Line| has(path, |field| field.sums.is_some());
            let tells = |path: &Line| has(path, |field| field.tells);
            if log.field.as_ref().map_or(self.measure == Measure::FieldSum, |path| !sums(path)) {
                return Err(Misfit::Field);
            }
            let told = self.by.into_iter().chain(self.split).chain(self.filters.keys().copied());
            let by_field = told.into_iter().any(|by| by == Dimension::Field);
            if log.by_field.as_ref().map_or(by_field, |path| !tells(path)) {
                return Err(Misfit::ByField);
            }
        }
        Ok(self)
    }

    /// Whether its lines can be added up: what was invoiced and what was paid of it can't.
    pub fn adds_up(&self) -> bool {
        self.measure != Measure::Amount || self.filters.get(&Dimension::Kind).is_some_and(|kinds| kinds.len() == 1)
    }

    /// The first and last day of each step between two days; more than [`MOST_STEPS`] by one when there are too many.
    pub fn steps(&self, (from, until): (NaiveDate, NaiveDate)) -> Vec<(NaiveDate, NaiveDate)> {
        let Some(step) = self.step else { return vec![(from, until)] };
        let mut steps = Vec::new();
        let mut begin = from;
        while begin <= until && steps.len() <= MOST_STEPS {
            let end = step.last(begin).min(until);
            steps.push((begin, end));
            let Some(next) = end.succ_opt() else { break };
            begin = next;
        }
        steps
    }
}
