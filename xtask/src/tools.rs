//! Running other programs: where they are, from which folder, how long they took.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a step gives, or the sentence that tells the person what went wrong.
pub type Outcome<T> = Result<T, String>;

/// The folder of the workspace, whatever folder the command was typed in.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A program to be run in the workspace's folder.
pub fn command<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// The cargo that started us, so that a toolchain chosen with `cargo +x` holds for every step.
pub fn cargo(args: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args)
}

/// npm, which is a script with another name on Windows.
pub fn npm(args: &[&str]) -> Command {
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" }, args);
    npm.current_dir(root().join("web"));
    npm
}

/// Does the work under a title, and prints the title before it and the duration after it.
pub fn step<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("\n== {title}");
    let start = Instant::now();
    let outcome = work();
    let word = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("== {title}: {word} in {:.1} s", start.elapsed().as_secs_f64());
    outcome
}

/// Runs a program with our own input and output, and fails if it fails.
pub fn run(command: &mut Command) -> Outcome<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("`{name}` can't be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed: {status}")) }
}

/// Whether a program runs and says that all is well; what it prints is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Where a program is. Servers live in `sbin`, which is not in everybody's path.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into(), "/usr/local/sbin".into()]);
    places.map(|place| place.join(program)).find(|file| file.is_file())
}

/// Checks that Node and npm are there, and that Node is new enough for the build and the tests.
pub fn check_node() -> Outcome<()> {
    const ADVICE: &str = "Install Node 20 or later with npm: https://nodejs.org";
    let output = command("node", ["--version"]).output().map_err(|_| format!("Node is missing. {ADVICE}"))?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if major(&version).is_none_or(|major| major < 20) {
        return Err(format!("Node is too old ({version}). {ADVICE}"));
    }
    if succeeds(&mut npm(&["--version"])) { Ok(()) } else { Err(format!("npm is missing. {ADVICE}")) }
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_number_of_a_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major(""), None);
    }

    #[test]
    fn a_program_that_is_not_there_is_not_found() {
        assert!(find("there-is-no-such-program").is_none());
    }

    #[test]
    fn a_failing_step_fails() {
        assert_eq!(step::<()>("a step", || Err("no".to_owned())), Err("no".to_owned()));
    }
}
