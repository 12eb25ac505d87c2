//! What the log costs beside SQLite alone: durable appends by some callers beside transactions of as many rows by one thread,
//! and reading all of it beside a bare scan.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context;
use event_store::{
    Clock, Durability, EventStore, Expected, Keys, MasterKey, Metadata, NewEvent, Position, Revision, SqliteStore,
    StreamName, codec, database, verify::Proof,
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    bare::{Bare, STREAMS},
    measure::quantile,
    say,
};

/// How long each side is asked a round.
const TIME: Duration = Duration::from_millis(1_200);
/// Rounds, each side in turn.
const ROUNDS: usize = 7;
/// Callers at once, and how much of the bare rows' number per second is promised.
const CALLERS: [(usize, f64); 4] = [(1, 0.65), (16, 0.55), (64, 0.7), (256, 0.75)];
/// Events a page when all are read.
const PAGE: u32 = 1_000;

/// Measures beside a company whose log is read, and of which one event is appended again and again; answers the report.
///
/// # Errors
/// When the disk or the database fails.
pub async fn measure(beside: &Path, company: &Path, only: Option<&str>, held: u64) -> anyhow::Result<String> {
    let wanted = |part: &str| only.is_none_or(|only| part.contains(only));
    let mut report = String::new();
    if wanted("appends") {
        report.push_str(&appends(beside, company, held).await?);
    }
    if wanted("reading") {
        report.push_str(&reading(company).await?);
    }
    Ok(report)
}

async fn appends(beside: &Path, company: &Path, held: u64) -> anyhow::Result<String> {
    let dir = beside.join("log");
    if dir.exists() {
        std::fs::remove_dir_all(&dir)?;
    }
    let mut bare = Bare::open(&beside.join("bare-log"), company)?;
    let sample = bare.sample.clone();
    bare.fill(held)?;
    let mut revisions = fill(&dir, &sample, held).await?;
    let store = SqliteStore::open(&dir, Clock::Machine, Durability::Full).await?;
    let mut report = format!(
        "Appends of an event of {} bytes to a log of {held}, on disk before the answer.\n\n\
         | callers | events a second | p50 / p99 ms | bare rows a second | p50 / p99 ms | part of it (asked) |\n|---|---|---|---|---|---|\n",
        sample.data.len() + sample.metadata.len()
    );
    for (callers, asked) in CALLERS {
        let (mut rates, mut bares, mut parts, mut took, mut bare_took) = (vec![], vec![], vec![], vec![], vec![]);
        for _ in 0..ROUNDS {
            let mut bare_round = bare.write(callers, TIME)?;
            let mut round = write(&store, &sample, callers, &mut revisions).await?;
            let rate = |round: &Vec<f64>, each: usize| (round.len() * each) as f64 / TIME.as_secs_f64();
            let (ours, theirs) = (rate(&round, 1), rate(&bare_round, callers));
            parts.push(ours / theirs);
            rates.push(ours);
            bares.push(theirs);
            took.append(&mut round);
            bare_took.append(&mut bare_round);
        }
        let at = |values: &mut Vec<f64>, part| quantile(values, part).context("no rounds");
        let line = format!(
            "| {callers} | {:.0} | {:.2} / {:.1} | {:.0} | {:.2} / {:.1} | {:.2} ({asked}) |\n",
            at(&mut rates, 0.5)?,
            at(&mut took, 0.5)?,
            at(&mut took, 0.99)?,
            at(&mut bares, 0.5)?,
            at(&mut bare_took, 0.5)?,
            at(&mut bare_took, 0.99)?,
            at(&mut parts, 0.5)?,
        );
        say(line.trim_end());
        report.push_str(&line);
    }
    let mut reads = Vec::new();
    for n in 0..2_000_usize {
        let at = n * 7919 % STREAMS;
        let newest = revisions[at].map_or(0, |Revision(newest)| newest);
        let (name, from): (StreamName, _) = (format!("fault-{at}").parse()?, newest * (n as u64 % 89) / 89);
        let begun = Instant::now();
        std::hint::black_box(store.read_stream(&name, Revision(from), 20).await?);
        reads.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    let line =
        format!("\n20 events of one stream are read in {:.0} µs.\n", quantile(&mut reads, 0.5).context("no reads")?);
    say(line.trim());
    report.push_str(&line);
    store.close().await;
    Ok(report)
}

/// Brings a new log to so many events; the newest revision of each stream.
async fn fill(dir: &Path, sample: &NewEvent, held: u64) -> anyhow::Result<Vec<Option<Revision>>> {
    /// Events an append.
    const MANY: usize = 256;
    let store = SqliteStore::open(dir, Clock::Machine, Durability::Bulk).await?;
    let mut revisions = vec![None; STREAMS];
    let names = (0..STREAMS).map(|n| format!("fault-{n}").parse()).collect::<Result<Vec<StreamName>, _>>()?;
    let mut written = 0;
    while written < held {
        let appends = names.iter().zip(&revisions).map(|(name, newest)| {
            let expected = newest.map_or(Expected::NoStream, Expected::Exact);
            let ids = std::iter::repeat_with(|| Uuid::new_v5(&Uuid::now_v7(), b"0"));
            let events = ids.take(MANY).map(|id| NewEvent { id, ..sample.clone() }).collect();
            store.append(name, expected, events)
        });
        let appended = futures::future::try_join_all(appends).await?;
        revisions = appended.iter().map(|appended| Some(appended.revision)).collect();
        written += (STREAMS * MANY) as u64;
    }
    store.make_durable().await?;
    store.close().await;
    Ok(revisions)
}

/// So many callers append one event after another, each to streams of its own; how long each took, in milliseconds.
async fn write(
    store: &Arc<SqliteStore>,
    sample: &NewEvent,
    callers: usize,
    revisions: &mut [Option<Revision>],
) -> anyhow::Result<Vec<f64>> {
    let until = Instant::now() + TIME;
    let mut tasks = Vec::new();
    for own in revisions.chunks(STREAMS / callers).zip(0..callers).map(|(own, _)| own.to_vec()) {
        let (store, mut event) = (store.clone(), sample.clone());
        let first = tasks.len() * (STREAMS / callers);
        tasks.push(tokio::spawn(async move {
            let (mut own, mut took) = (own, Vec::new());
            let streams: Vec<StreamName> =
                (first..first + own.len()).map(|n| format!("fault-{n}").parse()).collect::<Result<_, _>>()?;
            for n in (0..own.len()).cycle() {
                let begun = Instant::now();
                if begun >= until {
                    break;
                }
                event.id = Uuid::now_v7();
                event.id = Uuid::new_v5(&event.id, b"0");
                let expected = own[n].map_or(Expected::NoStream, Expected::Exact);
                own[n] = Some(store.append(&streams[n], expected, vec![event.clone()]).await?.revision);
                took.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            Ok::<_, anyhow::Error>((own, took))
        }));
    }
    let mut all = Vec::new();
    for (at, task) in tasks.into_iter().enumerate() {
        let (own, mut took) = task.await??;
        revisions[at * (STREAMS / callers)..][..own.len()].copy_from_slice(&own);
        all.append(&mut took);
    }
    Ok(all)
}

/// All of a company's log: opened, lifted, decoded and chained, beside a scan that parses each text into JSON values and metadata.
async fn reading(company: &Path) -> anyhow::Result<String> {
    let keys = Keys::open(company, MasterKey::load_or_create(&company.join("master.key"))?).await?;
    let store = Arc::new(SqliteStore::open(company, Clock::Machine, Durability::Full).await?);
    let (mut ours, mut bares, mut parts, mut events) = (vec![], vec![], vec![], 0);
    for _ in 0..3 {
        let begun = Instant::now();
        let bare = scan(company)?;
        let took = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        events = decoded(company, &store, &keys).await?;
        let mine = begun.elapsed().as_secs_f64();
        anyhow::ensure!(events == bare, "{events} events were decoded, {bare} were scanned");
        bares.push(events as f64 / took);
        ours.push(events as f64 / mine);
        parts.push(took / mine);
    }
    store.close().await;
    keys.close().await;
    let at = |values: &mut Vec<f64>| quantile(values, 0.5).context("no rounds");
    let line = format!(
        "\nReading {events} events: {:.0} a second opened, decoded and verified; {:.0} a second scanned and parsed; {:.2} of it (0.5).\n",
        at(&mut ours)?,
        at(&mut bares)?,
        at(&mut parts)?
    );
    say(line.trim());
    Ok(line)
}

/// Reads all of a log by SQLite alone, and parses each event; how many there are.
pub fn scan(company: &Path) -> anyhow::Result<u64> {
    let log = database::reader(&company.join("events.db"))?;
    let mut all = log.prepare("SELECT data, metadata FROM events ORDER BY position")?;
    let (mut rows, mut events) = (all.query([])?, 0);
    while let Some(row) = rows.next()? {
        let data: Value = serde_json::from_str(row.get_ref(0)?.as_str()?)?;
        let metadata: Metadata = serde_json::from_str(row.get_ref(1)?.as_str()?)?;
        std::hint::black_box((data, metadata));
        events += 1;
    }
    Ok(events)
}

async fn decoded(company: &Path, store: &Arc<SqliteStore>, keys: &Keys) -> anyhow::Result<u64> {
    let (mut proof, mut page) = proven(store.clone(), Proof::begin(company)?, None).await?;
    let mut events = 0;
    // While a page is decoded the next one is read and its chain followed.
    while !page.events.is_empty() {
        let ahead = tokio::spawn(proven(store.clone(), proof, page.next));
        events += codec::decode_page(keys, page.events).await?.len() as u64;
        (proof, page) = ahead.await??;
    }
    let newest = store.newest().await?.map(|(_, hash)| hash);
    anyhow::ensure!(newest == Some(proof.head()), "the log grew");
    Ok(events)
}

async fn proven(
    store: Arc<SqliteStore>,
    mut proof: Proof,
    after: Option<Position>,
) -> anyhow::Result<(Proof, event_store::AllPage)> {
    let page = store.read_all(after, PAGE).await?;
    proof.follow(&page.events)?;
    Ok((proof, page))
}
