//! The hash chain: each event's SHA-256 covers the one before it and the event's own sealed bytes.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::StoreId;

/// What stands before the first event of a log; differs from log to log.
pub(crate) fn genesis(store: StoreId) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"werkbank log 1");
    hash.update(store.0.as_bytes());
    hash.finalize().into()
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
