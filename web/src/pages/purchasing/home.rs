//! What purchasing does today: what is out or low, what is put ready or late, and for whom it matters.

use maud::{Markup, html};
use projections::purchasing::{
    DEPARTMENT,
    article_list::{self, Filter},
    articles::{self, Article},
    orders::{self, Order, State},
    suggestions, waiting,
};

use super::{stock, words};
use crate::{
    components::{
        Button, Kpi, Panel, Size, Tone, WorkItem, empty, group_title, kpis, link_button, panel, plain_badge, worklist,
    },
    cx::{Cx, Refusal},
    icons::Icon,
};

/// Rows a group.
const LIMIT: usize = 8;

/// The home of purchasing: key figures, what is to do, and who waits.
///
/// # Errors
/// When the tables can't be read.
pub async fn content(cx: &Cx) -> Result<Markup, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let counts = article_list::counts(pool).await?;
    let advised = suggestions::all(pool, cx.today()).await?;
    let wanted: domain::Money = advised.iter().map(|group| group.total).sum();
    let attention = Filter { attention: true, ..Filter::default() };
    let short = article_list::list(pool, &attention, cx.today(), None, LIMIT).await?.rows;
    let state = |state| orders::Filter { state: Some(state), ..orders::Filter::default() };
    let drafts = orders::list(pool, &state(State::Draft), None, LIMIT).await?.rows;
    let open = orders::Filter { open: true, ..orders::Filter::default() };
    let due: Vec<Order> = orders::list(pool, &open, None, 100)
        .await?
        .rows
        .into_iter()
        .filter(|order| order.state != State::Draft && order.expected.is_some_and(|day| day <= cx.today()))
        .take(LIMIT)
        .collect();
    let waits = waiting::all(pool, LIMIT).await?;
    let figure = |n: i64| texts::format::whole(cx.lang(), n);
    let items = [
        ("state-stock-out", figure(counts.out), "purchasing-kpi-out", "/stock?view=out", counts.out > 0),
        ("state-stock-low", figure(counts.low), "purchasing-kpi-low", "/stock?view=low", false),
        ("state-stock-ordered", figure(counts.on_order), "purchasing-kpi-ordered", "/purchase-orders", false),
        ("purchasing-advice", words::money(cx, wanted), "purchasing-kpi-advice", "/stock#advice", false),
    ];
    let items: Vec<_> =
        items.into_iter().map(|(name, figure, note, href, ink)| (cx.t(name), figure, cx.t(note), href, ink)).collect();
    let figures: Vec<Kpi> = items
        .iter()
        .map(|(name, figure, note, href, ink)| Kpi { name, figure, note, href, ink: *ink, ..Kpi::default() })
        .collect();
    Ok(html! {
        (kpis("figures", &cx.t("purchasing-figures"), &figures))
        div."split mt-4" {
            (to_do(cx, &short, &drafts, &due))
            (stock::who_waits(cx, &waits, "purchasing-who-waits", "purchasing-nobody-waits"))
        }
    })
}

fn to_do(cx: &Cx, short: &[Article], drafts: &[Order], due: &[Order]) -> Markup {
    let count = short.len() + drafts.len() + due.len();
    let list = html! {
        @if count == 0 {
            (empty(Icon::Check, &cx.t("purchasing-nothing-to-do"), &cx.t("purchasing-nothing-low-why"), None))
        }
        @if !short.is_empty() { (group_title(&cx.t("purchasing-to-buy"))) (short_list(cx, short)) }
        @if !due.is_empty() { (group_title(&cx.t("purchasing-due"))) (orders_list(cx, due, "purchasing-due-what", "button-receive")) }
        @if !drafts.is_empty() { (group_title(&cx.t("purchasing-drafts"))) (orders_list(cx, drafts, "purchasing-draft-what", "button-open")) }
    };
    panel(Panel {
        id: "to-do",
        title: &cx.t("purchasing-to-do"),
        beside: (count > 0).then(|| plain_badge(Tone::Strong, &count.to_string())),
        live: Some("purchasing"),
        full: Some(list),
        ..Panel::default()
    })
}

fn short_list(cx: &Cx, short: &[Article]) -> Markup {
    let lines: Vec<_> = short
        .iter()
        .map(|article| {
            let out = article.state == articles::State::Out;
            let what = cx.tr(
                if article.visits > 0 { "purchasing-short-waited" } else { "purchasing-short" },
                &[
                    ("stock", words::quantity(cx, article.stock).into()),
                    ("minimum", words::quantity(cx, article.minimum).into()),
                    (
                        "supplier",
                        article
                            .supplier_name
                            .clone()
                            .unwrap_or_else(|| cx.t("purchasing-no-supplier").into_owned())
                            .into(),
                    ),
                    ("count", article.visits.into()),
                ],
            );
            let state = cx.t(&format!("state-stock-{}", article.state.name()));
            (
                format!("short-{}", article.id),
                format!("{}: {state}", article.name),
                format!("/articles/{}", article.id),
                what,
                out,
            )
        })
        .collect();
    let order = cx.t("button-order");
    let items: Vec<WorkItem> = lines
        .iter()
        .map(|(id, title, href, what, out)| WorkItem {
            id,
            icon: if *out { Icon::Alert } else { Icon::Half },
            tone: if *out { Tone::Danger } else { Tone::Warning },
            title,
            href,
            what,
            when: "",
            action: link_button("/stock#advice", Button { text: &order, size: Size::Small, ..Button::default() }),
        })
        .collect();
    worklist(&items)
}

fn orders_list(cx: &Cx, orders: &[Order], what: &str, button: &str) -> Markup {
    let lines: Vec<_> = orders
        .iter()
        .map(|order| {
            let supplier = order.supplier_name.as_deref().unwrap_or_default();
            let what = cx.tr(what, &[("count", order.lines.into()), ("amount", words::money(cx, order.total).into())]);
            let when =
                order.expected.map(|day| texts::format::relative_day(cx.lang(), day, cx.today())).unwrap_or_default();
            let title = format!("{} {supplier}", words::order_number(order.number));
            (format!("order-{}", order.id), title, format!("/purchase-orders/{}", order.id), what, when)
        })
        .collect();
    let text = cx.t(button);
    let items: Vec<WorkItem> = lines
        .iter()
        .map(|(id, title, href, what, when)| WorkItem {
            id,
            icon: Icon::Truck,
            tone: Tone::Info,
            title,
            href,
            what,
            when,
            action: link_button(href, Button { text: &text, size: Size::Small, ..Button::default() }),
        })
        .collect();
    worklist(&items)
}
