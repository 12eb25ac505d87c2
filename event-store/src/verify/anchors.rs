//! Anchors against the log: what was noted of it elsewhere, and in its own events.

use std::str::FromStr;

use domain::{Sha256, anchor::Event, registry::AnyEvent};
use uuid::Uuid;

use super::{BadPosition, NotVerified};
use crate::{Position, hex, source::Source};

/// A note of where the log stood, kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The position that was the newest.
    pub position: u64,
    /// The chain's hash there.
    pub head: [u8; 32],
    /// Where the note was found, in words: `the anchor 12:ab…`.
    pub source: String,
}

/// It is not written as an anchor.
#[derive(Debug, thiserror::Error)]
#[error("an anchor is a position and 64 hexadecimal digits with a colon between, as the mail has it")]
pub struct NoAnchor;

impl FromStr for Anchor {
    type Err = NoAnchor;

    fn from_str(text: &str) -> Result<Self, NoAnchor> {
        let (position, head) = text.trim().split_once(':').ok_or(NoAnchor)?;
        let position = position.parse().ok().filter(|position| *position > 0).ok_or(NoAnchor)?;
        let head = hex::decode(head).and_then(|bytes| bytes.try_into().ok()).ok_or(NoAnchor)?;
        Ok(Self { position, head, source: format!("the anchor of position {position}") })
    }
}

/// What an event of the log itself says of where it stood.
pub(super) struct Own {
    at: Position,
    position: u64,
    head: Sha256,
    /// The identity that the log got there.
    log: Option<Uuid>,
}

/// What an event of the log itself says of where it stood.
pub(super) fn within(at: Position, event: AnyEvent) -> Option<Own> {
    let AnyEvent::Anchor(event) = event else { return None };
    Some(match event {
        Event::AnchorSet { position, head } => Own { at, position, head, log: None },
        Event::LogRestored { log, position, head, .. } => Own { at, position, head, log: Some(log) },
    })
}

/// Holds the anchors of the log's own events against it; every event has been walked over and is sound. A log that was restored
/// must say so itself. Answers up to which positions it was.
pub(super) fn hold_own(log: &dyn Source, mut own: Vec<Own>) -> Result<Vec<u64>, NotVerified> {
    own.sort_by_key(|own| own.at);
    for Own { at, position, head, .. } in &own {
        let stood = if *position < at.0 { log.hash(*position)? } else { None };
        if stood.is_none_or(|stood| hex::encode(&stood) != head.as_str()) {
            let what = format!("an anchor that says of position {position} what is not so");
            return Err(BadPosition { position: *at, what }.into());
        }
    }
    let (id, origin) = (log.store_id()?, log.origin()?);
    let given = own.iter().rev().find_map(|own| own.log).unwrap_or(origin.0);
    if given != id.0 {
        return Err(NotVerified::File(format!("it calls itself {}, but its events say that it is {given}", id.0)));
    }
    Ok(own.iter().filter(|own| own.log.is_some()).map(|own| own.position).collect())
}

/// Holds anchors from elsewhere against a log that was walked over up to `end`, and was restored up to some positions.
pub(super) fn hold(log: &dyn Source, end: u64, restored: &[u64], anchors: &[Anchor]) -> Result<(), NotVerified> {
    let mut known: Vec<&Anchor> = anchors.iter().collect();
    known.sort_by_key(|anchor| anchor.position);
    let mut sound = 0;
    for Anchor { position, head, source } in known {
        let (at, what) = if *position > end {
            (end + 1, format!("missing: the log ends at position {end}, but {source} knows position {position}"))
        } else if log.hash(*position)? != Some(*head) {
            let after = if sound > 0 { format!("after position {sound}") } else { "up to here".into() };
            (*position, format!("not what {source} noted: the log was written anew {after}"))
        } else {
            sound = *position;
            continue;
        };
        // What was given up then is not in it, and no fault of anyone's.
        let given_up = restored.iter().rfind(|cut| *cut < position).map(|cut| {
            format!(
                "; it was restored from a backup up to position {cut}, and what had come after that is no longer in it"
            )
        });
        return Err(BadPosition { position: Position(at), what: what + &given_up.unwrap_or_default() }.into());
    }
    Ok(())
}
