//! Wrong passwords are counted, for each login and for where they come from; after too many the next one is not looked at.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::OwnedMutexGuard;

/// So many wrong passwords for one login …
const LOGIN: usize = 8;
/// … or from one place, whosever they are …
const PLACE: usize = 100;
/// … within this time, and the next try waits.
const WITHIN: Duration = Duration::from_secs(300);

type Times = Vec<Instant>;

/// The tries of the last minutes.
#[derive(Clone, Default)]
pub struct Tries {
    logins: Arc<Mutex<HashMap<String, Arc<tokio::sync::Mutex<Times>>>>>,
    places: Arc<Mutex<HashMap<IpAddr, Times>>>,
}

/// A login's turn: those who try it at the same moment wait for each other, so that each sees what the one before did.
pub struct Turn {
    times: OwnedMutexGuard<Times>,
    places: Arc<Mutex<HashMap<IpAddr, Times>>>,
    place: Option<IpAddr>,
}

fn forget_old(times: &mut Times) {
    times.retain(|at| at.elapsed() < WITHIN);
}

impl Tries {
    /// Waits for one's turn at a login; `place` is where the try comes from, when that is known.
    pub async fn turn(&self, login: &str, place: Option<IpAddr>) -> Turn {
        let own = {
            let mut logins = self.logins.lock().unwrap_or_else(PoisonError::into_inner);
            let busy = |times: &Arc<tokio::sync::Mutex<Times>>| Arc::strong_count(times) > 1;
            let recent = |times: &Times| times.last().is_some_and(|at| at.elapsed() < WITHIN);
            logins.retain(|_, times| busy(times) || times.try_lock().is_ok_and(|times| recent(&times)));
            logins.entry(login.to_owned()).or_default().clone()
        };
        let mut times = own.lock_owned().await;
        forget_old(&mut times);
        Turn { times, places: self.places.clone(), place }
    }
}

impl Turn {
    /// Whether it has to wait.
    pub fn too_many(&self) -> bool {
        self.times.len() >= LOGIN || self.with_place(|times| times.len()).is_some_and(|wrong| wrong >= PLACE)
    }

    /// The password was wrong.
    pub fn wrong(mut self) {
        self.times.push(Instant::now());
        self.with_place(|times| times.push(Instant::now()));
    }

    /// It was right: what went wrong before was a slip.
    pub fn right(mut self) {
        self.times.clear();
    }

    fn with_place<T>(&self, act: impl FnOnce(&mut Times) -> T) -> Option<T> {
        let place = self.place?;
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|_, times| {
            forget_old(times);
            !times.is_empty()
        });
        Some(act(places.entry(place).or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn after_eight_wrong_passwords_a_login_waits_and_others_do_not() {
        let tries = Tries::default();
        for _ in 0..LOGIN {
            let turn = tries.turn("finn", None).await;
            assert!(!turn.too_many());
            turn.wrong();
        }
        assert!(tries.turn("finn", None).await.too_many());
        assert!(!tries.turn("inge", None).await.too_many());
    }

    #[tokio::test]
    async fn a_burst_gets_no_more_tries_than_one_after_the_other() {
        let tries = Tries::default();
        let one = || async {
            let turn = tries.turn("finn", None).await;
            tokio::task::yield_now().await;
            let looked_at = !turn.too_many();
            if looked_at {
                turn.wrong();
            }
            looked_at
        };
        let burst = futures::future::join_all((0..40).map(|_| one())).await;
        assert_eq!(burst.iter().filter(|looked_at| **looked_at).count(), LOGIN);
    }

    #[tokio::test]
    async fn a_right_password_forgets_the_slips_before_it() {
        let tries = Tries::default();
        for _ in 1..LOGIN {
            tries.turn("finn", None).await.wrong();
        }
        tries.turn("finn", None).await.right();
        tries.turn("finn", None).await.wrong();
        assert!(!tries.turn("finn", None).await.too_many());
    }

    #[tokio::test]
    async fn one_place_that_tries_everyone_waits_too() {
        let tries = Tries::default();
        let [here, there] = [[127, 0, 0, 1], [127, 0, 0, 2]].map(|bytes| Some(IpAddr::from(bytes)));
        for n in 0..PLACE {
            tries.turn(&format!("user{n}"), here).await.wrong();
        }
        assert!(tries.turn("finn", here).await.too_many());
        assert!(!tries.turn("finn", there).await.too_many());
    }
}
