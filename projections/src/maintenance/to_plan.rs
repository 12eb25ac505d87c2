//! The list of what maintenance plans propose and nobody has agreed yet with the customer, by place, beside what is planned nearby.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::{PlanId, VisitId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    columns::{parsed, parsed_option},
    visits::{self, ROWS, Visit},
};
use crate::{Pool, ReadError, ask};

/// So many days ahead appointments nearby are looked for.
const NEARBY_DAYS: u64 = 60;
/// So many of them are shown at a place.
const NEARBY: usize = 5;

/// What is asked of the list.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Filter {
    /// Only what is proposed up to and with this day.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Only in this place: the first two figures of the postcode.
    #[serde(default)]
    pub area: Option<String>,
    /// Only of this plan.
    #[serde(default)]
    pub plan: Option<PlanId>,
}

/// A visit that is to be agreed, with how the customer is reached.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Proposal {
    /// The visit.
    pub visit: Visit,
    /// The customer's postcode.
    pub postcode: String,
    /// Their telephone.
    pub phone: Option<String>,
    /// Where mails go.
    pub email: Option<String>,
    /// So many days before the proposed day it is warned.
    pub warn: u16,
}

/// A place with what is to be agreed there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Area {
    /// The first two figures of the postcode; empty when erased.
    pub area: String,
    /// By the proposed day.
    pub proposals: Vec<Proposal>,
    /// What is planned nearby already, the soonest first; at most five.
    pub nearby: Vec<Nearby>,
}

/// An appointment nearby.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Nearby {
    /// The visit.
    pub visit: VisitId,
    /// When.
    pub day: NaiveDate,
    /// Where.
    pub city: String,
    /// Who goes.
    pub technician: String,
}

/// How many are to be agreed: all, and those whose proposed day is near or over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// All.
    pub all: i64,
    /// Their day is today.
    pub today: i64,
    /// Their day is over.
    pub late: i64,
}

/// What is to be agreed, by place: the place with the earliest day first.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, filter: &Filter, today: NaiveDate, limit: u32) -> Result<Vec<Area>, ReadError> {
    let extra =
        "c.phone, c.email, coalesce((SELECT warn FROM plans WHERE id = v.plan), 7) AS warn, f.number AS fault_number,";
    let mut query = ask(ROWS.replacen("f.number AS fault_number,", extra, 1));
    query.push(" AND v.state = 'queued' AND v.proposed IS NOT NULL");
    if let Some(until) = filter.until {
        query.push(" AND v.proposed <= ").push_bind(until.to_string());
    }
    if let Some(plan) = filter.plan {
        query.push(" AND v.plan = ").push_bind(plan.to_string());
    }
    if let Some(area) = &filter.area {
        query.push(" AND substr(c.postcode, 1, 2) = ").push_bind(area.clone());
    }
    query.push(" ORDER BY v.proposed, v.id LIMIT ").push_bind(limit);
    let mut areas: Vec<Area> = Vec::new();
    for row in &query.fetch_all(pool).await? {
        let proposal = Proposal {
            visit: visits::visit(row)?,
            postcode: row.get::<Option<_>>("postcode")?.unwrap_or_default(),
            phone: row.get("phone")?,
            email: row.get("email")?,
            warn: row.get("warn")?,
        };
        let area: String = proposal.postcode.chars().take(2).collect();
        match areas.iter_mut().find(|known| known.area == area) {
            Some(known) => known.proposals.push(proposal),
            None => areas.push(Area { area, proposals: vec![proposal], nearby: Vec::new() }),
        }
    }
    let mut near = nearby(pool, today).await?;
    for area in &mut areas {
        area.nearby = near.remove(&area.area).unwrap_or_default();
    }
    Ok(areas)
}

/// The question of [`nearby`].
pub const NEAR: &str =
    "SELECT v.id, v.day, c.city, substr(c.postcode, 1, 2) AS area, coalesce(t.name, '') AS technician
    FROM visits v JOIN customers c ON c.id = v.customer LEFT JOIN colleagues t ON t.id = v.technician
    WHERE v.state IN ('scheduled', 'started') AND v.day >= ?1 AND v.day <= ?2 ORDER BY v.day, v.from_time, v.id";

/// What is planned in the coming weeks, by place.
async fn nearby(pool: &Pool, today: NaiveDate) -> Result<BTreeMap<String, Vec<Nearby>>, ReadError> {
    let last = today.checked_add_days(Days::new(NEARBY_DAYS)).unwrap_or(today);
    let rows = ask(NEAR).bind(today.to_string()).bind(last.to_string()).fetch_all(pool).await?;
    let mut near: BTreeMap<String, Vec<Nearby>> = BTreeMap::new();
    for row in &rows {
        let of = near.entry(row.get("area")?).or_default();
        if of.len() < NEARBY {
            of.push(Nearby {
                visit: parsed(row, "id")?,
                day: parsed(row, "day")?,
                city: row.get("city")?,
                technician: row.get("technician")?,
            });
        }
    }
    Ok(near)
}

/// The question of [`count`].
pub const COUNT: &str =
    "SELECT count(*) AS n, coalesce(sum(proposed = ?1), 0) AS today, coalesce(sum(proposed < ?1), 0) AS late
    FROM visits WHERE state = 'queued' AND proposed IS NOT NULL";

/// How many are to be agreed.
///
/// # Errors
/// When the tables can't be read.
pub async fn count(pool: &Pool, today: NaiveDate) -> Result<Count, ReadError> {
    let row = ask(COUNT).bind(today.to_string()).fetch_one(pool).await?;
    Ok(Count { all: row.get("n")?, today: row.get("today")?, late: row.get("late")? })
}

/// A visit whose proposed day is near, today or over, and which nobody agreed yet.
#[derive(Debug, Clone)]
pub struct Warning {
    /// The visit.
    pub visit: VisitId,
    /// Its number.
    pub number: i64,
    /// At whom.
    pub customer: domain::CustomerId,
    /// The proposed day.
    pub proposed: NaiveDate,
}

/// The question of [`warnings`].
pub const WARN: &str = "SELECT v.id, v.number, v.customer, v.proposed FROM visits v JOIN plans p ON p.id = v.plan
    WHERE v.state = 'queued' AND v.proposed IS NOT NULL AND v.proposed <= date(?1, '+' || p.warn || ' days') ORDER BY v.proposed, v.id";

/// What planners are warned of on a day.
///
/// # Errors
/// When the tables can't be read.
pub async fn warnings(pool: &Pool, today: NaiveDate) -> Result<Vec<Warning>, ReadError> {
    let rows = ask(WARN).bind(today.to_string()).fetch_all(pool).await?;
    let warning = |row: &crate::Row| {
        Ok::<_, ReadError>(Warning {
            visit: parsed(row, "id")?,
            number: row.get("number")?,
            customer: parsed(row, "customer")?,
            proposed: parsed_option(row, "proposed")?.unwrap_or(today),
        })
    };
    rows.iter().map(warning).collect()
}

/// The visits before and after one in the chain of its plan: of the occurrence before, and of the one after.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Chain {
    /// The plan.
    pub plan: PlanId,
    /// Its number; shown as `P-12`.
    pub number: i64,
    /// Which occurrence this is.
    pub occurrence: u32,
    /// The last visit of the occurrence before.
    pub before: Option<(VisitId, i64)>,
    /// The first visit of the occurrence after.
    pub after: Option<(VisitId, i64)>,
    /// When the next one falls due, where no visit was asked for yet.
    pub next_due: Option<NaiveDate>,
}

/// Where a visit stands in the chain of its plan.
///
/// # Errors
/// When the tables can't be read.
pub async fn chain(pool: &Pool, visit: &Visit) -> Result<Option<Chain>, ReadError> {
    let Some((plan, occurrence)) = visit.plan.zip(visit.occurrence) else { return Ok(None) };
    let Some(row) = ask("SELECT number, occurrence, due FROM plans WHERE id = ?1")
        .bind(plan.to_string())
        .fetch_optional(pool)
        .await?
    else {
        return Ok(None);
    };
    let next: Option<u32> = row.get("occurrence")?;
    let due: Option<NaiveDate> = row.text("due")?.parse().ok();
    let link = async |sql: &'static str| {
        let row = ask(sql).bind(plan.to_string()).bind(occurrence).fetch_optional(pool).await?;
        row.map(|row| Ok::<_, ReadError>((parsed(&row, "id")?, row.get("number")?))).transpose()
    };
    Ok(Some(Chain {
        plan,
        number: row.get("number")?,
        occurrence,
        before: link("SELECT id, number FROM visits WHERE plan = ?1 AND occurrence < ?2 ORDER BY occurrence DESC, number DESC LIMIT 1").await?,
        after: link("SELECT id, number FROM visits WHERE plan = ?1 AND occurrence > ?2 ORDER BY occurrence, number LIMIT 1").await?,
        next_due: due.filter(|_| next > Some(occurrence)),
    }))
}
