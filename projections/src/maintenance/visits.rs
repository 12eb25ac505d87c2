//! Visits: the row that board, agenda and lists show, what events make of it, and the list of all.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    CustomerId, FaultId, MachineId, PlanId, Slot, UserId, VisitId,
    fault::Urgency,
    registry::AnyEvent,
    visit::{Event, Kind},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    answers::{self, Answer, RestAnswer},
    columns::{as_text, kind, moment, moment_option, parsed, parsed_option, slot, slots, urgency, wrong},
    untold,
};
use crate::{Cursor, Page, Pool, ReadError, Writes, ask, values};

/// How a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// To be planned.
    Queued,
    /// Planned.
    Scheduled,
    /// The technician is there.
    Started,
    /// Done, solved or not.
    Finished,
    /// Called off.
    Cancelled,
}

impl State {
    /// All, as shown.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Scheduled, Self::Started, Self::Finished, Self::Cancelled];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Scheduled => "scheduled",
            Self::Started => "started",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether something is still to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Scheduled | Self::Started)
    }
}

/// A visit, as boards and lists show it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Visit {
    /// Id.
    pub id: VisitId,
    /// Number; shown as `B-1234`.
    pub number: i64,
    /// What for.
    pub kind: Kind,
    /// How it stands.
    pub state: State,
    /// At whom.
    pub customer: CustomerId,
    /// Their name; empty when erased.
    pub customer_name: String,
    /// Their postcode.
    pub postcode: String,
    /// Their town.
    pub city: String,
    /// Whether the customer is put away.
    pub archived: bool,
    /// For which fault.
    pub fault: Option<FaultId>,
    /// Its number.
    pub fault_number: Option<String>,
    /// Its haste.
    pub urgency: Option<Urgency>,
    /// Until when the fault's customer was promised someone.
    pub promised_at: Option<DateTime<Utc>>,
    /// What its fault waits for while time does not count: `customer`, `part`.
    pub waits_for: Option<String>,
    /// When the technician, who is on the way, will be there.
    pub arrives: Option<DateTime<Utc>>,
    /// From when on what was promised about the fault presses.
    pub press_at: Option<DateTime<Utc>>,
    /// At which machine.
    pub machine: Option<MachineId>,
    /// Its make and type.
    pub model: Option<String>,
    /// Where it stands.
    pub place: Option<String>,
    /// What is to be done; empty when erased.
    pub task: String,
    /// Minutes that it will take, as expected.
    pub expected: i64,
    /// Not later than this day.
    pub before: Option<NaiveDate>,
    /// The maintenance plan that it is an occurrence of.
    pub plan: Option<PlanId>,
    /// Which occurrence.
    pub occurrence: Option<u32>,
    /// The day that is proposed; what is agreed is the slot.
    pub proposed: Option<NaiveDate>,
    /// The days that were proposed to the customer last.
    pub offered: Vec<NaiveDate>,
    /// Who goes.
    pub technician: Option<UserId>,
    /// Their name.
    pub technician_name: Option<String>,
    /// Who goes along.
    pub helpers: Vec<UserId>,
    /// When.
    pub slot: Option<Slot>,
    /// Its other stretches, where it takes more than a day.
    pub rest: Vec<Slot>,
    /// Which stretch the slot is, from 1.
    #[serde(skip)]
    pub stretch: usize,
    /// Whether the appointment is not yet as it was told.
    pub untold: bool,
    /// What the customer answered to this appointment.
    pub answer: Option<Answer>,
    /// What they answered to its other stretches.
    pub rest_answers: Vec<RestAnswer>,
    /// When the technician began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was done.
    pub finished_at: Option<DateTime<Utc>>,
    /// Whether it works again.
    pub solved: Option<bool>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// Revision of its stream.
    pub revision: i64,
}

/// Which visits a list shows.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Filter {
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Up to and with this day.
    pub until: Option<NaiveDate>,
    /// Only this technician's.
    pub technician: Option<UserId>,
    /// Only for this.
    pub kind: Option<Kind>,
    /// Only those that stand so.
    pub state: Option<State>,
}

impl Visit {
    /// Its stretches, each as a visit of its own; one for a visit that was never planned.
    pub fn stretches(self) -> Vec<Self> {
        let answer =
            |stretch| self.rest_answers.iter().find(|rest| rest.stretch == stretch).map(|rest| rest.answer.clone());
        let other = |(stretch, slot): (usize, &Slot)| Self {
            slot: Some(*slot),
            stretch,
            answer: answer(stretch),
            ..self.clone()
        };
        let others = (2..).zip(&self.rest).map(other);
        let mut all: Vec<Self> = others.collect();
        all.insert(0, self);
        all
    }

    /// When it is planned, stretch by stretch.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.slot.into_iter().chain(self.rest.iter().copied())
    }

    /// Whether its last stretch is behind a day.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.rest.last().copied().or(self.slot).is_some_and(|slot| slot.on < today)
    }
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Visit(event) = &recorded.event else { return };
    let (id, at) = (recorded.subject(), event.done_at().unwrap_or(recorded.recorded_at));
    match event {
        Event::VisitRequested {
            number,
            customer,
            kind,
            fault,
            machine,
            task,
            expected,
            before,
            follows,
            occurrence,
            ..
        } => {
            writes.run(
                "INSERT INTO visits (id, number, customer, kind, fault, machine, task, expected, before, follows, due,
                    state, requested_at, plan, occurrence, proposed, revision)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
                    COALESCE((SELECT due_at FROM faults WHERE id = ?5), ?11), 'queued', ?12, ?13, ?14, ?15, 0)",
                values![
                    id,
                    *number,
                    *customer,
                    kind.name(),
                    *fault,
                    *machine,
                    task.text(),
                    *expected,
                    *before,
                    *follows,
                    // What a plan proposes waits behind what was promised.
                    before
                        .or(occurrence.map(|one| one.proposed))
                        .map_or(DateTime::<Utc>::MAX_UTC, |day| day.and_time(NaiveTime::MIN).and_utc()),
                    at,
                    occurrence.map(|one| one.plan),
                    occurrence.map(|one| one.occurrence),
                    occurrence.map(|one| one.proposed),
                ],
            );
        }
        Event::VisitScheduled { technician, slot, overrule, rest, .. }
        | Event::VisitMoved { technician, slot, overrule, rest, .. } => {
            writes.run(
                "UPDATE visits SET state = 'scheduled', technician = ?2, day = ?3, from_time = ?4, until_time = ?5,
                    overrule = ?6, rest = ?7, last_day = ?8, reason = NULL, arrives = NULL WHERE id = ?1",
                values![
                    id,
                    *technician,
                    slot.on,
                    slot.from,
                    slot.until,
                    overrule.as_ref().map(|reason| reason.text()),
                    as_text(rest),
                    rest.last().unwrap_or(slot).on,
                ],
            );
            stretches(id, rest, writes);
        }
        Event::HelpersSet { technicians, .. } => {
            writes.run("DELETE FROM helpers WHERE visit = ?1", values![id]);
            for technician in technicians {
                writes.run("INSERT INTO helpers VALUES (?1, ?2)", values![id, *technician]);
            }
        }
        Event::VisitUnscheduled { reason, .. } => {
            writes.run(
                "UPDATE visits SET state = 'queued', technician = NULL, day = NULL, from_time = NULL, until_time = NULL,
                    rest = '', last_day = NULL, overrule = NULL, reason = ?2, arrives = NULL WHERE id = ?1",
                values![id, reason.text()],
            );
            stretches(id, &[], writes);
        }
        Event::VisitCancelled { reason, .. } => {
            writes.run("UPDATE visits SET state = 'cancelled', reason = ?2 WHERE id = ?1", values![id, reason.text()])
        }
        Event::VisitSetOut { arrives, .. } => {
            writes.run("UPDATE visits SET arrives = ?2 WHERE id = ?1", values![id, *arrives]);
        }
        Event::VisitStarted { .. } => {
            writes.run("UPDATE visits SET state = 'started', started_at = ?2 WHERE id = ?1", values![id, at])
        }
        // What was begun before is not begun any more; the reason stands in its story.
        Event::VisitInterrupted { .. } => {
            writes.run(
                "UPDATE visits SET state = 'scheduled', started_at = NULL, arrives = CASE WHEN rest = '' THEN arrives END WHERE id = ?1"
                , values![id]);
        }
        Event::VisitFinished {
            solved, findings, work, worked, travelled, billable, charge, charge_despite, ..
        } => writes.run(
            "UPDATE visits SET state = 'finished', finished_at = ?2, solved = ?3, findings = ?4, work = ?5,
                worked = ?6, travelled = ?7, billable = ?8, charge = ?9, charge_despite = ?10 WHERE id = ?1",
            values![
                id,
                at,
                *solved,
                findings.text(),
                work.text(),
                *worked,
                *travelled,
                *billable,
                charge.map(domain::visit::Charge::name),
                charge_despite.as_ref().map(domain::Personal::text),
            ],
        ),
        Event::ChargeChanged { charge, reason, .. } => writes.run(
            "UPDATE visits SET billable = ?2, charge = ?3, charge_despite = ?4 WHERE id = ?1",
            values![id, charge.is_billed(), charge.name(), reason.text()],
        ),
        Event::FollowUpLinked { visit, .. } => {
            writes.run("UPDATE visits SET follow_up = ?2 WHERE id = ?1", values![id, *visit]);
        }
        Event::DaysProposed { days, .. } => {
            let days: Vec<String> = days.iter().map(ToString::to_string).collect();
            writes.run("UPDATE visits SET offered = ?2 WHERE id = ?1", values![id, days.join(" ")]);
        }
        Event::PartNeeded { .. } | Event::PartUsed { .. } | Event::PartReturned { .. } => {}
        Event::InvitationAnswered { .. } => {}
        Event::ChecklistTaken { .. } | Event::ChecklistFilledIn { .. } => {}
        Event::TimeNoted { .. } | Event::TimeTakenBack { .. } => {}
    }
    if let Event::VisitScheduled { technician, .. } | Event::VisitMoved { technician, .. } = event {
        writes.run("DELETE FROM helpers WHERE visit = ?1 AND technician = ?2", values![id, *technician]);
    }
    untold::close(id, recorded.revision.0, event, writes);
}

/// The stretches of a visit but for the first.
fn stretches(id: uuid::Uuid, rest: &[Slot], writes: &mut Writes) {
    writes.run("DELETE FROM visit_rest WHERE visit = ?1", values![id]);
    for (stretch, slot) in (2_i64..).zip(rest) {
        writes.run(
            "INSERT INTO visit_rest VALUES (?1, ?2, ?3, ?4, ?5)",
            values![id, stretch, slot.on, slot.from, slot.until],
        );
    }
}

/// Everything that a [`Visit`] shows.
pub(super) const ROWS: &str = "
    SELECT v.*, c.name AS customer_name, c.postcode, c.city, c.archived, f.number AS fault_number, f.urgency, f.due_at AS promised_at, f.waits_for, f.press_at, m.model, m.place,
        t.name AS technician_name, a.reply, a.said_by, a.comment, a.said_at, a.rather_day, a.rather_from, a.rather_until,
        CASE WHEN v.rest <> '' THEN (SELECT json_group_array(json_array(r.stretch, o.reply, o.said_by, o.comment, o.said_at, o.rather_day, o.rather_from, o.rather_until))
            FROM visit_rest r JOIN answers o ON (o.visit, o.day, o.from_time, o.until_time) = (r.visit, r.day, r.from_time, r.until_time)
            WHERE r.visit = v.id) END AS rest_answers,
        (SELECT group_concat(h.technician) FROM helpers h WHERE h.visit = v.id) AS helpers
    FROM visits v
    LEFT JOIN customers c ON c.id = v.customer
    LEFT JOIN faults f ON f.id = v.fault
    LEFT JOIN machines m ON m.id = v.machine
    LEFT JOIN colleagues t ON t.id = v.technician
    LEFT JOIN answers a ON a.visit = v.id AND a.day = v.day AND a.from_time = v.from_time AND a.until_time = v.until_time
    WHERE 1 = 1";

/// A page of planned visits by day and time.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, filter: &Filter, after: Option<&Cursor>, limit: u32) -> Result<Page<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.day IS NOT NULL");
    if let Some(from) = filter.from {
        query.push(" AND v.day >= ").push_bind(from.to_string());
    }
    if let Some(until) = filter.until {
        query.push(" AND v.day <= ").push_bind(until.to_string());
    }
    if let Some(technician) = filter.technician {
        query.push(" AND v.technician = ").push_bind(technician.to_string());
    }
    if let Some(kind) = filter.kind {
        query.push(" AND v.kind = ").push_bind(kind.name());
    }
    if let Some(state) = filter.state {
        query.push(" AND v.state = ").push_bind(state.name());
    }
    if let Some(cursor) = after {
        let (day, from) = cursor.key.split_once('T').unwrap_or((&cursor.key, ""));
        query.push(" AND (v.day, v.from_time, v.id) > (").push_bind(day.to_owned());
        query.push(", ").push_bind(from.to_owned()).push(", ").push_bind(cursor.id.clone()).push(")");
    }
    query.push(" ORDER BY v.day, v.from_time, v.id LIMIT ").push_bind(i64::from(limit) + 1);
    let rows = query.fetch_all(pool).await?;
    let key = |visit: &Visit| visit.slot.map(|slot| format!("{}T{}", slot.on, slot.from.format("%H:%M")));
    Ok(Page::of(all(&rows)?, limit as usize, |visit| Cursor {
        key: key(visit).unwrap_or_default(),
        id: visit.id.to_string(),
    }))
}

/// The visit of that number.
///
/// # Errors
/// When the tables can't be read.
pub async fn numbered(pool: &Pool, number: i64) -> Result<Option<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.number = ").push_bind(number);
    query.fetch_optional(pool).await?.as_ref().map(visit).transpose()
}

/// The visits for a fault, oldest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_fault(pool: &Pool, fault: FaultId) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.fault = ").push_bind(fault.to_string()).push(" ORDER BY v.number");
    all(&query.fetch_all(pool).await?)
}

/// The visits to a machine, newest first, 200 at most.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_machine(pool: &Pool, machine: MachineId) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.machine = ").push_bind(machine.to_string()).push(" ORDER BY v.number DESC LIMIT 200");
    all(&query.fetch_all(pool).await?)
}

/// All rows.
pub(super) fn all(rows: &[crate::Row]) -> Result<Vec<Visit>, ReadError> {
    rows.iter().map(visit).collect()
}

/// A row.
pub(super) fn visit(row: &crate::Row) -> Result<Visit, ReadError> {
    let state: String = row.get("state")?;
    Ok(Visit {
        id: parsed(row, "id")?,
        number: row.get("number")?,
        kind: kind(row, "kind")?,
        state: State::ALL.into_iter().find(|known| known.name() == state).ok_or_else(|| wrong("state"))?,
        customer: parsed(row, "customer")?,
        customer_name: row.get::<Option<_>>("customer_name")?.unwrap_or_default(),
        postcode: row.get::<Option<_>>("postcode")?.unwrap_or_default(),
        city: row.get::<Option<_>>("city")?.unwrap_or_default(),
        archived: row.get::<Option<_>>("archived")?.unwrap_or_default(),
        fault: parsed_option(row, "fault")?,
        fault_number: row.get("fault_number")?,
        urgency: urgency(row, "urgency")?,
        promised_at: moment_option(row, "promised_at")?,
        waits_for: row.get("waits_for")?,
        press_at: moment_option(row, "press_at")?,
        arrives: moment_option(row, "arrives")?,
        machine: parsed_option(row, "machine")?,
        model: row.get("model")?,
        place: row.get("place")?,
        task: row.get("task")?,
        expected: row.get("expected")?,
        before: parsed_option(row, "before")?,
        plan: parsed_option(row, "plan")?,
        occurrence: row.get("occurrence")?,
        proposed: parsed_option(row, "proposed")?,
        offered: (row.get::<Option<String>>("offered")?.unwrap_or_default().split(' '))
            .filter_map(|day| day.parse().ok())
            .collect(),
        technician: parsed_option(row, "technician")?,
        technician_name: row.get("technician_name")?,
        helpers: ids(row)?,
        slot: slot(row)?,
        rest: slots(row, "rest")?,
        stretch: 1,
        untold: row.get("untold")?,
        answer: answers::answer(row)?,
        rest_answers: answers::rest(row)?,
        started_at: moment_option(row, "started_at")?,
        finished_at: moment_option(row, "finished_at")?,
        solved: row.get("solved")?,
        requested_at: moment(row, "requested_at")?,
        revision: row.get("revision")?,
    })
}

fn ids(row: &crate::Row) -> Result<Vec<UserId>, ReadError> {
    let all: Option<String> = row.get("helpers")?;
    let all = all.as_deref().unwrap_or_default().split(',').filter(|id| !id.is_empty());
    all.map(|id| id.parse().map_err(|_| wrong("helpers"))).collect()
}

/// The question of [`open_of`].
pub const OPEN_OF: &str =
    "SELECT count(*) FROM visits WHERE customer = ?1 AND state IN ('queued', 'scheduled', 'started')";

/// How many visits of a customer wait, are planned or have begun.
///
/// # Errors
/// When the tables can't be read.
pub async fn open_of(pool: &Pool, customer: CustomerId) -> Result<i64, ReadError> {
    ask(OPEN_OF).bind(customer.to_string()).fetch_one(pool).await?.get(0)
}
