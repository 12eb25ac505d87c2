//! The proof that each file which the log names is there, opens, and is what it is called by.

use std::collections::BTreeMap;

use domain::{Sha256, filed::CATEGORIES};
use uuid::Uuid;

use crate::{Files, Log, Position, StoreError, codec, files::Amiss};

/// Events a page.
const PAGE: u32 = 1000;

/// A file that is not as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsound {
    /// The first event that names it.
    pub position: Position,
    /// Whose key seals it.
    pub subject: Uuid,
    /// The hash of what is in it.
    pub file: Sha256,
    /// What is wrong with it.
    pub amiss: Amiss,
}

/// Looks at every file that the log names, but for those of who was erased. How many there are, and those that are not as they were
/// kept, in the order in which they were named. `progress` is told the position reached.
///
/// # Errors
/// When the log, the keys or the disk can't be read.
pub async fn verify_files(
    log: &Log,
    files: &Files,
    mut progress: impl FnMut(Position),
) -> Result<(usize, Vec<Unsound>), StoreError> {
    let (mut named, mut after) = (BTreeMap::new(), None);
    loop {
        let page = log.store.read_all(after, PAGE).await?;
        let Some(next) = page.next.filter(|next| Some(*next) != after) else { break };
        for stored in page.events.iter().filter(|event| CATEGORIES.contains(&event.stream.category())) {
            let event = codec::read_sealed(stored).map_err(StoreError::Damaged)?;
            for (subject, file) in event.files() {
                named.entry((subject, file.clone())).or_insert(stored.position);
            }
        }
        progress(next);
        after = Some(next);
    }
    let mut unsound = Vec::new();
    for ((subject, file), position) in &named {
        if let Some(amiss) = files.amiss(*subject, file).await? {
            unsound.push(Unsound { position: *position, subject: *subject, file: file.clone(), amiss });
        }
    }
    unsound.sort_by_key(|one| one.position);
    Ok((named.len(), unsound))
}
