//! `cargo xtask test` and `check`: everything that must hold, and the counts at the end.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::thread;

use crate::counts::{Counts, read};
use crate::tools::{Outcome, cargo, command, root, run as run_program, step, succeeds, target};
use crate::{install, web};

/// Formatting and lints.
pub fn check() -> Outcome<ExitCode> {
    Ok(verdict(&lints()))
}

/// All tests. What fails does not keep the rest from running: a person wants to know all of it at once.
pub fn run() -> Outcome<ExitCode> {
    install::tools()?;
    web::fresh()?;
    let mut failures = lints();
    let rust = suite("Rust tests", &mut failures, rust_tests);
    let browser = suite("browser tests", &mut failures, browser_tests);
    let code = verdict(&failures);
    println!("Rust:    {rust}\nBrowser: {browser}");
    Ok(code)
}

fn lints() -> Vec<String> {
    let steps: [(&str, &[&str]); 2] = [
        ("formatting", &["fmt", "--all", "--check"]),
        ("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ];
    let failed = steps.iter().filter(|(title, args)| step(title, || run_program(&mut cargo(args))).is_err());
    failed.map(|(title, _)| (*title).to_owned()).collect()
}

fn suite(title: &str, failures: &mut Vec<String>, tests: fn() -> Outcome<Tally>) -> Counts {
    let mut counts = Counts::default();
    let outcome = step(title, || {
        let tally = tests()?;
        counts = tally.counts;
        tally.verdict()
    });
    if let Err(problem) = outcome {
        failures.push(format!("{title} ({problem})"));
    }
    counts
}

fn verdict(failures: &[String]) -> ExitCode {
    if failures.is_empty() {
        println!("\nAll is well.");
        return ExitCode::SUCCESS;
    }
    println!("\nFailed: {}", failures.join(", "));
    ExitCode::FAILURE
}

fn rust_tests() -> Outcome<Tally> {
    let runner: &[&str] = if succeeds(&mut cargo(&["nextest", "--version"])) { &["nextest", "run"] } else { &["test"] };
    let mut tests = cargo(runner);
    tally(with_tools(tests.args(["--workspace", "--no-fail-fast"])))
}

fn browser_tests() -> Outcome<Tally> {
    // As the Rust tests were built: with other features all dependencies would be built once more.
    run_program(&mut cargo(&["build", "--workspace", "--bins", "--tests"]))?;
    let files = test_files()?;
    // Files are named one by one: what Node does with a folder differs between its versions.
    let mut tests = command("node", ["--test", "--test-reporter=spec"]);
    tally(with_tools(tests.args(files)))
}

fn test_files() -> Outcome<Vec<PathBuf>> {
    let folder = root().join("web/tests");
    let entries = folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|file| file.to_string_lossy().ends_with(".test.mjs")).collect();
    files.sort();
    if files.is_empty() { Err(format!("{} holds no tests", folder.display())) } else { Ok(files) }
}

/// Tells the tests where the programs are that were built or installed for them.
fn with_tools(command: &mut Command) -> &mut Command {
    let werkbank = target().join("debug").join(format!("werkbank{}", std::env::consts::EXE_SUFFIX));
    command.env("SCHEMATHESIS", install::schemathesis()).env("WERKBANK", werkbank)
}

/// What a test runner counted, and whether it ended well.
struct Tally {
    counts: Counts,
    success: bool,
}

impl Tally {
    /// A runner that failed without a failed test did not get so far: the code does not compile, or it crashed.
    /// No test at all is a failure too, else a wrong filter would look like a good day.
    fn verdict(&self) -> Outcome<()> {
        match (self.success, self.counts) {
            (_, Counts { failed: 1.., .. }) => Err(self.counts.to_string()),
            (false, _) => Err("could not be run".to_owned()),
            (true, Counts { passed: 0, .. }) => Err("no tests".to_owned()),
            (true, _) => Ok(()),
        }
    }
}

/// Runs a test runner, shows all that it prints, and counts along. Some print their counts to stderr.
fn tally(command: &mut Command) -> Outcome<Tally> {
    let name = command.get_program().to_string_lossy().into_owned();
    let started = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| format!("`{name}` can't be started: {error}"))?;
    let errors = child.stderr.take().map(|stream| thread::spawn(|| listen(stream, |line| eprintln!("{line}"))));
    let mut counts = child.stdout.take().map(|stream| listen(stream, |line| println!("{line}"))).unwrap_or_default();
    counts += errors.and_then(|thread| thread.join().ok()).unwrap_or_default();
    let status = child.wait().map_err(|error| format!("`{name}` can't be waited for: {error}"))?;
    Ok(Tally { counts, success: status.success() })
}

fn listen(stream: impl Read, show: fn(&str)) -> Counts {
    let mut counts = Counts::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        show(&line);
        counts += read(&line).unwrap_or_default();
    }
    counts
}

#[cfg(test)]
mod rules {
    use super::*;

    fn tally_of(success: bool, passed: u32, failed: u32) -> Tally {
        Tally { success, counts: Counts { passed, failed } }
    }

    #[test]
    fn all_is_well_only_if_tests_ran_and_none_failed_and_the_runner_says_so() {
        assert!(tally_of(true, 3, 0).verdict().is_ok());
        assert!(tally_of(true, 3, 1).verdict().is_err());
        assert!(tally_of(false, 3, 0).verdict().is_err());
        assert!(tally_of(true, 0, 0).verdict().is_err());
    }

    #[test]
    fn counts_are_read_from_both_streams() -> Outcome<()> {
        let script = "echo 'test result: ok. 2 passed; 0 failed;'; echo '# fail 1' >&2; exit 3";
        let tally = tally(&mut command("sh", ["-c", script]))?;
        assert_eq!((tally.counts, tally.success), (Counts { passed: 2, failed: 1 }, false));
        Ok(())
    }
}
