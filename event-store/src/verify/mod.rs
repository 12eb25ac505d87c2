//! The proof that a log is whole: nothing missing, changed, added or moved since it was written, and all of it can be read.

mod anchors;
mod files;
pub(crate) mod walk;
mod whole;

use std::path::Path;

pub use anchors::{Anchor, NoAnchor};
pub use files::{Unsound, verify_files};
pub use whole::{verify_server, verify_whole};

use crate::{
    Address, Position, StoreError, StoreId, StoredEvent,
    chain::{self, Chain},
    database, source, sqlite,
};

/// A log that is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Which log it is.
    pub store_id: StoreId,
    /// How many events it holds; also its newest position.
    pub events: u64,
    /// The chain's hash at the end. Equal to an older note of it at the same position, or the log was written anew.
    pub head: [u8; 32],
}

/// The first place where a log is not what was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("position {}: {what}", position.0)]
pub struct BadPosition {
    /// Everything before it is sound.
    pub position: Position,
    /// What is wrong there.
    pub what: String,
}

/// Why a log could not be shown to be whole.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    /// It is not whole.
    #[error("the log is damaged at {0}")]
    Bad(#[from] BadPosition),
    /// Its events are, but not the file that they stand in: what is looked up in it may not be found.
    #[error("every event is whole, but the file around them is damaged: {0}")]
    File(String),
    /// It could not be looked at.
    #[error(transparent)]
    Unreadable(#[from] StoreError),
}

/// The chain of a log, followed by who reads it from its start.
pub struct Proof(Chain);

impl Proof {
    /// Before the first event of the log in a folder.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn begin(dir: &Path) -> Result<Self, StoreError> {
        Ok(Self(chain::start_of(source::open(dir, None)?.origin()?.0)))
    }

    /// Takes in what was read next.
    ///
    /// # Errors
    /// The first position that is not what was written there.
    pub fn follow(&mut self, page: &[StoredEvent]) -> Result<(), BadPosition> {
        page.iter().try_for_each(|event| self.0.follow(event))
    }

    /// The chain's hash at the newest event that was taken in.
    pub fn head(&self) -> [u8; 32] {
        self.0.hash
    }
}

/// Which log a folder has, in it or on a server; a running Werkbank may have it open.
///
/// # Errors
/// When there is none, or it is damaged.
pub fn store_id(dir: &Path, server: Option<&Address>) -> Result<StoreId, StoreError> {
    source::open(dir, server)?.store_id()
}

/// Walks the log in a folder from its start; a running Werkbank may have it open. It is the chain that is followed: whether
/// what stands in the events can be read, [`verify_whole`] shows. `progress` is told the position reached, every 1,000 events.
/// It blocks while it works.
///
/// # Errors
/// [`NotVerified::Bad`] names the first bad position.
pub fn verify(dir: &Path, mut progress: impl FnMut(Position)) -> Result<Verified, NotVerified> {
    let file = database::reader(&dir.join(sqlite::FILE)).map_err(StoreError::from)?;
    let end = walk::walk(&file, |page| {
        if let Some(last) = page.last() {
            progress(last.position);
        }
    })?;
    Ok(Verified { store_id: sqlite::read_store_id(&file)?, events: end.position, head: end.hash })
}
