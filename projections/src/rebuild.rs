//! Works tables out anew beside those that are there, and puts them in their place; those are asked meanwhile as ever.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, atomic::Ordering},
    time::{Duration, Instant},
};

use tokio::sync::watch;

use crate::{
    DEPARTMENTS, Department, Filling, ReadError, ReadSide, Reads,
    ahead::AHEAD,
    catching_up::{Watch, behind},
    check,
    department::blocking,
    filling::Meter,
    follow::{open_all, remove_folder},
    order::{Order, Told},
};

/// The folder in which tables are worked out anew.
pub(crate) const BESIDE: &str = "beside";
/// How often it is looked whether another program left an order.
const LOOK: Duration = Duration::from_millis(500);
/// How often it is told to other programs how far it is.
const TELL: Duration = Duration::from_millis(250);
/// How long one that can't go on waits at most before it tries again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

impl ReadSide {
    /// Works all tables out anew: nothing is left of what can't be read in the log any more. Who works some out meanwhile makes way.
    ///
    /// # Errors
    /// When it can't be done; those that are there are then as they were.
    pub async fn renew(&self) -> Result<(), ReadError> {
        let [asked, done] = &self.renewing;
        asked.fetch_add(1, Ordering::SeqCst);
        let _turn = self.turn.lock().await;
        let renewed = self.renew_all().await;
        self.rebuilds.send_modify(BTreeMap::clear);
        renewed?;
        done.store(asked.load(Ordering::SeqCst), Ordering::SeqCst);
        Ok(())
    }

    async fn renew_all(&self) -> Result<(), ReadError> {
        self.veil().await?;
        self.forget_pages().await;
        let folder = self.dir.join(BESIDE);
        remove_folder(&folder)?;
        remove_folder(&self.dir.join(AHEAD))?;
        check::clear(&self.dir)?;
        let beside = open_all(&folder, DEPARTMENTS, &self.log, false).await?;
        let watch = Beside::begin(self, &beside, None);
        let filled = self.bring_up(beside, &watch).await?;
        if let Some(error) = watch.first() {
            return Err(error);
        }
        for filled in &filled {
            self.swap(filled).await?;
        }
        self.throw_away_past().await?;
        remove_folder(&folder)
    }

    /// Leaves an order to work tables of some departments out anew, or all where none is named; it goes on through a start.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn order(&self, departments: Vec<String>) -> Result<Order, ReadError> {
        let order = Order::leave(&self.dir, departments)?;
        self.ordered.notify_one();
        Ok(order)
    }

    /// Says when tables that are filled have come further.
    pub fn watch_filling(&self) -> watch::Receiver<BTreeMap<&'static str, Filling>> {
        self.rebuilds.subscribe()
    }

    /// Carries out what is ordered, until the task is dropped.
    pub(crate) async fn take_orders(&self) {
        loop {
            match Order::left(&self.dir) {
                Ok(Some(order)) => {
                    if let Err(error) = self.carry_out(&order).await {
                        tracing::error!(%error, "read tables are not worked out anew yet");
                        tokio::time::sleep(LONGEST_PAUSE).await;
                    }
                }
                Ok(None) => {
                    // Time out or not: it is looked then.
                    let _ = tokio::time::timeout(LOOK, self.ordered.notified()).await;
                }
                Err(error) => {
                    tracing::error!(%error, "an order to work read tables out anew can't be read");
                    tokio::time::sleep(LONGEST_PAUSE).await;
                }
            }
        }
    }

    async fn carry_out(&self, order: &Order) -> Result<(), ReadError> {
        let told = Told { id: order.id, ..Told::default() };
        told.tell(&self.dir)?;
        let begun = Instant::now();
        self.rebuild(&order.about(), Some(&told)).await?;
        tracing::info!(departments = ?order.departments, took = ?begun.elapsed(), "read tables were worked out anew");
        order.done(&self.dir)?;
        Told { done: true, ..told }.tell(&self.dir)
    }

    /// Works tables of some departments out anew, each put in its place when it has come to the end. What was broken off goes on where
    /// it was; one that can't go on tries again until it can, and the others don't wait for it.
    ///
    /// # Errors
    /// When the folder can't be used.
    pub async fn rebuild(&self, wanted: &[&'static Department], told: Option<&Told>) -> Result<(), ReadError> {
        let [asked, done] = &self.renewing;
        let mut pause = Duration::from_millis(200);
        // What is hidden is being filled anyway.
        let mut left = wanted.to_vec();
        left.retain(|department| !self.of(department).pool.is_hidden());
        while !left.is_empty() {
            let before = asked.load(Ordering::SeqCst);
            let turn = self.turn.lock().await;
            if done.load(Ordering::SeqCst) > before {
                break;
            }
            let outcome = self.attempt(&mut left, told, || asked.load(Ordering::SeqCst) > before).await;
            drop(turn);
            if asked.load(Ordering::SeqCst) > before {
                // Somebody is forgotten: who waits for this turn works all of them out.
                let _after = self.turn.lock().await;
                if done.load(Ordering::SeqCst) > before {
                    break;
                }
            } else if let Err(error) = outcome {
                self.rebuilds.send_modify(|all| {
                    all.values_mut().for_each(|filling| filling.stalled = Some(error.to_string()));
                });
            }
            if !left.is_empty() {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        self.rebuilds.send_modify(BTreeMap::clear);
        // What was wrong in tables is so in copies of them.
        self.throw_away_copies(wanted).await?;
        remove_folder(&self.dir.join(BESIDE))
    }

    /// Fills what is left as far as it can be, and puts it in its place.
    async fn attempt(
        &self,
        left: &mut Vec<&'static Department>,
        told: Option<&Told>,
        is_over: impl Fn() -> bool + Sync,
    ) -> Result<(), ReadError> {
        let folder = self.dir.join(BESIDE);
        let mut beside = Vec::with_capacity(left.len());
        for department in &*left {
            beside.push(Reads::open(&folder, department, self.log.store.store_id(), false).await?);
        }
        let watch = Beside { is_over: Some(&is_over), ..Beside::begin(self, &beside, told) };
        let filled = self.bring_up(beside, &watch).await?;
        for filled in filled {
            if is_over() {
                break;
            }
            self.swap(&filled).await?;
            left.retain(|department| department.name != filled.department.name);
        }
        Ok(())
    }

    /// Puts filled tables in the place of those that are there, once they have come as far.
    async fn swap(&self, filled: &Arc<Reads>) -> Result<(), ReadError> {
        let live = self.of(filled.department);
        loop {
            let (reads, its) = (live.clone(), filled.clone());
            if blocking(move || reads.replace(&its)).await? {
                break;
            }
            let last = Last::default();
            self.bring_up(vec![filled.clone()], &last).await?;
            if let Some(error) = last.0.into_inner().unwrap_or_else(PoisonError::into_inner) {
                return Err(error);
            }
        }
        live.pool.hide(None);
        self.rebuilds.send_modify(|all| drop(all.remove(live.department.name)));
        self.goes_on(live);
        Ok(())
    }
}

/// Tables beside those that people are shown.
struct Beside<'a> {
    side: &'a ReadSide,
    meters: BTreeMap<&'static str, Meter>,
    /// What other programs are told of it, and when they were last.
    told: Option<&'a Told>,
    last: Mutex<Instant>,
    first: Mutex<Option<ReadError>>,
    is_over: Option<&'a (dyn Fn() -> bool + Sync)>,
}

impl<'a> Beside<'a> {
    fn begin(side: &'a ReadSide, beside: &[Arc<Reads>], told: Option<&'a Told>) -> Self {
        let meters = beside.iter().map(|reads| (reads.department.name, Meter::begin(reads.applied()))).collect();
        let watch =
            Self { side, meters, told, last: Mutex::new(Instant::now()), first: Mutex::default(), is_over: None };
        watch.came(beside, behind(&side.reads).map_or(0, |at| at.0));
        watch
    }

    fn first(&self) -> Option<ReadError> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Tells other programs; that they are not told now hinders nothing.
    fn tell(&self) {
        let Some(told) = self.told else { return };
        let filling = self.side.rebuilds.borrow().iter().map(|(name, how)| ((*name).into(), how.clone())).collect();
        if let Err(error) = (Told { filling, ..told.clone() }).tell(&self.side.dir) {
            tracing::warn!(%error, "how far read tables are worked out anew is not told");
        }
    }
}

impl Watch for Beside<'_> {
    fn came(&self, moving: &[Arc<Reads>], of: u64) {
        self.side.rebuilds.send_modify(|all| {
            for reads in moving {
                let (name, at) = (reads.department.name, reads.applied());
                let Some(now) = self.meters.get(name).map(|meter| meter.at(at, of)) else { continue };
                let stalled =
                    all.remove(name).filter(|before| before.done == now.done).and_then(|before| before.stalled);
                all.insert(name, Filling { stalled, ..now });
            }
        });
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.elapsed() >= TELL {
            *last = Instant::now();
            self.tell();
        }
    }

    fn stands_still(&self, reads: &Reads, error: ReadError) {
        let (name, why) = (reads.department.name, error.to_string());
        tracing::error!(department = name, %error, "read tables that are worked out anew stand still");
        self.side.rebuilds.send_modify(|all| {
            let how = all.entry(name).or_default();
            how.done = reads.applied().map_or(0, |at| at.0);
            (how.rate, how.left_s, how.stalled) = (0, None, Some(why));
        });
        self.tell();
        self.first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }

    fn is_over(&self) -> bool {
        self.is_over.is_some_and(|is_over| is_over())
    }
}

/// The last few events before a swap.
#[derive(Default)]
struct Last(Mutex<Option<ReadError>>);

impl Watch for Last {
    fn stands_still(&self, _: &Reads, error: ReadError) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}
