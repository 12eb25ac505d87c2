//! `werkbank verify`.

use std::path::Path;

use anyhow::{Context, bail};
use event_store::{Address, Anchor, Keys, NotVerified, Position, Verified, backup};
use web::config::Config;

use super::{
    catch_up, complain, has_log,
    progress::Progress,
    rebuild::{filed, looked_at},
    say,
};

/// Proves that the log is whole, and that what was noted of it elsewhere still stands in it.
///
/// # Errors
/// Names the first bad position.
pub async fn verify(data: &Path, mut anchors: Vec<Anchor>, backups: Option<&Path>) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    has_log(data, &config)?;
    catch_up(data, &config).await?;
    let (configured, server) =
        (config.backup.as_ref().map(|plan| plan.places.to.as_path()), config.event_store.as_ref());
    let log = event_store::verify::store_id(data, server).with_context(unreadable(data, server))?;
    let known = match (backups.or(configured).map(|to| backup::anchors(to, log)), backups) {
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
    let head = event_store::hex::encode(&verified.head);
    say(&format!("{} events, whole. Head {head}", verified.events));
    for source in noted {
        say(&format!("As noted in {source}."));
    }
    // Whoever has no keys proves the log alone.
    if !Keys::are_kept(config.common(data)) {
        return Ok(());
    }
    match looked_at(data, &config).await {
        Err(error) => complain(&error.context("photos and papers can't be looked at")),
        Ok(log) => {
            let filed = filed(data, &config, &log).await;
            log.keys.close().await;
            filed?;
        }
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
