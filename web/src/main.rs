//! The program `werkbank`.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use chrono::{NaiveDateTime, TimeZone};
use clap::{Parser, Subcommand};
use event_store::{Clock, Durability};
use web::{config::Config, program::Program};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The back office of a service company: one program, one data folder, no other server.
#[derive(Parser)]
#[command(name = "werkbank", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and the API on a data folder; on an empty one the first visitor makes the administrator.
    Serve {
        /// The data folder.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// Address and port to listen on; port 0 takes a free one.
        #[arg(long, default_value = "127.0.0.1:8080", env = "WERKBANK_LISTEN")]
        listen: SocketAddr,
        /// The moment that the clock shows at the start, by the company's wall clock: for tests of what days bring.
        #[arg(long, hide = true, value_parser = moment)]
        now: Option<NaiveDateTime>,
    },
    /// Fill an empty data folder with a believable company and serve it; a second start finds it again.
    Demo {
        /// The data folder.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// Address and port to listen on; port 0 takes a free one.
        #[arg(long, default_value = "127.0.0.1:8080", env = "WERKBANK_LISTEN")]
        listen: SocketAddr,
    },
    /// Throw all read tables away and work them out from the log again. The program must not be serving.
    Rebuild {
        /// The data folder.
        #[arg(long, default_value = "data")]
        data: PathBuf,
    },
    /// Prove that the log is whole: no event changed, lost, swapped or added. Works while the program serves.
    Verify {
        /// The data folder.
        #[arg(long, default_value = "data")]
        data: PathBuf,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("WERKBANK_LOG").unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("werkbank: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve { data, listen, now } => serve(&data, listen, now).await,
        Command::Demo { data, listen } => {
            if !data.join("events.db").exists() {
                demo(&data).await?;
            }
            say(&format!(
                "Demo logins: sanne (sales), youssef (planner), marek (technician), inge (purchasing), finn (finance), mila (management), beheer (administrator). Password: {}",
                web::demo::PASSWORD
            ));
            serve(&data, listen, None).await
        }
        Command::Rebuild { data } => rebuild(&data).await,
        Command::Verify { data } => verify(&data).await,
    }
}

async fn serve(data: &Path, listen: SocketAddr, now: Option<NaiveDateTime>) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    let clock = match now.map(|now| config.zone.from_local_datetime(&now).earliest()) {
        None => Clock::Machine,
        Some(Some(now)) => Clock::running_from(now.to_utc()),
        Some(None) => bail!("the moment of --now falls in the hour that {} leaves out in spring", config.zone),
    };
    let program = Program::open(data, &config, clock, Durability::Full).await?;
    let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| format!("can't listen on {listen}"))?;
    say(&format!("Werkbank: http://{}", listener.local_addr()?));
    program.serve(listener).await
}

/// Fills beside the folder first and moves it into place when it is whole: a demo that was broken off leaves nothing.
async fn demo(data: &Path) -> anyhow::Result<()> {
    let begun = std::time::Instant::now();
    let mut beside = data.as_os_str().to_owned();
    beside.push(".filling");
    let beside = PathBuf::from(beside);
    if beside.exists() {
        std::fs::remove_dir_all(&beside)?;
    }
    let config = Config::read(data)?;
    let now = Clock::Machine.now();
    let clock = Clock::manual(web::demo::begins(now));
    let program = Program::open(&beside, &config, clock.clone(), Durability::Bulk).await?;
    let told = |day: u64| {
        if day.is_multiple_of(26) {
            say(&format!("demo company: day {day} of {}", web::demo::DAYS));
        }
    };
    web::demo::Demo::new(&program, clock).live(now.date_naive(), told).await?;
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

async fn rebuild(data: &Path) -> anyhow::Result<()> {
    if !data.join("events.db").exists() {
        bail!("{} holds no log", data.display());
    }
    // The log's lock is taken first, so that nothing is thrown away under a serving program.
    let config = Config::read(data)?;
    Program::open(data, &config, Clock::Machine, Durability::Full).await?.close().await;
    let read = data.join("read");
    std::fs::remove_dir_all(&read).with_context(|| format!("{} can't be removed", read.display()))?;
    let begun = std::time::Instant::now();
    let program = Program::open(data, &config, Clock::Machine, Durability::Full).await?;
    let events = program.app.reads.all().iter().filter_map(|reads| reads.applied()).map(|at| at.0).max();
    program.close().await;
    say(&format!("{} events taken in by every department in {:.1?}", events.unwrap_or_default(), begun.elapsed()));
    Ok(())
}

async fn verify(data: &Path) -> anyhow::Result<()> {
    let verified = event_store::verify(data, |_| {}).await?;
    let head: String = verified.head.iter().map(|byte| format!("{byte:02x}")).collect();
    say(&format!("{} events, whole. Head {head}", verified.events));
    Ok(())
}

/// A moment as `--now` takes it.
fn moment(text: &str) -> Result<NaiveDateTime, String> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map_err(|_| "write it like 2026-12-30T08:00".into())
}

/// Speaks to the person at the terminal.
#[allow(clippy::print_stdout, reason = "the terminal is where a command answers")]
fn say(text: &str) {
    println!("{text}");
}
