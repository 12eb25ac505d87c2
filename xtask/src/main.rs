//! The commands that a person types while building Werkbank: `cargo xtask demo`, `test`, `web`, `check`, `bench`.
#![allow(clippy::print_stdout, reason = "talking to the person at the terminal is this program's job")]

mod counts;
mod demo;
mod install;
mod tests;
mod tools;
mod web;

use std::process::ExitCode;

use tools::Outcome;

const HELP: &str = "\
Werkbank's helper. Nothing has to be prepared: each command sets up what it needs.

  cargo xtask demo    builds everything and serves the demo company
  cargo xtask test    runs every test, the browser's too, and installs what they need
  cargo xtask web     builds only the web assets (npm, esbuild) into web/dist
  cargo xtask check   formatting and lints
  cargo xtask bench   how quick pages and commands are, with a large company too

`cargo xtask <command> --help` tells more.";

const DEMO: &str = "\
cargo xtask demo [--data DIR] [--listen ADDR:PORT] [...]

Builds the web assets where they are missing or old, builds `werkbank` with optimisation (some eight minutes the
first time), and runs `werkbank demo` with the arguments that were given: a company with a year and a half of history, on
http://127.0.0.1:8080 unless --listen says otherwise. Ctrl-C stops it; the next start finds the data again.

  --data DIR           where the company's data is kept (default data/)
  --listen ADDR:PORT   where to serve (default 127.0.0.1:8080)

Needs Rust, Node 20 or later and npm.";

const TEST: &str = "\
cargo xtask test

Builds the web assets, then runs rustfmt, clippy, the Rust tests (with cargo-nextest where it is installed) and the
browser tests. They need Chromium, exim4, dovecot, openssl and schemathesis. On Debian as root these are installed;
elsewhere the command says what to install. The last lines are the counts; the exit code is 0 only if all is well.";

const WEB: &str = "\
cargo xtask web

Runs `npm ci` where web/node_modules is missing or old and `npm run build` always: web/dist is new after it.";

const CHECK: &str = "\
cargo xtask check

cargo fmt --check, and clippy over the whole workspace with warnings as errors.";

const BENCH: &str = "\
cargo xtask bench [demo|large|board|commands|log|rebuild|fill] [--only WORD] [--rounds N] [...]

Builds the web assets and the program with optimisation, makes the demo company and one with 100,000 customers and
1,000,000 events in target/benches (once: some twenty minutes and 4 GB), asks every page of both many times, in turn
with a bare list on the same stack, and gives commands over HTTP. benches/README.md has the figures and tells more.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Outcome<ExitCode> {
    let (command, rest) = args.split_first().map_or(("--help", args), |(first, rest)| (first.as_str(), rest));
    let help = rest.iter().any(|arg| arg == "--help" || arg == "-h");
    match command {
        "demo" if help => say(DEMO),
        "test" if help => say(TEST),
        "web" if help => say(WEB),
        "check" if help => say(CHECK),
        "bench" if help => say(BENCH),
        "--help" | "-h" | "help" => say(HELP),
        "demo" => demo::run(rest),
        "bench" => demo::bench(rest),
        "test" => without_arguments(rest).and_then(|()| tests::run()),
        "web" => without_arguments(rest).and_then(|()| web::rebuild()).map(|()| ExitCode::SUCCESS),
        "check" => without_arguments(rest).and_then(|()| tests::check()),
        unknown => Err(format!("`{unknown}` is not a command.\n\n{HELP}")),
    }
}

fn say(text: &str) -> Outcome<ExitCode> {
    println!("{text}");
    Ok(ExitCode::SUCCESS)
}

fn without_arguments(rest: &[String]) -> Outcome<()> {
    rest.first().map_or(Ok(()), |unknown| Err(format!("`{unknown}` is not known here; see --help.")))
}
