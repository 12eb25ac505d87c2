//! Who lets things follow: of several programs on one log exactly one runs the reactors, the clock and the sender.
//!
//! The lease is a word that the programs share beside the log, changed by exact appends alone. Who holds it says so again
//! and again; who does not watches. A holder that has not been heard of for a whole [`Terms::lost_after`] is taken for dead by
//! the watcher's own clock, counted from when it saw the last word: clocks of machines need not agree. A holder that can't make
//! itself heard stops before that time is over.

use std::{collections::BTreeMap, time::Duration};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, sleep, timeout_at};
use uuid::Uuid;

use crate::{AppendError, Position, Revision, StoreError};

/// A word that all programs on one log share, outside of the log.
#[async_trait]
pub trait Shared: Send + Sync {
    /// The newest word and its revision; none when nobody said one yet.
    ///
    /// # Errors
    /// See [`StoreError`].
    async fn heard(&self) -> Result<Option<(Revision, String)>, StoreError>;

    /// Says a word over the one of this revision. Said again with the same id it is said once.
    ///
    /// # Errors
    /// [`AppendError::Conflict`] when another was said meanwhile; otherwise see [`AppendError`].
    async fn say(&self, over: Option<Revision>, id: Uuid, word: &str) -> Result<Revision, AppendError>;
}

/// Up to where each reactor has come, by its name; none is the beginning.
pub type Reached = BTreeMap<String, Option<Position>>;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Word {
    /// Who holds it; nobody once it was given back.
    node: Option<Uuid>,
    reached: Reached,
}

/// How a lease is timed.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// How often the holder says that it is there, and others look.
    pub every: Duration,
    /// A holder that was not heard of for so long has lost it.
    pub lost_after: Duration,
}

impl Default for Terms {
    fn default() -> Self {
        Self { every: Duration::from_secs(1), lost_after: Duration::from_secs(5) }
    }
}

/// What one who does not hold it has seen.
#[derive(Default)]
struct Watch {
    /// The newest word's revision, and since when it has been the newest.
    seen: Option<(Option<Revision>, Instant)>,
}

impl Watch {
    /// Whether it may be taken over the word that was heard now.
    fn finds_free(&mut self, at: Option<Revision>, word: Option<&Word>, now: Instant, terms: Terms) -> bool {
        let since = self.seen.filter(|(seen, _)| *seen == at).map_or(now, |(_, since)| since);
        self.seen = Some((at, since));
        at.is_none() || word.is_some_and(|word| word.node.is_none()) || now - since >= terms.lost_after
    }
}

/// A program's part in the lease.
pub struct Lease<'a> {
    shared: &'a dyn Shared,
    node: Uuid,
    terms: Terms,
}

/// The lease, while it is this program's.
#[derive(Debug)]
pub struct Held {
    revision: Revision,
    /// When what was said last began to be said.
    said: Instant,
    /// Up to where whoever held it before had come.
    pub reached: Reached,
}

impl Held {
    /// When who holds it must have stopped. Others count from when they saw the last word, which was after it began to be said.
    fn ends(&self, terms: Terms) -> Instant {
        self.said + terms.lost_after * 3 / 4
    }
}

impl<'a> Lease<'a> {
    /// Of one program, which is nobody's successor: `node` is new for each start.
    pub fn new(shared: &'a dyn Shared, node: Uuid, terms: Terms) -> Self {
        Self { shared, node, terms }
    }

    /// Returns when the lease is this program's: given back, never taken, or its holder was not heard of for too long.
    pub async fn taken(&self) -> Held {
        let mut watch = Watch::default();
        loop {
            match self.shared.heard().await {
                Ok(heard) => {
                    let (at, word) = heard.map(|(at, word)| (at, serde_json::from_str(&word).ok())).unzip();
                    let word: Option<Word> = word.flatten();
                    if watch.finds_free(at, word.as_ref(), Instant::now(), self.terms) {
                        let reached = word.map(|word| word.reached).unwrap_or_default();
                        if let Some(held) = self.take(at, reached).await {
                            return held;
                        }
                    }
                }
                Err(error) => tracing::warn!(%error, "who holds the lease can't be seen"),
            }
            sleep(self.terms.every).await;
        }
    }

    async fn take(&self, over: Option<Revision>, reached: Reached) -> Option<Held> {
        let said = Instant::now();
        match self.say(over, Some(self.node), &reached).await {
            Ok(revision) => Some(Held { revision, said, reached }),
            Err(AppendError::Conflict { .. }) => None,
            Err(error) => {
                tracing::warn!(%error, "the lease could not be taken");
                None
            }
        }
    }

    /// Keeps what is held, telling how far this program has come, and returns when it is lost. What it let follow must have
    /// stopped then.
    pub async fn keep(&self, held: &mut Held, reached: impl Fn() -> Reached) {
        loop {
            sleep(self.terms.every).await;
            let said = Instant::now();
            held.reached = reached();
            let saying = self.say(Some(held.revision), Some(self.node), &held.reached);
            match timeout_at(held.ends(self.terms), saying).await {
                Ok(Ok(revision)) => (held.revision, held.said) = (revision, said),
                Ok(Err(AppendError::Conflict { .. })) => match timeout_at(held.ends(self.terms), self.own()).await {
                    // What was said before, and seemed to have come to nothing.
                    Ok(Some(revision)) => held.revision = revision,
                    _ => return,
                },
                Err(_) => return,
                Ok(Err(error)) if Instant::now() < held.ends(self.terms) => {
                    tracing::warn!(%error, "the lease could not be told of");
                }
                Ok(Err(_)) => return,
            }
        }
    }

    /// The newest word's revision, if it is this program's own.
    async fn own(&self) -> Option<Revision> {
        let (at, word) = self.shared.heard().await.ok()??;
        let word: Word = serde_json::from_str(&word).ok()?;
        (word.node == Some(self.node)).then_some(at)
    }

    /// Gives it back, so that the next one need not wait.
    pub async fn give_back(&self, held: Held) {
        if let Err(error) = self.say(Some(held.revision), None, &held.reached).await {
            tracing::warn!(%error, "the lease was not given back; another takes it when it is over");
        }
    }

    async fn say(
        &self,
        over: Option<Revision>,
        node: Option<Uuid>,
        reached: &Reached,
    ) -> Result<Revision, AppendError> {
        let word = Word { node, reached: reached.clone() };
        let word = serde_json::to_string(&word).map_err(|error| AppendError::Rejected(error.to_string()))?;
        // The same word at the same place has the same id, so an unknown outcome is tried again safely.
        let id = Uuid::new_v5(&self.node, format!("{over:?} {word}").as_bytes());
        self.shared.say(over, id, &word).await
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    };

    use super::*;

    #[derive(Default)]
    struct Register {
        words: Mutex<Vec<(Uuid, String)>>,
        unreachable: AtomicBool,
        /// The next word is taken, and its answer lost.
        loses_an_answer: AtomicBool,
    }

    #[async_trait]
    impl Shared for Register {
        async fn heard(&self) -> Result<Option<(Revision, String)>, StoreError> {
            let words = self.words.lock().unwrap();
            Ok(words.last().map(|(_, word)| (Revision(words.len() as u64 - 1), word.clone())))
        }

        async fn say(&self, over: Option<Revision>, id: Uuid, word: &str) -> Result<Revision, AppendError> {
            if self.unreachable.load(Ordering::SeqCst) {
                return Err(AppendError::Unavailable("no line".into()));
            }
            let mut words = self.words.lock().unwrap();
            let next = over.map_or(0, |over| over.0 + 1);
            match words.get(next as usize) {
                Some((known, _)) if *known == id => {}
                None if words.len() as u64 == next => words.push((id, word.into())),
                _ => {
                    return Err(AppendError::Conflict { actual: Some(Revision(words.len() as u64 - 1)) });
                }
            }
            match self.loses_an_answer.swap(false, Ordering::SeqCst) {
                true => Err(AppendError::InDoubt("no answer".into())),
                false => Ok(Revision(next)),
            }
        }
    }

    const TERMS: Terms = Terms { every: Duration::from_millis(1), lost_after: Duration::from_millis(40) };

    fn of(shared: &Register) -> Lease<'_> {
        Lease::new(shared, Uuid::now_v7(), TERMS)
    }

    fn come_to(position: u64) -> Reached {
        BTreeMap::from([("fault-mails".to_owned(), Some(Position(position)))])
    }

    /// A word of somebody, and seconds of a clock.
    fn held_by_somebody() -> Word {
        Word { node: Some(Uuid::now_v7()), reached: Reached::new() }
    }

    const SLOW: Terms = Terms { every: Duration::from_secs(1), lost_after: Duration::from_secs(4) };

    #[test]
    fn a_lease_that_is_said_again_and_again_is_never_free() {
        let (mut watch, begun, word) = (Watch::default(), Instant::now(), held_by_somebody());
        for second in 0..3_600 {
            let now = begun + Duration::from_secs(second);
            assert!(!watch.finds_free(Some(Revision(second / 3)), Some(&word), now, SLOW));
        }
    }

    #[test]
    fn a_lease_is_free_once_its_holder_was_not_heard_of_for_the_whole_time() {
        let (mut watch, begun, word) = (Watch::default(), Instant::now(), held_by_somebody());
        let free: Vec<u64> = (0..6)
            .filter(|second| {
                watch.finds_free(Some(Revision(7)), Some(&word), begun + Duration::from_secs(*second), SLOW)
            })
            .collect();
        assert_eq!(free, [4, 5]);
    }

    #[test]
    fn a_lease_that_was_given_back_is_free_at_once() {
        let word = Word { node: None, reached: Reached::new() };
        assert!(Watch::default().finds_free(Some(Revision(7)), Some(&word), Instant::now(), SLOW));
    }

    #[test]
    fn its_holder_has_stopped_before_anyone_can_find_it_free() {
        let (begun, word) = (Instant::now(), held_by_somebody());
        let held = Held { revision: Revision(7), said: begun, reached: Reached::new() };
        let mut watch = Watch::default();
        // Seen in the very moment in which it began to be said.
        assert!(!watch.finds_free(Some(Revision(7)), Some(&word), begun, SLOW));
        assert!(!watch.finds_free(Some(Revision(7)), Some(&word), held.ends(SLOW), SLOW));
    }

    #[tokio::test]
    async fn of_many_at_once_exactly_one_gets_it() {
        let shared = Register::default();
        let leases: Vec<_> = (0..16).map(|_| of(&shared)).collect();
        let takes = leases.iter().map(|lease| lease.take(None, Reached::new()));
        let taken = futures::future::join_all(takes).await;
        assert_eq!(taken.iter().flatten().count(), 1);
    }

    #[tokio::test]
    async fn who_takes_it_from_one_that_is_gone_goes_on_where_that_one_was() {
        let shared = Register::default();
        let (one, other) = (of(&shared), of(&shared));
        let mut held = one.taken().await;
        let told = std::sync::atomic::AtomicUsize::new(0);
        let keep = one.keep(&mut held, || {
            told.fetch_add(1, Ordering::SeqCst);
            come_to(7)
        });
        let thrice = futures::future::poll_fn(|context| {
            context.waker().wake_by_ref();
            if told.load(Ordering::SeqCst) < 3 { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
        });
        tokio::select! { () = keep => {} , () = thrice => {} }
        assert_eq!(other.taken().await.reached, come_to(7));
    }

    #[tokio::test]
    async fn who_gives_it_back_tells_how_far_it_came() {
        let shared = Register::default();
        let (one, other) = (of(&shared), of(&shared));
        let mut held = one.taken().await;
        held.reached = come_to(9);
        one.give_back(held).await;
        assert_eq!(other.taken().await.reached, come_to(9));
    }

    #[tokio::test]
    async fn who_can_not_make_itself_heard_loses_it() {
        let shared = Register::default();
        let one = of(&shared);
        let mut held = one.taken().await;
        shared.unreachable.store(true, Ordering::SeqCst);
        one.keep(&mut held, Reached::new).await;
        assert_eq!(shared.words.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn who_does_not_hear_that_its_word_was_taken_keeps_the_lease() {
        let shared = Register::default();
        let one = of(&shared);
        let mut held = one.taken().await;
        shared.loses_an_answer.store(true, Ordering::SeqCst);
        // It tells something else each time.
        let told = std::sync::atomic::AtomicU64::new(0);
        let keep = one.keep(&mut held, || come_to(told.fetch_add(1, Ordering::SeqCst)));
        let often = futures::future::poll_fn(|context| {
            context.waker().wake_by_ref();
            if told.load(Ordering::SeqCst) < 6 { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
        });
        tokio::select! { () = keep => panic!("it was given up"), () = often => {} }
        assert!(shared.words.lock().unwrap().len() >= 4);
    }

    #[tokio::test]
    async fn who_was_asleep_finds_out_that_another_has_it() {
        let shared = Register::default();
        let (one, other) = (of(&shared), of(&shared));
        let mut held = one.taken().await;
        other.taken().await;
        one.keep(&mut held, Reached::new).await;
        assert!(matches!(shared.heard().await, Ok(Some((Revision(1), _)))));
    }
}
