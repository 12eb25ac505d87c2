//! Rules of purchase orders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    decider::{Decider, Need},
    purchase_order::{Command, Event, No, OrderLine, PurchaseOrder, Receipt},
    testing::{Story, day, given, id},
    *,
};

use crate::common::line;

const SUPPLIER: SupplierId = SupplierId(uuid::Uuid::from_u128(50));

fn ordered(article: u128, quantity: i64) -> OrderLine {
    OrderLine { article: ArticleId(id(article)), quantity: Quantity::whole(quantity), price: Money::euros(4_150) }
}

/// Ten pumps and four valves.
fn lines() -> Vec<OrderLine> {
    vec![ordered(1, 10), ordered(2, 4)]
}

fn draft(lines: Vec<OrderLine>) -> Command {
    Command::Draft { supplier: SUPPLIER, lines }
}

/// With the supplier and the first three articles.
fn known(story: Story<PurchaseOrder>) -> Story<PurchaseOrder> {
    story.with(|f| {
        f.known.suppliers = [SUPPLIER].into();
        f.known.articles = (1..=3).map(|n| ArticleId(id(n))).collect();
    })
}

fn new() -> Story<PurchaseOrder> {
    known(given([]))
}

fn drafted() -> Story<PurchaseOrder> {
    known(given([Event::PurchaseOrderDrafted { number: 7, supplier: SUPPLIER, lines: lines() }]))
}

fn placed() -> Story<PurchaseOrder> {
    drafted().and(Command::Place {})
}

fn came(article: u128, quantity: i64) -> Receipt {
    Receipt { article: ArticleId(id(article)), quantity: Quantity::whole(quantity) }
}

fn receive(lines: Vec<Receipt>) -> Command {
    Command::Receive { lines, on: None, delivery_note: None, more: None }
}

fn received(lines: Vec<Receipt>) -> Event {
    Event::GoodsReceived { lines, on: day(2026, 11, 17), delivery_note: None, more: None }
}

fn cancel() -> Command {
    Command::Cancel { reason: line("Niet leverbaar") }
}

fn complete() -> Story<PurchaseOrder> {
    placed().and(receive(vec![came(1, 10), came(2, 4)]))
}

#[test]
fn a_draft_gets_the_next_number() {
    let event = Event::PurchaseOrderDrafted { number: 7, supplier: SUPPLIER, lines: lines() };
    assert_eq!(new().when(draft(lines())), Ok(vec![event]));
    let needs = PurchaseOrder::needs(&Default::default(), &draft(lines()), day(2026, 11, 17));
    let articles = [1, 2].map(|n| Need::Article(ArticleId(id(n))));
    assert_eq!(needs[..2], [Need::Supplier(SUPPLIER), Need::Number("purchase_order".into())]);
    assert_eq!(needs[2..], articles);
    let change = Command::Change { lines: lines() };
    assert_eq!(PurchaseOrder::needs(&Default::default(), &change, day(2026, 11, 17)), articles);
}

#[test]
fn an_order_is_for_a_supplier_and_articles_that_exist() {
    assert_eq!(new().with(|f| f.known.suppliers.clear()).when(draft(lines())), Err(No::UnknownSupplier));
    let strange = vec![ordered(1, 10), ordered(4, 1)];
    assert_eq!(new().when(draft(strange.clone())), Err(No::UnknownArticle));
    assert_eq!(drafted().when(Command::Change { lines: strange }), Err(No::UnknownArticle));
}

#[test]
fn an_order_is_drafted_once() {
    assert_eq!(drafted().when(draft(lines())), Err(No::AlreadyDrafted));
}

#[test]
fn nothing_happens_to_an_unknown_order() {
    for command in [Command::Change { lines: lines() }, Command::Place {}, receive(vec![came(1, 1)]), cancel()] {
        assert_eq!(new().when(command), Err(No::Unknown));
    }
}

#[test]
fn an_order_has_lines_of_something_each_article_once_at_no_less_than_nothing() {
    let cheap = OrderLine { price: Money::euros(-1), ..ordered(1, 1) };
    let dear = OrderLine { price: Money::euros(99_999_999_999), ..ordered(1, 999_999) };
    let wrong = [
        (vec![], No::NoLines),
        (vec![ordered(1, 0)], No::WrongLine),
        (vec![ordered(1, -1)], No::WrongLine),
        (vec![cheap], No::WrongLine),
        (vec![dear], No::TooLarge),
        (vec![ordered(1, 1), ordered(2, 1), ordered(1, 2)], No::TwiceTheSame),
    ];
    for (lines, no) in wrong {
        assert_eq!(new().when(draft(lines.clone())), Err(no.clone()));
        assert_eq!(drafted().when(Command::Change { lines }), Err(no));
    }
}

#[test]
fn a_draft_can_change() {
    let lines = vec![ordered(1, 20)];
    assert_eq!(
        drafted().when(Command::Change { lines: lines.clone() }),
        Ok(vec![Event::PurchaseOrderChanged { lines }])
    );
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(drafted().when(Command::Change { lines: lines() }), Ok(vec![]));
}

#[test]
fn an_order_is_placed_once() {
    assert_eq!(
        drafted().when(Command::Place {}),
        Ok(vec![Event::PurchaseOrderPlaced { supplier: SUPPLIER, on: Some(day(2026, 11, 17)) }])
    );
    assert_eq!(placed().when(Command::Place {}), Ok(vec![]));
}

#[test]
fn a_placed_order_is_not_changed() {
    assert_eq!(placed().when(Command::Change { lines: vec![ordered(1, 20)] }), Err(No::Placed));
}

#[test]
fn goods_come_in_on_placed_orders_only() {
    assert_eq!(drafted().when(receive(vec![came(1, 1)])), Err(No::NotPlaced));
}

#[test]
fn goods_come_in_part_by_part_until_the_order_is_complete() {
    let first = vec![came(1, 6), came(2, 4)];
    let rest = vec![came(1, 4)];
    assert_eq!(placed().when(receive(first.clone())), Ok(vec![received(first.clone())]));
    assert_eq!(
        placed().and(receive(first)).when(receive(rest.clone())),
        Ok(vec![received(rest), Event::PurchaseOrderCompleted {}])
    );
}

#[test]
fn a_line_of_nothing_says_nothing() {
    assert_eq!(placed().when(receive(vec![came(1, 6), came(2, 0)])), Ok(vec![received(vec![came(1, 6)])]));
    assert_eq!(placed().when(receive(vec![came(1, 0), came(2, 0)])), Err(No::NoLines));
    assert_eq!(placed().when(receive(vec![])), Err(No::NoLines));
}

#[test]
fn no_less_than_nothing_comes_in() {
    assert_eq!(placed().when(receive(vec![came(1, -1)])), Err(No::WrongLine));
}

#[test]
fn no_more_comes_in_than_is_on_order() {
    for lines in [vec![came(1, 11)], vec![came(1, 6), came(1, 5)]] {
        assert_eq!(placed().when(receive(lines)), Err(No::MoreThanOrdered));
    }
    assert_eq!(placed().and(receive(vec![came(1, 6)])).when(receive(vec![came(1, 5)])), Err(No::MoreThanOrdered));
    assert_eq!(No::MoreThanOrdered.overrule(), Some("more"));
}

#[test]
fn more_comes_in_with_a_reason_and_completes_the_order() {
    let lines = vec![came(1, 12), came(2, 4)];
    let receive =
        |lines| Command::Receive { lines, on: None, delivery_note: None, more: Some(line("Doos van twaalf")) };
    let more = Some(Personal::of(SUPPLIER, line("Doos van twaalf")));
    let all = Event::GoodsReceived { lines: lines.clone(), on: day(2026, 11, 17), delivery_note: None, more };
    assert_eq!(placed().when(receive(lines)), Ok(vec![all, Event::PurchaseOrderCompleted {}]));
    let fitting = vec![came(1, 6)];
    assert_eq!(placed().when(receive(fitting.clone())), Ok(vec![received(fitting)]), "no reason where none is needed");
}

#[test]
fn what_was_not_ordered_does_not_come_in_on_the_order() {
    assert_eq!(placed().when(receive(vec![came(3, 1)])), Err(No::NotOnOrder));
}

#[test]
fn goods_did_not_come_in_tomorrow_or_before_they_were_ordered() {
    let receive =
        |on| Command::Receive { lines: vec![came(1, 1)], on: Some(on), delivery_note: Some(line("PB 88")), more: None };
    assert_eq!(placed().when(receive(day(2026, 11, 18))), Err(No::InTheFuture));
    let event = Event::GoodsReceived {
        lines: vec![came(1, 1)],
        on: day(2026, 11, 16),
        delivery_note: Some(line("PB 88")),
        more: None,
    };
    // Placed when the day was not written down yet.
    let old = known(given([
        Event::PurchaseOrderDrafted { number: 7, supplier: SUPPLIER, lines: lines() },
        Event::PurchaseOrderPlaced { supplier: SUPPLIER, on: None },
    ]));
    assert_eq!(old.when(receive(day(2026, 11, 16))), Ok(vec![event]));
    assert_eq!(placed().when(receive(day(2026, 11, 16))), Err(No::BeforeOrder { day: day(2026, 11, 17) }));
}

#[test]
fn an_order_can_be_called_off_once() {
    let off = Event::PurchaseOrderCancelled { reason: Personal::of(SUPPLIER, line("Niet leverbaar")) };
    for story in [drafted(), placed(), placed().and(receive(vec![came(1, 6)]))] {
        assert_eq!(story.when(cancel()), Ok(vec![off.clone()]));
    }
    assert_eq!(placed().and(cancel()).when(cancel()), Ok(vec![]));
    assert_eq!(complete().when(cancel()), Err(No::Closed));
}

#[test]
fn what_is_complete_or_called_off_stays_so() {
    for story in [complete(), placed().and(cancel())] {
        for command in [Command::Change { lines: lines() }, Command::Place {}, receive(vec![came(1, 1)])] {
            assert_eq!(story.when(command), Err(No::Closed));
        }
    }
}

#[test]
fn what_is_counted_in_pieces_is_ordered_and_comes_in_whole() {
    let json = serde_json::json!({"article_registered": {"number": "DP-1", "stock": "0", "details": {"name": "Drukpomp",
        "unit": "stuk", "purchase_price": "10", "sales_price": "15", "minimum": "1", "order_quantity": "1"}}});
    let mut pump = article::State::default();
    article::Article::evolve(&mut pump, &serde_json::from_value(json).unwrap());
    let shelf = [(ArticleId(id(1)), std::sync::Arc::new(pump))];
    let half = Quantity::from_thousandths(1_500);
    let wrong = vec![OrderLine { quantity: half, ..ordered(1, 1) }];
    let pieces = |story: Story<PurchaseOrder>| story.with(|f| f.known.shelf = shelf.clone().into());
    assert_eq!(pieces(new()).when(draft(wrong)), Err(No::NoPieces));
    let came = vec![Receipt { article: ArticleId(id(1)), quantity: half }];
    assert_eq!(pieces(placed()).when(receive(came.clone())), Err(No::NoPieces));
    assert!(placed().when(receive(came)).is_ok(), "what is not counted in pieces");
}
