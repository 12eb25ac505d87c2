//! "Nog te plannen": what plans propose and nobody agreed yet, by place, beside what is planned nearby; call, propose days, plan.

use api::App;
use axum::{Router, routing::get};
use domain::Permission;
use maud::{Markup, html};
use projections::maintenance::to_plan::{self, Area, Filter, Nearby, Proposal};
use serde::Deserialize;
use texts::format::{date_short, relative_day};

use super::{TO_PLAN, tabs, words};
use crate::{
    components::{
        Button, Column, Look, PageHead, Panel, Size, Table, Tone, cell, empty, link_button, name_cell, page_head,
        panel, plain_badge, table,
    },
    cx::{Answer, Cx, Query},
    icons::{Icon, icon},
    pages::{
        maintenance::{MOVE, pool, words as desk},
        management::words::caption,
    },
};

/// Rows that are shown at most.
const LIMIT: u32 = 300;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(TO_PLAN, get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    until: Option<String>,
    area: Option<String>,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let until = asked.until.as_deref().and_then(|day| api::fields::day(day, cx.today()));
    let area =
        asked.area.filter(|area| !area.trim().is_empty()).map(|area| area.trim().chars().take(2).collect::<String>());
    let filter = Filter { until, area: area.clone(), plan: None };
    let areas = to_plan::list(pool(&cx), &filter, cx.today(), LIMIT).await?;
    let count = to_plan::count(pool(&cx), cx.today()).await?;
    let title = cx.t("plan-view-to-plan");
    let lead = cx.tr(
        "plan-to-plan-lead",
        &[("count", count.all.into()), ("today", count.today.into()), ("late", count.late.into())],
    );
    let content = html! {
        (page_head(PageHead {
            title: &cx.t("nav-maintenance-plans"),
            lead: Some(html! { (lead) }),
            actions: cx.may(MOVE).then(|| super::list::new_button(&cx, "")),
            ..PageHead::default()
        }))
        div.stack {
        (tabs(&cx, count, "to-plan"))
        section.panel aria-labelledby="list-title" {
            h2.visually-hidden id="list-title" { (title) }
            form.filters method="get" action=(TO_PLAN) data-autosubmit="to-plan" aria-label=(cx.t("button-filter")) {
                div.row {
                    label for="until" { (cx.t("label-until")) }
                    input.input id="until" name="until" type="date" value=[until];
                }
                div.row {
                    label for="area" { (cx.t("plan-area")) }
                    input."input narrow" id="area" name="area" maxlength="2" value=[area.as_deref()];
                }
                noscript { button.button type="submit" { (cx.t("button-filter")) } }
            }
        }
        div.stack id="to-plan" data-live="maintenance" {
            @if areas.is_empty() { (empty(Icon::Check, &cx.t("plan-none-to-plan"), &cx.t("plan-none-to-plan-why"), None)) }
            @for area in &areas { (place(&cx, area)) }
        }
        }
    };
    Ok(cx.page(&title, content))
}

fn place(cx: &Cx, area: &Area) -> Markup {
    let mut cities: Vec<&str> = area.proposals.iter().map(|one| one.visit.city.as_str()).collect();
    cities.sort_unstable();
    cities.dedup();
    let title = cx.tr("plan-place", &[("area", (&area.area).into()), ("cities", cities.join(", ").into())]);
    let titles = ["label-customer", "label-what", "plan-proposed", "customers-actions"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let count = area.proposals.len().to_string();
    panel(Panel {
        id: &format!("area-{}", area.area),
        title: &title,
        beside: Some(plain_badge(Tone::Neutral, &count)),
        body: (!area.nearby.is_empty()).then(|| nearby(cx, &area.nearby)),
        full: Some(table(Table {
            caption: &caption(cx, &title),
            columns: &columns,
            rows: html! { @for one in &area.proposals { (row(cx, one)) } },
            ..Table::default()
        })),
        ..Panel::default()
    })
}

/// What is planned there already: a visit beside it saves a journey.
fn nearby(cx: &Cx, near: &[Nearby]) -> Markup {
    html! {
        p."row wrap gap-s" {
            (icon(Icon::Route)) span.muted { (cx.t("plan-nearby")) }
            @for one in near {
                a href={ "/visits/" (one.visit) } {
                    (relative_day(cx.lang(), one.day, cx.today())) ", " (desk::line(", ", [Some(one.city.as_str()), Some(one.technician.as_str())]))
                }
            }
        }
    }
}

fn row(cx: &Cx, one: &Proposal) -> Markup {
    let visit = &one.visit;
    let name = cx.customer(&visit.customer_name);
    let offered: Vec<String> = visit.offered.iter().map(|day| date_short(cx.lang(), *day)).collect();
    html! {
        tr id={ "row-" (visit.id) } {
            (name_cell(&format!("/visits/{}", visit.id), &name, &desk::line(" ", [Some(one.postcode.as_str()), Some(visit.city.as_str())])))
            (cell(html! {
                (desk::short(cx, &visit.task, 60))
                small { (desk::line(" · ", [Some(desk::machine(visit.model.as_deref(), visit.place.as_deref()).as_str()), Some(desk::long(cx, visit.expected).as_str())])) }
            }))
            (cell(html! {
                @if let Some(day) = visit.proposed { (words::proposed_badge(cx, day, one.warn)) }
                @if !offered.is_empty() { small { (cx.tr("plan-offered", &[("days", offered.join(", ").into())])) } }
            }))
            td { @if cx.may(MOVE) { (actions(cx, one)) } }
        }
    }
}

fn actions(cx: &Cx, one: &Proposal) -> Markup {
    let id = one.visit.id;
    let dialog = |page: &str, key: &str, look| {
        let text = cx.t(key);
        let row = format!("row-{id}");
        let button = Button {
            text: &text,
            size: Size::Small,
            look,
            in_dialog: true,
            described_by: Some(&row),
            ..Button::default()
        };
        link_button(&format!("/visits/{id}/{page}"), button)
    };
    html! {
        div."row wrap gap-s" {
            @if let Some(phone) = &one.phone {
                @let call = format!("{} {phone}", cx.t("button-call"));
                (link_button(&format!("tel:{phone}"), Button { text: &call, icon: Some(Icon::Phone), only_icon: true, size: Size::Small, ..Button::default() }))
            }
            @if one.email.is_some() { (dialog("days", "plan-propose", Look::Plain)) }
            (dialog("plan", "button-plan", Look::Dark))
        }
    }
}
