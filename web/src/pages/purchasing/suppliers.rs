//! Suppliers: from whom is bought, and how they are reached.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, SupplierId};
use maud::{Markup, html};
use projections::{
    Cursor,
    purchasing::{
        DEPARTMENT, orders,
        suppliers::{self, Supplier},
    },
};
use serde::Deserialize;

use super::words;
use crate::{
    components::{
        Button, Column, Field, Kind, Look, PageHead, Pager, Panel, Table, crumbs, empty, facts, link_button, page_head,
        pager, panel, submit, table,
    },
    cx::{Answer, Cx, Query, Refusal},
    form::Form,
    icons::{Icon, icon},
    pages::{export, undo::marks::history},
};

/// Rows a page.
const LIMIT: usize = 50;
/// Orders on a supplier's page.
const ORDERS: usize = 10;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/suppliers", get(list))
        .route("/suppliers/new", get(new))
        .route("/suppliers/{id}", get(show))
        .route("/suppliers/{id}/edit", get(edit))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePurchasing)?;
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = suppliers::list(&cx.reads(&DEPARTMENT).pool, asked.q.as_deref(), after.as_ref(), LIMIT).await?;
    let address = |after: Option<&str>| words::address("/suppliers", &[("q", asked.q.as_deref()), ("after", after)]);
    let title = cx.t("nav-suppliers");
    let new = Button {
        text: &cx.t("purchasing-new-supplier"),
        icon: Some(Icon::Plus),
        look: Look::Primary,
        ..Button::default()
    };
    let content = html! {
        (page_head(PageHead {
            title: &title,
            badges: words::managed(&cx),
            actions: Some(html! {
                (export::button(&cx, "suppliers", &[("search", asked.q.as_deref().unwrap_or_default())]))
                @if cx.may(Permission::EditStock) { (link_button("/suppliers/new", new)) }
            }),
            ..PageHead::default()
        }))
        section.panel id="suppliers" aria-labelledby="suppliers-title" data-live="purchasing" {
            h2.visually-hidden id="suppliers-title" { (title) }
            form.filters role="search" method="get" action="/suppliers" aria-label=(cx.t("purchasing-find-supplier")) data-autosubmit="suppliers list-export" {
                div.with-icon.grow {
                    (icon(Icon::Search))
                    label.visually-hidden for="q" { (cx.t("purchasing-find-supplier")) }
                    input.input id="q" name="q" type="search" value=(asked.q.as_deref().unwrap_or_default())
                        placeholder=(cx.t("label-name")) autocomplete="off";
                }
            }
            @if page.rows.is_empty() {
                (empty(Icon::Truck, &cx.t("purchasing-no-suppliers"), &cx.t("purchasing-no-suppliers-why"), None))
            } @else {
                (rows(&cx, &page.rows))
                (pager(Pager {
                    status: &cx.tr("purchasing-count-suppliers", &[("count", page.rows.len().into())]),
                    label: &cx.t("purchasing-pages"),
                    previous: (&cx.t("purchasing-first-page"), asked.after.as_ref().map(|_| address(None)).as_deref()),
                    next: (&cx.t("button-next"), page.next.as_deref().map(|next| address(Some(next))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn rows(cx: &Cx, rows: &[Supplier]) -> Markup {
    let titles =
        ["label-name", "label-email", "label-phone", "field-our-number", "purchasing-lead-time", "purchasing-articles"]
            .map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 3, ..Column::default() }).collect();
    let body = html! {
        @for one in rows {
            tr id={ "supplier-" (one.id) } {
                th scope="row" { a href={ "/suppliers/" (one.id) } { (name(cx, one)) } }
                td { a href={ "mailto:" (one.email) } { (one.email) } }
                td { (one.phone.as_deref().unwrap_or("–")) }
                td { (one.our_number.as_deref().unwrap_or("–")) }
                td.right { (one.lead_days.map_or_else(|| "–".to_owned(), |days| words::days(cx, days))) }
                td.right { (one.articles) }
            }
        }
    };
    table(Table {
        caption: &cx.t("purchasing-suppliers-caption"),
        columns: &columns,
        rows: body,
        lines: true,
        ..Table::default()
    })
}

fn name(cx: &Cx, supplier: &Supplier) -> String {
    if supplier.name.is_empty() { cx.t("word-erased").into_owned() } else { supplier.name.clone() }
}

async fn found(cx: &Cx, id: &str, permission: Permission) -> Result<Supplier, Refusal> {
    cx.require(permission)?;
    let id: SupplierId = id.parse().map_err(|_| cx.not_found())?;
    suppliers::one(&cx.reads(&DEPARTMENT).pool, id).await?.ok_or_else(|| cx.not_found())
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let supplier = found(&cx, &id, Permission::SeePurchasing).await?;
    let filter = orders::Filter { supplier: Some(supplier.id), ..Default::default() };
    let ordered = orders::list(&cx.reads(&DEPARTMENT).pool, &filter, None, ORDERS).await?.rows;
    let name = name(&cx, &supplier);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-suppliers"), Some("/suppliers")), (&name, None)]))
        (page_head(PageHead { title: &name, badges: words::managed(&cx), actions: actions(&cx, &supplier), ..PageHead::default() }))
        div.split {
            (panel(Panel {
                id: "orders",
                title: &cx.t("nav-purchase-orders"),
                live: Some("purchasing"),
                end: Some(html! { a href={ "/purchase-orders?view=all&supplier=" (supplier.id) } { (cx.t("purchasing-view-all")) } }),
                full: Some(html! {
                    @if ordered.is_empty() { p."body hint" { (cx.t("purchasing-no-orders")) } }
                    @else { (super::orders::rows(&cx, &ordered)) }
                }),
                ..Panel::default()
            }))
            div.stack { (about(&cx, &supplier)) (history(&cx, &format!("supplier-{}", supplier.id)).await) }
        }
    };
    Ok(cx.page(&name, content))
}

fn actions(cx: &Cx, supplier: &Supplier) -> Option<Markup> {
    cx.may(Permission::EditStock).then(|| {
        html! {
            (link_button(&format!("/suppliers/{}/edit", supplier.id), Button { text: &cx.t("button-change"), icon: Some(Icon::Pen), key: Some("e"), ..Button::default() }))
            (link_button(&format!("/purchase-orders/new?supplier={}", supplier.id), Button { text: &cx.t("button-order"), icon: Some(Icon::Cart), look: Look::Primary, ..Button::default() }))
        }
    })
}

fn about(cx: &Cx, supplier: &Supplier) -> Markup {
    let articles = cx.tr("count-articles", &[("count", supplier.articles.into())]);
    let rows = [
        ("label-email", Some(html! { a href={ "mailto:" (supplier.email) } { (supplier.email) } })),
        ("label-phone", supplier.phone.as_ref().map(|phone| html! { a href={ "tel:" (phone) } { (phone) } })),
        ("field-our-number", supplier.our_number.as_ref().map(|number| html! { (number) })),
        ("purchasing-lead-time", supplier.lead_days.map(|days| html! { (words::days(cx, days)) })),
        ("label-language", Some(html! { (cx.t(&format!("language-{}", supplier.language))) })),
        ("nav-stock", Some(html! { a href={ "/stock?view=all&supplier=" (supplier.id) } { (articles) } })),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    panel(Panel { id: "about", title: &cx.t("purchasing-about"), body: Some(facts(&rows)), ..Panel::default() })
}

async fn new(cx: Cx) -> Answer {
    cx.require(Permission::EditStock)?;
    let form = Form::new(&cx, "/suppliers/register");
    let title = cx.t("purchasing-new-supplier");
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-suppliers"), Some("/suppliers")), (&title, None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        (fields(&cx, &form, None, "/suppliers"))
    };
    Ok(cx.page(&title, content))
}

async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let supplier = found(&cx, &id, Permission::EditStock).await?;
    let back = format!("/suppliers/{id}");
    let form = Form::new(&cx, format!("{back}/change")).next(back.as_str()).revision(supplier.revision);
    let name = name(&cx, &supplier);
    let title = cx.tr("purchasing-change-supplier", &[("supplier", (&name).into())]);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-suppliers"), Some("/suppliers")), (&name, Some(&back)), (&cx.t("button-change"), None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        (fields(&cx, &form, Some(&supplier), &back))
    };
    Ok(cx.page(&title, content))
}

fn fields(cx: &Cx, form: &Form<'_>, known: Option<&Supplier>, back: &str) -> Markup {
    let of = |stored: fn(&Supplier) -> Option<String>| known.and_then(stored).unwrap_or_default();
    let languages = ["nl", "en", "pl"].map(|code| (code, cx.t(&format!("language-{code}"))));
    let options: Vec<(&str, &str)> = languages.iter().map(|(code, text)| (*code, text.as_ref())).collect();
    let language = known.map_or("nl", |one| one.language.as_str());
    let body = html! {
        div.stack {
            (form.field("label-name", &of(|one| Some(one.name.clone())), Field { name: "name", autofocus: true, ..Field::default() }))
            (form.field("label-email", &of(|one| Some(one.email.clone())),
                Field { name: "email", kind: Kind::Email, hint: Some(&cx.t("purchasing-email-hint")), ..Field::default() }))
            div.cols-2 {
                (form.field("label-phone", &of(|one| one.phone.clone()), Field { name: "phone", kind: Kind::Phone, optional: true, ..Field::default() }))
                (form.field("field-our-number", &of(|one| one.our_number.clone()), Field { name: "our_number", optional: true, ..Field::default() }))
                (form.field("field-lead-days", &of(|one| one.lead_days.map(|days| days.to_string())),
                    Field { name: "lead_days", kind: Kind::Number, optional: true, ..Field::default() }))
                (form.select("purchasing-order-language", language, Field { name: "language", ..Field::default() }, &options))
            }
        }
    };
    form.show_with(&[("class", "stack record-form")], html! {
        (panel(Panel { id: "supplier", title: &cx.t("field-supplier"), body: Some(body), ..Panel::default() }))
        div.actions {
            (submit(Button { text: &cx.t("button-save"), look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    })
}
