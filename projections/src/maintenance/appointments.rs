//! Planned visits as an agenda program shows them: when, where, for whom, who goes.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{CustomerId, Slot, UserId, VisitId, visit::Kind};

use super::{
    board::REST,
    columns::{kind, moment, parsed, slot, slots, wrong},
    visits::ROWS,
};
use crate::{Pool, Question, ReadError, Row, ask};

/// An agenda program is given so many at most.
const MOST: i64 = 5_000;

/// A visit with a place in somebody's agenda.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: i64,
    /// What for.
    pub kind: Kind,
    /// When.
    pub slot: Slot,
    /// Which of the visit's stretches that is, from 1.
    pub stretch: usize,
    /// Who goes.
    pub technician: String,
    /// At whom.
    pub customer: CustomerId,
    /// Their name; empty when erased.
    pub name: String,
    /// Street, postcode and town.
    pub address: String,
    /// How they are reached.
    pub phone: Option<String>,
    /// What is to be done; empty when erased.
    pub task: String,
    /// The machine and where it stands.
    pub machine: Option<String>,
    /// Whether it took place.
    pub finished: bool,
    /// When the visit was asked for.
    pub requested_at: DateTime<Utc>,
    /// Revision of its stream.
    pub revision: i64,
}

/// Visits from one day up to another that were not called off, of one technician or of all, by time.
///
/// # Errors
/// When the tables can't be read.
pub async fn between(
    pool: &Pool,
    technician: Option<UserId>,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Appointment>, ReadError> {
    let mut query = rows(technician);
    query.push(" AND v.day BETWEEN ").push_bind(from).push(" AND ").push_bind(until);
    query.push(" ORDER BY v.day, v.from_time, v.id LIMIT ").push_bind(MOST);
    let mut all: Vec<Appointment> = query.fetch_all(pool).await?.iter().map(appointment).collect::<Result<_, _>>()?;
    let mut query = rows(technician);
    query.push(REST).push_bind(from).push(" AND ").push_bind(until).push(")");
    for row in query.fetch_all(pool).await? {
        let first = appointment(&row)?;
        let stretches = (2..).zip(slots(&row, "rest")?).filter(|(_, slot)| from <= slot.on && slot.on <= until);
        all.extend(stretches.map(|(stretch, slot)| Appointment { slot, stretch, ..first.clone() }));
    }
    all.sort_by_key(|one| (one.slot, one.visit));
    Ok(all)
}

fn rows(technician: Option<UserId>) -> Question {
    let mut query = ask(ROWS.replacen("c.city,", "c.city, c.street, c.postcode, c.phone,", 1));
    query.push(" AND v.state <> 'cancelled'");
    if let Some(technician) = technician {
        query.push(" AND v.technician = ").push_bind(technician.to_string());
    }
    query
}

fn appointment(row: &Row) -> Result<Appointment, ReadError> {
    let text = |column| Ok::<_, ReadError>(row.get::<Option<String>>(column)?.unwrap_or_default());
    let said = |parts: [String; 2], between: &str| {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(between)
    };
    let town = said([text("postcode")?, text("city")?], " ");
    let machine = said([text("model")?, text("place")?], ", ");
    let state = text("state")?;
    Ok(Appointment {
        visit: parsed(row, "id")?,
        number: row.get("number")?,
        kind: kind(row, "kind")?,
        slot: slot(row)?.ok_or_else(|| wrong("day"))?,
        stretch: 1,
        technician: text("technician_name")?,
        customer: parsed(row, "customer")?,
        name: text("customer_name")?,
        address: said([text("street")?, town], ", "),
        phone: row.get("phone")?,
        task: row.get("task")?,
        machine: Some(machine).filter(|machine| !machine.is_empty()),
        finished: state == "finished",
        requested_at: moment(row, "requested_at")?,
        revision: row.get("revision")?,
    })
}
