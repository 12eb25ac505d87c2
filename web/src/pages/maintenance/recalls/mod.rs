//! Recalls: which there are and how far each is.

mod change;
mod new;
mod show;

use api::App;
use axum::{Router, routing::get};
use domain::Permission;
use maud::{Markup, html};
use projections::{
    Cursor,
    maintenance::recalls::{self, Recall},
};
use serde::Deserialize;
use texts::format::{date_digits, whole};

use super::{MOVE, pool};
use crate::{
    components::{
        Button, Column, Look, PageHead, Pager, Panel, Table, Tone, badge, crumbs, empty, link_button, name_cell,
        page_head, pager, panel, table,
    },
    cx::{Answer, Cx, Query, encode},
    icons::Icon,
};

/// The address of the list.
pub const PATH: &str = "/recalls";
/// Rows a page.
const LIMIT: u32 = 50;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show)).merge(new::routes()).merge(show::routes()).merge(change::routes())
}

/// What a recall is called.
pub fn number(recall: &Recall) -> String {
    format!("R-{}", recall.number)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    after: Option<String>,
}

/// `GET /recalls`.
async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = recalls::list(pool(&cx), after.as_ref(), LIMIT).await?;
    let title = cx.t("recalls-title");
    let new = cx.t("recalls-new");
    let way = || {
        let button = Button { text: &new, icon: Some(Icon::Plus), look: Look::Primary, ..Button::default() };
        cx.may(MOVE).then(|| link_button("/machines", button))
    };
    let next = page.next.as_ref().map(|next| format!("{PATH}?after={}", encode(next)));
    let later = after.is_some();
    let list = html! {
        @if page.rows.is_empty() { (empty(Icon::Refresh, &cx.t("recalls-none"), &cx.t("recalls-none-why"), way())) } @else {
            (rows(&cx, &page.rows))
            @if next.is_some() || later {
                (pager(Pager {
                    status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                    label: &cx.t("recalls-pages"),
                    previous: (&cx.t("customers-first-page"), later.then_some(PATH)),
                    next: (&cx.t("button-next"), next.as_deref()),
                }))
            }
        }
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-machines"), Some("/machines")), (&title, None)]))
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("recalls-lead")) }),
            actions: (!page.rows.is_empty()).then(way).flatten(),
            ..PageHead::default()
        }))
        (panel(Panel { id: "recalls", title: &cx.t("recalls-title"), live: Some("maintenance"), full: Some(list), ..Panel::default() }))
    };
    Ok(cx.page(&title, content))
}

fn rows(cx: &Cx, recalls: &[Recall]) -> Markup {
    let titles = ["recalls-word", "recalls-opened", "recalls-done-of", "label-state"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for recall in recalls {
            tr {
                (name_cell(&format!("{PATH}/{}", recall.id), &recall.name, &number(recall)))
                td { (date_digits(cx.lang(), cx.local(recall.opened_at).date())) }
                td { (far(cx, recall)) }
                td { (state(cx, recall)) }
            }
        }
    };
    table(Table { caption: &cx.t("recalls-table"), columns: &columns, rows, lines: true, ..Table::default() })
}

/// How many of how many.
pub fn far(cx: &Cx, recall: &Recall) -> Markup {
    let counts = recall.counts;
    let words = [("done", whole(cx.lang(), counts.settled()).into()), ("all", whole(cx.lang(), counts.all()).into())];
    html! { span.num { (cx.tr("recalls-far", &words)) } }
}

/// Whether it goes on.
pub fn state(cx: &Cx, recall: &Recall) -> Markup {
    let counts = recall.counts;
    let late = recall.before.is_some_and(|day| day < cx.today());
    match recall.withdrawn {
        Some(_) => badge(Tone::Neutral, Icon::X, &cx.t("recalls-withdrawn")),
        None if counts.settled() == counts.all() => badge(Tone::Good, Icon::Check, &cx.t("recalls-all-done")),
        None if late => badge(Tone::Danger, Icon::Alert, &cx.t("recalls-late")),
        None => badge(Tone::Info, Icon::Clock, &cx.t("recalls-running")),
    }
}
