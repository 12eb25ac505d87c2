//! A customer is forgotten: files, keys, backups, restores.

use std::{collections::BTreeSet, fs, path::Path};

use chrono::{NaiveDate, TimeDelta};
use domain::{
    mail::Document,
    privacy::{LOG, Person, Privacy},
};
use event_store::{Clock, backup};
use serde_json::json;
use uuid::Uuid;
use web::config::Config;

use crate::{
    lived::{CUSTOMER, HER, forget, invoice_of, lived, settle, start},
    search::found,
    support::{Folders, events, open, order, rows},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_customer_who_is_forgotten_nothing_is_left_in_any_file() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let (data, clock) = (folders.path("data"), start()?);
    let program = open(&data, clock.clone()).await?;
    lived(&program, &clock).await?;
    let backups = program.backups.clone().ok_or_else(|| anyhow::anyhow!("they are configured"))?;
    backups.look().await.ok_or_else(|| anyhow::anyhow!("one is due"))??;
    // The control: she is found in plain tables, in mails, and in no other place.
    let before = found(&data, &HER)?;
    for text in HER {
        assert!(before.iter().any(|(what, _)| what == text), "{text} is found nowhere: {before:?}");
    }
    assert!(before.iter().any(|(_, file)| file.starts_with("/outbox/")), "{before:?}");
    assert!(found(&folders.path("to"), &HER)?.is_empty(), "a backup holds nothing open");
    let invoice = invoice_of(&program).await?;
    let printed = program.app.documents.pdf(Document::Invoice(invoice)).await?;

    let person = Person::Customer { customer: CUSTOMER };
    let then = clock.now();
    clock.turn(then + TimeDelta::hours(1));
    forget(&program, person, BTreeSet::new()).await?;
    program.eraser.work_off().await?;
    settle(&program).await?;
    assert_eq!(found(&data, &HER)?, BTreeSet::new(), "while it is open");
    assert!(!data.join("files").join(CUSTOMER.to_string()).exists(), "scans");
    let again = program.app.documents.pdf(Document::Invoice(invoice)).await?;
    assert!(printed == again, "a kept invoice prints as it was");
    let (state, _) = program.app.log.state::<Privacy>(LOG).await?;
    assert_eq!((state.pending.len(), state.forgotten[&person].len()), (0, 1));
    let kept = state.forgotten[&person][0].until;
    assert_eq!(kept, NaiveDate::from_ymd_opt(2033, 12, 31));
    // What the tables became by the orders is what the log alone makes of them.
    let mut was = Vec::new();
    for reads in program.app.reads.all() {
        was.push(rows(&program, reads.department, u64::MAX >> 1).await?);
    }
    backup::run(&backup_order(&data, &clock)?)?;
    program.close().await;
    assert_eq!(found(&data, &HER)?, BTreeSet::new(), "closed");
    event_store::verify_whole(&data, &[], |_, _| {})?;

    fs::remove_dir_all(data.join("read"))?;
    let rebuilt = open(&data, clock.clone()).await?;
    rebuilt.app.reads.catch_up(|_| {}).await?;
    for (reads, was) in rebuilt.app.reads.all().iter().zip(was) {
        let is = rows(&rebuilt, reads.department, u64::MAX >> 1).await?;
        let differs = was.iter().zip(&is).find(|(was, is)| was != is);
        assert_eq!((differs, was.len()), (None, is.len()), "{}", reads.department.name);
    }
    assert_eq!(found(&data, &HER)?, BTreeSet::new(), "worked out from nothing");
    rebuilt.close().await;

    // As it was before she was forgotten: the newer backup says that she is, and when that is no good the copy of the keys.
    for (name, until) in [("newest", None), ("then", Some(then)), ("older", None)] {
        if name == "older" {
            let newest = fs::read_dir(folders.path("to"))?.filter_map(Result::ok).map(|entry| entry.path()).max();
            fs::remove_dir_all(newest.ok_or_else(|| anyhow::anyhow!("there are two"))?)?;
        }
        let restored = folders.restore(name, until).await?;
        assert!(restored.destroyed > 3, "{restored:?}");
        let anew = open(&folders.path(name), clock.clone()).await?;
        anew.settle(&folders.path(name)).await?;
        anew.app.reads.catch_up(|_| {}).await?;
        assert_eq!(found(&folders.path(name), &HER)?, BTreeSet::new(), "{name}");
        let (state, _) = anew.app.log.state::<Privacy>(LOG).await?;
        assert_eq!((state.pending.len(), state.forgotten.get(&person).map(Vec::len)), (0, Some(1)), "{name}");
        let said = events(&anew).await?.iter().filter(|event| event.event_type == "customer_forgotten").count();
        assert_eq!(said, 1, "{name}: lists follow");
        let finance = rows(&anew, &projections::finance::DEPARTMENT, 0).await?;
        assert!(finance.iter().any(|row| row.starts_with("invoices ")), "{name}: the invoice is there");
        let again = anew.app.documents.pdf(Document::Invoice(invoice)).await?;
        assert!(printed == again, "{name}: and prints");
        anew.close().await;
        assert_eq!(found(&folders.path(name), &HER)?, BTreeSet::new(), "{name}, closed");
    }
    assert_eq!(found(&folders.path("to"), &HER)?, BTreeSet::new());
    Ok(())
}

fn backup_order(data: &Path, clock: &Clock) -> anyhow::Result<backup::Order<'static>> {
    let plan = Config::read(data)?.backup.ok_or_else(|| anyhow::anyhow!("configured"))?;
    Ok(backup::Order {
        server: None,
        data: Box::leak(data.to_path_buf().into_boxed_path()),
        common: Box::leak(data.to_path_buf().into_boxed_path()),
        places: Box::leak(Box::new(plan.places)),
        full: false,
        now: clock.now(),
        keep_days: 35,
        keys_keep_days: 30,
        werkbank: "0.0.0",
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_ordered_to_be_forgotten_when_the_program_died_is_before_it_serves_again() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let (data, clock) = (folders.path("data"), start()?);
    let program = open(&data, clock.clone()).await?;
    lived(&program, &clock).await?;
    forget(&program, Person::Customer { customer: CUSTOMER }, BTreeSet::new()).await?;
    // Nothing was carried out.
    program.close().await;
    assert!(!found(&data, &HER)?.is_empty());
    let again = open(&data, clock.clone()).await?;
    assert_eq!(found(&data, &HER)?, BTreeSet::new());
    let (state, _) = again.app.log.state::<Privacy>(LOG).await?;
    assert!(state.pending.is_empty());
    again.app.reads.catch_up(|_| {}).await?;
    settle(&again).await?;
    assert_eq!(found(&data, &HER)?, BTreeSet::new());
    again.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_issued_any_more_to_somebody_who_was_forgotten_and_nothing_waits() -> anyhow::Result<()> {
    let id = Uuid::from_u128;
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    lived(&program, &clock).await?;
    let draft = Uuid::from_u128(30);
    let item = json!({"description": "Voorrijden", "quantity": "1", "price": "45.00 EUR"});
    order(&program, "invoices", draft, "draft", json!({"customer": CUSTOMER.0, "items": [item]})).await?;
    let terms = json!({"kind": "service", "machines": [Uuid::from_u128(20)], "monthly_fee": "25.00 EUR",
        "starts": "2026-12-01", "first_term": 12, "renewal": 12, "notice": 1});
    let contract = json!({"customer": CUSTOMER.0, "terms": terms});
    order(&program, "contracts", Uuid::from_u128(31), "draft", contract).await?;
    let chance = json!({"customer": CUSTOMER.0, "about": HER[11], "next": "2026-12-20"});
    order(&program, "opportunities", Uuid::from_u128(32), "open", chance).await?;
    let task = json!({"kind": "note", "assignee": {"role": "sales"}, "customer": CUSTOMER.0, "note": HER[10]});
    order(&program, "tasks", Uuid::from_u128(33), "raise", task).await?;
    forget(&program, Person::Customer { customer: CUSTOMER }, BTreeSet::new()).await?;
    program.eraser.work_off().await?;
    let issued = order(&program, "invoices", draft, "issue", json!({})).await;
    assert!(format!("{issued:?}").contains("forgotten"), "{issued:?}");
    settle(&program).await?;
    // Nothing waits for them any more; what a colleague ends by hand says nothing of them.
    let happened = events(&program).await?;
    for (what, thing) in [("invoice_discarded", draft), ("contract_discarded", id(31)), ("opportunity_lost", id(32))] {
        assert!(happened.iter().any(|event| event.event_type == what && event.subject() == thing), "{what}");
    }
    assert!(happened.iter().any(|event| event.event_type == "task_completed" && event.subject() == id(33)), "the task");
    assert_eq!(found(&folders.path("data"), &HER)?, BTreeSet::new());
    let numbers = events(&program).await?.into_iter().filter(|event| event.event_type == "number_drawn");
    assert_eq!(numbers.filter(|event| format!("{:?}", event.event).contains(&draft.to_string())).count(), 0);
    program.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_are_older_than_the_log_are_refused_before_anything_is_sealed_anew() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let (data, clock) = (folders.path("data"), start()?);
    let program = open(&data, clock.clone()).await?;
    lived(&program, &clock).await?;
    program.close().await;
    fs::copy(data.join("keys.db"), folders.path("keys").join("old.db"))?;
    let program = open(&data, clock.clone()).await?;
    let customer = json!({"kind": "company", "name": "De Wilg", "visiting": {"street": "Kade 1", "postcode": "3701 CL", "city": "Zeist"}});
    order(&program, "customers", Uuid::from_u128(13), "register", customer).await?;
    program.close().await;
    fs::copy(data.join("keys.db"), folders.path("keys").join("new.db"))?;
    fs::copy(folders.path("keys").join("old.db"), data.join("keys.db"))?;
    let refused = open(&data, clock.clone()).await.map(drop);
    assert!(format!("{refused:?}").contains("older than the log"), "{refused:?}");
    fs::copy(folders.path("keys").join("new.db"), data.join("keys.db"))?;
    open(&data, clock).await?.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_came_back_with_an_old_copy_are_destroyed_again_at_the_next_start() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let (data, clock) = (folders.path("data"), start()?);
    let program = open(&data, clock.clone()).await?;
    lived(&program, &clock).await?;
    program.close().await;
    fs::copy(data.join("keys.db"), folders.path("keys").join("old.db"))?;
    let program = open(&data, clock.clone()).await?;
    forget(&program, Person::Customer { customer: CUSTOMER }, BTreeSet::new()).await?;
    program.eraser.work_off().await?;
    program.close().await;
    fs::copy(folders.path("keys").join("old.db"), data.join("keys.db"))?;
    fs::remove_dir_all(data.join("read"))?;
    let again = open(&data, clock.clone()).await?;
    assert_eq!(found(&data, &HER)?, BTreeSet::new());
    again.close().await;
    Ok(())
}
