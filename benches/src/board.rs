//! The planning board of 40 technicians and 2,000 visits in four weeks: what the server takes for it, and until a drop is confirmed.

use std::{fmt::Write, path::Path};

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{fill::board::first_day, http::Connection, measure, measure::quantile, pages, process::spent_ms, say};

/// The board is to be rendered within so many milliseconds.
const RENDERED_MS: f64 = 50.0;
/// A drop is to be confirmed within so many milliseconds.
const CONFIRMED_MS: f64 = 100.0;
/// Drops that are measured.
const DROPS: usize = 100;

/// Measures on a folder that [`crate::fill::board::fill`] made; answers the report.
///
/// # Errors
/// When the program does not answer.
pub fn measure(program: &Path, data: &Path, now: DateTime<Utc>, rounds: usize) -> anyhow::Result<String> {
    let server = measure::serve(program, data, now)?;
    server.rest()?;
    let token = pages::sign_in(server.at, "youssef")?;
    let mut connection = Connection::open(server.at, Some(&token))?;
    let monday = first_day(now.date_naive());
    let mut report =
        String::from("| what | p50 ms | p95 ms | CPU ms | kB (packed) | asked |\n|---|---|---|---|---|---|\n");
    for (view, asked) in [("weeks", Some(RENDERED_MS)), ("week", None), ("day", None)] {
        let path = format!("/planning?view={view}&week={monday}");
        let plain = connection.get(&path)?;
        anyhow::ensure!(plain.status == 200, "{path} answers {}", plain.status);
        let packed = connection.packed(&path)?.body.len();
        let mut took = Vec::new();
        let before = server.cpu()?;
        for _ in 0..rounds * 5 {
            took.push(connection.packed(&path)?.took.as_secs_f64() * 1e3);
        }
        let cpu = spent_ms(&before, &server.cpu()?) / took.len() as f64;
        let size = format!("{} ({})", plain.body.len() / 1_000, packed / 1_000);
        row(&mut report, &format!("the board, {view}"), &mut took, cpu, &size, asked)?;
    }
    let before = server.cpu()?;
    let mut took = drops(&mut connection, &monday.to_string())?;
    let cpu = spent_ms(&before, &server.cpu()?) / took.len() as f64;
    row(&mut report, "a drop, confirmed", &mut took, cpu, "", Some(CONFIRMED_MS))?;
    server.stop()?;
    Ok(report)
}

/// Moves visits of the first day by a quarter and back, each confirmed on disk before the next.
fn drops(connection: &mut Connection, day: &str) -> anyhow::Result<Vec<f64>> {
    let list = connection.get(&format!("/api/v1/visits?from={day}&until={day}&limit=50"))?;
    let list: Value = serde_json::from_slice(&list.body)?;
    let visits = list["rows"].as_array().context("no visits")?;
    let mut took = Vec::with_capacity(DROPS);
    for n in 0..DROPS {
        let visit = visits.get(n % visits.len().max(1)).context("nothing is planned")?;
        let id = visit["id"].as_str().context("no id")?;
        let from = if n / visits.len() % 2 == 0 { "17:15" } else { "17:30" };
        let slot = json!({"on": day, "from": from, "until": "18:00"});
        let schedule = json!({"technician": visit["technician"], "slot": slot, "overrule": "Zo afgesproken"});
        let answer = connection.post(&format!("/api/v1/visits/{id}/schedule"), &schedule.to_string())?;
        anyhow::ensure!(answer.status < 300, "{}", String::from_utf8_lossy(&answer.body));
        took.push(answer.took.as_secs_f64() * 1e3);
    }
    Ok(took)
}

fn row(
    report: &mut String,
    what: &str,
    took: &mut [f64],
    cpu_ms: f64,
    size: &str,
    asked: Option<f64>,
) -> anyhow::Result<()> {
    let (p50, p95) = (quantile(took, 0.5).context("no answers")?, quantile(took, 0.95).context("no answers")?);
    let asked =
        asked.map_or("–".into(), |limit| format!("{limit:.0}{}", if p95 < limit { "" } else { ", **not kept**" }));
    let line = format!("| {what} | {p50:.1} | {p95:.1} | {cpu_ms:.1} | {size} | {asked} |");
    say(&line);
    Ok(writeln!(report, "{line}")?)
}
