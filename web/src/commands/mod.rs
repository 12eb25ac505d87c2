//! What the program can be told on the command line; each command is a file.

pub mod backups;
pub mod lists;
pub mod moving;
mod progress;
pub mod rebuild;
pub mod serving;
pub mod upkeep;
pub mod users;

use std::{path::Path, str::FromStr};

use anyhow::{Context, bail};
use domain::Invalid;
use event_store::{Clock, Durability, KurrentStore, StoreError, kurrent::Opening};
use texts::{Lang, t};
use web::{config::Config, folder, program::Program};

/// Opens a data folder that a log stands in already, while nobody serves it.
async fn open(data: &Path) -> anyhow::Result<Program> {
    has_log(data, &Config::read(data)?)?;
    open_or_make(data).await
}

/// Refuses a folder that holds no log where none is on a server, either.
fn has_log(data: &Path, config: &Config) -> anyhow::Result<()> {
    if config.event_store.is_none() && !data.join("events.db").exists() {
        folder::is_no_half_copy(data)?;
        bail!("{} holds no log; say with --data where it is", data.display());
    }
    Ok(())
}

/// Follows a log on a server to its end, where no program does so already: what looks at it asks what this folder knows of it.
async fn catch_up(data: &Path, config: &Config) -> anyhow::Result<()> {
    let Some(server) = &config.event_store else { return Ok(()) };
    match KurrentStore::open(data, server, Clock::Machine, Opening::Existing).await {
        Ok(store) => store.close().await,
        Err(StoreError::Locked(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// The same for a folder that may be empty yet.
async fn open_or_make(data: &Path) -> anyhow::Result<Program> {
    let config = Config::read(data)?;
    let program = Program::open(data, &config, Clock::Machine, Durability::Full).await;
    program.context("the data folder can't be opened; this command works while Werkbank is not serving it")
}

/// Reads a value as the rules want it; what is wrong is said in the words of the forms.
fn value<T: FromStr<Err = Invalid>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|Invalid(code)| t(Lang::En, &format!("invalid-{code}")).into_owned())
}

/// Speaks to the person at the terminal.
#[allow(clippy::print_stdout, reason = "the terminal is where a command answers")]
pub fn say(text: &str) {
    println!("{text}");
}

/// Says what went wrong, where scripts do not take it for the answer.
#[allow(clippy::print_stderr, reason = "the terminal is where a command answers")]
pub fn complain(error: &anyhow::Error) {
    eprintln!("werkbank: {}", in_full(error));
}

/// An error with its causes, each said once: some say their cause's words themselves.
fn in_full(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |said, cause| {
        let cause = cause.to_string();
        match said.as_str() {
            "" => cause,
            _ if said.contains(&cause) => said,
            _ => format!("{said}: {cause}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_that_was_said_is_not_said_again() {
        let io = std::io::Error::other("no room");
        let error = anyhow::Error::new(io).context("the log can't be written: no room").context("saving failed");
        assert_eq!(in_full(&error), "saving failed: the log can't be written: no room");
    }
}
