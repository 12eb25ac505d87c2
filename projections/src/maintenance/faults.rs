//! Faults: the list, one of them, and those still open on a machine.

use chrono::{DateTime, Utc};
use domain::{
    CustomerId, FaultId, MachineId, Slot, VisitId,
    fault::{Event, Number, Urgency, promised_by_the_clock},
    registry::AnyEvent,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    columns::{moment, moment_option, parsed, parsed_option, slot, urgency, wrong},
    promises::{self, Standing},
};
use crate::{
    Cursor, Page, Pool, Question, ReadError, Writes, ask,
    found::{Search, Tables},
    values,
};

/// How a fault stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// To be solved.
    Open,
    /// It works again.
    Solved,
    /// No longer wanted.
    Cancelled,
}

impl State {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Open, Self::Solved, Self::Cancelled];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Solved => "solved",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A fault, with the newest visit that was made for it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Fault {
    /// Id.
    pub id: FaultId,
    /// Number, `2026-0412`.
    pub number: String,
    /// Whose.
    pub customer: CustomerId,
    /// Their name; empty when erased.
    pub customer_name: String,
    /// Their town.
    pub city: String,
    /// On which machine.
    pub machine: Option<MachineId>,
    /// Its make and type.
    pub model: Option<String>,
    /// Where it stands.
    pub place: Option<String>,
    /// What is wrong; empty when erased.
    pub problem: String,
    /// How much haste.
    pub urgency: Urgency,
    /// Who called.
    pub caller: Option<String>,
    /// Where they can be reached.
    pub caller_phone: Option<String>,
    /// How it stands.
    pub state: State,
    /// How it was solved, or why it was called off.
    pub outcome: Option<String>,
    /// When it came in.
    pub reported_at: DateTime<Utc>,
    /// Until when someone should be there.
    pub promised_at: DateTime<Utc>,
    /// When it was solved or called off.
    pub closed_at: Option<DateTime<Utc>>,
    /// What was promised, and how far that is.
    pub promise: Standing,
    /// The newest visit.
    pub visit: Option<Newest>,
    /// Revision of its stream.
    pub revision: i64,
}

/// The newest visit for a fault.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Newest {
    /// Id.
    pub id: VisitId,
    /// Number.
    pub number: i64,
    /// `queued`, `scheduled`, `started`, `finished` or `cancelled`.
    pub state: String,
    /// When.
    pub slot: Option<Slot>,
    /// Who goes.
    pub technician: Option<String>,
}

/// Which faults a list shows.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Filter {
    /// Only those that stand so.
    pub state: Option<State>,
    /// Only those with this haste.
    pub urgency: Option<Urgency>,
    /// Only this customer's.
    pub customer: Option<CustomerId>,
    /// Only those of this machine.
    pub machine: Option<MachineId>,
    /// A number (`2026-04`, `412`) or words of the customer's name, town or number.
    pub search: Option<String>,
    /// Only those of which something that was promised presses, or is over, at this moment.
    pub pressing_at: Option<DateTime<Utc>>,
    /// By what was promised, the soonest first; newest first when not said, but for open ones.
    pub by_promise: Option<bool>,
}

impl Filter {
    fn by_promise(&self) -> bool {
        self.by_promise.unwrap_or(self.state == Some(State::Open) || self.pressing_at.is_some())
    }
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Fault(event) = &recorded.event else { return };
    let (id, at) = (recorded.subject(), recorded.recorded_at);
    match event {
        Event::FaultReported {
            number,
            customer,
            machine,
            problem,
            urgency,
            caller,
            caller_phone,
            despite,
            heard_at,
            promised_at,
            promise,
            ..
        } => {
            let at = heard_at.unwrap_or(at);
            writes.run(
                "INSERT INTO faults VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', NULL, ?10, ?11, NULL, 0,
                     NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, ?11, NULL, NULL)",
                values![
                    id,
                    number.to_string(),
                    *customer,
                    *machine,
                    problem.text(),
                    urgency.name(),
                    caller.as_ref().map(|caller| caller.text()),
                    caller_phone.as_ref().map(|phone| phone.text()),
                    despite.as_ref().map(|reason| reason.text()),
                    at,
                    promised_at.unwrap_or_else(|| promised_by_the_clock(*urgency, at)),
                ],
            );
            promises::promised(id, promise.as_ref(), writes);
        }
        Event::FaultChanged { problem, urgency, promised_at, promise, .. } => {
            // Where the event does not say, the promise counts from the moment of reporting, which is already in the row.
            let hours = promised_by_the_clock(*urgency, DateTime::UNIX_EPOCH);
            writes.run(
                "UPDATE faults SET problem = ?2, urgency = ?3, promised_at = coalesce(?4, reported_at + ?5) WHERE id = ?1",
                values![id, problem.text(), urgency.name(), *promised_at, hours],
            );
            promises::changed(id, promise.as_ref(), writes);
        }
        Event::FaultSolved { how, at: solved_at, .. } => {
            close(writes, id, State::Solved, how.as_ref().map(|how| how.text()), solved_at.unwrap_or(at));
        }
        Event::FaultReopened { .. } => {
            writes.run("UPDATE faults SET state = 'open', outcome = NULL, closed_at = NULL WHERE id = ?1", values![id])
        }
        Event::FaultCancelled { reason, .. } => close(writes, id, State::Cancelled, Some(reason.text()), at),
        Event::FaultAnswered { .. }
        | Event::FaultAnswerWithdrawn { .. }
        | Event::FaultPaused { .. }
        | Event::FaultResumed { .. }
        | Event::FaultWarned { .. } => promises::apply(id, event, at, writes),
    }
    promises::settle(id, writes);
    writes.run("UPDATE faults SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn close(writes: &mut Writes, id: uuid::Uuid, state: State, outcome: Option<String>, at: DateTime<Utc>) {
    writes.run(
        "UPDATE faults SET state = ?2, outcome = ?3, closed_at = ?4 WHERE id = ?1",
        values![id, state.name(), outcome, at],
    );
}

/// Everything that a [`Fault`] shows; the newest visit is the one with the highest number.
const COLUMNS: &str = "
    SELECT f.*, c.name AS customer_name, c.city, m.model, m.place, v.id AS visit, v.number AS visit_number,
        v.state AS visit_state, v.day, v.from_time, v.until_time, t.name AS technician
    FROM ";

/// What they name.
const NAMED: &str = "
    LEFT JOIN customers c ON c.id = f.customer
    LEFT JOIN machines m ON m.id = f.machine
    LEFT JOIN visits v ON v.id = (SELECT id FROM visits WHERE fault = f.id ORDER BY number DESC LIMIT 1)
    LEFT JOIN colleagues t ON t.id = v.technician
    WHERE 1 = 1";

/// Where faults and their customers are kept.
const TABLES: Tables = Tables { list: "faults", customers: "customers", words: "customer_fts" };

/// A page of faults: open ones by their promise, others and all newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, filter: &Filter, after: Option<&Cursor>, limit: u32) -> Result<Page<Fault>, ReadError> {
    let search = match Search::read(filter.search.as_deref()) {
        Some(search) => Some(search.weigh(pool, &TABLES).await?),
        None => None,
    };
    let by_promise = filter.by_promise();
    let query = question(filter, search.as_ref(), after, limit);
    let rows = query.fetch_all(pool).await?;
    let rows: Vec<Fault> = rows.iter().map(fault).collect::<Result<_, _>>()?;
    let key = |fault: &Fault| if by_promise { fault.promise.due_at } else { fault.reported_at }.timestamp_micros();
    Ok(Page::of(rows, limit as usize, |fault| Cursor { key: key(fault).to_string(), id: fault.id.to_string() }))
}

/// The SQL of a page, with few hits or many; for the proof that it goes by an index.
pub fn sql(filter: &Filter, few: bool, after: Option<&Cursor>) -> String {
    let search = Search::read(filter.search.as_deref()).map(|search| search.with(few));
    question(filter, search.as_ref(), after, 50).sql().to_owned()
}

fn question(filter: &Filter, search: Option<&Search>, after: Option<&Cursor>, limit: u32) -> Question {
    // Few hits are put in order by themselves, and only those of the page are looked up.
    let few = search.is_some_and(Search::is_few);
    let mut query = ask(if few { "SELECT f.id FROM " } else { COLUMNS });
    match search {
        Some(search) => search.push_from(&mut query, &TABLES, "f"),
        None => {
            query.push("faults f");
        }
    }
    query.push(if few { " WHERE 1 = 1" } else { NAMED });
    narrow(&mut query, filter);
    if let Some(search) = search {
        search.push_where(&mut query, &TABLES, "f");
    }
    let by_promise = filter.by_promise();
    if let Some(cursor) = after {
        query.push(if by_promise { " AND (f.due_at, f.id) > (" } else { " AND (f.reported_at, f.id) < (" });
        query.push_bind(cursor.key.parse::<i64>().unwrap_or_default()).push(", ").push_bind(cursor.id.clone());
        query.push(")");
    }
    let order = if by_promise { " ORDER BY f.due_at, f.id" } else { " ORDER BY f.reported_at DESC, f.id DESC" };
    query.push(order).push(" LIMIT ").push_bind(i64::from(limit) + 1);
    if few {
        query =
            query.within(&format!("{COLUMNS}("), format_args!(") p CROSS JOIN faults f ON f.id = p.id {NAMED}{order}"));
    }
    query
}

fn narrow(query: &mut Question, filter: &Filter) {
    if let Some(state) = filter.state {
        query.push(" AND f.state = ").push_bind(state.name());
    }
    if let Some(urgency) = filter.urgency {
        query.push(" AND f.urgency = ").push_bind(urgency.name());
    }
    if let Some(customer) = filter.customer {
        query.push(" AND f.customer = ").push_bind(customer.to_string());
    }
    if let Some(machine) = filter.machine {
        query.push(" AND f.machine = ").push_bind(machine.to_string());
    }
    if let Some(now) = filter.pressing_at {
        query.push(" AND f.press_at <= ").push_bind(now.timestamp_micros());
    }
}

/// One fault.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: FaultId) -> Result<Option<Fault>, ReadError> {
    let mut query = ask(COLUMNS);
    query.push("faults f").push(NAMED).push(" AND f.id = ").push_bind(id.to_string());
    query.fetch_optional(pool).await?.as_ref().map(fault).transpose()
}

/// How many faults are open, with each haste.
///
/// # Errors
/// When the tables can't be read.
pub async fn open_by_urgency(pool: &Pool) -> Result<Vec<(Urgency, i64)>, ReadError> {
    let rows = ask("SELECT urgency, n FROM open_faults WHERE n > 0").fetch_all(pool).await?;
    let counted = |row: &crate::Row| {
        Ok::<_, ReadError>((urgency(row, "urgency")?.ok_or_else(|| wrong("urgency"))?, row.get("n")?))
    };
    rows.iter().map(counted).collect()
}

/// How many open faults are past their promise.
///
/// # Errors
/// When the tables can't be read.
pub async fn overdue(pool: &Pool, now: DateTime<Utc>) -> Result<i64, ReadError> {
    let counted = ask("SELECT count(*) FROM faults WHERE state = 'open' AND due_at < ?1");
    counted.bind(now).fetch_one(pool).await?.get(0)
}

/// The median time from reporting to solving of what was solved in a period, in minutes; none when nothing was.
///
/// # Errors
/// When the tables can't be read.
pub async fn solving(pool: &Pool, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Option<i64>, ReadError> {
    let rows = ask("SELECT (closed_at - reported_at) / 60000000 FROM faults
         WHERE state = 'solved' AND closed_at >= ?1 AND closed_at < ?2")
    .bind(from.timestamp_micros())
    .bind(until.timestamp_micros())
    .fetch_all(pool)
    .await?;
    let mut took: Vec<i64> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    took.sort_unstable();
    let middle = took.get(took.len().saturating_sub(1) / 2).zip(took.get(took.len() / 2));
    Ok(middle.map(|(low, high)| (low + high) / 2))
}

/// Numbers of open faults on a machine.
///
/// # Errors
/// When the tables can't be read.
pub async fn open_on_machine(pool: &Pool, machine: MachineId) -> Result<Vec<Number>, ReadError> {
    let rows = ask("SELECT number FROM faults WHERE machine = ?1 AND state = 'open' ORDER BY number")
        .bind(machine.to_string())
        .fetch_all(pool)
        .await?;
    let numbers: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    let number = |text: &String| {
        let (year, number) = text.split_once('-')?;
        Some(Number { year: year.parse().ok()?, number: number.parse().ok()? })
    };
    Ok(numbers.iter().filter_map(number).collect())
}

fn fault(row: &crate::Row) -> Result<Fault, ReadError> {
    let state: String = row.get("state")?;
    let visit: Option<VisitId> = parsed_option(row, "visit")?;
    let visit = match visit {
        Some(id) => Some(Newest {
            id,
            number: row.get("visit_number")?,
            state: row.get("visit_state")?,
            slot: slot(row)?,
            technician: row.get("technician")?,
        }),
        None => None,
    };
    Ok(Fault {
        id: parsed(row, "id")?,
        number: row.get("number")?,
        customer: parsed(row, "customer")?,
        customer_name: row.get::<Option<_>>("customer_name")?.unwrap_or_default(),
        city: row.get::<Option<_>>("city")?.unwrap_or_default(),
        machine: parsed_option(row, "machine")?,
        model: row.get("model")?,
        place: row.get("place")?,
        problem: row.get("problem")?,
        urgency: urgency(row, "urgency")?.ok_or_else(|| wrong("urgency"))?,
        caller: row.get("caller")?,
        caller_phone: row.get("caller_phone")?,
        state: State::ALL.into_iter().find(|known| known.name() == state).ok_or_else(|| wrong("state"))?,
        outcome: row.get("outcome")?,
        reported_at: moment(row, "reported_at")?,
        promised_at: moment(row, "promised_at")?,
        closed_at: moment_option(row, "closed_at")?,
        promise: promises::standing(row)?,
        visit,
        revision: row.get("revision")?,
    })
}
