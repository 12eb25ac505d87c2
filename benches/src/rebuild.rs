//! What working all read tables out anew costs beside SQLite alone: a scan that parses each event, and the same rows written in bulk.

use std::{path::Path, sync::Arc, time::Instant};

use anyhow::Context;
use chrono_tz::Europe::Amsterdam;
use event_store::{Clock, Keys, Log, Looked, MasterKey, database};
use projections::{DEPARTMENTS, Department, ReadSide};
use rusqlite::{Connection, ToSql, types::Value};

use crate::{log::scan, say};

/// Rows a transaction.
const ROWS: usize = 10_000;
/// What is asked.
const ASKED: f64 = 0.5;

/// Works all tables of a company out anew in a folder beside, then writes the same rows there by SQLite alone; answers the report.
///
/// # Errors
/// When the disk or the database fails.
pub async fn measure(beside: &Path, company: &Path) -> anyhow::Result<String> {
    let (ours, theirs) = (beside.join("rebuilt"), beside.join("bare-tables"));
    for dir in [&ours, &theirs] {
        if dir.exists() {
            std::fs::remove_dir_all(dir)?;
        }
        std::fs::create_dir_all(dir)?;
    }
    let before = cpu()?;
    let (events, took) = rebuilt(&ours, company).await?;
    let (begun, between) = (Instant::now(), cpu()?);
    let scanned = scan(company)?;
    let scan_took = begun.elapsed().as_secs_f64();
    anyhow::ensure!(scanned == events, "{events} events were taken in, {scanned} were scanned");
    let begun = Instant::now();
    let mut rows = 0;
    for department in DEPARTMENTS {
        rows += written(department, &ours.join("read"), &theirs)?;
    }
    let write_took = begun.elapsed().as_secs_f64();
    let bare = scan_took + write_took;
    let (own, bare_own) = (between - before, cpu()? - between);
    let rate = |seconds: f64| events as f64 / seconds;
    let line = format!(
        "All read tables of {events} events in {took:.1} s, {:.0} a second. A scan that parses each takes {scan_took:.1} s and the {rows} rows that \
         stand there afterwards {write_took:.1} s, {:.0} a second together; {:.2} of it ({ASKED}). Of the processors it took {own:.1} s and {bare_own:.1} s: {:.2}.\n",
        rate(took),
        rate(bare),
        bare / took,
        bare_own / own
    );
    say(line.trim());
    Ok(line)
}

/// Seconds of the processors that this program has used: what others use beside it lengthens everything but that. It reads Linux's `/proc`.
fn cpu() -> anyhow::Result<f64> {
    /// Of the clock that the kernel counts with, for whoever asks it.
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks =
        |n: usize| fields.get(n).and_then(|ticks| ticks.parse::<f64>().ok()).context("no times in /proc/self/stat");
    Ok((ticks(11)? + ticks(12)?) / TICKS)
}

/// All departments' tables from the log, on disk at the end; how many events and seconds.
async fn rebuilt(dir: &Path, company: &Path) -> anyhow::Result<(u64, f64)> {
    let keys = Keys::open(company, MasterKey::load_or_create(&company.join("master.key"))?).await?;
    let store = Looked::open(company, None).await?;
    let log = Arc::new(Log::new(store, Arc::new(keys), Clock::Machine, Amsterdam));
    let begun = Instant::now();
    let side = ReadSide::open(dir, log.clone()).await?;
    side.catch_up(|_| {}).await?;
    side.close().await;
    let took = begun.elapsed().as_secs_f64();
    let applied = side.all().iter().filter_map(|reads| reads.applied()).max();
    log.keys.close().await;
    Ok((applied.context("nothing was taken in")?.0, took))
}

/// The rows of a department's tables, written in bulk into new ones; how many. What words can't be read back is left out.
fn written(department: &Department, from: &Path, to: &Path) -> anyhow::Result<u64> {
    let from = database::reader(&from.join(department.file()))?;
    let to = Connection::open(to.join(department.file()))?;
    to.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -64000")?;
    department.schema.iter().try_for_each(|sql| to.execute_batch(sql))?;
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' \
         AND name <> 'checkpoint' ORDER BY name";
    let names: Vec<String> = from.prepare(tables)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut rows = 0;
    for name in names {
        let contentless: bool = from.query_row(
            "SELECT sql LIKE '%content = ''''%' FROM sqlite_schema WHERE type = 'table' AND name = ?1",
            [&name],
            |row| row.get(0),
        )?;
        if !contentless {
            rows += copied(&from, &to, &name)?;
        }
    }
    to.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(rows)
}

fn copied(from: &Connection, to: &Connection, name: &str) -> anyhow::Result<u64> {
    // What the schema itself puts there comes with the rows.
    to.execute_batch(&format!("DELETE FROM \"{name}\""))?;
    let names: Vec<String> = from
        .prepare("SELECT '\"' || name || '\"' FROM pragma_table_info(?1)")?
        .query_map([name], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let (names, columns) = (names.join(", "), names.len());
    let places = vec!["?"; columns].join(", ");
    let mut read = from.prepare(&format!("SELECT {names} FROM \"{name}\""))?;
    let mut insert = to.prepare(&format!("INSERT INTO \"{name}\" ({names}) VALUES ({places})"))?;
    let (mut all, mut rows) = (read.query([])?, 0_u64);
    let mut transaction = to.unchecked_transaction()?;
    while let Some(row) = all.next()? {
        let values: Vec<Value> = (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?;
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        insert.execute(&values[..])?;
        rows += 1;
        if rows.is_multiple_of(ROWS as u64) {
            transaction.commit()?;
            transaction = to.unchecked_transaction()?;
        }
    }
    transaction.commit()?;
    Ok(rows)
}
