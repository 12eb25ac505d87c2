//! What a command costs over HTTP, from the session to the answer that stands on disk, beside the bare
//! rows of as many events, in the log's own tables, in one transaction.

use std::{
    net::SocketAddr,
    path::Path,
    process::Command,
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

/// A command that is given again and again: by whom, on which list's things, its path and what it says the nth time.
struct Kind {
    what: &'static str,
    login: &'static str,
    things: &'static str,
    name: &'static str,
    body: fn(usize) -> String,
}

const KINDS: [Kind; 2] = [
    Kind {
        what: "a count of stock",
        login: "inge",
        things: "articles",
        name: "count",
        body: |n| format!(r#"{{"counted": "{}", "reason": "Herteld"}}"#, 9_000 + n % 7),
    },
    Kind {
        what: "a note, with a key of its own",
        login: "sanne",
        things: "customers",
        name: "add-note",
        body: |_| r#"{"text": "Belt morgen terug over de offerte"}"#.into(),
    },
];

/// Measures on a copy of a folder; answers the report.
///
/// # Errors
/// When a command is refused.
pub fn measure(server: &process::Process, beside: &Path, company: &Path) -> anyhow::Result<String> {
    let mut bare = Bare::open(&beside.join("bare-log"), company)?;
    let mut report = String::from(
        "| command | callers | commands a second | p50 / p99 ms | CPU ms a command | bare rows a second | part of it (asked) |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for kind in &KINDS {
        let token = pages::sign_in(server.at, kind.login)?;
        let things = things(server.at, &token, kind.things)?;
        for (callers, asked) in CALLERS {
            let (mut rates, mut raws, mut parts, mut took, mut costs) = (vec![], vec![], vec![], vec![], vec![]);
            for _ in 0..ROUNDS {
                let raw = (bare.write(callers, TIME)?.len() * callers) as f64 / TIME.as_secs_f64();
                let before = server.cpu()?;
                let mut round = give(server.at, &token, kind, &things, callers)?;
                let rate = round.len() as f64 / TIME.as_secs_f64();
                costs.push(process::spent_ms(&before, &server.cpu()?) / round.len() as f64);
                took.append(&mut round);
                parts.push(rate / raw);
                rates.push(rate);
                raws.push(raw);
            }
            let middle = |values: &mut Vec<f64>| quantile(values, 0.5).context("no rounds");
            let line = format!(
                "| {} | {callers} | {:.0} | {:.1} / {:.1} | {:.2} | {:.0} | {:.2} ({asked}) |\n",
                kind.what,
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
    }
    Ok(report)
}

/// Starts a program on a folder that takes commands and lets nothing follow: what a command costs by itself.
///
/// # Errors
/// When it does not start.
pub fn alone(data: &Path) -> anyhow::Result<process::Process> {
    process::Process::start(Command::new(std::env::current_exe()?).arg("alone").arg("--dir").arg(data))
}

/// Is that program.
///
/// # Errors
/// When the folder can't be opened.
pub async fn serve_alone(data: &Path) -> anyhow::Result<()> {
    let config = web::config::Config::read(data)?;
    let ahead = event_store::Clock::running_from(chrono::Utc::now() + chrono::TimeDelta::days(2));
    let program = web::program::Program::open(data, &config, ahead, event_store::Durability::Full).await?;
    let router = web::pages::router(program.app.clone(), None);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    say(&format!("http://{}", listener.local_addr()?));
    axum::serve(listener, router).await.context("it ended")
}

/// The ids of a list's first page.
fn things(at: SocketAddr, token: &str, list: &str) -> anyhow::Result<Vec<String>> {
    let page = Connection::open(at, Some(token))?.get(&format!("/api/v1/{list}"))?;
    let page: serde_json::Value = serde_json::from_slice(&page.body)?;
    let things = page["rows"].as_array().with_context(|| format!("{list} is no list"))?;
    let ids: Vec<String> = things.iter().filter_map(|thing| thing["id"].as_str()).map(Into::into).collect();
    anyhow::ensure!(ids.len() > 1, "{list} has too few to write side by side");
    Ok(ids)
}

/// So many callers, each with a connection of its own, give a command one after another; how long each took, in milliseconds.
fn give(at: SocketAddr, token: &str, kind: &Kind, things: &[String], callers: usize) -> anyhow::Result<Vec<f64>> {
    let until = Instant::now() + TIME;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..callers)
            .map(|n| {
                scope.spawn(move || {
                    let mut connection = Connection::open(at, Some(token))?;
                    let thing = things.get(n % things.len()).context("nothing to change")?;
                    let path = format!("/api/v1/{}/{thing}/{}", kind.things, kind.name);
                    let mut took = Vec::new();
                    while Instant::now() < until {
                        let answer = connection.post(&path, &(kind.body)(took.len()))?;
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

/// How long it takes from the acknowledged command to where its change is shown, as so many callers ask again and again: each, signed in for
/// themselves, writes a note and asks for the customer until it is there. Answers the report.
///
/// # Errors
/// When a command is refused, or nothing is shown.
pub fn lag(server: &process::Process) -> anyhow::Result<String> {
    let note = &KINDS[1];
    let most = 64;
    let tokens = (0..most).map(|_| pages::sign_in(server.at, note.login)).collect::<anyhow::Result<Vec<_>>>()?;
    let things = things(server.at, &tokens[0], note.things)?;
    let mut report =
        String::from("| callers | commands a second | shown after: p50 / p99 ms (asked) |\n|---|---|---|\n");
    for callers in [1, 16, most] {
        let (began, mut shown) = (Instant::now(), Vec::new());
        std::thread::scope(|scope| {
            let callers: Vec<_> = (tokens.iter().take(callers).enumerate())
                .map(|(n, token)| {
                    let thing = things.get(n % things.len());
                    scope.spawn(move || follow(server.at, token, note, thing))
                })
                .collect();
            for caller in callers {
                shown.append(&mut caller.join().map_err(|_| anyhow::anyhow!("a caller ended badly"))??);
            }
            anyhow::Ok(())
        })?;
        let rate = shown.len() as f64 / began.elapsed().as_secs_f64();
        let [middle, late] = [0.5, 0.99].map(|part| quantile(&mut shown, part).unwrap_or_default());
        let line = format!("| {callers} | {rate:.0} | {middle:.1} / {late:.1} (50) |\n");
        say(line.trim_end());
        report.push_str(&line);
    }
    Ok(report)
}

/// One caller's commands, one after another; how long after each answer its change was shown, in milliseconds.
fn follow(at: SocketAddr, token: &str, kind: &Kind, thing: Option<&String>) -> anyhow::Result<Vec<f64>> {
    let thing = thing.context("nothing to change")?;
    let mut connection = Connection::open(at, Some(token))?;
    let (until, mut shown) = (Instant::now() + 3 * TIME, Vec::new());
    while Instant::now() < until {
        let path = format!("/api/v1/{}/{thing}/{}", kind.things, kind.name);
        let done = connection.post(&path, &(kind.body)(shown.len()))?;
        let answered = Instant::now();
        let revision = revision(&done.body).context("a command without a revision")?;
        loop {
            let card = connection.get(&format!("/api/v1/{}/{thing}", kind.things))?;
            if self::revision(&card.body).is_some_and(|at| at >= revision) {
                break;
            }
            anyhow::ensure!(answered.elapsed() < Duration::from_secs(10), "what was done is not shown");
        }
        shown.push(answered.elapsed().as_secs_f64() * 1e3);
    }
    Ok(shown)
}

/// The revision of a thing in an answer.
fn revision(body: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(body).ok()?;
    let (_, rest) = text.rsplit_once("\"revision\":")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
