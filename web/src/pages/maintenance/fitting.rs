//! Which times suit a visit: free, in somebody's hours, work that is theirs, with as little driving as can be, and before what was
//! promised; each with the reasons for it. Nobody's agenda is changed: a planner decides.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{CustomerId, Slot, UserId, calendar::Calendar, travel, visit::Kind};
use projections::maintenance::{
    agenda::{self, Taken},
    colleagues::{self, Absence, Technician},
    visits::Visit,
};

use super::{
    planning::{self, lane::minute},
    pool,
};
use crate::cx::{Cx, Refusal};

/// A day later costs a fault as much as so many minutes of driving.
const FAULT_DAY: i64 = 25;
/// The same of everything else.
const OTHER_DAY: i64 = 5;
/// A stretch is no shorter than so many minutes, but for the last.
const LEAST: u32 = 60;
/// To come later than was promised is worse than any way round.
const LATE: i64 = 1_000;

/// Everything that a choice is made of.
pub struct Agendas {
    technicians: Vec<Technician>,
    taken: Vec<Taken>,
    absences: Vec<Absence>,
    calendar: Calendar,
    now: NaiveDateTime,
    days: Vec<NaiveDate>,
}

/// A time that suits, and why.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Who goes.
    pub technician: UserId,
    /// Their name.
    pub name: String,
    /// When.
    pub slot: Slot,
    /// Minutes of that day that are planned already.
    pub planned: i64,
    /// Minutes of that day that can be.
    pub room: i64,
    /// Minutes on the way there, and from whom; from nobody at the beginning of a day, and none where that is nowhere known.
    pub way: Option<(u32, Option<String>)>,
    /// Whether they are at this customer on that day anyway.
    pub same_place: bool,
    /// Whether a promise is kept; none where nothing was promised.
    pub in_time: Option<bool>,
    /// Whether the roster says that they know this work, this machine or this area, and not only does not say otherwise.
    pub chosen_for: bool,
    cost: i64,
}

impl Agendas {
    /// Of the week of a day and the one after it.
    pub async fn from(cx: &Cx, from: NaiveDate) -> Result<Self, Refusal> {
        let days: Vec<NaiveDate> =
            from.iter_days().take_while(|day| *day < planning::monday(from) + Days::new(14)).collect();
        let until = days.last().copied().unwrap_or(from);
        Ok(Self {
            technicians: colleagues::technicians(pool(cx)).await?,
            taken: agenda::taken(pool(cx), from, until).await?,
            absences: colleagues::absences(pool(cx), from, until).await?,
            calendar: planning::calendar(cx).await?,
            now: cx.local(cx.app.log.clock.now()),
            days,
        })
    }

    /// The best time of each technician for a visit, the best first.
    pub fn choices(&self, visit: &Visit, promised: Option<NaiveDateTime>) -> Vec<Choice> {
        let best = |one: &Technician| {
            let all = self.days.iter().filter_map(|day| self.on_day(one, *day, visit, promised));
            all.min_by_key(|choice| (choice.cost, choice.slot.on, choice.slot.from))
        };
        let mut found: Vec<Choice> = self.technicians.iter().filter_map(best).collect();
        found.sort_by_key(|choice| (choice.cost, choice.slot.on, choice.slot.from, choice.planned));
        found
    }

    /// Gives the hours of a choice away, for what is chosen next.
    pub fn take(&mut self, visit: &Visit, choice: &Choice) {
        self.taken.push(Taken {
            technician: choice.technician,
            slot: choice.slot,
            visit: visit.id,
            customer: visit.customer,
            customer_name: visit.customer_name.clone(),
            postcode: visit.postcode.clone(),
        });
        self.taken.sort_by_key(|one| (one.slot.on, one.slot.from));
    }

    /// A visit in stretches, in the longest free time of each of somebody's days, the first day from a time on: until all of it has a place.
    pub fn stretches(&self, technician: UserId, visit: &Visit, from: Option<NaiveTime>) -> Vec<Slot> {
        let Some(one) = self.technicians.iter().find(|one| one.id == technician) else { return Vec::new() };
        let (mut left, mut stretches) = (length(visit), Vec::new());
        for (n, day) in self.days.iter().enumerate() {
            let Some((begin, end)) = self.working(one, *day) else { continue };
            let begin = from.filter(|_| n == 0).map_or(begin, |from| begin.max(minute(from)));
            let stops = self.stops(technician, *day, visit);
            let (start, room) = longest(&stops, (begin.div_ceil(15) * 15, end));
            let long = left.min(room);
            if long < LEAST.min(left) {
                continue;
            }
            let time = |minute: u32| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
            let slot = time(start).zip(time(start + long)).and_then(|(from, until)| Slot::new(*day, from, until));
            stretches.extend(slot);
            left -= long;
            if left == 0 {
                break;
            }
        }
        stretches
    }

    /// The minutes of a day in which somebody works, from now on; none when they do not.
    fn working(&self, one: &Technician, day: NaiveDate) -> Option<(u32, u32)> {
        let away = self.absences.iter().any(|away| away.colleague == one.id && away.from <= day && day <= away.until);
        if away || one.hours.share(one.week_minutes, day) <= 0 || self.calendar.named(day).is_some() {
            return None;
        }
        let ours = || (!one.hours.are_set() && self.calendar.is_working(day)).then_some(self.calendar.opening);
        let hours = one.hours.on(day).or_else(ours)?;
        // A time that has begun is none.
        let earliest = if day == self.now.date() { minute(self.now.time()) + 1 } else { 0 };
        Some((earliest.max(minute(hours.from)), minute(hours.until)))
    }

    /// What else somebody has on a day, by time.
    fn stops(&self, technician: UserId, day: NaiveDate, visit: &Visit) -> Vec<&Taken> {
        let of_day = |until: NaiveDate| self.taken.partition_point(|taken| taken.slot.on < until);
        let day_ends = day.succ_opt().map_or(self.taken.len(), of_day);
        let of_all = self.taken.get(of_day(day)..day_ends).unwrap_or_default();
        of_all.iter().filter(|taken| taken.technician == technician && taken.visit != visit.id).collect()
    }

    fn on_day(
        &self,
        one: &Technician,
        day: NaiveDate,
        visit: &Visit,
        promised: Option<NaiveDateTime>,
    ) -> Option<Choice> {
        let skills = &one.skills;
        let fits = skills.does(visit.kind)
            && visit.model.as_deref().is_none_or(|model| skills.knows(model))
            && skills.reaches(&visit.postcode);
        let room = one.hours.share(one.week_minutes, day);
        let working = self.working(one, day).filter(|_| fits)?;
        let stops = self.stops(one.id, day, visit);
        let (start, before, detour) = cheapest(&stops, working, visit, one.start.as_deref())?;
        let length = length(visit);
        let time = |minute: u32| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
        let slot = Slot::new(day, time(start)?, time(start + length)?)?;
        let in_time = promised.map(|by| day.and_time(slot.from) <= by);
        let planned: i64 = stops.iter().map(|one| i64::from(one.slot.minutes())).sum();
        let wait = (day - self.now.date()).num_days();
        let cost = i64::from(detour)
            + wait * if visit.kind == Kind::Fault { FAULT_DAY } else { OTHER_DAY }
            + if in_time == Some(false) { LATE } else { 0 }
            + 10 * planned / room;
        let way = match before {
            Some(stop) => Some((way(stop, visit.customer, &visit.postcode), Some(stop.customer_name.clone()))),
            None => from_start(one.start.as_deref(), &visit.postcode).map(|way| (way, None)),
        };
        Some(Choice {
            technician: one.id,
            name: one.name.clone(),
            slot,
            planned,
            room,
            way,
            same_place: stops.iter().any(|stop| stop.customer == visit.customer),
            in_time,
            chosen_for: !skills.kinds.is_empty() || skills.models.is_some() || skills.areas.is_some(),
            cost,
        })
    }
}

/// Minutes that a visit is planned for, all stretches together: as long as it is planned now, or as it is expected to last.
pub fn length(visit: &Visit) -> u32 {
    let planned: u32 = visit.slots().map(|slot| slot.minutes()).sum();
    if planned > 0 { planned } else { u32::try_from(visit.expected).unwrap_or(60) }.max(15)
}

/// Minutes from a stop to a customer; a quarter where nobody knows.
fn way(stop: &Taken, customer: CustomerId, postcode: &str) -> u32 {
    if stop.customer == customer { 0 } else { travel::minutes(&stop.postcode, postcode).unwrap_or(15) }
}

/// The longest time that stops leave free within these minutes: from when, and how long.
fn longest(stops: &[&Taken], (from, until): (u32, u32)) -> (u32, u32) {
    let ends = stops.iter().map(|stop| minute(stop.slot.until)).scan(from, |latest, end| {
        *latest = end.max(*latest);
        Some(*latest)
    });
    let begins = stops.iter().map(|stop| minute(stop.slot.from)).chain([until]);
    let gaps = std::iter::once(from).chain(ends).zip(begins);
    let long =
        |(start, end): (u32, u32)| (start.div_ceil(15) * 15, end.min(until).saturating_sub(start.div_ceil(15) * 15));
    gaps.map(long).max_by_key(|(start, room)| (*room, std::cmp::Reverse(*start))).unwrap_or((from, 0))
}

/// Minutes between a postcode and where the day begins and ends.
fn from_start(start: Option<&str>, postcode: &str) -> Option<u32> {
    travel::minutes(start?, postcode)
}

/// Where among a day's stops, by time, a visit costs the least way more: from when, behind which stop, and how many minutes more.
/// Hours say when somebody can be at customers: the ways there and back lie around them.
fn cheapest<'a>(
    stops: &[&'a Taken],
    (from, until): (u32, u32),
    visit: &Visit,
    start: Option<&str>,
) -> Option<(u32, Option<&'a Taken>, u32)> {
    let length = length(visit);
    let quarter = |minute: u32| minute.div_ceil(15) * 15;
    let to = |stop: &Taken| way(stop, visit.customer, &visit.postcode);
    let mut found: Option<(u32, Option<&Taken>, u32)> = None;
    for n in 0..=stops.len() {
        let before = n.checked_sub(1).and_then(|n| stops.get(n)).copied();
        let after = stops.get(n).copied();
        let begins = quarter(before.map_or(from, |stop| from.max(minute(stop.slot.until) + to(stop))));
        let ends = begins + length + after.map_or(0, to);
        if ends > after.map_or(until, |stop| minute(stop.slot.from)) || begins + length > until {
            continue;
        }
        let from_stop = |stop: &Taken| from_start(start, &stop.postcode).unwrap_or(0);
        let own = from_start(start, &visit.postcode).unwrap_or(0);
        let direct = match (before, after) {
            (Some(one), Some(other)) => way(one, other.customer, &other.postcode),
            (Some(stop), None) | (None, Some(stop)) => from_stop(stop),
            (None, None) => 0,
        };
        let detour = (before.map_or(own, to) + after.map_or(own, to)).saturating_sub(direct);
        if found.is_none_or(|(_, _, least)| detour < least) {
            found = Some((begins, before, detour));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::VisitId;
    use uuid::Uuid;

    fn at(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
    }

    fn stop(n: u128, postcode: &str, from: NaiveTime, until: NaiveTime) -> Taken {
        Taken {
            technician: UserId(Uuid::nil()),
            slot: Slot { on: NaiveDate::default(), from, until },
            visit: VisitId(Uuid::from_u128(n)),
            customer: CustomerId(Uuid::from_u128(n)),
            customer_name: String::new(),
            postcode: postcode.into(),
        }
    }

    fn visit(postcode: &str, expected: i64) -> Visit {
        Visit {
            id: VisitId(Uuid::from_u128(99)),
            number: 1,
            kind: Kind::Fault,
            state: projections::maintenance::visits::State::Queued,
            customer: CustomerId(Uuid::from_u128(98)),
            customer_name: String::new(),
            postcode: postcode.into(),
            city: String::new(),
            archived: false,
            fault: None,
            fault_number: None,
            urgency: None,
            promised_at: None,
            waits_for: None,
            press_at: None,
            arrives: None,
            answer: None,
            rest_answers: Vec::new(),
            machine: None,
            model: None,
            place: None,
            task: String::new(),
            expected,
            before: None,
            plan: None,
            occurrence: None,
            proposed: None,
            offered: Vec::new(),
            technician: None,
            technician_name: None,
            helpers: Vec::new(),
            slot: None,
            rest: Vec::new(),
            stretch: 1,
            untold: false,
            started_at: None,
            finished_at: None,
            solved: None,
            requested_at: Default::default(),
            revision: 0,
        }
    }

    fn day(stops: &[Taken], earliest: u32, visit: &Visit) -> Option<(u32, u32)> {
        let stops: Vec<&Taken> = stops.iter().collect();
        cheapest(&stops, (earliest.max(8 * 60), 17 * 60), visit, None).map(|(start, _, detour)| (start, detour))
    }

    #[test]
    fn an_empty_day_begins_with_it_on_a_quarter_and_nothing_ends_after_the_day() {
        assert_eq!(day(&[], 0, &visit("3511 AD", 60)), Some((8 * 60, 0)));
        assert_eq!(day(&[], 13 * 60 + 7, &visit("3511 AD", 30)), Some((13 * 60 + 15, 0)));
        assert_eq!(day(&[], 16 * 60 + 30, &visit("3511 AD", 60)), None);
        let full = [stop(1, "3511 AD", at(8, 0), at(17, 0))];
        assert_eq!(day(&full, 0, &visit("3511 AD", 15)), None);
    }

    #[test]
    fn the_way_there_and_on_fits_between_two_visits() {
        let stops = [stop(1, "3511 AD", at(8, 0), at(9, 20)), stop(2, "3511 AD", at(11, 0), at(16, 30))];
        assert_eq!(
            day(&stops, 0, &visit("3562 HC", 60)),
            Some((9 * 60 + 45, 25)),
            "a quarter there and on, less five between them"
        );
        assert_eq!(day(&stops, 0, &visit("3562 HC", 75)), None, "the way on no longer fits");
    }

    #[test]
    fn from_home_the_nearest_end_of_the_day_is_taken() {
        let stops = [stop(1, "3511 AD", at(12, 0), at(13, 0)), stop(2, "9711 CD", at(16, 0), at(16, 30))];
        let stops: Vec<&Taken> = stops.iter().collect();
        let begins =
            |start| cheapest(&stops, (8 * 60, 18 * 60), &visit("9712 AB", 30), start).map(|found| found.0 / 60);
        assert_eq!(begins(Some("9713 XY")), Some(8), "on the way from Groningen");
        assert!(begins(Some("3512 BC")).is_some_and(|hour| hour >= 13), "with the visit in Groningen");
    }

    #[test]
    fn of_two_gaps_the_one_on_the_way_is_taken() {
        let stops = [stop(1, "9711 CD", at(8, 0), at(9, 0)), stop(2, "3511 AD", at(13, 0), at(14, 0))];
        let (start, detour) = day(&stops, 0, &visit("3512 BC", 60)).unwrap_or_default();
        assert!(start >= 14 * 60 && detour <= 15, "behind the visit in the same town: {start}, {detour}");
    }
}
