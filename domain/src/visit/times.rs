//! The technician's clock: on the way, there, away; and how long that makes the work and the journey.

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Event, No, Stage, State, not_ahead, own};
use crate::{decider::Facts, values::*};

/// What a technician did at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Set off.
    Depart,
    /// Came to the customer.
    Arrive,
    /// Stopped working for a while.
    Pause,
    /// Went on.
    Resume,
    /// Left the customer.
    Leave,
}

impl Step {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Depart, Self::Arrive, Self::Pause, Self::Resume, Self::Leave];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Depart => "depart",
            Self::Arrive => "arrive",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Leave => "leave",
        }
    }
}

/// How long work and journey took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    /// Minutes of work.
    pub worked: i64,
    /// Minutes on the way.
    pub travelled: i64,
}

#[derive(Clone, Copy)]
enum Where {
    Away,
    OnTheWay(DateTime<Utc>),
    There(DateTime<Utc>),
    Resting,
}

/// What the clock's steps make until a moment, whatever their order. To begin with the work is to be there, to leave off is to leave.
pub fn spent(steps: &[(Step, DateTime<Utc>)], until: DateTime<Utc>) -> Spent {
    let mut steps = steps.to_vec();
    steps.sort_by_key(|(_, at)| *at);
    let (mut worked, mut travelled, mut place) = (TimeDelta::zero(), TimeDelta::zero(), Where::Away);
    let mut go = |place: &mut Where, to: Where, at: DateTime<Utc>| {
        match (*place, to) {
            (Where::There(_), Where::There(_)) => return,
            (Where::There(since), _) => worked += at - since,
            (Where::OnTheWay(since), Where::There(_)) => travelled += at - since,
            _ => {}
        }
        *place = to;
    };
    for (step, at) in steps.into_iter().filter(|(_, at)| *at <= until) {
        let to = match step {
            Step::Depart => Where::OnTheWay(at),
            Step::Arrive | Step::Resume => Where::There(at),
            Step::Pause => Where::Resting,
            Step::Leave => Where::Away,
        };
        go(&mut place, to, at);
    }
    go(&mut place, Where::Away, until);
    Spent { worked: worked.num_minutes(), travelled: travelled.num_minutes() }
}

/// Sets off: who waits at the door hears of it once, and the clock runs, unless it does. One who is there is not on the way any more.
pub(super) fn set_out(
    state: &State,
    customer: CustomerId,
    minutes: Minutes,
    at: Option<DateTime<Utc>>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    if state.stage == Stage::Started {
        return Ok(Vec::new());
    }
    let (technician, _) = own(state, facts)?;
    let at = not_ahead(at.unwrap_or(facts.now), facts)?;
    let arrives = at + TimeDelta::minutes(minutes.get().into());
    let told = (!state.set_out).then_some(Event::VisitSetOut { customer, technician, arrives });
    // What was noted by hand since, and later than this, is not gone back behind.
    let runs = state.times.last().is_some_and(|(last, noted)| *last == Step::Depart || *noted > at);
    let noted = (!runs).then_some(Event::TimeNoted { customer, technician, step: Step::Depart, at });
    Ok(told.into_iter().chain(noted).collect())
}

/// A step of the clock, not ahead and not before what was noted last. Said twice it is said.
pub(super) fn note_time(
    state: &State,
    customer: CustomerId,
    step: Step,
    at: Option<Moment>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    let (technician, _) = own(state, facts)?;
    let at = at.map_or(Some(facts.now), |at| at.on(facts.today, facts.zone)).ok_or(No::NotYet)?;
    let last = state.times.last();
    if last.is_some_and(|(last, _)| *last == step) {
        return Ok(Vec::new());
    }
    if at > facts.now {
        return Err(No::NotYet);
    }
    if last.is_some_and(|(_, last)| at < *last) {
        return Err(No::BeforeLast);
    }
    match step {
        Step::Pause | Step::Leave if state.stage != Stage::Started => Err(No::NotStarted),
        Step::Resume if last.is_none_or(|(last, _)| *last != Step::Pause) => Err(No::NotResting),
        _ => Ok(vec![Event::TimeNoted { customer, technician, step, at }]),
    }
}
