//! A company of 100,000 customers and 1,000,000 events, made by commands under a turned clock: the work of 540 days.

pub mod board;
mod company;
mod jobs;
mod orders;

pub use company::parsed;

use std::{path::Path, sync::Arc, time::Instant};

use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{Actor, registry::AnyCommand};
use event_store::{
    Clock, CommandError, Durability, Given, Nobody,
    database::{self, Synchronous},
};
use futures::StreamExt;
use uuid::Uuid;
use web::{config::Config, program::Program};

use crate::say;

/// Days of history.
pub const DAYS: u64 = 540;
/// Commands that are on their way at once.
const AT_ONCE: usize = 256;
/// Half hours in which a day's jobs are done.
const PARTS: usize = 16;
/// Written beside the log when it is whole: the moment that the clock shows.
const WHOLE: &str = "filled";

/// How much of everything.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Customers.
    pub customers: u32,
    /// Events, once notes have been added up to it.
    pub events: u64,
}

/// A command to be given.
struct Order {
    actor: Actor,
    id: Uuid,
    command: AnyCommand,
}

/// Fills the folder, unless it was filled before; answers the moment at which it ends.
///
/// # Errors
/// When a command is refused, or the disk fails.
pub async fn fill(dir: &Path, size: Size) -> anyhow::Result<DateTime<Utc>> {
    if let Ok(at) = std::fs::read_to_string(dir.join(WHOLE)) {
        return at.trim().parse().context("the file `filled`");
    }
    if dir.exists() {
        std::fs::remove_dir_all(dir)?;
    }
    let today = Utc::now().date_naive();
    let first = today - Days::new(DAYS);
    let clock = Clock::manual(first.and_time(NaiveTime::MIN).and_utc());
    let program = Program::open(dir, &Config::read(dir)?, clock.clone(), Durability::Bulk).await?;
    let begun = Instant::now();
    let filling = Arc::new(Filling { size, today, first, program });
    filling.found().await?;
    filling.live(&clock).await?;
    clock.turn(today.and_time(NaiveTime::from_hms_opt(15, 30, 0).unwrap_or_default()).and_utc());
    say(&format!("filled by commands in {:.0?}", begun.elapsed()));
    filling.program.make_durable().await?;
    let begun = Instant::now();
    filling.program.app.reads.catch_up(|_| {}).await?;
    let head = filling.head();
    say(&format!("{head} events taken in by every department in {:.0?}", begun.elapsed()));
    filling.leave_reactors_nothing(dir)?;
    filling.program.close().await;
    let now = clock.now();
    std::fs::write(dir.join(WHOLE), now.to_rfc3339())?;
    Ok(now)
}

/// The company in the making.
struct Filling {
    size: Size,
    today: NaiveDate,
    first: NaiveDate,
    program: Program,
}

impl Filling {
    /// Every day of the plan, its jobs many at once, in the small hours; the clock is turned every twenty minutes.
    async fn live(self: &Arc<Self>, clock: &Clock) -> anyhow::Result<()> {
        let plan = jobs::plan(self.size, self.first);
        for (day, jobs) in plan.iter().enumerate() {
            let on = self.first + Days::new(day as u64);
            for (n, jobs) in jobs.chunks(jobs.len().div_ceil(PARTS).max(1)).enumerate() {
                // Before the day's first visit, so that none is planned in the past.
                let at = NaiveTime::MIN + TimeDelta::minutes(n as i64 * 20);
                clock.turn(on.and_time(at).and_utc());
                let mut running = futures::stream::iter(jobs.iter().copied().map(|job| {
                    let filling = self.clone();
                    tokio::spawn(
                        async move { filling.carry_out(job, on).await.with_context(|| format!("{job:?} on {on}")) },
                    )
                }))
                .buffer_unordered(AT_ONCE);
                while let Some(done) = running.next().await {
                    done??;
                }
            }
            if day % 60 == 0 {
                say(&format!("day {day} of {DAYS}"));
            }
        }
        Ok(())
    }

    async fn carry_out(&self, job: jobs::Job, on: NaiveDate) -> anyhow::Result<()> {
        for order in self.orders(job, on)? {
            self.give(order).await?;
        }
        Ok(())
    }

    async fn give(&self, order: Order) -> anyhow::Result<()> {
        let given = Given::by(order.actor);
        let id = order.id.to_string();
        loop {
            match self.program.app.log.run(&id, order.command.clone(), &given, &Nobody).await {
                // Others write to the same thing at once, more often than a command tries by itself.
                Err(CommandError::Conflict { .. }) => tokio::task::yield_now().await,
                outcome => return outcome.map(drop).map_err(Into::into),
            }
        }
    }

    /// The newest position that a department has taken in.
    fn head(&self) -> u64 {
        self.program.app.reads.all().iter().filter_map(|reads| reads.applied()).max().map_or(0, |at| at.0)
    }

    /// What follows from these events was done by the plan already: reactors begin behind them.
    fn leave_reactors_nothing(&self, dir: &Path) -> anyhow::Result<()> {
        let head = i64::try_from(self.head())?;
        let store = self.program.app.log.store.store_id().0.to_string();
        let checkpoints = database::writer(&dir.join("reactors.db"), Synchronous::Full)?;
        for reactor in reactors::REACTORS {
            let note = "INSERT OR REPLACE INTO checkpoints VALUES (?1, ?2, ?3)";
            checkpoints.execute(note, (&store, reactor.name, head))?;
        }
        Ok(())
    }
}
