//! What follows from used parts, received goods and empty shelves: stock, alerts, orders, mails; once, however often it is thought.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{
    Actor, ArticleId, CustomerId, PurchaseOrderId, Quantity, SupplierId, UserId, VisitId, article, customer, mail,
    purchase_order, registry::AnyEvent, supplier, task, visit,
};
use event_store::Nobody;
use projections::purchasing::{DEPARTMENT, alerts, articles, orders};
use reactors::{Reactor, Runner, World, goods_enter_stock, order_mails, parts_leave_stock, stock_alerts};
use serde_json::json as value;
use support::{Bench, id, json, of};
use tempfile::TempDir;

static THESE: &[&Reactor] =
    &[&parts_leave_stock::REACTOR, &goods_enter_stock::REACTOR, &stock_alerts::REACTOR, &order_mails::REACTOR];

fn marek() -> UserId {
    UserId::of_login(&of("marek"))
}

struct Company {
    bench: Bench,
    runner: Runner,
    dir: TempDir,
}

impl Company {
    async fn new() -> Self {
        let bench = Bench::new().await;
        let dir = TempDir::new().unwrap();
        let runner = runner(&bench, &dir).await;
        bench.marek().await;
        let register: supplier::Command = json(value!({"register": {"name": "Barista Parts",
            "email": "orders@example.com", "language": "en", "lead_days": 5}}));
        bench.run(id::<SupplierId>(60), register).await;
        let register: customer::Command = json(value!({"register": {"kind": "company", "name": "Hotel De Posthoorn",
            "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}));
        bench.run(id::<CustomerId>(70), register).await;
        Self { bench, runner, dir }
    }

    async fn article(&self, stock: i64, automatic: bool) -> ArticleId {
        self.numbered("DP-1", stock, automatic).await
    }

    async fn numbered(&self, number: &str, stock: i64, automatic: bool) -> ArticleId {
        let article = ArticleId::of_number(&of(number));
        let register: article::Command = json(value!({"register": {"number": number, "stock": stock.to_string(),
            "article": {"name": "Drukpomp", "unit": "stuk", "supplier": id::<SupplierId>(60), "automatic": automatic,
            "purchase_price": "10.00 EUR", "sales_price": "15.00 EUR", "minimum": "4", "order_quantity": "6"}}}));
        self.bench.run(article, register).await;
        article
    }

    /// A visit under way that uses so many.
    async fn use_parts(&self, n: u128, article: ArticleId, quantity: i64) -> VisitId {
        let visit = self.visit(n, &[]).await;
        // Others are under way at the same time.
        let start = visit::Command::Start { overrule: Some(of("Eerder klaar")), at: None };
        let given = event_store::Given::by(support::boss());
        self.bench.log.run(&visit.to_string(), start.into(), &given, &Nobody).await.unwrap();
        let part = visit::Part { article, quantity: Quantity::whole(quantity) };
        self.bench
            .run(
                visit,
                visit::Command::UsePart {
                    article: part.article,
                    quantity: part.quantity,
                    overrule: Some(of("Uit de bus")),
                    at: None,
                },
            )
            .await;
        visit
    }

    async fn visit(&self, n: u128, parts: &[(ArticleId, i64)]) -> VisitId {
        let visit: VisitId = id(n);
        let parts: Vec<_> =
            parts.iter().map(|(article, n)| value!({"article": article, "quantity": n.to_string()})).collect();
        let request: visit::Command = json(value!({"request": {"customer": id::<CustomerId>(70), "kind": "fault",
            "task": "Lekt", "parts": parts}}));
        self.bench.run(visit, request).await;
        let schedule: visit::Command = json(value!({"schedule": {"technician": marek(),
            "slot": {"on": "2026-11-18", "from": "10:00", "until": "11:00"}, "overrule": "Zelfde pand"}}));
        self.bench.run(visit, schedule).await;
        visit
    }

    /// An order of so many that went to the supplier.
    async fn placed(&self, n: u128, article: ArticleId, quantity: i64) -> PurchaseOrderId {
        let order: PurchaseOrderId = id(n);
        let draft: purchase_order::Command = json(value!({"draft": {"supplier": id::<SupplierId>(60),
            "lines": [{"article": article, "quantity": quantity.to_string(), "price": "10.00 EUR"}]}}));
        self.bench.run(order, draft).await;
        self.bench.run(order, purchase_order::Command::Place {}).await;
        order
    }

    async fn stock(&self, article: ArticleId) -> Quantity {
        self.seen(article).await.stock
    }

    async fn seen(&self, article: ArticleId) -> articles::Article {
        let pool = self.bench.pool(&DEPARTMENT).await;
        articles::one(pool, article, of("2026-11-17")).await.unwrap().unwrap()
    }

    /// Kinds of the alerts about an article that are open.
    async fn open(&self, article: ArticleId) -> Vec<String> {
        let pool = self.bench.pool(&DEPARTMENT).await;
        alerts::of_article(pool, article).await.unwrap().into_iter().map(|alert| alert.kind).collect()
    }

    async fn tasks(&self) -> Vec<task::Event> {
        let task = |event| if let AnyEvent::Task(event) = event { Some(event) } else { None };
        self.bench.events().await.into_iter().filter_map(task).collect()
    }
}

async fn runner(bench: &Bench, dir: &TempDir) -> Runner {
    let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
    Runner::open(dir.path(), world, Arc::new(Nobody)).await.unwrap().with(THESE)
}

#[tokio::test]
async fn what_a_visit_uses_leaves_stock_and_what_it_brings_back_returns() {
    let company = Company::new().await;
    let pump = company.article(10, false).await;
    let visit = company.use_parts(80, pump, 3).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.stock(pump).await, Quantity::whole(7));
    let part = visit::Part { article: pump, quantity: Quantity::whole(1) };
    company.bench.run(visit, visit::Command::ReturnPart(part.into())).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.stock(pump).await, Quantity::whole(8));
    assert_eq!(company.open(pump).await, [""; 0]);
}

#[tokio::test]
async fn falling_to_the_minimum_is_told_once_and_goes_away_when_goods_came_in() {
    let company = Company::new().await;
    let pump = company.article(5, false).await;
    company.use_parts(80, pump, 1).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::LOW]);
    company.use_parts(81, pump, 1).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::LOW]);
    let order: PurchaseOrderId = id(50);
    let draft: purchase_order::Command = json(value!({"draft": {"supplier": id::<SupplierId>(60),
        "lines": [{"article": pump, "quantity": "6", "price": "10.00 EUR"}]}}));
    company.bench.run(order, draft).await;
    company.bench.run(order, purchase_order::Command::Place {}).await;
    let receive: purchase_order::Command = json(value!({"receive": {"lines": [{"article": pump, "quantity": "4"}]}}));
    company.bench.run(order, receive).await;
    company.runner.pump().await.unwrap();
    assert_eq!((company.stock(pump).await, company.open(pump).await), (Quantity::whole(7), vec![]));
}

#[tokio::test]
async fn running_out_tells_purchasing_and_sales_for_each_appointment_that_needs_it() {
    let company = Company::new().await;
    let pump = company.article(5, false).await;
    let (first, second) = (company.visit(80, &[(pump, 1)]).await, company.visit(81, &[(pump, 2)]).await);
    company.runner.pump().await.unwrap();
    company.use_parts(82, pump, 5).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::AT_RISK, alerts::AT_RISK, alerts::OUT]);
    let pool = company.bench.pool(&DEPARTMENT).await;
    for visit in [first, second] {
        assert_eq!(alerts::of_visit(pool, visit).await.unwrap().len(), 1);
    }
    let at_risk = company.tasks().await.into_iter().find_map(|event| match event {
        task::Event::TaskRaised { kind, assignee, customer, about, due, .. } if kind.as_str() == alerts::AT_RISK => {
            Some((assignee, customer, about.to_string(), due))
        }
        _ => None,
    });
    let (assignee, customer, about, due) = at_risk.unwrap();
    assert_eq!(assignee, task::Assignee::Role(domain::Role::Sales));
    assert_eq!((customer, due), (Some(id(70)), Some(of("2026-11-18"))));
    assert!(about == format!("visit-{first}") || about == format!("visit-{second}"), "{about}");
    // A new appointment takes the alert away; the article is still out.
    let again: visit::Command = json(value!({"schedule": {"technician": marek(),
        "slot": {"on": "2026-11-25", "from": "10:00", "until": "11:00"}}}));
    company.bench.run(first, again).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::AT_RISK, alerts::OUT]);
    // Six more are above the minimum: nothing is wrong any more.
    company.bench.run(pump, article::Command::Count { counted: Quantity::whole(6), reason: of("Gevonden") }).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [""; 0]);
}

#[tokio::test]
async fn a_visit_asked_for_while_its_article_is_out_is_at_risk_from_the_start() {
    let company = Company::new().await;
    let pump = company.article(0, false).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::OUT]);
    company.visit(80, &[(pump, 1)]).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::AT_RISK, alerts::OUT]);
}

#[tokio::test]
async fn less_than_visits_need_is_told_to_purchasing_until_it_is_ordered_and_to_sales_for_who_finds_nothing() {
    let company = Company::new().await;
    let pump = company.article(2, false).await;
    let (first, second) = (company.visit(80, &[(pump, 1)]).await, company.visit(81, &[(pump, 2)]).await);
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::AT_RISK, alerts::LOW, alerts::SHORT]);
    let pool = company.bench.pool(&DEPARTMENT).await;
    assert_eq!(alerts::of_visit(pool, first).await.unwrap().len(), 0, "there is one for who comes first");
    assert_eq!(alerts::of_visit(pool, second).await.unwrap().len(), 1);
    company.placed(50, pump, 6).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::AT_RISK, alerts::LOW]);
    company.bench.run(pump, article::Command::Count { counted: Quantity::whole(3), reason: of("Gevonden") }).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::LOW]);
}

#[tokio::test]
async fn of_two_articles_that_are_out_each_has_its_own_alert_for_the_appointment() {
    let company = Company::new().await;
    let pump = company.article(0, false).await;
    let sieve = company.numbered("ZF-1", 0, false).await;
    let visit = company.visit(80, &[(pump, 1), (sieve, 1)]).await;
    company.runner.pump().await.unwrap();
    let pool = company.bench.pool(&DEPARTMENT).await;
    assert_eq!(alerts::of_visit(pool, visit).await.unwrap().len(), 2);
    company.bench.run(pump, article::Command::Count { counted: Quantity::whole(9), reason: of("Gevonden") }).await;
    company.runner.pump().await.unwrap();
    let left = alerts::of_visit(pool, visit).await.unwrap();
    assert_eq!(left.iter().map(|alert| alert.article).collect::<Vec<_>>(), [sieve]);
}

#[tokio::test]
async fn an_appointment_moved_to_a_day_before_the_article_comes_is_at_risk_as_before() {
    let company = Company::new().await;
    let pump = company.article(0, false).await;
    company.placed(50, pump, 6).await;
    let visit = company.visit(80, &[(pump, 1)]).await;
    let again = |on: &str| -> visit::Command {
        json(
            value!({"schedule": {"technician": marek(), "slot": {"on": on, "from": "13:00", "until": "14:00"}, "overrule": "Afgesproken"}}),
        )
    };
    for (day, open) in [("2026-11-19", 1), ("2026-11-22", 0)] {
        company.bench.run(visit, again(day)).await;
        company.runner.pump().await.unwrap();
        let pool = company.bench.pool(&DEPARTMENT).await;
        assert_eq!(alerts::of_visit(pool, visit).await.unwrap().len(), open, "{day}");
    }
}

#[tokio::test]
async fn a_first_appointment_takes_the_alert_away_when_the_article_comes_before_it() {
    let company = Company::new().await;
    let pump = company.article(0, false).await;
    let visit: VisitId = id(80);
    let request: visit::Command = json(value!({"request": {"customer": id::<CustomerId>(70), "kind": "fault",
        "task": "Lekt", "parts": [{"article": pump, "quantity": "1"}]}}));
    company.bench.run(visit, request).await;
    company.runner.pump().await.unwrap();
    let at_risk = async || {
        company.runner.pump().await.unwrap();
        alerts::of_visit(company.bench.pool(&DEPARTMENT).await, visit).await.unwrap().len()
    };
    let plan = |on: &str| -> visit::Command {
        json(
            value!({"schedule": {"technician": marek(), "slot": {"on": on, "from": "13:00", "until": "14:00"}, "overrule": "Afgesproken"}}),
        )
    };
    company.bench.run(visit, plan("2026-11-25")).await;
    assert_eq!(at_risk().await, 1, "nothing is on order");
    company.bench.run(visit, visit::Command::Unschedule { reason: of("Onderdeel ontbreekt") }).await;
    assert_eq!(at_risk().await, 0);
    let other: VisitId = id(81);
    company.placed(50, pump, 6).await;
    let request: visit::Command = json(value!({"request": {"customer": id::<CustomerId>(70), "kind": "fault",
        "task": "Lekt", "parts": [{"article": pump, "quantity": "1"}]}}));
    company.bench.run(other, request).await;
    company.runner.pump().await.unwrap();
    company.bench.run(other, plan("2026-11-25")).await;
    company.runner.pump().await.unwrap();
    assert!(alerts::of_visit(company.bench.pool(&DEPARTMENT).await, other).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_order_that_does_not_come_is_told_to_who_has_to_buy_again() {
    let company = Company::new().await;
    let pump = company.article(5, true).await;
    company.use_parts(80, pump, 2).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [""; 0], "it was ordered by itself");
    let pool = company.bench.pool(&DEPARTMENT).await;
    let order = orders::list(pool, &orders::Filter::default(), None, 10).await.unwrap().rows[0].id;
    let cancel = purchase_order::Command::Cancel { reason: of("Niet leverbaar") };
    company.bench.run(order, cancel).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::LOW]);
    let orders = orders::list(company.bench.pool(&DEPARTMENT).await, &orders::Filter::default(), None, 10).await;
    assert_eq!(orders.unwrap().rows.len(), 1, "who called it off decides what to do next");
}

#[tokio::test]
async fn more_than_was_ordered_lies_in_stock_and_nothing_is_on_order_any_more() {
    let company = Company::new().await;
    let pump = company.article(5, false).await;
    let order = company.placed(50, pump, 6).await;
    let receive: purchase_order::Command = json(value!({"receive": {"lines": [{"article": pump, "quantity": "12"}],
        "more": "Doos van twaalf"}}));
    company.bench.run(order, receive).await;
    company.runner.pump().await.unwrap();
    let seen = company.seen(pump).await;
    assert_eq!((seen.stock, seen.on_order), (Quantity::whole(17), Quantity::default()));
    let whole = orders::one(company.bench.pool(&DEPARTMENT).await, order).await.unwrap().unwrap();
    assert_eq!(whole.order.state, orders::State::Received);
    assert_eq!(whole.receipts[0].more.as_deref(), Some("Doos van twaalf"));
}

#[tokio::test]
async fn two_who_use_the_last_one_at_once_both_used_it_and_purchasing_is_told_each_time() {
    let company = Company::new().await;
    let pump = company.article(1, false).await;
    company.use_parts(80, pump, 1).await;
    company.use_parts(81, pump, 1).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.stock(pump).await, Quantity::whole(-1));
    assert_eq!(company.open(pump).await, [alerts::OUT, alerts::BELOW_ZERO]);
    let pool = company.bench.pool(&DEPARTMENT).await;
    let told = alerts::of_article(pool, pump).await.unwrap();
    let told = told.iter().find(|alert| alert.kind == alerts::BELOW_ZERO).unwrap().task;
    company.bench.run(told, task::Command::Complete { note: None }).await;
    company.use_parts(82, pump, 1).await;
    company.runner.pump().await.unwrap();
    assert_eq!(
        company.open(pump).await,
        [alerts::OUT, alerts::BELOW_ZERO],
        "what was finished too early is said again"
    );
}

#[tokio::test]
async fn more_used_than_there_was_is_said_aloud_until_it_is_counted() {
    let company = Company::new().await;
    let pump = company.article(5, false).await;
    company.use_parts(80, pump, 7).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::OUT, alerts::BELOW_ZERO]);
    company.bench.run(pump, article::Command::Count { counted: Quantity::whole(2), reason: of("Geteld") }).await;
    company.runner.pump().await.unwrap();
    assert_eq!(company.open(pump).await, [alerts::LOW]);
}

#[tokio::test]
async fn an_article_that_says_so_is_ordered_by_itself_and_the_order_is_mailed_in_the_suppliers_language() {
    let company = Company::new().await;
    let pump = company.article(5, true).await;
    company.use_parts(80, pump, 1).await;
    company.runner.pump().await.unwrap();
    let pool = company.bench.pool(&DEPARTMENT).await;
    let placed = orders::list(pool, &orders::Filter::default(), None, 10).await.unwrap().rows;
    assert_eq!(placed.len(), 1);
    assert_eq!((placed[0].state, placed[0].automatic, placed[0].total.cents), (orders::State::Placed, true, 6_000));
    assert_eq!((company.seen(pump).await.state, company.open(pump).await), (articles::State::Ordered, vec![]));
    let mails: Vec<_> = company
        .bench
        .events()
        .await
        .into_iter()
        .filter_map(|event| match event {
            AnyEvent::Mail(mail::Event::MailQueued { letter, documents, .. }) => Some((letter, documents)),
            _ => None,
        })
        .collect();
    assert_eq!(mails.len(), 1);
    let letter = mails[0].0.value().unwrap();
    assert_eq!(letter.to.to_string(), "orders@example.com");
    assert!(letter.subject.as_str().contains("I-1") && letter.text.contains("order"), "{}", letter.text);
    assert_eq!(mails[0].1, [mail::Document::PurchaseOrder(placed[0].id)]);
}

#[tokio::test]
async fn thinking_it_all_over_again_does_nothing_twice() {
    let company = Company::new().await;
    let pump = company.article(5, true).await;
    company.visit(81, &[(pump, 1)]).await;
    let order: PurchaseOrderId = id(50);
    let draft: purchase_order::Command = json(value!({"draft": {"supplier": id::<SupplierId>(60),
        "lines": [{"article": pump, "quantity": "6", "price": "10.00 EUR"}]}}));
    company.bench.run(order, draft).await;
    company.bench.run(order, purchase_order::Command::Place {}).await;
    company.use_parts(80, pump, 5).await;
    company.runner.pump().await.unwrap();
    let receive: purchase_order::Command = json(value!({"receive": {"lines": [{"article": pump, "quantity": "6"}]}}));
    company.bench.run_as(Actor::system("test"), order, receive).await.unwrap();
    company.runner.pump().await.unwrap();
    let before = company.bench.events().await.len();
    // A runner that lost its checkpoints begins at the first event of all.
    let elsewhere = TempDir::new_in(company.dir.path()).unwrap();
    runner(&company.bench, &elsewhere).await.pump().await.unwrap();
    assert_eq!(company.bench.events().await.len(), before);
}
