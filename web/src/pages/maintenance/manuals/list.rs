//! All manuals.

use api::App;
use axum::{Router, routing::get};
use domain::Permission;
use maud::html;
use projections::{Cursor, maintenance::manuals};
use serde::Deserialize;

use super::{ALL, tongue, withdrawn};
use crate::{
    components::{
        Button, Column, Look, PageHead, Pager, Table, crumbs, empty, link_button, name_cell, page_head, pager, table,
    },
    cx::{Answer, Cx, Query, encode},
    icons::Icon,
    pages::maintenance::{pool, words},
};

/// Rows a page.
const LIMIT: u32 = 50;

/// The address of the list.
pub fn routes() -> Router<App> {
    Router::new().route(ALL, get(list))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    after: Option<String>,
}

/// `GET /manuals`.
async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeStock)?;
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = manuals::page(pool(&cx), after.as_ref(), LIMIT).await?;
    let title = cx.t("manuals-title");
    let titles = ["manual-title", "manual-language", "manual-models", "manual-version"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for one in &page.rows {
            tr {
                (name_cell(&format!("{ALL}/{}", one.id), &one.title, ""))
                td { (tongue(&cx, one.language)) }
                td { (one.models) }
                td { (one.version) ", " (words::moment(&cx, one.at)) @if one.withdrawn { " " (withdrawn(&cx)) } }
            }
        }
    };
    let next = page.next.as_ref().map(|next| format!("{ALL}?after={}", encode(next)));
    let add = cx.may(Permission::EditStock).then(|| {
        link_button(
            "/manuals/new",
            Button { text: &cx.t("manual-new"), icon: Some(Icon::Plus), look: Look::Primary, ..Button::default() },
        )
    });
    let full = match page.rows.is_empty() {
        true => empty(Icon::File, &cx.t("manuals-none"), &cx.t("manuals-lead"), None),
        false => html! {
            (table(Table { caption: &cx.t("manuals-table"), columns: &columns, rows, lines: true, ..Table::default() }))
            @if next.is_some() || after.is_some() {
                (pager(Pager {
                    status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                    label: &cx.t("manuals-pages"),
                    previous: (&cx.t("customers-first-page"), after.is_some().then_some(ALL)),
                    next: (&cx.t("button-next"), next.as_deref()),
                }))
            }
        },
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-stock"), Some("/stock")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("manuals-lead")) }), actions: add, ..PageHead::default() }))
        section.panel id="manuals" aria-label=(title) data-live="maintenance" { (full) }
    };
    Ok(cx.page(&title, content))
}
