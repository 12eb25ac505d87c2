//! Until when what of a machine is under warranty.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Event, No};
use crate::{decider::Facts, values::*};

/// The longest warranty, in months: more is a slip of the keyboard.
const LONGEST: u32 = 240;

/// What of a repair a warranty pays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// Parts and labour.
    #[default]
    Both,
    /// Parts alone.
    Parts,
    /// Labour alone.
    Labour,
}

impl Covers {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Both, Self::Parts, Self::Labour];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Parts => "parts",
            Self::Labour => "labour",
        }
    }
}

/// What is under warranty from a day on, up to and with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warranty {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// What it pays.
    pub covers: Covers,
}

/// The warranties of a machine by their first day. From that day on the later one holds alone: after a year of both may follow
/// two of parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warranties(BTreeMap<NaiveDate, Warranty>);

impl FromIterator<Warranty> for Warranties {
    fn from_iter<T: IntoIterator<Item = Warranty>>(all: T) -> Self {
        Self(all.into_iter().map(|one| (one.from, one)).collect())
    }
}

impl Warranties {
    /// The warranty that runs on a day.
    pub fn on(&self, day: NaiveDate) -> Option<Warranty> {
        self.0.range(..=day).next_back().map(|(_, one)| *one).filter(|one| one.until >= day)
    }

    /// The one that begins last.
    pub fn last(&self) -> Option<Warranty> {
        self.0.values().next_back().copied()
    }

    /// All, by their first day.
    pub fn all(&self) -> impl Iterator<Item = Warranty> {
        self.0.values().copied()
    }

    pub(super) fn beginning(&self, from: NaiveDate) -> Option<Warranty> {
        self.0.get(&from).copied()
    }

    pub(super) fn set(&mut self, warranty: Warranty) {
        self.0.insert(warranty.from, warranty);
    }

    pub(super) fn drop(&mut self, from: NaiveDate) {
        self.0.remove(&from);
    }
}

/// The last day of so many months of warranty.
pub fn end_of(from: NaiveDate, months: u16) -> Option<NaiveDate> {
    from.checked_add_months(Months::new(months.into()))?.pred_opt()
}

/// What was said of the warranty of a machine that is written down: a last day, or an article whose term it is.
pub(super) struct Said {
    pub(super) until: Option<NaiveDate>,
    pub(super) covers: Covers,
    pub(super) article: Option<ArticleId>,
}

impl Said {
    /// The warranty of a machine that stands there from a day on, if it has one.
    pub(super) fn of(self, customer: CustomerId, from: NaiveDate, facts: &Facts) -> Result<Option<Event>, No> {
        let Self { until, covers, article } = self;
        if article.is_some_and(|article| !facts.known.articles.contains(&article)) {
            return Err(No::UnknownArticle);
        }
        let months = article.and_then(|article| facts.known.shelf.get(&article)).and_then(|known| known.warranty());
        let Some(until) = until.or_else(|| months.and_then(|months| end_of(from, months))) else { return Ok(None) };
        check(from, until, "warranty_until")?;
        Ok(Some(Event::WarrantySet { customer, from, until, covers, article }))
    }
}

/// A warranty ends after it began, and within some twenty years.
pub(super) fn check(from: NaiveDate, until: NaiveDate, field: &'static str) -> Result<(), No> {
    if until < from {
        Err(No::EndsBefore { field })
    } else if from.checked_add_months(Months::new(LONGEST)).is_some_and(|last| until > last) {
        Err(No::TooLong { field })
    } else {
        Ok(())
    }
}
