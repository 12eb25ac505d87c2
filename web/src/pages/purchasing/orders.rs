//! Purchase orders: what is put ready, on its way, or in.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, SupplierId};
use maud::{Markup, html};
use projections::{
    Cursor,
    purchasing::{
        DEPARTMENT,
        orders::{self, Filter, Order, State},
    },
};
use serde::Deserialize;

use super::words;
use crate::{
    components::{
        Button, Column, Look, PageHead, Pager, Tab, Table, Tone, empty, link_button, page_head, pager, plain_badge,
        table, views,
    },
    cx::{Answer, Cx, Query},
    icons::Icon,
    pages::export,
};

/// Rows a page.
const LIMIT: usize = 50;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/purchase-orders", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    view: Option<String>,
    #[serde(default)]
    supplier: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

impl Asked {
    fn view(&self) -> &str {
        self.view.as_deref().unwrap_or("open")
    }

    fn address(&self, view: Option<&str>, after: Option<&str>) -> String {
        words::address("/purchase-orders", &[("view", view), ("supplier", self.supplier.as_deref()), ("after", after)])
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePurchasing)?;
    let filter = Filter {
        open: asked.view() == "open",
        state: State::ALL.into_iter().find(|state| state.name() == asked.view()),
        supplier: asked.supplier.as_deref().and_then(|id| id.parse::<SupplierId>().ok()),
        article: None,
    };
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = orders::list(&cx.reads(&DEPARTMENT).pool, &filter, after.as_ref(), LIMIT).await?;
    let title = cx.t("nav-purchase-orders");
    let new = Button {
        text: &cx.t("purchasing-new-order"),
        icon: Some(Icon::Plus),
        look: Look::Primary,
        ..Button::default()
    };
    let content = html! {
        (page_head(PageHead {
            title: &title,
            badges: words::managed(&cx),
            lead: Some(html! { (cx.t("purchasing-orders-lead")) }),
            actions: Some(html! {
                (export::button(&cx, "purchase-orders", &[
                    ("open", if filter.open { "true" } else { "" }), ("state", filter.state.map(State::name).unwrap_or_default()),
                    ("supplier", asked.supplier.as_deref().unwrap_or_default()),
                ]))
                @if cx.may(Permission::EditStock) { (link_button("/purchase-orders/new", new)) }
            }),
        }))
        (view_links(&cx, &asked))
        section.panel id="orders" aria-labelledby="orders-title" data-live="purchasing" {
            h2.visually-hidden id="orders-title" { (title) }
            @if page.rows.is_empty() {
                (empty(Icon::Cart, &cx.t("purchasing-no-orders"), &cx.t("purchasing-no-orders-why"), None))
            } @else {
                (rows(&cx, &page.rows))
                (pager(Pager {
                    status: &cx.tr("purchasing-count-orders", &[("count", page.rows.len().into())]),
                    label: &cx.t("purchasing-pages"),
                    previous: (&cx.t("purchasing-newest"),
                        asked.after.as_ref().map(|_| asked.address(asked.view.as_deref(), None)).as_deref()),
                    next: (&cx.t("purchasing-older"),
                        page.next.as_deref().map(|next| asked.address(asked.view.as_deref(), Some(next))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn view_links(cx: &Cx, asked: &Asked) -> Markup {
    let all = [
        ("open", "purchasing-orders-open"),
        ("draft", "purchasing-order-draft"),
        ("placed", "state-order-placed"),
        ("partly", "state-order-partly-received"),
        ("received", "state-order-received"),
        ("cancelled", "state-order-called-off"),
        ("all", "purchasing-view-all"),
    ];
    let links = all.map(|(view, key)| (cx.t(key), asked.address(Some(view), None), asked.view() == view));
    let tabs: Vec<Tab> =
        links.iter().map(|(text, href, current)| Tab { text, href, count: "", current: *current }).collect();
    views(&cx.t("purchasing-views"), &tabs)
}

/// Orders as a table.
pub fn rows(cx: &Cx, rows: &[Order]) -> Markup {
    let titles = [
        "purchasing-order",
        "field-supplier",
        "label-state",
        "label-date",
        "purchasing-expected",
        "field-lines",
        "label-amount",
    ]
    .map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 4, ..Column::default() }).collect();
    let body = html! { @for order in rows { (row(cx, order)) } };
    table(Table {
        caption: &cx.t("purchasing-orders-caption"),
        columns: &columns,
        rows: body,
        lines: true,
        ..Table::default()
    })
}

fn row(cx: &Cx, order: &Order) -> Markup {
    let written = cx.local(order.placed_at.unwrap_or(order.drafted_at)).date();
    let open = matches!(order.state, State::Placed | State::Partly);
    html! {
        tr id={ "order-" (order.id) } {
            th scope="row" {
                a href={ "/purchase-orders/" (order.id) } { (words::order_number(order.number)) }
                @if order.automatic { " " (plain_badge(Tone::Neutral, &cx.t("purchasing-by-itself"))) }
            }
            td { (order.supplier_name.as_deref().unwrap_or_default()) }
            td { (words::order_badge(cx, order.state)) }
            td { (words::day(cx, written)) }
            td {
                @match order.expected.filter(|_| open) {
                    Some(day) if day < cx.today() => b.danger-text { (words::day(cx, day)) },
                    Some(day) => (words::day(cx, day)),
                    None => "–",
                }
            }
            td.right { (order.lines) }
            td.right.amount { (words::money(cx, order.total)) }
        }
    }
}
