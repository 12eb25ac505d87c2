//! Asks every page, in turn with the yardstick, and says what each took and cost.

use std::{collections::HashMap, fmt::Write, path::Path, process::Command, time::Duration};

use anyhow::Context;
use chrono::{DateTime, Utc};

use crate::{
    http::Connection,
    pages::{self, PAGES, Page},
    process::{Process, spent_ms},
    say,
};

/// How often, and what is promised.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Rounds; a page and the yardstick take turns.
    pub rounds: usize,
    /// Requests a round.
    pub requests: usize,
    /// The 95th percentile of a page is to stay below so many milliseconds.
    pub limit_ms: f64,
    /// Only pages whose name holds this.
    pub only: Option<String>,
}

/// What a page took and cost.
struct Line {
    name: String,
    p50_ms: f64,
    p95_ms: f64,
    cpu_ms: f64,
    ratio: f64,
    kilobytes: usize,
    packed: usize,
}

/// Serves the folder as of a moment.
///
/// # Errors
/// When the program does not start.
pub fn serve(program: &Path, data: &Path, now: DateTime<Utc>) -> anyhow::Result<Process> {
    let zone: chrono_tz::Tz = "Europe/Amsterdam".parse().map_err(|_| anyhow::anyhow!("no such time zone"))?;
    let now = (now + chrono::TimeDelta::minutes(2)).with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string();
    let mut command = Command::new(program);
    command.arg("serve").arg("--data").arg(data).args(["--listen", "127.0.0.1:0", "--now", &now]);
    Process::start(&mut command)
}

/// Measures start, pages and memory on a folder; answers the report.
///
/// # Errors
/// When a page does not answer.
pub fn folder(program: &Path, dir: &Path, data: &Path, now: DateTime<Utc>, plan: &Plan) -> anyhow::Result<String> {
    let first = serve(program, data, now)?;
    let mut sessions = HashMap::new();
    for page in PAGES {
        if !sessions.contains_key(page.login) {
            sessions.insert(page.login, pages::sign_in(first.at, page.login)?);
        }
    }
    first.stop()?;

    // What the first one wrote is of the past.
    let server = serve(program, data, now + chrono::TimeDelta::minutes(5))?;
    let session = |login: &str| sessions.get(login).map(String::as_str);
    let home = Connection::open(server.at, session("sanne"))?.packed("/")?;
    let start = format!(
        "Start to the first page: {} ms, of which {} ms until it listens ({}).",
        server.age().as_millis(),
        server.started.as_millis(),
        home.status
    );
    say(&start);
    let fresh = server.memory()?;
    let bare = Process::start(Command::new(std::env::current_exe()?).arg("yardstick").arg("--dir").arg(dir))?;
    let mut bare_connection = Connection::open(bare.at, None)?;

    say(&opened(&server, session("sanne"))?);
    let mut lines = Vec::new();
    let chosen = |page: &&Page| plan.only.as_deref().is_none_or(|only| page.name.contains(only));
    for page in PAGES.iter().filter(chosen) {
        let mut connection = Connection::open(server.at, session(page.login))?;
        let Some(path) = pages::address(page, &mut connection)? else {
            say(&format!("{}: nothing of the kind here", page.name));
            continue;
        };
        let line = measure(page, &path, (&server, &mut connection), (&bare, &mut bare_connection), plan)?;
        say(&row(&line, plan));
        lines.push(line);
    }
    let (idle, pause) = (server.cpu()?, Duration::from_secs(3));
    std::thread::sleep(pause);
    let idle = spent_ms(&idle, &server.cpu()?) / pause.as_secs_f64();
    let (all, own) = server.memory()?;
    bare.stop()?;
    server.stop()?;

    let mut report = format!(
        "{start}\n\n| page | p50 ms | p95 ms | CPU ms | times the bare list | KB (packed) |\n|---|---|---|---|---|---|\n"
    );
    for line in &lines {
        writeln!(report, "{}", row(line, plan))?;
    }
    let within = |fits: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| fits(line)).count();
    writeln!(
        report,
        "\n{} of {} pages have a 95th percentile below {} ms, {} cost at most 4 times the bare list.",
        within(&|line| line.p95_ms < plan.limit_ms),
        lines.len(),
        plan.limit_ms,
        within(&|line| line.ratio <= 4.0)
    )?;
    writeln!(
        report,
        "Memory after all of that: {own} MB of its own, {all} MB with files mapped from the system's cache ({} and {} after the first page). \
         Idle: {idle:.1} ms of CPU a second.",
        fresh.1, fresh.0
    )?;
    say(&report);
    Ok(report)
}

/// How long the first page of moments takes, which nobody has opened yet.
fn opened(server: &Process, session: Option<&str>) -> anyhow::Result<String> {
    let mut said = String::from("First page of a moment so many days ago, then the next one (ms):");
    for days in [20_u64, 75, 130, 210, 290, 360, 450] {
        let then = chrono::Utc::now().date_naive() - chrono::Days::new(days);
        let mut connection = Connection::open(server.at, session)?;
        let mut ask = |path: &str| -> anyhow::Result<u128> {
            let began = std::time::Instant::now();
            let answer = connection.get(&format!("{path}?as_of={then}"))?;
            anyhow::ensure!(answer.status == 200, "{path} as of {then} answers {}", answer.status);
            Ok(began.elapsed().as_millis())
        };
        write!(said, " {days} days {}, {};", ask("/customers")?, ask("/customers")?)?;
    }
    Ok(said)
}

fn measure(
    page: &Page,
    path: &str,
    (server, connection): (&Process, &mut Connection),
    (bare, bare_connection): (&Process, &mut Connection),
    plan: &Plan,
) -> anyhow::Result<Line> {
    let plain = connection.get(path)?.body.len();
    let packed = connection.packed(path)?.body.len();
    bare_connection.get("/")?;
    let (mut took, mut costs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let each = plan.requests as f64;
    for _ in 0..plan.rounds {
        let before = server.cpu()?;
        for _ in 0..plan.requests {
            let answer = connection.packed(path)?;
            anyhow::ensure!(answer.status == 200, "{path} answers {}", answer.status);
            took.push(answer.took.as_secs_f64() * 1e3);
        }
        let cost = spent_ms(&before, &server.cpu()?) / each;
        let before = bare.cpu()?;
        for _ in 0..plan.requests {
            bare_connection.get("/")?;
        }
        ratios.push(cost / (spent_ms(&before, &bare.cpu()?) / each));
        costs.push(cost);
    }
    Ok(Line {
        name: page.name.to_owned(),
        p50_ms: quantile(&mut took, 0.5).context("no answers")?,
        p95_ms: quantile(&mut took, 0.95).context("no answers")?,
        cpu_ms: quantile(&mut costs, 0.5).context("no rounds")?,
        ratio: quantile(&mut ratios, 0.5).context("no rounds")?,
        kilobytes: plain / 1_000,
        packed: packed / 1_000,
    })
}

/// The value below which so large a part lies.
pub fn quantile(values: &mut [f64], part: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let at = (values.len().saturating_sub(1) as f64 * part).round() as usize;
    values.get(at).copied()
}

fn row(line: &Line, plan: &Plan) -> String {
    let Line { name, p50_ms, p95_ms, cpu_ms, ratio, kilobytes, packed } = line;
    let mark = |over: bool| if over { "**" } else { "" };
    let (slow, dear) = (mark(*p95_ms >= plan.limit_ms), mark(*ratio > 4.0));
    format!(
        "| {name} | {p50_ms:.1} | {slow}{p95_ms:.1}{slow} | {cpu_ms:.2} | {dear}{ratio:.1}{dear} | {kilobytes} ({packed}) |"
    )
}
