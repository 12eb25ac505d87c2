//! What purchasing does today: what is out or low, what is put ready or late, and for whom it matters.

use projections::purchasing::{
    DEPARTMENT, alerts,
    article_list::{self, Filter},
    articles::{self, Article},
    orders::{self, Order, State},
    suggestions, waiting,
};

use super::{stock, words};
use crate::{
    components::{Button, Look, Size, Tone, link_button},
    cx::{Cx, Refusal},
    icons::Icon,
    pages::{
        management::words::day_of,
        today::home::{Agenda, Entry, Figure, Home, Moment, Todo, When},
    },
};

/// Rows a kind.
const LIMIT: usize = 8;

/// The home of purchasing: key figures, what is to do, what comes in, and who waits.
///
/// # Errors
/// When the tables can't be read.
pub async fn content(cx: &Cx) -> Result<Home, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let attention = Filter { attention: true, ..Filter::default() };
    let short = article_list::list(pool, &attention, cx.today(), None, LIMIT).await?.rows;
    let state = |state| orders::Filter { state: Some(state), ..orders::Filter::default() };
    let drafts = orders::list(pool, &state(State::Draft), None, LIMIT).await?.rows;
    let open = orders::Filter { open: true, ..orders::Filter::default() };
    let mut placed = orders::list(pool, &open, None, 100).await?.rows;
    placed.retain(|order| order.state != State::Draft);
    placed.sort_by_key(|order| order.expected);
    let due = placed.iter().filter(|order| order.expected.is_some_and(|day| day <= cx.today())).take(LIMIT);
    let waits = waiting::all(pool, LIMIT).await?;
    let mut work: Vec<Todo> = short.iter().map(|article| to_order(cx, article)).collect();
    work.extend(due.map(|order| of_order(cx, order, "purchasing-due-what", "button-receive")));
    work.extend(drafts.iter().map(|order| of_order(cx, order, "purchasing-draft-what", "button-open")));
    Ok(Home {
        live: "purchasing",
        figures: figures(cx).await?,
        work,
        covers: &[alerts::OUT, alerts::LOW],
        agenda: Some(deliveries(cx, &placed)),
        side: vec![stock::who_waits(cx, &waits, "purchasing-who-waits", "purchasing-nobody-waits")],
        ..Home::default()
    })
}

async fn figures(cx: &Cx) -> Result<Vec<Figure>, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let counts = article_list::counts(pool).await?;
    let wanted: domain::Money = suggestions::all(pool, cx.today()).await?.iter().map(|group| group.total).sum();
    let count = |n: i64| texts::format::whole(cx.lang(), n);
    let items = [
        ("state-stock-out", count(counts.out), "purchasing-kpi-out", "/stock?view=out"),
        ("state-stock-low", count(counts.low), "purchasing-kpi-low", "/stock?view=low"),
        ("state-stock-ordered", count(counts.on_order), "purchasing-kpi-ordered", "/purchase-orders"),
        ("purchasing-advice", words::money(cx, wanted), "purchasing-kpi-advice", "/stock#advice"),
    ];
    let figure = |(n, (name, figure, note, href)): (usize, (&str, String, &str, &str))| Figure {
        name: cx.t(name).into(),
        figure,
        note: cx.t(note).into(),
        href: href.into(),
        ink: n == 0,
        ..Figure::default()
    };
    Ok(items.into_iter().enumerate().map(figure).collect())
}

fn to_order(cx: &Cx, article: &Article) -> Todo {
    let out = article.state == articles::State::Out;
    let supplier = article.supplier_name.clone().unwrap_or_else(|| cx.t("purchasing-no-supplier").into_owned());
    let what = cx.tr(
        if article.visits > 0 { "purchasing-short-waited" } else { "purchasing-short" },
        &[
            ("stock", words::quantity(cx, article.stock).into()),
            ("minimum", words::quantity(cx, article.minimum).into()),
            ("supplier", supplier.into()),
            ("count", article.visits.into()),
        ],
    );
    let look = if out && article.visits > 0 { Look::Dark } else { Look::Plain };
    // What is on its way already is looked at, not ordered again.
    let coming = article.expected.filter(|_| article.on_order > domain::Quantity::default() && !article.to_buy);
    let (href, key) = match coming {
        Some(_) => (format!("/articles/{}", article.id), "button-open"),
        None => ("/stock#advice".into(), "button-order"),
    };
    let by = coming.map(|day| cx.tr("purchasing-comes-on", &[("day", day_of(cx, day).into())])).unwrap_or_default();
    let order = cx.t(key);
    Todo {
        id: format!("short-{}", article.id),
        icon: if out { Icon::Alert } else { Icon::Half },
        tone: if out { Tone::Danger } else { Tone::Warning },
        title: format!("{}: {}", article.name, cx.t(&format!("state-stock-{}", article.state.name()))),
        href: format!("/articles/{}", article.id),
        what,
        by,
        when: coming.map_or(When::Today, |day| When::of(day, cx.today())),
        action: link_button(&href, Button { text: &order, size: Size::Small, look, ..Button::default() }),
    }
}

fn title(order: &Order) -> String {
    format!("{} {}", words::order_number(order.number), order.supplier_name.as_deref().unwrap_or_default())
}

fn of_order(cx: &Cx, order: &Order, what: &str, button: &str) -> Todo {
    let href = format!("/purchase-orders/{}", order.id);
    let words = [("count", order.lines.into()), ("amount", words::money(cx, order.total).into())];
    Todo {
        id: format!("order-{}", order.id),
        icon: Icon::Truck,
        tone: Tone::Info,
        title: title(order),
        what: cx.tr(what, &words),
        by: order.expected.map(|day| day_of(cx, day)).unwrap_or_default(),
        when: order.expected.map_or(When::Today, |day| When::of(day, cx.today())),
        action: link_button(&href, Button { text: &cx.t(button), size: Size::Small, ..Button::default() }),
        href,
    }
}

/// What suppliers bring, and when.
fn deliveries(cx: &Cx, placed: &[Order]) -> Agenda {
    let coming = placed.iter().filter_map(|order| Some((order.expected.filter(|day| *day >= cx.today())?, order)));
    let entry = |(day, order): (chrono::NaiveDate, &Order)| Entry {
        time: day_of(cx, day),
        datetime: day.to_string(),
        title: title(order),
        href: format!("/purchase-orders/{}", order.id),
        what: cx.tr(
            "purchasing-due-what",
            &[("count", order.lines.into()), ("amount", words::money(cx, order.total).into())],
        ),
        moment: Moment::Next,
    };
    Agenda {
        title: cx.t("purchasing-deliveries").into(),
        all: Some((cx.t("nav-purchase-orders").into(), "/purchase-orders")),
        entries: coming.take(LIMIT).map(entry).collect(),
        none: cx.t("purchasing-deliveries-none").into(),
    }
}
