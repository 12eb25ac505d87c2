//! The clock's jobs through the nights in which the hour changes, a leap day and a clock that jumps: each time strikes once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{clock::Event, registry::AnyEvent};
use reactors::clock::{JOBS, strike_due};
use support::Bench;

/// Turns the clock, lets strike what is due, and gives what struck in the end: `2027-03-28T07:00:00 contract-alerts`.
async fn struck(moments: impl IntoIterator<Item = DateTime<Utc>>) -> Vec<String> {
    let bench = Bench::new().await;
    for moment in moments {
        bench.log.clock.turn(moment);
        strike_due(&bench.log, &bench).await.unwrap();
    }
    let mut struck = Vec::new();
    for event in bench.events().await {
        if let AnyEvent::Clock(Event::ClockStruck { job, at }) = event {
            struck.push(format!("{} {}", at.format("%Y-%m-%dT%H:%M"), job.as_str()));
        }
    }
    struck.sort();
    struck
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Every ten minutes from one moment up to another.
fn through(from: &str, to: &str) -> impl Iterator<Item = DateTime<Utc>> + Clone {
    let (from, to) = (utc(from), utc(to));
    (0..).map(move |n| from + TimeDelta::minutes(10 * n)).take_while(move |at| *at <= to)
}

/// What strikes on a Sunday on which no month begins.
fn daily(day: &str) -> [String; 7] {
    [
        format!("{day}T00:30 contract-terms"),
        format!("{day}T05:00 maintenance-plans"),
        format!("{day}T06:30 anchor"),
        format!("{day}T07:00 contract-alerts"),
        format!("{day}T07:05 warranty-alerts"),
        format!("{day}T07:10 payment-reminders"),
        format!("{day}T15:00 visit-reminders"),
    ]
}

/// What strikes on a day on which people work, besides what strikes then.
fn working_day(day: &str, more: &[&str]) -> Vec<String> {
    let own = ["06:45 reports-workday"].iter().chain(more).map(|struck| format!("{day}T{struck}"));
    let mut all: Vec<String> = daily(day).into_iter().chain(own).collect();
    all.sort();
    all
}

fn of_day<'a>(struck: &'a [String], day: &str) -> Vec<&'a String> {
    struck.iter().filter(|struck| struck.starts_with(day)).collect()
}

#[tokio::test]
async fn in_the_night_that_leaves_an_hour_out_each_job_strikes_once() {
    let struck = struck(through("2027-03-27T20:00:00Z", "2027-03-28T21:50:00Z")).await;
    assert_eq!(of_day(&struck, "2027-03-28"), daily("2027-03-28").iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn in_the_night_that_repeats_an_hour_each_job_strikes_once() {
    let struck = struck(through("2026-10-24T20:00:00Z", "2026-10-25T22:50:00Z")).await;
    assert_eq!(of_day(&struck, "2026-10-25"), daily("2026-10-25").iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_leap_day_has_its_own_strikes_and_the_month_begins_after_it() {
    let struck = struck(through("2028-02-28T20:00:00Z", "2028-03-01T21:50:00Z")).await;
    assert_eq!(of_day(&struck, "2028-02-29"), working_day("2028-02-29", &[]).iter().collect::<Vec<_>>());
    let first = working_day("2028-03-01", &["00:45 terms-end", "06:00 contract-fees", "06:45 reports-month"]);
    assert_eq!(of_day(&struck, "2028-03-01"), first.iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn on_a_monday_what_is_weekly_strikes_too() {
    let struck = struck(through("2028-03-05T23:00:00Z", "2028-03-06T21:50:00Z")).await;
    let monday = working_day("2028-03-06", &["06:45 reports-week"]);
    assert_eq!(of_day(&struck, "2028-03-06"), monday.iter().collect::<Vec<_>>());
    assert_eq!(JOBS.len(), 12, "a job more or fewer: say here when it strikes");
}

#[tokio::test]
async fn a_clock_that_jumps_back_and_forth_strikes_no_time_twice() {
    let (night, day) = ("2026-10-24T20:00:00Z", "2026-10-25T22:50:00Z");
    let once = struck(through(night, day)).await;
    // Through the same day three times, the last time in strides from the end to the beginning.
    let backwards = through(night, day).collect::<Vec<_>>().into_iter().rev().step_by(7);
    let again =
        struck(through(night, day).chain(through(night, day)).chain(backwards).chain(through(night, day))).await;
    assert_eq!(again, once);
}
