//! Changes of the planning that are collected: each customer hears once how it is, each technician gets one notice, and nobody stands
//! before a closed door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{
    CustomerId, UserId, VisitId, customer,
    mail::{self, Document},
    planning::{self, COMPANY},
    registry::AnyEvent,
    settings, task, visit,
};
use projections::maintenance::{DEPARTMENT, untold};
use reactors::{Runner, World, publish_watch};
use serde_json::{Value, json};
use support::{Bench, assert_by_index, id, json as read, of};
use tempfile::TempDir;

const CUSTOMER: u128 = 10;
const SILENT: u128 = 11;

struct Company {
    bench: Arc<Bench>,
    world: Arc<World>,
    runner: Runner,
    _dir: TempDir,
}

impl Company {
    /// On Tuesday the 17th at nine, with changes collected but for what is within twelve hours.
    async fn new() -> Self {
        let bench = Arc::new(Bench::new().await);
        bench.marek().await;
        let company: settings::Command = read(json!({"change-company": {
            "name": "Werkbank BV", "company_number": "30123456", "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300",
            "address": {"street": "Ambachtsweg 5", "postcode": "3542 DG", "city": "Utrecht"},
            "phone": "030 555 01 00", "email": "service@werkbank.example"}}));
        bench.run(settings::COMPANY, company).await;
        for (n, email) in [(CUSTOMER, Some("info@delinde.example")), (SILENT, None)] {
            let register: customer::Command = read(json!({"register": {
                "kind": "company", "name": format!("Klant {n}"), "email": email,
                "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}
            }}));
            bench.run(id::<CustomerId>(n), register).await;
        }
        let dir = TempDir::new().unwrap();
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(dir.path(), world.clone(), bench.clone()).await.unwrap();
        let company = Self { bench, world, runner, _dir: dir };
        company.collect(true).await;
        company
    }

    async fn collect(&self, collect: bool) {
        self.planning(json!({"set-telling": {"collect": collect, "hours": 12}})).await;
    }

    async fn planning(&self, command: Value) {
        self.bench.run(COMPANY, read::<planning::Command>(command)).await;
        self.pump().await;
    }

    async fn publish(&self, visits: &[VisitId]) {
        self.planning(json!({"publish": {"visits": visits}})).await;
    }

    async fn pump(&self) {
        self.runner.pump().await.unwrap();
    }

    async fn order(&self, visit: VisitId, command: Value) {
        self.bench.run(visit, read::<visit::Command>(command)).await;
        self.pump().await;
    }

    async fn plan(&self, visit: VisitId, on: &str, from: &str) {
        let until = from.replace(":00", ":45");
        let slot = json!({"on": on, "from": from, "until": until});
        let technician = UserId::of_login(&of("marek"));
        self.order(visit, json!({"schedule": {"technician": technician, "slot": slot, "overrule": "Afgesproken"}}))
            .await;
    }

    async fn planned(&self, n: u128, customer: u128, on: &str, from: &str) -> VisitId {
        let visit: VisitId = id(n);
        let request = json!({"customer": id::<CustomerId>(customer), "kind": "intake", "task": format!("Werk {n}")});
        self.order(visit, json!({"request": request})).await;
        self.plan(visit, on, from).await;
        visit
    }

    /// Somebody looks at the clock.
    async fn look(&self, at: &str) -> usize {
        self.bench.turn(at);
        self.bench.pool(&DEPARTMENT).await;
        let told = publish_watch::publish_due(&self.world, self.bench.as_ref()).await.unwrap();
        self.pump().await;
        told
    }

    /// What for, the text, and how many invitations go along, of each mail.
    async fn mails(&self) -> Vec<(String, String, usize)> {
        let mails = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Mail(mail::Event::MailQueued { purpose, letter, documents, .. }) => {
                let invitations = documents.iter().filter(|one| matches!(one, Document::Appointment { .. })).count();
                Some((purpose.to_string(), letter.value().unwrap().text.clone(), invitations))
            }
            _ => None,
        });
        mails.collect()
    }

    async fn purposes(&self) -> Vec<String> {
        self.mails().await.into_iter().map(|(purpose, ..)| purpose).collect()
    }

    async fn tasks(&self) -> Vec<String> {
        let tasks = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Task(task::Event::TaskRaised { kind, .. }) => Some(kind.to_string()),
            _ => None,
        });
        tasks.collect()
    }

    async fn untold(&self) -> usize {
        untold::all(self.bench.pool(&DEPARTMENT).await).await.unwrap().len()
    }
}

#[tokio::test]
async fn moved_three_times_the_customer_hears_once_of_the_newest_time_and_the_technician_gets_one_notice() {
    let company = Company::new().await;
    let visit = company.planned(40, CUSTOMER, "2026-11-24", "09:00").await;
    for from in ["10:00", "11:00", "13:00"] {
        company.plan(visit, "2026-11-25", from).await;
    }
    assert_eq!((company.mails().await.len(), company.untold().await), (0, 1));
    company.publish(&[visit]).await;
    let mails = company.mails().await;
    assert_eq!((mails.len(), mails[0].0.as_str(), mails[0].2), (1, "visit-scheduled", 1));
    assert!(mails[0].1.contains("woensdag 25 november 2026, tussen 13.00 en 13.45"), "{}", mails[0].1);
    assert_eq!((company.tasks().await, company.untold().await), (vec!["planning-changed".to_owned()], 0));
    company.plan(visit, "2026-11-26", "09:00").await;
    company.publish(&[visit]).await;
    assert_eq!(company.purposes().await, ["visit-scheduled", "visit-moved"]);
}

#[tokio::test]
async fn what_is_as_it_was_told_again_is_told_to_nobody() {
    let company = Company::new().await;
    let visit = company.planned(40, CUSTOMER, "2026-11-24", "09:00").await;
    company.publish(&[visit]).await;
    company.plan(visit, "2026-11-25", "09:00").await;
    assert_eq!(company.untold().await, 1);
    company.plan(visit, "2026-11-24", "09:00").await;
    assert_eq!(company.untold().await, 0);
    company.publish(&[visit]).await;
    let never = company.planned(41, CUSTOMER, "2026-11-24", "10:00").await;
    company.order(never, json!({"unschedule": {"reason": "Vergissing"}})).await;
    assert_eq!((company.untold().await, company.purposes().await.len()), (0, 1));
}

#[tokio::test]
async fn several_visits_of_a_customer_are_one_message_with_an_invitation_for_each() {
    let company = Company::new().await;
    let one = company.planned(40, CUSTOMER, "2026-11-24", "09:00").await;
    let other = company.planned(41, CUSTOMER, "2026-11-25", "10:00").await;
    company.publish(&[one, other]).await;
    company.order(one, json!({"cancel": {"reason": "Toch niet"}})).await;
    company.plan(other, "2026-11-26", "11:00").await;
    company.publish(&[one, other]).await;
    let mails = company.mails().await;
    assert_eq!(company.purposes().await, ["visits-changed", "visits-changed"]);
    assert_eq!((mails[0].2, mails[1].2), (2, 2));
    for word in ["gaat niet door: dinsdag 24 november 2026", "donderdag 26 november 2026, tussen 11.00 en 11.45"] {
        assert!(mails[1].1.contains(word), "{word}: {}", mails[1].1);
    }
    assert_eq!(company.tasks().await, ["planning-changed", "planning-changed"]);
}

#[tokio::test]
async fn two_planners_who_send_at_the_same_moment_tell_everybody_once() {
    let company = Company::new().await;
    let visit = company.planned(40, CUSTOMER, "2026-11-24", "09:00").await;
    let send = || company.bench.run(COMPANY, read::<planning::Command>(json!({"publish": {"visits": [visit]}})));
    tokio::join!(send(), send());
    company.pump().await;
    assert_eq!((company.purposes().await.len(), company.tasks().await.len()), (1, 1));
}

#[tokio::test]
async fn who_can_not_be_written_to_is_called_and_not_any_more_once_it_changed_again() {
    let company = Company::new().await;
    let visit = company.planned(40, SILENT, "2026-11-24", "09:00").await;
    company.publish(&[visit]).await;
    assert_eq!(company.tasks().await, ["call-visit-scheduled", "planning-changed"]);
    company.collect(false).await;
    company.plan(visit, "2026-11-25", "09:00").await;
    assert_eq!(company.tasks().await.last().map(String::as_str), Some("call-visit-moved"), "they know of the first");
    let done = company.bench.events().await;
    let done = done.iter().filter(|event| matches!(event, AnyEvent::Task(task::Event::TaskCompleted { .. }))).count();
    assert_eq!(done, 1, "nobody calls about the first time any more");
}

#[tokio::test]
async fn planners_are_warned_and_what_is_near_is_told_by_itself_and_never_twice() {
    let company = Company::new().await;
    company.planned(40, CUSTOMER, "2026-11-18", "14:00").await;
    let late = company.planned(41, SILENT, "2026-11-24", "09:00").await;
    assert_eq!(company.look("2026-11-17T17:00:00").await, 0);
    assert_eq!(company.tasks().await, Vec::<String>::new());
    company.look("2026-11-17T18:30:00").await;
    company.look("2026-11-17T18:31:00").await;
    assert_eq!((company.tasks().await, company.mails().await.len()), (vec!["planning-untold".to_owned()], 0));
    assert_eq!(company.look("2026-11-18T02:00:00").await, 1);
    assert_eq!(company.look("2026-11-18T02:01:00").await, 0);
    assert_eq!((company.purposes().await, company.untold().await), (vec!["visit-scheduled".to_owned()], 1));
    // What is near now is told at once, and what they know of that is near, too.
    company.plan(id(40), "2026-11-18", "16:00").await;
    company.plan(late, "2026-11-18", "13:00").await;
    assert_eq!(company.purposes().await, ["visit-scheduled", "visit-moved"]);
    assert!(company.tasks().await.contains(&"call-visit-scheduled".to_owned()));
    assert_eq!(company.untold().await, 0);
}

#[tokio::test]
async fn who_was_not_told_yet_is_not_reminded() {
    let company = Company::new().await;
    company.planned(40, CUSTOMER, "2026-11-19", "14:00").await;
    company.bench.turn("2026-11-18T15:00:00");
    reactors::clock::strike_due(&company.bench.log, company.bench.as_ref()).await.unwrap();
    company.pump().await;
    assert!(!company.purposes().await.contains(&"visit-reminder".to_owned()));
}

#[tokio::test]
async fn what_waits_is_found_by_an_index_and_a_rebuild_gives_the_same() {
    let company = Company::new().await;
    let visit = company.planned(40, CUSTOMER, "2026-11-24", "09:00").await;
    company.publish(&[visit]).await;
    company.plan(visit, "2026-11-25", "09:00").await;
    let pool = company.bench.pool(&DEPARTMENT).await;
    let before = "2026-11-25T10:00:00".parse().unwrap();
    assert_eq!(untold::count(pool, before).await.unwrap(), (1, 1));
    assert_eq!(untold::count(pool, "2026-11-24T09:00:00".parse().unwrap()).await.unwrap(), (1, 0));
    for question in [untold::COUNT.to_owned(), format!("SELECT * FROM visits v WHERE 1 = 1{}1", untold::UNTOLD)] {
        assert_by_index(pool, &question).await;
    }
    company.bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}
