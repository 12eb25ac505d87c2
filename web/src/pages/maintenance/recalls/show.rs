//! A recall: what it is about, and each of its machines until all are done.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, RecallId, recall::Action};
use maud::{Markup, html};
use projections::maintenance::recalls::{self, Called, Recall, Stand};
use serde::Deserialize;
use texts::format::{date_digits, date_long, whole};

use super::{PATH, far, number, state};
use crate::{
    components::{
        Button, Column, Look, PageHead, Panel, Size, Tab, Table, Tone, badge, crumbs, empty, facts, link_button,
        name_cell, page_head, panel, second_line, submit, table, views,
    },
    cx::{Answer, Cx, Query},
    form::Form,
    icons::Icon,
    pages::{
        customers::phone,
        maintenance::{MOVE, id, pool, words},
    },
};

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/recalls/{id}", get(show))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    state: String,
}

/// `GET /recalls/{id}`, with `state` for those that are so far alone.
async fn show(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let id: RecallId = id(&cx, &text)?;
    let Some(recall) = recalls::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let mut called = recalls::machines(pool(&cx), id).await?;
    let only = Stand::ALL.into_iter().find(|stand| stand.name() == asked.state);
    called.retain(|called| only.is_none_or(|only| called.state == only));
    let title = cx.t("recalls-title");
    let withdraw = cx.t("recalls-withdraw");
    let may = cx.may(MOVE) && recall.withdrawn.is_none();
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-machines"), Some("/machines")), (&title, Some(PATH)), (&number(&recall), None)]))
        div id="recall" data-live="maintenance" {
            (page_head(PageHead {
                title: &recall.name,
                badges: Some(state(&cx, &recall)),
                lead: Some(html! { (number(&recall)) " · " (far(&cx, &recall)) }),
                actions: (may && recall.counts.settled() < recall.counts.all()).then(|| link_button(&format!("{PATH}/{id}/off"), Button {
                    text: &withdraw, icon: Some(Icon::X), in_dialog: true, ..Button::default()
                })),
            }))
            div."split wide-side" {
                div.stack {
                    (tabs(&cx, &recall, only))
                    (machines(&cx, &recall, &called, may))
                }
                aside.stack { (about(&cx, &recall)) }
            }
        }
    };
    Ok(cx.page(&recall.name, content))
}

fn tabs(cx: &Cx, recall: &Recall, only: Option<Stand>) -> Markup {
    let here = format!("{PATH}/{}", recall.id);
    let counts = recall.counts;
    let all = [
        (None, counts.all()),
        (Some(Stand::Open), counts.open),
        (Some(Stand::Planned), counts.planned),
        (Some(Stand::Done), counts.done),
        (Some(Stand::Unreachable), counts.unreachable),
    ];
    let rows = all.map(|(stand, n)| {
        let (key, href) = match stand {
            Some(stand) => (format!("recalls-stand-{}", stand.name()), format!("{here}?state={}", stand.name())),
            None => ("maintenance-all".into(), here.clone()),
        };
        (cx.t(&key).into_owned(), href, whole(cx.lang(), n), stand == only)
    });
    let tabs = rows.each_ref().map(|(text, href, count, current)| Tab { text, href, count, current: *current });
    views(&cx.t("recalls-views"), &tabs)
}

fn about(cx: &Cx, recall: &Recall) -> Markup {
    let labels =
        ["recalls-reason", "recalls-task", "recalls-action", "recalls-before", "recalls-opened", "recalls-withdrawn"]
            .map(|key| cx.t(key));
    let mut rows: Vec<(&str, Markup)> = vec![
        (&labels[0], html! { span.pre { (recall.reason) } }),
        (&labels[1], html! { span.pre { (recall.task) } }),
        (&labels[2], html! { (cx.t(&format!("recalls-action-{}", recall.action.name()))) }),
    ];
    if let Some(day) = recall.before {
        rows.push((&labels[3], html! { (date_long(cx.lang(), day)) }));
    }
    rows.push((&labels[4], html! { (words::moment(cx, recall.opened_at)) }));
    if let Some(reason) = &recall.withdrawn {
        rows.push((&labels[5], html! { (reason) }));
    }
    panel(Panel { id: "about", title: &cx.t("machine-about"), body: Some(facts(&rows)), ..Panel::default() })
}

fn machines(cx: &Cx, recall: &Recall, called: &[Called], may: bool) -> Markup {
    let titles = ["customers-model", "label-customer", "label-state", "customers-actions"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for one in called {
            tr id={ "machine-" (one.machine) } {
                (name_cell(&format!("/machines/{}", one.machine), &one.model, one.serial.as_deref().unwrap_or_default()))
                td {
                    a href={ "/customers/" (one.customer) } { (cx.customer(&one.customer_name)) }
                    (second_line(&words::line(" · ", [Some(one.city.as_str()), one.phone.as_deref().map(phone).as_deref()])))
                }
                td { (stand(cx, recall, one)) }
                td { @if may { (ways(cx, recall, one)) } }
            }
        }
    };
    let full = match called.is_empty() {
        true => empty(Icon::Machine, &cx.t("recalls-none-so"), "", None),
        false => {
            table(Table { caption: &cx.t("machines-table"), columns: &columns, rows, lines: true, ..Table::default() })
        }
    };
    panel(Panel { id: "machines", title: &cx.t("nav-machines"), full: Some(full), ..Panel::default() })
}

/// How far it is, with the visit or task that is on it.
fn stand(cx: &Cx, recall: &Recall, one: &Called) -> Markup {
    let (tone, sign) = match one.state {
        Stand::Open => (Tone::Warning, Icon::Clock),
        Stand::Planned => (Tone::Info, Icon::Calendar),
        Stand::Done => (Tone::Good, Icon::Check),
        Stand::Unreachable => (Tone::Danger, Icon::X),
    };
    html! {
        (badge(tone, sign, &cx.t(&format!("recalls-stand-{}", one.state.name()))))
        @if one.removed { " " (badge(Tone::Neutral, Icon::X, &cx.t("customers-removed"))) }
        small {
            @match (recall.action, one.visit_number) {
                (Action::Visit, Some(number)) => {
                    a href={ "/visits/" (one.action) } { (words::visit_number(number)) }
                    @if let Some(day) = one.day { " · " (date_digits(cx.lang(), day)) }
                    @if one.lacks_action && one.state == Stand::Open { " · " (cx.t("recalls-called-off")) }
                }
                (Action::Visit, None) => { (cx.t("recalls-no-visit")) }
                (Action::Call, _) => { a href={ "/tasks/" (one.action) } { (cx.t("recalls-call-task")) } }
            }
            @if let Some(note) = one.note.as_ref().filter(|note| !note.is_empty()) { " · " (note) }
        }
    }
}

fn ways(cx: &Cx, recall: &Recall, one: &Called) -> Markup {
    let here = format!("{PATH}/{}", recall.id);
    let give = |command: &str, key: &str, icon, more: Markup| {
        let button =
            Button { text: &cx.t(key), icon: Some(icon), size: Size::Small, look: Look::Quiet, ..Button::default() };
        Form::new(cx, format!("{here}/{command}")).next(here.clone()).show_with(
            &[("class", "row")],
            html! { input type="hidden" name="machine" value=(one.machine); (more) (submit(button)) },
        )
    };
    let done = html! { input type="hidden" name="outcome" value="done"; };
    let settled = matches!(one.state, Stand::Done | Stand::Unreachable);
    html! {
        div."row wrap gap-s" {
            @if !settled {
                (give("settle", "recalls-mark-done", Icon::Check, done))
                (link_button(&format!("{here}/unreachable?machine={}", one.machine), Button {
                    text: &cx.t("recalls-mark-unreachable"), icon: Some(Icon::X), size: Size::Small, look: Look::Quiet, in_dialog: true, ..Button::default()
                }))
            }
            @if settled && one.note.is_some() || one.state == Stand::Unreachable { (give("reopen", "recalls-reopen", Icon::Undo, html! {})) }
            @if one.lacks_action && one.state == Stand::Open { (give("ask-again", "recalls-ask-again", Icon::Refresh, html! {})) }
        }
    }
}
