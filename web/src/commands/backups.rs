//! `werkbank backup` and `werkbank restore`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::{NaiveDateTime, TimeZone};
use event_store::{
    Clock, Durability, StoreError,
    backup::{self, BackupError, Places, restore},
};
use web::{
    config::{Config, KEEP_DAYS, KEYS_KEEP_DAYS, MASTER_KEY},
    folder,
    program::Program,
};

use super::{catch_up, has_log, progress::Progress, say, serving};

/// What a folder may hold that a log is restored to.
const BROUGHT: [&str; 2] = ["werkbank.toml", MASTER_KEY];

/// How a backup is made.
#[derive(clap::Args)]
pub struct BackupTo {
    /// The folder for log and files. Not said, it is what WERKBANK_BACKUP_TO holds, or `to` under [backup] in werkbank.toml.
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// The folder for the keys, in another place. Not said, it is WERKBANK_BACKUP_KEYS_TO, or `keys_to` under [backup].
    #[arg(long, value_name = "DIR")]
    keys_to: Option<PathBuf>,
    /// Begin with a full copy, also when an increment would do.
    #[arg(long)]
    full: bool,
}

/// What is restored.
#[derive(clap::Args)]
pub struct RestoreFrom {
    /// The folder of the backups.
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// The folder of the copies of the keys.
    #[arg(long, value_name = "DIR")]
    keys_from: PathBuf,
    /// Leave out what happened after this moment, by the company's wall clock: 2026-11-20T12:00.
    #[arg(long, value_parser = serving::moment)]
    until: Option<NaiveDateTime>,
}

/// Makes a backup.
///
/// # Errors
/// Says what is in the way; nothing half done is left.
pub async fn backup(data: &Path, said: &BackupTo) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    has_log(data, &config)?;
    catch_up(data, &config).await?;
    let common = config.common(data).to_owned();
    let (plan, server) = (config.backup, config.event_store);
    let folder = |said: &Option<PathBuf>, configured: fn(&Places) -> &PathBuf, flag| {
        let known = said.clone().or_else(|| plan.as_ref().map(|plan| configured(&plan.places).clone()));
        known.with_context(|| format!("say with {flag} where to, or under [backup] in werkbank.toml"))
    };
    let places = Places {
        to: folder(&said.to, |places| &places.to, "--to")?,
        keys_to: folder(&said.keys_to, |places| &places.keys_to, "--keys-to")?,
    };
    let report = backup::run(&backup::Order {
        data,
        common: &common,
        server: server.as_ref(),
        places: &places,
        full: said.full,
        now: Clock::Machine.now(),
        keep_days: plan.as_ref().map_or(KEEP_DAYS, |plan| plan.keep_days),
        keys_keep_days: plan.as_ref().map_or(KEYS_KEEP_DAYS, |plan| plan.keys_keep_days),
        werkbank: env!("CARGO_PKG_VERSION"),
    })?;
    match &report.made {
        None => say("Nothing new since the last backup."),
        Some(made) => {
            let bytes: u64 = made.files.iter().map(|file| file.size).sum();
            let (from, until, files) = (made.from.position, made.until.position, made.files.len() - 1);
            say(&format!(
                "{}: {} events up to position {until}, {files} files, {bytes} bytes; read back and whole.",
                made.name,
                until - from
            ));
        }
    }
    say(&format!("{}: {} keys.", report.keys.file.path, report.keys.keys));
    if let Some(what) = report.damaged {
        say(&format!("A full copy was made, since what was there can't be gone on from: {what}"));
    }
    for name in report.removed {
        say(&format!("{name} is old and was thrown away."));
    }
    say(
        "The master key is in neither: keep a copy of it yourself, apart from both. Without it nothing personal can be read.",
    );
    Ok(())
}

/// Makes a data folder from backups.
///
/// # Errors
/// Says what is missing or damaged; the folder is then as it was.
pub async fn restore(data: &Path, said: RestoreFrom) -> anyhow::Result<()> {
    if data.exists() {
        for entry in std::fs::read_dir(data).with_context(|| format!("{} can't be read", data.display()))? {
            let name = entry?.file_name();
            if !BROUGHT.iter().any(|known| name == *known) {
                bail!("{} holds {} already; restore to an empty folder", data.display(), name.display());
            }
        }
    }
    let config = Config::read(data)?;
    if config.event_store.is_some() {
        bail!(
            "a backup is restored to a folder: leave event_store out, and move the log with werkbank migrate-log afterwards"
        );
    }
    if !config.has_master_key(data) {
        let file = data.join(MASTER_KEY);
        bail!("the master key is needed: put it into {}, or into WERKBANK_MASTER_KEY", file.display());
    }
    let until = match said.until.map(|until| config.zone.from_local_datetime(&until).latest()) {
        Some(None) => bail!("the moment of --until falls in the hour that {} leaves out in spring", config.zone),
        until => until.flatten().map(|until| until.to_utc()),
    };
    let mut beside = data.as_os_str().to_owned();
    beside.push(".restoring");
    let beside = PathBuf::from(beside);
    if beside.exists() {
        std::fs::remove_dir_all(&beside).with_context(|| format!("{} can't be removed", beside.display()))?;
    }
    let made = make(data, &beside, &config, said, until).await;
    if made.is_err() && beside.exists() {
        // Why it failed matters more than what is left of it; the next one clears it away.
        let _ = std::fs::remove_dir_all(&beside);
    }
    made
}

async fn make(
    data: &Path,
    beside: &Path,
    config: &Config,
    said: RestoreFrom,
    until: Option<chrono::DateTime<chrono::Utc>>,
) -> anyhow::Result<()> {
    let master = config.master_key(data)?;
    let (from, keys_from) = (&said.from, &said.keys_from);
    let mut told = Progress::new("events restored");
    let progress = &mut |done, of| told.reached(done, of);
    let order = restore::Order { from, keys_from, data: beside, until, master, zone: config.zone, progress };
    let restored = restore::run(order).await;
    told.end();
    let restored = restored.map_err(|error| match error {
        BackupError::Store(error @ StoreError::OtherMaster { .. }) => {
            folder::keys_not_opened(&config.master_key_stands_in(data), error)
        }
        other => other.into(),
    })?;
    let own = data.join(MASTER_KEY);
    if own.exists() {
        std::fs::copy(&own, beside.join(MASTER_KEY)).with_context(|| format!("{} can't be read", own.display()))?;
    }
    let program = Program::open(beside, config, Clock::Machine, Durability::Full).await?;
    let held = program.settle(beside).await;
    let filed = event_store::verify_files(&program.app.log, &program.app.files, |_| {}).await;
    program.close().await;
    let (held, (_, unsound)) = (held?, filed?);
    event_store::verify_whole(beside, &[], |_, _| {})?;
    into_place(beside, data)?;
    let newest = restored.newest_at.map(|at| at.with_timezone(&config.zone).format("%Y-%m-%d %H:%M:%S").to_string());
    say(&format!(
        "Restored from {} up to position {}, {}: {} keys, {} files. Every event is whole and can be read.",
        restored.backup,
        restored.position,
        newest.unwrap_or_default(),
        restored.keys,
        restored.files
    ));
    for one in &unsound {
        say(&format!(
            "The backup lacks files/{}/{}, which position {} names: it {}.",
            one.subject, one.file, one.position.0, one.amiss
        ));
    }
    if restored.destroyed > 0 {
        say(&format!("Keys of who was forgotten, destroyed in this copy too: {}.", restored.destroyed));
    }
    if held > 0 {
        say(&format!(
            "Mails that were waiting, and perhaps went out since: {held}. An administrator judges them under Mails."
        ));
    }
    Ok(())
}

/// Moves what was restored into the data folder, the log last: until it is there, nothing is.
fn into_place(beside: &Path, data: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(data).with_context(|| format!("{} can't be made", data.display()))?;
    let mut names = Vec::new();
    for entry in std::fs::read_dir(beside)? {
        names.push(entry?.file_name());
    }
    names.retain(|name| !BROUGHT.iter().any(|known| name == *known));
    names.sort_by_key(|name| name == "events.db");
    for name in names {
        let (from, to) = (beside.join(&name), data.join(&name));
        std::fs::rename(&from, &to)
            .with_context(|| format!("{} can't be moved to {}", from.display(), to.display()))?;
    }
    Ok(std::fs::remove_dir_all(beside)?)
}
