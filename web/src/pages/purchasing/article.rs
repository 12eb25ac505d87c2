//! One article: what there is and why, who needs it, what is on its way.

use std::collections::HashMap;

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{ArticleId, Permission, UserId};
use maud::{Markup, html};
use projections::{
    Cursor, Page, access, maintenance,
    purchasing::{
        DEPARTMENT,
        articles::{self, Article},
        movements::{self, Movement},
        orders, waiting,
    },
};
use serde::Deserialize;

use super::{question::Question, stock, words};
use crate::{
    components::{
        Button, Column, Field, Kind, PageHead, Pager, Panel, Table, Tone, badge, crumbs, facts, link_button, page_head,
        pager, panel, submit, table, time,
    },
    cx::{Answer, Cx, Query, Refusal},
    form::Form,
    icons::Icon,
    pages::{maintenance::manuals, undo::marks::history},
};

/// Movements a page.
const LIMIT: usize = 25;

/// The addresses of this page. The forms' addresses differ from the commands', which are posted to.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/articles/{id}", get(show))
        .route("/articles/{id}/counting", get(counting))
        .route("/articles/{id}/archiving", get(archiving))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    after: Option<String>,
}

/// The article in the address.
///
/// # Errors
/// When there is none, or it may not be seen.
pub async fn found(cx: &Cx, id: &str, permission: Permission) -> Result<Article, Refusal> {
    cx.require(permission)?;
    let id: ArticleId = id.parse().map_err(|_| cx.not_found())?;
    articles::one(&cx.reads(&DEPARTMENT).pool, id, cx.today()).await?.ok_or_else(|| cx.not_found())
}

async fn show(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let article = found(&cx, &id, Permission::SeeStock).await?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let moved = movements::list(pool, article.id, after.as_ref(), LIMIT).await?;
    let filter = orders::Filter { article: Some(article.id), open: true, ..Default::default() };
    let ordered = orders::list(pool, &filter, None, LIMIT).await?.rows;
    let waits = waiting::of_article(pool, article.id).await?;
    let parts = &cx.reads(&maintenance::DEPARTMENT).pool;
    let code = maintenance::articles::one(parts, article.id).await?.and_then(|(part, _)| part.barcode);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-stock"), Some("/stock")), (&article.name, None)]))
        (page_head(PageHead {
            title: &article.name,
            badges: Some(badges(&cx, &article)),
            lead: Some(lead(&article)),
            actions: actions(&cx, &article),
        }))
        div.split {
            div.stack { (story(&cx, &article, &moved, asked.after.is_some()).await?) }
            div.stack {
                (level(&cx, &article))
                (coming(&cx, &ordered))
                (stock::who_waits(&cx, &waits, "purchasing-who-needs", "purchasing-nobody-needs"))
                (about(&cx, &article))
                (manuals::of_article(&cx, article.id).await?)
                (barcode(&cx, &article, code.as_deref()))
                (history(&cx, &format!("article-{}", article.id)).await)
            }
        }
    };
    Ok(cx.page(&article.name, content))
}

fn badges(cx: &Cx, article: &Article) -> Markup {
    html! {
        @if article.archived { (badge(Tone::Neutral, Icon::Lock, &cx.t("purchasing-view-archived"))) }
        @else { (words::stock_badge(cx, article.state)) }
        @if let Some(managed) = words::managed(cx) { (managed) }
    }
}

fn lead(article: &Article) -> Markup {
    let supplier = article.supplier_name.as_deref();
    let parts: Vec<&str> =
        [Some(article.number.as_str()), supplier, article.place.as_deref()].into_iter().flatten().collect();
    html! { (parts.join(" · ")) }
}

fn actions(cx: &Cx, article: &Article) -> Option<Markup> {
    let at = |what: &str| format!("/articles/{}/{what}", article.id);
    let order = article
        .supplier
        .map(|supplier| words::address("/purchase-orders/new", &[("supplier", Some(&supplier.to_string()))]));
    cx.may(Permission::EditStock).then(|| {
        html! {
            (link_button(&at("counting"), Button { text: &cx.t("button-count"), icon: Some(Icon::Swap), in_dialog: true, ..Button::default() }))
            @if !article.archived {
                (link_button(&at("edit"), Button { text: &cx.t("button-change"), icon: Some(Icon::Pen), key: Some("e"), ..Button::default() }))
                (link_button(&at("archiving"), Button { text: &cx.t("button-archive"), in_dialog: true, ..Button::default() }))
                @if let Some(order) = order {
                    (link_button(&order, Button { text: &cx.t("button-order"), icon: Some(Icon::Cart), ..Button::default() }))
                }
            }
        }
    })
}

async fn story(cx: &Cx, article: &Article, page: &Page<Movement>, further: bool) -> Result<Markup, Refusal> {
    let names: HashMap<UserId, String> = access::users::all(&cx.reads(&access::DEPARTMENT).pool, None)
        .await?
        .into_iter()
        .map(|user| (user.id, user.name))
        .collect();
    let titles = ["label-when", "label-what", "label-quantity", "field-stock", "label-who"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles
        .iter()
        .enumerate()
        .map(|(n, title)| Column { title, right: n == 2 || n == 3, ..Column::default() })
        .collect();
    let rows = html! { @for movement in &page.rows { (row(cx, movement, &names)) } };
    let at = format!("/articles/{}", article.id);
    let next = page.next.as_deref().map(|next| words::address(&at, &[("after", Some(next))]));
    let list = html! {
        (table(Table { caption: &cx.t("purchasing-movements-caption"), columns: &columns, rows, lines: true, ..Table::default() }))
        @if further || next.is_some() {
            (pager(Pager {
                status: "",
                label: &cx.t("purchasing-pages"),
                previous: (&cx.t("purchasing-newest"), further.then_some(at.as_str())),
                next: (&cx.t("purchasing-older"), next.as_deref()),
            }))
        }
    };
    Ok(panel(Panel {
        id: "movements",
        title: &cx.t("purchasing-movements"),
        live: Some("purchasing"),
        full: Some(list),
        ..Panel::default()
    }))
}

fn row(cx: &Cx, movement: &Movement, names: &HashMap<UserId, String>) -> Markup {
    let at = cx.local(movement.at);
    let plus = if movement.quantity > domain::Quantity::default() { "+" } else { "" };
    let who = movement.actor.and_then(|user| names.get(&user));
    html! {
        tr {
            th scope="row" {
                (time(&movement.at.to_rfc3339(), &format!("{} {}",
                    texts::format::relative_day(cx.lang(), at.date(), cx.today()), texts::format::clock(cx.lang(), at.time()))))
            }
            td {
                (cx.t(&format!("purchasing-moved-{}", movement.kind.name())))
                @if let (Some(visit), Some(number)) = (movement.visit, movement.visit_number) {
                    small { a href={ "/visits/" (visit) } { "B-" (number) } }
                }
                @if let (Some(order), Some(number)) = (movement.purchase_order, movement.order_number) {
                    small { (words::link(cx, &format!("/purchase-orders/{order}"), &words::order_number(number))) }
                }
                @if let Some(reason) = &movement.reason { small { (reason) } }
            }
            td.right.amount { (plus) (words::quantity(cx, movement.quantity)) }
            td.right.amount { (words::quantity(cx, movement.stock)) }
            td { (who.map_or_else(|| cx.t("word-system").into_owned(), Clone::clone)) }
        }
    }
}

fn level(cx: &Cx, article: &Article) -> Markup {
    let reserved = words::quantity(cx, article.reserved);
    let rows = [
        (cx.t("purchasing-lasts"), words::lasts(cx, article)),
        (cx.t("purchasing-used"), html! { (words::quantity(cx, article.used)) }),
        (cx.t("purchasing-reserved"), html! { (reserved) }),
        (cx.t("state-stock-ordered"), html! { (words::quantity(cx, article.on_order)) }),
        (cx.t("purchasing-on-drafts"), html! { (words::quantity(cx, article.drafted)) }),
    ];
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    let body = html! { div."stock-col mb-4" { (stock::level(cx, article)) } (facts(&rows)) };
    panel(Panel {
        id: "level",
        title: &cx.t("field-stock"),
        live: Some("purchasing"),
        body: Some(body),
        ..Panel::default()
    })
}

fn coming(cx: &Cx, ordered: &[orders::Order]) -> Markup {
    let list = html! {
        ul.mini {
            @for order in ordered {
                li {
                    b { (words::link(cx, &format!("/purchase-orders/{}", order.id), &words::order_number(order.number))) }
                    span."line-2" {
                        (order.supplier_name.as_deref().unwrap_or_default())
                        @if let Some(day) = order.expected { ", " (words::day(cx, day)) }
                    }
                    (words::order_badge(cx, order.state))
                }
            }
        }
    };
    html! {
        @if !ordered.is_empty() {
            (panel(Panel { id: "coming", title: &cx.t("purchasing-coming"), live: Some("purchasing"), full: Some(list), ..Panel::default() }))
        }
    }
}

/// What a scanner reads on it.
fn barcode(cx: &Cx, article: &Article, code: Option<&str>) -> Markup {
    let here = format!("/articles/{}", article.id);
    let form = Form::new(cx, format!("{here}/set-barcode")).next(here.as_str());
    let hint = cx.t("barcode-hint");
    let body = if cx.may(Permission::EditStock) {
        form.show(html! {
            (form.field("field-barcode", code.unwrap_or_default(), Field { name: "barcode", hint: Some(&hint), optional: true, ..Field::default() }))
            div { (submit(Button { text: &cx.t("button-save"), ..Button::default() })) }
        })
    } else {
        html! { p.num { (code.map_or_else(|| cx.t("word-none"), Into::into)) } }
    };
    panel(Panel { id: "code", title: &cx.t("field-barcode"), body: Some(body), ..Panel::default() })
}

fn about(cx: &Cx, article: &Article) -> Markup {
    let yes_no = cx.t(if article.automatic { "word-yes" } else { "word-no" });
    let supplier = article.supplier.map(|id| {
        html! {
            (words::link(cx, &format!("/suppliers/{id}"), article.supplier_name.as_deref().unwrap_or_default()))
        }
    });
    let rows = [
        ("field-supplier", supplier),
        ("field-supplier-number", article.supplier_number.as_ref().map(|number| html! { (number) })),
        ("field-purchase-price", Some(html! { (words::money(cx, article.purchase_price)) })),
        ("field-sales-price", Some(html! { (words::money(cx, article.sales_price)) })),
        ("field-vat", Some(html! { (cx.t(&format!("purchasing-vat-{}", article.vat.name()))) })),
        ("field-unit", Some(html! { (article.unit) })),
        ("field-minimum", Some(html! { (words::quantity(cx, article.minimum)) })),
        ("field-order-quantity", Some(html! { (words::quantity(cx, article.order_quantity)) })),
        ("purchasing-automatic", Some(html! { (yes_no) })),
        (
            "purchasing-service",
            article.service_months.map(|months| {
                html! { (cx.tr("plan-every-month", &[("count", u32::from(months).into())])) }
            }),
        ),
        (
            "warranty-title",
            article
                .warranty_months
                .map(|months| html! { (cx.tr("warranty-months", &[("count", u32::from(months).into())])) }),
        ),
        ("field-fits", article.fits.as_ref().map(|fits| html! { (fits) })),
        ("field-place", article.place.as_ref().map(|place| html! { (place) })),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    panel(Panel { id: "about", title: &cx.t("purchasing-about"), body: Some(facts(&rows)), ..Panel::default() })
}

async fn counting(cx: Cx, Path(id): Path<String>) -> Answer {
    let article = found(&cx, &id, Permission::EditStock).await?;
    let question = asked(&article, "count", "purchasing-count-title", "button-count");
    Ok(question.show(&cx, |form| {
        html! {
            (form.field("purchasing-counted", &words::typed_quantity(cx.lang(), article.stock),
                Field { name: "counted", kind: Kind::Decimal, hint: Some(&article.unit), autofocus: true, ..Field::default() }))
            (form.field("purchasing-count-reason", "", Field { name: "reason", ..Field::default() }))
        }
    }))
}

async fn archiving(cx: Cx, Path(id): Path<String>) -> Answer {
    let article = found(&cx, &id, Permission::EditStock).await?;
    let question = asked(&article, "archive", "purchasing-archive-title", "button-archive");
    Ok(question.show(&cx, |form| {
        form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() })
    }))
}

fn asked<'a>(article: &'a Article, command: &str, title: &'a str, save: &'a str) -> Question<'a> {
    let back = format!("/articles/{}", article.id);
    Question { action: format!("{back}/{command}"), back, revision: article.revision, title, lead: &article.name, save }
}
