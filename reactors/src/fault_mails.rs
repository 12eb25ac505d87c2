//! What a customer hears about a fault and its visits: in the form that they chose, or by telephone where none can be.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Utc};
use domain::{
    Decider, FaultId, Role, Slot, VisitId, clock, fault,
    mail::{self, Document, Mail},
    messages::Message,
    registry::AnyEvent,
    task::{self, Assignee, Task, Weight},
    visit::Event,
};
use event_store::{Recorded, Revision, StreamName, codec};
use projections::maintenance::{
    DEPARTMENT, agenda, faults, visit as sheet,
    visits::{State, Visit},
};
use texts::{
    Lang,
    format::{clock as time, date_digits, date_full, date_on},
    t,
};
use uuid::Uuid;

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    effect::new_id,
    message::{Telling, Way, reader},
};

/// So many of a visit's first events say what a customer heard of it; no visit is moved as often.
const EARLIER: u32 = 500;

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
    let Some(reader) = reader(world, fault.customer).await? else { return Ok(Vec::new()) };
    let lang = reader.lang;
    let words = vec![
        ("fault", fault.number.clone()),
        ("problem", fault.problem.clone()),
        ("machine", machine(lang, fault.model.as_deref(), fault.place.as_deref())),
        ("day", date_on(lang, world.log.local(fault.promised_at).date())),
    ];
    Ok(reader.tell(telling(recorded, Message::FaultConfirmation, format!("fault-{id}"), words)))
}

/// What is told about an event, right away.
fn telling(
    recorded: &Recorded,
    message: Message,
    about: String,
    words: Vec<(&'static str, String)>,
) -> Telling<'static> {
    let (cause, at) = (recorded.id, recorded.recorded_at);
    Telling { cause, message, texts: None, about, words, documents: Vec::new(), at, of_use_until: None }
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
    let Some(reader) = reader(world, visit.customer).await? else { return Ok(Vec::new()) };
    let mut words = words(reader.lang, &visit);
    words.push(("time", time(reader.lang, world.log.local(arrives).time())));
    Ok(reader.tell(telling(recorded, Message::VisitOnTheWay, about(&visit), words)))
}

async fn about_visit(
    world: &World,
    recorded: &Recorded,
    id: VisitId,
    event: &Event,
) -> Result<Vec<Effect>, ReactError> {
    let Some(visit) = sheet::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
    let Some(reader) = reader(world, visit.customer).await? else { return Ok(Vec::new()) };
    let Said { told, held, calls } = said_before(world, recorded, id).await?;
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
        Event::VisitCancelled { .. } if visit.slot.is_none() => return Ok(Vec::new()),
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
    let begins = visit.slot.map(|slot| slot.on.and_time(slot.from));
    let come = begins.is_some_and(|begins| begins <= world.log.local(recorded.recorded_at));
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
    let appointment = Document::Appointment { visit: id, revision: recorded.revision.0 };
    let documents = if tells || told { vec![appointment] } else { Vec::new() };
    let of_use_until = begins.or(said_slot(event));
    let telling = telling(recorded, message, about(&visit), words);
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

/// What was said of an appointment before.
struct Said {
    /// Whether the customer knows of it, as it was before this event.
    told: bool,
    /// The end of messages that still wait: what they would say is not so any more.
    held: Vec<Effect>,
    /// The end of calls that were to be made about it.
    calls: Vec<Effect>,
}

async fn said_before(world: &World, recorded: &Recorded, id: VisitId) -> Result<Said, ReactError> {
    let stream = StreamName::new(domain::visit::Visit::CATEGORY, &id.to_string())?;
    let page = world.log.store.read_stream(&stream, Revision(0), EARLIER).await?;
    let earlier = codec::decode_page(&world.log.keys, page.events).await?;
    let mut said = Said { told: false, held: Vec::new(), calls: Vec::new() };
    for before in earlier.iter().filter(|before| before.revision < recorded.revision) {
        let call = new_id(before.id, "call");
        let appointment = match &before.event {
            AnyEvent::Visit(Event::VisitScheduled { .. } | Event::VisitMoved { .. }) => true,
            AnyEvent::Visit(Event::VisitUnscheduled { .. }) => false,
            _ => continue,
        };
        said.told &= appointment;
        for message in [Message::VisitScheduled, Message::VisitMoved, Message::VisitUnscheduled] {
            let mail = new_id(before.id, &format!("mail {}", message.name()));
            let (state, revision) = world.log.state::<Mail>(&mail.to_string()).await?;
            if state.is_held(recorded.recorded_at) {
                let reason = t(Lang::default(), "message-overtaken");
                let give_up = reason.parse().ok().map(|reason| mail::Command::GiveUp { reason });
                said.held.extend(give_up.map(|give_up| Effect::on(mail, give_up)));
            } else {
                said.told |= appointment && revision.is_some();
            }
        }
        said.told |= appointment && world.log.state::<Task>(&call.to_string()).await?.1.is_some();
        said.calls.push(Effect::on(call, task::Command::Complete { note: None }));
    }
    Ok(said)
}

/// A strike that was missed is made up for: the same day still helps, as long as the hour has not come.
async fn remind(world: &World, recorded: &Recorded, day: chrono::NaiveDate) -> Result<Vec<Effect>, ReactError> {
    let now = world.log.local(recorded.recorded_at);
    let texts = (day == now.date()).then_some("visit-reminder-today");
    let mut effects = Vec::new();
    for visit in agenda::expected_on(world.of(&DEPARTMENT), day).await? {
        if visit.slot.is_none_or(|slot| slot.on.and_time(slot.from) <= now) {
            continue;
        }
        let Some(reader) = reader(world, visit.customer).await? else { continue };
        let words = words(reader.lang, &visit);
        // One strike of the clock reminds of many visits: each has its own cause.
        let cause = new_id(recorded.id, &visit.id.to_string());
        let telling = telling(recorded, Message::VisitReminder, about(&visit), words);
        let of_use_until = visit.slot.map(|slot| slot.on.and_time(slot.from));
        effects.extend(reader.tell(Telling { cause, texts, of_use_until, ..telling }));
    }
    Ok(effects)
}

/// The thread that a mail belongs to: the fault, or the visit where there is none.
fn about(visit: &Visit) -> String {
    match visit.fault {
        Some(fault) => format!("fault-{fault}"),
        None => format!("visit-{}", visit.id),
    }
}

fn words(lang: Lang, visit: &Visit) -> Vec<(&'static str, String)> {
    let at = |of: fn(&Slot) -> chrono::NaiveTime| visit.slot.as_ref().map(|slot| time(lang, of(slot)));
    vec![
        ("fault", visit.fault_number.clone().unwrap_or_default()),
        ("task", visit.task.clone()),
        ("machine", machine(lang, visit.model.as_deref(), visit.place.as_deref())),
        ("technician", visit.technician_name.clone().unwrap_or_default()),
        ("day", visit.slot.map(|slot| date_full(lang, slot.on)).unwrap_or_default()),
        ("from", at(|slot| slot.from).unwrap_or_default()),
        ("until", at(|slot| slot.until).unwrap_or_default()),
    ]
}

pub(crate) fn machine(lang: Lang, model: Option<&str>, place: Option<&str>) -> String {
    match (model, place) {
        (Some(model), Some(place)) => format!("{model}, {place}"),
        (Some(model), None) => model.to_owned(),
        (None, _) => t(lang, "mail-machine-unknown").into_owned(),
    }
}

/// A customer without an address is called.
fn call(cause: Uuid, purpose: &str, visit: &Visit) -> Option<Effect> {
    let mut words = BTreeMap::new();
    if let Some(slot) = visit.slot {
        words.insert("day".into(), date_digits(Lang::default(), slot.on).parse().ok()?);
        words.insert("from".into(), slot.from.format("%H:%M").to_string().parse().ok()?);
    }
    let raise = task::Command::Raise {
        kind: format!("call-{purpose}").parse().ok()?,
        assignee: Assignee::Role(Role::Sales),
        weight: Weight::Task,
        about: Some(about(visit).parse().ok()?),
        customer: Some(visit.customer),
        words,
        note: None,
        due: None,
    };
    Some(Effect::new(cause, "call", raise))
}
