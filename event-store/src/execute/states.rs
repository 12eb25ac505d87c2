//! States in memory, each brought up to date with the tail of its stream.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

use domain::Decider;
use uuid::Uuid;

use super::Log;
use crate::{Appended, Position, Revision, StoreError, StreamName, codec, recent::Recent};

/// Streams whose state is kept in memory: at most twice as many.
pub(super) const KEPT: usize = 10_000;

/// A thing as far as it was read.
pub(super) struct Loaded<D: Decider> {
    pub(super) state: Arc<D::State>,
    pub(super) revision: Option<Revision>,
    pub(super) seen: Arc<HashMap<Uuid, Position>>,
}

impl<D: Decider> Clone for Loaded<D> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), revision: self.revision, seen: self.seen.clone() }
    }
}

impl<D: Decider> Default for Loaded<D> {
    fn default() -> Self {
        Self { state: Arc::default(), revision: None, seen: Arc::default() }
    }
}

impl Log {
    /// The state in memory, brought up to date with the tail of its stream.
    pub(super) async fn load<D: Decider>(&self, stream: &StreamName) -> Result<Loaded<D>, StoreError> {
        let kept = self
            .states
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(stream)
            .and_then(|kept| kept.downcast_ref::<Loaded<D>>().cloned());
        let mut loaded = kept.unwrap_or_default();
        loop {
            let from = Revision(loaded.revision.map_or(0, |revision| revision.0 + 1));
            let page = self.store.read_stream(stream, from, 1_000).await?;
            let Some(last) = page.events.last() else { return Ok(loaded) };
            let (revision, more) = (last.revision, page.more);
            let state = Arc::make_mut(&mut loaded.state);
            let seen = Arc::make_mut(&mut loaded.seen);
            let own = codec::decode_own::<D::Event>(&self.keys, &page.events).await?;
            for (stored, (metadata, event)) in page.events.iter().zip(own) {
                D::evolve(state, &event);
                seen.insert(metadata.command_id, stored.position);
            }
            loaded.revision = Some(revision);
            self.put(stream, loaded.clone());
            if !more {
                return Ok(loaded);
            }
        }
    }

    /// Keeps what has just been appended, so that the next command reads nothing twice.
    pub(super) fn keep<D: Decider>(
        &self,
        stream: &StreamName,
        mut loaded: Loaded<D>,
        events: &[D::Event],
        command_id: Uuid,
        appended: Appended,
    ) {
        // What nobody else holds is changed where it is.
        self.forget(stream);
        let state = Arc::make_mut(&mut loaded.state);
        events.iter().for_each(|event| D::evolve(state, event));
        Arc::make_mut(&mut loaded.seen).insert(command_id, appended.position);
        loaded.revision = Some(appended.revision);
        self.put(stream, loaded);
    }

    fn put<D: Decider>(&self, stream: &StreamName, loaded: Loaded<D>) {
        self.states.lock().unwrap_or_else(PoisonError::into_inner).insert(stream.clone(), Arc::new(loaded));
    }

    /// Lets go of every state in memory: it is read again, with the keys that are left.
    pub fn forget_states(&self) {
        *self.states.lock().unwrap_or_else(PoisonError::into_inner) = Recent::new(KEPT);
    }

    pub(super) fn forget(&self, stream: &StreamName) {
        self.states.lock().unwrap_or_else(PoisonError::into_inner).remove(stream);
    }
}
