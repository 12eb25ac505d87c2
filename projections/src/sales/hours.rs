//! The hours of work that a contract holds in a year, and what visits took of them.

use chrono::{Datelike, Months, NaiveDate};
use domain::{ContractId, VisitId, plan, registry::AnyEvent, visit};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::contracts::Row;
use crate::{Pool, ReadError, Writes, access::users::id, ask, values};

/// Percent of the hours at which sales is warned, where a contract does not say.
const USUAL: i64 = 80;

/// The hours of a contract in its present year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hours {
    /// Minutes that a year holds.
    pub budget: i64,
    /// Minutes that were used since the year began.
    pub used: i64,
    /// Percent at which sales is warned.
    pub alert: i64,
    /// The first day of the contract's year.
    pub since: NaiveDate,
}

impl Hours {
    /// Minutes that are left; less than nothing where more was used.
    pub fn left(self) -> i64 {
        self.budget - self.used
    }

    /// Whether as much is used as sales is warned at.
    pub fn is_low(self) -> bool {
        self.used * 100 >= self.budget * self.alert
    }
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Plan(plan::Event::PlanMade { contract: Some(contract), .. }) => {
            writes.run("INSERT INTO hour_plans VALUES (?1, ?2)", values![id, *contract]);
        }
        AnyEvent::Visit(visit::Event::VisitRequested { customer, machine, occurrence, .. }) => writes.run(
            "INSERT INTO hour_visits VALUES (?1, ?2, ?3, ?4, NULL)",
            values![id, *customer, *machine, occurrence.map(|one| one.plan)],
        ),
        AnyEvent::Visit(visit::Event::VisitScheduled { slot, .. } | visit::Event::VisitMoved { slot, .. }) => {
            writes.run("UPDATE hour_visits SET day = ?2 WHERE id = ?1", values![id, slot.on]);
        }
        AnyEvent::Visit(visit::Event::VisitUnscheduled { .. }) => {
            writes.run("UPDATE hour_visits SET day = NULL WHERE id = ?1", values![id]);
        }
        // Of its plan's contract, or else of the running one that its machine is under; what the customer pays for is none of it.
        AnyEvent::Visit(visit::Event::VisitFinished { worked, billable: false, .. }) => writes.run(
            "INSERT INTO contract_hours
             SELECT k.id, v.day, v.id, ?2 FROM hour_visits v
             JOIN contracts k ON k.id = coalesce((SELECT contract FROM hour_plans WHERE plan = v.plan),
                (SELECT c.id FROM contract_machines m JOIN contracts c ON c.id = m.contract
                 WHERE m.machine = v.machine AND c.customer = v.customer AND c.state IN ('running', 'notice')
                 ORDER BY c.hours IS NULL, c.starts, c.id LIMIT 1))
             WHERE v.id = ?1 AND v.day IS NOT NULL",
            values![id, *worked],
        ),
        _ => {}
    }
}

/// The first day of the contract's year that a day lies in.
fn year_of(starts: NaiveDate, day: NaiveDate) -> NaiveDate {
    let years = u32::try_from(day.year() - starts.year()).unwrap_or_default();
    let begin = |years: u32| starts.checked_add_months(Months::new(years * 12)).unwrap_or(starts);
    if begin(years) <= day || years == 0 { begin(years) } else { begin(years - 1) }
}

/// The hours of a contract's row; none where they are not counted.
pub(super) async fn of(
    pool: &Pool,
    found: &crate::Row,
    row: &Row,
    today: NaiveDate,
) -> Result<Option<Hours>, ReadError> {
    let Some(hours) = found.get::<Option<i64>>("hours")? else { return Ok(None) };
    let since = year_of(row.starts, today);
    let used =
        ask(USED).bind(row.id.to_string()).bind(since.to_string()).bind(today.to_string()).fetch_one(pool).await?;
    let alert = found.get::<Option<i64>>("hours_alert")?.unwrap_or(USUAL);
    Ok(Some(Hours { budget: hours * 60, used: used.get(0)?, alert, since }))
}

/// The question of what was used.
pub const USED: &str =
    "SELECT coalesce(sum(minutes), 0) FROM contract_hours WHERE contract = ?1 AND day >= ?2 AND day <= ?3";

/// The contract whose hours a visit took or will take.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_visit(pool: &Pool, visit: VisitId) -> Result<Option<ContractId>, ReadError> {
    let row = ask("SELECT contract FROM contract_hours WHERE visit = ?1")
        .bind(visit.to_string())
        .fetch_optional(pool)
        .await?;
    row.as_ref().map(|row| id(row, "contract")).transpose()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_a_contract_begins_on_the_day_it_began() {
        let of = |starts: &str, day: &str| year_of(starts.parse().unwrap(), day.parse().unwrap()).to_string();
        assert_eq!(of("2024-03-15", "2026-03-14"), "2025-03-15");
        assert_eq!(of("2024-03-15", "2026-03-15"), "2026-03-15");
        assert_eq!(of("2024-02-29", "2026-02-27"), "2025-02-28");
        assert_eq!(of("2027-01-01", "2026-03-15"), "2027-01-01");
    }
}
