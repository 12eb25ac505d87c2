//! Low and out: alerts for purchasing, for sales where an appointment is at risk, an order where the article says so;
//! and what was alerted is finished when its reason has gone.

use std::collections::BTreeMap;

use domain::{
    ArticleId, Line, PurchaseOrderId, Quantity, Role, VisitId,
    article::Event,
    purchase_order::{self, OrderLine, PurchaseOrder},
    registry::AnyEvent,
    task::{Assignee, Command as Task, Event as TaskEvent, Weight},
    visit,
};
use event_store::Recorded;
use projections::purchasing::{
    DEPARTMENT, alerts,
    articles::{self, Article, State},
    orders,
    suggestions::advised,
    waiting::{self, Waiting},
};
use uuid::Uuid;

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id};

/// Stock, appointments and alerts → alerts, orders and their end.
pub static REACTOR: Reactor = Reactor {
    name: "stock-alerts",
    start: Start::Head,
    wants: |event| match event {
        AnyEvent::Article(event) => event.is_level() || is_stock(event),
        AnyEvent::Visit(event) => match event {
            visit::Event::VisitRequested { parts, .. } => !parts.is_empty(),
            visit::Event::PartNeeded { .. } => true,
            _ => off(event),
        },
        AnyEvent::PurchaseOrder(event) => matches!(
            event,
            purchase_order::Event::PurchaseOrderPlaced { .. } | purchase_order::Event::PurchaseOrderCancelled { .. }
        ),
        AnyEvent::Task(TaskEvent::TaskRaised { kind, .. }) => KINDS.contains(&kind.as_str()),
        _ => false,
    },
    react: |world, recorded| {
        Box::pin(async move {
            match &recorded.event {
                AnyEvent::Article(event) if event.is_level() => of_article(world, recorded).await,
                AnyEvent::Article(_) => shortage(world, recorded.id, ArticleId(recorded.subject())).await,
                AnyEvent::Visit(event) if off(event) => finished(world, VisitId(recorded.subject()), event).await,
                AnyEvent::Visit(_) => asked(world, recorded).await,
                AnyEvent::PurchaseOrder(event) => of_order(world, recorded, event).await,
                AnyEvent::Task(TaskEvent::TaskRaised { words, .. }) => raised(world, recorded, words).await,
                _ => Ok(Vec::new()),
            }
        }) as Reaction
    },
};

/// The alerts that this file raises and finishes.
const KINDS: [&str; 5] = [alerts::LOW, alerts::OUT, alerts::BELOW_ZERO, alerts::SHORT, alerts::AT_RISK];

/// Whether there is more or less of an article now.
fn is_stock(event: &Event) -> bool {
    matches!(
        event,
        Event::StockTaken { .. }
            | Event::StockPutBack { .. }
            | Event::StockReceived { .. }
            | Event::StockCounted { .. }
    )
}

/// Whether the appointment that was at risk may be off: another one was made, it was done, or it is not needed.
fn off(event: &visit::Event) -> bool {
    use visit::Event as V;
    matches!(
        event,
        V::VisitScheduled { .. }
            | V::VisitMoved { .. }
            | V::VisitUnscheduled { .. }
            | V::VisitCancelled { .. }
            | V::VisitFinished { .. }
    )
}

/// Whether an alert still says what is so. Nothing below zero is put right by a count alone, which brings it to zero or more.
fn holds(alert: (&str, Option<VisitId>), article: &Article, uncovered: &[&Waiting]) -> bool {
    match alert {
        _ if article.archived => false,
        (alerts::LOW, _) => matches!(article.state, State::Low | State::Ordered),
        (alerts::BELOW_ZERO, _) => article.stock < Quantity::default(),
        (alerts::SHORT, _) => is_short(article),
        (alerts::AT_RISK, Some(visit)) => uncovered.iter().any(|one| one.visit == visit),
        _ => article.state == State::Out,
    }
}

/// Whether visits need more than there is and than is coming. What is out is said already.
fn is_short(article: &Article) -> bool {
    article.stock > Quantity::default() && article.reserved > article.stock + article.on_order
}

/// Those for whom too little is left once the appointments before theirs are served, and who are not planned for a day by
/// which more has come.
fn uncovered<'a>(article: &Article, waiting: &'a [Waiting]) -> Vec<&'a Waiting> {
    let mut left = article.stock;
    let comes_first = |one: &Waiting| article.expected.zip(one.day).is_some_and(|(comes, day)| comes <= day);
    let mut uncovered = Vec::new();
    for one in waiting {
        left = left - one.quantity;
        if left < Quantity::default() && !comes_first(one) {
            uncovered.push(one);
        }
    }
    uncovered
}

/// The level of an article changed: what does not hold any more is finished, what holds now is raised.
async fn of_article(world: &World, recorded: &Recorded) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let id = ArticleId(recorded.subject());
    let Some(article) = articles::one(pool, id, world.log.today()).await? else { return Ok(Vec::new()) };
    let open = alerts::of_article(pool, id).await?;
    let level = |kind: &str| [alerts::LOW, alerts::OUT, alerts::BELOW_ZERO].contains(&kind);
    let over = open.iter().filter(|alert| level(&alert.kind) && !holds((&alert.kind, None), &article, &[]));
    let mut effects: Vec<Effect> = over.map(finish).collect();
    let cause = recorded.id;
    if article.archived || article.state == State::Enough {
        return Ok(effects);
    }
    let known = |kind: &str| open.iter().any(|alert| alert.kind == kind);
    let ordered = order(world, cause, &article).await?;
    if article.stock < Quantity::default() && !known(alerts::BELOW_ZERO) {
        effects.extend(alert(cause, alerts::BELOW_ZERO, Weight::Alert, &article));
    }
    if article.state == State::Out && !known(alerts::OUT) {
        effects.extend(alert(cause, alerts::OUT, Weight::Alert, &article));
    } else if ordered.is_empty() && article.state == State::Low && !known(alerts::LOW) {
        effects.extend(alert(cause, alerts::LOW, Weight::Alert, &article));
    }
    effects.extend(ordered);
    Ok(effects)
}

/// What visits need and what there is became another: purchasing hears when it is too little, sales of each appointment that
/// will find nothing.
async fn shortage(world: &World, cause: Uuid, id: ArticleId) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let Some(article) = articles::one(pool, id, world.log.today()).await? else { return Ok(Vec::new()) };
    let waiting = waiting::of_article(pool, id).await?;
    let uncovered = uncovered(&article, &waiting);
    let open = alerts::of_article(pool, id).await?;
    let about_visits = |kind: &str| [alerts::SHORT, alerts::AT_RISK].contains(&kind);
    let over = open
        .iter()
        .filter(|alert| about_visits(&alert.kind) && !holds((&alert.kind, alert.visit), &article, &uncovered));
    let mut effects: Vec<Effect> = over.map(finish).collect();
    if article.archived {
        return Ok(effects);
    }
    let known =
        |kind: &str, visit: Option<VisitId>| open.iter().any(|alert| alert.kind == kind && alert.visit == visit);
    if is_short(&article) && !known(alerts::SHORT, None) {
        effects.extend(alert(cause, alerts::SHORT, Weight::Alert, &article));
    }
    let new = uncovered.iter().filter(|one| !known(alerts::AT_RISK, Some(one.visit)));
    effects.extend(new.flat_map(|one| at_risk(cause, one)));
    Ok(effects)
}

fn finish(alert: &alerts::Alert) -> Effect {
    Effect::on(alert.task, Task::Complete { note: None })
}

/// Orders what is low by itself, where the article says so; the same order again when it was this event's already.
async fn order(world: &World, cause: Uuid, article: &Article) -> Result<Vec<Effect>, ReactError> {
    let Some(supplier) = article.supplier.filter(|_| article.automatic) else { return Ok(Vec::new()) };
    let order = PurchaseOrderId(new_id(cause, "order"));
    let begun = world.log.state::<PurchaseOrder>(&order.to_string()).await?.1.is_some();
    if !begun && article.stock + article.on_order + article.drafted > article.minimum {
        return Ok(Vec::new());
    }
    let line = OrderLine { article: article.id, quantity: advised(article), price: article.purchase_price };
    let mut effects = vec![
        Effect::on(order, purchase_order::Command::Draft { supplier, lines: vec![line] }),
        Effect::on(order, purchase_order::Command::Place {}),
    ];
    effects.extend(alert(cause, alerts::ORDERED, Weight::Notice, article));
    Ok(effects)
}

/// A visit was asked for, or needs one thing more: who comes later may find nothing any more, and so may this one.
async fn asked(world: &World, recorded: &Recorded) -> Result<Vec<Effect>, ReactError> {
    let mut effects = Vec::new();
    for need in waiting::of_visit(world.of(&DEPARTMENT), VisitId(recorded.subject())).await? {
        // Of one visit each article has its own.
        effects.extend(shortage(world, recorded.id, need.article).await?);
    }
    Ok(effects)
}

/// An appointment is off: its alerts are finished. One on a day before the article comes is at risk as before.
async fn finished(world: &World, visit: VisitId, event: &visit::Event) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let mut effects = Vec::new();
    for alert in alerts::of_visit(pool, visit).await? {
        let expected = articles::one(pool, alert.article, world.log.today()).await?.and_then(|known| known.expected);
        let too_early = match event {
            visit::Event::VisitMoved { slot, .. } => expected.is_some_and(|day| slot.on < day),
            // A first appointment is safe only when the article is known to have come by then.
            visit::Event::VisitScheduled { slot, .. } => expected.is_none_or(|day| slot.on < day),
            _ => false,
        };
        if !too_early {
            effects.push(Effect::on(alert.task, Task::Complete { note: None }));
        }
    }
    Ok(effects)
}

/// Something is on its way, or does not come: who has to buy hears of it, unless they were told already.
async fn of_order(
    world: &World,
    recorded: &Recorded,
    event: &purchase_order::Event,
) -> Result<Vec<Effect>, ReactError> {
    let pool = world.of(&DEPARTMENT);
    let Some(order) = orders::one(pool, PurchaseOrderId(recorded.subject())).await? else { return Ok(Vec::new()) };
    let off = matches!(event, purchase_order::Event::PurchaseOrderCancelled { .. });
    let mut effects = Vec::new();
    for line in order.lines {
        effects.extend(shortage(world, recorded.id, line.article).await?);
        let Some(article) = articles::one(pool, line.article, world.log.today()).await?.filter(|_| off) else {
            continue;
        };
        let kind = if article.state == State::Out { alerts::OUT } else { alerts::LOW };
        let known = alerts::of_article(pool, article.id).await?.iter().any(|alert| alert.kind == kind);
        if !article.archived && matches!(article.state, State::Out | State::Low) && !known {
            effects.extend(alert(recorded.id, kind, Weight::Alert, &article));
        }
    }
    Ok(effects)
}

/// An alert that came too late is finished at once: its reason has gone in the meantime, or it was said a moment before.
async fn raised(world: &World, recorded: &Recorded, words: &BTreeMap<String, Line>) -> Result<Vec<Effect>, ReactError> {
    let AnyEvent::Task(TaskEvent::TaskRaised { kind, .. }) = &recorded.event else { return Ok(Vec::new()) };
    let Some(number) = words.get(alerts::ARTICLE) else { return Ok(Vec::new()) };
    let id = ArticleId::of_number(number);
    let pool = world.of(&DEPARTMENT);
    let article = articles::one(pool, id, world.log.today()).await?;
    let waiting = waiting::of_article(pool, id).await?;
    let open = alerts::of_article(pool, id).await?;
    let own = open.iter().find(|alert| alert.task.0 == recorded.subject());
    let visit = own.and_then(|own| own.visit);
    let over = article.is_some_and(|article| !holds((kind.as_str(), visit), &article, &uncovered(&article, &waiting)));
    let said = own.is_some_and(|own| {
        open.iter().any(|one| one.kind == own.kind && one.visit == own.visit && one.position < own.position)
    });
    let over = over || said;
    let complete = Effect::on(recorded.subject(), Task::Complete { note: None });
    Ok(over.then_some(complete).into_iter().collect())
}

fn alert(cause: Uuid, kind: &str, weight: Weight, article: &Article) -> Option<Effect> {
    let about = format!("article-{}", article.id);
    let words = [(alerts::ARTICLE, article.number.as_str()), ("name", article.name.as_str())];
    task(cause, kind, Role::Purchasing, weight, &about, None, &words)
}

fn at_risk(cause: Uuid, one: &Waiting) -> Option<Effect> {
    let number = format!("B-{}", one.number);
    let words = [
        (alerts::ARTICLE, one.article_number.as_str()),
        ("name", one.article_name.as_str()),
        ("visit", number.as_str()),
    ];
    let about = format!("visit-{}", one.visit);
    task(cause, alerts::AT_RISK, Role::Sales, Weight::Alert, &about, Some(one), &words)
}

/// A task; of one cause, kind and thing there is one. Words of ours that are no line would be a mistake, and then no task.
fn task(
    cause: Uuid,
    kind: &str,
    role: Role,
    weight: Weight,
    about: &str,
    appointment: Option<&Waiting>,
    words: &[(&str, &str)],
) -> Option<Effect> {
    let words = words.iter().filter_map(|(name, word)| Some(((*name).to_owned(), word.parse().ok()?))).collect();
    let raise = Task::Raise {
        kind: kind.parse().ok()?,
        assignee: Assignee::Role(role),
        weight,
        about: Some(about.parse().ok()?),
        customer: appointment.map(|one| one.customer),
        words,
        note: None,
        due: appointment.and_then(|one| one.day),
    };
    // Of one appointment each article that is out has its own.
    let word = match appointment {
        Some(one) => format!("{kind} {about} {}", one.article),
        None => format!("{kind} {about}"),
    };
    Some(Effect::new(cause, &word, raise))
}
