//! Tasks on the homes: those to do become work, those to know become notices, which are done once they are seen.

use api::App;
use axum::{Router, body::Bytes, routing::post};
use chrono::{NaiveTime, TimeZone};
use domain::{
    Permission, TaskId,
    task::{Command, Task as Rules},
};
use event_store::Given;
use maud::{Markup, html};
use projections::desk::{
    DEPARTMENT,
    tasks::{self, Task},
};
use uuid::Uuid;

use super::home::{Home, Todo, When};
use crate::{
    components::{Button, Look, Panel, Size, Tone, panel as frame, plain_badge, submit, tile},
    cx::{Answer, Cx, Refusal},
    icons::Icon,
    pages::management::{tasks as pages, words},
    posted,
};

/// Open tasks that are looked at.
const MOST: usize = 40;
/// Notices that are shown.
const SHOWN: usize = 8;

/// The address that the button posts to.
pub fn routes() -> Router<App> {
    Router::new().route("/today/seen", post(seen))
}

/// What is to know, and how much the reader finished.
pub struct Notices {
    /// Newest first.
    open: Vec<Task>,
    /// Open tasks behind those that were looked at.
    pub beyond: i64,
    /// Tasks that the reader finished today.
    pub done_today: i64,
}

/// Puts the reader's tasks among the work and keeps what is to know apart.
///
/// # Errors
/// When the tables can't be read.
pub async fn gather(cx: &Cx, home: &mut Home) -> Result<Notices, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let all = tasks::open(pool, &pages::mine(cx), None, MOST).await?.rows;
    let beyond = if all.len() < MOST { 0 } else { cx.waiting.all - i64::try_from(MOST).unwrap_or(i64::MAX) }.max(0);
    let (open, todo): (Vec<Task>, Vec<Task>) = all.into_iter().partition(|task| task.weight == "notice");
    let covered = |task: &&Task| !home.covers.contains(&task.kind.as_str()) || task.taken_by == Some(cx.session.user);
    let todo: Vec<Todo> = todo.iter().filter(covered).map(|task| work(cx, task)).collect();
    home.work.extend(todo);
    let midnight = cx.app.log.zone.from_local_datetime(&cx.today().and_time(NaiveTime::MIN)).earliest();
    let since = midnight.map_or(i64::MAX, |at| at.timestamp_micros());
    Ok(Notices { open, beyond, done_today: tasks::done_since(pool, cx.session.user, since).await? })
}

fn work(cx: &Cx, task: &Task) -> Todo {
    let (icon, tone) = pages::sign(task);
    Todo {
        id: format!("task-{}", task.id),
        icon,
        tone,
        title: words::sentence(cx, task),
        href: format!("/tasks/{}", task.id),
        what: pages::about(cx, task),
        by: task.due.map(|day| texts::format::relative_day(cx.lang(), day, cx.today())).unwrap_or_default(),
        when: task.due.map_or(When::Today, |day| When::of(day, cx.today())),
        action: pages::buttons(cx, task, "/"),
    }
}

/// The notices at the side.
pub fn panel(cx: &Cx, notices: &Notices) -> Markup {
    let open = &notices.open;
    let count =
        (!open.is_empty()).then(|| plain_badge(Tone::Strong, &cx.tr("today-new", &[("count", open.len().into())])));
    let all = html! {
        form method="post" action="/today/seen" {
            @for task in open { input type="hidden" name="task" value=(task.id); }
            (submit(Button { text: &cx.t("today-all-seen"), look: Look::Quiet, size: Size::Small, ..Button::default() }))
        }
    };
    let list = html! {
        @if open.is_empty() { p."body muted" { (cx.t("today-no-notices")) } }
        @else { ul.feed { @for task in open.iter().take(SHOWN) { (notice(cx, task)) } } }
    };
    frame(Panel {
        id: "notices",
        title: &cx.t("nav-notifications"),
        beside: count,
        end: (!open.is_empty()).then_some(all),
        live: Some("desk"),
        full: Some(list),
        ..Panel::default()
    })
}

fn notice(cx: &Cx, task: &Task) -> Markup {
    let href = words::page_of(&task.about).unwrap_or_else(|| format!("/tasks/{}", task.id));
    let by = task.raised_by.as_deref().map(|name| words::known(cx, Some(name)));
    let about = [task.customer_name.as_deref().map(|name| words::known(cx, Some(name))), task.note.clone()];
    let text = words::sentence(cx, task);
    html! {
        li.new id={ "notice-" (task.id) } {
            (tile(Tone::Strong, Icon::Bell))
            div {
                p { a href=(href) { b { (text) } } @for part in about.iter().flatten() { ", " (part) } }
                (words::when(cx, task.raised_at)) span.muted { " · " (by.unwrap_or_else(|| cx.t("management-by-itself").into_owned())) }
            }
        }
    }
}

/// `POST /today/seen` with `task` for each notice: what is only to know is done once somebody saw it.
async fn seen(cx: Cx, body: Bytes) -> Answer {
    cx.require(Permission::HandleTasks)?;
    let fields: api::fields::Form = serde_html_form::from_bytes(&body).unwrap_or_default();
    let mine: Vec<TaskId> = tasks::open(&cx.reads(&DEPARTMENT).pool, &pages::mine(&cx), None, MOST)
        .await?
        .rows
        .into_iter()
        .filter(|task| task.weight == "notice")
        .map(|task| task.id)
        .collect();
    let chosen = fields.iter().filter(|(name, _)| name == "task").filter_map(|(_, id)| id.parse::<TaskId>().ok());
    let mut last = None;
    for id in chosen.filter(|id| mine.contains(id)) {
        let given = Given { command_id: Uuid::new_v5(&id.0, b"seen"), ..Given::by(cx.session.actor()) };
        let done = Command::Complete { note: None };
        match cx.app.log.execute::<Rules>(&id.to_string(), done, &given, cx.app.outside.as_ref()).await {
            Ok(applied) => last = applied.position.max(last),
            // Somebody else finished it in the meantime.
            Err(event_store::CommandError::Refused(_)) => {}
            Err(error) => {
                let problem = api::Problem::of_command(cx.lang(), error);
                return Err(Refusal(crate::shell::plain_message(cx.lang(), &problem)));
            }
        }
    }
    if let Some(position) = last {
        cx.app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    Ok(posted::see_other("/", "today-seen"))
}
