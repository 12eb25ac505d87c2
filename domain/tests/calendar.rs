//! Rules of working days: public holidays of three countries, closing days, hours that are counted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::{NaiveDate, TimeDelta};
use domain::{
    Slot,
    calendar::{Calendar, Free, Holiday, LiberationDay, easter, holiday},
    settings::{Command, Event, No, Settings},
    testing::{day, given},
};

use crate::common::{company, line};

/// The holidays of a country's year that do not fall on a weekend, as `01-06`.
fn on_weekdays(country: &str, year: i32, liberation: LiberationDay) -> Vec<String> {
    let calendar = Calendar { country: Some(country.parse().unwrap()), liberation, ..Calendar::default() };
    let days = day(year, 1, 1).iter_days().take_while(|day| chrono::Datelike::year(day) == year);
    let free = days.filter(|day| matches!(calendar.free(*day), Some(Free::Holiday(_))));
    let weekdays = free.filter(|day| chrono::Datelike::weekday(day).num_days_from_monday() < 5);
    weekdays.map(|day| day.format("%m-%d").to_string()).collect()
}

#[test]
fn easter_is_where_almanacs_have_it() {
    for (year, month, on) in [
        (1961, 4, 2),
        (1981, 4, 19),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2019, 4, 21),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2035, 3, 25),
        (2038, 4, 25),
        (2049, 4, 18),
        (2076, 4, 19),
    ] {
        assert_eq!(easter(year), Some(day(year, month, on)));
    }
}

#[test]
fn dutch_holidays_are_those_of_the_law_and_good_friday_is_worked_on() {
    let five = LiberationDay::EveryFiveYears;
    assert_eq!(on_weekdays("NL", 2025, five), ["01-01", "04-21", "05-05", "05-29", "06-09", "12-25", "12-26"]);
    assert_eq!(on_weekdays("NL", 2026, five), ["01-01", "04-06", "04-27", "05-14", "05-25", "12-25"]);
    assert_eq!(on_weekdays("NL", 2028, five), ["04-17", "04-27", "05-25", "06-05", "12-25", "12-26"]);
}

#[test]
fn kings_day_on_a_sunday_is_kept_the_day_before_and_until_2013_it_was_the_queens() {
    let kings = |on: NaiveDate| holiday("NL", on, LiberationDay::Never) == Some(Holiday::KingsDay);
    // 27 April is a Sunday in 2014, 2025 and 2031; 30 April was one in 2006.
    for (on, other) in [
        (day(2014, 4, 26), day(2014, 4, 27)),
        (day(2025, 4, 26), day(2025, 4, 27)),
        (day(2031, 4, 26), day(2031, 4, 27)),
        (day(2026, 4, 27), day(2026, 4, 26)),
        (day(2013, 4, 30), day(2013, 4, 27)),
        (day(2006, 4, 29), day(2006, 4, 30)),
    ] {
        assert!(kings(on) && !kings(other), "{on}");
    }
}

#[test]
fn liberation_day_is_the_companys_choice() {
    let free = |year, choice| holiday("NL", day(year, 5, 5), choice).is_some();
    assert!(!free(2025, LiberationDay::Never) && free(2025, LiberationDay::EveryFiveYears));
    assert!(!free(2026, LiberationDay::EveryFiveYears) && free(2026, LiberationDay::EveryYear));
    assert_eq!(holiday("BE", day(2025, 5, 5), LiberationDay::EveryYear), None);
}

#[test]
fn belgium_has_ten_holidays() {
    let years = [2024, 2025, 2026].map(|year| {
        let all =
            day(year, 1, 1).iter_days().take(365).filter(|day| holiday("BE", *day, LiberationDay::Never).is_some());
        all.count()
    });
    assert_eq!(years, [10, 10, 10]);
    assert_eq!(
        on_weekdays("BE", 2026, LiberationDay::Never),
        ["01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "11-11", "12-25"]
    );
}

#[test]
fn polish_holidays_have_epiphany_since_2011_and_christmas_eve_since_2025() {
    let never = LiberationDay::Never;
    assert_eq!(holiday("PL", day(2010, 1, 6), never), None);
    assert_eq!(holiday("PL", day(2011, 1, 6), never), Some(Holiday::Epiphany));
    assert_eq!(holiday("PL", day(2024, 12, 24), never), None);
    assert_eq!(holiday("PL", day(2025, 12, 24), never), Some(Holiday::ChristmasEve));
    assert_eq!(
        on_weekdays("PL", 2026, never),
        ["01-01", "01-06", "04-06", "05-01", "06-04", "11-11", "12-24", "12-25"]
    );
    assert_eq!(
        on_weekdays("PL", 2024, never),
        ["01-01", "04-01", "05-01", "05-03", "05-30", "08-15", "11-01", "11-11", "12-25", "12-26"]
    );
}

fn utrecht(closings: &[(NaiveDate, NaiveDate)]) -> Calendar {
    let mut events = vec![Event::CompanyChanged { company: company() }];
    events.extend(closings.iter().map(|(from, until)| Event::ClosingSet {
        from: *from,
        until: *until,
        name: line("Bouwvak"),
    }));
    let mut state = domain::settings::State::default();
    events.iter().for_each(|event| <Settings as domain::Decider>::evolve(&mut state, event));
    state.calendar
}

#[test]
fn working_time_passes_over_holidays_and_closing_days() {
    let at = |text: &str| text.parse::<chrono::NaiveDateTime>().unwrap();
    let hours = |calendar: &Calendar, from, hours| calendar.after(at(from), TimeDelta::hours(hours)).to_string();
    // Thursday before Easter at four: Friday is worked on, Monday is not.
    assert_eq!(hours(&utrecht(&[]), "2026-04-02T16:00:00", 11), "2026-04-07 09:00:00");
    let closed = utrecht(&[(day(2026, 7, 20), day(2026, 8, 7))]);
    assert_eq!(hours(&closed, "2026-07-17T16:00:00", 2), "2026-08-10 09:00:00");
    assert!(closed.is_working(day(2026, 7, 17)) && !closed.is_working(day(2026, 8, 7)));
}

#[test]
fn working_days_are_counted_over_weekends_and_years_without_holidays() {
    let days = |calendar: &Calendar, from: &str, until: &str| {
        calendar.working_days(from.parse().unwrap(), until.parse().unwrap())
    };
    let plain = Calendar::default();
    assert_eq!(days(&plain, "2026-11-23", "2026-11-29"), 5);
    assert_eq!(days(&plain, "2026-11-27", "2026-11-30"), 2);
    assert_eq!(days(&plain, "2026-11-28", "2026-11-29"), 0);
    assert_eq!(days(&plain, "2026-01-01", "2026-12-31"), 261);
    assert_eq!(days(&utrecht(&[]), "2026-01-01", "2026-12-31"), 261 - 6);
    assert_eq!(days(&utrecht(&[(day(2026, 12, 24), day(2026, 12, 31))]), "2026-12-21", "2026-12-31"), 3);
}

#[test]
fn a_visit_on_a_holiday_wants_a_reason() {
    let slot = |on| Slot::new(on, "09:00:00".parse().unwrap(), "10:00:00".parse().unwrap()).unwrap();
    assert!(!utrecht(&[]).covers(&slot(day(2026, 12, 25))));
    assert!(utrecht(&[]).covers(&slot(day(2026, 12, 24))));
}

#[test]
fn days_are_closed_once_and_opened_again() {
    let close = |from, until| Command::Close { from, until, name: line("Bouwvak") };
    let closed = Event::ClosingSet { from: day(2026, 7, 20), until: day(2026, 8, 7), name: line("Bouwvak") };
    let before = given::<Settings>([]);
    assert_eq!(before.when(close(day(2026, 7, 20), day(2026, 8, 7))), Ok(vec![closed.clone()]));
    assert_eq!(before.when(close(day(2026, 7, 20), day(2026, 7, 19))), Err(No::Closing));
    assert_eq!(before.when(close(day(2026, 7, 20), day(2027, 7, 20))), Err(No::Closing));
    assert_eq!(before.when(Command::Open { from: day(2026, 7, 20) }), Ok(vec![]));
    let story = given::<Settings>([closed]);
    assert_eq!(story.when(close(day(2026, 7, 20), day(2026, 8, 7))), Ok(vec![]));
    let withdrawn = Event::ClosingWithdrawn { from: day(2026, 7, 20) };
    assert_eq!(story.when(Command::Open { from: day(2026, 7, 20) }), Ok(vec![withdrawn]));
}
