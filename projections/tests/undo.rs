//! What was taken back is as it was in every department's tables, apart from their stories; and what the log's tables say of both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{
    Actor, ArticleId, CustomerId, Decider, Line, SupplierId, UserId, article, contract, customer, fault, invoice,
    machine, purchase_order,
    registry::AnyCommand,
    review::{self, Rule},
    settings::{self, COMPANY},
    supplier, user, visit,
};
use event_store::{Given, StreamName};
use projections::{
    DEPARTMENTS,
    management::{
        DEPARTMENT, entries,
        reviews::{self, State},
        undone,
    },
};
use serde_json::{Value, json as value};
use support::{Bench, assert_by_index, assert_no_walk, boss, dump, id, json, of, us};
use uuid::Uuid;

/// Tables that tell what happened, in the order in which it did.
const STORIES: [&str; 18] = [
    "timeline",
    "story",
    "invoice_history",
    "contract_history",
    "entries",
    "entry_words",
    "renamed_words",
    "undone",
    "together",
    "figures",
    "invoiced",
    "acts",
    "receivables",
    "stock",
    "review_months",
    "reviews",
    "movements",
    "names",
];
/// Columns that tell how often, when and why something changed.
const WHEN: [&str; 8] =
    ["reason", "place", "revision", "position", "changed_at", "counted_at", "touched", "last_contact"];

/// Tables that count.
const COUNTS: [&str; 3] = ["contract_counts", "open_faults", "queued_visits"];

/// What SQLite keeps of a full-text table is laid out as it comes.
fn is_index(table: &str) -> bool {
    ["_data", "_config", "_docsize", "_idx", "_content"].iter().any(|end| table.ends_with(end))
}

/// All tables but the stories.
async fn tables(bench: &Bench) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for department in DEPARTMENTS {
        let told = dump(bench.pool(department).await, &WHEN).await;
        let is_told = |table: &str| STORIES.iter().any(|story| table.starts_with(story)) || is_index(table);
        let kept = told.into_iter().filter(|(table, _)| !is_told(table));
        for (table, mut rows) in kept {
            // A count of nothing is no count.
            rows.retain(|row| !COUNTS.contains(&table.as_str()) || !row.ends_with("|0"));
            all.push((format!("{}.{table}", department.name), rows));
        }
    }
    all
}

/// Takes back the newest act of a thing.
async fn take_back(bench: &Bench, category: &str, thing: impl std::fmt::Display) {
    let stream = StreamName::new(category, &thing.to_string()).unwrap();
    let page = bench.log.store.read_stream(&stream, event_store::Revision(0), 1_000).await.unwrap();
    let newest = page.events.last().unwrap().revision;
    let why: Line = of("Vergissing");
    let undo = bench.log.undo(&stream, newest, &why).await.unwrap().unwrap();
    let command = undo.way.unwrap_or_else(|no| panic!("{stream}: {no:?}"));
    let given = Given { undoes: undo.events, ..Given::by(boss()) };
    let applied = bench.log.run(stream.id(), command, &given, bench).await.unwrap();
    assert!(applied.position.is_some(), "{stream}: nothing was taken back");
}

/// Gives a command and takes it back: every table is as it was.
async fn there_and_back<D: Decider>(bench: &Bench, thing: impl std::fmt::Display, command: Value)
where
    AnyCommand: From<D::Command>,
{
    let before = tables(bench).await;
    bench.run(&thing, json::<D::Command>(command.clone())).await;
    let between = tables(bench).await;
    take_back(bench, D::CATEGORY, &thing).await;
    let after = tables(bench).await;
    assert_ne!(between, before, "{command} changes nothing");
    for ((table, was), (_, is)) in before.iter().zip(&after) {
        let (gone, new): (Vec<_>, Vec<_>) = (
            was.iter().filter(|row| !is.contains(row)).collect(),
            is.iter().filter(|row| !was.contains(row)).collect(),
        );
        assert!(gone.is_empty() && new.is_empty(), "{table} after {command} and back:\n{gone:#?}\n{new:#?}");
    }
}

const BRASA: u128 = 70;

fn known(name: &str, days: u16) -> Value {
    let visiting = value!({"street": "Kade 9", "postcode": "3511 AD", "city": "Utrecht"});
    value!({"kind": "company", "name": name, "visiting": visiting, "payment_days": days, "phone": "030 555 01 42",
        "email": "info@brasa.example"})
}

/// A customer with a contact person, a machine, and somebody to go there.
async fn company() -> (Bench, UserId) {
    let bench = Bench::new().await;
    bench.run(COMPANY, us()).await;
    bench.run(COMPANY, json::<settings::Command>(value!({"set-payment-days": {"days": 14}}))).await;
    bench.run(id::<Uuid>(BRASA), json::<customer::Command>(value!({"register": known("Brasa", 14)}))).await;
    let machine = value!({"install": {"customer": id::<CustomerId>(BRASA), "machine": {"model": "Miwe condo"}}});
    bench.run(id::<Uuid>(71), json::<machine::Command>(machine)).await;
    let marek = bench.marek().await;
    (bench, marek)
}

#[tokio::test]
async fn a_customer_their_contact_persons_and_machines_are_as_they_were() {
    let (bench, _) = company().await;
    let brasa: Uuid = id(BRASA);
    let changed = value!({"kind": "person", "name": "Linde", "language": "pl", "invoice_email": "boek@brasa.example",
        "visiting": {"street": "Brink 1", "postcode": "7411 BR", "city": "Deventer"}, "payment_days": 60});
    there_and_back::<customer::Customer>(&bench, brasa, value!({"change": changed})).await;
    let petra = value!({"name": "Petra de Wit", "phone": "06 12345678"});
    bench.run(brasa, json::<customer::Command>(value!({"add-contact": petra}))).await;
    let contact = bench.log.state::<customer::Customer>(&brasa.to_string()).await.unwrap().0.contacts[0].0;
    let piet = value!({"change-contact": {"id": contact, "contact": {"name": "Piet"}}});
    there_and_back::<customer::Customer>(&bench, brasa, piet).await;
    there_and_back::<customer::Customer>(&bench, brasa, value!({"remove-contact": {"id": contact}})).await;
    there_and_back::<customer::Customer>(&bench, brasa, value!({"archive": {"reason": "Gestopt"}})).await;
    let details = value!({"model": "Miwe aero", "serial": "A-1", "place": "Keuken"});
    there_and_back::<machine::Machine>(&bench, id::<Uuid>(71), value!({"change": details})).await;
    there_and_back::<machine::Machine>(&bench, id::<Uuid>(71), value!({"remove": {"reason": "Ingeruild"}})).await;
}

#[tokio::test]
async fn a_fault_and_a_visit_are_as_they_were() {
    let (bench, marek) = company().await;
    let report =
        value!({"report": {"customer": id::<CustomerId>(BRASA), "machine": id::<Uuid>(71), "problem": "Lekt"}});
    bench.run(id::<Uuid>(80), json::<fault::Command>(report)).await;
    let change = value!({"change": {"problem": "Lekt ook", "urgency": "urgent"}});
    there_and_back::<fault::Fault>(&bench, id::<Uuid>(80), change).await;
    there_and_back::<fault::Fault>(&bench, id::<Uuid>(80), value!({"cancel": {"reason": "Dubbel"}})).await;
    let request = value!({"request": {"customer": id::<CustomerId>(BRASA), "kind": "fault", "fault": id::<Uuid>(80),
        "task": "Nakijken"}});
    bench.run(id::<Uuid>(81), json::<visit::Command>(request)).await;
    let slot = |from: &str, until: &str| value!({"schedule": {"technician": marek, "slot": {"on": "2026-11-18", "from": from, "until": until}}});
    there_and_back::<visit::Visit>(&bench, id::<Uuid>(81), slot("09:00", "10:00")).await;
    bench.run(id::<Uuid>(81), json::<visit::Command>(slot("09:00", "10:00"))).await;
    there_and_back::<visit::Visit>(&bench, id::<Uuid>(81), slot("13:00", "14:00")).await;
    there_and_back::<visit::Visit>(&bench, id::<Uuid>(81), value!({"unschedule": {"reason": "Ziek"}})).await;
    bench.turn("2026-11-18T09:00:00");
    there_and_back::<visit::Visit>(&bench, id::<Uuid>(81), value!({"start": {}})).await;
}

#[tokio::test]
async fn an_article_a_supplier_and_an_order_are_as_they_were() {
    let (bench, _) = company().await;
    let register = value!({"register": {"name": "Grindtech", "email": "orders@grind.example"}});
    bench.run(id::<SupplierId>(90), json::<supplier::Command>(register)).await;
    let change = value!({"change": {"name": "Grind BV", "email": "in@grind.example", "lead_days": 3}});
    there_and_back::<supplier::Supplier>(&bench, id::<SupplierId>(90), change).await;
    let details = |price: &str| {
        value!({"name": "Zeefje", "unit": "stuk", "supplier": id::<SupplierId>(90), "purchase_price": "4 EUR",
            "sales_price": price, "minimum": "5", "order_quantity": "10"})
    };
    let register = value!({"register": {"number": "Z-1", "article": details("8 EUR"), "stock": "12"}});
    let sieve = ArticleId::of_number(&of("Z-1"));
    bench.run(sieve, json::<article::Command>(register)).await;
    there_and_back::<article::Article>(&bench, sieve, value!({"change": details("9 EUR")})).await;
    there_and_back::<article::Article>(&bench, sieve, value!({"archive": {"reason": "Niet leverbaar"}})).await;
    there_and_back::<article::Article>(&bench, sieve, value!({"count": {"counted": "11", "reason": "Geteld"}})).await;
    let lines = |quantity: &str| value!([{"article": sieve, "quantity": quantity, "price": "4 EUR"}]);
    let draft = value!({"draft": {"supplier": id::<SupplierId>(90), "lines": lines("10")}});
    bench.run(id::<Uuid>(91), json::<purchase_order::Command>(draft)).await;
    let change = value!({"change": {"lines": lines("20")}});
    there_and_back::<purchase_order::PurchaseOrder>(&bench, id::<Uuid>(91), change).await;
}

#[tokio::test]
async fn a_contract_and_an_invoice_are_as_they_were() {
    let (bench, _) = company().await;
    for (kind, rate) in [("standard", "21"), ("reduced", "9")] {
        let set = value!({"set-vat-rate": {"kind": kind, "from": "2019-01-01", "rate": rate}});
        bench.run(COMPANY, json::<settings::Command>(set)).await;
    }
    let terms = |fee: &str| {
        value!({"kind": "service", "monthly_fee": fee, "starts": "2026-12-01", "first_term": 12, "renewal": 12,
            "notice": 3})
    };
    let draft = value!({"draft": {"customer": id::<CustomerId>(BRASA), "terms": terms("100 EUR")}});
    bench.run(id::<Uuid>(95), json::<contract::Command>(draft)).await;
    there_and_back::<contract::Contract>(&bench, id::<Uuid>(95), value!({"change": terms("120 EUR")})).await;
    let sign = value!({"sign-on-screen": {"name": "H", "drawing": "M0 0L1 1", "document": "a".repeat(64)}});
    bench.run(id::<Uuid>(95), json::<contract::Command>(sign)).await;
    there_and_back::<contract::Contract>(&bench, id::<Uuid>(95), value!({"give-notice": {"reason": "Stopt"}})).await;
    let items = |price: &str| value!([{"description": "Bonen", "quantity": "12", "price": price, "vat": "reduced"}]);
    let draft = value!({"draft": {"customer": id::<CustomerId>(BRASA), "items": items("10 EUR")}});
    bench.run(id::<Uuid>(96), json::<invoice::Command>(draft)).await;
    there_and_back::<invoice::Invoice>(&bench, id::<Uuid>(96), value!({"change": {"items": items("11 EUR")}})).await;
    bench.run(id::<Uuid>(96), json::<invoice::Command>(value!({"issue": {}}))).await;
    there_and_back::<invoice::Invoice>(&bench, id::<Uuid>(96), value!({"record-payment": {"amount": "50 EUR"}})).await;
    let dispute = value!({"dispute": {"reason": "Te veel"}});
    there_and_back::<invoice::Invoice>(&bench, id::<Uuid>(96), dispute).await;
}

#[tokio::test]
async fn a_colleague_and_the_settings_are_as_they_were() {
    let (bench, marek) = company().await;
    let change = value!({"change": {"name": "Marek Nowak", "email": "m@werkplaats.example", "roles": ["technician", "planner"]}});
    there_and_back::<user::User>(&bench, marek, change).await;
    there_and_back::<user::User>(&bench, marek, value!({"deactivate": {"reason": "Andere baan"}})).await;
    let days = |days: u16| settings::Command::SetPaymentDays { days };
    let before = bench.log.state::<settings::Settings>(COMPANY).await.unwrap().0;
    bench.run(COMPANY, days(30)).await;
    take_back(&bench, "settings", COMPANY).await;
    assert_eq!(bench.log.state::<settings::Settings>(COMPANY).await.unwrap().0, before);
}

#[tokio::test]
async fn the_log_marks_both_and_what_was_taken_back_itself_took_nothing_back() {
    let (bench, _) = company().await;
    let stream = format!("customer-{}", id::<Uuid>(BRASA));
    bench.run(id::<Uuid>(BRASA), json::<customer::Command>(value!({"change": known("Brasa", 60)}))).await;
    take_back(&bench, "customer", id::<Uuid>(BRASA)).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let told = entries::of_thing(pool, &stream, 2).await.unwrap();
    let places = [told[1].position, told[0].position];
    let marks = async || {
        let marks = undone::among(bench.pool(&DEPARTMENT).await, &places).await.unwrap();
        marks.into_iter().map(|mark| (mark.position, mark.takes_back, mark.other.position)).collect::<Vec<_>>()
    };
    assert_eq!(marks().await, [(places[0], false, places[1]), (places[1], true, places[0])]);
    take_back(&bench, "customer", id::<Uuid>(BRASA)).await;
    let third = entries::of_thing(bench.pool(&DEPARTMENT).await, &stream, 1).await.unwrap()[0].position;
    assert_eq!(marks().await, [(places[1], false, third), (places[1], true, places[0])]);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_review_is_closed_when_its_act_is_taken_back_whichever_comes_first() {
    let (bench, _) = company().await;
    let customer: CustomerId = id(BRASA);
    let raise = async |event: Uuid| {
        let raise = review::Command::Raise {
            event,
            rule: Rule::PaymentTerms,
            author: boss().user().unwrap(),
            customer: Some(customer),
        };
        bench.run_as(Actor::system("review-raised"), review::of_event(event), raise).await.unwrap();
        review::of_event(event)
    };
    let act = async |days: u16| {
        bench.run(customer, json::<customer::Command>(value!({"change": known("Brasa", days)}))).await;
        let stream = format!("customer-{customer}");
        entries::of_thing(bench.pool(&DEPARTMENT).await, &stream, 1).await.unwrap()[0].event
    };
    let waiting = async || reviews::waiting(bench.pool(&DEPARTMENT).await).await.unwrap();
    let state = async |id: Uuid| reviews::one(bench.pool(&DEPARTMENT).await, id).await.unwrap().unwrap().state;
    let first = raise(act(60).await).await;
    assert_eq!((state(first).await, waiting().await), (State::Open, 1));
    take_back(&bench, "customer", customer).await;
    assert_eq!((state(first).await, waiting().await), (State::Undone, 0));
    // The queue may point at an act only after it was taken back.
    let event = act(70).await;
    take_back(&bench, "customer", customer).await;
    let second = raise(event).await;
    assert_eq!((state(second).await, waiting().await), (State::Undone, 0));
    // What was asked waits for no answer any more.
    let third = raise(act(80).await).await;
    let mila = Actor::Person { user: UserId(id(9)), role: domain::Role::Management, roles: domain::Role::ALL.to_vec() };
    bench.run_as(mila.clone(), third, review::Command::Ask { question: of("Waarom?") }).await.unwrap();
    take_back(&bench, "customer", customer).await;
    assert_eq!((state(third).await, waiting().await), (State::Undone, 0));
    // A late word changes nothing about that.
    bench.run_as(mila, third, review::Command::Approve {}).await.unwrap();
    assert_eq!((state(third).await, waiting().await), (State::Undone, 0));
    let months = reviews::coverage(bench.pool(&DEPARTMENT).await, 1, chrono_tz::Europe::Amsterdam).await.unwrap();
    assert_eq!((months[0].raised, months[0].approved, months[0].questions, months[0].undone), (3, 0, 0, 3));
}

#[tokio::test]
async fn what_was_taken_back_comes_back_the_same_from_its_events() {
    let (bench, _) = company().await;
    for days in [60, 70] {
        bench.run(id::<Uuid>(BRASA), json::<customer::Command>(value!({"change": known("Brasa", days)}))).await;
        take_back(&bench, "customer", id::<Uuid>(BRASA)).await;
    }
    take_back(&bench, "customer", id::<Uuid>(BRASA)).await;
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn no_mark_and_no_history_walks_over_the_whole_log() {
    let bench = Bench::new().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let of_thing = format!("SELECT * FROM entries e WHERE {}", entries::OF_THING);
    for sql in [undone::MARKS, of_thing.as_str()] {
        assert_by_index(pool, sql).await;
    }
    let batch = format!("SELECT * FROM entries e WHERE {}", undone::OF_BATCH);
    for sql in [batch.as_str(), undone::BATCH_OF, undone::UNDONE_OF_BATCH] {
        assert_no_walk(pool, sql, &["e", "t", "o", "together"]).await;
    }
}

#[tokio::test]
async fn an_opportunity_that_was_opened_by_mistake_is_none_that_was_lost() {
    let bench = Bench::new().await;
    bench
        .run(Uuid::from_u128(BRASA), json::<domain::customer::Command>(value!({"register": known("Brasa", 14)})))
        .await;
    let open = value!({"open": {"customer": Uuid::from_u128(BRASA), "about": "Koffiemachine", "next": "2026-12-01"}});
    let opened = Uuid::from_u128(90);
    bench.run(opened, json::<domain::opportunity::Command>(open)).await;
    let counted = async || {
        let pool = bench.pool(&projections::reports::DEPARTMENT).await;
        let row = projections::ask("SELECT count(*) FROM opportunities").fetch_one(pool).await.unwrap();
        row.get::<i64>(0).unwrap()
    };
    assert_eq!(counted().await, 1);
    take_back(&bench, "opportunity", opened).await;
    assert_eq!(counted().await, 0);
}
