//! The program `werkbank`.

mod commands;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use event_store::Anchor;
use tracing_subscriber::{EnvFilter, Layer, filter::LevelFilter, layer::SubscriberExt, util::SubscriberInitExt};
use web::traces::Traces;

use commands::{backups, complain, lists, moving, rebuild, serving, upkeep, users};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The back office of a service company: one program, one data folder, no other server.
#[derive(Parser)]
#[command(name = "werkbank", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Data {
    /// The data folder.
    #[arg(long, value_name = "DIR", default_value = "data", global = true)]
    data: PathBuf,
}

#[derive(Args)]
struct Listen {
    /// Address and port to listen on; port 0 takes a free one. Not said, it is what WERKBANK_LISTEN holds, or `listen` in
    /// werkbank.toml, else 127.0.0.1:8080.
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and the API on a data folder; on an empty one the first visitor makes the administrator.
    Serve {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        listen: Listen,
        #[command(flatten)]
        told: serving::Told,
    },
    /// Fill an empty data folder with a believable company and serve it; a second start finds it again.
    Demo {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        listen: Listen,
    },
    /// Work read tables out from the log again, while people work with those that are there.
    Rebuild {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        rebuild: rebuild::Rebuilding,
    },
    /// Hold read tables against what the log makes of them, by a checksum a table, and name the rows that differ. Works while the program
    /// serves.
    Check {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        check: rebuild::Checking,
    },
    /// Prove that the log is whole: no event changed, lost, swapped or added, and each has its form; what is sealed is not opened.
    /// Works while the program serves.
    Verify {
        #[command(flatten)]
        data: Data,
        /// What a mail notes of the log; it must still be so. May be given more than once.
        #[arg(long = "anchor", value_name = "POSITION:SEAL")]
        anchors: Vec<Anchor>,
        /// A folder of backups; what they know of the log must still be so. Not said, it is the configured one.
        #[arg(long, value_name = "DIR")]
        backups: Option<PathBuf>,
    },
    /// Copy what is new in the data folder to a backup folder, everything the first time and every week; works while the program
    /// serves.
    Backup {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        backup: backups::BackupTo,
    },
    /// Make a data folder from backups, as it was at the newest or at a named moment.
    Restore {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        restore: backups::RestoreFrom,
    },
    /// Copy the log to a KurrentDB, or from there into the data folder: the same events with the same chain. The program must not
    /// be serving; what was broken off goes on.
    MigrateLog {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        way: moving::Way,
    },
    /// List colleagues, add one, give a new password, let one go. The program must not be serving.
    User {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        command: users::Command,
    },
    /// Take a list in from Excel: first it only tells what would happen. The program must not be serving.
    Import {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        list: lists::Import,
    },
    /// Take a list out to Excel; without arguments, name the lists. The program must not be serving.
    Export {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        export: lists::Export,
    },
}

/// Questions to the read tables are answered on the thread that asks: with at least so many a slow one holds up nobody.
const THREADS: usize = 4;

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let filter = match logged(std::env::var("WERKBANK_LOG").ok().as_deref()) {
        Ok(filter) => filter,
        Err(error) => {
            complain(&error);
            return ExitCode::FAILURE;
        }
    };
    let traces = match begin_to_tell(filter) {
        Ok(traces) => traces,
        Err(error) => {
            complain(&error);
            return ExitCode::FAILURE;
        }
    };
    let threads = std::thread::available_parallelism().map_or(THREADS, |cores| cores.get().max(THREADS));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let ran =
        runtime.context("the program's threads can't be started").and_then(|runtime| runtime.block_on(run(command)));
    if let Some(traces) = traces {
        traces.end();
    }
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Logs to stderr, and sends traces where WERKBANK_TRACES says where to.
fn begin_to_tell(filter: EnvFilter) -> anyhow::Result<Option<Traces>> {
    let said = |name| std::env::var(name).ok().filter(|said| !said.trim().is_empty());
    let traces = said("WERKBANK_TRACES").map(|to| Traces::to(to.trim())).transpose()?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match said("WERKBANK_LOG_FORMAT").as_deref().map(str::trim) {
        None | Some("text") => lines.boxed(),
        Some("json") => lines.json().flatten_event(true).boxed(),
        Some(other) => anyhow::bail!("WERKBANK_LOG_FORMAT is \"{other}\"; use text or json"),
    };
    let spans = traces.as_ref().map(Traces::layer);
    tracing_subscriber::registry().with(lines.with_filter(filter)).with(spans).init();
    Ok(traces)
}

/// How much is logged: a level, or `target=level` with commas between. What KurrentDB's client says of each try is said by us, once and in
/// words, so it is silent unless it is named.
fn logged(said: Option<&str>) -> anyhow::Result<EnvFilter> {
    let said = said.map(str::trim).filter(|said| !said.is_empty()).unwrap_or("info");
    let known = |part: &str| part.contains(['=', '[']) || part.trim().parse::<LevelFilter>().is_ok();
    let wrong = || format!("WERKBANK_LOG is \"{said}\"; use error, warn, info, debug or trace, or target=level");
    anyhow::ensure!(said.split(',').all(known), wrong());
    EnvFilter::try_new(format!("kurrentdb=off,{said}")).with_context(wrong)
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve { data, listen, told } => serving::serve(&data.data, listen.listen, &told).await,
        Command::Demo { data, listen } => serving::demo(&data.data, listen.listen).await,
        Command::Rebuild { data, rebuild } => commands::rebuild::rebuild(&data.data, rebuild).await,
        Command::Check { data, check } => commands::rebuild::check(&data.data, check).await,
        Command::Verify { data, anchors, backups } => upkeep::verify(&data.data, anchors, backups.as_deref()).await,
        Command::Backup { data, backup } => backups::backup(&data.data, &backup).await,
        Command::Restore { data, restore } => backups::restore(&data.data, restore).await,
        Command::MigrateLog { data, way } => moving::migrate(&data.data, way).await,
        Command::User { data, command } => users::run(&data.data, command).await,
        Command::Import { data, list } => lists::import(&data.data, list).await,
        Command::Export { data, export } => lists::export(&data.data, export).await,
    }
}
