//! Tasks: what waits for me and my department, and what was done.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, task::Assignee};
use maud::{Markup, html};
use projections::{
    Cursor,
    desk::{
        DEPARTMENT,
        tasks::{self, For, Task},
    },
};
use serde::Deserialize;

use super::words;
use crate::{
    components::{
        Button, Look, PageHead, Pager, Size, Tab, Tone, WorkItem, empty, link_button, page_head, pager, submit, views,
        worklist,
    },
    cx::{Answer, Cx, Query},
    form::Form,
    icons::Icon,
    pages::export,
};

/// Tasks a page.
const LIMIT: usize = 50;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/tasks", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    view: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

/// Whose tasks the reader sees: their own and those of the role in which they work.
pub fn mine(cx: &Cx) -> For {
    For { roles: vec![cx.role()], user: Some(cx.session.user) }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::HandleTasks)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let (of, after) = (mine(&cx), asked.after.as_deref().and_then(Cursor::parse));
    let done = asked.view.as_deref() == Some("done");
    let page = match done {
        true => tasks::done(pool, &of, after.as_ref(), LIMIT).await?,
        false => tasks::open(pool, &of, after.as_ref(), LIMIT).await?,
    };
    let open = cx.waiting.all.to_string();
    let address =
        |after: Option<&str>| crate::cx::address("/tasks", &[("view", asked.view.as_deref()), ("after", after)]);
    let title = cx.t("nav-notifications");
    let (waits, ready) = (cx.t("state-task-open"), cx.t("state-task-done"));
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("management-tasks-lead")) }),
            actions: Some(html! {
                (export::button(&cx, "tasks", &[("done", if done { "true" } else { "" })]))
                (link_button("/tasks/new", Button {
                    text: &cx.t("management-task-new"), icon: Some(Icon::Plus), look: Look::Primary, in_dialog: true, ..Button::default()
                }))
            }),
            ..PageHead::default()
        }))
        (views(&title, &[
            Tab { text: &waits, href: "/tasks", count: &open, current: !done },
            Tab { text: &ready, href: "/tasks?view=done", count: "", current: done },
        ]))
        section.panel id="tasks" aria-labelledby="tasks-title" data-live="desk" {
            h2.visually-hidden id="tasks-title" { (title) }
            @if page.rows.is_empty() {
                (empty(Icon::Check, &cx.t("management-no-tasks"), &cx.t("management-no-tasks-why"), None))
            } @else {
                (rows(&cx, &page.rows))
                (pager(Pager {
                    status: &cx.tr("count-tasks", &[("count", page.rows.len().into())]),
                    label: &cx.t("management-pages"),
                    previous: (&cx.t("management-newest"), asked.after.as_ref().map(|_| address(None)).as_deref()),
                    next: (&cx.t("management-older"), page.next.as_deref().map(|next| address(Some(next))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// Tasks as a list of work.
pub fn rows(cx: &Cx, tasks: &[Task]) -> Markup {
    let lines: Vec<_> = tasks
        .iter()
        .map(|task| {
            let due = task.due.filter(|_| task.done_at.is_none());
            let when = due.map_or_else(String::new, |day| texts::format::relative_day(cx.lang(), day, cx.today()));
            (
                format!("task-{}", task.id),
                words::sentence(cx, task),
                format!("/tasks/{}", task.id),
                about(cx, task),
                when,
            )
        })
        .collect();
    let items: Vec<WorkItem> = tasks
        .iter()
        .zip(&lines)
        .map(|(task, (id, title, href, what, when))| WorkItem {
            id,
            icon: sign(task).0,
            tone: sign(task).1,
            title,
            href,
            what,
            when,
            action: buttons(cx, task, "/tasks"),
        })
        .collect();
    worklist(&items)
}

/// The sign of a task and its tone.
pub fn sign(task: &Task) -> (Icon, Tone) {
    match (task.done_at, task.weight.as_str()) {
        (Some(_), _) => (Icon::Check, Tone::Neutral),
        (None, "alert") => (Icon::Alert, Tone::Danger),
        (None, "notice") => (Icon::Bell, Tone::Neutral),
        _ => (Icon::List, Tone::Neutral),
    }
}

/// For whom, about whom, and how far it is, in a line.
pub fn about(cx: &Cx, task: &Task) -> String {
    let name = |name: &Option<String>| name.as_deref().map(|name| words::known(cx, Some(name)));
    let whose = task.role.map(|role| words::role(cx, role)).or_else(|| name(&task.user_name));
    let state = if task.done_at.is_some() {
        let by = name(&task.done_by).unwrap_or_else(|| cx.t("management-by-itself").into_owned());
        Some(cx.tr("management-done-by", &[("name", by.into())]))
    } else {
        name(&task.taken_name).map(|by| cx.tr("management-taken-by", &[("name", by.into())]))
    };
    let handed = words::unless_usual(task.handed_note.as_deref())
        .filter(|_| task.done_at.is_none())
        .map(|note| format!("“{note}”"));
    let done = words::unless_usual(task.done_note.as_deref()).map(|note| format!("“{note}”"));
    [name(&task.customer_name), whose, state, handed, done].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Taking the task, and the next thing that it asks for; `next` is the page that it is taken from.
pub fn buttons(cx: &Cx, task: &Task, next: &str) -> Markup {
    let small = Button { size: Size::Small, ..Button::default() };
    let base = format!("/tasks/{}", task.id);
    let open = task.done_at.is_none();
    let key = format!("task-do-{}", task.kind);
    let way = open.then(|| way(cx, task)).flatten().filter(|_| texts::has(cx.lang(), &key));
    html! {
        @if open && handles(cx, task) {
            (take(cx, task, next, Button { look: if way.is_some() { Look::Quiet } else { Look::Dark }, ..small }))
        }
        @match way {
            Some((href, in_dialog)) => (link_button(&href, Button { text: &cx.t(&key), look: Look::Dark, in_dialog, ..small })),
            None => (link_button(&base, Button { text: &cx.t("button-open"), ..small })),
        }
    }
}

/// Whether the reader handles tasks of this one's.
pub fn handles(cx: &Cx, task: &Task) -> bool {
    let whose = task.role.map(Assignee::Role).or(task.user.map(Assignee::User));
    cx.app.then.is_none() && domain::task::handles(whose, task.taken_by, cx.session.user, &cx.session.roles)
}

/// The button that takes a task, or takes it over from a colleague; none when it is the reader's.
pub fn take(cx: &Cx, task: &Task, next: &str, look: Button<'_>) -> Markup {
    let form = Form::new(cx, format!("/tasks/{}/take", task.id)).next(next).done("management-taken");
    let text = cx.t(if task.taken_by.is_some() { "button-take-over" } else { "button-take" });
    html! {
        @if task.taken_by != Some(cx.session.user) {
            (form.show_with(&[("class", "row")], submit(Button { text: &text, ..look })))
        }
    }
}

/// Where the next thing that a task asks for is done, and whether in a dialog.
fn way(cx: &Cx, task: &Task) -> Option<(String, bool)> {
    let record = words::page_of(&task.about)?;
    match task.kind.as_str() {
        "appointment-at-risk" => cx.may(Permission::MoveVisits).then(|| (format!("{record}/plan"), true)),
        "article-out" | "article-low" | "article-short" => {
            cx.may(Permission::EditStock).then(|| ("/stock#advice".into(), false))
        }
        "visit-without-rate" => {
            let customer = task.customer.filter(|_| cx.may(Permission::EditInvoices))?;
            Some((format!("/invoices/new?customer={customer}"), false))
        }
        _ => Some((record, false)),
    }
}
