//! Where the log stands, and whether anything worth an anchor happened in it.

use std::{borrow::Cow, collections::HashSet};

use domain::{
    Decider,
    anchor::{Anchor, Head, PURPOSE},
    clock::Clock,
    mail::Mail,
};
use serde::Deserialize;

use super::Log;
use crate::{Position, Revision, StoreError, StoredEvent, hex};

/// What a mail is for stands open in its first event.
#[derive(Deserialize)]
struct Queued<'a> {
    #[serde(borrow)]
    purpose: Cow<'a, str>,
}

impl Log {
    /// Where the log stands; nothing when it is empty. What happened since is looked through up to the first event that counts.
    pub(super) async fn head(&self, since: Option<u64>) -> Result<Option<Head>, StoreError> {
        let Some((position, hash)) = self.store.newest().await? else { return Ok(None) };
        let hash = hex::encode(&hash).parse().map_err(|_| StoreError::Damaged("its head is no hash".into()))?;
        let quiet = self.is_quiet(since.map(Position), position).await?;
        Ok(Some(Head { position: position.0, hash, quiet }))
    }

    /// Whether up to a position there are but events of the clock and the anchors, and the mails that carry these.
    async fn is_quiet(&self, mut after: Option<Position>, until: Position) -> Result<bool, StoreError> {
        let mut own = HashSet::new();
        loop {
            let page = self.store.read_all(after, 1_000).await?;
            for event in page.events.iter().take_while(|event| event.position <= until) {
                match event.stream.category() {
                    Clock::CATEGORY | Anchor::CATEGORY => {}
                    Mail::CATEGORY if carries_an_anchor(event) => drop(own.insert(event.stream.clone())),
                    Mail::CATEGORY if own.contains(&event.stream) => {}
                    _ => return Ok(false),
                }
            }
            if page.events.is_empty() || page.next >= Some(until) {
                return Ok(true);
            }
            after = page.next;
        }
    }
}

fn carries_an_anchor(event: &StoredEvent) -> bool {
    event.revision == Revision(0)
        && serde_json::from_str(&event.data).is_ok_and(|Queued { purpose }| purpose == PURPOSE)
}
