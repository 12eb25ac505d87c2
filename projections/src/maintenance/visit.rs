//! One visit's sheet: the customer, the machine and what was done to it before, parts, findings, what follows.

use domain::{
    ArticleId, Quantity, VisitId,
    registry::AnyEvent,
    visit::{Charge, Event},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    checks::{self, Checks, Ending, Noted},
    columns::{parsed, parsed_option},
    customers::{self, Place},
    files::{self, File},
    machines::{self, Earlier, Machine},
    visits::{self, ROWS, Visit},
};
use crate::{Pool, ReadError, Writes, ask, values};

/// How many earlier visits to the machine a sheet shows.
const EARLIER: u32 = 5;

/// A visit, complete.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Sheet {
    /// What boards show of it.
    pub visit: Visit,
    /// Who goes along, by name.
    pub along: Vec<String>,
    /// The customer.
    pub customer: Option<Place>,
    /// Who called about the fault.
    pub caller: Option<String>,
    /// Where they can be reached.
    pub caller_phone: Option<String>,
    /// The machine.
    pub machine: Option<Machine>,
    /// What was done to it before, newest first.
    pub earlier: Vec<Earlier>,
    /// What must be brought and what was used.
    pub parts: Vec<Part>,
    /// Its checklists, as they were when it began.
    pub checklists: Vec<Checks>,
    /// The technician's clock.
    pub times: Vec<Noted>,
    /// Its photos and papers.
    pub files: Vec<File>,
    /// How it was closed.
    pub ending: Option<Ending>,
    /// What was found.
    pub findings: Option<String>,
    /// What was done.
    pub work: Option<String>,
    /// Minutes of work.
    pub worked: Option<i64>,
    /// Minutes of travel.
    pub travelled: Option<i64>,
    /// Whether the customer pays for it.
    pub billable: Option<bool>,
    /// Who pays for it.
    pub charge: Option<Charge>,
    /// Why another one than its machine's warranty and contracts would have it.
    pub charge_despite: Option<String>,
    /// Why it may overlap another visit.
    pub overrule: Option<String>,
    /// Why it was called off or taken out of the planning.
    pub reason: Option<String>,
    /// The visit before this one that did not solve it.
    pub follows: Option<Link>,
    /// The visit that was made because this one did not solve it.
    pub follow_up: Option<Link>,
}

/// Another visit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Link {
    /// Id.
    pub id: VisitId,
    /// Number.
    pub number: i64,
}

/// An article of a visit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Part {
    /// Which.
    pub article: ArticleId,
    /// The company's number for it.
    pub number: String,
    /// Name.
    pub name: String,
    /// What it is counted in.
    pub unit: String,
    /// How many must be brought.
    pub needed: Quantity,
    /// How many were used.
    pub used: Quantity,
    /// How many lie in stock.
    pub stock: Quantity,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Visit(event) = &recorded.event else { return };
    let id = recorded.subject();
    let mut add = |part: domain::visit::Part, needed: Quantity, used: Quantity| {
        writes.run(
            "INSERT INTO visit_parts VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (visit, article) DO UPDATE SET needed = needed + excluded.needed, used = used + excluded.used",
            values![id, part.article, needed, used],
        );
    };
    let none = Quantity::default();
    match event {
        Event::VisitRequested { parts, .. } => parts.iter().for_each(|part| add(*part, part.quantity, none)),
        Event::PartNeeded { part, .. } => add(*part, part.quantity, none),
        Event::PartUsed { part, .. } => add(*part, none, part.quantity),
        Event::PartReturned { part, .. } => add(*part, none, none - part.quantity),
        _ => {}
    }
}

/// One visit, as a list shows it.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: VisitId) -> Result<Option<Visit>, ReadError> {
    row(pool, id).await?.as_ref().map(visits::visit).transpose()
}

/// One visit, complete.
///
/// # Errors
/// When the tables can't be read.
pub async fn sheet(pool: &Pool, id: VisitId) -> Result<Option<Sheet>, ReadError> {
    let Some(row) = row(pool, id).await? else { return Ok(None) };
    let visit = visits::visit(&row)?;
    let (machine, mut earlier) = match visit.machine {
        Some(machine) => (machines::one(pool, machine).await?, machines::history(pool, machine, EARLIER + 1).await?),
        None => (None, Vec::new()),
    };
    earlier.retain(|earlier| earlier.visit != id);
    earlier.truncate(EARLIER as usize);
    Ok(Some(Sheet {
        along: along(pool, id).await?,
        customer: customers::one(pool, visit.customer).await?,
        caller: row.get("caller")?,
        caller_phone: row.get("caller_phone")?,
        machine,
        earlier,
        parts: parts(pool, id).await?,
        checklists: checks::of_visit(pool, id).await?,
        times: checks::times(pool, id).await?,
        files: files::of(pool, id.0).await?,
        ending: checks::ending(pool, id).await?,
        findings: row.get("findings")?,
        work: row.get("work")?,
        worked: row.get("worked")?,
        travelled: row.get("travelled")?,
        billable: row.get("billable")?,
        charge: row.get::<Option<String>>("charge")?.as_deref().and_then(Charge::parse),
        charge_despite: row.get("charge_despite")?,
        overrule: row.get("overrule")?,
        reason: row.get("reason")?,
        follows: link(pool, parsed_option(&row, "follows")?).await?,
        follow_up: link(pool, parsed_option(&row, "follow_up")?).await?,
        visit,
    }))
}

/// Who goes along, by name; empty where that was erased.
async fn along(pool: &Pool, visit: VisitId) -> Result<Vec<String>, ReadError> {
    let rows = ask("SELECT c.name FROM helpers h JOIN colleagues c ON c.id = h.technician
         WHERE h.visit = ?1 ORDER BY c.name COLLATE NOCASE, c.id")
    .bind(visit.to_string())
    .fetch_all(pool)
    .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

async fn row(pool: &Pool, id: VisitId) -> Result<Option<crate::Row>, ReadError> {
    let mut query = ask(ROWS.replacen("f.urgency,", "f.urgency, f.caller, f.caller_phone,", 1));
    query.push(" AND v.id = ").push_bind(id.to_string());
    query.fetch_optional(pool).await
}

/// The articles of a visit, by name.
///
/// # Errors
/// When the tables can't be read.
pub async fn parts(pool: &Pool, visit: VisitId) -> Result<Vec<Part>, ReadError> {
    let rows = ask("SELECT p.article, p.needed, p.used, a.number, a.name, a.unit, a.stock
         FROM visit_parts p JOIN articles a ON a.id = p.article
         WHERE p.visit = ?1 ORDER BY a.folded, a.id")
    .bind(visit.to_string())
    .fetch_all(pool)
    .await?;
    let part = |row: &crate::Row| {
        let quantity = |column| Ok::<_, ReadError>(Quantity::from_thousandths(row.get(column)?));
        Ok::<_, ReadError>(Part {
            article: parsed(row, "article")?,
            number: row.get("number")?,
            name: row.get("name")?,
            unit: row.get("unit")?,
            needed: quantity("needed")?,
            used: quantity("used")?,
            stock: quantity("stock")?,
        })
    };
    rows.iter().map(part).collect()
}

async fn link(pool: &Pool, id: Option<VisitId>) -> Result<Option<Link>, ReadError> {
    let Some(id) = id else { return Ok(None) };
    let row = ask("SELECT number FROM visits WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    row.map(|row| Ok(Link { id, number: row.get(0)? })).transpose()
}
