//! The plans: what is next, what rests, what is over.

use api::App;
use axum::{Router, routing::get};
use domain::Permission;
use maud::{Markup, html};
use projections::{
    Cursor,
    maintenance::{
        plans::{self, Filter, Plan, State},
        to_plan,
    },
};
use serde::Deserialize;
use texts::format::relative_day;

use super::{PLANS, tabs, words};
use crate::{
    components::{
        Button, Column, Look, PageHead, Pager, Table, cell, empty, link_button, name_cell, page_head, pager, table,
    },
    cx::{Answer, Cx, Query, encode},
    icons::Icon,
    pages::{
        maintenance::{
            MOVE, pool,
            words::{line, short},
        },
        management::words::caption,
    },
};

/// Rows a page.
const LIMIT: u32 = 50;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(PLANS, get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    state: Option<String>,
    after: Option<String>,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let state =
        State::ALL.into_iter().find(|state| Some(state.name()) == asked.state.as_deref()).unwrap_or(State::Running);
    let filter = Filter { state: Some(state), ..Filter::default() };
    let page = plans::list(pool(&cx), &filter, asked.after.as_deref().and_then(Cursor::parse).as_ref(), LIMIT).await?;
    let count = to_plan::count(pool(&cx), cx.today()).await?;
    let title = cx.t("nav-maintenance-plans");
    let first = format!("{PLANS}?state={}", state.name());
    let next = page.next.as_deref().map(|next| format!("{first}&after={}", encode(next)));
    let status = cx.tr("plan-count", &[("count", page.rows.len().into())]);
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("plan-list-lead")) }),
            actions: cx.may(MOVE).then(|| new_button(&cx, "")),
            ..PageHead::default()
        }))
        div."mb-4" { (tabs(&cx, count, state.name())) }
        section.panel aria-labelledby="list-title" {
            h2.visually-hidden id="list-title" { (title) }
            div id="plan-list" data-live="maintenance" {
                @if page.rows.is_empty() { (empty(Icon::Refresh, &cx.t("text-nothing-found"), &cx.t("plan-list-none"), None)) } @else {
                    (rows(&cx, &title, &page.rows))
                    (pager(Pager {
                        status: &status,
                        label: &cx.t("maintenance-pages"),
                        previous: (&cx.t("maintenance-first-page"), asked.after.is_some().then_some(first.as_str())),
                        next: (&cx.t("button-next"), next.as_deref()),
                    }))
                }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// The way to a new plan; `for_whom` is what its form is filled with.
pub fn new_button(cx: &Cx, for_whom: &str) -> Markup {
    let text = cx.t("plan-new");
    let look = if for_whom.is_empty() { Look::Primary } else { Look::Plain };
    link_button(
        &format!("{PLANS}/new{for_whom}"),
        Button { text: &text, icon: Some(Icon::Plus), look, ..Button::default() },
    )
}

/// Plans in a table.
pub fn rows(cx: &Cx, title: &str, plans: &[Plan]) -> Markup {
    let titles = ["label-customer", "label-what", "plan-due", "plan-last", "label-state"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    table(Table {
        caption: &caption(cx, title),
        columns: &columns,
        rows: html! {
            @for plan in plans {
                tr id={ "plan-" (plan.id) } {
                    (name_cell(
                        &format!("{PLANS}/{}", plan.id),
                        &cx.customer(&plan.customer_name),
                        &line(" · ", [Some(words::number(plan.number).as_str()), Some(plan.city.as_str())]),
                    ))
                    (cell(html! { (short(cx, &plan.task, 60)) small { (words::schedule(cx, &plan.schedule)) } }))
                    (cell(words::due(cx, plan)))
                    (cell(html! { @match plan.last_on { Some(day) => (relative_day(cx.lang(), day, cx.today())), None => "–" } }))
                    (cell(words::state(cx, plan)))
                }
            }
        },
        ..Table::default()
    })
}
