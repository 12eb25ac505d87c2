//! Backups by the clock: one a day; one that fails is tried again, told once, and the alert goes when one succeeds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::{fs, path::PathBuf, sync::Arc};

use domain::{Role, UserId, mail, registry::AnyEvent, task, user};
use event_store::backup::Places;
use reactors::{
    Runner, World,
    backups::{self, Backups, Plan},
};
use support::{Bench, of};
use tempfile::TempDir;

struct Company {
    bench: Arc<Bench>,
    backups: Backups,
    runner: Runner,
    folder: TempDir,
}

impl Company {
    async fn new() -> Self {
        let (bench, folder) = (Arc::new(Bench::new().await), TempDir::new().unwrap());
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("to")).unwrap();
        fs::create_dir(path("keys")).unwrap();
        let plan = Plan {
            places: Places { to: path("to"), keys_to: path("keys") },
            at: "02:00:00".parse().unwrap(),
            keep_days: 35,
            keys_keep_days: 30,
        };
        let (log, data) = (bench.log.clone(), bench.folder().to_owned());
        let backups = Backups {
            log,
            outside: bench.clone(),
            common: data.clone(),
            data,
            server: None,
            plan,
            werkbank: "0.0.0",
            late_after: backups::LONG,
            known: Default::default(),
        };
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(folder.path(), world, bench.clone()).await.unwrap();
        for (login, role) in [("beheer", Role::Administrator), ("mila", Role::Management)] {
            let create = user::Command::Create {
                login: of(login),
                name: of("Bea Heer"),
                email: Some(of(&format!("{login}@koffie.example"))),
                roles: [role].into(),
                password: user::Password::Hashed("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
            };
            bench.run(UserId::of_login(&of(login)), create).await;
        }
        Self { bench, backups, runner, folder }
    }

    /// What comes of a look at a moment: nothing, a backup, or what was in the way.
    async fn at(&self, moment: &str) -> Option<Result<(), String>> {
        self.bench.turn(moment);
        let made = self.backups.look().await;
        self.runner.pump().await.unwrap();
        made.map(|made| made.map(drop).map_err(|error| error.to_string()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How many alerts of a kind were raised and finished, and the mails about them.
    async fn told(&self, wanted: &str) -> (usize, usize, Vec<mail::Letter>) {
        let (mut raised, mut done, mut letters) = (0, 0, Vec::new());
        for event in self.bench.events().await {
            match event {
                AnyEvent::Task(task::Event::TaskRaised { kind, assignee, .. }) if kind.as_str() == wanted => {
                    assert_eq!(assignee, task::Assignee::Role(Role::Administrator));
                    raised += 1;
                }
                AnyEvent::Task(task::Event::TaskCompleted { .. }) => done += 1,
                AnyEvent::Mail(mail::Event::MailQueued { letter, .. }) => letters.extend(letter.value().cloned()),
                _ => {}
            }
        }
        (raised, done, letters)
    }
}

#[tokio::test]
async fn one_is_made_a_day_also_after_a_restart() {
    let company = Company::new().await;
    assert_eq!(company.at("2026-11-18T09:00:00").await, Some(Ok(())), "the first at once");
    assert_eq!(company.at("2026-11-18T23:00:00").await, None);
    assert_eq!(company.at("2026-11-19T01:59:00").await, None);
    assert_eq!(company.at("2026-11-19T02:00:10").await, Some(Ok(())));
    *company.backups.known.lock().unwrap() = Default::default();
    assert_eq!(company.at("2026-11-19T12:00:00").await, None, "what was made is found again");
    assert_eq!(company.at("2026-11-22T12:00:00").await, Some(Ok(())), "what was missed is made up for once");
    assert_eq!(company.told("backup-failed").await.0, 0);
}

#[tokio::test]
async fn one_that_fails_is_told_once_a_day_and_tried_again_until_it_succeeds() {
    let company = Company::new().await;
    assert_eq!(company.at("2026-11-18T02:00:10").await, Some(Ok(())));
    fs::rename(company.path("to"), company.path("away")).unwrap();
    let failed = company.at("2026-11-19T02:00:10").await.unwrap().unwrap_err();
    assert!(failed.contains("the backup folder") && failed.contains("can't be reached"), "{failed}");
    assert_eq!(company.at("2026-11-19T02:10:00").await, None);
    assert!(company.at("2026-11-19T02:15:30").await.unwrap().is_err());
    let (raised, done, letters) = company.told("backup-failed").await;
    assert_eq!((raised, done, letters.len()), (1, 0, 1));
    assert_eq!(letters[0].to.to_string(), "beheer@koffie.example");
    assert!(letters[0].text.contains("can't be reached") && letters[0].html.contains("can't be reached"));
    assert!(company.at("2026-11-20T02:15:30").await.unwrap().is_err());
    assert_eq!(company.told("backup-failed").await.0, 2, "and again the next day");
    fs::rename(company.path("away"), company.path("to")).unwrap();
    assert_eq!(company.at("2026-11-20T02:31:00").await, Some(Ok(())));
    let (raised, done, letters) = company.told("backup-failed").await;
    assert_eq!((raised, done, letters.len()), (2, 2, 2), "the alerts are over");
}

/// A disk that does not respond: who reads the manifest waits for as long as nobody writes into this pipe.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_comes_to_no_end_is_told_and_the_alert_is_over_when_it_does() {
    let mut company = Company::new().await;
    assert_eq!(company.at("2026-11-18T02:00:10").await, Some(Ok(())));
    let stuck = company.path("to").join("2026-11-18T03-00-00Z-9-full");
    fs::create_dir(&stuck).unwrap();
    let pipe = stuck.join("manifest.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    company.backups.late_after = std::time::Duration::from_millis(1);
    company.bench.turn("2026-11-19T02:00:10");
    let told = async {
        while company.told("backup-late").await.0 == 0 {
            tokio::task::yield_now().await;
        }
        // Who waits reads no manifest, and nobody waits after that.
        let (other, none) = (stuck.join("pipe"), stuck.join("none"));
        fs::hard_link(&pipe, &other).unwrap();
        fs::write(&none, "{}").unwrap();
        fs::rename(none, pipe).unwrap();
        tokio::task::spawn_blocking(move || fs::write(other, "{}").unwrap()).await.unwrap();
    };
    let (made, ()) = tokio::join!(company.backups.look(), told);
    assert!(made.unwrap().unwrap().damaged.is_some());
    assert_eq!((company.told("backup-late").await.0, company.told("backup-failed").await.0), (1, 1));
    fs::remove_dir_all(stuck).unwrap();
    company.backups.late_after = backups::LONG;
    assert_eq!(company.at("2026-11-20T02:00:10").await, Some(Ok(())));
    assert_eq!(company.told("backup-late").await.1, 2, "both alerts are over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whenever_somebody_was_forgotten_one_is_made_at_once() {
    let company = Company::new().await;
    company.bench.turn("2026-11-18T09:00:00");
    let copies = || {
        let names = fs::read_dir(company.path("keys")).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().ends_with(".json")).count()
    };
    let (forgotten, heard) = tokio::sync::watch::channel(0);
    let followed = async {
        while copies() < 1 {
            tokio::task::yield_now().await;
        }
        company.bench.turn("2026-11-18T09:00:01");
        forgotten.send_replace(1);
        while copies() < 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = company.backups.run(heard) => {}
        () = followed => {}
    }
    assert_eq!(copies(), 2);
}
