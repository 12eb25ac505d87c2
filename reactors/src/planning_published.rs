//! The planning was published: each customer hears once how it is now, and each technician that their planning changed.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    CustomerId, UserId, VisitId,
    mail::Document,
    messages::Message,
    planning::{Appointment, Change, Event},
    registry::AnyEvent,
    task::{self, Assignee, Weight},
};
use event_store::{Recorded, Revision};
use projections::maintenance::{DEPARTMENT, colleagues, untold, visit as sheet, visits::Visit};
use texts::{Lang, format::date_full, tr};
use uuid::Uuid;

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    fault_mails::{Said, about, call, published_id, said_before, telling, words},
    message::{Reader, Telling, Way, reader},
    publish_watch::{alert_id, told_within},
};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "planning-published", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Planning(Event::PlanningPublished { .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let AnyEvent::Planning(Event::PlanningPublished { changes }) = &recorded.event else { return Ok(Vec::new()) };
        published(world, recorded, changes).await
    })
}

/// What a customer hears about one visit.
struct Heard<'a> {
    /// As it is told.
    visit: Visit,
    change: &'a Change,
}

impl Heard<'_> {
    /// The same for each publication of the same change: nobody hears twice.
    fn cause(&self) -> Uuid {
        published_id(self.visit.id, self.change.revision)
    }
}

async fn published(world: &World, recorded: &Recorded, changes: &[Change]) -> Result<Vec<Effect>, ReactError> {
    let names: BTreeMap<UserId, String> =
        colleagues::technicians(world.of(&DEPARTMENT)).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let now = world.log.local(recorded.recorded_at);
    let mut effects = Vec::new();
    let mut heard: BTreeMap<CustomerId, Vec<Heard<'_>>> = BTreeMap::new();
    let mut technicians: BTreeMap<UserId, BTreeSet<VisitId>> = BTreeMap::new();
    for change in changes {
        let Some(mut visit) = sheet::one(world.of(&DEPARTMENT), change.visit).await? else { continue };
        let goes = |one: &Appointment| one.technician;
        for who in change.was.iter().chain(&change.now).map(goes).chain(visit.helpers.iter().copied()) {
            technicians.entry(who).or_default().insert(change.visit);
        }
        let Said { held, calls, .. } =
            said_before(world, Revision(change.revision), recorded.recorded_at, change.visit).await?;
        effects.extend(held);
        effects.extend(calls);
        // What was moved and told since is told as it is by then.
        let present = visit.technician.zip(visit.slot).map(|(technician, slot)| Appointment { technician, slot });
        let again = change.now.is_some() && present != change.now && !visit.untold;
        // Nobody has to be told of an hour that has come.
        if again || change.begins().is_none_or(|begins| begins <= now) {
            continue;
        }
        if let Some(said) = change.now.or(change.was) {
            visit.slot = Some(said.slot);
            visit.technician_name = names.get(&said.technician).cloned().or(visit.technician_name);
        }
        heard.entry(change.customer).or_default().push(Heard { visit, change });
    }
    for (customer, all) in heard {
        if let Some(reader) = reader(&world.log, customer).await? {
            effects.extend(tell(&reader, recorded, &all));
        }
    }
    effects.extend(technicians.iter().filter_map(|(who, visits)| notice(recorded, *who, visits)));
    // Last, since it is not known when this is thought of again.
    let (_, warned) = told_within(world).await?;
    if untold::count(world.of(&DEPARTMENT), now + warned).await?.1 == 0 {
        effects.push(Effect::on(alert_id(now.date()), task::Command::Complete { note: None }));
    }
    Ok(effects)
}

/// One message, however many visits it is about; who can't be written to is called about each.
fn tell(reader: &Reader, recorded: &Recorded, all: &[Heard<'_>]) -> Vec<Effect> {
    let (written, other): (Vec<&Heard<'_>>, Vec<&Heard<'_>>) =
        all.iter().partition(|one| matches!(reader.way(one.change.message()), Way::To(_)));
    let called = other.iter().filter(|one| matches!(reader.way(one.change.message()), Way::Call));
    let mut effects: Vec<Effect> =
        called.filter_map(|one| call(one.cause(), one.change.message().name(), &one.visit)).collect();
    let appointment = |one: &Heard<'_>| Document::Appointment { visit: one.visit.id, revision: one.change.revision };
    match written.as_slice() {
        several @ [first, _, ..] if matches!(reader.way(Message::VisitsChanged), Way::To(_)) => {
            let lines: Vec<String> = several.iter().map(|one| line(reader.lang, one)).collect();
            let causes: Vec<String> = several.iter().map(|one| one.cause().to_string()).collect();
            effects.extend(reader.tell(Telling {
                cause: Uuid::new_v5(&Uuid::NAMESPACE_OID, causes.join(" ").as_bytes()),
                documents: several.iter().copied().map(appointment).collect(),
                of_use_until: several.iter().filter_map(|one| one.change.begins()).min(),
                ..telling(
                    recorded,
                    Message::VisitsChanged,
                    format!("customer-{}", first.change.customer),
                    vec![("appointments", lines.join("\n"))],
                )
            }));
        }
        each => effects.extend(each.iter().flat_map(|one| {
            reader.tell(Telling {
                cause: one.cause(),
                documents: vec![appointment(one)],
                of_use_until: one.change.begins(),
                ..telling(recorded, one.change.message(), about(&one.visit), words(reader.lang, &one.visit))
            })
        })),
    }
    effects
}

/// One of several appointments, in a line.
fn line(lang: Lang, one: &Heard<'_>) -> String {
    let key = if one.change.now.is_some() { "visits-changed-line" } else { "visits-changed-off" };
    let day = one.visit.slot.map(|slot| date_full(lang, slot.on)).unwrap_or_default();
    let words = words(lang, &one.visit);
    let words = words.iter().filter(|(name, _)| *name != "day").map(|(name, word)| (*name, word.as_str().into()));
    let words: Vec<_> = words.chain([("day", day.into())]).collect();
    tr(lang, key, &words)
}

/// One notice of all that changed for a technician.
fn notice(recorded: &Recorded, who: UserId, visits: &BTreeSet<VisitId>) -> Option<Effect> {
    let first = visits.first()?;
    let raise = task::Command::Raise {
        kind: "planning-changed".parse().ok()?,
        assignee: Assignee::User(who),
        weight: Weight::Notice,
        about: Some(format!("visit-{first}").parse().ok()?),
        customer: None,
        words: BTreeMap::from([("count".into(), visits.len().to_string().parse().ok()?)]),
        note: None,
        due: None,
    };
    Some(Effect::new(recorded.id, &format!("planning of {who}"), raise))
}
