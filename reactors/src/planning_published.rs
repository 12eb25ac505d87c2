//! The planning was published: each customer hears once how it is now, and each technician that their planning changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
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
use uuid::Uuid;

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    appointments::{Said, about, call, invitations, lines, published_id, said_before, telling, words},
    effect::new_id,
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
    /// When it begins, or goes on.
    begins: NaiveDateTime,
    /// How many stretches it has or had.
    stretches: usize,
}

impl Heard<'_> {
    /// The same for each publication of the same change: nobody hears twice.
    fn cause(&self) -> Uuid {
        published_id(self.visit.id, self.change.revision)
    }

    fn documents(&self) -> Vec<Document> {
        invitations(self.visit.id, self.change.revision, self.stretches)
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
        let Said { held, calls, stretches, .. } =
            said_before(world, Revision(change.revision), recorded.recorded_at, change.visit).await?;
        effects.extend(held);
        effects.extend(calls);
        // What was moved and told since is told as it is by then.
        let present = visit.technician.zip(visit.slot);
        let rest = visit.rest.clone();
        let present = present.map(|(technician, slot)| Appointment { technician, slot, rest });
        let again = change.now.is_some() && present != change.now && !visit.untold;
        // Nobody has to be told of an hour that has come.
        let Some(begins) = change.begins_after(now).filter(|_| !again) else { continue };
        if let Some(said) = change.now.as_ref().or(change.was.as_ref()) {
            visit.slot = Some(said.slot);
            visit.rest.clone_from(&said.rest);
            visit.technician_name = names.get(&said.technician).cloned().or(visit.technician_name);
        }
        heard.entry(change.customer).or_default().push(Heard {
            stretches: stretches.max(visit.rest.len() + 1),
            begins,
            visit,
            change,
        });
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
    match written.as_slice() {
        several @ [first, ..]
            if (several.len() > 1 || !first.visit.rest.is_empty())
                && matches!(reader.way(Message::VisitsChanged), Way::To(_)) =>
        {
            let off = |one: &Heard<'_>| one.change.now.is_none();
            let lines: Vec<String> = several.iter().flat_map(|one| lines(reader.lang, &one.visit, off(one))).collect();
            let others: Vec<String> = several[1..].iter().map(|one| one.cause().to_string()).collect();
            let together = new_id(first.cause(), &others.join(" "));
            effects.extend(reader.tell(Telling {
                cause: if others.is_empty() { first.cause() } else { together },
                documents: several.iter().flat_map(|one| one.documents()).collect(),
                of_use_until: several.iter().map(|one| one.begins).min(),
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
                documents: one.documents(),
                of_use_until: Some(one.begins),
                ..telling(recorded, one.change.message(), about(&one.visit), words(reader.lang, &one.visit))
            })
        })),
    }
    effects
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
