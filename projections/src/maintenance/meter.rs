//! What the meter of a machine showed when, how much it is used, and when it will show so much.

use chrono::{Datelike, Days, NaiveDate};
use domain::{MachineId, machine::Event, registry::AnyEvent};
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
    /// Why it shows less than before, or was put right.
    pub note: Option<String>,
    /// The day on which it was noted, in UTC, where that was later.
    pub noted_on: Option<NaiveDate>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Machine(event) = &recorded.event else { return };
    let (id, noted) = (recorded.subject(), recorded.recorded_at.date_naive());
    match event {
        Event::MeterNoted { reading, on, despite, .. } => writes.run(
            "INSERT INTO readings VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET reading = excluded.reading, note = excluded.note, noted_on = excluded.noted_on",
            values![id, *on, *reading, despite.as_ref().map(domain::Personal::text), noted],
        ),
        Event::ReadingCorrected { on, reading: Some(reading), reason, .. } => writes.run(
            "UPDATE readings SET reading = ?3, note = ?4, noted_on = ?5 WHERE machine = ?1 AND on_day = ?2",
            values![id, *on, *reading, reason.text(), noted],
        ),
        Event::ReadingCorrected { on, reading: None, .. } => {
            writes.run("DELETE FROM readings WHERE machine = ?1 AND on_day = ?2", values![id, *on]);
        }
        _ => return,
    }
    writes.run(
        "UPDATE machines SET (reading, read_on) =
            (SELECT reading, on_day FROM readings WHERE machine = ?1 ORDER BY on_day DESC LIMIT 1) WHERE id = ?1",
        values![id],
    );
}

/// The question of [`readings`].
pub const READINGS: &str = "SELECT * FROM readings WHERE machine = ?1 ORDER BY on_day DESC LIMIT ?2";

/// The readings of a machine, the newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn readings(pool: &Pool, machine: MachineId, limit: u32) -> Result<Vec<Reading>, ReadError> {
    let rows = ask(READINGS).bind(machine.to_string()).bind(limit).fetch_all(pool).await?;
    let reading = |row: &crate::Row| {
        let on: NaiveDate = parsed(row, "on_day")?;
        Ok::<_, ReadError>(Reading {
            on,
            reading: row.get("reading")?,
            note: row.get("note")?,
            noted_on: parsed_option(row, "noted_on")?.filter(|noted: &NaiveDate| *noted > on),
        })
    };
    rows.iter().map(reading).collect()
}

/// How much was used in each month, the newest first: between two readings as much each day. A meter that shows less than before
/// began anew, so nothing is known of the days between. Readings come the newest first.
pub fn months(readings: &[Reading]) -> Vec<(NaiveDate, u32)> {
    let mut months: Vec<(NaiveDate, f64)> = Vec::new();
    for pair in readings.windows(2) {
        let (later, earlier) = (&pair[0], &pair[1]);
        let days = (later.on - earlier.on).num_days();
        let (Some(used), true) = (later.reading.checked_sub(earlier.reading), days > 0) else { continue };
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
    // Up to where it began anew.
    let steady = readings.windows(2).take_while(|pair| pair[1].reading <= pair[0].reading).map(|pair| &pair[1]);
    let first = steady.take_while(|one| (last.on - one.on).num_days() <= LOOKS_BACK_DAYS).last()?;
    let (days, used) = ((last.on - first.on).num_days(), last.reading - first.reading);
    let left = i64::from(threshold - last.reading);
    let needed = (left * days).checked_div(used.into())?;
    last.on.checked_add_days(Days::new(u64::try_from(needed).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(all: &[(&str, u32)]) -> Vec<Reading> {
        let reading = |(on, reading): &(&str, u32)| Reading {
            on: on.parse().unwrap_or_default(),
            reading: *reading,
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
}
