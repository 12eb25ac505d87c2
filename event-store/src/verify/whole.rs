//! The whole proof: the chain, that every event can be read, the anchors, and the file around them.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use rusqlite::Connection;

use super::{Anchor, BadPosition, NotVerified, Verified, anchors, walk};
use crate::{
    Address, Position, StoreError, StoredEvent, chain::Chain, codec, database, kurrent::Looker, source::Source, sqlite,
};

/// Pages that wait to be decoded.
const WAITING: usize = 8;

/// What was found in the pages that one thread decoded.
#[derive(Default)]
struct Decoded {
    bad: Option<BadPosition>,
    anchors: Vec<anchors::Own>,
}

/// Shows that the log in a folder is whole, and that every event in it can be read: its type and version are known, and what is
/// sealed has the right form; no key is asked for. The anchors from elsewhere must be met, and those within. A running Werkbank
/// may have the log open. `progress` is told the position reached and the newest one. It blocks while it works.
///
/// # Errors
/// [`NotVerified::Bad`] names the first bad position.
pub fn verify_whole(
    dir: &Path,
    anchors: &[Anchor],
    progress: impl FnMut(Position, Position),
) -> Result<Verified, NotVerified> {
    let path = dir.join(sqlite::FILE);
    let file = database::reader(&path).map_err(StoreError::from)?;
    prove(&file, |each| walk::walk(&file, each), || around(&path), anchors, progress)
}

/// The same for a log on a KurrentDB, against what this folder's node worked out of it: the file around the events is the server's
/// own.
///
/// # Errors
/// As [`verify_whole`].
pub fn verify_server(
    dir: &Path,
    server: &Address,
    anchors: &[Anchor],
    progress: impl FnMut(Position, Position),
) -> Result<Verified, NotVerified> {
    let log = Looker::open(dir, server)?;
    prove(&log, |each| walk::pages(&log, each), || Ok(None), anchors, progress)
}

/// What is given every page.
type Each<'a> = &'a mut dyn FnMut(Vec<StoredEvent>);

fn prove(
    log: &dyn Source,
    walk: impl FnOnce(Each<'_>) -> Result<Chain, NotVerified>,
    around: impl FnOnce() -> Result<Option<String>, StoreError> + Send,
    anchors: &[Anchor],
    mut progress: impl FnMut(Position, Position),
) -> Result<Verified, NotVerified> {
    let (store_id, newest) = (log.store_id()?, Position(log.length()?));
    let (pages, queue) = mpsc::sync_channel::<Vec<StoredEvent>>(WAITING);
    let queue = Mutex::new(queue);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (walked, found, around) = thread::scope(|scope| {
        let around = scope.spawn(around);
        let decoding: Vec<_> = (0..threads).map(|_| scope.spawn(|| decode(&queue))).collect();
        let walked = walk(&mut |page: Vec<StoredEvent>| {
            if let Some(last) = page.last() {
                progress(last.position, newest.max(last.position));
            }
            // Who decodes goes on to the last page.
            let _ = pages.send(page);
        });
        drop(pages);
        let found: Vec<_> = decoding.into_iter().map(|thread| thread.join()).collect();
        (walked, found, around.join())
    });
    let ended = |_| StoreError::Io("the proof".into(), std::io::Error::other("a thread ended badly"));
    let (mut bad, mut own) = (None::<BadPosition>, Vec::new());
    for found in found {
        let found = found.map_err(ended)?;
        bad = [bad, found.bad].into_iter().flatten().min_by_key(|bad| bad.position);
        own.extend(found.anchors);
    }
    // Pages come to the threads up to where the walk went, so what they found lies before what it found.
    if let Some(bad) = bad {
        return Err(bad.into());
    }
    let end = walked?;
    let restored = anchors::hold_own(log, own)?;
    anchors::hold(log, end.position, &restored, anchors)?;
    if let Some(what) = around.map_err(ended)?? {
        return Err(NotVerified::File(what));
    }
    Ok(Verified { store_id, events: end.position, head: end.hash })
}

/// Decodes pages until there are no more.
fn decode(queue: &Mutex<mpsc::Receiver<Vec<StoredEvent>>>) -> Decoded {
    let mut found = Decoded::default();
    loop {
        let page = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(page) = page else { return found };
        for event in page {
            match codec::read_sealed(&event) {
                Ok(decoded) => found.anchors.extend(anchors::within(event.position, decoded)),
                Err(what) => {
                    let bad = BadPosition { position: event.position, what };
                    // Of one page the first is enough.
                    found.bad = [found.bad.take(), Some(bad)].into_iter().flatten().min_by_key(|bad| bad.position);
                    break;
                }
            }
        }
    }
}

/// What is wrong with the file beside its events: its indexes must find what the table holds, and tables, checks and the
/// triggers that keep events from being changed must be those that Werkbank made.
fn around(path: &Path) -> Result<Option<String>, StoreError> {
    let file = database::reader(path)?;
    let said = file.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))?;
    if said != "ok" {
        return Ok(Some(said));
    }
    let version: i64 = file.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let steps = usize::try_from(version).ok().and_then(|version| sqlite::STEPS.get(..version));
    let Some(steps) = steps else { return Ok(Some(format!("its tables have version {version}"))) };
    let made = Connection::open_in_memory()?;
    steps.iter().try_for_each(|step| made.execute_batch(step))?;
    let (found, made) = (schema(&file)?, schema(&made)?);
    let differs = made.symmetric_difference(&found).next();
    Ok(differs.map(|(name, _)| format!("{name} is not as Werkbank made it")))
}

/// Everything that a file is made of, with its text.
fn schema(file: &Connection) -> Result<BTreeSet<(String, Option<String>)>, rusqlite::Error> {
    let mut statement = file.prepare("SELECT type || ' ' || name || ' of ' || tbl_name, sql FROM sqlite_schema")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
