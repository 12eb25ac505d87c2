//! What of the planning was not told yet: what customer and technician know of each visit, beside what is so.

use chrono::NaiveDateTime;
use domain::{
    VisitId,
    planning::{self, Appointment, Change},
    registry::AnyEvent,
    visit::Event,
};
use event_store::Recorded;
use uuid::Uuid;

use super::{
    columns::{as_text, parsed_option, slot_in, slots, wrong},
    visits::{self, ROWS, State, Visit},
};
use crate::{Pool, ReadError, Row, Writes, ask, values};

/// So many are shown at most; the counts tell of all.
const MOST: i64 = planning::MOST as i64;

/// A visit with what was told of it last.
#[derive(Debug, Clone)]
pub struct Untold {
    /// The visit as it is.
    pub visit: Visit,
    /// The appointment that they know of.
    pub was: Option<Appointment>,
}

impl Untold {
    /// The appointment as it is; none when it is off.
    pub fn now(&self) -> Option<Appointment> {
        let planned = self.visit.technician.zip(self.visit.slot).filter(|_| self.visit.state == State::Scheduled);
        planned.map(|(technician, slot)| Appointment { technician, slot, rest: self.visit.rest.clone() })
    }

    /// What would be told.
    pub fn change(&self) -> Change {
        Change {
            visit: self.visit.id,
            customer: self.visit.customer,
            revision: self.visit.revision.unsigned_abs(),
            was: self.was.clone(),
            now: self.now(),
            cancelled: self.visit.state == State::Cancelled,
        }
    }

    /// When the first of both begins: until then they must know.
    pub fn begins(&self) -> Option<NaiveDateTime> {
        let begins = |one: Appointment| one.slot.on.and_time(one.slot.from);
        [self.was.clone(), self.now()].into_iter().flatten().map(begins).min()
    }
}

/// What an event of the planning changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Planning(planning::Event::PlanningPublished { changes }) = &recorded.event else { return };
    for change in changes {
        let now = change.now.as_ref();
        let slot = now.map(|now| now.slot);
        writes.run(
            "UPDATE visits SET told_technician = ?2, told_day = ?3, told_from = ?4, told_until = ?5, published = ?6, told_rest = ?7,
                untold = CASE state WHEN 'scheduled'
                    THEN (technician, day, from_time, until_time, rest) IS NOT (?2, ?3, ?4, ?5, ?7)
                    WHEN 'queued' THEN ?3 IS NOT NULL WHEN 'cancelled' THEN ?3 IS NOT NULL ELSE 0 END
             WHERE id = ?1",
            values![
                change.visit,
                now.map(|now| now.technician),
                slot.map(|slot| slot.on),
                slot.map(|slot| slot.from),
                slot.map(|slot| slot.until),
                change.revision,
                now.map(|now| as_text(&now.rest)).unwrap_or_default(),
            ],
        );
    }
}

/// Ends what an event of a visit changes in its row: its revision, and what is told of it.
pub(super) fn close(id: Uuid, revision: u64, event: &Event, writes: &mut Writes) {
    macro_rules! closed {
        ($($told:literal),*) => { concat!("UPDATE visits SET revision = ?2", $($told,)* " WHERE id = ?1") };
    }
    let sql = match event {
        Event::VisitScheduled { held: false, .. } | Event::VisitMoved { held: false, .. } => closed!(
            ", told_technician = technician, told_day = day, told_from = from_time, told_until = until_time",
            ", told_rest = rest, untold = 0"
        ),
        Event::VisitUnscheduled { held: false, .. } | Event::VisitCancelled { held: false, .. } => {
            closed!(", told_technician = NULL, told_day = NULL, told_from = NULL, told_until = NULL, untold = 0")
        }
        Event::VisitScheduled { .. } | Event::VisitMoved { .. } | Event::VisitInterrupted { .. } => closed!(
            ", untold = (technician, day, from_time, until_time, rest)",
            " IS NOT (told_technician, told_day, told_from, told_until, told_rest)"
        ),
        Event::VisitUnscheduled { .. } | Event::VisitCancelled { .. } => closed!(", untold = told_day IS NOT NULL"),
        // Who is there needs not be told that they come.
        Event::VisitStarted { .. } => closed!(", untold = 0"),
        _ => closed!(),
    };
    writes.run(sql, values![id, revision]);
}

/// The question of [`all`].
pub const UNTOLD: &str = " AND v.untold = 1 ORDER BY v.id LIMIT ";

/// What was not told yet, what begins first at the top.
///
/// # Errors
/// When the tables can't be read.
pub async fn all(pool: &Pool) -> Result<Vec<Untold>, ReadError> {
    let mut query = ask(ROWS);
    query.push(UNTOLD).push_bind(MOST);
    let mut all: Vec<Untold> = query.fetch_all(pool).await?.iter().map(untold).collect::<Result<_, _>>()?;
    all.sort_by_key(|one| (one.begins(), one.visit.number));
    Ok(all)
}

/// How many there are, and how many of them begin before a moment by the company's clock.
///
/// # Errors
/// When the tables can't be read.
pub async fn count(pool: &Pool, before: NaiveDateTime) -> Result<(i64, i64), ReadError> {
    let row = ask(COUNT).bind(before.format("%Y-%m-%d %H:%M").to_string()).fetch_one(pool).await?;
    Ok((row.get(0)?, row.get(1)?))
}

/// The question of [`count`].
pub const COUNT: &str = "
    SELECT count(*), coalesce(sum(min(
        CASE WHEN state = 'scheduled' THEN day || ' ' || from_time ELSE '9' END,
        coalesce(told_day || ' ' || told_from, '9')) < ?1), 0)
    FROM visits WHERE untold = 1";

/// What of the planning of these visits was not told yet.
///
/// # Errors
/// When the tables can't be read.
pub async fn changes<'a>(pool: &Pool, visits: impl IntoIterator<Item = &'a VisitId>) -> Result<Vec<Change>, ReadError> {
    let mut changes = Vec::new();
    for id in visits {
        let mut query = ask(ROWS);
        query.push(" AND v.untold = 1 AND v.id = ").push_bind(id.to_string());
        let one = query.fetch_optional(pool).await?.as_ref().map(untold).transpose()?;
        changes.extend(one.map(|one| one.change()));
    }
    Ok(changes)
}

/// The revision as which a visit was published last.
///
/// # Errors
/// When the tables can't be read.
pub async fn published(pool: &Pool, visit: VisitId) -> Result<Option<u64>, ReadError> {
    let row = ask("SELECT published FROM visits WHERE id = ?1").bind(visit.to_string()).fetch_optional(pool).await?;
    let revision = row.map(|row| row.get::<Option<i64>>(0)).transpose()?.flatten();
    Ok(revision.map(i64::unsigned_abs))
}

fn untold(row: &Row) -> Result<Untold, ReadError> {
    let technician = parsed_option(row, "told_technician")?;
    let was = technician.zip(slot_in(row, ["told_day", "told_from", "told_until"])?);
    if technician.is_some() && was.is_none() {
        return Err(wrong("told_day"));
    }
    let rest = slots(row, "told_rest")?;
    Ok(Untold { visit: visits::visit(row)?, was: was.map(|(technician, slot)| Appointment { technician, slot, rest }) })
}
