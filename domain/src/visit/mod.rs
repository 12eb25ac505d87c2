//! Visits: asked for, planned, done. The planning board and the technician's day are made of them.

mod charge;
mod checks;
mod command;
mod event;
mod invitation;
mod refusal;
mod schedule;
mod stretches;
mod telling;
mod times;
mod types;
mod undo;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

use crate::{
    decider::{Decider, Facts, Need},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

use stretches::Stretches;

pub use charge::Charge;
pub use checks::{Answer, Answered, Given, Taken, Verdict};
pub use command::Command;
pub use event::Event;
pub use invitation::{InvitationAnswer, Reply};
pub use refusal::No;
pub use times::{Spent, Step, spent};
use times::{note_time, set_out};
pub use types::{Advice, Kind, Occurrence, Part, PartAt, PassOn, Signed};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Queued,
    Scheduled,
    Started,
    Cancelled,
    Finished,
}

/// So many of an article at a time at most: more is a slip of the keyboard.
const MOST: Quantity = Quantity::whole(999);
/// So far the clock that told when something was done may differ from ours.
const SLACK: TimeDelta = TimeDelta::minutes(5);

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    customer: Option<CustomerId>,
    kind: Kind,
    fault: Option<FaultId>,
    machine: Option<MachineId>,
    before: Option<NaiveDate>,
    stage: Stage,
    /// When the technician began.
    began: Option<DateTime<Utc>>,
    planned: Option<(UserId, Slot)>,
    /// Its further stretches, by time.
    rest: Vec<Slot>,
    /// Why it was planned so all the same, where a rule stood against it.
    overrule: Option<Personal<Line>>,
    helpers: BTreeSet<UserId>,
    /// Whether the last change of it waits to be told.
    held: bool,
    /// Whether the technician is on the way, for this appointment.
    set_out: bool,
    used: Vec<Part>,
    follow_up: Option<VisitId>,
    /// Who pays for it, once it is finished.
    charge: Option<Charge>,
    checks: BTreeMap<ChecklistId, checks::Checks>,
    times: Vec<(Step, DateTime<Utc>)>,
    /// The revision of the next event.
    revision: u64,
    /// What it was planned for, by the revision of the event: the number of the invitation.
    appointments: BTreeMap<u64, Vec<Slot>>,
    answered: BTreeMap<Slot, invitation::Last>,
}

impl State {
    /// At whom it is; none when there is no such visit.
    pub fn customer(&self) -> Option<CustomerId> {
        self.customer
    }
}

/// The rules of visits.
pub struct Visit;

impl Decider for Visit {
    const CATEGORY: &'static str = "visit";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Request { .. } => Permission::MoveVisits,
            Command::Schedule { .. }
            | Command::MoveStretch { .. }
            | Command::Unschedule { .. }
            | Command::Cancel { .. } => Permission::MoveVisits,
            Command::ProposeDays { .. } | Command::AnswerInvitation(_) => Permission::MoveVisits,
            Command::SetHelpers { .. } => Permission::MoveVisits,
            Command::SetOut { .. } => Permission::DoVisits,
            Command::NeedPart(_) | Command::Start { .. } | Command::Interrupt { .. } => Permission::DoVisits,
            Command::UsePart { .. } | Command::ReturnPart(_) | Command::Finish { .. } => Permission::DoVisits,
            Command::FillIn { .. } | Command::NoteTime { .. } | Command::TakeBackTime {} => Permission::DoVisits,
            Command::ChangeCharge { .. } => Permission::EditInvoices,
            Command::LinkFollowUp { .. } => Permission::SystemOnly,
        }
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Cancel { .. })
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Request { customer, machine, fault, parts, .. } if state.customer.is_none() => {
                let mut needs = vec![Need::Customer(*customer), Need::Number("visit".into())];
                needs.extend(machine.map(Need::Machine));
                needs.extend(fault.map(Need::Fault));
                needs.extend(parts.iter().map(|part| Need::Article(part.article)));
                needs
            }
            Command::NeedPart(PartAt { article, .. }) | Command::UsePart { article, .. } => {
                vec![Need::Article(*article)]
            }
            Command::ChangeCharge { .. } => vec![Need::Invoiced],
            Command::Finish { charge: Some(_), .. } => match (state.machine, state.customer) {
                (Some(machine), Some(customer)) => {
                    vec![Need::Machine(machine), Need::Serviced { machine, customer }]
                }
                _ => Vec::new(),
            },
            Command::Start { .. } => {
                let mut needs: Vec<Need> = state.planned.iter().map(|(who, _)| Need::UnderWay(*who)).collect();
                if state.checks.is_empty() {
                    needs.extend(state.machine.map(Need::Machine));
                    needs.push(Need::Checklists(state.kind, state.machine));
                }
                needs
            }
            Command::Schedule { technician, slot, overrule, .. }
            | Command::MoveStretch { technician, slot, overrule, .. } => {
                let mut needs = vec![Need::Technician(*technician), Need::Telling];
                if overrule.is_none() {
                    let others = state.helpers.iter().filter(|helper| *helper != technician);
                    let overlaps = |technician: &UserId| Need::Overlaps { technician: *technician, slot: *slot };
                    needs.extend([overlaps(technician), Need::Settings]);
                    needs.extend(others.map(overlaps));
                    let who = || std::iter::once(technician).chain(&state.helpers);
                    // Who goes from now on is asked about the stretches that stay where they are, too.
                    let goes = state.planned.map(|(goes, _)| goes);
                    let rest: Vec<Slot> = match command {
                        Command::Schedule { rest, .. } => rest.clone(),
                        _ if goes != Some(*technician) => state.slots().collect(),
                        _ => Vec::new(),
                    };
                    let all = rest.iter().flat_map(|slot| who().map(|technician| (*technician, *slot)));
                    needs.extend(all.map(|(technician, slot)| Need::Overlaps { technician, slot }));
                    needs.extend(state.fault.map(Need::Fault));
                    needs.extend(state.machine.map(Need::Machine));
                    needs.extend(state.customer.map(Need::Customer));
                }
                needs
            }
            Command::Unschedule { .. } | Command::Cancel { .. } => vec![Need::Telling],
            Command::SetHelpers { technicians, overrule } => {
                let mut needs: Vec<Need> = technicians.iter().map(|helper| Need::Technician(*helper)).collect();
                if overrule.is_none() {
                    let joining = || technicians.difference(&state.helpers);
                    let all = state.slots().flat_map(|slot| joining().map(move |helper| (*helper, slot)));
                    needs.extend(all.map(|(technician, slot)| Need::Overlaps { technician, slot }));
                }
                needs
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some(customer) = state.customer else {
            return request(command, facts);
        };
        let sealed = |reason| Personal::of(customer, reason);
        match command {
            Command::Request { .. } => Err(No::AlreadyRequested),
            Command::LinkFollowUp { visit } if state.follow_up == Some(visit) => Ok(vec![]),
            Command::LinkFollowUp { visit } => Ok(vec![Event::FollowUpLinked { customer, visit }]),
            Command::Cancel { .. } if state.stage == Stage::Cancelled => Ok(vec![]),
            Command::ChangeCharge { charge, reason } => charge::change(state, customer, charge, reason, facts),
            _ if matches!(state.stage, Stage::Cancelled | Stage::Finished) => Err(No::Closed),
            Command::Schedule { technician, slot, rest, overrule } => {
                schedule::schedule(state, customer, technician, Stretches::new(slot, rest)?, overrule, facts)
            }
            Command::MoveStretch { .. } if state.planned.is_none() => Err(No::NotScheduled),
            Command::MoveStretch { stretch, technician, slot, overrule } => schedule::schedule(
                state,
                customer,
                technician,
                Stretches::moved(state, stretch, slot)?,
                overrule,
                facts,
            ),
            Command::SetHelpers { technicians, overrule } => {
                schedule::set_helpers(state, customer, technicians, overrule, facts)
            }
            Command::Unschedule { .. } | Command::Cancel { .. } if state.stage == Stage::Started => Err(No::Started),
            Command::Unschedule { .. } if state.stage == Stage::Queued => Ok(vec![]),
            Command::Unschedule { reason } => {
                let (reason, held) = (sealed(reason), telling::is_held(state, [], facts));
                Ok(vec![Event::VisitUnscheduled { customer, reason, held }])
            }
            Command::Cancel { reason } => {
                let (reason, held) = (sealed(reason), telling::is_held(state, [], facts));
                Ok(vec![Event::VisitCancelled { customer, reason, held }])
            }
            Command::ProposeDays { .. } if state.stage != Stage::Queued => Err(No::Planned),
            Command::ProposeDays { days }
                if !(1..=5).contains(&days.len()) || days.iter().any(|day| *day <= facts.today) =>
            {
                Err(No::Days)
            }
            Command::ProposeDays { days } => Ok(vec![Event::DaysProposed { customer, days }]),
            Command::AnswerInvitation(answer) => invitation::answer(state, customer, answer, facts),
            Command::NeedPart(needed) => {
                countable(needed.part(), facts)?;
                let at = needed.at.map(|at| not_ahead(at, facts)).transpose()?;
                Ok(vec![Event::PartNeeded { customer, part: needed.part(), at }])
            }
            Command::SetOut { minutes, at } => set_out(state, customer, minutes, at, facts),
            Command::Start { .. } if state.stage == Stage::Started => Ok(vec![]),
            Command::Start { overrule, at } => start(state, customer, overrule, at, facts),
            Command::Interrupt { reason, at } => {
                begun(state, facts)?;
                let at = done(state, at, facts)?;
                Ok(vec![Event::VisitInterrupted { customer, reason: sealed(reason), at }])
            }
            Command::UsePart { article, quantity, overrule, at } => {
                let part = Part { article, quantity };
                countable(part, facts)?;
                begun(state, facts)?;
                let at = done(state, at, facts)?;
                let stock = facts.known.shelf.get(&article).map(|known| known.stock);
                let short = stock.filter(|stock| quantity > *stock);
                match (short, overrule) {
                    (Some(stock), None) => Err(No::MoreThanStock { stock }),
                    (short, reason) => {
                        let overrule = reason.filter(|_| short.is_some()).map(sealed);
                        Ok(vec![Event::PartUsed { customer, part, overrule, at }])
                    }
                }
            }
            Command::ReturnPart(part) if part.quantity <= Quantity::default() => {
                Err(No::Quantity { field: "quantity" })
            }
            Command::ReturnPart(back) => {
                begun(state, facts)?;
                let (part, at) = (back.part(), done(state, back.at, facts)?);
                let used = state.used.iter().filter(|used| used.article == part.article).map(|used| used.quantity);
                if part.quantity > used.sum() {
                    return Err(No::NotUsed);
                }
                Ok(vec![Event::PartReturned { customer, part, at }])
            }
            Command::Finish { next_on: Some(day), .. } if day <= facts.today => Err(No::InThePast { field: "next_on" }),
            Command::Finish { overrule: None, .. } if state.checks.values().any(|checks| checks.open() > 0) => {
                begun(state, facts)?;
                let open = || state.checks.values().filter(|checks| checks.open() > 0);
                let names: Vec<&str> = open().map(|checks| checks.name().as_str()).collect();
                Err(No::ChecksOpen { names: names.join(", "), count: open().map(checks::Checks::open).sum() })
            }
            Command::Finish {
                solved,
                findings,
                work,
                worked,
                travelled,
                billable,
                charge,
                charge_despite,
                next_on,
                no_next,
                advice,
                signed,
                overrule,
                at,
            } => {
                let technician = begun(state, facts)?;
                let at = done(state, at, facts)?;
                let Signed { name, drawing, absent } = signed.unwrap_or_default();
                match (&name, &drawing, &absent) {
                    (None, Some(_), _) => return Err(No::NoSigner),
                    (Some(_), None, None) => return Err(No::NotDrawn),
                    _ => {}
                }
                let open = state.checks.values().any(|checks| checks.open() > 0);
                let (advice, pass_on) = advice.map_or((None, None), |advice| (Some(advice.text), advice.pass_on));
                let differs = charge.and_then(|charge| charge::other(state, charge, facts));
                if let (Some(expected), None) = (differs, &charge_despite) {
                    return Err(No::OtherCharge { expected });
                }
                let billable = charge.map(Charge::is_billed).or(billable).ok_or(No::NotCharged)?;
                Ok(vec![Event::VisitFinished {
                    customer,
                    technician,
                    fault: state.fault,
                    solved,
                    findings: Personal::of(customer, findings),
                    work: Personal::of(customer, work),
                    worked,
                    travelled,
                    billable,
                    charge,
                    charge_despite: charge_despite.filter(|_| differs.is_some()).map(sealed),
                    next_on: next_on.filter(|_| !no_next),
                    no_next,
                    advice: advice.map(|advice| Personal::of(customer, advice)),
                    pass_on,
                    signer: name.map(sealed),
                    unsigned: absent.filter(|_| drawing.is_none()).map(sealed),
                    drawing: drawing.map(|drawing| Personal::of(customer, drawing)),
                    overrule: overrule.filter(|_| open).map(sealed),
                    at,
                }])
            }
            Command::FillIn { checklist, answers } => {
                begun(state, facts)?;
                let answers = state.checks.get(&checklist).ok_or(No::NoChecklist)?.changed(answers, customer)?;
                let filled = Event::ChecklistFilledIn { customer, checklist, answers };
                Ok(match &filled {
                    Event::ChecklistFilledIn { answers, .. } if answers.is_empty() => Vec::new(),
                    _ => vec![filled],
                })
            }
            Command::NoteTime { step, at } => note_time(state, customer, step, at, facts),
            Command::TakeBackTime {} => {
                let (technician, _) = own(state, facts)?;
                if state.times.is_empty() {
                    return Err(No::NoTime);
                }
                Ok(vec![Event::TimeTakenBack { customer, technician }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        invitation::evolve(state, event);
        match event {
            Event::VisitRequested { customer, kind, fault, machine, before, .. } => {
                state.customer = Some(*customer);
                (state.kind, state.fault, state.machine, state.before) = (*kind, *fault, *machine, *before);
            }
            Event::VisitScheduled { technician, slot, overrule, held, rest, .. }
            | Event::VisitMoved { technician, slot, overrule, held, rest, .. } => {
                state.stage = Stage::Scheduled;
                state.held = *held;
                state.planned = Some((*technician, *slot));
                state.rest.clone_from(rest);
                state.overrule.clone_from(overrule);
                state.helpers.remove(technician);
                state.set_out = false;
            }
            Event::HelpersSet { technicians, .. } => state.helpers = technicians.clone(),
            Event::VisitUnscheduled { held, .. } => {
                state.stage = Stage::Queued;
                state.held = *held;
                state.planned = None;
                state.rest.clear();
                state.set_out = false;
            }
            Event::VisitSetOut { .. } => state.set_out = true,
            Event::VisitStarted { at, .. } => {
                state.stage = Stage::Started;
                state.began = *at;
            }
            Event::VisitInterrupted { .. } => {
                state.stage = Stage::Scheduled;
                // To its next stretch they set off anew.
                state.set_out &= state.rest.is_empty();
            }
            Event::PartUsed { part, .. } => state.used.push(*part),
            Event::PartReturned { part, .. } => {
                state.used.push(Part { quantity: Quantity::default() - part.quantity, ..*part });
            }
            Event::VisitCancelled { .. } => state.stage = Stage::Cancelled,
            Event::VisitFinished { charge, .. } => {
                state.stage = Stage::Finished;
                state.charge = *charge;
            }
            Event::ChargeChanged { charge, .. } => state.charge = Some(*charge),
            Event::FollowUpLinked { visit, .. } => state.follow_up = Some(*visit),
            Event::ChecklistTaken { checklist, name, lines, .. } => {
                state.checks.insert(*checklist, checks::Checks::new(name.clone(), lines.clone()));
            }
            Event::ChecklistFilledIn { checklist, answers, .. } => {
                if let Some(checks) = state.checks.get_mut(checklist) {
                    answers.iter().for_each(|answered| checks.answer(answered));
                }
            }
            Event::TimeNoted { step, at, .. } => state.times.push((*step, *at)),
            Event::TimeTakenBack { .. } => {
                state.times.pop();
            }
            Event::PartNeeded { .. } | Event::DaysProposed { .. } | Event::InvitationAnswered { .. } => {}
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn request(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Request { customer, kind, fault, machine, task, expected, before, follows, parts, occurrence } =
        command
    else {
        return Err(No::Unknown);
    };
    if !facts.known.customer_is_served() {
        return Err(No::UnknownCustomer);
    }
    if machine.is_some_and(|machine| !facts.known.belongs(machine, customer)) {
        return Err(No::UnknownMachine);
    }
    if fault.is_some_and(|fault| facts.known.faults.get(&fault) != Some(&customer)) {
        return Err(No::UnknownFault);
    }
    if parts.iter().any(|part| part.quantity <= Quantity::default()) {
        return Err(No::Quantity { field: "parts" });
    }
    if parts.iter().any(|part| !facts.known.articles.contains(&part.article)) {
        return Err(No::UnknownArticle { field: "parts" });
    }
    Ok(vec![Event::VisitRequested {
        number: facts.known.number.unwrap_or_default(),
        customer,
        kind,
        fault,
        machine,
        task: Personal::of(customer, task),
        expected,
        before,
        follows,
        parts,
        occurrence,
    }])
}

/// What visits are called, one after the other.
pub fn numbers(visits: &[u64]) -> String {
    visits.iter().map(|number| format!("B-{number}")).collect::<Vec<_>>().join(", ")
}

/// Whether there can be as many of it.
fn countable(part: Part, facts: &Facts) -> Result<(), No> {
    if part.quantity <= Quantity::default() {
        Err(No::Quantity { field: "quantity" })
    } else if part.quantity > MOST {
        Err(No::TooMany)
    } else if !facts.known.articles.contains(&part.article) {
        Err(No::UnknownArticle { field: "article" })
    } else if facts.known.splits_pieces(part.article, part.quantity) {
        Err(No::NoPieces)
    } else {
        Ok(())
    }
}

/// Begins; what was planned for another day moves to when it was begun, so that agendas show what is so.
fn start(
    state: &State,
    customer: CustomerId,
    overrule: Option<Line>,
    at: Option<DateTime<Utc>>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    let (technician, slot) = own(state, facts)?;
    if !facts.known.under_way.is_empty() {
        return Err(No::Busy { visit: numbers(&facts.known.under_way) });
    }
    let at = not_ahead(at.unwrap_or(facts.now), facts)?;
    let local = at.with_timezone(&facts.zone).naive_local();
    let taken = facts.known.checklists.iter().filter(|_| state.checks.is_empty()).map(|taken| {
        let Taken { checklist, version, name, lines } = taken.clone();
        Event::ChecklistTaken { customer, checklist, version, name, lines }
    });
    let started = [Event::VisitStarted { customer, technician, at: Some(at) }].into_iter().chain(taken);
    if state.slots().any(|stretch| stretch.on == local.date()) {
        return Ok(started.collect());
    }
    let slot = state.slots().find(|stretch| stretch.on > local.date()).unwrap_or(slot);
    let Some(reason) = overrule else { return Err(No::AnotherDay { day: slot.on }) };
    let now = local.time();
    let from = NaiveTime::from_hms_opt(now.hour(), now.minute(), 0).unwrap_or(now);
    // It ends on its own day.
    let (until, days) = from.overflowing_add_signed(TimeDelta::minutes(slot.minutes().into()));
    let until = if days == 0 { until } else { NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(from) };
    let overrule = Some(Personal::of(customer, reason));
    let stretches = Slot::new(local.date(), from, until).map(|slot| Stretches::begun_on(state, slot)).transpose()?;
    let moved = stretches.and_then(Stretches::split);
    let moved = moved.map(|(slot, rest)| Event::VisitMoved { customer, technician, slot, overrule, held: false, rest });
    Ok(moved.into_iter().chain(started).collect())
}

/// The planned technician and slot, if the visit is planned and the actor's own or the planner's to handle.
fn own(state: &State, facts: &Facts) -> Result<(UserId, Slot), No> {
    let (technician, slot) = state.planned.ok_or(No::NotScheduled)?;
    let office = facts.actor.may(Permission::PlanVisits);
    if facts.actor.user() == Some(technician) || office { Ok((technician, slot)) } else { Err(No::NotYours) }
}

fn begun(state: &State, facts: &Facts) -> Result<UserId, No> {
    let (technician, _) = own(state, facts)?;
    if state.stage == Stage::Started { Ok(technician) } else { Err(No::NotStarted) }
}

/// When it was done, where that is said: not ahead, and not before the visit began.
fn done(state: &State, at: Option<DateTime<Utc>>, facts: &Facts) -> Result<Option<DateTime<Utc>>, No> {
    let Some(at) = at else { return Ok(None) };
    let at = not_ahead(at, facts)?;
    match state.began {
        Some(began) if at + SLACK < began => Err(No::BeforeBegun),
        began => Ok(Some(began.map_or(at, |began| at.max(began)))),
    }
}

fn not_ahead(at: DateTime<Utc>, facts: &Facts) -> Result<DateTime<Utc>, No> {
    if at > facts.now + SLACK { Err(No::InTheFuture) } else { Ok(at.min(facts.now)) }
}
