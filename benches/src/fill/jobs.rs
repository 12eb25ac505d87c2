//! What is done on which day; the commands that it takes stand in orders.rs.

use chrono::{Datelike, Days, NaiveDate};

use super::{DAYS, Size, company::ARTICLES};

/// Something that is done: a few commands, one after another. The first number is a customer's or the thing's own.
#[derive(Debug, Clone, Copy)]
pub enum Job {
    Customer(u32),
    Contract(u32),
    Fee(u32, u32),
    Fault(u32, u32, Stage),
    Maintenance(u32, u32),
    Invoice(u32, u32, Money),
    Mail(u32, u32),
    Opportunity(u32),
    Stock(u32, u32),
    Purchase(u32),
    Task(u32),
    Note(u32, u32),
}

/// How far a fault came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Queued,
    Scheduled,
    Solved,
}

/// How far an invoice came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Money {
    Draft,
    Open,
    Disputed,
    Paid,
}

impl Job {
    /// How many events it makes, numbers that are drawn counted in.
    fn events(self) -> u64 {
        match self {
            Self::Customer(n) => 4 + u64::from(is_archived(n)),
            Self::Contract(n) if is_draft(n) => 2,
            Self::Contract(n) if runs(n) => 3,
            Self::Contract(_) => 4,
            Self::Fee(..) => 4,
            Self::Fault(_, _, Stage::Queued) => 4,
            Self::Fault(_, _, Stage::Scheduled) => 5,
            Self::Fault(_, _, Stage::Solved) => 8,
            Self::Maintenance(..) => 3,
            Self::Invoice(_, _, Money::Draft) => 1,
            Self::Invoice(_, _, Money::Open) => 3,
            Self::Invoice(..) => 4,
            Self::Mail(..) | Self::Purchase(_) => 4,
            Self::Opportunity(n) => 1 + u64::from(n.is_multiple_of(2)),
            Self::Stock(..) | Self::Note(..) => 1,
            Self::Task(n) => 1 + u64::from(!n.is_multiple_of(4)),
        }
    }
}

/// A number that looks like chance and is not.
pub(super) fn mix(n: u32, salt: u32) -> u32 {
    let mixed = (u64::from(n) << 32 | u64::from(salt)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    u32::try_from((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33).unwrap_or_default()
}

/// A contract's monthly fee in euros.
pub(super) fn fee(n: u32) -> u32 {
    40 + n % 200
}

pub(super) fn is_archived(n: u32) -> bool {
    n % 50 == 49
}

/// Whether a customer's contract goes on, is still a draft, or has ended.
pub(super) fn runs(n: u32) -> bool {
    mix(n, 31).is_multiple_of(4)
}

pub(super) fn is_draft(n: u32) -> bool {
    mix(n, 32).is_multiple_of(40)
}

/// The jobs of each day. Who is registered earlier has longer to have something happen.
pub fn plan(size: Size, first: NaiveDate) -> Vec<Vec<Job>> {
    let days = u32::try_from(DAYS).unwrap_or_default();
    let mut plan: Vec<Vec<Job>> = vec![Vec::new(); days as usize + 1];
    let mut events = 0;
    let mut put = |day: u32, job: Job| {
        events += job.events();
        plan[day.min(days) as usize].push(job);
    };
    let registered = |n: u32| registered(n, size);
    let later = |n: u32, salt: u32| later(n, salt, size);
    for n in 0..size.customers {
        put(registered(n), Job::Customer(n));
        if is_archived(n) {
            continue;
        }
        if n.is_multiple_of(5) {
            // Those that run began in the last five months; what ran before has ended.
            let day = began(n, size);
            put(day, Job::Contract(n));
            if !is_draft(n) {
                for m in 0..if runs(n) { months(first, day, days) } else { 1 } {
                    put(fee_day(first, day, m), Job::Fee(n, m));
                }
            }
        }
        // A few whose card has a long history.
        let (faults, invoices) = match n {
            0 => (400, 500),
            1..20 => (20, 30),
            _ => (u32::from(n % 9 == 1), u32::from(mix(n, 2).is_multiple_of(2))),
        };
        for m in 0..faults {
            let stage = match mix(n, m + 3) % 20 {
                0 | 1 => Stage::Queued,
                2 => Stage::Scheduled,
                _ => Stage::Solved,
            };
            put(if stage == Stage::Scheduled { days } else { later(n, m + 3) }, Job::Fault(n, m, stage));
        }
        for m in 0..invoices {
            let day = later(n, m + 1_000);
            let money = match mix(n, m + 4) % 100 {
                0 => Money::Disputed,
                1..4 => Money::Open,
                _ if day + 12 > days && m % 8 == 0 => Money::Draft,
                _ if day + 30 > days => Money::Open,
                _ => Money::Paid,
            };
            put(day, Job::Invoice(n, m, money));
            if mix(n, m + 5).is_multiple_of(2) {
                put(day, Job::Mail(n, m));
            }
        }
        if n % 20 == 3 {
            put(later(n, 6), Job::Opportunity(n));
        }
    }
    let share = |of: u32| u32::try_from(u64::from(of) * u64::from(size.customers) / 100_000).unwrap_or(of);
    for m in 0..share(800) {
        put(days, Job::Maintenance(m, m));
    }
    for n in 0..ARTICLES {
        for m in 0..share(20) {
            put(1 + mix(n, m) % (days - 1), Job::Stock(n, m));
        }
    }
    for n in 0..share(2_000) {
        put(1 + mix(n, 7) % (days - 1), Job::Purchase(n));
    }
    for n in 0..share(3_000) {
        put(later(n, 8), Job::Task(n));
    }
    // The long history, then everyone's.
    for m in 0..share(2_000) {
        put(later(0, m + 2_000), Job::Note(0, m));
    }
    let missing = size.events.saturating_sub(events + 160 + u64::from(ARTICLES));
    for m in 0..u32::try_from(missing).unwrap_or_default() {
        let n = mix(m, 9) % size.customers;
        let day = later(n, m);
        plan[day as usize].push(Job::Note(n, m + 10_000));
    }
    plan
}

/// The day on which a customer is registered.
fn registered(n: u32, size: Size) -> u32 {
    u32::try_from(u64::from(n) * 500 / u64::from(size.customers)).unwrap_or_default()
}

/// Some day after that.
fn later(n: u32, salt: u32, size: Size) -> u32 {
    let days = u32::try_from(DAYS).unwrap_or_default();
    registered(n, size) + 1 + mix(n, salt) % (days - registered(n, size) - 1)
}

/// The day on which a customer's contract is signed.
pub(super) fn began(n: u32, size: Size) -> u32 {
    let days = u32::try_from(DAYS).unwrap_or_default();
    let lately = if runs(n) { days - 150 + mix(n, 33) % 148 } else { 0 };
    later(n, 1, size).max(lately).min(days - 2)
}

/// How many calendar months lie between two days, both counted in.
fn months(first: NaiveDate, from: u32, until: u32) -> u32 {
    let month =
        |day: u32| (first + Days::new(day.into())).year() * 12 + (first + Days::new(day.into())).month0().cast_signed();
    (month(until) - month(from) + 1).cast_unsigned()
}

/// The day on which the m-th month of a contract is billed: the day after it began, then on the first of each month.
fn fee_day(first: NaiveDate, began: u32, m: u32) -> u32 {
    let month = (first + Days::new(began.into())).with_day(1).unwrap_or(first) + chrono::Months::new(m);
    let day = u32::try_from((month - first).num_days()).unwrap_or_default();
    day.max(began + 1)
}
