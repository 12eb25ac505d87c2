//! What a command costs over HTTP, from the session to the answer that stands on disk, beside the bare
//! rows of as many events, in the log's own tables, in one transaction.

use std::{
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Context;

use crate::{bare::Bare, http::Connection, measure::quantile, pages, process, say};

/// How long each side is asked a round.
const TIME: Duration = Duration::from_millis(1_500);
/// Rounds.
const ROUNDS: usize = 5;
/// Who gives commands at once, and how much of the bare rows' number per second is promised.
const CALLERS: [(usize, f64); 3] = [(1, 0.4), (16, 0.35), (64, 0.4)];

/// Measures on a copy of a folder; answers the report.
///
/// # Errors
/// When a command is refused.
pub fn measure(server: &process::Process, beside: &Path, company: &Path) -> anyhow::Result<String> {
    let mut bare = Bare::open(&beside.join("bare-log"), company)?;
    let token = pages::sign_in(server.at, "sanne")?;
    let mut list = Connection::open(server.at, Some(&token))?;
    let html = String::from_utf8(list.get("/customers")?.body)?;
    let links = html.split("href=\"/customers/").skip(1).filter_map(|rest| rest.get(..36));
    let mut customers: Vec<String> = links.filter(|id| id.parse::<uuid::Uuid>().is_ok()).map(Into::into).collect();
    customers.sort();
    customers.dedup();
    let mut report = String::from(
        "| callers | commands a second | p50 / p99 ms | CPU ms a command | bare rows a second | part of it (asked) |\n|---|---|---|---|---|---|\n",
    );
    for (callers, asked) in CALLERS {
        let (mut rates, mut raws, mut parts, mut took, mut costs) = (vec![], vec![], vec![], vec![], vec![]);
        for _ in 0..ROUNDS {
            let raw = (bare.write(callers, TIME)?.len() * callers) as f64 / TIME.as_secs_f64();
            let before = server.cpu()?;
            let mut round = give(server.at, &token, &customers, callers)?;
            let rate = round.len() as f64 / TIME.as_secs_f64();
            costs.push(process::spent_ms(&before, &server.cpu()?) / round.len() as f64);
            took.append(&mut round);
            parts.push(rate / raw);
            rates.push(rate);
            raws.push(raw);
        }
        let middle = |values: &mut Vec<f64>| quantile(values, 0.5).context("no rounds");
        let line = format!(
            "| {callers} | {:.0} | {:.1} / {:.1} | {:.2} | {:.0} | {:.2} ({asked}) |\n",
            middle(&mut rates)?,
            middle(&mut took)?,
            quantile(&mut took, 0.99).context("no answers")?,
            middle(&mut costs)?,
            middle(&mut raws)?,
            middle(&mut parts)?,
        );
        say(line.trim_end());
        report.push_str(&line);
    }
    Ok(report)
}

/// So many callers, each with a connection of its own, write notes one after another; how long each took, in milliseconds.
fn give(at: SocketAddr, token: &str, customers: &[String], callers: usize) -> anyhow::Result<Vec<f64>> {
    let until = Instant::now() + TIME;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..callers)
            .map(|n| {
                scope.spawn(move || {
                    let mut connection = Connection::open(at, Some(token))?;
                    let customer = customers.get(n % customers.len().max(1)).context("no customers")?;
                    let mut took = Vec::new();
                    while Instant::now() < until {
                        let path = format!("/api/v1/customers/{customer}/add-note");
                        let answer = connection.post(&path, r#"{"text": "Belt morgen terug over de offerte"}"#)?;
                        anyhow::ensure!(answer.status < 300, "{}", String::from_utf8_lossy(&answer.body));
                        took.push(answer.took.as_secs_f64() * 1e3);
                    }
                    Ok(took)
                })
            })
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.append(&mut thread.join().map_err(|_| anyhow::anyhow!("a caller ended badly"))??);
        }
        Ok(all)
    })
}
