//! What a command costs over HTTP, from the session to the answer that stands on disk, beside raw inserts of as many rows at once.

use std::{
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Context;
use sqlx::{
    Connection as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::{http::Connection, measure::quantile, pages, process, say};

/// How long each side is asked a round.
const TIME: Duration = Duration::from_millis(1_500);
/// Rounds.
const ROUNDS: usize = 5;
/// Who gives commands at once, and how much of the raw inserts' number per second is promised.
const CALLERS: [(usize, f64); 3] = [(1, 0.25), (16, 0.2), (64, 0.2)];

/// Measures on a copy of a folder; answers the report.
///
/// # Errors
/// When a command is refused.
pub async fn measure(server: &process::Process, beside: &Path) -> anyhow::Result<String> {
    let token = pages::sign_in(server.at, "sanne")?;
    let mut list = Connection::open(server.at, Some(&token))?;
    let html = String::from_utf8(list.get("/customers")?.body)?;
    let links = html.split("href=\"/customers/").skip(1).filter_map(|rest| rest.get(..36));
    let mut customers: Vec<String> = links.filter(|id| id.parse::<uuid::Uuid>().is_ok()).map(Into::into).collect();
    customers.sort();
    customers.dedup();
    let mut report = String::from(
        "| callers | commands a second | p50 / p99 ms | CPU ms a command | raw rows a second | part of it (asked) |\n|---|---|---|---|---|---|\n",
    );
    for (callers, asked) in CALLERS {
        let (mut rates, mut raws, mut parts, mut took, mut costs) = (vec![], vec![], vec![], vec![], vec![]);
        for _ in 0..ROUNDS {
            let raw = raw(beside, callers).await?;
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

/// Rows a second when so many at once are inserted with one statement and one flush, one after another, through sqlx.
async fn raw(beside: &Path, rows: usize) -> anyhow::Result<f64> {
    let path = beside.join("raw.db");
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::raw_sql(
        "CREATE TABLE IF NOT EXISTS events (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, data TEXT NOT NULL) STRICT",
    )
    .execute(&mut connection)
    .await?;
    let data = "x".repeat(450);
    let (begun, mut written) = (Instant::now(), 0_usize);
    while begun.elapsed() < TIME {
        let ids: Vec<_> = (0..rows).map(|_| uuid::Uuid::now_v7().to_string()).collect();
        sqlx::query("INSERT INTO events (id, type, data) SELECT value, 'note_added', ?2 FROM json_each(?1)")
            .bind(serde_json::to_string(&ids)?)
            .bind(&data)
            .execute(&mut connection)
            .await?;
        written += rows;
    }
    let rate = written as f64 / begun.elapsed().as_secs_f64();
    connection.close().await?;
    std::fs::remove_file(&path)?;
    Ok(rate)
}
