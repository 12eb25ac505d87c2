//! The hash chain: each event's SHA-256 covers the one before it and the event's own sealed bytes.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{BadPosition, Position, StoreId, StoredEvent};

/// What stands before the first event of a log; differs from log to log.
pub(crate) fn genesis(store: StoreId) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"werkbank log 1");
    hash.update(store.0.as_bytes());
    hash.finalize().into()
}

/// The chain of a log of this origin before its first event.
pub(crate) fn start_of(origin: Uuid) -> Chain {
    Chain { position: 0, hash: genesis(StoreId(origin)) }
}

/// How far a chain was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chain {
    /// The newest position.
    pub(crate) position: u64,
    /// The hash there.
    pub(crate) hash: [u8; 32],
}

impl Chain {
    /// Takes the next event in.
    pub(crate) fn follow(&mut self, event: &StoredEvent) -> Result<(), BadPosition> {
        if event.position.0 != self.position + 1 {
            return Err(self.bad(format!("missing; position {} follows", event.position.0)));
        }
        let hash = link(event).after(&self.hash);
        if hash != event.hash {
            return Err(self.bad("not what was written here: its hash does not follow from the one before it".into()));
        }
        (self.position, self.hash) = (event.position.0, hash);
        Ok(())
    }

    /// A fault at the next position.
    pub(crate) fn bad(&self, what: String) -> BadPosition {
        BadPosition { position: Position(self.position + 1), what }
    }
}

/// An event as the chain sees it. The position is left out: it is the engine's, and the order is in the chain itself.
pub(crate) struct Link<'a> {
    pub(crate) stream: &'a str,
    pub(crate) revision: u64,
    pub(crate) id: Uuid,
    pub(crate) event_type: &'a str,
    pub(crate) version: u16,
    /// UTC microseconds since 1970.
    pub(crate) recorded_at: i64,
    pub(crate) data: &'a str,
    pub(crate) metadata: &'a str,
}

impl Link<'_> {
    /// The hash of this event after the one before it. Stored logs hold these for ever: the form never changes.
    pub(crate) fn after(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(previous);
        text(&mut hash, self.stream);
        hash.update(self.revision.to_be_bytes());
        hash.update(self.id.as_bytes());
        text(&mut hash, self.event_type);
        hash.update(self.version.to_be_bytes());
        hash.update(self.recorded_at.to_be_bytes());
        text(&mut hash, self.data);
        text(&mut hash, self.metadata);
        hash.finalize().into()
    }
}

fn link(event: &StoredEvent) -> Link<'_> {
    Link {
        stream: event.stream.as_str(),
        revision: event.revision.0,
        id: event.id,
        event_type: &event.event_type,
        version: event.version,
        recorded_at: event.recorded_at.timestamp_micros(),
        data: &event.data,
        metadata: &event.metadata,
    }
}

/// The length first, so that no two events make the same bytes by moving a border.
fn text(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_be_bytes());
    hash.update(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link<'static> {
        Link {
            stream: "fault-1",
            revision: 0,
            id: Uuid::from_u128(7),
            event_type: "fault_reported",
            version: 1,
            recorded_at: 1_700_000_000_000_000,
            data: "{}",
            metadata: "{}",
        }
    }

    #[test]
    fn the_form_of_the_chain_never_changes() {
        let hash = link().after(&genesis(StoreId(Uuid::from_u128(1))));
        assert_eq!(crate::hex::encode(&hash), "385eb2c47ecd199646698f67bc36d5c5548bcac542dfdcff799edc98947bf72f");
    }

    #[test]
    fn a_moved_border_between_two_texts_changes_the_hash() {
        let one = Link { data: "ab", metadata: "c", ..link() };
        let other = Link { data: "a", metadata: "bc", ..link() };
        assert_ne!(one.after(&[0; 32]), other.after(&[0; 32]));
    }
}
