//! What follows by itself from visits, contracts and invoices.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::collections::HashSet;

use domain::{
    Actor, ContractId, CustomerId, InvoiceId, Role, VisitId, clock, contract, customer, invoice,
    mail::{self, Document},
    registry::AnyEvent,
    settings, task, visit,
};
use event_store::codec;
use projections::finance::{self, invoices};
use reactors::{
    Reactor, World, contract_alerts, contract_fees, contract_terms, invoice_mails, reminders, visit_is_billed,
};
use serde_json::json as value;
use support::{Bench, id, json, of, us};

const LINDE: u128 = 10;
const ALL: [&Reactor; 6] = [
    &contract_fees::REACTOR,
    &contract_terms::REACTOR,
    &contract_alerts::REACTOR,
    &invoice_mails::REACTOR,
    &reminders::REACTOR,
    &visit_is_billed::REACTOR,
];

async fn company(email: Option<&str>) -> Bench {
    let bench = Bench::new().await;
    bench.run(settings::COMPANY, us()).await;
    for command in [
        value!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}),
        value!({"set-reminder-days": {"days": [7, 14, 28]}}),
        value!({"set-contract-alert-days": {"days": [60, 30]}}),
        value!({"set-payment-days": {"days": 14}}),
    ] {
        bench.run(settings::COMPANY, json::<settings::Command>(command)).await;
    }
    let register = json::<customer::Command>(value!({"register": {
        "kind": "company", "name": "Zorggroep De Linde", "email": email,
        "visiting": {"street": "Lindelaan 1", "postcode": "3701 CL", "city": "Zeist"}
    }}));
    bench.run(id::<CustomerId>(LINDE), register).await;
    bench
}

/// Lets everything follow from everything that happened, until nothing new does; repeats do no harm.
async fn follow(bench: &Bench) {
    let world = World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None };
    let mut done = HashSet::new();
    loop {
        let page = bench.log.store.read_all(None, 10_000).await.unwrap();
        let events = codec::decode_page(&bench.log.keys, page.events).await.unwrap();
        let new: Vec<_> = events.into_iter().filter(|event| done.insert(event.id)).collect();
        if new.is_empty() {
            return;
        }
        for event in &new {
            for reactor in ALL.iter().filter(|reactor| (reactor.wants)(&event.event)) {
                bench.reads.catch_up(|_| {}).await.unwrap();
                for effect in (reactor.react)(&world, event).await.unwrap() {
                    // What a rule refuses is an answer.
                    let _ = bench.run_as(Actor::system(reactor.name), effect.id, effect.command).await;
                }
            }
        }
    }
}

async fn strike(bench: &Bench, job: &str, at: &str) {
    bench.turn(at);
    let strike = clock::Command::Strike { job: of(job), at: at.parse().unwrap() };
    bench.run_as(Actor::system("clock"), job, strike).await.unwrap();
    follow(bench).await;
}

async fn purposes(bench: &Bench) -> Vec<String> {
    let events = bench.events().await;
    let purpose = |event: AnyEvent| match event {
        AnyEvent::Mail(mail::Event::MailQueued { purpose, letter, .. }) => {
            let letter = letter.value().unwrap().clone();
            assert!(!letter.text.contains('⟦') && !letter.subject.as_str().contains('⟦'), "{}", letter.text);
            Some(purpose.to_string())
        }
        _ => None,
    };
    events.into_iter().filter_map(purpose).collect()
}

async fn tasks(bench: &Bench) -> Vec<String> {
    let kind = |event: AnyEvent| match event {
        AnyEvent::Task(task::Event::TaskRaised { kind, .. }) => Some(kind.to_string()),
        _ => None,
    };
    bench.events().await.into_iter().filter_map(kind).collect()
}

async fn invoices(bench: &Bench) -> Vec<invoices::Row> {
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let today = bench.log.today();
    invoices::list(pool, &invoices::Wanted::default(), today).await.unwrap().rows
}

async fn signed(bench: &Bench, renewal: u16) -> ContractId {
    signed_for(bench, renewal, "310 EUR").await
}

async fn signed_for(bench: &Bench, renewal: u16, fee: &str) -> ContractId {
    let contract = id::<ContractId>(1);
    let draft = value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": {
        "kind": "service", "monthly_fee": fee, "starts": "2026-11-17", "first_term": 3, "renewal": renewal, "notice": 1
    }}});
    bench.run(contract, json::<contract::Command>(draft)).await;
    let sign =
        value!({"sign-on-screen": {"name": "Hanneke Postma", "drawing": "M0 0L1 1", "document": "0".repeat(64)}});
    bench.run(contract, json::<contract::Command>(sign)).await;
    contract
}

async fn issued(bench: &Bench) -> InvoiceId {
    let invoice = id::<InvoiceId>(1);
    let draft = value!({"draft": {"customer": id::<CustomerId>(LINDE), "items": [
        {"description": "Voorrijden", "quantity": "1", "price": "100 EUR"}
    ]}});
    bench.run(invoice, json::<invoice::Command>(draft)).await;
    bench.run(invoice, invoice::Command::Issue {}).await;
    follow(bench).await;
    invoice
}

#[tokio::test]
async fn the_monthly_run_bills_issues_and_mails_each_month_once_and_catches_up_what_was_missed() {
    let bench = company(Some("info@delinde.example")).await;
    signed(&bench, 12).await;
    strike(&bench, "contract-fees", "2026-12-01T06:00:00").await;
    let totals: Vec<_> = invoices(&bench).await.iter().map(|row| (row.state, row.net.cents)).collect();
    assert_eq!(totals, [(invoices::State::Open, 31_000), (invoices::State::Open, 14_467)]);
    strike(&bench, "contract-fees", "2026-12-01T06:00:01").await;
    assert_eq!(invoices(&bench).await.len(), 2);
    let mails = purposes(&bench).await;
    assert_eq!(mails.iter().filter(|purpose| *purpose == "invoice").count(), 2, "{mails:?}");
}

#[tokio::test]
async fn a_fee_whose_vat_waits_for_an_exchange_rate_stays_a_draft_and_finance_is_told_once() {
    let bench = company(Some("info@delinde.example")).await;
    signed_for(&bench, 12, "400 PLN").await;
    strike(&bench, "contract-fees", "2026-12-01T06:00:00").await;
    strike(&bench, "contract-fees", "2026-12-01T06:00:01").await;
    let states: Vec<_> = invoices(&bench).await.iter().map(|row| row.state).collect();
    assert_eq!(states, [invoices::State::Draft; 2]);
    let told = tasks(&bench).await;
    assert_eq!(told.iter().filter(|kind| *kind == "invoice-without-exchange-rate").count(), 2, "{told:?}");
}

#[tokio::test]
async fn a_late_invoice_is_reminded_by_level_and_a_disputed_one_never() {
    let bench = company(Some("info@delinde.example")).await;
    let invoice = issued(&bench).await;
    assert_eq!(purposes(&bench).await, ["invoice"]);
    strike(&bench, "payment-reminders", "2026-12-07T07:10:00").await;
    assert_eq!(purposes(&bench).await, ["invoice"]);
    strike(&bench, "payment-reminders", "2026-12-08T07:10:00").await;
    strike(&bench, "payment-reminders", "2026-12-09T07:10:00").await;
    assert_eq!(purposes(&bench).await, ["invoice", "reminder-1"]);
    bench.run(invoice, json::<invoice::Command>(value!({"dispute": {"reason": "Klopt niet"}}))).await;
    strike(&bench, "payment-reminders", "2026-12-20T07:10:00").await;
    assert_eq!(purposes(&bench).await, ["invoice", "reminder-1"]);
    bench.run(invoice, json::<invoice::Command>(value!({"credit": {"reason": "Gelijk"}}))).await;
    follow(&bench).await;
    assert_eq!(purposes(&bench).await, ["invoice", "reminder-1", "credit-note"]);
}

#[tokio::test]
async fn an_invoice_of_a_customer_without_an_address_is_posted_by_a_person() {
    let bench = company(None).await;
    let invoice = issued(&bench).await;
    assert_eq!((purposes(&bench).await, tasks(&bench).await), (Vec::new(), vec!["invoice-by-post".to_owned()]));
    // Each letter is a task that says which one it is.
    strike(&bench, "payment-reminders", "2026-12-08T07:10:00").await;
    bench.run(invoice, json::<invoice::Command>(value!({"credit": {"reason": "Gelijk"}}))).await;
    follow(&bench).await;
    assert_eq!(tasks(&bench).await, ["invoice-by-post", "reminder-by-post", "credit-note-by-post"]);
}

#[tokio::test]
async fn a_signed_contract_is_confirmed_warned_of_once_a_level_and_renewed() {
    let bench = company(Some("info@delinde.example")).await;
    let contract = signed(&bench, 12).await;
    follow(&bench).await;
    assert_eq!(tasks(&bench).await, ["contract-signed"]);
    let events = bench.events().await;
    let with = |event: &AnyEvent| {
        matches!(event, AnyEvent::Mail(mail::Event::MailQueued { documents, .. })
        if *documents == [Document::Contract(contract)])
    };
    assert!(events.iter().any(with), "the customer gets the signed contract");
    // The term ends on 16 February 2027: notice until 16 January.
    for day in ["2026-11-18", "2026-11-19", "2026-12-18", "2026-12-19"] {
        strike(&bench, "contract-alerts", &format!("{day}T07:00:00")).await;
    }
    assert_eq!(tasks(&bench).await, ["contract-signed", "contract-last-notice", "contract-last-notice"]);
    strike(&bench, "contract-terms", "2027-02-16T00:30:00").await;
    let renewed = |event: &AnyEvent| matches!(event, AnyEvent::Contract(contract::Event::ContractRenewed { .. }));
    assert!(!bench.events().await.iter().any(renewed), "its last day is not over yet");
    strike(&bench, "contract-terms", "2027-02-17T00:30:00").await;
    assert!(bench.events().await.iter().any(renewed));
}

#[tokio::test]
async fn a_contract_that_does_not_renew_ends_on_its_last_day() {
    let bench = company(Some("info@delinde.example")).await;
    signed(&bench, 0).await;
    strike(&bench, "contract-terms", "2027-02-17T00:30:00").await;
    let ended = |event: &AnyEvent| {
        matches!(event, AnyEvent::Contract(contract::Event::ContractEnded { on, .. })
        if on.to_string() == "2027-02-16")
    };
    assert!(bench.events().await.iter().any(ended));
}

async fn visited(bench: &Bench, billable: bool) {
    let visit = id::<VisitId>(5);
    let marek = bench.marek().await;
    let technician = Actor::Person { user: marek, role: Role::Technician, roles: Role::ALL.to_vec() };
    for command in [
        value!({"request": {"customer": id::<CustomerId>(LINDE), "kind": "fault", "task": "Lekt"}}),
        value!({"schedule": {"technician": marek, "slot": {"on": "2026-11-17", "from": "10:00", "until": "11:00"}}}),
        value!({"start": {}}),
        value!({"finish": {"solved": true, "findings": "Hard", "work": "Klaar", "worked": 90, "billable": billable}}),
    ] {
        bench.run_as(technician.clone(), visit, json::<visit::Command>(command)).await.unwrap();
    }
    follow(bench).await;
}

#[tokio::test]
async fn a_billable_visit_becomes_a_draft_at_the_hourly_rate_in_force() {
    let bench = company(None).await;
    let rate = value!({"set-hourly-rate": {"from": "2020-01-01", "rate": "84 EUR"}});
    bench.run(settings::COMPANY, json::<settings::Command>(rate)).await;
    visited(&bench, true).await;
    let drafts = invoices(&bench).await;
    assert_eq!((drafts.len(), drafts[0].state, drafts[0].net.cents), (1, invoices::State::Draft, 12_600));
}

#[tokio::test]
async fn a_visit_that_the_customer_does_not_pay_for_makes_no_invoice_and_one_without_a_rate_asks_finance() {
    let free = company(None).await;
    visited(&free, false).await;
    assert!(invoices(&free).await.is_empty() && tasks(&free).await.is_empty());
    let bench = company(None).await;
    visited(&bench, true).await;
    assert_eq!((invoices(&bench).await.len(), tasks(&bench).await), (0, vec!["visit-without-rate".to_owned()]));
}
