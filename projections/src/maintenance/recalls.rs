//! Recalls: which there are, and how far each of their machines is.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    CustomerId, MachineId, Minutes, RecallId,
    recall::{Action, Event, action_of},
    registry::AnyEvent,
    task, visit,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::columns::{moment, parsed, parsed_option, wrong};
use crate::{Cursor, Page, Pool, ReadError, Writes, ask, values};

/// How a machine stands in a recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stand {
    /// Nothing was agreed yet.
    Open,
    /// Its visit is planned.
    Planned,
    /// It is done.
    Done,
    /// Nobody can be reached.
    Unreachable,
}

impl Stand {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Open, Self::Planned, Self::Done, Self::Unreachable];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Unreachable => "unreachable",
        }
    }
}

/// A recall.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Recall {
    /// Id.
    pub id: RecallId,
    /// Number; shown as `R-12`.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Why.
    pub reason: String,
    /// What is to be done to each machine.
    pub task: String,
    /// What is made for each.
    pub action: Action,
    /// How long one takes, as expected.
    pub expected: Minutes,
    /// Not later than this day.
    pub before: Option<NaiveDate>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Why it is off.
    pub withdrawn: Option<String>,
    /// How many machines are how far.
    pub counts: Counts,
    /// Revision of its stream.
    pub revision: i64,
}

/// How many machines of a recall are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Nothing was agreed.
    pub open: i64,
    /// A visit is planned.
    pub planned: i64,
    /// Done.
    pub done: i64,
    /// Nobody can be reached.
    pub unreachable: i64,
}

impl Counts {
    /// All of them.
    pub fn all(self) -> i64 {
        self.open + self.planned + self.done + self.unreachable
    }

    /// Those of which nothing is awaited any more.
    pub fn settled(self) -> i64 {
        self.done + self.unreachable
    }
}

/// A machine of a recall.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Called {
    /// Which machine.
    pub machine: MachineId,
    /// Its make and type.
    pub model: String,
    /// Serial number.
    pub serial: Option<String>,
    /// Where it stands there.
    pub place: Option<String>,
    /// Whether it is no longer there.
    pub removed: bool,
    /// At whose place.
    pub customer: CustomerId,
    /// Their name; empty when erased.
    pub customer_name: String,
    /// Their town.
    pub city: String,
    /// Their telephone.
    pub phone: Option<String>,
    /// How far it is.
    pub state: Stand,
    /// What a person said of it.
    pub note: Option<String>,
    /// The visit or task that was made last.
    pub action: Uuid,
    /// Number of that visit.
    pub visit_number: Option<i64>,
    /// The day for which it is planned.
    pub day: Option<NaiveDate>,
    /// Whether it was called off, or never came to be: nothing waits for this machine.
    pub lacks_action: bool,
}

/// What a machine's visit or task and what was said of it come to, for the rows that a condition names.
macro_rules! settling {
    ($rows:literal) => {
        concat!(
            "UPDATE recall_machines SET state = coalesce(said, iif(called, 'done', NULL), (
                SELECT CASE WHEN v.state IN ('scheduled', 'started') THEN 'planned'
                    WHEN v.state = 'finished' AND v.solved = 1 THEN 'done' ELSE 'open' END
                FROM visits v WHERE v.id = recall_machines.action), 'open') WHERE ",
            $rows
        )
    };
}

/// What an event changes; it comes after the visits, which it reads.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Recall(event) => of_recall(recorded, event, writes),
        AnyEvent::Visit(event) => {
            // What was not solved goes on with the visit that follows.
            if let visit::Event::VisitRequested { follows: Some(before), .. } = event {
                writes.run("UPDATE recall_machines SET action = ?2 WHERE action = ?1", values![*before, id]);
            }
            writes.run(settling!("action = ?1"), values![id]);
        }
        AnyEvent::Task(task::Event::TaskCompleted { .. }) => {
            writes.run("UPDATE recall_machines SET called = 1 WHERE action = ?1", values![id]);
            writes.run(settling!("action = ?1"), values![id]);
        }
        _ => {}
    }
}

fn settle(recall: RecallId, machine: MachineId, writes: &mut Writes) {
    writes.run(settling!("recall = ?1 AND machine = ?2"), values![recall, machine]);
}

fn of_recall(recorded: &Recorded, event: &Event, writes: &mut Writes) {
    let id = RecallId(recorded.subject());
    match event {
        Event::RecallOpened { number, name, reason, task, machines, action, expected, before } => {
            writes.run(
                "INSERT INTO recalls VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL, 0)",
                values![
                    id,
                    *number,
                    name.as_str(),
                    reason.as_str(),
                    task.as_str(),
                    action.name(),
                    *expected,
                    *before,
                    recorded.recorded_at,
                ],
            );
            for called in machines {
                writes.run(
                    "INSERT INTO recall_machines VALUES (?1, ?2, ?3, ?4, NULL, NULL, 0, 'open')",
                    values![id, called.machine, called.customer, action_of(id, called.machine, 0)],
                );
            }
        }
        Event::MachineSettled { machine, outcome, note, .. } => {
            writes.run(
                "UPDATE recall_machines SET said = ?3, note = ?4 WHERE recall = ?1 AND machine = ?2",
                values![id, *machine, outcome.name(), note.as_ref().map(domain::Personal::text)],
            );
            settle(id, *machine, writes);
        }
        Event::MachineReopened { machine, .. } => {
            writes.run(
                "UPDATE recall_machines SET said = NULL, note = NULL WHERE recall = ?1 AND machine = ?2",
                values![id, *machine],
            );
            settle(id, *machine, writes);
        }
        Event::ActionAskedAgain { machine, time, .. } => {
            writes.run(
                "UPDATE recall_machines SET said = NULL, note = NULL, called = 0, action = ?3 WHERE recall = ?1 AND machine = ?2",
                values![id, *machine, action_of(id, *machine, *time)],
            );
            settle(id, *machine, writes);
        }
        Event::RecallWithdrawn { reason } => {
            writes.run("UPDATE recalls SET withdrawn = ?2 WHERE id = ?1", values![id, reason.as_str()]);
        }
    }
    writes.run("UPDATE recalls SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

/// The question of [`list`]: the newest first.
pub const LIST: &str = "SELECT * FROM recalls WHERE number < ?1 ORDER BY number DESC LIMIT ?2";

/// Recalls, the newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, after: Option<&Cursor>, limit: u32) -> Result<Page<Recall>, ReadError> {
    let before = after.and_then(|after| after.key.parse().ok()).unwrap_or(i64::MAX);
    let rows = ask(LIST).bind(before).bind(i64::from(limit) + 1).fetch_all(pool).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        all.push(recall(pool, row).await?);
    }
    Ok(Page::of(all, limit as usize, |recall| Cursor { key: recall.number.to_string(), id: recall.id.to_string() }))
}

/// One recall.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: RecallId) -> Result<Option<Recall>, ReadError> {
    let row = ask("SELECT * FROM recalls WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    match &row {
        Some(row) => recall(pool, row).await.map(Some),
        None => Ok(None),
    }
}

/// The recalls of a machine, the newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_machine(pool: &Pool, machine: MachineId) -> Result<Vec<(Recall, Stand)>, ReadError> {
    let rows = ask("SELECT r.*, k.state FROM recall_machines k JOIN recalls r ON r.id = k.recall
         WHERE k.machine = ?1 ORDER BY r.number DESC LIMIT 50")
    .bind(machine.to_string())
    .fetch_all(pool)
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        all.push((recall(pool, row).await?, stand(row)?));
    }
    Ok(all)
}

/// The question about how far the machines of a recall are.
pub const COUNTS: &str = "SELECT state, count(*) AS n FROM recall_machines WHERE recall = ?1 GROUP BY state";

async fn counts(pool: &Pool, id: RecallId) -> Result<Counts, ReadError> {
    let mut counts = Counts::default();
    for row in &ask(COUNTS).bind(id.to_string()).fetch_all(pool).await? {
        let n = row.get("n")?;
        match stand(row)? {
            Stand::Open => counts.open = n,
            Stand::Planned => counts.planned = n,
            Stand::Done => counts.done = n,
            Stand::Unreachable => counts.unreachable = n,
        }
    }
    Ok(counts)
}

/// The question of [`machines`].
pub const MACHINES: &str = "SELECT k.*, m.model, m.serial, m.place, m.removed, c.name AS customer_name, c.city, c.phone, v.number AS visit_number,
        v.day, v.state AS visit_state, r.action AS kind
    FROM recall_machines k JOIN recalls r ON r.id = k.recall JOIN machines m ON m.id = k.machine
    LEFT JOIN customers c ON c.id = k.customer LEFT JOIN visits v ON v.id = k.action
    WHERE k.recall = ?1 ORDER BY k.state = 'done', k.state = 'unreachable', k.state = 'planned', c.name_key, m.model, m.serial, k.machine";

/// The machines of a recall: what is still open first.
///
/// # Errors
/// When the tables can't be read.
pub async fn machines(pool: &Pool, id: RecallId) -> Result<Vec<Called>, ReadError> {
    let rows = ask(MACHINES).bind(id.to_string()).fetch_all(pool).await?;
    rows.iter().map(called).collect()
}

fn called(row: &crate::Row) -> Result<Called, ReadError> {
    let visit: Option<String> = row.get("visit_state")?;
    let by_visit = row.text("kind")? == Action::Visit.name();
    Ok(Called {
        machine: parsed(row, "machine")?,
        model: row.get("model")?,
        serial: row.get("serial")?,
        place: row.get("place")?,
        removed: row.get("removed")?,
        customer: parsed(row, "customer")?,
        customer_name: row.get::<Option<_>>("customer_name")?.unwrap_or_default(),
        city: row.get::<Option<_>>("city")?.unwrap_or_default(),
        phone: row.get("phone")?,
        state: stand(row)?,
        note: row.get("note")?,
        action: parsed(row, "action")?,
        visit_number: row.get("visit_number")?,
        day: parsed_option(row, "day")?,
        lacks_action: by_visit && visit.is_none_or(|state| state == "cancelled"),
    })
}

fn stand(row: &crate::Row) -> Result<Stand, ReadError> {
    let name = row.text("state")?;
    Stand::ALL.into_iter().find(|known| known.name() == name).ok_or_else(|| wrong("state"))
}

async fn recall(pool: &Pool, row: &crate::Row) -> Result<Recall, ReadError> {
    let id = parsed(row, "id")?;
    let action = row.text("action")?;
    Ok(Recall {
        id,
        number: row.get("number")?,
        name: row.get("name")?,
        reason: row.get("reason")?,
        task: row.get("task")?,
        action: Action::ALL.into_iter().find(|known| known.name() == action).ok_or_else(|| wrong("action"))?,
        expected: Minutes::new(row.get("expected")?).unwrap_or(Minutes::HOUR),
        before: parsed_option(row, "before")?,
        opened_at: moment(row, "opened_at")?,
        withdrawn: row.get("withdrawn")?,
        counts: counts(pool, id).await?,
        revision: row.get("revision")?,
    })
}
