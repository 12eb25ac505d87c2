//! Taking back what was done in one go: every act of it, what goes back and what stays, and one button for all.

use api::{
    App, Problem, Session,
    fields::{self, Form as Fields},
    undo::together::{self, Act, Together},
};
use axum::{
    Extension,
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::Permission;
use maud::{Markup, html};

use crate::{
    components::{
        Button, Column, Field, Look, PageHead, Panel, Table, Tone, badge, crumbs, link_button, notice, page_head,
        panel, submit, table,
    },
    cx::{Answer, Cx, Failed, Query, Refusal, encode},
    form::Form,
    icons::Icon,
    pages::management::words,
    posted::{self, Pages, own_page},
    shell,
};

/// Acts that are shown: those that stay first, since they ask for a look.
const SHOWN: usize = 200;

/// The address of what was done in one go.
pub fn address(batch: impl std::fmt::Display) -> String {
    format!("/undo/together/{batch}")
}

/// The same, with where it comes back to.
pub fn address_from(batch: impl std::fmt::Display, from: &str) -> String {
    format!("{}?from={}", address(batch), encode(from))
}

pub(super) async fn show(cx: Cx, Path(batch): Path<String>, Query(asked): Query<super::Asked>) -> Answer {
    if cx.app.then.is_some() {
        return Err(cx.not_found());
    }
    let seen = together::preview(&cx.app, &cx.session, &batch).await;
    let seen = seen.map_err(|problem| Refusal(shell::plain_message(cx.lang(), &problem)))?;
    let back =
        asked.from.as_deref().and_then(own_page).unwrap_or(if cx.may(Permission::SeeLog) { "/log" } else { "/" });
    let title = cx.tr("undo-together-title", &[("count", seen.acts.len().into())]);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("undo-lead")) }), ..PageHead::default() }))
        div.stack {
            (ask(&cx, &seen, back))
            (acts(&cx, &seen))
        }
    };
    Ok(cx.page(&title, content))
}

/// How many go back and how many stay, and the button.
fn ask(cx: &Cx, seen: &Together, back: &str) -> Markup {
    let (can, done, stay) = seen.counts();
    let said = |key: &str, count: usize| cx.tr(key, &[("count", count.into())]);
    let leave = Button { text: &cx.t("undo-back"), ..Button::default() };
    let sums = html! {
        ul.row.wrap {
            @if can > 0 { li { (badge(Tone::Info, Icon::Undo, &said("undo-together-can", can))) } }
            @if done > 0 { li { (badge(Tone::Good, Icon::Check, &said("undo-together-done", done))) } }
            @if stay > 0 { li { (badge(Tone::Warning, Icon::Alert, &said("undo-together-stay", stay))) } }
        }
    };
    let form = Form::new(cx, address(seen.id)).next(&cx.here).done("undo-done");
    let go = said("undo-together-go", can);
    let mut happens: Vec<String> = seen.acts.iter().flat_map(|act| act.happens.clone()).collect();
    happens.sort();
    happens.dedup();
    let follows = super::follows(cx, &happens);
    let body = html! {
        (sums)
        @if !follows.is_empty() {
            (notice(Tone::Info, Icon::Arrow, html! { @for said in &follows { p { (said) } } }, None))
        }
        @if stay > 0 && can > 0 { (notice(Tone::Warning, Icon::Alert, html! { (cx.t("undo-together-some")) }, None)) }
        @if can > 0 {
            (form.field("undo-reason", "", Field { name: "reason", hint: Some(&cx.t("undo-reason-hint")), optional: true, ..Field::default() }))
        }
        div.actions {
            @if can > 0 {
                (submit(Button { text: &go, look: Look::Primary, icon: Some(Icon::Undo), key_hint: Some("Ctrl ↵"), ..Button::default() }))
            }
            (link_button(back, leave))
        }
    };
    panel(Panel {
        id: "undo",
        title: &cx.t("undo-becomes"),
        body: Some(form.show_with(&[("class", "stack")], body)),
        ..Panel::default()
    })
}

fn acts(cx: &Cx, seen: &Together) -> Markup {
    let titles = ["label-what", "undo-becomes"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let mut told: Vec<&Act> = seen.acts.iter().collect();
    told.sort_by_key(|act| act.refusal.is_none());
    let rows = html! {
        @for act in told.iter().take(SHOWN) {
            tr {
                th scope="row" {
                    a href=(super::marks::address(cx, act.entry.position)) { (words::happened(cx, &act.entry.event_type)) }
                    small { (words::about(cx, &act.entry)) }
                }
                td { (becomes(cx, act)) }
            }
        }
    };
    let more = seen.acts.len().saturating_sub(SHOWN);
    panel(Panel {
        id: "acts",
        title: &cx.t("undo-was"),
        full: Some(table(Table {
            caption: &words::caption(cx, &cx.t("undo-was")),
            columns: &columns,
            rows,
            ..Table::default()
        })),
        footer: (more > 0).then(|| html! { p.hint { (cx.tr("undo-together-more", &[("count", more.into())])) } }),
        ..Panel::default()
    })
}

fn becomes(cx: &Cx, act: &Act) -> Markup {
    match (&act.refusal, &act.command) {
        (Some(no), _) => {
            html! { (badge(Tone::Warning, Icon::Alert, &cx.t("undo-together-stays"))) small { (no.title) } }
        }
        (None, Some(command)) => html! {
            (badge(Tone::Info, Icon::Undo, &words::ordered(cx, command)))
            @for change in &act.changes {
                @let before = change.before.as_ref().map_or_else(|| "–".to_owned(), |value| words::value(cx, &change.path, value));
                small { (words::field(cx, &change.path)) ": " (before) " → " (words::value(cx, &change.path, &change.after)) }
            }
        },
        (None, None) => badge(Tone::Good, Icon::Check, &cx.t("undo-done")),
    }
}

/// `POST /undo/together/…`: what can be taken back is, and the page tells what stays.
pub(super) async fn act(
    State(app): State<App>,
    session: Result<Session, Problem>,
    Path(batch): Path<String>,
    pages: Extension<Pages>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let typed: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let Ok(session) = session else { return posted::to_sign_in(fields::last(&typed, "_page")) };
    let own = |name| fields::last(&typed, name).filter(|value| !value.is_empty());
    let request = own("_request").map(Into::into);
    match together::carry_out(&app, &session, &batch, own("reason"), request).await {
        Ok((done, stay)) => {
            let said = match (done, stay) {
                (_, 0) => "undo-done".to_owned(),
                (0, stay) => format!("undo-done-none {stay}"),
                (_, stay) => format!("undo-done-some {stay}"),
            };
            posted::see_other(own("_next").and_then(own_page).unwrap_or("/"), &said)
        }
        Err(problem) => {
            let failed = Failed { action: uri.path().into(), fields: typed, problem };
            posted::again(&pages, &session, &headers, failed).await
        }
    }
}
