//! Reading columns into the values of the business; the tables hold days and ids as text and moments as microseconds.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{Slot, fault::Urgency, visit};

use crate::ReadError;

/// Text of a type that reads itself back, such as an id.
pub fn parsed<T: std::str::FromStr>(row: &crate::Row, column: &str) -> Result<T, ReadError> {
    row.text(column)?.parse().map_err(|_| wrong(column))
}

/// The same, where it may be missing.
pub fn parsed_option<T: std::str::FromStr>(row: &crate::Row, column: &str) -> Result<Option<T>, ReadError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| wrong(column))).transpose()
}

/// A moment.
pub fn moment(row: &crate::Row, column: &str) -> Result<DateTime<Utc>, ReadError> {
    moment_option(row, column)?.ok_or_else(|| wrong(column))
}

/// A moment that may be missing.
pub fn moment_option(row: &crate::Row, column: &str) -> Result<Option<DateTime<Utc>>, ReadError> {
    let micros: Option<i64> = row.get(column)?;
    Ok(micros.and_then(DateTime::from_timestamp_micros))
}

/// A slot, from the columns `day`, `from_time` and `until_time`.
pub fn slot(row: &crate::Row) -> Result<Option<Slot>, ReadError> {
    slot_of(row, ["day", "from_time", "until_time"])
}

/// A slot, from columns of other names.
pub fn slot_of(row: &crate::Row, [day, from, until]: [&str; 3]) -> Result<Option<Slot>, ReadError> {
    let day: Option<NaiveDate> = parsed_option(row, day)?;
    let time = |column| {
        let text: Option<String> = row.get(column)?;
        Ok::<_, ReadError>(text.and_then(|text| NaiveTime::parse_from_str(&text, "%H:%M").ok()))
    };
    Ok(match (day, time(from)?, time(until)?) {
        (Some(day), Some(from), Some(until)) => Slot::new(day, from, until),
        _ => None,
    })
}

/// How much haste; none where there is no fault.
pub fn urgency(row: &crate::Row, column: &str) -> Result<Option<Urgency>, ReadError> {
    let name: Option<String> = row.get(column)?;
    Ok(Urgency::ALL.into_iter().find(|known| Some(known.name()) == name.as_deref()))
}

/// What a visit is for.
pub fn kind(row: &crate::Row, column: &str) -> Result<visit::Kind, ReadError> {
    let name: String = row.get(column)?;
    visit::Kind::ALL.into_iter().find(|known| known.name() == name).ok_or_else(|| wrong(column))
}

/// The error of a column that does not hold what it should.
pub fn wrong(column: &str) -> ReadError {
    ReadError::Column(column.to_owned())
}
