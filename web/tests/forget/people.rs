//! Contact persons and colleagues are forgotten, terms end, and who is only named is told apart.

use std::collections::BTreeSet;

use api::app::NotMade;
use axum::{body::Body, http::Request};
use chrono::DateTime;
use domain::{
    Actor, Role,
    mail::Document,
    privacy::{LOG, Person, Privacy},
};
use event_store::{Expected, Given, NewEvent};
use serde_json::json;
use tower::ServiceExt;
use uuid::Uuid;
use web::program::Program;

use crate::{
    lived::{CUSTOMER, HER, forget, invoice_of, lived, settle, start, user_of},
    search::found,
    support::{Folders, events, open, order},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_contact_goes_and_the_customer_stays() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let (data, clock) = (folders.path("data"), start()?);
    let program = open(&data, clock.clone()).await?;
    let contact = lived(&program, &clock).await?;
    let person = Person::Contact { customer: CUSTOMER, contact };
    // The note names him; it goes along when that is wanted.
    let named = program.app.log.person(person).await?;
    assert_eq!(named.traces.named_in.len(), 1, "{:?}", named.named);
    forget(&program, person, named.traces.named_in).await?;
    program.eraser.work_off().await?;
    settle(&program).await?;
    assert_eq!(found(&data, &HER[7..9])?, BTreeSet::new());
    assert!(!found(&data, &HER[..1])?.is_empty(), "the customer is there");
    program.close().await;
    assert_eq!(found(&data, &HER[7..9])?, BTreeSet::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleague_who_left_goes_with_the_mails_that_name_them() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let (data, clock) = (folders.path("data"), start()?);
    let program = open(&data, clock.clone()).await?;
    lived(&program, &clock).await?;
    let sanne = Person::User { user: user_of("sanne") };
    order(&program, "users", user_of("sanne").0, "deactivate", json!({"reason": "Uit dienst"})).await?;
    let names = ["Sanne Vos", "sanne@koffietechniek.example"];
    assert!(!found(&data, &names)?.is_empty());
    let held = program.app.log.person(sanne).await?;
    forget(&program, sanne, held.traces.named_in).await?;
    program.eraser.work_off().await?;
    settle(&program).await?;
    assert_eq!(found(&data, &names)?, BTreeSet::new());
    program.close().await;
    assert_eq!(found(&data, &names)?, BTreeSet::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_technician_is_forgotten_once_no_visit_waits_for_them_and_what_was_asked_of_them_is_done()
-> anyhow::Result<()> {
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    lived(&program, &clock).await?;
    let (marek, visit, task) = (user_of("marek"), Uuid::from_u128(60), Uuid::from_u128(61));
    let request = json!({"customer": Uuid::from_u128(12), "kind": "maintenance", "task": "Ontkalken"});
    order(&program, "visits", visit, "request", request).await?;
    let slot = json!({"on": "2026-11-19", "from": "09:00", "until": "10:00"});
    order(&program, "visits", visit, "schedule", json!({"technician": marek, "slot": slot})).await?;
    let note = json!({"kind": "note", "assignee": {"role": "sales"}, "note": "Afscheid van Marek Nowak"});
    order(&program, "tasks", task, "raise", note).await?;
    order(&program, "users", marek.0, "deactivate", json!({"reason": "Uit dienst"})).await?;
    let person = Person::User { user: marek };
    let also = program.app.log.person(person).await?.traces.named_in;
    assert!(also.contains(&task));
    settle(&program).await?;
    let refused = forget(&program, person, also.clone()).await;
    assert!(format!("{refused:?}").contains("has-visits"), "{refused:?}");
    order(&program, "visits", visit, "unschedule", json!({"reason": "Naar een ander"})).await?;
    settle(&program).await?;
    forget(&program, person, also).await?;
    program.eraser.work_off().await?;
    settle(&program).await?;
    let done = |event: &event_store::Recorded| event.event_type == "task_completed" && event.subject() == task;
    assert!(events(&program).await?.iter().any(done), "nothing is left of it to be read");
    program.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_legal_term_is_over_the_invoice_goes_by_itself() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let (data, clock) = (folders.path("data"), start()?);
    let program = open(&data, clock.clone()).await?;
    lived(&program, &clock).await?;
    let invoice = invoice_of(&program).await?;
    let print = async |program: &Program| program.app.documents.pdf(Document::Invoice(invoice)).await.map(drop);
    // Another one of that year was sent, and is paid in part.
    let item = json!({"description": "Voorrijden", "quantity": "1", "price": "45.00 EUR"});
    let owed = Uuid::from_u128(30);
    order(&program, "invoices", owed, "draft", json!({"customer": CUSTOMER.0, "items": [item]})).await?;
    order(&program, "invoices", owed, "issue", json!({})).await?;
    order(&program, "invoices", owed, "record-payment", json!({"amount": "20.00 EUR"})).await?;
    let strike = async |program: &Program, at: &str| -> anyhow::Result<()> {
        clock.turn(at.parse::<DateTime<chrono::Utc>>()?);
        reactors::clock::strike_due(&program.app.log, program.app.outside.as_ref()).await?;
        program.runner.pump().await?;
        program.eraser.work_off().await?;
        Ok(())
    };
    strike(&program, "2033-12-31T12:00:00Z").await?;
    assert_eq!(print(&program).await, Ok(()), "the last day");
    strike(&program, "2034-01-01T12:00:00Z").await?;
    assert_eq!(print(&program).await, Ok(()), "what is owed is kept until it is settled, with all that has its key");
    let held = program.app.log.person(Person::Customer { customer: CUSTOMER }).await?.traces.invoices;
    assert!(held.values().any(|held| held.owed), "{held:?}");
    order(&program, "invoices", owed, "record-payment", json!({"amount": "34.45 EUR"})).await?;
    strike(&program, "2034-02-01T12:00:00Z").await?;
    assert_eq!(print(&program).await, Err(NotMade::Erased));
    let (state, _) = program.app.log.state::<Privacy>(LOG).await?;
    assert_eq!((state.pending.len(), state.forgotten.len()), (0, 0), "the customer stays");
    assert!(!found(&data, &HER[..1])?.is_empty());
    program.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invoice_that_can_not_be_read_keeps_its_own_keys_and_no_others() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    lived(&program, &clock).await?;
    let known = program.app.log.invoice_keys().await?;
    assert_eq!(known.values().filter(|held| !held.owed).count(), 1, "{known:?}");
    let unreadable = async |stream: String, expected, event_type: &str| {
        let (id, data, metadata) = (Uuid::now_v7(), "{}".into(), "{}".into());
        let event = NewEvent { id, event_type: event_type.into(), version: 1, data, metadata };
        program.app.log.store.append(&stream.parse()?, expected, vec![event]).await?;
        anyhow::Ok(())
    };
    unreadable(format!("invoice-{}", Uuid::from_u128(40)), Expected::NoStream, "invoice_drafted").await?;
    unreadable(format!("invoice-{}", Uuid::from_u128(41)), Expected::NoStream, "invoice_issued").await?;
    unreadable(format!("task-{}", Uuid::from_u128(42)), Expected::NoStream, "task_raised").await?;
    assert_eq!(program.app.log.invoice_keys().await?, known, "it has nothing to do with these");
    let own = invoice_of(&program).await;
    assert!(own.is_err(), "the rest of the log stands before it: {own:?}");
    program.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_names_a_person_or_is_linked_with_them_is_found_wherever_it_stands() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    let contact = lived(&program, &clock).await?;
    let (id, stranger) = (Uuid::from_u128, Uuid::from_u128(12));
    let call = json!({"contact": contact.0, "text": "Belt morgen terug"});
    order(&program, "customers", CUSTOMER.0, "record-call", call).await?;
    let chance = json!({"customer": CUSTOMER.0, "contact": contact.0, "about": "Filters", "next": "2026-12-20"});
    order(&program, "opportunities", id(50), "open", chance).await?;
    order(&program, "opportunities", id(50), "win", json!({"text": "Neemt er drie"})).await?;
    let note = json!({"text": format!("De buurvrouw, {}, is een nicht van {}", HER[0], HER[7])});
    order(&program, "customers", stranger, "add-note", note).await?;
    // Part of another word is no name.
    let note = json!({"text": format!("{}sen en {}tjes", HER[0], HER[7])});
    order(&program, "customers", stranger, "add-note", note).await?;
    let task =
        json!({"kind": "note", "assignee": {"role": "sales"}, "note": format!("{} en {} bellen", HER[0], HER[7])});
    order(&program, "tasks", id(51), "raise", task).await?;
    let review = domain::review::of_event(id(54));
    let raise = json!({"event": id(54), "rule": "sample", "author": user_of("marek").0});
    order(&program, "reviews", review, "raise", raise).await?;
    let ask = json!({"ask": {"question": format!("Was dit voor {} {}?", HER[0], HER[7])}});
    let ask: domain::review::Command = serde_json::from_value(ask)?;
    let mila = Actor::Person { user: user_of("mila"), role: Role::Management, roles: vec![Role::Management] };
    let outside = program.app.outside.as_ref();
    program.app.log.run(&review.to_string(), ask.into(), &Given::by(mila), outside).await?;
    let fault = json!({"customer": stranger, "problem": format!("{} meldt lekkage bij de buren", HER[0])});
    order(&program, "faults", id(52), "report", fault).await?;
    let namesake = json!({"customer": stranger, "problem": "Het lampje brandt", "caller": HER[7]});
    order(&program, "faults", id(53), "report", namesake).await?;
    settle(&program).await?;
    let found = program.app.log.person(Person::Customer { customer: CUSTOMER }).await?;
    let named: Vec<_> = (found.named.iter())
        .map(|named| (named.event.event_type.as_str(), named.others, named.key.is_some()))
        .collect();
    // What belongs to another customer may be about somebody of the same name: it is shown, and not erased along.
    let (others, nobodys) = ((true, false), (false, true));
    let whose = [others, nobodys, nobodys, others, others, others];
    let what =
        ["note_added", "task_raised", "review_question_asked", "fault_reported", "visit_requested", "mail_queued"];
    let expected: Vec<_> = what.into_iter().zip(whose).map(|(what, (others, goes))| (what, others, goes)).collect();
    assert_eq!(named, expected);
    assert_eq!(found.traces.named_in, [id(51), review].into());
    assert!(found.named.iter().all(|named| named.texts.iter().all(|text| text.contains(HER[0]))));
    let found = program.app.log.person(Person::Contact { customer: CUSTOMER, contact }).await?;
    let about = |what: &str| found.named.iter().filter(|named| named.event.event_type == what).count();
    let kinds = ["call_recorded", "opportunity_opened", "opportunity_won", "note_added", "task_raised"];
    assert_eq!(kinds.map(about), [1, 1, 1, 2, 1], "{:?}", found.named);
    assert!(found.traces.named_in.contains(&id(51)));
    assert!(found.story.iter().all(|event| event.subject() != id(53)), "who called there has only the same name");
    assert!(!found.traces.subjects.contains(&domain::fault::caller_of(id(53))));
    program.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_order_on_the_card_says_nothing_of_who_is_forgotten() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    let contact = lived(&program, &clock).await?;
    let token = program.app.sessions.begin(user_of("mila")).await.map_err(anyhow::Error::msg)?;
    let pages = web::pages::router(program.app.clone(), None);
    let page = async |path: String| {
        let request = Request::get(path).header("authorization", format!("Bearer {token}")).body(Body::empty())?;
        let answer = pages.clone().oneshot(request).await?;
        anyhow::ensure!(answer.status() == 200, "{}", answer.status());
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await?;
        anyhow::Ok(String::from_utf8(body.to_vec())?)
    };
    let parts = ["", "/contacts", "/history", "/faults"].map(|part| format!("/customers/{CUSTOMER}{part}"));
    assert!(page(parts[0].clone()).await?.contains(HER[7]), "the control");
    // Nothing is carried out yet.
    forget(&program, Person::Contact { customer: CUSTOMER, contact }, BTreeSet::new()).await?;
    for path in &parts {
        let shown = page(path.clone()).await?;
        assert!(shown.contains(HER[0]) && !shown.contains(HER[7]) && shown.contains("being-forgotten"), "{path}");
    }
    forget(&program, Person::Customer { customer: CUSTOMER }, BTreeSet::new()).await?;
    for path in &parts {
        let shown = page(path.clone()).await?;
        assert!(HER.iter().all(|word| !shown.contains(word)), "{path}");
    }
    program.eraser.work_off().await?;
    settle(&program).await?;
    assert!(!page(parts[0].clone()).await?.contains("being-forgotten"));
    program.close().await;
    Ok(())
}
