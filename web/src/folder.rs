//! What must fit together in a data folder before anything is written to it, and what to do where it does not.

use std::{collections::BTreeSet, path::Path};

use anyhow::{anyhow, bail};
use domain::privacy::{self, Privacy};
use event_store::{Address, Keys, Log, Position, StoreError, database, keys, kurrent, seal, sqlite};
use projections::ReadSide;
use uuid::Uuid;

/// So many of the newest events are asked whether their keys are there.
const NEWEST: u64 = 1_000;

/// Refuses a folder into which a log is being copied: a new one would take its place.
///
/// # Errors
/// Says how it goes on.
pub fn is_no_half_copy(dir: &Path) -> anyhow::Result<()> {
    if !dir.join(kurrent::COPYING).exists() || dir.join(sqlite::FILE).exists() {
        return Ok(());
    }
    bail!(
        "the copy of a log into {} is not finished: give the same `werkbank migrate-log --from` again; it goes on where it stopped",
        dir.display()
    )
}

/// Refuses a folder whose log is gone while the keys of those whom it was about are there: a new log would take its place.
///
/// # Errors
/// Says what is missing.
pub fn has_its_log(dir: &Path) -> anyhow::Result<()> {
    is_no_half_copy(dir)?;
    let log = std::fs::metadata(dir.join(sqlite::FILE));
    if log.is_ok_and(|log| log.len() > 0) || !Keys::are_kept(dir) {
        return Ok(());
    }
    if dir.join(kurrent::MOVED).exists() {
        bail!("the log of {} was moved to a KurrentDB: name that as event_store", dir.display());
    }
    bail!(
        "{} in {} is missing or empty, but {} of its log is there: put it back where it is kept elsewhere, or `werkbank restore` the \
         newest backup to an empty folder",
        sqlite::FILE,
        dir.display(),
        keys::FILE
    );
}

/// Refuses a folder whose log holds events while the keys are gone: all that is personal would read as erased.
///
/// # Errors
/// Says what is missing.
pub fn has_its_keys(dir: &Path, head: Option<Position>) -> anyhow::Result<()> {
    if head.is_none() || Keys::are_kept(dir) {
        return Ok(());
    }
    bail!(
        "{} in {} is missing or empty, and without it nobody's data can be read: put it back from the newest backup; where programs \
         share a folder, name it as shared",
        keys::FILE,
        dir.display()
    );
}

/// Refuses keys that are older than the log, as those of a backup may be: what is sealed with newer ones would read as erased, and new
/// keys would be made in their place. The newest events tell.
///
/// # Errors
/// Says what to put in their place.
pub async fn has_keys_of_newest(log: &Log, head: Option<Position>) -> anyhow::Result<()> {
    let Some(head) = head else { return Ok(()) };
    let from = head.0.checked_sub(NEWEST).filter(|from| *from > 0).map(Position);
    let events = log.store.read_all(from, 1_000).await?.events;
    let persons: BTreeSet<Uuid> = events.iter().flat_map(|event| seal::subjects(&event.data)).collect();
    let (privacy, _) = log.state::<Privacy>(privacy::LOG).await?;
    let lacking = log.keys.lacking(persons.difference(&privacy.destroyed)).await?;
    if lacking == 0 {
        return Ok(());
    }
    bail!(
        "{} is older than the log: the keys of {lacking} persons of the newest events are not in it. Put the newest copy in its place; \
         where there is none that is new enough, `werkbank restore` the newest backup to an empty folder",
        keys::FILE
    );
}

/// Refuses a log that ends before what the read tables saw of it: its end was lost, and new events would take the place of it.
///
/// # Errors
/// Says where it ends and where it should.
pub fn reaches_what_was_seen(reads: &ReadSide, head: Option<Position>, server: Option<&Address>) -> anyhow::Result<()> {
    let seen = reads.all().iter().filter_map(|reads| reads.applied()).max();
    if seen <= head {
        return Ok(());
    }
    let at = |position: Option<Position>| position.map_or(0, |position| position.0);
    if let Some(server) = server {
        bail!(
            "the log at {server} ends at position {}, but the read tables saw position {}: it is not the one that this folder \
             followed, or lost its end. If this end is to hold, `werkbank rebuild` goes on from it",
            at(head),
            at(seen)
        );
    }
    bail!(
        "the log is damaged: it ends at position {}, but the read tables saw position {}. Put {file} and {file}-wal back where they are \
         kept elsewhere, or `werkbank restore` the newest backup to an empty folder; if this end is to hold, `werkbank rebuild` goes \
         on from it",
        at(head),
        at(seen),
        file = sqlite::FILE
    );
}

/// The same of the keys: theirs is a backup of their own, and the master key must be the one that they are wrapped with; `master`
/// says where that stands.
pub fn keys_not_opened(master: &str, error: StoreError) -> anyhow::Error {
    match error {
        StoreError::Database(cause) if database::is_damage(&cause) => anyhow!(
            "{file} is damaged ({}): keep a copy of it, and put the newest copy of the keys in its place, the newest backup's keys-….db, \
             without {file}-wal and {file}-shm",
            database::in_short(&cause),
            file = keys::FILE
        ),
        StoreError::OtherMaster { other, given } => anyhow!(
            "the master key in {master} is another one ({given}) than the keys are wrapped with ({other}): put the one in \
             its place that belongs to this data folder, or to the backup that it was made from"
        ),
        other => not_opened(keys::FILE, other),
    }
}

/// Names the file that could not be opened, and says what helps.
pub fn not_opened(file: &str, error: StoreError) -> anyhow::Error {
    match error {
        StoreError::Database(cause) if database::is_damage(&cause) => anyhow!(
            "{file} is damaged ({}): keep a copy of the folder, and `werkbank restore` the newest backup to an empty one",
            database::in_short(&cause)
        ),
        StoreError::Database(cause) => {
            anyhow!("{file} can't be opened: {cause}; see whether the disk has room and Werkbank may write there")
        }
        other => other.into(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_that_is_not_finished_is_not_taken_for_an_empty_folder() {
        let dir = tempfile::tempdir().unwrap();
        has_its_log(dir.path()).unwrap();
        std::fs::write(dir.path().join(kurrent::COPYING), "half").unwrap();
        let said = has_its_log(dir.path()).unwrap_err().to_string();
        assert!(said.contains("not finished") && said.contains("`werkbank migrate-log --from` again"), "{said}");
    }
}
