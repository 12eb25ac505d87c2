//! Rules of the review: who looks, asks and answers; and which acts want a look.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    Actor, Decider, Money, Personal, Role, UserId, article, contract, customer, invoice, privacy,
    registry::AnyEvent,
    review::{Before, Command, Event, No, Review, Rule, Setting, of_event, rules::wanted},
    settings,
    testing::{Story, day, given, id},
    user,
};
use serde_json::{Value, json};

use crate::common::{CUSTOMER, company, text};

const SANNE: u128 = 5;

fn raise() -> Command {
    Command::Raise { event: id(40), rule: Rule::PaymentTerms, author: UserId(id(SANNE)), customer: Some(CUSTOMER) }
}

fn raised() -> Event {
    Event::ReviewRaised { event: id(40), rule: Rule::PaymentTerms, author: UserId(id(SANNE)), customer: Some(CUSTOMER) }
}

fn ask() -> Command {
    Command::Ask { question: text("Met wie is dat afgesproken?") }
}

fn answer() -> Command {
    Command::Answer { answer: text("Met de eigenaar, aan de telefoon") }
}

/// What Sanne did is to be looked at; the command is the first person's, who is somebody else.
fn open() -> Story<Review> {
    given([raised()])
}

fn by(user: u128, story: Story<Review>) -> Story<Review> {
    story.with(|f| f.actor = Actor::Person { user: UserId(id(user)), role: Role::Sales, roles: Role::ALL.to_vec() })
}

#[test]
fn an_act_is_raised_for_review_once() {
    assert_eq!(given::<Review>([]).when(raise()), Ok(vec![raised()]));
    assert_eq!(open().when(raise()), Ok(vec![]));
    assert_eq!(open().and(Command::Approve {}).when(raise()), Ok(vec![]));
    assert_ne!(of_event(id(40)), of_event(id(41)));
}

#[test]
fn nothing_is_said_about_what_was_not_raised() {
    for command in [Command::Approve {}, ask(), answer()] {
        assert_eq!(given::<Review>([]).when(command), Err(No::Unknown));
    }
}

#[test]
fn an_act_is_approved_once() {
    assert_eq!(open().when(Command::Approve {}), Ok(vec![Event::ReviewApproved {}]));
    assert_eq!(open().and(Command::Approve {}).when(Command::Approve {}), Ok(vec![]));
}

#[test]
fn nobody_signs_off_or_asks_about_what_they_did_themselves() {
    for command in [Command::Approve {}, ask()] {
        assert_eq!(by(SANNE, open()).when(command), Err(No::OwnAct));
    }
}

#[test]
fn werkbank_itself_looks_at_nothing() {
    for command in [Command::Approve {}, ask()] {
        assert_eq!(open().with(|f| f.actor = Actor::system("clock")).when(command), Err(No::NotAPerson));
    }
}

#[test]
fn a_question_goes_to_who_did_it_and_only_they_answer() {
    let question = Personal::of(CUSTOMER, text("Met wie is dat afgesproken?"));
    let asked = Event::ReviewQuestionAsked { author: UserId(id(SANNE)), customer: Some(CUSTOMER), question };
    assert_eq!(open().when(ask()), Ok(vec![asked]));
    assert_eq!(open().and(ask()).when(answer()), Err(No::NotYours));
    let answered =
        Event::ReviewQuestionAnswered { answer: Personal::of(CUSTOMER, text("Met de eigenaar, aan de telefoon")) };
    assert_eq!(by(SANNE, open().and(ask())).when(answer()), Ok(vec![answered]));
}

#[test]
fn what_is_said_about_an_act_of_no_customer_is_sealed_with_a_key_of_its_own() {
    let about_nobody =
        Event::ReviewRaised { event: id(40), rule: Rule::Sample, author: UserId(id(SANNE)), customer: None };
    let question = Personal::of(id(3), text("Met wie is dat afgesproken?"));
    let asked = Event::ReviewQuestionAsked { author: UserId(id(SANNE)), customer: None, question };
    assert_eq!(given::<Review>([about_nobody]).when(ask()), Ok(vec![asked]));
}

#[test]
fn one_question_waits_at_a_time_and_another_may_follow_its_answer() {
    assert_eq!(open().and(ask()).when(ask()), Err(No::Asked));
    assert_eq!(by(SANNE, open()).when(answer()), Err(No::NothingAsked));
    let answered = by(SANNE, open().and(ask())).and(answer());
    assert_eq!(answered.when(answer()), Err(No::NothingAsked));
    assert!(by(1, answered).when(ask()).is_ok());
}

#[test]
fn what_was_approved_is_not_asked_about_any_more() {
    assert_eq!(open().and(Command::Approve {}).when(ask()), Err(No::Approved));
    assert_eq!(by(SANNE, open().and(ask()).and(Command::Approve {})).when(answer()), Err(No::Approved));
}

/// A Tuesday at ten.
fn tuesday() -> NaiveDateTime {
    at("2026-11-17T10:00:00")
}

fn at(moment: &str) -> NaiveDateTime {
    moment.parse().unwrap()
}

/// Settings in which chance raises nothing.
fn force() -> settings::State {
    let mut force = settings::State::default();
    force.review.insert(Rule::Sample, Setting { applies: false, limit: Some(2) });
    force
}

/// An event as the log has it.
fn event(category: &str, value: Value) -> AnyEvent {
    AnyEvent::decode(category, &value.to_string()).unwrap()
}

fn term(days: u16) -> AnyEvent {
    AnyEvent::Customer(customer::Event::PaymentTermChanged { payment_days: Some(days) })
}

/// A thing after these events.
fn folded<D: Decider>(events: impl Iterator<Item = D::Event>) -> Arc<D::State> {
    let mut state = D::State::default();
    events.for_each(|event| D::evolve(&mut state, &event));
    Arc::new(state)
}

/// What an event is compared with that follows on these.
fn before(event: &AnyEvent, earlier: &[AnyEvent]) -> Before {
    let earlier = earlier.iter().cloned();
    match event {
        AnyEvent::Settings(_) => Before::Settings(folded::<settings::Settings>(earlier.filter_map(|one| match one {
            AnyEvent::Settings(one) => Some(one),
            _ => None,
        }))),
        AnyEvent::Article(_) => Before::Article(folded::<article::Article>(earlier.filter_map(|one| match one {
            AnyEvent::Article(one) => Some(one),
            _ => None,
        }))),
        AnyEvent::Contract(_) => Before::Contract(folded::<contract::Contract>(earlier.filter_map(|one| match one {
            AnyEvent::Contract(one) => Some(one),
            _ => None,
        }))),
        _ => Before::Nothing,
    }
}

/// Why an event wants a look that was written on Tuesday at ten, after these.
fn why(event: &AnyEvent, earlier: &[AnyEvent]) -> Option<Rule> {
    wanted(event, id(1), tuesday(), &before(event, earlier), &force())
}

#[test]
fn a_longer_term_of_payment_than_the_limit_wants_a_look() {
    assert_eq!(why(&term(31), &[]), Some(Rule::PaymentTerms));
    assert_eq!(why(&term(30), &[]), None);
    assert_eq!(why(&AnyEvent::Settings(settings::Event::PaymentDaysSet { days: 45 }), &[]), Some(Rule::PaymentTerms));
}

#[test]
fn a_limit_holds_as_it_is_set_and_a_rule_that_is_off_raises_nothing() {
    for (setting, found) in [
        (Setting { applies: true, limit: Some(60) }, None),
        (Setting { applies: true, limit: Some(10) }, Some(Rule::PaymentTerms)),
        (Setting { applies: false, limit: Some(10) }, None),
    ] {
        let mut force = force();
        force.review.insert(Rule::PaymentTerms, setting);
        assert_eq!(wanted(&term(30), id(1), tuesday(), &Before::Nothing, &force), found, "{setting:?}");
    }
}

#[test]
fn another_account_of_ours_wants_a_look_and_another_telephone_does_not() {
    let changed = |company| AnyEvent::Settings(settings::Event::CompanyChanged { company });
    let other = settings::Company { iban: "NL20INGB0001234567".parse().unwrap(), ..company() };
    assert_ne!(other.iban, company().iban);
    let called = settings::Company { phone: "030 555 01 43".parse().unwrap(), ..company() };
    assert_eq!(why(&changed(other), &[changed(company())]), Some(Rule::BankAccount));
    assert_eq!(why(&changed(called), &[changed(company())]), None);
    assert_eq!(why(&changed(company()), &[]), None, "the first one is no change");
}

fn article(sales: &str) -> Value {
    json!({"name": "Drukpomp", "unit": "stuk", "supplier": null, "supplier_number": null, "purchase_price": "40.00 EUR",
        "sales_price": sales, "vat": "standard", "minimum": "2", "order_quantity": "5", "automatic": false, "place": null})
}

#[test]
fn a_price_that_changes_by_more_than_a_fifth_wants_a_look() {
    let registered = event(
        "article",
        json!({"article_registered": {"number": "DP-1", "details": article("100.00 EUR"), "stock": "10"}}),
    );
    let changed = |price| event("article", json!({"article_changed": {"details": article(price)}}));
    let earlier = [registered];
    assert_eq!(why(&changed("121.00 EUR"), &earlier), Some(Rule::Price));
    assert_eq!(why(&changed("79.00 EUR"), &earlier), Some(Rule::Price));
    assert_eq!(why(&changed("120.00 EUR"), &earlier), None);
    assert_eq!(why(&changed("120.00 PLN"), &earlier), Some(Rule::Price), "in other money it is another price");
}

#[test]
fn stock_that_is_not_what_the_books_say_wants_a_look() {
    let registered = event(
        "article",
        json!({"article_registered": {"number": "DP-1", "details": article("100.00 EUR"), "stock": "10"}}),
    );
    let counted = |n: &str| {
        let counted = n.parse().unwrap();
        AnyEvent::Article(article::Event::StockCounted { counted, reason: "Geteld".parse().unwrap() })
    };
    let earlier = [registered];
    assert_eq!(why(&counted("9"), &earlier), Some(Rule::StockCorrected));
    assert_eq!(why(&counted("10"), &earlier), None);
}

fn issued(price: i64) -> AnyEvent {
    let sample = include_str!("golden/invoice_issued.v1.json");
    let sample: Value = serde_json::from_str(sample).unwrap();
    let AnyEvent::Invoice(mut issued) = event("invoice", json!({"invoice_issued": sample["data"]})) else { panic!() };
    if let invoice::Event::InvoiceIssued { items, .. } = &mut issued {
        items.truncate(1);
        items[0].item.price = Money::euros(price);
        items[0].item.quantity = "2".parse().unwrap();
    }
    AnyEvent::Invoice(issued)
}

#[test]
fn an_invoice_on_which_more_than_a_hundred_is_taken_off_wants_a_look() {
    assert_eq!(why(&issued(-5_001), &[]), Some(Rule::Discount));
    assert_eq!(why(&issued(-5_000), &[]), None);
    assert_eq!(why(&issued(900_000), &[]), None);
}

/// A contract whose first term ends on 31 December 2026.
fn drafted() -> AnyEvent {
    event(
        "contract",
        json!({"contract_drafted": {"number": {"year": 2026, "number": 7}, "customer": CUSTOMER, "salesperson": null, "terms": {
            "kind": "service", "machines": [], "monthly_fee": "100.00 EUR", "starts": "2026-01-01", "first_term": 12,
            "renewal": 12, "notice": 1}}}),
    )
}

fn ended(on: NaiveDate) -> AnyEvent {
    let reason = Personal::of(CUSTOMER, "Gestopt".parse().unwrap());
    AnyEvent::Contract(contract::Event::ContractEnded { customer: CUSTOMER, on, reason })
}

#[test]
fn a_contract_that_ends_before_its_term_does_wants_a_look() {
    let notice = |ends| {
        let reason = Personal::of(CUSTOMER, "Gestopt".parse().unwrap());
        AnyEvent::Contract(contract::Event::NoticeGiven { customer: CUSTOMER, on: day(2026, 11, 17), ends, reason })
    };
    let earlier = [drafted()];
    assert_eq!(why(&ended(day(2026, 11, 17)), &earlier), Some(Rule::ContractEnded));
    assert_eq!(why(&notice(day(2026, 12, 30)), &earlier), Some(Rule::ContractEnded));
    assert_eq!(why(&notice(day(2026, 12, 31)), &earlier), None);
}

#[test]
fn what_is_said_to_have_been_more_than_a_week_ago_wants_a_look() {
    let paid = |on| {
        let amount = Money::euros(10_000);
        AnyEvent::Invoice(invoice::Event::PaymentRecorded { customer: CUSTOMER, amount, on, reference: None })
    };
    assert_eq!(why(&paid(day(2026, 11, 9)), &[]), Some(Rule::BackDating));
    assert_eq!(why(&paid(day(2026, 11, 10)), &[]), None);
}

#[test]
fn what_somebody_may_do_who_is_forgotten_credit_notes_and_these_rules_want_a_look() {
    let roles = AnyEvent::User(user::Event::RolesChanged { roles: [Role::Management].into() });
    assert_eq!(why(&roles, &[]), Some(Rule::Permissions));
    assert_eq!(why(&AnyEvent::User(user::Event::UserReactivated {}), &[]), Some(Rule::Permissions));
    let forgotten = AnyEvent::Privacy(privacy::Event::PersonForgotten {
        order: id(8),
        person: privacy::Person::Customer { customer: CUSTOMER },
        reason: privacy::Reason::Request,
        subjects: [id(20)].into(),
        kept: vec![],
    });
    assert_eq!(why(&forgotten, &[]), Some(Rule::Erasure));
    let credited = event(
        "invoice",
        json!({"credit_note_issued": {"customer": CUSTOMER, "number": {"year": 2026, "number": 3}, "on": "2026-11-17",
            "reason": {"$erased": CUSTOMER}}}),
    );
    assert_eq!(why(&credited, &[]), Some(Rule::CreditNote));
    let rule = settings::Event::ReviewRuleSet { rule: Rule::Price, applies: false, limit: Some(20) };
    assert_eq!(why(&AnyEvent::Settings(rule), &[]), Some(Rule::Rules));
}

#[test]
fn work_more_than_two_hours_outside_opening_hours_wants_a_look() {
    let found = |moment| wanted(&term(14), id(1), at(moment), &Before::Nothing, &force());
    assert_eq!(found("2026-11-17T06:00:00"), None);
    assert_eq!(found("2026-11-17T05:59:59"), Some(Rule::OutOfHours));
    assert_eq!(found("2026-11-17T19:00:00"), None);
    assert_eq!(found("2026-11-17T19:00:01"), Some(Rule::OutOfHours));
    assert_eq!(found("2026-11-21T12:00:00"), Some(Rule::OutOfHours), "a Saturday");
}

#[test]
fn of_several_rules_the_first_is_named() {
    assert_eq!(
        wanted(&term(60), id(1), at("2026-11-17T23:00:00"), &Before::Nothing, &force()),
        Some(Rule::PaymentTerms)
    );
}

#[test]
fn chance_takes_its_share_and_the_same_ones_each_time() {
    let drawn = |percent: u16| -> Vec<u128> {
        let mut force = settings::State::default();
        force.review.insert(Rule::Sample, Setting { applies: true, limit: Some(percent) });
        let is_drawn = |n: &u128| wanted(&term(14), id(*n), tuesday(), &Before::Nothing, &force) == Some(Rule::Sample);
        (0..5_000).filter(is_drawn).collect()
    };
    assert!(drawn(0).is_empty());
    assert_eq!(drawn(100).len(), 5_000);
    let some = drawn(2);
    assert!((60..=140).contains(&some.len()), "{} of 5,000", some.len());
    assert_eq!(drawn(2), some);
    let more = drawn(10);
    assert!(some.iter().all(|one| more.contains(one)), "a larger share holds the smaller one");
}

#[test]
fn what_is_done_while_looking_is_not_looked_at() {
    let mut force = settings::State::default();
    force.review.insert(Rule::Sample, Setting { applies: true, limit: Some(100) });
    let approved = AnyEvent::Review(Event::ReviewApproved {});
    assert_eq!(wanted(&approved, id(1), at("2026-11-21T03:00:00"), &Before::Nothing, &force), None);
}

#[test]
fn a_rule_has_the_name_that_is_stored_and_is_on_until_it_is_set() {
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_value(rule).unwrap(), json!(rule.name()));
        assert_eq!(Rule::parse(rule.name()), Some(rule));
        assert!(settings::State::default().review_rule(rule).applies);
    }
    assert_eq!(Rule::parse("anything"), None);
}
