//! The desk's tables: what waits for whom, who took it and who did it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{Actor, MailId, Role, TaskId, UserId, mail, task};
use projections::desk::{
    DEPARTMENT,
    known::{self, Filter, Not, Told, What},
    mails,
    tasks::{self, Before, For},
};
use serde_json::json as value;
use support::{Bench, assert_no_walk, id, json};
use uuid::Uuid;

async fn raised(bench: &Bench, n: u128, kind: &str, role: &str, weight: &str) -> TaskId {
    let raise: task::Command = json(value!({"raise": {"kind": kind, "assignee": {"role": role}, "weight": weight,
        "about": "article-1", "words": {"article": "DP-1"}}}));
    bench.run_as(Actor::system("test"), id::<TaskId>(n), raise).await.unwrap();
    id(n)
}

fn purchasing() -> For {
    For { roles: vec![Role::Purchasing], user: None }
}

fn someone(n: u128) -> Actor {
    Actor::Person { user: UserId(Uuid::from_u128(n)), role: Role::Purchasing, roles: vec![Role::Purchasing] }
}

#[tokio::test]
async fn a_task_waits_for_its_role_until_it_is_done() {
    let bench = Bench::new().await;
    let task = raised(&bench, 10, "article-out", "purchasing", "alert").await;
    raised(&bench, 11, "contract-ends", "sales", "task").await;
    let pool = bench.pool(&DEPARTMENT).await;
    let open = tasks::open(pool, &purchasing(), None, 10).await.unwrap().rows;
    assert_eq!(open.iter().map(|task| task.id).collect::<Vec<_>>(), [task]);
    assert_eq!(open[0].words["article"], "DP-1");
    assert_eq!(tasks::counts(pool, &purchasing()).await.unwrap().alerts, 1);
    assert_eq!(tasks::open_about(pool, "article-1", "article-out").await.unwrap(), [task]);
    bench.run_as(someone(5), task, task::Command::Complete { note: Some(support::of("Besteld")) }).await.unwrap();
    let pool = bench.pool(&DEPARTMENT).await;
    assert!(tasks::open(pool, &purchasing(), None, 10).await.unwrap().rows.is_empty());
    assert!(tasks::open_about(pool, "article-1", "article-out").await.unwrap().is_empty());
    let done = tasks::done(pool, &purchasing(), None, 10).await.unwrap().rows;
    assert_eq!(done[0].done_note.as_deref(), Some("Besteld"));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn who_hands_a_task_on_lets_it_go_and_the_other_sees_why() {
    let bench = Bench::new().await;
    let task = raised(&bench, 10, "article-out", "purchasing", "task").await;
    bench.run_as(someone(5), task, task::Command::Take {}).await.unwrap();
    let pool = bench.pool(&DEPARTMENT).await;
    let (one, none) = ([("article".to_owned(), 1)], []);
    let mine = For { user: Some(UserId(Uuid::from_u128(5))), ..purchasing() };
    for (of, waiting) in [(purchasing(), &one[..]), (mine.clone(), &one), (For { roles: vec![], ..mine.clone() }, &one)]
    {
        assert_eq!(tasks::waiting(pool, &of).await.unwrap(), waiting, "{of:?}");
    }
    let other = UserId(Uuid::from_u128(6));
    let hand_on =
        task::Command::HandOn { to: task::Assignee::User(other), note: support::of("Jij kent de leverancier") };
    bench.run_as(someone(5), task, hand_on).await.unwrap();
    let pool = bench.pool(&DEPARTMENT).await;
    assert!(tasks::open(pool, &purchasing(), None, 10).await.unwrap().rows.is_empty());
    let theirs = tasks::open(pool, &For { roles: vec![], user: Some(other) }, None, 10).await.unwrap().rows;
    assert_eq!(theirs[0].handed_note.as_deref(), Some("Jij kent de leverancier"));
    assert_eq!(theirs[0].taken_by, None);
    let others = For { roles: vec![], user: Some(other) };
    for (of, waiting) in [(purchasing(), &none[..]), (mine, &none), (others.clone(), &one)] {
        assert_eq!(tasks::waiting(pool, &of).await.unwrap(), waiting, "{of:?}");
    }
    bench.run_as(someone(6), task, task::Command::Complete { note: None }).await.unwrap();
    assert_eq!(tasks::waiting(bench.pool(&DEPARTMENT).await, &others).await.unwrap(), none);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn a_page_of_tasks_goes_on_where_the_one_before_ended() {
    let bench = Bench::new().await;
    for n in 10..13 {
        raised(&bench, n, "article-low", "purchasing", "task").await;
    }
    let pool = bench.pool(&DEPARTMENT).await;
    let first = tasks::open(pool, &purchasing(), None, 2).await.unwrap();
    let next = projections::Cursor::parse(&first.next.unwrap()).unwrap();
    let second = tasks::open(pool, &purchasing(), Some(&next), 2).await.unwrap();
    assert_eq!(second.rows.iter().map(|task| task.id).collect::<Vec<_>>(), [id::<TaskId>(10)]);
    let someone = For { user: Some(UserId(Uuid::from_u128(6))), ..purchasing() };
    for before in [Before::Raised(9), Before::Done(9, "")] {
        assert_no_walk(pool, tasks::question(&someone, before, 2).sql(), &["t", "tasks"]).await;
    }
    assert_no_walk(pool, tasks::WAITING, &["tasks"]).await;
    assert_no_walk(pool, tasks::OPEN_OF, &["tasks"]).await;
    assert_eq!(tasks::waiting(pool, &purchasing()).await.unwrap(), [("article".to_owned(), 3)]);
}

#[tokio::test]
async fn a_mail_that_failed_is_among_the_failed_ones_also_while_it_waits_for_another_try() {
    let bench = Bench::new().await;
    let letter = value!({"to": "info@delinde.example", "subject": "Storing", "text": "Lekt", "html": "<p>Lekt</p>"});
    for n in [20, 21] {
        let queue =
            json::<mail::Command>(value!({"queue": {"purpose": "fault-confirmation", "subject": Uuid::from_u128(1),
            "about": "fault-1", "letter": letter}}));
        bench.run_as(Actor::system("test"), id::<MailId>(n), queue).await.unwrap();
    }
    let fail = |next_try| mail::Command::MarkFailed { reason: support::of("connection refused"), next_try };
    let again = Some(bench.log.clock.now() + chrono::Duration::minutes(1));
    for (n, next_try) in [(20, again), (21, None)] {
        bench.run_as(Actor::system("test"), id::<MailId>(n), mail::Command::BeginSending {}).await.unwrap();
        bench.run_as(Actor::system("test"), id::<MailId>(n), fail(next_try)).await.unwrap();
    }
    let pool = bench.pool(&DEPARTMENT).await;
    let failed = mails::list(pool, "failed", &mails::Filter::default(), None, 10).await.unwrap().rows;
    assert_eq!(failed.iter().map(|mail| mail.state.as_str()).collect::<Vec<_>>(), ["waiting", "failed"]);
    assert!(failed.iter().all(|mail| mail.reason.as_deref() == Some("connection refused")));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn mails_are_found_by_their_customer_and_hidden_with_the_thing_that_they_are_about() {
    let bench = Bench::new().await;
    let letter =
        value!({"to": "info@delinde.example", "subject": "Factuur", "text": "Hierbij", "html": "<p>Hierbij</p>"});
    for (n, about) in [(20, "fault-1"), (21, "invoice-1"), (22, "contract-1")] {
        let customer = (n == 21).then(|| Uuid::from_u128(1));
        let queue = json::<mail::Command>(value!({"queue": {"purpose": "invoice", "subject": Uuid::from_u128(1),
            "customer": customer, "about": about, "letter": letter}}));
        bench.run_as(Actor::system("test"), id::<MailId>(n), queue).await.unwrap();
    }
    let pool = bench.pool(&DEPARTMENT).await;
    let about = async |filter: mails::Filter| {
        let rows = mails::list(pool, "waiting", &filter, None, 10).await.unwrap().rows;
        let mut about: Vec<_> = rows.into_iter().map(|mail| mail.about).collect();
        about.sort();
        about
    };
    assert_eq!(about(mails::Filter::default()).await, ["contract-1", "fault-1", "invoice-1"]);
    let customer = Some(id(1));
    assert_eq!(about(mails::Filter { customer, ..mails::Filter::default() }).await, ["invoice-1"]);
    let without = mails::hidden(|permission| domain::Role::Purchasing.may(permission));
    assert_eq!(about(mails::Filter { without, customer: None }).await, ["contract-1", "fault-1"]);
    let (mail, ..) = mails::one(pool, id(21)).await.unwrap().unwrap();
    assert!(mail.is_about(&["invoice"]) && !mail.is_about(&["contract"]));
}

#[tokio::test]
async fn of_all_that_told_somebody_something_it_is_known_who_opened_it_first_and_who_acted() {
    let bench = Bench::new().await;
    let [opened, done, unseen] = [10, 11, 12].map(id::<TaskId>);
    for (n, kind, weight) in [(10, "article-out", "alert"), (11, "article-low", "task"), (12, "article-low", "task")] {
        bench.turn(&format!("2026-11-18T10:{n}:00"));
        raised(&bench, n, kind, "purchasing", weight).await;
    }
    let letter = value!({"to": "info@delinde.example", "subject": "Storing", "text": "Lekt", "html": "<p>Lekt</p>"});
    let queue =
        json::<mail::Command>(value!({"queue": {"purpose": "fault-confirmation", "subject": Uuid::from_u128(1),
        "about": "fault-1", "letter": letter}}));
    bench.turn("2026-11-18T10:20:00");
    bench.run_as(Actor::system("test"), id::<MailId>(20), queue).await.unwrap();
    for (minute, user) in [(30, 5), (31, 6), (32, 5)] {
        bench.turn(&format!("2026-11-18T10:{minute}:00"));
        bench.run_as(someone(user), opened, task::Command::Open {}).await.unwrap();
    }
    bench.turn("2026-11-18T10:40:00");
    bench.run_as(someone(6), opened, task::Command::Take {}).await.unwrap();
    bench.run_as(someone(7), done, task::Command::Complete { note: None }).await.unwrap();
    bench.run_as(Actor::system("stock-alerts"), unseen, task::Command::Complete { note: None }).await.unwrap();
    let pool = bench.pool(&DEPARTMENT).await;

    let shown = async |filter: Filter| {
        let page = known::list(pool, &filter, None, 10).await.unwrap();
        let name = |told: &Told| match told {
            Told::Task(task) => task.id.0.as_u128(),
            Told::Mail(mail) => mail.id.0.as_u128(),
        };
        page.rows.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(shown(Filter::default()).await, [20, 12, 11, 10], "the newest first");
    assert_eq!(shown(Filter { what: Some(What::Mail), ..Filter::default() }).await, [20]);
    assert_eq!(shown(Filter { what: Some(What::Alert), ..Filter::default() }).await, [10]);
    assert_eq!(shown(Filter { role: Some(Role::Purchasing), ..Filter::default() }).await, [12, 11, 10]);
    assert_eq!(shown(Filter { role: Some(Role::Sales), ..Filter::default() }).await, [0; 0]);
    assert_eq!(shown(Filter { not: Some(Not::Delivered), ..Filter::default() }).await, [20]);
    assert_eq!(
        shown(Filter { not: Some(Not::Opened), ..Filter::default() }).await,
        [12],
        "done by itself, seen by nobody"
    );
    assert_eq!(shown(Filter { not: Some(Not::ActedOn), ..Filter::default() }).await, [12]);

    let [first, second] =
        [tasks::one(pool, opened).await, tasks::one(pool, done).await].map(|one| one.unwrap().unwrap());
    let openings = tasks::openings(pool, opened).await.unwrap();
    let who: Vec<u128> = openings.iter().map(|(user, ..)| user.0.as_u128()).collect();
    assert_eq!(who, [5, 6], "each once");
    assert_eq!(first.opened_at, Some(openings[0].2));
    assert!(first.acted_at > first.opened_at, "opened by one, taken by another");
    assert_eq!(second.opened_at, second.acted_at, "who does it knows of it");
    let raised = first.raised_at;
    assert_eq!(shown(Filter { until: Some(raised), ..Filter::default() }).await, [0; 0], "before that nobody knew");
    assert_eq!(shown(Filter { from: Some(raised), until: Some(raised + 1), ..Filter::default() }).await, [10]);

    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = known::list(pool, &Filter::default(), after.as_ref(), 1).await.unwrap();
        seen.extend(page.rows.iter().map(Told::raised_at));
        let Some(next) = page.next else { break };
        after = projections::Cursor::parse(&next);
    }
    assert_eq!(seen.len(), 4, "a page goes on where the one before ended");
    for not in [None, Some(Not::Opened), Some(Not::ActedOn), Some(Not::Delivered)] {
        let filter = Filter { not, ..Filter::default() };
        assert_no_walk(pool, known::question(&filter, None, 5).sql(), &["tasks", "mails"]).await;
    }
    let of_role = Filter { role: Some(Role::Sales), what: Some(What::Alert), ..Filter::default() };
    assert_no_walk(pool, known::question(&of_role, None, 5).sql(), &["tasks", "mails"]).await;
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn reports_are_found_by_their_owner_and_when_they_are_shared_by_all() {
    use projections::desk::saved;
    let bench = Bench::new().await;
    let save = |name: &str, shared: bool| domain::saved_report::Command::Save {
        name: support::of(name),
        definition: domain::report::Preset::find("faults").unwrap().definition(),
        shared,
    };
    bench.run(id::<UserId>(30), save("Zwaar", true)).await;
    bench.run(id::<UserId>(31), save("alleen mij", false)).await;
    bench.run(id::<UserId>(32), save("Weg", true)).await;
    bench.run(id::<UserId>(32), domain::saved_report::Command::Remove {}).await;
    let mail = json::<domain::saved_report::Command>(value!({"mail": {"every": "month", "to": [Uuid::from_u128(5)]}}));
    bench.run(id::<UserId>(30), mail).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let of = async |user| {
        let found = saved::of(pool, UserId(Uuid::from_u128(user))).await.unwrap();
        found.into_iter().map(|saved| saved.name).collect::<Vec<_>>()
    };
    assert_eq!(of(1).await, ["alleen mij", "Zwaar"]);
    assert_eq!(of(5).await, ["Zwaar"]);
    let mailed = async |every| saved::mailed(pool, every).await.unwrap().len();
    assert_eq!(mailed(domain::saved_report::Every::Month).await, 1);
    assert_eq!(mailed(domain::saved_report::Every::Week).await, 0);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}
