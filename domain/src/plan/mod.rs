//! Maintenance plans: what is to be done at a customer again and again, and when. Each occurrence is one visit, and when that is over
//! the next one is worked out, once.

mod command;
mod event;
mod meter;
mod refusal;
mod schedule;
mod undo;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Need},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
    visit::Kind,
};

use meter::{Meter, has, reading};

pub use command::Command;
pub use event::Event;
pub use refusal::No;
pub use schedule::{Counted, Next, Nth, Schedule, Unit, Weekday};

/// What came of an occurrence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was done.
    #[default]
    Done,
    /// Its visit was called off.
    Skipped,
}

impl Outcome {
    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skipped => "skipped",
        }
    }
}

/// How a plan came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// No day of its schedule is left.
    Done,
    /// No next one is needed, as was said when one was done.
    NotNeeded,
    /// Its contract is over.
    Contract,
    /// A colleague ended it.
    Said,
}

impl Ending {
    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotNeeded => "not-needed",
            Self::Contract => "contract",
            Self::Said => "said",
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Running,
    Paused,
    Ended(Ending),
}

/// What is planned, as a whole.
#[derive(Debug, Clone, PartialEq)]
struct Work {
    machines: Vec<MachineId>,
    kind: Kind,
    task: Option<Text>,
    expected: Minutes,
    schedule: Schedule,
}

/// An occurrence that is next, or whose visit is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Occurrence {
    number: u32,
    /// None where the schedule was changed since: it is on no step of that.
    step: Option<u32>,
    due: NaiveDate,
}

/// The occurrence that was closed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Last {
    of: Occurrence,
    on: NaiveDate,
    outcome: Outcome,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    customer: Option<CustomerId>,
    contract: Option<ContractId>,
    work: Option<Work>,
    stage: Stage,
    next: Option<Occurrence>,
    open: Option<Occurrence>,
    last: Option<Last>,
    /// How far each counter had counted when it was last done, or when the plan began to go by it.
    ran: BTreeMap<Meter, u32>,
}

impl State {
    /// The next occurrence for which no visit was asked yet, and the day on which it falls due.
    pub fn next(&self) -> Option<(u32, NaiveDate)> {
        self.next.map(|next| (next.number, next.due))
    }

    /// The occurrence whose visit is open.
    pub fn open(&self) -> Option<u32> {
        self.open.map(|open| open.number)
    }

    /// At whom; none before it was made.
    pub fn customer(&self) -> Option<CustomerId> {
        self.customer
    }

    /// Whether it goes on by itself.
    pub fn is_running(&self) -> bool {
        self.customer.is_some() && self.stage == Stage::Running
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Ended(_))
    }

    /// What is to be done; none when erased.
    pub fn task(&self) -> Option<&Text> {
        self.work.as_ref().and_then(|work| work.task.as_ref())
    }

    /// How long it takes, what for, and on which machines; none before it was made.
    pub fn wanted(&self) -> Option<(Minutes, Kind, &[MachineId])> {
        self.work.as_ref().map(|work| (work.expected, work.kind, work.machines.as_slice()))
    }

    /// When it comes round.
    pub fn schedule(&self) -> Option<&Schedule> {
        self.work.as_ref().map(|work| &work.schedule)
    }
}

/// The visit of an occurrence: its id follows from both, so that none is ever asked for twice.
pub fn visit_of(plan: Uuid, occurrence: u32) -> VisitId {
    VisitId(Uuid::new_v5(&plan, format!("occurrence {occurrence}").as_bytes()))
}

/// The rules of maintenance plans.
pub struct Plan;

impl Decider for Plan {
    const CATEGORY: &'static str = "maintenance_plan";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Open {} | Command::Close { .. } | Command::EndWithContract { .. } => Permission::SystemOnly,
            _ => Permission::MoveVisits,
        }
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::End { .. } | Command::EndWithContract { .. } | Command::Close { .. })
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        let machines = |machines: &[MachineId]| machines.iter().copied().map(Need::Machine).collect::<Vec<_>>();
        let own = || state.work.as_ref().map(|work| machines(&work.machines)).unwrap_or_default();
        match command {
            Command::Make { customer, machines: on, contract, schedule, .. } if state.customer.is_none() => {
                let mut needs = vec![Need::Customer(*customer), Need::Number("plan".into())];
                needs.extend(machines(on));
                needs.extend(contract.map(Need::Contract));
                needs.extend(schedule.counter.map(Need::Counter));
                needs
            }
            Command::Change { machines: on, schedule, .. } => {
                machines(on).into_iter().chain(schedule.counter.map(Need::Counter)).collect()
            }
            Command::Open {} => {
                let mut needs: Vec<Need> = vec![Need::Settings];
                needs.extend(state.customer.map(Need::Customer));
                needs.extend(state.contract.map(Need::Contract));
                needs.extend(own());
                needs
            }
            Command::Close { .. } => own(),
            Command::Resume {} => state.contract.map(Need::Contract).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let (Some(customer), Some(work)) = (state.customer, &state.work) else {
            return make(command, facts);
        };
        let sealed = |reason| Personal::of(customer, reason);
        let over = matches!(state.stage, Stage::Ended(_));
        match command {
            Command::Make { .. } => Err(No::AlreadyMade),
            Command::Open {} => Ok(open(state, customer, work, facts).into_iter().collect()),
            Command::Close { occurrence, outcome, on, next_on, no_next } => {
                Ok(close(state, customer, work, (occurrence, outcome, on), (next_on, no_next), facts))
            }
            Command::End { .. } | Command::EndWithContract { .. } if over => Ok(Vec::new()),
            Command::End { reason } => {
                Ok(vec![Event::PlanEnded { customer, ending: Ending::Said, reason: Some(sealed(reason)) }])
            }
            Command::EndWithContract { reason } => {
                Ok(vec![Event::PlanEnded { customer, ending: Ending::Contract, reason: Some(sealed(reason)) }])
            }
            Command::Resume {} if state.stage == Stage::Running => Ok(Vec::new()),
            Command::Resume {} if state.contract.is_some_and(|id| is_over(id, facts)) => Err(No::ContractOver),
            Command::Resume {} => resume(state, customer, work, facts),
            _ if over => Err(No::Over),
            Command::Pause { .. } if state.stage == Stage::Paused => Ok(Vec::new()),
            Command::Pause { reason } => Ok(vec![Event::PlanPaused { customer, reason: sealed(reason) }]),
            Command::Change { machines, kind, task, expected, schedule } => {
                let new = Work { machines, kind, task: Some(task), expected, schedule };
                change(state, customer, work, new, facts)
            }
            Command::MoveNext { .. } if state.open.is_some() => Err(No::VisitOpen),
            Command::MoveNext { to } => {
                let next = state.next.ok_or(No::NothingLeft)?;
                if to < facts.today || !near(to, facts.today) {
                    return Err(No::WrongDay { field: "to" });
                }
                let moved = moved(customer, next.number, to, &work.schedule);
                Ok(if to == next.due { Vec::new() } else { vec![moved] })
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::PlanMade { customer, machines, contract, kind, task, expected, schedule, .. } => {
                state.customer = Some(*customer);
                state.contract = *contract;
                state.work = Some(known(machines, *kind, task, *expected, schedule));
            }
            Event::PlanChanged { machines, kind, task, expected, schedule, reading, .. } => {
                let changed = known(machines, *kind, task, *expected, schedule);
                if state.work.as_ref().is_none_or(|work| work.schedule != changed.schedule) {
                    let apart = |one: Occurrence| Occurrence { step: None, ..one };
                    (state.next, state.open) = (state.next.map(apart), state.open.map(apart));
                    state.last = state.last.map(|last| Last { of: apart(last.of), ..last });
                }
                state.ran.extend(changed.meter().zip(*reading));
                state.work = Some(changed);
            }
            Event::PlanPaused { .. } => state.stage = Stage::Paused,
            Event::PlanResumed { .. } => state.stage = Stage::Running,
            Event::PlanEnded { ending, .. } => {
                state.stage = Stage::Ended(*ending);
            }
            Event::OccurrenceProposed { occurrence, step, due, .. } => {
                state.next = Some(Occurrence { number: *occurrence, step: Some(*step), due: *due });
            }
            Event::OccurrenceMoved { due, .. } => {
                state.next = state.next.map(|next| Occurrence { due: *due, ..next });
            }
            Event::OccurrenceOpened { .. } => state.open = state.next.take(),
            Event::OccurrenceClosed { outcome, on, reading, .. } => {
                state.last = state.open.take().map(|of| Last { of, on: *on, outcome: *outcome });
                if *outcome == Outcome::Done {
                    let meter = state.work.as_ref().and_then(Work::meter);
                    state.ran.extend(meter.zip(*reading));
                }
            }
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn known(machines: &[MachineId], kind: Kind, task: &Personal<Text>, expected: Minutes, schedule: &Schedule) -> Work {
    Work { machines: machines.to_vec(), kind, task: task.value().cloned(), expected, schedule: schedule.clone() }
}

fn make(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Make { customer, machines, contract, invoice, delivery, article, kind, task, expected, schedule } =
        command
    else {
        return Err(No::Unknown);
    };
    if !facts.known.customer_is_served() {
        return Err(No::UnknownCustomer);
    }
    let theirs = |id: &ContractId| {
        facts.known.contracts.get(id).is_some_and(|known| known.customer() == Some(customer) && !known.is_over())
    };
    if contract.is_some_and(|id| !theirs(&id)) {
        return Err(No::UnknownContract);
    }
    check(&schedule, &machines, customer, facts)?;
    let next = schedule.first_from(facts.today).ok_or(No::NothingLeft)?;
    let proposed = propose(customer, 1, next, &schedule);
    let made = Event::PlanMade {
        number: facts.known.number.unwrap_or_default(),
        customer,
        machines,
        contract,
        invoice,
        delivery,
        article,
        kind,
        task: Personal::of(customer, task),
        expected,
        schedule,
    };
    Ok(vec![made, proposed])
}

fn check(schedule: &Schedule, machines: &[MachineId], customer: CustomerId, facts: &Facts) -> Result<(), No> {
    let months = matches!(schedule.unit, Unit::Month | Unit::Year);
    if machines.iter().any(|machine| !facts.known.stands(*machine, customer)) {
        Err(No::UnknownMachine)
    } else if !near(schedule.first, facts.today) || (schedule.every.is_none() && schedule.first < facts.today) {
        Err(No::WrongDay { field: "schedule.first" })
    } else if schedule.every.is_some_and(|every| !(1..=1000).contains(&every)) {
        Err(No::Every)
    } else if schedule.nth.is_some() != schedule.weekday.is_some() || (schedule.nth.is_some() && !months) {
        Err(No::Weekday)
    } else if schedule.season.iter().any(|month| !(1..=12).contains(month)) {
        Err(No::Season)
    } else if schedule.meter.is_some() && (schedule.meter == Some(0) || machines.len() != 1 || schedule.every.is_none())
    {
        Err(No::Meter)
    } else if schedule.counter.is_some_and(|counter| schedule.meter.is_none() || !has(machines, counter, facts)) {
        Err(No::Counter)
    } else if schedule.ahead > 366 {
        Err(No::Ahead { field: "schedule.ahead" })
    } else if schedule.warn > 366 {
        Err(No::Ahead { field: "schedule.warn" })
    } else {
        Ok(())
    }
}

fn is_over(contract: ContractId, facts: &Facts) -> bool {
    facts.known.contracts.get(&contract).is_some_and(|known| known.is_over())
}

fn ask_from(due: NaiveDate, schedule: &Schedule) -> NaiveDate {
    due.checked_sub_days(Days::new(schedule.ahead.into())).unwrap_or(due)
}

fn propose(customer: CustomerId, occurrence: u32, next: Next, schedule: &Schedule) -> Event {
    let Next { step, due, passed } = next;
    Event::OccurrenceProposed { customer, occurrence, step, due, passed, ask_from: ask_from(due, schedule) }
}

fn moved(customer: CustomerId, occurrence: u32, due: NaiveDate, schedule: &Schedule) -> Event {
    Event::OccurrenceMoved { customer, occurrence, due, ask_from: ask_from(due, schedule) }
}

/// Asks for the visit, when the day has come near or the meter has run so far.
fn open(state: &State, customer: CustomerId, work: &Work, facts: &Facts) -> Option<Event> {
    let next = state.next.filter(|_| state.is_running() && state.open.is_none())?;
    let shown = reading(work, facts);
    let before = work.meter().and_then(|meter| state.ran.get(&meter)).copied().unwrap_or_default();
    let ran = shown.map(|shown| shown.saturating_sub(before));
    let by_meter = work.schedule.meter.zip(ran).is_some_and(|(meter, ran)| ran >= meter);
    if facts.today < ask_from(next.due, &work.schedule) && !by_meter {
        return None;
    }
    let gone = |machine: &MachineId| !facts.known.stands(*machine, customer);
    if !facts.known.customer_is_served() || (!work.machines.is_empty() && work.machines.iter().all(gone)) {
        return None;
    }
    let wanted = if by_meter { next.due.min(facts.today) } else { next.due };
    let proposed = working_day(&work.schedule, wanted.max(facts.today), facts);
    let last = state.contract.and_then(|id| facts.known.contracts.get(&id)?.last_day());
    if last.is_some_and(|last| proposed > last) || state.contract.is_some_and(|id| is_over(id, facts)) {
        return None;
    }
    Some(Event::OccurrenceOpened {
        customer,
        occurrence: next.number,
        due: next.due,
        proposed,
        visit: visit_of(facts.id, next.number),
        reading: shown.filter(|_| by_meter),
    })
}

/// The first working day from a day on; the last one of the season where that is over by then.
fn working_day(schedule: &Schedule, day: NaiveDate, facts: &Facts) -> NaiveDate {
    let calendar = &facts.settings.calendar;
    let next = calendar.first_working(day, |_| true);
    let in_season = next.filter(|next| schedule.has(*next) || !schedule.has(day));
    let back = || calendar.last_working(day, |back| schedule.has(back)).filter(|back| *back >= facts.today);
    in_season.or_else(back).or(next).unwrap_or(day)
}

fn close(
    state: &State,
    customer: CustomerId,
    work: &Work,
    (occurrence, outcome, on): (u32, Outcome, NaiveDate),
    (next_on, no_next): (Option<NaiveDate>, bool),
    facts: &Facts,
) -> Vec<Event> {
    let Some(open) = state.open.filter(|open| open.number == occurrence) else { return Vec::new() };
    let closed = Event::OccurrenceClosed { customer, occurrence, outcome, on, reading: reading(work, facts) };
    // Of a plan that rests the next one is worked out when it goes on.
    if state.stage != Stage::Running {
        return vec![closed];
    }
    let end = |ending| Event::PlanEnded { customer, ending, reason: None };
    if no_next {
        return vec![closed, end(Ending::NotNeeded)];
    }
    let next = work.schedule.after(open.step, open.due, on, outcome == Outcome::Done);
    let agreed = next_on.map(|day| moved(customer, occurrence + 1, day, &work.schedule));
    match next {
        Some(next) => [Some(closed), Some(propose(customer, occurrence + 1, next, &work.schedule)), agreed]
            .into_iter()
            .flatten()
            .collect(),
        None => vec![closed, end(Ending::Done)],
    }
}

/// The next one again: as it was if that is still to come, else the schedule's next day. What is counted from the last one is late then.
fn resume(state: &State, customer: CustomerId, work: &Work, facts: &Facts) -> Result<Vec<Event>, No> {
    let resumed = Event::PlanResumed { customer };
    if state.open.is_some() || state.next.is_some_and(|next| next.due >= facts.today) {
        return Ok(vec![resumed]);
    }
    let schedule = &work.schedule;
    let (number, next) = match (state.next, state.last) {
        (Some(next), _) if schedule.counted == Counted::Completed => {
            (next.number, Some(Next { step: next.step.unwrap_or_default(), due: next.due, passed: 0 }))
        }
        (Some(next), _) => {
            let yesterday = facts.today.pred_opt().unwrap_or(facts.today);
            (next.number, schedule.after(next.step, next.due, yesterday, false).map(passed_too))
        }
        (None, Some(last)) => {
            let next = schedule.after(last.of.step, last.of.due, last.on, last.outcome == Outcome::Done);
            let late = next.is_some_and(|next| next.due < facts.today) && schedule.counted == Counted::Fixed;
            let yesterday = facts.today.pred_opt().unwrap_or(facts.today);
            let again = || schedule.after(last.of.step, last.of.due, yesterday.max(last.on), false);
            (last.of.number + 1, if late { again() } else { next })
        }
        (None, None) => (1, schedule.first_from(facts.today)),
    };
    let next = next.ok_or(No::NothingLeft)?;
    Ok(vec![resumed, propose(customer, number, next, schedule)])
}

/// The one that was next went by as well.
fn passed_too(next: Next) -> Next {
    Next { passed: next.passed + 1, ..next }
}

fn change(state: &State, customer: CustomerId, work: &Work, new: Work, facts: &Facts) -> Result<Vec<Event>, No> {
    if new == *work {
        return Ok(Vec::new());
    }
    let mut schedule = new.schedule.clone();
    // A first day that was kept may have passed by now.
    if schedule.first == work.schedule.first {
        schedule.first = schedule.first.max(facts.today);
    }
    let added: Vec<MachineId> = new.machines.iter().filter(|one| !work.machines.contains(one)).copied().collect();
    check(&schedule, if schedule.meter.is_some() { &new.machines } else { &added }, customer, facts)?;
    let same = new.schedule == work.schedule;
    let schedule = new.schedule.clone();
    let another = work.meter().zip(new.meter()).is_some_and(|(old, new)| old != new && !state.ran.contains_key(&new));
    let reading = if another { reading(&new, facts) } else { None };
    let task =
        new.task.map(|task| Personal::of(customer, task)).unwrap_or_else(|| Personal::of(customer, Text::erased()));
    let changed = Event::PlanChanged {
        customer,
        machines: new.machines,
        kind: new.kind,
        task,
        expected: new.expected,
        schedule: new.schedule,
        reading,
    };
    // The next one of an open visit is worked out when that is over.
    if same || state.open.is_some() || state.stage != Stage::Running {
        return Ok(vec![changed]);
    }
    let number = state.next.map_or(1, |next| next.number);
    let next = match (schedule.counted, state.last) {
        (Counted::Completed, Some(last)) => schedule.after(None, last.of.due, last.on, last.outcome == Outcome::Done),
        (_, Some(last)) => schedule.first_from(facts.today.max(last.on.succ_opt().unwrap_or(last.on))),
        (_, None) => schedule.first_from(facts.today),
    };
    let next = next.ok_or(No::NothingLeft)?;
    Ok(vec![changed, propose(customer, number, next, &schedule)])
}
