//! Anchors: each morning on which there is something to note, once, and by mail to management in their own language.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{Actor, Role, TaskId, UserId, anchor, mail, registry::AnyEvent, task, user};
use event_store::{Position, codec};
use reactors::{
    Runner, World, clock,
    sender::{Documents, Sender, Transport},
    sms::Texts,
};
use serde_json::json;
use support::{Bench, id, json as read, of};
use tempfile::TempDir;

struct NoDocuments;

#[async_trait::async_trait]
impl Documents for NoDocuments {
    async fn make(&self, _: mail::Document) -> Result<reactors::sender::Made, String> {
        Err("none".into())
    }
}

struct Company {
    bench: Arc<Bench>,
    runner: Runner,
    dir: TempDir,
}

impl Company {
    /// A company with people; its first day begins.
    async fn new() -> Self {
        let bench = Arc::new(Bench::new().await);
        let dir = TempDir::new().unwrap();
        let company = Self { runner: runner(&bench, &dir).await, bench, dir };
        company.bench.run(domain::settings::COMPANY, support::us()).await;
        company.colleague("mila", Some("mila@koffie.example"), Role::Management, "pl").await;
        company.colleague("jan", Some("jan@koffie.example"), Role::Management, "en").await;
        company.colleague("nobody", None, Role::Management, "nl").await;
        company.colleague("gone", Some("gone@koffie.example"), Role::Management, "nl").await;
        company.bench.run(UserId::of_login(&of("gone")), user::Command::Deactivate { reason: of("weg") }).await;
        company.colleague("sanne", Some("sanne@koffie.example"), Role::Sales, "nl").await;
        company
    }

    async fn colleague(&self, login: &str, email: Option<&str>, role: Role, language: &str) {
        let user = UserId::of_login(&of(login));
        let create = user::Command::Create {
            login: of(login),
            name: of("Mila Jansen"),
            email: email.map(of),
            roles: [role].into(),
            password: user::Password::Hashed("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
        };
        self.bench.run(user, create).await;
        let own = Actor::Person { user, role, roles: vec![role] };
        let choose: user::Command = read(json!({"set-preferences": {"language": language, "theme": "auto"}}));
        self.bench.run_as(own, user, choose).await.unwrap();
    }

    /// Lets the clock strike at a moment, follows, and sends what is due.
    async fn at(&self, moment: &str) {
        self.bench.turn(moment);
        clock::strike_due(&self.bench.log, self.bench.as_ref()).await.unwrap();
        self.runner.pump().await.unwrap();
        let sender = Sender {
            log: self.bench.log.clone(),
            reads: self.bench.reads.clone(),
            outside: self.bench.clone(),
            documents: Arc::new(NoDocuments),
            transport: Transport::Outbox(self.dir.path().join("outbox")),
            texts: Texts::Outbox(self.dir.path().join("outbox")),
        };
        while sender.send_due().await.unwrap() > 0 {
            self.runner.pump().await.unwrap();
        }
    }

    /// Where each anchor stands, and what it says.
    async fn anchors(&self) -> Vec<(Position, u64, String)> {
        let page = self.bench.log.store.read_all(None, 1_000).await.unwrap();
        let events = codec::decode_page(&self.bench.log.keys, page.events).await.unwrap();
        let anchor = |event: event_store::Recorded| match event.event {
            AnyEvent::Anchor(anchor::Event::AnchorSet { position, head }) => {
                Some((event.position, position, head.to_string()))
            }
            _ => None,
        };
        events.into_iter().filter_map(anchor).collect()
    }

    async fn letters(&self) -> Vec<mail::Letter> {
        let letter = |event| match event {
            AnyEvent::Mail(mail::Event::MailQueued { purpose, letter, .. }) if purpose.as_str() == "anchor" => {
                letter.value().cloned()
            }
            _ => None,
        };
        self.bench.events().await.into_iter().filter_map(letter).collect()
    }

    /// Someone writes a task down.
    async fn something_happens(&self) {
        let note = json!({"raise": {"kind": "note", "assignee": {"role": "sales"}, "note": "Bellen"}});
        self.bench.run(id::<TaskId>(30), read::<task::Command>(note)).await;
    }
}

async fn runner(bench: &Arc<Bench>, dir: &TempDir) -> Runner {
    let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
    Runner::open(dir.path(), world, bench.clone()).await.unwrap()
}

#[tokio::test]
async fn in_the_morning_it_is_noted_where_the_log_stands() {
    let company = Company::new().await;
    company.at("2026-11-18T06:31:00").await;
    let [(at, position, head)] = &company.anchors().await[..] else { panic!("one anchor") };
    assert!(*position < at.0);
    let page = company.bench.log.store.read_all(Some(Position(position - 1)), 1).await.unwrap();
    let hash: String = page.events[0].hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(&hash, head);
}

#[tokio::test]
async fn management_gets_it_by_mail_in_their_own_language_and_nobody_else_does() {
    let company = Company::new().await;
    company.at("2026-11-18T06:31:00").await;
    let (_, position, head) = company.anchors().await[0].clone();
    let letters = company.letters().await;
    let to: Vec<_> = letters.iter().map(|letter| letter.to.to_string()).collect();
    assert_eq!(letters.len(), 2, "{to:?}");
    for (to, subject) in [("mila@koffie.example", "Stan dziennika"), ("jan@koffie.example", "State of the log on ")] {
        let letter = letters.iter().find(|letter| letter.to.to_string() == to).unwrap();
        assert!(letter.subject.as_str().starts_with(subject), "{}", letter.subject);
        for body in [&letter.text, &letter.html] {
            assert!(body.contains(&format!("werkbank verify --anchor {position}:{head}")), "{body}");
        }
        assert!(letter.html.starts_with("<!doctype html>"));
    }
    let outbox = std::fs::read_dir(company.dir.path().join("outbox")).unwrap().count();
    assert_eq!(outbox, 2);
}

#[tokio::test]
async fn a_day_on_which_nothing_happened_but_the_clock_gets_none() {
    let company = Company::new().await;
    company.at("2026-11-18T06:31:00").await;
    company.at("2026-11-18T07:30:00").await;
    company.at("2026-11-19T06:31:00").await;
    company.at("2026-11-20T06:31:00").await;
    assert_eq!(company.anchors().await.len(), 1, "mails of anchors and strikes of the clock need no anchor");
    company.something_happens().await;
    company.at("2026-11-21T06:31:00").await;
    assert_eq!(company.anchors().await.len(), 2);
}

#[tokio::test]
async fn the_same_morning_gets_one_however_often_it_is_worked_off() {
    let company = Company::new().await;
    company.at("2026-11-18T06:31:00").await;
    company.something_happens().await;
    // A program that lost its checkpoints thinks everything once more.
    let elsewhere = TempDir::new().unwrap();
    runner(&company.bench, &elsewhere).await.pump().await.unwrap();
    company.at("2026-11-18T06:40:00").await;
    assert_eq!((company.anchors().await.len(), company.letters().await.len()), (1, 2));
}
