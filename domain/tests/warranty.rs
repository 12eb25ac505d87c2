//! Rules of the warranty of machines, and of who pays for a visit to them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::NaiveDate;
use domain::{
    ArticleId, CustomerId, MachineId, Personal, UserId,
    decider::{Decider, Need},
    machine::{Command, Covers, Details, Event, Machine, No, Warranties, Warranty},
    testing::{Story, day, given},
    visit::{self, Charge, Kind, Visit},
};

use crate::common::{customer, line};

const CUSTOMER: CustomerId = CustomerId(id_of(20));
const ARTICLE: ArticleId = ArticleId(id_of(80));

const fn id_of(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

fn details() -> Details {
    let installed_on = Some(day(2026, 3, 31));
    Details { model: line("K-400 Pro"), serial: None, place: None, installed_on, despite: None }
}

fn install(article: Option<ArticleId>, until: Option<NaiveDate>) -> Command {
    let (machine, warranty_covers) = (details(), Covers::Parts);
    Command::Install { customer: CUSTOMER, machine, article, warranty_until: until, warranty_covers }
}

fn set(from: Option<NaiveDate>, until: NaiveDate, covers: Covers) -> Command {
    Command::SetWarranty { from, until, covers, article: None }
}

fn was_set(from: NaiveDate, until: NaiveDate, covers: Covers) -> Event {
    Event::WarrantySet { customer: CUSTOMER, from, until, covers, article: None }
}

fn new() -> Story<Machine> {
    given([]).with(|f| f.known.customer = customer(false))
}

fn standing() -> Story<Machine> {
    new().and(install(None, None))
}

/// An article that is sold with so many months.
fn sold_with(months: u16) -> std::sync::Arc<domain::article::State> {
    let details = serde_json::json!({"name": "K-400 Pro", "unit": "stuk", "purchase_price": "0.01 EUR",
        "sales_price": "0.02 EUR", "minimum": "1", "order_quantity": "1", "warranty_months": months});
    let details = serde_json::from_value(details).unwrap();
    let mut state = domain::article::State::default();
    let registered =
        domain::article::Event::ArticleRegistered { number: line("K-400"), details, stock: Default::default() };
    domain::article::Article::evolve(&mut state, &registered);
    state.into()
}

#[test]
fn a_machine_has_the_warranty_of_the_article_that_it_was_sold_as_from_the_day_on_which_it_was_installed() {
    let needs = Machine::needs(&Default::default(), &install(Some(ARTICLE), None), day(2026, 11, 17));
    assert_eq!(needs, [Need::Customer(CUSTOMER), Need::Article(ARTICLE)]);
    assert_eq!(new().when(install(Some(ARTICLE), None)), Err(No::UnknownArticle));
    let sold = |months| {
        new().with(|f| {
            f.known.articles.insert(ARTICLE);
            f.known.shelf.insert(ARTICLE, sold_with(months));
        })
    };
    let events = sold(24).when(install(Some(ARTICLE), None)).unwrap();
    let (from, until, covers) = (day(2026, 3, 31), day(2028, 3, 30), Covers::Parts);
    let warranty = Event::WarrantySet { customer: CUSTOMER, from, until, covers, article: Some(ARTICLE) };
    assert_eq!(events[1..], [warranty]);
    // Short months shift no day but the end.
    let events = sold(11).when(install(Some(ARTICLE), None)).unwrap();
    assert!(matches!(&events[1], Event::WarrantySet { until, .. } if *until == day(2027, 2, 27)));
}

#[test]
fn a_day_that_is_said_goes_before_the_articles_term_and_without_either_there_is_no_warranty() {
    let events = new().when(install(None, Some(day(2027, 5, 1)))).unwrap();
    assert_eq!(events[1..], [was_set(day(2026, 3, 31), day(2027, 5, 1), Covers::Parts)]);
    assert_eq!(new().when(install(None, None)).unwrap().len(), 1);
    let before = Err(No::EndsBefore { field: "warranty_until" });
    assert_eq!(new().when(install(None, Some(day(2026, 3, 30)))), before);
}

#[test]
fn a_warranty_is_set_from_a_day_on_and_that_of_the_same_day_anew() {
    let (from, until) = (day(2027, 1, 1), day(2027, 12, 31));
    let story = standing().and(set(Some(from), until, Covers::Both));
    assert_eq!(story.when(set(Some(from), until, Covers::Both)), Ok(vec![]));
    assert_eq!(story.when(set(Some(from), until, Covers::Labour)), Ok(vec![was_set(from, until, Covers::Labour)]));
    let since_installed = was_set(day(2026, 3, 31), until, Covers::Both);
    assert_eq!(standing().when(set(None, until, Covers::Both)), Ok(vec![since_installed]));
}

#[test]
fn a_warranty_ends_after_it_began_and_within_twenty_years() {
    let from = day(2026, 1, 2);
    let ends = |until| standing().when(set(Some(from), until, Covers::Both));
    assert_eq!(ends(day(2026, 1, 1)), Err(No::EndsBefore { field: "until" }));
    assert_eq!(ends(day(2046, 1, 3)), Err(No::TooLong { field: "until" }));
    assert!(ends(day(2046, 1, 2)).is_ok());
    assert_eq!(given::<Machine>([]).when(set(None, from, Covers::Both)), Err(No::Unknown));
}

#[test]
fn a_warranty_that_is_dropped_is_dropped_once() {
    let from = day(2026, 1, 1);
    let story = standing().and(set(Some(from), day(2026, 12, 31), Covers::Both));
    let dropped = Event::WarrantyDropped { customer: CUSTOMER, from };
    assert_eq!(story.when(Command::DropWarranty { from }), Ok(vec![dropped]));
    assert_eq!(story.and(Command::DropWarranty { from }).when(Command::DropWarranty { from }), Ok(vec![]));
}

#[test]
fn on_a_day_holds_the_warranty_that_began_last_and_none_between_two() {
    let one = |from, until, covers| Warranty { from, until, covers };
    let all: Warranties = [
        one(day(2026, 1, 1), day(2027, 12, 31), Covers::Both),
        one(day(2027, 1, 1), day(2027, 6, 30), Covers::Parts),
        one(day(2028, 1, 1), day(2028, 12, 31), Covers::Labour),
    ]
    .into_iter()
    .collect();
    let on = |day| all.on(day).map(|one| one.covers);
    assert_eq!(on(day(2025, 12, 31)), None);
    assert_eq!((on(day(2026, 1, 1)), on(day(2026, 12, 31))), (Some(Covers::Both), Some(Covers::Both)));
    assert_eq!((on(day(2027, 1, 1)), on(day(2027, 6, 30))), (Some(Covers::Parts), Some(Covers::Parts)));
    assert_eq!(on(day(2027, 7, 1)), None, "what it took the place of is over");
    assert_eq!((on(day(2028, 12, 31)), on(day(2029, 1, 1))), (Some(Covers::Labour), None));
}

#[test]
fn of_a_fault_warranty_pays_then_a_contract_then_the_customer() {
    let fault = |warranty, contract| Charge::expected(Kind::Fault, warranty, contract).unwrap();
    assert_eq!(fault(Some(Covers::Both), true), Charge::Warranty);
    assert_eq!(fault(Some(Covers::Parts), true), Charge::WarrantyParts);
    assert_eq!(fault(Some(Covers::Labour), false), Charge::WarrantyLabour);
    assert_eq!((fault(None, true), fault(None, false)), (Charge::Contract, Charge::Paid));
}

#[test]
fn maintenance_belongs_to_a_contract_and_of_all_else_nothing_is_expected() {
    let warranty = Some(Covers::Both);
    assert_eq!(Charge::expected(Kind::Maintenance, warranty, true), Some(Charge::Contract));
    assert_eq!(Charge::expected(Kind::Maintenance, warranty, false), None);
    assert_eq!(Charge::expected(Kind::Installation, warranty, true), None);
    assert_eq!(Charge::expected(Kind::Intake, None, false), None);
}

#[test]
fn the_customer_pays_for_what_warranty_and_contract_leave() {
    let billed: Vec<_> = Charge::ALL.into_iter().filter(|charge| charge.is_billed()).collect();
    assert_eq!(billed, [Charge::WarrantyParts, Charge::WarrantyLabour, Charge::Paid]);
    assert!(Charge::WarrantyParts.frees_parts() && !Charge::WarrantyParts.frees_labour());
    assert!(Charge::WarrantyLabour.frees_labour() && !Charge::WarrantyLabour.frees_parts());
    assert!(!Charge::Paid.frees_parts() && !Charge::Contract.frees_labour());
}

const TOMASZ: UserId = UserId(id_of(60));
const MACHINE: MachineId = MachineId(id_of(50));

/// A visit for a fault of a machine whose parts are under warranty, which Tomasz has begun.
fn begun() -> Story<Visit> {
    let mut machine = domain::machine::State::default();
    let installed = new().when(install(None, Some(day(2027, 3, 30)))).unwrap();
    installed.iter().for_each(|event| Machine::evolve(&mut machine, event));
    let event = |value: serde_json::Value| serde_json::from_value::<visit::Event>(value).unwrap();
    let slot = serde_json::json!({"on": "2026-11-17", "from": "09:00", "until": "10:00"});
    given([
        event(serde_json::json!({"visit_requested": {"number": 7, "customer": CUSTOMER, "kind": "fault", "machine": MACHINE,
            "task": {"$personal": {"subject": CUSTOMER, "value": "Maalt niet"}}, "expected": 60, "parts": []}})),
        event(serde_json::json!({"visit_scheduled": {"customer": CUSTOMER, "technician": TOMASZ, "slot": slot}})),
        event(serde_json::json!({"visit_started": {"customer": CUSTOMER, "technician": TOMASZ}})),
    ])
    .with(|f| f.known.machines = [(MACHINE, machine.into())].into())
}

fn finish(said: serde_json::Value) -> visit::Command {
    let mut fields =
        serde_json::json!({"solved": true, "findings": "Maalwerk stuk", "work": "Vervangen", "worked": 60});
    fields.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    serde_json::from_value(serde_json::json!({"finish": fields})).unwrap()
}

/// Who pays, whether the customer pays anything, and why it is another one.
fn ends(story: &Story<Visit>, said: serde_json::Value) -> Result<(Option<Charge>, bool, Option<String>), visit::No> {
    let events = story.when(finish(said))?;
    match &events[..] {
        [visit::Event::VisitFinished { charge, billable, charge_despite, .. }] => {
            Ok((*charge, *billable, charge_despite.as_ref().map(|why| why.text())))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_pays_is_what_warranty_and_contracts_would_have_or_has_a_reason() {
    let needs = Visit::needs(&begun_state(), &finish(serde_json::json!({"charge": "paid"})), day(2026, 11, 17));
    assert_eq!(needs, [Need::Machine(MACHINE), Need::Serviced { machine: MACHINE, customer: CUSTOMER }]);
    let said = |charge: &str| serde_json::json!({"charge": charge});
    assert_eq!(ends(&begun(), said("warranty-parts")), Ok((Some(Charge::WarrantyParts), true, None)));
    let no = visit::No::OtherCharge { expected: Charge::WarrantyParts };
    assert_eq!(ends(&begun(), said("paid")), Err(no));
    let why = serde_json::json!({"charge": "paid", "charge_despite": "Gevallen"});
    assert_eq!(ends(&begun(), why), Ok((Some(Charge::Paid), true, Some("Gevallen".into()))));
}

#[test]
fn after_the_warranty_a_contract_pays_where_one_runs_and_the_customer_where_none_does() {
    let later = |serviced| {
        begun().with(|f| {
            f.today = day(2027, 3, 31);
            f.known.serviced = serviced;
        })
    };
    let said = |charge: &str| serde_json::json!({"charge": charge});
    assert_eq!(ends(&later(1), said("contract")), Ok((Some(Charge::Contract), false, None)));
    assert_eq!(ends(&later(1), said("paid")), Err(visit::No::OtherCharge { expected: Charge::Contract }));
    assert_eq!(ends(&later(0), said("paid")), Ok((Some(Charge::Paid), true, None)));
    assert_eq!(ends(&later(0), said("warranty")), Err(visit::No::OtherCharge { expected: Charge::Paid }));
}

#[test]
fn who_says_only_whether_the_customer_pays_is_believed_and_who_says_nothing_is_asked() {
    assert_eq!(ends(&begun(), serde_json::json!({"billable": false})), Ok((None, false, None)));
    assert_eq!(ends(&begun(), serde_json::json!({"billable": true})), Ok((None, true, None)));
    assert_eq!(ends(&begun(), serde_json::json!({})), Err(visit::No::NotCharged));
}

fn begun_state() -> visit::State {
    let mut state = visit::State::default();
    let requested = serde_json::json!({"visit_requested": {"number": 7, "customer": CUSTOMER, "kind": "fault", "machine": MACHINE,
        "task": {"$personal": {"subject": CUSTOMER, "value": "Maalt niet"}}, "expected": 60, "parts": []}});
    Visit::evolve(&mut state, &serde_json::from_value(requested).unwrap());
    state
}

#[test]
fn who_pays_is_changed_with_a_reason_until_the_invoice_is_out_of_the_house() {
    let change = |charge| visit::Command::ChangeCharge { charge, reason: line("Leverancier betaalt") };
    let done = || begun().and(finish(serde_json::json!({"charge": "paid", "charge_despite": "Gevallen"})));
    assert_eq!(begun().when(change(Charge::Contract)), Err(visit::No::NotFinished));
    let reason = Personal::of(CUSTOMER, line("Leverancier betaalt"));
    let changed = visit::Event::ChargeChanged { customer: CUSTOMER, charge: Charge::Warranty, reason };
    assert_eq!(done().when(change(Charge::Warranty)), Ok(vec![changed]));
    assert_eq!(done().when(change(Charge::Paid)), Ok(vec![]));
    let sent = done().with(|f| f.known.invoiced = Some("2026-0412".into()));
    let no = visit::No::Invoiced { invoice: "2026-0412".into() };
    assert_eq!(domain::decider::Refusal::field(&no), Some("charge"));
    assert_eq!(sent.when(change(Charge::Warranty)), Err(no));
    assert_eq!(Visit::needs(&visit::State::default(), &change(Charge::Paid), day(2026, 11, 17)), [Need::Invoiced]);
}
