//! What a customer hears about a fault and its visits: by mail, or by telephone when there is no address.

use std::collections::BTreeMap;

use chrono::Days;
use domain::{
    CustomerId, Decider, FaultId, Role, Slot, VisitId, clock,
    customer::Customer,
    fault,
    mail::{Document, Mail},
    registry::AnyEvent,
    settings::{self, Settings},
    task::{self, Assignee, Task, Weight},
    visit::Event,
};
use event_store::{Recorded, Revision, StreamName, codec};
use projections::maintenance::{DEPARTMENT, agenda, faults, visit as sheet, visits::Visit};
use texts::{
    Arg, Lang,
    format::{clock as time, date_digits, date_full, date_on},
    t,
};
use uuid::Uuid;

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id, letter::Post};

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
            AnyEvent::Visit(event) => about_visit(world, recorded, VisitId(id), event).await,
            AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) => {
                let Some(tomorrow) = at.date().checked_add_days(Days::new(1)) else { return Ok(Vec::new()) };
                remind(world, recorded, tomorrow).await
            }
            _ => Ok(Vec::new()),
        }
    })
}

/// Whom a mail is for.
pub(crate) struct Reader {
    customer: CustomerId,
    pub(crate) lang: Lang,
    name: domain::Line,
    to: Option<domain::Email>,
    company: String,
}

pub(crate) async fn reader(world: &World, customer: CustomerId) -> Result<Option<Reader>, ReactError> {
    let (state, _) = world.log.state::<Customer>(&customer.to_string()).await?;
    let Some(details) = &state.details else { return Ok(None) };
    let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
    Ok(Some(Reader {
        customer,
        lang: Lang::parse(details.language.code()).unwrap_or_default(),
        name: details.name.clone(),
        to: details.email.clone(),
        company: settings.company.as_ref().map(|company| company.name.to_string()).unwrap_or_default(),
    }))
}

impl Reader {
    /// A mail to them, if they have an address.
    pub(crate) fn mail(
        self,
        cause: Uuid,
        purpose: &str,
        about: String,
        words: Vec<(&str, Arg<'_>)>,
        documents: Vec<Document>,
    ) -> Vec<Effect> {
        self.mail_with(cause, purpose, None, about, words, documents)
    }

    /// The same with other texts than the purpose's.
    fn mail_with(
        self,
        cause: Uuid,
        purpose: &str,
        texts: Option<&str>,
        about: String,
        words: Vec<(&str, Arg<'_>)>,
        documents: Vec<Document>,
    ) -> Vec<Effect> {
        let Self { customer, lang, name, to, company } = self;
        let Some(to) = to else { return Vec::new() };
        let post = Post {
            purpose,
            texts,
            lang,
            to,
            name: Some(name),
            subject: customer.0,
            customer: Some(customer),
            about,
            words,
            documents,
            company,
        };
        post.queue(cause)
    }
}

/// They have just been on the telephone: who has no address is not called for this.
async fn confirm(world: &World, recorded: &Recorded, id: FaultId) -> Result<Vec<Effect>, ReactError> {
    let Some(fault) = faults::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
    let Some(reader) = reader(world, fault.customer).await? else { return Ok(Vec::new()) };
    let lang = reader.lang;
    let words = vec![
        ("fault", fault.number.clone().into()),
        ("problem", fault.problem.clone().into()),
        ("machine", machine(lang, fault.model.as_deref(), fault.place.as_deref()).into()),
        ("day", date_on(lang, world.log.local(fault.promised_at).date()).into()),
    ];
    Ok(reader.mail(recorded.id, "fault-confirmation", format!("fault-{id}"), words, Vec::new()))
}

async fn about_visit(
    world: &World,
    recorded: &Recorded,
    id: VisitId,
    event: &Event,
) -> Result<Vec<Effect>, ReactError> {
    let Some(visit) = sheet::one(world.of(&DEPARTMENT), id).await? else { return Ok(Vec::new()) };
    let Some(reader) = reader(world, visit.customer).await? else { return Ok(Vec::new()) };
    let (told, mut effects) = said_before(world, recorded, id).await?;
    if reader.to.is_some() {
        effects.clear();
    }
    let purpose = match event {
        // Moved again since: the newer event writes, so that nobody gets a time that is past already.
        Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. } if visit.slot != Some(*slot) => {
            return Ok(Vec::new());
        }
        Event::VisitScheduled { .. } => "visit-scheduled",
        // Nobody is told of another time who did not hear of the first one.
        Event::VisitMoved { .. } => {
            if told {
                "visit-moved"
            } else {
                "visit-scheduled"
            }
        }
        Event::VisitUnscheduled { .. } => "visit-unscheduled",
        // Nobody was told of a visit that was never planned.
        Event::VisitCancelled { .. } if visit.slot.is_none() => return Ok(Vec::new()),
        Event::VisitCancelled { .. } => "visit-cancelled",
        Event::VisitFinished { work, fault, solved, .. } => {
            let purpose = match (solved, fault) {
                (false, _) => "visit-not-solved",
                (true, Some(_)) => "fault-solved",
                (true, None) => "visit-done",
            };
            let mut words = words(reader.lang, &visit);
            words.push(("work", work.text().into()));
            effects.extend(reader.mail(recorded.id, purpose, about(&visit), words, vec![Document::Worksheet(id)]));
            return Ok(effects);
        }
        _ => return Ok(Vec::new()),
    };
    // Written down afterwards, or begun earlier: nobody has to be told of an hour that has come.
    let come = |slot: Slot| slot.on.and_time(slot.from) <= world.log.local(recorded.recorded_at);
    let tells = matches!(event, Event::VisitScheduled { .. } | Event::VisitMoved { .. });
    if tells && visit.slot.is_some_and(come) {
        return Ok(effects);
    }
    if reader.to.is_none() {
        effects.extend(call(recorded.id, purpose, &visit));
        return Ok(effects);
    }
    let words = words(reader.lang, &visit);
    // What the customer's agenda never held needs not be taken out of it.
    let appointment = Document::Appointment { visit: id, revision: recorded.revision.0 };
    let documents = if tells || told { vec![appointment] } else { Vec::new() };
    effects.extend(reader.mail(recorded.id, purpose, about(&visit), words, documents));
    Ok(effects)
}

/// Whether the customer was told of the appointment as it was before this event, and the end of the calls that were to be
/// made about it: what they would say is not so any more.
async fn said_before(world: &World, recorded: &Recorded, id: VisitId) -> Result<(bool, Vec<Effect>), ReactError> {
    let stream = StreamName::new(domain::visit::Visit::CATEGORY, &id.to_string())?;
    let page = world.log.store.read_stream(&stream, Revision(0), EARLIER).await?;
    let earlier = codec::decode_page(&world.log.keys, page.events).await?;
    let (mut told, mut calls) = (false, Vec::new());
    for before in earlier.iter().filter(|before| before.revision < recorded.revision) {
        let call = new_id(before.id, "call");
        let purposes: &[&str] = match &before.event {
            AnyEvent::Visit(Event::VisitScheduled { .. } | Event::VisitMoved { .. }) => {
                &["visit-scheduled", "visit-moved"]
            }
            AnyEvent::Visit(Event::VisitUnscheduled { .. }) => &[],
            _ => continue,
        };
        told &= !purposes.is_empty();
        for purpose in purposes {
            let mail = new_id(before.id, &format!("mail {purpose}")).to_string();
            told |= world.log.state::<Mail>(&mail).await?.1.is_some();
        }
        told |= !purposes.is_empty() && world.log.state::<Task>(&call.to_string()).await?.1.is_some();
        calls.push(Effect::on(call, task::Command::Complete { note: None }));
    }
    Ok((told, calls))
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
        effects.extend(reader.mail_with(cause, "visit-reminder", texts, about(&visit), words, Vec::new()));
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

fn words(lang: Lang, visit: &Visit) -> Vec<(&'static str, Arg<'static>)> {
    let at = |of: fn(&Slot) -> chrono::NaiveTime| visit.slot.as_ref().map(|slot| time(lang, of(slot)));
    vec![
        ("fault", visit.fault_number.clone().unwrap_or_default().into()),
        ("task", visit.task.clone().into()),
        ("machine", machine(lang, visit.model.as_deref(), visit.place.as_deref()).into()),
        ("technician", visit.technician_name.clone().unwrap_or_default().into()),
        ("day", visit.slot.map(|slot| date_full(lang, slot.on)).unwrap_or_default().into()),
        ("from", at(|slot| slot.from).unwrap_or_default().into()),
        ("until", at(|slot| slot.until).unwrap_or_default().into()),
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
