//! SQLite alone: what the log is measured beside.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use event_store::{NewEvent, database};
use rusqlite::Connection;
use uuid::Uuid;

/// Streams that are appended to.
pub const STREAMS: usize = 1_024;

/// The same rows in the same tables with the same flushes, by one thread that has nothing else to do: nothing is checked,
/// nothing chained, nobody waits.
pub struct Bare {
    file: Connection,
    /// What is written again and again, each time with another id.
    pub sample: NewEvent,
    position: i64,
    revisions: Vec<i64>,
}

impl Bare {
    /// Begins an empty log in a folder that is made anew. Its event is one of a company's log.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub fn open(dir: &Path, company: &Path) -> anyhow::Result<Self> {
        if dir.exists() {
            std::fs::remove_dir_all(dir)?;
        }
        std::fs::create_dir_all(dir)?;
        let file = database::writer(&dir.join("events.db"), database::Synchronous::Full)?;
        file.execute_batch(include_str!("../../migrations/events/1_log.sql"))?;
        for n in 0..STREAMS {
            file.execute(
                "INSERT INTO streams(id, name, category) VALUES(?1, ?2, 'fault')",
                (n as i64, format!("fault-{n}")),
            )?;
        }
        Ok(Self { file, sample: sample(company)?, position: 0, revisions: vec![0; STREAMS] })
    }

    /// Brings it to so many rows, without waiting for the disk meanwhile.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub fn fill(&mut self, rows: u64) -> anyhow::Result<()> {
        self.file.pragma_update(None, "synchronous", "OFF")?;
        while self.position < i64::try_from(rows)? {
            self.write(10_000, Duration::ZERO)?;
        }
        self.file.pragma_update(None, "synchronous", "FULL")?;
        self.file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// For a while, but once at least, transactions of so many rows, one after another; how long each took, in milliseconds.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub fn write(&mut self, rows: usize, time: Duration) -> anyhow::Result<Vec<f64>> {
        let until = Instant::now() + time;
        let mut took = Vec::new();
        while took.is_empty() || Instant::now() < until {
            let begun = Instant::now();
            let transaction = self.file.unchecked_transaction()?;
            let mut add = self.file.prepare_cached(
                "INSERT INTO events(position, event_id, stream_id, revision, event_type, schema_version, recorded_at, data,
                    metadata, hash) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?;
            for _ in 0..rows {
                self.position += 1;
                let stream = self.position as usize % STREAMS;
                let id = Uuid::new_v5(&Uuid::now_v7(), b"0");
                let NewEvent { event_type, version, data, metadata, .. } = &self.sample;
                let (at, revision) = (self.position, self.revisions[stream]);
                add.execute((
                    at,
                    id.as_bytes(),
                    stream as i64,
                    revision,
                    event_type,
                    version,
                    at,
                    data,
                    metadata,
                    [7; 32],
                ))?;
                self.revisions[stream] += 1;
            }
            drop(add);
            transaction.commit()?;
            took.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        Ok(took)
    }
}

/// An event of the company's log whose data, with something sealed in it, comes nearest to 400 bytes.
fn sample(company: &Path) -> anyhow::Result<NewEvent> {
    let log = database::reader(&company.join("events.db"))?;
    let nearest = "SELECT event_type, schema_version, data, metadata FROM events
        WHERE instr(data, 'sealed') ORDER BY abs(length(data) - 400), position LIMIT 1";
    Ok(log.query_row(nearest, [], |row| {
        Ok(NewEvent {
            id: Uuid::nil(),
            event_type: row.get(0)?,
            version: row.get(1)?,
            data: row.get(2)?,
            metadata: row.get(3)?,
        })
    })?)
}
