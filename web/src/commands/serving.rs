//! `werkbank serve` and `werkbank demo`.

#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use chrono::{NaiveDateTime, TimeZone};
use clap::Args;
use event_store::{Clock, Durability};
use web::{
    config::Config,
    demo::{Demo, Size},
    metrics::Metrics,
    program::{Program, Start},
};

use super::say;

/// What is told to a program that serves, for tests.
#[derive(Args)]
pub struct Told {
    /// The moment that the clock shows at the start, by the company's wall clock: for tests of what days bring.
    #[arg(long, hide = true, value_parser = moment)]
    pub now: Option<NaiveDateTime>,
    /// Departments that are more events behind at the start are filled while the others are served.
    #[arg(long, hide = true, default_value_t = AT_MOST_BEHIND)]
    pub at_most_behind: u64,
}

impl Default for Told {
    fn default() -> Self {
        Self { now: None, at_most_behind: AT_MOST_BEHIND }
    }
}

/// So many events are taken in within a second.
const AT_MOST_BEHIND: u64 = 10_000;

/// Serves a data folder until told to stop.
///
/// # Errors
/// When the folder can't be opened or the address can't be listened on.
pub async fn serve(data: &Path, listen: Option<SocketAddr>, told: &Told) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    let clock = match told.now.map(|now| config.zone.from_local_datetime(&now).earliest()) {
        None => Clock::Machine,
        Some(Some(now)) => Clock::running_from(now.to_utc()),
        Some(None) => bail!("the moment of --now falls in the hour that {} leaves out in spring", config.zone),
    };
    let metrics = config.metrics_token.clone().map(Metrics::begin).transpose()?;
    let start = Start { at_most_behind: told.at_most_behind, ..Start::default() };
    let program = Program::open_telling(data, &config, clock, Durability::Full, &start).await?;
    let listen = config.listen(listen)?;
    let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| format!("can't listen on {listen}"))?;
    say(&format!("Werkbank: http://{}", listener.local_addr()?));
    program.serve(listener, metrics).await
}

/// Serves the demo company, which is made first where there is none.
///
/// # Errors
/// As [`serve`].
pub async fn demo(data: &Path, listen: Option<SocketAddr>) -> anyhow::Result<()> {
    if Config::read(data)?.event_store.is_some() {
        bail!(
            "the demo company is made in a file: start the demo without event_store, then move it with werkbank migrate-log"
        );
    }
    if !data.join("events.db").exists() {
        fill(data).await?;
        begin_anew();
    }
    say(&format!(
        "Demo logins: sanne (sales), youssef (planner), marek (technician), inge (purchasing), finn (finance), mila (management), beheer (administrator). Password: {}",
        web::demo::PASSWORD
    ));
    serve(data, listen, &Told::default()).await
}

/// Puts the same program, with the same arguments, in this one's place: what filling took of memory is given back by that
/// alone. Where it can't be done all goes on as it is.
fn begin_anew() {
    #[cfg(unix)]
    if let Ok(program) = std::env::current_exe() {
        let failed = std::process::Command::new(program).args(std::env::args_os().skip(1)).exec();
        tracing::warn!(error = %failed, "the memory that filling took is kept");
    }
}

/// A moment as `--now` takes it.
///
/// # Errors
/// How it is written.
pub fn moment(text: &str) -> Result<NaiveDateTime, String> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map_err(|_| "write it like 2026-12-30T08:00".into())
}

/// Fills beside the folder first and moves it into place when it is whole: a demo that was broken off leaves nothing.
async fn fill(data: &Path) -> anyhow::Result<()> {
    let begun = std::time::Instant::now();
    let mut beside = data.as_os_str().to_owned();
    beside.push(".filling");
    let beside = PathBuf::from(beside);
    if beside.exists() {
        std::fs::remove_dir_all(&beside)?;
    }
    let config = Config::read(data)?;
    let now = Clock::Machine.now();
    let size = Size::FULL;
    let clock = Clock::manual(web::demo::begins(now, size));
    let program = Program::open(&beside, &config, clock.clone(), Durability::Bulk).await?;
    let told = |day: u64| {
        if day.is_multiple_of(30) {
            say(&format!("demo company: day {day} of {}", size.days));
        }
    };
    Demo::new(&program, clock, now, size).live(told).await?;
    program.make_durable().await?;
    program.close().await;
    drop(program);
    if data.exists() {
        std::fs::remove_dir(data).with_context(|| format!("{} is not empty", data.display()))?;
    }
    std::fs::rename(&beside, data)?;
    say(&format!("demo company made in {:.1?}", begun.elapsed()));
    Ok(())
}
