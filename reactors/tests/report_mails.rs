//! Reports go by mail on the mornings that were chosen, to who still works here and may see them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{Actor, Role, UserId, mail, registry::AnyEvent, report::Preset, saved_report, user};
use futures::{FutureExt, future::BoxFuture};
use projections::{ReadError, desk::saved::Saved};
use reactors::{
    Runner, World, clock,
    report_mails::{Reports, Written},
};
use serde_json::json;
use support::{Bench, id, of};
use tempfile::TempDir;
use texts::Lang;

/// Writes what it was asked for.
struct Echo;

impl Reports for Echo {
    fn written<'a>(&'a self, report: &'a Saved, lang: Lang) -> BoxFuture<'a, Result<Written, ReadError>> {
        let figures = format!("{} {}", report.definition.subject.name(), lang.code());
        async move { Ok(Written { period: "november".into(), figures }) }.boxed()
    }
}

struct Company {
    bench: Arc<Bench>,
    runner: Runner,
    _folder: TempDir,
}

impl Company {
    /// Mila and Finn may see invoices, Teun not; Gijs left.
    async fn new() -> Self {
        let (bench, folder) = (Arc::new(Bench::new().await), TempDir::new().unwrap());
        let world = World { log: bench.log.clone(), reads: bench.reads.clone(), reports: Some(Arc::new(Echo)) };
        let runner = Runner::open(folder.path(), Arc::new(world), bench.clone()).await.unwrap();
        let company = Self { bench, runner, _folder: folder };
        for (login, role) in
            [("mila", Role::Management), ("finn", Role::Finance), ("teun", Role::Technician), ("gijs", Role::Finance)]
        {
            let create = user::Command::Create {
                login: of(login),
                name: of(login),
                email: Some(of(&format!("{login}@koffie.example"))),
                roles: [role].into(),
                password: user::Password::Hashed("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
            };
            company.bench.run(who(login), create).await;
        }
        let deactivate = user::Command::Deactivate { reason: of("Met pensioen") };
        company.bench.run(who("gijs"), deactivate).await;
        company.bench.turn("2026-11-27T12:00:00");
        company.strike().await;
        company
    }

    async fn keep(&self, n: u128, every: &str, to: &[&str]) {
        let definition = Preset::find("debtors-by-age").unwrap().definition();
        let save = saved_report::Command::Save { name: of("Wat openstaat"), definition, shared: true };
        self.bench.run(id::<UserId>(n), save).await;
        let to: Vec<String> = to.iter().map(|login| who(login).to_string()).collect();
        let mail = support::json::<saved_report::Command>(json!({"mail": {"every": every, "to": to}}));
        self.bench.run(id::<UserId>(n), mail).await;
    }

    async fn strike(&self) {
        clock::strike_due(&self.bench.log, self.bench.as_ref()).await.unwrap();
        self.runner.pump().await.unwrap();
    }

    /// Whose mails have been queued so far, by their addresses.
    async fn mailed(&self) -> Vec<String> {
        let letter = |event| match event {
            AnyEvent::Mail(mail::Event::MailQueued { letter, purpose, .. }) if purpose.as_str() == "report" => {
                letter.value().map(|letter| letter.to.to_string())
            }
            _ => None,
        };
        let mut mailed: Vec<_> = self.bench.events().await.into_iter().filter_map(letter).collect();
        mailed.sort();
        mailed
    }
}

fn who(login: &str) -> UserId {
    UserId::of_login(&of(login))
}

#[tokio::test]
async fn a_report_goes_to_who_works_here_and_may_see_it_on_each_chosen_morning_once() {
    let company = Company::new().await;
    company.keep(50, "week", &["finn", "mila", "teun", "gijs"]).await;
    company.bench.turn("2026-11-29T12:00:00");
    company.strike().await;
    assert!(company.mailed().await.is_empty(), "it is Sunday");
    company.bench.turn("2026-11-30T07:00:00");
    company.strike().await;
    assert_eq!(company.mailed().await, ["finn@koffie.example", "mila@koffie.example"]);
    company.strike().await;
    company.bench.turn("2026-12-06T12:00:00");
    company.strike().await;
    assert_eq!(company.mailed().await.len(), 2, "once a week");
    company.bench.turn("2026-12-08T09:00:00");
    company.strike().await;
    assert_eq!(company.mailed().await.len(), 4, "a morning that was missed is made up for");
}

#[tokio::test]
async fn a_mail_says_the_figures_in_its_readers_language_and_names_the_report_that_it_is_about() {
    let company = Company::new().await;
    let polish = user::Command::SetPreferences { language: domain::Language::Pl, theme: user::Theme::Auto };
    let finn = Actor::Person { user: who("finn"), role: Role::Finance, roles: vec![Role::Finance] };
    company.bench.run_as(finn, who("finn"), polish).await.unwrap();
    company.keep(50, "month", &["finn"]).await;
    company.bench.turn("2026-12-01T08:00:00");
    company.strike().await;
    let queued = company.bench.events().await.into_iter().find_map(|event| match event {
        AnyEvent::Mail(mail::Event::MailQueued { purpose, letter, about, .. }) if purpose.as_str() == "report" => {
            Some((letter.value().unwrap().clone(), about))
        }
        _ => None,
    });
    let (letter, about) = queued.unwrap();
    assert_eq!(letter.subject.as_str(), "Wat openstaat: november");
    assert!(letter.text.contains("receivables pl") && letter.text.contains("Dzień dobry"), "{}", letter.text);
    assert_eq!(about.to_string(), format!("report-{}", id::<UserId>(50)));
}

#[tokio::test]
async fn nobody_and_what_was_thrown_away_is_not_mailed() {
    let company = Company::new().await;
    company.keep(50, "workday", &["finn"]).await;
    company.keep(51, "workday", &["finn"]).await;
    company.keep(50, "workday", &[]).await;
    company.bench.run(id::<UserId>(51), saved_report::Command::Remove {}).await;
    company.bench.turn("2026-12-01T08:00:00");
    company.strike().await;
    assert!(company.mailed().await.is_empty());
}
