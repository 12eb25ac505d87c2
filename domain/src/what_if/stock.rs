//! What if the minimum of an article had been another one: when it would have been alerted, and which stock-outs would have been spared
//! had what was received come as long after the alert as it did.

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Decider, Quantity,
    article::{Article, Event, State, with_level},
};

/// How it went with an article, or would have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outcome {
    /// How often it came to its minimum or below.
    pub alerts: u32,
    /// How often nothing was left.
    pub stock_outs: u32,
    /// For how long together, in minutes.
    pub minutes_out: i64,
}

impl std::ops::AddAssign for Outcome {
    fn add_assign(&mut self, other: Self) {
        self.alerts += other.alerts;
        self.stock_outs += other.stock_outs;
        self.minutes_out += other.minutes_out;
    }
}

/// A stretch of time at or below the minimum.
#[derive(Debug, Clone, Copy)]
struct Low {
    raised: DateTime<Utc>,
    ended: Option<DateTime<Utc>>,
}

impl Low {
    fn covers(&self, at: DateTime<Utc>) -> bool {
        self.raised <= at && self.ended.is_none_or(|ended| at <= ended)
    }
}

/// Stock after an event.
struct Moment {
    at: DateTime<Utc>,
    stock: Quantity,
    received: Option<Quantity>,
}

/// An article's own events with their moments, oldest first, as it went and as it would have gone with this minimum all along, up to a
/// moment.
pub fn replay(events: &[(DateTime<Utc>, Event)], minimum: Quantity, until: DateTime<Utc>) -> (Outcome, Outcome) {
    let (was, would) = (lows(events.iter().cloned()), lows(with(events, minimum)));
    let moments = moments(events);
    // What was taken and put back within one moment was never out.
    let outs = joined(outs(&moments, until).into_iter().filter(|(from, to)| from < to).collect());
    let mut shifted: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for (from, to) in &outs {
        // What ended it came so long after the alert; with another alert it comes as long after that.
        let came = moments.iter().find(|moment| moment.at == *to).filter(|moment| moment.received.is_some());
        let shift = came.and_then(|moment| shift(&was, &would, moment.at)).unwrap_or_default();
        let to = (*to + shift).clamp(*from, until);
        if to > *from {
            shifted.push((*from, to));
        }
    }
    for moment in &moments {
        let Some(quantity) = moment.received else { continue };
        let Some(late) = shift(&was, &would, moment.at).filter(|late| *late > TimeDelta::zero()) else { continue };
        // Until it comes, it is not there.
        let came = (moment.at + late).min(until);
        let without = moments.iter().find(|later| {
            (moment.at..came).contains(&later.at) && later.stock > Quantity::default() && later.stock <= quantity
        });
        if let Some(without) = without {
            shifted.push((without.at, came));
        }
    }
    let outcome = |alerts: usize, outs: &[(DateTime<Utc>, DateTime<Utc>)]| Outcome {
        alerts: u32::try_from(alerts).unwrap_or(u32::MAX),
        stock_outs: u32::try_from(outs.len()).unwrap_or(u32::MAX),
        minutes_out: outs.iter().map(|(from, to)| (*to - *from).num_minutes()).sum(),
    };
    (outcome(was.len(), &outs), outcome(would.len(), &joined(shifted)))
}

/// The same events with another minimum, and the levels that follow from it by the article's own rule.
fn with(events: &[(DateTime<Utc>, Event)], minimum: Quantity) -> impl Iterator<Item = (DateTime<Utc>, Event)> {
    let mut state = State::default();
    events.iter().filter(|(_, event)| !event.is_level()).flat_map(move |(at, event)| {
        let mut event = event.clone();
        if let Event::ArticleRegistered { details, .. } | Event::ArticleChanged { details } = &mut event {
            details.minimum = minimum;
        }
        let happened = with_level(&state, event);
        happened.iter().for_each(|event| Article::evolve(&mut state, event));
        happened.into_iter().map(|event| (*at, event))
    })
}

fn lows(events: impl Iterator<Item = (DateTime<Utc>, Event)>) -> Vec<Low> {
    let mut lows: Vec<Low> = Vec::new();
    for (at, event) in events.filter(|(_, event)| event.is_level()) {
        match (event, lows.last_mut().filter(|low| low.ended.is_none())) {
            (Event::Replenished {}, Some(low)) => low.ended = Some(at),
            (Event::Replenished {}, None) | (_, Some(_)) => {}
            (_, None) => lows.push(Low { raised: at, ended: None }),
        }
    }
    lows
}

fn moments(events: &[(DateTime<Utc>, Event)]) -> Vec<Moment> {
    let mut state = State::default();
    let moment = |(at, event): &(DateTime<Utc>, Event)| {
        Article::evolve(&mut state, event);
        let received = if let Event::StockReceived { quantity, .. } = event { Some(*quantity) } else { None };
        Moment { at: *at, stock: state.stock, received }
    };
    events.iter().filter(|(_, event)| !event.is_level()).map(moment).collect()
}

/// When nothing was left, from and until. An article that begins with none was never there.
fn outs(moments: &[Moment], until: DateTime<Utc>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let (mut outs, mut began, mut had) = (Vec::new(), None, false);
    for Moment { at, stock, .. } in moments {
        match (*stock > Quantity::default(), began) {
            (true, Some(from)) => {
                outs.push((from, *at));
                began = None;
            }
            (false, None) if had => began = Some(*at),
            _ => {}
        }
        had |= *stock > Quantity::default();
    }
    outs.extend(began.map(|from| (from, until)));
    outs
}

/// By how much the alert from which a receipt followed would have been raised earlier (negative) or later; none when it followed from no
/// alert, or would have been raised by none.
fn shift(was: &[Low], would: &[Low], received: DateTime<Utc>) -> Option<TimeDelta> {
    let raised = |lows: &[Low]| lows.iter().rev().find(|low| low.covers(received)).map(|low| low.raised);
    Some(raised(would)? - raised(was)?)
}

/// Stretches that touch are one.
fn joined(mut outs: Vec<(DateTime<Utc>, DateTime<Utc>)>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    outs.sort_unstable();
    let mut joined: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for (from, to) in outs {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}
