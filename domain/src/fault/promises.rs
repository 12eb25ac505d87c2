//! What a fault's customer was promised: answers, waiting, and what was warned of.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{Command, Event, State, Urgency};
use crate::{
    decider::Facts,
    personal::Personal,
    promise::{self, Made, Part, Promise, Stage, WaitsFor},
    settings,
    values::*,
};

/// What a fault waited for, from when until when: that time did not count.
pub type Pause = (WaitsFor, DateTime<Utc>, DateTime<Utc>);

/// What is promised with a haste or with settings, by the service level of what was promised before, with the time that did not count.
pub fn promised_again(
    before: Option<&Promise>,
    urgency: Urgency,
    heard_at: DateTime<Utc>,
    pauses: &[Pause],
    settings: &settings::State,
    zone: Tz,
) -> Made {
    let mut made = match before {
        Some(before) => promise::made_again(before, urgency, heard_at, settings, zone),
        None => promise::made(urgency, heard_at, &[], settings, zone),
    };
    let time = promise::time_of(&made.promise, heard_at, settings, zone);
    for (waits_for, since, until) in pauses {
        made = moved(made, *waits_for, *since, *until, &time);
    }
    made
}

/// What is promised, and how far it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Promised {
    /// What is promised now; none by events of before there were service levels.
    pub(super) made: Option<Made>,
    /// Until when, of those events.
    pub(super) old: Option<DateTime<Utc>>,
    /// Whether the customer was answered, and by which visit.
    pub(super) answered: Option<Option<VisitId>>,
    /// What it waits for, and since when.
    pub(super) waits: Option<(WaitsFor, DateTime<Utc>)>,
    /// What it waited for.
    pauses: Vec<Pause>,
    /// What was warned of since this was promised, and began to count.
    said: BTreeSet<(Part, Stage)>,
}

impl Promised {
    pub(super) fn expected(&self) -> Option<DateTime<Utc>> {
        let solve = self.made.as_ref().and_then(|made| made.promise.solve_by).filter(|_| self.answered.is_some());
        let respond = self.made.as_ref().map(|made| made.respond_by).or(self.old);
        solve.or(respond).filter(|_| !matches!(self.waits, Some((WaitsFor::Customer, _))))
    }

    /// The same promise for another haste, with the time that did not count so far.
    pub(super) fn again(&self, urgency: Urgency, heard_at: DateTime<Utc>, facts: &Facts) -> Made {
        let before = self.made.as_ref().map(|made| &made.promise);
        promised_again(before, urgency, heard_at, &self.pauses, &facts.settings, facts.zone)
    }

    pub(super) fn evolve(&mut self, event: &Event) {
        match event {
            Event::FaultReported { promised_at, promise, .. } => self.promise(*promised_at, promise),
            Event::FaultChanged { promised_at, promise, .. } => {
                let before = self.made.clone();
                if promised_at.is_some() {
                    self.promise(*promised_at, promise);
                }
                if self.made != before {
                    self.said.clear();
                }
            }
            Event::FaultAnswered { visit, .. } => self.answered = Some(*visit),
            Event::FaultAnswerWithdrawn { .. } => {
                self.answered = None;
                self.said.retain(|(part, _)| *part != Part::Respond);
            }
            Event::FaultPaused { waits_for, since, .. } => self.waits = Some((*waits_for, *since)),
            Event::FaultResumed { at, mistaken, promised_at, promise, .. } => {
                if let Some((waits_for, since)) = self.waits.take() {
                    // What pressed before it waited presses again.
                    self.said.retain(|(part, _)| !waits_for.stops(*part));
                    self.pauses.extend((!mistaken).then_some((waits_for, since, *at)));
                }
                if promised_at.is_some() {
                    self.promise(*promised_at, promise);
                }
            }
            Event::FaultWarned { deadline, stage, .. } => {
                self.said.insert((*deadline, *stage));
            }
            // What waits when it ends is said to count again first.
            Event::FaultSolved { .. } | Event::FaultCancelled { .. } | Event::FaultReopened { .. } => {}
        }
    }

    fn promise(&mut self, respond_by: Option<DateTime<Utc>>, promise: &Option<Promise>) {
        self.old = respond_by;
        self.made = respond_by.zip(promise.clone()).map(|(respond_by, promise)| Made { respond_by, promise });
    }

    /// From when on a warning is due, and until when what it warns of was promised.
    fn warning(&self, part: Part, stage: Stage) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let Made { respond_by, promise } = self.made.as_ref()?;
        let (by, near) = match part {
            Part::Respond => (*respond_by, promise.respond_warn_at),
            Part::Solve => (promise.solve_by?, promise.solve_warn_at?),
        };
        Some((if stage == Stage::Near { near } else { by }, by))
    }

    /// Whether it is still to be kept, and time counts.
    pub(super) fn counts(&self, part: Part) -> bool {
        let stands_still = self.waits.is_some_and(|(waits_for, _)| waits_for.stops(part));
        let is_kept = part == Part::Respond && self.answered.is_some();
        !stands_still && !is_kept
    }

    /// Whether it was said since this was promised, or that it is over.
    fn is_said(&self, part: Part, stage: Stage) -> bool {
        self.said.iter().any(|(of, said)| *of == part && *said >= stage)
    }
}

/// What an order about the promise makes happen; what holds already makes nothing.
pub(super) fn decide(state: &State, customer: CustomerId, command: Command, facts: &Facts) -> Vec<Event> {
    let promised = &state.promised;
    let pause = |waits_for, visit, reason: Option<Line>| {
        let reason = reason.map(|reason| Personal::of(customer, reason));
        let paused = Event::FaultPaused { customer, waits_for, since: facts.now, visit, reason };
        resumed(state, customer, false, facts).into_iter().chain([paused]).collect()
    };
    match command {
        Command::Answer { .. } if promised.answered.is_some() => Vec::new(),
        Command::Answer { visit, note } => {
            vec![Event::FaultAnswered { customer, visit, note: note.map(|note| Personal::of(customer, note)) }]
        }
        Command::WithdrawAnswer { visit } if promised.answered == Some(visit) => {
            vec![Event::FaultAnswerWithdrawn { customer }]
        }
        Command::Wait { waits_for, .. } if promised.waits.is_some_and(|(known, _)| known == waits_for) => Vec::new(),
        Command::Wait { waits_for, reason } => pause(waits_for, None, Some(reason)),
        Command::WaitForPart { visit } if promised.waits.is_none() => pause(WaitsFor::Part, Some(visit), None),
        Command::Resume { mistaken } => resumed(state, customer, mistaken, facts).into_iter().collect(),
        Command::Warn { deadline, stage } => warn(promised, customer, deadline, stage, facts).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn warn(promised: &Promised, customer: CustomerId, part: Part, stage: Stage, facts: &Facts) -> Option<Event> {
    let (due, by) = promised.warning(part, stage)?;
    let warns = promised.counts(part) && facts.now >= due && !promised.is_said(part, stage);
    warns.then_some(Event::FaultWarned { customer, deadline: part, stage, until: by })
}

/// Time counts again, where it does not: what is promised moves by what did not count.
pub(super) fn resumed(state: &State, customer: CustomerId, mistaken: bool, facts: &Facts) -> Option<Event> {
    let (waits_for, since) = state.promised.waits?;
    let made = state.promised.made.clone().zip(state.heard_at).map(|(made, heard_at)| {
        let time = promise::time_of(&made.promise, heard_at, &facts.settings, facts.zone);
        if mistaken { made.clone() } else { moved(made.clone(), waits_for, since, facts.now, &time) }
    });
    let (promised_at, promise) = parts(made);
    Some(Event::FaultResumed { customer, at: facts.now, mistaken, promised_at, promise })
}

fn moved(
    made: Made,
    waits_for: WaitsFor,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
    time: &promise::WorkTime<'_>,
) -> Made {
    let by = |part, at| if waits_for.stops(part) { promise::moved(at, since, until, time) } else { at };
    let Promise { service_level, contract, respond_warn_at, solve_by, solve_warn_at } = made.promise;
    Made {
        respond_by: by(Part::Respond, made.respond_by),
        promise: Promise {
            service_level,
            contract,
            respond_warn_at: by(Part::Respond, respond_warn_at),
            solve_by: solve_by.map(|at| by(Part::Solve, at)),
            solve_warn_at: solve_warn_at.map(|at| by(Part::Solve, at)),
        },
    }
}

/// A promise as events hold it.
pub(super) fn parts(made: Option<Made>) -> (Option<DateTime<Utc>>, Option<Promise>) {
    made.map(|made| (made.respond_by, made.promise)).unzip()
}
