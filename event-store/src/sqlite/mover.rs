//! Moves what was committed out of the write-ahead file into the log's own file. While many write at once a thread does so beside the
//! writer, so that hardly any commit waits for it; for a few it costs less between two commits.

use std::{
    path::Path,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::JoinHandle,
};

use rusqlite::Connection;
use tracing::warn;

use crate::{StoreError, database};

/// From so many appends in one commit on, many write.
const MANY: usize = 8;
/// As many events a few write before the writer moves them: they fill about 16 MB.
const A_FEW_WRITE: usize = 600;
/// As many events many write before the thread beside moves them.
const MANY_WRITE: usize = 500;
/// As many events many write before the writer moves what is left itself: only so can the write-ahead file begin again.
const AT_MOST: usize = 8_000;

/// A thread with a connection of its own. What it can't move stays where it is, and is read and moved from there later.
pub(super) struct Mover {
    calls: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Events since it was called.
    uncalled: usize,
    /// Events since the writer moved.
    unmoved: usize,
}

impl Mover {
    /// Begins for the log in this file.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn begin(path: &Path) -> Result<Self, StoreError> {
        let (calls, called) = sync_channel(1);
        let path = path.to_owned();
        let thread = std::thread::Builder::new().name("log-mover".into());
        let thread = thread.spawn(move || run(&path, &called));
        let thread = thread.map_err(|error| StoreError::Io("the mover of the log".into(), error))?;
        Ok(Self { calls: Some(calls), thread: Some(thread), uncalled: 0, unmoved: 0 })
    }

    /// So many events were committed of so many appends; answers whether the writer should move them itself now.
    pub(super) fn wrote(&mut self, events: usize, appends: usize) -> bool {
        self.uncalled += events;
        self.unmoved += events;
        let many = appends >= MANY;
        if self.unmoved >= if many { AT_MOST } else { A_FEW_WRITE } {
            (self.uncalled, self.unmoved) = (0, 0);
            return true;
        }
        if many
            && self.uncalled >= MANY_WRITE
            && let Some(calls) = &self.calls
        {
            self.uncalled = 0;
            // When it is called already, it finds these too.
            let _ = calls.try_send(());
        }
        false
    }
}

impl Drop for Mover {
    /// Waits until its connection is closed: the last one to close the file takes the write-ahead file away.
    fn drop(&mut self) {
        drop(self.calls.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(path: &Path, called: &Receiver<()>) {
    let mut open = None;
    while called.recv().is_ok() {
        if let Err(error) = moved(path, &mut open) {
            warn!(%error, "the log's write-ahead file was not emptied; it is tried again later");
            open = None;
        }
    }
}

fn moved(path: &Path, open: &mut Option<Connection>) -> Result<(), rusqlite::Error> {
    let connection = match open.take() {
        Some(connection) => connection,
        None => database::writer(path, database::Synchronous::Full)?,
    };
    database::move_away(open.insert(connection))
}
