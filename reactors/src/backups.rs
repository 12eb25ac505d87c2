//! Backups by the clock: once a day at an hour, tried again until it succeeds; administrators hear of it when it does not.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use event_store::{
    Address, Log, Outside,
    backup::{self, BackupError, Places, Report},
};
use tokio::sync::{oneshot, watch};

use crate::alerts::Alerts;

/// The kind of the alert about one that failed.
pub const FAILED: &str = "backup-failed";
/// The kind of the alert about one that does not come to an end.
pub const LATE: &str = "backup-late";

/// How often it is looked whether one is due.
const LOOK: Duration = Duration::from_secs(30);
/// How long after one that failed the next is tried.
const AGAIN: TimeDelta = TimeDelta::minutes(15);
/// One that takes longer is late.
pub const LONG: Duration = Duration::from_secs(6 * 3600);

/// When, where to, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folders.
    pub places: Places,
    /// The hour of the day, by the company's wall clock.
    pub at: NaiveTime,
    /// Chains of backups are thrown away after so many days.
    pub keep_days: u16,
    /// Copies of keys are thrown away after so many days.
    pub keys_keep_days: u16,
}

/// Makes backups of a data folder that is served.
pub struct Backups {
    /// The log.
    pub log: Arc<Log>,
    /// What commands ask.
    pub outside: Arc<dyn Outside>,
    /// The data folder.
    pub data: PathBuf,
    /// The folder of keys and files.
    pub common: PathBuf,
    /// The KurrentDB that holds its log; none where it is in the folder.
    pub server: Option<Address>,
    /// When and where to.
    pub plan: Plan,
    /// One that takes longer is told.
    pub late_after: Duration,
    /// The version of Werkbank.
    pub werkbank: &'static str,
    /// What is known of those before.
    pub known: Mutex<Known>,
}

/// What is known of the backups before.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// When the last one was made that succeeded, once it was looked up.
    last: Option<DateTime<Utc>>,
    /// When the last one failed, if none succeeded since.
    failed: Option<DateTime<Utc>>,
    /// Whether one is wanted now, whatever the hour.
    wanted: bool,
}

impl Backups {
    /// Makes them until the task is dropped: by the clock, and whenever somebody was forgotten, so that the list of who was leaves the house.
    pub async fn run(&self, mut forgotten: watch::Receiver<u64>) {
        loop {
            self.look().await;
            if let Ok(Ok(())) = tokio::time::timeout(LOOK, forgotten.changed()).await {
                self.known().wanted = true;
            }
        }
    }

    /// Makes one when it is due; whether it did, and how that went.
    pub async fn look(&self) -> Option<Result<Report, BackupError>> {
        let now = self.log.clock.now();
        let known = self.known().clone();
        let last = match known {
            Known { last: None, failed: None, .. } => self.look_up().await,
            Known { last, .. } => last,
        };
        let local = self.log.local(now);
        let day = match known.wanted {
            true => local.date(),
            false => due(self.plan.at, last.map(|at| self.log.local(at)), local)?,
        };
        if known.failed.is_some_and(|failed| now < failed + AGAIN) {
            return None;
        }
        let made = self.make(now, day).await;
        let told = match &made {
            Ok(report) => {
                *self.known() = Known { last: Some(now), ..Known::default() };
                match &report.damaged {
                    Some(what) => self.alerts().raise(FAILED, day, what).await,
                    None => self.alerts().all_well(day, &[FAILED, LATE]).await,
                }
            }
            Err(error) => {
                tracing::error!(%error, "the backup failed");
                self.known().failed = Some(now);
                self.alerts().raise(FAILED, day, &error.to_string()).await
            }
        };
        if let Err(error) = told {
            tracing::error!(%error, "what became of the backup could not be told");
        }
        Some(made)
    }

    /// When the last one was made, by what the folder says. What can't be read is told by the backup that is made then.
    async fn look_up(&self) -> Option<DateTime<Utc>> {
        let (places, log) = (self.plan.places.clone(), self.log.store.store_id());
        let last = self.patiently(self.log.today(), move || backup::last_made(&places, log)).await.ok().flatten();
        self.known().last = last;
        last
    }

    async fn make(&self, now: DateTime<Utc>, day: NaiveDate) -> Result<Report, BackupError> {
        let (data, common, server) = (self.data.clone(), self.common.clone(), self.server.clone());
        let (plan, werkbank) = (self.plan.clone(), self.werkbank);
        let make = move || {
            backup::run(&backup::Order {
                data: &data,
                common: &common,
                server: server.as_ref(),
                places: &plan.places,
                full: false,
                now,
                keep_days: plan.keep_days,
                keys_keep_days: plan.keys_keep_days,
                werkbank,
            })
        };
        self.patiently(day, make).await
    }

    /// Does what may wait for a folder that does not respond, on a thread that nobody waits for when the program ends. What takes
    /// too long is told, and goes on.
    async fn patiently<T: Send + 'static>(
        &self,
        day: NaiveDate,
        work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
    ) -> Result<T, BackupError> {
        let (done, mut answer) = oneshot::channel();
        let work = move || {
            // Who would have waited may be gone.
            let _ = done.send(work());
        };
        let failed = |error: std::io::Error| BackupError::Io("the thread of the backup".into(), error);
        std::thread::Builder::new().name("backup".into()).spawn(work).map_err(failed)?;
        let answer = match tokio::time::timeout(self.late_after, &mut answer).await {
            Ok(answer) => answer,
            Err(_) => {
                tracing::error!("the backup does not come to an end");
                if let Err(error) = self.alerts().raise(LATE, day, "").await {
                    tracing::error!(%error, "that the backup is late could not be told");
                }
                answer.await
            }
        };
        answer.unwrap_or_else(|_| Err(BackupError::Refused("the backup ended badly".into())))
    }

    fn alerts(&self) -> Alerts<'_> {
        Alerts { log: &self.log, outside: self.outside.as_ref(), by: "backup" }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The day whose backup is due: the newest whose hour has come, when the last backup was made before it. An hour that spring leaves
/// out has come with the one after it; one that autumn repeats has come once.
fn due(at: NaiveTime, last: Option<NaiveDateTime>, now: NaiveDateTime) -> Option<NaiveDate> {
    let day = if now.time() >= at { now.date() } else { now.date().pred_opt()? };
    last.is_none_or(|last| last < day.and_time(at)).then_some(day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn one_is_due_once_a_day_from_its_hour_on() {
        let moment = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let two = NaiveTime::from_hms_opt(2, 0, 0).unwrap();
        let due = |last: Option<&str>, now| due(two, last.map(moment), moment(now)).map(|day| day.to_string());
        assert_eq!(due(None, "2026-11-17T01:00:00").unwrap(), "2026-11-16", "none was ever made");
        assert_eq!(due(Some("2026-11-16T02:00:10"), "2026-11-17T01:59:59"), None);
        assert_eq!(due(Some("2026-11-16T02:00:10"), "2026-11-17T02:00:00").unwrap(), "2026-11-17");
        assert_eq!(due(Some("2026-11-17T02:00:10"), "2026-11-17T02:00:20"), None);
        assert_eq!(due(Some("2026-11-10T02:00:10"), "2026-11-17T01:00:00").unwrap(), "2026-11-16", "it was off");
        // On 28 March 2027 clocks go from two to three; on 31 October they show two twice.
        assert_eq!(due(Some("2027-03-27T02:00:10"), "2027-03-28T03:00:05").unwrap(), "2027-03-28");
        assert_eq!(due(Some("2027-10-31T02:00:10"), "2027-10-31T02:00:00"), None);
    }
}
