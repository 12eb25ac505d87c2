//! Maintenance plans: the list, one with its occurrences, and those for which a visit is to be asked.

use chrono::NaiveDate;
use domain::{ArticleId, ContractId, CustomerId, InvoiceId, MachineId, PlanId, VisitId, plan::Schedule, visit::Kind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    columns::{kind, parsed, parsed_option, wrong},
    machines::{self, Machine},
};
use crate::{Cursor, Page, Pool, ReadError, ask};

/// How a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It goes on.
    Running,
    /// It rests.
    Paused,
    /// It is over.
    Ended,
}

impl State {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Running, Self::Paused, Self::Ended];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }
}

/// A plan, as lists show it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Plan {
    /// Id.
    pub id: PlanId,
    /// Number; shown as `P-12`.
    pub number: i64,
    /// At whom.
    pub customer: CustomerId,
    /// Their name; empty when erased.
    pub customer_name: String,
    /// Their town.
    pub city: String,
    /// From which contract it comes.
    pub contract: Option<ContractId>,
    /// From which invoice.
    pub invoice: Option<InvoiceId>,
    /// From which visit.
    pub delivery: Option<VisitId>,
    /// From which article.
    pub article: Option<ArticleId>,
    /// What for.
    pub kind: Kind,
    /// What is to be done; empty when erased.
    pub task: String,
    /// Minutes that it will take, as expected.
    pub expected: i64,
    /// When it comes round.
    pub schedule: Schedule,
    /// How it stands.
    pub state: State,
    /// How it ended: `done`, `not-needed`, `contract` or `said`.
    pub ending: Option<String>,
    /// Why it rests or ended.
    pub reason: Option<String>,
    /// The next occurrence, or that of the open visit.
    pub occurrence: Option<u32>,
    /// When that falls due.
    pub due: Option<NaiveDate>,
    /// The visit that was asked for and is not over.
    pub visit: Option<VisitId>,
    /// When it was last done.
    pub last_on: Option<NaiveDate>,
    /// Revision of its stream.
    pub revision: i64,
}

/// An occurrence of a plan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Occurrence {
    /// Which, from 1.
    pub occurrence: u32,
    /// When it falls or fell due.
    pub due: NaiveDate,
    /// How many days of the schedule went by before it.
    pub passed: u32,
    /// The working day that was proposed.
    pub proposed: Option<NaiveDate>,
    /// Its visits, the first one first.
    pub visits: Vec<Link>,
    /// What came of it: `done` or `skipped`; none before.
    pub outcome: Option<String>,
    /// When it was done or called off.
    pub done_on: Option<NaiveDate>,
}

/// A visit of an occurrence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Link {
    /// Id.
    pub id: VisitId,
    /// Number; shown as `B-1234`.
    pub number: i64,
    /// The day for which it is or was planned.
    pub day: Option<NaiveDate>,
    /// Minutes that it really took.
    pub worked: Option<i64>,
}

/// A plan, complete.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Card {
    /// What lists show of it.
    pub plan: Plan,
    /// Its machines.
    pub machines: Vec<Machine>,
    /// Its occurrences, newest first; at most 200.
    pub occurrences: Vec<Occurrence>,
}

/// Which plans a list shows.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Filter {
    /// Only those that stand so; running ones when not said.
    #[serde(default)]
    pub state: Option<State>,
    /// Only this customer's, however they stand.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Only those of this contract, however they stand.
    #[serde(default)]
    pub contract: Option<ContractId>,
    /// Only those on this machine, however they stand.
    #[serde(default)]
    pub machine: Option<MachineId>,
}

const ROWS: &str =
    "SELECT p.*, c.name AS customer_name, c.city FROM plans p LEFT JOIN customers c ON c.id = p.customer WHERE 1 = 1";

/// Plans: running ones by the day on which they fall due, those of a thing by number.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, filter: &Filter, after: Option<&Cursor>, limit: u32) -> Result<Page<Plan>, ReadError> {
    let mut query = ask(ROWS);
    if let Some(customer) = filter.customer {
        query.push(" AND p.customer = ").push_bind(customer.to_string());
    } else if let Some(contract) = filter.contract {
        query.push(" AND p.contract = ").push_bind(contract.to_string());
    } else if let Some(machine) = filter.machine {
        query
            .push(" AND p.id IN (SELECT plan FROM plan_machines WHERE machine = ")
            .push_bind(machine.to_string())
            .push(")");
    } else {
        query.push(" AND p.state = ").push_bind(filter.state.unwrap_or(State::Running).name());
    }
    if let Some(cursor) = after {
        query.push(" AND (p.due, p.id) > (").push_bind(cursor.key.clone());
        query.push(", ").push_bind(cursor.id.clone()).push(")");
    }
    query.push(" ORDER BY p.due, p.id LIMIT ").push_bind(i64::from(limit) + 1);
    let rows = query.fetch_all(pool).await?;
    let plans: Vec<Plan> = rows.iter().map(plan).collect::<Result<_, _>>()?;
    Ok(Page::of(plans, limit as usize, |plan| Cursor {
        key: plan.due.map(|due| due.to_string()).unwrap_or_default(),
        id: plan.id.to_string(),
    }))
}

/// One plan.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: PlanId) -> Result<Option<Plan>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND p.id = ").push_bind(id.to_string());
    query.fetch_optional(pool).await?.as_ref().map(plan).transpose()
}

/// One plan, complete.
///
/// # Errors
/// When the tables can't be read.
pub async fn card(pool: &Pool, id: PlanId) -> Result<Option<Card>, ReadError> {
    let Some(plan) = one(pool, id).await? else { return Ok(None) };
    let rows = ask("SELECT machine FROM plan_machines WHERE plan = ?1 ORDER BY machine")
        .bind(id.to_string())
        .fetch_all(pool)
        .await?;
    let mut of = Vec::new();
    for row in &rows {
        of.extend(machines::one(pool, parsed(row, "machine")?).await?);
    }
    Ok(Some(Card { machines: of, occurrences: occurrences(pool, id).await?, plan }))
}

async fn occurrences(pool: &Pool, id: PlanId) -> Result<Vec<Occurrence>, ReadError> {
    let rows = ask("SELECT * FROM plan_occurrences WHERE plan = ?1 ORDER BY occurrence DESC LIMIT 200")
        .bind(id.to_string())
        .fetch_all(pool)
        .await?;
    let visits =
        ask("SELECT id, number, occurrence, day, worked FROM visits WHERE plan = ?1 ORDER BY occurrence, number")
            .bind(id.to_string())
            .fetch_all(pool)
            .await?;
    let mut links: Vec<(u32, Link)> = Vec::new();
    for row in &visits {
        let link = Link {
            id: parsed(row, "id")?,
            number: row.get("number")?,
            day: parsed_option(row, "day")?,
            worked: row.get("worked")?,
        };
        links.push((row.get("occurrence")?, link));
    }
    let occurrence = |row: &crate::Row| {
        let number: u32 = row.get("occurrence")?;
        Ok::<_, ReadError>(Occurrence {
            occurrence: number,
            due: parsed(row, "due")?,
            passed: row.get("passed")?,
            proposed: parsed_option(row, "proposed")?,
            visits: links.iter().filter(|(of, _)| *of == number).map(|(_, link)| link.clone()).collect(),
            outcome: row.get("outcome")?,
            done_on: parsed_option(row, "done_on")?,
        })
    };
    rows.iter().map(occurrence).collect()
}

/// The visits of an occurrence, the first one first.
///
/// # Errors
/// When the tables can't be read.
pub async fn visits_of(pool: &Pool, id: PlanId, occurrence: u32) -> Result<Vec<VisitId>, ReadError> {
    let rows = ask("SELECT id FROM visits WHERE plan = ?1 AND occurrence = ?2 ORDER BY number")
        .bind(id.to_string())
        .bind(occurrence)
        .fetch_all(pool)
        .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// The question of [`to_ask`].
pub const TO_ASK: &str = "SELECT id FROM plans INDEXED BY plans_ask WHERE state = 'running' AND visit IS NULL AND ask_from <= ?1 ORDER BY ask_from, id";

/// Plans for which a visit is to be asked by a day.
///
/// # Errors
/// When the tables can't be read.
pub async fn to_ask(pool: &Pool, today: NaiveDate) -> Result<Vec<PlanId>, ReadError> {
    let rows = ask(TO_ASK).bind(today.to_string()).fetch_all(pool).await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// The question of [`unasked`].
pub const UNASKED: &str = "SELECT p.id, p.occurrence, o.proposed FROM plans p JOIN plan_occurrences o ON o.plan = p.id AND o.occurrence = p.occurrence
    WHERE p.visit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visits v WHERE v.id = p.visit) ORDER BY p.id";

/// Occurrences whose visit was wanted and is not there, since it was refused: with the proposed day.
///
/// # Errors
/// When the tables can't be read.
pub async fn unasked(pool: &Pool) -> Result<Vec<(PlanId, u32, NaiveDate)>, ReadError> {
    let rows = ask(UNASKED).fetch_all(pool).await?;
    rows.iter().map(|row| Ok((parsed(row, "id")?, row.get("occurrence")?, parsed(row, "proposed")?))).collect()
}

/// Running plans that go by the meter of a machine.
///
/// # Errors
/// When the tables can't be read.
pub async fn metered(pool: &Pool, machine: MachineId) -> Result<Vec<PlanId>, ReadError> {
    let rows = ask("SELECT p.id FROM plan_machines m JOIN plans p ON p.id = m.plan
         WHERE m.machine = ?1 AND p.metered = 1 AND p.state = 'running' ORDER BY p.number")
    .bind(machine.to_string())
    .fetch_all(pool)
    .await?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// Plans of a machine that stands nowhere any more, on no other machine that does: they and how they stand.
///
/// # Errors
/// When the tables can't be read.
pub async fn alone_on(pool: &Pool, machine: MachineId) -> Result<Vec<Plan>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND p.id IN (SELECT plan FROM plan_machines WHERE machine = ").push_bind(machine.to_string());
    query
        .push(
            ") AND NOT EXISTS (SELECT 1 FROM plan_machines o JOIN machines m ON m.id = o.machine
        WHERE o.plan = p.id AND m.removed = 0 AND m.id <> ",
        )
        .push_bind(machine.to_string());
    query.push(") ORDER BY p.number");
    query.fetch_all(pool).await?.iter().map(plan).collect()
}

fn plan(row: &crate::Row) -> Result<Plan, ReadError> {
    let state: String = row.get("state")?;
    Ok(Plan {
        id: parsed(row, "id")?,
        number: row.get("number")?,
        customer: parsed(row, "customer")?,
        customer_name: row.get::<Option<_>>("customer_name")?.unwrap_or_default(),
        city: row.get::<Option<_>>("city")?.unwrap_or_default(),
        contract: parsed_option(row, "contract")?,
        invoice: parsed_option(row, "invoice")?,
        delivery: parsed_option(row, "delivery")?,
        article: parsed_option(row, "article")?,
        kind: kind(row, "kind")?,
        task: row.get("task")?,
        expected: row.get("expected")?,
        schedule: serde_json::from_str(row.text("schedule")?).map_err(|_| wrong("schedule"))?,
        state: State::ALL.into_iter().find(|known| known.name() == state).ok_or_else(|| wrong("state"))?,
        ending: row.get("ending")?,
        reason: row.get("reason")?,
        occurrence: row.get("occurrence")?,
        due: row.text("due")?.parse().ok(),
        visit: parsed_option(row, "visit")?,
        last_on: parsed_option(row, "last_on")?,
        revision: row.get("revision")?,
    })
}
