//! The agendas of technicians: what is in the way, and one's own work of a day and later.

use chrono::NaiveDate;
use domain::{CustomerId, Slot, UserId, VisitId};

use super::{
    board,
    columns::{parsed, slot, wrong},
    visits::{self, ROWS, State, Visit},
};
use crate::{Pool, ReadError, ask};

/// The question of [`overlaps`].
pub const OVERLAPS: &str = "
    SELECT number, from_time FROM visits
    WHERE technician = ?1 AND day = ?2 AND from_time < ?4 AND until_time > ?3 AND id <> ?5
      AND state IN ('scheduled', 'started')
    UNION SELECT v.number, v.from_time FROM helpers h JOIN visits v ON v.id = h.visit
    WHERE h.technician = ?1 AND v.day = ?2 AND v.from_time < ?4 AND v.until_time > ?3 AND v.id <> ?5
      AND v.state IN ('scheduled', 'started')
    UNION SELECT v.number, m.from_time FROM visit_rest m JOIN visits v ON v.id = m.visit
    WHERE m.day = ?2 AND m.from_time < ?4 AND m.until_time > ?3 AND v.id <> ?5 AND v.state IN ('scheduled', 'started')
      AND (v.technician = ?1 OR EXISTS (SELECT 1 FROM helpers h WHERE h.visit = v.id AND h.technician = ?1))
    ORDER BY 2, 1";

/// Numbers of the visits that a technician goes to in some of the same hours, alone or along.
///
/// # Errors
/// When the tables can't be read.
pub async fn overlaps(pool: &Pool, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<u64>, ReadError> {
    let rows = ask(OVERLAPS)
        .bind(technician.to_string())
        .bind(slot.on.to_string())
        .bind(slot.from.format("%H:%M").to_string())
        .bind(slot.until.format("%H:%M").to_string())
        .bind(except.to_string())
        .fetch_all(pool)
        .await?;
    rows.iter().map(|row| row.get::<i64>(0).map(i64::unsigned_abs)).collect()
}

/// Numbers of the visits that a technician is at, but for one.
///
/// # Errors
/// When the tables can't be read.
pub async fn under_way(pool: &Pool, technician: UserId, except: VisitId) -> Result<Vec<u64>, ReadError> {
    let rows =
        ask("SELECT number FROM visits WHERE technician = ?1 AND state = 'started' AND id <> ?2 ORDER BY number")
            .bind(technician.to_string())
            .bind(except.to_string())
            .fetch_all(pool)
            .await?;
    rows.iter().map(|row| row.get::<i64>(0).map(i64::unsigned_abs)).collect()
}

/// Numbers of the visits that a technician has to do or is at, of whichever day.
///
/// # Errors
/// When the tables can't be read.
pub async fn unfinished(pool: &Pool, technician: UserId) -> Result<Vec<u64>, ReadError> {
    let rows = ask(UNFINISHED).bind(technician.to_string()).fetch_all(pool).await?;
    rows.iter().map(|row| row.get::<i64>(0).map(i64::unsigned_abs)).collect()
}

/// The question of [`unfinished`].
pub const UNFINISHED: &str =
    "SELECT number FROM visits WHERE technician = ?1 AND state IN ('scheduled', 'started') ORDER BY day, number";

/// Visits of other appointments that take some of the same hours, neither of them knowingly.
///
/// # Errors
/// When the tables can't be read.
pub async fn unnoticed(pool: &Pool, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.technician = ").push_bind(technician.to_string());
    query.push(" AND v.day = ").push_bind(slot.on.to_string());
    query.push(" AND v.from_time < ").push_bind(slot.until.format("%H:%M").to_string());
    query.push(" AND v.until_time > ").push_bind(slot.from.format("%H:%M").to_string());
    query.push(" AND v.state IN ('scheduled', 'started') AND v.overrule IS NULL AND v.id <> ");
    query.push_bind(except.to_string()).push(" ORDER BY v.from_time, v.id");
    let mut all = visits::all(&query.fetch_all(pool).await?)?;
    let mut query = ask(ROWS);
    query.push(board::REST).push_bind(slot.on).push(" AND ").push_bind(slot.on).push(") AND v.technician = ");
    query.push_bind(technician.to_string()).push(" AND v.overrule IS NULL AND v.state IN ('scheduled', 'started')");
    query.push(" AND v.id <> ").push_bind(except.to_string());
    let crossed = |visit: &Visit| visit.stretch > 1 && visit.slot.is_some_and(|own| own.overlaps(&slot));
    let found = visits::all(&query.fetch_all(pool).await?)?;
    all.extend(found.into_iter().flat_map(Visit::stretches).filter(crossed));
    Ok(all)
}

/// Hours of a technician's day that a visit takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Whose.
    pub technician: UserId,
    /// Which hours.
    pub slot: Slot,
    /// By which visit.
    pub visit: VisitId,
    /// At whom.
    pub customer: CustomerId,
    /// Their name; empty when erased.
    pub customer_name: String,
    /// Their postcode.
    pub postcode: String,
}

/// The question of [`taken`].
pub const TAKEN: &str = "SELECT v.id, v.technician, v.day, v.from_time, v.until_time, v.customer, c.name, c.postcode
     FROM visits v LEFT JOIN customers c ON c.id = v.customer
     WHERE v.day BETWEEN ?1 AND ?2 AND v.state <> 'cancelled' AND v.technician IS NOT NULL
     UNION ALL
     SELECT v.id, h.technician, v.day, v.from_time, v.until_time, v.customer, c.name, c.postcode
     FROM visits v JOIN helpers h ON h.visit = v.id LEFT JOIN customers c ON c.id = v.customer
     WHERE v.day BETWEEN ?1 AND ?2 AND v.state <> 'cancelled'
     UNION ALL
     SELECT v.id, v.technician, m.day, m.from_time, m.until_time, v.customer, c.name, c.postcode
     FROM visit_rest m JOIN visits v ON v.id = m.visit LEFT JOIN customers c ON c.id = v.customer
     WHERE m.day BETWEEN ?1 AND ?2 AND v.state <> 'cancelled' AND v.technician IS NOT NULL
     UNION ALL
     SELECT v.id, h.technician, m.day, m.from_time, m.until_time, v.customer, c.name, c.postcode
     FROM visit_rest m JOIN visits v ON v.id = m.visit JOIN helpers h ON h.visit = v.id LEFT JOIN customers c ON c.id = v.customer
     WHERE m.day BETWEEN ?1 AND ?2 AND v.state <> 'cancelled'
     ORDER BY 3, 4, 1";

/// What is taken of everyone's days from one up to another, by time; by nothing that was called off.
///
/// # Errors
/// When the tables can't be read.
pub async fn taken(pool: &Pool, from: NaiveDate, until: NaiveDate) -> Result<Vec<Taken>, ReadError> {
    let rows = ask(TAKEN).bind(from).bind(until).fetch_all(pool).await?;
    let taken = |row: &crate::Row| {
        let slot = slot(row)?.ok_or_else(|| wrong("day"))?;
        Ok(Taken {
            technician: parsed(row, "technician")?,
            slot,
            visit: parsed(row, "id")?,
            customer: parsed(row, "customer")?,
            customer_name: row.get::<Option<_>>("name")?.unwrap_or_default(),
            postcode: row.get::<Option<_>>("postcode")?.unwrap_or_default(),
        })
    };
    rows.iter().map(taken).collect()
}

/// Visits that a technician still has to do from a day on, the first one first.
///
/// # Errors
/// When the tables can't be read.
pub async fn to_do(pool: &Pool, technician: UserId, from: NaiveDate) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.technician = ").push_bind(technician.to_string());
    query.push(" AND v.day >= ").push_bind(from.to_string());
    query.push(" AND v.state IN ('scheduled', 'started') ORDER BY v.day, v.from_time, v.id LIMIT 500");
    visits::all(&query.fetch_all(pool).await?)
}

/// A technician's visits from a day up to another, by time; those called off are not among them.
///
/// Those to which they go along are among them. A visit of an earlier day that was not finished comes first: it waits for its report, or for another day.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_technician(
    pool: &Pool,
    technician: UserId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Visit>, ReadError> {
    let (of, technician) = (technician, technician.to_string());
    let mut query = ask(ROWS);
    query.push(" AND v.id IN (SELECT id FROM visits WHERE technician = ").push_bind(technician.clone());
    query.push(" AND day BETWEEN ").push_bind(from).push(" AND ").push_bind(until).push(" AND state <> 'cancelled'");
    query.push(" UNION ALL SELECT h.visit FROM helpers h JOIN visits w ON w.id = h.visit WHERE h.technician = ");
    query.push_bind(technician.clone()).push(" AND w.day BETWEEN ").push_bind(from).push(" AND ").push_bind(until);
    query.push(" AND w.state <> 'cancelled'");
    query.push(" UNION ALL SELECT id FROM visits WHERE technician = ").push_bind(technician);
    query
        .push(" AND state IN ('scheduled', 'started') AND day < ")
        .push_bind(from)
        .push(" AND last_day < ")
        .push_bind(from);
    query.push(" AND day <= ").push_bind(until);
    query.push(") ORDER BY v.day, v.from_time, v.id LIMIT 200");
    let mut all = visits::all(&query.fetch_all(pool).await?)?;
    let own = |visit: &Visit| visit.technician.is_some_and(|who| who == of) || visit.helpers.contains(&of);
    all.extend(board::rest(pool, from, until).await?.into_iter().filter(own));
    all.sort_by_key(|visit| (visit.slot, visit.id));
    Ok(all)
}

/// All visits planned on a day whose customers still expect someone, by time.
///
/// # Errors
/// When the tables can't be read.
pub async fn expected_on(pool: &Pool, day: NaiveDate) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.day = ").push_bind(day.to_string());
    query.push(" AND v.state = 'scheduled' ORDER BY v.from_time, v.id");
    let mut all = visits::all(&query.fetch_all(pool).await?)?;
    all.extend(board::rest(pool, day, day).await?.into_iter().filter(|visit| visit.state == State::Scheduled));
    Ok(all)
}
