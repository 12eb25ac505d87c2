//! Reports: facts worked out from events, a file a subject, and the one question that is asked of all of them.

mod acts;
mod around;
mod contracts;
mod faults;
mod invoiced;
pub mod names;
mod opportunities;
mod purchases;
pub mod records;
mod run;
mod scan;
mod source;
mod stock;
mod visits;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use crate::Department;
pub use run::{AGES, Asked, Cell, Line, Table, plan, run};
pub(crate) use scan::Scans;
pub use scan::scan;

/// The department's tables and read models.
pub static DEPARTMENT: Department = Department {
    name: "reports",
    version: 3,
    schema: &[include_str!("../../../migrations/reports/1_facts.sql")],
    models: &[
        around::apply,
        faults::apply,
        visits::apply,
        invoiced::apply,
        stock::apply,
        purchases::apply,
        contracts::apply,
        opportunities::apply,
        acts::apply,
    ],
    for_reactors: false,
};

/// The moment that stands for a day: its noon in UTC lies on that day in every time zone but the farthest.
fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12)
}

/// The beginning of the hour.
fn hour(at: DateTime<Utc>) -> DateTime<Utc> {
    let past = TimeDelta::minutes(at.minute().into()) + TimeDelta::seconds(at.second().into());
    at - past - TimeDelta::nanoseconds(at.nanosecond().into())
}

/// When a day begins by the company's wall clock, in microseconds UTC.
fn begin(day: NaiveDate, zone: Tz) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    // Where a day begins an hour late, it begins then.
    let local = (0..4).find_map(|hours| zone.from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest());
    local.map_or_else(|| midnight.and_utc(), |local| local.to_utc()).timestamp_micros()
}
