//! What the meter of a machine showed when: read late, and put right.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Event, No};
use crate::{decider::Facts, personal::Personal, values::*};

/// What it showed, by the day; the last one of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Readings(BTreeMap<NaiveDate, u32>);

impl Readings {
    /// What it showed last.
    pub(super) fn last(&self) -> Option<u32> {
        self.0.values().next_back().copied()
    }

    pub(super) fn on(&self, day: NaiveDate) -> Option<u32> {
        self.0.get(&day).copied()
    }

    pub(super) fn set(&mut self, day: NaiveDate, reading: Option<u32>) {
        match reading {
            Some(reading) => drop(self.0.insert(day, reading)),
            None => drop(self.0.remove(&day)),
        }
    }

    /// It counts on: it showed no more before that day, and shows no less after it, unless there is a reason.
    pub(super) fn read(
        &self,
        customer: CustomerId,
        reading: u32,
        on: Option<NaiveDate>,
        despite: Option<Line>,
        facts: &Facts,
    ) -> Result<Vec<Event>, No> {
        let on = on.unwrap_or(facts.today);
        if on > facts.today {
            return Err(No::NotYet);
        }
        let before = self.0.range(..=on).next_back().map(|(_, before)| *before).filter(|before| reading < *before);
        let after = self.0.range(on..).find(|(day, _)| **day > on).filter(|(_, after)| reading > **after);
        match (before, after, despite) {
            (Some(reading), _, None) => Err(No::ShowedMore { reading }),
            (None, Some((day, reading)), None) => Err(No::ShowedLess { reading: *reading, day: *day }),
            (before, after, reason) => {
                let needed = before.is_some() || after.is_some();
                let despite = reason.filter(|_| needed).map(|why| Personal::of(customer, why));
                Ok(vec![Event::MeterNoted { customer, reading, on, despite }])
            }
        }
    }

    /// What was read on a day was something else, or nothing.
    pub(super) fn correct(
        &self,
        customer: CustomerId,
        on: NaiveDate,
        reading: Option<u32>,
        reason: Line,
    ) -> Result<Vec<Event>, No> {
        match self.on(on) {
            None => Err(No::NotRead),
            known if known == reading => Ok(Vec::new()),
            Some(_) => {
                Ok(vec![Event::ReadingCorrected { customer, on, reading, reason: Personal::of(customer, reason) }])
            }
        }
    }
}
