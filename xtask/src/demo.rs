//! `cargo xtask demo`: from a fresh clone to the demo company in one command; and `bench` on what was built.

use std::process::{Command, ExitCode};

use crate::tools::{Outcome, cargo, command, run as run_program, step, target};
use crate::web;

/// Builds what is missing or old, and then is `werkbank demo` with the arguments that were given.
pub fn run(args: &[String]) -> Outcome<ExitCode> {
    web::fresh()?;
    let build = ["build", "--release", "--package", "web", "--bin", "werkbank"];
    step("werkbank, with optimisation", || run_program(&mut cargo(&build)))?;
    let program = target().join("release").join(format!("werkbank{}", std::env::consts::EXE_SUFFIX));
    become_program(command(program, ["demo"]).args(args))
}

/// Builds the program and what measures it, and then is the latter with the arguments that were given.
pub fn bench(args: &[String]) -> Outcome<ExitCode> {
    web::fresh()?;
    let build = ["build", "--release", "--package", "web", "--package", "benches"];
    step("werkbank and its benchmark, with optimisation", || run_program(&mut cargo(&build)))?;
    let program = target().join("release").join(format!("benches{}", std::env::consts::EXE_SUFFIX));
    become_program(command(program, [] as [&str; 0]).args(args))
}

/// Puts the program in our place: Ctrl-C, signals and the exit status are its own, nothing passes through us.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome<ExitCode> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(format!("`werkbank` can't be started: {error}"))
}

/// Waits for the program and gives its status on. Ctrl-C reaches it by itself: it is in the same console.
#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome<ExitCode> {
    let status = command.status().map_err(|error| format!("`werkbank` can't be started: {error}"))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
