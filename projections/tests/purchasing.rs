//! Purchasing's tables: stock and its movements, what to buy, orders, suppliers, who waits; and the way questions are answered.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{Actor, ArticleId, CustomerId, PurchaseOrderId, Quantity, SupplierId, VisitId};
use domain::{article, customer, purchase_order, supplier, task, visit};
use projections::Cursor;
use projections::purchasing::{
    DEPARTMENT, alerts, article_list, articles, movements, orders, suggestions, suppliers, waiting, what_if,
};
use serde_json::json as value;
use support::{Bench, assert_by_index, boss, id, json, of};

const TODAY: &str = "2026-11-17";

async fn supplier(bench: &Bench, n: u128, name: &str) -> SupplierId {
    let supplier: SupplierId = id(n);
    let register: supplier::Command =
        json(value!({"register": {"name": name, "email": "orders@example.com", "lead_days": 5}}));
    bench.run(supplier, register).await;
    supplier
}

async fn article(bench: &Bench, number: &str, name: &str, stock: i64, supplier: Option<SupplierId>) -> ArticleId {
    let article = ArticleId::of_number(&of(number));
    let register: article::Command = json(
        value!({"register": {"number": number, "stock": stock.to_string(), "article": {
            "name": name, "unit": "stuk", "supplier": supplier, "purchase_price": "10.00 EUR", "sales_price": "15.00 EUR",
            "minimum": "4", "order_quantity": "6"
        }}}),
    );
    bench.run(article, register).await;
    article
}

async fn customer(bench: &Bench) -> CustomerId {
    let register: customer::Command = json(value!({"register": {"kind": "company", "name": "Hotel De Posthoorn",
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}));
    bench.run(id::<CustomerId>(70), register).await;
    id(70)
}

async fn visit(bench: &Bench, n: u128, article: ArticleId, quantity: i64) -> VisitId {
    let visit: VisitId = id(n);
    let request: visit::Command = json(value!({"request": {"customer": id::<CustomerId>(70), "kind": "installation",
        "task": "Plaatsen", "parts": [{"article": article, "quantity": quantity.to_string()}]}}));
    bench.run(visit, request).await;
    visit
}

async fn take(bench: &Bench, article: ArticleId, quantity: i64, visit: VisitId) {
    let take = article::Command::Take { quantity: Quantity::whole(quantity), visit };
    bench.run_as(Actor::system("test"), article, take).await.unwrap();
}

async fn draft(bench: &Bench, n: u128, supplier: SupplierId, lines: &[(ArticleId, i64)]) -> PurchaseOrderId {
    let order: PurchaseOrderId = id(n);
    let lines: Vec<_> = lines
        .iter()
        .map(|(article, quantity)| value!({"article": article, "quantity": quantity.to_string(), "price": "10.00 EUR"}))
        .collect();
    let draft: purchase_order::Command = json(value!({"draft": {"supplier": supplier, "lines": lines}}));
    bench.run(order, draft).await;
    order
}

async fn one(bench: &Bench, article: ArticleId) -> articles::Article {
    let pool = bench.pool(&DEPARTMENT).await;
    articles::one(pool, article, of(TODAY)).await.unwrap().unwrap()
}

#[tokio::test]
async fn stock_lasts_as_long_as_the_use_of_ninety_days_says() {
    let bench = Bench::new().await;
    let pump = article(&bench, "DP-1", "Drukpomp", 20, None).await;
    assert_eq!(one(&bench, pump).await.lasts_days, None);
    bench.turn("2026-11-18T09:00:00");
    take(&bench, pump, 10, id(80)).await;
    let then = one(&bench, pump).await;
    assert_eq!((then.stock, then.used, then.lasts_days), (Quantity::whole(10), Quantity::whole(10), Some(90)));
    let much_later = articles::one(bench.pool(&DEPARTMENT).await, pump, of("2027-03-01")).await.unwrap().unwrap();
    assert_eq!((much_later.used, much_later.lasts_days), (Quantity::default(), None));
}

#[tokio::test]
async fn what_wants_attention_comes_first_and_pages_go_on_where_the_last_one_ended() {
    let bench = Bench::new().await;
    let maker = supplier(&bench, 60, "Barista Parts").await;
    let (out, low) =
        (article(&bench, "A-1", "Zeef", 0, Some(maker)).await, article(&bench, "A-2", "Żółw", 4, None).await);
    let enough = article(&bench, "A-3", "Afdichtset", 5, None).await;
    let ordered = article(&bench, "A-4", "Maalschijf", 2, Some(maker)).await;
    let order = draft(&bench, 50, maker, &[(ordered, 6)]).await;
    bench.run(order, purchase_order::Command::Place {}).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let list = async |filter: article_list::Filter, after: Option<&str>, limit| {
        let after = after.and_then(Cursor::parse);
        let page = article_list::list(pool, &filter, of(TODAY), after.as_ref(), limit).await.unwrap();
        (page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), page.next)
    };
    let (all, _) = list(article_list::Filter::default(), None, 10).await;
    assert_eq!(all, [out, low, ordered, enough]);
    for by_name in [false, true] {
        let filter = article_list::Filter { by_name, ..Default::default() };
        let (whole, _) = list(filter.clone(), None, 10).await;
        let (first, next) = list(filter.clone(), None, 3).await;
        let (second, end) = list(filter, next.as_deref(), 3).await;
        assert_eq!(([first, second].concat(), end), (whole, None));
    }
    let attention = article_list::Filter { attention: true, ..Default::default() };
    assert_eq!(list(attention, None, 10).await.0, [out, low]);
    let search = |text: &str| article_list::Filter { search: Some(text.into()), ..Default::default() };
    assert_eq!(list(search("zolw"), None, 10).await.0, [low]);
    assert_eq!(list(search("a-3"), None, 10).await.0, [enough]);
    assert_eq!(list(search("barist"), None, 10).await.0, [out, ordered]);
    let on_order = article_list::Filter { on_order: true, ..Default::default() };
    assert_eq!(list(on_order, None, 10).await.0, [ordered]);
    let counts = article_list::counts(pool).await.unwrap();
    assert_eq!((counts.out, counts.low, counts.on_order, counts.all), (1, 1, 1, 4));
    let state = |article| async move { articles::one(pool, article, of(TODAY)).await.unwrap().unwrap() };
    assert_eq!(state(ordered).await.state, articles::State::Ordered);
    assert_eq!(state(ordered).await.expected, Some(of("2026-11-22")));
}

#[tokio::test]
async fn an_article_is_found_by_its_new_name_and_its_suppliers_new_name() {
    let bench = Bench::new().await;
    let maker = supplier(&bench, 60, "Barista Parts").await;
    let sieve = article(&bench, "A-1", "Zeef", 9, Some(maker)).await;
    let change: article::Command = json(value!({"change": {"name": "Bakje", "unit": "stuk", "supplier": maker,
        "purchase_price": "10.00 EUR", "sales_price": "15.00 EUR", "minimum": "4", "order_quantity": "6"}}));
    bench.run(sieve, change).await;
    let rename: supplier::Command = json(value!({"change": {"name": "Grindtech", "email": "orders@example.com"}}));
    bench.run(maker, rename).await;
    let pool = bench.pool(&DEPARTMENT).await;
    for (words, found) in [("zeef", 0), ("bakje", 1), ("barista", 0), ("grind a-1", 1)] {
        let filter = article_list::Filter { search: Some(words.into()), ..Default::default() };
        let page = article_list::list(pool, &filter, of(TODAY), None, 10).await.unwrap();
        assert_eq!(page.rows.len(), found, "{words}");
    }
    let archive = article::Command::Archive { reason: of("Bestaat niet meer") };
    bench.run(sieve, archive).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let archived = article_list::Filter { archived: true, ..Default::default() };
    assert_eq!(article_list::list(pool, &archived, of(TODAY), None, 10).await.unwrap().rows.len(), 1);
    assert_eq!(article_list::list(pool, &Default::default(), of(TODAY), None, 10).await.unwrap().rows.len(), 0);
}

#[tokio::test]
async fn every_change_of_stock_stands_in_the_story_with_what_there_was_then() {
    let bench = Bench::new().await;
    let pump = article(&bench, "DP-1", "Drukpomp", 20, None).await;
    take(&bench, pump, 3, id(80)).await;
    let put_back = article::Command::PutBack { quantity: Quantity::whole(1), visit: id(80) };
    bench.run_as(Actor::system("test"), pump, put_back).await.unwrap();
    bench.run(pump, article::Command::Count { counted: Quantity::whole(15), reason: of("Jaartelling") }).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let page = movements::list(pool, pump, None, 3).await.unwrap();
    let seen: Vec<_> = page.rows.iter().map(|row| (row.kind, row.quantity, row.stock)).collect();
    let q = Quantity::whole;
    assert_eq!(
        seen,
        [
            (movements::Kind::Counted, q(-3), q(15)),
            (movements::Kind::PutBack, q(1), q(18)),
            (movements::Kind::Taken, q(-3), q(17))
        ]
    );
    assert_eq!(page.rows[0].reason.as_deref(), Some("Jaartelling"));
    assert_eq!(page.rows[0].actor, boss().user());
    assert_eq!(page.rows[1].actor, None);
    let rest = movements::list(pool, pump, page.next.as_deref().and_then(Cursor::parse).as_ref(), 3).await.unwrap();
    assert_eq!((rest.rows.len(), rest.rows[0].kind, rest.next), (1, movements::Kind::Registered, None));
}

#[tokio::test]
async fn what_is_at_its_minimum_and_not_on_order_is_advised_in_whole_order_quantities() {
    let bench = Bench::new().await;
    let maker = supplier(&bench, 60, "Barista Parts").await;
    let sieve = article(&bench, "A-1", "Zeef", 4, Some(maker)).await;
    article(&bench, "A-2", "Afdichtset", 5, Some(maker)).await;
    let groups = async || suggestions::all(bench.pool(&DEPARTMENT).await, of(TODAY)).await.unwrap();
    let advised = groups().await;
    assert_eq!(advised.len(), 1);
    assert_eq!(
        advised[0].articles.iter().map(|one| (one.article.id, one.quantity)).collect::<Vec<_>>(),
        [(sieve, Quantity::whole(6))]
    );
    assert_eq!((advised[0].supplier, advised[0].total.cents), (Some(maker), 6_000));
    customer(&bench).await;
    visit(&bench, 80, sieve, 7).await;
    // Seven are wanted of four: twelve bring it above the minimum, six would not.
    assert_eq!(groups().await[0].articles[0].quantity, Quantity::whole(12));
    let order = draft(&bench, 50, maker, &[(sieve, 6)]).await;
    assert_eq!(groups().await.len(), 0);
    bench.run(order, purchase_order::Command::Cancel { reason: of("Te duur") }).await;
    assert_eq!(groups().await.len(), 1);
}

#[tokio::test]
async fn what_visits_need_and_nobody_ordered_is_advised_though_there_is_more_than_the_minimum() {
    let bench = Bench::new().await;
    let maker = supplier(&bench, 60, "Barista Parts").await;
    let sieve = article(&bench, "A-1", "Zeef", 5, Some(maker)).await;
    customer(&bench).await;
    visit(&bench, 80, sieve, 7).await;
    let advised = suggestions::all(bench.pool(&DEPARTMENT).await, of(TODAY)).await.unwrap();
    assert_eq!(advised[0].articles[0].quantity, Quantity::whole(12), "two lack, and four are to be left");
}

#[tokio::test]
async fn an_order_shows_what_came_in_and_what_is_still_open() {
    let bench = Bench::new().await;
    let maker = supplier(&bench, 60, "Barista Parts").await;
    let (sieve, pump) =
        (article(&bench, "A-1", "Zeef", 4, Some(maker)).await, article(&bench, "A-2", "Pomp", 5, Some(maker)).await);
    let order = draft(&bench, 50, maker, &[(sieve, 6), (pump, 2)]).await;
    assert_eq!(
        (one(&bench, sieve).await.drafted, one(&bench, sieve).await.on_order),
        (Quantity::whole(6), Quantity::default())
    );
    let change: purchase_order::Command = json(value!({"change": {"lines": [
        {"article": sieve, "quantity": "12", "price": "9.50 EUR"}]}}));
    bench.run(order, change).await;
    assert_eq!(
        (one(&bench, sieve).await.drafted, one(&bench, pump).await.drafted),
        (Quantity::whole(12), Quantity::default())
    );
    bench.run(order, purchase_order::Command::Place {}).await;
    let receive: purchase_order::Command = json(value!({"receive": {"delivery_note": "PB-1", "lines": [
        {"article": sieve, "quantity": "5"}]}}));
    bench.run(order, receive).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let whole = orders::one(pool, order).await.unwrap().unwrap();
    assert_eq!((whole.order.state, whole.order.total.cents, whole.order.number), (orders::State::Partly, 11_400, 1));
    assert_eq!((whole.lines[0].received, whole.lines[0].open), (Quantity::whole(5), Quantity::whole(7)));
    assert_eq!((whole.receipts.len(), whole.receipts[0].delivery_note.as_deref()), (1, Some("PB-1")));
    assert_eq!(one(&bench, sieve).await.on_order, Quantity::whole(7));
    let rest: purchase_order::Command = json(value!({"receive": {"lines": [{"article": sieve, "quantity": "7"}]}}));
    bench.run(order, rest).await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert_eq!(orders::one(pool, order).await.unwrap().unwrap().order.state, orders::State::Received);
    assert_eq!(one(&bench, sieve).await.on_order, Quantity::default());
    let open = orders::Filter { open: true, ..Default::default() };
    assert_eq!(orders::list(pool, &open, None, 10).await.unwrap().rows.len(), 0);
    let with_pump = orders::Filter { article: Some(pump), ..Default::default() };
    assert_eq!(orders::list(pool, &with_pump, None, 10).await.unwrap().rows.len(), 0);
    assert_eq!(orders::list(pool, &Default::default(), None, 10).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn suppliers_are_listed_by_name_with_how_much_is_bought_there() {
    let bench = Bench::new().await;
    let (b, a) = (supplier(&bench, 60, "Barista Parts").await, supplier(&bench, 61, "AquaPure").await);
    article(&bench, "A-1", "Zeef", 4, Some(b)).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let page = suppliers::list(pool, None, None, 1).await.unwrap();
    assert_eq!(page.rows[0].id, a);
    let next = page.next.as_deref().and_then(Cursor::parse);
    let page = suppliers::list(pool, None, next.as_ref(), 1).await.unwrap();
    assert_eq!((page.rows[0].id, page.rows[0].articles, page.next), (b, 1, None));
    assert_eq!(suppliers::list(pool, Some("PURE"), None, 10).await.unwrap().rows.len(), 1);
    assert_eq!(suppliers::one(pool, b).await.unwrap().unwrap().lead_days, Some(5));
}

#[tokio::test]
async fn who_needs_what_is_out_waits_until_it_is_used_or_the_visit_is_off() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let pump = article(&bench, "DP-1", "Drukpomp", 1, None).await;
    let (first, second) = (visit(&bench, 80, pump, 2).await, visit(&bench, 81, pump, 1).await);
    assert_eq!((one(&bench, pump).await.reserved, one(&bench, pump).await.visits), (Quantity::whole(3), 2));
    let waits = async || waiting::all(bench.pool(&DEPARTMENT).await, 10).await.unwrap();
    assert_eq!(waits().await.len(), 0);
    take(&bench, pump, 1, id(99)).await;
    let schedule: visit::Command = json(value!({"schedule": {"technician": bench.marek().await,
        "slot": {"on": "2026-11-17", "from": "10:00", "until": "11:00"}}}));
    bench.run(second, schedule).await;
    let seen: Vec<_> = waits().await.iter().map(|one| (one.visit, one.day.is_some(), one.quantity)).collect();
    assert_eq!(seen, [(second, true, Quantity::whole(1)), (first, false, Quantity::whole(2))]);
    assert_eq!(waits().await[0].customer_name.as_deref(), Some("Hotel De Posthoorn"));
    bench.run(second, visit::Command::Start { overrule: None, at: None }).await;
    let part = visit::Part { article: pump, quantity: Quantity::whole(1) };
    bench
        .run(
            second,
            visit::Command::UsePart {
                article: part.article,
                quantity: part.quantity,
                overrule: Some(of("Uit de bus")),
                at: None,
            },
        )
        .await;
    assert_eq!(waits().await.len(), 1);
    bench.run(second, visit::Command::ReturnPart(part.into())).await;
    assert_eq!(waits().await.len(), 2);
    bench.run(first, visit::Command::Cancel { reason: of("Klant belt af") }).await;
    assert_eq!(waits().await.len(), 1);
    let pool = bench.pool(&DEPARTMENT).await;
    assert_eq!(waiting::of_visit(pool, second).await.unwrap().len(), 1);
    assert_eq!(waiting::of_article(pool, pump).await.unwrap().len(), 1);
    assert_eq!(one(&bench, pump).await.reserved, Quantity::whole(1));
}

#[tokio::test]
async fn an_alert_about_stock_is_known_until_it_is_finished() {
    let bench = Bench::new().await;
    let pump = article(&bench, "DP-1", "Drukpomp", 1, None).await;
    let raise = |about: String| -> task::Command {
        json(value!({"raise": {"kind": "appointment-at-risk", "assignee": {"role": "sales"}, "about": about,
            "words": {"article": "DP-1"}}}))
    };
    bench.run(id::<domain::TaskId>(90), raise(format!("visit-{}", id::<VisitId>(80)))).await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert_eq!(alerts::of_article(pool, pump).await.unwrap().len(), 1);
    assert_eq!(alerts::of_visit(pool, id(80)).await.unwrap()[0].kind, alerts::AT_RISK);
    bench.run(id::<domain::TaskId>(90), task::Command::Complete { note: None }).await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert_eq!(alerts::of_article(pool, pump).await.unwrap(), []);
}

#[tokio::test]
async fn questions_are_answered_by_an_index_and_a_rebuild_changes_nothing() {
    let bench = Bench::new().await;
    customer(&bench).await;
    let maker = supplier(&bench, 60, "Barista Parts").await;
    let pump = article(&bench, "DP-1", "Drukpomp", 1, Some(maker)).await;
    visit(&bench, 80, pump, 2).await;
    take(&bench, pump, 2, id(80)).await;
    let order = draft(&bench, 50, maker, &[(pump, 6)]).await;
    bench.run(order, purchase_order::Command::Place {}).await;
    let receive: purchase_order::Command = json(value!({"receive": {"lines": [{"article": pump, "quantity": "6"}]}}));
    bench.run(order, receive).await;
    let pool = bench.pool(&DEPARTMENT).await;
    for rest in [
        "WHERE archived = 0 ORDER BY rank, articles.sort_name, articles.id",
        "WHERE archived = 0 AND rank <= 1 AND (rank, articles.sort_name, articles.id) > (0, 'a', 'b')
         ORDER BY rank, articles.sort_name, articles.id",
        "WHERE archived = 0 ORDER BY articles.sort_name, articles.id",
        "WHERE articles.id = 'a'",
        suggestions::TO_BUY,
    ] {
        assert_by_index(pool, &format!("{} {rest}", articles::ARTICLES)).await;
    }
    assert_by_index(pool, movements::MOVEMENTS).await;
    assert_by_index(pool, what_if::KEPT).await;
    // These few are sorted by appointment; the rows themselves come by index.
    for rest in ["articles.archived = 0 AND articles.rank = 0", "articles.id = 'a'", "needs.visit = 'v'"] {
        assert_by_index(pool, &format!("{} WHERE {rest}", waiting::WAITING)).await;
    }
    for rest in ["number < 5", "number < 5 AND state = 'draft'", "number < 5 AND supplier = 's'"] {
        assert_by_index(pool, &format!("{} WHERE {rest} ORDER BY number DESC LIMIT 5", orders::ORDERS)).await;
    }
    assert_by_index(pool, &format!("{} ORDER BY sort_name, id LIMIT 5", suppliers::SUPPLIERS)).await;
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}
