//! A company with a customer, with whom everything happened that can.

use std::collections::BTreeSet;

use domain::{
    Actor, ContactId, CustomerId, InvoiceId, Role, UserId,
    privacy::{Command, LOG, Person, Privacy, Reason},
    registry::AnyEvent,
    user,
};
use event_store::{Clock, Given};
use serde_json::json;
use uuid::Uuid;
use web::program::Program;

use crate::support::{events, give, order};

/// A private person with a rare name, hers and that of whom one speaks there, of who called, and words that only stand in texts.
pub const HER: [&str; 12] = [
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
pub const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(10));
pub const TECHNICIAN: UserId = UserId(Uuid::from_u128(11));
pub const SCAN: &[u8] = b"%PDF-1.7 getekend door Wilhelmina \xc5\xbb\xc3\xb3\xc5\x82kiewska-D\xc4\x99bska";

pub async fn settle(program: &Program) -> anyhow::Result<()> {
    program.runner.pump().await?;
    while program.sender.send_due().await? > 0 {
        program.runner.pump().await?;
    }
    program.runner.pump().await?;
    Ok(())
}

pub async fn colleague(program: &Program, id: UserId, login: &str, name: &str, role: Role) -> anyhow::Result<()> {
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

pub fn user_of(login: &str) -> UserId {
    login.parse().map_or(TECHNICIAN, |login| UserId::of_login(&login))
}

/// A company with one customer, with whom everything happened that can: faults, visits, contracts, invoices, mails, tasks, a sale.
pub async fn lived(program: &Program, clock: &Clock) -> anyhow::Result<ContactId> {
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

pub async fn forget(program: &Program, person: Person, also: BTreeSet<Uuid>) -> anyhow::Result<()> {
    let command = Command::Forget { person, reason: Reason::Request, also };
    let given = Given::by(Actor::system("test"));
    program.app.log.execute::<Privacy>(LOG, command, &given, program.app.outside.as_ref()).await?;
    Ok(())
}

pub async fn invoice_of(program: &Program) -> anyhow::Result<InvoiceId> {
    let issued = events(program).await?.into_iter().find(|event| event.event_type == "invoice_issued");
    Ok(InvoiceId(issued.ok_or_else(|| anyhow::anyhow!("an invoice is issued"))?.subject()))
}

pub fn start() -> anyhow::Result<Clock> {
    Ok(Clock::manual("2026-11-17T08:00:00Z".parse()?))
}
