//! Follows the log for all reactors: thinks, carries out, moves the checkpoints. A replay repeats nothing (DESIGN I4).

use std::{collections::BTreeMap, path::Path, sync::Arc, time::Duration};

use domain::Actor;
use event_store::{CommandError, Given, Outside, Position, Recorded, codec};
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};
use uuid::Uuid;

use crate::{REACTORS, ReactError, Reactor, Start, World, effect::Effect};

/// Events a page.
const PAGE: u32 = 200;
/// How long an idle runner waits before it looks again by itself.
const IDLE: Duration = Duration::from_secs(1);
/// How long it waits for the read tables that it looks in.
const SHOWN_WITHIN: Duration = Duration::from_secs(30);

/// Runs the reactors of one log.
pub struct Runner {
    world: Arc<World>,
    outside: Arc<dyn Outside>,
    checkpoints: SqlitePool,
    reactors: &'static [&'static Reactor],
}

/// Why the runner stands still.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A reactor could not think.
    #[error("{0}: {1}")]
    React(&'static str, #[source] ReactError),
    /// What it wanted could not be carried out.
    #[error("{0}: {1}")]
    CarryOut(&'static str, #[source] CommandError),
    /// The log could not be read.
    #[error(transparent)]
    Store(#[from] event_store::StoreError),
    /// The checkpoints could not be read or written.
    #[error("checkpoints of reactors: {0}")]
    Checkpoints(#[from] sqlx::Error),
    /// The read tables are too far behind to look things up in.
    #[error("the read tables are behind")]
    Behind,
}

impl Runner {
    /// Opens the checkpoints in `<dir>/reactors.db`. Losing that file is harmless: what follows from an event has its id from it.
    ///
    /// # Errors
    /// When the file can't be opened.
    pub async fn open(dir: &Path, world: Arc<World>, outside: Arc<dyn Outside>) -> Result<Self, RunError> {
        let options = SqliteConnectOptions::new()
            .filename(dir.join("reactors.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        let checkpoints = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        sqlx::raw_sql(
            "CREATE TABLE IF NOT EXISTS checkpoints
             (store_id TEXT NOT NULL, reactor TEXT NOT NULL, position INTEGER, PRIMARY KEY (store_id, reactor)) STRICT",
        )
        .execute(&checkpoints)
        .await?;
        Ok(Self { world, outside, checkpoints, reactors: REACTORS })
    }

    /// The same runner with other reactors, for tests.
    pub fn with(mut self, reactors: &'static [&'static Reactor]) -> Self {
        self.reactors = reactors;
        self
    }

    /// Follows the log until the task is dropped; on trouble it waits, longer each time, and goes on where it was.
    pub async fn run(&self) {
        let mut pause = IDLE;
        loop {
            match self.step().await {
                Ok(Some(_)) => pause = IDLE,
                Ok(None) => {
                    let at = self.reached().await.ok().and_then(|reached| reached.values().min().copied()).flatten();
                    self.world.log.store.changed(at, IDLE).await;
                }
                Err(error) => {
                    tracing::error!(%error, "reactors stand still");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(Duration::from_secs(60));
                }
            }
        }
    }

    /// Works off all that has happened, and all that follows from it; for tests and the demo's history.
    /// The read tables are brought up by the caller's `catch_up` before each page.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn pump(&self) -> Result<(), RunError> {
        loop {
            self.world.reads.catch_up(|_| {}).await.map_err(|error| RunError::React("reads", error.into()))?;
            if self.step().await?.is_none() {
                return Ok(());
            }
        }
    }

    /// Works off one page; answers its last position, or none when there was none.
    async fn step(&self) -> Result<Option<Position>, RunError> {
        let mut reached = self.reached().await?;
        let Some(after) = reached.values().min().copied() else { return Ok(None) };
        let page = self.world.log.store.read_all(after, PAGE).await?;
        let (Some(next), false) = (page.next, page.events.is_empty()) else { return Ok(None) };
        let events = codec::decode_page(&self.world.log.keys, page.events).await?;
        let wanted = |event: &Recorded| self.reactors.iter().any(|reactor| (reactor.wants)(&event.event));
        if events.iter().any(wanted) && !self.world.reads.wait(next, SHOWN_WITHIN).await {
            return Err(RunError::Behind);
        }
        for event in &events {
            for reactor in self.reactors {
                if (reactor.wants)(&event.event)
                    && reached.get(reactor.name).is_some_and(|at| *at < Some(event.position))
                {
                    self.react(reactor, event).await?;
                }
            }
        }
        for at in reached.values_mut() {
            *at = (*at).max(Some(next));
        }
        self.note(&reached).await?;
        Ok(Some(next))
    }

    async fn react(&self, reactor: &'static Reactor, event: &Recorded) -> Result<(), RunError> {
        let effects = (reactor.react)(&self.world, event).await;
        for (n, effect) in effects.map_err(|error| RunError::React(reactor.name, error))?.into_iter().enumerate() {
            self.carry_out(reactor, event, n, effect).await?;
        }
        Ok(())
    }

    async fn carry_out(
        &self,
        reactor: &'static Reactor,
        event: &Recorded,
        n: usize,
        Effect { id, command }: Effect,
    ) -> Result<(), RunError> {
        let given = Given {
            command_id: Uuid::new_v5(&event.id, format!("{} {n}", reactor.name).as_bytes()),
            actor: Actor::system(reactor.name),
            cause: Some(event.id),
            correlation: Some(event.metadata.correlation),
            seen: None,
        };
        match self.world.log.run(&id, command, &given, self.outside.as_ref()).await {
            Ok(_) => Ok(()),
            // A rule stands against it: things have moved on since. That is an answer, not a failure.
            Err(CommandError::Refused(refused)) => {
                tracing::info!(reactor = reactor.name, cause = %event.id, code = refused.code, "not carried out");
                Ok(())
            }
            Err(error) => Err(RunError::CarryOut(reactor.name, error)),
        }
    }

    /// Up to where each reactor has come; one that never ran is given its start.
    async fn reached(&self) -> Result<BTreeMap<&'static str, Option<Position>>, RunError> {
        let store = self.world.log.store.store_id().0.to_string();
        let rows = sqlx::query("SELECT reactor, position FROM checkpoints WHERE store_id = ?1")
            .bind(&store)
            .fetch_all(&self.checkpoints)
            .await?;
        let mut known = BTreeMap::new();
        for row in rows {
            let position = row.try_get::<Option<i64>, _>(1)?.and_then(|position| u64::try_from(position).ok());
            known.insert(row.try_get::<String, _>(0)?, position.map(Position));
        }
        // On a log where no reactor ever ran, all begin with it.
        let fresh = known.is_empty();
        let mut reached = BTreeMap::new();
        for reactor in self.reactors {
            let at = match known.get(reactor.name) {
                Some(at) => *at,
                None if fresh || reactor.start == Start::Origin => None,
                None => known.values().max().copied().flatten(),
            };
            reached.insert(reactor.name, at);
        }
        Ok(reached)
    }

    async fn note(&self, reached: &BTreeMap<&'static str, Option<Position>>) -> Result<(), RunError> {
        let store = self.world.log.store.store_id().0.to_string();
        let mut transaction = self.checkpoints.begin().await?;
        for (name, at) in reached {
            sqlx::query("INSERT OR REPLACE INTO checkpoints VALUES (?1, ?2, ?3)")
                .bind(&store)
                .bind(*name)
                .bind(at.map(|at| i64::try_from(at.0).unwrap_or(i64::MAX)))
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}
