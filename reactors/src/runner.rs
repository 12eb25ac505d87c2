//! Follows the log for all reactors: thinks, carries out, moves the checkpoints. A replay repeats nothing (DESIGN I4).

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::{Actor, mail, registry::AnyCommand};
use event_store::{
    CommandError, Given, Outside, Position, Recorded,
    backup::restore,
    database::{self, Synchronous},
    lease,
};
use futures::{StreamExt, stream};
use projections::{ReadError, follow::Decoded};
use rusqlite::Connection;
use uuid::Uuid;

use crate::{REACTORS, ReactError, Reactor, Start, World, effect::Effect, tell};

/// The file of the checkpoints in the data folder.
pub const FILE: &str = "reactors.db";
/// Events a page.
const PAGE: u32 = 500;
/// Events of a page that are thought about at once, and mails and tasks that are carried out at once.
const AT_ONCE: usize = 16;
/// How long an idle runner waits before it looks again by itself.
const IDLE: Duration = Duration::from_secs(1);
/// How long events gather: thinking about many at once costs little more than about one.
const GATHERING: Duration = Duration::from_millis(25);
/// How long it waits at most after trouble before it tries again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How long it waits for the read tables that it looks in.
const SHOWN_WITHIN: Duration = Duration::from_secs(30);

/// Runs the reactors of one log.
pub struct Runner {
    world: Arc<World>,
    outside: Arc<dyn Outside>,
    /// Writing it does not wait for the disk.
    checkpoints: Mutex<Connection>,
    reactors: &'static [&'static Reactor],
    /// As far as this runner has come; unknown until it has looked.
    reached: Mutex<Option<Reached>>,
}

/// Up to where each reactor has come.
type Reached = BTreeMap<&'static str, Option<Position>>;

/// What is to be carried out, and because of what.
type Cause<'a> = (&'static Reactor, &'a Recorded, usize);

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
    Checkpoints(#[from] rusqlite::Error),
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
        // What a power cut takes away is worked off again, and nothing happens by that.
        const TABLES: &str = "CREATE TABLE IF NOT EXISTS checkpoints
             (store_id TEXT NOT NULL, reactor TEXT NOT NULL, position INTEGER, PRIMARY KEY (store_id, reactor)) STRICT";
        let checkpoints = database::spare_writer(&dir.join(FILE), Synchronous::Normal, TABLES)?;
        let checkpoints = Mutex::new(checkpoints);
        Ok(Self { world, outside, checkpoints, reactors: REACTORS, reached: Mutex::default() })
    }

    /// Tells reactors of a restored log how far they had come when it was as it is: where the events say that they were, and a
    /// page before. What is thought of once more has been done, or has still to be.
    ///
    /// # Errors
    /// When the log can't be read, or the checkpoints can't be written.
    pub async fn resume(&self, dir: &Path) -> Result<(), RunError> {
        let own = |name: &str| self.reactors.iter().any(|reactor| reactor.name == name);
        let cause = restore::last_cause(dir, own)?;
        let at = cause.and_then(|cause| cause.0.checked_sub(PAGE.into())).filter(|at| *at > 0).map(Position);
        self.note(self.reactors.iter().map(|reactor| (reactor.name, at)).collect())
    }

    /// Goes on where another program on this log had come, if that was further than this one has.
    ///
    /// # Errors
    /// When the checkpoints can't be read or written.
    pub fn go_on_from(&self, reached: &lease::Reached) -> Result<(), RunError> {
        let mut own = self.look_up()?;
        for (name, at) in &mut own {
            *at = (*at).max(reached.get(*name).copied().flatten());
        }
        self.note(own)
    }

    /// Up to where each reactor has come, for who goes on after this program.
    pub fn reached(&self) -> lease::Reached {
        self.come_to().iter().flatten().map(|(name, at)| ((*name).to_owned(), *at)).collect()
    }

    /// The same runner with other reactors, for tests.
    pub fn with(mut self, reactors: &'static [&'static Reactor]) -> Self {
        self.reactors = reactors;
        self.reached = Mutex::default();
        self
    }

    /// Follows the log until the task is dropped; on trouble it waits, longer each time, and goes on where it was.
    pub async fn run(&self) {
        let mut pause = IDLE;
        loop {
            match self.step().await {
                Ok(true) => pause = IDLE,
                Ok(false) => {
                    self.world.log.store.changed(self.behind(), IDLE).await;
                    tokio::time::sleep(GATHERING).await;
                }
                Err(error) => {
                    let filling = matches!(&error, RunError::React(_, ReactError::Read(ReadError::Filling(_))));
                    tell(&error, filling, "reactors stand still");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Works off all that has happened, and all that follows from it, and brings all read tables up with it; for tests.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn pump(&self) -> Result<(), RunError> {
        self.work_off_all().await?;
        self.world.reads.catch_up(|_| {}).await.map_err(behind)
    }

    /// Works off all that has happened, and all that follows from it; only the read tables that reactors look in are brought up
    /// with it. For the history of a demo company.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn work_off_all(&self) -> Result<(), RunError> {
        let mut reached = self.known()?;
        loop {
            let page = self.page(&reached).await?;
            if page.events.is_empty() {
                return self.note(reached);
            }
            if self.is_wanted(&page.events) {
                self.world.reads.catch_up_those(|department| department.for_reactors).await.map_err(behind)?;
            }
            self.work_off(&page, &mut reached).await?;
        }
    }

    /// Works off one page; answers whether there was one.
    async fn step(&self) -> Result<bool, RunError> {
        let mut reached = self.known()?;
        let page = self.page(&reached).await?;
        let (Some(next), false) = (page.next, page.events.is_empty()) else { return Ok(false) };
        if self.is_wanted(&page.events) && !self.world.reads.wait_for_reactors(next, SHOWN_WITHIN).await {
            return Err(RunError::Behind);
        }
        self.work_off(&page, &mut reached).await?;
        self.note(reached)?;
        Ok(true)
    }

    async fn page(&self, reached: &Reached) -> Result<Decoded, RunError> {
        let after = reached.values().min().copied().flatten();
        self.world.reads.page(after, PAGE).await.map_err(behind)
    }

    fn is_wanted(&self, events: &[Recorded]) -> bool {
        events.iter().any(|event| self.reactors.iter().any(|reactor| (reactor.wants)(&event.event)))
    }

    /// Several events are thought about at once: thinking changes nothing. What comes of it is carried out in the order of the
    /// events, so that numbers are drawn in the same order again; only mails and tasks, which no decision looks at, wait for
    /// the end of the page and are then carried out many at once.
    async fn work_off(&self, page: &Decoded, reached: &mut Reached) -> Result<(), RunError> {
        let mut thinking = Vec::new();
        for event in page.events.iter() {
            for reactor in self.reactors {
                let new = reached.get(reactor.name).is_some_and(|at| *at < Some(event.position));
                if new && (reactor.wants)(&event.event) {
                    thinking.push(self.think(reactor, event));
                }
            }
        }
        let (mut later, mut places) = (Vec::<Vec<(Cause<'_>, Effect)>>::new(), HashMap::new());
        let mut thinking = thinking.into_iter();
        loop {
            // Thought to the end before anything is carried out: all thoughts of a bunch see the same tables.
            let thoughts = futures::future::try_join_all(thinking.by_ref().take(AT_ONCE)).await?;
            if thoughts.is_empty() {
                break;
            }
            for (reactor, event, effects) in thoughts {
                for (n, effect) in effects.into_iter().enumerate() {
                    let cause = (reactor, event, n);
                    let one_after_another = match &effect.command {
                        // Who gets several gets them in their order.
                        AnyCommand::Mail(mail::Command::Queue { subject, .. }) => subject.to_string(),
                        AnyCommand::Mail(_) | AnyCommand::Task(_) => effect.id.clone(),
                        _ => {
                            self.carry_out(cause, effect).await?;
                            continue;
                        }
                    };
                    let place = *places.entry(one_after_another).or_insert(later.len());
                    if place == later.len() {
                        later.push(Vec::new());
                    }
                    later[place].push((cause, effect));
                }
            }
        }
        let mut remaining = Vec::new();
        for effects in later {
            remaining.push(self.carry_out_all(effects));
        }
        // Each to its end, whatever becomes of the others.
        let done: Vec<_> = stream::iter(remaining).buffer_unordered(AT_ONCE).collect().await;
        done.into_iter().collect::<Result<(), RunError>>()?;
        for at in reached.values_mut() {
            *at = (*at).max(page.next);
        }
        Ok(())
    }

    async fn think<'a>(
        &'a self,
        reactor: &'static Reactor,
        event: &'a Recorded,
    ) -> Result<(&'static Reactor, &'a Recorded, Vec<Effect>), RunError> {
        let effects = (reactor.react)(&self.world, event).await;
        effects.map(|effects| (reactor, event, effects)).map_err(|error| RunError::React(reactor.name, error))
    }

    /// One after another.
    async fn carry_out_all(&self, effects: Vec<(Cause<'_>, Effect)>) -> Result<(), RunError> {
        for (cause, effect) in effects {
            self.carry_out(cause, effect).await?;
        }
        Ok(())
    }

    async fn carry_out(&self, (reactor, event, n): Cause<'_>, effect: Effect) -> Result<(), RunError> {
        let Effect { id, command } = effect;
        let given = Given {
            command_id: Uuid::new_v5(&event.id, format!("{} {n}", reactor.name).as_bytes()),
            cause: Some(event.id),
            correlation: Some(event.metadata.correlation),
            ..Given::by(Actor::system(reactor.name))
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

    /// Up to where the last of the reactors has come.
    fn behind(&self) -> Option<Position> {
        self.come_to().as_ref().and_then(|reached| reached.values().min().copied()).flatten()
    }

    /// Up to where each has come; looked up once.
    fn known(&self) -> Result<Reached, RunError> {
        let mut reached = self.come_to();
        match &*reached {
            Some(known) => Ok(known.clone()),
            None => Ok(reached.insert(self.look_up()?).clone()),
        }
    }

    /// Up to where each reactor has come; one that never ran is given its start.
    fn look_up(&self) -> Result<Reached, RunError> {
        let store = self.world.log.store.store_id().0.to_string();
        let mut known = BTreeMap::new();
        let file = self.checkpoints();
        let mut select = file.prepare("SELECT reactor, position FROM checkpoints WHERE store_id = ?1")?;
        let mut rows = select.query([store])?;
        while let Some(row) = rows.next()? {
            let position = row.get::<_, Option<i64>>(1)?.and_then(|position| u64::try_from(position).ok());
            known.insert(row.get::<_, String>(0)?, position.map(Position));
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

    /// Moves the checkpoints, in one statement.
    fn note(&self, reached: Reached) -> Result<(), RunError> {
        let rows: Vec<_> = reached.iter().map(|(name, at)| (name, at.map(|at| at.0))).collect();
        let row = (self.world.log.store.store_id().0.to_string(), serde_json::to_string(&rows).unwrap_or_default());
        self.checkpoints()
            .prepare_cached(
                "INSERT OR REPLACE INTO checkpoints SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)",
            )?
            .execute(row)?;
        *self.come_to() = Some(reached);
        Ok(())
    }

    fn come_to(&self) -> MutexGuard<'_, Option<Reached>> {
        self.reached.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn checkpoints(&self) -> MutexGuard<'_, Connection> {
        self.checkpoints.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn behind(error: ReadError) -> RunError {
    RunError::React("reads", error.into())
}
