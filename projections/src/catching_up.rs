//! Brings departments up with the log: what is far behind takes in large pages, each department at its own pace, while the next ones are read.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use event_store::Position;
use tokio::{
    sync::mpsc,
    task::{JoinHandle, spawn_blocking},
};

use crate::{Department, Filling, ReadError, ReadSide, Reads, department::blocking, filling::Meter, follow::Decoded};

/// Events a page while catching up.
const PAGE: u32 = 1_000;
/// So few events are taken in by one department after another: telling each of them apart costs more.
const FEW: usize = 16;
/// So many pages wait for a department that is slower than the others.
const AHEAD: usize = 8;
/// Who is so many events behind is filled in bulk.
const FAR: u64 = 10_000;

/// Who is told how it goes on.
pub(crate) trait Watch: Sync {
    /// Some departments have come further, of an end that moves on.
    fn came(&self, _moving: &[Arc<Reads>], _of: u64) {}

    /// One can't go on; it is left where it is.
    fn stands_still(&self, reads: &Reads, error: ReadError);

    /// Whether it is to be broken off.
    fn is_over(&self) -> bool {
        false
    }
}

impl ReadSide {
    /// Brings every department up with the log as it is now; for the program's start, tests and rebuilds. A department that can't
    /// go on stands still; the others go on.
    ///
    /// # Errors
    /// The first department's that can't go on.
    pub async fn catch_up(&self, progress: impl Fn(Filling) + Sync) -> Result<(), ReadError> {
        self.bring_up_live(self.reads.clone(), progress).await
    }

    /// The same of some departments alone.
    ///
    /// # Errors
    /// As [`ReadSide::catch_up`].
    pub async fn catch_up_those(&self, wanted: impl Fn(&Department) -> bool) -> Result<(), ReadError> {
        self.bring_up_live(self.reads.iter().filter(|reads| wanted(reads.department)).cloned().collect(), |_| {}).await
    }

    /// The same before anything is served, but for departments that are more than `most` events behind: those answer
    /// [`ReadError::Filling`] until [`ReadSide::run`] has filled them.
    ///
    /// # Errors
    /// As [`ReadSide::catch_up`].
    pub async fn begin(&self, most: u64, progress: impl Fn(Filling) + Sync) -> Result<(), ReadError> {
        let newest = self.newest().await?;
        let at = |reads: &Reads| reads.applied().map_or(0, |at| at.0);
        let (far, near): (Vec<_>, Vec<_>) =
            self.reads.iter().cloned().partition(|reads| newest.saturating_sub(at(reads)) > most);
        for reads in &far {
            reads.hide(Meter::begin(reads.applied()).at(reads.applied(), newest));
        }
        self.bring_up_live(near, progress).await
    }

    /// Fills departments that nobody is shown yet, and shows them. One that can't go on is left to who follows it.
    pub(crate) async fn fill_hidden(&self, hidden: &[Arc<Reads>]) {
        let begun = hidden.iter().map(|reads| (reads.department.name, Meter::begin(reads.applied()))).collect();
        let watch = Hidden { side: self, begun };
        match self.bring_up(hidden.to_vec(), &watch).await {
            Ok(filled) => {
                filled.iter().for_each(|reads| self.show(reads));
            }
            Err(error) => tracing::error!(%error, "read tables are not filled yet"),
        }
    }

    /// Lets a department be asked that has come to the end.
    pub(crate) fn show(&self, reads: &Arc<Reads>) {
        reads.pool.hide(None);
        tracing::info!(department = reads.department.name, "read tables are filled");
        self.rebuilds.send_modify(|_| {});
        self.goes_on(reads);
    }

    async fn bring_up_live(&self, moving: Vec<Arc<Reads>>, progress: impl Fn(Filling) + Sync) -> Result<(), ReadError> {
        let meter = Meter::begin(behind(&moving));
        let watch = Live { side: self, first: Mutex::default(), progress, meter };
        for reads in self.bring_up(moving, &watch).await? {
            if reads.pool.is_hidden() {
                self.show(&reads);
            }
            self.stalled().remove(reads.department.name);
            reads.pool.progress.stand_still(false);
        }
        self.tell();
        watch.first.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    /// Brings departments up; answers those that came to the end.
    ///
    /// # Errors
    /// When the log can't be read, or the disk fails at the end.
    pub(crate) async fn bring_up(
        &self,
        moving: Vec<Arc<Reads>>,
        watch: &impl Watch,
    ) -> Result<Vec<Arc<Reads>>, ReadError> {
        let newest = self.newest().await?;
        if newest.saturating_sub(behind(&moving).map_or(0, |at| at.0)) <= FAR {
            return self.go_through(moving, newest, watch).await;
        }
        let all = moving.clone();
        each(&all, |reads| reads.begin_filling()).await?;
        let arrived = self.go_through(moving, newest, watch).await;
        let whole = arrived.as_ref().map_or(&[][..], |arrived| &arrived[..]);
        let settled = each(whole, |reads| reads.end_filling(true)).await;
        each(&all, |reads| reads.end_filling(false)).await.and(settled)?;
        arrived
    }

    async fn go_through(
        &self,
        mut moving: Vec<Arc<Reads>>,
        mut newest: u64,
        watch: &impl Watch,
    ) -> Result<Vec<Arc<Reads>>, ReadError> {
        loop {
            let after = behind(&moving);
            let page = self.read(after, PAGE).await?;
            if moving.is_empty() || page.next <= after || watch.is_over() {
                return Ok(moving);
            }
            let mut read = Ok(());
            if page.events.len() <= FEW {
                let mut taken = take_few(&moving, &page).await?.into_iter();
                moving.retain(|reads| went_on(reads, taken.next().unwrap_or(Ok(())), watch));
            } else {
                let mut lanes: Vec<Lane> = moving.drain(..).map(Lane::open).collect();
                read = self.hand_out(page, &mut lanes, &mut newest, watch).await;
                for lane in lanes {
                    moving.extend(lane.end(watch).await);
                }
            }
            self.tell();
            watch.came(&moving, newest);
            read?;
        }
    }

    /// Gives every department each page up to the end of the log.
    async fn hand_out(
        &self,
        mut page: Decoded,
        lanes: &mut Vec<Lane>,
        newest: &mut u64,
        watch: &impl Watch,
    ) -> Result<(), ReadError> {
        loop {
            let mut open = Vec::with_capacity(lanes.len());
            for lane in lanes.drain(..) {
                match lane.give(&page).await {
                    Ok(lane) => open.push(lane),
                    Err(ended) => drop(ended.end(watch).await),
                }
            }
            *lanes = open;
            self.tell();
            if let Some(at) = page.next.filter(|at| at.0 > *newest) {
                *newest = self.newest().await?.max(at.0);
            }
            let moving: Vec<_> = lanes.iter().map(|lane| lane.reads.clone()).collect();
            watch.came(&moving, *newest);
            if page.events.len() < PAGE as usize || lanes.is_empty() || watch.is_over() {
                return Ok(());
            }
            page = self.read(page.next, PAGE).await?;
        }
    }

    /// The newest position; 0 when nothing ever happened.
    pub(crate) async fn newest(&self) -> Result<u64, ReadError> {
        Ok(self.log.store.newest().await?.map_or(0, |(at, _)| at.0))
    }
}

/// Departments that people are shown, or soon.
struct Live<'a, P> {
    side: &'a ReadSide,
    first: Mutex<Option<ReadError>>,
    progress: P,
    meter: Meter,
}

impl<P: Fn(Filling) + Sync> Watch for Live<'_, P> {
    fn came(&self, moving: &[Arc<Reads>], of: u64) {
        (self.progress)(self.meter.at(behind(moving), of));
    }

    fn stands_still(&self, reads: &Reads, error: ReadError) {
        self.side.stands_still(reads, &error);
        self.first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// Departments that are hidden: who asks for them is told how far they are.
struct Hidden<'a> {
    side: &'a ReadSide,
    begun: BTreeMap<&'static str, Meter>,
}

impl Watch for Hidden<'_> {
    fn came(&self, moving: &[Arc<Reads>], of: u64) {
        for reads in moving.iter().filter(|reads| reads.pool.is_hidden()) {
            if let Some(meter) = self.begun.get(reads.department.name) {
                reads.hide(meter.at(reads.applied(), of));
            }
        }
        self.side.rebuilds.send_modify(|_| {});
    }

    fn stands_still(&self, reads: &Reads, error: ReadError) {
        reads.tell_hidden();
        self.side.stands_still(reads, &error);
    }
}

/// Up to where the last of some departments has come.
pub(crate) fn behind(departments: &[Arc<Reads>]) -> Option<Position> {
    departments.iter().map(|reads| reads.applied()).min().flatten()
}

/// Does the same with each, all at once.
pub(crate) async fn each(
    departments: &[Arc<Reads>],
    work: impl Fn(&Reads) -> Result<(), ReadError> + Copy + Send + 'static,
) -> Result<(), ReadError> {
    let all = departments.iter().cloned().map(|reads| blocking(move || work(&reads)));
    futures::future::join_all(all).await.into_iter().collect()
}

/// A department that takes in pages at its own pace: a slow one holds up the others only once it is a few pages behind.
struct Lane {
    reads: Arc<Reads>,
    pages: mpsc::Sender<Decoded>,
    taken: JoinHandle<Result<(), ReadError>>,
}

impl Lane {
    fn open(reads: Arc<Reads>) -> Self {
        let (pages, mut given) = mpsc::channel::<Decoded>(AHEAD);
        let takes = reads.clone();
        let taken = spawn_blocking(move || {
            while let Some(page) = given.blocking_recv() {
                takes.take_up_to_fault(&page.events, page.next)?;
            }
            Ok(())
        });
        Self { reads, pages, taken }
    }

    /// Gives it a page; the lane itself where it takes no more.
    async fn give(self, page: &Decoded) -> Result<Self, Self> {
        match self.pages.send(page.clone()).await {
            Ok(()) => Ok(self),
            Err(_) => Err(self),
        }
    }

    /// Waits until all is taken in; none where that did not come to its end.
    async fn end(self, watch: &impl Watch) -> Option<Arc<Reads>> {
        drop(self.pages);
        let broken_off = |error| Err(ReadError::Io("a department".into(), std::io::Error::other(error)));
        let taken = self.taken.await.unwrap_or_else(broken_off);
        Some(self.reads).filter(|reads| went_on(reads, taken, watch))
    }
}

/// Whether a department goes on after what it took in; who watches is told of one that does not.
fn went_on(reads: &Reads, taken: Result<(), ReadError>, watch: &impl Watch) -> bool {
    taken.map_err(|error| watch.stands_still(reads, error)).is_ok()
}

/// Has one department after another take in a page: a small one is not worth a thread each.
async fn take_few(departments: &[Arc<Reads>], page: &Decoded) -> Result<Vec<Result<(), ReadError>>, ReadError> {
    let (departments, page) = (departments.to_vec(), page.clone());
    blocking(move || Ok(departments.iter().map(|reads| reads.take_up_to_fault(&page.events, page.next)).collect()))
        .await
}
