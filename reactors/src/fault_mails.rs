//! What a customer hears about a fault and its visits: in the form that they chose, or by telephone where none can be.

use chrono::{DateTime, Days, Utc};
use domain::{FaultId, VisitId, clock, fault, mail::Document, messages::Message, registry::AnyEvent, visit::Event};
use event_store::Recorded;
use projections::maintenance::{
    DEPARTMENT, agenda, faults, visit as sheet,
    visits::{State, Visit},
};
use texts::format::{clock as time, date_on};

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    appointments::{Said, about, call, invitations, lines, machine, said_before, telling, words},
    effect::new_id,
    message::{Telling, Way, reader},
};

/// The job of the clock that reminds of tomorrow's visits.
const REMINDERS: &str = "visit-reminders";

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "fault-mails", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    use Event as E;
    match event {
        AnyEvent::Fault(fault::Event::FaultReported { confirm, .. }) => *confirm,
        AnyEvent::Visit(
            E::VisitScheduled { .. }
            | E::VisitMoved { .. }
            | E::VisitUnscheduled { .. }
            | E::VisitCancelled { .. }
            | E::VisitSetOut { .. }
            | E::VisitFinished { .. },
        ) => true,
        AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) => job.as_str() == REMINDERS,
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = recorded.subject();
        match &recorded.event {
            AnyEvent::Fault(_) => confirm(world, recorded, FaultId(id)).await,
            AnyEvent::Visit(Event::VisitSetOut { arrives, .. }) => {
                on_the_way(world, recorded, VisitId(id), *arrives).await
            }
            AnyEvent::Visit(event) if is_held(event) => Ok(Vec::new()),
            AnyEvent::Visit(event) => about_visit(world, recorded, VisitId(id), event).await,
            AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) => {
                let Some(tomorrow) = at.date().checked_add_days(Days::new(1)) else { return Ok(Vec::new()) };
                remind(world, recorded, tomorrow).await
            }
            _ => Ok(Vec::new()),
        }
    })
}

/// They have just been on the telephone: who has no address is not called for this.
async fn confirm(world: &World, recorded: &Recorded, id: FaultId) -> Result<Vec<Effect>, ReactError> {
    let Some(fault) = faults::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
    let Some(reader) = reader(&world.log, fault.customer).await? else { return Ok(Vec::new()) };
    let lang = reader.lang;
    let words = vec![
        ("fault", fault.number.clone()),
        ("problem", fault.problem.clone()),
        ("machine", machine(lang, fault.model.as_deref(), fault.place.as_deref())),
        ("day", date_on(lang, world.log.local(fault.promised_at).date())),
    ];
    Ok(reader.tell(telling(recorded, Message::FaultConfirmation, format!("fault-{id}"), words)))
}

/// The technician is on the way: who waits hears when they will be there. Nobody is called about it, nor told when they are there
/// already, since the tablet had no network.
async fn on_the_way(
    world: &World,
    recorded: &Recorded,
    id: VisitId,
    arrives: DateTime<Utc>,
) -> Result<Vec<Effect>, ReactError> {
    let visit = sheet::one(world.of(&DEPARTMENT), id).await?;
    let waits = |visit: &Visit| visit.state == State::Scheduled && arrives > recorded.recorded_at;
    let Some(visit) = visit.filter(waits) else { return Ok(Vec::new()) };
    let Some(reader) = reader(&world.log, visit.customer).await? else { return Ok(Vec::new()) };
    let mut words = words(reader.lang, &visit);
    words.push(("time", time(reader.lang, world.log.local(arrives).time())));
    Ok(reader.tell(telling(recorded, Message::VisitOnTheWay, about(&visit), words)))
}

/// Whether it is told when the planning is published.
fn is_held(event: &Event) -> bool {
    match event {
        Event::VisitScheduled { held, .. } | Event::VisitMoved { held, .. } => *held,
        Event::VisitUnscheduled { held, .. } | Event::VisitCancelled { held, .. } => *held,
        _ => false,
    }
}

async fn about_visit(
    world: &World,
    recorded: &Recorded,
    id: VisitId,
    event: &Event,
) -> Result<Vec<Effect>, ReactError> {
    let Some(visit) = sheet::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
    let Some(reader) = reader(&world.log, visit.customer).await? else { return Ok(Vec::new()) };
    let Said { told, held, calls, stretches } = said_before(world, recorded.revision, recorded.recorded_at, id).await?;
    let message = match event {
        // Moved again since: the newer event writes, so that nobody gets a time that is past already.
        Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. } if visit.slot != Some(*slot) => {
            return Ok(Vec::new());
        }
        Event::VisitScheduled { .. } => Message::VisitScheduled,
        // Nobody is told of another time who did not hear of the first one.
        Event::VisitMoved { .. } => {
            if told {
                Message::VisitMoved
            } else {
                Message::VisitScheduled
            }
        }
        Event::VisitUnscheduled { .. } => Message::VisitUnscheduled,
        // Nobody was told of a visit that was never planned.
        Event::VisitCancelled { .. } if visit.slot.is_none() && !told => return Ok(Vec::new()),
        Event::VisitCancelled { .. } => Message::VisitCancelled,
        Event::VisitFinished { solved: false, .. } => Message::VisitNotSolved,
        Event::VisitFinished { fault: Some(_), .. } => Message::FaultSolved,
        Event::VisitFinished { .. } => Message::VisitDone,
        _ => return Ok(Vec::new()),
    };
    let way = reader.way(message);
    // What waits for its hour and is not so any more goes to nobody; who is written to now needs not be called.
    let unheard = !told && !held.is_empty();
    let mut effects = held;
    if !matches!(way, Way::To(_)) {
        effects.extend(calls);
    }
    let mut words = words(reader.lang, &visit);
    if let Event::VisitFinished { work, .. } = event {
        words.push(("work", work.text()));
        let documents = vec![Document::Worksheet(id)];
        effects.extend(reader.tell(Telling { documents, ..telling(recorded, message, about(&visit), words) }));
        return Ok(effects);
    }
    // Written down afterwards, or begun earlier: nobody has to be told of an hour that has come.
    let now = world.log.local(recorded.recorded_at);
    let begins = visit.slots().map(|slot| slot.on.and_time(slot.from)).filter(|begins| *begins > now).min();
    let come = visit.slot.is_some() && begins.is_none();
    let tells = matches!(event, Event::VisitScheduled { .. } | Event::VisitMoved { .. });
    if tells && come {
        return Ok(effects);
    }
    // Nor of an appointment that is off, and of which they never heard.
    if !tells && unheard {
        return Ok(effects);
    }
    if matches!(way, Way::Call) {
        effects.extend(call(recorded.id, message.name(), &visit));
        return Ok(effects);
    }
    // What the customer's agenda never held needs not be taken out of it.
    let stretches = stretches.max(visit.rest.len() + 1);
    let documents = if tells || told { invitations(id, recorded.revision.0, stretches) } else { Vec::new() };
    let of_use_until = begins.or(said_slot(event));
    // Of what takes more than a day each stretch is told.
    let listed = tells && !visit.rest.is_empty() && matches!(reader.way(Message::VisitsChanged), Way::To(_));
    let telling = match listed {
        true => {
            let lines = lines(reader.lang, &visit, false).join("\n");
            telling(recorded, Message::VisitsChanged, about(&visit), vec![("appointments", lines)])
        }
        false => telling(recorded, message, about(&visit), words),
    };
    effects.extend(reader.tell(Telling { documents, of_use_until, ..telling }));
    Ok(effects)
}

/// When the appointment begins that an event makes.
fn said_slot(event: &Event) -> Option<chrono::NaiveDateTime> {
    match event {
        Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. } => Some(slot.on.and_time(slot.from)),
        _ => None,
    }
}

/// A strike that was missed is made up for: the same day still helps, as long as the hour has not come.
async fn remind(world: &World, recorded: &Recorded, day: chrono::NaiveDate) -> Result<Vec<Effect>, ReactError> {
    let now = world.log.local(recorded.recorded_at);
    let texts = (day == now.date()).then_some("visit-reminder-today");
    let mut effects = Vec::new();
    for visit in agenda::expected_on(world.of(&DEPARTMENT), day).await? {
        // Who does not know of the appointment yet hears of it first.
        if visit.untold || visit.slot.is_none_or(|slot| slot.on.and_time(slot.from) <= now) {
            continue;
        }
        let Some(reader) = reader(&world.log, visit.customer).await? else { continue };
        let words = words(reader.lang, &visit);
        // One strike of the clock reminds of many visits: each has its own cause.
        let cause = new_id(recorded.id, &visit.id.to_string());
        let telling = telling(recorded, Message::VisitReminder, about(&visit), words);
        let of_use_until = visit.slot.map(|slot| slot.on.and_time(slot.from));
        effects.extend(reader.tell(Telling { cause, texts, of_use_until, ..telling }));
    }
    Ok(effects)
}
