//! Who has to do something hears what a customer answers: planners of an appointment that does not suit, and whoever the mail was from
//! of what was written on it.

use std::collections::BTreeMap;

use domain::{
    CustomerId, Decider, Role, Slot, VisitId, mail,
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::{Event, Reply, Visit},
};
use event_store::{Recorded, Revision, StreamName, codec};
use projections::maintenance::{DEPARTMENT, visit as sheet};
use texts::{Lang, format::date_digits};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id};

/// So many of a visit's first events say what was answered before.
const EARLIER: u32 = 500;

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "customer-answers", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    use Event as E;
    matches!(
        event,
        AnyEvent::Mail(mail::Event::MailAnswered { .. })
            | AnyEvent::Visit(
                E::InvitationAnswered { .. }
                    | E::VisitMoved { .. }
                    | E::VisitUnscheduled { .. }
                    | E::VisitCancelled { .. }
                    | E::VisitStarted { .. }
            )
    )
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Mail(mail::Event::MailAnswered { customer, about, .. }) => {
                let kind = about.as_str().split_once('-').map_or("", |(kind, _)| kind);
                let role = match kind {
                    "visit" => Role::Planner,
                    "invoice" => Role::Finance,
                    _ => Role::Sales,
                };
                let about = about.to_string();
                Ok(raise(recorded, "customer-wrote", role, about, *customer, BTreeMap::new()).into_iter().collect())
            }
            AnyEvent::Visit(event) => {
                let mut effects = over(world, recorded).await?;
                if let Event::InvitationAnswered { customer, reply, slot, .. } = event
                    && reply.wants_another_time()
                {
                    effects.extend(does_not_suit(world, recorded, *customer, *reply, *slot).await?);
                }
                Ok(effects)
            }
            _ => Ok(Vec::new()),
        }
    })
}

/// An answer about a time that is not planned any more needs nothing.
async fn does_not_suit(
    world: &World,
    recorded: &Recorded,
    customer: CustomerId,
    reply: Reply,
    slot: Slot,
) -> Result<Option<Effect>, ReactError> {
    let visit = sheet::one(world.of(&DEPARTMENT), VisitId(recorded.subject())).await?;
    let Some(visit) = visit.filter(|visit| visit.state.is_open() && visit.slots().any(|own| own == slot)) else {
        return Ok(None);
    };
    let said = [
        ("number", format!("B-{}", visit.number)),
        ("day", date_digits(Lang::default(), slot.on)),
        ("from", slot.from.format("%H:%M").to_string()),
    ];
    let words = said.into_iter().filter_map(|(name, word)| Some((name.to_owned(), word.parse().ok()?))).collect();
    let about = format!("visit-{}", visit.id);
    Ok(raise(recorded, &format!("visit-{}", reply.name()), Role::Planner, about, customer, words))
}

fn raise(
    recorded: &Recorded,
    kind: &str,
    role: Role,
    about: String,
    customer: CustomerId,
    words: BTreeMap<String, domain::Line>,
) -> Option<Effect> {
    let raise = task::Command::Raise {
        kind: kind.parse().ok()?,
        assignee: Assignee::Role(role),
        weight: Weight::Alert,
        about: Some(about.parse().ok()?),
        customer: Some(customer),
        words,
        note: None,
        due: None,
    };
    Some(Effect::new(recorded.id, "answered", raise))
}

/// The end of what was raised about answers before: there is another answer, another time, or none any more.
async fn over(world: &World, recorded: &Recorded) -> Result<Vec<Effect>, ReactError> {
    let stream = StreamName::new(Visit::CATEGORY, &recorded.subject().to_string())?;
    let page = world.log.store.read_stream(&stream, Revision(0), EARLIER).await?;
    let story = codec::decode_page(&world.log.keys, page.events).await?;
    // What was said of a stretch that stays where it was, and is not answered anew, is not over.
    let stays = |answered: &Slot| match &recorded.event {
        AnyEvent::Visit(Event::InvitationAnswered { slot, .. }) => slot != answered,
        AnyEvent::Visit(Event::VisitMoved { slot, rest, .. }) => slot == answered || rest.contains(answered),
        _ => false,
    };
    let answered = story.iter().filter(|before| before.revision < recorded.revision).filter(|before| {
        matches!(&before.event, AnyEvent::Visit(Event::InvitationAnswered { reply, slot, .. })
            if reply.wants_another_time() && !stays(slot))
    });
    Ok(answered
        .map(|before| Effect::on(new_id(before.id, "answered"), task::Command::Complete { note: None }))
        .collect())
}
