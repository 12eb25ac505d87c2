//! Visits: asked for, planned, done. The planning board and the technician's day are made of them.

mod command;
mod event;
mod refusal;
mod types;

use chrono::NaiveDate;

use crate::{
    decider::{Decider, Facts, Need},
    permission::Permission,
    personal::Personal,
    values::*,
};

pub use command::Command;
pub use event::Event;
pub use refusal::No;
pub use types::{Kind, Part};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Queued,
    Scheduled,
    Started,
    Cancelled,
    Finished,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    customer: Option<CustomerId>,
    fault: Option<FaultId>,
    stage: Stage,
    planned: Option<(UserId, Slot)>,
    used: Vec<Part>,
    follow_up: Option<VisitId>,
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
            Command::Schedule { .. } | Command::Unschedule { .. } | Command::Cancel { .. } => Permission::MoveVisits,
            Command::NeedPart(_) | Command::Start {} | Command::Interrupt { .. } => Permission::DoVisits,
            Command::UsePart(_) | Command::ReturnPart(_) | Command::Finish { .. } => Permission::DoVisits,
            Command::LinkFollowUp { .. } => Permission::SystemOnly,
        }
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
            Command::NeedPart(part) | Command::UsePart(part) => vec![Need::Article(part.article)],
            Command::Schedule { technician, slot, overrule } => {
                let mut needs = vec![Need::Technician(*technician)];
                if overrule.is_none() {
                    needs.push(Need::Overlaps { technician: *technician, slot: *slot });
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
            _ if matches!(state.stage, Stage::Cancelled | Stage::Finished) => Err(No::Closed),
            Command::Schedule { technician, slot, overrule } => {
                schedule(state, customer, technician, slot, overrule, facts)
            }
            Command::Unschedule { .. } | Command::Cancel { .. } if state.stage == Stage::Started => Err(No::Started),
            Command::Unschedule { .. } if state.stage == Stage::Queued => Ok(vec![]),
            Command::Unschedule { reason } => Ok(vec![Event::VisitUnscheduled { customer, reason: sealed(reason) }]),
            Command::Cancel { reason } => Ok(vec![Event::VisitCancelled { customer, reason: sealed(reason) }]),
            Command::NeedPart(part) | Command::UsePart(part) | Command::ReturnPart(part)
                if part.quantity <= Quantity::default() =>
            {
                Err(No::Quantity { field: "quantity" })
            }
            Command::NeedPart(part) | Command::UsePart(part) if !facts.known.articles.contains(&part.article) => {
                Err(No::UnknownArticle { field: "article" })
            }
            Command::NeedPart(part) => Ok(vec![Event::PartNeeded { customer, part }]),
            Command::Start {} if state.stage == Stage::Started => Ok(vec![]),
            Command::Start {} => {
                let (technician, _) = own(state, facts)?;
                Ok(vec![Event::VisitStarted { customer, technician }])
            }
            Command::Interrupt { reason } => {
                begun(state, facts)?;
                Ok(vec![Event::VisitInterrupted { customer, reason: sealed(reason) }])
            }
            Command::UsePart(part) => {
                begun(state, facts)?;
                Ok(vec![Event::PartUsed { customer, part }])
            }
            Command::ReturnPart(part) => {
                begun(state, facts)?;
                let used: Quantity =
                    state.used.iter().filter(|used| used.article == part.article).map(|used| used.quantity).sum();
                if part.quantity > used { Err(No::NotUsed) } else { Ok(vec![Event::PartReturned { customer, part }]) }
            }
            Command::Finish { solved, findings, work, worked, travelled, billable } => {
                let technician = begun(state, facts)?;
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
                }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::VisitRequested { customer, fault, .. } => {
                state.customer = Some(*customer);
                state.fault = *fault;
            }
            Event::VisitScheduled { technician, slot, .. } | Event::VisitMoved { technician, slot, .. } => {
                state.stage = Stage::Scheduled;
                state.planned = Some((*technician, *slot));
            }
            Event::VisitUnscheduled { .. } => {
                state.stage = Stage::Queued;
                state.planned = None;
            }
            Event::VisitStarted { .. } => state.stage = Stage::Started,
            Event::VisitInterrupted { .. } => state.stage = Stage::Scheduled,
            Event::PartUsed { part, .. } => state.used.push(*part),
            Event::PartReturned { part, .. } => {
                state.used.push(Part { quantity: Quantity::default() - part.quantity, ..*part });
            }
            Event::VisitCancelled { .. } => state.stage = Stage::Cancelled,
            Event::VisitFinished { .. } => state.stage = Stage::Finished,
            Event::FollowUpLinked { visit, .. } => state.follow_up = Some(*visit),
            Event::PartNeeded { .. } => {}
        }
    }
}

fn request(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Request { customer, kind, fault, machine, task, expected, before, follows, parts } = command else {
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
    }])
}

fn schedule(
    state: &State,
    customer: CustomerId,
    technician: UserId,
    slot: Slot,
    overrule: Option<Line>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    if state.planned == Some((technician, slot)) {
        return Ok(Vec::new());
    }
    if state.stage == Stage::Started {
        return Err(No::Started);
    }
    if !facts.known.technicians.contains(&technician) {
        return Err(No::UnknownTechnician);
    }
    if slot.on < facts.today {
        return Err(No::InThePast);
    }
    if overrule.is_none() && !facts.known.overlaps.is_empty() {
        let visits: Vec<_> = facts.known.overlaps.iter().map(|number| format!("B-{number}")).collect();
        return Err(No::Overlaps { visits: visits.join(", ") });
    }
    let overrule = overrule.map(|reason| Personal::of(customer, reason));
    Ok(vec![match state.stage {
        Stage::Scheduled => Event::VisitMoved { customer, technician, slot, overrule },
        _ => Event::VisitScheduled { customer, technician, slot, overrule },
    }])
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
