//! Looking back: tables, pages and answers are as they were at a moment, whatever happened since; but for who was forgotten.

mod support;

use axum::{Router, body::Body, http::Request};
use chrono::TimeDelta;
use domain::{Actor, ArticleId, CustomerId, Line, Role, UserId, privacy, user};
use event_store::{Clock, Given, Log, Position};
use projections::DEPARTMENTS;
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;
use uuid::Uuid;
use web::program::Program;

use support::{Folders, give, open, order, rows, rows_in};

/// The begin of a story: Tuesday 17 November 2026, nine o'clock in Amsterdam.
fn start() -> anyhow::Result<Clock> {
    Ok(Clock::manual("2026-11-17T08:00:00Z".parse()?))
}

async fn settle(program: &Program) -> anyhow::Result<()> {
    program.runner.pump().await?;
    Ok(program.app.reads.catch_up(|_| {}).await?)
}

async fn colleague(program: &Program, login: &str, role: Role) -> anyhow::Result<UserId> {
    let login: domain::Login = login.parse().map_err(|_| anyhow::anyhow!("{login}"))?;
    let create = user::Command::Create {
        name: login.as_str().parse().map_err(|_| anyhow::anyhow!("{login:?}"))?,
        login: login.clone(),
        email: None,
        roles: [role].into(),
        password: user::Password::Hashed("$argon2id$v=19$none".into()),
    };
    let id = UserId::of_login(&login);
    give(program, id.0, create.into()).await?;
    Ok(id)
}

fn customer(name: &str) -> Value {
    json!({"kind": "company", "name": name, "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}})
}

/// The log as it was at a position.
fn until(program: &Program, at: Position) -> Arc<Log> {
    let log = &program.app.log;
    Arc::new(log.until(Some(at), log.clock.clone()))
}

/// Any command on anything, as a colleague may give it; most are taken, some are refused.
async fn anything(program: &Program, random: &mut StdRng, marek: UserId) -> anyhow::Result<()> {
    let one = |random: &mut StdRng, of: u128| Uuid::from_u128(of + u128::from(random.random_range(0..4_u32)));
    let (whom, machine, fault, visit) = (one(random, 10), one(random, 20), one(random, 30), one(random, 40));
    let (invoice, task) = (one(random, 60), one(random, 70));
    let number: Line = format!("A-{}", random.random_range(0..3_u32)).parse().map_err(|_| anyhow::anyhow!("a line"))?;
    let article = ArticleId::of_number(&number).0;
    let word = format!("woord{}", random.next_u32() % 1_000);
    let items = json!([{"description": word, "quantity": "1", "price": "45.00 EUR"}]);
    let commands = [
        ("customers", whom, "register", customer(&word)),
        ("customers", whom, "change", customer(&word)),
        ("customers", whom, "add-note", json!({"text": word})),
        ("customers", whom, "add-contact", json!({"name": word})),
        ("machines", machine, "install", json!({"customer": whom, "machine": {"model": word, "serial": word}})),
        ("faults", fault, "report", json!({"customer": whom, "problem": word, "urgency": "high"})),
        ("faults", fault, "cancel", json!({"reason": word})),
        ("visits", visit, "request", json!({"customer": whom, "kind": "maintenance", "task": word})),
        (
            "visits",
            visit,
            "schedule",
            json!({"technician": marek, "slot": {"on": "2026-12-18", "from": "09:00", "until": "10:00"}, "overrule": word}),
        ),
        ("visits", visit, "unschedule", json!({"reason": word})),
        ("invoices", invoice, "draft", json!({"customer": whom, "items": items})),
        ("invoices", invoice, "issue", json!({})),
        ("invoices", invoice, "record-payment", json!({"amount": "10.00 EUR"})),
        ("tasks", task, "raise", json!({"kind": "note", "assignee": {"role": "sales"}, "note": word})),
        ("tasks", task, "complete", json!({"note": word})),
        (
            "articles",
            article,
            "register",
            json!({"number": number, "article": {"name": word, "unit": "stuk", "purchase_price": "5.00 EUR",
                "sales_price": "9.00 EUR", "minimum": "2", "order_quantity": "10"}}),
        ),
        ("articles", article, "count", json!({"counted": random.random_range(0..9_u32).to_string(), "reason": word})),
    ];
    let (things, id, name, fields) = commands[random.random_range(0..commands.len())].clone();
    // What is refused changes nothing, and that is part of it.
    let _ = order(program, things, id, name, fields).await;
    program.app.log.clock.turn(program.app.log.clock.now() + TimeDelta::minutes(random.random_range(1..600)));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tables_of_any_moment_are_what_they_were_then() -> anyhow::Result<()> {
    let seed = std::env::var("WERKBANK_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(|| Uuid::new_v4().as_u64_pair().0);
    let steps = std::env::var("WERKBANK_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(60);
    eprintln!("WERKBANK_SEED={seed} WERKBANK_STEPS={steps}");
    let mut random = StdRng::seed_from_u64(seed);
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    let marek = colleague(&program, "marek", Role::Technician).await?;
    let company = json!({"name": "Koffietechniek", "company_number": "34283840", "vat_number": "NL004495445B01",
        "iban": "NL91ABNA0417164300", "phone": "030 555 01 42", "email": "service@koffietechniek.example",
        "address": {"street": "Vaartsestraat 114", "postcode": "3542 AB", "city": "Utrecht"}});
    let change = api::decode::kind_at("settings").ok_or_else(|| anyhow::anyhow!("no settings"))?;
    let change = api::decode::decode(change, "change-company", company, texts::Lang::En);
    let given = Given::by(Actor::system("test"));
    let change = change.map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    program.app.log.run(domain::settings::COMPANY, change, &given, program.app.outside.as_ref()).await?;
    for (n, name) in ["De Linde", "De Wilg", "De Eik"].iter().enumerate() {
        let n = u128::try_from(n)?;
        order(&program, "customers", Uuid::from_u128(10 + n), "register", customer(name)).await?;
        let machine = json!({"customer": Uuid::from_u128(10 + n), "machine": {"model": "Jura X8", "serial": name}});
        order(&program, "machines", Uuid::from_u128(20 + n), "install", machine).await?;
    }
    let mut snapshots = Vec::new();
    for step in 0..steps {
        anything(&program, &mut random, marek).await?;
        settle(&program).await?;
        let Some((position, _)) = program.app.log.store.newest().await? else { continue };
        let mut tables = Vec::new();
        for department in DEPARTMENTS {
            tables.push(rows(&program, department, u64::MAX >> 1).await?);
        }
        snapshots.push((position, tables));
        // Some copies are made of the tables as they stand, others are worked out later.
        if step % 20 == 10 {
            for reads in program.app.reads.all() {
                program.app.reads.copy_what_is_due(reads, 40).await?;
            }
        }
    }
    assert!(snapshots.windows(2).filter(|two| two[0].1 != two[1].1).count() > steps / 5, "something happened");
    for (at, tables) in &snapshots {
        let then = program.app.reads.at(until(&program, *at))?;
        for (department, was) in DEPARTMENTS.iter().zip(tables) {
            let is = rows_in(&then.of(department).pool, u64::MAX >> 1).await?;
            let differs = was.iter().zip(&is).find(|(was, is)| was != is);
            assert_eq!((differs, was.len()), (None, is.len()), "{} at {at:?}, seed {seed}", department.name);
        }
    }
    // Without room for copies they go, and who looks at a moment goes on looking.
    let (at, tables) = &snapshots[snapshots.len() / 2];
    let then = program.app.reads.at(until(&program, *at))?;
    program.app.reads.keep_for_looking_back(0);
    for reads in program.app.reads.all() {
        program.app.reads.copy_what_is_due(reads, 40).await?;
    }
    let past = folders.path("data").join("read/past");
    let copies = std::fs::read_dir(&past)?.flatten().filter(|file| file.path().extension().is_some_and(|e| e == "db"));
    assert_eq!(copies.count(), 0);
    assert_eq!(rows_in(&then.of(DEPARTMENTS[0]).pool, u64::MAX >> 1).await?.len(), tables[0].len());
    drop(then);
    let open = past.join("open");
    assert_eq!(std::fs::read_dir(open)?.count(), 0, "who looks no longer leaves nothing behind");
    program.close().await;
    Ok(())
}

/// What a colleague gets at an address.
async fn get(pages: &Router, token: &str, path: &str) -> anyhow::Result<(u16, String)> {
    let request = Request::get(path).header("authorization", format!("Bearer {token}")).body(Body::empty())?;
    let answer = pages.clone().oneshot(request).await?;
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_a_moment_shows_what_was_known_then_and_nothing_can_be_changed_there() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    let (sanne, marek) =
        (colleague(&program, "sanne", Role::Sales).await?, colleague(&program, "marek", Role::Technician).await?);
    let id = Uuid::from_u128(10);
    order(&program, "customers", id, "register", customer("Café De Oude Naam")).await?;
    order(
        &program,
        "tasks",
        Uuid::from_u128(70),
        "raise",
        json!({"kind": "note", "assignee": {"role": "sales"}, "note": "Bellen"}),
    )
    .await?;
    let before = program.app.log.store.newest().await?.ok_or_else(|| anyhow::anyhow!("written"))?.0;
    clock.turn("2026-12-01T08:00:00Z".parse()?);
    order(&program, "customers", id, "change", customer("Brasserie Nieuw")).await?;
    order(&program, "customers", Uuid::from_u128(11), "register", customer("Later gekomen")).await?;
    settle(&program).await?;
    let token = program.app.sessions.begin(sanne).await.map_err(anyhow::Error::msg)?;
    let pages = web::pages::router(program.app.clone(), None);
    for asked in ["2026-11-20", "2026-11-17T09:00", "2026-11-30T23:00:00Z", &before.0.to_string()] {
        let asked = asked.replace(':', "%3A");
        let (status, card) = get(&pages, &token, &format!("/customers/{id}?as_of={asked}")).await?;
        assert_eq!(status, 200, "{asked}: {card}");
        assert!(card.contains("Café De Oude Naam") && !card.contains("Brasserie Nieuw"), "{asked}");
        assert!(card.contains("looking-back") && card.contains(&format!("/customers?as_of={asked}")), "{asked}");
        assert!(!card.contains(&format!("/customers/{id}/edit")), "nothing is offered that changes it");
        let (_, list) = get(&pages, &token, &format!("/customers?as_of={asked}")).await?;
        assert!(list.contains("Oude Naam") && !list.contains("Later gekomen"), "{asked}");
        let (_, answer) = get(&pages, &token, &format!("/api/v1/customers?as_of={asked}")).await?;
        let answer: Value = serde_json::from_str(&answer)?;
        assert_eq!(answer["rows"].as_array().map(Vec::len), Some(1), "{asked}");
    }
    let (status, nobody) = get(&pages, &token, "/customers?as_of=2020-01-01").await?;
    assert!(status == 200 && nobody.contains("Geen klanten gevonden"), "{nobody}");
    assert!(!nobody.contains("Nog geen klanten"), "nobody is entered in the past");
    let (_, now) = get(&pages, &token, &format!("/customers/{id}")).await?;
    assert!(now.contains("Brasserie Nieuw") && !now.contains("looking-back"));
    for nowhere in ["2030-01-01", "2030-01-01T10:00", "0", "99999999"] {
        let (status, why) = get(&pages, &token, &format!("/api/v1/customers?as_of={nowhere}")).await?;
        assert!(status == 422 && why.contains("\"as_of\""), "{nowhere}: what has to come is not known");
    }
    let (status, before_all) = get(&pages, &token, "/customers?as_of=2020-01-01").await?;
    assert!(status == 200 && !before_all.contains("Oude Naam"), "before the first event there is nothing");
    // Who works in the present is not held up, and the past can't be written.
    assert_eq!(get(&pages, &token, "/customers?as_of=ooit").await?.0, 422);
    let post = Request::post(format!("/api/v1/customers/{id}/add-note?as_of=2026-11-20"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(Body::from(r#"{"text":"achteraf"}"#))?;
    assert_eq!(pages.clone().oneshot(post).await?.status(), 409);
    assert_eq!(get(&pages, &token, "/account?as_of=2026-11-20").await?.0, 303);
    let technician = program.app.sessions.begin(marek).await.map_err(anyhow::Error::msg)?;
    assert_eq!(get(&pages, &technician, "/customers?as_of=2026-11-20").await?.0, 403);
    assert_eq!(get(&pages, "niemand", "/api/v1/customers?as_of=2026-11-20").await?.0, 401);
    program.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_forgotten_is_so_in_the_past_too() -> anyhow::Result<()> {
    let folders = Folders::new()?;
    let clock = start()?;
    let program = open(&folders.path("data"), clock.clone()).await?;
    let sanne = colleague(&program, "sanne", Role::Sales).await?;
    let id = Uuid::from_u128(10);
    order(&program, "customers", id, "register", customer("Wilhelmina Zonnebloem")).await?;
    settle(&program).await?;
    for reads in program.app.reads.all() {
        program.app.reads.copy_what_is_due(reads, 1).await?;
    }
    clock.turn("2026-12-01T08:00:00Z".parse()?);
    let token = program.app.sessions.begin(sanne).await.map_err(anyhow::Error::msg)?;
    let pages = web::pages::router(program.app.clone(), None);
    let path = format!("/customers/{id}?as_of=2026-11-20");
    let (_, control) = get(&pages, &token, &path).await?;
    assert!(control.contains("Wilhelmina"), "the control: {control}");
    let person = privacy::Person::Customer { customer: CustomerId(id) };
    let forget = privacy::Command::Forget { person, reason: privacy::Reason::Request, also: Default::default() };
    let given = Given::by(Actor::system("test"));
    program.app.log.execute::<privacy::Privacy>(privacy::LOG, forget, &given, program.app.outside.as_ref()).await?;
    program.eraser.work_off().await?;
    assert!(!folders.path("data").join("read/past").exists(), "no copy and no open moment stays");
    let (status, then) = get(&pages, &token, &path).await?;
    assert!(status == 200 && !then.contains("Wilhelmina"), "{status}");
    program.close().await;
    Ok(())
}
