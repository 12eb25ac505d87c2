//! Tables of a version that is served only later: filled ahead while another program serves, taken at the next start.

use std::{
    fs::{File, TryLockError},
    path::Path,
    sync::Arc,
};

use domain::privacy::{self, Privacy};
use event_store::{Log, StoreId};

use crate::{
    Department, Filling, ReadError, ReadSide, Reads,
    department::{blocking, remove},
    follow::remove_folder,
};

/// The folder in which they lie.
pub(crate) const AHEAD: &str = "ahead";
/// Held by who fills them.
const LOCK: &str = "ahead.lock";
/// How many keys had been ordered to be destroyed when they were filled: with more, they may show who is forgotten.
const FORGOTTEN: &str = "forgotten";
/// Stands beside them when all have come to the end.
const READY: &str = "ready";

/// Why tables are not filled ahead.
#[derive(Debug, thiserror::Error)]
pub enum NotAhead {
    /// Another program does it.
    #[error("they are being filled ahead already")]
    Already,
    /// They would show somebody who was forgotten meanwhile.
    #[error("somebody was forgotten meanwhile: give the command again")]
    Forgotten,
    /// The log or the tables failed.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// The departments whose tables of this version are not in a folder of read tables yet.
pub fn missing(dir: &Path) -> Vec<&'static Department> {
    crate::DEPARTMENTS.iter().copied().filter(|department| !dir.join(department.file()).exists()).collect()
}

/// Fills tables ahead; what was broken off goes on.
///
/// # Errors
/// See [`NotAhead`].
pub async fn fill(
    dir: &Path,
    log: Arc<Log>,
    wanted: &[&'static Department],
    progress: impl Fn(Filling) + Sync,
) -> Result<(), NotAhead> {
    let Some(_lock) = lock(dir)? else { return Err(NotAhead::Already) };
    let folder = dir.join(AHEAD);
    let destroyed = destroyed(&log).await?;
    if noted(&folder) != Some(destroyed) {
        remove_folder(&folder)?;
    }
    std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
    std::fs::write(folder.join(FORGOTTEN), destroyed.to_string()).map_err(failed(&folder))?;
    let side = ReadSide::of_folder(&folder, log.clone(), wanted).await?;
    let filled = side.catch_up(progress).await;
    side.close().await;
    filled?;
    log.forget_states();
    if self::destroyed(&log).await? != destroyed || noted(&folder) != Some(destroyed) {
        remove_folder(&folder)?;
        return Err(NotAhead::Forgotten);
    }
    Ok(std::fs::write(folder.join(READY), "").map_err(failed(&folder))?)
}

/// Puts tables that were filled ahead in their place, before any are opened: where there are none of this version, or the new ones have
/// come to the end. Half filled ones are a beginning.
pub(crate) async fn adopt(
    dir: &Path,
    departments: &[&'static Department],
    store: StoreId,
    destroyed: usize,
) -> Result<(), ReadError> {
    let folder = dir.join(AHEAD);
    if !folder.exists() {
        return Ok(());
    }
    let Some(_lock) = lock(dir)? else {
        tracing::warn!("tables are being filled ahead, and are not taken; start again when that has ended");
        return Ok(());
    };
    if noted(&folder) != Some(destroyed) {
        return remove_folder(&folder);
    }
    let ready = folder.join(READY).exists();
    let lies_there = |department: &&&'static Department| folder.join(department.file()).exists();
    let ahead: Vec<_> = departments.iter().filter(lies_there).copied().collect();
    for department in &ahead {
        let (from, to) = (folder.join(department.file()), dir.join(department.file()));
        if to.exists() && !ready {
            continue;
        }
        // What was broken off may have left a journal.
        let reads = Reads::open(&folder, department, store, false).await?;
        reads.close().await;
        drop(reads);
        blocking(move || {
            remove(&to)?;
            std::fs::rename(&from, &to).map_err(failed(&to))
        })
        .await?;
        tracing::info!(department = department.name, "read tables were filled ahead");
    }
    // Those of another version are left to whom they are for.
    if ahead.is_empty() { Ok(()) } else { remove_folder(&folder) }
}

async fn destroyed(log: &Log) -> Result<usize, ReadError> {
    Ok(log.state::<Privacy>(privacy::LOG).await?.0.destroyed.len())
}

fn noted(folder: &Path) -> Option<usize> {
    std::fs::read_to_string(folder.join(FORGOTTEN)).ok()?.parse().ok()
}

fn lock(dir: &Path) -> Result<Option<File>, ReadError> {
    std::fs::create_dir_all(dir).map_err(failed(dir))?;
    let path = dir.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed(&path)(error)),
    }
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> ReadError {
    let path = path.display().to_string();
    move |error| ReadError::Io(path, error)
}
