//! The test server as a program of its own: `POST /panel` sets faults.

use std::{net::SocketAddr, process::ExitCode};

use clap::Parser;
use kurrent_test_server::{Cluster, Settings};

/// A server that speaks KurrentDB's protocol, for tests.
#[derive(Parser)]
struct Arguments {
    /// Where its nodes listen; port 0 takes a free one. The first leads.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:0")]
    listen: Vec<SocketAddr>,
    /// The header that clients must send.
    #[arg(long, value_name = "Basic …")]
    authorization: Option<String>,
}

#[tokio::main]
#[allow(clippy::print_stdout, clippy::print_stderr, reason = "who starts it reads there where it listens")]
async fn main() -> ExitCode {
    let Arguments { listen, authorization } = Arguments::parse();
    match Cluster::start_on(&listen, Settings { authorization, ..Settings::default() }).await {
        Ok(cluster) => {
            println!("{}", cluster.url());
            std::future::pending::<()>().await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("kurrent-test-server: {error}");
            ExitCode::FAILURE
        }
    }
}
