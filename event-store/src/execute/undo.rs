//! Taking an act back: the command that does it, or what stands in its way; and what a command would make happen.

use std::collections::HashMap;

use domain::{
    Actor, Decider, Line,
    registry::{AnyCommand, AnyEvent},
    undo::{Act, Reason, Stays},
};
use uuid::Uuid;

use super::{CommandError, Given, Log, Outside};
use crate::{Metadata, Position, Revision, StoreError, StreamName, codec};

/// How an act is taken back.
#[derive(Debug, Clone)]
pub struct Undo {
    /// The thing that it was done with.
    pub stream: StreamName,
    /// The revision of the thing by which this was worked out.
    pub revision: Revision,
    /// The events of the act: all that its command made happen with the thing.
    pub events: Vec<Uuid>,
    /// The command that takes it back, or why none does.
    pub way: Result<AnyCommand, NoWay>,
}

/// Why an act is not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoWay {
    /// It lies in what it is.
    Stays(Reason),
    /// Werkbank did it by itself: what it follows from can be taken back.
    ByItself,
    /// The same was changed again since, by this event.
    ChangedSince(Place),
    /// It was taken back, by this event.
    TakenBack(Place),
}

/// An event, by its id and place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub event: Uuid,
    /// Where it stands.
    pub position: Position,
    /// The command that made it happen.
    pub command_id: Uuid,
}

/// The story of a thing.
struct Told<E> {
    places: Vec<Place>,
    metadata: Vec<Metadata>,
    events: Vec<E>,
}

impl Log {
    /// How the act is taken back to which the event of a thing at a revision belongs; none when there is no such event.
    ///
    /// `why` stands in commands that say why.
    ///
    /// # Errors
    /// When the log can't be read.
    pub async fn undo(&self, stream: &StreamName, at: Revision, why: &Line) -> Result<Option<Undo>, StoreError> {
        macro_rules! each {
            ($($variant:ident $module:ident $decider:ident,)*) => {
                match stream.category() {
                    $(<domain::$module::$decider as Decider>::CATEGORY => {
                        self.undo_of::<domain::$module::$decider>(stream, at, why).await
                    })*
                    // A number that was drawn belongs to its thing for ever.
                    _ => self.stays(stream, at, NoWay::Stays(Reason::Follows)).await,
                }
            };
        }
        domain::with_kinds!(each)
    }

    async fn undo_of<D: Decider>(
        &self,
        stream: &StreamName,
        at: Revision,
        why: &Line,
    ) -> Result<Option<Undo>, StoreError>
    where
        AnyCommand: From<D::Command>,
    {
        let page = self.store.read_stream(stream, at, 1).await?;
        let own = codec::decode_own::<D::Event>(&self.keys, &page.events).await?;
        let Some((metadata, _)) = own.first() else { return Ok(None) };
        // What the clock and reactors did is long, and nobody takes it back.
        if matches!(metadata.actor, Actor::System { .. }) {
            return self.stays(stream, at, NoWay::ByItself).await;
        }
        let command_id = metadata.command_id;
        let Told { places, metadata, events } = self.told::<D>(stream).await?;
        let of_act = |metadata: &Metadata| metadata.command_id == command_id;
        let Some(first) = metadata.iter().position(of_act) else { return Ok(None) };
        let end = first + metadata[first..].iter().take_while(|metadata| of_act(metadata)).count();
        let taken_back = taken_back(&places, &metadata);
        let act: Vec<Uuid> = places[first..end].iter().map(|place| place.event).collect();
        let by = act.iter().find_map(|event| taken_back.get(event));
        let way = match by {
            Some(by) => Err(NoWay::TakenBack(*by)),
            None => {
                let off = |place: &Place| {
                    taken_back.contains_key(&place.event)
                        || taken_back.values().any(|by| by.command_id == place.command_id)
                };
                let still: Vec<usize> = (end..events.len()).filter(|n| !off(&places[*n])).collect();
                let since: Vec<D::Event> = still.iter().map(|n| events[*n].clone()).collect();
                let (before, now) = (folded::<D>(&events[..first]), folded::<D>(&events));
                let act = Act { before: &before, events: &events[first..end], since: &since, now: &now, why };
                D::undo(&act).map(AnyCommand::from).map_err(|stays| match stays {
                    Stays::Always(reason) => NoWay::Stays(reason),
                    Stays::ChangedSince(n) => {
                        let place = still.get(n).and_then(|n| places.get(*n)).copied();
                        place.map_or(NoWay::Stays(Reason::Follows), NoWay::ChangedSince)
                    }
                })
            }
        };
        let revision = Revision(u64::try_from(events.len() - 1).unwrap_or_default());
        Ok(Some(Undo { stream: stream.clone(), revision, events: act, way }))
    }

    /// One that is not taken back, whatever else happened with its thing.
    async fn stays(&self, stream: &StreamName, at: Revision, way: NoWay) -> Result<Option<Undo>, StoreError> {
        let page = self.store.read_stream(stream, at, 1).await?;
        let events: Vec<Uuid> = page.events.iter().map(|event| event.id).collect();
        Ok((!events.is_empty()).then(|| Undo { stream: stream.clone(), revision: at, events, way: Err(way) }))
    }

    async fn told<D: Decider>(&self, stream: &StreamName) -> Result<Told<D::Event>, StoreError> {
        let mut told = Told { places: Vec::new(), metadata: Vec::new(), events: Vec::new() };
        loop {
            let from = Revision(u64::try_from(told.events.len()).unwrap_or(u64::MAX));
            let page = self.store.read_stream(stream, from, 1_000).await?;
            let own = codec::decode_own::<D::Event>(&self.keys, &page.events).await?;
            for (stored, (metadata, event)) in page.events.iter().zip(own) {
                let place = Place { event: stored.id, position: stored.position, command_id: metadata.command_id };
                told.places.push(place);
                told.metadata.push(metadata);
                told.events.push(event);
            }
            if !page.more {
                return Ok(told);
            }
        }
    }

    /// What a command would make happen if it were given now; a number that it would draw is 0.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn would(
        &self,
        id: &str,
        command: AnyCommand,
        given: &Given,
        outside: &dyn Outside,
    ) -> Result<Vec<AnyEvent>, CommandError> {
        let permission = command.permission();
        if !given.actor.may(permission) {
            return Err(CommandError::Forbidden(permission));
        }
        macro_rules! each {
            ($($variant:ident $module:ident $decider:ident,)*) => {
                match command {
                    $(AnyCommand::$variant(command) => {
                        let stream = StreamName::new(<domain::$module::$decider as Decider>::CATEGORY, id)?;
                        let loaded = self.load::<domain::$module::$decider>(&stream).await?;
                        let tried = self.tried(&stream, &loaded, &command, given, outside).await?;
                        Ok(tried.events.into_iter().map(AnyEvent::$variant).collect())
                    })*
                }
            };
        }
        domain::with_kinds!(each)
    }
}

fn folded<D: Decider>(events: &[D::Event]) -> D::State {
    let mut state = D::State::default();
    events.iter().for_each(|event| D::evolve(&mut state, event));
    state
}

/// Which events are taken back, by which. What took something back and was taken back itself took nothing back.
fn taken_back(places: &[Place], metadata: &[Metadata]) -> HashMap<Uuid, Place> {
    let mut taken_back = HashMap::new();
    for (place, metadata) in places.iter().zip(metadata).rev() {
        if !taken_back.contains_key(&place.event) {
            taken_back.extend(metadata.undoes.iter().map(|event| (*event, *place)));
        }
    }
    taken_back
}
