//! A data folder that is restored from its backups shows what the old one showed, and sends nothing twice.

mod support;

use std::{collections::BTreeSet, fs, path::Path};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Actor,
    mail::{Command, Event},
    registry::AnyEvent,
};
use event_store::{Clock, Given, Recorded, backup};
use projections::{desk, management};
use serde_json::json;
use uuid::Uuid;
use web::{
    config::Config,
    demo::{Demo, Size, begins},
};

use support::{Folders, events, give, open, order, rows};

const SMALL: Size = Size { days: 12, customers: 10, contracts: 6, faults: 40 };
const THURSDAY: &str = "2026-11-26T12:15:00Z";

/// What happened to mails, by purpose and kind of event.
fn mails(events: &[Recorded]) -> Vec<(Uuid, &'static str)> {
    let what = |event: &Recorded| match &event.event {
        AnyEvent::Mail(Event::MailQueued { .. }) => Some((event.subject(), "queued")),
        AnyEvent::Mail(Event::MailSendingBegun { .. }) => Some((event.subject(), "begun")),
        AnyEvent::Mail(Event::MailSent { .. }) => Some((event.subject(), "sent")),
        AnyEvent::Mail(Event::MailFailed { .. }) => Some((event.subject(), "failed")),
        _ => None,
    };
    events.iter().filter_map(what).collect()
}

fn outbox(data: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(data.join("outbox")).into_iter().flatten().flatten();
    files.filter_map(|file| file.file_name().into_string().ok()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_restored_company_shows_what_the_old_one_showed() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let now = THURSDAY.parse::<DateTime<Utc>>()?;
    let clock = Clock::manual(begins(now, SMALL));
    let program = open(&folders.path("data"), clock.clone()).await?;
    Demo::new(&program, clock.clone(), now, SMALL).live(|_| {}).await?;
    let backups = program.backups.clone().ok_or_else(|| anyhow::anyhow!("they are configured"))?;
    let made = backups.look().await.ok_or_else(|| anyhow::anyhow!("one is due"))??;
    assert!(backups.look().await.is_none(), "one a day");
    let until = made.made.ok_or_else(|| anyhow::anyhow!("it is the first"))?.until.position;
    let restored = folders.restore("anew", None).await?;
    assert_eq!(restored.position, until);
    let anew = open(&folders.path("anew"), Clock::manual(now)).await?;
    anew.app.reads.catch_up(|_| {}).await?;
    let mut compared = 0;
    for reads in program.app.reads.all() {
        let department = reads.department;
        let (was, is) = (rows(&program, department, until).await?, rows(&anew, department, until).await?);
        let differs = was.iter().zip(&is).find(|(was, is)| was != is);
        assert_eq!((differs, was.len()), (None, is.len()), "{}", department.name);
        compared += was.len();
    }
    assert!(compared > 1_000, "{compared}");
    let log = &anew.app.reads.of(&management::DEPARTMENT).pool;
    let newest = management::entries::list(log, &management::entries::Filter::default(), None, 1).await?;
    assert_eq!(newest.rows[0].event_type, "log_restored");
    anew.close().await;
    program.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_program_sends_no_mail_twice_and_does_what_was_still_to_be_done() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let clock = Clock::manual("2026-11-17T08:00:00Z".parse()?);
    let program = open(&folders.path("data"), clock.clone()).await?;
    let company = json!({"name": "Koffietechniek", "company_number": "34283840", "vat_number": "NL004495445B01",
        "iban": "NL91ABNA0417164300", "phone": "030 555 01 42", "email": "service@koffietechniek.example",
        "address": {"street": "Vaartsestraat 114", "postcode": "3542 AB", "city": "Utrecht"}});
    let kind = api::decode::kind_at("settings").ok_or_else(|| anyhow::anyhow!("no settings"))?;
    let change = api::decode::decode(kind, "change-company", company, texts::Lang::En);
    let change = change.map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    let given = Given::by(Actor::system("test"));
    program.app.log.run(domain::settings::COMPANY, change, &given, program.app.outside.as_ref()).await?;
    let customer = Uuid::from_u128(10);
    let register = json!({"kind": "company", "name": "De Linde", "email": "info@delinde.example",
        "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}});
    order(&program, "customers", customer, "register", register).await?;
    let report = async |n: u128| {
        let fields = json!({"customer": customer, "problem": "Lekt", "urgency": "urgent", "confirm": true});
        order(&program, "faults", Uuid::from_u128(n), "report", fields).await
    };
    // One mail is sent, one is queued, one fault is reported and nobody has thought about it yet.
    report(1).await?;
    program.runner.pump().await?;
    assert_eq!(program.sender.send_due().await?, 1);
    report(2).await?;
    program.runner.pump().await?;
    report(3).await?;
    let backups = program.backups.clone().ok_or_else(|| anyhow::anyhow!("they are configured"))?;
    backups.look().await.ok_or_else(|| anyhow::anyhow!("one is due"))??;
    // After the backup the old machine goes on: everything is sent. Then it burns down.
    program.runner.pump().await?;
    while program.sender.send_due().await? > 0 {
        program.runner.pump().await?;
    }
    let sent: BTreeSet<_> = mails(&events(&program).await?).into_iter().filter(|(_, what)| *what == "sent").collect();
    assert_eq!((sent.len(), outbox(&folders.path("data")).len()), (3, 3));
    program.close().await;

    folders.restore("anew", None).await?;
    let anew = open(&folders.path("anew"), clock.clone()).await?;
    assert_eq!(anew.settle(&folders.path("anew")).await?, 2);
    for _ in 0..3 {
        anew.runner.pump().await?;
        assert_eq!(anew.sender.send_due().await?, 0);
        clock.turn(clock.now() + TimeDelta::hours(30));
    }
    assert!(outbox(&folders.path("anew")).is_empty());
    let happened = mails(&events(&anew).await?);
    let count = |what: &str| happened.iter().filter(|(_, known)| *known == what).count();
    assert_eq!((count("queued"), count("sent"), count("failed")), (3, 1, 2), "{happened:?}");
    let ids = |happened: &[(Uuid, &str)]| happened.iter().map(|(id, _)| *id).collect::<BTreeSet<_>>();
    assert_eq!(ids(&happened), sent.iter().map(|(id, _)| *id).collect(), "the same mails, by their ids");
    let visits = events(&anew).await?.iter().filter(|event| event.event_type == "visit_requested").count();
    assert_eq!(visits, 3, "what the reactors had not come to is done");
    let failed = desk::mails::waiting(&anew.app.reads.of(&desk::DEPARTMENT).pool).await?;
    assert!(failed.is_empty());
    // A person may send one again.
    let held = happened.iter().rev().find(|(_, what)| *what == "failed").map(|(id, _)| *id).unwrap_or_default();
    clock.turn(Clock::Machine.now() + TimeDelta::days(1));
    give(&anew, held, Command::Retry {}.into()).await?;
    anew.runner.pump().await?;
    assert_eq!(anew.sender.send_due().await?, 1);
    anew.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_is_cut_in_the_middle_of_a_backup_has_its_follow_ups_made_again() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let now = THURSDAY.parse::<DateTime<Utc>>()?;
    let clock = Clock::manual(begins(now, SMALL));
    let program = open(&folders.path("data"), clock.clone()).await?;
    Demo::new(&program, clock, now, SMALL).live(|_| {}).await?;
    let places = Config::read(&folders.path("data"))?.backup.ok_or_else(|| anyhow::anyhow!("configured"))?.places;
    let data = folders.path("data");
    let order = backup::Order {
        server: None,
        data: &data,
        common: &data,
        places: &places,
        full: false,
        now,
        keep_days: 35,
        keys_keep_days: 30,
        werkbank: "0.0.0",
    };
    backup::run(&order)?;
    // Cut right after a fault was reported, before its visit was asked for.
    let all = events(&program).await?;
    let reported = all.iter().filter(|event| event.event_type == "fault_reported").nth(8);
    let reported = reported.ok_or_else(|| anyhow::anyhow!("there are faults"))?;
    folders.restore("anew", Some(reported.recorded_at)).await?;
    let anew = open(&folders.path("anew"), Clock::manual(reported.recorded_at)).await?;
    let before = events(&anew).await?.len();
    anew.settle(&folders.path("anew")).await?;
    let after = events(&anew).await?;
    let faults = after.iter().filter(|event| event.event_type == "fault_reported").count();
    let asked: BTreeSet<_> =
        after.iter().filter(|event| event.event_type == "visit_requested").map(|e| e.subject()).collect();
    let was: BTreeSet<_> =
        all.iter().filter(|event| event.event_type == "visit_requested").map(|e| e.subject()).collect();
    assert!(
        faults >= 9 && asked.is_subset(&was),
        "the same visits by their ids: {before} events became {}",
        after.len()
    );
    let of_the_last =
        after.iter().any(|event| event.event_type == "visit_requested" && event.metadata.cause == Some(reported.id));
    assert!(of_the_last, "its visit is asked for");
    anew.close().await;
    program.close().await;
    Ok(())
}
