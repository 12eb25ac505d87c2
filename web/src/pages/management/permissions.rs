//! Rights: the one table of who may see and do what, as the server enforces it.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, Role};
use maud::html;

use super::words;
use crate::{
    components::{Column, PageHead, Table, page_head, table},
    cx::{Answer, Cx},
    icons::{Icon, icon},
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/permissions", get(show))
}

/// The key of a permission's sentence: its name as it is written.
fn key(permission: Permission) -> String {
    let name = serde_json::to_value(permission).ok();
    format!("permission-{}", name.as_ref().and_then(|name| name.as_str()).unwrap_or_default())
}

async fn show(cx: Cx) -> Answer {
    cx.require(Permission::SeeUsers)?;
    let title = cx.t("nav-permissions");
    let (yes, no) = (cx.t("word-yes"), cx.t("word-no"));
    let titles: Vec<String> = std::iter::once(cx.t("label-what").into_owned())
        .chain(Role::ALL.iter().map(|role| words::role(&cx, *role)))
        .collect();
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for permission in Permission::ALL {
            tr {
                th scope="row" { (cx.t(&key(*permission))) }
                @for role in Role::ALL {
                    td {
                        @if role.may(*permission) { (icon(Icon::Check)) span.visually-hidden { (yes) } }
                        @else { span.visually-hidden { (no) } }
                    }
                }
            }
        }
    };
    let content = html! {
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("management-permissions-lead")) }), ..PageHead::default() }))
        section.panel aria-labelledby="permissions-title" {
            h2.visually-hidden id="permissions-title" { (title) }
            (table(Table { caption: &words::caption(&cx, &title), columns: &columns, rows, lines: true, ..Table::default() }))
        }
    };
    Ok(cx.page(&title, content))
}
