//! Whoever is forgotten is in no file any more: not in the data folder, not in a backup that is restored, not in tables that are worked
//! out from nothing; in no encoding. And what the law has us keep still prints.

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::Path,
};

use api::app::NotMade;
use axum::{body::Body, http::Request};
use chrono::{DateTime, NaiveDate, TimeDelta};
use domain::{
    Actor, ContactId, CustomerId, InvoiceId, Role, UserId,
    mail::Document,
    privacy::{Command, LOG, Person, Privacy, Reason},
    registry::AnyEvent,
    user,
};
use event_store::{Clock, Expected, Given, NewEvent, backup};
use serde_json::json;
use tower::ServiceExt;
use uuid::Uuid;
use web::{config::Config, program::Program};

use support::{Folders, events, give, open, order, rows};

/// A private person with a rare name, hers and that of whom one speaks there, of who called, and words that only stand in texts.
const HER: [&str; 12] = [
    "Wilhelmina Żółkiewska-Dębska",
    "Żółkiewska",
    "Zonnebloemdreef 77",
    "Ossenzijl",
    "8376 EX",
    "521598437",
    "wilhelmina@zolkiewska.example",
    "Bartholomeus Quackelbeen",
    "quackelbeen@zolkiewska.example",
    "Roderick Pannekoek",
    "fluit als een nachtegaal",
    "sleutel onder de bloempot",
];
const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(10));
const TECHNICIAN: UserId = UserId(Uuid::from_u128(11));
const SCAN: &[u8] = b"%PDF-1.7 getekend door Wilhelmina \xc5\xbb\xc3\xb3\xc5\x82kiewska-D\xc4\x99bska";

/// A text as it may stand in a file.
fn encodings(text: &str) -> BTreeSet<Vec<u8>> {
    let mut all = BTreeSet::new();
    for text in [text.to_owned(), text.to_lowercase(), text.to_uppercase(), projections::text::fold(text)] {
        let bytes = text.as_bytes();
        let units: Vec<u16> = text.encode_utf16().collect();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let quoted = |sign: char, keep: fn(&u8) -> bool| {
            let one = |byte: &u8| if keep(byte) { (*byte as char).to_string() } else { format!("{sign}{byte:02X}") };
            bytes.iter().map(one).collect::<String>()
        };
        let escaped = |c: char| {
            let mut units = [0; 2];
            let escape = |unit: &u16| format!("\\u{unit:04x}");
            if c.is_ascii() { c.to_string() } else { c.encode_utf16(&mut units).iter().map(escape).collect() }
        };
        all.extend([bytes.to_vec(), hex.to_uppercase().into_bytes(), hex.into_bytes()]);
        all.insert(units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        all.insert(units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
        all.insert(quoted('=', |byte| byte.is_ascii_graphic() && *byte != b'=').into_bytes());
        all.insert(quoted('=', |byte| (byte.is_ascii_graphic() || *byte == b' ') && *byte != b'=').into_bytes());
        all.insert(quoted('%', u8::is_ascii_alphanumeric).into_bytes());
        all.insert(text.chars().map(escaped).collect::<String>().into_bytes());
        for shift in 0..3 {
            let mut shifted = vec![0; shift];
            shifted.extend(bytes);
            let whole = base64(&shifted);
            // What also depends on what stands before and behind is left out.
            let (begin, end) = ((shift * 8).div_ceil(6), (shift + bytes.len()) * 8 / 6);
            all.insert(whole[begin..end].to_vec());
        }
    }
    all
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::new();
    for three in bytes.chunks(3) {
        let all = three.iter().chain([&0, &0]).take(3).fold(0_usize, |all, byte| all << 8 | usize::from(*byte));
        text.extend([18, 12, 6, 0].map(|shift| DIGITS[all >> shift & 63]));
    }
    text
}

/// Every file below a folder, as it lies there, unpacked, and without the line breaks of mails.
fn contents(folder: &Path, into: &mut BTreeMap<String, Vec<Vec<u8>>>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            contents(&path, into)?;
            continue;
        }
        let raw = fs::read(&path)?;
        let mut variants = Vec::new();
        if path.extension().is_some_and(|extension| extension == "gz") {
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(raw.as_slice()).read_to_end(&mut unpacked)?;
            variants.push(unpacked);
        }
        if path.extension().is_some_and(|extension| extension == "eml") {
            for soft in ["=\r\n", "\r\n"] {
                variants.push(String::from_utf8_lossy(&raw).replace(soft, "").into_bytes());
            }
        }
        variants.push(raw);
        into.insert(path.display().to_string(), variants);
    }
    Ok(())
}

/// Which of these texts stand in which file, however written.
fn found(folder: &Path, texts: &[&str]) -> anyhow::Result<BTreeSet<(String, String)>> {
    let mut files = BTreeMap::new();
    contents(folder, &mut files)?;
    let mut found = BTreeSet::new();
    for text in texts {
        for encoded in encodings(text) {
            for (name, variants) in &files {
                if variants.iter().any(|bytes| memmem(bytes, &encoded)) {
                    let name = name.strip_prefix(&folder.display().to_string()).unwrap_or(name);
                    found.insert(((*text).to_owned(), name.to_owned()));
                }
            }
        }
    }
    Ok(found)
}

fn memmem(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else { return false };
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| byte == first) {
        at += next;
        if bytes[at..].starts_with(wanted) {
            return true;
        }
        at += 1;
    }
    false
}

async fn settle(program: &Program) -> anyhow::Result<()> {
    program.runner.pump().await?;
    while program.sender.send_due().await? > 0 {
        program.runner.pump().await?;
    }
    program.runner.pump().await?;
    Ok(())
}

async fn colleague(program: &Program, id: UserId, login: &str, name: &str, role: Role) -> anyhow::Result<()> {
    let create = user::Command::Create {
        login: login.parse().map_err(|_| anyhow::anyhow!("{login}"))?,
        name: name.parse().map_err(|_| anyhow::anyhow!("{name}"))?,
        email: format!("{login}@koffietechniek.example").parse().ok(),
        roles: [role].into(),
        password: user::Password::Hashed("$argon2id$v=19$none".into()),
    };
    let made = UserId::of_login(&login.parse().map_err(|_| anyhow::anyhow!("{login}"))?);
    anyhow::ensure!(id == made, "{made}");
    give(program, id.0, create.into()).await
}

fn user_of(login: &str) -> UserId {
    login.parse().map_or(TECHNICIAN, |login| UserId::of_login(&login))
}

/// A company with one customer, with whom everything happened that can: faults, visits, contracts, invoices, mails, tasks, a sale.
async fn lived(program: &Program, clock: &Clock) -> anyhow::Result<ContactId> {
    let company = json!({"name": "Koffietechniek", "company_number": "34283840", "vat_number": "NL004495445B01",
        "iban": "NL91ABNA0417164300", "phone": "030 555 01 42", "email": "service@koffietechniek.example",
        "address": {"street": "Vaartsestraat 114", "postcode": "3542 AB", "city": "Utrecht"}});
    let kind = api::decode::kind_at("settings").ok_or_else(|| anyhow::anyhow!("no settings"))?;
    let change = api::decode::decode(kind, "change-company", company, texts::Lang::En);
    let change = change.map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    let given = Given::by(Actor::system("test"));
    program.app.log.run(domain::settings::COMPANY, change, &given, program.app.outside.as_ref()).await?;
    let marek = user_of("marek");
    colleague(program, marek, "marek", "Marek Nowak", Role::Technician).await?;
    colleague(program, user_of("mila"), "mila", "Mila de Groot", Role::Management).await?;
    colleague(program, user_of("sanne"), "sanne", "Sanne Vos", Role::Sales).await?;
    let (her, id) = (CUSTOMER.0, Uuid::from_u128);
    let register = json!({"kind": "person", "name": HER[0], "email": HER[6], "phone": "+31521598437",
        "visiting": {"street": HER[2], "postcode": HER[4], "city": HER[3]},
        "invoicing": {"street": "Postbus 4", "postcode": HER[4], "city": HER[3]}});
    order(program, "customers", her, "register", register).await?;
    let stranger = json!({"kind": "company", "name": "De Linde", "email": "info@delinde.example",
        "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}});
    order(program, "customers", id(12), "register", stranger).await?;
    order(program, "customers", her, "add-contact", json!({"name": HER[7], "email": HER[8], "phone": "+31521598437"}))
        .await?;
    order(program, "customers", her, "add-note", json!({"text": format!("{} ligt de {}", HER[7], HER[11])})).await?;
    order(program, "customers", her, "record-call", json!({"text": format!("Haar ketel {}", HER[10])})).await?;
    let machine =
        json!({"customer": her, "machine": {"model": "Jura X8", "serial": "J-1", "place": format!("bij {}", HER[0])}});
    order(program, "machines", id(20), "install", machine).await?;
    let fault = json!({"customer": her, "machine": id(20), "problem": format!("Ketel {}", HER[10]), "urgency": "high",
        "caller": HER[9], "caller_phone": "+31521598437"});
    order(program, "faults", id(21), "report", fault).await?;
    settle(program).await?;
    let visit = events(program).await?.into_iter().find(|event| event.event_type == "visit_requested");
    let visit = visit.ok_or_else(|| anyhow::anyhow!("a fault opens a visit"))?.subject();
    let slot = json!({"on": "2026-11-18", "from": "09:00", "until": "10:00"});
    order(program, "visits", visit, "schedule", json!({"technician": marek, "slot": slot})).await?;
    settle(program).await?;
    clock.turn("2026-11-18T08:30:00Z".parse()?);
    order(program, "visits", visit, "start", json!({})).await?;
    let finish = json!({"solved": true, "findings": format!("De {}", HER[11]), "work": format!("Ketel {} niet meer", HER[10]),
        "worked": 45, "billable": true});
    order(program, "visits", visit, "finish", finish).await?;
    settle(program).await?;
    let terms = json!({"kind": "service", "machines": [id(20)], "monthly_fee": "25.00 EUR", "starts": "2026-11-18",
        "first_term": 12, "renewal": 12, "notice": 1, "remarks": format!("De {}", HER[11])});
    order(
        program,
        "contracts",
        id(22),
        "draft",
        json!({"customer": her, "salesperson": user_of("sanne"), "terms": terms}),
    )
    .await?;
    let scan = program.app.files.put(her, SCAN).await?;
    let signed =
        json!({"name": HER[0], "signed_on": "2026-11-18", "scan": scan, "kept_at": format!("Kast 3, map {}", HER[0])});
    order(program, "contracts", id(22), "sign-on-paper", signed).await?;
    settle(program).await?;
    order(program, "contracts", id(22), "end", json!({"on": "2026-11-18", "reason": HER[11]})).await?;
    let opportunity = json!({"customer": her, "about": HER[11], "next": "2026-11-20"});
    order(program, "opportunities", id(23), "open", opportunity).await?;
    order(program, "opportunities", id(23), "lose", json!({"reason": HER[10]})).await?;
    let task =
        json!({"kind": "note", "assignee": {"role": "sales"}, "customer": her, "note": format!("Bel {}", HER[0])});
    order(program, "tasks", id(24), "raise", task).await?;
    order(program, "tasks", id(24), "complete", json!({"note": HER[11]})).await?;
    settle(program).await?;
    // What is not paid runs still: the billable visit's draft is issued, and paid.
    let invoices: BTreeSet<_> = (events(program).await?.into_iter())
        .filter(|event| event.event_type == "invoice_drafted")
        .map(|event| event.subject())
        .collect();
    anyhow::ensure!(!invoices.is_empty(), "the visit is billed");
    for invoice in invoices {
        let (state, _) = program.app.log.state::<domain::invoice::Invoice>(&invoice.to_string()).await?;
        anyhow::ensure!(
            format!("{state:?}").contains("Issued") || {
                order(program, "invoices", invoice, "issue", json!({})).await?;
                true
            }
        );
    }
    settle(program).await?;
    for event in events(program).await? {
        if let AnyEvent::Invoice(domain::invoice::Event::InvoiceIssued { items, .. }) = &event.event {
            let amount = domain::invoice::Totals::of(items).total();
            let pay = json!({"amount": amount.to_string(), "reference": format!("van {}", HER[0])});
            order(program, "invoices", event.subject(), "record-payment", pay).await?;
        }
    }
    settle(program).await?;
    let contact = events(program).await?.into_iter().find_map(|event| match event.event {
        AnyEvent::Customer(domain::customer::Event::ContactAdded { id, .. }) => Some(id),
        _ => None,
    });
    contact.ok_or_else(|| anyhow::anyhow!("there is a contact"))
}

async fn forget(program: &Program, person: Person, also: BTreeSet<Uuid>) -> anyhow::Result<()> {
    let command = Command::Forget { person, reason: Reason::Request, also };
    let given = Given::by(Actor::system("test"));
    program.app.log.execute::<Privacy>(LOG, command, &given, program.app.outside.as_ref()).await?;
    Ok(())
}

async fn invoice_of(program: &Program) -> anyhow::Result<InvoiceId> {
    let issued = events(program).await?.into_iter().find(|event| event.event_type == "invoice_issued");
    Ok(InvoiceId(issued.ok_or_else(|| anyhow::anyhow!("an invoice is issued"))?.subject()))
}

fn start() -> anyhow::Result<Clock> {
    Ok(Clock::manual("2026-11-17T08:00:00Z".parse()?))
}

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
    let whose = [others, nobodys, others, others, others];
    let what = ["note_added", "task_raised", "fault_reported", "visit_requested", "mail_queued"];
    let expected: Vec<_> = what.into_iter().zip(whose).map(|(what, (others, goes))| (what, others, goes)).collect();
    assert_eq!(named, expected);
    assert_eq!(found.traces.named_in, [id(51)].into());
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
