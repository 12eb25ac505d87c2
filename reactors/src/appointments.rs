//! What is said of a visit's appointment: its words, its invitations, what was said of it before, and what takes the place of that.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    Decider, Role, Slot, VisitId,
    mail::{self, Document, Mail},
    messages::Message,
    registry::AnyEvent,
    task::{self, Assignee, Task, Weight},
    visit::Event,
};
use event_store::{Recorded, Revision, StreamName, codec};
use projections::maintenance::{DEPARTMENT, untold, visits::Visit};
use texts::{
    Lang,
    format::{clock as time, date_digits, date_full},
    t, tr,
};
use uuid::Uuid;

use crate::{Effect, ReactError, World, effect::new_id, message::Telling};

/// The messages that say of an appointment how it is.
const TOLD_BY: [Message; 4] =
    [Message::VisitScheduled, Message::VisitMoved, Message::VisitUnscheduled, Message::VisitsChanged];
/// So many of a visit's first events say what a customer heard of it; no visit is moved as often.
const EARLIER: u32 = 500;

/// What is told about an event, right away.
pub(crate) fn telling(
    recorded: &Recorded,
    message: Message,
    about: String,
    words: Vec<(&'static str, String)>,
) -> Telling<'static> {
    let (cause, at) = (recorded.id, recorded.recorded_at);
    Telling { cause, message, texts: None, about, words, documents: Vec::new(), at, of_use_until: None }
}

/// The thread that a mail belongs to: the fault, or the visit where there is none.
pub(crate) fn about(visit: &Visit) -> String {
    match visit.fault {
        Some(fault) => format!("fault-{fault}"),
        None => format!("visit-{}", visit.id),
    }
}

pub(crate) fn words(lang: Lang, visit: &Visit) -> Vec<(&'static str, String)> {
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

/// A visit's stretches, one a line: as they are, or as they do not take place any more.
pub(crate) fn lines(lang: Lang, visit: &Visit, off: bool) -> Vec<String> {
    let key = if off { "visits-changed-off" } else { "visits-changed-line" };
    let line = |stretch: Visit| {
        let words = words(lang, &stretch);
        let words: Vec<_> = words.iter().map(|(name, word)| (*name, word.as_str().into())).collect();
        tr(lang, key, &words)
    };
    visit.clone().stretches().into_iter().map(line).collect()
}

/// An invitation for each stretch that a visit has or had.
pub(crate) fn invitations(visit: VisitId, revision: u64, stretches: usize) -> Vec<Document> {
    (1..=stretches.max(1)).map(|stretch| Document::Appointment { visit, revision, stretch }).collect()
}

/// What was said of an appointment before.
pub(crate) struct Said {
    /// Whether the customer knows of it.
    pub(crate) told: bool,
    /// The end of messages that still wait: what they would say is not so any more.
    pub(crate) held: Vec<Effect>,
    /// The end of calls that were to be made about it.
    pub(crate) calls: Vec<Effect>,
    /// How many stretches it had at most.
    pub(crate) stretches: usize,
}

/// What was said of a visit before a revision, as it is at a moment.
pub(crate) async fn said_before(
    world: &World,
    until: Revision,
    at: DateTime<Utc>,
    id: VisitId,
) -> Result<Said, ReactError> {
    let stream = StreamName::new(domain::visit::Visit::CATEGORY, &id.to_string())?;
    let page = world.log.store.read_stream(&stream, Revision(0), EARLIER).await?;
    let earlier = codec::decode_page(&world.log.keys, page.events).await?;
    let mut said = Said { told: false, held: Vec::new(), calls: Vec::new(), stretches: 1 };
    let published = untold::published(world.of(&DEPARTMENT), id).await?;
    let mut planned = false;
    for before in earlier.iter().filter(|before| before.revision < until) {
        let at_once = match &before.event {
            AnyEvent::Visit(Event::VisitScheduled { held, rest, .. } | Event::VisitMoved { held, rest, .. }) => {
                planned = true;
                said.stretches = said.stretches.max(rest.len() + 1);
                !held
            }
            AnyEvent::Visit(Event::VisitUnscheduled { held, .. } | Event::VisitCancelled { held, .. }) => {
                planned = false;
                !held
            }
            _ => false,
        };
        if at_once {
            said.add(world, before.id, planned, at).await?;
        }
        // What was collected was told when it was published: of whichever of its events was the last by then.
        if published.is_some_and(|last| before.revision.0 <= last) {
            said.add(world, published_id(id, before.revision.0), planned, at).await?;
        }
        if published == Some(before.revision.0) {
            said.told = planned;
        }
    }
    Ok(said)
}

impl Said {
    /// What one cause said, when the visit was planned or when it was not.
    async fn add(&mut self, world: &World, cause: Uuid, planned: bool, at: DateTime<Utc>) -> Result<(), ReactError> {
        let call = new_id(cause, "call");
        let mut heard = world.log.state::<Task>(&call.to_string()).await?.1.is_some();
        for message in TOLD_BY {
            let mail = new_id(cause, &format!("mail {}", message.name()));
            let (state, revision) = world.log.state::<Mail>(&mail.to_string()).await?;
            if state.is_held(at) {
                let reason = t(Lang::default(), "message-overtaken");
                let give_up = reason.parse().ok().map(|reason| mail::Command::GiveUp { reason });
                self.held.extend(give_up.map(|give_up| Effect::on(mail, give_up)));
            } else {
                heard |= revision.is_some();
            }
        }
        self.told = planned && (self.told || heard);
        self.calls.push(Effect::on(call, task::Command::Complete { note: None }));
        Ok(())
    }
}

/// What names a visit's change that was told by a publication: whoever publishes it, and however often, it is told once.
pub(crate) fn published_id(visit: VisitId, revision: u64) -> Uuid {
    new_id(visit.0, &format!("published {revision}"))
}

/// A customer without an address is called.
pub(crate) fn call(cause: Uuid, purpose: &str, visit: &Visit) -> Option<Effect> {
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
