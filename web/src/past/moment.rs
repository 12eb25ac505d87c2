//! How a moment is written in an address: a day (its end), a day and an hour by the company's clock, a moment of any zone, or the
//! position of an event in the log.

use axum::http::Uri;
use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::{AS_OF, AS_OF_DAY};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// As it was at this moment.
    Moment(DateTime<Utc>),
    /// As it was once this event had happened.
    Position(i64),
}

/// The moment that an address asks for, as it is written there.
pub(super) fn of(uri: &Uri) -> Option<String> {
    let query = uri.query().filter(|query| query.contains(AS_OF))?;
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
    let value = |of: &str| pairs.iter().find(|(name, _)| name == of).map(|(_, value)| value.trim().to_owned());
    let day = || {
        let days = value(AS_OF_DAY)?.parse().ok()?;
        Some(NaiveDate::default().checked_add_days(Days::new(days))?.to_string())
    };
    value(AS_OF).filter(|text| !text.is_empty()).or_else(day)
}

/// The address without its moment.
pub(super) fn without(uri: &Uri) -> String {
    let pairs = uri.query().unwrap_or_default().split('&');
    let others: Vec<&str> = pairs
        .filter(|pair| {
            !pair.is_empty() && !pair.split('=').next().is_some_and(|name| [AS_OF, AS_OF_DAY].contains(&name))
        })
        .collect();
    if others.is_empty() { uri.path().to_owned() } else { format!("{}?{}", uri.path(), others.join("&")) }
}

/// The page of ours for which a moment was chosen, without the moment that it showed before.
pub(super) fn page(uri: &Uri) -> String {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    let page = pairs.into_iter().find(|(name, _)| name == "page").and_then(|(_, page)| page.parse::<Uri>().ok());
    let ours = page
        .filter(|page| page.authority().is_none() && page.path().starts_with('/') && !page.path().starts_with("//"));
    ours.map_or_else(|| "/".into(), |page| without(&page))
}

/// Reads a moment; none when it is written in no known way.
pub(super) fn asked(text: &str, zone: Tz) -> Option<Asked> {
    let text = text.trim();
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok().map(Asked::Position);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Asked::Moment(at.to_utc()));
    }
    let local = match text.parse::<NaiveDate>() {
        Ok(day) => day.succ_opt()?.and_time(NaiveTime::MIN) - TimeDelta::microseconds(1),
        Err(_) => {
            let read = |form: &str| NaiveDateTime::parse_from_str(text, form).ok();
            // To the minute is to its end: what happened in it is there.
            let minute = read("%Y-%m-%dT%H:%M").map(|at| at + TimeDelta::minutes(1) - TimeDelta::microseconds(1));
            minute.or_else(|| {
                read("%Y-%m-%dT%H:%M:%S").map(|at| at + TimeDelta::seconds(1) - TimeDelta::microseconds(1))
            })?
        }
    };
    Some(Asked::Moment(utc(local, zone)))
}

/// A moment of the wall clock. Of the hour that comes twice the second is meant; one that is left out is the hour after it.
fn utc(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(_, at) => at.to_utc(),
        LocalResult::None => {
            let later = zone.from_local_datetime(&(local + TimeDelta::hours(1))).latest();
            later.map_or_else(|| local.and_utc(), |at| at.to_utc())
        }
    }
}

/// A moment as forms and addresses write it: `2026-07-01T14:05`.
pub fn written(local: NaiveDateTime) -> String {
    local.format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Europe::Amsterdam;

    fn moment(text: &str) -> Option<String> {
        match asked(text, ZONE)? {
            Asked::Moment(at) => Some(at.format("%Y-%m-%dT%H:%M:%S%.6f").to_string()),
            Asked::Position(position) => Some(position.to_string()),
        }
    }

    #[test]
    fn a_day_is_its_end_and_a_minute_too_by_our_clock() {
        assert_eq!(moment("2026-07-01").unwrap(), "2026-07-01T21:59:59.999999");
        assert_eq!(moment("2026-12-31").unwrap(), "2026-12-31T22:59:59.999999");
        assert_eq!(moment("2026-07-01T14:05").unwrap(), "2026-07-01T12:05:59.999999");
        assert_eq!(moment("2026-07-01T14:05:10").unwrap(), "2026-07-01T12:05:10.999999");
        assert_eq!(moment("2026-07-01T14:05:00Z").unwrap(), "2026-07-01T14:05:00.000000");
        assert_eq!(moment("4711").unwrap(), "4711");
        for wrong in ["gisteren", "2026-02-30", "2026-07-01 14:05", "-5"] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_night_that_has_an_hour_twice_and_the_one_that_has_one_less_are_read() {
        assert_eq!(moment("2026-10-25T02:30").unwrap(), "2026-10-25T01:30:59.999999");
        assert_eq!(moment("2026-03-29T02:30").unwrap(), "2026-03-29T01:30:59.999999");
        assert_eq!(moment("2026-03-29").unwrap(), "2026-03-29T21:59:59.999999");
    }

    #[test]
    fn a_moment_is_chosen_for_pages_of_ours_alone() {
        let chosen = |address: &str| page(&format!("/look-back?page={address}&as_of=2026-07-01").parse().unwrap());
        assert_eq!(chosen("%2Fcustomers%3Fview%3Dlate%26as_of%3D12"), "/customers?view=late");
        for other in ["https%3A%2F%2Felders.example%2F", "%2F%2Felders.example%2Fa", "customers", ""] {
            assert_eq!(chosen(other), "/", "{other}");
        }
    }

    #[test]
    fn an_address_is_read_and_left_without_its_moment() {
        let uri: Uri = "/log?kind=visit&as_of=2026-07-01T14%3A05&q=a+b".parse().unwrap();
        assert_eq!(of(&uri).unwrap(), "2026-07-01T14:05");
        assert_eq!(without(&uri), "/log?kind=visit&q=a+b");
        assert_eq!(of(&"/log?as_of=".parse().unwrap()), None);
        assert_eq!(without(&"/log?as_of=12".parse().unwrap()), "/log");
        let by_day: Uri = "/log?as_of_day=20773".parse().unwrap();
        assert_eq!((of(&by_day).unwrap().as_str(), without(&by_day).as_str()), ("2026-11-16", "/log"));
    }
}
