//! Ten thousand plans through five years, held against a model that knows nothing of steps: none lost, none doubled.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone};
use domain::{
    decider::{Decider, Facts},
    plan::*,
    settings::{self, Settings},
    testing::{day, facts},
    visit::Kind,
    *,
};
use proptest::prelude::*;

use crate::common::{CUSTOMER, company, customer, line, text};

const PLANS: u32 = 10_000;
const YEARS: i32 = 5;

/// What becomes of each visit, in days.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// Done so many days before the proposed day, if it was asked for by then.
    Early(u64),
    /// Done so many days after it.
    Late(u64),
    /// Half done on the day, and done at a second visit so many days later.
    InTwo(u64),
    /// Called off so many days after it was asked for.
    Off(u64),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => (0..40u64).prop_map(Fate::Early),
        4 => (0..30u64).prop_map(Fate::Late),
        1 => (30..400u64).prop_map(Fate::Late),
        2 => (1..60u64).prop_map(Fate::InTwo),
        2 => (0..60u64).prop_map(Fate::Off),
    ]
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let interval = prop_oneof![
        (20..200u16).prop_map(|n| (n, Unit::Day)),
        (2..30u16).prop_map(|n| (n, Unit::Week)),
        (1..14u16).prop_map(|n| (n, Unit::Month)),
        (1..3u16).prop_map(|n| (n, Unit::Year)),
    ];
    let nth =
        proptest::option::of((proptest::sample::select(&Nth::ALL[..]), proptest::sample::select(&Weekday::ALL[..])));
    let season = prop_oneof![3 => Just(vec![]), 1 => proptest::collection::vec(1..13u8, 1..6)];
    (interval, 0..1_461u64, any::<bool>(), nth, season, 0..60u16).prop_map(
        |(interval, first, fixed, nth, season, ahead)| {
            let (every, unit) = interval;
            let weekday = nth.filter(|_| matches!(unit, Unit::Month | Unit::Year));
            Schedule {
                first: day(2024, 1, 1) + Days::new(first),
                every: Some(every),
                unit,
                counted: if fixed { Counted::Fixed } else { Counted::Completed },
                nth: weekday.map(|(nth, _)| nth),
                weekday: weekday.map(|(_, weekday)| weekday),
                season,
                meter: None,
                counter: None,
                until: None,
                ahead,
                warn: 7,
            }
        },
    )
}

/// The model: so many months on, by the calendar on the wall.
fn months_on(day: NaiveDate, months: i32) -> NaiveDate {
    let month = day.year() * 12 + i32::try_from(day.month0()).unwrap() + months;
    let (year, month) = (month.div_euclid(12), u32::try_from(month.rem_euclid(12)).unwrap() + 1);
    (1..=day.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap()
}

fn interval_on(schedule: &Schedule, day: NaiveDate, times: i32) -> NaiveDate {
    let count = i32::from(schedule.every.unwrap()) * times;
    match schedule.unit {
        Unit::Day => day + chrono::TimeDelta::days(count.into()),
        Unit::Week => day + chrono::TimeDelta::weeks(count.into()),
        Unit::Month => months_on(day, count),
        Unit::Year => months_on(day, count * 12),
    }
}

fn placed(schedule: &Schedule, day: NaiveDate) -> NaiveDate {
    let fits =
        |day: &NaiveDate| schedule.season.is_empty() || schedule.season.contains(&u8::try_from(day.month()).unwrap());
    let day = day.iter_days().find(fits).unwrap();
    let (Some(nth), Some(weekday)) = (schedule.nth, schedule.weekday) else { return day };
    let place = Weekday::ALL.iter().position(|one| *one == weekday).unwrap();
    let month = day.with_day(1).unwrap().iter_days().take_while(|one| one.month() == day.month());
    let of: Vec<NaiveDate> =
        month.filter(|one| usize::try_from(one.weekday().num_days_from_monday()).unwrap() == place).collect();
    match nth {
        Nth::Last => *of.last().unwrap(),
        nth => of[Nth::ALL.iter().position(|one| *one == nth).unwrap()],
    }
}

/// Every day of the schedule for long enough.
fn all_days(schedule: &Schedule) -> Vec<NaiveDate> {
    let days = (0..).map(|n| placed(schedule, interval_on(schedule, schedule.first, n)));
    days.take_while(|day| day.year() < 2040).collect()
}

/// The company in each of its countries, closed for three weeks each summer.
fn settings(country: &str) -> Arc<settings::State> {
    let mut company = company();
    company.address.country = country.parse().unwrap();
    let mut state = settings::State::default();
    Settings::evolve(&mut state, &settings::Event::CompanyChanged { company });
    for year in 2024..2040 {
        let (from, until) = (day(year, 7, 20), day(year, 8, 9));
        Settings::evolve(&mut state, &settings::Event::ClosingSet { from, until, name: line("Bouwvak") });
    }
    Arc::new(state)
}

struct Run {
    state: State,
    facts: Facts,
    events: Vec<Event>,
}

impl Run {
    /// It is five in the morning of that day, by the wall clock.
    fn on(&mut self, today: NaiveDate) {
        let five = today.and_time(NaiveTime::from_hms_opt(5, 0, 0).unwrap());
        self.facts.now = self.facts.zone.from_local_datetime(&five).unwrap().to_utc();
        self.facts.today = self.facts.local().date();
    }

    /// Gives a command twice, as after a stop; the second time nothing happens.
    fn give(&mut self, command: Command) -> Vec<Event> {
        let events = Plan::decide(&self.state, command.clone(), &self.facts).unwrap();
        events.iter().for_each(|event| Plan::evolve(&mut self.state, event));
        if matches!(command, Command::Open {} | Command::Close { .. }) {
            let again = Plan::decide(&self.state, command, &self.facts).unwrap();
            assert!(again.is_empty(), "told again: {again:?}");
        }
        self.events.extend(events.clone());
        events
    }
}

fn five_years(schedule: &Schedule, country: &Arc<settings::State>, fates: &[Fate], naps: &[u64]) -> usize {
    let start = day(2026, 1, 1);
    let mut run = Run { state: State::default(), facts: facts(), events: Vec::new() };
    run.facts.settings = country.clone();
    run.facts.known.customer = customer(false);
    run.on(start);
    run.give(Command::Make {
        customer: CUSTOMER,
        machines: vec![],
        contract: None,
        invoice: None,
        delivery: None,
        article: None,
        kind: Kind::Maintenance,
        task: text("Onderhoud"),
        expected: Minutes::HOUR,
        schedule: schedule.clone(),
    });
    let days = all_days(schedule);
    let (mut fates, mut naps) = (fates.iter().cycle(), naps.iter().cycle());
    // What the model expects next: the first day that is not over.
    let mut expected = days[days.partition_point(|day| *day < start)];
    let (mut occurrence, mut passed, mut today) = (1, 0, start);
    loop {
        let (number, due) = run.state.next().expect("something is next, or open");
        assert_eq!((number, due), (occurrence, expected), "{schedule:?}");
        assert_eq!(run.state.open(), None);
        let ask = due - Days::new(schedule.ahead.into());
        if ask > start + Days::new(366 * u64::try_from(YEARS).unwrap()) {
            break;
        }
        if ask > today {
            run.on(ask.pred_opt().unwrap().max(today));
            assert_eq!(run.give(Command::Open {}), [], "the day before");
        }
        // Now and then the machine stands still for a while.
        today = ask.max(today) + Days::new(*naps.next().unwrap());
        run.on(today);
        let opened = run.give(Command::Open {});
        let [Event::OccurrenceOpened { proposed, visit, .. }] = opened.as_slice() else { panic!("{opened:?}") };
        assert_eq!(*visit, visit_of(run.facts.id, occurrence));
        assert!(run.facts.settings.calendar.is_working(*proposed), "{proposed}");
        assert!(*proposed >= today);
        let (on, outcome) = match *fates.next().unwrap() {
            Fate::Early(days) => ((*proposed - Days::new(days)).max(today), Outcome::Done),
            Fate::Late(days) | Fate::InTwo(days) => (*proposed + Days::new(days), Outcome::Done),
            Fate::Off(days) => (today + Days::new(days), Outcome::Skipped),
        };
        today = on;
        run.on(today);
        run.give(Command::Close { occurrence, outcome, on, next_on: None, no_next: false });
        let before = expected;
        expected = match schedule.counted {
            Counted::Fixed => days[days.partition_point(|day| *day <= on.max(before))],
            Counted::Completed if outcome == Outcome::Done => placed(schedule, interval_on(schedule, on, 1)),
            Counted::Completed => {
                (1..).map(|n| placed(schedule, interval_on(schedule, before, n))).find(|day| *day > on).unwrap()
            }
        };
        if schedule.counted == Counted::Fixed {
            let between = |day: &&NaiveDate| **day > before && **day < expected;
            passed += days.iter().filter(between).count();
        }
        occurrence += 1;
    }
    let opened = run.events.iter().filter(|event| matches!(event, Event::OccurrenceOpened { .. })).count();
    let closed = run.events.iter().filter(|event| matches!(event, Event::OccurrenceClosed { .. })).count();
    assert_eq!((opened, closed), (occurrence as usize - 1, occurrence as usize - 1));
    if schedule.counted == Counted::Fixed && schedule.season.is_empty() {
        let told: u32 = run
            .events
            .iter()
            .map(|event| match event {
                Event::OccurrenceProposed { passed, .. } => *passed,
                _ => 0,
            })
            .sum();
        assert_eq!(told as usize, passed, "what went by is told");
    }
    opened
}

proptest! {
    #![proptest_config(ProptestConfig { cases: PLANS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn none_is_lost_and_none_doubled(
        schedule in schedule(),
        country in 0..3usize,
        fates in proptest::collection::vec(fate(), 5..20),
        naps in proptest::collection::vec(prop_oneof![5 => Just(0u64), 1 => 1..20u64], 3..9),
    ) {
        static COUNTRIES: std::sync::LazyLock<[Arc<settings::State>; 3]> =
            std::sync::LazyLock::new(|| ["NL", "BE", "PL"].map(settings));
        prop_assert!(five_years(&schedule, &COUNTRIES[country], &fates, &naps) > 0);
    }
}
