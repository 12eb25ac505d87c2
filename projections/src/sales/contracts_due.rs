//! The clock's questions about contracts: which to warn about, renew or end on a day.

use chrono::NaiveDate;
use domain::{ContractId, CustomerId, UserId};
use schemars::JsonSchema;
use serde::Serialize;

use super::contracts::{day, person};
use crate::{Pool, ReadError, access::users::id, ask};

/// Of what is warned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// The last day of notice comes near: after it the contract goes on.
    LastNotice,
    /// The contract comes to its end.
    End,
}

/// A warning that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Which contract.
    pub contract: ContractId,
    /// Its number.
    pub number: String,
    /// Whose.
    pub customer: CustomerId,
    /// Who of us keeps it.
    pub salesperson: Option<UserId>,
    /// Of what.
    pub warning: Warning,
    /// The day that comes near.
    pub day: NaiveDate,
    /// Which of the settings' numbers of days was reached.
    pub days: u16,
}

/// Warnings due on a day. `alert_days` are the settings' numbers of days before, decreasing; the smallest one reached counts,
/// so that each is given once and one that was missed is given later. Contracts that renew are warned of before the last day
/// of notice, those that end (by themselves, or after notice) before the end.
///
/// # Errors
/// When the tables can't be read.
pub async fn alerts(pool: &Pool, today: NaiveDate, alert_days: &[u16]) -> Result<Vec<Alert>, ReadError> {
    let Some(most) = alert_days.iter().max() else { return Ok(Vec::new()) };
    let rows = ask("SELECT id, number, customer, salesperson, 'notice' AS warning, last_notice AS day FROM contracts
         WHERE state = 'running' AND renewal > 0 AND last_notice BETWEEN ?1 AND date(?1, ?2)
         UNION ALL
         SELECT id, number, customer, salesperson, 'end', ends FROM contracts
         WHERE state = 'running' AND renewal = 0 AND ends BETWEEN ?1 AND date(?1, ?2)
         UNION ALL
         SELECT id, number, customer, salesperson, 'end', ends FROM contracts
         WHERE state = 'notice' AND ends BETWEEN ?1 AND date(?1, ?2)
         ORDER BY day, number")
    .bind(today.to_string())
    .bind(format!("+{most} days"))
    .fetch_all(pool)
    .await?;
    let mut alerts = Vec::with_capacity(rows.len());
    for found in &rows {
        let at = day(found, "day")?.unwrap_or(today);
        let left = (at - today).num_days();
        let reached = alert_days.iter().copied().filter(|days| left <= i64::from(*days)).min();
        let warning: String = found.get("warning")?;
        alerts.extend(
            reached
                .map(|days| {
                    Ok::<_, ReadError>(Alert {
                        contract: id(found, "id")?,
                        number: found.get("number")?,
                        customer: id(found, "customer")?,
                        salesperson: person(found)?,
                        warning: if warning == "notice" { Warning::LastNotice } else { Warning::End },
                        day: at,
                        days,
                    })
                })
                .transpose()?,
        );
    }
    Ok(alerts)
}

/// What becomes of a contract whose term is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// It goes on for another term.
    Renew(ContractId),
    /// It ended on this day.
    End(ContractId, NaiveDate),
}

/// Contracts whose term was over before a day.
///
/// # Errors
/// When the tables can't be read.
pub async fn over(pool: &Pool, today: NaiveDate) -> Result<Vec<Over>, ReadError> {
    let rows = ask(
        "SELECT id, state, renewal, ends FROM contracts WHERE state IN ('running', 'notice') AND ends < ?1 ORDER BY ends, id",
    )
    .bind(today.to_string())
    .fetch_all(pool)
    .await?;
    let over = |found: &crate::Row| {
        let contract = id(found, "id")?;
        let goes_on = found.get::<String>("state")? == "running" && found.get::<i64>("renewal")? > 0;
        let ends = day(found, "ends")?.unwrap_or(today);
        Ok::<_, ReadError>(if goes_on { Over::Renew(contract) } else { Over::End(contract, ends) })
    };
    rows.iter().map(over).collect()
}
