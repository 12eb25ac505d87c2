//! A program that dies, or a disk that fails, between a number and what it was drawn for leaves no gap, on New Year's Eve
//! neither.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::{CustomerId, InvoiceId, customer, invoice, registry::AnyEvent, settings};
use event_store::{
    AllPage, AppendError, Appended, CommandError, EventStore, Expected, Given, Log, NewEvent, Position, Revision,
    StoreError, StoreId, StreamName, StreamPage,
};
use projections::finance::{self, invoices, numbers::Series};
use reactors::{World, numbers};
use serde_json::json as value;
use support::{Bench, ZONE, assert_no_walk, boss, id, json, us};

/// A log of which the plug is pulled as soon as something is to be written to an invoice.
struct PulledOut(Arc<dyn EventStore>);

#[async_trait]
impl EventStore for PulledOut {
    fn store_id(&self) -> StoreId {
        self.0.store_id()
    }

    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        match stream.category() {
            "invoice" => Err(AppendError::Unavailable("the plug is pulled".into())),
            _ => self.0.append(stream, expected, events).await,
        }
    }

    async fn read_stream(&self, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError> {
        self.0.read_stream(stream, from, limit).await
    }

    async fn read_all(&self, after: Option<Position>, limit: u32) -> Result<AllPage, StoreError> {
        self.0.read_all(after, limit).await
    }

    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError> {
        self.0.newest().await
    }

    async fn changed(&self, after: Option<Position>, at_most: Duration) {
        self.0.changed(after, at_most).await;
    }
}

async fn company() -> Bench {
    let bench = Bench::new().await;
    bench.run(settings::COMPANY, us()).await;
    for command in [
        value!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}),
        value!({"set-vat-rate": {"kind": "standard", "from": "2027-01-01", "rate": "22"}}),
        value!({"set-payment-days": {"days": 14}}),
    ] {
        bench.run(settings::COMPANY, json::<settings::Command>(command)).await;
    }
    let register = json::<customer::Command>(value!({"register": {
        "kind": "company", "name": "Zorggroep De Linde",
        "visiting": {"street": "Lindelaan 1", "postcode": "3701 CL", "city": "Zeist"}
    }}));
    bench.run(id::<CustomerId>(10), register).await;
    bench
}

async fn drafted(bench: &Bench, n: u128) -> InvoiceId {
    let invoice = id::<InvoiceId>(n);
    let draft = value!({"draft": {"customer": id::<CustomerId>(10), "items": [
        {"description": "Voorrijden", "quantity": "1", "price": "100 EUR"}
    ]}});
    bench.run(invoice, json::<invoice::Command>(draft)).await;
    invoice
}

/// Orders something of which only the number arrives.
async fn pulled_out(bench: &Bench, invoice: InvoiceId, command: invoice::Command) -> Given {
    let store = Arc::new(PulledOut(bench.log.store.clone()));
    let log = Log::new(store, bench.log.keys.clone(), bench.log.clock.clone(), ZONE);
    let given = Given::by(boss());
    let done = log.run(&invoice.to_string(), command.into(), &given, bench).await;
    assert!(matches!(done, Err(CommandError::Append(AppendError::Unavailable(_)))), "{done:?}");
    given
}

/// Every number with its day and what it comes to, by number.
async fn numbered(bench: &Bench) -> Vec<(String, String, i64)> {
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let all = invoices::list(pool, &invoices::Wanted::default(), bench.log.today()).await.unwrap().rows;
    let written = |row: invoices::Row| Some((row.number?, row.issued_on?.to_string(), row.total.cents));
    let mut written: Vec<_> = all.into_iter().filter_map(written).collect();
    written.sort();
    written
}

async fn finish(bench: &Bench) {
    bench.reads.catch_up(|_| {}).await.unwrap();
    let world = World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None };
    numbers::finish(&world, bench, &mut Default::default()).await.unwrap();
}

fn line(number: &str, day: &str, cents: i64) -> (String, String, i64) {
    (number.into(), day.into(), cents)
}

#[tokio::test]
async fn an_invoice_that_got_its_number_on_new_years_eve_is_of_that_day_when_the_program_starts_again() {
    let bench = company().await;
    bench.turn("2026-12-31T23:59:00");
    let (first, second) = (drafted(&bench, 1).await, drafted(&bench, 2).await);
    let given = pulled_out(&bench, first, invoice::Command::Issue {}).await;
    bench.run(second, invoice::Command::Issue {}).await;
    bench.turn("2027-01-01T00:05:00");
    let third = drafted(&bench, 3).await;
    finish(&bench).await;
    bench.run(third, invoice::Command::Issue {}).await;
    let expected = [
        line("2026-0001", "2026-12-31", 12_100),
        line("2026-0002", "2026-12-31", 12_100),
        line("2027-0001", "2027-01-01", 12_200),
    ];
    assert_eq!(numbered(&bench).await, expected);
    // Whoever ordered it and heard nothing orders again and hears that it was done.
    let again = bench.log.run(&first.to_string(), invoice::Command::Issue {}.into(), &given, &bench).await.unwrap();
    assert!(again.position.is_some());
    finish(&bench).await;
    assert_eq!(numbered(&bench).await, expected);
}

#[tokio::test]
async fn who_orders_it_again_in_the_new_year_gets_the_number_and_the_day_that_it_had() {
    let bench = company().await;
    bench.turn("2026-12-31T23:59:00");
    let (first, second) = (drafted(&bench, 1).await, drafted(&bench, 2).await);
    pulled_out(&bench, first, invoice::Command::Issue {}).await;
    bench.turn("2027-01-01T09:00:00");
    // A draft of the old year that never had a number is of the new year.
    bench.run(second, invoice::Command::Issue {}).await;
    bench.run(first, invoice::Command::Issue {}).await;
    let expected = [line("2026-0001", "2026-12-31", 12_100), line("2027-0001", "2027-01-01", 12_200)];
    assert_eq!(numbered(&bench).await, expected);
}

fn discard() -> invoice::Command {
    json(value!({"discard": {"reason": "Garantie"}}))
}

#[tokio::test]
async fn a_draft_that_got_its_number_is_not_thrown_away_and_is_issued_while_the_program_runs_on() {
    let bench = company().await;
    bench.turn("2026-12-31T23:59:00");
    let invoice = drafted(&bench, 1).await;
    pulled_out(&bench, invoice, invoice::Command::Issue {}).await;
    bench.turn("2027-01-01T00:05:00");
    let refused = bench.log.run(&invoice.to_string(), discard().into(), &Given::by(boss()), &bench).await;
    let Err(CommandError::Refused(refused)) = refused else { panic!("{refused:?}") };
    assert_eq!((refused.code.as_str(), refused.arguments["number"].as_str()), ("has-number", "2026-0001"));
    finish(&bench).await;
    assert_eq!(numbered(&bench).await, [line("2026-0001", "2026-12-31", 12_100)]);
    bench.run(invoice, json::<invoice::Command>(value!({"credit": {"reason": "Garantie"}}))).await;
}

#[tokio::test]
async fn what_is_issued_and_thrown_away_at_the_same_moment_leaves_no_gap() {
    let bench = company().await;
    for n in 0..20 {
        let invoice = drafted(&bench, n + 1).await.to_string();
        let given = [Given::by(boss()), Given::by(boss())];
        let issue = bench.log.run(&invoice, invoice::Command::Issue {}.into(), &given[0], &bench);
        let off = bench.log.run(&invoice, discard().into(), &given[1], &bench);
        let (one, other) = match n % 2 {
            0 => futures::join!(issue, off),
            _ => futures::join!(off, issue),
        };
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    }
    let drawn = |event: &AnyEvent| matches!(event, AnyEvent::Series(_));
    let drawn = bench.events().await.iter().filter(|event| drawn(event)).count();
    bench.reads.catch_up(|_| {}).await.unwrap();
    assert_eq!(numbered(&bench).await.len(), drawn - 1, "one number is the customer's");
}

#[tokio::test]
async fn a_credit_note_that_was_begun_is_finished_with_its_number_day_and_reason() {
    let bench = company().await;
    let invoice = drafted(&bench, 1).await;
    bench.run(invoice, invoice::Command::Issue {}).await;
    bench.turn("2026-12-31T23:59:00");
    let credit = || json::<invoice::Command>(value!({"credit": {"reason": "Verkeerd adres"}}));
    let given = pulled_out(&bench, invoice, credit()).await;
    bench.turn("2027-01-02T09:00:00");
    finish(&bench).await;
    finish(&bench).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let card = finance::invoice::one(pool, invoice, bench.log.today()).await.unwrap().unwrap();
    assert_eq!(card.credit_number.as_deref(), Some("CR-2026-0001"));
    assert_eq!(card.credited_on.unwrap().to_string(), "2026-12-31");
    let last = card.history.last().unwrap();
    assert_eq!((last.event.as_str(), last.text.as_deref()), ("credit_note_issued", Some("Verkeerd adres")));
    // Whoever ordered it and heard nothing orders again and hears that it was done.
    assert!(bench.log.run(&invoice.to_string(), credit().into(), &given, &bench).await.unwrap().position.is_some());
}

#[tokio::test]
async fn looking_for_gaps_walks_over_no_invoices() {
    let bench = Bench::new().await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    for series in Series::ALL {
        assert_no_walk(pool, &finance::numbers::question(series, "count(*)"), &["invoices"]).await;
    }
}
