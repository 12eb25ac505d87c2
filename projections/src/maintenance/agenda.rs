//! The agendas of technicians.

use domain::{Slot, UserId, VisitId};
use sqlx::{Row, SqlitePool};

use crate::ReadError;

/// Numbers of a technician's visits that take some of the same hours.
///
/// # Errors
/// When the tables can't be read.
pub async fn overlaps(
    pool: &SqlitePool,
    technician: UserId,
    slot: Slot,
    except: VisitId,
) -> Result<Vec<u64>, ReadError> {
    let rows = sqlx::query(
        "SELECT number FROM visits
         WHERE technician = ?1 AND day = ?2 AND from_time < ?4 AND until_time > ?3 AND id <> ?5
           AND state IN ('scheduled', 'started')
         ORDER BY from_time",
    )
    .bind(technician.to_string())
    .bind(slot.on.to_string())
    .bind(slot.from.format("%H:%M").to_string())
    .bind(slot.until.format("%H:%M").to_string())
    .bind(except.to_string())
    .fetch_all(pool)
    .await?;
    Ok(rows.iter().map(|row| row.try_get::<i64, _>(0).map(i64::unsigned_abs)).collect::<Result<_, _>>()?)
}
