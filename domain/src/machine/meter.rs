//! What the counters of a machine showed when: read late, put right, and begun anew where one was replaced.

use std::{collections::BTreeMap, ops::Bound};

use chrono::NaiveDate;

use super::{Command, Event, No};
use crate::{decider::Facts, personal::Personal, values::*};

/// Use is looked at over so many days before a reading, and over so many at least, to tell what is likely.
const USUAL_DAYS: std::ops::RangeInclusive<i64> = 14..=365;
/// So many times the usual use of the days since, and of a week more, is asked about.
const UNUSUAL: u64 = 5;

/// The counters of a machine: each that its type has, and the one without a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counters(BTreeMap<Option<CounterId>, Readings>);

/// What a counter showed, by the day; the last one of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Readings {
    read: BTreeMap<NaiveDate, u32>,
    replaced: BTreeMap<NaiveDate, Replaced>,
}

/// A counter came in the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Replaced {
    /// What the old one showed last, if that was ever read.
    pub(super) last: Option<u32>,
    /// What the new one began with.
    pub(super) begins: u32,
}

impl Counters {
    pub(super) fn of(&self, counter: Option<CounterId>) -> Readings {
        self.0.get(&counter).cloned().unwrap_or_default()
    }

    /// What an order about a counter comes to.
    pub(super) fn decide(&self, customer: CustomerId, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let sealed = |words| Personal::of(customer, words);
        match command {
            Command::ReadMeter { counter, reading, on, despite } => {
                let on = past(on, facts)?;
                let asks = self.of(counter).asks(reading, on);
                match (asks, despite) {
                    (Some(no), None) => Err(no),
                    (asks, why) => {
                        let despite = why.filter(|_| asks.is_some()).map(sealed);
                        Ok(vec![Event::MeterNoted { customer, counter, reading, on, despite }])
                    }
                }
            }
            Command::CorrectReading { counter, on, reading, reason } => match self.of(counter).on(on) {
                None => Err(No::NotRead),
                known if known == reading => Ok(Vec::new()),
                Some(_) => Ok(vec![Event::ReadingCorrected { customer, counter, on, reading, reason: sealed(reason) }]),
            },
            Command::ReplaceMeter { counter, reading, begins, on, reason } => {
                let on = past(on, facts)?;
                let last = self.of(counter).replaceable(reading, begins, on)?;
                Ok(vec![Event::MeterReplaced { customer, counter, on, last, begins, reason: sealed(reason) }])
            }
            Command::KeepMeter { counter, on, reason } => match self.of(counter).replaced.contains_key(&on) {
                true => Ok(vec![Event::MeterKept { customer, counter, on, reason: sealed(reason) }]),
                false => Ok(Vec::new()),
            },
            _ => Ok(Vec::new()),
        }
    }

    pub(super) fn evolve(&mut self, event: &Event) {
        match *event {
            Event::MeterNoted { counter, reading, on, .. } => {
                self.0.entry(counter).or_default().read.insert(on, reading);
            }
            Event::ReadingCorrected { counter, on, reading, .. } => {
                let read = &mut self.0.entry(counter).or_default().read;
                match reading {
                    Some(reading) => drop(read.insert(on, reading)),
                    None => drop(read.remove(&on)),
                }
            }
            Event::MeterReplaced { counter, on, last, begins, .. } => {
                let readings = self.0.entry(counter).or_default();
                readings.replaced.insert(on, Replaced { last, begins });
                readings.read.remove(&on);
            }
            Event::MeterKept { counter, on, .. } => {
                let readings = self.0.entry(counter).or_default();
                let last = readings.replaced.remove(&on).and_then(|one| one.last);
                if let Some(last) = last {
                    readings.read.entry(on).or_insert(last);
                }
            }
            _ => {}
        }
    }
}

/// The day that is said, or today; no day ahead.
fn past(on: Option<NaiveDate>, facts: &Facts) -> Result<NaiveDate, No> {
    let on = on.unwrap_or(facts.today);
    if on > facts.today { Err(No::NotYet) } else { Ok(on) }
}

impl Readings {
    /// How far it has counted: what it shows, with what those before it had counted.
    pub(super) fn run(&self) -> Option<u32> {
        let shown = self.before(NaiveDate::MAX)?;
        let of_old = |one: &Replaced| i64::from(one.last.unwrap_or(one.begins)) - i64::from(one.begins);
        let run = i64::from(shown) + self.replaced.values().map(of_old).sum::<i64>();
        u32::try_from(run.max(0)).ok()
    }

    pub(super) fn on(&self, day: NaiveDate) -> Option<u32> {
        self.read.get(&day).copied()
    }

    pub(super) fn replaced_on(&self, day: NaiveDate) -> Option<Replaced> {
        self.replaced.get(&day).copied()
    }

    /// Since when the counter of a day is there, and what it began with.
    fn since(&self, day: NaiveDate) -> (NaiveDate, Option<u32>) {
        let replaced = self.replaced.range(..=day).next_back();
        replaced.map_or((NaiveDate::MIN, None), |(since, one)| (*since, Some(one.begins)))
    }

    /// What the counter of a day showed until then.
    fn before(&self, day: NaiveDate) -> Option<u32> {
        let (since, begins) = self.since(day);
        self.read.range(since..=day).next_back().map(|(_, reading)| *reading).or(begins)
    }

    /// What the counter of a day showed next.
    fn after(&self, day: NaiveDate) -> Option<(NaiveDate, u32)> {
        let later = (Bound::Excluded(day), Bound::Unbounded);
        let replaced = self.replaced.range(later).next().map(|(on, one)| (*on, one.last));
        let until = replaced.map_or(NaiveDate::MAX, |(on, _)| on);
        let read = self.read.range((Bound::Excluded(day), Bound::Excluded(until))).next();
        read.map(|(on, reading)| (*on, *reading)).or_else(|| replaced.and_then(|(on, last)| Some((on, last?))))
    }

    /// What is odd about a reading: a counter counts on, and by as much as it usually does.
    fn asks(&self, reading: u32, on: NaiveDate) -> Option<No> {
        let before = self.before(on).filter(|before| reading < *before);
        let after = self.after(on).filter(|(_, after)| reading > *after);
        before
            .map(|reading| No::ShowedMore { reading })
            .or_else(|| after.map(|(day, reading)| No::ShowedLess { reading, day }))
            .or_else(|| self.unlikely(reading, on))
    }

    fn unlikely(&self, reading: u32, on: NaiveDate) -> Option<No> {
        let (since, _) = self.since(on);
        let (last, shown) = self.read.range(since..=on).next_back()?;
        let earliest = |(day, _): &(&NaiveDate, &u32)| (*last - **day).num_days() <= *USUAL_DAYS.end();
        let (first, begun) = self.read.range(since..=on).find(earliest)?;
        let (days, ago) = ((*last - *first).num_days(), (on - *last).num_days());
        let usual = u64::from(shown.checked_sub(*begun).filter(|used| *used > 0)?);
        let (of_days, ago) = (u64::try_from(days).ok()?, u64::try_from(ago).ok()?);
        let used = u64::from(reading.checked_sub(*shown)?);
        let odd = USUAL_DAYS.contains(&days) && used * of_days > UNUSUAL * usual * (ago + 7);
        let expected = u64::from(*shown) + (usual * ago).checked_div(of_days)?;
        odd.then(|| No::Unlikely { expected: u32::try_from(expected).unwrap_or(u32::MAX) })
    }

    /// What the old counter showed last, where a new one can take its place on a day.
    fn replaceable(&self, last: Option<u32>, begins: u32, on: NaiveDate) -> Result<Option<u32>, No> {
        let (before, after) = (self.before(on), self.after(on));
        match (last, before, after) {
            _ if self.replaced.contains_key(&on) => Err(No::AlreadyReplaced),
            (Some(last), Some(before), _) if last < before => Err(No::OldShowedMore { reading: before }),
            (_, _, Some((day, reading))) if begins > reading => Err(No::NewShowedLess { reading, day }),
            (last, before, _) => Ok(last.or(before)),
        }
    }
}
