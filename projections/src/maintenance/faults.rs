//! Faults, open and closed.

use domain::{MachineId, fault::Number};
use sqlx::{Row, SqlitePool};

use crate::ReadError;

/// Numbers of open faults on a machine.
///
/// # Errors
/// When the tables can't be read.
pub async fn open_on_machine(pool: &SqlitePool, machine: MachineId) -> Result<Vec<Number>, ReadError> {
    let rows = sqlx::query("SELECT number FROM faults WHERE machine = ?1 AND state = 'open' ORDER BY number")
        .bind(machine.to_string())
        .fetch_all(pool)
        .await?;
    let numbers: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    let number = |text: &String| {
        let (year, number) = text.split_once('-')?;
        Some(Number { year: year.parse().ok()?, number: number.parse().ok()? })
    };
    Ok(numbers.iter().filter_map(number).collect())
}
