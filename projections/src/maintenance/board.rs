//! The planning board: technicians by days of a week, and the queue of what is still to plan.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use domain::{UserId, VisitId, calendar::Calendar, travel, visit::Kind};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    colleagues::{self, Absence, Technician},
    columns::{kind, wrong},
    visits::{self, ROWS, Visit},
};
use crate::{Page, Pool, ReadError, ask};

/// Some days of the planning, mostly a week.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Week {
    /// The days: Monday to Friday, and those of a weekend up to the last on which something is planned.
    pub days: Vec<NaiveDate>,
    /// A row for each technician.
    pub lanes: Vec<Lane>,
}

/// A technician's days.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Lane {
    /// Who; of someone who left, only as long as they have visits in the week.
    pub technician: Technician,
    /// Minutes planned in these days.
    pub planned: i64,
    /// Minutes to be filled in these days.
    pub room: i64,
    /// The days, as many as the week shows.
    pub days: Vec<Day>,
}

/// A technician's day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Day {
    /// Which day.
    pub day: NaiveDate,
    /// Minutes planned.
    pub planned: i64,
    /// Minutes on the way there, between these visits and back, as guessed by their postcodes.
    pub travel: i64,
    /// Minutes to be filled: what of the technician's week falls on the day, nothing while they are away.
    pub room: i64,
    /// Why nothing is to be filled, when the technician is away.
    pub away: Option<Absence>,
    /// The visits, by time; those to which they only go along too.
    pub visits: Vec<Visit>,
    /// Minutes on the way to each of them from the one before, to the first from where the day begins; none where a postcode lies
    /// nowhere known.
    pub ways: Vec<Option<u32>>,
    /// Minutes on the way back from the last one.
    pub back: Option<u32>,
    /// Those that take hours of another one that is still to be done.
    pub clashes: Vec<VisitId>,
}

impl Week {
    /// With nothing to fill on holidays and closing days of the company, which are everybody's whatever their own hours.
    #[must_use]
    pub fn kept_free(mut self, calendar: &Calendar) -> Self {
        for lane in &mut self.lanes {
            for day in lane.days.iter_mut().filter(|day| calendar.named(day.day).is_some()) {
                day.room = 0;
            }
            lane.room = lane.days.iter().map(|day| day.room).sum();
        }
        self
    }
}

/// The week that begins on a Monday.
///
/// # Errors
/// When the tables can't be read.
pub async fn week(pool: &Pool, monday: NaiveDate) -> Result<Week, ReadError> {
    days(pool, monday, 7).await
}

/// So many days from one on; of a weekend those up to the last on which something is planned, a single day in any case.
///
/// # Errors
/// When the tables can't be read.
pub async fn days(pool: &Pool, first: NaiveDate, count: u64) -> Result<Week, ReadError> {
    let last = first + Days::new(count.max(1) - 1);
    let all = planned(pool, first, last).await?;
    let busy: BTreeSet<NaiveDate> = all.iter().filter_map(|visit| visit.slot).map(|slot| slot.on).collect();
    let sunday = |day: NaiveDate| day + Days::new(6 - u64::from(day.weekday().num_days_from_monday()));
    let shown = |day: &NaiveDate| {
        count == 1 || day.weekday().num_days_from_monday() < 5 || busy.range(*day..=sunday(*day)).next().is_some()
    };
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).filter(shown).collect();
    let technicians = with_those_who_left(colleagues::technicians(pool).await?, &all);
    let absences = colleagues::absences(pool, first, last).await?;
    let mut lanes: Vec<Lane> = technicians.into_iter().map(|technician| empty(technician, &days, &absences)).collect();
    let places: BTreeMap<UserId, usize> = lanes.iter().enumerate().map(|(n, lane)| (lane.technician.id, n)).collect();
    for visit in all {
        let Some((technician, slot)) = visit.technician.zip(visit.slot) else { continue };
        for who in std::iter::once(technician).chain(visit.helpers.iter().copied()) {
            let lane = places.get(&who).and_then(|place| lanes.get_mut(*place));
            let day = days.binary_search(&slot.on).ok();
            if let Some(day) = lane.zip(day).and_then(|(lane, place)| lane.days.get_mut(place)) {
                day.planned += i64::from(slot.minutes());
                day.visits.push(visit.clone());
            }
        }
    }
    for lane in &mut lanes {
        for day in &mut lane.days {
            day.clashes = clashes(&day.visits);
            (day.ways, day.back) = ways(&day.visits, lane.technician.start.as_deref());
            day.travel = day.ways.iter().chain([&day.back]).flatten().copied().map(i64::from).sum();
        }
        lane.planned = lane.days.iter().map(|day| day.planned).sum();
        lane.room = lane.days.iter().map(|day| day.room).sum();
    }
    Ok(Week { days, lanes })
}

fn empty(technician: Technician, days: &[NaiveDate], absences: &[Absence]) -> Lane {
    let own: Vec<&Absence> = absences.iter().filter(|absence| absence.colleague == technician.id).collect();
    let day = |day: &NaiveDate| {
        let away = own.iter().find(|absence| absence.from <= *day && *day <= absence.until);
        let room = if away.is_some() { 0 } else { technician.hours.share(technician.week_minutes, *day) };
        Day { room, away: away.map(|absence| (*absence).clone()), ..Day::empty(*day) }
    };
    Lane { planned: 0, room: 0, days: days.iter().map(day).collect(), technician }
}

impl Day {
    fn empty(day: NaiveDate) -> Self {
        Self {
            day,
            planned: 0,
            travel: 0,
            room: 0,
            away: None,
            visits: Vec::new(),
            ways: Vec::new(),
            back: None,
            clashes: Vec::new(),
        }
    }
}

/// Minutes to each visit, and from the last one back, as guessed by their postcodes; at one customer none.
fn ways(visits: &[Visit], start: Option<&str>) -> (Vec<Option<u32>>, Option<u32>) {
    let between = |pair: &[Visit]| match pair {
        [one, other] if one.customer == other.customer => Some(0),
        [one, other] => travel::minutes(&one.postcode, &other.postcode),
        _ => None,
    };
    let from_start = |visit: &Visit| travel::minutes(start?, &visit.postcode);
    let first = visits.first().map(from_start);
    (first.into_iter().chain(visits.windows(2).map(between)).collect(), visits.last().and_then(from_start))
}

/// Visits of which a stretch lies on the day that is bound first.
pub const OF_DAY: &str = "SELECT id, from_time FROM visits WHERE day = ?1
    UNION ALL SELECT visit, from_time FROM visit_rest WHERE day = ?1";

/// A day's visits of everyone, by time, those called off not among them: so many, behind so many. Of several days, that of this one.
///
/// # Errors
/// When the tables can't be read.
pub async fn day(pool: &Pool, day: NaiveDate, behind: i64, most: i64) -> Result<Vec<Visit>, ReadError> {
    let found = format!(
        "{ROWS} AND v.id IN (SELECT o.id FROM ({OF_DAY}) o CROSS JOIN visits w ON w.id = o.id WHERE w.state <> 'cancelled'
         ORDER BY o.from_time, o.id LIMIT ?2 OFFSET ?3)"
    );
    let rows = ask(found).bind(day.to_string()).bind(most).bind(behind).fetch_all(pool).await?;
    let of_day = |visit: &Visit| visit.slot.is_some_and(|slot| slot.on == day);
    let mut found: Vec<Visit> = visits::all(&rows)?.into_iter().flat_map(Visit::stretches).filter(of_day).collect();
    found.sort_by_key(|visit| (visit.slot, visit.id));
    Ok(found)
}

/// Stretches of visits with a place in someone's agenda, by day and time; those called off have none.
async fn planned(pool: &Pool, from: NaiveDate, until: NaiveDate) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.day >= ").push_bind(from.to_string()).push(" AND v.day <= ").push_bind(until.to_string());
    query.push(" AND v.state <> 'cancelled' ORDER BY v.day, v.from_time, v.id");
    let mut all = visits::all(&query.fetch_all(pool).await?)?;
    all.extend(rest(pool, from, until).await?);
    all.sort_by_key(|visit| (visit.slot, visit.id));
    Ok(all)
}

/// Nothing is planned farther ahead than so many days.
const AHEAD: u64 = 10 * 366;

/// The question of [`rest`].
pub const REST: &str = " AND v.id IN (SELECT visit FROM visit_rest WHERE day BETWEEN ";

/// Further stretches of visits that lie on these days.
pub(super) async fn rest(pool: &Pool, from: NaiveDate, until: NaiveDate) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(REST).push_bind(from).push(" AND ").push_bind(until).push(") AND v.state <> 'cancelled'");
    let all = visits::all(&query.fetch_all(pool).await?)?;
    let within =
        |visit: &Visit| visit.stretch > 1 && visit.slot.is_some_and(|slot| from <= slot.on && slot.on <= until);
    Ok(all.into_iter().flat_map(Visit::stretches).filter(within).collect())
}

/// What stands between the rows of a page of [`visits::list`] from a day: the further stretches of visits over several days.
///
/// # Errors
/// When the tables can't be read.
pub async fn between(
    pool: &Pool,
    page: &Page<Visit>,
    from: NaiveDate,
    technician: Option<UserId>,
) -> Result<Vec<Visit>, ReadError> {
    // The day on which the next page goes on is left to it.
    let last = page.rows.last().filter(|_| page.next.is_some()).and_then(|visit| visit.slot);
    let until = match last {
        Some(slot) => slot.on.pred_opt(),
        None => from.checked_add_days(Days::new(AHEAD)),
    };
    let mut found = rest(pool, from, until.unwrap_or(from)).await?;
    found.retain(|visit| technician.is_none() || visit.technician == technician);
    Ok(found)
}

fn with_those_who_left(mut technicians: Vec<Technician>, visits: &[Visit]) -> Vec<Technician> {
    for visit in visits {
        let Some(id) = visit.technician else { continue };
        if !technicians.iter().any(|known| known.id == id) {
            let name = visit.technician_name.clone().unwrap_or_default();
            let (hours, skills) = Default::default();
            technicians.push(Technician {
                id,
                name,
                region: None,
                week_minutes: 0,
                hours,
                skills,
                home: None,
                start: None,
            });
        }
    }
    technicians
}

/// Visits of one day that are still to be done and take hours of each other.
fn clashes(visits: &[Visit]) -> Vec<VisitId> {
    let open = || visits.iter().filter(|visit| visit.state.is_open());
    let crossed = |one: &&Visit| {
        open().any(|other| {
            (other.id, other.stretch) != (one.id, one.stretch)
                && one.slot.zip(other.slot).is_some_and(|(a, b)| a.overlaps(&b))
        })
    };
    open().filter(crossed).map(|visit| visit.id).collect()
}

/// What waits to be planned, of one kind or of all, by what was promised; at most so many.
///
/// # Errors
/// When the tables can't be read.
pub async fn queue(pool: &Pool, kind: Option<Kind>, limit: u32) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.state = 'queued'");
    if let Some(kind) = kind {
        query.push(" AND v.kind = ").push_bind(kind.name());
    }
    query.push(" ORDER BY v.due, v.id LIMIT ").push_bind(limit);
    visits::all(&query.fetch_all(pool).await?)
}

/// What waits to be planned although its fault was promised to be seen to by now, the longest late first; at most so many.
///
/// # Errors
/// When the tables can't be read.
pub async fn late(pool: &Pool, now: DateTime<Utc>, limit: u32) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.state = 'queued' AND v.fault IS NOT NULL AND v.due < ").push_bind(now);
    query.push(" ORDER BY v.due, v.id LIMIT ").push_bind(limit);
    visits::all(&query.fetch_all(pool).await?)
}

/// How many of those there are.
///
/// # Errors
/// When the tables can't be read.
pub async fn late_count(pool: &Pool, now: DateTime<Utc>) -> Result<i64, ReadError> {
    let counted = "SELECT count(*) FROM visits WHERE state = 'queued' AND due < ?1 AND fault IS NOT NULL";
    ask(counted).bind(now).fetch_one(pool).await?.get(0)
}

/// What was planned before a day and is not done: not begun, or without a report; the oldest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn left_behind(pool: &Pool, today: NaiveDate, limit: u32) -> Result<Vec<Visit>, ReadError> {
    let mut query = ask(ROWS);
    query.push(" AND v.state IN ('scheduled', 'started') AND v.day < ").push_bind(today.to_string());
    query.push(" AND v.last_day < ").push_bind(today.to_string());
    query.push(" ORDER BY v.day, v.from_time, v.id LIMIT ").push_bind(limit);
    visits::all(&query.fetch_all(pool).await?)
}

/// How many wait, of each kind, in the order of [`Kind::ALL`].
///
/// # Errors
/// When the tables can't be read.
pub async fn waiting(pool: &Pool) -> Result<Vec<(Kind, i64)>, ReadError> {
    let rows = ask("SELECT kind, n FROM queued_visits").fetch_all(pool).await?;
    let counted = |row| Ok::<(Kind, i64), ReadError>((kind(row, "kind")?, row.get("n")?));
    let found: Vec<(Kind, i64)> = rows.iter().map(counted).collect::<Result<_, _>>()?;
    let of = |kind: Kind| found.iter().find(|(known, _)| *known == kind).map_or(0, |(_, n)| *n);
    Ok(Kind::ALL.into_iter().map(|kind| (kind, of(kind))).collect())
}

/// How a day stands: visits planned, begun and done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// Visits on the day.
    pub all: i64,
    /// Begun and not done.
    pub started: i64,
    /// Done.
    pub finished: i64,
}

/// How a day stands, for all technicians or one.
///
/// # Errors
/// When the tables can't be read.
pub async fn standing(pool: &Pool, day: NaiveDate, technician: Option<UserId>) -> Result<Standing, ReadError> {
    let counted = format!(
        "SELECT COUNT(*), COALESCE(SUM(state = 'started'), 0), COALESCE(SUM(state = 'finished'), 0)
         FROM (SELECT DISTINCT id FROM ({OF_DAY})) CROSS JOIN visits USING (id)
         WHERE state <> 'cancelled' AND (?2 IS NULL OR technician = ?2)"
    );
    let row = ask(counted)
        .bind(day.to_string())
        .bind(technician.map(|technician| technician.to_string()))
        .fetch_optional(pool)
        .await?
        .ok_or_else(|| wrong("day"))?;
    Ok(Standing { all: row.get(0)?, started: row.get(1)?, finished: row.get(2)? })
}
