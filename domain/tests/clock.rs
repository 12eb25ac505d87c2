//! Rules of the company's clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    clock::{Clock, Command, Event},
    testing::{day, given},
};

fn strike(hour: u32) -> Command {
    Command::Strike { job: "reminders".parse().unwrap(), at: day(2026, 11, 17).and_hms_opt(hour, 0, 0).unwrap() }
}

fn struck(hour: u32) -> Event {
    Event::ClockStruck { job: "reminders".parse().unwrap(), at: day(2026, 11, 17).and_hms_opt(hour, 0, 0).unwrap() }
}

#[test]
fn a_job_whose_time_has_come_strikes() {
    assert_eq!(given::<Clock>([]).when(strike(7)), Ok(vec![struck(7)]));
}

#[test]
fn a_moment_strikes_once() {
    assert_eq!(given::<Clock>([struck(7)]).when(strike(7)), Ok(vec![]));
}

#[test]
fn a_moment_before_the_last_one_does_not_come_again() {
    assert_eq!(given::<Clock>([struck(7)]).when(strike(6)), Ok(vec![]));
}

#[test]
fn the_next_moment_strikes() {
    assert_eq!(given::<Clock>([struck(7)]).when(strike(8)), Ok(vec![struck(8)]));
}
