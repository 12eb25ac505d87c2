//! What the counters of a machine showed when, how much they are used, and when one will show so much.

use chrono::{Datelike, Days, NaiveDate};
use domain::{CounterId, MachineId, Personal, machine::Event, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::{parsed, parsed_option};
use crate::{Pool, ReadError, Writes, ask, values};

/// A reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reading {
    /// The day on which it showed that.
    pub on: NaiveDate,
    /// What it showed.
    pub reading: u32,
    /// Whether that was read, and is not just what a new counter began with.
    pub read: bool,
    /// The counter that was replaced that day.
    pub replaced: Option<Replaced>,
    /// Why it shows less than before, or was put right or replaced.
    pub note: Option<String>,
    /// The day on which it was noted, in UTC, where that was later.
    pub noted_on: Option<NaiveDate>,
}

/// A counter that another took the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Replaced {
    /// What it showed last; none when it was never read.
    pub old: Option<u32>,
    /// What the new one began with.
    pub begins: u32,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Machine(event) = &recorded.event else { return };
    let (id, noted) = (recorded.subject(), recorded.recorded_at.date_naive());
    let key = |counter: &Option<CounterId>| counter.map(|id| id.to_string()).unwrap_or_default();
    match event {
        Event::MeterNoted { counter, reading, on, despite, .. } => writes.run(
            "INSERT INTO readings VALUES (?1, ?2, ?3, ?4, 1, NULL, NULL, ?5, ?6)
             ON CONFLICT DO UPDATE SET reading = excluded.reading, read = 1, note = excluded.note, noted_on = excluded.noted_on",
            values![id, key(counter), *on, *reading, despite.as_ref().map(Personal::text), noted],
        ),
        Event::ReadingCorrected { counter, on, reading: Some(reading), reason, .. } => writes.run(
            "UPDATE readings SET reading = ?4, read = 1, note = ?5, noted_on = ?6 WHERE machine = ?1 AND counter = ?2 AND on_day = ?3",
            values![id, key(counter), *on, *reading, reason.text(), noted],
        ),
        Event::ReadingCorrected { counter, on, reading: None, .. } => {
            let of = || values![id, key(counter), *on];
            writes.run("DELETE FROM readings WHERE machine = ?1 AND counter = ?2 AND on_day = ?3 AND begins IS NULL", of());
            writes.run("UPDATE readings SET reading = begins, read = 0 WHERE machine = ?1 AND counter = ?2 AND on_day = ?3", of());
        }
        Event::MeterReplaced { counter, on, last, begins, reason, .. } => writes.run(
            "INSERT INTO readings VALUES (?1, ?2, ?3, ?4, 0, ?5, ?4, ?6, ?7)
             ON CONFLICT DO UPDATE SET reading = excluded.reading, read = 0, old = excluded.old, begins = excluded.begins,
                 note = excluded.note, noted_on = excluded.noted_on",
            values![id, key(counter), *on, *begins, *last, reason.text(), noted],
        ),
        Event::MeterKept { counter, on, .. } => {
            let of = || values![id, key(counter), *on];
            writes.run("DELETE FROM readings WHERE machine = ?1 AND counter = ?2 AND on_day = ?3 AND read = 0 AND old IS NULL", of());
            writes.run(
                "UPDATE readings SET reading = iif(read = 1, reading, old), read = 1, old = NULL, begins = NULL
                 WHERE machine = ?1 AND counter = ?2 AND on_day = ?3",
                of(),
            );
        }
        _ => return,
    }
    writes.run(
        "UPDATE machines SET (reading, read_on) =
            (SELECT reading, on_day FROM readings WHERE machine = ?1 AND counter = '' ORDER BY on_day DESC LIMIT 1) WHERE id = ?1",
        values![id],
    );
}

/// The question of [`readings`].
pub const READINGS: &str = "SELECT * FROM readings WHERE machine = ?1 AND counter = ?2 ORDER BY on_day DESC LIMIT ?3";

/// The readings of a counter of a machine, the newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn readings(
    pool: &Pool,
    machine: MachineId,
    counter: Option<CounterId>,
    limit: u32,
) -> Result<Vec<Reading>, ReadError> {
    let counter = counter.map(|id| id.to_string()).unwrap_or_default();
    let rows = ask(READINGS).bind(machine.to_string()).bind(counter).bind(limit).fetch_all(pool).await?;
    let reading = |row: &crate::Row| {
        let on: NaiveDate = parsed(row, "on_day")?;
        let (old, begins): (Option<u32>, Option<u32>) = (row.get("old")?, row.get("begins")?);
        Ok::<_, ReadError>(Reading {
            on,
            reading: row.get("reading")?,
            read: row.get("read")?,
            replaced: begins.map(|begins| Replaced { old, begins }),
            note: row.get("note")?,
            noted_on: parsed_option(row, "noted_on")?.filter(|noted: &NaiveDate| *noted > on),
        })
    };
    rows.iter().map(reading).collect()
}

/// How much was used between two readings; none where it shows less than before, or what the old one showed is not known.
fn used(later: &Reading, earlier: &Reading) -> Option<u32> {
    match later.replaced {
        None => later.reading.checked_sub(earlier.reading),
        Some(Replaced { old, begins }) => {
            let of_old = old?.checked_sub(earlier.reading)?;
            later.reading.checked_sub(begins)?.checked_add(of_old)
        }
    }
}

/// How much was used in each month, the newest first: between two readings as much each day. A meter that shows less than before
/// began anew, so nothing is known of the days between. Readings come the newest first.
pub fn months(readings: &[Reading]) -> Vec<(NaiveDate, u32)> {
    let mut months: Vec<(NaiveDate, f64)> = Vec::new();
    for pair in readings.windows(2) {
        let (later, earlier) = (&pair[0], &pair[1]);
        let days = (later.on - earlier.on).num_days();
        let (Some(used), true) = (used(later, earlier), days > 0) else { continue };
        let a_day = f64::from(used) / days as f64;
        for day in earlier.on.iter_days().skip(1).take(usize::try_from(days).unwrap_or_default()) {
            let month = day.with_day(1).unwrap_or(day);
            match months.iter_mut().find(|(known, _)| *known == month) {
                Some((_, sum)) => *sum += a_day,
                None => months.push((month, a_day)),
            }
        }
    }
    months.sort_by_key(|(month, _)| std::cmp::Reverse(*month));
    months.into_iter().map(|(month, used)| (month, used.round() as u32)).collect()
}

/// How far back use counts when it is asked when the meter will show so much.
const LOOKS_BACK_DAYS: i64 = 365;

/// When the meter will show so much, at the use of the year before its last reading; none where that can't be told. Readings come the
/// newest first.
pub fn reaches(readings: &[Reading], threshold: u32) -> Option<NaiveDate> {
    let last = readings.first()?;
    if last.reading >= threshold {
        return Some(last.on);
    }
    let (mut first, mut sum) = (last.on, 0u32);
    for pair in readings.windows(2) {
        let (later, earlier) = (&pair[0], &pair[1]);
        let near = (last.on - earlier.on).num_days() <= LOOKS_BACK_DAYS;
        // Up to where it began anew.
        let Some(used) = used(later, earlier).filter(|_| near) else { break };
        (first, sum) = (earlier.on, sum.saturating_add(used));
    }
    let left = i64::from(threshold - last.reading);
    let needed = (left * (last.on - first).num_days()).checked_div(sum.into())?;
    last.on.checked_add_days(Days::new(u64::try_from(needed).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(all: &[(&str, u32)]) -> Vec<Reading> {
        let reading = |(on, reading): &(&str, u32)| Reading {
            on: on.parse().unwrap_or_default(),
            reading: *reading,
            read: true,
            replaced: None,
            note: None,
            noted_on: None,
        };
        all.iter().rev().map(reading).collect()
    }

    #[test]
    fn use_is_spread_over_the_days_between_two_readings() {
        let readings = read(&[("2026-01-21", 1_000), ("2026-02-20", 4_000), ("2026-02-28", 4_800)]);
        let months: Vec<_> = months(&readings).into_iter().map(|(month, used)| (month.month(), used)).collect();
        assert_eq!(months, [(2, 2_800), (1, 1_000)]);
    }

    #[test]
    fn a_meter_that_began_anew_tells_nothing_of_the_days_between() {
        let readings = read(&[("2026-01-01", 9_000), ("2026-01-31", 100), ("2026-02-10", 300)]);
        assert_eq!(months(&readings), [("2026-02-01".parse().unwrap_or_default(), 200)]);
        assert_eq!(reaches(&readings, 500), Some("2026-02-20".parse().unwrap_or_default()));
    }

    #[test]
    fn a_threshold_is_reached_at_the_use_of_the_last_year() {
        let readings = read(&[("2020-01-01", 0), ("2026-01-01", 1_000), ("2026-01-11", 2_000)]);
        assert_eq!(reaches(&readings, 3_000), Some("2026-01-21".parse().unwrap_or_default()));
        assert_eq!(reaches(&readings, 1_500), Some("2026-01-11".parse().unwrap_or_default()), "it is");
        assert_eq!(reaches(&read(&[("2026-01-01", 7)]), 100), None);
        assert_eq!(reaches(&read(&[("2026-01-01", 7), ("2026-02-01", 7)]), 100), None, "it is not used");
    }

    #[test]
    fn use_goes_on_over_a_counter_that_was_replaced() {
        let mut readings = read(&[("2026-01-01", 9_000), ("2026-01-11", 0), ("2026-01-21", 500)]);
        readings[1].replaced = Some(Replaced { old: Some(10_000), begins: 0 });
        assert_eq!(months(&readings), [("2026-01-01".parse().unwrap_or_default(), 1_500)]);
        assert_eq!(reaches(&readings, 1_250), Some("2026-01-31".parse().unwrap_or_default()));
        readings[1].replaced = Some(Replaced { old: None, begins: 0 });
        assert_eq!(months(&readings), [("2026-01-01".parse().unwrap_or_default(), 500)]);
    }
}
