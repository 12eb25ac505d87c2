//! `werkbank migrate-log`.

use std::path::Path;

use anyhow::{Context, bail};
use event_store::{Address, kurrent};
use web::config::Config;

use super::{progress::Progress, say};

/// Which way a log goes.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub struct Way {
    /// Copy the folder's log to this KurrentDB. Without a value it is the one that WERKBANK_EVENT_STORE holds, or `event_store` in
    /// werkbank.toml: what is typed here others may see.
    #[arg(long, value_name = "esdb://…", num_args = 0..=1)]
    to: Option<Option<Address>>,
    /// Copy the log of this KurrentDB into the folder.
    #[arg(long, value_name = "esdb://…", num_args = 0..=1)]
    from: Option<Option<Address>>,
}

/// Copies a log to or from a KurrentDB; what was broken off goes on.
///
/// # Errors
/// Says what is in the way; it can be tried again.
pub async fn migrate(data: &Path, way: Way) -> anyhow::Result<()> {
    let configured = Config::read(data)?.event_store;
    let named = |said: Option<Address>| {
        said.or(configured).context("say which KurrentDB: esdb://user:password@host:2113?tls=true")
    };
    let mut told = Progress::new("events copied");
    let (moved, said) = match (way.to, way.from) {
        (Some(server), None) => {
            let server = named(server)?;
            let moved = kurrent::to_server(data, &server, |done, of| told.reached(done, of)).await;
            let next = format!(
                "The log is at {server} now: name it as event_store in werkbank.toml, or in WERKBANK_EVENT_STORE. The folder's own \
                 file is called events-moved.db and is read no more."
            );
            (moved, next)
        }
        (None, Some(server)) => {
            let server = named(server)?;
            let moved = kurrent::from_server(data, &server, |done, of| told.reached(done, of)).await;
            let next = format!(
                "The log is in {} now: take event_store out of the configuration, and let nobody write to {server} any more.",
                data.display()
            );
            (moved, next)
        }
        _ => bail!("say --to or --from"),
    };
    told.end();
    let moved = moved?;
    let head = event_store::hex::encode(&moved.head);
    if moved.before > 0 {
        say(&format!("{} events were there already.", moved.before));
    }
    say(&format!("{} events, whole on both sides. Head {head}", moved.events));
    say(&said);
    Ok(())
}
