//! Rules of articles and their stock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    article::{Article, Command, Details, Event, No},
    decider::{Decider, Need, Refusal},
    testing::{Story, day, given, id},
    *,
};

use crate::common::line;

fn details() -> Details {
    Details {
        name: line("Pomp 24 V"),
        unit: line("stuk"),
        supplier: None,
        supplier_number: None,
        purchase_price: Money::euros(4_150),
        sales_price: Money::euros(7_900),
        vat: Default::default(),
        minimum: Quantity::whole(5),
        order_quantity: Quantity::whole(10),
        automatic: true,
        place: None,
        service_months: None,
        warranty_months: None,
        fits: None,
        plans_service: false,
    }
}

fn register(stock: i64) -> Command {
    Command::Register { number: line("P-24"), article: details(), stock: Quantity::whole(stock) }
}

fn registered(stock: i64) -> Event {
    Event::ArticleRegistered { number: line("P-24"), details: details(), stock: Quantity::whole(stock) }
}

fn stocked(stock: i64) -> Story<Article> {
    given([]).and(register(stock))
}

fn take(number: i64) -> Command {
    Command::Take { quantity: Quantity::whole(number), visit: VisitId(id(9)) }
}

fn taken(number: i64) -> Event {
    Event::StockTaken { quantity: Quantity::whole(number), visit: VisitId(id(9)) }
}

fn receive(number: i64) -> Command {
    Command::Receive { quantity: Quantity::whole(number), order: PurchaseOrderId(id(8)), on: day(2026, 11, 17) }
}

fn received(number: i64) -> Event {
    Event::StockReceived { quantity: Quantity::whole(number), order: PurchaseOrderId(id(8)), on: day(2026, 11, 17) }
}

fn put_back(number: i64) -> Command {
    Command::PutBack { quantity: Quantity::whole(number), visit: VisitId(id(9)) }
}

fn count(number: i64) -> Command {
    Command::Count { counted: Quantity::whole(number), reason: line("Jaartelling") }
}

fn archive() -> Command {
    Command::Archive { reason: line("Niet meer leverbaar") }
}

fn archived(stock: i64) -> Story<Article> {
    stocked(stock).and(archive())
}

#[test]
fn a_new_article_is_registered_with_its_stock() {
    assert_eq!(given::<Article>([]).when(register(20)), Ok(vec![registered(20)]));
}

#[test]
fn an_article_registered_without_stock_has_run_out() {
    assert_eq!(given::<Article>([]).when(register(0)), Ok(vec![registered(0), Event::RanOut {}]));
}

#[test]
fn an_article_registered_at_its_minimum_is_low() {
    assert_eq!(given::<Article>([]).when(register(5)), Ok(vec![registered(5), Event::MinimumReached {}]));
}

#[test]
fn a_number_in_use_is_not_given_again() {
    assert_eq!(stocked(20).when(register(20)), Err(No::NumberTaken));
    assert_eq!(No::NumberTaken.field(), Some("number"));
}

#[test]
fn nothing_happens_to_an_unknown_article() {
    for command in [Command::Change(details()), archive(), take(1), receive(1), put_back(1), count(1)] {
        assert_eq!(given::<Article>([]).when(command), Err(No::Unknown));
    }
}

#[test]
fn prices_minimum_and_first_stock_are_not_less_than_nothing() {
    let wrong = [
        ("purchase_price", Details { purchase_price: Money::euros(-1), ..details() }),
        ("sales_price", Details { sales_price: Money::euros(-1), ..details() }),
        ("minimum", Details { minimum: Quantity::whole(-1), ..details() }),
    ];
    for (field, article) in wrong {
        let register = Command::Register { number: line("P-24"), article: article.clone(), stock: Quantity::whole(1) };
        assert_eq!(given::<Article>([]).when(register), Err(No::Negative { field }));
        assert_eq!(stocked(20).when(Command::Change(article)), Err(No::Negative { field }));
    }
    assert_eq!(given::<Article>([]).when(register(-1)), Err(No::Negative { field: "stock" }));
}

#[test]
fn a_refusals_field_is_named_as_the_command_has_it() {
    assert_eq!(path_in(&register(1), "minimum").as_deref(), Some("article.minimum"));
    assert_eq!(path_in(&register(1), "stock").as_deref(), Some("stock"));
    assert_eq!(path_in(&Command::Change(details()), "minimum").as_deref(), Some("minimum"));
    assert_eq!(path_in(&count(1), "quantity"), None);
}

#[test]
fn the_order_quantity_is_more_than_nothing() {
    let article = Details { order_quantity: Quantity::default(), ..details() };
    let register = Command::Register { number: line("P-24"), article: article.clone(), stock: Quantity::whole(1) };
    let no = No::Quantity { field: "order_quantity" };
    assert_eq!(given::<Article>([]).when(register), Err(no.clone()));
    assert_eq!(stocked(20).when(Command::Change(article)), Err(no));
}

#[test]
fn an_article_is_bought_from_a_supplier_who_exists() {
    let supplier = SupplierId(id(50));
    let article = Details { supplier: Some(supplier), ..details() };
    let register = Command::Register { number: line("P-24"), article: article.clone(), stock: Quantity::whole(20) };
    for command in [register.clone(), Command::Change(article.clone())] {
        assert_eq!(Article::needs(&Default::default(), &command, day(2026, 11, 17)), [Need::Supplier(supplier)]);
    }
    assert_eq!(given::<Article>([]).when(register.clone()), Err(No::UnknownSupplier));
    assert_eq!(stocked(20).when(Command::Change(article.clone())), Err(No::UnknownSupplier));
    let known = |f: &mut Facts| f.known.suppliers = [supplier].into();
    assert!(given::<Article>([]).with(known).when(register).is_ok());
    assert!(stocked(20).with(known).when(Command::Change(article)).is_ok());
}

#[test]
fn what_is_known_can_change() {
    let details = Details { place: Some(line("Stelling 4")), ..details() };
    assert_eq!(stocked(20).when(Command::Change(details.clone())), Ok(vec![Event::ArticleChanged { details }]));
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(stocked(20).when(Command::Change(details())), Ok(vec![]));
}

#[test]
fn a_higher_minimum_can_make_an_article_low_and_a_lower_one_enough() {
    let higher = Details { minimum: Quantity::whole(30), ..details() };
    assert_eq!(
        stocked(20).when(Command::Change(higher.clone())),
        Ok(vec![Event::ArticleChanged { details: higher.clone() }, Event::MinimumReached {}])
    );
    assert_eq!(
        stocked(20).and(Command::Change(higher)).when(Command::Change(details())),
        Ok(vec![Event::ArticleChanged { details: details() }, Event::Replenished {}])
    );
}

#[test]
fn taking_above_the_minimum_is_only_taking() {
    assert_eq!(stocked(20).when(take(14)), Ok(vec![taken(14)]));
}

#[test]
fn reaching_the_minimum_is_said_when_it_happens_and_not_again() {
    assert_eq!(stocked(6).when(take(1)), Ok(vec![taken(1), Event::MinimumReached {}]));
    assert_eq!(stocked(6).and(take(1)).when(take(1)), Ok(vec![taken(1)]));
}

#[test]
fn running_out_is_said_when_nothing_is_left() {
    assert_eq!(stocked(6).when(take(6)), Ok(vec![taken(6), Event::RanOut {}]));
}

#[test]
fn what_was_used_was_used_even_when_the_books_had_less() {
    assert_eq!(stocked(6).when(take(8)), Ok(vec![taken(8), Event::WentBelowZero {}]));
}

#[test]
fn each_one_used_that_was_not_there_is_said() {
    assert_eq!(stocked(6).and(take(8)).when(take(1)), Ok(vec![taken(1), Event::WentBelowZero {}]));
}

#[test]
fn goods_that_come_in_replenish() {
    assert_eq!(stocked(0).when(receive(10)), Ok(vec![received(10), Event::Replenished {}]));
    assert_eq!(stocked(20).when(receive(10)), Ok(vec![received(10)]));
}

#[test]
fn a_small_delivery_leaves_an_empty_article_low() {
    assert_eq!(stocked(0).when(receive(2)), Ok(vec![received(2), Event::MinimumReached {}]));
}

#[test]
fn what_is_put_back_counts_again() {
    let back = Event::StockPutBack { quantity: Quantity::whole(2), visit: VisitId(id(9)) };
    assert_eq!(stocked(5).when(put_back(2)), Ok(vec![back, Event::Replenished {}]));
}

#[test]
fn a_moved_quantity_is_more_than_nothing() {
    for number in [0, -1] {
        for command in [take(number), receive(number), put_back(number)] {
            assert_eq!(stocked(20).when(command), Err(No::Quantity { field: "quantity" }));
        }
    }
}

#[test]
fn a_count_replaces_the_books() {
    let counted = |number| Event::StockCounted { counted: Quantity::whole(number), reason: line("Jaartelling") };
    assert_eq!(stocked(20).when(count(18)), Ok(vec![counted(18)]));
    assert_eq!(stocked(20).and(count(5)).when(take(5)), Ok(vec![taken(5), Event::RanOut {}]));
    assert_eq!(stocked(20).when(count(0)), Ok(vec![counted(0), Event::RanOut {}]));
}

#[test]
fn a_count_finds_nothing_or_more() {
    assert_eq!(stocked(20).when(count(-1)), Err(No::Negative { field: "counted" }));
}

#[test]
fn an_article_is_put_away_once() {
    let put_away = Event::ArticleArchived { reason: line("Niet meer leverbaar") };
    assert_eq!(stocked(20).when(archive()), Ok(vec![put_away]));
    assert_eq!(archived(20).when(archive()), Ok(vec![]));
}

#[test]
fn an_article_that_was_put_away_is_not_changed() {
    let changed = Details { place: Some(line("Stelling 4")), ..details() };
    assert_eq!(archived(20).when(Command::Change(changed)), Err(No::Archived));
}

#[test]
fn an_article_that_was_put_away_is_never_low() {
    assert_eq!(archived(20).when(take(20)), Ok(vec![taken(20)]));
    let put_away = Event::ArticleArchived { reason: line("Niet meer leverbaar") };
    assert_eq!(stocked(1).when(archive()), Ok(vec![put_away, Event::Replenished {}]));
}

#[test]
fn what_is_sold_is_maintained_within_one_to_120_months() {
    let with = |months| Command::Register {
        number: line("M-1"),
        article: Details { service_months: Some(months), ..details() },
        stock: Quantity::default(),
    };
    for months in [0, 121] {
        assert_eq!(given::<Article>([]).when(with(months)), Err(No::Months));
    }
    assert!(given::<Article>([]).when(with(6)).is_ok());
}

#[test]
fn an_article_has_the_code_that_a_scanner_reads_on_it() {
    let set = |code: Option<&str>| Command::SetBarcode { barcode: code.map(line) };
    let story = stocked(5);
    let said = |code: Option<&str>| Ok(vec![Event::BarcodeSet { barcode: code.map(line) }]);
    assert_eq!(story.when(set(None)), Ok(vec![]));
    assert_eq!(story.when(set(Some("8711234567890"))), said(Some("8711234567890")));
    let coded = story.and(set(Some("8711234567890")));
    assert_eq!(coded.when(set(Some("8711234567890"))), Ok(vec![]));
    assert_eq!(coded.when(set(None)), said(None));
}
