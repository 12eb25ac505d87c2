//! Colleagues: who works here, with which roles.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, Role};
use maud::{Markup, html};
use projections::access::{
    DEPARTMENT,
    users::{self, User},
};
use serde::Deserialize;

use super::words;
use crate::{
    components::{
        Button, Column, Look, PageHead, Tab, Table, Tone, badge, link_button, page_head, plain_badge, table, views,
    },
    cx::{Answer, Cx, Query},
    icons::Icon,
    pages::export,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/users", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    role: Option<String>,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeUsers)?;
    let role = asked.role.as_deref().and_then(Role::parse);
    let users = users::all(&cx.reads(&DEPARTMENT).pool, role).await?;
    let title = cx.t("nav-users");
    let new =
        Button { text: &cx.t("management-new-user"), icon: Some(Icon::Plus), look: Look::Primary, ..Button::default() };
    let all = std::iter::once((cx.t("word-all").into_owned(), "/users".to_owned(), role.is_none()));
    let links: Vec<_> = all
        .chain(
            Role::ALL
                .iter()
                .map(|one| (words::role(&cx, *one), format!("/users?role={}", one.name()), role == Some(*one))),
        )
        .collect();
    let tabs: Vec<Tab> =
        links.iter().map(|(text, href, current)| Tab { text, href, count: "", current: *current }).collect();
    let content = html! {
        (page_head(PageHead {
            title: &title,
            actions: Some(html! {
                (export::button(&cx, "users", &[("role", role.map(Role::name).unwrap_or_default())]))
                @if cx.may(Permission::EditUsers) { (link_button("/users/new", new)) }
            }),
            ..PageHead::default()
        }))
        (views(&cx.t("field-roles"), &tabs))
        section.panel id="users" aria-labelledby="users-title" data-live="access" {
            h2.visually-hidden id="users-title" { (title) }
            (rows(&cx, &users))
        }
    };
    Ok(cx.page(&title, content))
}

fn rows(cx: &Cx, users: &[User]) -> Markup {
    let titles = ["label-name", "field-login", "field-roles", "label-email", "label-state"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let body = html! {
        @for user in users {
            tr id={ "user-" (user.id) } {
                th scope="row" { a href={ "/users/" (user.id) } { (cx.colleague(&user.name)) } }
                td { (user.login) }
                td { @for role in &user.roles { (plain_badge(Tone::Neutral, &words::role(cx, *role))) " " } }
                td { (user.email.as_deref().unwrap_or("–")) }
                td { (state(cx, user)) }
            }
        }
    };
    table(Table {
        caption: &words::caption(cx, &cx.t("nav-users")),
        columns: &columns,
        rows: body,
        lines: true,
        ..Table::default()
    })
}

/// Whether a colleague works here.
pub fn state(cx: &Cx, user: &User) -> Markup {
    match user.active {
        true => badge(Tone::Good, Icon::Check, &cx.t("management-user-active")),
        false if user.name.is_empty() => badge(Tone::Neutral, Icon::Shield, &cx.t("state-forgotten")),
        false => badge(Tone::Neutral, Icon::Lock, &cx.t("management-user-inactive")),
    }
}
