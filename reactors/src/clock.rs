//! The clock: cron lines in one list, in the company's time zone. An occurrence is an event; missed ones run once.

use std::{str::FromStr, time::Duration};

use chrono::{NaiveDateTime, Utc};
use cron::Schedule;
use domain::{
    Actor,
    clock::{Clock, Command},
};
use event_store::{CommandError, Given, Log, Outside};
use uuid::Uuid;

/// How often the clock looks whether something is due.
const LOOK: Duration = Duration::from_secs(20);

/// A job and its times: second, minute, hour, day of the month, month, day of the week, by the company's wall clock.
///
/// No job stands between 02:00 and 03:00, the hour that spring leaves out and autumn repeats.
pub const JOBS: &[(&str, &str)] = &[
    ("contract-terms", "0 30 0 * * *"),
    ("terms-end", "0 45 0 1 * *"),
    ("maintenance-plans", "0 0 5 * * *"),
    ("contract-fees", "0 0 6 1 * *"),
    ("anchor", "0 30 6 * * *"),
    ("reports-workday", "0 45 6 * * Mon-Fri"),
    ("reports-week", "0 45 6 * * Mon"),
    ("reports-month", "0 45 6 1 * *"),
    ("contract-alerts", "0 0 7 * * *"),
    ("warranty-alerts", "0 5 7 * * *"),
    ("payment-reminders", "0 10 7 * * *"),
    ("visit-reminders", "0 0 15 * * *"),
];

/// Lets every job strike whose time has come since it last struck: once, for the newest time that was missed.
///
/// # Errors
/// When the log does not take it.
pub async fn strike_due(log: &Log, outside: &dyn Outside) -> Result<usize, CommandError> {
    let now = log.local(log.clock.now());
    let mut struck = 0;
    for (job, line) in JOBS {
        let (state, _) = log.state::<Clock>(job).await?;
        let Some(at) = newest(line, state.last(), now) else { continue };
        let Ok(name) = job.parse() else { continue };
        let command_id =
            Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{} {job} {at}", log.store.store_id().0).as_bytes());
        let given = Given { command_id, ..Given::by(Actor::system("clock")) };
        log.execute::<Clock>(job, Command::Strike { job: name, at }, &given, outside).await?;
        struck += 1;
    }
    Ok(struck)
}

/// The newest time of a line that lies after `last` and not after `now`. A job that never struck begins a day back.
///
/// The wall clock is taken for UTC while the line is worked out, so that no hour is left out or comes twice.
fn newest(line: &str, last: Option<NaiveDateTime>, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let schedule = Schedule::from_str(line).ok()?;
    let day_back = now - chrono::Duration::days(1);
    let from = last.unwrap_or(day_back).max(now - chrono::Duration::days(62)).and_utc();
    let times = schedule.after(&from).take_while(|at: &chrono::DateTime<Utc>| at.naive_utc() <= now);
    times.last().map(|at| at.naive_utc())
}

/// Looks at the clock until the task is dropped.
pub async fn run(log: &Log, outside: &dyn Outside) {
    loop {
        if let Err(error) = strike_due(log, outside).await {
            tracing::error!(%error, "the clock could not strike");
        }
        tokio::time::sleep(LOOK).await;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    const DAILY: &str = "0 0 7 * * *";

    #[test]
    fn every_line_can_be_read_and_none_stands_in_the_hour_that_changes() {
        for (job, line) in JOBS {
            let schedule = Schedule::from_str(line).unwrap();
            let times = schedule.after(&at("2026-01-01T00:00:00").and_utc()).take(400);
            assert!(times.into_iter().all(|time| chrono::Timelike::hour(&time) != 2), "{job}");
        }
    }

    #[test]
    fn a_time_that_struck_does_not_come_again() {
        assert_eq!(newest(DAILY, Some(at("2026-11-17T07:00:00")), at("2026-11-17T12:00:00")), None);
    }

    #[test]
    fn of_several_missed_times_only_the_newest_comes() {
        let newest = newest(DAILY, Some(at("2026-11-10T07:00:00")), at("2026-11-17T12:00:00"));
        assert_eq!(newest, Some(at("2026-11-17T07:00:00")));
    }

    #[test]
    fn the_clock_change_in_autumn_brings_one_seven_oclock() {
        let next = newest(DAILY, Some(at("2026-10-24T07:00:00")), at("2026-10-25T07:00:30"));
        assert_eq!(next, Some(at("2026-10-25T07:00:00")));
    }
}
