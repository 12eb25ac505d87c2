//! `werkbank rebuild` and `werkbank verify`.

use std::path::Path;

use anyhow::{Context, bail};
use event_store::{Address, Anchor, Clock, Durability, Engine, NotVerified, Position, Verified, backup};
use reactors::runner;
use web::{config::Config, program::Program};

use super::{catch_up, complain, has_log, progress::Progress, say};

/// Throws the read tables away and works them out again.
///
/// # Errors
/// When the folder is in use or damaged.
pub async fn rebuild(data: &Path) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    has_log(data, &config)?;
    // The log's lock is taken first, so that nothing is thrown away under a serving program.
    let log = Engine::open(data, config.event_store.as_ref(), Clock::Machine, Durability::Full).await?;
    let head = log.head().map_or(0, |position| position.0);
    let ahead = projections::seen::newest(data, log.store().store_id())?.is_some_and(|seen| seen > head);
    // Reactors that stand behind the end of the log would pass over what comes next.
    let thrown_away = ahead.then(|| data.join(runner::FILE));
    for path in thrown_away.iter().chain([&data.join("read")]).filter(|path| path.exists()) {
        let removed = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        removed.with_context(|| format!("{} can't be removed", path.display()))?;
    }
    log.close().await;
    let begun = std::time::Instant::now();
    let program = Program::open(data, &config, Clock::Machine, Durability::Full).await?;
    let stalled = program.app.reads.progress().into_iter().find_map(|(name, progress)| Some((name, progress.stalled?)));
    let events = program.app.reads.all().iter().filter_map(|reads| reads.applied()).map(|at| at.0).max();
    program.close().await;
    if let Some((department, why)) = stalled {
        bail!("the read tables of {department} stand still: {why}");
    }
    say(&format!("{} events taken in by every department in {:.1?}", events.unwrap_or_default(), begun.elapsed()));
    Ok(())
}

/// Proves that the log is whole, and that what was noted of it elsewhere still stands in it.
///
/// # Errors
/// Names the first bad position.
pub async fn verify(data: &Path, mut anchors: Vec<Anchor>, backups: Option<&Path>) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    has_log(data, &config)?;
    catch_up(data, &config).await?;
    let (configured, server) = (config.backup.map(|plan| plan.places.to), config.event_store);
    let server = server.as_ref();
    let log = event_store::verify::store_id(data, server).with_context(unreadable(data, server))?;
    let known = match (backups.or(configured.as_deref()).map(|to| backup::anchors(to, log)), backups) {
        (None, _) => Vec::new(),
        (Some(Ok(known)), Some(said)) if known.is_empty() => {
            bail!("in {} there is no backup of this log", said.display())
        }
        (Some(Ok(known)), _) => known,
        (Some(Err(error)), Some(_)) => return Err(error.into()),
        (Some(Err(error)), None) => {
            complain(&anyhow::Error::new(error).context("the backups can't be asked"));
            Vec::new()
        }
    };
    let noted: Vec<String> = anchors.iter().chain(known.last()).map(|anchor| anchor.source.clone()).collect();
    anchors.extend(known);
    let anchors = &anchors[..];
    let verified = walk(data, server, anchors)?;
    // The chain tells nothing of what was cut off behind its last link; who read it does. A running program may have gone on
    // meanwhile: what was seen ahead is looked for once more, and what came after that is not asked for.
    if let Some(seen) = projections::seen::newest(data, verified.store_id)?.filter(|seen| *seen > verified.events) {
        let events = walk(data, server, anchors)?.events;
        if seen > events {
            bail!("the log is damaged: it ends at position {events}, but the read tables saw position {seen}");
        }
    }
    let head: String = verified.head.iter().map(|byte| format!("{byte:02x}")).collect();
    say(&format!("{} events, whole. Head {head}", verified.events));
    for source in noted {
        say(&format!("As noted in {source}."));
    }
    Ok(())
}

fn walk(data: &Path, server: Option<&Address>, anchors: &[Anchor]) -> anyhow::Result<Verified> {
    let mut told = Progress::new("events verified");
    let progress = |at: Position, newest: Position| told.reached(at.0, newest.0);
    let verified = match server {
        None => event_store::verify_whole(data, anchors, progress),
        Some(server) => event_store::verify_server(data, server, anchors, progress),
    };
    told.end();
    verified.map_err(|error| match error {
        NotVerified::Unreadable(error) => anyhow::Error::new(error).context(unreadable(data, server)()),
        found => found.into(),
    })
}

/// What is said when not even a position can be named.
fn unreadable(data: &Path, server: Option<&Address>) -> impl Fn() -> String {
    let (file, server) = (data.join("events.db"), server.map(ToString::to_string));
    move || match &server {
        None => format!("{} can't be read; restore it from a backup", file.display()),
        Some(server) => format!("the log at {server} can't be read"),
    }
}
