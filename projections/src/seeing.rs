//! What who asks is to see: each of their questions waits until the department that it asks shows as much, and for no other one.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use event_store::Position;
use tokio::{sync::watch, time::Instant};

tokio::task_local! {
    static ASKER: OnceLock<Seeing>;
}

/// What the questions of a request are to show, and how long they wait for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seeing {
    /// What the asker did.
    pub own: Option<Until>,
    /// What others had done when it was asked.
    pub others: Option<Until>,
}

/// A position, and when it is waited for no longer.
pub type Until = (Position, Instant);

/// From now on.
pub fn within(position: Option<Position>, at_most: Duration) -> Option<Until> {
    Some((position?, Instant::now() + at_most))
}

/// Answers a request, whose questions wait once it is said what they are to show.
pub async fn request<F: Future>(request: F) -> F::Output {
    ASKER.scope(OnceLock::new(), request).await
}

/// Says what questions of this request are to show; said twice, the first holds. Answers whether they wait: outside of a request they don't.
pub fn see(seeing: Seeing) -> bool {
    ASKER.try_with(|asker| *asker.get_or_init(|| seeing)).is_ok()
}

/// How far a department has come, and who wants it to go on.
pub(crate) struct Progressing {
    applied: watch::Sender<Option<Position>>,
    /// Up to where somebody waits to see.
    wanted: watch::Sender<Option<Position>>,
    /// It can't go on for now.
    stands_still: AtomicBool,
}

impl Progressing {
    pub(crate) fn at(applied: Option<Position>) -> Self {
        let (applied, wanted) = (watch::Sender::new(applied), watch::Sender::default());
        Self { applied, wanted, stands_still: AtomicBool::new(false) }
    }

    pub(crate) fn applied(&self) -> Option<Position> {
        *self.applied.borrow()
    }

    pub(crate) fn came_to(&self, position: Option<Position>) {
        self.applied.send_replace(position);
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Option<Position>> {
        self.applied.subscribe()
    }

    /// Tells it that somebody waits to see a position.
    pub(crate) fn want(&self, position: Position) {
        self.wanted.send_if_modified(|wanted| {
            let newer = *wanted < Some(position);
            *wanted = (*wanted).max(Some(position));
            newer
        });
    }

    /// Returns when somebody waits to see more than this.
    pub(crate) async fn wanted_beyond(&self, applied: Option<Position>) {
        // The sender is here, so it does not end.
        let _ = self.wanted.subscribe().wait_for(|wanted| *wanted > applied).await;
    }

    /// Whether it can't go on; who waits goes away then.
    pub(crate) fn stand_still(&self, still: bool) {
        self.stands_still.store(still, Ordering::Release);
        if still {
            self.applied.send_modify(|_| {});
        }
    }

    /// Waits for what the asker is to see.
    pub(crate) async fn seen(&self) {
        let Ok(Some(seeing)) = ASKER.try_with(|asker| asker.get().copied()) else { return };
        for until in [seeing.own, seeing.others].into_iter().flatten() {
            self.reach(until).await;
        }
    }

    /// Waits until it shows as much, or can't go on.
    pub(crate) async fn reach(&self, (position, until): Until) {
        let enough =
            |applied: &Option<Position>| *applied >= Some(position) || self.stands_still.load(Ordering::Acquire);
        if !enough(&self.applied()) {
            self.want(position);
            // Waited for long enough, what is there is shown.
            let _ = tokio::time::timeout_at(until, self.watch().wait_for(enough)).await;
        }
    }
}
