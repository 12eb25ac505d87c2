//! What a customer is promised about a fault: until when somebody has answered, until when it is solved, and what time counts.
//!
//! *Answered* is what the customer waits for first: somebody has begun at their place, or called back about it. A time that was
//! promised is worked out once, when it is promised, and stands in the event.

mod time;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Calendar,
    fault::Urgency,
    settings,
    user::Hours,
    values::{ContractId, Line},
};
pub use time::{WorkTime, first_shown};

/// Which time a service level counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// The hours that the company works.
    #[default]
    Company,
    /// Day and night, also on holidays.
    Always,
    /// The hours of a week of its own, but for public holidays and closing days.
    Own,
}

impl Counts {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Company, Self::Always, Self::Own];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Always => "always",
            Self::Own => "own",
        }
    }
}

/// The most hours that are promised.
pub const MOST_HOURS: u16 = 500;

/// Within how many hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// Somebody has begun, or called back.
    #[schemars(range(min = 1, max = 500))]
    pub respond: u16,
    /// It is solved; nothing is promised about that when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 500))]
    pub solve: Option<u16>,
}

/// What a service level promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Which time counts.
    #[serde(default)]
    pub counts: Counts,
    /// The week, where it is one of its own.
    #[serde(default, skip_serializing_if = "is_no_week")]
    pub own_week: Hours,
    /// When people can't work, or damage is growing.
    pub urgent: Within,
    /// With much haste.
    pub high: Within,
    /// With the usual haste.
    pub normal: Within,
    /// When it suits.
    pub low: Within,
}

fn is_no_week(week: &Hours) -> bool {
    !week.are_set()
}

impl Terms {
    /// What is promised with that haste.
    pub fn within(&self, urgency: Urgency) -> Within {
        match urgency {
            Urgency::Urgent => self.urgent,
            Urgency::High => self.high,
            Urgency::Normal => self.normal,
            Urgency::Low => self.low,
        }
    }

    /// The first field that can't be so.
    pub fn wrong(&self) -> Option<&'static str> {
        let fits = |hours: u16| (1..=MOST_HOURS).contains(&hours);
        let of = [
            (self.urgent, "urgent.respond", "urgent.solve"),
            (self.high, "high.respond", "high.solve"),
            (self.normal, "normal.respond", "normal.solve"),
            (self.low, "low.respond", "low.solve"),
        ];
        let hours = of.into_iter().find_map(|(within, respond, solve)| {
            let late = within.solve.is_some_and(|hours| !fits(hours) || hours < within.respond);
            if fits(within.respond) { late.then_some(solve) } else { Some(respond) }
        });
        let week = self.counts == Counts::Own && !(self.own_week.are_set() && self.own_week.are_possible());
        week.then_some("counts").or(hours)
    }
}

/// What stands in an event beside the moment until which somebody answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Promise {
    /// By which service level; none by the desk's own rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_level: Option<Line>,
    /// By which contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// From when on the answer presses.
    pub respond_warn_at: DateTime<Utc>,
    /// Until when it is solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solve_by: Option<DateTime<Utc>>,
    /// From when on that presses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solve_warn_at: Option<DateTime<Utc>>,
}

/// Which of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Somebody begins, or calls back.
    Respond,
    /// It is solved.
    Solve,
}

impl Part {
    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Respond => "respond",
            Self::Solve => "solve",
        }
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Most of the time has passed.
    Near,
    /// The time is over.
    Passed,
}

impl Stage {
    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Passed => "passed",
        }
    }
}

/// What a fault waits for while time does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WaitsFor {
    /// The customer has to do or say something: nothing counts.
    Customer,
    /// A part has to come: until it is solved does not count. Somebody can still answer.
    Part,
}

impl WaitsFor {
    /// All, as shown.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Part];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Part => "part",
        }
    }

    /// Whether time for this does not count meanwhile.
    pub fn stops(self, part: Part) -> bool {
        self == Self::Customer || part == Part::Solve
    }
}

/// A contract that may promise something, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    /// Which.
    pub contract: ContractId,
    /// Its service level.
    pub level: Line,
}

/// A promise: until when somebody answers, and the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Until when somebody has begun or called back.
    pub respond_by: DateTime<Utc>,
    /// The rest.
    pub promise: Promise,
}

/// What is promised who calls at a moment: by the contracts that cover it, of several the one that is soonest; else by the company's
/// usual level; else by the desk's own rule.
pub fn made(
    urgency: Urgency,
    heard_at: DateTime<Utc>,
    covering: &[Covering],
    settings: &settings::State,
    zone: Tz,
) -> Made {
    let day = heard_at.with_timezone(&zone).date_naive();
    let by_contract = covering.iter().filter_map(|one| {
        let terms = settings.level_on(&one.level, day)?;
        Some(by_level(&one.level, Some(one.contract), terms, urgency, heard_at, settings, zone))
    });
    let soonest =
        by_contract.min_by_key(|made| (made.respond_by, made.promise.solve_by.unwrap_or(DateTime::<Utc>::MAX_UTC)));
    soonest.unwrap_or_else(|| match usual(settings, day) {
        Some((level, terms)) => by_level(level, None, terms, urgency, heard_at, settings, zone),
        None => by_the_desk(urgency, heard_at, settings, zone),
    })
}

/// The same promise for another haste: by the level that was promised, as it was on that day.
pub fn made_again(
    before: &Promise,
    urgency: Urgency,
    heard_at: DateTime<Utc>,
    settings: &settings::State,
    zone: Tz,
) -> Made {
    let day = heard_at.with_timezone(&zone).date_naive();
    match before.service_level.as_ref().and_then(|level| Some((level, settings.level_on(level, day)?))) {
        Some((level, terms)) => by_level(level, before.contract, terms, urgency, heard_at, settings, zone),
        None => by_the_desk(urgency, heard_at, settings, zone),
    }
}

/// A moment moved by what did not count of the time before it; what was over by then stays.
pub fn moved(by: DateTime<Utc>, since: DateTime<Utc>, until: DateTime<Utc>, time: &WorkTime<'_>) -> DateTime<Utc> {
    if by <= since { by } else { time.after(by, time.between(since, until)) }
}

/// The time that a promise counts.
pub fn time_of<'a>(
    promise: &Promise,
    heard_at: DateTime<Utc>,
    settings: &'a settings::State,
    zone: Tz,
) -> WorkTime<'a> {
    let day = heard_at.with_timezone(&zone).date_naive();
    let terms = promise.service_level.as_ref().and_then(|level| settings.level_on(level, day));
    terms.map_or_else(|| of_the_company(&settings.calendar, zone), |terms| terms.time(&settings.calendar, zone))
}

impl Terms {
    fn time<'a>(&'a self, calendar: &'a Calendar, zone: Tz) -> WorkTime<'a> {
        WorkTime { counts: self.counts, week: &self.own_week, calendar, zone }
    }
}

/// The hours that the company works.
pub fn of_the_company(calendar: &Calendar, zone: Tz) -> WorkTime<'_> {
    WorkTime { counts: Counts::Company, week: &NO_WEEK, calendar, zone }
}

static NO_WEEK: Hours = Hours::NONE;

fn usual(settings: &settings::State, day: NaiveDate) -> Option<(&Line, &Terms)> {
    let level = settings.usual_level.as_ref()?;
    Some((level, settings.level_on(level, day)?))
}

fn by_level(
    level: &Line,
    contract: Option<ContractId>,
    terms: &Terms,
    urgency: Urgency,
    heard_at: DateTime<Utc>,
    settings: &settings::State,
    zone: Tz,
) -> Made {
    let within = terms.within(urgency);
    let time = terms.time(&settings.calendar, zone);
    let hours = |hours: u16| TimeDelta::hours(hours.into());
    let solve = within.solve.map(hours);
    worked_out(Some(level.clone()), contract, (hours(within.respond), solve), heard_at, &time, settings)
}

/// Until when somebody answers where no service level says it.
fn by_the_desk(urgency: Urgency, heard_at: DateTime<Utc>, settings: &settings::State, zone: Tz) -> Made {
    let calendar = &settings.calendar;
    let time = of_the_company(calendar, zone);
    worked_out(None, None, (desk_time(urgency, calendar), None), heard_at, &time, settings)
}

/// The desk's own rule: urgent within 8 working hours, high 1 working day, normal 3, low 10.
pub fn desk_time(urgency: Urgency, calendar: &Calendar) -> TimeDelta {
    match urgency {
        Urgency::Urgent => TimeDelta::hours(8),
        Urgency::High => calendar.opening.day(),
        Urgency::Normal => calendar.opening.day() * 3,
        Urgency::Low => calendar.opening.day() * 10,
    }
}

fn worked_out(
    level: Option<Line>,
    contract: Option<ContractId>,
    (respond, solve): (TimeDelta, Option<TimeDelta>),
    heard_at: DateTime<Utc>,
    time: &WorkTime<'_>,
    settings: &settings::State,
) -> Made {
    let most = |work: TimeDelta| work * i32::from(settings.promise_warning) / 100;
    let promise = Promise {
        service_level: level,
        contract,
        respond_warn_at: time.after(heard_at, most(respond)),
        solve_by: solve.map(|work| time.after(heard_at, work)),
        solve_warn_at: solve.map(|work| time.after(heard_at, most(work))),
    };
    Made { respond_by: time.after(heard_at, respond), promise }
}
