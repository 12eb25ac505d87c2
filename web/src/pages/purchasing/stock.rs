//! Stock: out and low first, how long it lasts, who waits, and what to buy.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, SupplierId};
use maud::{Markup, html};
use projections::{
    Cursor,
    purchasing::{
        DEPARTMENT,
        article_list::{self, Counts, Filter},
        articles::{self, Article, State},
        suppliers, waiting,
    },
};
use serde::Deserialize;

use super::{advice, words};
use crate::{
    components::{
        Button, Column, PageHead, Pager, Size, Sort, Tab, Table, add_filter, chip, empty, link_button, meter,
        page_head, pager, panel, table, views,
    },
    cx::{Answer, Cx, Query},
    icons::{Icon, icon},
    pages::export,
};

/// Rows a page.
const LIMIT: usize = 50;
/// Visits that wait are named at most so often on this page.
const WAITING: usize = 12;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/stock", get(show))
}

/// What the address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    view: Option<String>,
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    supplier: Option<String>,
    #[serde(default)]
    sort: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

impl Asked {
    fn view(&self) -> &str {
        self.view.as_deref().unwrap_or("attention")
    }

    fn filter(&self) -> Filter {
        Filter {
            attention: self.view() == "attention",
            state: [State::Out, State::Low].into_iter().find(|state| state.name() == self.view()),
            on_order: self.view() == "ordered",
            archived: self.view() == "archived",
            supplier: self.supplier.as_deref().and_then(|id| id.parse::<SupplierId>().ok()),
            search: self.q.clone(),
            by_name: self.sort.as_deref() == Some("name"),
        }
    }

    /// The same list with something else about it.
    fn address(&self, changed: &[(&str, Option<&str>)]) -> String {
        let own = [
            ("view", self.view.as_deref()),
            ("q", self.q.as_deref()),
            ("supplier", self.supplier.as_deref()),
            ("sort", self.sort.as_deref()),
        ];
        let value =
            |(name, value)| changed.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, value)| *value);
        let mut values: Vec<(&str, Option<&str>)> =
            own.into_iter().map(|one: (&str, Option<&str>)| (one.0, value(one))).collect();
        values.extend(changed.iter().filter(|(name, _)| *name == "after"));
        words::address("/stock", &values)
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeStock)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = article_list::list(pool, &asked.filter(), cx.today(), after.as_ref(), LIMIT).await?;
    let counts = article_list::counts(pool).await?;
    let sellers = suppliers::all(pool).await?;
    let waits = waiting::all(pool, WAITING).await?;
    let advised = advice::side(&cx).await?;
    let content = html! {
        (page_head(PageHead {
            title: &cx.t("nav-stock"),
            badges: words::managed(&cx),
            lead: Some(lead(&cx, &counts)),
            actions: Some(html! { (take_out(&cx, &asked)) (actions(&cx)) }),
        }))
        (view_links(&cx, &asked, &counts))
        div.split {
            section.panel id="articles" aria-labelledby="articles-title" data-live="purchasing" {
                h2.visually-hidden id="articles-title" { (cx.t("purchasing-articles")) }
                (filters(&cx, &asked, &sellers))
                @if page.rows.is_empty() {
                    (nothing(&cx, &asked, &counts))
                } @else {
                    (rows(&cx, &asked, &page.rows))
                    (pager(Pager {
                        status: &cx.tr("count-articles", &[("count", page.rows.len().into())]),
                        label: &cx.t("purchasing-pages"),
                        previous: (&cx.t("purchasing-first-page"), asked.after.as_ref().map(|_| asked.address(&[])).as_deref()),
                        next: (&cx.t("button-next"), page.next.as_deref().map(|next| asked.address(&[("after", Some(next))])).as_deref()),
                    }))
                }
            }
            div.stack { (advised) (who_waits(&cx, &waits, "purchasing-who-waits", "purchasing-nobody-waits")) }
        }
    };
    Ok(cx.page(&cx.t("nav-stock"), content))
}

fn lead(cx: &Cx, counts: &Counts) -> Markup {
    let all = cx.tr("count-articles", &[("count", counts.all.into())]);
    let (out, low) = (counts.out.into(), counts.low.into());
    html! { (cx.tr("purchasing-stock-lead", &[("articles", all.into()), ("out", out), ("low", low)])) }
}

fn take_out(cx: &Cx, asked: &Asked) -> Markup {
    let filter = asked.filter();
    let truth = |on: bool| if on { "true" } else { "" };
    export::button(
        cx,
        "articles",
        &[
            ("attention", truth(filter.attention)),
            ("state", filter.state.map(State::name).unwrap_or_default()),
            ("on_order", truth(filter.on_order)),
            ("archived", truth(filter.archived)),
            ("supplier", asked.supplier.as_deref().unwrap_or_default()),
            ("search", asked.q.as_deref().unwrap_or_default()),
        ],
    )
}

fn actions(cx: &Cx) -> Markup {
    html! {
        (link_button("/manuals", Button { text: &cx.t("manuals-title"), icon: Some(Icon::File), ..Button::default() }))
        @if cx.may(Permission::EditStock) {
            (link_button("/purchase-orders/new", Button { text: &cx.t("purchasing-new-order"), icon: Some(Icon::Cart), ..Button::default() }))
            (link_button("/articles/new", Button { text: &cx.t("purchasing-new-article"), icon: Some(Icon::Plus), ..Button::default() }))
        }
    }
}

fn view_links(cx: &Cx, asked: &Asked, counts: &Counts) -> Markup {
    let count = |n: i64| texts::format::whole(cx.lang(), n);
    let all = [
        ("attention", "purchasing-view-attention", count(counts.out + counts.low)),
        ("out", "state-stock-out", count(counts.out)),
        ("low", "state-stock-low", count(counts.low)),
        ("ordered", "state-stock-ordered", count(counts.on_order)),
        ("all", "purchasing-view-all", count(counts.all)),
        ("archived", "purchasing-view-archived", String::new()),
    ];
    let links: Vec<_> = all
        .iter()
        .map(|(view, key, count)| {
            (cx.t(key), asked.address(&[("view", Some(*view))]), count.as_str(), asked.view() == *view)
        })
        .collect();
    let tabs: Vec<Tab> =
        links.iter().map(|(text, href, count, current)| Tab { text, href, count, current: *current }).collect();
    views(&cx.t("purchasing-views"), &tabs)
}

fn filters(cx: &Cx, asked: &Asked, sellers: &[suppliers::Supplier]) -> Markup {
    let chosen = asked.supplier.as_deref().unwrap_or_default();
    let name = cx.t("field-supplier");
    html! {
        form.filters role="search" method="get" action="/stock" aria-label=(cx.t("purchasing-filter-articles")) data-autosubmit="articles list-export" {
            @if let Some(view) = &asked.view { input type="hidden" name="view" value=(view); }
            div.with-icon.grow {
                (icon(Icon::Search))
                label.visually-hidden for="q" { (cx.t("purchasing-find-article")) }
                input.input id="q" name="q" type="search" value=(asked.q.as_deref().unwrap_or_default())
                    placeholder=(cx.t("purchasing-find-example")) autocomplete="off";
            }
            @match sellers.iter().find(|one| one.id.to_string() == chosen) {
                Some(one) => {
                    input type="hidden" name="supplier" value=(one.id);
                    (chip(&name, &one.name, &asked.address(&[("supplier", None)]), &cx.tr("filter-remove", &[("name", name.as_ref().into())])))
                }
                None => (add_filter(&name, &[(&name, sellers.iter().map(|one| of_supplier(asked, one)).collect())])),
            }
            noscript { button.button.small type="submit" { (cx.t("button-filter")) } }
        }
    }
}

/// A supplier, and the list of what they sell.
fn of_supplier(asked: &Asked, one: &suppliers::Supplier) -> (String, String) {
    (one.name.clone(), asked.address(&[("supplier", Some(&one.id.to_string()))]))
}

fn nothing(cx: &Cx, asked: &Asked, counts: &Counts) -> Markup {
    let filtered =
        asked.q.as_deref().is_some_and(|q| !q.is_empty()) || asked.supplier.as_deref().is_some_and(|s| !s.is_empty());
    let (title, text) = match (filtered, asked.view()) {
        (true, _) => ("text-nothing-found", "purchasing-nothing-filtered"),
        _ if counts.all == 0 => ("purchasing-none-yet", "purchasing-none-yet-why"),
        (_, "attention" | "out" | "low") => ("purchasing-nothing-low", "purchasing-nothing-low-why"),
        _ => ("text-nothing-found", "purchasing-nothing-yet"),
    };
    let clear = filtered.then(|| {
        let href = asked.address(&[("q", None), ("supplier", None)]);
        link_button(&href, Button { text: &cx.t("button-clear-filters"), ..Button::default() })
    });
    empty(Icon::Box, &cx.t(title), &cx.t(text), clear)
}

fn rows(cx: &Cx, asked: &Asked, rows: &[Article]) -> Markup {
    let titles = [
        "field-article",
        "label-state",
        "field-stock",
        "purchasing-reserved",
        "purchasing-per-week",
        "purchasing-lasts",
    ]
    .map(|key| cx.t(key));
    let by_name = asked.sort.as_deref() == Some("name");
    let other = asked.address(&[("sort", (!by_name).then_some("name"))]);
    let columns: Vec<Column> = titles
        .iter()
        .enumerate()
        .map(|(n, title)| Column {
            title,
            right: n > 2,
            sort_href: (n == 0).then_some(other.as_str()),
            sorted: (n == 0 && by_name).then_some(Sort::Ascending),
            ..Column::default()
        })
        .collect();
    let body = html! { @for article in rows { (row(cx, article)) } };
    let caption = cx.t(if by_name { "purchasing-caption-by-name" } else { "purchasing-caption" });
    table(Table { caption: &caption, columns: &columns, rows: body, lines: true, ..Table::default() })
}

fn row(cx: &Cx, article: &Article) -> Markup {
    let supplier = article.supplier_name.as_deref().unwrap_or_default();
    let second = if supplier.is_empty() { article.number.clone() } else { format!("{} · {supplier}", article.number) };
    let week = domain::Quantity::from_thousandths(article.used.thousandths() * 7 / articles::USE_DAYS / 100 * 100);
    html! {
        tr id={ "article-" (article.id) } {
            th scope="row" { a href={ "/articles/" (article.id) } { (article.name) } small { (second) } }
            td { (words::stock_badge(cx, article.state)) @if let Some(why) = beside(cx, article) { small { (why) } } }
            td.stock-col { (level(cx, article)) }
            td.right { (words::quantity(cx, article.reserved)) }
            td.right { (words::quantity(cx, week)) }
            td.right {
                (words::lasts(cx, article))
                @if let Some(lead) = article.lead_days { small { (cx.tr("purchasing-lead", &[("days", lead.into())])) } }
            }
        }
    }
}

/// What is said under the state: who waits, or what comes when.
fn beside(cx: &Cx, article: &Article) -> Option<String> {
    if article.on_order > domain::Quantity::default() {
        let amount = words::quantity(cx, article.on_order);
        return Some(match article.expected {
            Some(day) => cx.tr(
                "purchasing-comes",
                &[("day", texts::format::date_short(cx.lang(), day).into()), ("quantity", amount.into())],
            ),
            None => cx.tr("purchasing-comes-some-day", &[("quantity", amount.into())]),
        });
    }
    (article.state == State::Out && article.visits > 0)
        .then(|| cx.tr("purchasing-visits-wait", &[("count", article.visits.into())]))
}

/// Stock against its minimum, in figures and drawn.
pub fn level(cx: &Cx, article: &Article) -> Markup {
    let (stock, minimum) = (article.stock.thousandths() as f64, article.minimum.thousandths() as f64);
    // The line of the minimum stands at a quarter, unless there is more than four times as much.
    let whole = (minimum * 4.0).max(stock).max(1.0);
    html! {
        span.row.apart {
            b.num { (words::quantity(cx, article.stock)) }
            small { (cx.tr("purchasing-min", &[("quantity", words::quantity(cx, article.minimum).into())])) }
        }
        (meter(stock / whole, Some(minimum / whole), words::stock_tone(article.state)))
    }
}

/// Customers who have an appointment or wait for one, and what they need; `title` and `nobody` are keys.
pub fn who_waits(cx: &Cx, waits: &[waiting::Waiting], title: &str, nobody: &str) -> Markup {
    let list = html! {
        @if waits.is_empty() {
            p.hint."body" { (cx.t(nobody)) }
        } @else {
            ul.mini {
                @for one in waits {
                    li."row apart" {
                        div {
                            a href={ "/visits/" (one.visit) } { b { (one.customer_name.as_deref().unwrap_or_default()) } }
                            span."line-2" { (words::needs(cx, one)) }
                        }
                        @if cx.may(Permission::MoveVisits) { (appointment(cx, one)) }
                    }
                }
            }
        }
    };
    panel(crate::components::Panel {
        id: "customers-waiting",
        title: &cx.t(title),
        live: Some("purchasing"),
        full: Some(list),
        ..Default::default()
    })
}

/// One click to another appointment, for those who make them.
fn appointment(cx: &Cx, waiting: &waiting::Waiting) -> Markup {
    let href = words::address(&format!("/visits/{}/plan", waiting.visit), &[("back", Some(&cx.here))]);
    let text = cx.t(if waiting.day.is_some() { "purchasing-new-appointment" } else { "button-plan" });
    link_button(&href, Button { text: &text, size: Size::Small, in_dialog: true, ..Button::default() })
}
