//! Measures pages, start, memory and commands of the real program, beside a bare list on the same stack. See README.md.

mod bare;
mod board;
mod commands;
mod fill;
mod http;
mod log;
mod measure;
mod pages;
mod process;
mod rebuild;
mod yardstick;

use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand};

use measure::Plan;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
struct Arguments {
    /// Where the companies are kept between runs.
    #[arg(long, default_value = "target/benches", global = true)]
    dir: PathBuf,
    /// The program; the one beside this one when not said.
    #[arg(long, global = true)]
    program: Option<PathBuf>,
    /// Only pages, or parts of the log's measuring, whose name holds this.
    #[arg(long, global = true)]
    only: Option<String>,
    /// Rounds a page.
    #[arg(long, default_value_t = 8, global = true)]
    rounds: usize,
    /// Customers of the large company.
    #[arg(long, default_value_t = 100_000, global = true)]
    customers: u32,
    /// Events of the large company.
    #[arg(long, default_value_t = EVENTS, global = true)]
    events: u64,
    /// Events that both logs hold before appends are measured.
    #[arg(long, default_value_t = 0, global = true)]
    held: u64,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Events of the large company, where nobody says how many.
const EVENTS: u64 = 1_040_000;

#[derive(Clone, Copy, Subcommand, PartialEq)]
enum Command {
    /// Make the companies that are missing.
    Fill,
    /// Pages with the demo company.
    Demo,
    /// Pages with the large company.
    Large,
    /// Commands over HTTP, on a copy of the demo company.
    Commands,
    /// The planning board of 40 technicians and four weeks, and a drop on it.
    Board,
    /// Appends and reading of the log, beside SQLite alone.
    Log,
    /// All read tables worked out anew, beside SQLite alone.
    Rebuild,
    /// Serve the bare list on a file.
    #[command(hide = true)]
    Yardstick,
    /// Serve a folder (`--dir`) while nothing follows: no read table, no reactor.
    #[command(hide = true)]
    Alone,
}

fn say(line: &str) {
    use std::io::Write;
    // Nobody may be there to read it.
    let _ = writeln!(std::io::stdout(), "{line}");
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let Arguments { dir, only, rounds, customers, events, .. } = &arguments;
    let bare = dir.join("yardstick.db");
    if arguments.command == Some(Command::Yardstick) {
        return yardstick::serve(&bare).await;
    }
    if arguments.command == Some(Command::Alone) {
        return commands::serve_alone(dir).await;
    }
    std::fs::create_dir_all(dir)?;
    let beside = || Ok::<_, std::io::Error>(std::env::current_exe()?.with_file_name("werkbank"));
    let program = arguments.program.clone().map_or_else(beside, Ok)?;
    let wanted = |command| arguments.command.is_none_or(|only| only == command || only == Command::Fill);
    if wanted(Command::Demo) || wanted(Command::Commands) {
        let demo = dir.join("demo");
        let now = made_demo(&program, &demo)?;
        if arguments.command != Some(Command::Fill) && wanted(Command::Demo) {
            let plan = Plan { rounds: *rounds, requests: 25, limit_ms: 10.0, only: only.clone() };
            let report = measure::folder(&program, dir, &demo, now, &plan)?;
            set_ahead(&demo, now)?;
            std::fs::write(dir.join("demo.md"), report)?;
        }
        if arguments.command != Some(Command::Fill) && wanted(Command::Commands) {
            let copy = dir.join("copy");
            copied(&demo, &copy)?;
            let server = measure::serve(&program, &copy, now + AHEAD)?;
            say("From a command's answer to where its change is shown, once nothing else is at work.");
            server.rest()?;
            let lag = commands::lag(&server)?;
            if only.as_deref() == Some("lag") {
                return server.stop();
            }
            let report = format!("{}\n{lag}", commands::measure(&server, dir, &demo)?);
            server.stop()?;
            copied(&demo, &copy)?;
            say("The same while nothing follows: session, load, decide, append and answer alone.");
            let alone = commands::alone(&copy)?;
            let report = format!("{report}\nWhile nothing follows:\n\n{}", commands::measure(&alone, dir, &demo)?);
            std::fs::write(dir.join("commands.md"), report)?;
            alone.stop()?;
        }
    }
    if wanted(Command::Board) {
        let data = dir.join("board");
        let now = fill::board::fill(&data).await?;
        if arguments.command != Some(Command::Fill) {
            std::fs::write(dir.join("board.md"), board::measure(&program, &data, now, *rounds)?)?;
            set_ahead(&data, now)?;
        }
    }
    if wanted(Command::Large) || wanted(Command::Log) || wanted(Command::Rebuild) {
        // One of another size is another one.
        let large = dir.join(if *events == EVENTS { "large".to_owned() } else { format!("large-{events}") });
        let now = fill::fill(&large, fill::Size { customers: *customers, events: *events }).await?;
        if arguments.command != Some(Command::Fill) && wanted(Command::Log) {
            std::fs::write(dir.join("log.md"), log::measure(dir, &large, only.as_deref(), arguments.held).await?)?;
        }
        if arguments.command != Some(Command::Fill) && wanted(Command::Rebuild) {
            std::fs::write(dir.join("rebuild.md"), rebuild::measure(dir, &large).await?)?;
        }
        if arguments.command != Some(Command::Fill) && wanted(Command::Large) {
            let plan = Plan { rounds: *rounds, requests: 25, limit_ms: 25.0, only: only.clone() };
            let report = measure::folder(&program, dir, &large, now, &plan)?;
            set_ahead(&large, now)?;
            std::fs::write(dir.join("large.md"), report)?;
        }
    }
    Ok(())
}

/// How far the clock of a company goes while it is measured, at most.
const AHEAD: chrono::TimeDelta = chrono::TimeDelta::minutes(30);

/// What the programs that were measured wrote lies before the next run.
fn set_ahead(data: &Path, now: DateTime<Utc>) -> std::io::Result<()> {
    std::fs::write(data.join("filled"), (now + AHEAD).to_rfc3339())
}

/// Makes the demo company where it is missing; answers the moment at which it ends.
fn made_demo(program: &Path, demo: &Path) -> anyhow::Result<DateTime<Utc>> {
    let at = demo.join("filled");
    if !at.exists() {
        let mut command = std::process::Command::new(program);
        command.arg("demo").arg("--data").arg(demo).args(["--listen", "127.0.0.1:0"]);
        process::Process::start(&mut command)?.stop()?;
        std::fs::write(&at, Utc::now().to_rfc3339())?;
    }
    std::fs::read_to_string(&at)?.trim().parse().context("the file `filled`")
}

fn copied(from: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let (entry, to) = (entry?, to);
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
