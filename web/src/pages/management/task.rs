//! A task: what it is about, who had it, and the forms that finish it or hand it on.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{
    Permission, TaskId, UserId,
    task::{Command, Task as Rules},
};
use event_store::Given;
use maud::{Markup, html};
use projections::desk::{
    DEPARTMENT,
    tasks::{self, Task},
};
use uuid::Uuid;

use super::{tasks::take, whom::whom, why, words};
use crate::{
    components::{
        Button, Field, Look, PageHead, Panel, Tone, badge, crumbs, facts, link_button, page_head, panel, submit,
    },
    cx::{Answer, Cx, Refusal},
    form::Form,
    icons::Icon,
    pages::undo::marks::is_begun_undone,
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/tasks/{id}", get(show)).route("/tasks/{id}/pass", get(pass))
}

async fn found(cx: &Cx, id: &str) -> Result<Task, Refusal> {
    cx.require(Permission::HandleTasks)?;
    let id: TaskId = id.parse().map_err(|_| cx.not_found())?;
    tasks::one(&cx.reads(&DEPARTMENT).pool, id).await?.ok_or_else(|| cx.not_found())
}

fn top(cx: &Cx, title: &str, actions: Option<Markup>, badges: Option<Markup>) -> Markup {
    html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-notifications"), Some("/tasks")), (title, None)]))
        (page_head(PageHead { title, badges, actions, ..PageHead::default() }))
    }
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let task = found(&cx, &id).await?;
    let title = words::sentence(&cx, &task);
    let undone = task.done_at.is_some() && is_begun_undone(&cx, &format!("task-{}", task.id)).await;
    let state = match (task.done_at, task.taken_by) {
        (Some(_), _) if undone => badge(Tone::Neutral, Icon::Undo, &cx.t("state-undone")),
        (Some(_), _) => badge(Tone::Good, Icon::Check, &cx.t("state-task-done")),
        (None, Some(_)) => badge(Tone::Info, Icon::User, &cx.t("state-task-taken")),
        (None, None) => badge(Tone::Warning, Icon::Clock, &cx.t("state-task-open")),
    };
    let openings = opened(&cx, &task).await?;
    let open = task.done_at.is_none() && super::tasks::handles(&cx, &task);
    let content = html! {
        div id="task-head" data-live="desk" { (top(&cx, &title, open.then(|| actions(&cx, &task)), Some(state))) }
        div.split id="task" data-live="desk" {
            div.stack {
                (panel(Panel { id: "about", title: &cx.t("field-details"), body: Some(about(&cx, &task, undone, &openings)), ..Panel::default() }))
                (why::of_thing(&cx, &format!("task-{}", task.id)).await?)
            }
            @if open { (finish(&cx, &task)) }
        }
    };
    Ok(cx.page(&title, content))
}

fn actions(cx: &Cx, task: &Task) -> Markup {
    let base = format!("/tasks/{}", task.id);
    html! {
        (link_button(&format!("{base}/pass"), Button { text: &cx.t("button-hand-on"), icon: Some(Icon::Swap), ..Button::default() }))
        (take(cx, task, &base, Button { look: Look::Primary, ..Button::default() }))
    }
}

/// Who opened it so far, and when; that the reader does now is noted, once, and no reason to keep the page from them where it can't be.
async fn opened(cx: &Cx, task: &Task) -> Result<Vec<(UserId, String, i64)>, Refusal> {
    let openings = tasks::openings(&cx.reads(&DEPARTMENT).pool, task.id).await?;
    let me = cx.session.user;
    let known = task.done_at.is_some() || openings.iter().any(|(user, ..)| *user == me);
    if !known && !cx.session.looks_back {
        let given = Given { command_id: Uuid::new_v5(&task.id.0, me.0.as_bytes()), ..Given::by(cx.session.actor()) };
        let id = task.id.to_string();
        if let Err(error) = cx.app.log.execute::<Rules>(&id, Command::Open {}, &given, cx.app.outside.as_ref()).await {
            tracing::warn!(task = %task.id, %error, "that a task was opened is not noted");
        }
    }
    Ok(openings)
}

fn about(cx: &Cx, task: &Task, undone: bool, openings: &[(UserId, String, i64)]) -> Markup {
    let name = |name: &Option<String>| name.as_deref().map(|name| html! { (words::known(cx, Some(name))) });
    let raised_by = name(&task.raised_by).unwrap_or_else(|| html! { (cx.t("management-by-itself")) });
    let customer = task.customer.zip(name(&task.customer_name));
    let rows = [
        (
            "field-about",
            words::page_of(&task.about).map(|href| {
                let category = task.about.split('-').next().unwrap_or_default();
                html! { a href=(href) { (words::thing(cx, category)) } }
            }),
        ),
        ("label-customer", customer.map(|(id, name)| html! { a href={ "/customers/" (id) } { (name) } })),
        ("field-assignee", task.role.map(|role| html! { (words::role(cx, role)) }).or_else(|| name(&task.user_name))),
        ("field-due", task.due.map(|day| html! { (texts::format::relative_day(cx.lang(), day, cx.today())) })),
        ("field-note", task.note.as_ref().map(|note| html! { (note) })),
        ("management-raised", Some(html! { (words::when(cx, task.raised_at)) ", " (raised_by) })),
        (
            "known-opened",
            (!openings.is_empty()).then(|| {
                html! { @for (_, name, at) in openings { div { (cx.colleague(name)) ", " (words::when(cx, *at)) } } }
            }),
        ),
        ("management-handed-on-by", name(&task.handed_by)),
        ("management-handed-note", words::unless_usual(task.handed_note.as_deref()).map(|note| html! { (note) })),
        ("state-task-taken", name(&task.taken_name)),
        (
            if undone { "state-undone" } else { "state-task-done" },
            task.done_at.map(|at| {
                let by = name(&task.done_by).unwrap_or_else(|| html! { (cx.t("management-by-itself")) });
                html! { (words::when(cx, at)) ", " (by) }
            }),
        ),
        (
            if undone { "label-why" } else { "management-done-note" },
            words::unless_usual(task.done_note.as_deref()).map(|note| html! { (note) }),
        ),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    facts(&rows)
}

fn finish(cx: &Cx, task: &Task) -> Markup {
    let form = Form::new(cx, format!("/tasks/{}/complete", task.id)).next("/tasks").done("management-finished");
    let body = form.show(html! {
        (form.textarea("management-done-note", "", Field { name: "note", optional: true, ..Field::default() }, 3))
        (submit(Button { text: &cx.t("button-done"), icon: Some(Icon::Check), look: Look::Dark, key_hint: Some("Ctrl ↵"), ..Button::default() }))
    });
    panel(Panel { id: "finish", title: &cx.t("button-finish"), body: Some(body), ..Panel::default() })
}

async fn pass(cx: Cx, Path(id): Path<String>) -> Answer {
    let task = found(&cx, &id).await?;
    if !super::tasks::handles(&cx, &task) {
        return Err(cx.forbidden());
    }
    let form = Form::new(&cx, format!("/tasks/{}/hand-on", task.id)).next("/tasks").done("management-handed-on");
    let title = cx.t("button-hand-on");
    let body = html! {
        p { (words::sentence(&cx, &task)) }
        (whom(&cx, &form, "to").await?)
        (form.textarea("management-handed-note", "", Field { name: "note", ..Field::default() }, 3))
    };
    let content = html! {
        (top(&cx, &title, None, None))
        (form.show_with(&[("class", "stack record-form")], html! {
            (panel(Panel { id: "pass", title: &title, body: Some(html! { div.stack { (body) } }), ..Panel::default() }))
            div.actions {
                (submit(Button { text: &title, look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
                (link_button(&format!("/tasks/{}", task.id), Button { text: &cx.t("button-cancel"), ..Button::default() }))
            }
        }))
    };
    Ok(cx.page(&title, content))
}
